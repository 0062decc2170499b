"""From a page to the lines of its receipt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from pages.model import (
    Amount,
    Block,
    Devices,
    Emblem,
    Entry,
    Fact,
    Facts,
    FreeText,
    Notes,
    Page,
    Paragraph,
    Picture,
    QrCode,
    State,
    Text,
    say,
)
from pages.receipt.form import (
    Heading,
    MainAmount,
    PairLine,
    QrLine,
    Receipt,
    ReceiptLine,
    Rule,
    Stamp,
    Style,
    TextLine,
)
from pages.words import Wording, Words
from pages.written import Writer
from values import Code, Day, IdNumber, Money, PersonName, TimeOfDay

_STARS = "******"
"""Stands for whatever is hidden of an identity number, so that it fits on narrow paper."""

_CLOSING = say("receipt.closing")

_Section = tuple[ReceiptLine, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """What the paper needs beside the page.

    ``moment`` is local time. ``number`` and ``url`` (what the QR code carries) are the backend's,
    None on a slip that proves nothing, such as a test print. ``reprint`` marks a second copy,
    ``demo`` one that is not real.
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
    reprint: bool = False
    demo: bool = False


def compose(page: Page, slip: Slip, words: Words, *, width: int = 576) -> Receipt:
    """Put a page on paper of ``width`` dots, in the short wording where there is one.

    Choices, pictures, emblems, entry fields and device tiles are not printed. Covering the amounts
    is for the screen (H3): what the person agreed to print is printed in full.
    """
    composer = _Composer(Writer(words, Wording.SHORT))
    sections = (
        composer.stamps(slip),
        composer.head(page, slip),
        composer.subject(page, slip),
        *(composer.block(block) for block in page.blocks),
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
        return TextLine(self.writer.write(text), style)

    def stamps(self, slip: Slip) -> _Section:
        marks = (("receipt.demo", slip.demo), ("receipt.reprint", slip.reprint))
        return tuple(Stamp(self.writer.write(say(key))) for key, marked in marks if marked)

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
            Heading(self.writer.write(page.title)),
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
            case Notes(title, lines):
                noted = (self.text(say("receipt.note", line=line)) for line in lines)
                return (*self.title(title), *noted)
            case QrCode(content, label):
                return (QrLine(content, (self.writer.write(label),)),)
            case Picture() | Emblem() | Devices() | Entry():
                return ()

    def title(self, title: Text | None) -> _Section:
        return () if title is None else (self.text(title, Style.STRONG),)

    def amount(self, block: Amount) -> Iterator[ReceiptLine]:
        """The main amount, and of its share what is not the main amount itself."""
        yield MainAmount(self.writer.write(block.label), self.writer.write(block.money))
        if share := block.share:
            parts = ((share.part_label, share.part), (share.rest_label, share.whole - share.part))
            for label, money in parts:
                if money != block.money:
                    yield self.pair(Fact(label, money))

    def pair(self, fact: Fact) -> PairLine:
        label, value = self.writer.write(fact.label), self.writer.write(fact.value)
        return PairLine(label, value, amount=isinstance(fact.value, Money))

    def proof(self, slip: Slip) -> _Section:
        """How to find out whether the receipt is genuine."""
        number = () if slip.number is None else (say("receipt.number", number=slip.number),)
        if slip.url is None:
            return tuple(self.text(text, Style.SMALL) for text in number)
        captions = (say("receipt.check"), *number)
        return (QrLine(slip.url, tuple(self.writer.write(text) for text in captions)),)

    def close(self, slip: Slip) -> _Section:
        return (self.text(slip.closing), self.text(slip.contact))


def _whose(slip: Slip) -> Text | None:
    """The masked name and number (G4), or what there is of them."""
    if slip.id_number is None:
        return slip.person
    number = replace(slip.id_number, masked=re.sub(r"\*+", _STARS, slip.id_number.masked))
    if slip.person is None:
        return number
    return say("receipt.person", name=slip.person, number=number)
