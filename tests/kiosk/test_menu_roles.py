"""Who may see and do what in the service menu, and that nobody sees a retiree's record there."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.event_catalogue import the_catalogue
from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.checks.registry import CHECKS
from kiosk.maintenance.guard import ACTIONS, ROUTES, UNRECORDED, may_do, may_see
from kiosk.maintenance.pages import PAGES
from kiosk.maintenance.roles import Role
from pages.choices import Go, Target, do
from pages.model import Audience
from tests.kiosk.sample_people import CAO
from tests.kiosk.staff import PEOPLE, Terminal, healthy, knock, log_in
from tests.kiosk.stage import StagedKiosk

NEEDED: dict[str, dict[str, str | int]] = {
    "maintenance.device": {"name": "printer"},
    "maintenance.card": {"number": 1},
    "maintenance.log": {"which": "all"},
    "maintenance.entry": {"number": 1},
    "maintenance.setting": {"name": "session.idle_seconds"},
    "maintenance.account": {"name": "chen"},
}
"""Parameters of the pages that have any."""
OPEN = {"maintenance.login", "maintenance.denied"}


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    healthy(terminal.root)
    yield terminal
    terminal.store.close()


def ask_of(terminal: Terminal, name: str | None) -> KioskAsk:
    kiosk = terminal.start()
    if name is not None:
        log_in(kiosk, name)
    return kiosk.kiosk.ask()


class TestTheTable:
    def test_names_every_page_and_no_other(self) -> None:
        assert set(PAGES) == set(ROUTES)

    def test_names_every_action_that_somebody_can_do(self, terminal: Terminal) -> None:
        kiosk = log_in(terminal.start())
        doable = set(kiosk.kiosk.parts.menu._actions)
        assert doable == set(ACTIONS) - {"type", "enter", "leave_menu", "show_menu"}

    def test_what_is_in_no_table_is_open_to_nobody(self) -> None:
        for role in (None, *Role):
            assert not may_see(role, "maintenance.unheard_of")
            assert not may_do(role, "unheard_of")

    def test_a_technician_may_do_all(self) -> None:
        assert all(may_see(Role.TECHNICIAN, route) for route in ROUTES)
        assert all(may_do(Role.TECHNICIAN, action) for action in ACTIONS)

    def test_the_log_knows_every_action_and_check(self) -> None:
        sets = the_catalogue().sets
        assert set(sets["menu_action"]) == set(ACTIONS) - UNRECORDED
        assert list(sets["check"]) == [check.name for check in CHECKS]


class TestEveryPage:
    """H4: decided in one place, for whoever asks in whatever way."""

    @pytest.mark.parametrize("name", [None, "wang", "chen"])
    def test_is_open_to_whom_the_table_says(self, terminal: Terminal, name: str | None) -> None:
        ask = ask_of(terminal, name)
        role = PEOPLE[name] if name else None
        for route in ROUTES:
            page = PAGES[route](ask, **NEEDED.get(route, {}))
            assert (page.route == route) == may_see(role, route), route
            assert page.route in (route, "maintenance.denied")
            assert page.audience is Audience.TECHNICIAN

    def test_asked_for_out_of_turn_says_that_it_is_not_open(self, terminal: Terminal) -> None:
        kiosk = log_in(terminal.start(), "wang")
        kiosk.kiosk.choose(Go("maintenance.settings"))
        kiosk.wait(1)
        assert kiosk.shows == "maintenance.denied"
        kiosk.tap("回到菜单")
        assert kiosk.shows == "maintenance.desk"


class TestEveryAction:
    def test_of_a_technician_is_not_done_for_an_attendant(self, terminal: Terminal) -> None:
        kiosk = log_in(terminal.start(), "wang")
        before = len(kiosk.events)
        for action in (name for name, role in ACTIONS.items() if role is Role.TECHNICIAN):
            kiosk.kiosk.parts.menu.do("show_menu", {})
            kiosk.kiosk.parts.menu.do(action, {})
            kiosk.wait(1)
            assert kiosk.shows == "maintenance.denied", action
        assert kiosk.events[before:] == []
        assert terminal.orders == []

    def test_is_not_done_for_somebody_who_only_knocked(self, terminal: Terminal) -> None:
        kiosk = terminal.start()
        for action in (name for name, role in ACTIONS.items() if role is not None):
            knock(kiosk)
            kiosk.kiosk.parts.menu.do(action, {})
            kiosk.wait(1)
            assert kiosk.shows == "maintenance.denied", action
            kiosk.tap("退出维护")
        assert not kiosk.exited

    def test_that_nobody_knows_is_a_defect(self, terminal: Terminal) -> None:
        kiosk = log_in(terminal.start())
        with pytest.raises(KeyError):
            kiosk.kiosk.parts.menu.do("unheard_of", {})


LEADS_OUT = {"leave_menu", "restart", "remove_account", "change_role", "turn", "type", "back"}
PAGES_OF_ONE_ROUTE = 6
"""Pages that differ only in a number are not all looked at."""
REACHED = {
    "wang": {route for route, role in ROUTES.items() if role is Role.ATTENDANT},
    "chen": set(ROUTES) - OPEN,
}


class TestSomebodyCurious:
    """Taps everything, in both roles, after a retiree has been there."""

    @pytest.mark.parametrize("name", ["wang", "chen"])
    def test_finds_no_dead_end_and_no_retirees_record(self, terminal: Terminal, name: str) -> None:
        kiosk = terminal.start()
        kiosk.lay(CAO)
        kiosk.tap("看病报销")
        kiosk.wait(220)
        log_in(kiosk, name)
        routes = set(crawl(kiosk))
        assert REACHED[name] <= routes
        assert all(may_see(PEOPLE[name], route) for route in routes)


def crawl(kiosk: StagedKiosk) -> Iterator[str]:
    """Every page that can be reached, sound as it is; answers their routes."""
    waiting: deque[tuple[Target, ...]] = deque([(do("show_menu"),)])
    seen: set[Target] = set()
    pages: Counter[str] = Counter()
    while waiting:
        path = waiting.popleft()
        for target in path:
            kiosk.kiosk.parts.menu.touched()
            kiosk.kiosk.choose(target)
            kiosk.wait(0.6)
        assert_sound(kiosk, path)
        yield kiosk.shows
        pages[kiosk.shows] += 1
        if pages[kiosk.shows] > PAGES_OF_ONE_ROUTE:
            continue
        for target in {each.target for each in kiosk.targets} - seen:
            if isinstance(target, Go) or target.action not in LEADS_OUT:
                seen.add(target)
                waiting.append((target,) if isinstance(target, Go) else (*path, target))


def assert_sound(kiosk: StagedKiosk, path: tuple[Target, ...]) -> None:
    where = f"{kiosk.shows} by {path}"
    assert kiosk.errors == [], where
    assert kiosk.shows.startswith("maintenance."), where
    assert kiosk.choices or kiosk.page.bare, f"{where}: a dead end"
    for personal in ("曹", "999901", "1,234.50"):
        assert not kiosk.sees(personal), where
    assert kiosk.kiosk.session.records is None
