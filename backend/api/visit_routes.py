"""Routes of a visit: its beginning and end, and what it shows of one person's records."""

from __future__ import annotations

from fastapi import APIRouter

from backend.api.authentication import TerminalGateway, VisitHere
from backend.api.bodies import (
    AnswerBody,
    CorrectionBody,
    MonthOfYear,
    OpeningBody,
    ReceiptBody,
    RecordNumber,
    Year,
)
from contract.pensions import Pension, PensionAdjustment, PensionMonth, PensionPayment
from contract.personal_file import Correction, PersonalFile
from contract.records import (
    AnswerChecked,
    FeeItem,
    IssuedReceipt,
    Settlement,
    SettlementSummary,
    VisitOpened,
)
from values import Month

router = APIRouter()


@router.post("/visits", status_code=201)
def open_visit(gateway: TerminalGateway, body: OpeningBody) -> VisitOpened:
    """Begin a visit by a card's credential."""
    actor = None if body.actor is None else body.actor.credential()
    return gateway.admit(body.subject.credential(), actor)


@router.post("/visits/current/answers")
def answer(visit: VisitHere, body: AnswerBody) -> AnswerChecked:
    """Check the last four digits of the telephone number in the file."""
    return visit.answer(body.digits)


@router.delete("/visits/current", status_code=204)
def close_visit(visit: VisitHere) -> None:
    """End the visit; ending it twice is no failure."""
    visit.close()


@router.get("/reimbursements/years")
def reimbursement_years(visit: VisitHere) -> tuple[int, ...]:
    """Years that have settlements, newest first."""
    return visit.reimbursement_years()


@router.get("/reimbursements")
def reimbursements(visit: VisitHere, year: Year) -> tuple[SettlementSummary, ...]:
    """The settlements of a year, newest first."""
    return visit.reimbursements(year)


@router.get("/reimbursements/{number}")
def settlement(visit: VisitHere, number: RecordNumber) -> Settlement:
    """One settlement."""
    return visit.settlement(number)


@router.get("/reimbursements/{number}/items")
def fee_items(visit: VisitHere, number: RecordNumber) -> tuple[FeeItem, ...]:
    """The positions of a settlement's bill."""
    return visit.fee_items(number)


@router.post("/receipts")
def issue_receipt(visit: VisitHere, body: ReceiptBody) -> IssuedReceipt:
    """Number and code for a print job; idempotent by the job."""
    return visit.issue_receipt(body.job, body.record, body.kind)


@router.get("/pension")
def pension(visit: VisitHere) -> Pension | None:
    """The pension as a whole; null where there is none."""
    return visit.pension()


@router.get("/pension/months")
def pension_months(visit: VisitHere, year: Year) -> tuple[PensionMonth, ...]:
    """The payments of a year, newest first."""
    return visit.pension_months(year)


@router.get("/pension/months/{year}/{month}")
def pension_payment(visit: VisitHere, year: Year, month: MonthOfYear) -> PensionPayment:
    """One payment."""
    return visit.pension_payment(Month(year, month))


@router.get("/pension/adjustments")
def pension_adjustments(visit: VisitHere) -> tuple[PensionAdjustment, ...]:
    """The raises, newest first."""
    return visit.pension_adjustments()


@router.get("/file")
def personal_file(visit: VisitHere) -> PersonalFile:
    """What is on record about the person."""
    return visit.personal_file()


@router.get("/file/corrections")
def corrections(visit: VisitHere) -> tuple[Correction, ...]:
    """What the person said is wrong, newest first."""
    return visit.corrections()


@router.post("/file/corrections")
def say_wrong(visit: VisitHere, body: CorrectionBody) -> Correction:
    """Say that a fact is wrong; idempotent by the key."""
    return visit.say_wrong(body.key, body.fact)
