"""Crawls the kiosk with the screen dark: arrows and Enter only, and every choice is heard (E1).

A page of each route is enough: what is said of a choice does not depend on how it was reached.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

import pytest

from devices.keypads.keypad import Key
from kiosk.keypad import focus_order
from kiosk.screens.drawing import HitTarget
from pages.choices import Do, Go
from tests.kiosk.sample_people import CAO
from tests.kiosk.stage import StagedKiosk

Way = tuple[str, ...]
"""The labels of what was chosen, one after the other."""

FARTHEST = 6


def with_a_card() -> StagedKiosk:
    kiosk = StagedKiosk()
    kiosk.lay(CAO)
    return kiosk


def without_a_card() -> StagedKiosk:
    kiosk = StagedKiosk()
    kiosk.key(Key.NEXT)
    return kiosk


REACHED = {
    "with_a_card": {
        "standard.home",
        "pension.payment",
        "pension.overview",
        "my_file.facts",
        "my_file.asked",
        "reimbursements.settlement",
        "reimbursements.items",
        "standard.confirm_print",
        "standard.print_job",
        "notices.article",
        "activities.activity",
        "standard.size_and_sound",
        "standard.more_settings",
        "standard.help",
        "standard.goodbye",
    },
    "without_a_card": {
        "standard.welcome",
        "standard.browse",
        "standard.lay_card",
        "activities.programme",
        "activities.venue",
        "notices.latest",
        "standard.cards_open",
        "standard.window",
    },
}


@pytest.mark.parametrize("start", [with_a_card, without_a_card])
def test_every_choice_of_every_page_is_heard_and_reached(start: Callable[[], StagedKiosk]) -> None:
    seen: set[str] = set()
    tried: set[str] = set()
    ways: deque[Way] = deque([()])
    while ways:
        way = ways.popleft()
        kiosk = walk(start(), way)
        assert kiosk.errors == [], way
        if kiosk.shows in seen:
            continue
        seen.add(kiosk.shows)
        hear_every_choice(kiosk)
        if len(way) < FARTHEST:
            ways.extend((*way, label) for label in worth_choosing(kiosk, tried))
    assert REACHED[start.__name__] <= seen


def walk(kiosk: StagedKiosk, way: Way) -> StagedKiosk:
    for label in way:
        focus(kiosk, label)
        kiosk.key(Key.ENTER)
        kiosk.wait(0.5)
    return kiosk


def focus(kiosk: StagedKiosk, label: str) -> None:
    """Go on, or back where that is shorter, until this is in focus."""
    order = focus_order(kiosk.drawing)
    place = [target.label for target in order].index(label)
    backwards = len(order) - place < place
    key = Key.PREVIOUS if backwards else Key.NEXT
    for _ in range(len(order) - place if backwards else place + 1):
        kiosk.key(key)
    assert kiosk.kiosk.keypad.focus == order[place].target


def hear_every_choice(kiosk: StagedKiosk) -> None:
    """All the way round: each choice comes into focus, says itself, and no two sound alike."""
    order = focus_order(kiosk.drawing)
    heard = []
    for target in order:
        kiosk.listen()
        kiosk.key(Key.NEXT)
        assert kiosk.kiosk.keypad.focus == target.target, (kiosk.shows, target.label)
        heard.append("".join(kiosk.heard))
    assert all(heard), kiosk.shows
    assert len(set(heard)) == len(order) or any(each.keyboard for each in order), kiosk.shows
    kiosk.listen()
    kiosk.key(Key.WHERE)
    kiosk.finish_speaking()
    assert "".join(kiosk.heard).endswith(heard[-1]), f"{kiosk.shows} does not say where one is"


def worth_choosing(kiosk: StagedKiosk, tried: set[str]) -> Iterator[str]:
    """One choice for each page they lead to, and for each thing they do."""
    for target in focus_order(kiosk.drawing):
        behind = page_or_deed(kiosk, target)
        if target.label != "English" and behind not in tried:
            tried.add(behind)
            yield target.label


def page_or_deed(kiosk: StagedKiosk, target: HitTarget) -> str:
    match target.target:
        case Go(route):
            return route
        case Do(deed, params):
            aim = dict(params)
            return f"{deed} {aim.get('route', '')} of {'' if target.fixed else kiosk.shows}"
