"""Notices: what anybody may read."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select

from backend.service import Work
from backend.tables import NoticeRow
from contract.failures import RecordMissing
from contract.records import Notice, NoticeSummary


def current(work: Work) -> tuple[NoticeSummary, ...]:
    """The notices of these days, newest first."""
    rows = work.session.scalars(
        select(NoticeRow).where(*_current(work)).order_by(NoticeRow.day.desc(), NoticeRow.id.desc())
    )
    return tuple(NoticeSummary(row.id, row.title, row.day) for row in rows)


def notice(work: Work, notice_id: int) -> Notice:
    """One current notice; raises ``RecordMissing``."""
    row = work.session.scalar(select(NoticeRow).where(*_current(work), NoticeRow.id == notice_id))
    if row is None:
        raise RecordMissing
    return Notice(row.id, row.title, row.day, row.source, tuple(row.paragraphs))


def _current(work: Work) -> tuple[ColumnElement[bool], ...]:
    return (
        NoticeRow.district_id == work.caller.district_id,
        NoticeRow.day <= work.today,
        or_(NoticeRow.ends.is_(None), NoticeRow.ends >= work.today),
    )
