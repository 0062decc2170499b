"""The print journal: what was agreed to be printed, and what became of it.

It outlives a kill and a power cut, and holds nothing personal: a job is a random number. What a
start finds unfinished is *unknown*, and nothing here prints by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.printing import JobState

if TYPE_CHECKING:
    from kiosk.store import Row, Store, Transaction

_BEFORE: Mapping[JobState, tuple[JobState, ...]] = MappingProxyType(
    {
        JobState.AGREED: (),
        JobState.SENT: (JobState.AGREED,),
        JobState.PRINTED: (JobState.SENT,),
        JobState.HANDED_OVER: (JobState.SENT,),
        JobState.NOT_PRINTED: (JobState.AGREED, JobState.SENT),
        JobState.UNKNOWN: (JobState.AGREED, JobState.SENT),
        JobState.NO_NUMBER: (JobState.AGREED,),
    }
)
"""From which states a job may come into each."""

KEPT = timedelta(days=30)
"""How long an end is kept: until long after whoever misses a slip has come back to ask. The event
log has the same ends for longer. The last job is kept for as long as it is the last."""

_UNFINISHED = ", ".join(f"'{state}'" for state in JobState if not state.done)


class JobKnown(Exception):
    """A job of this id was agreed before; its slip must not be printed a second time."""


class WrongStep(Exception):
    """A job cannot come into this state from where it is, or is not in the journal."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A job as the journal has it. Both moments are aware, in UTC."""

    job: str
    reprint: bool
    state: JobState
    agreed_at: datetime
    changed_at: datetime


class PrintJournal:
    """The journal. Every method blocks for the disk and raises ``StoreFault`` where that fails."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def agree(self, job: str, *, reprint: bool) -> None:
        """Keep a job before anything of it is sent; raises ``JobKnown``. Old ends go."""
        with self._store.transaction() as transaction:
            self._prune(transaction)
            changed = transaction.run(
                "INSERT INTO jobs VALUES (:id, :reprint, :state, :now, :now)"
                " ON CONFLICT (id) DO NOTHING",
                id=job,
                reprint=int(reprint),
                state=JobState.AGREED.value,
                now=self._now(),
            )
        if not changed:
            raise JobKnown(job)

    def advance(self, job: str, state: JobState) -> None:
        """Note a job's next state; raises ``WrongStep``."""
        before = ", ".join(f"'{state}'" for state in _BEFORE[state])
        with self._store.transaction() as transaction:
            changed = transaction.run(
                "UPDATE jobs SET state = :state, changed_at = :now"
                f" WHERE id = :id AND state IN ({before})",
                id=job,
                state=state.value,
                now=self._now(),
            )
        if not changed:
            raise WrongStep(f"job {job} cannot become {state}")

    def find(self, job: str) -> Entry | None:
        """A job's entry."""
        with self._store.transaction() as transaction:
            row = transaction.row("SELECT * FROM jobs WHERE id = :id", id=job)
        return None if row is None else _entry(row)

    def unfinished(self) -> tuple[Entry, ...]:
        """The jobs whose end is not known yet, oldest first."""
        with self._store.transaction() as transaction:
            rows = transaction.rows(
                f"SELECT * FROM jobs WHERE state IN ({_UNFINISHED}) ORDER BY rowid"
            )
        return tuple(_entry(row) for row in rows)

    def left_something(self) -> bool:
        """Whether lines of the last slip may still hang in the printer, or stand in its buffer."""
        with self._store.transaction() as transaction:
            row = transaction.row(
                "SELECT state FROM jobs WHERE state != :none ORDER BY rowid DESC LIMIT 1",
                none=JobState.NO_NUMBER.value,
            )
        return row is not None and row["state"] not in (JobState.PRINTED, JobState.HANDED_OVER)

    def close_unfinished(self) -> tuple[str, ...]:
        """At a start: what was not finished before becomes unknown. Answers the ids of these jobs.

        Old ends go.

        Also a job that was only agreed: its first byte may have left just before the note of it.
        """
        with self._store.transaction() as transaction:
            self._prune(transaction)
            rows = transaction.rows(
                "UPDATE jobs SET state = :unknown, changed_at = :now"
                f" WHERE state IN ({_UNFINISHED}) RETURNING id",
                unknown=JobState.UNKNOWN.value,
                now=self._now(),
            )
        return tuple(str(row["id"]) for row in rows)

    def _prune(self, transaction: Transaction) -> None:
        """Drop ends older than ``KEPT``, but for the last job's: what a slip may have left hanging
        in the printer is known by it."""
        transaction.run(
            f"DELETE FROM jobs WHERE changed_at < :before AND state NOT IN ({_UNFINISHED})"
            " AND rowid < (SELECT max(rowid) FROM jobs WHERE state != :none)",
            before=(self._clock.now() - KEPT).isoformat(),
            none=JobState.NO_NUMBER.value,
        )

    def _now(self) -> str:
        return self._clock.now().isoformat()


def _entry(row: Row) -> Entry:
    return Entry(
        job=row["id"],
        reprint=bool(row["reprint"]),
        state=JobState(row["state"]),
        agreed_at=datetime.fromisoformat(row["agreed_at"]),
        changed_at=datetime.fromisoformat(row["changed_at"]),
    )
