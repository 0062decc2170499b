"""Processes that print one job and stop at a step, to be killed there.

For each line of STORE, PORT and STEP, between tabs, ``printing_child.py`` forks a process that
tells its id, prints, and tells ``STEP`` and waits once it is reached. When it is gone, the signal
that ended it is told. To import what a kiosk needs takes longer than the rest, and is done once.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from contract.gateway import VisitRecords
from contract.records import IssuedReceipt, ReceiptKind, Retiree
from devices.printers.escpos_printer import NetworkPrinter
from devices.printers.printer import Raster
from kiosk.clock import SystemClock
from kiosk.loop import Loop
from kiosk.print_journal import PrintJournal
from kiosk.printing import JobState, Printing
from kiosk.store import Store
from pages.model import Page
from tests.kiosk.sample_jobs import PAGE, TARGET, lay_out, visit

JOB = "job-1"


class Steps:
    """Stops for good at the step that was asked for."""

    def __init__(self, stop_at: str) -> None:
        self._stop_at = stop_at

    def reach(self, step: str) -> None:
        """Say that a step is reached, and go no further if it is the one."""
        if step == self._stop_at:
            _tell(step)
            time.sleep(60)


class SteppedJournal(PrintJournal):
    """The journal, with a step before and after each note."""

    def __init__(self, store: Store, steps: Steps) -> None:
        super().__init__(store, SystemClock())
        self._steps = steps

    def agree(self, job: str, *, reprint: bool) -> None:
        self._noted("agreed", lambda: super(SteppedJournal, self).agree(job, reprint=reprint))

    def advance(self, job: str, state: JobState) -> None:
        self._noted(state, lambda: super(SteppedJournal, self).advance(job, state))

    def _noted(self, state: str, note: Callable[[], None]) -> None:
        self._steps.reach(f"before {state}")
        note()
        self._steps.reach(f"after {state}")


def main(store: str, port: str, stop_at: str) -> None:
    """Print the job as a kiosk does."""
    steps = Steps(stop_at)
    records: VisitRecords = visit()
    issue = records.issue_receipt

    def numbered(
        job: str, record: str, kind: ReceiptKind = ReceiptKind.SETTLEMENT
    ) -> IssuedReceipt:
        issued = issue(job, record, kind)
        steps.reach("numbered")
        return issued

    def laid_out(page: Page, issued: IssuedReceipt, retiree: Retiree, copy: int) -> Raster:
        raster = lay_out(page, issued, retiree, copy)
        steps.reach("laid out")
        return raster

    records.issue_receipt = numbered  # type: ignore[method-assign]
    journal = SteppedJournal(Store.open(Path(store), SystemClock()), steps)
    loop = Loop(SystemClock(), ThreadPoolExecutor(2), _broken)
    printing = Printing(
        loop, NetworkPrinter("127.0.0.1", int(port)), journal, laid_out, lambda _job: None
    )
    loop.post(lambda: _press(printing, records))
    loop.run()


def _press(printing: Printing, records: VisitRecords) -> None:
    printing.agree(JOB, TARGET, records, lambda: PAGE)


def _broken(error: BaseException) -> None:
    raise error


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _serve() -> None:
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            _tell(str(os.getpid()))
            main(*line.rstrip("\n").split("\t"))
            return
        _, status = os.waitpid(process, 0)
        _tell(str(os.WTERMSIG(status)))


if __name__ == "__main__":
    _serve()
