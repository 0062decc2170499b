"""Pensions: whose, what was paid each month, and the raises."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.tables.base import DISTRICT, Table


class PensionRow(Table):
    """A retiree's pension. Months are kept as their first day."""

    __tablename__ = "pensions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
        CheckConstraint("kind IN ('old_age', 'survivor')", name="kind"),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    retiree_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    begins: Mapped[date | None]
    paused_since: Mapped[date | None]
    pause_reason: Mapped[str | None] = mapped_column(String(16))
    ask_at: Mapped[str | None] = mapped_column(String(200))


class PensionPaymentRow(Table):
    """A month's payment. Its bank stands by name: a document keeps what it said."""

    __tablename__ = "pension_payments"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
        CheckConstraint("state IN ('paid', 'on_its_way', 'returned', 'paused')", name="state"),
        CheckConstraint("kind IN ('old_age', 'survivor')", name="kind"),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    retiree_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    basic: Mapped[Decimal]
    account: Mapped[Decimal]
    transition: Mapped[Decimal]
    raised: Mapped[Decimal]
    subsidy: Mapped[Decimal]
    survivor: Mapped[Decimal]
    back_pay: Mapped[Decimal]
    deducted: Mapped[Decimal]
    net: Mapped[Decimal]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(16))
    state_day: Mapped[date | None]
    """When it was paid or sent back, or by when it is expected."""
    bank: Mapped[str | None] = mapped_column(String(100))
    card_tail: Mapped[str | None] = mapped_column(String(4))
    reason: Mapped[str | None] = mapped_column(String(16))
    paused_since: Mapped[date | None]
    ask_at: Mapped[str | None] = mapped_column(String(200))


class PensionAdjustmentRow(Table):
    """A raise, by the month since which it counts."""

    __tablename__ = "pension_adjustments"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    retiree_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    before: Mapped[Decimal]
    after: Mapped[Decimal]
    back_pay: Mapped[Decimal]
    paid_in: Mapped[date]
