"""A clock that moves only when a test says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class DrivenClock:
    """A `Clock`: both of its times stand still until they are driven."""

    def __init__(self, start: datetime = datetime(2026, 3, 28, 1, 30, tzinfo=UTC)) -> None:
        self._now = start
        self._monotonic = 1000.0

    def monotonic(self) -> float:
        return self._monotonic

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._monotonic += seconds
        self._now += timedelta(seconds=seconds)

    def set_wall(self, moment: datetime) -> None:
        """Set the wall clock, as a time server does; no time passes."""
        self._now = moment
