"""Pieces made of words, icons and round boxes: what every block is built of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from kiosk.screens.drawing import ASCENT, Box, Colour, Icon, Item, Rect, TextRun
from kiosk.screens.panel import Panel
from kiosk.screens.piece import Piece, layered
from kiosk.screens.sizes import Sizes
from kiosk.screens.themes import Surface, Theme
from pages.fonts import Face, icon_character
from pages.texts import Text
from pages.typesetting import (
    LINE_SPACING,
    Line,
    balance_lines,
    break_lines,
    longest_unit,
    missing_characters,
)
from pages.written import Writer


@dataclass(frozen=True, slots=True)
class Style:
    """What every piece needs to know: the panel, how large, in which colours, whose words."""

    panel: Panel
    sizes: Sizes
    theme: Theme
    writer: Writer
    scale: float = 1.0
    """Below 1 for a block that would not fit otherwise."""

    def times(self, factor: float) -> Style:
        """The same, smaller."""
        return replace(self, sizes=self.sizes.times(factor), scale=self.scale * factor)

    def px(self, mm: float) -> int:
        """Millimetres in pixels."""
        return self.panel.px(mm * self.scale)

    def write(self, text: Text) -> str:
        """A text as it is written."""
        return self.writer.write(text)

    @property
    def radius(self) -> int:
        return self.px(6)

    @property
    def thin(self) -> int:
        """A card's edge."""
        return max(1, self.px(0.4))

    @property
    def edge(self) -> int:
        """The edge of something to touch."""
        return max(2, self.px(0.75))


@dataclass(frozen=True, slots=True)
class Lettering:
    """A face, an em in pixels and a colour."""

    px: int
    colour: Colour
    face: Face = Face.REGULAR
    spacing: float = LINE_SPACING
    """Line height over em; labels of keys stand closer than running text."""

    @property
    def bold(self) -> Lettering:
        return replace(self, face=Face.BOLD)

    @property
    def line_height(self) -> int:
        return round(self.px * self.spacing)


class Align(Enum):
    """Where lines stand in their column."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


def words(
    text: str,
    lettering: Lettering,
    width: int,
    align: Align = Align.LEFT,
    *,
    balanced: bool = False,
) -> Piece:
    """Words broken to a column. Left-aligned pieces are as wide as their longest line."""
    breaker = balance_lines if balanced else break_lines
    return set_lines(breaker(text, lettering.face, lettering.px, width), lettering, width, align)


def set_lines(lines: list[Line], lettering: Lettering, width: int, align: Align) -> Piece:
    """Lines under one another, each in the middle of its line height."""
    items: list[Item] = []
    above = (lettering.line_height - lettering.px) // 2 + round(ASCENT * lettering.px)
    for number, line in enumerate(lines):
        x = round((width - line.width) * align.value)
        items.extend(_runs(line, lettering, x, number * lettering.line_height + above))
    own_width = width if align is not Align.LEFT else _longest(lines)
    return Piece(
        own_width, len(lines) * lettering.line_height, tuple(items), (), missing_characters(lines)
    )


def _longest(lines: list[Line]) -> int:
    return round(max((line.width for line in lines), default=0))


def _runs(line: Line, lettering: Lettering, x: float, baseline: int) -> list[Item]:
    items: list[Item] = []
    for run in line.runs:
        if run.face is None:
            items.extend(_boxes(len(run.text), lettering, round(x), baseline))
        else:
            items.append(
                TextRun(
                    round(x),
                    baseline,
                    run.text,
                    run.face,
                    lettering.px,
                    lettering.colour,
                    round(run.width),
                )
            )
        x += run.width
    return items


def _boxes(count: int, lettering: Lettering, x: int, baseline: int) -> list[Item]:
    """What stands for characters that no face has."""
    px = lettering.px
    top = baseline - round(ASCENT * px)
    return [
        Box(Rect(x + n * px, top, px, px).grown(-px // 10), None, lettering.colour, px // 16)
        for n in range(count)
    ]


SHORT_WORD = 3
"""So many characters are rather set smaller than on two lines."""


def fitted(
    text: str,
    lettering: Lettering,
    width: int,
    height: int,
    align: Align = Align.LEFT,
) -> Piece:
    """Words in a space that cannot grow: set smaller until they fit, never cut off."""
    while lettering.px > 8:
        lines = break_lines(text, lettering.face, lettering.px, width)
        whole = longest_unit(text, lettering.face, lettering.px) <= width
        one_word = len(text) <= SHORT_WORD and len(lines) > 1
        if whole and not one_word and len(lines) * lettering.line_height <= height:
            break
        lettering = replace(lettering, px=lettering.px - max(1, lettering.px // 24))
    return words(text, lettering, width, align, balanced=True)


def icon(name: str, size: int, colour: Colour) -> Piece:
    """An icon of the icon face in a square."""
    return Piece(size, size, (Icon(Rect(0, 0, size, size), icon_character(name), colour),))


def box(
    width: int,
    height: int,
    surface: Surface,
    *,
    edge_width: int,
    radius: int,
) -> Piece:
    """An empty round box."""
    return Piece(
        width,
        height,
        (Box(Rect(0, 0, width, height), surface.ground, surface.edge, edge_width, radius),),
    )


def card(style: Style, content: Piece, width: int, *, dx: int, dy: int) -> Piece:
    """A piece on a white card of the full width."""
    height = content.height + 2 * dy
    ground = box(width, height, style.theme.card, edge_width=style.thin, radius=style.radius)
    return layered(width, height, ground, content.moved(dx, dy))
