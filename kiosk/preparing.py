"""A page asked for while its key is still held down, so that it is there when the finger is lifted.

A person's finger rests on a key for a tenth of a second. If it slides off, nothing has happened:
the answer is dropped, as it is when anything changes meanwhile, and pages that need somebody's
records are not asked for ahead (``kiosk.ahead_of_choice``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.ahead_of_choice import OnlyWhenChosen
from kiosk.loop import Loop
from pages.choices import Go
from pages.model import Page

Answered = Callable[[Page | Exception], None]
AskFor = Callable[[Go, Answered], None]

LASTS = 2.0
"""Seconds for which a page that was asked for ahead is fresh enough to be shown."""


@dataclass(eq=False)
class _Ahead:
    target: Go
    asked: float
    answer: Page | Exception | None = None
    wanted: Answered | None = None


class Preparing:
    """At most one page ahead. Only the kiosk thread calls it.

    ``ask_ahead`` asks for a page nobody chose yet, and may have ``OnlyWhenChosen`` answered;
    ``ask_for`` asks for one that was. ``arrived`` is told of one that is there before it is wanted.
    """

    def __init__(
        self, loop: Loop, ask_ahead: AskFor, ask_for: AskFor, arrived: Callable[[Page], None]
    ) -> None:
        self._loop = loop
        self._ask_ahead = ask_ahead
        self._ask_for = ask_for
        self._arrived = arrived
        self._ahead: _Ahead | None = None

    def begin(self, target: Go) -> None:
        """Ask for a page that is likely to be wanted."""
        ahead = self._ahead = _Ahead(target, self._loop.clock.monotonic())
        self._ask_ahead(target, lambda answer: self._answered(ahead, answer))

    def take(self, target: Go, answered: Answered) -> bool:
        """Have the answer to this target, now or when it comes; False where it was not asked for.

        ``answered`` is never called before this returns.
        """
        ahead, self._ahead = self._ahead, None
        if ahead is None or ahead.target != target:
            return False
        if self._loop.clock.monotonic() - ahead.asked > LASTS:
            return False
        answer = ahead.answer
        if answer is None:
            ahead.wanted = answered
        else:
            self._loop.post(lambda: answered(answer))
        return True

    def drop(self) -> None:
        """What was asked for ahead is not wanted, or not true any more."""
        self._ahead = None

    def _answered(self, ahead: _Ahead, answer: Page | Exception) -> None:
        if isinstance(answer, OnlyWhenChosen):
            self._ask_when_chosen(ahead)
        elif ahead.wanted is not None:
            ahead.wanted(answer)
        elif self._ahead is ahead:
            ahead.answer = answer
            if isinstance(answer, Page):
                self._arrived(answer)

    def _ask_when_chosen(self, ahead: _Ahead) -> None:
        if ahead.wanted is not None:
            self._ask_for(ahead.target, ahead.wanted)
        elif self._ahead is ahead:
            self._ahead = None
