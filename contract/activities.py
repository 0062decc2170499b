"""Activities, the houses they take place in, and what somebody with a card may do about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Venue:
    """A house (场馆): where it is, when it is open, what is there."""

    id: int
    name: str
    address: str
    way: str
    """How to get there, as people would say it."""
    phone: str
    opens: time
    closes: time
    closed_on: tuple[int, ...]
    """Weekdays without opening, Monday is 0."""
    rooms: tuple[str, ...]


class Signing(StrEnum):
    """Whether one may sign up for an activity at a moment."""

    OPEN = "open"
    FULL = "full"
    """No place is left, but one may wait for one."""
    NO_LINE = "no_line"
    """No place is left, and enough people wait."""
    CLOSED = "closed"
    """The time for signing up is over."""
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. Its texts were written by people: they may hold anything."""

    id: int
    title: str
    starts: datetime
    ends: datetime
    closes: datetime
    """Until when one may sign up; also until when one may say that one will not come."""
    venue: int
    place: str
    """House and room, short enough for a line of a list."""
    leader: str
    phone: str
    cost: Decimal
    bring: tuple[str, ...]
    about: tuple[str, ...]
    capacity: int
    taken: int
    waiting: int
    longest_line: int
    least_age: int | None = None
    """In years, on the day it takes place."""
    only_street: str | None = None
    """The street or town whose people it is for; None where it is for everybody."""
    unfit: str | None = None
    """What one must not suffer from, in plain words; whoever signs up says that they do not."""
    called_off: str | None = None
    """Why it does not take place; None where it does."""

    @property
    def left(self) -> int:
        """Places nobody has. While people wait for one, a free place is theirs."""
        return 0 if self.waiting else max(0, self.capacity - self.taken)

    def signing(self, now: datetime) -> Signing:
        """Whether one may sign up at a moment."""
        if self.called_off is not None:
            return Signing.CALLED_OFF
        if now >= self.closes:
            return Signing.CLOSED
        if self.left:
            return Signing.OPEN
        return Signing.FULL if self.waiting < self.longest_line else Signing.NO_LINE


class Standing(StrEnum):
    """How somebody stands who signed up."""

    GOING = "going"
    WAITING = "waiting"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SignUp:
    """One person's sign-up for one activity."""

    activity: Activity
    standing: Standing
    place_in_line: int | None = None
    """1 is the next to get a place; None for whoever does not wait."""
    moved_up: bool = False
    """They waited, and got a place when somebody else cancelled."""
    by_other: bool = False
    """Somebody else signed them up (代办)."""


class Refusal(StrEnum):
    """Why a sign-up, or taking it back, was not done."""

    CALLED_OFF = "called_off"
    CLOSED = "closed"
    NO_LINE = "no_line"
    TOO_YOUNG = "too_young"
    OTHER_STREET = "other_street"
    UNFIT = "unfit"
    """Nobody said that the person does not suffer from what it is not for."""
    NOT_SIGNED_UP = "not_signed_up"


@dataclass(frozen=True, slots=True)
class SignUpAnswer:
    """What became of a request: how the person stands since, or why it was not done."""

    sign_up: SignUp | None
    refusal: Refusal | None = None
    already: bool = False
    """It was so before: nothing had to be done."""

    def __post_init__(self) -> None:
        if (self.sign_up is None) == (self.refusal is None):
            raise ValueError("a request is done or refused")


def coming_since(coming: tuple[SignUp, ...], answer: SignUpAnswer) -> tuple[SignUp, ...]:
    """What a person is signed up for after an answer, soonest first."""
    new = answer.sign_up
    if new is None:
        return coming
    others = tuple(each for each in coming if each.activity.id != new.activity.id)
    if new.standing is Standing.CANCELLED:
        return others
    return tuple(sorted((*others, new), key=lambda each: (each.activity.starts, each.activity.id)))


class TakingPart(Protocol):
    """The part of a visit's records that is about notices and activities. Needs ``TAKE_PART``."""

    @property
    def coming(self) -> tuple[SignUp, ...]:
        """The activities to come, as this visit last knew; waits for nobody."""
        ...

    def acknowledged(self) -> frozenset[int]:
        """The current notices of which the person said that they know."""
        ...

    def acknowledge(self, notice_id: int) -> frozenset[int]:
        """我知道了; once more changes nothing. Answers all that they know since.

        Raises ``RecordMissing``.
        """
        ...

    def sign_ups(self) -> tuple[SignUp, ...]:
        """What the person signed up for and is not over, soonest first."""
        ...

    def sign_up(self, activity: int, key: str, *, fit: bool) -> SignUpAnswer:
        """Sign up, or wait for a place; the same key gets the answer it got first.

        ``fit`` says that the person does not suffer from what the activity is not for. Raises
        ``RecordMissing``.
        """
        ...

    def cancel_sign_up(self, activity: int, key: str) -> SignUpAnswer:
        """Take a sign-up back; whoever waits longest gets the place. Otherwise as ``sign_up``."""
        ...
