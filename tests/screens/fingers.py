"""Hands before a whole kiosk whose touches travel through the real window.

One finger goes SDL's way, as a mouse. SDL drops further fingers under Kivy on Linux, so two of them
are events of a provider in Kivy's own loop. The kiosk's clock is driven.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from kivy.base import EventLoop
from kivy.input.motionevent import MotionEvent
from kivy.input.provider import MotionEventProvider

from kiosk.screens.window import Screen
from tests.kiosk.stage import StagedKiosk

if TYPE_CHECKING:
    from tests.screens.conftest import Witness

PANEL = (1080, 1920)
RELEASED = 2
"""Events of a lifted finger: it comes to its last place, and leaves it."""


class Finger(MotionEvent):
    """One finger of several; its place is in shares of the window from the lower left."""

    def __init__(self, number: int, x: float, y: float) -> None:
        super().__init__("fingers", number, self.place(x, y), is_touch=True, type_id="touch")

    @staticmethod
    def place(x: float, y: float) -> tuple[float, float]:
        return x / PANEL[0], 1 - y / PANEL[1]

    def depack(self, args: tuple[float, float]) -> None:
        self.sx, self.sy = args
        self.profile = ["pos"]
        super().depack(args)


class Fingers(MotionEventProvider):
    """Hands Kivy's loop what fingers do."""

    def __init__(self) -> None:
        super().__init__("fingers", "")
        self.events: deque[tuple[str, Finger]] = deque()

    def update(self, dispatch_fn: Any) -> None:
        while self.events:
            dispatch_fn(*self.events.popleft())


class Hands:
    """Touch the window, and have the kiosk take what comes out of it."""

    def __init__(self, screen: Screen, witness: Witness, kiosk: StagedKiosk) -> None:
        self.kiosk = kiosk
        self._screen = screen
        self._witness = witness
        self._taken = 0
        self._fingers = Fingers()
        screen.call(lambda: EventLoop.add_input_provider(self._fingers)).result(10)

    def leave(self) -> None:
        """Nothing of these hands reaches the window any more."""
        self._screen.call(lambda: EventLoop.remove_input_provider(self._fingers)).result(10)

    def press(self, x: float, y: float) -> None:
        self._screen.press(round(x), round(y))
        self._take(1)

    def slide(self, x: float, y: float) -> None:
        self._screen.slide(round(x), round(y))
        self._take(1)

    def release(self, x: float, y: float) -> None:
        self._screen.release(round(x), round(y))
        self._take(RELEASED)

    def tap(self, label: str) -> None:
        """Tap a key as fast as a hand can."""
        place = self.kiosk.place_of(label)
        self.press(*place)
        self.release(*place)

    def finger(self, number: int, x: float, y: float) -> Finger:
        """Put one of several fingers down."""
        finger = Finger(number, x, y)
        self._fingers.events.append(("begin", finger))
        self._take(1)
        return finger

    def lift(self, finger: Finger) -> None:
        """Lift one of several."""
        self._fingers.events.append(("end", finger))
        self._take(1)

    def _take(self, count: int) -> None:
        self._screen.shown().result(10)  # Kivy's loop turns
        self._witness.wait_for(touches=self._taken + count)
        for touch in self._witness.touches[self._taken :]:
            self.kiosk.kiosk.touching.touch(touch)
            self.kiosk.loop.run_due()
        self._taken = len(self._witness.touches)
