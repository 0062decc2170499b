"""What the terminal has the service told of itself: calls, reports and heartbeats, joined here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.fleet import Message
from kiosk.delivery import Delivery
from kiosk.heartbeats import Heartbeats
from kiosk.outbox import kind_of
from kiosk.staff_calls import StaffCalls
from kiosk.store import StoreFault

if TYPE_CHECKING:
    from kiosk.app import Kiosk


class Messages:
    """Only the kiosk thread calls it."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        parts = kiosk.parts
        self.delivery = Delivery(
            parts.loop,
            parts.outbox,
            parts.gateway.tell,
            delivered=lambda message: self.calls.told(message),
            failed=lambda: self.calls.not_told(),
            refused=self._refused,
            not_kept=self._not_kept,
        )
        self.calls = StaffCalls(
            parts.loop,
            parts.call_book,
            self.delivery.tell,
            parts.gateway.call_standing,
            parts.new_key,
            changed=self._calls_changed,
            log=kiosk.log,
            not_kept=self._not_kept,
        )

        self.heartbeats = Heartbeats(kiosk)

    def start(self) -> None:
        """Take up what an earlier run left, and tell that the terminal lives."""
        self.calls.start()
        self.delivery.start()
        self.heartbeats.start()

    def _calls_changed(self) -> None:
        self._kiosk.ringing.calls_changed()
        self._kiosk.navigator.refresh("calls")
        self._kiosk.showing.redraw()

    def _refused(self, message: Message) -> None:
        self._kiosk.log("outbox.refused", kind=kind_of(message))

    def _not_kept(self, error: Exception) -> None:
        """A disk that fails is logged; whatever else was wrong is nobody's expectation."""
        if not isinstance(error, StoreFault):
            raise error
        self._kiosk.log("outbox.not_kept")
