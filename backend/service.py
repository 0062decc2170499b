"""What the service is made of, handed to whoever asks or changes its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from backend.database import durable
from backend.policy import Policy
from backend.service_secret import ServiceSecret
from contract.failures import Failure

LOCAL_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Caller:
    """The terminal that asks, and the district it stands in."""

    district_id: str
    terminal_id: str


@dataclass(frozen=True, slots=True)
class Service:
    """The service's parts. ``clock`` answers an aware moment, ``new_token`` 256 random bits."""

    engine: Engine
    secret: ServiceSecret
    policy: Policy
    public_base: str
    clock: Callable[[], datetime]
    new_token: Callable[[], str]
    new_id: Callable[[], UUID]

    @contextmanager
    def work(self, caller: Caller, *, acknowledged: bool = False) -> Iterator[Work]:
        """One transaction for a terminal.

        An expected failure is committed, for it is audited like a success; anything else is
        rolled back. ``acknowledged`` work is on disk before this ends.
        """
        engine = durable(self.engine) if acknowledged else self.engine
        with Session(engine, expire_on_commit=False) as session:
            try:
                yield Work(self, session, caller, self.clock())
            except Failure:
                session.commit()
                raise
            session.commit()


@dataclass(frozen=True, slots=True)
class Work:
    """A transaction under way: the session, who asked for it, and when."""

    service: Service
    session: Session
    caller: Caller
    now: datetime

    @property
    def today(self) -> date:
        """The calendar day where the terminals stand."""
        return self.now.astimezone(LOCAL_ZONE).date()
