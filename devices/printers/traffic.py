"""A printer's traffic on file: recorded where a fault shows, played back where it is mended.

The first line names the task. Then one line a step, with the milliseconds since the beginning: `o`
a wire was opened, `> 1b40` was sent, `< 12` arrived, `.` nothing arrived in time, `x` the wire was
gone, `-` it was closed. Played back, every step takes the time it took. A recording of a slip holds
its picture: the command line records nothing but test pages and questions.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from devices.printers.wires import OpenWire, Wire


class Diverged(Exception):
    """The driver does otherwise now than when the traffic was recorded."""


def recording(open_wire: OpenWire, file: TextIO) -> OpenWire:
    """The same wires, each writing down what passes."""

    begun = time.monotonic()

    def note(step: str) -> None:
        file.write(f"{round((time.monotonic() - begun) * 1000)} {step}\n")
        file.flush()

    def connect() -> Wire:
        note("o")
        try:
            return _RecordedWire(open_wire(), note)
        except OSError:
            note("x")
            raise

    return connect


class _RecordedWire:
    def __init__(self, wire: Wire, note: Callable[[str], None]) -> None:
        self._wire = wire
        self._note = note

    def send(self, commands: bytes) -> None:
        self._note(f"> {commands.hex()}")
        try:
            self._wire.send(commands)
        except OSError:
            self._note("x")
            raise

    def receive(self, limit: float) -> bytes | None:
        try:
            received = self._wire.receive(limit)
        except OSError:
            self._note("x")
            raise
        self._note("." if received is None else f"< {received.hex()}")
        return received

    def close(self, *, drop: bool) -> None:
        self._note("-")
        self._wire.close(drop=drop)


def replaying(steps: Iterator[str]) -> OpenWire:
    """Wires that answer as the recorded ones did. They raise `Diverged` for any other bytes."""
    wire = _ReplayedWire(steps)

    def connect() -> Wire:
        wire.expect("o")
        return wire

    return connect


@dataclass(frozen=True)
class _Step:
    seconds: float
    what: str


class _ReplayedWire:
    def __init__(self, steps: Iterator[str]) -> None:
        self._steps = [_Step(int(step.split()[0]) / 1000, step.split(" ", 1)[1]) for step in steps]
        self._at = 0
        self._begun = time.monotonic()

    def expect(self, step: str) -> None:
        recorded = self._next()
        if recorded != step:
            raise Diverged(f"step {self._at}: recorded {recorded[:40]!r}, now {step[:40]!r}")
        self._fail_where_it_did()

    def send(self, commands: bytes) -> None:
        self.expect(f"> {commands.hex()}")

    def receive(self, limit: float) -> bytes | None:
        self._fail_where_it_did()
        recorded = self._next()
        if recorded == ".":
            return None
        if not recorded.startswith("<"):
            raise Diverged(f"step {self._at}: recorded {recorded[:40]!r}, now a wait")
        return bytes.fromhex(recorded[1:])

    def close(self, *, drop: bool) -> None:
        if not drop or self._coming() == "-":
            self.expect("-")

    def _coming(self) -> str:
        return self._steps[self._at].what if self._at < len(self._steps) else "the end"

    def _next(self) -> str:
        if self._at == len(self._steps):
            return "the end"
        step = self._steps[self._at]
        self._at += 1
        time.sleep(max(0.0, self._begun + step.seconds - time.monotonic()))
        return step.what

    def _fail_where_it_did(self) -> None:
        if self._coming() == "x":
            self._next()
            raise OSError("the wire was gone")


def read_recording(path: Path) -> tuple[str, Iterator[str]]:
    """The task that was recorded, and the steps of its traffic."""
    task, *steps = path.read_text(encoding="ascii").splitlines()
    return task, iter(steps)
