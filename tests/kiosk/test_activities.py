"""文娱活动 at the kiosk: looking, signing up, waiting, taking it back, and what comes between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contract.activities import SignUp, Standing
from contract.failures import Unreachable
from tests.kiosk.sample_people import CAO, OUYANG
from tests.kiosk.sample_programme import GOES_TOMORROW, PROGRAMME, TODAY, TOMORROW
from tests.kiosk.stage import StagedKiosk

ONE_MINUTE = 60


@pytest.fixture
def kiosk() -> StagedKiosk:
    return StagedKiosk()


def open_activity(kiosk: StagedKiosk, title: str) -> None:
    """From home or welcome to an activity's page."""
    if kiosk.shows == "standard.welcome":
        kiosk.tap("不用卡，先看看")
    kiosk.tap("文娱活动")
    kiosk.turn_to(title)
    kiosk.tap(title)
    assert kiosk.shows == "activities.activity"


def at(kiosk: StagedKiosk, title: str) -> StagedKiosk:
    """Cao's card was laid down, and she looks at an activity."""
    kiosk.lay(CAO)
    open_activity(kiosk, title)
    return kiosk


class TestLooking:
    def test_shows_what_is_on_by_day_without_a_card(self, kiosk: StagedKiosk) -> None:
        kiosk.tap("不用卡，先看看")
        kiosk.tap("文娱活动")
        assert kiosk.sees("剪窗花")
        assert kiosk.sees("今天下午2:00")
        assert kiosk.sees("还有8个")
        assert kiosk.sees("可排队")

    def test_tells_all_one_wants_to_know_before_one_goes(self, kiosk: StagedKiosk) -> None:
        open_activity(kiosk, "剪窗花")
        for told in ("3月28日", "文化站203室", "王老师", "不收钱", "老花镜", "0513-86010234"):
            assert kiosk.sees(told)
        kiosk.finish_speaking()
        assert kiosk.hears("还有八个名额")

    def test_where_a_house_is_and_when_it_is_open(self, kiosk: StagedKiosk) -> None:
        open_activity(kiosk, "剪窗花")
        kiosk.tap("场馆在哪里")
        assert kiosk.sees("金沙街道文化路12号")
        assert kiosk.sees("现在开着，到晚上8:30")
        kiosk.tap("这里有什么活动")
        assert kiosk.shows == "activities.here"

    def test_one_that_is_over_meanwhile_leads_to_others(self, kiosk: StagedKiosk) -> None:
        kiosk.tap("不用卡，先看看")
        kiosk.tap("文娱活动")
        kiosk.gateway.programme.activities = ()
        kiosk.tap("剪窗花")
        assert kiosk.sees("这个活动已经结束")
        kiosk.tap("看别的活动")
        assert kiosk.sees("最近没有活动")


class TestSigningUp:
    def test_takes_one_tap_and_one_question(self, kiosk: StagedKiosk) -> None:
        at(kiosk, "剪窗花").tap("报名")
        assert kiosk.sees("要报名吗？")
        kiosk.tap("报名")
        kiosk.finish_speaking()
        assert kiosk.sees("报名成功")
        assert kiosk.hears("报名成功")
        assert kiosk.gateway.programme.find(TODAY.id).taken == TODAY.taken + 1

    def test_is_within_four_taps_of_the_card_and_six_to_the_slip(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        for label in ("文娱活动", "剪窗花", "报名", "报名"):
            kiosk.tap(label)
        assert kiosk.sees("报名成功")
        kiosk.tap("打印凭条")
        kiosk.tap("打印")
        assert kiosk.sees("凭条打好了")

    def test_asks_who_has_no_card_for_one_and_leads_on(self, kiosk: StagedKiosk) -> None:
        open_activity(kiosk, "剪窗花")
        kiosk.tap("放卡报名")
        assert kiosk.shows == "standard.lay_card"
        kiosk.lay(CAO)
        assert kiosk.shows == "activities.confirm"

    def test_where_it_is_full_one_waits_in_line(self, kiosk: StagedKiosk) -> None:
        at(kiosk, "读书分享").tap("排队等名额")
        kiosk.tap("排队")
        assert kiosk.sees("排上队了")
        assert kiosk.sees("您前面还有1个人")

    def test_asks_whether_it_is_fit_for_them(self, kiosk: StagedKiosk) -> None:
        at(kiosk, "咏春拳").tap("报名")
        assert kiosk.sees("有这些情况不能去：心脏病")
        kiosk.tap("先不报")
        assert kiosk.shows == "activities.activity"
        assert kiosk.gateway.programme.asked == 0
        kiosk.tap("报名")
        kiosk.tap("我没有，报名")
        assert kiosk.sees("报名成功")

    def test_says_for_whom_where_somebody_acts(self, kiosk: StagedKiosk) -> None:
        kiosk.tap("开始办事")
        kiosk.tap("没卡用手机")
        kiosk.tap("替家人办")
        kiosk.lay(OUYANG)
        kiosk.lift()
        kiosk.lay(CAO)
        open_activity(kiosk, "剪窗花")
        kiosk.tap("报名")
        assert kiosk.sees("替曹**报名，会记下是您报的。")
        kiosk.tap("报名")
        kiosk.tap("我报的活动")
        kiosk.tap("剪窗花")
        assert kiosk.sees("是家人替您报的名")

    def test_of_one_with_places_shows_no_way_where_it_is_closed_or_called_off(
        self, kiosk: StagedKiosk
    ) -> None:
        for title, told in (
            ("晨练", "报名的时间过了"),
            ("一日游", "报满了，排队的人也够了"),
            ("法律讲座", "这次活动不办了"),
        ):
            kiosk.lay(CAO)
            open_activity(kiosk, title)
            assert kiosk.sees(told)
            assert "报名" not in kiosk.choices
            kiosk.tap("回首页")
            kiosk.tap("办完了")


class TestWhatComesBetween:
    """Whatever changes between looking and pressing is told, and nothing is done half."""

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"called_off": "下雨"}, "这次活动不办了"),
            ({"closes": TODAY.closes.replace(year=2025)}, "时间已经过了"),
            ({"taken": 20, "waiting": 5}, "报满了"),
        ],
    )
    def test_it_is_called_off_closed_or_full_by_now(
        self, kiosk: StagedKiosk, changes: dict[str, object], told: str
    ) -> None:
        at(kiosk, "剪窗花").tap("报名")
        kiosk.gateway.programme.change(TODAY.id, **changes)
        kiosk.tap("报名")
        assert kiosk.sees(told)
        kiosk.tap("看别的活动")
        assert kiosk.shows == "activities.programme"

    def test_the_last_place_goes_and_one_waits_instead(self, kiosk: StagedKiosk) -> None:
        at(kiosk, "剪窗花").tap("报名")
        kiosk.gateway.programme.change(TODAY.id, taken=20)
        kiosk.tap("报名")
        assert kiosk.sees("排上队了")
        assert kiosk.sees("您排在第一个")

    def test_it_is_not_for_the_young_nor_for_another_town(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.programme.young.add(CAO.id_number)
        for title, told in (("生日会", "您的年龄还没有到"), ("健步走", "不在您那里办")):
            kiosk.lay(CAO)
            open_activity(kiosk, title)
            assert kiosk.sees("报名条件")
            kiosk.tap("报名")
            kiosk.tap("报名")
            assert kiosk.sees(told)
            kiosk.tap("回首页")
            kiosk.tap("办完了")

    def test_they_had_signed_up_elsewhere_meanwhile(self, kiosk: StagedKiosk) -> None:
        at(kiosk, "剪窗花").tap("报名")
        kiosk.gateway.programme.coming[CAO.id_number] = (SignUp(TODAY, Standing.GOING),)
        kiosk.tap("报名")
        assert kiosk.sees("您早就报过了")
        assert kiosk.gateway.programme.find(TODAY.id).taken == TODAY.taken

    def test_the_network_goes_before_the_answer_and_again_is_once(self, kiosk: StagedKiosk) -> None:
        """Whether the request arrived is unknown: the same one is sent again, and done once."""
        at(kiosk, "剪窗花").tap("报名")
        kiosk.gateway.fails["sign_up"] = Unreachable()
        kiosk.tap("报名")
        assert kiosk.sees("现在查不到")
        kiosk.gateway.fails.clear()
        kiosk.tap("再试一次")
        assert kiosk.sees("报名成功")
        assert kiosk.gateway.programme.asked == 1

    def test_the_answer_is_lost_after_it_was_done(self, kiosk: StagedKiosk) -> None:
        at(kiosk, "剪窗花").tap("报名")
        kiosk.gateway.slow.add("sign_up")
        kiosk.tap("报名")
        kiosk.wait(11)
        assert kiosk.sees("现在查不到")
        kiosk.slow_answers_come()
        kiosk.tap("再试一次")
        assert kiosk.sees("报名成功")
        assert kiosk.gateway.programme.asked == 1
        assert kiosk.gateway.programme.find(TODAY.id).taken == TODAY.taken + 1

    @pytest.mark.parametrize("method", ["sign_ups", "cancel_sign_up", "activity"])
    def test_the_network_is_away_at_any_other_step(self, kiosk: StagedKiosk, method: str) -> None:
        kiosk.gateway.programme.coming[CAO.id_number] = (GOES_TOMORROW,)
        kiosk.lay(CAO)
        kiosk.gateway.fails[method] = Unreachable()
        kiosk.tap("文娱活动")
        kiosk.tap("我报的活动")
        if method == "sign_ups":
            assert kiosk.sees("现在查不到")
            return
        kiosk.tap("写春联")
        kiosk.tap("不去了")
        kiosk.tap("不去了")
        assert kiosk.sees("现在查不到" if method == "cancel_sign_up" else "已经取消")

    def test_styling_the_outcome_anew_hands_nothing_in_again(self, kiosk: StagedKiosk) -> None:
        at(kiosk, "剪窗花").tap("报名")
        kiosk.tap("报名")
        kiosk.tap("字和声音")
        kiosk.tap("字大点")
        kiosk.tap("返回")
        assert kiosk.sees("报名成功")
        assert kiosk.gateway.programme.asked == 1


class TestTakingItBack:
    def test_is_asked_once_and_then_done(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.programme.coming[CAO.id_number] = (GOES_TOMORROW,)
        at(kiosk, "写春联").tap("不去了")
        assert kiosk.sees("真的不去了吗？")
        kiosk.tap("还是要去")
        assert kiosk.shows == "activities.activity"
        kiosk.tap("不去了")
        kiosk.tap("不去了")
        assert kiosk.sees("已经取消")
        assert kiosk.sees("写春联，您不去了")
        assert kiosk.gateway.programme.find(TOMORROW.id).taken == TOMORROW.taken - 1

    def test_can_be_undone_where_it_was_a_slip(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.programme.coming[CAO.id_number] = (GOES_TOMORROW,)
        at(kiosk, "写春联").tap("不去了")
        kiosk.tap("不去了")
        kiosk.tap("还是要去")
        kiosk.tap("报名")
        assert kiosk.sees("报名成功")


class TestRemembering:
    def test_home_tells_of_tomorrow(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.programme.coming[CAO.id_number] = (GOES_TOMORROW,)
        kiosk.lay(CAO)
        kiosk.finish_speaking()
        assert kiosk.sees("明天上午9:00")
        assert kiosk.hears("明天上午九点，写春联，在文化站二零三室")
        assert kiosk.kiosk.navigator.part.count == 1

    def test_home_tells_that_it_does_not_take_place(self, kiosk: StagedKiosk) -> None:
        off = SignUp(replace(PROGRAMME[5]), Standing.GOING)
        kiosk.gateway.programme.coming[CAO.id_number] = (off,)
        kiosk.lay(CAO)
        assert kiosk.sees("法律讲座")
        assert kiosk.sees("不办了")

    def test_home_tells_whoever_waited_that_they_have_a_place(self, kiosk: StagedKiosk) -> None:
        later = replace(PROGRAMME[3], waiting=0)
        kiosk.gateway.programme.coming[CAO.id_number] = (
            SignUp(later, Standing.GOING, moved_up=True),
        )
        kiosk.lay(CAO)
        assert kiosk.sees("轮到您了")

    def test_nobody_else_is_told(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.programme.coming[CAO.id_number] = (GOES_TOMORROW,)
        kiosk.lay(OUYANG)
        assert not kiosk.sees("写春联")
