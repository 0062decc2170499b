"""What the checks of the card readers share: how a reader is, and whether a test card is read.

Nothing of the card is kept or shown but that it was read.
"""

from __future__ import annotations

from collections.abc import Callable

from devices.cards.reader import CardLaid, CardSwiped, CodeScanned, ReaderStatus
from devices.cards.reading import NotReadable
from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Look
from kiosk.maintenance.findings import Finding, absent, failed, ok, within
from kiosk.maintenance.watching import Signal
from kiosk.maintenance.wording import READER_STATES
from kiosk.settings import Settings
from pages.blocks import Block
from pages.texts import say

Event = type[CardLaid | CardSwiped | CodeScanned]


def reader_look(name: str, configured: Callable[[Settings], bool]) -> Look:
    """How the reader of this name is; ABSENT where the terminal is set up without it."""

    def look(bench: Bench) -> Finding:
        if not configured(bench.settings):
            return absent(say("maintenance.evidence.not_set_up"))
        status = bench.states().readers.get(name, ReaderStatus.MISSING)
        return within(status is ReaderStatus.READY, READER_STATES[status])

    return look


class CardWatch:
    """Waits for a card at one reader; of others nothing is noticed."""

    whole_screen = False

    def __init__(self, event: Event, at: Callable[[str], bool]) -> None:
        self._event = event
        self._at = at

    def feed(self, signal: Signal) -> Finding | None:
        if not isinstance(signal, CardLaid | CardSwiped | CodeScanned):
            return None
        if not isinstance(signal, self._event) or not self._at(signal.reader):
            return None
        readable = isinstance(signal, CodeScanned) or not isinstance(signal.reading, NotReadable)
        if readable:
            return ok(say("maintenance.evidence.card_read"))
        return failed(say("maintenance.evidence.card_not_read"))

    def blocks(self) -> tuple[Block, ...]:
        return ()

    def given_up(self) -> Finding:
        return failed(say("maintenance.evidence.no_card"))
