"""A chart says the same to eyes, ears and on paper."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.usual_choices import READ_ALOUD
from pages.blocks import Fact, Facts
from pages.charts import Bar, BarChart, Breakdown, Slice, told
from pages.model import Page, Part
from pages.presentation import Language, Presentation
from pages.receipt import Slip, compose
from pages.spoken import speak
from pages.texts import FreeText, Phrase
from pages.transcript import page_lines
from pages.web import html
from pages.words import load_words
from values import IdNumber, Money, MonthOfYear, PhoneNumber

WORDS = load_words(Language.CHINESE)
RETURNED = FreeText("银行退回")


def bars(*fen: int) -> tuple[Bar, ...]:
    return tuple(Bar(MonthOfYear(n), Money(each)) for n, each in enumerate(fen, start=1))


def chart(*fen: int) -> BarChart:
    return BarChart(FreeText("每个月"), bars(*fen))


PARTS = Breakdown(
    FreeText("一共"),
    Money(30_000),
    (Slice(FreeText("基础"), Money(20_000)), Slice(FreeText("涨的"), Money(10_000))),
)


def page(block: BarChart | Breakdown) -> Page:
    return Page("sample", FreeText("养老金"), blocks=(block,))


def keys(block: BarChart) -> list[str]:
    return [text.key for text in told(block) if isinstance(text, Phrase)]


class TestWhatALookShows:
    def test_the_most_the_least_and_the_trend(self) -> None:
        lines = page_lines(page(chart(100_00, 130_00, 110_00)), Part(), Presentation(), WORDS)
        assert lines[-3:] == (
            "最多的是2月：130.00 元",
            "最少的是1月：100.00 元",
            "3月比1月多了10.00 元",
        )

    def test_less_at_the_end_is_said_too(self) -> None:
        assert keys(chart(300, 200)) == ["chart.most", "chart.least", "chart.fell"]

    def test_all_the_same_is_one_sentence(self) -> None:
        assert keys(chart(500, 500, 500)) == ["chart.same"]

    def test_of_one_there_is_nothing_to_tell(self) -> None:
        assert keys(chart(500)) == []

    def test_money_that_did_not_come_is_not_counted(self) -> None:
        came = bars(100, 200)
        away = Bar(MonthOfYear(3), Money(900), RETURNED, solid=False)
        assert keys(BarChart(FreeText(""), (*came, away))) == keys(chart(100, 200))

    def test_what_came_only_once_is_no_trend(self) -> None:
        back_pay = Bar(MonthOfYear(3), Money(900), FreeText("有补发"))
        told_of = list(told(BarChart(FreeText(""), (*bars(100, 100), back_pay))))
        assert [text.key for text in told_of if isinstance(text, Phrase)] == [
            "chart.most",
            "chart.least",
        ]

    @given(st.lists(st.integers(1, 10**9), min_size=2, max_size=12))
    def test_no_bar_is_above_the_most_or_below_the_least(self, fen: list[int]) -> None:
        amounts = [
            dict(text.values)["money"]
            for text in told(chart(*fen))
            if isinstance(text, Phrase) and text.key in ("chart.most", "chart.least", "chart.same")
        ]
        assert (amounts[0], amounts[-1]) == (Money(max(fen)), Money(min(fen)))


class TestItIsHeard:
    @pytest.mark.parametrize("block", [chart(100, 200), PARTS])
    def test_only_when_asked_for(self, block: BarChart | Breakdown) -> None:
        unasked = speak(page(block), Part(), Presentation(), WORDS)
        assert [each.worded for each in unasked] == ["养老金"]

    def test_every_bar_after_what_a_look_shows(self) -> None:
        note = Bar(MonthOfYear(11), Money(342_752), RETURNED, solid=False)
        block = BarChart(FreeText("每个月"), (*bars(100_00, 200_00), note))
        heard = speak(page(block), Part(), Presentation(figures_aloud=True), WORDS)
        assert [each.worded for each in heard] == [
            "养老金",
            "每个月",
            "最多的是二月，二百元",
            "最少的是一月，一百元",
            "二月比一月多了一百元",
            "一月，一百元。",
            "二月，二百元。",
            "十一月，银行退回，三千四百二十七元五角二分。",
        ]
        assert all(each.private for each in heard[1:])

    def test_the_whole_and_every_piece_of_it(self) -> None:
        heard = speak(page(PARTS), Part(), Presentation(figures_aloud=True), WORDS)
        assert [each.worded for each in heard][1:] == [
            "一共，三百元。",
            "基础，二百元。",
            "涨的，一百元。",
        ]


def test_covered_amounts_are_dots_and_nothing_tells_them() -> None:
    lines = page_lines(page(chart(100, 200)), Part(), Presentation(covered=True), WORDS)
    assert lines == ("养老金", "每个月", "1月 ••••", "2月 ••••")


def test_paper_has_a_row_for_every_bar() -> None:
    slip = Slip(
        "金沙社区", "一号机", datetime(2026, 3, 28, 9, 30, tzinfo=UTC), PhoneNumber("12333")
    )
    texts = compose(page(chart(100_00, 200_00)), slip, WORDS).texts()
    assert texts[texts.index("每个月") :][:5] == ["每个月", "1月", "100.00 元", "2月", "200.00 元"]
    texts = compose(page(PARTS), slip, WORDS).texts()
    assert [text for text in texts if text in {"一共", "基础", "涨的"} or text.endswith("元")] == [
        "一共",
        "300.00 元",
        "基础",
        "200.00 元",
        "涨的",
        "100.00 元",
    ]


def test_the_web_has_a_table_with_headed_rows() -> None:
    document = html(page(chart(100_00, 200_00)), WORDS)
    assert "<caption>每个月</caption>" in document
    assert '<th scope="row">2月</th><td>200.00 元</td>' in document
    assert "<p>最多的是2月：200.00 元</p>" in document


class TestPersonalFacts:
    FACT = Fact(FreeText("住址"), FreeText("金沙街道示范路"), personal=True)
    PAGE = Page("sample", FreeText("档案"), blocks=(Facts((FACT,)),))

    def test_are_dots_until_they_are_asked_for(self) -> None:
        """H3."""
        assert page_lines(self.PAGE, Part(), Presentation(), WORDS)[1] == "住址 ••••"
        shown = page_lines(self.PAGE, Part(), Presentation(revealed=True), WORDS)
        assert shown[1] == "住址 金沙街道示范路"

    def test_are_not_on_the_web(self) -> None:
        assert "示范路" not in html(self.PAGE, WORDS)

    def test_are_said_only_when_asked_for(self) -> None:
        """E9."""
        for revealed in (False, True):
            quiet = Presentation(revealed=revealed)
            heard = speak(self.PAGE, Part(), quiet, WORDS)
            assert not any("示范" in each.worded for each in heard)
        aloud = speak(self.PAGE, Part(), Presentation(figures_aloud=True), WORDS)
        assert any("示范路" in each.worded for each in aloud)

    def test_what_was_left_out_is_told_by_its_kind(self) -> None:
        number = Fact(FreeText("号码"), IdNumber("999***0027"), personal=True)
        amount = Fact(FreeText("金额"), Money(100), private=True)
        for facts, word in (((self.FACT, number), "个人情况"), ((self.FACT, amount), "金额")):
            offering = Page("sample", FreeText(""), blocks=(Facts(facts),), choices=(READ_ALOUD,))
            heard = speak(offering, Part(), Presentation(), WORDS)
            assert any(f"{word}没有读出来" in each.worded for each in heard)
