"""Colours are told apart by eyes that see little: contrast is computed, not guessed (A5, A6)."""

from __future__ import annotations

import pytest

from kiosk.screens.raster import rgba
from kiosk.screens.themes import LIGHT, SERVICE, Surface, Theme
from pages.model import Tone


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = [value / 255 for value in rgba(colour)[:3]]
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def surfaces(theme: Theme) -> list[Surface]:
    named = [theme.card, theme.choice, theme.who, theme.caption, theme.keys, theme.mark]
    return [*named, *(theme.tone(tone) for tone in Tone)]


@pytest.mark.parametrize("theme", [LIGHT, SERVICE], ids=["light", "service"])
def test_every_text_is_at_least_ten_to_one(theme: Theme) -> None:
    pairs = [
        (theme.paper, theme.ink),
        (theme.paper, theme.second),
        (theme.accent, theme.on_accent),
        *((surface.ground, surface.ink) for surface in surfaces(theme) if surface != theme.mark),
    ]
    for ground, ink in pairs:
        assert contrast(ground, ink) >= 10, (ground, ink)


@pytest.mark.parametrize("theme", [LIGHT, SERVICE], ids=["light", "service"])
def test_what_is_new_and_the_demo_mark_are_well_above_the_floor(theme: Theme) -> None:
    assert contrast(theme.badge.ground, theme.badge.ink) >= 9
    assert contrast(theme.mark.ground, theme.mark.ink) >= 7


@pytest.mark.parametrize("theme", [LIGHT, SERVICE], ids=["light", "service"])
def test_edges_of_controls_are_seen(theme: Theme) -> None:
    for surface in (theme.choice, theme.keys):
        assert contrast(surface.edge, surface.ground) >= 3
        assert contrast(surface.edge, theme.paper) >= 3


def test_a_technicians_page_is_not_taken_for_a_visitors() -> None:
    assert SERVICE.paper != LIGHT.paper
    assert SERVICE.accent != LIGHT.accent
