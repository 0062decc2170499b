"""The physical screen: how many pixels a millimetre is, on it and for the eye (A1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot

MM_PER_INCH = 25.4
NOMINAL_DISTANCE = 600.0
"""The viewing distance in mm for which sizes of type are stated."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: ``width`` and ``height`` in pixels, ``diagonal`` in inches, viewed from mm away."""

    width: int
    height: int
    diagonal: float
    viewing_distance: float = NOMINAL_DISTANCE

    def __post_init__(self) -> None:
        if min(self.width, self.height) < 480 or not 5 <= self.diagonal <= 100:
            raise ValueError("a panel is at least 480 pixels wide and 5 to 100 inches across")
        if not 300 <= self.viewing_distance <= 1500:
            raise ValueError("people stand 300 to 1500 mm from a panel")

    @property
    def px_per_mm(self) -> float:
        return hypot(self.width, self.height) / (self.diagonal * MM_PER_INCH)

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    def px(self, mm: float) -> int:
        """A length for the hand, such as a key's height: the same at any viewing distance."""
        return round(mm * self.px_per_mm)

    def type_px(self, mm: float) -> int:
        """An em for the eye, stated for 600 mm: it grows with the viewing distance (A2)."""
        return round(mm * self.px_per_mm * self.viewing_distance / NOMINAL_DISTANCE)

    def within(self, width: int, height: int) -> Panel:
        """The same panel drawn smaller, so that it fits a window on another display."""
        scale = min(1.0, width / self.width, height / self.height)
        return replace(self, width=round(self.width * scale), height=round(self.height * scale))
