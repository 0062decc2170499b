"""An open call is heard: two calm notes and a sentence, repeated until staff have seen it.

It never talks over anybody: while the terminal speaks, while somebody is asked whether they are
still there, and outside opening hours it waits. It addresses whoever is in earshot, and promises
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.speakers.speaker import Cue
from kiosk.loop import Timer
from pages.texts import FreeText, say

if TYPE_CHECKING:
    from kiosk.app import Kiosk

FIRST_AFTER = 2.0
SENTENCE_AFTER = 1.0
"""Seconds from the beginning of the two notes."""
EVERY = 20.0
EVERY_AFTER_A_WHILE = 120.0
WHILE = 300.0
"""Seconds for which it sounds often; whoever is in earshot has heard it by then."""
TRY_AGAIN = 3.0


class Ringing:
    """Only the kiosk thread calls it.

    ``sounding``: whether what is heard is the call. It is no sign that somebody is there, so no
    visit lives longer for it.
    """

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._timer: Timer | None = None
        self._since = 0.0
        self.sounding = False

    def calls_changed(self) -> None:
        """A call was made or settled."""
        if not self._kiosk.calls.open:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
        elif self._timer is None:
            self._since = self._now()
            self._after(FIRST_AFTER)

    def fell_quiet(self) -> bool:
        """All has been said; whether that was the call."""
        was, self.sounding = self.sounding, False
        return was

    def _ring(self) -> None:
        if self._must_wait():
            self._after(TRY_AGAIN)
            return
        self.sounding = True
        self._kiosk.telling.sound(Cue.CALL)
        self._timer = self._kiosk.loop.call_later(SENTENCE_AFTER, self._say)

    def _say(self) -> None:
        if self._must_wait():
            self._after(TRY_AGAIN)
            return
        self.sounding = True
        name = FreeText(self._kiosk.parts.terminal.terminal_name)
        self._kiosk.telling.interject(say("standard.calls.ring", terminal=name))
        long = self._now() - self._since > WHILE
        self._after(EVERY_AFTER_A_WHILE if long else EVERY)

    def _must_wait(self) -> bool:
        kiosk = self._kiosk
        return (
            kiosk.narrator.speaking
            or kiosk.session.warning
            or kiosk.parts.menu.open
            or kiosk.opens_again is not None
        )

    def _after(self, seconds: float) -> None:
        self._timer = self._kiosk.loop.call_later(seconds, self._ring)

    def _now(self) -> float:
        return self._kiosk.loop.clock.monotonic()
