"""Districts and terminals, entered by whoever runs the service."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.clock import utc_now
from backend.library.terminals import enrol
from backend.place import Place
from backend.service import Caller
from backend.tables import DistrictRow


class DistrictUnclear(Exception):
    """Which district is meant cannot be told, or there is none of that number."""


def add_district(place: Place, district_id: str, name: str) -> None:
    """Begin a district, or rename it."""
    with place.session() as session, session.begin():
        session.merge(DistrictRow(id=district_id, name=name, demo=False))


def enrol_terminal(place: Place, district_id: str | None, terminal: str, pem: bytes) -> None:
    """Let a terminal in by its public key, in the only district where none is named.

    Raises ``DistrictUnclear``, ``KeyUnusable``.
    """
    with place.session() as session, session.begin():
        caller = Caller(the_district(session, district_id), terminal)
        enrol(session, caller, pem, utc_now())


def the_district(session: Session, district_id: str | None) -> str:
    """The district that was named, or the only one; raises ``DistrictUnclear``."""
    known = session.scalars(select(DistrictRow.id)).all()
    candidates = [each for each in known if district_id in (None, each)]
    if len(candidates) != 1:
        raise DistrictUnclear(f"name one of the districts with --district: {list(known)}")
    return candidates[0]
