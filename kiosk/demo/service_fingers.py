"""Touches only staff make: the knock, typing on the drawn keyboard, a finger over all the glass."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kiosk.demo.visit_record import VisitRecord
from kiosk.maintenance.login import Layer, keyboard
from kiosk.maintenance.secret_knock import CORNER_MM, PATTERN
from pages.choices import Target, do

Press = Callable[[float, float], None]


class ServiceFingers:
    """Knows where the screen is touched. ``press`` touches in pixels, ``tap`` what leads
    to a target, without hurry."""

    def __init__(
        self,
        record: VisitRecord,
        px_per_mm: float,
        press: Press,
        tap: Callable[[Target], None],
    ) -> None:
        self._record = record
        self._px_per_mm = px_per_mm
        self._press = press
        self._tap = tap

    def knock(self) -> None:
        """Touch the two upper corners of the welcome page in the order that opens the login."""
        width, inwards = self._size()[0], CORNER_MM * self._px_per_mm / 2
        for side in PATTERN:
            self._press(inwards if side == "L" else width - inwards, inwards)

    def type(self, text: str) -> None:
        """Type on the drawn keyboard, turning to capitals and symbols where needed."""
        for key in _strokes(text):
            self._tap(do("type", key=key))

    def enter(self) -> None:
        """Press the key below the keyboard that goes on."""
        self._tap(do("enter"))

    def wipe(self, every_mm: float) -> None:
        """Touch the screen row by row, once in every square of about this size."""
        width, height = self._size()
        square = every_mm * self._px_per_mm
        columns, rows = max(1, round(width / square)), max(1, round(height / square))
        for row in range(rows):
            for column in range(columns):
                self._press((column + 0.5) * width / columns, (row + 0.5) * height / rows)

    def _size(self) -> tuple[int, int]:
        drawing = self._record.drawing
        assert drawing is not None
        return drawing.width, drawing.height


def _strokes(text: str) -> Iterator[str]:
    """The keys that type a text, from small letters and back to them."""
    small, capitals = (set(sum(keyboard(layer), ())) for layer in (Layer.SMALL, Layer.CAPITALS))
    for character in text:
        if character in small:
            yield character
        elif character in capitals:
            yield from ("shift", character, "shift")
        else:
            yield from ("symbols", character, "letters")
