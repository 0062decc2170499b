"""Pension and file as people meet them: few taps, the network away at each step, once is once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contract.credentials import Assurance, Right
from contract.failures import Unreachable
from tests.kiosk.sample_people import CAO, OUYANG
from tests.kiosk.stage import StagedKiosk

PENSION = ("养老金", "看每个月的", "2025年", "7月", "涨了多少", "2025年")
YEAR = ("养老金", "一年的总账", "看别的年份", "2025年")
FILE = ("我的档案", "这里写错了", "联系和住址", "电话", "请核对这一项")
REQUESTS = ("我的档案", "我提过的")


@pytest.fixture
def kiosk() -> StagedKiosk:
    staged = StagedKiosk()
    staged.lay(CAO)
    return staged


def walk(kiosk: StagedKiosk, *labels: str) -> StagedKiosk:
    """Tap one after another; turning the parts of a page is no choice."""
    for label in labels:
        kiosk.turn_to(label)
        kiosk.tap(label)
    return kiosk


@pytest.mark.parametrize("path", [PENSION, YEAR, FILE, REQUESTS])
def test_the_network_may_be_away_at_each_step(kiosk: StagedKiosk, path: tuple[str, ...]) -> None:
    for label in path:
        before = kiosk.shows
        kiosk.turn_to(label)
        kiosk.gateway.down = True
        kiosk.tap(label)
        assert kiosk.shows == "failure.page", f"{label} asked nobody"
        kiosk.gateway.down = False
        kiosk.tap("再试一次")
        assert kiosk.shows not in ("failure.page", before)
    assert kiosk.errors == []


@pytest.mark.parametrize(
    ("taps", "shows"),
    [
        (("养老金", "看这次明细"), "2026年3月养老金"),
        (("养老金", "看每个月的", "2025年", "1月"), "2025年1月养老金"),
        (("养老金", "一年的总账", "看别的年份", "2025年"), "2025年养老金总账"),
        (("养老金", "看这次明细", "涨了多少", "2025年"), "2025年涨养老金"),
        (("我的档案", "我提过的"), "我提过的"),
        (("看病报销", "看别的年份", "2025年", "门诊报销"), "石港医院"),
    ],
)
def test_any_record_is_within_four_taps_of_the_card(
    kiosk: StagedKiosk, taps: tuple[str, ...], shows: str
) -> None:
    """C2."""
    assert len(taps) <= 4
    assert walk(kiosk, *taps).sees(shows)


@pytest.mark.parametrize(
    "taps",
    [
        ("养老金", "看这次明细", "打印凭条", "打印"),
        ("养老金", "一年的总账", "打印凭条", "打印"),
        ("看病报销", "门诊报销", "打印凭条", "打印"),
    ],
)
def test_from_card_to_receipt_it_is_within_five(kiosk: StagedKiosk, taps: tuple[str, ...]) -> None:
    """C2."""
    assert len(taps) <= 5
    walk(kiosk, *taps)
    assert kiosk.sees("凭条打好了")
    assert len(kiosk.gateway.receipts) == 1


class TestPersonalFactsShow:
    def test_for_thirty_seconds_after_they_are_asked_for(self, kiosk: StagedKiosk) -> None:
        """H3."""
        walk(kiosk, "我的档案")
        assert not kiosk.sees("曹秀英")
        kiosk.tap("看三十秒")
        kiosk.wait(28)
        assert kiosk.sees("曹秀英")
        kiosk.wait(3)
        assert not kiosk.sees("曹秀英")
        assert kiosk.sees("看三十秒")

    def test_no_longer_than_the_person_wants(self, kiosk: StagedKiosk) -> None:
        walk(kiosk, "我的档案", "看三十秒", "马上遮住")
        assert not kiosk.sees("曹秀英")
        kiosk.tap("看三十秒")
        kiosk.wait(20)
        assert kiosk.sees("曹秀英"), "the first thirty seconds are over, the second are not"

    def test_also_while_the_network_is_away(self, kiosk: StagedKiosk) -> None:
        walk(kiosk, "我的档案")
        kiosk.gateway.down = True
        kiosk.tap("看三十秒")
        assert kiosk.sees("曹秀英")
        kiosk.wait(31)
        assert not kiosk.sees("曹秀英")
        assert kiosk.errors == []

    def test_to_nobody_else(self, kiosk: StagedKiosk) -> None:
        walk(kiosk, "我的档案", "看三十秒")
        kiosk.lift()
        kiosk.lay(OUYANG)
        walk(kiosk, "我的档案")
        assert not kiosk.sees("欧阳建国")
        kiosk.tap("看三十秒")
        kiosk.wait(27)
        assert kiosk.sees("欧阳建国"), "what was due for the other person hides nothing here"

    def test_on_the_screen_without_being_said(self, kiosk: StagedKiosk) -> None:
        """E9."""
        walk(kiosk, "我的档案", "看三十秒")
        kiosk.finish_speaking()
        assert not kiosk.hears("一九四七年")
        assert kiosk.hears("个人情况没有读出来")
        kiosk.tap("读给我听")
        kiosk.finish_speaking()
        assert kiosk.hears("一九四七年三月十二日")


class TestAFactThatIsWrong:
    def ask(self, kiosk: StagedKiosk) -> StagedKiosk:
        return walk(kiosk, *FILE)

    def test_gets_a_number_that_is_seen_and_heard(self, kiosk: StagedKiosk) -> None:
        self.ask(kiosk)
        kiosk.finish_speaking()
        assert kiosk.sees("20260328-0001")
        assert kiosk.hears("已经记下了")
        walk(kiosk, "再办别的事", *REQUESTS)
        assert kiosk.sees("正在核对")

    def test_is_one_request_though_the_answer_was_lost(self, kiosk: StagedKiosk) -> None:
        walk(kiosk, *FILE[:-1])
        say_wrong = kiosk.gateway.visits[-1].say_wrong
        lost: Callable[..., object] = say_wrong

        def lose_answer(*arguments: object) -> object:
            kiosk.gateway.visits[-1].say_wrong = say_wrong  # type: ignore[method-assign]
            lost(*arguments)
            raise Unreachable

        kiosk.gateway.visits[-1].say_wrong = lose_answer  # type: ignore[method-assign, assignment]
        kiosk.tap(FILE[-1])
        assert kiosk.shows == "failure.page"
        kiosk.tap("再试一次")
        assert kiosk.sees("20260328-0001")
        assert len(kiosk.gateway.visits[-1].corrections()) == 1

    def test_is_not_asked_about_twice(self, kiosk: StagedKiosk) -> None:
        self.ask(kiosk)
        walk(kiosk, "返回", "电话")
        assert kiosk.sees("这一项您已经提过了")
        assert "请核对这一项" not in kiosk.choices

    def test_can_be_taken_back_before_it_is_handed_in(self, kiosk: StagedKiosk) -> None:
        walk(kiosk, *FILE[:-1], "不是这一项")
        assert kiosk.shows == "my_file.which_fact"
        assert kiosk.gateway.visits[-1].corrections() == ()

    def test_is_not_asked_again_by_coming_back(self, kiosk: StagedKiosk) -> None:
        self.ask(kiosk)
        kiosk.tap("字和声音")
        kiosk.tap("返回")
        assert kiosk.sees("20260328-0001")
        assert len(kiosk.gateway.visits[-1].corrections()) == 1


def test_a_card_that_can_be_copied_needs_an_answer_before_the_file() -> None:
    kiosk = StagedKiosk()
    kiosk.gateway.needs = {Right.FILE: Assurance.HOLDER_AND_ANSWER}
    kiosk.lay(CAO)
    kiosk.tap("我的档案")
    assert kiosk.shows == "failure.page"
    kiosk.tap("填手机号后四位")
    for digit in "8825":
        kiosk.press_key(digit)
    kiosk.tap("填好了")
    assert kiosk.shows == "my_file.facts"
