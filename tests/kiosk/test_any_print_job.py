"""Whatever is pressed, breaks, is refilled or crashes: never two slips, never a wrong word.

Printing, journal and driver are the real ones; the printer is simulated on a TCP port.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from devices.printers.escpos_printer import NetworkPrinter
from devices.printers.simulator import Fault, Moment, PrinterSimulator
from devices.printers.slip import Patience
from kiosk.loop import Loop
from kiosk.print_journal import PrintJournal
from kiosk.printing import Job, JobState, Printing
from kiosk.store import Store
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.driven_workers import DrivenWorkers
from tests.kiosk.sample_jobs import PAGE, TARGET, WIDTH, lay_out, slip_of, visit

PATIENCE = Patience(answer=0.3, look=0.02, silence=0.05, pace=40000.0, stall=0.5)
NATURES = (Fault.WITHOUT_FIXED_BITS, Fault.ONLY_PUSHES, Fault.CANNOT_CLEAR)
"""What a printer is from the beginning and stays, repaired or not."""
BREAKS = tuple(
    fault
    for fault in Fault
    if fault not in (*NATURES, Fault.SLOW, Fault.WITHOUT_SENSORS, Fault.HEAD_HOT)
)
"""Not those that only take time, nor the one with which nothing a printer claims is evidence."""


class PowerCut(Exception):
    """The kiosk is dead."""


class MortalJournal:
    """The real journal, which the power may cut off before or after any of its steps."""

    def __init__(self, journal: PrintJournal) -> None:
        self._journal = journal
        self.cut_in: int | None = None
        self.dead = False

    def agree(self, job: str, *, reprint: bool) -> None:
        self._step(lambda: self._journal.agree(job, reprint=reprint))

    def advance(self, job: str, state: JobState) -> None:
        self._step(lambda: self._journal.advance(job, state))

    def _step(self, write: Callable[[], None]) -> None:
        self._live_on()
        write()
        self._live_on()

    def _live_on(self) -> None:
        if self.cut_in is not None:
            self.dead |= self.cut_in <= 0
            self.cut_in -= 1
        if self.dead:
            raise PowerCut


class AnyPrintJob(RuleBasedStateMachine):
    """One printer and one kiosk, which may crash and start again."""

    @initialize(natures=st.sets(st.sampled_from(NATURES)))
    def set_up(self, natures: set[Fault]) -> None:
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.simulator = self.stack.enter_context(PrinterSimulator(folder / "slips", width=WIDTH))
        for nature in natures:
            self.simulator.set_fault(nature)
        self.clock = DrivenClock()
        self.store = Store.open(folder / "kiosk.sqlite", self.clock)
        self.stack.callback(self.store.close)
        self.records = visit()
        self.agreed: list[str] = []
        self.numbers: dict[str, str] = {}
        self.known: dict[str, JobState] = {}
        self.something_broke = False
        self._start()

    def _start(self) -> None:
        journal = PrintJournal(self.store, self.clock)
        journal.close_unfinished()
        entries = (journal.find(job) for job in self.agreed)
        self.known = {entry.job: entry.state for entry in entries if entry is not None}
        self.journal = MortalJournal(journal)
        self.printer = NetworkPrinter(
            "127.0.0.1",
            self.simulator.port,
            patience=PATIENCE,
            unfinished_before=journal.left_something(),
        )
        self.loop = Loop(self.clock, DrivenWorkers(), self._crashed)
        self.printing = Printing(self.loop, self.printer, self.journal, lay_out, self._moved)

    def _crashed(self, error: BaseException) -> None:
        assert isinstance(error, PowerCut), error

    def _moved(self, job: Job) -> None:
        if job.state.done and not self.journal.dead:
            self.known[job.id] = job.state

    @rule(fault=st.sampled_from(BREAKS), moment=st.sampled_from(Moment), count=st.integers(1, 250))
    def something_will_break(self, fault: Fault, moment: Moment, count: int) -> None:
        self.something_broke = True
        self.simulator.arm_fault(fault, moment, count if moment is not Moment.ANSWERED else 3)

    @rule()
    def refill_and_repair(self) -> None:
        before = len(self.simulator.slips)
        for fault in self.simulator.faults - set(NATURES):
            self.simulator.set_fault(fault, on=False)
        self.printer.status()
        assert len(self.simulator.slips) - before <= 1

    @rule(presses=st.integers(1, 3))
    def agree_once_however_often_pressed(self, presses: int) -> None:
        job = f"job-{len(self.agreed)}"
        self.agreed.append(job)
        for _ in range(presses):
            self.loop.post(lambda: self._press(job))
        self.loop.run_due()
        receipts = self.records._gateway.receipts
        if job in receipts:
            self.numbers[job] = receipts[job].number
        if self.journal.dead:
            self.something_broke = True
            self._start()

    def _press(self, job: str) -> None:
        if not self.journal.dead:
            self.printing.agree(job, TARGET, self.records, lambda: PAGE)

    @rule(steps=st.integers(0, 5))
    def the_power_goes_in_the_next_job(self, steps: int) -> None:
        self.journal.cut_in = steps

    @rule()
    def start_anew(self) -> None:
        self._start()

    @invariant()
    def no_job_printed_twice_and_no_word_was_wrong(self) -> None:
        if not hasattr(self, "printing"):
            return
        for job, number in self.numbers.items():
            rows = slip_of(number).rows
            came_out = sum(slip.content == rows for slip in self.simulator.slips)
            state = self.known.get(job)
            assert came_out <= 1, job
            assert state is not JobState.UNKNOWN or self.something_broke, job
            assert state is not JobState.PRINTED or came_out == 1, job
            assert came_out == 0 or state in (JobState.PRINTED, JobState.UNKNOWN), (job, state)

    @invariant()
    def every_agreed_job_has_its_end_in_the_journal(self) -> None:
        if not hasattr(self, "printing"):
            return
        journal = PrintJournal(self.store, self.clock)
        assert journal.unfinished() == ()
        for job, state in self.known.items():
            entry = journal.find(job)
            assert entry is not None
            assert entry.state is state

    def teardown(self) -> None:
        """After every repair nothing comes out that nobody agreed to now."""
        if hasattr(self, "printing"):
            with self.stack:
                self.refill_and_repair()
                self.no_job_printed_twice_and_no_word_was_wrong()


TestAnyPrintJob = AnyPrintJob.TestCase
TestAnyPrintJob.settings = settings(
    max_examples=10,
    stateful_step_count=15,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
"""A failure is not made shorter here: each try is a second at a wire. What is printed repeats it,
and a run with ``Phase.shrink`` shortens it."""
