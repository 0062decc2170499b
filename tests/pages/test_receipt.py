"""A receipt says what its page says, in the page's order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages.blocks import Amount, Emblem, Fact, Facts, Notes, Paragraph, Picture, QrCode, Share, Tone
from pages.model import Page
from pages.presentation import Language
from pages.receipt import (
    Heading,
    MainAmount,
    PairLine,
    QrLine,
    Rule,
    Stamp,
    Style,
    TextLine,
    compose,
)
from pages.texts import FreeText
from pages.words import Words, load_words
from tests.pages.sample_receipt import CHINESE, SETTLEMENT, SLIP, URL, paper, with_blocks
from values import CardTail, IdNumber, Money, PersonName


def body(page: Page) -> list[object]:
    """The lines that come from the page's blocks."""
    lines = list(paper(page).lines)
    lead = lines.index(TextLine("通州区人民医院　2026年3月15日"))
    code = next(
        i for i, line in enumerate(lines) if isinstance(line, QrLine) and line.content == URL
    )
    return [line for line in lines[lead + 1 : code] if not isinstance(line, Rule)]


def test_a_settlement_is_told_in_the_order_of_its_page() -> None:
    assert paper().lines == (
        Heading("住院报销"),
        TextLine("通州区退休职工服务站　一号机", Style.SMALL),
        TextLine("2026年11月22日 上午9:43", Style.SMALL),
        Rule(),
        TextLine("曹**　999******0012"),
        TextLine("通州区人民医院　2026年3月15日"),
        Rule(),
        TextLine("已打到社保卡账户", Style.STRONG),
        TextLine("尾号 8901　3月28日"),
        Rule(),
        MainAmount("医保付了", "9,010.00 元"),
        PairLine("您自己付的", "3,670.50 元", amount=True),
        Rule(),
        PairLine("一共花了", "12,680.50 元", amount=True),
        PairLine("个人账户", "1,200.00 元", amount=True),
        PairLine("现金支付", "2,470.50 元", amount=True),
        Rule(),
        QrLine(URL, ("扫一扫查真假", "号码 T01-20261122-0007")),
        Rule(),
        TextLine("仅供查询，不作报销凭证。"),
        TextLine("医保问题打 12393，或到一号窗口问。"),
    )


def test_everything_printed_can_be_heard_first() -> None:
    assert paper(slip=replace(SLIP, demo=True)).texts() == [
        "演示用，不是真凭条",
        "住院报销",
        "通州区退休职工服务站　一号机",
        "2026年11月22日 上午9:43",
        "曹**　999******0012",
        "通州区人民医院　2026年3月15日",
        "已打到社保卡账户",
        "尾号 8901　3月28日",
        "医保付了",
        "9,010.00 元",
        "您自己付的",
        "3,670.50 元",
        "一共花了",
        "12,680.50 元",
        "个人账户",
        "1,200.00 元",
        "现金支付",
        "2,470.50 元",
        "扫一扫查真假",
        "号码 T01-20261122-0007",
        "仅供查询，不作报销凭证。",
        "医保问题打 12393，或到一号窗口问。",
    ]


def test_paper_takes_the_short_wording() -> None:
    entries = {**CHINESE.entries, "receipt.check": {"text": "很长的话", "short": "短话"}}
    receipt = compose(SETTLEMENT, SLIP, Words(Language.CHINESE, entries))
    assert "短话" in receipt.texts()


def test_english_paper_is_english() -> None:
    texts = compose(SETTLEMENT, SLIP, load_words(Language.ENGLISH)).texts()
    assert "9,010.00 yuan" in texts
    assert "Scan to verify" in texts


def test_neither_the_full_name_nor_the_birth_date_is_on_the_paper() -> None:
    texts = "".join(paper().texts())
    assert "秀英" not in texts
    assert "999******0012" in texts


@pytest.mark.parametrize(
    ("person", "number", "whose"),
    [
        (PersonName("曹秀英"), None, "曹**"),
        (None, IdNumber("999***********0012"), "999******0012"),
    ],
)
def test_what_is_known_of_the_person_is_printed(
    person: PersonName | None, number: IdNumber | None, whose: str
) -> None:
    assert TextLine(whose) in paper(slip=replace(SLIP, person=person, id_number=number)).lines


def test_a_slip_that_proves_nothing_has_no_code() -> None:
    slip = replace(SLIP, person=None, id_number=None, number=None, url=None)
    assert paper(Page("service.test_print", FreeText("试打一张")), slip).lines == (
        Heading("试打一张"),
        TextLine("通州区退休职工服务站　一号机", Style.SMALL),
        TextLine("2026年11月22日 上午9:43", Style.SMALL),
        Rule(),
        TextLine("仅供查询，不作报销凭证。"),
        TextLine("医保问题打 12393，或到一号窗口问。"),
    )


def test_a_number_without_a_code_is_printed_all_the_same() -> None:
    lines = paper(slip=replace(SLIP, url=None)).lines
    assert TextLine("号码 T01-20261122-0007", Style.SMALL) in lines


def test_a_part_that_is_not_the_main_amount_is_printed_with_the_rest() -> None:
    share = Share(Money(300), Money(1000), FreeText("已经用了"), FreeText("还可以用"))
    assert body(with_blocks(Amount(FreeText("一共"), Money(1000), share))) == [
        MainAmount("一共", "10.00 元"),
        PairLine("已经用了", "3.00 元", amount=True),
        PairLine("还可以用", "7.00 元", amount=True),
    ]


def test_a_quiet_paragraph_is_printed_smaller() -> None:
    blocks = (Paragraph(FreeText("第一行")), Paragraph(FreeText("第二行"), second=True))
    assert body(with_blocks(*blocks)) == [TextLine("第一行"), TextLine("第二行", Style.SMALL)]


def test_cards_keep_their_titles() -> None:
    facts = Facts((Fact(FreeText("尾号"), CardTail("8901")),), title=FreeText("账户"))
    notes = Notes(FreeText("请带"), (FreeText("发票"), FreeText("身份证")))
    assert body(with_blocks(facts, notes)) == [
        TextLine("账户", Style.STRONG),
        PairLine("尾号", "8901"),
        TextLine("请带", Style.STRONG),
        TextLine("· 发票"),
        TextLine("· 身份证"),
    ]


def test_pictures_emblems_and_choices_are_not_printed() -> None:
    pictured = with_blocks(Picture("lay_card", FreeText("放卡的图")), Emblem("check", Tone.GOOD))
    assert body(pictured) == []
    assert "打印凭条" not in paper().texts()


def test_a_code_of_the_page_is_printed_with_its_purpose() -> None:
    code = QrCode("https://yl.example/a", FreeText("手机上看"))
    assert body(with_blocks(code)) == [QrLine("https://yl.example/a", ("手机上看",))]


def test_demo_and_reprint_are_stamped_before_anything_else() -> None:
    lines = paper(slip=replace(SLIP, demo=True, copy=2)).lines
    assert lines[:3] == (Stamp("演示用，不是真凭条"), Stamp("补打　第2张"), Heading("住院报销"))
