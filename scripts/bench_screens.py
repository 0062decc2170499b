"""Measures the kiosk's screens beside a web kiosk's: ``make bench-screens``.

The kiosk as it is installed (its own processes only: window, kiosk, drivers, voice; the platform
service, simulated devices and sound server stand beside it and are not counted) and Chromium in
kiosk mode with the same pages (``scripts/bench/rival.html``), one after the other on one display
without a screen, drawn by software, in as many rounds as wanted. A finger is put down by XTest;
a change is seen by reading pixels back.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts.bench.program import Measured, Program, p50, p95, until
from scripts.bench.surroundings import Surroundings
from scripts.bench.x11 import Xvfb

HERE = Path(__file__).resolve().parent
PANEL = (1080, 1920)
Place = tuple[int, int]
Tour = Sequence[tuple[bool, Callable[[], Place]]]
"""Touches one after another: whether it is measured, and where it is."""


def measure_kiosk(display: str, folder: Path, touches: int, rest: float) -> Measured:
    """The kiosk, with somebody's card in its reader."""
    with Surroundings(folder / "kiosk", PANEL) as around:
        module = "scripts.bench.installed_kiosk"
        command = [sys.executable, "-m", module, str(around.settings), str(around.places)]
        program = Program(display, PANEL, command, around.environment)

        def place(page: str, leads_to: str) -> Callable[[], Place]:
            def find() -> Place:
                until(lambda: around.place(page, leads_to) is not None)
                return around.place(page, leads_to) or (0, 0)

            return find

        home, year, sheet = "standard.home", "reimbursements.year", "reimbursements.settlement"
        tour = (
            (True, place(home, "reimbursements.latest")),
            (True, place(year, sheet)),
            (False, place(sheet, "back")),
            (False, place(year, "back")),
        )
        return _measure(program, tour, touches, rest, around.lay_card)


def measure_chromium(display: str, folder: Path, touches: int, rest: float) -> Measured:
    """Chromium with the same pages."""
    command = [
        *("chromium", "--no-sandbox", "--kiosk", "--no-first-run", "--disable-sync"),
        *("--disable-background-networking", "--disable-component-update"),
        f"--user-data-dir={folder / 'chromium'}",
        f"--window-size={PANEL[0]},{PANEL[1]}",
        (HERE / "bench" / "rival.html").as_uri(),
    ]
    tour = (
        (True, lambda: (540, 590)),
        (True, lambda: (400, 500)),
        (False, lambda: (105, 1812)),
        (False, lambda: (105, 1812)),
    )
    return _measure(Program(display, PANEL, command, {}), tour, touches, rest, lambda: None)


def _measure(
    program: Program, tour: Tour, touches: int, rest: float, identify: Callable[[], None]
) -> Measured:
    measured = Measured()
    try:
        program.wait_for_start(measured)
        program.wait_for_rest()
        measured.rest = program.processor(rest)
        identify()
        for number in range(touches + 1):
            for counts, place in tour:
                changed, finished = program.touch(*place())
                if number and counts:
                    measured.changed.append(changed)
                    measured.finished.append(finished)
        measured.memory = program.memory()
    finally:
        program.stop()
    return measured


def _report(ours: Measured, rival: Measured) -> str:
    rows = [
        ("start to first picture, ms", ours.start, rival.start),
        ("start to a page with keys, ms", ours.ready, rival.ready),
        ("touch to first change p50, ms", p50(ours.changed), p50(rival.changed)),
        ("touch to first change p95, ms", p95(ours.changed), p95(rival.changed)),
        ("lift to finished page p50, ms", p50(ours.finished), p50(rival.finished)),
        ("lift to finished page p95, ms", p95(ours.finished), p95(rival.finished)),
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
    parser.add_argument("--rest", type=float, default=60, help="seconds of rest to measure")
    options = parser.parse_args()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bench-") as name, Xvfb(*PANEL) as display:
        folder = Path(name)
        ours = measure_kiosk(display.name, folder, options.touches, options.rest)
        rival = measure_chromium(display.name, folder, options.touches, options.rest)
    print(_report(ours, rival))
    print(f"load average {before:.1f} before, {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
