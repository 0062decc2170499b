"""A page and its speech, written down."""

from datetime import UTC, date, datetime

from pages.blocks import (
    Amount,
    Emblem,
    Entry,
    Fact,
    Facts,
    Notes,
    Paragraph,
    Picture,
    QrCode,
    Share,
    State,
    Tone,
)
from pages.choices import Choice, Role, do, go
from pages.model import Page, Part
from pages.presentation import Language, Presentation
from pages.spoken import Utterance
from pages.texts import FreeText
from pages.transcript import UtteranceRecord, page_lines
from pages.words import load_words
from values import Day, Money

WORDS = load_words(Language.CHINESE)
PAGE = Page(
    "test",
    FreeText("住院报销"),
    lead=Day(date(2026, 3, 15)),
    blocks=(
        Emblem("check", Tone.GOOD),
        State(Tone.GOOD, FreeText("已到账"), FreeText("尾号 8901")),
        Amount(
            FreeText("医保付了"),
            Money(700),
            Share(Money(700), Money(1000), FreeText("医保"), FreeText("自己")),
        ),
        Facts((Fact(FreeText("一共"), Money(1000), private=True),), FreeText("费用")),
        Notes(FreeText("要带的"), (FreeText("身份证"),)),
        Paragraph(FreeText("说明")),
        Picture("card", FreeText("芯片朝下")),
        QrCode("R1", FreeText("扫一扫")),
        Entry(FreeText("密码"), 2, None, ()),
    ),
    choices=(
        Choice(FreeText("门诊"), go("test"), role=Role.ROW, aside=Money(1), aside_private=True),
        Choice(FreeText("打印"), do("print")),
    ),
)


def lines(part: Part, *, covered: bool = False) -> tuple[str, ...]:
    return page_lines(PAGE, part, Presentation(covered=covered), WORDS)


def test_a_page_is_written_down_in_reading_order() -> None:
    assert lines(Part()) == (
        "住院报销",
        "2026年3月15日",
        "<check>",
        "已到账",
        "尾号 8901",
        "医保付了 7.00 元",
        "医保 7.00 元",
        "自己 3.00 元",
        "费用",
        "一共 10.00 元",
        "要带的",
        "身份证",
        "说明",
        "<card> 芯片朝下",
        "<R1> 扫一扫",
        "密码 ••",
        "[门诊 | 0.01 元]",
        "[打印]",
    )


def test_covered_figures_are_dots() -> None:
    assert not [line for line in lines(Part(), covered=True) if "元" in line]


def test_a_part_has_only_its_own_blocks_and_choices() -> None:
    assert lines(Part(2, 2, blocks=(5, 6), choices=(1, 2)))[2:] == ("说明", "[打印]")


def test_an_utterance_is_recorded_with_its_times() -> None:
    start, end = datetime(2026, 3, 15, 1, 0, tzinfo=UTC), datetime(2026, 3, 15, 1, 1, tzinfo=UTC)
    utterance = Utterance("7.00 元", "七元", Language.CHINESE, private=True)
    record = UtteranceRecord.of(utterance, "qi1 yuan2", started=start, ended=end, cut=False)
    assert record.as_json() == {
        "shown": "7.00 元",
        "worded": "七元",
        "engine_text": "qi1 yuan2",
        "language": "zh-CN",
        "private": True,
        "started": "2026-03-15T01:00:00+00:00",
        "ended": "2026-03-15T01:01:00+00:00",
        "cut": False,
    }
