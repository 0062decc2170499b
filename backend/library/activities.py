"""Activities and venues, as anybody may read them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.service import Work
from backend.tables import ActivityRow, SignUpRow, VenueRow
from contract.activities import Activity, Standing, Venue
from contract.failures import RecordMissing

Counts = dict[tuple[int, str], int]
"""How many people stand how with which activity."""


def to_come(work: Work) -> tuple[Activity, ...]:
    """All that are not over, by when they begin."""
    district_id = work.caller.district_id
    rows = work.session.scalars(
        select(ActivityRow)
        .where(ActivityRow.district_id == district_id, ActivityRow.ends > work.now)
        .order_by(ActivityRow.starts, ActivityRow.id)
    ).all()
    return with_counts(work.session, district_id, rows)


def activity(work: Work, activity_id: int) -> Activity:
    """One that is not over; raises ``RecordMissing``."""
    row = work.session.get(ActivityRow, (work.caller.district_id, activity_id))
    if row is None or row.ends <= work.now:
        raise RecordMissing
    return activity_of(work.session, row)


def venues(work: Work) -> tuple[Venue, ...]:
    """The district's houses, in the order staff gave them."""
    rows = work.session.scalars(
        select(VenueRow)
        .where(VenueRow.district_id == work.caller.district_id)
        .order_by(VenueRow.id)
    )
    return tuple(
        Venue(
            row.id,
            row.name,
            row.address,
            row.way,
            row.phone,
            row.opens,
            row.closes,
            tuple(row.closed_on),
            tuple(row.rooms),
        )
        for row in rows
    )


def activity_of(session: Session, row: ActivityRow) -> Activity:
    """An activity with its counts as they are now."""
    return with_counts(session, row.district_id, [row])[0]


def with_counts(
    session: Session, district_id: str, rows: Sequence[ActivityRow]
) -> tuple[Activity, ...]:
    """Activities with their counts, in the order of ``rows``."""
    counts = _counts(session, district_id, [row.id for row in rows])
    return tuple(_activity(row, counts) for row in rows)


def _counts(session: Session, district_id: str, activities: list[int]) -> Counts:
    found = session.execute(
        select(SignUpRow.activity_id, SignUpRow.standing, func.count())
        .where(SignUpRow.district_id == district_id, SignUpRow.activity_id.in_(activities))
        .group_by(SignUpRow.activity_id, SignUpRow.standing)
    )
    return {(activity_id, standing): count for activity_id, standing, count in found}


def _activity(row: ActivityRow, counts: Counts) -> Activity:
    return Activity(
        id=row.id,
        title=row.title,
        starts=row.starts,
        ends=row.ends,
        closes=row.closes,
        venue=row.venue_id,
        place=row.place,
        leader=row.leader,
        phone=row.phone,
        cost=row.cost,
        bring=tuple(row.bring),
        about=tuple(row.about),
        capacity=row.capacity,
        taken=counts.get((row.id, Standing.GOING), 0),
        waiting=counts.get((row.id, Standing.WAITING), 0),
        longest_line=row.longest_line,
        least_age=row.least_age,
        only_street=row.only_street,
        unfit=row.unfit,
        called_off=row.called_off,
    )
