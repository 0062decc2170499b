"""Closed for today: by somebody at the centre, with a reason, until the next morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.clock import LOCAL

if TYPE_CHECKING:
    from kiosk.store import Store

MORNING = time(0, 0)
"""A terminal without opening hours opens again with the next day."""


class Reason(StrEnum):
    """Why the terminal is closed, in the event log's words."""

    REPAIR = "repair"
    NO_PAPER = "no_paper"
    NO_NETWORK = "no_network"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Closure:
    """Closed for this reason until this moment (aware, UTC)."""

    reason: Reason
    until: datetime

    def holds(self, now: datetime) -> bool:
        """Whether it still does."""
        return now < self.until


def until_tomorrow(now: datetime, opens: time | None) -> datetime:
    """When the next day's work begins; ``now`` is aware."""
    local = now.astimezone(LOCAL)
    tomorrow = local.date() + timedelta(days=1)
    return datetime.combine(tomorrow, opens or MORNING, LOCAL).astimezone(now.tzinfo)


class Closures:
    """The one closure there may be; kept, so that a restart does not open the terminal again.

    Every method blocks and raises ``StoreFault``.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def current(self) -> Closure | None:
        """The closure that was agreed last, which may be over."""
        with self._store.transaction() as transaction:
            row = transaction.row("SELECT reason, until FROM closures")
        if row is None:
            return None
        return Closure(Reason(row["reason"]), datetime.fromisoformat(row["until"]))

    def close(self, closure: Closure) -> None:
        """Keep a closure in the place of any other."""
        with self._store.transaction() as transaction:
            transaction.run(
                "INSERT OR REPLACE INTO closures VALUES (1, :reason, :until)",
                reason=closure.reason.value,
                until=closure.until.isoformat(),
            )

    def open(self) -> None:
        """Open again before the time is over."""
        with self._store.transaction() as transaction:
            transaction.run("DELETE FROM closures")
