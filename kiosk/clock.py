"""Time, handed in: a test can be a thousand simulated days."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
"""What terminal and paper show; everything stored is UTC."""


class Clock(Protocol):
    """Where the house gets its time from."""

    def monotonic(self) -> float:
        """Seconds since some moment, never going back: for limits and timers."""
        ...

    def now(self) -> datetime:
        """The present moment, aware, in UTC: for people and records."""
        ...


class SystemClock:
    """The machine's own time."""

    def monotonic(self) -> float:
        return time.monotonic()

    def now(self) -> datetime:
        return datetime.now(UTC)
