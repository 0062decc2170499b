"""The system's time, which a scripted visit may push forward: two minutes of waiting in no time."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.clock import SystemClock


class DemoClock:
    """A ``Clock`` that can be pushed forward, never back; it is ``ahead`` seconds."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self.ahead = 0.0

    def monotonic(self) -> float:
        return self._system.monotonic() + self.ahead

    def now(self) -> datetime:
        return self._system.now() + timedelta(seconds=self.ahead)

    def let_pass(self, seconds: float) -> None:
        """So much time passes at once."""
        self.ahead += seconds
