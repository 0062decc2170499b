"""The machine's clock, handed to the service by its commands."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that reads it
