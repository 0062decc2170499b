"""Column types and expressions that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ColumnElement, DateTime, Dialect, Integer, cast, extract
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeDecorator

from values import Money


class Yuan(TypeDecorator[Decimal]):
    """An amount in yuan, kept as whole fen: SQLite has no exact decimal (I2)."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else Money.of(value).fen

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Money(value).yuan


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC: SQLite forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment has a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def year_of(day: InstrumentedAttribute[date]) -> ColumnElement[int]:
    """The year of a date: PostgreSQL itself answers with a decimal."""
    return cast(extract("year", day), Integer)
