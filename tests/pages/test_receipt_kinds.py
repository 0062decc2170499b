"""Every kind of receipt, as the applications' own pages make it: looked at, and nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications import reimbursements
from applications.ask import Ask
from applications.catalogue import receipt_page
from contract.credentials import Assurance
from contract.records import PaidToCard, ReceiptKind, Settlement, SettlementState
from kiosk.clock import LOCAL
from kiosk.receipts import receipt_preview
from pages.model import Page
from pages.presentation import Presentation
from pages.receipt import Receipt, Slip, compose, draw, stretches
from pages.receipt.layout import lay_out
from pages.receipt.sheet import BELOW_RULE
from pages.spoken_blocks import block_pieces
from pages.worded import Worder
from pages.written import Writer
from tests.kiosk.fake_gateway import FakeGateway, FakeVisit
from tests.kiosk.sample_people import CAO, INCOMPLETE, LAST_YEAR, LIBRARY, PAID, REVIEWED
from tests.kiosk.sample_programme import TOMORROW
from tests.kiosk.stage import PLACE
from tests.pages.golden_pictures import assert_like_golden
from tests.pages.sample_receipt import CHINESE, SLIP, WIDTHS
from values import Day, IdNumber, Money, PersonName

MOMENT = datetime(2026, 3, 28, 9, 30, tzinfo=LOCAL)
WRITER = Writer(CHINESE)
EDGE = 4
"""Dots at either side on which nothing may stand."""


def ask_with(*settlements: Settlement) -> Ask:
    dossier = replace(LIBRARY[CAO.id_number], settlements=settlements)
    gateway = FakeGateway(lambda: None)
    records = FakeVisit(gateway, CAO.id_number, dossier, Assurance.AUTHENTICATED)
    return Ask(MOMENT, PLACE, gateway, Presentation(), lambda: "key", records=records)


def page_of(kind: str) -> Page:
    if kind in OTHERS:
        kind_of, record = OTHERS[kind]
        ask = ask_with()
        ask.visit.sign_up(TOMORROW.id, "key", fit=True)
        return receipt_page(kind_of)[0](ask, record)
    if kind == "year":
        return reimbursements.year(ask_with(PAID, REVIEWED, INCOMPLETE), 2026)
    return reimbursements.settlement(ask_with(KINDS[kind]), KINDS[kind].number)


KINDS = {
    "paid": PAID,
    "under-review": REVIEWED,
    "at-hospital": LAST_YEAR,
    "papers-missing": INCOMPLETE,
}
OTHERS = {
    "pension-month": (ReceiptKind.PENSION_MONTH, "2026-03"),
    "pension-year": (ReceiptKind.PENSION_YEAR, "2026"),
    "sign-up": (ReceiptKind.SIGN_UP, str(TOMORROW.id)),
}
"""Other applications' kinds of receipt, and by what the sample's records are called."""


def slip_of(page: Page) -> Slip:
    assert page.paper is not None
    return replace(SLIP, contact=page.paper.contact)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", [*KINDS, *OTHERS, "year"])
def test_every_kind_looks_as_it_should(kind: str, width: int, tmp_path: Path) -> None:
    page = page_of(kind)
    drawn = draw(compose(page, slip_of(page), CHINESE, width=width))
    assert_like_golden(drawn, f"{kind}-{width}", tmp_path)


AMOUNTS = st.decimals(0, 9_999_999, places=2).map(lambda yuan: yuan.quantize(Decimal("0.01")))
DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))
NAMES = st.sampled_from(["曹秀英", "欧阳建国", "𠮷祥", "阿不都热合曼·买买提"])


@st.composite
def settlements(draw: st.DrawFn) -> Settlement:
    pooled, account, cash = (draw(AMOUNTS) for _ in range(3))
    personal = account + cash
    return replace(
        PAID,
        institution=draw(st.sampled_from(["金沙医院", "南通市通州区川姜镇中心卫生院（东区）"])),
        day=draw(DAYS),
        state=SettlementState(paid=PaidToCard(draw(DAYS), "4417")),
        total=pooled + personal,
        pooled=pooled,
        personal=personal,
        in_scheme_self_paid=personal,
        out_of_scheme=Decimal(0),
        account=account,
        cash=cash,
    )


@settings(max_examples=25, deadline=None)
@given(settlements(), NAMES, st.sampled_from(WIDTHS))
def test_every_amount_date_and_name_of_the_page_is_on_the_paper(
    record: Settlement, name: str, width: int
) -> None:
    """As text of its lines, as ink where each line stands, and in what is said of it."""
    page = reimbursements.settlement(ask_with(record), record.number)
    slip = replace(slip_of(page), person=PersonName(name), id_number=IdNumber("999****0012"))
    receipt = compose(page, slip, CHINESE, width=width)
    wanted = [
        *(WRITER.write(Money.of(each)) for each in (record.fund_paid, record.total)),
        *(WRITER.write(Money.of(each)) for each in (record.account, record.cash) if each),
        WRITER.write(Day(record.day)),
        WRITER.write(PersonName(name)),
        record.institution,
    ]
    printed = "\n".join(receipt.texts())
    assert all(each in printed for each in wanted)
    said = " ".join(WRITER.write(text) for line in receipt.lines for text in line.said)
    assert all(each in said for each in wanted)
    assert_all_ink_is_there(receipt)


def assert_all_ink_is_there(receipt: Receipt) -> None:
    """Every line stands on the paper as it looks when it is drawn alone; the edges are white."""
    drawn = draw(receipt)
    ends = lay_out(receipt).ends
    for line, top, bottom in zip(receipt.lines, [BELOW_RULE, *ends], ends, strict=False):
        alone = draw(replace(receipt, lines=(line,)))
        found = drawn.crop((0, top, receipt.width, bottom))
        reference = alone.crop((0, BELOW_RULE, receipt.width, BELOW_RULE + bottom - top))
        assert found.tobytes() == reference.tobytes(), line
    for left in (0, receipt.width - EDGE):
        assert drawn.crop((left, 0, left + EDGE, drawn.height)).getextrema() == (255, 255)


class TestThePreview:
    def test_is_the_receipt_dot_for_dot(self) -> None:
        """What the person saw is what comes out, but for number and code."""
        page = page_of("paid")
        receipt = compose(page, slip_of(page), CHINESE, width=576)
        dots = b"".join(stretch.dots for stretch in stretches(receipt))
        white_is_one = draw(receipt).tobytes()
        assert dots == bytes(byte ^ 0xFF for byte in white_is_one)

    @pytest.mark.parametrize("width", WIDTHS)
    def test_of_a_whole_year_is_cut_where_no_line_stands(self, width: int) -> None:
        many = tuple(replace(PAID, number=f"S-2026-{n:04}") for n in range(40))
        page = reimbursements.year(ask_with(*many), 2026)
        cut = stretches(compose(page, slip_of(page), CHINESE, width=width))
        assert len(cut) > 5
        blank = bytes(width // 8)
        assert all(stretch.dots.endswith(blank) for stretch in cut)

    def test_says_all_that_is_on_it_and_figures_only_when_asked(self) -> None:
        page = page_of("paid")
        shown = receipt_preview(PLACE, 576)(page, LIBRARY[CAO.id_number].retiree, MOMENT)
        pieces = [piece for stretch in shown for piece in block_pieces(stretch)]
        heard = [Worder(CHINESE).word(piece.text) for piece in pieces]
        assert any("一千二百三十四元五角" in words for words in heard)
        assert "仅供查询，不作报销凭证。" in heard
        unasked = [words for words, piece in zip(heard, pieces, strict=True) if not piece.private]
        assert not any("元" in words or "九九九" in words for words in unasked)


def test_a_list_longer_than_a_metre_still_prints() -> None:
    many = tuple(replace(PAID, number=f"S-2026-{n:04}") for n in range(120))
    page = reimbursements.year(ask_with(*many), 2026)
    receipt = compose(page, slip_of(page), CHINESE, width=576)
    assert draw(receipt).height > 8000
    assert sum(text.startswith("1,234.50") for text in receipt.texts()) == 120
