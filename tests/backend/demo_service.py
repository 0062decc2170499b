"""A small made-up district behind a service whose clock stands still until it is driven."""

from __future__ import annotations

import secrets
import uuid
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from backend.database import open_database, sqlite_url
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

TODAY = date(2026, 3, 28)
HERE = Caller(DISTRICT_ID, "T01")
THERE = Caller(DISTRICT_ID, "T02")


def make_service(
    folder: Path, clock: Clock, key: TerminalKey, policy: Policy | None = None
) -> Service:
    """A service over a new database in ``folder``; the key's terminal is T01 (``HERE``)."""
    engine = open_database(sqlite_url(folder / "backend.sqlite"))
    secret = ServiceSecret(secrets.token_bytes(32))
    fill(engine, secret, make_district(seed=1, today=TODAY, others=3))
    with Session(engine) as session, session.begin():
        enrol(session, HERE, key.public_pem, clock.now())
    return Service(
        engine=engine,
        secret=secret,
        policy=policy or Policy(),
        public_base="https://yinling.example",
        clock=clock.now,
        new_token=secrets.token_urlsafe,
        new_id=uuid.uuid4,
    )


def holder(person: Person, *, authenticated: bool = False) -> HolderCredential:
    """What the person's second-generation card gives."""
    return HolderCredential(CardKind.SOCIAL_SECURITY, person.id_number, person.name, authenticated)


def card_number(person: Person) -> CardNumberCredential:
    """What the person's third-generation card gives."""
    return CardNumberCredential(person.card_region, person.card_number)
