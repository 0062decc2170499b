"""What a settlement says, and that nothing is shown whose sums do not hold."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from backend.demo.district import make_district
from backend.demo.people import CAO, MANY
from backend.gateway import LocalGateway
from backend.service import Service
from backend.tables import SettlementRow
from contract.failures import AmountsDisagree, RecordMissing
from contract.records import CareKind
from tests.backend.demo_service import TODAY, holder


def test_the_worked_sample_comes_out_to_the_fen(gateway: LocalGateway) -> None:
    visit = gateway.open_visit(holder(CAO, authenticated=True))
    newest = visit.reimbursements(2026)[0]
    settlement = visit.settlement(newest.number)

    assert settlement.kind is CareKind.INPATIENT
    assert settlement.institution == "通州区人民医院"
    assert settlement.state.paid is not None
    assert settlement.state.paid.card_tail == "8901"
    assert settlement.total == Decimal("12680.50")
    assert settlement.fund_paid == newest.fund_paid == Decimal("9010.00")
    assert settlement.in_scheme_self_paid == Decimal("2810.50")
    assert settlement.out_of_scheme == Decimal("860.00")
    assert settlement.personal == Decimal("3670.50")
    assert (settlement.account, settlement.cash) == (Decimal("1200.00"), Decimal("2470.50"))
    assert settlement.balances
    items = visit.fee_items(newest.number)
    assert [item.category for item in items][:2] == ["床位费", "护理费"]
    assert sum(item.amount for item in items) == settlement.total


def test_the_database_gives_back_what_was_put_in(gateway: LocalGateway) -> None:
    for retiree in make_district(seed=1, today=TODAY, others=3).retirees:
        if retiree.person.state != "active":
            continue
        visit = gateway.open_visit(holder(retiree.person, authenticated=True))
        for bill in retiree.bills:
            assert visit.settlement(bill.settlement.number) == bill.settlement
            assert visit.fee_items(bill.settlement.number) == bill.items


def test_the_list_is_newest_first_and_of_one_year(gateway: LocalGateway) -> None:
    visit = gateway.open_visit(holder(MANY))
    years = visit.reimbursement_years()
    assert list(years) == sorted(years, reverse=True)
    listed = visit.reimbursements(2025)
    assert len(listed) == 40
    assert [each.day for each in listed] == sorted((each.day for each in listed), reverse=True)
    assert {each.day.year for each in listed} == {2025}


def test_a_number_that_does_not_exist_is_missing(gateway: LocalGateway) -> None:
    visit = gateway.open_visit(holder(CAO))
    with pytest.raises(RecordMissing):
        visit.settlement("2026010199999")


@pytest.mark.parametrize("column", ["total", "cash", "in_scheme_self_paid"])
def test_sums_that_do_not_hold_are_not_shown_nor_printed(
    service: Service, gateway: LocalGateway, column: str
) -> None:
    visit = gateway.open_visit(holder(CAO))
    number = visit.reimbursements(2026)[0].number
    with Session(service.engine) as session, session.begin():
        is_it = SettlementRow.number == number
        session.execute(update(SettlementRow).where(is_it).values({column: Decimal("0.01")}))

    with pytest.raises(AmountsDisagree):
        visit.settlement(number)
    with pytest.raises(AmountsDisagree):
        visit.issue_receipt("job-1", number)


def test_notices_are_read_without_a_card(gateway: LocalGateway) -> None:
    notices = gateway.notices()
    assert len(notices) >= 8
    assert [each.pinned for each in notices] == sorted(
        (each.pinned for each in notices), reverse=True
    )
    rest = [each for each in notices if not each.pinned]
    assert [each.day for each in rest] == sorted((each.day for each in rest), reverse=True)
    first = gateway.notice(rest[0].id)
    assert first.title == "冬季取暖补贴12月5日发放"
    assert len(first.paragraphs) == 3
    with pytest.raises(RecordMissing):
        gateway.notice(999)
