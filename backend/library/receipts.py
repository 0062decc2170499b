"""Receipts: issued once per print job, and checked when somebody scans one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.database import ONE_AT_A_TIME
from backend.library import pensions, sign_ups
from backend.library.audit import LookedAt, looking
from backend.library.settlements import balanced, list_of, own, settlement_of
from backend.library.sign_ups import PrintedSignUp
from backend.library.visits import Visit
from backend.phone_codes import OPENS_FOR, PhoneCode
from backend.receipt_codes import ReceiptCode, record_hash
from backend.service import Work
from backend.service_secret import ServiceSecret
from backend.tables import ReceiptRow, SettlementRow, TerminalRow
from contract.credentials import Right
from contract.failures import RecordMissing
from contract.pensions import PensionMonth, PensionPayment
from contract.records import IssuedReceipt, ReceiptKind, Settlement, SettlementSummary
from values import Month

_PURPOSE = "receipt codes"
_YEAR = re.compile("(19|2[0-9])[0-9]{2}")
_MONTH = re.compile("(?P<year>(19|2[0-9])[0-9]{2})-(?P<month>0[1-9]|1[0-2])")

T = TypeVar("T")


Record = (
    Settlement
    | tuple[SettlementSummary, ...]
    | PensionPayment
    | tuple[PensionMonth, ...]
    | PrintedSignUp
)
"""What a receipt can be of."""


@dataclass(frozen=True, slots=True)
class VerifiedReceipt:
    """A genuine receipt: its number, the record as it stands now, and whether it still is what was
    printed."""

    number: str
    record: Record
    unchanged: bool


def issue(work: Work, visit: Visit, job: str, kind: ReceiptKind, record: str) -> IssuedReceipt:
    """Number and code for a print job; the same job gets the same answer.

    Raises ``RecordMissing`` too where the job was for another record, and for a year without
    settlements.
    """
    with looking(work, visit, LookedAt.RECEIPT, record):
        visit.require(Right.TAKE_PART if kind is ReceiptKind.SIGN_UP else Right.RECEIPTS)
        current = _own(work, visit, kind, record)
        _wait_for_turn(work)
        key = (work.caller.district_id, work.caller.terminal_id, job)
        row = work.session.get(ReceiptRow, key) or _number(
            work, visit, job, kind, record, record_hash(current)
        )
        if (row.retiree_id, row.kind, row.record) != (visit.retiree_id, kind, record):
            raise RecordMissing
        return _issued(work, row)


def verify(session: Session, secret: ServiceSecret, text: str) -> VerifiedReceipt:
    """The receipt a scanned code stands for; a code we did not issue raises ``RecordMissing``."""
    code = ReceiptCode.parse(text)
    if code is None:
        raise RecordMissing
    row = session.scalar(
        select(ReceiptRow).where(
            ReceiptRow.district_id == code.district_id, ReceiptRow.number == code.number
        )
    )
    if row is None or not code.is_genuine(secret.key(_PURPOSE), row.record_hash):
        raise RecordMissing
    record = as_it_stands(session, row)
    return VerifiedReceipt(row.number, record, record_hash(record) == row.record_hash)


def _own(work: Work, visit: Visit, kind: ReceiptKind, record: str) -> Record:
    """The visit's own record as it stands now."""
    session, district_id = work.session, work.caller.district_id
    match kind:
        case ReceiptKind.SETTLEMENT:
            return balanced(settlement_of(own(work, visit, record)))
        case ReceiptKind.SETTLEMENTS_OF_YEAR:
            return _some(list_of(session, district_id, visit.retiree_id, _year(record)))
        case ReceiptKind.PENSION_MONTH:
            month = _month(record)
            found = pensions.payment_of(session, district_id, visit.retiree_id, month)
            return pensions.balanced(found)
        case ReceiptKind.PENSION_YEAR:
            return _some(pensions.months_of(session, district_id, visit.retiree_id, _year(record)))
        case ReceiptKind.SIGN_UP:
            return sign_ups.printed(session, district_id, visit.retiree_id, record)


def as_it_stands(session: Session, row: ReceiptRow) -> Record:
    """A receipt's record, whoever asks; raises ``RecordMissing`` where there is none any more."""
    match ReceiptKind(row.kind):
        case ReceiptKind.SETTLEMENT:
            key = (row.district_id, row.record)
            return settlement_of(session.get_one(SettlementRow, key))
        case ReceiptKind.SETTLEMENTS_OF_YEAR:
            return list_of(session, row.district_id, row.retiree_id, int(row.record))
        case ReceiptKind.PENSION_MONTH:
            month = _month(row.record)
            return pensions.payment_of(session, row.district_id, row.retiree_id, month)
        case ReceiptKind.PENSION_YEAR:
            year = int(row.record)
            return pensions.months_of(session, row.district_id, row.retiree_id, year)
        case ReceiptKind.SIGN_UP:
            return sign_ups.printed(session, row.district_id, row.retiree_id, row.record)


def _some(records: tuple[T, ...]) -> tuple[T, ...]:
    """The records of a year; there is no receipt of none."""
    if not records:
        raise RecordMissing
    return records


def _year(record: str) -> int:
    if not _YEAR.fullmatch(record):
        raise RecordMissing
    return int(record)


def _month(record: str) -> Month:
    found = _MONTH.fullmatch(record)
    if found is None:
        raise RecordMissing
    return Month(int(found["year"]), int(found["month"]))


def _wait_for_turn(work: Work) -> None:
    """Let one receipt of a terminal be counted at a time."""
    terminal = (work.caller.district_id, work.caller.terminal_id)
    work.session.get_one(TerminalRow, terminal, with_for_update=ONE_AT_A_TIME)


def _number(
    work: Work, visit: Visit, job: str, kind: ReceiptKind, record: str, hashed: str
) -> ReceiptRow:
    caller, day = work.caller, work.today
    issued_today = work.session.scalar(
        select(func.max(ReceiptRow.count)).where(
            ReceiptRow.district_id == caller.district_id,
            ReceiptRow.terminal_id == caller.terminal_id,
            ReceiptRow.day == day,
        )
    )
    count = (issued_today or 0) + 1
    row = ReceiptRow(
        district_id=caller.district_id,
        terminal_id=caller.terminal_id,
        job=job,
        number=f"{caller.terminal_id}-{day:%Y%m%d}-{count:04d}",
        day=day,
        count=count,
        retiree_id=visit.retiree_id,
        kind=kind,
        record=record,
        record_hash=hashed,
        issued=work.now,
    )
    work.session.add(row)
    return row


def _issued(work: Work, row: ReceiptRow) -> IssuedReceipt:
    secret, base = work.service.secret, work.service.public_base
    proof = ReceiptCode.signed(secret.key(_PURPOSE), row.district_id, row.number, row.record_hash)
    phone = PhoneCode.signed(secret, row.district_id, row.number, row.issued + OPENS_FOR)
    return IssuedReceipt(
        number=row.number,
        url=f"{base}/r/{proof}",
        issued=row.issued,
        phone_url=f"{base}/t/{phone}",
        phone_until=phone.until,
    )
