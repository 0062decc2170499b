"""Venues, activities, and who signed up."""

from __future__ import annotations

import uuid
from datetime import datetime, time
from decimal import Decimal

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from backend.tables.base import DISTRICT, HASH, NUMBER, TERMINAL, Table


class VenueRow(Table):
    """A house in which activities take place."""

    __tablename__ = "venues"

    district_id: Mapped[str] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(200))
    way: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(20))
    opens: Mapped[time]
    closes: Mapped[time]
    closed_on: Mapped[list[int]]
    rooms: Mapped[list[str]]


class ActivityRow(Table):
    """An activity. Who has a place is counted in its sign-ups, under a lock on this row."""

    __tablename__ = "activities"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "venue_id"], ["venues.district_id", "venues.id"]),
        CheckConstraint("capacity >= 0 AND longest_line >= 0", name="room"),
        CheckConstraint("starts < ends AND closes <= starts", name="times"),
        Index(None, "district_id", "starts"),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(100))
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    closes: Mapped[datetime]
    venue_id: Mapped[int]
    place: Mapped[str] = mapped_column(String(100))
    leader: Mapped[str] = mapped_column(String(50))
    phone: Mapped[str] = mapped_column(String(20))
    cost: Mapped[Decimal]
    bring: Mapped[list[str]]
    about: Mapped[list[str]]
    capacity: Mapped[int]
    longest_line: Mapped[int]
    least_age: Mapped[int | None]
    only_street: Mapped[str | None] = mapped_column(String(50))
    unfit: Mapped[str | None] = mapped_column(String(200))
    called_off: Mapped[str | None] = mapped_column(String(200))


class SignUpRow(Table):
    """How a person stands with an activity. ``turn`` orders those who wait."""

    __tablename__ = "sign_ups"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "activity_id"], ["activities.district_id", "activities.id"]
        ),
        ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
        CheckConstraint("standing IN ('going', 'waiting', 'cancelled')", name="standing"),
        UniqueConstraint("district_id", "activity_id", "turn"),
        Index(None, "district_id", "retiree_id"),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    activity_id: Mapped[int] = mapped_column(primary_key=True)
    retiree_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    standing: Mapped[str] = mapped_column(String(16))
    turn: Mapped[int]
    moved_up: Mapped[bool]
    actor: Mapped[str | None] = mapped_column(HASH)
    """Blind index of the number of whoever signed them up for them (代办)."""
    changed: Mapped[datetime]


class SignUpRequestRow(Table):
    """A request that was answered: the same key gets the same answer, and nothing is done again."""

    __tablename__ = "sign_up_requests"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "activity_id"], ["activities.district_id", "activities.id"]
        ),
        ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
        Index(None, "district_id", "activity_id", "moment"),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    key: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    activity_id: Mapped[int]
    retiree_id: Mapped[uuid.UUID]
    wanted: Mapped[str] = mapped_column(String(16))
    """``sign_up`` or ``cancel``."""
    refusal: Mapped[str | None] = mapped_column(String(16))
    already: Mapped[bool]
    actor: Mapped[str | None] = mapped_column(HASH)
    terminal_id: Mapped[str] = mapped_column(TERMINAL)
    moment: Mapped[datetime]
