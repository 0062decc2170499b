"""What becomes of an error that nobody foresaw: the visit is wiped, and the kiosk goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.session import EndReason
from pages.choices import go

if TYPE_CHECKING:
    from kiosk.app import Kiosk

FAILSAFE_SECONDS = 60.0
"""How long the page of an unexpected error shows where nobody touches it."""
MOST_FAILSAFES = 3
"""Unexpected errors in a row, with no page drawn between them, that the kiosk bears."""


class Failsafe:
    """Catches for the kiosk thread. Where not even its own page can be shown, the error goes on
    and ends the program; the service manager starts it anew."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._in_a_row = 0
        self._drawn = 0
        """Pictures that had been drawn when the last error came."""

    def caught(self, error: BaseException) -> None:
        """One log entry, everything wiped, and a fresh visit."""
        kiosk = self._kiosk
        kiosk.log("kiosk.failsafe", exception=error)
        drawn = kiosk.showing.drawn
        self._in_a_row = self._in_a_row + 1 if drawn == self._drawn else 1
        self._drawn = drawn
        if self._in_a_row > MOST_FAILSAFES:
            raise error
        kiosk.parts.menu.close()
        kiosk.session.abandon(EndReason.FAILSAFE)
        kiosk.show(go("failure.failsafe"))
        kiosk.loop.call_later(FAILSAFE_SECONDS, self._leave)

    def _leave(self) -> None:
        """Nobody came meanwhile: the page need not stand there for the night."""
        kiosk = self._kiosk
        page = kiosk.navigator.page
        if page is not None and page.route == "failure.failsafe" and not kiosk.session.begun:
            kiosk.show(go("standard.welcome"))
