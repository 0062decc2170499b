"""Notices: what anybody may read, and who said that they know it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from backend.database import ONE_AT_A_TIME
from backend.library.audit import LookedAt, looking
from backend.library.visits import Visit
from backend.service import Work
from backend.tables import (
    AcknowledgementRow,
    NoticePictureRow,
    NoticeRow,
    PersonalFileRow,
    RetireeRow,
)
from contract.credentials import Right
from contract.failures import RecordMissing
from contract.records import Notice, NoticeCategory, NoticePicture, NoticeSummary

LEAST_WIDTH = 160
"""No picture is made narrower than so many pixels, so that few sizes of one are asked for."""
QUALITY = 88


def current(work: Work) -> tuple[Notice, ...]:
    """The notices of these days: pinned ones first, then the newest."""
    rows = work.session.scalars(
        select(NoticeRow)
        .where(*_current(work))
        .order_by(NoticeRow.pinned.desc(), NoticeRow.day.desc(), NoticeRow.id.desc())
    ).all()
    pictures = _pictures(work, [row.id for row in rows])
    return tuple(_notice(row, pictures) for row in rows)


def summaries(work: Work) -> tuple[NoticeSummary, ...]:
    """Their lines of the list."""
    return tuple(notice.summary for notice in current(work))


def notice(work: Work, notice_id: int) -> Notice:
    """One current notice; raises ``RecordMissing``."""
    row = _row(work, notice_id)
    return _notice(row, _pictures(work, [row.id]))


def picture(work: Work, notice_id: int, number: int, width: int) -> bytes:
    """A picture of a current notice, at most so many pixels wide; raises ``RecordMissing``."""
    _row(work, notice_id)
    key = (work.caller.district_id, notice_id, number)
    row = work.session.get(NoticePictureRow, key)
    if row is None:
        raise RecordMissing
    return row.content if row.width <= width else _narrowed(row.content, max(width, LEAST_WIDTH))


def acknowledged(work: Work, visit: Visit) -> frozenset[int]:
    """The current notices which the visit's person said that they know."""
    with looking(work, visit, LookedAt.ACKNOWLEDGED):
        visit.require(Right.TAKE_PART)
        return _known_to(work, visit)


def acknowledge(work: Work, visit: Visit, notice_id: int) -> frozenset[int]:
    """我知道了; once more changes nothing. Raises ``RecordMissing``."""
    with looking(work, visit, LookedAt.ACKNOWLEDGED, str(notice_id)):
        visit.require(Right.TAKE_PART)
        _row(work, notice_id)
        # One terminal at a time for one person, so that the same button twice is no collision.
        person = (work.caller.district_id, visit.retiree_id)
        work.session.get_one(RetireeRow, person, with_for_update=ONE_AT_A_TIME)
        key = (work.caller.district_id, notice_id, visit.retiree_id)
        if work.session.get(AcknowledgementRow, key) is None:
            work.session.add(_acknowledgement(work, visit, notice_id))
            work.session.flush()
        return _known_to(work, visit)


def _acknowledgement(work: Work, visit: Visit, notice_id: int) -> AcknowledgementRow:
    return AcknowledgementRow(
        district_id=work.caller.district_id,
        notice_id=notice_id,
        retiree_id=visit.retiree_id,
        moment=work.now,
        actor=visit.actor,
        terminal_id=work.caller.terminal_id,
    )


def _known_to(work: Work, visit: Visit) -> frozenset[int]:
    same_notice = (NoticeRow.district_id == AcknowledgementRow.district_id) & (
        NoticeRow.id == AcknowledgementRow.notice_id
    )
    return frozenset(
        work.session.scalars(
            select(AcknowledgementRow.notice_id)
            .join(NoticeRow, same_notice)
            .where(AcknowledgementRow.retiree_id == visit.retiree_id, *_current(work))
        )
    )


@dataclass(frozen=True, slots=True)
class NotTold:
    """Somebody who has not said that they know a notice: for staff, who will call them."""

    name: str = field(repr=False)
    masked_id_number: str = field(repr=False)
    phone: str | None = field(repr=False)


def not_told(session: Session, district_id: str, notice_id: int) -> tuple[NotTold, ...]:
    """Who of the district has not said that they know a notice, by name.

    Raises ``RecordMissing``. For staff only.
    """
    if session.get(NoticeRow, (district_id, notice_id)) is None:
        raise RecordMissing
    knows = (
        select(AcknowledgementRow.notice_id)
        .where(
            AcknowledgementRow.district_id == district_id,
            AcknowledgementRow.notice_id == notice_id,
            AcknowledgementRow.retiree_id == RetireeRow.id,
        )
        .exists()
    )
    found = session.execute(
        select(RetireeRow.name, RetireeRow.masked_id_number, PersonalFileRow.phone)
        .outerjoin(
            PersonalFileRow,
            (PersonalFileRow.district_id == RetireeRow.district_id)
            & (PersonalFileRow.retiree_id == RetireeRow.id),
        )
        .where(RetireeRow.district_id == district_id, RetireeRow.state == "active", ~knows)
        .order_by(RetireeRow.id)
    )
    # Databases sort Chinese in many ways; here it is the same on each.
    return tuple(sorted((NotTold(*row) for row in found), key=lambda each: each.name))


def _row(work: Work, notice_id: int) -> NoticeRow:
    row = work.session.scalar(select(NoticeRow).where(*_current(work), NoticeRow.id == notice_id))
    if row is None:
        raise RecordMissing
    return row


def _notice(row: NoticeRow, pictures: Sequence[NoticePictureRow]) -> Notice:
    return Notice(
        row.id,
        row.title,
        row.day,
        row.source,
        tuple(row.paragraphs),
        NoticeCategory(row.category),
        row.pinned,
        tuple(
            NoticePicture(each.number, each.said, each.width, each.height)
            for each in pictures
            if each.notice_id == row.id
        ),
    )


def _pictures(work: Work, notices: list[int]) -> Sequence[NoticePictureRow]:
    return work.session.scalars(
        select(NoticePictureRow)
        .where(
            NoticePictureRow.district_id == work.caller.district_id,
            NoticePictureRow.notice_id.in_(notices),
        )
        .order_by(NoticePictureRow.notice_id, NoticePictureRow.number)
    ).all()


def _narrowed(content: bytes, width: int) -> bytes:
    with Image.open(io.BytesIO(content)) as whole:
        height = max(1, round(whole.height * width / whole.width))
        small = whole.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _current(work: Work) -> tuple[ColumnElement[bool], ...]:
    return (
        NoticeRow.district_id == work.caller.district_id,
        NoticeRow.withdrawn.is_(None),
        NoticeRow.day <= work.today,
        or_(NoticeRow.ends.is_(None), NoticeRow.ends >= work.today),
    )
