"""Colours are told apart by eyes that see little: contrast is computed, not guessed (A5, A6)."""

from __future__ import annotations

import pytest

from kiosk.screens.raster import rgba
from kiosk.screens.themes import CONTRAST, DARK, LIGHT, SERVICE, Surface, Theme, theme_of
from pages.blocks import Tone
from pages.presentation import Look


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


THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST, "service": SERVICE}


@pytest.fixture(params=list(THEMES))
def theme(request: pytest.FixtureRequest) -> Theme:
    return THEMES[request.param]


def tones(theme: Theme) -> list[Surface]:
    return [theme.tone(tone) for tone in Tone]


def surfaces(theme: Theme) -> list[Surface]:
    named = [theme.head, theme.card, theme.picture, theme.choice, theme.who]
    return [*named, theme.caption, theme.keys, *tones(theme)]


def text_pairs(theme: Theme) -> list[tuple[str, str]]:
    """Every ground with every ink that stands on it."""
    return [
        (theme.paper, theme.ink),
        (theme.paper, theme.second),
        (theme.accent, theme.on_accent),
        *((theme.card.ground, ink) for ink in (theme.ink, theme.second, theme.accent)),
        *((theme.choice.ground, ink) for ink in (theme.ink, theme.second, theme.accent)),
        *((surface.ground, surface.ink) for surface in surfaces(theme)),
    ]


def test_every_text_is_at_least_ten_to_one(theme: Theme) -> None:
    for ground, ink in text_pairs(theme):
        assert contrast(ground, ink) >= 10, (ground, ink)


def test_in_high_contrast_every_text_and_edge_is_as_strong_as_can_be() -> None:
    special = [(each.ground, each.ink) for each in (CONTRAST.badge, CONTRAST.mark)]
    for ground, ink in text_pairs(CONTRAST) + special:
        assert contrast(ground, ink) >= 17.5, (ground, ink)
    for surface in (CONTRAST.choice, CONTRAST.keys, *tones(CONTRAST)):
        assert contrast(surface.ground, surface.edge) >= 17.5


def test_what_is_new_and_the_demo_mark_are_well_above_the_floor(theme: Theme) -> None:
    assert contrast(theme.badge.ground, theme.badge.ink) >= 9
    assert contrast(theme.mark.ground, theme.mark.ink) >= 7


def test_edges_of_controls_are_seen(theme: Theme) -> None:
    for surface in (theme.choice, theme.keys):
        assert contrast(surface.edge, surface.ground) >= 3
        assert contrast(surface.edge, theme.paper) >= 3


def test_states_and_their_icons_are_seen(theme: Theme) -> None:
    """An emblem stands on the paper in the colour of its tone's edge."""
    for surface in tones(theme):
        assert contrast(surface.edge, surface.ground) >= 4.5
        assert contrast(surface.edge, theme.paper) >= 4.5


def test_what_marks_a_held_or_a_focused_key_is_seen(theme: Theme) -> None:
    assert contrast(theme.caption.ink, theme.choice.ground) >= 3
    assert contrast(theme.caption.ink, theme.paper) >= 3


def test_the_two_parts_of_a_bar_are_told_apart(theme: Theme) -> None:
    assert contrast(theme.accent, theme.other_share) >= 3


def test_a_technicians_page_is_not_taken_for_a_visitors() -> None:
    for look in Look:
        assert theme_of(look, service=True) is SERVICE
        assert theme_of(look).paper != SERVICE.paper
