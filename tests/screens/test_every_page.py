"""Every page of the house: nothing clipped, crowded, too small or hard to see.

``make test`` takes all of them at the largest size, where they are hardest to fit, and measures a
few on their pixels. ``make check-screens`` (``YINLING_EVERY_SCREEN=1``) takes every size, theme and
language at 1080 x 1920, and the usual ones on the other panels.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from kiosk.screens.drawing import Drawing
from kiosk.screens.layout import lay_out, split
from kiosk.screens.panel import Panel
from kiosk.screens.raster import picture_of
from pages.model import MAX_CHOICES, Audience, Page
from pages.presentation import Language, Look, Presentation, TextSize
from tests.screens import pixel_laws as pixels
from tests.screens import test_layout as laws
from tests.screens.every_page import every_page
from tests.screens.test_layout import HOME, PANELS, view

EVERY = bool(os.environ.get("YINLING_EVERY_SCREEN"))
WAYS = [
    *((HOME, Presentation(*way)) for way in product(TextSize, Look, Language)),
    *((panel, Presentation(language=each)) for panel in PANELS.values() for each in Language),
]
LARGEST = (HOME, Presentation(TextSize.LARGEST))
OF_EACH_KIND = (
    "welcome",
    "home",
    "pension-overview",
    "settlement",
    "notice-picture",
    "activity-own",
    "answer",
    "no-paper",
    "size-and-sound",
    "service-menu",
    "service-name",
)
"""A page with each kind of block there is."""


def named(way: tuple[Panel, Presentation]) -> str:
    panel, to = way
    return f"{panel.width}-{to.size.name.lower()}-{to.look}-{to.language}"


@cache
def drawings(page: Page, panel: Panel, to: Presentation) -> list[Drawing]:
    parts = split(page, to, panel)
    return [lay_out(replace(view(page, part), presentation=to), panel) for part in parts]


def measured(way: tuple[Panel, Presentation]) -> Iterator[tuple[str, Drawing]]:
    panel, to = way
    for name, page in every_page().items():
        if EVERY or name in OF_EACH_KIND:
            for drawing in drawings(page, panel, to):
                yield name, drawing


def few_choices(drawing: Drawing) -> bool:
    """At most six, turning included (C1); a keyboard's keys are one field."""
    own = [target for target in drawing.targets if not (target.fixed or target.keyboard)]
    return len(own) <= MAX_CHOICES


@pytest.mark.parametrize("way", WAYS if EVERY else [LARGEST], ids=named)
def test_nothing_is_clipped_crowded_or_too_small(way: tuple[Panel, Presentation]) -> None:
    panel, to = way
    for name, page in every_page().items():
        drawn = drawings(page, panel, to)
        if not page.bare:
            laws.test_no_ink_leaves_the_panel(drawn)
            laws.test_no_two_lines_of_text_run_into_each_other(drawn)
            laws.test_a_label_stays_inside_its_key(drawn)
        assert drawn, name
        laws.test_every_target_is_large_enough_and_apart(drawn, panel)
        assert page.audience is Audience.TECHNICIAN or all(map(few_choices, drawn)), name


@pytest.mark.parametrize(
    "way", WAYS if EVERY else [(HOME, Presentation(look=each)) for each in Look], ids=named
)
def test_everything_is_seen_on_its_pixels(way: tuple[Panel, Presentation]) -> None:
    for name, drawing in measured(way):
        staffs = every_page()[name].audience is Audience.TECHNICIAN
        look = Look.LIGHT if staffs else way[1].look  # staff's pages have colours of their own
        picture = pixels.pixels_of(picture_of(drawing))
        try:
            pixels.every_word_stands_out(drawing, picture, look)
            pixels.every_icon_stands_out(drawing, picture, look)
            pixels.no_word_is_clipped_or_hidden(drawing, picture)
            pixels.every_key_has_edges(drawing, picture)
        except AssertionError as error:
            raise AssertionError(f"{name}, part {drawing.part.number}") from error


@pytest.mark.parametrize("language", Language)
def test_every_character_has_a_glyph(language: Language) -> None:
    for page in every_page().values():
        for drawing in drawings(page, HOME, Presentation(language=language)):
            pixels.every_character_has_a_glyph(drawing)
