"""Notices, their pictures, and who said that they know."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.tables.base import DISTRICT, HASH, TERMINAL, Table


class NoticeRow(Table):
    """A notice, shown from its day until ``ends``, unless it was withdrawn meanwhile."""

    __tablename__ = "notices"
    __table_args__ = (
        CheckConstraint("category IN ('benefits', 'health', 'culture', 'life')", name="category"),
        Index(None, "district_id", "day"),
    )

    district_id: Mapped[str] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(200))
    day: Mapped[date]
    source: Mapped[str] = mapped_column(String(200))
    paragraphs: Mapped[list[str]]
    ends: Mapped[date | None]
    category: Mapped[str] = mapped_column(String(16), default="life", server_default="life")
    pinned: Mapped[bool] = mapped_column(default=False, server_default="0")
    withdrawn: Mapped[datetime | None]


class NoticePictureRow(Table):
    """A picture of a notice, PNG or JPEG, as large as it will ever be shown."""

    __tablename__ = "notice_pictures"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "notice_id"], ["notices.district_id", "notices.id"]),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    notice_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    said: Mapped[str] = mapped_column(String(500))
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class AcknowledgementRow(Table):
    """Somebody said that they know what a notice says (我知道了)."""

    __tablename__ = "acknowledgements"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "notice_id"], ["notices.district_id", "notices.id"]),
        ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
    )

    district_id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    notice_id: Mapped[int] = mapped_column(primary_key=True)
    retiree_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    moment: Mapped[datetime]
    actor: Mapped[str | None] = mapped_column(HASH)
    terminal_id: Mapped[str] = mapped_column(TERMINAL)
