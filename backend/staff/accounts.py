"""Staff's accounts and the lock on their door (H4, H5).

A try is counted before the password is looked at, for the name it was made with and for the
address it came from. Names that do not exist count and answer exactly like those that do.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

import passwords
from backend.database import durable, insert_missing
from backend.service import Service
from backend.tables import LoginTriesRow, StaffRow, StaffSessionRow

MOST_FAILURES = 5
MOST_FAILURES_OF_AN_ADDRESS = 30
"""A desk's computers may share one address."""
LOCKED = timedelta(seconds=300)
FORGOTTEN_AFTER = timedelta(days=1)
HASHER = PasswordHasher()

_NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")
_PURPOSE = "staff login tries"


class BadName(ValueError):
    """A name is 2 to 32 of ``a-z 0-9 . _ -`` and starts with a letter."""


class NameTaken(ValueError):
    """There is an account of this name already."""


class NameUnknown(ValueError):
    """There is no open account of this name."""


@dataclass(frozen=True, slots=True)
class Granted:
    """Name and password are right."""

    district_id: str
    staff_id: UUID


@dataclass(frozen=True, slots=True)
class Refused:
    """Name or password is wrong; which of them is not told."""


@dataclass(frozen=True, slots=True)
class Locked:
    """Nobody gets in by this name, or from this address, before ``until``."""

    until: datetime


def add(
    session: Session, district_id: str, staff_id: UUID, name: str, password: str, now: datetime
) -> None:
    """Make an account. Raises ``BadName``, ``NameTaken`` and ``WeakPassword``."""
    name = name.strip().lower()
    if not _NAME.fullmatch(name):
        raise BadName("a name is 2 to 32 of a-z 0-9 . _ - and starts with a letter")
    passwords.check_strength(password)
    if session.scalar(select(StaffRow.id).where(StaffRow.name == name)) is not None:
        raise NameTaken(f"there is an account {name} already")
    hashed = HASHER.hash(password)
    session.add(
        StaffRow(district_id=district_id, id=staff_id, name=name, password_hash=hashed, made=now)
    )


def close(session: Session, name: str, now: datetime) -> None:
    """Let somebody in no longer, and end what they have open. Raises ``NameUnknown``."""
    row = session.scalar(select(StaffRow).where(StaffRow.name == name.strip().lower()))
    if row is None or row.closed is not None:
        raise NameUnknown(f"there is no account {name}")
    row.closed = now
    session.execute(
        delete(StaffSessionRow).where(
            StaffSessionRow.district_id == row.district_id, StaffSessionRow.staff_id == row.id
        )
    )


def check(service: Service, name: str, password: str, address: str) -> Granted | Refused | Locked:
    """Let somebody in or not; takes as long as hashing a password does."""
    name = name.strip().lower()
    subjects = {
        _subject(service, "name", name): MOST_FAILURES,
        _subject(service, "address", address): MOST_FAILURES_OF_AN_ADDRESS,
    }
    locked = _count(service, subjects)
    if locked is not None:
        return Locked(locked)
    found = _find(service, name)
    if not _fits(found.password_hash if found else _decoy(), password) or found is None:
        return Refused()
    with Session(durable(service.engine)) as session, session.begin():
        session.execute(delete(LoginTriesRow).where(LoginTriesRow.subject.in_(subjects)))
    return Granted(found.district_id, found.id)


def _count(service: Service, subjects: dict[str, int]) -> datetime | None:
    """Count a try for each subject; until when the door is shut, if it is."""
    now = service.clock()
    with Session(durable(service.engine)) as session, session.begin():
        session.execute(delete(LoginTriesRow).where(LoginTriesRow.last < now - FORGOTTEN_AFTER))
        rows = [_row(session, subject, now) for subject in subjects]
        shut = [row.locked_until for row in rows if row.locked_until and row.locked_until > now]
        if shut:
            return max(shut)
        for row, most in zip(rows, subjects.values(), strict=True):
            row.failures, row.last = row.failures + 1, now
            if row.failures > most:
                row.failures, row.locked_until = 0, now + LOCKED
                shut.append(row.locked_until)
        return max(shut, default=None)


def _row(session: Session, subject: str, now: datetime) -> LoginTriesRow:
    insert_missing(session, LoginTriesRow, subject=subject, failures=0, last=now)
    return session.get_one(LoginTriesRow, subject, with_for_update=True)


def _find(service: Service, name: str) -> StaffRow | None:
    with Session(service.engine, expire_on_commit=False) as session:
        return session.scalar(
            select(StaffRow).where(StaffRow.name == name, StaffRow.closed.is_(None))
        )


def _fits(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except VerificationError:
        return False


@cache
def _decoy() -> str:
    """What the password of a name that does not exist is measured by, so that it takes as long."""
    return HASHER.hash(passwords.generate())


def _subject(service: Service, kind: str, text: str) -> str:
    key = service.secret.key(_PURPOSE)
    return hmac.new(key, f"{kind}:{text}".encode(), hashlib.sha256).hexdigest()
