"""Pensions: as a whole, month by month, one payment, and the raises."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.columns import year_of
from backend.library.audit import LookedAt, looking
from backend.library.visits import Visit
from backend.service import Work
from backend.tables import PensionAdjustmentRow, PensionPaymentRow, PensionRow
from contract.credentials import Right
from contract.failures import AmountsDisagree, RecordMissing
from contract.pensions import (
    PauseReason,
    Pension,
    PensionAdjustment,
    PensionKind,
    PensionMonth,
    PensionOnItsWay,
    PensionPaid,
    PensionPaused,
    PensionPayment,
    PensionReturned,
    PensionState,
    ReturnReason,
)
from values import Month


def pension(work: Work, visit: Visit) -> Pension | None:
    """The pension as a whole; None where the person has none."""
    with looking(work, visit, LookedAt.PENSION):
        visit.require(Right.TOTALS)
        row = work.session.get(PensionRow, (work.caller.district_id, visit.retiree_id))
        return None if row is None else _pension(work, row)


def months(work: Work, visit: Visit, year: int) -> tuple[PensionMonth, ...]:
    """The payments of a year, newest first."""
    with looking(work, visit, LookedAt.PENSION_MONTHS):
        visit.require(Right.TOTALS)
        return months_of(work.session, work.caller.district_id, visit.retiree_id, year)


def payment(work: Work, visit: Visit, month: Month) -> PensionPayment:
    """One payment; raises ``RecordMissing``, ``AmountsDisagree``."""
    with looking(work, visit, LookedAt.PENSION_PAYMENT, record_of(month)):
        visit.require(Right.TOTALS)
        district_id = work.caller.district_id
        return balanced(payment_of(work.session, district_id, visit.retiree_id, month))


def adjustments(work: Work, visit: Visit) -> tuple[PensionAdjustment, ...]:
    """The raises, newest first."""
    with looking(work, visit, LookedAt.PENSION_ADJUSTMENTS):
        visit.require(Right.TOTALS)
        rows = work.session.scalars(
            select(PensionAdjustmentRow)
            .where(
                PensionAdjustmentRow.district_id == work.caller.district_id,
                PensionAdjustmentRow.retiree_id == visit.retiree_id,
            )
            .order_by(PensionAdjustmentRow.since.desc())
        )
        return tuple(
            PensionAdjustment(
                _month(row.since), row.before, row.after, row.back_pay, _month(row.paid_in)
            )
            for row in rows
        )


def months_of(
    session: Session, district_id: str, retiree_id: UUID, year: int
) -> tuple[PensionMonth, ...]:
    """A person's payments of a year, newest first."""
    rows = session.scalars(
        select(PensionPaymentRow)
        .where(
            PensionPaymentRow.district_id == district_id,
            PensionPaymentRow.retiree_id == retiree_id,
            PensionPaymentRow.month.between(date(year, 1, 1), date(year, 12, 1)),
        )
        .order_by(PensionPaymentRow.month.desc())
    )
    return tuple(
        PensionMonth(_month(row.month), row.net, row.back_pay, _state(row)) for row in rows
    )


def payment_of(
    session: Session, district_id: str, retiree_id: UUID, month: Month
) -> PensionPayment:
    """A person's payment of a month; raises ``RecordMissing``."""
    key = (district_id, retiree_id, date(month.year, month.month, 1))
    row = session.get(PensionPaymentRow, key)
    if row is None:
        raise RecordMissing
    return PensionPayment(
        month=month,
        kind=PensionKind(row.kind),
        state=_state(row),
        basic=row.basic,
        account=row.account,
        transition=row.transition,
        raised=row.raised,
        subsidy=row.subsidy,
        survivor=row.survivor,
        back_pay=row.back_pay,
        deducted=row.deducted,
        net=row.net,
        first_day=row.first_day,
        last_day=row.last_day,
    )


def balanced(record: PensionPayment) -> PensionPayment:
    """The record, whose parts make its net; else ``AmountsDisagree`` (I3)."""
    if not record.balances:
        raise AmountsDisagree
    return record


def record_of(month: Month) -> str:
    """What a month's payment is called by, in the audit and on receipts: ``2026-11``."""
    return f"{month.year:04d}-{month.month:02d}"


def _pension(work: Work, row: PensionRow) -> Pension:
    year = year_of(PensionPaymentRow.month)
    query = (
        select(year)
        .where(
            PensionPaymentRow.district_id == row.district_id,
            PensionPaymentRow.retiree_id == row.retiree_id,
        )
        .distinct()
        .order_by(year.desc())
    )
    return Pension(
        PensionKind(row.kind),
        tuple(work.session.scalars(query)),
        None if row.begins is None else _month(row.begins),
        _paused(row.paused_since, row.pause_reason, row.ask_at) if row.paused_since else None,
    )


def _state(row: PensionPaymentRow) -> PensionState:
    match row:
        case PensionPaymentRow(
            state="paid", state_day=date() as day, bank=str() as bank, card_tail=str() as tail
        ):
            return PensionState(paid=PensionPaid(day, bank, tail))
        case PensionPaymentRow(state="on_its_way", state_day=date() as day):
            return PensionState(on_its_way=PensionOnItsWay(day))
        case PensionPaymentRow(
            state="returned",
            state_day=date() as day,
            bank=str() as bank,
            card_tail=str() as tail,
            reason=str() as reason,
            ask_at=str() as place,
        ):
            back = PensionReturned(day, bank, tail, ReturnReason(reason), place)
            return PensionState(returned=back)
        case PensionPaymentRow(state="paused"):
            return PensionState(paused=_paused(row.paused_since, row.reason, row.ask_at))
        case _:
            raise ValueError("a pension payment's state lacks one of its columns")


def _paused(since: date | None, reason: str | None, ask_at: str | None) -> PensionPaused:
    if since is None or reason is None or ask_at is None:
        raise ValueError("a paused pension lacks one of its columns")
    return PensionPaused(_month(since), PauseReason(reason), ask_at)


def _month(first_day: date) -> Month:
    return Month(first_day.year, first_day.month)
