"""A program on a display: touched, looked at, and asked what memory and processor it takes."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.bench.x11 import Display

ROOT = Path(__file__).resolve().parent.parent.parent
LIMIT_S = 20.0
EDGE = bytes.fromhex("454a0b")
"""The colour of a key's edge, in either program: blue, green, red."""
LOOK_S = 0.0005
"""Between two looks: looking without a pause would take one of two cores from who is measured."""
HELD_S = 0.12
"""How long a finger rests on a key."""
SETTLED_LIMIT_S = 180.0
SETTLED_S = 5.0
BUSY = 4.0
"""Per cent of one core, over five seconds, above which a program that nobody touches is still
starting: the kiosk renders its fixed words then, at a low priority."""
FINISHED_S = 0.9
"""So long without a change, and a page is taken to be finished."""
UNHURRIED_S = 0.5
"""Between a finished page and the next touch; with the above, older than any deaf time."""


class NothingHappened(Exception):
    """A touch without a change, or a page that never came."""


@dataclass
class Measured:
    """Of one program: times in ms, memory in MB, processor in per cent of one core."""

    start: float = 0.0
    ready: float = 0.0
    changed: list[float] = field(default_factory=list)
    finished: list[float] = field(default_factory=list)
    memory: float = 0.0
    rest: float = 0.0


def p50(values: list[float]) -> float:
    """The median."""
    return statistics.median(values)


def p95(values: list[float]) -> float:
    """What 95 of 100 do not exceed; the largest where there are fewer than twenty."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


class Program:
    """A program that fills the display, and every process it started."""

    def __init__(
        self, display: str, size: tuple[int, int], command: list[str], more: Mapping[str, str]
    ) -> None:
        self._display = Display(display)
        self._size = size
        self._keys = round(0.88 * size[1])
        environment = os.environ | {"DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1"} | dict(more)
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            env=environment,
            cwd=ROOT,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait_for_start(self, measured: Measured) -> None:
        """Measure to the first picture, and to a page with keys to touch."""
        x, y = self._size[0] // 2, self._size[1] // 2
        until(lambda: any(self._display.pixels(x, y, 4, 4).replace(b"\xff", b"")))
        measured.start = (time.perf_counter() - self.began) * 1000
        until(lambda: EDGE in self._display.pixels(round(0.93 * self._size[0]), self._keys, 4, 200))
        measured.ready = (time.perf_counter() - self.began) * 1000

    def touch(self, x: int, y: int) -> tuple[float, float]:
        """Press and let go; ms to the first change under the finger, and to the last anywhere."""
        self._display.move(x, y)
        time.sleep(UNHURRIED_S)
        around = (x - 60, y - 4, 8, 8)
        calm = self._display.pixels(*around)
        pressed = self._display.button(down=True)
        until(lambda: self._display.pixels(*around) != calm)
        changed = (time.perf_counter() - pressed) * 1000
        time.sleep(HELD_S)
        held = self._look()
        lifted = self._display.button(down=False)
        return changed, (self._last_change(lifted, held) - lifted) * 1000

    def memory(self) -> float:
        """Proportional memory of all its processes in MB."""
        rollups = (Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.pids())
        lines = (line for text in rollups for line in text.splitlines())
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024

    def processor(self, seconds: float) -> float:
        """Time of all its processes while nobody touches, in per cent of one core."""
        before = self._ticks()
        time.sleep(seconds)
        return (self._ticks() - before) / os.sysconf("SC_CLK_TCK") / seconds * 100

    def wait_for_rest(self) -> None:
        """Until what it does but once, after its first start, is done."""
        end = time.perf_counter() + SETTLED_LIMIT_S
        while self.processor(SETTLED_S) > BUSY and time.perf_counter() < end:
            pass

    def pids(self) -> list[int]:
        """Its own process and those it started."""
        numbers = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return [pid for pid in numbers if _session_of(pid) == self._process.pid]

    def stop(self) -> None:
        """End it and everything it started."""
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(LIMIT_S)

    def _look(self) -> bytes:
        """Two columns through all of the page, above the caption."""
        top, height = round(0.13 * self._size[1]), round(0.65 * self._size[1])
        xs = (round(share * self._size[0]) for share in (0.19, 0.8))
        return b"".join(self._display.pixels(x, top, 3, height) for x in xs)

    def _last_change(self, since: float, seen: bytes) -> float:
        """When the page last changed before it stood still."""
        last = since
        while last == since or time.perf_counter() - last < FINISHED_S:
            if time.perf_counter() - since > LIMIT_S:
                raise NothingHappened
            now = self._look()
            if now != seen:
                last, seen = time.perf_counter(), now
            time.sleep(LOOK_S)
        return last

    def _ticks(self) -> int:
        fields = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2] for pid in self.pids())
        return sum(sum(map(int, each.split()[11:13])) for each in fields)


def until(happened: Callable[[], bool]) -> None:
    """Wait; raises ``NothingHappened`` after a while."""
    end = time.perf_counter() + LIMIT_S
    while not happened():
        if time.perf_counter() > end:
            raise NothingHappened
        time.sleep(LOOK_S)


def _session_of(pid: int) -> int:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return -1
