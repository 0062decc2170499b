"""What terminals tell of themselves, and the staff who look at it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from backend.tables.base import DISTRICT, HASH, TERMINAL, Table


class HeartbeatRow(Table):
    """The event log's head as one heartbeat told it, kept for a while."""

    __tablename__ = "heartbeats"
    __table_args__ = (Index(None, "district_id", "terminal_id", "received"),)

    district_id: Mapped[str] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    terminal_id: Mapped[str] = mapped_column(TERMINAL)
    at: Mapped[datetime]
    received: Mapped[datetime]
    head_number: Mapped[int] = mapped_column(BigInteger)
    head_hash: Mapped[str] = mapped_column(HASH)


class StandingRow(Table):
    """How a terminal stands: its newest heartbeat, and whether its log can be believed.

    Heads are compared as long as the terminal has the same key; ``alarm`` stays until somebody has
    looked into it, or the terminal is enrolled anew.
    """

    __tablename__ = "terminal_standings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "terminal_id"], ["terminals.district_id", "terminals.id"]
        ),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    terminal_id: Mapped[str] = mapped_column(TERMINAL, primary_key=True)
    key_id: Mapped[str] = mapped_column(String(43))
    heard: Mapped[datetime]
    """When the newest heartbeat came."""
    at: Mapped[datetime]
    """When it was made, by the terminal's clock."""
    version: Mapped[str] = mapped_column(String(40))
    devices: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    free_megabytes: Mapped[int] = mapped_column(BigInteger)
    unsent: Mapped[int]
    open_calls: Mapped[int]
    head_number: Mapped[int] = mapped_column(BigInteger)
    """The furthest head ever told, by which the next ones are measured."""
    head_hash: Mapped[str] = mapped_column(HASH)
    alarm: Mapped[str | None] = mapped_column(String(16))
    alarmed: Mapped[datetime | None]


class ReportRow(Table):
    """A readiness report, or the record of a morning's self-check."""

    __tablename__ = "reports"
    __table_args__ = (Index(None, "district_id", "terminal_id", "made"),)

    district_id: Mapped[str] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    terminal_id: Mapped[str] = mapped_column(TERMINAL)
    kind: Mapped[str] = mapped_column(String(16))
    made: Mapped[datetime]
    received: Mapped[datetime]
    account: Mapped[int | None]
    ready: Mapped[bool]
    results: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class StaffRow(Table):
    """Somebody of the staff, who logs in at the desk. ``closed`` accounts let nobody in."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("district_id", "name"),)

    district_id: Mapped[str] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(32))
    password_hash: Mapped[str] = mapped_column(String(200))
    made: Mapped[datetime]
    closed: Mapped[datetime | None]


class StaffSessionRow(Table):
    """Somebody is logged in. Found by a hash of the cookie, so that nobody borrows it from here."""

    __tablename__ = "staff_sessions"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "staff_id"], ["staff.district_id", "staff.id"]),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    token_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    staff_id: Mapped[uuid.UUID]
    opened: Mapped[datetime]
    expires: Mapped[datetime]


class LoginTriesRow(Table):
    """Wrong passwords in a row for a name, or from an address, by a keyed hash of either."""

    __tablename__ = "login_tries"

    subject: Mapped[str] = mapped_column(HASH, primary_key=True)
    failures: Mapped[int]
    last: Mapped[datetime]
    locked_until: Mapped[datetime | None]
