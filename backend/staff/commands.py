"""Staff's accounts and terminals' trust, entered by whoever runs the service."""

from __future__ import annotations

import uuid

import passwords
from backend.clock import utc_now
from backend.enrolment import DistrictUnclear, the_district
from backend.library.heartbeats import believe_again
from backend.library.terminals import revoke
from backend.place import Place
from backend.service import Caller
from backend.staff import accounts


class TerminalUnknown(Exception):
    """There is no such terminal, or there is nothing to do about it."""


def add_staff(place: Place, district_id: str | None, name: str) -> str:
    """Make an account with a password of its own; answers the password, which is kept nowhere.

    Raises ``DistrictUnclear``, ``BadName`` and ``NameTaken``.
    """
    password = passwords.generate()
    with place.session() as session, session.begin():
        district = the_district(session, district_id)
        accounts.add(session, district, uuid.uuid4(), name, password, utc_now())
    return password


def close_staff(place: Place, name: str) -> None:
    """Let somebody in no longer. Raises ``NameUnknown``."""
    with place.session() as session, session.begin():
        accounts.close(session, name, utc_now())


def revoke_terminal(place: Place, district_id: str | None, terminal: str) -> None:
    """Trust a terminal's key no longer, from its next request on.

    Raises ``DistrictUnclear`` and ``TerminalUnknown``.
    """
    with place.session() as session, session.begin():
        caller = Caller(the_district(session, district_id), terminal)
        if not revoke(session, caller, utc_now()):
            raise TerminalUnknown(f"no terminal {terminal} is enrolled")


def believe_log(place: Place, district_id: str | None, terminal: str) -> None:
    """Somebody has looked into the alarm over a terminal's event log: end it.

    Raises ``DistrictUnclear`` and ``TerminalUnknown``.
    """
    with place.session() as session, session.begin():
        caller = Caller(the_district(session, district_id), terminal)
        if not believe_again(session, caller):
            raise TerminalUnknown(f"there is no alarm over the log of {terminal}")


EXPECTED = (
    DistrictUnclear,
    TerminalUnknown,
    accounts.BadName,
    accounts.NameTaken,
    accounts.NameUnknown,
)
"""What may go wrong with these, told in a line."""
