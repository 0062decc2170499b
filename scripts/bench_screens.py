"""Measures the kiosk's screens beside a web kiosk's: ``make bench-screens``.

The real application (``kiosk_main.py --demo``: window, kiosk, devices' drivers and simulators; its
backend, a process of its own, is not counted) and Chromium in kiosk mode with the same pages
(``scripts/bench/rival.html``) run one after the other on one display without a screen, drawn by
software. A finger is put down by XTest; a change is seen by reading pixels back.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from scripts.bench.x11 import Display, Xvfb

HERE = Path(__file__).resolve().parent
PANEL = (1080, 1920)
ROOM = (1180, 2100)
"""The display: as large as the demo's window wants it, so that it is drawn at full size."""
TILE, ROW, BACK = (540, 590), (400, 500), (105, 1812)
QUIET = 1.2
"""Seconds between touches: older than any deaf time, younger than any idle time."""
LIMIT = 20.0
FINISHED = 0.9
"""Seconds without a change after which a page is taken to be finished."""


class NothingHappened(Exception):
    """A touch without a change, or a page that never came."""


@dataclass
class Measured:
    """Of one program: times in ms, memory in MB, processor in per cent of one core."""

    start: float = 0.0
    changed: list[float] = field(default_factory=list)
    finished: list[float] = field(default_factory=list)
    memory: float = 0.0
    rest: float = 0.0


class Program:
    """A program on the display, its window's upper left corner and its processes."""

    def __init__(self, display: Display, process: subprocess.Popen[bytes], without: str) -> None:
        self._display = display
        self._process = process
        self._without = without
        self.left = self.top = 0

    def wait_for_picture(self) -> None:
        """Wait until something stands in the middle of the display, and find the window."""
        middle = (ROOM[0] // 2, ROOM[1] // 2)
        _until(lambda: any(self._display.pixels(*middle, 4, 4).replace(b"\xff", b"")))
        across = self._display.pixels(0, middle[1], ROOM[0], 1)
        down = self._display.pixels(middle[0], 0, 1, ROOM[1])
        self.left = _first_lit(across)
        self.top = _first_lit(down)

    def touch(self, place: tuple[int, int], measured: Measured | None = None) -> None:
        """Press and let go; measure to the first change under the finger, and to the last."""
        x, y = self.left + place[0], self.top + place[1]
        self._display.move(x, y)
        time.sleep(0.05)
        around = (x - 60, y - 4, 8, 8)
        calm = self._display.pixels(*around)
        pressed = self._display.button(down=True)
        _until(lambda: self._display.pixels(*around) != calm)
        if measured is not None:
            measured.changed.append((time.perf_counter() - pressed) * 1000)
        time.sleep(0.12)
        calm = self._columns()
        lifted = self._display.button(down=False)
        last = self._last_change(lifted, calm)
        if measured is not None:
            measured.finished.append((last - lifted) * 1000)
        time.sleep(QUIET)

    def _columns(self) -> bytes:
        """Two columns through all of the page, above the caption."""
        top = self.top + 220
        return b"".join(self._display.pixels(self.left + x, top, 3, 1300) for x in (200, 860))

    def _last_change(self, since: float, seen: bytes) -> float:
        """When the page last changed before it stood still."""
        last = since
        while time.perf_counter() - max(last, since) < FINISHED or last == since:
            if time.perf_counter() - since > LIMIT:
                raise NothingHappened
            now = self._columns()
            if now != seen:
                last, seen = time.perf_counter(), now
        return last

    def memory(self) -> float:
        """Proportional memory of all its processes in MB."""
        total = 0
        for pid in self._pids():
            text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
            total += sum(int(line.split()[1]) for line in text.splitlines() if "Pss:" in line[:5])
        return total / 1024

    def processor(self, seconds: float) -> float:
        """Time of all its processes while nobody touches, in per cent of one core."""
        before = self._ticks()
        time.sleep(seconds)
        return (self._ticks() - before) / os.sysconf("SC_CLK_TCK") / seconds * 100

    def stop(self) -> None:
        """End it and everything it started."""
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(LIMIT)

    def _ticks(self) -> int:
        fields = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2] for pid in self._pids())
        return sum(sum(map(int, each.split()[11:13])) for each in fields)

    def _pids(self) -> list[int]:
        group = [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and _group_of(int(entry.name)) == self._process.pid
        ]
        return [pid for pid in group if not self._without or self._without not in _command(pid)]


def measure_kiosk(name: str, folder: Path, touches: int, rest: float) -> Measured:
    """The kiosk's demo, with somebody's card laid down."""
    command = [sys.executable, "kiosk_main.py", "--demo", "--out", str(folder / "demo")]
    program, measured = _start(name, command, without="backend")
    _until(lambda: _lay_card(name))
    time.sleep(3 * QUIET)
    return _measure(program, measured, touches, rest)


def measure_rival(name: str, folder: Path, touches: int, rest: float) -> Measured:
    """Chromium with the same pages."""
    command = [
        *("chromium", "--no-sandbox", "--kiosk", "--no-first-run", "--disable-sync"),
        *("--disable-background-networking", "--disable-component-update"),
        f"--user-data-dir={folder / 'chromium'}",
        f"--window-size={PANEL[0]},{PANEL[1]}",
        (HERE / "bench" / "rival.html").as_uri(),
    ]
    program, measured = _start(name, command, without="")
    program.left = program.top = 0
    time.sleep(3 * QUIET)
    return _measure(program, measured, touches, rest)


def _start(name: str, command: list[str], without: str) -> tuple[Program, Measured]:
    environment = os.environ | {"DISPLAY": name, "LIBGL_ALWAYS_SOFTWARE": "1"}
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=HERE.parent,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    program = Program(Display(name), process, without)
    program.wait_for_picture()
    return program, Measured(start=(time.perf_counter() - began) * 1000)


def _measure(program: Program, measured: Measured, touches: int, rest: float) -> Measured:
    try:
        for counted in [None, *[measured] * touches]:
            for place in (TILE, ROW, BACK, BACK):
                program.touch(place, counted if place in (TILE, ROW) else None)
        time.sleep(2 * QUIET)
        measured.rest = program.processor(rest)
        measured.memory = program.memory()
    finally:
        program.stop()
    return measured


def _lay_card(name: str) -> bool:
    lay = [sys.executable, "-m", "kiosk.demo", "lay", "cao"]
    done = subprocess.run(
        lay, cwd=HERE.parent, capture_output=True, env=os.environ | {"DISPLAY": name}
    )
    return done.returncode == 0


def _until(happened: Callable[[], bool]) -> None:
    end = time.perf_counter() + LIMIT
    while not happened():
        if time.perf_counter() > end:
            raise NothingHappened


def _first_lit(row: bytes) -> int:
    """The index of the first pixel that is not black."""
    lit = (n for n in range(0, len(row), 4) if any(row[n : n + 3]))
    return next(lit) // 4


def _group_of(pid: int) -> int:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return -1


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")


def _p50(values: list[float]) -> float:
    return statistics.median(values)


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _report(ours: Measured, rival: Measured) -> str:
    rows = [
        ("start to first picture, ms", ours.start, rival.start),
        ("touch to first change p50, ms", _p50(ours.changed), _p50(rival.changed)),
        ("touch to first change p95, ms", _p95(ours.changed), _p95(rival.changed)),
        ("lift to finished page p50, ms", _p50(ours.finished), _p50(rival.finished)),
        ("lift to finished page p95, ms", _p95(ours.finished), _p95(rival.finished)),
        ("memory, MB", ours.memory, rival.memory),
        ("processor at rest, %", ours.rest, rival.rest),
    ]
    lines = ["| | kiosk | Chromium | ratio |", "|---|---|---|---|"]
    for name, one, other in rows:
        ratio = f"{one / other:.2f}" if other else "-"
        lines.append(f"| {name} | {one:.1f} | {other:.1f} | {ratio} |")
    return "\n".join(lines)


def main() -> None:
    """Measure both and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--touches", type=int, default=20, help="rounds of two measured touches")
    parser.add_argument("--rest", type=float, default=20, help="seconds of rest to measure")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name, Xvfb(*ROOM) as display:
        folder = Path(name)
        ours = measure_kiosk(display.name, folder, options.touches, options.rest)
        rival = measure_rival(display.name, folder, options.touches, options.rest)
    sys.stdout.write(_report(ours, rival) + "\n")


if __name__ == "__main__":
    main()
