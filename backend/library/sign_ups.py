"""Signing up for activities: never more people than places, whoever asks at the same moment.

Every change is made in one transaction that holds a lock on the activity's row; SQLite's write lock
does it there. Whoever waits longest gets a place in the transaction in which it becomes free.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from backend.database import ONE_AT_A_TIME
from backend.library import activities
from backend.library.audit import LookedAt, looking
from backend.service import LOCAL_ZONE, Work
from backend.tables import ActivityRow, PersonalFileRow, SignUpRequestRow, SignUpRow
from contract.activities import Activity, Refusal, Signing, SignUp, SignUpAnswer, Standing
from contract.credentials import Right
from contract.failures import RecordMissing

if TYPE_CHECKING:
    from backend.library.visits import Visit

Wanted = Literal["sign_up", "cancel"]
_ACTIVITY = re.compile("[0-9]{1,9}")
_REFUSED_BY_STATE = {
    Signing.CALLED_OFF: Refusal.CALLED_OFF,
    Signing.CLOSED: Refusal.CLOSED,
    Signing.NO_LINE: Refusal.NO_LINE,
}


@dataclass(frozen=True, slots=True)
class PrintedSignUp:
    """What a slip says of a sign-up; once any of it is otherwise, the slip is of the past."""

    activity: int
    title: str
    starts: datetime
    place: str
    standing: str
    called_off: str | None


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of a request that was not answered before."""

    refusal: Refusal | None = None
    already: bool = False


def coming(work: Work, visit: Visit) -> tuple[SignUp, ...]:
    """What the visit's person signed up for and is not over, soonest first."""
    with looking(work, visit, LookedAt.SIGN_UPS):
        visit.require(Right.TAKE_PART)
        return of_person(work, visit)


def of_person(work: Work, visit: Visit) -> tuple[SignUp, ...]:
    """The same where it was looked at as part of something else."""
    found = work.session.execute(
        select(SignUpRow, ActivityRow)
        .join(
            ActivityRow,
            (ActivityRow.district_id == SignUpRow.district_id)
            & (ActivityRow.id == SignUpRow.activity_id),
        )
        .where(
            SignUpRow.district_id == work.caller.district_id,
            SignUpRow.retiree_id == visit.retiree_id,
            SignUpRow.standing != Standing.CANCELLED,
            ActivityRow.ends > work.now,
        )
        .order_by(ActivityRow.starts, ActivityRow.id)
    ).all()
    rows = [row for row, _ in found]
    known = activities.with_counts(
        work.session, work.caller.district_id, [activity for _, activity in found]
    )
    return tuple(_sign_up(work, row, each) for row, each in zip(rows, known, strict=True))


def sign_up(work: Work, visit: Visit, activity_id: int, key: str, *, fit: bool) -> SignUpAnswer:
    """Sign up, or wait for a place. Raises ``RecordMissing``."""
    with looking(work, visit, LookedAt.SIGN_UPS, str(activity_id)):
        visit.require(Right.TAKE_PART)
        activity = _locked(work, activity_id)
        return _once(
            work, visit, activity, key, "sign_up", lambda: _sign_up_now(work, visit, activity, fit)
        )


def cancel(work: Work, visit: Visit, activity_id: int, key: str) -> SignUpAnswer:
    """Take a sign-up back; whoever waits longest gets the place. Raises ``RecordMissing``."""
    with looking(work, visit, LookedAt.SIGN_UPS, str(activity_id)):
        visit.require(Right.TAKE_PART)
        activity = _locked(work, activity_id)
        return _once(
            work, visit, activity, key, "cancel", lambda: _cancel_now(work, visit, activity)
        )


def printed(session: Session, district_id: str, retiree_id: UUID, activity: str) -> PrintedSignUp:
    """A sign-up as a slip says it; raises ``RecordMissing`` where there never was one."""
    if not _ACTIVITY.fullmatch(activity):
        raise RecordMissing
    row = session.get(SignUpRow, (district_id, int(activity), retiree_id))
    if row is None:
        raise RecordMissing
    of = session.get_one(ActivityRow, (district_id, row.activity_id))
    return PrintedSignUp(of.id, of.title, of.starts, of.place, row.standing, of.called_off)


def fill_places(work: Work, activity: ActivityRow) -> int:
    """Give free places to those who wait, in their turn; answers to how many.

    The activity's row is locked by whoever calls.
    """
    work.session.flush()
    free = activity.capacity - _how_many(work, activity, Standing.GOING)
    if activity.called_off is not None or free <= 0:
        return 0
    waiting = work.session.scalars(
        select(SignUpRow)
        .where(*_of_activity(activity), SignUpRow.standing == Standing.WAITING)
        .order_by(SignUpRow.turn)
        .limit(free)
    ).all()
    for row in waiting:
        row.standing, row.moved_up, row.changed = Standing.GOING, True, work.now
    work.session.flush()
    return len(waiting)


def _locked(work: Work, activity_id: int) -> ActivityRow:
    key = (work.caller.district_id, activity_id)
    row = work.session.get(ActivityRow, key, with_for_update=ONE_AT_A_TIME)
    if row is None or row.ends <= work.now:
        raise RecordMissing
    return row


def _once(
    work: Work,
    visit: Visit,
    activity: ActivityRow,
    key: str,
    wanted: Wanted,
    do: Callable[[], _Done],
) -> SignUpAnswer:
    """Do it once: the same key again is answered, and nothing is done."""
    request = work.session.get(SignUpRequestRow, (work.caller.district_id, key))
    if request is None:
        done = do()
        request = SignUpRequestRow(
            district_id=work.caller.district_id,
            key=key,
            activity_id=activity.id,
            retiree_id=visit.retiree_id,
            wanted=wanted,
            refusal=done.refusal,
            already=done.already,
            actor=visit.actor,
            terminal_id=work.caller.terminal_id,
            moment=work.now,
        )
        work.session.add(request)
        work.session.flush()
    elif (request.retiree_id, request.activity_id, request.wanted) != (
        visit.retiree_id,
        activity.id,
        wanted,
    ):
        raise RecordMissing
    return _answer(work, visit, activity, request)


def _answer(
    work: Work, visit: Visit, activity: ActivityRow, request: SignUpRequestRow
) -> SignUpAnswer:
    if request.refusal is not None:
        return SignUpAnswer(None, Refusal(request.refusal))
    row = work.session.get_one(SignUpRow, _key(activity, visit))
    known = activities.activity_of(work.session, activity)
    return SignUpAnswer(_sign_up(work, row, known), already=request.already)


def _sign_up_now(work: Work, visit: Visit, activity: ActivityRow, fit: bool) -> _Done:
    row = work.session.get(SignUpRow, _key(activity, visit))
    if row is not None and row.standing != Standing.CANCELLED:
        return _Done(already=True)
    known = activities.activity_of(work.session, activity)
    refusal = _REFUSED_BY_STATE.get(known.signing(work.now)) or _not_for(work, visit, known, fit)
    if refusal is not None:
        return _Done(refusal)
    standing = Standing.GOING if known.left else Standing.WAITING
    turn = _next_turn(work, activity)
    if row is None:
        row = SignUpRow(
            district_id=activity.district_id,
            activity_id=activity.id,
            retiree_id=visit.retiree_id,
        )
        work.session.add(row)
    row.standing, row.moved_up, row.actor = standing, False, visit.actor
    row.turn, row.changed = turn, work.now
    work.session.flush()
    return _Done()


def _cancel_now(work: Work, visit: Visit, activity: ActivityRow) -> _Done:
    row = work.session.get(SignUpRow, _key(activity, visit))
    if row is None:
        return _Done(Refusal.NOT_SIGNED_UP)
    if row.standing == Standing.CANCELLED:
        return _Done(already=True)
    if activity.starts <= work.now:
        return _Done(Refusal.CLOSED)
    row.standing, row.moved_up, row.changed = Standing.CANCELLED, False, work.now
    fill_places(work, activity)
    return _Done()


def _not_for(work: Work, visit: Visit, activity: Activity, fit: bool) -> Refusal | None:
    """Why an activity is not for this person; None where it is."""
    file = work.session.get(PersonalFileRow, (work.caller.district_id, visit.retiree_id))
    day = activity.starts.astimezone(LOCAL_ZONE).date()
    born = None if file is None else file.born
    if activity.least_age is not None and not _is_so_old(born, activity.least_age, day):
        return Refusal.TOO_YOUNG
    address = None if file is None else file.address
    if activity.only_street is not None and not _lives_in(address, activity.only_street):
        return Refusal.OTHER_STREET
    return Refusal.UNFIT if activity.unfit is not None and not fit else None


def _is_so_old(born: date | None, age: int, day: date) -> bool:
    """Whether somebody is so old on a day; whose birth the file does not know is believed."""
    if born is None:
        return True
    return (day.year - born.year) - ((day.month, day.day) < (born.month, born.day)) >= age


def _lives_in(address: str | None, street: str) -> bool:
    """Whether an address is of a street or town; whose address is not known is believed."""
    return address is None or street in address


def _next_turn(work: Work, activity: ActivityRow) -> int:
    last = work.session.scalar(select(func.max(SignUpRow.turn)).where(*_of_activity(activity)))
    return (last or 0) + 1


def _how_many(work: Work, activity: ActivityRow, standing: Standing) -> int:
    query = select(func.count()).select_from(SignUpRow)
    found = work.session.scalar(
        query.where(*_of_activity(activity), SignUpRow.standing == standing)
    )
    return found or 0


def _sign_up(work: Work, row: SignUpRow, activity: Activity) -> SignUp:
    standing = Standing(row.standing)
    place = _place_in_line(work, row) if standing is Standing.WAITING else None
    return SignUp(activity, standing, place, row.moved_up, row.actor is not None)


def _place_in_line(work: Work, row: SignUpRow) -> int:
    before = work.session.scalar(
        select(func.count())
        .select_from(SignUpRow)
        .where(
            SignUpRow.district_id == row.district_id,
            SignUpRow.activity_id == row.activity_id,
            SignUpRow.standing == Standing.WAITING,
            SignUpRow.turn < row.turn,
        )
    )
    return (before or 0) + 1


def _of_activity(activity: ActivityRow) -> tuple[ColumnElement[bool], ...]:
    return (
        SignUpRow.district_id == activity.district_id,
        SignUpRow.activity_id == activity.id,
    )


def _key(activity: ActivityRow, visit: Visit) -> tuple[str, int, UUID]:
    return activity.district_id, activity.id, visit.retiree_id
