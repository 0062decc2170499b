"""Shows drawings: composes what changed since the last one and hands it to the screen."""

from __future__ import annotations

from typing import Protocol

from kiosk.screens.damage import changed
from kiosk.screens.drawing import Drawing, Rect
from kiosk.screens.pictures import Pictures
from kiosk.screens.sheet import Sheet


class Glass(Protocol):
    """What the sheet is shown on."""

    def take(self, rows: memoryview, first: int) -> None:
        """Take over whole rows of the sheet, from this one on."""


class Painter:
    """Paints drawings of one size. Only Kivy's thread calls it."""

    def __init__(self, width: int, height: int, glass: Glass) -> None:
        self._glass = glass
        self._sheet = Sheet(width, height)
        self._pictures = Pictures()
        self._shown: Drawing | None = None

    def paint(self, drawing: Drawing) -> tuple[Rect, ...]:
        """Show a drawing instead of the last one; answers where they differ, and no more than that
        was composed and handed on.
        """
        different = self._difference(drawing)
        self._shown = drawing
        for rect in different:
            self._sheet.compose(drawing, rect, self._pictures)
            self._glass.take(self._sheet.rows(rect), rect.y)
        return different

    def prepare(self, drawing: Drawing) -> None:
        """Raster the words of a drawing that may be shown next."""
        self._pictures.raster(drawing.items)

    @property
    def kept(self) -> int:
        """How many pictures are kept for drawings to come."""
        return len(self._pictures)

    def forget(self) -> None:
        """Drop every picture; what is on the screen stays."""
        self._pictures.forget()

    def _difference(self, drawing: Drawing) -> tuple[Rect, ...]:
        before = self._shown
        if before is None or before.background != drawing.background:
            return (self._sheet.bounds,)
        return changed(before.items, drawing.items, self._sheet.bounds)
