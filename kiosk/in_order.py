"""Blocking jobs that must not overtake one another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from kiosk.loop import Loop

T = TypeVar("T")


class InOrder:
    """Runs jobs in the pool, one at a time, in the order they were given.

    Only the kiosk thread calls it.
    """

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._waiting: deque[Callable[[], None]] = deque()
        self._busy = False

    def work(self, job: Callable[[], T], done: Callable[[T | Exception], None]) -> None:
        """Run a job after those before it; ``done`` is told its result, or what it raised."""

        def finished(result: T | Exception) -> None:
            self._busy = False
            self._next()
            done(result)

        def begin() -> None:
            self._loop.work(job, finished)

        self._waiting.append(begin)
        self._next()

    def _next(self) -> None:
        if self._waiting and not self._busy:
            self._busy = True
            self._waiting.popleft()()
