"""The small number on every page that says something is wrong (C6).

Whoever stands before it says the number on the telephone; ``docs/events.md`` tells what it means
and what to do. Expected failures of the service bring their own (``contract/failures.py``); here
are those of the terminal's devices and cards, and of what nobody foresaw.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from devices.printers.printer import PrinterStatus
from pages.blocks import Paragraph
from pages.texts import say
from values import Code

UNFORESEEN = "31"
NO_READER = "32"

PRINTER: Mapping[PrinterStatus, str] = MappingProxyType(
    {
        PrinterStatus.PAPER_OUT: "41",
        PrinterStatus.COVER_OPEN: "42",
        PrinterStatus.CUTTER: "43",
        PrinterStatus.HEAD_HOT: "44",
        PrinterStatus.OTHER_FAULT: "45",
        PrinterStatus.NO_ANSWER: "46",
        PrinterStatus.READY: "47",
        PrinterStatus.PAPER_LOW: "47",
    }
)
"""Why a slip cannot be printed; 47: it was not, though the printer is well again."""
MAYBE_PRINTED = "48"

CARD: Mapping[str, str] = MappingProxyType(
    {
        "card_only": "51",
        "not_this_kind": "52",
        "locked": "53",
        "damaged": "54",
        "pulled_out": "55",
        "lay_again": "56",
        "mute": "57",
        "refused": "58",
        "reader": "59",
        "swipe_again": "61",
        "stripe": "62",
        "other_code": "63",
        "code_unknown": "64",
        "receipt": "65",
        "actor": "66",
    }
)
"""Why a card, stripe or code was not read, by its outcome."""


def number_to_say(number: str) -> Paragraph:
    """The line that carries it."""
    return Paragraph(say("failure.phone_code", code=Code(number)), second=True)
