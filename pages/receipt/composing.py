"""From a page to the lines of its receipt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from pages.blocks import (
    Amount,
    Block,
    Fact,
    Facts,
    Notes,
    Paragraph,
    QrCode,
    State,
)
from pages.charts import BarChart, Breakdown, labelled
from pages.choices import Choice, Role
from pages.model import Page
from pages.receipt.form import (
    Heading,
    MainAmount,
    PairLine,
    QrLine,
    Receipt,
    ReceiptLine,
    RowLine,
    Rule,
    Stamp,
    Style,
    TextLine,
)
from pages.texts import FreeText, Text, say
from pages.words import Wording, Words
from pages.written import Writer
from values import Code, Day, IdNumber, Money, Ordinal, PersonName, TimeOfDay

_STARS = "******"
"""Stands for whatever is hidden of an identity number, so that it fits on narrow paper."""

_CLOSING = say("receipt.closing")

_Section = tuple[ReceiptLine, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """What the paper needs beside the page.

    ``moment`` is local time. ``number`` and ``url`` (what the QR code carries) are the backend's,
    None on a slip that proves nothing, such as a test print. ``copy`` counts the slips of the same
    record from 1, and marks those after the first; ``demo`` marks one that is not real.
    """

    organisation: str
    terminal: str
    moment: datetime
    contact: Text
    closing: Text = _CLOSING
    person: PersonName | None = None
    id_number: IdNumber | None = None
    number: Code | None = None
    url: str | None = field(default=None, repr=False)
    copy: int = 1
    demo: bool = False


def compose(page: Page, slip: Slip, words: Words, *, width: int = 576) -> Receipt:
    """Put a page on paper of ``width`` dots, in the short wording where there is one.

    Choices (but for the rows of a list), pictures, emblems, entry fields and staff's blocks are not
    printed. Covering the amounts is for the screen (H3): what the person agreed to print is printed
    in full.
    """
    composer = _Composer(Writer(words, Wording.SHORT))
    sections = (
        composer.stamps(slip),
        composer.head(page, slip),
        composer.subject(page, slip),
        *(composer.block(block) for block in page.blocks),
        composer.rows(page),
        composer.proof(slip),
        composer.close(slip),
    )
    return Receipt(width, tuple(_ruled(section for section in sections if section)))


def _ruled(sections: Iterator[_Section]) -> Iterator[ReceiptLine]:
    """The sections' lines, with a rule between two sections; a stamp has its own frame."""
    last: ReceiptLine | None = None
    for section in sections:
        if last is not None and not isinstance(last, Stamp):
            yield Rule()
        yield from section
        last = section[-1]


@dataclass(frozen=True)
class _Composer:
    writer: Writer

    def text(self, text: Text, style: Style = Style.BODY) -> TextLine:
        return TextLine(self.writer.write(text), style, said=(text,))

    def stamps(self, slip: Slip) -> _Section:
        again = say("receipt.reprint", n=Ordinal(slip.copy)) if slip.copy > 1 else None
        marks = (say("receipt.demo") if slip.demo else None, again)
        return tuple(
            Stamp(self.writer.write(mark), said=(mark,)) for mark in marks if mark is not None
        )

    def head(self, page: Page, slip: Slip) -> _Section:
        place = say(
            "receipt.place",
            organisation=FreeText(slip.organisation),
            terminal=FreeText(slip.terminal),
        )
        moment = say(
            "receipt.moment",
            day=Day(slip.moment.date()),
            time=TimeOfDay(slip.moment.time()),
        )
        return (
            Heading(self.writer.write(page.title), said=(page.title,)),
            self.text(place, Style.SMALL),
            self.text(moment, Style.SMALL),
        )

    def subject(self, page: Page, slip: Slip) -> _Section:
        """Of whom and of what the receipt speaks."""
        texts = (_whose(slip), page.lead)
        return tuple(self.text(text) for text in texts if text is not None)

    def block(self, block: Block) -> _Section:
        match block:
            case Paragraph(text, second):
                return (self.text(text, Style.SMALL if second else Style.BODY),)
            case State(text=text, detail=detail):
                strong = self.text(text, Style.STRONG)
                return (strong,) if detail is None else (strong, self.text(detail))
            case Amount():
                return tuple(self.amount(block))
            case Facts(rows, title):
                return (*self.title(title), *(self.pair(row) for row in rows))
            case BarChart(title, bars):
                lines = (self.pair(Fact(labelled(bar), bar.money)) for bar in bars)
                return (*self.title(title), *lines)
            case Breakdown(label, whole, slices):
                parts = (self.pair(Fact(each.label, each.money)) for each in slices)
                return (self.pair(Fact(label, whole)), *parts)
            case Notes(title, lines):
                noted = (self.text(say("receipt.note", line=line)) for line in lines)
                return (*self.title(title), *noted)
            case QrCode(content, label):
                return (QrLine(content, (self.writer.write(label),), said=(label,)),)
            case _:
                return ()

    def title(self, title: Text | None) -> _Section:
        return () if title is None else (self.text(title, Style.STRONG),)

    def amount(self, block: Amount) -> Iterator[ReceiptLine]:
        """The main amount, and of its share what is not the main amount itself."""
        said = (_spoken(block.label, block.money),)
        yield MainAmount(self.writer.write(block.label), self.writer.write(block.money), said=said)
        if share := block.share:
            parts = ((share.part_label, share.part), (share.rest_label, share.whole - share.part))
            for label, money in parts:
                if money != block.money:
                    yield self.pair(Fact(label, money))

    def pair(self, fact: Fact) -> PairLine:
        label, value = self.writer.write(fact.label), self.writer.write(fact.value)
        amount = isinstance(fact.value, Money)
        return PairLine(label, value, amount, said=(_spoken(fact.label, fact.value),))

    def rows(self, page: Page) -> _Section:
        """The rows of a page that is a list: what each is, how much, and its second line."""
        if page.paper is None or not page.paper.rows:
            return ()
        listed = (choice for choice in page.choices if choice.role is Role.ROW)
        return tuple(map(self.row, listed))

    def row(self, choice: Choice) -> RowLine:
        detail = None if choice.detail is None else self.text(choice.detail, Style.SMALL)
        if choice.aside is None:
            return RowLine(self.text(choice.label), detail)
        return RowLine(self.pair(Fact(choice.label, choice.aside)), detail)

    def proof(self, slip: Slip) -> _Section:
        """How to find out whether the receipt is genuine."""
        number = () if slip.number is None else (say("receipt.number", number=slip.number),)
        if slip.url is None:
            return tuple(self.text(text, Style.SMALL) for text in number)
        captions = (say("receipt.check"), *number)
        written = tuple(self.writer.write(text) for text in captions)
        return (QrLine(slip.url, written, said=captions),)

    def close(self, slip: Slip) -> _Section:
        return (self.text(slip.closing), self.text(slip.contact))


def _spoken(label: Text, value: Text) -> Text:
    return say("speech.fact", label=label, value=value)


def _whose(slip: Slip) -> Text | None:
    """The masked name and number (G4), or what there is of them."""
    if slip.id_number is None:
        return slip.person
    number = replace(slip.id_number, masked=re.sub(r"\*+", _STARS, slip.id_number.masked))
    if slip.person is None:
        return number
    return say("receipt.person", name=slip.person, number=number)
