"""A page is asked for when its key goes down, so that it is there when the finger is lifted."""

from __future__ import annotations

import inspect
from concurrent.futures import Executor

import pytest

from applications.ask import Ask
from contract.failures import RecordMissing
from contract.gateway import VisitRecords
from kiosk.ahead_of_choice import OnlyWhenChosen, ahead_of_choice
from kiosk.loop import Loop
from kiosk.preparing import LASTS, Answered, Preparing
from kiosk.screens.touch import Touch, TouchKind
from kiosk.showing import LET_GO_AFTER
from pages.choices import Go, Params, Target, go
from pages.model import Page
from pages.texts import FreeText
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.driven_workers import DrivenWorkers
from tests.kiosk.sample_people import CAO
from tests.kiosk.stage import UNHURRIED, StagedKiosk

METHODS = [
    name
    for each in VisitRecords.__mro__
    for name, value in vars(each).items()
    if inspect.isfunction(value) and not name.startswith("_")
]
PUBLIC = {"notices", "notice", "activities", "activity", "venues", "carriers", "bulletin"}
TARGET = go("reimbursements.latest")
PAGE = Page("reimbursements.year", FreeText("2026"))


class Ahead:
    """What was asked for ahead, to be answered when a test says so."""

    def __init__(self) -> None:
        self.clock = DrivenClock()
        workers: Executor = DrivenWorkers()
        self.loop = Loop(self.clock, workers, _reraise)
        self.asked: list[tuple[Go, Answered]] = []
        self.in_earnest: list[Go] = []
        self.early: list[Page] = []
        self.shown: list[Page | Exception] = []
        self.preparing = Preparing(self.loop, self.ask_ahead, self.ask_for, self.early.append)

    def ask_ahead(self, target: Go, answered: Answered) -> None:
        self.asked.append((target, answered))

    def ask_for(self, target: Go, answered: Answered) -> None:
        self.in_earnest.append(target)
        answered(PAGE)

    def answer(self, answer: Page | Exception) -> None:
        self.asked[-1][1](answer)

    def take(self, target: Go = TARGET) -> bool:
        taken = self.preparing.take(target, self.shown.append)
        assert not self.shown, "the answer came before it was waited for"
        self.loop.run_due()
        return taken


def _reraise(error: BaseException) -> None:
    raise error


@pytest.fixture
def ahead() -> Ahead:
    ahead = Ahead()
    ahead.preparing.begin(TARGET)
    return ahead


def test_what_came_early_is_there_at_once(ahead: Ahead) -> None:
    ahead.answer(PAGE)
    assert ahead.early == [PAGE]
    assert ahead.take()
    assert ahead.shown == [PAGE]


def test_what_is_still_on_its_way_is_not_asked_for_again(ahead: Ahead) -> None:
    assert ahead.take()
    ahead.answer(PAGE)
    assert (ahead.shown, ahead.early) == ([PAGE], [])


def test_a_failure_is_told_once_it_is_wanted(ahead: Ahead) -> None:
    failure = RecordMissing()
    ahead.answer(failure)
    assert (ahead.take(), ahead.shown) == (True, [failure])


def test_another_page_was_not_asked_for(ahead: Ahead) -> None:
    ahead.answer(PAGE)
    assert not ahead.take(go("notices.list"))
    assert not ahead.take()


def test_after_a_long_hold_it_is_asked_for_anew(ahead: Ahead) -> None:
    ahead.answer(PAGE)
    ahead.clock.advance(LASTS + 0.1)
    assert not ahead.take()


def test_what_changed_meanwhile_is_not_shown(ahead: Ahead) -> None:
    ahead.preparing.drop()
    ahead.answer(PAGE)
    assert (ahead.take(), ahead.shown, ahead.early) == (False, [], [])


def test_what_is_only_for_who_chose_it_is_asked_for_then(ahead: Ahead) -> None:
    ahead.answer(OnlyWhenChosen())
    assert (ahead.take(), ahead.early, ahead.in_earnest) == (False, [], [])


def test_what_turns_out_to_be_only_for_who_chose_it_is_asked_for_once_more(ahead: Ahead) -> None:
    assert ahead.take()
    assert ahead.in_earnest == []
    ahead.answer(OnlyWhenChosen())
    assert (ahead.in_earnest, ahead.shown) == ([TARGET], [PAGE])


class Asking(StagedKiosk):
    """A kiosk with somebody's card, which counts the pages it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.lay(CAO)
        self.wait(1)
        self.asked: list[str] = []
        page = self.kiosk.book.page

        def counted(ask: Ask, route: str, params: Params) -> Page:
            self.asked.append(route)
            return page(ask, route, params)

        self.kiosk.book.page = counted  # type: ignore[method-assign]

    def finger(self, kind: TouchKind, x: float, y: float) -> None:
        self.kiosk.touching.touch(Touch(kind, x, y, 1, self.clock.monotonic()))
        self.loop.run_due()


def test_a_tap_asks_for_a_page_without_records_once() -> None:
    kiosk = Asking()
    kiosk.tap("看病报销")
    assert kiosk.shows == "reimbursements.year"
    kiosk.asked.clear()
    kiosk.tap("返回")
    assert kiosk.asked == ["standard.home"]
    assert kiosk.shows == "standard.home"


def test_a_finger_that_slides_off_has_read_nothing_out_of_the_file() -> None:
    kiosk = Asking()
    kiosk.gateway.asked.clear()
    for label in kiosk.choices:
        kiosk.finger(TouchKind.DOWN, *kiosk.place_of(label))
        kiosk.finger(TouchKind.MOVE, 2, 2)
        kiosk.finger(TouchKind.UP, 2, 2)
        kiosk.wait(UNHURRIED)
    assert "reimbursements.latest" in kiosk.asked, "its page was asked for, and got no record"
    assert set(kiosk.gateway.asked) <= PUBLIC


@pytest.mark.parametrize("name", METHODS)
def test_no_method_of_a_visit_is_called_for_who_has_not_chosen(name: str) -> None:
    """Whatever sends, signs up or reads; properties are what the kiosk holds already."""
    kiosk = Asking()
    ask = ahead_of_choice(kiosk.kiosk.ask())
    kiosk.gateway.asked.clear()
    with pytest.raises(OnlyWhenChosen):
        getattr(ask.visit, name)("anything")
    assert kiosk.gateway.asked == []
    assert ask.visit.retiree == kiosk.kiosk.ask().visit.retiree


def test_a_finger_that_slides_off_leads_nowhere() -> None:
    kiosk = Asking()
    kiosk.finger(TouchKind.DOWN, *kiosk.place_of("看病报销"))
    kiosk.finger(TouchKind.MOVE, 2, 2)
    kiosk.finger(TouchKind.UP, 2, 2)
    assert kiosk.shows == "standard.home"
    assert not kiosk.kiosk.navigator.can_go_back


def test_a_key_that_chose_is_drawn_held_until_its_page_is_there() -> None:
    kiosk = Asking()
    kiosk.finger(TouchKind.DOWN, *kiosk.place_of("看病报销"))
    held = kiosk.drawing

    def ask_for_long(target: Target) -> None:
        """No page comes."""

    kiosk.kiosk.choose = ask_for_long  # type: ignore[method-assign]
    kiosk.finger(TouchKind.UP, *kiosk.place_of("看病报销"))
    assert kiosk.drawing.items == held.items
    kiosk.wait(LET_GO_AFTER)
    assert set(kiosk.drawing.items) < set(held.items)
