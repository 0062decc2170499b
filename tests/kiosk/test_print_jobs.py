"""A slip for every agreed press, never two, and never a word more than is known of it."""

from __future__ import annotations

import pytest

from contract.failures import ServerFault, Unreachable
from contract.records import ReceiptKind
from devices.printers.printer import PrinterStatus, PrintOutcome
from kiosk.printing import AGAIN_SECONDS, MOST_COPIES, JobState
from kiosk.receipts import receipt_layout
from kiosk.screens.drawing import Dots
from pages.blocks import PaperStretch
from tests.kiosk.sample_people import CAO, OUYANG
from tests.kiosk.stage import PLACE, PORTRAIT, StagedKiosk

CANNOT = "打不了凭条"


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


def agree(kiosk: StagedKiosk) -> None:
    ask_to_print(kiosk)
    kiosk.tap("打印")


def outcomes(kiosk: StagedKiosk) -> list[str]:
    return [event["outcome"] for event in kiosk.logged("print.outcome")]


class TestOutcomes:
    def test_is_asked_once_with_what_will_be_printed(self, settled: StagedKiosk) -> None:
        """C5: a summary, a confirmation, a way out."""
        ask_to_print(settled)
        assert settled.sees("1,234.50 元")
        assert not settled.hears("一千二百三十四元五角")
        settled.tap("不打了")
        assert settled.shows == "reimbursements.settlement"
        assert settled.printer.slips == 0

    def test_printed(self, settled: StagedKiosk) -> None:
        """Only on the printer's own evidence; the number is the backend's."""
        agree(settled)
        assert settled.sees("凭条打好了")
        assert settled.hears("凭条打好了")
        assert settled.sees("T01-20260328-0001")
        assert settled.journal.steps.popitem()[1] == [
            JobState.AGREED,
            JobState.SENT,
            JobState.PRINTED,
        ]
        assert outcomes(settled) == ["printed"]

    def test_on_its_way_it_says_nothing_of_the_end(self, settled: StagedKiosk) -> None:
        settled.printer.slow = True
        agree(settled)
        settled.wait(30)
        assert settled.sees("正在打印")
        assert not settled.sees("打好了会告诉您吗")
        assert not settled.sees("凭条打好了")
        settled.slow_answers_come()
        assert settled.sees("凭条打好了")

    def test_unknown(self, settled: StagedKiosk) -> None:
        settled.printer.outcome = PrintOutcome.UNKNOWN
        agree(settled)
        assert settled.sees("不知道打好了没有")
        assert not settled.sees("凭条打好了")
        assert outcomes(settled) == ["unknown"]

    def test_not_printed_for_want_of_paper(self, settled: StagedKiosk) -> None:
        settled.printer.outcome = PrintOutcome.NOT_PRINTED
        settled.printer.now = PrinterStatus.PAPER_OUT
        agree(settled)
        assert settled.sees("打印机没有纸了")
        assert settled.hears("打印机没有纸了")
        settled.printer_is(PrinterStatus.PAPER_OUT)
        settled.printer_is(PrinterStatus.READY)
        assert not settled.sees("没有纸了")
        assert settled.sees("刚才没有打成")
        assert settled.printer.slips == 0
        settled.printer.outcome = PrintOutcome.PRINTED
        settled.tap("打印机好了，再打")
        settled.tap("打印")
        assert settled.sees("凭条打好了")

    def test_a_printer_that_cannot_answer_was_only_handed_it(self, settled: StagedKiosk) -> None:
        settled.printer.has_back_channel = False
        settled.printer_is(PrinterStatus.NO_ANSWER)
        agree(settled)
        assert settled.sees("凭条送去打印了")
        assert not settled.sees("打好了")
        assert outcomes(settled) == ["handed_over"]

    @pytest.mark.parametrize("method", ["issue_receipt", "settlement"])
    def test_without_a_number_nothing_goes_to_the_printer(
        self, settled: StagedKiosk, method: str
    ) -> None:
        ask_to_print(settled)
        settled.gateway.fails[method] = ServerFault()
        settled.tap("打印")
        assert settled.sees("什么也没有打")
        assert settled.sees(ServerFault.code)
        assert settled.printer.slips == 0
        assert outcomes(settled) == ["no_number"]
        settled.gateway.fails.clear()
        settled.tap("再试一次")
        settled.tap("打印")
        assert settled.sees("凭条打好了")

    def test_a_slow_service_shows_that_it_is_on_its_way(self, settled: StagedKiosk) -> None:
        """D1: agreeing is answered at once, whatever the network does."""
        ask_to_print(settled)
        settled.gateway.slow.add("settlement")
        settled.tap("打印")
        settled.wait(1)
        assert settled.sees("正在打印")


class TestOnlyOnce:
    def test_two_presses_in_a_hurry_print_one_slip(self, settled: StagedKiosk) -> None:
        ask_to_print(settled)
        where = settled.place_of("打印")
        settled.printer.slow = True
        for _ in range(3):
            settled.touch_at(*where)
        settled.slow_answers_come()
        assert settled.printer.slips == 1

    def test_a_second_slip_while_one_is_on_its_way_shows_that_one(
        self, settled: StagedKiosk
    ) -> None:
        """It was once told that nobody knows what became of a job nobody had agreed to."""
        settled.printer.slow = True
        agree(settled)
        settled.tap("回首页")
        settled.tap("看病报销")
        settled.tap("门诊报销")
        agree(settled)
        assert settled.sees("正在打印")
        settled.slow_answers_come()
        assert settled.sees("凭条打好了")
        assert settled.printer.slips == 1

    def test_back_from_the_outcome_skips_the_question(self, settled: StagedKiosk) -> None:
        agree(settled)
        settled.tap("返回")
        assert settled.shows == "reimbursements.settlement"

    def test_a_second_slip_of_the_same_is_marked(self, settled: StagedKiosk) -> None:
        agree(settled)
        settled.tap("没出来，再打一张")
        settled.tap("打印")
        assert [each.copy for each in settled.layout.receipts] == [1, 2]
        assert settled.printer.slips == 2

    def test_a_slip_that_did_not_come_out_is_no_reprint(self, settled: StagedKiosk) -> None:
        settled.printer.outcome = PrintOutcome.NOT_PRINTED
        agree(settled)
        settled.printer.outcome = PrintOutcome.PRINTED
        settled.tap("打印机好了，再打")
        settled.tap("打印")
        assert [each.copy for each in settled.layout.receipts] == [1, 1]

    def test_the_end_of_the_visit_tells_nobody_else(self, settled: StagedKiosk) -> None:
        """The slip still comes out, and the log knows; the next person hears nothing of it."""
        settled.printer.slow = True
        agree(settled)
        settled.lay(OUYANG, "slot")
        settled.listen()
        settled.slow_answers_come()
        assert settled.shows == "standard.home"
        assert not settled.hears("凭条")
        assert outcomes(settled) == ["printed"]


class TestPrintAgain:
    """Counted, marked, and offered for a short while only."""

    def test_is_offered_for_three_minutes(self, settled: StagedKiosk) -> None:
        agree(settled)
        assert "没出来，再打一张" in settled.choices
        settled.wait(AGAIN_SECONDS / 2)
        settled.touch_nothing()
        settled.wait(AGAIN_SECONDS / 2 + 1)
        assert settled.sees("凭条打好了")
        assert "没出来，再打一张" not in settled.choices

    def test_ends_with_the_third_slip(self, settled: StagedKiosk) -> None:
        agree(settled)
        for _ in range(MOST_COPIES - 1):
            settled.tap("没出来，再打一张")
            settled.tap("打印")
        assert [each.copy for each in settled.layout.receipts] == [1, 2, 3]
        assert "没出来，再打一张" not in settled.choices

    def test_counts_each_record_by_itself(self, settled: StagedKiosk) -> None:
        agree(settled)
        settled.tap("返回")
        settled.tap("返回")
        settled.tap("打印这张单子")
        settled.tap("打印")
        assert [each.copy for each in settled.layout.receipts] == [1, 1]

    def test_after_a_refill_only_what_is_agreed_to_then(self, settled: StagedKiosk) -> None:
        settled.printer.outcome = PrintOutcome.NOT_PRINTED
        settled.printer.now = PrinterStatus.PAPER_OUT
        agree(settled)
        settled.printer.outcome = PrintOutcome.PRINTED
        settled.printer_is(PrinterStatus.READY)
        settled.wait(30)
        assert settled.printer.slips == 0
        settled.tap("打印机好了，再打")
        settled.tap("打印")
        assert settled.printer.slips == 1


class TestAYearOnOneSlip:
    def test_is_numbered_as_a_year_and_prints_its_rows(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.tap("看病报销")
        kiosk.tap("打印这张单子")
        kiosk.tap("打印")
        assert kiosk.sees("凭条打好了")
        (asked,) = kiosk.layout.receipts
        assert asked.page.paper is not None
        assert (asked.page.paper.kind, asked.page.paper.record) == ("settlements_of_year", "2026")
        assert ReceiptKind(asked.page.paper.kind) is ReceiptKind.SETTLEMENTS_OF_YEAR


class TestSeeingAndHearingFirst:
    """E10: everything printed can be seen and heard before."""

    def test_the_picture_is_the_receipt_s_own(self, settled: StagedKiosk) -> None:
        ask_to_print(settled)
        settled.tap("先看看、听听")
        shown = [block for block in settled.page.blocks if isinstance(block, PaperStretch)]
        assert sum(stretch.height for stretch in shown) > 800
        drawn = settled.surface.drawing
        assert drawn is not None
        papers = [item for item in drawn.items if isinstance(item, Dots)]
        assert papers
        assert all(paper.rows in {stretch.dots for stretch in shown} for paper in papers)
        small_print = 36 * papers[0].rect.width / papers[0].width
        assert small_print >= PORTRAIT.type_px(10)

    def test_figures_are_heard_only_when_asked_for(self, settled: StagedKiosk) -> None:
        ask_to_print(settled)
        settled.tap("先看看、听听")
        assert settled.hears("金沙社区")
        settled.tap("读给我听")
        settled.listen()
        while "下一页" in settled.choices:
            settled.tap("下一页")
        assert settled.hears("一千二百三十四元五角")
        assert settled.hears("仅供查询，不作报销凭证")

    def test_printing_from_there_prints_one_slip(self, settled: StagedKiosk) -> None:
        ask_to_print(settled)
        settled.tap("先看看、听听")
        settled.tap("打印")
        assert settled.sees("凭条打好了")
        assert settled.printer.slips == 1

    def test_covered_amounts_stay_covered(self, settled: StagedKiosk) -> None:
        """H3."""
        settled.tap("遮住金额")
        ask_to_print(settled)
        settled.tap("先看看、听听")
        assert not any(isinstance(block, PaperStretch) for block in settled.page.blocks)
        settled.tap("显示金额")
        assert any(isinstance(block, PaperStretch) for block in settled.page.blocks)


class TestBeforeAgreeing:
    """G5: told before anybody confirms, and spoken."""

    @pytest.mark.parametrize("status", [status for status in PrinterStatus if not status.can_print])
    def test_a_printer_that_cannot_is_told_and_the_page_clears_itself(
        self, settled: StagedKiosk, status: PrinterStatus
    ) -> None:
        settled.printer_is(status)
        ask_to_print(settled, CANNOT)
        assert "打印" not in settled.choices
        assert settled.hears("打印机")
        assert settled.sees("这一页会自己变回来")
        settled.tap("叫工作人员")
        assert settled.sees("消息送到了")
        settled.printer_is(PrinterStatus.READY)
        assert "打印" in settled.choices
        assert settled.printer.slips == 0

    def test_everything_can_be_heard_instead(self, settled: StagedKiosk) -> None:
        """E10."""
        settled.printer_is(PrinterStatus.PAPER_OUT)
        ask_to_print(settled, CANNOT)
        settled.tap("读给我听")
        assert settled.shows == "reimbursements.settlement"
        assert settled.hears("一千二百三十四元五角")

    def test_low_paper_still_prints(self, settled: StagedKiosk) -> None:
        settled.printer_is(PrinterStatus.PAPER_LOW)
        agree(settled)
        assert settled.sees("凭条打好了")


class TestAnUnexpectedError:
    @pytest.mark.parametrize(
        ("where", "told"), [("broken_before", "not_printed"), ("broken_after", "unknown")]
    )
    def test_ends_the_visit_and_leaves_what_is_known_in_the_log(
        self, settled: StagedKiosk, where: str, told: str
    ) -> None:
        setattr(settled.printer, where, RuntimeError("the driver fell over"))
        agree(settled)
        assert settled.shows == "failure.failsafe"
        assert outcomes(settled) == [told]
        assert [type(error) for error in settled.errors] == [RuntimeError]
        settled.errors.clear()
        settled.tap("再来一次")
        assert settled.shows == "standard.welcome"

    def test_a_full_disk_prints_nothing(self, settled: StagedKiosk) -> None:
        """What is not in the journal is not printed."""
        settled.journal.broken = OSError("no space left")
        agree(settled)
        assert settled.printer.slips == 0
        assert settled.shows == "failure.failsafe"
        settled.errors.clear()


class TestTheReceipt:
    def test_is_laid_out_for_real(self, settled: StagedKiosk) -> None:
        agree(settled)
        asked = settled.layout.receipts[0]
        raster = receipt_layout(PLACE, 576)(asked.page, asked.issued, asked.retiree, 1)
        assert raster.width == 576
        assert 0 < sum(row.bit_count() for row in raster.rows) < raster.width * raster.height / 2

    def test_gives_no_amount_from_a_failed_answer(self, settled: StagedKiosk) -> None:
        settled.gateway.fails["settlement"] = Unreachable()
        ask_to_print(settled)
        assert settled.shows == "failure.page"
        assert settled.printer.slips == 0
