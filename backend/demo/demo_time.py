"""The demo's time: the machine's, and as many seconds ahead as scripted visits let pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from backend.clock import utc_now


def pushed_clock(ahead: Path) -> Callable[[], datetime]:
    """A clock that is ahead by the seconds in this file, at each look; right while there is none.

    The kiosk's clock is pushed forward alike, or it would take each other's tokens for old.
    """

    def now() -> datetime:
        try:
            seconds = float(ahead.read_text(encoding="ascii"))
        except FileNotFoundError:
            seconds = 0.0
        return utc_now() + timedelta(seconds=seconds)

    return now
