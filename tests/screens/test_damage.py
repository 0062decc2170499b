"""Only what differs is composed and handed to the screen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.screens.damage import MOST, changed
from kiosk.screens.drawing import Box, Drawing, Rect
from kiosk.screens.painter import Painter
from kiosk.screens.raster import picture_of
from kiosk.screens.sheet import Sheet
from pages.model import Part

WHOLE = Rect(0, 0, 300, 400)
INSIDE = st.builds(
    Rect, st.integers(0, 220), st.integers(0, 300), st.integers(1, 80), st.integers(1, 100)
)
ANYWHERE = st.builds(Rect.moved, INSIDE, st.integers(-80, 80), st.integers(-100, 100))
COLOURS = st.sampled_from(["#FFFFFF", "#0B4A45", "#8A1C1280"])
EDGES = st.sampled_from(["#1C1A17", None])


def boxes(rects: st.SearchStrategy[Rect]) -> st.SearchStrategy[list[Box]]:
    fills, widths, radii = COLOURS | st.none(), st.integers(1, 4), st.integers(0, 30)
    return st.lists(st.builds(Box, rects, fills, EDGES, widths, radii), max_size=5, unique=True)


EMPTY = Drawing(WHOLE.width, WHOLE.height, "#FAF6EE", (), (), "standard.home", Part())


class Glass:
    """Keeps what it is handed, and says how many rows that was."""

    def __init__(self) -> None:
        self.rows = 0
        self.pixels = bytearray(WHOLE.width * WHOLE.height * 4)

    def take(self, rows: memoryview, first: int) -> None:
        stride = WHOLE.width * 4
        self.pixels[first * stride : first * stride + len(rows)] = rows
        self.rows += len(rows) // stride

    @property
    def picture(self) -> Image.Image:
        size = WHOLE.width, WHOLE.height
        return Image.frombytes("RGB", size, bytes(self.pixels), "raw", "BGRX")


@given(boxes(ANYWHERE), boxes(ANYWHERE))
def test_every_difference_lies_in_what_is_drawn(before: list[Box], after: list[Box]) -> None:
    rects = changed(before, after, WHOLE)
    for box in set(before) ^ set(after):
        ink = box.rect.clipped(WHOLE)
        assert not box.rect.overlaps(WHOLE) or any(rect.encloses(ink) for rect in rects)


@given(boxes(ANYWHERE), boxes(ANYWHERE))
def test_nothing_is_drawn_twice_and_nothing_beyond_the_screen(
    before: list[Box], after: list[Box]
) -> None:
    rects = changed(before, after, WHOLE)
    assert all(WHOLE.encloses(rect) for rect in rects)
    assert not any(one.overlaps(other) for one in rects for other in rects if one is not other)


def test_the_same_again_draws_nothing() -> None:
    box = Box(Rect(5, 5, 10, 10), "#FFFFFF")
    assert changed([box], [box], WHOLE) == ()


def test_changes_in_many_places_are_drawn_as_one() -> None:
    spots = [Box(Rect(20 * n, 20 * n, 4, 4), "#FFFFFF") for n in range(MOST + 1)]
    assert len(changed([], spots[:-1], WHOLE)) == MOST
    assert changed([], spots, WHOLE) == (Rect(0, 0, 20 * MOST + 6, 20 * MOST + 6),)


@given(boxes(INSIDE), boxes(INSIDE), boxes(INSIDE))
def test_after_a_change_the_screen_holds_what_a_fresh_picture_of_it_shows(
    before: list[Box], prepared: list[Box], after: list[Box]
) -> None:
    glass = Glass()
    painter = Painter(WHOLE.width, WHOLE.height, glass)
    painter.paint(replace(EMPTY, items=tuple(before)))
    painter.prepare(replace(EMPTY, items=tuple(prepared)))
    drawing = replace(EMPTY, items=tuple(after))
    painter.paint(drawing)
    shown = np.asarray(glass.picture, dtype=int)
    assert np.abs(shown - np.asarray(picture_of(drawing), dtype=int)).max() <= 3


def test_what_was_prepared_is_not_composed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    glass = Glass()
    painter = Painter(WHOLE.width, WHOLE.height, glass)
    painter.paint(EMPTY)
    page = replace(EMPTY, items=(Box(Rect(0, 0, 300, 400), "#0B4A45"),))
    painter.prepare(page)
    monkeypatch.setattr(Sheet, "compose", None)
    painter.paint(page)
    assert glass.picture.getcolors() == [(WHOLE.width * WHOLE.height, (0x0B, 0x4A, 0x45))]


def test_after_a_visit_nothing_of_it_stands_on_the_other_sheet() -> None:
    painter = Painter(WHOLE.width, WHOLE.height, Glass())
    painter.prepare(replace(EMPTY, items=(Box(Rect(0, 0, 300, 400), "#0B4A45"),)))
    painter.forget()
    assert set(painter._ahead.sheet.pixels) == {0, 255}


def test_a_held_key_hands_on_no_more_rows_than_it_has() -> None:
    glass = Glass()
    painter = Painter(WHOLE.width, WHOLE.height, glass)
    painter.paint(EMPTY)
    assert glass.rows == WHOLE.height
    key = Box(Rect(40, 100, 60, 50), "#0B4A45")
    assert painter.paint(replace(EMPTY, items=(key,))) == (key.rect.grown(2),)
    assert glass.rows == WHOLE.height + key.rect.height + 4
