"""What the person at the centre does: paper, calls, cards left behind, closing for today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time

from devices.printers.printer import PrinterStatus
from kiosk.maintenance.closing import Closure, Closures, Reason, until_tomorrow
from kiosk.maintenance.found_cards import CardKind, Fate, FoundCards
from kiosk.maintenance.sitting import Sitting
from pages.blocks import Tone
from pages.choices import Scalar, go
from pages.texts import say

Values = Mapping[str, Scalar]


class AttendantDesk:
    """``closed`` is told of a closure that was agreed, or None for one that was taken back."""

    def __init__(self, sitting: Sitting, closed: Callable[[Closure | None], None]) -> None:
        self._sitting = sitting
        self._closed = closed

    def actions(self) -> dict[str, Callable[[Values], None]]:
        """Every action of this desk by name."""
        return {
            "paper_changed": lambda _values: self._paper_changed(),
            "acknowledge": self._acknowledge,
            "note_card": self._note_card,
            "settle_card": self._settle_card,
            "close_today": self._close,
            "open_again": lambda _values: self._open(),
            "restart": lambda _values: self._sitting.workshop.power.end_program(),
        }

    def _paper_changed(self) -> None:
        """The printer itself is asked: what was heard of it last may be a few seconds old."""
        sitting = self._sitting
        printer = sitting.workshop.printer
        sitting.note("maintenance.paper_changed")

        def asked(status: PrinterStatus) -> None:
            if status.can_print or not printer.has_back_channel:
                sitting.tell(Tone.GOOD, say("maintenance.paper.done"))
            else:
                sitting.tell(Tone.NOTICE, say("maintenance.paper.not_yet"))

        sitting.work(printer.status, asked)

    def _acknowledge(self, values: Values) -> None:
        self._sitting.host.calls.acknowledge(str(values["call"]), self._sitting.account)
        self._sitting.tell(Tone.GOOD, say("maintenance.calls.done"))

    def _note_card(self, values: Values) -> None:
        sitting, kind = self._sitting, CardKind(str(values["kind"]))
        now = self._now()

        def noted(number: int) -> None:
            sitting.note("maintenance.card_found", kind=kind, card=number)
            sitting.show(go("maintenance.cards"))
            sitting.tell(Tone.GOOD, say("maintenance.cards.noted"))

        cards = self._cards
        sitting.work(lambda: cards().add(kind, now, sitting.account), noted)

    def _settle_card(self, values: Values) -> None:
        sitting, number = self._sitting, int(values["number"])
        fate, now = Fate(str(values["fate"])), self._now()

        def settled(was_kept: bool) -> None:
            if was_kept:
                sitting.note("maintenance.card_settled", card=number, fate=fate)
            sitting.show(go("maintenance.cards"))
            sitting.tell(Tone.GOOD, say("maintenance.cards.settled"))

        cards = self._cards
        sitting.work(lambda: cards().settle(number, fate, now, sitting.account), settled)

    def _close(self, values: Values) -> None:
        sitting = self._sitting
        opens = sitting.workshop.running.hours.opens
        until = until_tomorrow(self._now(), time.fromisoformat(opens) if opens else None)
        closure = Closure(Reason(str(values["reason"])), until)

        def kept(_done: None) -> None:
            sitting.note("maintenance.terminal_closed", reason=closure.reason)
            self._closed(closure)
            sitting.tell(Tone.GOOD, say("maintenance.close.done"))

        sitting.work(lambda: Closures(sitting.workshop.store()).close(closure), kept)

    def _open(self) -> None:
        sitting = self._sitting

        def opened(_done: None) -> None:
            sitting.note("maintenance.terminal_opened")
            self._closed(None)
            sitting.tell(Tone.GOOD, say("maintenance.close.opened"))

        sitting.work(lambda: Closures(sitting.workshop.store()).open(), opened)

    def _cards(self) -> FoundCards:
        return FoundCards(self._sitting.workshop.store())

    def _now(self) -> datetime:
        return self._sitting.loop.clock.now()
