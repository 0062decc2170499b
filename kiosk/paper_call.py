"""Calls staff for paper by itself where nobody stands at the terminal to do so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.records import CallReason
from devices.printers.printer import PrinterStatus
from kiosk.loop import Timer

if TYPE_CHECKING:
    from kiosk.app import Kiosk

PATIENCE_S = 60.0
"""Whoever changes the roll needs no help with it."""


class PaperCall:
    """Only the kiosk thread calls it. In a visit the person is offered to call instead."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._timer: Timer | None = None
        self._called = False
        """Whether the present call for paper was made here."""

    def printer_changed(self, status: PrinterStatus) -> None:
        """The printer is otherwise than before."""
        if status is PrinterStatus.PAPER_OUT:
            self._wait()
            return
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._called and status.can_print:
            self._called = False
            self._kiosk.calls.withdraw(CallReason.PAPER)

    def _wait(self) -> None:
        if self._timer is None:
            self._timer = self._kiosk.loop.call_later(PATIENCE_S, self._still_out)

    def _still_out(self) -> None:
        self._timer = None
        kiosk = self._kiosk
        if kiosk.session.begun or kiosk.parts.menu.open:
            self._wait()
        elif CallReason.PAPER not in kiosk.calls.states:
            self._called = True
            kiosk.calls.call(CallReason.PAPER)
