"""How a visit ends: 办完了, the pulled card, quiet, 这不是我, and goodbye."""

from __future__ import annotations

import pytest

from contract.failures import Unreachable
from contract.records import CallReason
from kiosk.delivery import RETRY_AFTER
from tests.kiosk.sample_people import CAO, LIBRARY, OUYANG
from tests.kiosk.stage import StagedKiosk


def reasons(kiosk: StagedKiosk) -> list[str]:
    return [event["reason"] for event in kiosk.logged("visit.ended")]


def nothing_left_of_cao(kiosk: StagedKiosk) -> bool:
    return not any(secret in kiosk.screen for secret in LIBRARY[CAO.id_number].secrets)


class TestGoodbye:
    def test_repeats_to_take_the_card_while_it_is_there(self, kiosk: StagedKiosk) -> None:
        kiosk.insert(CAO)
        kiosk.tap("办完了")
        for _ in range(3):
            assert kiosk.hears("请拿好您的卡")
            kiosk.listen()
            kiosk.wait(8)
        assert kiosk.shows == "standard.welcome"

    def test_says_nothing_of_a_card_that_was_taken(self, kiosk: StagedKiosk) -> None:
        kiosk.insert(CAO)
        kiosk.tap("办完了")
        kiosk.wait(3)
        kiosk.pull()
        assert kiosk.sees("办好了，您慢走")
        assert not kiosk.sees("请拿好您的卡")
        kiosk.wait(5)
        assert kiosk.shows == "standard.welcome"

    def test_wipes_everything(self, kiosk: StagedKiosk) -> None:
        """D4 and D6: screen, settings, way back, jobs, and the backend's side of the visit."""
        kiosk.lay(CAO)
        kiosk.tap("看病报销")
        kiosk.tap("门诊报销")
        kiosk.tap("遮住金额")
        kiosk.tap("回首页")
        kiosk.tap("办完了")
        assert kiosk.shows == "standard.goodbye"
        assert nothing_left_of_cao(kiosk)
        assert not kiosk.presentation.covered
        assert kiosk.gateway.visits[0].closed
        assert "返回" not in kiosk.choices

    def test_leaves_whoever_comes_next_alone(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.tap("办完了")
        kiosk.lay(OUYANG, "slot")
        kiosk.wait(60)
        assert kiosk.shows == "standard.home"
        assert kiosk.sees("欧阳师傅，您好")

    def test_lasts_its_own_time_also_after_a_very_short_next_visit(
        self, kiosk: StagedKiosk
    ) -> None:
        """One visit's goodbye once ended the next one's."""
        kiosk.lay(CAO)
        kiosk.tap("办完了")
        kiosk.lift()
        kiosk.lay(OUYANG)
        kiosk.tap("办完了")
        kiosk.wait(6)
        assert kiosk.sees("请拿好您的卡")

    def test_once_touched_is_the_next_visit_s_beginning(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.tap("办完了")
        kiosk.tap("再办一件事")
        assert kiosk.shows == "standard.welcome"
        assert not kiosk.hears("您慢走您慢走")


class TestThePulledCard:
    """Asked for five seconds, then the end."""

    def test_ends_the_visit_after_five_seconds(self, kiosk: StagedKiosk) -> None:
        kiosk.insert(CAO)
        kiosk.pull()
        assert kiosk.hears("您把卡拿走了")
        kiosk.wait(4.5)
        assert kiosk.shows == "standard.card_pulled"
        kiosk.wait(1)
        assert kiosk.shows == "standard.goodbye"
        assert reasons(kiosk) == ["card_pulled"]

    @pytest.mark.parametrize("back", ["press", "card"])
    def test_goes_on_where_it_was(self, kiosk: StagedKiosk, back: str) -> None:
        kiosk.insert(CAO)
        kiosk.tap("看病报销")
        kiosk.pull()
        if back == "press":
            kiosk.tap("没有办完，接着办")
        else:
            kiosk.insert(CAO)
        kiosk.wait(20)
        assert kiosk.shows == "reimbursements.year"

    def test_pulled_again_asks_again(self, kiosk: StagedKiosk) -> None:
        kiosk.insert(CAO)
        kiosk.pull()
        kiosk.insert(CAO)
        kiosk.pull()
        assert kiosk.shows == "standard.card_pulled"

    def test_the_question_stays_when_a_slow_page_comes(self, kiosk: StagedKiosk) -> None:
        """Its five seconds run on, so it has to be seen."""
        kiosk.insert(CAO)
        kiosk.gateway.slow.add("reimbursement_years")
        kiosk.tap("看病报销")
        kiosk.wait(2)
        kiosk.pull()
        kiosk.slow_answers_come()
        assert kiosk.shows == "standard.card_pulled"
        kiosk.listen()
        kiosk.tap("没有办完，接着办")
        assert kiosk.shows == "reimbursements.year"
        assert kiosk.hears("看病报销")

    def test_replaces_the_question_whether_anybody_is_there(self, kiosk: StagedKiosk) -> None:
        kiosk.insert(CAO)
        kiosk.wait(125)
        assert kiosk.shows == "standard.idle"
        kiosk.pull()
        kiosk.wait(2)
        assert kiosk.shows == "standard.card_pulled"


class TestQuiet:
    """D2, D3."""

    def test_asks_after_two_minutes_and_ends_half_a_minute_later(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.wait(119)
        assert kiosk.shows == "standard.home"
        kiosk.wait(2)
        assert kiosk.sees("您还在吗")
        assert kiosk.hears("您还在吗")
        kiosk.wait(28)
        assert kiosk.shows == "standard.idle"
        kiosk.wait(2)
        assert kiosk.shows == "standard.goodbye"
        assert nothing_left_of_cao(kiosk)
        assert reasons(kiosk) == ["idle"]
        kiosk.lift()
        kiosk.wait(30)
        assert kiosk.shows == "standard.welcome"

    def test_counts_from_the_end_of_speech(self, kiosk: StagedKiosk) -> None:
        kiosk.speaker.holds = True
        kiosk.lay(CAO)
        kiosk.wait(55)
        kiosk.finish_speaking()
        kiosk.wait(119)
        assert kiosk.shows == "standard.home"
        kiosk.wait(2)
        assert kiosk.shows == "standard.idle"

    def test_any_touch_goes_on_and_presses_nothing(self, kiosk: StagedKiosk) -> None:
        """Not even what lies beneath the finger on the page that comes back."""
        kiosk.lay(CAO)
        kiosk.tap("看病报销")
        where = kiosk.place_of("门诊报销")
        kiosk.wait(125)
        kiosk.touch_at(*where)
        assert kiosk.shows == "reimbursements.year"
        kiosk.wait(100)
        assert kiosk.shows == "reimbursements.year"

    def test_a_touch_cuts_the_question(self, kiosk: StagedKiosk) -> None:
        """E2: and it is not said again."""
        kiosk.lay(CAO)
        kiosk.wait(119)
        kiosk.speaker.holds = True
        kiosk.wait(3)
        assert kiosk.speaker.sounding()
        kiosk.tap("我还在")
        assert kiosk.shows == "standard.home"
        assert not kiosk.speaker.sounding()
        kiosk.listen()
        kiosk.tap("看病报销")
        assert not kiosk.hears("您还在吗")

    def test_finish_ends_at_once(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.wait(125)
        kiosk.tap("办完了")
        assert kiosk.shows == "standard.goodbye"
        assert reasons(kiosk) == ["finished"]

    def test_may_be_put_off_again_and_again(self, kiosk: StagedKiosk) -> None:
        """D3: at least ten times."""
        kiosk.lay(CAO)
        for _ in range(12):
            kiosk.wait(130)
            kiosk.tap("我还在")
        assert kiosk.shows == "standard.home"

    def test_a_page_that_changes_by_itself_is_nobody_s_touch(self, kiosk: StagedKiosk) -> None:
        """A cable that comes and goes must not keep somebody's page open for ever."""
        kiosk.lay(CAO)
        kiosk.tap("看病报销")
        kiosk.tap("门诊报销")
        for _ in range(16):
            kiosk.wait(10)
            kiosk.printer_is(kiosk.printer.now)
        assert kiosk.shows == "standard.goodbye"

    def test_a_visit_without_a_card_ends_too(self, kiosk: StagedKiosk) -> None:
        kiosk.tap("不用卡，先看看")
        kiosk.wait(165)
        assert kiosk.shows == "standard.welcome"
        assert reasons(kiosk) == ["idle"]


class TestNotMe:
    def test_ends_wipes_and_calls_staff(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.tap("这不是我")
        assert kiosk.shows == "standard.goodbye"
        assert nothing_left_of_cao(kiosk)
        assert kiosk.gateway.calls == [CallReason.NOT_ME]
        assert kiosk.logged("visit.not_me")
        assert reasons(kiosk) == ["not_me"]
        kiosk.lift()
        assert kiosk.sees("已经退出，没有留下什么")

    def test_is_no_call_of_the_next_visitor(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.tap("这不是我")
        kiosk.lift()
        kiosk.tap("找人帮忙")
        assert not kiosk.sees("消息送到了")
        kiosk.tap("叫人过来")
        assert kiosk.gateway.calls == [CallReason.NOT_ME, CallReason.HELP]

    def test_goes_through_while_another_call_is_on_its_way(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.slow.add("call_staff")
        kiosk.lay(CAO)
        kiosk.tap("找人帮忙")
        kiosk.tap("叫人过来")
        kiosk.tap("回首页")
        kiosk.tap("这不是我")
        kiosk.slow_answers_come()
        assert set(kiosk.gateway.calls) == {CallReason.HELP, CallReason.NOT_ME}


class TestCallingStaff:
    """Never says that they know before they do."""

    def test_says_so_once_it_is_delivered(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.slow.add("call_staff")
        kiosk.tap("找人帮忙")
        kiosk.tap("叫人过来")
        assert kiosk.sees("正在通知工作人员")
        assert not kiosk.sees("消息送到了")
        assert "叫人过来" not in kiosk.choices
        kiosk.slow_answers_come()
        assert kiosk.sees("消息送到了")
        assert kiosk.hears("消息送到了")

    def test_says_so_where_it_was_not(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.fails["call_staff"] = Unreachable()
        kiosk.tap("找人帮忙")
        kiosk.tap("叫人过来")
        assert kiosk.sees("没有通知到，请到一号窗口")
        assert kiosk.logged("staff.told")[0]["delivered"] is False
        kiosk.gateway.fails.clear()
        kiosk.wait(RETRY_AFTER)
        assert kiosk.sees("消息送到了")
