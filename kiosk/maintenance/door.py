"""The lock on the service menu's door: five wrong tries, then nobody for 300 seconds (H5).

It counts the wrong tries of all names together: it is one door, and so a name that exists answers
exactly as one that does not. A try is counted on the disk *before* the password is looked at, so
that pulling the plug gains nobody a try.

The lock's end is kept as wall-clock time, as only that outlives a restart. While the program runs
the monotonic clock alone decides, so that setting the clock changes nothing. After a restart what
is left is taken from the wall clock, but never as more than the whole 300 s: a clock that jumped
back lengthens the lock to at most 300 s from the start; one that jumped forward may end it early.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.clock import Clock

if TYPE_CHECKING:
    from kiosk.store import Store

MOST_FAILURES = 5
LOCKED_SECONDS = 300
DOOR = "password"


class Door:
    """Not safe for threads: ``Accounts`` holds a lock of its own around every try."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._open_at = clock.monotonic() + self._left_of_before()

    @property
    def locked_until(self) -> datetime | None:
        """Until when nobody gets in (aware, UTC); None while the door is open."""
        left = self._open_at - self._clock.monotonic()
        return self._clock.now() + timedelta(seconds=left) if left > 0 else None

    def count_try(self) -> int:
        """Count a try as failed until it is known to be right; after a lock it is the first."""
        until = self._clock.now() + timedelta(seconds=LOCKED_SECONDS)
        with self._store.transaction() as transaction:
            row = transaction.row(
                "INSERT INTO lockouts VALUES (:door, 1, NULL) ON CONFLICT (door) DO UPDATE SET"
                " failures = iif(failures >= :most, 1, failures + 1),"
                " locked_until = iif(failures + 1 = :most, :until, NULL)"
                " RETURNING failures",
                door=DOOR,
                most=MOST_FAILURES,
                until=until.isoformat(),
            )
        assert row is not None
        return int(row["failures"])

    def lock(self) -> datetime:
        """Shut it; answers until when."""
        self._open_at = self._clock.monotonic() + LOCKED_SECONDS
        return self._clock.now() + timedelta(seconds=LOCKED_SECONDS)

    def forget_failures(self) -> None:
        """The right password was given."""
        with self._store.transaction() as transaction:
            transaction.run("DELETE FROM lockouts WHERE door = :door", door=DOOR)

    def _left_of_before(self) -> float:
        """Seconds that a lock from before the start still lasts."""
        with self._store.transaction() as transaction:
            row = transaction.row("SELECT locked_until FROM lockouts WHERE door = :door", door=DOOR)
        if row is None or row["locked_until"] is None:
            return 0.0
        left = datetime.fromisoformat(row["locked_until"]) - self._clock.now()
        return min(max(left.total_seconds(), 0.0), LOCKED_SECONDS)
