"""kill -9 at every step of a print job, and a new start.

The job is in the journal, as unknown unless its end was noted, and nothing prints by itself.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from devices.printers.escpos_printer import NetworkPrinter
from devices.printers.printer import PrinterStatus, PrintOutcome
from devices.printers.simulator import PrinterSimulator
from kiosk.print_journal import PrintJournal
from kiosk.printing import JobState
from kiosk.store import Store
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.printing_child import JOB
from tests.kiosk.sample_jobs import WIDTH, slip_of

pytestmark = pytest.mark.wire

ROOT = Path(__file__).resolve().parents[2]
RASTER = slip_of("T01-20260328-0001")
SPEED = 40.0
"""Millimetres a second: the slip takes some 0.7 s."""

STEPS = [
    ("before agreed", None, 0),
    ("after agreed", JobState.UNKNOWN, 0),
    ("numbered", JobState.UNKNOWN, 0),
    ("laid out", JobState.UNKNOWN, 0),
    ("before sent", JobState.UNKNOWN, 0),
    ("after sent", JobState.UNKNOWN, 0),
    ("rows", JobState.UNKNOWN, 0),
    ("before printed", JobState.UNKNOWN, 1),
    ("after printed", JobState.PRINTED, 1),
]


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[PrinterSimulator]:
    slips = tmp_path / "slips"
    with PrinterSimulator(slips, width=WIDTH, mm_per_second=SPEED) as simulator:
        yield simulator


@pytest.fixture(scope="module")
def kiosks() -> Iterator[Kiosks]:
    with Kiosks() as kiosks:
        yield kiosks


class Kiosks:
    """Processes that print and can be killed; see ``printing_child``."""

    def __enter__(self) -> Self:
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.kiosk.printing_child"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        with self._parent:
            assert self._parent.stdin is not None
            self._parent.stdin.close()

    def kill_at(self, step: str, store: Path, simulator: PrinterSimulator) -> None:
        """Start a process that prints, and kill it as soon as it is there."""
        assert self._parent.stdin is not None
        self._parent.stdin.write(f"{store}\t{simulator.port}\t{step}\n")
        self._parent.stdin.flush()
        process = int(self._told())
        try:
            if step == "rows":
                assert simulator.wait_until(lambda printer: printer.hanging_rows > 20, 10.0)
            else:
                assert self._told() == step
        finally:
            os.kill(process, signal.SIGKILL)
        assert int(self._told()) == signal.SIGKILL

    def _told(self) -> str:
        assert self._parent.stdout is not None
        return self._parent.stdout.readline().strip()


@pytest.mark.parametrize(("step", "after_start", "slips"), STEPS, ids=[step for step, *_ in STEPS])
def test_a_kill_loses_no_job_and_prints_none(
    step: str,
    after_start: JobState | None,
    slips: int,
    tmp_path: Path,
    simulator: PrinterSimulator,
    kiosks: Kiosks,
) -> None:
    path = tmp_path / "kiosk.sqlite"
    kiosks.kill_at(step, path, simulator)

    clock = DrivenClock()
    store = Store.open(path, clock)
    journal = PrintJournal(store, clock)
    unfinished = journal.close_unfinished()
    entry = journal.find(JOB)
    store.close()
    assert (entry and entry.state) == after_start
    assert (JOB in unfinished) == (after_start is JobState.UNKNOWN)

    printer = NetworkPrinter("127.0.0.1", simulator.port, unfinished_before=bool(unfinished))
    assert printer.status() is PrinterStatus.READY
    assert whole_slips(simulator) == slips
    next_slip = slip_of("another")
    assert printer.print_raster(next_slip, on_first_byte=_nothing) is PrintOutcome.PRINTED
    assert simulator.slips[-1].content == next_slip.rows
    assert whole_slips(simulator) == slips


def whole_slips(simulator: PrinterSimulator) -> int:
    return sum(slip.content == RASTER.rows for slip in simulator.slips)


def _nothing() -> None:
    """Nobody journals here."""
