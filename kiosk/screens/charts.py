"""Charts: bars one under another, and one bar in pieces with a line for each.

Every bar has a dark edge, every piece a pattern of its own beside its colour (A6). Where the person
covered the amounts, no bar shows either, for its length would tell them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.screens.drawing import Box, Rect
from kiosk.screens.lettering import Align, Lettering, Style, card, words
from kiosk.screens.piece import Piece, layered, stacked
from kiosk.screens.swatches import pattern
from pages.charts import Bar, BarChart, Breakdown, Chart, Slice, told
from pages.texts import Text
from pages.typesetting import measure
from values import Money

_INSET_X, _INSET_Y = 8, 5
"""Between a card's edge and what stands on it, in mm."""
_THICK = 0.62
"""A bar's share of its line."""
_LEAST_BAR = 30
"""Millimetres that bars need to say anything; with less they are left out."""
_LEAST_SLICE = 2.5
_STACK = 11


def draw_chart(style: Style, chart: Chart, width: int) -> Piece:
    """A chart on a card of the full width."""
    room = width - 2 * style.px(_INSET_X)
    drawn = (
        _bars(style, chart, room) if isinstance(chart, BarChart) else _pieces(style, chart, room)
    )
    return card(style, drawn, width, dx=style.px(_INSET_X), dy=style.px(_INSET_Y))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where label, bar and amount stand in a line, in pixels."""

    label: int
    bar: int
    amount: int
    gap: int
    most: Money


def _bars(style: Style, chart: BarChart, width: int) -> Piece:
    title = words(style.write(chart.title), _plain(style, style.sizes.strong).bold, width)
    columns = _columns(style, chart, width)
    lines = [_line(style, bar, columns, width) for bar in chart.bars]
    summary = [words(style.write(text), _second(style), width) for text in told(chart)]
    gap = style.px(1)
    pieces = [title, Piece(width, gap), *lines]
    if summary and not style.writer.covered:
        pieces += [Piece(width, 2 * gap), *summary]
    return stacked(pieces)


def _columns(style: Style, chart: BarChart, width: int) -> _Columns:
    label, amount = _second(style), _second(style).bold
    labels = max(measure(style.write(bar.label), label.face, label.px) for bar in chart.bars)
    amounts = max(
        measure(written, amount.face, amount.px)
        for bar in chart.bars
        for written in (style.write(bar.money), *_noted(style, bar))
    )
    gap = style.px(4)
    left, right = round(labels) + 1, round(amounts) + 1
    room = width - left - right - 2 * gap
    shown = room >= style.px(_LEAST_BAR) and not style.writer.covered
    most = chart.full or max((bar.money for bar in chart.bars), default=Money(0))
    return _Columns(left, room if shown else 0, right, gap, most)


def _noted(style: Style, bar: Bar) -> tuple[str, ...]:
    return () if bar.note is None else (style.write(bar.note),)


def _line(style: Style, bar: Bar, columns: _Columns, width: int) -> Piece:
    """Label, bar and amount; a note stands beneath the amount."""
    label = words(style.write(bar.label), _second(style), 10**6)
    amount = words(style.writer.private(bar.money), _second(style).bold, width, Align.RIGHT)
    notes = (words(text, _second(style), width, Align.RIGHT) for text in _noted(style, bar))
    figures = stacked([amount, *notes])
    x = columns.label + columns.gap
    return layered(
        width,
        figures.height,
        label,
        _bar(style, bar, columns, label.height).moved(x, 0),
        figures,
    )


def _bar(style: Style, bar: Bar, columns: _Columns, line_height: int) -> Piece:
    length = round(columns.bar * bar.money.fen / max(1, columns.most.fen))
    height = round(line_height * _THICK)
    edge = _edge(style)
    if length <= 2 * edge:
        return Piece(0, height)
    rect = Rect(0, (line_height - height) // 2, length, height)
    fill = style.theme.accent if bar.solid else style.theme.card.ground
    return Piece(length, line_height, (Box(rect, fill, style.theme.ink, edge, style.px(1.2)),))


def _pieces(style: Style, chart: Breakdown, width: int) -> Piece:
    """The whole, the bar, and what each piece of it is."""
    lines = [_legend(style, chart.label, chart.whole, None, width)]
    if not style.writer.covered:
        air = Piece(width, style.px(1.5))
        lines += [air, _stack(style, chart.slices, width), air]
    for number, each in enumerate(chart.slices):
        lines.append(_legend(style, each.label, each.money, number, width))
    return stacked(lines)


def _stack(style: Style, slices: Sequence[Slice], width: int) -> Piece:
    height, edge, x = style.px(_STACK), _edge(style), 0
    pieces: list[Piece] = []
    for number, length in enumerate(_lengths(style, slices, width)):
        rect = Rect(0, 0, length, height)
        pieces.append(pattern(style, number, rect, edge).moved(x, 0))
        x += length - edge
    return layered(width, height, *pieces)


def _lengths(style: Style, slices: Sequence[Slice], width: int) -> list[int]:
    """How long each piece is, its edges overlapping; none is too short to be seen."""
    least, edge = style.px(_LEAST_SLICE), _edge(style)
    room = width + edge * (len(slices) - 1)
    whole = max(1, sum(each.money.fen for each in slices))
    lengths = [max(least, room * each.money.fen // whole) for each in slices]
    longest = max(range(len(lengths)), key=lengths.__getitem__, default=None)
    if longest is not None:
        lengths[longest] += room - sum(lengths)
    return lengths


def _legend(style: Style, label: Text, money: Money, number: int | None, width: int) -> Piece:
    """Swatch, label and amount; the amount on its own line where both do not fit on one."""
    lettering = _second(style) if number is not None else _plain(style, style.sizes.strong).bold
    side, gap = round(lettering.px * 0.8), style.px(3)
    indent = 0 if number is None else side + gap
    name = words(style.write(label), lettering, width - indent)
    amount = words(style.write(money), lettering.bold, width, Align.RIGHT)
    written = measure(style.write(money), lettering.bold.face, lettering.px)
    together = indent + name.width + style.px(5) + written <= width
    below = 0 if together else name.height
    swatch = _swatch(style, number, side).moved(0, (lettering.line_height - side) // 2)
    height = below + max(amount.height, 0 if below else name.height)
    return layered(width, height, swatch, name.moved(indent, 0), amount.moved(0, below))


def _swatch(style: Style, number: int | None, side: int) -> Piece:
    if number is None or style.writer.covered:
        return Piece(0, 0)
    return pattern(style, number, Rect(0, 0, side, side), _edge(style))


def _plain(style: Style, px: int) -> Lettering:
    return Lettering(px, style.theme.card.ink)


def _second(style: Style) -> Lettering:
    return _plain(style, style.sizes.second)


def _edge(style: Style) -> int:
    return max(2, style.px(0.5))
