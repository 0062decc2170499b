"""A device's traffic on file: recorded where it misbehaves, played back where it is mended.

The first line names the device. Then one line a step: the milliseconds since the beginning, and
what passed. Which steps there are is the business of each kind of wire.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO


class Diverged(Exception):
    """The driver does otherwise now than when the traffic was recorded."""


class RecordingEnded(Exception):
    """All that was recorded has been played back."""


class Recorder:
    """Writes steps down, from any thread."""

    def __init__(self, file: TextIO, device: str) -> None:
        self._file = file
        self._begun = time.monotonic()
        self._lock = threading.Lock()
        file.write(f"{device}\n")

    def elapsed_ms(self) -> int:
        """Since the recording began."""
        return round((time.monotonic() - self._begun) * 1000)

    def note(self, step: str, at_ms: int | None = None) -> None:
        """Write a step down, of this moment unless told otherwise."""
        with self._lock:
            self._file.write(f"{self.elapsed_ms() if at_ms is None else at_ms} {step}\n")
            self._file.flush()


@dataclass(frozen=True, slots=True)
class Step:
    """What passed, and how many milliseconds after the beginning."""

    at_ms: int
    what: str


class Playback:
    """Steps that become due as time passes, as they did when they were recorded."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self._steps = deque(steps)
        self._begun = time.monotonic()
        self._taken = 0

    def coming(self) -> str:
        """The next step, due or not; raises ``RecordingEnded`` where there is none."""
        if not self._steps:
            raise RecordingEnded
        return self._steps[0].what

    @property
    def is_last(self) -> bool:
        """Whether one step is left."""
        return len(self._steps) == 1

    def take(self) -> str:
        """The next step, once it is due."""
        self.wait_until_due(float("inf"))
        self._taken += 1
        return self._steps.popleft().what

    def wait_until_due(self, limit_s: float) -> bool:
        """Wait for the next step, so many seconds at most; whether it is due."""
        self.coming()
        wait_s = self._begun + self._steps[0].at_ms / 1000 - time.monotonic()
        time.sleep(max(0.0, min(wait_s, limit_s)))
        return wait_s <= limit_s

    def expect(self, step: str) -> None:
        """Take this step; raises ``Diverged`` for any other."""
        recorded = self.take()
        if recorded != step:
            raise Diverged(f"step {self._taken}: recorded {recorded[:40]!r}, now {step[:40]!r}")


def read_recording(path: Path) -> tuple[str, list[Step]]:
    """The device that was recorded, and the steps of its traffic. Raises ``ValueError``."""
    device, *lines = path.read_text(encoding="utf-8").splitlines()
    return device, [_step(path, number, line) for number, line in enumerate(lines, 2)]


def _step(path: Path, number: int, line: str) -> Step:
    at_ms, _, what = line.partition(" ")
    if not at_ms.isdecimal() or not what:
        raise ValueError(f"{path}:{number}: not a step of a recording")
    return Step(int(at_ms), what)
