"""Only what differs is drawn again, on every buffer that lacks it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.screens.damage import BUFFERS, NOTHING, Damage, changed
from kiosk.screens.drawing import Box, Rect

WHOLE = Rect(0, 0, 1080, 1920)
RECTS = st.builds(
    Rect, st.integers(0, 1000), st.integers(0, 1800), st.integers(1, 80), st.integers(1, 100)
)
BOXES = st.lists(st.builds(Box, RECTS, st.just("#FFFFFF")), max_size=5, unique=True)


@given(BOXES, BOXES)
def test_every_difference_lies_in_what_is_drawn(before: list[Box], after: list[Box]) -> None:
    around = changed(before, after, WHOLE)
    assert WHOLE.encloses(around)
    for box in set(before) ^ set(after):
        assert around.encloses(box.rect.clipped(WHOLE))


def test_the_same_again_draws_nothing() -> None:
    box = Box(Rect(5, 5, 10, 10), "#FFFFFF")
    assert changed([box], [box], WHOLE) == NOTHING


def test_a_large_difference_is_drawn_as_a_whole() -> None:
    assert changed([], [Box(Rect(0, 0, 1080, 1000), "#FFFFFF")], WHOLE) == WHOLE


def test_each_change_is_drawn_on_every_buffer() -> None:
    damage = Damage(WHOLE)
    one, other, third = Rect(0, 0, 10, 10), Rect(90, 90, 10, 10), Rect(50, 50, 2, 2)
    seen = []
    for rect in (one, other, third, NOTHING, NOTHING):
        damage.add(rect)
        seen.append(damage.to_draw)
    assert seen == [None, None, Rect(0, 0, 100, 100), Rect(50, 50, 50, 50), third]


def test_once_every_buffer_has_everything_none_is_behind() -> None:
    damage = Damage(WHOLE)
    for _ in range(BUFFERS):
        assert damage.behind
        damage.add(NOTHING)
    assert not damage.behind


def test_after_a_change_of_the_window_everything_is_drawn() -> None:
    damage = Damage(WHOLE)
    for _ in range(BUFFERS):
        damage.add(Rect(1, 1, 1, 1))
    assert damage.to_draw == Rect(1, 1, 1, 1)
    damage.all()
    assert damage.to_draw is None
