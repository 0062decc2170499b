"""Receipts: issued once per print job, and checked when somebody scans one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.library.audit import LookedAt, looking
from backend.library.settlements import balanced, own, settlement_of
from backend.library.visits import Visit
from backend.receipt_codes import ReceiptCode, record_hash
from backend.service import Work
from backend.service_secret import ServiceSecret
from backend.tables import ReceiptRow, SettlementRow, TerminalRow
from contract.credentials import Right
from contract.failures import RecordMissing
from contract.records import IssuedReceipt, Settlement

_PURPOSE = "receipt codes"


@dataclass(frozen=True, slots=True)
class VerifiedReceipt:
    """A genuine receipt: its number, the settlement as it stands now, and whether it still is
    what was printed."""

    number: str
    settlement: Settlement
    unchanged: bool


def issue(work: Work, visit: Visit, job: str, settlement_number: str) -> IssuedReceipt:
    """Number and code for a print job; the same job gets the same answer.

    Raises ``RecordMissing`` too where the job was for another settlement.
    """
    with looking(work, visit, LookedAt.RECEIPT, settlement_number):
        visit.require(Right.RECEIPTS)
        settlement = balanced(settlement_of(own(work, visit, settlement_number)))
        _wait_for_turn(work)
        key = (work.caller.district_id, work.caller.terminal_id, job)
        row = work.session.get(ReceiptRow, key) or _number(work, job, settlement)
        if row.settlement_number != settlement_number:
            raise RecordMissing
        return IssuedReceipt(row.number, _url(work, row), row.issued)


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
    settlement = settlement_of(
        session.get_one(SettlementRow, (row.district_id, row.settlement_number))
    )
    return VerifiedReceipt(row.number, settlement, record_hash(settlement) == row.record_hash)


def _wait_for_turn(work: Work) -> None:
    """Let one receipt of a terminal be counted at a time (SQLite's write lock does it there)."""
    terminal = (work.caller.district_id, work.caller.terminal_id)
    work.session.get_one(TerminalRow, terminal, with_for_update=True)


def _number(work: Work, job: str, settlement: Settlement) -> ReceiptRow:
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
        settlement_number=settlement.number,
        record_hash=record_hash(settlement),
        issued=work.now,
    )
    work.session.add(row)
    return row


def _url(work: Work, row: ReceiptRow) -> str:
    key = work.service.secret.key(_PURPOSE)
    code = ReceiptCode.signed(key, row.district_id, row.number, row.record_hash)
    return f"{work.service.public_base}/r/{code}"
