"""One small function per kind of block: each answers a piece of the full width."""

from __future__ import annotations

from kiosk.screens.charts import draw_chart
from kiosk.screens.devices_block import draw_devices
from kiosk.screens.entry_block import draw_entry
from kiosk.screens.figures import draw_figures
from kiosk.screens.lettering import Align, Lettering, Style, box, card, icon, words
from kiosk.screens.picture_block import draw_paper, draw_photo, draw_picture, draw_qr_code
from kiosk.screens.piece import Piece, beside, centred, layered, stacked
from kiosk.screens.programme_block import draw_clock, draw_programme
from kiosk.screens.staff_blocks import draw_staff_block
from pages.blocks import (
    Amount,
    Block,
    Devices,
    Emblem,
    Entry,
    Facts,
    Notes,
    PaperStretch,
    Paragraph,
    Photo,
    Picture,
    QrCode,
    State,
    Tone,
)
from pages.charts import BarChart, Breakdown
from pages.programme import Clock, Programme
from pages.staff_blocks import StaffBlock

TONE_ICONS = {
    Tone.GOOD: "task_alt",
    Tone.WAITING: "schedule",
    Tone.NOTICE: "warning",
    Tone.ALARM: "error",
}
"""What a state shows beside its words, so that colour is never the only sign (A6)."""


def draw_block(style: Style, block: Block, width: int, align: Align) -> Piece:
    """A block in a column of this width. ``align`` is centred on pages of few words."""
    match block:
        case Paragraph():
            return _paragraph(style, block, width, align)
        case State():
            return _state(style, block, width)
        case Amount() | Facts():
            return draw_figures(style, block, width)
        case BarChart() | Breakdown():
            return draw_chart(style, block, width)
        case Notes():
            return _notes(style, block, width)
        case Emblem():
            return _emblem(style, block, width, align)
        case Picture() | Photo() | QrCode() | PaperStretch():
            return _pictured(style, block, width)
        case Devices():
            return draw_devices(style, block, width)
        case Entry():
            return draw_entry(style, block, width)
        case _:
            return _rarer(style, block, width)


def _rarer(style: Style, block: Clock | Programme | StaffBlock, width: int) -> Piece:
    match block:
        case Clock():
            return draw_clock(style, block, width)
        case Programme():
            return draw_programme(style, block, width)
        case _:
            return draw_staff_block(style, block, width)


def _pictured(style: Style, block: Picture | Photo | QrCode | PaperStretch, width: int) -> Piece:
    match block:
        case Picture():
            return draw_picture(style, block, width)
        case Photo():
            return draw_photo(style, block, width)
        case QrCode():
            return draw_qr_code(style, block, width)
        case PaperStretch():
            return draw_paper(style, block, width)


def _paragraph(style: Style, block: Paragraph, width: int, align: Align) -> Piece:
    sizes, theme = style.sizes, style.theme
    lettering = (
        Lettering(sizes.second, theme.second) if block.second else Lettering(sizes.body, theme.ink)
    )
    balanced = align is Align.CENTRE
    return words(style.write(block.text), lettering, width, align, balanced=balanced)


def _state(style: Style, block: State, width: int) -> Piece:
    surface = style.theme.tone(block.tone)
    dx, dy, gap = style.px(9), style.px(5), style.px(6)
    symbol = icon(
        block.icon or TONE_ICONS[block.tone], round(style.sizes.strong * 1.25), surface.edge
    )
    room = width - 2 * dx - symbol.width - gap
    lettering = Lettering(style.sizes.strong, surface.ink).bold
    lines = [words(style.write(block.text), lettering, room)]
    if block.detail is not None:
        lines.append(words(style.write(block.detail), lettering, room))
    content = beside([symbol, stacked(lines)], gap)
    height = content.height + 2 * dy
    ground = box(width, height, surface, edge_width=style.edge, radius=style.radius)
    return layered(width, height, ground, content.moved(dx, dy))


def _notes(style: Style, block: Notes, width: int) -> Piece:
    dx, dy = style.px(10), style.px(7)
    ink = style.theme.card.ink
    room = width - 2 * dx
    title = words(style.write(block.title), Lettering(style.sizes.strong, ink).bold, room)
    lines = [
        words(style.write(line), Lettering(style.sizes.body, ink), room) for line in block.lines
    ]
    return card(style, stacked([title, *lines], style.px(1.5)), width, dx=dx, dy=dy)


def _emblem(style: Style, block: Emblem, width: int, align: Align) -> Piece:
    symbol = icon(block.icon, style.px(50), style.theme.tone(block.tone).edge)
    if align is Align.LEFT:
        return symbol.sized(width, symbol.height)
    return centred(symbol, width, symbol.height)
