"""A platform service that is slow, broken or gone: every page has an answer and a way on."""

from __future__ import annotations

import pytest

from contract import failures
from contract.failures import Failure
from kiosk.standard_pages.failures import KINDS
from tests.kiosk.sample_people import CAO
from tests.kiosk.stage import StagedKiosk

WAY_THERE = {
    "reimbursement_years": ("看病报销",),
    "reimbursements": ("看病报销",),
    "settlement": ("看病报销", "门诊报销"),
    "fee_items": ("看病报销", "门诊报销", "费用明细"),
    "notices": ("新闻公告",),
    "notice": ("新闻公告", "重阳节免费体检"),
}
"""What a person taps until the service is asked for this."""
THEIR_OWN = [method for method in WAY_THERE if not method.startswith("notice")]
"""What anybody may read is kept at the terminal instead: ``test_public_pages``."""


def go_until(kiosk: StagedKiosk, method: str) -> None:
    """Walk to the choice before the one for which ``method`` is asked, then have it strike."""
    kiosk.lay(CAO)
    for label in WAY_THERE[method][:-1]:
        kiosk.tap(label)


class TestEveryPage:
    @pytest.mark.parametrize("method", THEIR_OWN)
    @pytest.mark.parametrize(
        "failure", [failures.Unreachable, failures.ServerFault, failures.RecordMissing]
    )
    def test_tells_a_failure_and_leads_home(
        self, kiosk: StagedKiosk, method: str, failure: type[Failure]
    ) -> None:
        """C6: what happened, the number to say on the phone, a way on, aloud."""
        go_until(kiosk, method)
        kiosk.gateway.fails[method] = failure()
        kiosk.listen()
        kiosk.tap(WAY_THERE[method][-1])
        assert kiosk.shows == "failure.page"
        assert kiosk.sees(f"请说：{failure.code} 号")
        assert kiosk.hears("打电话问的时候")
        kiosk.tap("回首页")
        assert kiosk.shows == "standard.home"

    @pytest.mark.parametrize("method", WAY_THERE)
    def test_says_that_it_waits_lets_people_go_back_and_gives_up(
        self, kiosk: StagedKiosk, method: str
    ) -> None:
        """After one second a spoken page with a working Back; after ten a failure."""
        go_until(kiosk, method)
        before = kiosk.shows
        kiosk.gateway.slow.add(method)
        kiosk.tap(WAY_THERE[method][-1])
        kiosk.wait(0.5)
        assert kiosk.shows == before
        kiosk.wait(1)
        assert kiosk.shows == "standard.waiting"
        assert kiosk.hears("正在查询")
        kiosk.tap("不等了，返回")
        assert kiosk.shows == before
        kiosk.slow_answers_come()
        assert kiosk.shows == before
        kiosk.gateway.slow.add(method)
        kiosk.tap(WAY_THERE[method][-1])
        kiosk.wait(11)
        assert kiosk.shows == "failure.page"
        assert kiosk.sees(failures.TimedOut.code)

    def test_can_be_asked_for_again(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.gateway.fails["reimbursements"] = failures.ServerFault()
        kiosk.tap("看病报销")
        kiosk.gateway.fails.clear()
        kiosk.tap("再试一次")
        assert kiosk.shows == "reimbursements.year"
        kiosk.tap("返回")
        assert kiosk.shows == "standard.home"

    def test_home_does_not_wait_for_a_badge(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.slow.add("notices")
        kiosk.lay(CAO)
        assert kiosk.shows == "standard.home"
        assert kiosk.sees("有 1 条新的")

    def test_covers_amounts_at_once_without_any_answer(self, kiosk: StagedKiosk) -> None:
        """H3: who stands behind somebody does not wait for the network."""
        kiosk.lay(CAO)
        kiosk.tap("看病报销")
        kiosk.tap("门诊报销")
        assert kiosk.sees("1,234.50")
        kiosk.gateway.down = True
        kiosk.tap("遮住金额")
        assert not kiosk.sees("1,234.50")

    def test_every_failure_has_its_words(self) -> None:
        """One table."""
        assert set(KINDS) == {failure.code for failure in failures.FAILURES}


class TestOutOfOrder:
    def test_says_so_and_clears_itself(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.down = True
        kiosk.wait(35)
        assert kiosk.sees("机器连不上后台")
        assert kiosk.sees("请到一号窗口办理，电话 0513-86512345")
        assert kiosk.heard == []
        kiosk.gateway.down = False
        kiosk.wait(6)
        assert kiosk.sees("您好，要办事吗")
        assert [event["reachable"] for event in kiosk.logged("backend.reachable")] == [False, True]

    def test_is_noticed_at_once_when_somebody_meets_it(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.down = True
        kiosk.lay(CAO)
        assert kiosk.sees("现在查不到")
        kiosk.lift()
        kiosk.tap("回首页")
        assert kiosk.sees("机器连不上后台")
        kiosk.gateway.down = False
        kiosk.tap("再试一次")
        assert kiosk.sees("您好，要办事吗")

    def test_a_slow_service_never_keeps_goodbye_from_welcome(self, kiosk: StagedKiosk) -> None:
        """Welcome waits for nobody, speaks to nobody and fails for nobody."""
        kiosk.lay(CAO)
        kiosk.gateway.slow |= {"notices", "reachable"}
        kiosk.tap("办完了")
        kiosk.lift()
        kiosk.listen()
        kiosk.wait(30)
        assert kiosk.shows == "standard.welcome"
        assert not kiosk.hears("正在查询")

    def test_a_new_notice_comes_to_the_welcome_page_by_itself(self, kiosk: StagedKiosk) -> None:
        assert kiosk.sees("重阳节免费体检")
        kiosk.gateway.published = kiosk.gateway.published[1:]
        kiosk.wait(601)
        assert kiosk.sees("老年大学春季班报名")
        assert kiosk.heard == []
