"""Sizes are millimetres on the real panel, never pixels that happen to look right."""

from __future__ import annotations

import pytest

from kiosk.screens.panel import Panel
from kiosk.screens.sizes import Sizes
from pages.presentation import TextSize

PANEL = Panel(1080, 1920, 21.5)
HALF_A_PIXEL = 0.125
"""In mm on this panel."""
CAPITAL = 0.733
"""Height of a capital letter of the house's face, in ems."""


def test_a_pixel_is_as_large_as_the_panel_makes_it() -> None:
    assert PANEL.px_per_mm == pytest.approx(4.034, abs=0.001)
    assert PANEL.px(100) == 403


def test_every_text_needed_is_tall_enough_at_its_distance() -> None:
    for distance in (500, 600, 800):
        panel = Panel(1080, 1920, 21.5, distance)
        sizes = Sizes.of(panel, TextSize.NORMAL)
        least = 7.3 * distance / 600
        for px in (sizes.body, sizes.second, sizes.caption, sizes.key, sizes.head):
            assert px * CAPITAL / panel.px_per_mm >= least - 0.15


def test_titles_amounts_and_buttons_are_at_least_twelve_millimetres() -> None:
    sizes = Sizes.of(PANEL, TextSize.NORMAL)
    for px in (sizes.title, sizes.amount, sizes.button, sizes.strong, sizes.tile):
        assert px / PANEL.px_per_mm >= 12 - HALF_A_PIXEL


def test_the_largest_size_is_thirty_percent_larger_at_least() -> None:
    normal, largest = (Sizes.of(PANEL, size) for size in (TextSize.NORMAL, TextSize.LARGEST))
    for name in ("body", "second", "strong", "button", "tile", "title", "amount", "caption"):
        assert getattr(largest, name) + 1 >= 1.3 * getattr(normal, name), name


def test_a_smaller_window_keeps_the_panels_shape_and_millimetres() -> None:
    window = PANEL.within(1920, 1080)
    assert (window.width, window.height) == (608, 1080)
    assert window.px(100) / window.height == pytest.approx(PANEL.px(100) / PANEL.height, rel=0.01)


@pytest.mark.parametrize(
    "broken", [(100, 1920, 21.5, 600), (1080, 1920, 0.5, 600), (1080, 1920, 21.5, 6000)]
)
def test_an_impossible_panel_is_refused(broken: tuple[int, int, float, float]) -> None:
    with pytest.raises(ValueError, match="panel"):
        Panel(*broken)
