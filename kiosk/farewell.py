"""Goodbye: said after a visit, said again while a card still lies there, then welcome."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.loop import Loop, Timer
from pages.choices import Go, go

GOODBYE_SECONDS = 8.0
CARD_TAKEN_SECONDS = 4.0
"""How long goodbye still shows once the card was taken."""
TAKE_CARD_REPEATS = 3


class Farewell:
    """Only the kiosk thread calls it.

    ``card_present`` says whether a card is left; ``begun`` whether somebody already began anew, who
    is then left alone; ``left_behind`` is told where a card still lies there after all of it.
    """

    def __init__(
        self,
        loop: Loop,
        show: Callable[[Go], None],
        card_present: Callable[[], bool],
        begun: Callable[[], bool],
        left_behind: Callable[[], None],
    ) -> None:
        self._loop = loop
        self._show = show
        self._left_behind = left_behind
        self._card_present = card_present
        self._begun = begun
        self._timer: Timer | None = None
        self._reason = ""

    def say(self, reason: str) -> None:
        """Say goodbye; ``reason`` is why the visit ended."""
        self._reason = reason
        self._say(TAKE_CARD_REPEATS)

    def card_taken(self) -> None:
        """The last card is gone: the page need not ask for it any more, and welcome comes soon."""
        if self._timer is not None and not self._begun():
            self._say(repeats=0)

    def _say(self, repeats: int) -> None:
        self._show(go("standard.goodbye", card=self._card_present(), reason=self._reason))

        def next_step() -> None:
            if self._card_present() and repeats > 1 and not self._begun():
                self._say(repeats - 1)
                return
            if self._card_present() and repeats and not self._begun():
                self._left_behind()
            self._welcome()

        self._after(GOODBYE_SECONDS if repeats else CARD_TAKEN_SECONDS, next_step)

    def _welcome(self) -> None:
        self._timer = None
        if not self._begun():
            self._show(go("standard.welcome"))

    def _after(self, seconds: float, task: Callable[[], None]) -> None:
        """One step at a time: an earlier goodbye's next one is not to come into this one."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(seconds, task)
