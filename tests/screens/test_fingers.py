"""Trembling, hurried and resting hands, through the real window's events, on a driven clock.

``YINLING_FINGER_TOUCHES`` says how many random ones there are; ``make monkey`` takes 5,000.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from kiosk.screens.window import Screen
from kiosk.touch_filter import NEW_PAGE
from tests.kiosk.sample_people import CAO
from tests.kiosk.stage import UNHURRIED, StagedKiosk
from tests.screens.fingers import PANEL, Hands

if TYPE_CHECKING:
    from tests.screens.conftest import Witness

pytestmark = pytest.mark.window

TOUCHES = int(os.environ.get("YINLING_FINGER_TOUCHES", "60"))
SEED = int(os.environ.get("YINLING_MONKEY_SEED", "20261122"))
TILE, OTHER = "看病报销", "再读一遍"


@pytest.fixture
def hands(screen: Screen, witness: Witness) -> Iterator[Hands]:
    kiosk = StagedKiosk()
    kiosk.lay(CAO)
    kiosk.wait(UNHURRIED)
    hands = Hands(screen, witness, kiosk)
    yield hands
    hands.leave()


def test_a_tap_opens_its_page(hands: Hands) -> None:
    hands.tap(TILE)
    assert hands.kiosk.shows == "reimbursements.year"


def test_a_finger_that_slides_off_presses_nothing(hands: Hands) -> None:
    x, y = hands.kiosk.place_of(TILE)
    hands.press(x, y)
    for step in range(1, 6):
        hands.slide(x, y + 150 * step)
    hands.release(x, y + 750)
    assert hands.kiosk.shows == "standard.home"


def test_a_finger_that_trembles_still_presses(hands: Hands) -> None:
    x, y = hands.kiosk.place_of(TILE)
    hands.press(x, y)
    for step in (9, -12, 7, -5):
        hands.slide(x + step, y - step)
    hands.release(x - 8, y + 8)
    assert hands.kiosk.shows == "reimbursements.year"


def test_a_quick_second_tap_does_nothing_on_the_page_that_came(hands: Hands) -> None:
    place = hands.kiosk.place_of(TILE)
    hands.tap(TILE)
    came = hands.kiosk.kiosk.navigator.place
    hands.kiosk.clock.advance(NEW_PAGE / 2)
    hands.press(*place)
    hands.release(*place)
    assert hands.kiosk.kiosk.navigator.place == came


def test_a_hold_of_ten_seconds_is_one_press(hands: Hands) -> None:
    place = hands.kiosk.place_of(TILE)
    hands.press(*place)
    hands.kiosk.wait(10)
    assert hands.kiosk.shows == "standard.home"
    hands.release(*place)
    assert hands.kiosk.shows == "reimbursements.year"


def test_of_two_fingers_the_first_counts(hands: Hands) -> None:
    first = hands.finger(1, *hands.kiosk.place_of(TILE))
    second = hands.finger(2, *hands.kiosk.place_of(OTHER))
    hands.lift(second)
    assert hands.kiosk.shows == "standard.home"
    hands.lift(first)
    assert hands.kiosk.shows == "reimbursements.year"


def test_a_second_finger_alone_on_a_key_does_nothing(hands: Hands) -> None:
    resting = hands.finger(1, 540, 1500)
    second = hands.finger(2, *hands.kiosk.place_of(TILE))
    hands.lift(second)
    hands.lift(resting)
    assert hands.kiosk.shows == "standard.home"


def test_whatever_fingers_do_there_is_no_crash_and_no_dead_end(hands: Hands) -> None:
    chance, kiosk = random.Random(SEED), hands.kiosk
    routes = set()
    for number in range(TOUCHES):
        x, y = _somewhere(chance, kiosk)
        hands.press(x, y)
        if chance.random() < 0.2:
            x, y = chance.uniform(0, PANEL[0] - 1), chance.uniform(0, PANEL[1] - 1)
            hands.slide(x, y)
        hands.release(x, y)
        kiosk.wait(chance.choice([0.0, 0.05, 0.5, 0.6, 1.5, 10.0]))
        routes.add(kiosk.shows)
        assert kiosk.targets, f"seed {SEED}, touch {number}: nothing can be touched"
        assert not kiosk.logged("kiosk.failsafe"), f"seed {SEED}, touch {number}"
    assert len(routes) > 3


def _somewhere(chance: random.Random, kiosk: StagedKiosk) -> tuple[float, float]:
    """Mostly on a key, so that the fingers get about."""
    if chance.random() < 0.2:
        return chance.uniform(0, PANEL[0] - 1), chance.uniform(0, PANEL[1] - 1)
    rect = chance.choice(kiosk.targets).visible
    return rect.x + rect.width // 2, rect.y + rect.height // 2
