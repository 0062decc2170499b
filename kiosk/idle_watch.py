"""Notices that nobody is there any more: quiet, then a question with a countdown, then the end."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.loop import Loop, Timer


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds without a touch or a sound before asking, and from asking to the end (D2, D3)."""

    idle: int = 120
    warning: int = 30


class IdleWatch:
    """Only the kiosk thread calls it.

    ``speaking`` says whether anything is being said: idle time counts from the end of speech.
    ``ask`` shows the question with the seconds left, ``withdraw`` takes it away, ``over`` is told
    that nobody answered.
    """

    def __init__(
        self,
        loop: Loop,
        limits: Limits,
        *,
        speaking: Callable[[], bool],
        ask: Callable[[int], None],
        withdraw: Callable[[], None],
        over: Callable[[], None],
    ) -> None:
        self._loop = loop
        self._limits = limits
        self._speaking = speaking
        self._ask = ask
        self._withdraw = withdraw
        self._over = over
        self._timer: Timer | None = None
        self.asking = False
        """Whether the person is being asked if they are still there."""

    def restart(self) -> None:
        """Somebody is there, or was just spoken to: the quiet time starts anew."""
        asked = self.asking
        self.stop()
        if asked:
            self._withdraw()
        self._after(self._limits.idle, self._quiet_over)

    def stop(self) -> None:
        """Nobody is waited for; a question that shows is the caller's to replace."""
        self.asking = False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _quiet_over(self) -> None:
        if self._speaking():
            self.restart()
        else:
            self.asking = True
            self._count_down(self._loop.clock.monotonic() + self._limits.warning)

    def _count_down(self, deadline: float) -> None:
        seconds = math.ceil(deadline - self._loop.clock.monotonic())
        if seconds <= 0:
            self._over()
        else:
            self._after(1.0, lambda: self._count_down(deadline))
            self._ask(seconds)

    def _after(self, seconds: float, task: Callable[[], None]) -> None:
        self._timer = self._loop.call_later(seconds, task)
