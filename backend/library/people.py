"""Finding the person a credential stands for, and what the file says about them and their card."""

from __future__ import annotations

import unicodedata

from sqlalchemy import ColumnElement, select

from backend.library import audit
from backend.library.audit import LookedAt
from backend.service import Work
from backend.service_secret import ServiceSecret
from backend.tables import CarrierRow, LostCardRow, RetireeRow
from contract.credentials import (
    CardNumberCredential,
    Credential,
    HolderCredential,
    StripeCredential,
    TokenCredential,
)
from contract.failures import (
    CardReportedLost,
    Failure,
    PersonDeceased,
    PersonSuspended,
    PersonUnknown,
)
from contract.wire import slug
from identity_numbers import normalised

_OF_STATE: dict[str, type[Failure]] = {"deceased": PersonDeceased, "suspended": PersonSuspended}
_DOTS = str.maketrans(dict.fromkeys("•・‧∙．.", "·"))


def find(work: Work, credential: Credential) -> RetireeRow:
    """The person whose visit may begin.

    Raises ``PersonUnknown``, ``CardReportedLost``, ``PersonDeceased`` or ``PersonSuspended``, each
    audited.
    """
    retiree = _retiree(work, credential)
    if retiree is None:
        raise _refused(work, PersonUnknown, _subject(work.service.secret, credential))
    if _reported_lost(work, credential):
        raise _refused(work, CardReportedLost, retiree.id_number_index)
    if retiree.state in _OF_STATE:
        raise _refused(work, _OF_STATE[retiree.state], retiree.id_number_index)
    return retiree


def name_differs(credential: Credential, name_in_file: str) -> bool:
    """Whether the card gives another name than the file, as people would compare them."""
    match credential:
        case HolderCredential(name=str() as name_on_card):
            return _comparable(name_on_card) != _comparable(name_in_file)
        case _:
            return False


def card_index(secret: ServiceSecret, region: str, card_number: str) -> str:
    """What stands in the database for a social-security card's number."""
    return secret.blind_index(f"{region}/{card_number}")


def lost_index(secret: ServiceSecret, card_number: str) -> str:
    """What stands in the database for a lost card; not every card tells its region."""
    return secret.blind_index(f"lost/{card_number}")


def token_index(secret: ServiceSecret, token: str) -> str:
    """What stands in the database for an electronic card's code."""
    return secret.blind_index(f"token/{token}")


def stripe_index(secret: ServiceSecret, number: str) -> str:
    """What stands in the database for a stripe's number."""
    return secret.blind_index(f"stripe/{number}")


def _retiree(work: Work, credential: Credential) -> RetireeRow | None:
    subject = _subject(work.service.secret, credential)
    fits: ColumnElement[bool]
    match credential:
        case HolderCredential():
            if normalised(credential.id_number) is None:
                return None
            fits = RetireeRow.id_number_index == subject
        case CardNumberCredential():
            fits = RetireeRow.card_number_index == subject
        case TokenCredential() | StripeCredential():
            carrier = work.session.get(CarrierRow, (work.caller.district_id, subject))
            if carrier is None:
                return None
            fits = RetireeRow.id == carrier.retiree_id
    of_district = RetireeRow.district_id == work.caller.district_id
    return work.session.scalar(select(RetireeRow).where(of_district, fits))


def _subject(secret: ServiceSecret, credential: Credential) -> str:
    match credential:
        case HolderCredential(id_number=number):
            return secret.blind_index(number.upper())
        case CardNumberCredential(region, card_number):
            return card_index(secret, region, card_number)
        case TokenCredential(token):
            return token_index(secret, token)
        case StripeCredential(number):
            return stripe_index(secret, number)


def _reported_lost(work: Work, credential: Credential) -> bool:
    match credential:
        case (
            HolderCredential(card_number=str() as number) | CardNumberCredential(card_number=number)
        ):
            index = lost_index(work.service.secret, number)
            return work.session.get(LostCardRow, (work.caller.district_id, index)) is not None
        case _:
            return False


def _refused(work: Work, failure: type[Failure], subject: str) -> Failure:
    audit.note(work, LookedAt.VISIT, subject, None, outcome=slug(failure))
    return failure()


def _comparable(name: str) -> str:
    """A name without what cards and files write differently: spaces, kinds of middle dot."""
    return "".join(unicodedata.normalize("NFKC", name).split()).translate(_DOTS)
