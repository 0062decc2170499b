"""Who is logged in at the desk, by a cookie; and what proves that a form came from our own page.

A login lasts a working day and does not end by itself when nobody touches anything: a desk that
logged itself out would not hear the next call. What it shows is calls and machines, and of
retirees no more than who has not said that they know a notice.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from backend.database import durable
from backend.service import Service
from backend.staff.accounts import Granted
from backend.tables import StaffRow, StaffSessionRow

COOKIE = "yinling_staff"
LASTS = timedelta(hours=12)
_PURPOSE = "staff forms"


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody who is logged in."""

    district_id: str
    name: str
    form_token: str = field(repr=False)
    """Stands in every form of theirs, and nowhere another site could read it."""


def open_session(service: Service, granted: Granted) -> str:
    """Log somebody in; answers what the cookie holds: the district, and what is secret."""
    token, now = service.new_token(), service.clock()
    with Session(durable(service.engine)) as session, session.begin():
        session.execute(delete(StaffSessionRow).where(StaffSessionRow.expires < now))
        session.add(
            StaffSessionRow(
                district_id=granted.district_id,
                token_hash=_hash(token),
                staff_id=granted.staff_id,
                opened=now,
                expires=now + LASTS,
            )
        )
    return f"{granted.district_id}.{token}"


def desk_of(service: Service, cookie: str | None) -> Desk | None:
    """Who this cookie stands for; None for nobody, or nobody any more."""
    district_id, _, token = (cookie or "").partition(".")
    if not token:
        return None
    with Session(service.engine) as session:
        row = session.get(StaffSessionRow, (district_id, _hash(token)))
        if row is None or row.expires <= service.clock():
            return None
        staff = session.get_one(StaffRow, (row.district_id, row.staff_id))
        return Desk(row.district_id, staff.name, _form_token(service, token))


def close_session(service: Service, cookie: str) -> None:
    """Log out."""
    district_id, _, token = cookie.partition(".")
    with Session(durable(service.engine)) as session, session.begin():
        session.execute(
            delete(StaffSessionRow).where(
                StaffSessionRow.district_id == district_id,
                StaffSessionRow.token_hash == _hash(token),
            )
        )


def is_own_form(desk: Desk, form_token: str) -> bool:
    """Whether a form was made by our page for this login."""
    return hmac.compare_digest(desk.form_token.encode(), form_token.encode())


def _form_token(service: Service, token: str) -> str:
    return hmac.new(service.secret.key(_PURPOSE), token.encode(), hashlib.sha256).hexdigest()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
