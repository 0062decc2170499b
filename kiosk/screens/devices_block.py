"""The service menu's overview of devices: a tile each, two to a row where there is room."""

from __future__ import annotations

from kiosk.screens.drawing import HitTarget, Rect
from kiosk.screens.lettering import Lettering, Style, box, icon, words
from kiosk.screens.piece import Piece, beside, layered, stacked
from kiosk.screens.themes import Surface
from pages.blocks import Devices, DeviceTile, Tone

GAP = 5.5
"""Between tiles, in mm (B2)."""
STATE_ICONS = {
    Tone.GOOD: "check_circle",
    Tone.WAITING: "schedule",
    Tone.NOTICE: "warning",
    Tone.ALARM: "error",
}


def draw_devices(style: Style, block: Devices, width: int) -> Piece:
    """Every device with its name and how it is."""
    gap = style.panel.px(GAP)  # also where all else is set smaller
    columns = 2 if width >= style.sizes.body * 20 else 1
    one = (width - (columns - 1) * gap) // columns
    tiles = [_content(style, tile, one) for tile in block.tiles]
    height = max((tile.height for tile in tiles), default=0) + 2 * style.px(5.5)
    surface = Surface(style.theme.card.ground, style.theme.ink, style.theme.card.edge)
    ground = box(one, height, surface, edge_width=max(2, style.px(0.5)), radius=style.px(4.5))
    boxed = [
        layered(
            one,
            height,
            ground,
            content.moved(style.px(7), (height - content.height) // 2),
            _target(style, tile, one, height),
        )
        for tile, content in zip(block.tiles, tiles, strict=True)
    ]
    rows = [beside(boxed[start : start + columns], gap) for start in range(0, len(boxed), columns)]
    return stacked([row.sized(width, row.height) for row in rows], gap)


def _target(style: Style, tile: DeviceTile, width: int, height: int) -> Piece:
    """The place to touch, where a tap leads anywhere."""
    if tile.target is None:
        return Piece(width, height)
    rect = Rect(0, 0, width, height)
    hit = HitTarget(rect, rect, tile.target, style.write(tile.name), style.px(4.5))
    return Piece(width, height, (), (hit,))


def _content(style: Style, tile: DeviceTile, width: int) -> Piece:
    room = width - 2 * style.px(7)
    ink = style.theme.ink
    state_ink = style.theme.tone(tile.tone).edge if tile.tone is not Tone.WAITING else ink
    symbol = icon(tile.icon, round(style.sizes.body * 1.1), ink)
    px = round(style.sizes.second * 0.92)
    mark = icon(STATE_ICONS[tile.tone], px, state_ink)
    name = words(
        style.write(tile.name),
        Lettering(style.sizes.body, ink).bold,
        room - symbol.width - style.px(4),
    )
    state = words(
        style.write(tile.state),
        Lettering(px, state_ink),
        room - mark.width - style.px(2.5),
    )
    return stacked([beside([symbol, name], style.px(4)), beside([mark, state], style.px(2.5))])
