"""The records of a district: retirees, their settlements."""

from __future__ import annotations

import uuid
from datetime import date
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

from backend.tables.base import DISTRICT, HASH, NUMBER, Table


class RetireeRow(Table):
    """A retiree."""

    __tablename__ = "retirees"
    __table_args__ = (
        UniqueConstraint("district_id", "id_number_index"),
        UniqueConstraint("district_id", "card_number_index"),
        CheckConstraint("state IN ('active', 'suspended', 'deceased')", name="state"),
    )

    district_id: Mapped[str] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id_number_index: Mapped[str] = mapped_column(HASH)
    card_number_index: Mapped[str | None] = mapped_column(HASH)
    masked_id_number: Mapped[str] = mapped_column(String(18))
    name: Mapped[str] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(16), default="active")
    phone_tail_index: Mapped[str | None] = mapped_column(HASH)


class CarrierRow(Table):
    """What else stands for a retiree: a stripe's number, and in a demo an electronic card's code.

    In service, codes are told apart by their issuer, not by a table.
    """

    __tablename__ = "carriers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    carrier_index: Mapped[str] = mapped_column(HASH, primary_key=True)
    retiree_id: Mapped[uuid.UUID]


class LostCardRow(Table):
    """A social-security card that was reported lost, by the blind index of its number."""

    __tablename__ = "lost_cards"

    district_id: Mapped[str] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    card_index: Mapped[str] = mapped_column(HASH, primary_key=True)
    reported: Mapped[date]


class SettlementRow(Table):
    """A medical settlement. Its institution stands by name: a document keeps what it said."""

    __tablename__ = "settlements"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
        CheckConstraint(
            "state IN ('at_hospital', 'under_review', 'paid', 'papers_missing')", name="state"
        ),
        Index(None, "district_id", "retiree_id", "day"),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    number: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    retiree_id: Mapped[uuid.UUID]
    kind: Mapped[str] = mapped_column(String(16))
    institution: Mapped[str] = mapped_column(String(200))
    day: Mapped[date]
    total: Mapped[Decimal]
    pooled: Mapped[Decimal]
    supplementary: Mapped[Decimal]
    assistance: Mapped[Decimal]
    personal: Mapped[Decimal]
    in_scheme_self_paid: Mapped[Decimal]
    out_of_scheme: Mapped[Decimal]
    account: Mapped[Decimal]
    cash: Mapped[Decimal]
    other: Mapped[Decimal]
    state: Mapped[str] = mapped_column(String(16))
    received: Mapped[date | None]
    expected: Mapped[date | None]
    paid_day: Mapped[date | None]
    card_tail: Mapped[str | None] = mapped_column(String(4))
    papers: Mapped[list[str] | None]
    bring_to: Mapped[str | None] = mapped_column(String(200))
    bring_until: Mapped[date | None]


class FeeItemRow(Table):
    """One position of a settlement's bill."""

    __tablename__ = "fee_items"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "settlement_number"],
            ["settlements.district_id", "settlements.number"],
        ),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    settlement_number: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(String(50))
    name: Mapped[str] = mapped_column(String(200))
    amount: Mapped[Decimal]
