"""What became of each print job. Never "printed" without evidence, never two slips for one press.

A job is agreed by the person, gets its number from the backend, is laid out and goes to the
printer. It is in the journal before its first byte. After a crash an unfinished job is *unknown*;
no job ever prints by itself. The journal holds nothing personal, and what was laid out is dropped
with the outcome.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from contract.failures import Failure
from contract.gateway import VisitRecords
from contract.records import IssuedReceipt, ReceiptKind, Retiree
from devices.printers.printer import Printer, PrinterStatus, PrintOutcome, Raster
from kiosk.loop import Loop
from pages.choices import Go, Params
from pages.model import Page


class JobState(StrEnum):
    """How far a job is; the last five are outcomes."""

    AGREED = "agreed"
    SENT = "sent"
    """Its first byte left for the printer."""
    PRINTED = "printed"
    HANDED_OVER = "handed_over"
    """All of it went to a printer that cannot answer."""
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"
    NO_NUMBER = "no_number"
    """The backend gave no receipt number; nothing went to the printer."""

    @property
    def done(self) -> bool:
        """Whether this is an outcome."""
        return self not in (JobState.AGREED, JobState.SENT)


@dataclass(frozen=True, slots=True)
class Job:
    """A print job as pages see it. ``failure`` is the code of what kept a number away."""

    id: str
    route: str
    params: Params
    state: JobState = JobState.AGREED
    number: str = ""
    status: PrinterStatus = PrinterStatus.READY
    failure: str = ""
    copy: int = 1
    """Which slip of the same record in this visit; later ones than the first are marked 补打."""
    repeatable: bool = False
    """Whether one more is offered: for a short while after it came out, or should have."""


class Journal(Protocol):
    """Where jobs are written down so that they survive a crash. Calls block until on disk."""

    def agree(self, job: str, *, reprint: bool) -> None:
        """A person agreed to this job."""

    def advance(self, job: str, state: JobState) -> None:
        """The job reached another state."""


AGAIN_SECONDS = 180.0
"""How long after a slip one more of it is offered."""
MOST_COPIES = 3
"""So many slips of the same record, and no further one is offered."""

LayOut = Callable[[Page, IssuedReceipt, Retiree, int], Raster]
"""Lays out a page's receipt with its number and masked person; copies after 1 are marked 补打."""


class Printing:
    """All jobs of the present visit. Only the kiosk thread calls it; the work is done in the pool.

    ``changed`` is told of a job that moved, ``refreshed`` the id of one that only looks otherwise,
    ``numbered`` the id of one that got its receipt number.
    """

    def __init__(
        self,
        loop: Loop,
        printer: Printer,
        journal: Journal,
        lay_out: LayOut,
        changed: Callable[[Job], None],
        refreshed: Callable[[str], None] = lambda _job: None,
        numbered: Callable[[str], None] = lambda _job: None,
    ) -> None:
        self._loop = loop
        self._printer = printer
        self._journal = journal
        self._lay_out = lay_out
        self._changed = changed
        self._refreshed = refreshed
        self._numbered = numbered
        self._jobs: dict[str, Job] = {}

    def job(self, job_id: str) -> Job | None:
        """A job of this visit."""
        return self._jobs.get(job_id)

    @property
    def jobs(self) -> dict[str, Job]:
        """All jobs of this visit, as pages see them."""
        return dict(self._jobs)

    def printed_before(self, target: Go) -> int:
        """How many slips of the same record this visit already sent to the printer."""
        record = (target.route, target.params)
        return sum(
            (job.route, job.params) == record and job.state in _MAY_BE_OUT
            for job in self._jobs.values()
        )

    def agree(
        self, job_id: str, target: Go, records: VisitRecords, page: Callable[[], Page]
    ) -> str:
        """Print a page once; answers the job that is on its way now.

        The same ``job_id`` again, or a press while another slip is on its way, starts nothing.
        ``page`` asks for the page as it stands now: exactly that is printed.
        """
        if job_id in self._jobs:
            return job_id
        for job in self._jobs.values():
            if not job.state.done:
                return job.id
        copy = self.printed_before(target) + 1
        agreed = Job(job_id, target.route, target.params, copy=copy)
        self._set(agreed)
        self._loop.work(
            lambda: self._carry_out(agreed, page, records),
            lambda answer: self._done(job_id, answer),
        )
        return job_id

    def printer_changed(self, status: PrinterStatus) -> None:
        """The printer is otherwise than when it failed: pages say how it is now."""
        for job in self.jobs.values():
            if job.state is JobState.NOT_PRINTED:
                self._jobs[job.id] = replace(job, status=status)

    def forget(self) -> None:
        """The visit is over; jobs on their way go on, but nobody is shown them any more."""
        self._jobs.clear()

    def _carry_out(self, job: Job, ask_page: Callable[[], Page], records: VisitRecords) -> Job:
        """In the pool: journal, page, number, layout, paper."""
        self._journal.agree(job.id, reprint=job.copy > 1)
        try:
            page = ask_page()
            assert page.paper is not None
            kind = ReceiptKind(page.paper.kind)
            receipt = records.issue_receipt(job.id, page.paper.record, kind)
        except Failure as failure:
            self._journal.advance(job.id, JobState.NO_NUMBER)
            return replace(job, state=JobState.NO_NUMBER, failure=failure.code)
        self._loop.post(lambda: self._numbered(job.id))
        raster = self._lay_out(page, receipt, records.retiree, job.copy)

        def first_byte() -> None:
            self._journal.advance(job.id, JobState.SENT)
            self._loop.post(lambda: self._sent(job.id))

        outcome = self._printer.print_raster(raster, on_first_byte=first_byte)
        state = _STATES[outcome]
        self._journal.advance(job.id, state)
        status = self._printer.status() if state is not JobState.PRINTED else job.status
        return replace(job, state=state, number=receipt.number, status=status)

    def _sent(self, job_id: str) -> None:
        job = self._jobs.get(job_id)
        if job is not None and not job.state.done:
            self._set(replace(job, state=JobState.SENT))

    def _done(self, job_id: str, answer: Job | Exception) -> None:
        if isinstance(answer, Exception):
            self._broke(job_id)
            raise answer
        if job_id in self._jobs:
            self._offer_again(answer)
        else:
            self._changed(answer)

    def _offer_again(self, job: Job) -> None:
        """Show an outcome; where a slip may be out, offer one more of it for a short while."""
        again = job.state in _MAY_BE_OUT and job.copy < MOST_COPIES
        self._set(replace(job, repeatable=again))
        if again:
            self._loop.call_later(AGAIN_SECONDS, lambda: self._offer_no_more(job.id))

    def _offer_no_more(self, job_id: str) -> None:
        job = self._jobs.get(job_id)
        if job is not None:
            self._jobs[job_id] = replace(job, repeatable=False)
            self._refreshed(job_id)

    def _broke(self, job_id: str) -> None:
        """Something unexpected happened: unknown only if the first byte had left."""
        job = self._jobs.get(job_id)
        if job is not None:
            left = job.state is JobState.SENT
            self._set(replace(job, state=JobState.UNKNOWN if left else JobState.NOT_PRINTED))

    def _set(self, job: Job) -> None:
        self._jobs[job.id] = job
        self._changed(job)


_MAY_BE_OUT = (JobState.PRINTED, JobState.HANDED_OVER, JobState.UNKNOWN)
_STATES = {
    PrintOutcome.PRINTED: JobState.PRINTED,
    PrintOutcome.NOT_PRINTED: JobState.NOT_PRINTED,
    PrintOutcome.UNKNOWN: JobState.UNKNOWN,
    PrintOutcome.SENT: JobState.HANDED_OVER,
}
