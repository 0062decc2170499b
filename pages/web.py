"""A page as HTML: for the telephone of whoever scans a receipt's code, or reads on later.

One self-contained document: no script, nothing fetched, large type, words escaped. Blocks that
need the kiosk (keyboards, devices, pictures) and choices are left out, but for choices that lead
to a page with an address, and for the rows of a list that may be printed.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from pages.blocks import Amount, Block, Facts, Notes, Paragraph, Photo, State, Tone
from pages.charts import BarChart, Breakdown, labelled, told
from pages.choices import Role, Target
from pages.model import Page
from pages.presentation import Language
from pages.programme import Programme
from pages.texts import Text, say
from pages.words import Wording, Words
from pages.written import Writer
from values import Money

_STYLE = """
body{margin:0;background:#FAF6EE;color:#1C1A17;font:1.25rem/1.5 sans-serif}
main{max-width:34rem;margin:auto;padding:1.5rem}
h1{font-size:1.8rem;line-height:1.3;margin:0 0 .5rem}
.state{border:2px solid #0B4A45;border-radius:.8rem;background:#E6EFEA;padding:.8rem 1rem}
.state.alarm,.state.notice{border-color:#8A1C12;background:#FFF1DC;color:#4A2308}
ul{list-style:none;margin:1rem 0;padding:0}
li{border-top:1px solid #C9BFAE;padding:.6rem 0;overflow:hidden}
li b{float:right;margin-left:1rem}
img{max-width:100%;height:auto;border-radius:.8rem}
nav{display:flex;justify-content:space-between;background:#0B4A45}
nav a{color:#FFFFFF;padding:.8rem 1.5rem}
.links a{display:block;color:inherit;text-decoration:none}
.links b{float:none;margin:0;color:#0B4A45;text-decoration:underline}
.links small{display:block;font-size:1.05rem}
a:focus-visible{outline:3px solid #C77700;outline-offset:-3px}
dl{display:grid;grid-template-columns:auto 1fr;gap:.4rem 1rem}
dd{margin:0;text-align:right;font-weight:bold}
table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:bold}
th{text-align:left;font-weight:normal}
td{text-align:right;font-weight:bold}
th,td{border-bottom:1px solid #CFC4B2;padding:.3rem 0}
.amount{font-size:2.2rem;font-weight:bold;color:#0B4A45;margin:.2rem 0}
""".strip()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a reader can go from a page: the address of a choice's target, None where it has none;
    of the list of all pages; and of this page in the other language."""

    link: Callable[[Target], str | None]
    index: str
    other_language: str


def html(
    page: Page,
    words: Words,
    below: tuple[Block, ...] = (),
    elsewhere: Elsewhere | None = None,
    wording: Wording = Wording.TEXT,
) -> str:
    """The whole document, in the language of ``words``; ``below`` stands under the page's own."""
    writer = Writer(words, wording, masked=True)
    title = escape(writer.write(page.title))
    lead = f"<p>{escape(writer.write(page.lead))}</p>" if page.lead is not None else ""
    blocks = (line for block in page.blocks for line in _block(block, writer))
    foot = (line for block in below for line in _block(block, writer))
    choices = _rows(page, writer) if elsewhere is None else _links(page, writer, elsewhere)
    own = (*choices, *blocks) if page.choices_first else (*blocks, *choices)
    body = "".join((*own, *foot))
    ways = "" if elsewhere is None else _ways(writer, elsewhere)
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>"
        f"<body>{ways}<main><h1>{title}</h1>{lead}{body}</main></body></html>"
    )


def _ways(writer: Writer, elsewhere: Elsewhere) -> str:
    """Above every page: to all pages, and to the same in the other language, named in its own."""
    name = escape(writer.write(say("web.public.ways")))
    everything = escape(writer.write(say("web.public.all")))
    other = next(each for each in Language if each is not writer.words.language)
    language = escape(writer.write(say("web.public.other_language")))
    return (
        f'<nav aria-label="{name}"><a href="{escape(elsewhere.index)}">{everything}</a>'
        f'<a href="{escape(elsewhere.other_language)}" hreflang="{other}" lang="{other}">'
        f"{language}</a></nav>"
    )


def _links(page: Page, writer: Writer, elsewhere: Elsewhere) -> Iterator[str]:
    """The choices that lead to a page with an address."""
    found = [(choice, elsewhere.link(choice.target)) for choice in page.choices]
    links = [(choice, address) for choice, address in found if address is not None]
    if not links:
        return
    yield '<ul class="links">'
    for choice, address in links:
        more = [writer.write(text) for text in (choice.detail, choice.aside) if text is not None]
        below = "".join(f"<small>{escape(text)}</small>" for text in more)
        label = escape(writer.write(choice.label))
        yield f'<li><a href="{escape(address)}"><b>{label}</b>{below}</a></li>'
    yield "</ul>"


def _rows(page: Page, writer: Writer) -> Iterator[str]:
    """The rows of a page that is a list, as on paper."""
    if page.paper is None or not page.paper.rows:
        return
    yield "<ul>"
    for row in (choice for choice in page.choices if choice.role is Role.ROW):
        aside = "" if row.aside is None else f"<b>{escape(writer.write(row.aside))}</b>"
        detail = "" if row.detail is None else f"<br>{escape(writer.write(row.detail))}"
        yield f"<li>{aside}{escape(writer.write(row.label))}{detail}</li>"
    yield "</ul>"


def _block(block: Block, writer: Writer) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield f"<p>{escape(writer.write(text))}</p>"
        case State(tone, text, detail):
            said = [writer.write(text)] + ([writer.write(detail)] if detail is not None else [])
            yield f'<p class="{_state_class(tone)}">{"<br>".join(map(escape, said))}</p>'
        case Amount(label, money):
            yield f"<p>{escape(writer.write(label))}</p>"
            yield f'<p class="amount">{escape(writer.write(money))}</p>'
        case Facts(rows):
            yield "<dl>"
            for row in rows:
                yield f"<dt>{escape(writer.write(row.label))}</dt>"
                yield f"<dd>{escape(writer.fact(row))}</dd>"
            yield "</dl>"
        case BarChart() | Breakdown():
            yield from _chart(block, writer)
        case Photo():
            yield _photo(block, writer)
        case Programme():
            yield from _programme(block, writer)
        case Notes(title, lines):
            yield f"<h2>{escape(writer.write(title))}</h2>"
            yield from (f"<p>{escape(writer.write(line))}</p>" for line in lines)
        case _:
            return


def _chart(chart: BarChart | Breakdown, writer: Writer) -> Iterator[str]:
    match chart:
        case BarChart(title, bars):
            yield from _table(writer, title, [(labelled(bar), bar.money) for bar in bars])
            yield from (f"<p>{escape(writer.write(text))}</p>" for text in told(chart))
        case Breakdown(label, whole, slices):
            parts = [(each.label, each.money) for each in slices]
            yield from _table(writer, label, [*parts, (label, whole)])


def _table(writer: Writer, title: Text, rows: Sequence[tuple[Text, Money]]) -> Iterator[str]:
    """Amounts as a table: what each is heads its row."""
    yield f"<table><caption>{escape(writer.write(title))}</caption>"
    for label, money in rows:
        name, amount = escape(writer.write(label)), escape(writer.write(money))
        yield f'<tr><th scope="row">{name}</th><td>{amount}</td></tr>'
    yield "</table>"


def _photo(photo: Photo, writer: Writer) -> str:
    kind = "png" if photo.content.startswith(b"\x89PNG") else "jpeg"
    source = f"data:image/{kind};base64,{b64encode(photo.content).decode()}"
    size = f'width="{photo.width}" height="{photo.height}"'
    return f'<img src="{source}" alt="{escape(writer.write(photo.said))}" {size}>'


def _programme(programme: Programme, writer: Writer) -> Iterator[str]:
    if programme.title is not None:
        yield f"<h2>{escape(writer.write(programme.title))}</h2>"
    for row in programme.rows:
        texts = (row.when, row.what, row.where)
        told = " ".join(writer.write(text) for text in texts if text is not None)
        yield f"<p>{escape(told)}</p>"


def _state_class(tone: Tone) -> str:
    return f"state {tone.value}"
