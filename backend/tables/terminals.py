"""Districts, their terminals, and the proofs terminals have used."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.tables.base import DISTRICT, HASH, TERMINAL, Table


class DistrictRow(Table):
    """A district, by its GB/T 2260 code. ``demo`` marks made-up records."""

    __tablename__ = "districts"

    id: Mapped[str] = mapped_column(DISTRICT, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    demo: Mapped[bool]


class TerminalRow(Table):
    """A kiosk of the fleet and the public key it proves itself with.

    ``key_id`` is the one look-up that no district leads: it is what tells which district asks.
    """

    __tablename__ = "terminals"
    __table_args__ = (Index(None, "key_id", unique=True),)

    district_id: Mapped[str] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    id: Mapped[str] = mapped_column(TERMINAL, primary_key=True)
    key_id: Mapped[str] = mapped_column(String(43))
    public_key: Mapped[str] = mapped_column(HASH)
    enrolled: Mapped[datetime]
    revoked: Mapped[datetime | None]


class AssertionRow(Table):
    """An assertion already used, kept until it would have expired: none counts twice."""

    __tablename__ = "used_assertions"

    district_id: Mapped[str] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    terminal_id: Mapped[str] = mapped_column(TERMINAL, primary_key=True)
    jti: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires: Mapped[datetime]
