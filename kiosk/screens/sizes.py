"""How large everything is: stated in millimetres at 600 mm, given in pixels (A1-A4)."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kiosk.screens.panel import Panel
from pages.presentation import TextSize

LABEL_GROWTH = 1.4
"""Buttons and tiles grow this far and no further ..."""
LARGE_GROWTH = 1.3
"""... and so far what is large from the beginning, and the frame around a page (A4)."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Ems of type in pixels, by what they are for."""

    body: int
    second: int
    strong: int
    """States and values of facts."""
    button: int
    tile: int
    title: int
    amount: int
    icon: int
    """An icon that stands beside a button's words."""
    head: int
    caption: int
    key: int

    @classmethod
    def of(cls, panel: Panel, size: TextSize) -> Sizes:
        """The sizes on a panel for a person's choice of text size."""

        def page(mm: float) -> int:
            return panel.type_px(mm * size.value)

        def label(mm: float) -> int:
            return panel.type_px(mm * min(size.value, LABEL_GROWTH))

        def large(mm: float) -> int:
            return panel.type_px(mm * min(size.value, LARGE_GROWTH))

        return cls(
            body=page(11),
            second=page(10.2),
            strong=page(12),
            button=label(14.5),
            tile=label(15),
            title=large(17),
            amount=large(26),
            icon=large(17),
            head=large(10.2),
            caption=large(10.2),
            key=large(10.2),
        )

    def times(self, factor: float) -> Sizes:
        """All of them smaller or larger by a factor."""
        return Sizes(**{name: round(px * factor) for name, px in asdict(self).items()})
