"""Personal facts are dots until the person asks to see them, and are dots again soon after (H3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.loop import Timer

if TYPE_CHECKING:
    from kiosk.app import Kiosk

SHOWN_FOR = 30.0
"""Seconds."""


class Revealing:
    """Only the kiosk thread calls it. Whether they show now stands in the presentation."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._timer: Timer | None = None

    def turn(self) -> None:
        """Show them for a while; hide them at once where they show."""
        show = not self._kiosk.session.presentation.revealed
        self.forget()
        if show:
            self._timer = self._kiosk.loop.call_later(SHOWN_FOR, self.turn)
        self._present(revealed=show)

    def forget(self) -> None:
        """The visit is over: nothing is left to be hidden."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _present(self, *, revealed: bool) -> None:
        session = self._kiosk.session
        session.presentation = session.presentation.changed(revealed=revealed)
        self._kiosk.navigator.restyle()
