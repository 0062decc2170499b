"""A small made-up district behind a service whose clock stands still until it is driven."""

from __future__ import annotations

import secrets
import uuid
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from backend.database import connect, open_database, sqlite_url
from backend.demo.district import DISTRICT_ID, make_district
from backend.demo.fill import fill
from backend.demo.people import Person
from backend.library.terminals import enrol
from backend.policy import Policy
from backend.service import Caller, Service
from backend.service_secret import ServiceSecret
from contract.credentials import CardKind, CardNumberCredential, HolderCredential
from kiosk.clock import Clock
from kiosk.terminal_key import TerminalKey

SECRET = ServiceSecret(secrets.token_bytes(32))
TODAY = date(2026, 3, 28)
HERE = Caller(DISTRICT_ID, "T01")
THERE = Caller(DISTRICT_ID, "T02")


def make_service(
    folder: Path, clock: Clock, key: TerminalKey, policy: Policy | None = None
) -> Service:
    """A service over a new database in ``folder``; the key's terminal is T01 (``HERE``)."""
    path = folder / "backend.sqlite"
    path.write_bytes(_filled())
    return service_on(sqlite_url(path), clock, key, policy)


def service_on(url: str, clock: Clock, key: TerminalKey, policy: Policy | None = None) -> Service:
    """A service over a filled database; the key's terminal is T01 (``HERE``)."""
    engine = connect(url)
    with Session(engine) as session, session.begin():
        enrol(session, HERE, key.public_pem, clock.now())
    return Service(
        engine=engine,
        secret=SECRET,
        policy=policy or Policy(),
        public_base="https://yinling.example",
        clock=clock.now,
        new_token=secrets.token_urlsafe,
        new_id=uuid.uuid4,
    )


@cache
def _filled() -> bytes:
    """A filled database's file, made once for all tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "backend.sqlite"
        fill_small(sqlite_url(path))
        return path.read_bytes()


def fill_small(url: str) -> None:
    """Make the tables and put a small district in."""
    engine = open_database(url)
    fill(engine, SECRET, make_district(seed=1, today=TODAY, others=3))
    engine.dispose()


def holder(person: Person, *, authenticated: bool = False) -> HolderCredential:
    """What the person's second-generation card gives."""
    return HolderCredential(CardKind.SOCIAL_SECURITY, person.id_number, person.name, authenticated)


def card_number(person: Person) -> CardNumberCredential:
    """What the person's third-generation card gives."""
    return CardNumberCredential(person.card_region, person.card_number)
