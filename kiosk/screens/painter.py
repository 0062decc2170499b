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
    """Paints drawings of one size. Only Kivy's thread calls it.

    There are two sheets: the one that shows, and one on which the next page can be composed while
    its key is still held down.
    """

    def __init__(self, width: int, height: int, glass: Glass) -> None:
        self._glass = glass
        self._pictures = Pictures()
        self._shown = _Painted(Sheet(width, height))
        self._ahead = _Painted(Sheet(width, height))

    def paint(self, drawing: Drawing) -> tuple[Rect, ...]:
        """Show a drawing instead of the last one; answers where they differ, and no more than that
        is handed on.
        """
        different = self._shown.difference(drawing)
        if _area(self._ahead.difference(drawing)) < _area(different):
            self._shown, self._ahead = self._ahead, self._shown
        self._shown.compose(drawing, self._pictures)
        for rect in different:
            self._glass.take(self._shown.sheet.rows(rect), rect.y)
        return different

    def prepare(self, drawing: Drawing) -> None:
        """Compose a drawing that may be shown next."""
        self._ahead.compose(drawing, self._pictures)

    @property
    def kept(self) -> int:
        """How many pictures are kept for drawings to come."""
        return len(self._pictures)

    def forget(self) -> None:
        """Drop every picture, and what does not show; what is on the screen stays."""
        self._pictures.forget()
        self._ahead.clear()


class _Painted:
    """A sheet, and the drawing that was composed on it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._drawing: Drawing | None = None

    def difference(self, drawing: Drawing) -> tuple[Rect, ...]:
        """Where a drawing differs from what is on the sheet."""
        before = self._drawing
        if before is None or before.background != drawing.background:
            return (self.sheet.bounds,)
        return changed(before.items, drawing.items, self.sheet.bounds)

    def compose(self, drawing: Drawing, pictures: Pictures) -> None:
        """Have a drawing on the sheet."""
        for rect in self.difference(drawing):
            self.sheet.compose(drawing, rect, pictures)
        self._drawing = drawing

    def clear(self) -> None:
        """Leave nothing on the sheet."""
        self._drawing = None
        self.sheet.clear()


def _area(rects: tuple[Rect, ...]) -> int:
    return sum(rect.width * rect.height for rect in rects)
