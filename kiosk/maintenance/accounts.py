"""The accounts of this terminal: made and changed by name, let in by password (H4, H7).

No account is shipped; the first is made when the terminal is set up. There is always a technician:
the last one can neither be removed nor made an attendant.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

import passwords
from kiosk.clock import Clock
from kiosk.maintenance.door import MOST_FAILURES, Door
from kiosk.maintenance.roles import Role

if TYPE_CHECKING:
    from kiosk.store import Store, Transaction

_NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")


class AccountFault(ValueError):
    """An account cannot be made or changed so."""


class BadName(AccountFault):
    """An account's name is 2 to 32 of ``a-z 0-9 . _ -`` and starts with a letter."""


class NameTaken(AccountFault):
    """There is an account of this name already."""


class NoSuchAccount(AccountFault):
    """There is no account of this name."""


class LastTechnician(AccountFault):
    """Nobody would be left who may do everything."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in. The event log tells people by ``number``."""

    number: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Granted:
    """Name and password are right. The event log tells people by ``account``, a number."""

    account: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Refused:
    """Name or password is wrong; which of them is not told."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class Locked:
    """Nobody gets in before ``until`` (aware, UTC), not even with the right password."""

    until: datetime


@dataclass(frozen=True, slots=True)
class _Known:
    number: int
    name: str
    role: str
    password_hash: str = field(repr=False)


class Accounts:
    """Blocks for hashing and disk: never on the screen's thread.

    Every method raises ``StoreFault`` where the disk fails.
    """

    def __init__(self, store: Store, clock: Clock, hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        self._decoy = self._hasher.hash(passwords.generate())
        self._lock = threading.Lock()
        self._door = Door(store, clock)

    def add(self, name: str, password: str, role: Role = Role.TECHNICIAN) -> int:
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
                "INSERT INTO accounts (name, password_hash, made_at, role)"
                " VALUES (:name, :hash, :now, :role)"
                " ON CONFLICT (name) DO NOTHING RETURNING number",
                name=name,
                hash=self._hasher.hash(password),
                now=self._clock.now().isoformat(),
                role=role.value,
            )
        if row is None:
            raise NameTaken(f"there is an account {name} already")
        return int(row["number"])

    def remove(self, name: str) -> Account:
        """Take an account away; answers it. Raises ``NoSuchAccount`` and ``LastTechnician``."""
        with self._store.transaction() as transaction:
            account = _existing(transaction, name)
            _keep_a_technician(transaction, account)
            transaction.run("DELETE FROM accounts WHERE number = :number", number=account.number)
        return account

    def change_role(self, name: str, role: Role) -> Account:
        """Give an account another role; answers it as it is then. Raises as ``remove`` does."""
        with self._store.transaction() as transaction:
            account = _existing(transaction, name)
            if role is not Role.TECHNICIAN:
                _keep_a_technician(transaction, account)
            transaction.run(
                "UPDATE accounts SET role = :role WHERE number = :number",
                role=role.value,
                number=account.number,
            )
        return Account(account.number, account.name, role)

    def change_password(self, name: str, password: str) -> Account:
        """Give an account another password. Raises ``NoSuchAccount`` and ``WeakPassword``."""
        passwords.check_strength(password)
        password_hash = self._hasher.hash(password)
        with self._store.transaction() as transaction:
            account = _existing(transaction, name)
            _keep_hash(transaction, account.number, password_hash)
        return account

    def all(self) -> tuple[Account, ...]:
        """All accounts, in the order they were made."""
        with self._store.transaction() as transaction:
            rows = transaction.rows("SELECT number, name, role FROM accounts ORDER BY number")
        return tuple(Account(row["number"], row["name"], Role(row["role"])) for row in rows)

    def names(self) -> tuple[str, ...]:
        """The names of all accounts, in the order they were made."""
        return tuple(account.name for account in self.all())

    def check(self, name: str, password: str) -> Granted | Refused | Locked:
        """Let somebody in or not. The fifth wrong try in a row answers ``Locked`` itself."""
        with self._lock:
            until = self._door.locked_until
            if until is not None:
                return Locked(until)
            failures = self._door.count_try()
            account = self._verified(_normalised(name), password)
            if account is not None:
                self._door.forget_failures()
                return Granted(account.number, account.name, Role(account.role))
            if failures < MOST_FAILURES:
                return Refused(MOST_FAILURES - failures)
            return Locked(self._door.lock())

    def _verified(self, name: str, password: str) -> _Known | None:
        """The account, if the password is its own. Works as long for a name that does not exist."""
        account = self._find(name)
        try:
            self._hasher.verify(account.password_hash if account else self._decoy, password)
        except (VerificationError, InvalidHashError):
            return None
        if account is not None and self._hasher.check_needs_rehash(account.password_hash):
            with self._store.transaction() as transaction:
                _keep_hash(transaction, account.number, self._hasher.hash(password))
        return account

    def _find(self, name: str) -> _Known | None:
        with self._store.transaction() as transaction:
            row = transaction.row(
                "SELECT number, name, role, password_hash FROM accounts WHERE name = :name",
                name=name,
            )
        return None if row is None else _Known(**row)


def _existing(transaction: Transaction, name: str) -> Account:
    row = transaction.row(
        "SELECT number, name, role FROM accounts WHERE name = :name", name=_normalised(name)
    )
    if row is None:
        raise NoSuchAccount(f"there is no account {_normalised(name)}")
    return Account(row["number"], row["name"], Role(row["role"]))


def _keep_a_technician(transaction: Transaction, leaving: Account) -> None:
    others = transaction.row(
        "SELECT count(*) AS n FROM accounts WHERE role = 'technician' AND number != :number",
        number=leaving.number,
    )
    assert others is not None
    if leaving.role is Role.TECHNICIAN and not others["n"]:
        raise LastTechnician(f"{leaving.name} is the last technician")


def _keep_hash(transaction: Transaction, number: int, password_hash: str) -> None:
    transaction.run(
        "UPDATE accounts SET password_hash = :hash WHERE number = :number",
        hash=password_hash,
        number=number,
    )


def _normalised(name: str) -> str:
    return name.strip().lower()
