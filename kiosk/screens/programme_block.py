"""The welcome page's clock, and what is on: when, what and where, a line each where they fit."""

from __future__ import annotations

from kiosk.screens.lettering import Align, Lettering, Style, card, icon, words
from kiosk.screens.piece import Piece, beside, layered, stacked
from pages.programme import Clock, Happening, Programme
from pages.typesetting import measure

CLOCK = 24.0
"""The em of the large time, in mm."""


def draw_clock(style: Style, block: Clock, width: int) -> Piece:
    """The time, large, and the day beside it at the right end."""
    theme, sizes = style.theme, style.sizes
    large = Lettering(max(sizes.title, style.px(CLOCK)), theme.accent).bold
    time = words(style.write(block.time), large, width)
    day = Lettering(sizes.strong, theme.ink).bold
    lines = [words(style.write(text), day, width) for text in (block.day, block.weekday)]
    widest = max(line.width for line in lines)
    dated = stacked([line.moved(widest - line.width, 0) for line in lines]).sized(
        widest, sum(line.height for line in lines)
    )
    if time.width + widest + style.px(8) > width:
        return stacked([time, *lines]).sized(width, time.height + dated.height)
    height = max(time.height, dated.height)
    return layered(
        width,
        height,
        time.moved(0, (height - time.height) // 2),
        dated.moved(width - widest, (height - dated.height) // 2),
    )


def draw_programme(style: Style, block: Programme, width: int) -> Piece:
    """A card: its title with an icon, then the lines."""
    dx, dy, gap = style.px(10), style.px(6), style.px(5)
    room = width - 2 * dx
    symbol = icon(block.icon, round(style.sizes.strong * 1.2), style.theme.accent)
    if block.title is None:
        left = room - symbol.width - gap
        rows = stacked(_rows(style, block, left), style.px(1.5))
        return card(style, beside([symbol, rows], gap), width, dx=dx, dy=dy)
    lettering = Lettering(style.sizes.strong, style.theme.card.ink).bold
    title = words(style.write(block.title), lettering, room - symbol.width - gap)
    lines = [beside([symbol, title], gap), *_rows(style, block, room)]
    return card(style, stacked(lines, style.px(1.5)), width, dx=dx, dy=dy)


def _rows(style: Style, block: Programme, room: int) -> list[Piece]:
    widest = max((_when(style, row, room).width for row in block.rows), default=0)
    when = widest + style.px(5) if widest else 0
    return [_row(style, row, room, when) for row in block.rows]


def _when(style: Style, row: Happening, room: int) -> Piece:
    if row.when is None:
        return Piece(0, 0)
    lettering = Lettering(style.sizes.second, style.theme.accent).bold
    return words(style.write(row.when), lettering, room)


def _row(style: Style, row: Happening, room: int, column: int) -> Piece:
    """The time in its column; where it is at the right end, or below where that is too narrow."""
    sizes, theme = style.sizes, style.theme
    when = _when(style, row, room)
    what = Lettering(sizes.second, theme.card.ink)
    where = Lettering(sizes.second, theme.second)
    left = room - column
    name = words(style.write(row.what), what, left).moved(column, 0)
    if row.where is None:
        return layered(room, max(when.height, name.height), when, name)
    place = style.write(row.where)
    needed = measure(style.write(row.what), what.face, what.px) + measure(
        place, where.face, where.px
    )
    if needed + style.px(5) <= left:
        at_end = words(place, where, left, Align.RIGHT)
        drop = (what.line_height - where.line_height) // 2
        return layered(room, name.height, when, name, at_end.moved(column, drop))
    below = words(place, where, left).moved(column, name.height)
    return layered(room, name.height + below.height, when, name, below)
