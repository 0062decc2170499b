"""Somebody very curious: taps every choice of every page that can be reached from a start.

Pages only read, so whoever follows a choice that leads to a page finds the one before behind 返回,
and one kiosk serves for all of them. After an action the page is walked to anew, on a fresh kiosk.
The way to a page whose choices are tapped is walked anew, too, and must lead there again.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kiosk.navigator import Place
from pages.choices import Do, Go, Target
from pages.model import MAX_CHOICES
from pages.presentation import Presentation
from tests.kiosk.stage import StagedKiosk

Choice = tuple[str, int]
"""A label, and which of those that have it, from 0: two visits to a doctor may read the same."""
Way = tuple[Choice, ...]
Shape = tuple[str, int, tuple[str, ...]]
"""Route, part and choices: what tells a page from others. Numbers on it do not."""

WAYS_ON = {"返回", "回首页", "办完了"}


@dataclass
class Crawler:
    """``start`` makes a kiosk and brings it to where the ways begin; ``farthest`` is in taps."""

    start: Callable[[], StagedKiosk]
    farthest: int
    ways: dict[Shape, Way] = field(default_factory=dict)
    """A shortest way to every page that was found."""

    def crawl(self) -> set[str]:
        """Tap everything; answers the routes that were found."""
        first = self._walk(())
        _assert_sound(first, ())
        self.ways = {shape_of(first): ()}
        waiting = deque(self.ways.items())
        while waiting:
            shape, way = waiting.popleft()
            if len(way) < self.farthest:
                waiting.extend(self._tap_all(shape, way))
        return {route for route, _, _ in self.ways}

    def cut_off(self) -> int:
        """At every page that was found tap everything while the network is away.

        Answers how often that was said. Once it is back, 再试一次 must lead on.
        """
        return sum(self._tap_all_cut_off(way) for way in self.ways.values())

    def _tap_all(self, shape: Shape, way: Way) -> Iterator[tuple[Shape, Way]]:
        for kiosk, choice in self._each_choice(way):
            assert shape_of(kiosk) == shape, f"{way} does not lead to {shape} again"
            farther = (*way, choice)
            _tap(kiosk, choice)
            _assert_sound(kiosk, farther)
            found = shape_of(kiosk)
            if found not in self.ways:
                self.ways[found] = farther
                _hear_out(kiosk, farther)
                yield found, farther

    def _tap_all_cut_off(self, way: Way) -> int:
        failures = 0
        for kiosk, choice in self._each_choice(way):
            kiosk.gateway.down = True
            _tap(kiosk, choice)
            _assert_sound(kiosk, (*way, choice))
            kiosk.gateway.down = False
            if kiosk.shows == "failure.page":
                failures += 1
                _tap(kiosk, ("再试一次", 0))
                assert kiosk.shows != "failure.page", f"{way}: {choice} stays away"
        return failures

    def _each_choice(self, way: Way) -> Iterator[tuple[StagedKiosk, Choice]]:
        """A kiosk that shows the page, for each of its choices."""
        kiosk = self._walk(way)
        here, unchanged = _place_of(kiosk), True
        for choice, target in self._worth_tapping(kiosk):
            if not unchanged or _place_of(kiosk) != here:
                kiosk = self._walk(way)
            yield kiosk, choice
            way_back = _way_back(target)
            unchanged = way_back is not None
            if way_back in kiosk.choices and _place_of(kiosk) != here:
                _tap(kiosk, (way_back, 0))

    def _walk(self, way: Way) -> StagedKiosk:
        kiosk = self.start()
        kiosk.speaker.holds = True
        for choice in way:
            _tap(kiosk, choice)
        return kiosk

    def _worth_tapping(self, kiosk: StagedKiosk) -> list[tuple[Choice, Target]]:
        """Every choice; the fixed keys, which are the same everywhere, once for each route.

        返回 is tapped on the way back from every page. The other language is the same house again.
        """
        alike = [shape for shape in self.ways if shape[0] == kiosk.shows]
        known = bool(alike) and alike[0] != shape_of(kiosk)
        labels = kiosk.choices
        return [
            ((target.label, labels[:index].count(target.label)), target.target)
            for index, target in enumerate(kiosk.targets)
            if not (target.fixed and known) and target.label not in {"返回", "English"}
        ]


def shape_of(kiosk: StagedKiosk) -> Shape:
    """What tells this page from others."""
    labels = tuple(re.sub(r"[\d.,]+", "#", label) for label in kiosk.choices)
    return kiosk.shows, kiosk.kiosk.navigator.part.number, labels


def _way_back(target: Target) -> str | None:
    """What undoes a choice that only showed something; None where more than that was done."""
    match target:
        case Go():
            return "返回"
        case Do("repeat"):
            return ""
        case Do("turn", params):
            return "上一页" if dict(params).get("step") == 1 else "下一页"
        case _:
            return None


def _place_of(kiosk: StagedKiosk) -> tuple[Shape, Presentation, Place | None]:
    return shape_of(kiosk), kiosk.presentation, kiosk.kiosk.navigator.place


def _tap(kiosk: StagedKiosk, choice: Choice) -> None:
    kiosk.listen()
    kiosk.tap(*choice)
    kiosk.wait(0.5)


def _assert_sound(kiosk: StagedKiosk, way: Way) -> None:
    where = f"{kiosk.shows} by {way}"
    own = [target for target in kiosk.targets if not target.fixed]
    assert kiosk.errors == [], where
    assert len(kiosk.screen) > 20, f"{where}: has no words"
    assert len(own) <= MAX_CHOICES, f"{where}: {len(own)} choices"
    assert own or WAYS_ON & set(kiosk.choices), f"{where}: a dead end"


def _hear_out(kiosk: StagedKiosk, way: Way) -> None:
    """A page speaks when it is asked to, and all of it can be said."""
    _tap(kiosk, ("再读一遍", 0))
    kiosk.finish_speaking()
    assert kiosk.heard, f"{way}: is mute"
    assert kiosk.errors == [], way
