"""Made-up files, and what people said is wrong in them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from backend.demo.names import random_name
from backend.demo.pensions import PensionHistory
from backend.demo.people import CAO, MANY, NEW, Person
from contract.pensions import PensionKind
from contract.personal_file import Correction, CorrectionState, FileFact, PersonalFile, Sex
from identity_numbers import masked

_EMPLOYERS = (
    "南通市通州区第二棉纺织厂",
    "通州区金沙印染厂",
    "南通市通州酿酒厂",
    "通州区供销合作总社",
    "南通纺织机械厂",
    "通州区建筑安装工程公司",
)
_COMMUNITIES = {"金沙街道": "金沙社区", "金新街道": "金新社区", "平潮镇": "平潮社区"}
_ELSEWHERE = "石港社区"
_WITHOUT_ONE_IN = 40
_NEVER_FILED = {NEW.key}


def file_of(person: Person, seed: int, pension: PensionHistory | None) -> PersonalFile | None:
    """What is on record about a person of this district; None for somebody nobody has filed."""
    rng = Random(f"file/{seed}/{person.key}")
    others = person.key.startswith("person-")
    if person.key in _NEVER_FILED or (others and rng.randrange(_WITHOUT_ONE_IN) == 0):
        return None
    has_family = rng.randrange(4) > 0 or person.key in (CAO.key, MANY.key)
    account = None if pension is None else _account(pension)
    return PersonalFile(
        name=person.name,
        masked_id_number=masked(person.id_number),
        sex=Sex.MAN if person.sex == "男" else Sex.WOMAN,
        born=person.birth,
        phone=person.phone or None,
        address=person.address,
        community=_community(person),
        contact_name=random_name(rng, is_man=rng.random() < 0.5) if has_family else None,
        contact_phone=f"139999{rng.randrange(100_000):05d}" if has_family else None,
        employer=rng.choice(_EMPLOYERS),
        retired=None if pension is None else _retired(pension),
        months_insured=rng.randint(180, 470),
        bank=None if account is None else account[0],
        card_tail=None if account is None else account[1],
    )


def corrections_of(person: Person, today: date) -> tuple[Correction, ...]:
    """What a person has said is wrong by ``today``, oldest first."""
    if person.key != MANY.key:
        return ()
    asked, answered = today - timedelta(days=40), today - timedelta(days=33)
    lately = today - timedelta(days=3)
    return tuple(
        Correction(f"{day:%Y%m%d}-{count:04d}", fact, day, state, done)
        for count, fact, day, state, done in (
            (1, FileFact.EMPLOYER, asked, CorrectionState.FOUND_RIGHT, answered),
            (2, FileFact.ADDRESS, asked, CorrectionState.MENDED, answered),
            (1, FileFact.CONTACT_PHONE, lately, CorrectionState.RECEIVED, None),
        )
    )


def _community(person: Person) -> str:
    of_street = (name for street, name in _COMMUNITIES.items() if street in person.address)
    return next(of_street, _ELSEWHERE)


def _retired(pension: PensionHistory) -> date | None:
    """The day before an old-age pension began."""
    if pension.pension.kind is not PensionKind.OLD_AGE or not pension.payments:
        return None
    return pension.since.first_day - timedelta(days=1)


def _account(pension: PensionHistory) -> tuple[str, str] | None:
    for payment in reversed(pension.payments):
        account = payment.state.paid or payment.state.returned
        if account is not None:
            return account.bank, account.card_tail
    return None
