"""What happens at terminals: visits, receipts, calls for staff, and the audit of it all."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.tables.base import DISTRICT, HASH, NUMBER, TERMINAL, Table


class VisitRow(Table):
    """A visit: who it is about, how sure that is, and until when its token holds."""

    __tablename__ = "visits"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
        UniqueConstraint("district_id", "token_hash"),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(HASH)
    terminal_id: Mapped[str] = mapped_column(TERMINAL)
    retiree_id: Mapped[uuid.UUID]
    actor: Mapped[str | None] = mapped_column(HASH)
    """Blind index of the number of whoever acts for the retiree (代办)."""
    assurance: Mapped[int]
    opened: Mapped[datetime]
    expires: Mapped[datetime]
    ended: Mapped[datetime | None]


class WrongAnswersRow(Table):
    """How many wrong answers were given about a person on a day, at all terminals together."""

    __tablename__ = "wrong_answers"

    district_id: Mapped[str] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    subject: Mapped[str] = mapped_column(HASH, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]


class ReceiptRow(Table):
    """A receipt issued for a print job: once per job, counted per terminal and day.

    ``record`` is what ``kind`` says: a settlement's number, or a year.
    """

    __tablename__ = "receipts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
        UniqueConstraint("district_id", "terminal_id", "day", "count"),
        UniqueConstraint("district_id", "number"),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    terminal_id: Mapped[str] = mapped_column(TERMINAL, primary_key=True)
    job: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    number: Mapped[str] = mapped_column(NUMBER)
    day: Mapped[date]
    count: Mapped[int]
    retiree_id: Mapped[uuid.UUID]
    kind: Mapped[str] = mapped_column(String(32))
    record: Mapped[str] = mapped_column(NUMBER)
    record_hash: Mapped[str] = mapped_column(HASH)
    issued: Mapped[datetime]


class StaffCallRow(Table):
    """Somebody at a terminal needs staff."""

    __tablename__ = "staff_calls"
    __table_args__ = (Index(None, "district_id", "called"),)

    district_id: Mapped[str] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    terminal_id: Mapped[str] = mapped_column(TERMINAL)
    reason: Mapped[str] = mapped_column(String(16))
    called: Mapped[datetime]
    """By the terminal's clock: it may have been offline since."""
    received: Mapped[datetime | None]
    answered: Mapped[datetime | None]
    answered_by: Mapped[str | None] = mapped_column(String(80))
    """Who saw it: a name of the staff, or a terminal and the number of an account there."""
    withdrawn: Mapped[datetime | None]


class AuditRow(Table):
    """Who looked at what and when (H6). ``subject`` is a blind index: no name, no number."""

    __tablename__ = "audit"
    __table_args__ = (
        Index(None, "district_id", "moment"),
        Index(None, "district_id", "subject", "moment"),
    )

    district_id: Mapped[str] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    moment: Mapped[datetime]
    terminal_id: Mapped[str] = mapped_column(TERMINAL)
    visit_id: Mapped[uuid.UUID | None]
    subject: Mapped[str | None] = mapped_column(HASH)
    actor: Mapped[str | None] = mapped_column(HASH)
    looked_at: Mapped[str] = mapped_column(String(32))
    record: Mapped[str | None] = mapped_column(NUMBER)
    outcome: Mapped[str] = mapped_column(String(32))
