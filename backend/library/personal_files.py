"""What is on record about a retiree, and what they say is wrong in it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from backend.database import ONE_AT_A_TIME
from backend.library.audit import LookedAt, looking
from backend.library.visits import Visit
from backend.service import Work
from backend.tables import CorrectionRow, DistrictRow, PersonalFileRow, RetireeRow
from contract.credentials import Right
from contract.failures import RecordMissing
from contract.personal_file import Correction, CorrectionState, FileFact, PersonalFile, Sex


def personal_file(work: Work, visit: Visit) -> PersonalFile:
    """The visit's own file; raises ``RecordMissing`` where there is none."""
    with looking(work, visit, LookedAt.FILE):
        visit.require(Right.FILE)
        key = (work.caller.district_id, visit.retiree_id)
        row = work.session.get(PersonalFileRow, key)
        if row is None:
            raise RecordMissing
        retiree = work.session.get_one(RetireeRow, key)
        return PersonalFile(
            name=retiree.name,
            masked_id_number=retiree.masked_id_number,
            sex=None if row.sex is None else Sex(row.sex),
            born=row.born,
            phone=row.phone,
            address=row.address,
            community=row.community,
            contact_name=row.contact_name,
            contact_phone=row.contact_phone,
            employer=row.employer,
            retired=row.retired,
            months_insured=row.months_insured,
            bank=row.bank,
            card_tail=row.card_tail,
        )


def corrections(work: Work, visit: Visit) -> tuple[Correction, ...]:
    """What the person said is wrong, newest first."""
    with looking(work, visit, LookedAt.CORRECTIONS):
        visit.require(Right.FILE)
        rows = work.session.scalars(
            select(CorrectionRow)
            .where(
                CorrectionRow.district_id == work.caller.district_id,
                CorrectionRow.retiree_id == visit.retiree_id,
            )
            .order_by(CorrectionRow.asked.desc(), CorrectionRow.count.desc())
        )
        return tuple(map(_correction, rows))


def say_wrong(work: Work, visit: Visit, key: str, fact: FileFact) -> Correction:
    """Record that a fact is wrong; the same key, or the same fact while open, is one request.

    Raises ``RecordMissing`` where the key was used for another fact.
    """
    with looking(work, visit, LookedAt.CORRECTION, fact):
        visit.require(Right.FILE)
        _wait_for_turn(work)
        row = _by_key(work, visit, key) or _open(work, visit, fact)
        if row is None:
            row = _recorded(work, visit, key, fact)
        if row.fact != fact:
            raise RecordMissing
        return _correction(row)


def correction_number(day: date, count: int) -> str:
    """A request's number: the day and a count over the district."""
    return f"{day:%Y%m%d}-{count:04d}"


def _recorded(work: Work, visit: Visit, key: str, fact: FileFact) -> CorrectionRow:
    district_id, today = work.caller.district_id, work.today
    asked_today = work.session.scalar(
        select(func.max(CorrectionRow.count)).where(
            CorrectionRow.district_id == district_id, CorrectionRow.asked == today
        )
    )
    count = (asked_today or 0) + 1
    row = CorrectionRow(
        district_id=district_id,
        number=correction_number(today, count),
        retiree_id=visit.retiree_id,
        key=key,
        fact=fact,
        asked=today,
        count=count,
        actor=visit.actor,
        state=CorrectionState.RECEIVED,
        answered=None,
    )
    work.session.add(row)
    return row


def _wait_for_turn(work: Work) -> None:
    """Let one request of a district be counted at a time."""
    district_id = work.caller.district_id
    work.session.get_one(DistrictRow, district_id, with_for_update=ONE_AT_A_TIME)


def _by_key(work: Work, visit: Visit, key: str) -> CorrectionRow | None:
    return work.session.scalar(
        select(CorrectionRow).where(
            CorrectionRow.district_id == work.caller.district_id,
            CorrectionRow.retiree_id == visit.retiree_id,
            CorrectionRow.key == key,
        )
    )


def _open(work: Work, visit: Visit, fact: FileFact) -> CorrectionRow | None:
    return work.session.scalar(
        select(CorrectionRow).where(
            CorrectionRow.district_id == work.caller.district_id,
            CorrectionRow.retiree_id == visit.retiree_id,
            CorrectionRow.fact == fact,
            CorrectionRow.state == CorrectionState.RECEIVED,
        )
    )


def _correction(row: CorrectionRow) -> Correction:
    state, fact = CorrectionState(row.state), FileFact(row.fact)
    return Correction(row.number, fact, row.asked, state, row.answered)
