"""How many taps it takes, page turns counted: a record is within four, a slip within five.

C2 holds for every kind of record. What is farther off stands here with its figure: the second and
third part of a past year's list, one turn each, and the slip of what lies behind a list or a form.
"""

from __future__ import annotations

import pytest

from devices.printers.printer import PrinterStatus
from tests.journeys.four_people import FOUR
from tests.kiosk.stage import StagedKiosk

RECORDS = {
    ("养老金", "看这次明细"): 2,
    ("养老金", "看每个月的", "2026年", "1月"): 4,
    ("养老金", "看每个月的", "2025年", "12月"): 4,
    ("养老金", "一年的总账"): 2,
    ("养老金", "一年的总账", "看别的年份", "2025年"): 4,
    ("养老金", "看这次明细", "涨了多少", "2025年"): 4,
    ("看病报销", "门诊报销"): 2,
    ("看病报销", "门诊报销", "费用明细"): 3,
    ("看病报销", "看别的年份", "2025年", "门诊报销"): 4,
    ("我的档案", "我提过的"): 2,
    ("文娱活动", "写春联"): 2,
    ("新闻公告", "重阳节"): 2,
}
SLIPS = {
    ("看病报销", "打印这张单子", "打印"): 3,
    ("看病报销", "门诊报销", "打印凭条", "打印"): 4,
    ("养老金", "看这次明细", "打印凭条", "打印"): 4,
    ("养老金", "一年的总账", "打印凭条", "打印"): 4,
}
FARTHER = {
    ("养老金", "看每个月的", "2025年", "1月"): 6,
    ("文娱活动", "剪窗花", "报名", "报名", "打印凭条", "打印"): 6,
    ("养老金", "看每个月的", "2025年", "1月", "打印凭条", "打印"): 8,
}
OF_SOMEBODY_WITH_MUCH = {
    ("养老金", "看这次明细", "打印凭条", "打印"): 5,
    ("看病报销", "门诊报销", "打印凭条", "打印"): 4,
    ("看病报销", "看别的年份", "2025年", "门诊报销"): 6,
}


def taps(kiosk: StagedKiosk, *labels: str) -> int:
    """Tap one after another; answers how often, with every turn of a page."""
    count = 0
    for label in labels:
        while not any(choice.startswith(label) for choice in kiosk.choices):
            kiosk.tap("下一页")
            count += 1
        kiosk.tap(label)
        count += 1
    return count


@pytest.mark.parametrize(("labels", "needed"), RECORDS.items())
def test_a_record_is_within_four_taps_of_the_card(labels: tuple[str, ...], needed: int) -> None:
    """C2."""
    assert taps(FOUR["usual"].lay_card(), *labels) == needed <= 4


@pytest.mark.parametrize(("labels", "needed"), SLIPS.items())
def test_a_slip_is_within_five_taps_of_the_card(labels: tuple[str, ...], needed: int) -> None:
    """C2."""
    kiosk = FOUR["usual"].lay_card()
    assert taps(kiosk, *labels) == needed <= 5
    assert kiosk.sees("凭条打好了")


@pytest.mark.parametrize(("labels", "needed"), FARTHER.items())
def test_what_is_farther_off_is_no_farther_than_that(labels: tuple[str, ...], needed: int) -> None:
    assert taps(FOUR["usual"].lay_card(), *labels) == needed


@pytest.mark.parametrize(("labels", "needed"), OF_SOMEBODY_WITH_MUCH.items())
def test_much_on_record_costs_turns(labels: tuple[str, ...], needed: int) -> None:
    assert taps(FOUR["everything"].lay_card(), *labels) == needed


def test_no_paper_costs_no_turn() -> None:
    kiosk = FOUR["usual"].lay_card()
    kiosk.printer_is(PrinterStatus.PAPER_OUT)
    assert taps(kiosk, "看病报销", "门诊报销", "打不了凭条") == 3
    assert kiosk.sees("打印机没有纸了")
