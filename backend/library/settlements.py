"""Medical settlements: the years, the list, one of them, and its bill."""

from __future__ import annotations

from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from backend.columns import year_of
from backend.library.audit import LookedAt, looking
from backend.library.visits import Visit
from backend.service import Work
from backend.tables import FeeItemRow, SettlementRow
from contract.credentials import Right
from contract.failures import AmountsDisagree, RecordMissing
from contract.records import (
    CareKind,
    FeeItem,
    PaidToCard,
    PapersMissing,
    SettledAtHospital,
    Settlement,
    SettlementState,
    SettlementSummary,
    UnderReview,
)

T = TypeVar("T")


def years(work: Work, visit: Visit) -> tuple[int, ...]:
    """Years that have settlements, newest first."""
    with looking(work, visit, LookedAt.YEARS):
        visit.require(Right.TOTALS)
        year = year_of(SettlementRow.day)
        query = select(year).where(*_of_person(work, visit)).distinct().order_by(year.desc())
        return tuple(work.session.scalars(query))


def of_year(work: Work, visit: Visit, year: int) -> tuple[SettlementSummary, ...]:
    """The settlements of a year, newest first."""
    with looking(work, visit, LookedAt.SETTLEMENTS):
        visit.require(Right.TOTALS)
        return list_of(work.session, work.caller.district_id, visit.retiree_id, year)


def settlement(work: Work, visit: Visit, number: str) -> Settlement:
    """One settlement; raises ``RecordMissing``, ``AmountsDisagree``."""
    with looking(work, visit, LookedAt.SETTLEMENT, number):
        visit.require(Right.TOTALS)
        return balanced(settlement_of(own(work, visit, number)))


def fee_items(work: Work, visit: Visit, number: str) -> tuple[FeeItem, ...]:
    """The positions of a settlement's bill, in bill order; raises ``RecordMissing``."""
    with looking(work, visit, LookedAt.FEE_ITEMS, number):
        visit.require(Right.FEE_ITEMS)
        own(work, visit, number)
        rows = work.session.scalars(
            select(FeeItemRow)
            .where(
                FeeItemRow.district_id == work.caller.district_id,
                FeeItemRow.settlement_number == number,
            )
            .order_by(FeeItemRow.position)
        )
        return tuple(FeeItem(row.category, row.name, row.amount) for row in rows)


def list_of(
    session: Session, district_id: str, retiree_id: UUID, year: int
) -> tuple[SettlementSummary, ...]:
    """A person's settlements of a year, newest first."""
    rows = session.scalars(
        select(SettlementRow).where(
            SettlementRow.district_id == district_id,
            SettlementRow.retiree_id == retiree_id,
            SettlementRow.day.between(date(year, 1, 1), date(year, 12, 31)),
        )
    )
    # Receipts carry a hash of this list, so no database's own order of letters may enter it.
    newest_first = sorted(rows, key=lambda row: (row.day, row.number), reverse=True)
    return tuple(_summary(settlement_of(row)) for row in newest_first)


def own(work: Work, visit: Visit, number: str) -> SettlementRow:
    """The visit's own settlement of that number. Somebody else's is missing all the same."""
    row = work.session.get(SettlementRow, (work.caller.district_id, number))
    if row is None or row.retiree_id != visit.retiree_id:
        raise RecordMissing
    return row


def balanced(record: Settlement) -> Settlement:
    """The record, whose sums hold; else ``AmountsDisagree`` (I1)."""
    if not record.balances:
        raise AmountsDisagree
    return record


def settlement_of(row: SettlementRow) -> Settlement:
    """The record a row holds."""
    return Settlement(
        number=row.number,
        kind=CareKind(row.kind),
        institution=row.institution,
        day=row.day,
        state=_state_of(row),
        total=row.total,
        pooled=row.pooled,
        supplementary=row.supplementary,
        assistance=row.assistance,
        personal=row.personal,
        in_scheme_self_paid=row.in_scheme_self_paid,
        out_of_scheme=row.out_of_scheme,
        account=row.account,
        cash=row.cash,
        other=row.other,
    )


def _state_of(row: SettlementRow) -> SettlementState:
    match row.state:
        case "at_hospital":
            return SettlementState(at_hospital=SettledAtHospital())
        case "under_review":
            review = UnderReview(_kept(row.received), _kept(row.expected))
            return SettlementState(under_review=review)
        case "paid":
            return SettlementState(paid=PaidToCard(_kept(row.paid_day), _kept(row.card_tail)))
        case "papers_missing":
            papers = PapersMissing(
                tuple(_kept(row.papers)), _kept(row.bring_to), _kept(row.bring_until)
            )
            return SettlementState(papers_missing=papers)
        case unknown:
            raise ValueError(f"settlement state {unknown!r}")


def _kept(value: T | None) -> T:
    if value is None:
        raise ValueError("a settlement's state lacks one of its columns")
    return value


def _summary(record: Settlement) -> SettlementSummary:
    return SettlementSummary(
        record.number,
        record.kind,
        record.institution,
        record.day,
        record.fund_paid,
        record.state,
    )


def _of_person(work: Work, visit: Visit) -> tuple[ColumnElement[bool], ...]:
    return (
        SettlementRow.district_id == work.caller.district_id,
        SettlementRow.retiree_id == visit.retiree_id,
    )
