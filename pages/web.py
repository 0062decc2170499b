"""A page as HTML: for the telephone of whoever scans a receipt's code, or reads on later.

One self-contained document: no script, nothing fetched, large type, words escaped. Blocks that
need the kiosk (keyboards, devices, pictures) and choices are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pages.blocks import Amount, Block, Facts, Notes, Paragraph, State, Tone
from pages.model import Page
from pages.words import Words
from pages.written import Writer

_STYLE = """
body{margin:0;background:#FAF6EE;color:#1C1A17;font:1.25rem/1.5 sans-serif}
main{max-width:34rem;margin:auto;padding:1.5rem}
h1{font-size:1.8rem;line-height:1.3;margin:0 0 .5rem}
.state{border:2px solid #0B4A45;border-radius:.8rem;background:#E6EFEA;padding:.8rem 1rem}
.state.alarm,.state.notice{border-color:#8A1C12;background:#FFF1DC;color:#4A2308}
dl{display:grid;grid-template-columns:auto 1fr;gap:.4rem 1rem}
dd{margin:0;text-align:right;font-weight:bold}
.amount{font-size:2.2rem;font-weight:bold;color:#0B4A45;margin:.2rem 0}
""".strip()


def html(page: Page, words: Words) -> str:
    """The whole document, in the language of ``words``."""
    writer = Writer(words)
    title = escape(writer.write(page.title))
    lead = f"<p>{escape(writer.write(page.lead))}</p>" if page.lead is not None else ""
    body = "".join(line for block in page.blocks for line in _block(block, writer))
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{title}</h1>{lead}{body}</main></body></html>"
    )


def _block(block: Block, writer: Writer) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield f"<p>{escape(writer.write(text))}</p>"
        case State(tone, text, detail):
            told = [writer.write(text)] + ([writer.write(detail)] if detail is not None else [])
            yield f'<p class="{_state_class(tone)}">{"<br>".join(map(escape, told))}</p>'
        case Amount(label, money):
            yield f"<p>{escape(writer.write(label))}</p>"
            yield f'<p class="amount">{escape(writer.write(money))}</p>'
        case Facts(rows):
            yield "<dl>"
            for row in rows:
                yield f"<dt>{escape(writer.write(row.label))}</dt>"
                yield f"<dd>{escape(writer.write(row.value))}</dd>"
            yield "</dl>"
        case Notes(title, lines):
            yield f"<h2>{escape(writer.write(title))}</h2>"
            yield from (f"<p>{escape(writer.write(line))}</p>" for line in lines)
        case _:
            return


def _state_class(tone: Tone) -> str:
    return f"state {tone.value}"
