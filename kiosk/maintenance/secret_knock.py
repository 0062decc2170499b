"""How a technician asks for the service menu's login: a knock no chance taps make (H9).

On the welcome page, the two upper corners of the screen are tapped left, left, right, right, left,
right within ten seconds; any other touch in between begins anew. Nothing there looks or sounds
like a key. What opens is only the login.
"""

from __future__ import annotations

from kiosk.clock import Clock

PATTERN = "LLRRLR"
WITHIN_SECONDS = 10.0
CORNER_MM = 20


class SecretKnock:
    """Listens to touches on a panel ``width`` pixels wide, with ``px_per_mm``."""

    def __init__(self, clock: Clock, width: int, px_per_mm: float) -> None:
        self._clock = clock
        self._width = width
        self._corner = CORNER_MM * px_per_mm
        self._knocked = ""
        self._began = 0.0

    def touch(self, x: float, y: float) -> bool:
        """A finger was lifted here; True if that completed the knock."""
        side = self._side(x, y)
        now = self._clock.monotonic()
        if side is None or now - self._began > WITHIN_SECONDS:
            self._knocked = ""
        if side is None:
            return False
        if not PATTERN.startswith(self._knocked + side):
            self._knocked = ""
        if not self._knocked:
            self._began = now
        self._knocked += side if PATTERN.startswith(self._knocked + side) else ""
        if self._knocked == PATTERN:
            self._knocked = ""
            return True
        return False

    def _side(self, x: float, y: float) -> str | None:
        if y > self._corner:
            return None
        if x < self._corner:
            return "L"
        return "R" if x > self._width - self._corner else None
