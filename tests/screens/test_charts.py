"""Charts as they are drawn: true lengths, edges that are seen, patterns beside colours (A6)."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from kiosk.screens.charts import draw_chart
from kiosk.screens.drawing import Box
from kiosk.screens.lettering import Style
from kiosk.screens.panel import Panel
from kiosk.screens.piece import Piece
from kiosk.screens.sizes import Sizes
from kiosk.screens.themes import theme_of
from pages.charts import Bar, BarChart, Breakdown, Chart, Slice
from pages.presentation import Language, Look, TextSize
from pages.texts import FreeText
from pages.words import load_words
from pages.written import Writer
from tests.screens.test_themes import contrast
from values import Money, MonthOfYear

PANEL = Panel(1080, 1920, 21.5)
WIDTH = PANEL.px(240)
LOOKS = pytest.mark.parametrize("look", Look)


def style(look: Look = Look.LIGHT, *, covered: bool = False) -> Style:
    writer = Writer(load_words(Language.CHINESE), covered=covered)
    return Style(PANEL, Sizes.of(PANEL, TextSize.NORMAL), theme_of(look), writer)


def drawn(chart: Chart, look: Look = Look.LIGHT, *, covered: bool = False) -> Piece:
    return draw_chart(style(look, covered=covered), chart, WIDTH)


def inside(piece: Piece) -> list[Box]:
    """Every box but the card itself."""
    return [item for item in piece.items if isinstance(item, Box)][1:]


def bars(*fen: int, **changed: object) -> BarChart:
    each = tuple(Bar(MonthOfYear(n), Money(money)) for n, money in enumerate(fen, start=1))
    return BarChart(FreeText("每个月"), each, **changed)  # type: ignore[arg-type]


def pieces(*fen: int) -> Breakdown:
    slices = tuple(Slice(FreeText(f"第{n}份"), Money(money)) for n, money in enumerate(fen))
    return Breakdown(FreeText("一共"), Money(sum(fen)), slices)


def test_a_bar_is_as_long_as_its_amount_from_zero() -> None:
    short, half, full = (box.rect.width for box in inside(drawn(bars(100_00, 200_00, 400_00))))
    assert half == pytest.approx(full / 2, abs=1)
    assert short == pytest.approx(full / 4, abs=1)


def test_charts_to_be_compared_share_their_full_length() -> None:
    alone = inside(drawn(bars(100_00)))[0].rect.width
    compared = inside(drawn(bars(100_00, full=Money(200_00))))[0].rect.width
    assert compared == pytest.approx(alone / 2, abs=1)


def test_nothing_has_no_bar() -> None:
    assert len(inside(drawn(bars(0, 100_00)))) == 1


@LOOKS
def test_every_edge_is_seen_on_its_ground(look: Look) -> None:
    theme = theme_of(look)
    for box in inside(drawn(bars(100, 200), look)) + inside(drawn(pieces(3, 2, 1), look)):
        if box.edge is not None:
            assert contrast(box.edge, theme.card.ground) >= 10
            assert box.edge_width >= 2


@LOOKS
def test_money_that_did_not_come_is_hollow(look: Look) -> None:
    away = Bar(MonthOfYear(1), Money(100), FreeText("退回"), solid=False)
    came = Bar(MonthOfYear(2), Money(100))
    hollow, solid = inside(drawn(BarChart(FreeText(""), (away, came)), look))
    assert hollow.fill != solid.fill
    assert hollow.rect.width == solid.rect.width


@LOOKS
def test_no_two_of_six_pieces_look_alike_even_without_colours(look: Look) -> None:
    """Ground, marks and their directions: what is left when colour is not seen."""
    chart = pieces(6, 5, 4, 3, 2, 1)
    stack = [box for box in inside(drawn(chart, look)) if box.edge is not None][:6]
    marks = [
        {
            (box.rect.width < box.rect.height, box.fill)
            for box in inside(drawn(chart, look))
            if box.edge is None and piece.rect.encloses(box.rect)
        }
        for piece in stack
    ]
    seen = [(box.fill, frozenset(each)) for box, each in zip(stack, marks, strict=True)]
    for one, other in itertools.combinations(seen, 2):
        assert one != other


def test_the_pieces_fill_the_bar_and_none_is_too_small_to_see() -> None:
    stack = [box for box in inside(drawn(pieces(1_000_000, 1, 1))) if box.edge is not None][:3]
    assert min(box.rect.width for box in stack) >= PANEL.px(2.5)
    assert stack[0].rect.x + WIDTH - 2 * PANEL.px(8) == stack[-1].rect.right


@pytest.mark.parametrize("chart", [bars(100, 200), pieces(2, 1)])
def test_covered_amounts_are_not_told_by_lengths(chart: Chart) -> None:
    """H3."""
    assert inside(drawn(chart, covered=True)) == []


@pytest.mark.parametrize("make", [bars, pieces])
def test_long_amounts_stay_on_the_card(make: Callable[..., Chart]) -> None:
    piece = drawn(make(99_999_999_99, 1))
    assert all(item.rect.right <= WIDTH for item in piece.items)
