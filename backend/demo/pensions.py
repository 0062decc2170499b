"""Made-up pensions: what somebody was paid month by month, in whole fen, so that parts sum (I3).

An enterprise pension as the scheme reckons it: what was saved in the account, divided by the months
the scheme lays down for the age of retirement, a basic and a transitional part, and a raise every
year, decided in summer and paid back to January.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from backend.demo.pension_stories import ASK_AT, Story, story_of
from backend.demo.people import Person
from contract.pensions import (
    Pension,
    PensionAdjustment,
    PensionKind,
    PensionOnItsWay,
    PensionPaid,
    PensionPaused,
    PensionPayment,
    PensionReturned,
    PensionState,
)
from values import Money, Month

MONTHS_OF_ACCOUNT = {50: 195, 55: 170, 60: 139}
"""By how many months the account is divided, by age of retirement."""
RAISED_IN = 7
"""The month that brings a year's raise, and what it is since January."""
_RAISES = {2016: 65, 2017: 55, 2018: 50, 2019: 50, 2020: 50, 2021: 45, 2022: 40, 2023: 38, 2024: 30}
"""Thousandths, as published; the years before and after are made up."""
_EARLIER, _LATER = 80, 20
_PAY_DAY = 15
_USUAL, _SURVIVORS = (260_000, 480_000), (95_000, 140_000)
"""What people get a month by today, in fen."""
_OF_GREAT_AGE = 80
_FOR_GREAT_AGE = 10_000


@dataclass(frozen=True, slots=True)
class PensionHistory:
    """Somebody's pension since a month, its payments and raises, oldest first."""

    since: Month
    pension: Pension
    payments: tuple[PensionPayment, ...]
    adjustments: tuple[PensionAdjustment, ...]


@dataclass(frozen=True, slots=True)
class _Course:
    """What a pension was made of at its beginning, and all its raises by each year, in fen."""

    basic: int
    account: int
    transition: int
    survivor: int
    raised_by: dict[int, int]

    @property
    def first(self) -> int:
        return self.basic + self.account + self.transition + self.survivor

    def raised(self, month: Month) -> int:
        """All raises that the payment of a month holds."""
        return self.raised_by[month.year if month.month >= RAISED_IN else month.year - 1]

    def raise_of(self, year: int) -> int:
        """What a year's raise added to each month; nothing in the year the pension began."""
        return self.raised_by[year] - self.raised_by[year - 1]

    def back_pay(self, month: Month) -> int:
        """What is paid with a month for those since January."""
        return self.raise_of(month.year) * (RAISED_IN - 1) if month.month == RAISED_IN else 0


def pension_of(person: Person, seed: int, today: date) -> PensionHistory | None:
    """What a person of this district has been paid by ``today``; None where there is no pension."""
    rng = Random(f"pension/{seed}/{person.key}")
    story = story_of(person, rng, today)
    if story is None:
        return None
    if story.begins is not None:
        return _not_yet(story.kind, story.begins)
    course = _course(rng, story, today)
    payments = tuple(_payments(rng, person, story, course, today))
    months = {payment.month for payment in payments}
    if not months:
        return _not_yet(story.kind, story.since)
    adjustments = tuple(
        each for each in _adjustments(story, course, today) if each.paid_in in months
    )
    years = tuple(sorted({month.year for month in months}, reverse=True))
    pension = Pension(story.kind, years, None, _paused(story))
    return PensionHistory(story.since, pension, payments, adjustments)


def _not_yet(kind: PensionKind, begins: Month) -> PensionHistory:
    return PensionHistory(begins, Pension(kind, (), begins), (), ())


def _course(rng: Random, story: Story, today: date) -> _Course:
    """A pension that has grown to a usual one by ``today``."""
    grown = 1.0
    for year in range(story.since.year + 1, today.year + 1):
        grown *= 1 + _thousandths(year) / 1000
    if story.kind is PensionKind.SURVIVOR:
        first = round(rng.randint(*_SURVIVORS) / grown)
        return _Course(0, 0, 0, first, _raises(story, first, today))
    first = round(rng.randint(*_USUAL) / grown)
    months = MONTHS_OF_ACCOUNT[story.age]
    saved = first * rng.randint(14, 22) // 100 * months
    transition = first * rng.randint(8, 18) // 100
    account = saved // months
    basic = first - account - transition
    return _Course(basic, account, transition, 0, _raises(story, first, today))


def _raises(story: Story, first: int, today: date) -> dict[int, int]:
    """All raises by each year, from the year before the pension began."""
    amount = first
    raised = {story.since.year - 1: 0, story.since.year: 0}
    for year in range(story.since.year + 1, today.year + 1):
        amount += round(amount * _thousandths(year) / 10_000) * 10
        raised[year] = amount - first
    return raised


def _thousandths(year: int) -> int:
    return _RAISES.get(year, _EARLIER if year < min(_RAISES) else _LATER)


def _payments(
    rng: Random, person: Person, story: Story, course: _Course, today: date
) -> Iterator[PensionPayment]:
    month = story.listed_since
    while month.first_day <= today:
        state = _state(rng, story, month, today)
        if state is not None:
            yield _payment(person, story, course, month, state)
        month = month.later(1)


def _payment(
    person: Person, story: Story, course: _Course, month: Month, state: PensionState
) -> PensionPayment:
    starts_late = month == story.since and story.first_day is not None
    raised, back_pay = course.raised(month), course.back_pay(month)
    subsidy = _FOR_GREAT_AGE if month.year - person.birth.year > _OF_GREAT_AGE else 0
    deducted = story.deducted if month == story.deducted_in else 0
    survivor = _share_of_month(course.survivor, story) if starts_late else course.survivor
    regular = course.basic + course.account + course.transition + survivor
    return PensionPayment(
        month=month,
        kind=story.kind,
        state=state,
        basic=Money(course.basic).yuan,
        account=Money(course.account).yuan,
        transition=Money(course.transition).yuan,
        raised=Money(raised).yuan,
        subsidy=Money(subsidy).yuan,
        survivor=Money(survivor).yuan,
        back_pay=Money(back_pay).yuan,
        deducted=Money(deducted).yuan,
        net=Money(regular + raised + subsidy + back_pay - deducted).yuan,
        first_day=story.first_day if starts_late else None,
    )


def _share_of_month(amount: int, story: Story) -> int:
    """What of a month's amount is for the days from the first one on."""
    assert story.first_day is not None
    days = (story.since.later(1).first_day - story.since.first_day).days
    return amount * (days - story.first_day.day + 1) // days


def _adjustments(story: Story, course: _Course, today: date) -> Iterator[PensionAdjustment]:
    for year in range(story.since.year + 1, today.year + 1):
        after = course.first + course.raised_by[year]
        yield PensionAdjustment(
            since=Month(year, 1),
            before=Money(after - course.raise_of(year)).yuan,
            after=Money(after).yuan,
            back_pay=Money(course.back_pay(Month(year, RAISED_IN))).yuan,
            paid_in=Month(year, RAISED_IN),
        )


def _state(rng: Random, story: Story, month: Month, today: date) -> PensionState | None:
    """How a month's payment stands; None where it is too early in the month."""
    paused = _paused(story)
    if paused is not None and month >= paused.since:
        return PensionState(paused=paused)
    day = _pay_day(month)
    if today < day:
        near = (day - today).days <= 10
        return PensionState(on_its_way=PensionOnItsWay(day)) if near else None
    sent_back = day + timedelta(days=rng.randint(3, 5))
    if story.returned_since is not None and month >= story.returned_since and sent_back <= today:
        assert story.return_reason is not None
        back = PensionReturned(sent_back, story.bank, story.card_tail, story.return_reason, ASK_AT)
        return PensionState(returned=back)
    again = day + timedelta(days=rng.randint(12, 20))
    late = rng.randrange(150) == 0 and again <= today
    return PensionState(paid=PensionPaid(again if late else day, story.bank, story.card_tail))


def _paused(story: Story) -> PensionPaused | None:
    if story.paused_since is None or story.pause_reason is None:
        return None
    return PensionPaused(story.paused_since, story.pause_reason, ASK_AT)


def _pay_day(month: Month) -> date:
    """The fifteenth, or the Friday before it."""
    day = date(month.year, month.month, _PAY_DAY)
    return day - timedelta(days=max(0, day.weekday() - 4))
