"""One finger, one press, one action: trembling, resting and second fingers do no harm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.screens.drawing import Drawing, HitTarget, Rect
from kiosk.screens.touch import Touch, TouchKind
from kiosk.touch_filter import SAME_TARGET, Chosen, Pressed, Released, TouchEvent, TouchFilter
from pages.choices import Target, go
from pages.model import Part

LEFT, RIGHT = go("left"), go("right")
ON_LEFT, ON_RIGHT, NOWHERE = (50, 50), (250, 50), (50, 500)
TREMOR = 16
HALF_A_SECOND, A_MOMENT = 0.5, 0.4


def key(target: Target, x: int) -> HitTarget:
    rect = Rect(x, 0, 100, 100)
    return HitTarget(rect, rect, target, "label")


PAGE = Drawing(400, 600, "#FFFFFF", (), (key(LEFT, 0), key(RIGHT, 200)), "sample.page", Part(1, 2))


class Hand:
    """A hand before the panel, with a clock that only the test moves."""

    def __init__(self, same_target: float = SAME_TARGET) -> None:
        self.now = 100.0
        self.filter = TouchFilter(lambda: self.now, TREMOR, same_target)
        self.filter.show(PAGE)
        self.wait(A_MOMENT)

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def down(self, at: tuple[int, int], finger: int = 1) -> TouchEvent | None:
        return self._feed(TouchKind.DOWN, at, finger)

    def slide(self, at: tuple[int, int], finger: int = 1) -> TouchEvent | None:
        return self._feed(TouchKind.MOVE, at, finger)

    def up(self, at: tuple[int, int], finger: int = 1) -> TouchEvent | None:
        return self._feed(TouchKind.UP, at, finger)

    def tap(self, at: tuple[int, int], finger: int = 1) -> TouchEvent | None:
        self.down(at, finger)
        return self.up(at, finger)

    def _feed(self, kind: TouchKind, at: tuple[int, int], finger: int) -> TouchEvent | None:
        return self.filter.feed(Touch(kind, *at, finger, self.now))


@pytest.fixture
def hand() -> Hand:
    return Hand()


def test_a_choice_acts_when_the_finger_is_lifted(hand: Hand) -> None:
    assert hand.down(ON_LEFT) == Pressed(0)
    assert hand.filter.held == 0
    assert hand.up(ON_LEFT) == Chosen(LEFT, 0)
    assert hand.filter.held is None


def test_a_finger_may_tremble_inside_the_target(hand: Hand) -> None:
    hand.down(ON_LEFT)
    assert hand.slide((60, 70)) is None
    assert hand.up((90, 90)) == Chosen(LEFT, 0)


def test_a_finger_that_strays_a_little_over_the_edge_is_still_on_the_key(hand: Hand) -> None:
    hand.down((98, 50))
    assert hand.slide((100 + TREMOR - 1, 50)) is None
    assert hand.up((100 + TREMOR - 1, 50)) == Chosen(LEFT, 0)


def test_farther_than_a_tremor_is_a_slide(hand: Hand) -> None:
    hand.down((98, 50))
    assert hand.slide((100 + TREMOR + 1, 50)) == Released()


def test_sliding_off_cancels_and_coming_back_does_not_act(hand: Hand) -> None:
    hand.down(ON_LEFT)
    assert hand.slide(NOWHERE) == Released()
    assert hand.slide(ON_LEFT) is None
    assert hand.up(ON_LEFT) is None


def test_lifting_on_another_target_acts_on_neither(hand: Hand) -> None:
    hand.down(ON_LEFT)
    assert hand.up(ON_RIGHT) == Released()


def test_a_touch_beside_every_target_does_nothing(hand: Hand) -> None:
    assert hand.down(NOWHERE) is None
    assert hand.up(ON_LEFT) is None


def test_the_same_target_does_not_act_again_within_half_a_second(hand: Hand) -> None:
    hand.tap(ON_LEFT)
    hand.wait(HALF_A_SECOND - 0.001)
    assert hand.tap(ON_LEFT) is None
    hand.wait(0.001)
    assert hand.tap(ON_LEFT) == Chosen(LEFT, 0)


def test_another_target_acts_at_once(hand: Hand) -> None:
    hand.tap(ON_LEFT)
    assert hand.tap(ON_RIGHT) == Chosen(RIGHT, 1)


@pytest.mark.parametrize(
    "new", [replace(PAGE, page_route="sample.other"), replace(PAGE, part=Part(2, 2))]
)
def test_a_new_page_or_part_takes_no_touch_at_first(hand: Hand, new: Drawing) -> None:
    hand.filter.show(new)
    hand.wait(A_MOMENT - 0.001)
    assert hand.tap(ON_LEFT) is None
    hand.wait(0.001)
    assert hand.tap(ON_LEFT) == Chosen(LEFT, 0)


def test_the_same_route_with_other_contents_is_new_when_the_caller_says_so(hand: Hand) -> None:
    hand.filter.show(PAGE, arrived=True)
    assert hand.tap(ON_LEFT) is None


def test_the_same_page_drawn_anew_takes_touches_at_once(hand: Hand) -> None:
    hand.down(ON_LEFT)
    hand.filter.show(replace(PAGE, background="#000000"))
    assert hand.up(ON_LEFT) == Chosen(LEFT, 0)


def test_a_finger_down_while_the_page_changes_acts_on_nothing(hand: Hand) -> None:
    hand.down(ON_LEFT)
    hand.filter.show(replace(PAGE, page_route="sample.other"))
    hand.wait(A_MOMENT)
    assert hand.up(ON_LEFT) is None


def test_a_key_that_turned_into_another_under_the_finger_does_not_act(hand: Hand) -> None:
    hand.down(ON_LEFT)
    hand.filter.show(replace(PAGE, targets=(key(RIGHT, 0),)))
    assert hand.up(ON_LEFT) is None


def test_holding_for_long_gives_exactly_one_action(hand: Hand) -> None:
    hand.down(ON_LEFT)
    events = []
    for _ in range(100):
        hand.wait(0.1)
        events.append(hand.slide(ON_LEFT))
    events.append(hand.up(ON_LEFT))
    assert [event for event in events if event] == [Chosen(LEFT, 0)]


def test_a_second_finger_is_not_there(hand: Hand) -> None:
    hand.down(ON_LEFT, finger=1)
    assert hand.down(ON_RIGHT, finger=2) is None
    assert hand.up(ON_RIGHT, finger=2) is None
    assert hand.up(ON_LEFT, finger=1) == Chosen(LEFT, 0)


def test_a_palm_beside_the_keys_does_not_let_a_second_finger_through(hand: Hand) -> None:
    hand.down(NOWHERE, finger=1)
    assert hand.tap(ON_LEFT, finger=2) is None
    hand.up(NOWHERE, finger=1)
    assert hand.tap(ON_LEFT, finger=3) == Chosen(LEFT, 0)


def test_a_finger_that_was_never_lifted_does_not_lock_the_panel(hand: Hand) -> None:
    hand.down(ON_LEFT, finger=1)
    hand.wait(10)
    assert hand.tap(ON_RIGHT, finger=2) == Chosen(RIGHT, 1)
    assert hand.up(ON_LEFT, finger=1) is None


def test_touches_before_the_first_drawing_do_nothing() -> None:
    early = TouchFilter(lambda: 0.0)
    assert early.feed(Touch(TouchKind.DOWN, 5, 5, 1, 0.0)) is None
    assert early.feed(Touch(TouchKind.UP, 5, 5, 1, 0.0)) is None


@pytest.mark.parametrize("same_target", [0.3, 0.8])
def test_a_site_may_set_for_how_long_a_key_rests(same_target: float) -> None:
    hand = Hand(same_target)
    assert hand.tap(ON_LEFT) == Chosen(LEFT, 0)
    hand.wait(same_target - 0.05)
    assert hand.tap(ON_LEFT) is None
    hand.wait(0.1)
    assert hand.tap(ON_LEFT) == Chosen(LEFT, 0)
