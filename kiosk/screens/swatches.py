"""What tells the pieces of a bar from one another beside their colours: a pattern for each (A6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.screens.drawing import Box, Colour, Rect
from kiosk.screens.lettering import Style
from kiosk.screens.piece import Piece
from kiosk.screens.themes import Theme

_APART = 2.6
"""From one stripe to the next, in mm."""


@dataclass(frozen=True, slots=True)
class _Fill:
    """A ground, and what is drawn on it: stripes that stand, stripes that lie, or both."""

    ground: Colour
    marks: Colour
    standing: bool = False
    lying: bool = False


def pattern(style: Style, number: int, rect: Rect, edge: int) -> Piece:
    """The piece of a number, from 0, with its edge. Patterns repeat after the sixth."""
    fill = _fills(style.theme)[number % 6]
    inner = rect.grown(-edge)
    return Piece(
        rect.width,
        rect.height,
        (Box(rect, fill.ground, style.theme.ink, edge), *_marks(style, fill, inner)),
    )


def _fills(theme: Theme) -> tuple[_Fill, ...]:
    ground = theme.card.ground
    return (
        _Fill(theme.accent, theme.on_accent),
        _Fill(theme.other_share, theme.ink),
        _Fill(ground, theme.ink, standing=True),
        _Fill(theme.accent, theme.on_accent, lying=True),
        _Fill(theme.other_share, theme.ink, standing=True, lying=True),
        _Fill(ground, theme.ink, lying=True),
    )


def _marks(style: Style, fill: _Fill, rect: Rect) -> Iterator[Box]:
    apart, thick = style.px(_APART), max(1, style.px(0.5))
    if fill.standing:
        for x in range(rect.x + apart, rect.right - thick, apart):
            yield Box(Rect(x, rect.y, thick, rect.height), fill.marks)
    if fill.lying:
        for y in range(rect.y + apart, rect.bottom - thick, apart):
            yield Box(Rect(rect.x, y, rect.width, thick), fill.marks)
