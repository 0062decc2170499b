"""用手机带走: the receipt on the person's own telephone, without paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contract.failures import Unreachable
from devices.printers.printer import PrinterStatus, PrintOutcome
from kiosk.screens.drawing import Matrix
from pages.qr import qr_matrix
from tests.kiosk.sample_people import CAO
from tests.kiosk.stage import PLACE, StagedKiosk

TEN_MINUTES = 10 * 60


@pytest.fixture
def settled(kiosk: StagedKiosk) -> StagedKiosk:
    """Somebody who has a settlement before them."""
    kiosk.lay(CAO)
    kiosk.tap("看病报销")
    kiosk.tap("门诊报销")
    return kiosk


def ask_to_print(kiosk: StagedKiosk, label: str = "打印凭条") -> None:
    kiosk.turn_to(label)
    kiosk.tap(label)


def codes(kiosk: StagedKiosk) -> list[Matrix]:
    return [item for item in kiosk.drawing.items if isinstance(item, Matrix)]


def test_who_wants_no_paper_takes_the_receipt_along(settled: StagedKiosk) -> None:
    ask_to_print(settled)
    settled.tap("用手机带走")
    assert settled.sees("请用手机扫这个码")
    assert settled.hears("请用手机扫这个码")
    (issued,) = settled.gateway.receipts.values()
    assert [code.rows for code in codes(settled)] == [qr_matrix(issued.phone_url)]
    assert settled.printer.slips == 0


def test_it_says_until_when_and_to_keep_it_from_others(settled: StagedKiosk) -> None:
    ask_to_print(settled)
    settled.tap("用手机带走")
    assert settled.sees("上午9:40以前扫有效")
    assert settled.hears("上午九点四十分以前扫有效")
    assert settled.sees("只让自己的手机扫")


def test_where_there_is_no_paper_the_page_says_so_and_offers_it(settled: StagedKiosk) -> None:
    """G5: told before anybody agreed to anything."""
    settled.printer_is(PrinterStatus.PAPER_OUT)
    ask_to_print(settled, "打不了凭条")
    assert settled.sees("打印机没有纸了")
    settled.tap("用手机带走")
    assert settled.sees("请用手机扫这个码")


def test_the_page_clears_itself_when_the_paper_is_back(settled: StagedKiosk) -> None:
    settled.printer_is(PrinterStatus.PAPER_OUT)
    settled.turn_to("打不了凭条")
    settled.printer_is(PrinterStatus.READY)
    settled.turn_to("打印凭条")
    settled.printer_is(PrinterStatus.COVER_OPEN)
    ask_to_print(settled, "打不了凭条")
    assert settled.sees("打印机的盖子开着")
    settled.printer_is(PrinterStatus.READY)
    assert settled.sees("要打印这张凭条吗？")


def test_where_nobody_knows_what_became_of_the_slip_it_is_offered_too(
    settled: StagedKiosk,
) -> None:
    settled.printer.outcome = PrintOutcome.UNKNOWN
    ask_to_print(settled)
    settled.tap("打印")
    settled.tap("用手机带走")
    assert settled.sees("请用手机扫这个码")


def test_coming_back_to_it_shows_the_same_code(settled: StagedKiosk) -> None:
    ask_to_print(settled)
    settled.tap("用手机带走")
    shown = codes(settled)
    settled.tap("字和声音")
    settled.tap("返回")
    assert codes(settled) == shown
    assert len(settled.gateway.receipts) == 1


def test_after_its_time_another_is_offered(settled: StagedKiosk) -> None:
    ask_to_print(settled)
    settled.tap("用手机带走")
    for _ in range(TEN_MINUTES // 60):
        settled.wait(60)
        settled.touch_nothing()
    settled.tap("字和声音")
    settled.tap("返回")
    assert settled.sees("这个码过时了")
    assert codes(settled) == []
    settled.tap("再要一个码")
    assert len(settled.gateway.receipts) == 2


def test_without_the_service_there_is_no_code_but_a_page_that_says_so(
    settled: StagedKiosk,
) -> None:
    ask_to_print(settled)
    settled.gateway.fails["issue_receipt"] = Unreachable()
    settled.tap("用手机带走")
    assert settled.shows == "failure.page"
    assert settled.sees(Unreachable.code)


def test_nothing_of_it_stays_when_the_visit_ends(settled: StagedKiosk) -> None:
    ask_to_print(settled)
    settled.tap("用手机带走")
    settled.tap("办完了，取卡")
    settled.wait(1)
    assert codes(settled) == []
    assert not settled.errors


def test_where_telephones_do_not_reach_the_service_it_is_not_offered(
    settled: StagedKiosk,
) -> None:
    facts = replace(PLACE, phones_reach_service=False)
    settled.kiosk.parts = replace(settled.kiosk.parts, terminal=facts)
    ask_to_print(settled)
    assert "用手机带走" not in settled.choices
