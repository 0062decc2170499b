"""What only staff see: the tabs of the service menu, and patterns over the whole screen."""

from __future__ import annotations

from kiosk.screens.drawing import Box, HitTarget, Item, Rect, Stroke
from kiosk.screens.lettering import Align, Lettering, Style, box, fitted
from kiosk.screens.piece import Piece, beside, centred, layered
from kiosk.screens.themes import Surface
from pages.fonts import Face
from pages.staff_blocks import Cross, Fill, Pattern, StaffBlock, Tab, Tabs, TouchGrid
from pages.texts import say
from values import Ordinal

TAB_HEIGHT = 20.5
"""In mm (B1)."""
GAP = 5.5
"""Between tabs, in mm (B2)."""
FELT, NUMB, LINE = "#0B4A45", "#FFFFFF", "#7E8893"
CROSS_MM, STROKE_MM = 9.0, 0.8


def draw_staff_block(style: Style, block: StaffBlock, width: int) -> Piece:
    """A block in the column of a page."""
    match block:
        case Tabs():
            return draw_tabs(style, block, width)
        case TouchGrid() | Cross() | Fill():
            return draw_pattern(style, block, width, width)


def draw_tabs(style: Style, block: Tabs, width: int) -> Piece:
    """The tabs share the width evenly; the current one is filled."""
    gap, count = style.panel.px(GAP), max(1, len(block.tabs))
    one = (width - (count - 1) * gap) // count
    return beside([_tab(style, tab, one) for tab in block.tabs], gap)


def _tab(style: Style, tab: Tab, width: int) -> Piece:
    height = max(style.px(TAB_HEIGHT), style.panel.px(TAB_HEIGHT))
    theme = style.theme
    ink = theme.on_accent if tab.current else theme.ink
    ground = Surface(theme.accent if tab.current else theme.card.ground, ink, theme.card.edge)
    radius = style.px(4.5)
    label = style.write(tab.label)
    lettering = Lettering(style.sizes.body, ink, Face.BOLD if tab.current else Face.REGULAR)
    text = fitted(label, lettering, width - style.px(4), height, Align.CENTRE)
    rect = Rect(0, 0, width, height)
    return layered(
        width,
        height,
        box(width, height, ground, edge_width=style.thin, radius=radius),
        centred(text, width, height),
        Piece(width, height, (), (HitTarget(rect, rect, tab.target, label, radius),)),
    )


def draw_pattern(style: Style, pattern: Pattern, width: int, height: int) -> Piece:
    """A pattern over all of this space. There is nothing to press on it."""
    match pattern:
        case TouchGrid():
            return Piece(width, height, _cells(pattern, width, height))
        case Cross():
            return _cross(style, pattern, width, height)
        case Fill(colour):
            return Piece(width, height, (Box(Rect(0, 0, width, height), colour),))


def _cells(grid: TouchGrid, width: int, height: int) -> tuple[Item, ...]:
    """Every cell with its edge; those that felt a finger are filled."""
    cells: list[Item] = []
    for number in range(grid.columns * grid.rows):
        row, column = divmod(number, grid.columns)
        left, right = (width * at // grid.columns for at in (column, column + 1))
        top, bottom = (height * at // grid.rows for at in (row, row + 1))
        fill = FELT if number in grid.felt else NUMB
        cells.append(Box(Rect(left, top, right - left, bottom - top), fill, LINE, 2))
    return tuple(cells)


def _cross(style: Style, cross: Cross, width: int, height: int) -> Piece:
    """The cross, and which one it is, where no cross stands."""
    x, y = round(cross.x * width), round(cross.y * height)
    arm, stroke = style.px(CROSS_MM), style.px(STROKE_MM)
    ink = style.theme.ink
    lines = (
        Stroke(((x - arm, y), (x + arm, y)), ink, stroke),
        Stroke(((x, y - arm), (x, y + arm)), ink, stroke),
    )
    number, count = Ordinal(cross.number), Ordinal(cross.count)
    words = style.write(say("maintenance.calibration.cross", n=number, of=count))
    text = fitted(words, Lettering(style.sizes.body, ink), width // 2, height // 8, Align.CENTRE)
    return layered(
        width,
        height,
        Piece(width, height, lines),
        text.moved((width - text.width) // 2, round(height * 0.28)),
    )
