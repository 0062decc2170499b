"""Technicians' accounts and the lock on the service menu's door (H4, H5, H7).

No account is shipped; the first is made when the terminal is set up. The lock counts the wrong
tries of all names together: it is one door, and so a name that exists answers exactly as one that
does not. A try is counted on the disk *before* the password is looked at, so that pulling the plug
gains nobody a try.

The lock's end is kept as wall-clock time, as only that outlives a restart. While the program runs
the monotonic clock alone decides, so that setting the clock changes nothing. After a restart what
is left is taken from the wall clock, but never as more than the whole 300 s: a clock that jumped
back lengthens the lock to at most 300 s from the start; one that jumped forward may end it early.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kiosk.clock import Clock
from kiosk.maintenance import passwords

if TYPE_CHECKING:
    from kiosk.store import Store

MOST_FAILURES = 5
LOCKED_SECONDS = 300
DOOR = "password"

_NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")


class BadName(ValueError):
    """An account's name is 2 to 32 of ``a-z 0-9 . _ -`` and starts with a letter."""


class NameTaken(ValueError):
    """There is an account of this name already."""


@dataclass(frozen=True, slots=True)
class Granted:
    """Name and password are right. The event log tells people by ``account``, a number."""

    account: int
    name: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Name or password is wrong; which of them is not told."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class Locked:
    """Nobody gets in before ``until`` (aware, UTC), not even with the right password."""

    until: datetime


@dataclass(frozen=True, slots=True)
class _Account:
    number: int
    name: str
    password_hash: str = field(repr=False)


class Accounts:
    """The accounts of this terminal. Blocks for hashing and disk: never on the screen's thread.

    Every method raises ``StoreFault`` where the disk fails.
    """

    def __init__(self, store: Store, clock: Clock, hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        self._decoy = self._hasher.hash(passwords.generate())
        self._lock = threading.Lock()
        self._open_at = clock.monotonic() + self._left_of_before()

    def add(self, name: str, password: str) -> int:
        """Make an account; answers its number.

        Capitals in the name count as small letters. Raises ``BadName``, ``NameTaken`` and
        ``WeakPassword``.
        """
        name = _normalised(name)
        if not _NAME.fullmatch(name):
            raise BadName("a name is 2 to 32 of a-z 0-9 . _ - and starts with a letter")
        passwords.check_strength(password)
        with self._store.transaction() as transaction:
            row = transaction.row(
                "INSERT INTO accounts (name, password_hash, made_at) VALUES (:name, :hash, :now)"
                " ON CONFLICT (name) DO NOTHING RETURNING number",
                name=name,
                hash=self._hasher.hash(password),
                now=self._clock.now().isoformat(),
            )
        if row is None:
            raise NameTaken(f"there is an account {name} already")
        return int(row["number"])

    def names(self) -> tuple[str, ...]:
        """The names of all accounts, in the order they were made."""
        with self._store.transaction() as transaction:
            rows = transaction.rows("SELECT name FROM accounts ORDER BY number")
        return tuple(row["name"] for row in rows)

    def check(self, name: str, password: str) -> Granted | Refused | Locked:
        """Let somebody in or not. The fifth wrong try in a row answers ``Locked`` itself."""
        with self._lock:
            if self._clock.monotonic() < self._open_at:
                return self._locked()
            failures = self._count_try()
            account = self._verified(_normalised(name), password)
            if account is not None:
                self._forget_failures()
                return Granted(account.number, account.name)
            if failures < MOST_FAILURES:
                return Refused(MOST_FAILURES - failures)
            self._open_at = self._clock.monotonic() + LOCKED_SECONDS
            return self._locked()

    def _locked(self) -> Locked:
        left = self._open_at - self._clock.monotonic()
        return Locked(self._clock.now() + timedelta(seconds=left))

    def _left_of_before(self) -> float:
        """Seconds that a lock from before the start still lasts."""
        with self._store.transaction() as transaction:
            row = transaction.row("SELECT locked_until FROM lockouts WHERE door = :door", door=DOOR)
        if row is None or row["locked_until"] is None:
            return 0.0
        left = datetime.fromisoformat(row["locked_until"]) - self._clock.now()
        return min(max(left.total_seconds(), 0.0), LOCKED_SECONDS)

    def _count_try(self) -> int:
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

    def _forget_failures(self) -> None:
        with self._store.transaction() as transaction:
            transaction.run("DELETE FROM lockouts WHERE door = :door", door=DOOR)

    def _verified(self, name: str, password: str) -> _Account | None:
        """The account, if the password is its own. Works as long for a name that does not exist."""
        account = self._find(name)
        try:
            self._hasher.verify(account.password_hash if account else self._decoy, password)
        except (VerificationError, InvalidHashError):
            return None
        if account is not None and self._hasher.check_needs_rehash(account.password_hash):
            self._keep_hash(account.number, self._hasher.hash(password))
        return account

    def _find(self, name: str) -> _Account | None:
        with self._store.transaction() as transaction:
            row = transaction.row(
                "SELECT number, name, password_hash FROM accounts WHERE name = :name", name=name
            )
        return None if row is None else _Account(**row)

    def _keep_hash(self, number: int, password_hash: str) -> None:
        with self._store.transaction() as transaction:
            transaction.run(
                "UPDATE accounts SET password_hash = :hash WHERE number = :number",
                hash=password_hash,
                number=number,
            )


def _normalised(name: str) -> str:
    return name.strip().lower()
