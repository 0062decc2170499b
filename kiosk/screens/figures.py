"""Figures: the page's one main amount with its bar, and facts under one another."""

from __future__ import annotations

from dataclasses import replace

from kiosk.screens.drawing import Box, Rect
from kiosk.screens.lettering import Align, Lettering, Style, card, words
from kiosk.screens.piece import Piece, layered, stacked
from kiosk.screens.themes import Surface
from pages.blocks import Amount, Fact, Facts, Share
from pages.typesetting import measure


def draw_figures(style: Style, block: Amount | Facts, width: int) -> Piece:
    """The main amount, or facts."""
    if isinstance(block, Amount):
        return _amount(style, block, width)
    return _facts(style, block, width)


def _amount(style: Style, block: Amount, width: int) -> Piece:
    """The main amount on its card, the largest thing on the page."""
    dx, dy = style.px(10), style.px(5)
    room = width - 2 * dx
    label = words(style.write(block.label), Lettering(style.sizes.body, style.theme.ink), room)
    pieces = [label, _large_amount(style, style.write(block.money), room)]
    if block.share is not None and not style.writer.covered:
        pieces += [Piece(room, style.px(2)), _share(style, block.share, room)]
    return card(style, stacked(pieces), width, dx=dx, dy=dy)


def _large_amount(style: Style, written: str, width: int) -> Piece:
    """An amount with its unit smaller beside it; never broken, rather set smaller."""
    figure, _, unit = written.partition(" ")
    lettering = Lettering(style.sizes.amount, style.theme.accent).bold
    beside_it = replace(lettering, px=round(lettering.px * 0.58))
    while lettering.px > beside_it.px and _width(figure, lettering, unit, beside_it) > width:
        lettering = replace(lettering, px=lettering.px - 2)
    number = words(figure, lettering, width)
    tight = number.sized(number.width, round(lettering.px * 1.2))
    if not unit:
        return tight.moved(0, -(number.height - tight.height) // 2)
    measure_word = words(unit, beside_it, width)
    drop = number.height - measure_word.height - round((lettering.px - beside_it.px) * 0.32)
    gap = round(lettering.px * 0.18)
    both = layered(width, tight.height, tight, measure_word.moved(number.width + gap, drop))
    return both.moved(0, -(number.height - tight.height) // 2)


def _width(figure: str, lettering: Lettering, unit: str, smaller: Lettering) -> float:
    gap = lettering.px * 0.18
    return (
        measure(figure, lettering.face, lettering.px)
        + gap
        + measure(unit, smaller.face, smaller.px)
    )


def _share(style: Style, share: Share, width: int) -> Piece:
    """A bar with dark edges; a swatch and words at each end say what is what.

    Where room is scarce the first goes without its amount, which stands above already.
    """
    height = style.px(12)
    edge = max(2, style.px(0.6))
    theme = style.theme
    whole = max(1, share.whole.fen)
    part = round(width * min(1.0, max(0.0, share.part.fen / whole)))
    ground = Box(Rect(0, 0, width, height), theme.other_share, theme.ink, edge, style.px(2))
    bar = Piece(width, height, (ground, *_filled(style, part, height, edge)))
    rest = share.whole - share.part
    part_label, rest_label = style.write(share.part_label), style.write(share.rest_label)
    rest_legend = _legend(style, theme.other_share, rest_label, style.write(rest))
    part_legend = _legend(style, theme.accent, part_label, style.write(share.part))
    if part_legend.width + rest_legend.width + style.px(6) > width:
        part_legend = _legend(style, theme.accent, part_label, "")
    return stacked([bar, _at_ends(part_legend, rest_legend, width, style.px(6))], style.px(2))


def _filled(style: Style, width: int, height: int, edge: int) -> tuple[Box, ...]:
    """The part of the bar that is the amount: round at its left, straight at its right."""
    radius = style.px(2)
    if width <= 2 * radius + edge:
        return ()
    theme = style.theme
    return (
        Box(Rect(0, 0, width, height), theme.accent, theme.ink, edge, radius),
        Box(Rect(width - radius, edge, radius, height - 2 * edge), theme.accent),
        Box(Rect(width - radius, 0, radius, edge), theme.ink),
        Box(Rect(width - radius, height - edge, radius, edge), theme.ink),
        Box(Rect(width - edge, 0, edge, height), theme.ink),
    )


def _legend(style: Style, colour: str, label: str, amount: str) -> Piece:
    px = style.sizes.second
    side = round(px * 0.62)
    lettering = Lettering(px, style.theme.ink)
    name = words(label, lettering, 10**6)
    value = words(amount, lettering.bold, 10**6)
    surface = Surface(colour, style.theme.ink, style.theme.ink)
    swatch = Box(Rect(0, (name.height - side) // 2, side, side), surface.ground, surface.edge, 2)
    gap = round(px * 0.3)
    return layered(
        side + 2 * gap + name.width + value.width,
        name.height,
        Piece(side, side, (swatch,)),
        name.moved(side + gap, 0),
        value.moved(side + 2 * gap + name.width, 0),
    )


def _at_ends(first: Piece, second: Piece, width: int, gap: int) -> Piece:
    """Two pieces at the ends of a line, or under one another where they do not fit."""
    if first.width + gap + second.width <= width:
        return layered(width, first.height, first, second.moved(width - second.width, 0))
    return stacked([first, second]).sized(width, first.height + second.height)


def _facts(style: Style, block: Facts, width: int) -> Piece:
    """Facts with a fine line between them, perhaps on a card with a title."""
    dx, dy = (style.px(10), style.px(7)) if block.boxed else (0, 0)
    room = width - 2 * dx
    rows: list[Piece] = []
    for number, fact in enumerate(block.rows):
        rows.append(draw_fact(style, fact, room))
        if number < len(block.rows) - 1:
            line = Box(Rect(0, 0, room, style.thin), style.theme.hairline)
            rows.append(Piece(room, style.thin, (line,)))
    if block.title is not None:
        lettering = Lettering(style.sizes.strong, style.theme.ink).bold
        rows.insert(0, words(style.write(block.title), lettering, room))
    content = stacked(rows).sized(room, sum(row.height for row in rows))
    return card(style, content, width, dx=dx, dy=dy) if block.boxed else content


def draw_fact(style: Style, fact: Fact, width: int) -> Piece:
    """Label left, value right; the value on its own line where both do not fit on one."""
    label = Lettering(style.sizes.body, style.theme.ink)
    value = Lettering(style.sizes.strong, style.theme.ink).bold
    written = style.writer.fact(fact)
    name = words(style.write(fact.label), label, width)
    value_width = measure(written, value.face, value.px)
    air = style.px(2)
    if name.height == label.line_height and name.width + style.px(6) + value_width <= width:
        figure = words(written, value, width, Align.RIGHT)
        height = figure.height + 2 * air
        return layered(
            width, height, name.moved(0, (height - name.height) // 2), figure.moved(0, air)
        )
    below = stacked([name, words(written, value, width, Align.RIGHT)])
    return below.moved(0, air).sized(width, below.height + 2 * air)
