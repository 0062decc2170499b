"""One settlement and its slip, as many tests want it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from pages.blocks import Amount, Block, Fact, Facts, Share, State, Tone
from pages.choices import Choice, go
from pages.model import Page
from pages.presentation import Language
from pages.receipt import Receipt, Slip, compose
from pages.texts import FreeText
from pages.words import load_words
from values import Code, IdNumber, Money, PersonName

CHINESE = load_words(Language.CHINESE)
URL = "https://yl.tongzhou.example/r/7Q2MK4XW9TD3HB6N"
WIDTHS = (576, 512, 384)
"""Dots of 80 mm paper, of older 80 mm heads, of 58 mm paper."""

SETTLEMENT = Page(
    route="reimbursements.settlement",
    title=FreeText("住院报销"),
    lead=FreeText("通州区人民医院　2026年3月15日"),
    blocks=(
        State(Tone.GOOD, FreeText("已打到社保卡账户"), FreeText("尾号 8901　3月28日")),
        Amount(
            FreeText("医保付了"),
            Money(901000),
            Share(Money(901000), Money(1268050), FreeText("医保付的"), FreeText("您自己付的")),
        ),
        Facts(
            (
                Fact(FreeText("一共花了"), Money(1268050), private=True),
                Fact(FreeText("个人账户"), Money(120000), private=True),
                Fact(FreeText("现金支付"), Money(247050), private=True),
            )
        ),
    ),
    choices=(Choice(FreeText("打印凭条"), go("standard.confirm_print")),),
)
SLIP = Slip(
    organisation="通州区退休职工服务站",
    terminal="一号机",
    moment=datetime(2026, 11, 22, 9, 43, tzinfo=ZoneInfo("Asia/Shanghai")),
    contact=FreeText("医保问题打 12393，或到一号窗口问。"),
    person=PersonName("曹秀英"),
    id_number=IdNumber("999***********0012"),
    number=Code("T01-20261122-0007"),
    url=URL,
)


def paper(page: Page = SETTLEMENT, slip: Slip = SLIP, width: int = 576) -> Receipt:
    return compose(page, slip, CHINESE, width=width)


def with_blocks(*blocks: Block) -> Page:
    return replace(SETTLEMENT, blocks=blocks)
