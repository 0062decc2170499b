"""A pool whose jobs can stop half-way and go on when a test says so.

Each job has a real thread, but ``submit`` comes back only when the job has ended or is parked, so
that what a test sees never depends on the machine's mood.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

LIMIT_S = 20.0


class ParkingWorkers(Executor):
    """``park`` is called by a job that is to stop where it is; ``release`` lets all go on."""

    def __init__(self) -> None:
        self._here = threading.local()
        self._parked: list[tuple[threading.Event, threading.Event]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        settled = threading.Event()

        def run() -> None:
            self._here.settled = settled
            try:
                fn(*args, **kwargs)
            finally:
                self._here.settled.set()

        threading.Thread(target=run, daemon=True).start()
        _wait(settled)
        return Future()

    def park(self) -> None:
        """Stop the job that calls this until ``release``."""
        go_on = threading.Event()
        parked = self._here.settled
        self._here.settled = threading.Event()
        self._parked.append((go_on, self._here.settled))
        parked.set()
        _wait(go_on)

    def release(self) -> None:
        """Let every parked job go on to its end, or to where it parks again."""
        parked, self._parked = self._parked, []
        for go_on, settled in parked:
            go_on.set()
            _wait(settled)


def _wait(event: threading.Event) -> None:
    if not event.wait(LIMIT_S):
        raise TimeoutError("a job neither ended nor parked")
