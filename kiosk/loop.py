"""The kiosk thread: the only writer of session, navigator, narrator and printing.

Everything else (the window, devices, page functions, HTTP) runs elsewhere and posts what it found.
A queue and timers on a clock that is handed in: a test advances the clock and calls ``run_due``.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import queue
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import TypeVar

from kiosk.clock import Clock

T = TypeVar("T")
Task = Callable[[], None]


@dataclass(order=True)
class Timer:
    """A task due at a moment of the monotonic clock; ``cancel`` makes it harmless."""

    due: float
    _number: int
    task: Task | None = field(compare=False)

    def cancel(self) -> None:
        """Never run it. Cancelling twice, or after it ran, does nothing."""
        self.task = None


class Loop:
    """Runs tasks one after another, in the order they were posted or fell due.

    ``on_error`` is told of every exception a task lets escape; the loop itself goes on.
    """

    def __init__(
        self, clock: Clock, workers: Executor, on_error: Callable[[BaseException], None]
    ) -> None:
        self.clock = clock
        self._workers = workers
        self._on_error = on_error
        self._queue: queue.SimpleQueue[Task] = queue.SimpleQueue()
        self._timers: list[Timer] = []
        self._numbers = itertools.count()
        self._running = False

    def post(self, task: Task) -> None:
        """Have the kiosk thread run a task. May be called from any thread."""
        self._queue.put(task)

    def call_later(self, seconds: float, task: Task) -> Timer:
        """Run a task after so many seconds. Only from the kiosk thread."""
        timer = Timer(self.clock.monotonic() + seconds, next(self._numbers), task)
        heapq.heappush(self._timers, timer)
        return timer

    def work(self, job: Callable[[], T], done: Callable[[T | Exception], None]) -> None:
        """Run a blocking job in the pool; its result, or what it raised, comes back here."""

        def run() -> None:
            try:
                result: T | Exception = job()
            except Exception as error:  # noqa: BLE001 - handed on as a value
                result = error
            self.post(lambda: done(result))

        self._workers.submit(run)

    def run_due(self) -> None:
        """Run everything that waits now, timers included, then return."""
        while self._run_queued() or self._run_timers():
            pass

    def run(self) -> None:
        """Run until ``stop``."""
        self._running = True
        while self._running:
            self.run_due()
            if self._running:
                self._wait()

    def stop(self) -> None:
        """End ``run`` after the present task. May be called from any thread."""

        def end() -> None:
            self._running = False

        self.post(end)

    def _run_queued(self) -> bool:
        try:
            task = self._queue.get_nowait()
        except queue.Empty:
            return False
        self._run(task)
        return True

    def _run_timers(self) -> bool:
        if not self._timers or self._timers[0].due > self.clock.monotonic():
            return False
        timer = heapq.heappop(self._timers)
        if timer.task is not None:
            self._run(timer.task)
        return True

    def _run(self, task: Task) -> None:
        try:
            task()
        except Exception as error:  # noqa: BLE001 - one failsafe for the unexpected
            self._on_error(error)

    def _wait(self) -> None:
        limit = None
        if self._timers:
            limit = max(0.0, self._timers[0].due - self.clock.monotonic())
        with contextlib.suppress(queue.Empty):
            self._run(self._queue.get(timeout=limit))
