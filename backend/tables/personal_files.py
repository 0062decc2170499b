"""What is on record about retirees, and what they said is wrong in it."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.tables.base import DISTRICT, NUMBER, Table

_NAME = String(100)
_PHONE = String(32)


class PersonalFileRow(Table):
    """A retiree's file, beside name and number, which stand with the retiree."""

    __tablename__ = "personal_files"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    retiree_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    sex: Mapped[str | None] = mapped_column(String(8))
    born: Mapped[date | None]
    phone: Mapped[str | None] = mapped_column(_PHONE)
    address: Mapped[str | None] = mapped_column(String(200))
    community: Mapped[str | None] = mapped_column(_NAME)
    contact_name: Mapped[str | None] = mapped_column(_NAME)
    contact_phone: Mapped[str | None] = mapped_column(_PHONE)
    employer: Mapped[str | None] = mapped_column(String(200))
    retired: Mapped[date | None]
    months_insured: Mapped[int | None]
    bank: Mapped[str | None] = mapped_column(_NAME)
    card_tail: Mapped[str | None] = mapped_column(String(4))


class CorrectionRow(Table):
    """Somebody said that a fact of their file is wrong; ``key`` is the request's own."""

    __tablename__ = "corrections"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
        CheckConstraint("state IN ('received', 'mended', 'found_right')", name="state"),
        UniqueConstraint("district_id", "retiree_id", "key"),
        UniqueConstraint("district_id", "asked", "count"),
        Index(None, "district_id", "retiree_id", "asked"),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    number: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    retiree_id: Mapped[uuid.UUID]
    key: Mapped[str] = mapped_column(NUMBER)
    fact: Mapped[str] = mapped_column(String(32))
    asked: Mapped[date]
    count: Mapped[int]
    actor: Mapped[str | None] = mapped_column(String(64))
    """Blind index of the number of whoever acted for the retiree (代办)."""
    state: Mapped[str] = mapped_column(String(16))
    answered: Mapped[date | None]
