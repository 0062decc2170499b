"""Taps every choice of every page that can be reached, as somebody very curious would.

Every page must have words, a voice, a way on, and at most six choices (C1, C3, E1); whatever is
tapped, nothing unforeseen happens. Pages of one shape (the settlements of a list, say) count once.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator

import pytest

from kiosk.frame import fixed_keys
from pages.choices import Go, Target
from pages.model import MAX_CHOICES
from pages.presentation import Presentation, TextSize
from tests.kiosk.sample_people import CAO
from tests.kiosk.stage import StagedKiosk

Path = tuple[str, ...]
Shape = tuple[str, int, tuple[str, ...]]

FARTHEST = 7
"""Taps from the first page; nobody finds a page farther off than that."""


def at_welcome() -> StagedKiosk:
    return StagedKiosk()


def at_home() -> StagedKiosk:
    kiosk = StagedKiosk()
    kiosk.lay(CAO)
    assert kiosk.shows == "standard.home"
    return kiosk


def at_home_in_largest_type() -> StagedKiosk:
    kiosk = at_home()
    kiosk.kiosk.session.presentation = Presentation(size=TextSize.LARGEST)
    kiosk.kiosk.navigator.restyle()
    kiosk.wait(1)
    return kiosk


@pytest.mark.timeout(400)
@pytest.mark.parametrize("start", [at_welcome, at_home, at_home_in_largest_type])
def test_every_choice_of_every_page_leads_somewhere_sound(
    start: Callable[[], StagedKiosk],
) -> None:
    seen: set[Shape] = set()
    routes: set[str] = set()
    paths: deque[Path] = deque([()])
    while paths:
        path = paths.popleft()
        kiosk = walk(start(), path)
        shape = shape_of(kiosk)
        if shape in seen:
            continue
        seen.add(shape)
        routes.add(kiosk.shows)
        assert_sound(kiosk, path)
        if len(path) < FARTHEST:
            paths.extend((*path, label) for label in worth_tapping(kiosk, seen))
    assert REACHED[start.__name__] <= routes


def walk(kiosk: StagedKiosk, path: Path) -> StagedKiosk:
    for label in path:
        kiosk.listen()
        kiosk.tap(label)
        kiosk.wait(0.5)
    return kiosk


def shape_of(kiosk: StagedKiosk) -> Shape:
    """What tells a page from others: numbers on it do not."""
    labels = tuple(re.sub(r"[\d.,]+", "#", label) for label in kiosk.choices)
    return kiosk.shows, kiosk.kiosk.navigator.part.number, labels


def worth_tapping(kiosk: StagedKiosk, seen: set[Shape]) -> Iterator[str]:
    """Every choice; the fixed keys, which are the same everywhere, once for each route.

    Of rows that lead to one page with different records, the first and the last. The other language
    is the same house once more.
    """
    known = sum(route == kiosk.shows for route, _, _ in seen) > 1
    fixed = fixed_targets(kiosk) if known else set()
    led_to: dict[str, list[str]] = {}
    for target in kiosk.targets:
        if target.target not in fixed and target.label != "English":
            led_to.setdefault(page_behind(target.target), []).append(target.label)
    for labels in led_to.values():
        yield from dict.fromkeys((labels[0], labels[-1]))


def page_behind(target: Target) -> str:
    """What a choice leads to: a page, or an action with what it acts on."""
    return target.route if isinstance(target, Go) and target.params else repr(target)


def fixed_targets(kiosk: StagedKiosk) -> set[Target]:
    keys = fixed_keys(kiosk.page, can_go_back=kiosk.kiosk.navigator.can_go_back)
    return {key.target for key in keys if key is not None}


def assert_sound(kiosk: StagedKiosk, path: Path) -> None:
    where = f"{kiosk.shows} by {' > '.join(path)}"
    fixed = fixed_targets(kiosk)
    own = [target for target in kiosk.targets if target.target not in fixed]
    assert kiosk.errors == [], where
    assert len(kiosk.screen) > 20, f"{where}: has no words"
    assert len(own) <= MAX_CHOICES, f"{where}: {len(own)} choices"
    assert own or {"返回", "回首页", "办完了"} & set(kiosk.choices), f"{where}: a dead end"
    assert_speaks(kiosk, where)


def assert_speaks(kiosk: StagedKiosk, where: str) -> None:
    kiosk.listen()
    kiosk.tap("再读一遍")
    kiosk.finish_speaking()
    assert kiosk.heard, f"{where}: is mute"


REACHED = {
    "at_welcome": {
        "standard.welcome",
        "standard.lay_card",
        "standard.refused",
        "standard.no_card",
        "standard.browse",
        "standard.goodbye",
        "standard.size_and_sound",
        "standard.help",
        "standard.cards_open",
        "standard.window",
        "notices.latest",
        "notices.article",
        "activities.programme",
        "activities.activity",
        "activities.venues",
        "activities.venue",
        "activities.here",
    },
    "at_home": {
        "standard.home",
        "pension.latest",
        "pension.years",
        "pension.year",
        "pension.payment",
        "pension.overview",
        "pension.raises",
        "pension.raise",
        "my_file.facts",
        "my_file.which",
        "my_file.which_fact",
        "my_file.confirm",
        "my_file.asked",
        "my_file.requests",
        "reimbursements.year",
        "reimbursements.years",
        "reimbursements.settlement",
        "reimbursements.items",
        "standard.confirm_print",
        "standard.print_job",
        "standard.goodbye",
        "notices.article",
        "notices.known",
        "activities.activity",
        "activities.confirm",
        "activities.signed_up",
        "activities.mine",
    },
    "at_home_in_largest_type": {
        "standard.home",
        "pension.payment",
        "pension.overview",
        "my_file.facts",
        "reimbursements.settlement",
        "reimbursements.items",
        "standard.print_job",
    },
}
"""Pages each crawl must have found; else it tests less than it says."""
