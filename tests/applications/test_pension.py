"""养老金: the answer to "has it come?" first, whatever has become of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from applications import pension
from applications.ask import Ask
from contract.credentials import Assurance
from contract.failures import AmountsDisagree, RecordMissing, VisitOver
from contract.pensions import PauseReason, Pension, PensionKind, ReturnReason
from pages.blocks import Amount, Paragraph, State, Tone
from pages.charts import BarChart, Breakdown
from pages.choices import Role, do, go
from pages.model import Page, Part
from pages.presentation import Language, Presentation
from pages.transcript import page_lines
from pages.words import load_words
from tests.applications.test_reimbursements import ask_of, nobody_waits
from tests.kiosk.fake_gateway import FakeGateway, FakeVisit
from tests.kiosk.sample_pensions import (
    RAISE,
    USUAL,
    OwnRecords,
    on_its_way,
    paused,
    payment,
    pension_with,
    returned,
)
from tests.kiosk.sample_people import CAO, LIBRARY
from values import Money, Month

MARCH = Month(2026, 3)


def ask_with(own: OwnRecords) -> Ask:
    dossier = replace(LIBRARY[CAO.id_number], own=own)
    visit = FakeVisit(FakeGateway(nobody_waits), CAO.id_number, dossier, Assurance.AUTHENTICATED)
    return replace(ask_of(CAO.id_number), records=visit)


def lines(page: Page) -> str:
    return "\n".join(page_lines(page, Part(), Presentation(), load_words(Language.CHINESE)))


def state_of(page: Page) -> State:
    return next(block for block in page.blocks if isinstance(block, State))


class TestTheFirstPage:
    def test_tells_the_newest_and_leads_on(self) -> None:
        page = pension.latest(ask_with(USUAL))
        assert state_of(page).tone is Tone.GOOD
        assert "3月15日已经到账\n金沙银行　尾号 4417" in lines(page)
        assert "3,205.40 元" in lines(page)
        assert [choice.target for choice in page.choices] == [
            go("pension.payment", year=2026, month=3),
            go("pension.years", then="year"),
            go("pension.overview", year=2026),
            do("read_aloud"),
        ]

    def test_says_so_where_there_is_none(self) -> None:
        page = pension.latest(ask_with(OwnRecords()))
        assert page.choices == ()
        assert "还没有您的养老金记录" in lines(page)

    def test_says_when_the_first_will_come(self) -> None:
        just_retired = OwnRecords(Pension(PensionKind.OLD_AGE, (), begins=Month(2026, 5)))
        assert "您的养老金从2026年5月开始发" in lines(pension.latest(ask_with(just_retired)))

    def test_is_nobody_s_without_a_card(self) -> None:
        with pytest.raises(VisitOver):
            pension.latest(ask_of(None))


class TestAPayment:
    def test_of_somebody_who_just_retired_is_alone_in_its_year(self) -> None:
        ask = ask_with(pension_with(payment(MARCH)))
        assert len(pension.year(ask, 2026).choices) == 1
        [chart] = [
            block for block in pension.overview(ask, 2026).blocks if isinstance(block, BarChart)
        ]
        assert len(chart.bars) == 1

    def test_shows_all_its_parts_and_none_that_is_nothing(self) -> None:
        made = payment(MARCH, back_pay="390.00", subsidy="100.00")
        page = pension.payment(ask_with(pension_with(made)), 2026, 3)
        [parts] = [block for block in page.blocks if isinstance(block, Breakdown)]
        assert sum(each.money.fen for each in parts.slices) == parts.whole.fen == 369_540
        assert len(parts.slices) == 6
        assert "遗属" not in lines(page)

    def test_tells_what_was_taken_off(self) -> None:
        made = payment(MARCH, deducted="120.00")
        page = pension.payment(ask_with(pension_with(made)), 2026, 3)
        assert "扣钱以前一共 3,205.40 元" in lines(page)
        assert "扣回以前多发的 120.00 元" in lines(page)
        [net] = [block for block in page.blocks if isinstance(block, Amount)]
        assert net.money == Money(308_540)

    def test_that_is_for_part_of_a_month_says_so(self) -> None:
        made = replace(payment(MARCH), first_day=MARCH.first_day.replace(day=12))
        page = pension.payment(ask_with(pension_with(made)), 2026, 3)
        assert "这个月从3月12日算起，不是整月。" in lines(page)
        last = replace(payment(MARCH), last_day=MARCH.first_day.replace(day=20))
        page = pension.payment(ask_with(pension_with(last)), 2026, 3)
        assert "这个月算到3月20日，不是整月。" in lines(page)

    def test_of_a_survivor_is_named_so(self) -> None:
        made = payment(
            MARCH, basic="0", account="0", transition="0", raised="45.60", survivor="1100.00"
        )
        page = pension.payment(ask_with(pension_with(made)), 2026, 3)
        assert lines(page).startswith("2026年3月遗属补助")
        assert "遗属补助 1,100.00 元" in lines(page)

    @pytest.mark.parametrize("reason", ReturnReason)
    def test_that_was_sent_back_says_why_and_what_to_do(self, reason: ReturnReason) -> None:
        made = payment(MARCH, returned(MARCH, reason))
        page = pension.payment(ask_with(pension_with(made)), 2026, 3)
        assert state_of(page).tone is Tone.NOTICE
        assert "3月18日被银行退回来了" in lines(page)
        assert "钱没有丢" in lines(page)
        assert "社保大厅五号窗口" in lines(page)

    @pytest.mark.parametrize("reason", PauseReason)
    def test_that_is_held_back_says_why_and_that_it_will_come(self, reason: PauseReason) -> None:
        made = payment(MARCH, paused(Month(2026, 2), reason))
        page = pension.latest(ask_with(pension_with(made)))
        assert "从2026年2月起暂时停发" in lines(page)
        assert "停发的钱以后会补给您" in lines(page)
        assert any(isinstance(block, Paragraph) for block in page.blocks)

    def test_on_its_way_says_until_when(self) -> None:
        made = payment(MARCH, on_its_way(MARCH.first_day.replace(day=15)))
        page = pension.latest(ask_with(pension_with(made)))
        assert state_of(page).tone is Tone.WAITING
        assert "3月15日前到账" in lines(page)

    def test_of_a_month_that_was_not_paid_is_missing(self) -> None:
        with pytest.raises(RecordMissing):
            pension.payment(ask_with(USUAL), 2031, 1)

    def test_whose_parts_do_not_make_the_net_is_not_shown(self) -> None:
        """I3."""
        wrong = replace(payment(MARCH), net=payment(MARCH).net + 1)
        with pytest.raises(AmountsDisagree):
            pension.payment(ask_with(pension_with(wrong)), 2026, 3)


class TestAYear:
    def test_lists_its_months_newest_first(self) -> None:
        page = pension.year(ask_with(USUAL), 2025)
        rows = [choice for choice in page.choices if choice.role is Role.ROW]
        assert [dict(row.target.params)["month"] for row in rows] == list(range(12, 0, -1))
        assert all(row.aside_private for row in rows)

    def test_at_a_glance_is_what_came_and_two_charts_of_one_scale(self) -> None:
        page = pension.overview(ask_with(USUAL), 2025)
        [whole] = [block for block in page.blocks if isinstance(block, Amount)]
        charts = [block for block in page.blocks if isinstance(block, BarChart)]
        assert whole.money == Money(12 * 320_540 + 39_000)
        assert [len(chart.bars) for chart in charts] == [6, 6]
        assert {chart.full for chart in charts} == {Money(359_540)}
        assert "7月，有补发 3,595.40 元" in lines(page)

    def test_at_a_glance_does_not_count_what_did_not_come(self) -> None:
        made = pension_with(
            payment(MARCH, returned(MARCH)),
            payment(Month(2026, 2), paused(Month(2026, 2))),
            payment(Month(2026, 1)),
        )
        page = pension.overview(ask_with(made), 2026)
        [whole] = [block for block in page.blocks if isinstance(block, Amount)]
        assert whole.money == Money(320_540)
        assert "有 2 次没有到账" in lines(page)
        assert "3月，银行退回" in lines(page)

    def test_at_a_glance_does_not_worry_about_what_is_on_its_way(self) -> None:
        made = pension_with(
            payment(MARCH, on_its_way(MARCH.first_day.replace(day=30))), payment(Month(2026, 2))
        )
        assert "没有到账" not in lines(pension.overview(ask_with(made), 2026))

    def test_without_payments_is_missing(self) -> None:
        with pytest.raises(RecordMissing):
            pension.overview(ask_with(USUAL), 2031)

    def test_of_a_decade_is_offered_year_by_year(self) -> None:
        decade = pension_with(
            *(payment(Month(year, month)) for year in range(2026, 2015, -1) for month in (2, 1))
        )
        page = pension.years(ask_with(decade), then="year")
        assert len(page.choices) == 11
        assert page.choices[-1].target == go("pension.year", year=2016)


class TestRaises:
    def test_are_listed_with_what_they_add(self) -> None:
        [row] = pension.raises(ask_with(USUAL)).choices
        assert row.aside == Money(6_500)
        assert row.target == go("pension.raise", year=2025)

    def test_in_full_tell_before_after_since_and_back_pay(self) -> None:
        told = lines(pension.one_raise(ask_with(USUAL), 2025))
        for each in ("65.00", "3,140.40", "3,205.40", "2025年1月", "7月一起补发 390.00 元"):
            assert each in told

    def test_without_back_pay_does_not_speak_of_it(self) -> None:
        plain = replace(RAISE, back_pay=RAISE.back_pay * 0)
        ask = ask_with(replace(USUAL, raises=(plain,)))
        assert "补发" not in lines(pension.one_raise(ask, 2025))

    def test_are_none_yet_for_somebody_who_just_retired(self) -> None:
        assert "还没有涨过" in lines(pension.raises(ask_with(pension_with(payment(MARCH)))))

    def test_of_a_year_without_one_is_missing(self) -> None:
        with pytest.raises(RecordMissing):
            pension.one_raise(ask_with(USUAL), 2024)


def test_the_samples_add_up() -> None:
    assert all(each.balances for each in USUAL.payments)
