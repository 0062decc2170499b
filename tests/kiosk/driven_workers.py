"""A pool that works at once, or holds its jobs until a test lets them go."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any


class DrivenWorkers(Executor):
    """Runs each job in the caller's thread; while ``held``, keeps them for ``release``."""

    def __init__(self) -> None:
        self.held = False
        self._jobs: list[Callable[[], Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        def job() -> Any:
            return fn(*args, **kwargs)

        if self.held:
            self._jobs.append(job)
        else:
            job()
        return Future()

    def release(self) -> None:
        """Let every kept job run, in order, and hold no more."""
        self.held = False
        jobs, self._jobs = self._jobs, []
        for job in jobs:
            job()
