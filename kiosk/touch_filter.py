"""Turns a finger's events into at most one choice: one finger, one press, one action (B3-B6).

A choice acts when the finger is lifted inside the target it went down on; sliding off cancels it.
Trembling hands stray over an edge, touch twice and rest long: a few millimetres beside a key still
count as on it, the same target again within half a second does nothing,
holding repeats nothing, a second finger is not there, and a touch that was meant for the page
before does nothing on the new one. The clock is handed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.screens.drawing import Drawing, HitTarget
from kiosk.screens.touch import Touch, TouchKind
from pages.choices import Target
from pages.model import Part

SAME_TARGET = 0.5
"""Seconds for which a target that acted usually does not act again (B4; EN 301 549 5.8)."""
NEW_PAGE = 0.4
"""Seconds for which a new page or part takes no touch (B4)."""
LOST_FINGER = 10.0
"""Seconds after which a finger nobody hears of any more is taken to be gone."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A finger went down on a target: draw it held."""

    index: int


@dataclass(frozen=True, slots=True)
class Released:
    """The held target is let go without acting."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The finger was lifted where it went down: do this."""

    target: Target
    index: int


TouchEvent = Pressed | Released | Chosen


class TouchFilter:
    """Knows the drawing that shows, and the one finger that counts.

    A held key is still held where the finger strays up to ``tremor`` pixels over its edge, unless
    it comes onto another. ``same_target`` are the seconds for which a target does not act again.
    """

    def __init__(
        self,
        monotonic: Callable[[], float],
        tremor: float = 0.0,
        same_target: float = SAME_TARGET,
    ) -> None:
        self._monotonic = monotonic
        self._same_target = same_target
        self._tremor = round(tremor)
        self._drawing: Drawing | None = None
        self._page: tuple[str, Part] | None = None
        self._arrived = -NEW_PAGE
        self._finger: int | None = None
        self._heard = 0.0
        self._held: int | None = None
        self._acted: tuple[Target, float] | None = None

    @property
    def held(self) -> int | None:
        """The index of the target that is held down now."""
        return self._held

    def show(self, drawing: Drawing, *, arrived: bool = False) -> None:
        """Another drawing shows. Another route or part is a new page, and so is ``arrived``;
        the same page drawn anew is not, and a held key stays held if it is still there.
        """
        page = (drawing.page_route, drawing.part)
        held = self._target(self._held)
        self._drawing = drawing
        if arrived or page != self._page:
            self._page, self._arrived, self._held = page, self._monotonic(), None
        elif held != self._target(self._held):
            self._held = None

    def forget(self) -> None:
        """The visit is over: what showed takes no touch any more."""
        self._drawing = self._page = self._held = self._acted = None

    def feed(self, touch: Touch) -> TouchEvent | None:
        """What a touch means; None where it means nothing."""
        now = self._monotonic()
        if touch.kind is TouchKind.DOWN:
            return self._down(touch, now)
        if touch.id != self._finger:
            return None
        self._heard = now
        inside = self._held is not None and self._still_on(self._held, touch)
        if touch.kind is TouchKind.UP:
            self._finger = None
            return self._lift(inside, now)
        return None if inside else self._let_go()

    def _down(self, touch: Touch, now: float) -> TouchEvent | None:
        another = self._finger not in (None, touch.id)
        if another and now - self._heard < LOST_FINGER:
            return None
        self._finger, self._heard, self._held = touch.id, now, None
        index = self._hit(touch)
        if index is None or now - self._arrived < NEW_PAGE or self._just_acted(index, now):
            return None
        self._held = index
        return Pressed(index)

    def _lift(self, inside: bool, now: float) -> TouchEvent | None:
        held = self._target(self._held)
        if not inside or held is None or self._held is None:
            return self._let_go()
        chosen = Chosen(held.target, self._held)
        self._acted = (held.target, now)
        self._held = None
        return chosen

    def _let_go(self) -> TouchEvent | None:
        if self._held is None:
            return None
        self._held = None
        return Released()

    def _hit(self, touch: Touch) -> int | None:
        return None if self._drawing is None else self._drawing.target_at(touch.x, touch.y)

    def _still_on(self, held: int, touch: Touch) -> bool:
        hit, target = self._hit(touch), self._target(held)
        if hit is not None or target is None:
            return hit == held
        return target.rect.grown(self._tremor).contains(touch.x, touch.y)

    def _target(self, index: int | None) -> HitTarget | None:
        if self._drawing is None or index is None or index >= len(self._drawing.targets):
            return None
        return self._drawing.targets[index]

    def _just_acted(self, index: int, now: float) -> bool:
        target = self._target(index)
        if self._acted is None or target is None:
            return False
        acted, when = self._acted
        return acted == target.target and now - when < self._same_target
