"""The print journal keeps what may still be asked for, and does not grow without end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.print_journal import KEPT, PrintJournal
from kiosk.printing import JobState
from kiosk.store import Store
from tests.kiosk.driven_clock import DrivenClock

ALL_OF_IT = KEPT.total_seconds() + 1
A_DAY = 24 * 60 * 60


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock()


@pytest.fixture
def journal(tmp_path: Path, clock: DrivenClock) -> Iterator[PrintJournal]:
    store = Store.open(tmp_path / "kiosk.sqlite", clock)
    yield PrintJournal(store, clock)
    store.close()


def end(journal: PrintJournal, job: str, state: JobState = JobState.PRINTED) -> None:
    """A job from agreement to its end."""
    journal.agree(job, reprint=False)
    if state is not JobState.NO_NUMBER:
        journal.advance(job, JobState.SENT)
    journal.advance(job, state)


def test_an_end_goes_with_the_first_job_after_its_time(
    journal: PrintJournal, clock: DrivenClock
) -> None:
    end(journal, "old")
    clock.advance(ALL_OF_IT - 2)
    end(journal, "young")
    assert journal.find("old") is not None
    clock.advance(2)
    journal.agree("new", reprint=False)
    assert journal.find("old") is None
    assert journal.find("young") is not None


def test_an_end_goes_at_a_start_too(journal: PrintJournal, clock: DrivenClock) -> None:
    end(journal, "old")
    end(journal, "last")
    clock.advance(ALL_OF_IT)
    journal.close_unfinished()
    assert journal.find("old") is None


def test_what_is_not_finished_is_kept_however_old(
    journal: PrintJournal, clock: DrivenClock
) -> None:
    journal.agree("lost", reprint=False)
    clock.advance(ALL_OF_IT)
    end(journal, "new")
    assert [entry.job for entry in journal.unfinished()] == ["lost"]
    assert journal.close_unfinished() == ("lost",)


@pytest.mark.parametrize(("state", "left"), [(JobState.UNKNOWN, True), (JobState.PRINTED, False)])
def test_the_last_job_is_kept_for_a_slip_may_hang_in_the_printer(
    journal: PrintJournal, clock: DrivenClock, state: JobState, left: bool
) -> None:
    end(journal, "last", state)
    end(journal, "no number", JobState.NO_NUMBER)
    clock.advance(ALL_OF_IT)
    journal.close_unfinished()
    assert journal.left_something() is left
    assert journal.find("last") is not None


def test_a_season_of_jobs_leaves_a_month_s(journal: PrintJournal, clock: DrivenClock) -> None:
    for day in range(90):
        end(journal, f"job-{day}")
        clock.advance(A_DAY)
    kept = [day for day in range(90) if journal.find(f"job-{day}") is not None]
    assert kept == list(range(90 - KEPT.days - 1, 90))
