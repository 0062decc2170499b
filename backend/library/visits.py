"""Visits: from a card's credential to a token that holds for a while."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from backend.library import audit
from backend.library.audit import LookedAt
from backend.policy import assurance_of
from backend.service import Work
from backend.service_secret import ServiceSecret
from backend.tables import RetireeRow, VisitRow
from contract.credentials import (
    Assurance,
    CardNumberCredential,
    Credential,
    HolderCredential,
    Right,
)
from contract.failures import NotAllowed, PersonUnknown, VisitOver
from contract.records import Retiree, VisitOpened
from contract.wire import slug
from identity_numbers import is_valid

IDLE_LIMIT = timedelta(minutes=15)
LONGEST_VISIT = timedelta(hours=2)

_DOTS = str.maketrans(dict.fromkeys("•・‧∙．.", "·"))


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that holds: its subject and what it may see."""

    id: UUID
    retiree_id: UUID
    subject: str = field(repr=False)
    rights: frozenset[Right]

    def require(self, right: Right) -> None:
        """Raise ``NotAllowed`` where the visit's assurance does not give the right."""
        if right not in self.rights:
            raise NotAllowed


def open_visit(work: Work, credential: Credential) -> VisitOpened:
    """Find the person and begin a visit; raises ``PersonUnknown``."""
    retiree = _find(work, credential)
    assurance = assurance_of(credential)
    token = work.service.new_token()
    visit = VisitRow(
        district_id=work.caller.district_id,
        id=work.service.new_id(),
        token_hash=_hashed(token),
        terminal_id=work.caller.terminal_id,
        retiree_id=retiree.id,
        assurance=assurance,
        opened=work.now,
        expires=work.now + IDLE_LIMIT,
    )
    work.session.add(visit)
    audit.note(work, LookedAt.VISIT, retiree.id_number_index, visit.id)
    return VisitOpened(
        token=token,
        retiree=Retiree(retiree.name, retiree.masked_id_number),
        assurance=assurance,
        rights=work.service.policy.rights(assurance),
        name_differs=_name_differs(credential, retiree.name),
    )


def resume(work: Work, token: str) -> Visit:
    """The visit a token stands for, which now holds a while longer; raises ``VisitOver``."""
    row = _row(work, token)
    if row is None or row.ended is not None or row.expires <= work.now:
        raise VisitOver
    row.expires = min(work.now + IDLE_LIMIT, row.opened + LONGEST_VISIT)
    retiree = work.session.get_one(RetireeRow, (row.district_id, row.retiree_id))
    rights = work.service.policy.rights(Assurance(row.assurance))
    return Visit(row.id, row.retiree_id, retiree.id_number_index, rights)


def end(work: Work, token: str) -> None:
    """End the visit; ending it twice changes nothing."""
    row = _row(work, token)
    if row is not None and row.ended is None:
        row.ended = work.now


def card_index(secret: ServiceSecret, region: str, card_number: str) -> str:
    """What stands in the database for a social-security card's number."""
    return secret.blind_index(f"{region}/{card_number}")


def _row(work: Work, token: str) -> VisitRow | None:
    # A token holds at the terminal that opened the visit, and nowhere else.
    return work.session.scalar(
        select(VisitRow).where(
            VisitRow.district_id == work.caller.district_id,
            VisitRow.token_hash == _hashed(token),
            VisitRow.terminal_id == work.caller.terminal_id,
        )
    )


def _find(work: Work, credential: Credential) -> RetireeRow:
    secret = work.service.secret
    match credential:
        case HolderCredential():
            number = credential.id_number.upper()
            subject = secret.blind_index(number)
            fits = RetireeRow.id_number_index == subject
            plausible = is_valid(number)
        case CardNumberCredential():
            subject = card_index(secret, credential.region, credential.card_number)
            fits = RetireeRow.card_number_index == subject
            plausible = True
    of_district = RetireeRow.district_id == work.caller.district_id
    found = work.session.scalar(select(RetireeRow).where(of_district, fits))
    if found is None or not plausible:
        audit.note(work, LookedAt.VISIT, subject, None, outcome=slug(PersonUnknown))
        raise PersonUnknown
    return found


def _name_differs(credential: Credential, name_in_file: str) -> bool:
    match credential:
        case HolderCredential(name=str() as name_on_card):
            return _comparable(name_on_card) != _comparable(name_in_file)
        case _:
            return False


def _comparable(name: str) -> str:
    """A name without what cards and files write differently: spaces, kinds of middle dot."""
    return "".join(unicodedata.normalize("NFKC", name).split()).translate(_DOTS)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
