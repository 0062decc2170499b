"""Receipts taken along on a telephone: who opens one, and what it may show them.

Whoever holds the code sees what the slip would show, nothing else, and only for a while.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.library import audit
from backend.library.audit import LookedAt
from backend.library.receipts import as_it_stands
from backend.library.visits import Visit
from backend.phone_codes import PhoneCode
from backend.receipt_codes import record_hash
from backend.service import Caller, Service, Work
from backend.tables import DistrictRow, ReceiptRow, RetireeRow
from contract.failures import RecordMissing
from contract.records import ReceiptKind, Retiree


class TooLate(Exception):
    """The code is ours, and its time is over."""


@dataclass(frozen=True, slots=True)
class OpenedReceipt:
    """A receipt that somebody opened in time, and what is needed to read its record."""

    caller: Caller
    visit: Visit
    """Stands for this one opening: it has neither token nor rights, and ties the audit together."""
    retiree: Retiree
    kind: ReceiptKind
    record: str
    number: str
    issued: datetime
    until: datetime
    unchanged: bool
    """Whether the record still is what it was when the receipt was issued."""
    district: str
    demo: bool


def opened(service: Service, text: str) -> OpenedReceipt:
    """What a code opens; every opening of a code of ours is audited.

    Raises ``RecordMissing`` for a code that is not ours, ``TooLate``.
    """
    code = PhoneCode.parse(text)
    if code is None or not code.is_genuine(service.secret):
        raise RecordMissing
    with Session(service.engine) as session:
        row = session.scalar(
            select(ReceiptRow).where(
                ReceiptRow.district_id == code.district_id, ReceiptRow.number == code.number
            )
        )
    if row is None:
        raise RecordMissing
    caller = Caller(row.district_id, row.terminal_id)
    with service.work(caller, acknowledged=True) as work:
        found = _found(work, row, code)
        late = work.now > code.until
        audit.note(
            work,
            LookedAt.RECEIPT_ON_PHONE,
            found.visit.subject,
            found.visit.id,
            row.number,
            "too_late" if late else audit.DONE,
        )
    if late:
        raise TooLate
    return found


def _found(work: Work, row: ReceiptRow, code: PhoneCode) -> OpenedReceipt:
    retiree = work.session.get_one(RetireeRow, (row.district_id, row.retiree_id))
    district = work.session.get_one(DistrictRow, row.district_id)
    visit = Visit(
        id=work.service.new_id(),
        retiree_id=row.retiree_id,
        subject=retiree.id_number_index,
        actor=None,
        rights=frozenset(),
    )
    return OpenedReceipt(
        caller=work.caller,
        visit=visit,
        retiree=Retiree(retiree.name, retiree.masked_id_number),
        kind=ReceiptKind(row.kind),
        record=row.record,
        number=row.number,
        issued=row.issued,
        until=code.until,
        unchanged=record_hash(as_it_stands(work.session, row)) == row.record_hash,
        district=district.name,
        demo=district.demo,
    )
