"""What staff ask on the service's own machine: whom to call about a notice, and taking one back."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.clock import utc_now
from backend.enrolment import DistrictUnclear
from backend.library.notices import not_told
from backend.place import Place
from backend.tables import DistrictRow, NoticeRow
from contract.failures import RecordMissing


class NoSuchNotice(Exception):
    """The district has no notice of this number."""


def who_to_call(place: Place, district_id: str | None, notice_id: int) -> str:
    """Name, masked number and telephone of everybody who has not said 我知道了, a line each.

    Raises ``DistrictUnclear``, ``NoSuchNotice``.
    """
    with place.session() as session:
        try:
            found = not_told(session, _district(session, district_id), notice_id)
        except RecordMissing:
            raise NoSuchNotice(f"there is no notice {notice_id}") from None
    lines = (f"{each.name}\t{each.masked_id_number}\t{each.phone or '-'}\n" for each in found)
    return "".join(lines)


def withdraw_notice(place: Place, district_id: str | None, notice_id: int) -> None:
    """Show a notice no longer; raises ``DistrictUnclear``, ``NoSuchNotice``."""
    with place.session() as session, session.begin():
        row = session.get(NoticeRow, (_district(session, district_id), notice_id))
        if row is None:
            raise NoSuchNotice(f"there is no notice {notice_id}")
        row.withdrawn = row.withdrawn or utc_now()


def _district(session: Session, district_id: str | None) -> str:
    """The district that is meant; the only one where none is named."""
    known = session.scalars(select(DistrictRow.id)).all()
    candidates = [each for each in known if district_id in (None, each)]
    if len(candidates) != 1:
        raise DistrictUnclear(f"name one of the districts with --district: {list(known)}")
    return candidates[0]
