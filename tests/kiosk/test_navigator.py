"""Where the person is, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from contract.failures import RecordMissing
from kiosk.loop import Loop
from kiosk.navigator import GIVE_UP_AFTER, WAITING_AFTER, Change, Navigator
from pages.choices import go
from pages.model import Page, Part
from pages.presentation import Presentation
from pages.texts import FreeText
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.driven_workers import DrivenWorkers


def reraise(error: BaseException) -> None:
    raise error


class Walk:
    """A navigator over a book of plain pages, and what it told of its changes."""

    def __init__(self) -> None:
        self.clock = DrivenClock()
        self.workers = DrivenWorkers()
        self.loop = Loop(self.clock, self.workers, reraise)
        self.changes: list[Change] = []
        self.answers: dict[str, Callable[[], Page]] = {}
        self.parts = 1
        self.navigator = Navigator(
            self.loop,
            self,  # type: ignore[arg-type]
            lambda: SimpleNamespace(presentation=Presentation()),  # type: ignore[arg-type,return-value]
            lambda _page, _presentation: tuple(
                Part(number, self.parts) for number in range(1, self.parts + 1)
            ),
            lambda failure: go("failure.page", code=failure.code),
            self.changes.append,
        )

    def page(self, _ask: Any, route: str, params: tuple[tuple[str, Any], ...]) -> Page:
        if route in self.answers:
            return self.answers[route]()
        return Page(route, FreeText(f"{route} {dict(params)}"))

    def go(self, route: str, **params: Any) -> None:
        self.navigator.go(go(route, **params))
        self.loop.run_due()

    def back(self) -> None:
        self.navigator.back()
        self.loop.run_due()

    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.loop.run_due()

    @property
    def shows(self) -> str:
        assert self.navigator.page is not None
        return self.navigator.page.route


@pytest.fixture
def walk() -> Walk:
    walk = Walk()
    walk.navigator.start_at(go("home"))
    walk.loop.run_due()
    return walk


def test_back_leads_through_the_pages_the_way_they_were_opened(walk: Walk) -> None:
    walk.go("list")
    walk.go("record", number="1")
    walk.back()
    assert walk.shows == "list"
    walk.back()
    assert walk.shows == "home"
    assert not walk.navigator.can_go_back


def test_back_returns_to_the_part_that_was_left(walk: Walk) -> None:
    walk.parts = 3
    walk.go("list")
    walk.navigator.turn(+1)
    walk.go("record")
    walk.back()
    assert walk.navigator.part.number == 2


def test_turning_stops_at_the_first_and_the_last_part(walk: Walk) -> None:
    walk.parts = 2
    walk.go("list")
    for _ in range(3):
        walk.navigator.turn(+1)
    assert walk.navigator.part.number == 2
    for _ in range(3):
        walk.navigator.turn(-1)
    assert walk.navigator.part.number == 1


def test_a_page_that_replaces_another_is_what_back_skips_to(walk: Walk) -> None:
    walk.go("record")
    walk.go("confirm")
    walk.navigator.go(go("job"), replacing=True)
    walk.loop.run_due()
    walk.back()
    assert walk.shows == "record"


def test_after_a_second_the_waiting_page_shows_and_back_works_on_it(walk: Walk) -> None:
    walk.workers.held = True
    walk.go("slow")
    assert walk.shows == "home"
    walk.wait(WAITING_AFTER)
    assert walk.shows == "standard.waiting"
    walk.back()
    assert walk.shows == "home"
    walk.workers.release()
    walk.loop.run_due()
    assert walk.shows == "home", "the late answer must be dropped"


def test_after_ten_seconds_the_failure_is_shown(walk: Walk) -> None:
    walk.workers.held = True
    walk.go("slow")
    walk.wait(WAITING_AFTER)
    walk.wait(GIVE_UP_AFTER)
    walk.workers.release()
    walk.loop.run_due()
    assert walk.shows == "failure.page"


def test_back_from_a_failure_leads_to_where_the_tap_was(walk: Walk) -> None:
    walk.go("list")
    walk.answers["broken"] = lambda: (_ for _ in ()).throw(RecordMissing())
    walk.go("broken")
    assert walk.shows == "failure.page"
    walk.back()
    assert walk.shows == "list"
    walk.back()
    assert walk.shows == "home"


def test_what_failed_can_be_asked_for_again(walk: Walk) -> None:
    walk.go("list")
    walk.answers["record"] = lambda: (_ for _ in ()).throw(RecordMissing())
    walk.go("record")
    del walk.answers["record"]
    assert walk.navigator.again()
    walk.loop.run_due()
    assert walk.shows == "record"
    walk.back()
    assert walk.shows == "list"


def test_only_the_newest_tap_counts(walk: Walk) -> None:
    walk.workers.held = True
    walk.go("first")
    walk.go("second")
    walk.workers.release()
    walk.loop.run_due()
    assert walk.shows == "second"
    walk.back()
    assert walk.shows == "home"


def test_a_page_is_asked_for_again_when_what_it_watches_changes(walk: Walk) -> None:
    states = ["printing", "printed"]
    walk.answers["job"] = lambda: Page("job", FreeText(states[0]), watches=frozenset({"job:1"}))
    walk.go("job")
    states.pop(0)
    walk.navigator.refresh("printer")
    walk.loop.run_due()
    assert walk.navigator.page is not None
    assert walk.navigator.page.title == FreeText("printing")
    walk.navigator.refresh("job:1")
    walk.loop.run_due()
    assert walk.navigator.page.title == FreeText("printed")
    assert walk.changes[-1] is Change.UPDATED


def test_a_covering_page_leaves_the_one_beneath_as_it_was(walk: Walk) -> None:
    walk.go("list")
    walk.navigator.cover(Page("idle", FreeText("still there?")))
    assert walk.shows == "idle"
    walk.navigator.uncover()
    assert walk.shows == "list"


def test_nothing_is_left_after_forgetting(walk: Walk) -> None:
    walk.go("record", number="1")
    walk.workers.held = True
    walk.go("another")
    walk.navigator.forget()
    walk.workers.release()
    walk.loop.run_due()
    assert walk.navigator.page is None
    assert not walk.navigator.can_go_back


def test_an_unexpected_error_reaches_the_failsafe(walk: Walk) -> None:
    def broken() -> Page:
        raise ZeroDivisionError

    walk.answers["broken"] = broken
    with pytest.raises(ZeroDivisionError):
        walk.go("broken")


class TestWhatHappensMeanwhile:
    def watched(self, walk: Walk) -> list[str]:
        """A page that watches the printer and shows how it is."""
        status = ["paper"]
        walk.answers["watching"] = lambda: Page(
            "watching", FreeText(status[0]), watches=frozenset({"printer"})
        )
        return status

    def test_a_change_while_a_page_is_on_its_way_is_not_lost(self, walk: Walk) -> None:
        """The page was asked for before the change; it is asked for once more."""
        status = self.watched(walk)
        walk.navigator.go(go("watching"))
        status[0] = "no paper"
        walk.navigator.refresh("printer")
        walk.loop.run_due()
        assert walk.navigator.page == Page(
            "watching", FreeText("no paper"), watches=frozenset({"printer"})
        )

    def test_a_page_that_comes_under_a_question_does_not_push_it_away(self, walk: Walk) -> None:
        walk.go("first")
        walk.navigator.go(go("second"))
        question = Page("standard.card_pulled", FreeText("?"))
        walk.navigator.cover(question)
        walk.loop.run_due()
        assert walk.navigator.page is question
        walk.changes.clear()
        walk.navigator.uncover()
        assert walk.navigator.page is not None
        assert walk.navigator.page.route == "second"
        assert walk.changes == [Change.ARRIVED]
