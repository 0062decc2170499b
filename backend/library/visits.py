"""Visits: from a card's credential to a token that holds for a while."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from backend.library import answers, audit, people, sign_ups
from backend.library.audit import LookedAt
from backend.policy import assurance_of
from backend.service import Work
from backend.tables import RetireeRow, VisitRow
from contract.activities import SignUp
from contract.credentials import Assurance, Credential, HolderCredential, Right
from contract.failures import NotAllowed, PersonUnknown, VisitOver
from contract.records import Retiree, VisitOpened
from identity_numbers import normalised

IDLE_LIMIT = timedelta(minutes=15)
LONGEST_VISIT = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that holds: its subject and what it may see."""

    id: UUID
    retiree_id: UUID
    subject: str = field(repr=False)
    actor: str | None = field(repr=False)
    rights: frozenset[Right]

    def require(self, right: Right) -> None:
        """Raise ``NotAllowed`` where the visit's assurance does not give the right."""
        if right not in self.rights:
            raise NotAllowed


def open_visit(
    work: Work, credential: Credential, actor: HolderCredential | None = None
) -> VisitOpened:
    """Find the person and begin a visit; raises ``PersonUnknown`` and the file's other refusals."""
    retiree = people.find(work, credential)
    acting = _actor(work, actor)
    if acting == retiree.id_number_index:
        acting = None
    assurance = assurance_of(credential)
    token = work.service.new_token()
    visit = VisitRow(
        district_id=work.caller.district_id,
        id=work.service.new_id(),
        token_hash=_hashed(token),
        terminal_id=work.caller.terminal_id,
        retiree_id=retiree.id,
        actor=acting,
        assurance=assurance,
        opened=work.now,
        expires=work.now + IDLE_LIMIT,
    )
    work.session.add(visit)
    audit.note(work, LookedAt.VISIT, retiree.id_number_index, visit.id, actor=acting)
    return VisitOpened(
        token=token,
        retiree=Retiree(retiree.name, retiree.masked_id_number),
        assurance=assurance,
        rights=work.service.policy.rights(assurance),
        name_differs=people.name_differs(credential, retiree.name),
        by_answer=_by_answer(work, retiree, assurance),
        acting=acting is not None,
        coming=_coming(work, visit, retiree),
    )


def _coming(work: Work, row: VisitRow, retiree: RetireeRow) -> tuple[SignUp, ...]:
    """What the person will be reminded of, where the visit may know it."""
    visit = _visit(work, row, retiree)
    return sign_ups.of_person(work, visit) if Right.TAKE_PART in visit.rights else ()


def resume(work: Work, token: str) -> Visit:
    """The visit a token stands for, which now holds a while longer; raises ``VisitOver``."""
    row = _row(work, token)
    if row is None or row.ended is not None or row.expires <= work.now:
        raise VisitOver
    row.expires = min(work.now + IDLE_LIMIT, row.opened + LONGEST_VISIT)
    retiree = work.session.get_one(RetireeRow, (row.district_id, row.retiree_id))
    return _visit(work, row, retiree)


def end(work: Work, token: str) -> None:
    """End the visit; ending it twice changes nothing."""
    row = _row(work, token)
    if row is not None and row.ended is None:
        row.ended = work.now


def _visit(work: Work, row: VisitRow, retiree: RetireeRow) -> Visit:
    rights = work.service.policy.rights(Assurance(row.assurance))
    return Visit(row.id, row.retiree_id, retiree.id_number_index, row.actor, rights)


def _row(work: Work, token: str) -> VisitRow | None:
    # A token holds at the terminal that opened the visit, and nowhere else.
    return work.session.scalar(
        select(VisitRow).where(
            VisitRow.district_id == work.caller.district_id,
            VisitRow.token_hash == _hashed(token),
            VisitRow.terminal_id == work.caller.terminal_id,
        )
    )


def _actor(work: Work, actor: HolderCredential | None) -> str | None:
    """Blind index of whoever acts; they need not be in the library, but their number be sound."""
    if actor is None:
        return None
    number = normalised(actor.id_number)
    if number is None:
        raise PersonUnknown
    return work.service.secret.blind_index(number)


def _by_answer(work: Work, retiree: RetireeRow, assurance: Assurance) -> frozenset[Right]:
    """What an answer would open; nothing where there is no number, or no try left today."""
    if retiree.phone_tail_index is None or not answers.tries_left(work, retiree.id_number_index):
        return frozenset()
    return work.service.policy.added_by_answer(assurance)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
