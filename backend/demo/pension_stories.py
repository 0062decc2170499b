"""Whose pension goes which way: the demo's people each have a story, the others mostly none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from backend.demo.people import AYI, CAO, LATE, LOST, NEW, RARE, Person
from contract.pensions import PauseReason, PensionKind, ReturnReason
from values import Month

ASK_AT = "通州区社会保险服务大厅五号窗口"
_BANKS = ("中国工商银行", "中国农业银行", "江苏银行", "南通农村商业银行")
_LISTED_YEARS, _LISTED_OF_OTHERS = 10, 1
_IN_TROUBLE_ONE_IN = 60


@dataclass(frozen=True, slots=True)
class Story:
    """How somebody's pension went. ``age`` is that of retirement; payments before ``listed_since``
    are not kept any more."""

    since: Month
    listed_since: Month
    age: int
    bank: str
    card_tail: str
    kind: PensionKind = PensionKind.OLD_AGE
    first_day: date | None = None
    """Set where the first payment is for part of a month."""
    begins: Month | None = None
    """Set where nothing was paid yet."""
    returned_since: Month | None = None
    return_reason: ReturnReason | None = None
    paused_since: Month | None = None
    pause_reason: PauseReason | None = None
    deducted_in: Month | None = None
    deducted: int = 0
    """In fen."""


def story_of(person: Person, rng: Random, today: date) -> Story | None:
    """A person's story by ``today``; None for who is not of the age yet, or has died."""
    this_month = Month.of(today)
    usual = _usual(person, rng, this_month)
    match person.key:
        case LATE.key:
            return None
        case NEW.key:
            return replace(usual, begins=this_month.later(1))
        case CAO.key:
            month = Month(today.year, 3) if today.month > 3 else Month(today.year - 1, 3)
            return replace(usual, card_tail="8901", deducted_in=month, deducted=12_000)
        case AYI.key:
            return _survivors(usual, today)
        case RARE.key:
            since = this_month.later(-1)
            return replace(usual, returned_since=since, return_reason=ReturnReason.NAME_DIFFERS)
        case LOST.key:
            since = this_month.later(-3)
            return replace(usual, paused_since=since, pause_reason=PauseReason.NOT_CONFIRMED)
    return None if usual.since > this_month else _perhaps_in_trouble(usual, rng, this_month)


def _usual(person: Person, rng: Random, this_month: Month) -> Story:
    age = 60 if person.sex == "男" else rng.choice((50, 55))
    since = Month(person.birth.year + age, person.birth.month).later(1)
    listed_years = _LISTED_OF_OTHERS if person.key.startswith("person-") else _LISTED_YEARS
    oldest = Month(this_month.year - listed_years, 1)
    tail = f"{rng.randrange(10_000):04d}"
    return Story(since, max(since, oldest), age, rng.choice(_BANKS), tail)


def _survivors(usual: Story, today: date) -> Story:
    """A widow's, since the middle of a month two years ago."""
    since = Month(today.year - 2, 5)
    first_day = date(since.year, since.month, 12)
    return replace(
        usual,
        since=since,
        listed_since=since,
        kind=PensionKind.SURVIVOR,
        first_day=first_day,
    )


def _perhaps_in_trouble(story: Story, rng: Random, this_month: Month) -> Story:
    match rng.randrange(_IN_TROUBLE_ONE_IN):
        case 0:
            reason = rng.choice((ReturnReason.ACCOUNT_CLOSED, ReturnReason.ACCOUNT_ASLEEP))
            since = max(story.since, this_month.later(-1))
            return replace(story, returned_since=since, return_reason=reason)
        case 1:
            since = max(story.since, this_month.later(-rng.randint(1, 5)))
            return replace(story, paused_since=since, pause_reason=rng.choice(list(PauseReason)))
        case _:
            return story
