"""Pages as HTML: whole, escaped, with nothing to fetch and nothing to run."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from pages.blocks import Amount, Fact, Facts, Paragraph, State, Tone
from pages.model import Page
from pages.presentation import Language
from pages.texts import FreeText
from pages.web import html
from pages.words import load_words
from values import Money

WORDS = load_words(Language.CHINESE)


class Reader(HTMLParser):
    """What a browser would show, and which tags it met."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page(words: str) -> Page:
    text = FreeText(words)
    return Page(
        route="x.y",
        title=text,
        lead=text,
        blocks=(
            State(Tone.GOOD, text, text),
            Amount(text, Money(123450)),
            Facts((Fact(text, text),)),
            Paragraph(text),
        ),
    )


def test_a_page_is_read_on_the_telephone_as_on_the_kiosk() -> None:
    reader = Reader(html(page("住院报销"), WORDS))
    assert "1,234.50 元" in reader.text
    assert reader.text.count("住院报销") == 9


@given(st.text(min_size=1))
def test_no_words_become_markup(words: str) -> None:
    plain, hostile = Reader(html(page("words"), WORDS)), Reader(html(page(words), WORDS))
    assert hostile.tags == plain.tags


def test_nothing_is_fetched_and_nothing_runs() -> None:
    document = html(page("words"), WORDS)
    assert "<script" not in document
    assert "http" not in document
    assert "url(" not in document
