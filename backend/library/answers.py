"""The question whose answer is not on the card: the last four digits of the telephone number.

Wrong answers count per person and day, at whichever terminals they were given: whoever holds a
copied card gets three guesses of ten thousand, and then none until tomorrow.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from backend.database import ONE_AT_A_TIME
from backend.library import audit
from backend.library.audit import LookedAt
from backend.policy import after_answer
from backend.service import Work
from backend.service_secret import ServiceSecret
from backend.tables import RetireeRow, VisitRow, WrongAnswersRow
from contract.credentials import Assurance
from contract.failures import AnswersUsedUp, NotAllowed
from contract.records import AnswerChecked

if TYPE_CHECKING:
    from backend.library.visits import Visit

MOST_WRONG = 3
WRONG = "wrong-answer"


def check(work: Work, visit: Visit, digits: str) -> AnswerChecked:
    """Check an answer; raises ``AnswersUsedUp``, and ``NotAllowed`` where there is none to give."""
    row = work.session.get_one(VisitRow, (work.caller.district_id, visit.id))
    # Answers given at two terminals at once do not count as one.
    person = (work.caller.district_id, visit.retiree_id)
    retiree = work.session.get_one(RetireeRow, person, with_for_update=ONE_AT_A_TIME)
    if retiree.phone_tail_index is None:
        raise NotAllowed
    if tries_left(work, visit.subject) == 0:
        audit.note(work, LookedAt.ANSWER, visit.subject, visit.id, None, WRONG, visit.actor)
        raise AnswersUsedUp
    given = phone_tail_index(work.service.secret, visit.subject, digits)
    right = hmac.compare_digest(given, retiree.phone_tail_index)
    if right:
        row.assurance = after_answer(Assurance(row.assurance))
        audit.note(work, LookedAt.ANSWER, visit.subject, visit.id, actor=visit.actor)
    else:
        _count_wrong(work, visit.subject)
        audit.note(work, LookedAt.ANSWER, visit.subject, visit.id, None, WRONG, visit.actor)
    assurance = Assurance(row.assurance)
    left = tries_left(work, visit.subject)
    return AnswerChecked(right, left, assurance, work.service.policy.rights(assurance))


def tries_left(work: Work, subject: str) -> int:
    """Wrong answers about a person that are still heard today."""
    row = _today(work, subject)
    return MOST_WRONG if row is None else max(0, MOST_WRONG - row.count)


def phone_tail_index(secret: ServiceSecret, subject: str, digits: str) -> str:
    """What stands in the database for the digits: bound to the person, so that no two compare."""
    return secret.blind_index(f"phone/{subject}/{digits}")


def _count_wrong(work: Work, subject: str) -> None:
    row = _today(work, subject)
    if row is None:
        row = WrongAnswersRow(
            district_id=work.caller.district_id, subject=subject, day=work.today, count=0
        )
        work.session.add(row)
    row.count += 1
    work.session.flush()


def _today(work: Work, subject: str) -> WrongAnswersRow | None:
    return work.session.get(WrongAnswersRow, (work.caller.district_id, subject, work.today))
