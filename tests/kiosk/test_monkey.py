"""A monkey at the panel: two hands, slides, long holds, keys and fidgeting, and nothing breaks.

``make monkey`` has it touch 10,000 times; ``YINLING_MONKEY_TOUCHES`` and ``YINLING_MONKEY_SEED``
say otherwise. Its clock is driven: it never waits.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest

from devices.keypads.keypad import Key
from kiosk.screens.touch import Touch, TouchKind
from pages.model import Audience
from tests.kiosk.sample_people import CAO, OUYANG
from tests.kiosk.stage import NOBODY_THERE, StagedKiosk

TOUCHES = int(os.environ.get("YINLING_MONKEY_TOUCHES", "200"))
SEED = int(os.environ.get("YINLING_MONKEY_SEED", "20261122"))


class Monkey:
    """Does one thing after another. The same seed does the same things."""

    def __init__(self, kiosk: StagedKiosk, seed: int) -> None:
        self.kiosk = kiosk
        self.chance = random.Random(seed)
        self.finger = 0

    def act(self) -> None:
        """One thing, likelier the likelier hands are to do it."""
        deeds: dict[Callable[[], None], int] = {
            self.tap: 50,
            self.tap_anywhere: 14,
            self.slide: 8,
            self.two_fingers: 8,
            self.press_a_key: 8,
            self.fidget: 6,
            self.hold: 4,
            self.pause: 3,
            self.move_a_card: 1,
        }
        (deed,) = self.chance.choices(list(deeds), list(deeds.values()))
        deed()

    def tap(self) -> None:
        x, y = self.somewhere_to_press()
        self.touch(TouchKind.DOWN, x, y)
        self.touch(TouchKind.UP, x + self.chance.uniform(-12, 12), y)
        self.kiosk.wait(self.chance.choice([0.05, 0.45, 0.6, 1.5]))

    def tap_anywhere(self) -> None:
        self.kiosk.touch_at(self.chance.uniform(-5, 1085), self.chance.uniform(-5, 1925))

    def slide(self) -> None:
        x, y = self.somewhere_to_press()
        self.touch(TouchKind.DOWN, x, y)
        for _ in range(3):
            x, y = x + self.chance.uniform(-200, 200), y + self.chance.uniform(-200, 200)
            self.touch(TouchKind.MOVE, x, y)
        self.touch(TouchKind.UP, x, y)

    def two_fingers(self) -> None:
        self.touch(TouchKind.DOWN, *self.somewhere_to_press())
        first, self.finger = self.finger, self.finger + 1
        x, y = self.somewhere_to_press()
        self.touch(TouchKind.DOWN, x, y)
        self.touch(TouchKind.UP, x, y)
        self.finger = first
        if self.chance.random() < 0.9:  # now and then nobody hears of the first one again
            self.touch(TouchKind.UP, *self.somewhere_to_press())

    def hold(self) -> None:
        x, y = self.somewhere_to_press()
        self.touch(TouchKind.DOWN, x, y)
        self.kiosk.wait(10)
        self.touch(TouchKind.UP, x, y)

    def fidget(self) -> None:
        x, y = self.somewhere_to_press()
        for _ in range(8):
            self.touch(TouchKind.DOWN, x, y)
            self.touch(TouchKind.UP, x, y)

    def press_a_key(self) -> None:
        for _ in range(self.chance.randint(1, 8)):
            self.kiosk.key(self.chance.choice(list(Key)))

    def move_a_card(self) -> None:
        self.kiosk.lay(self.chance.choice([CAO, OUYANG]))
        self.kiosk.wait(1)
        self.kiosk.lift()

    def pause(self) -> None:
        self.kiosk.wait(self.chance.choice([5, 125, NOBODY_THERE]))

    def somewhere_to_press(self) -> tuple[float, float]:
        """Mostly on a key, so that the monkey gets about."""
        targets = self.kiosk.targets
        if not targets:
            return self.chance.uniform(0, 1080), self.chance.uniform(0, 1920)
        rect = self.chance.choice(targets).rect
        return self.chance.uniform(rect.x, rect.right - 1), self.chance.uniform(rect.y, rect.bottom)

    def touch(self, kind: TouchKind, x: float, y: float) -> None:
        if kind is TouchKind.DOWN:
            self.finger += 1
        touch = Touch(kind, x, y, self.finger, self.kiosk.clock.monotonic())
        self.kiosk.loop.post(lambda: self.kiosk.kiosk.touching.touch(touch))
        self.kiosk.loop.run_due()


def test_whatever_a_monkey_does_there_is_no_crash_and_no_dead_end() -> None:
    kiosk = StagedKiosk()
    kiosk.lay(CAO)
    monkey = Monkey(kiosk, SEED)
    routes = set()
    for number in range(TOUCHES):
        monkey.act()
        assert kiosk.errors == [], f"seed {SEED}, deed {number}"
        assert kiosk.shows != "failure.failsafe"
        assert_way_on(kiosk, number)
        routes.add(kiosk.shows)
    assert len(routes) > 5, "it tested less than it says"
    kiosk.lift()
    kiosk.wait(2 * NOBODY_THERE)
    assert kiosk.shows == "standard.welcome"


def assert_way_on(kiosk: StagedKiosk, number: int) -> None:
    """Something can be touched, or the page goes on by itself."""
    by_itself = kiosk.shows in {"standard.print_job", "standard.checking", "standard.waiting"}
    page = kiosk.kiosk.navigator.page
    assert page is not None
    technician = page.audience is Audience.TECHNICIAN
    assert kiosk.targets or by_itself or technician, f"seed {SEED}, deed {number}: {kiosk.shows}"


@pytest.mark.parametrize("held", [0, 3])
def test_of_two_fingers_only_the_first_counts(held: int) -> None:
    kiosk = StagedKiosk()
    kiosk.lay(CAO)
    kiosk.wait(1)
    monkey = Monkey(kiosk, SEED)
    first = kiosk.targets[held].visible
    other = kiosk.targets[1].visible
    monkey.touch(TouchKind.DOWN, first.x + 30, first.y + 30)
    monkey.finger = 90
    monkey.touch(TouchKind.DOWN, other.x + 30, other.y + 30)
    monkey.touch(TouchKind.UP, other.x + 30, other.y + 30)
    assert kiosk.shows == "standard.home"
