"""The technician's door: the knock, the login, and what is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.printers.printer import PrinterStatus, PrintOutcome
from kiosk.maintenance.login import Layer, Typing, keyboard
from kiosk.maintenance.secret_knock import CORNER_MM, PATTERN, WITHIN_SECONDS, SecretKnock
from kiosk.maintenance.service_menu import LOGOUT_AFTER
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.sample_people import CAO
from tests.kiosk.staff import LEFT, PASSWORD, RIGHT, Terminal, knock, log_in, type_in
from tests.kiosk.stage import PORTRAIT, StagedKiosk


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.store.close()


@pytest.fixture
def guarded(terminal: Terminal) -> Iterator[StagedKiosk]:
    """A kiosk with a technician, chen, and an attendant, wang."""
    kiosk = terminal.start()
    yield kiosk
    assert kiosk.errors == []


class TestTheKnock:
    """H9."""

    def test_opens_the_login_and_nothing_more(self, guarded: StagedKiosk) -> None:
        knock(guarded)
        assert guarded.shows == "maintenance.login"
        assert guarded.logged("maintenance.opened") == []

    def test_is_heard_when_the_machine_is_out_of_order(self, guarded: StagedKiosk) -> None:
        guarded.gateway.down = True
        guarded.wait(35)
        knock(guarded)
        assert guarded.shows == "maintenance.login"

    def test_is_not_heard_in_a_visit(self, guarded: StagedKiosk) -> None:
        guarded.lay(CAO)
        knock(guarded)
        assert guarded.shows == "standard.home"

    def test_is_heard_whatever_was_touched_just_before(self) -> None:
        """The ten seconds begin with the knock's own first tap."""
        clock = DrivenClock()
        listener = SecretKnock(clock, PORTRAIT.width, PORTRAIT.px_per_mm)
        listener.touch(500, 900)
        clock.advance(WITHIN_SECONDS - 1)
        heard = []
        for side in PATTERN:
            clock.advance(1)
            heard.append(listener.touch(*(LEFT if side == "L" else RIGHT)))
        assert heard == [False] * 5 + [True]

    def test_takes_no_longer_than_ten_seconds(self) -> None:
        clock = DrivenClock()
        listener = SecretKnock(clock, PORTRAIT.width, PORTRAIT.px_per_mm)
        for side in PATTERN:
            assert not listener.touch(*(LEFT if side == "L" else RIGHT))
            clock.advance(WITHIN_SECONDS / 4)

    @given(
        taps=st.lists(
            st.tuples(
                st.floats(0, PORTRAIT.width - 1),
                st.one_of(st.floats(0, PORTRAIT.height - 1), st.just(5.0)),
                st.floats(0.1, 4),
            ),
            max_size=60,
        )
    )
    @settings(max_examples=200)
    def test_chance_taps_open_nothing_else(self, taps: list[tuple[float, float, float]]) -> None:
        """Only the six taps themselves, one after another, in the two corners."""
        clock = DrivenClock()
        listener = SecretKnock(clock, PORTRAIT.width, PORTRAIT.px_per_mm)
        corner = CORNER_MM * PORTRAIT.px_per_mm
        sides = ""
        for x, y, pause in taps:
            clock.advance(pause)
            upper = y <= corner
            left, right = x < corner, x > PORTRAIT.width - corner
            sides += "L" if upper and left else "R" if upper and right else "."
            if listener.touch(x, y):
                assert sides.endswith(PATTERN)


class TestLogin:
    """H4, H5, E8."""

    def test_lets_a_technician_in(self, guarded: StagedKiosk) -> None:
        log_in(guarded)
        assert guarded.shows == "maintenance.menu"
        assert guarded.sees("技术员chen")
        assert len(guarded.logged("maintenance.opened")) == 1

    def test_shows_no_character_of_a_password(self, guarded: StagedKiosk) -> None:
        knock(guarded)
        type_in(guarded, "chen")
        guarded.tap("下一步")
        type_in(guarded, "xyz")
        assert not guarded.sees("xyz")
        assert "xyz" not in repr(guarded.kiosk.parts.menu.facts())

    def test_refuses_and_then_locks(self, guarded: StagedKiosk) -> None:
        """H5: five wrong tries, then 300 seconds for everybody."""
        knock(guarded)
        for left in (4, 3, 2, 1):
            log_in_again(guarded)
            assert guarded.sees(f"还可以试{left}次")
        log_in_again(guarded)
        assert guarded.sees("已锁定")
        type_in(guarded, "chen")
        guarded.tap("下一步")
        type_in(guarded, PASSWORD)
        guarded.tap("登录")
        assert guarded.shows == "maintenance.login"
        assert len(guarded.logged("maintenance.login_failed")) == 4
        assert guarded.logged("maintenance.opened") == []

    def test_closes_by_itself_when_nobody_types(self, guarded: StagedKiosk) -> None:
        """Also straight after the knock: cards must not stay ignored for ever."""
        knock(guarded)
        guarded.wait(LOGOUT_AFTER + 1)
        assert guarded.shows == "standard.welcome"
        guarded.lay(CAO)
        assert guarded.shows == "standard.home"

    def test_the_lock_outlives_a_restart(self, terminal: Terminal) -> None:
        """H5."""
        kiosk = terminal.start()
        knock(kiosk)
        for _ in range(5):
            log_in_again(kiosk)
        again = terminal.start()
        log_in(again)
        assert again.sees("已锁定")
        again.wait(301)
        log_in(again)
        assert again.shows == "maintenance.menu"

    def test_an_attendant_comes_to_a_desk_of_their_own(self, guarded: StagedKiosk) -> None:
        log_in(guarded, "wang")
        assert guarded.shows == "maintenance.desk"
        assert guarded.sees("工作人员wang")

    def test_needs_no_network(self, guarded: StagedKiosk) -> None:
        guarded.gateway.down = True
        guarded.wait(35)
        log_in(guarded)
        assert guarded.shows == "maintenance.menu"

    def test_a_broken_accounts_file_locks_nobody_out_of_the_kiosk(self) -> None:
        kiosk = StagedKiosk()  # nobody has accounts here: asking for them fails
        log_in(kiosk)
        assert kiosk.shows == "failure.failsafe"
        assert [type(error) for error in kiosk.errors] == [AssertionError]
        kiosk.lay(CAO)
        assert kiosk.shows == "standard.home"
        kiosk.wait(160)
        assert kiosk.shows == "standard.goodbye"


class TestTheMenu:
    @pytest.fixture
    def inside(self, guarded: StagedKiosk) -> StagedKiosk:
        log_in(guarded)
        guarded.listen()
        return guarded

    def test_says_how_every_device_is(self, inside: StagedKiosk) -> None:
        assert inside.sees("都正常")
        inside.printer_is(PrinterStatus.PAPER_OUT)
        assert inside.sees("没有纸了")
        inside.tap("凭条打印机")
        assert inside.shows == "maintenance.device"
        assert inside.sees("最近的变化")
        assert inside.sees("没有纸了")

    def test_is_never_spoken(self, inside: StagedKiosk) -> None:
        inside.tap("打印测试页")
        inside.tap("重启、关机")
        assert inside.heard == []

    def test_ignores_cards(self, inside: StagedKiosk) -> None:
        inside.lay(CAO)
        assert inside.shows == "maintenance.menu"
        assert inside.gateway.visits == []

    @pytest.mark.parametrize(
        ("outcome", "told"),
        [
            (PrintOutcome.PRINTED, "打好了"),
            (PrintOutcome.NOT_PRINTED, "没有打出来"),
            (PrintOutcome.UNKNOWN, "不知道打出来没有"),
        ],
    )
    def test_prints_a_test_slip(
        self, inside: StagedKiosk, outcome: PrintOutcome, told: str
    ) -> None:
        inside.printer.outcome = outcome
        inside.tap("打印测试页")
        assert inside.sees(told)
        assert inside.logged("maintenance.test_print")[0]["outcome"] == outcome.name.lower()

    def test_asks_once_before_restarting_the_program(self, inside: StagedKiosk) -> None:
        inside.tap("重启、关机")
        assert not inside.exited
        inside.tap("不用了")
        assert inside.shows == "maintenance.menu"
        inside.tap("重启、关机")
        inside.tap("重新启动程序")
        assert inside.exited

    def test_logs_out_after_five_idle_minutes(self, inside: StagedKiosk) -> None:
        """H5; a touch puts it off."""
        inside.wait(LOGOUT_AFTER - 10)
        inside.touch_nothing()
        inside.wait(LOGOUT_AFTER - 10)
        assert inside.shows == "maintenance.menu"
        inside.wait(11)
        assert inside.shows == "standard.welcome"
        assert inside.logged("maintenance.closed")[0]["idle"] is True

    def test_leaves_the_machine_to_visitors(self, inside: StagedKiosk) -> None:
        inside.tap("退出维护")
        assert inside.shows == "standard.welcome"
        assert inside.logged("maintenance.closed")[0]["idle"] is False
        inside.lay(CAO)
        assert inside.shows == "standard.home"


def log_in_again(kiosk: StagedKiosk) -> None:
    """A wrong password where the login shows already."""
    type_in(kiosk, "chen")
    kiosk.tap("下一步")
    type_in(kiosk, "x")
    kiosk.tap("登录")


class TestTheKeyboard:
    def test_types_every_character_a_password_may_need(self) -> None:
        typed = Typing()
        for layer in Layer:
            for key in (key for row in keyboard(layer) for key in row if len(key) == 1):
                typed = Typing(layer=layer).typed(key)
                assert typed.text == key

    @given(keys=st.lists(st.sampled_from(["a", "B", "7", "backspace", "shift", "symbols", "no"])))
    def test_never_holds_more_than_was_typed(self, keys: list[str]) -> None:
        typed = Typing()
        for key in keys:
            typed = typed.typed(key)
        assert len(typed.text) <= sum(len(key) == 1 for key in keys)
        assert "a" not in repr(Typing("a"))[6:].split("layer")[0]
