"""What stands on a receipt, line by line, before it is dots.

``said`` is what a voice says of a line: the texts it was written from, typed as on the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from pages.texts import Text


class Style(Enum):
    """How a line of text is set."""

    BODY = auto()
    STRONG = auto()
    SMALL = auto()


@dataclass(frozen=True, slots=True)
class Stamp:
    """A framed remark that nobody may overlook: 演示, 补打."""

    text: str
    said: tuple[Text, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the receipt is about."""

    text: str
    said: tuple[Text, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TextLine:
    """Text that wraps."""

    text: str
    style: Style = Style.BODY
    said: tuple[Text, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PairLine:
    """A label and its value: on one line where both fit, else on two.

    A value that is an ``amount`` is never broken; other values wrap.
    """

    label: str
    value: str
    amount: bool = False
    said: tuple[Text, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of a list: its head, what is to be known of it right below, and air to the next."""

    head: TextLine | PairLine
    detail: TextLine | None = None

    @property
    def said(self) -> tuple[Text, ...]:
        """Head and detail."""
        return self.head.said + (() if self.detail is None else self.detail.said)


@dataclass(frozen=True, slots=True)
class MainAmount:
    """The receipt's one main amount: the largest thing on it, under its label."""

    label: str
    amount: str
    said: tuple[Text, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class QrLine:
    """A QR code and the words beside or beneath it."""

    content: str = field(repr=False)
    captions: tuple[str, ...]
    said: tuple[Text, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line between two sections."""

    said: tuple[Text, ...] = field(default=(), init=False, compare=False, repr=False)


ReceiptLine = Stamp | Heading | TextLine | PairLine | RowLine | MainAmount | QrLine | Rule


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt for paper of ``width`` dots (8 a millimetre), from top to bottom."""

    width: int
    lines: tuple[ReceiptLine, ...]

    def texts(self) -> list[str]:
        """Every text that gets printed, in reading order: what must be heard before (E10)."""
        return [text for line in self.lines for text in _texts(line)]


def _texts(line: ReceiptLine) -> tuple[str, ...]:
    match line:
        case Stamp(text) | Heading(text) | TextLine(text):
            return (text,)
        case PairLine(label, value) | MainAmount(label, value):
            return (label, value)
        case RowLine(head, detail):
            return _texts(head) + (() if detail is None else _texts(detail))
        case QrLine(captions=captions):
            return captions
        case Rule():
            return ()
