"""What anybody may read, as it was last known: told at once, and while the network is away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from contract.activities import Activity, Venue
from contract.bulletin import Bulletin, CarrierOpens
from contract.failures import (
    BadAnswer,
    Failure,
    RecordMissing,
    ServerFault,
    TerminalRefused,
    TimedOut,
    Unreachable,
)
from contract.gateway import Gateway, PublicRecords
from contract.records import Notice, NoticeSummary
from kiosk.loop import Loop, Timer

ASK_EVERY = 600.0
_NETWORK = (Unreachable, TimedOut, ServerFault, BadAnswer, TerminalRefused)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """A bulletin and when it was so."""

    moment: datetime
    bulletin: Bulletin


class Keeper(Protocol):
    """Where what is known outlives a restart."""

    def load(self) -> Known | None: ...

    def save(self, known: Known) -> None: ...


class KeptNowhere:
    """A ``Keeper`` that forgets."""

    def load(self) -> Known | None:
        return None

    def save(self, known: Known) -> None:
        """Forget it."""


class AtHand(PublicRecords):
    """Public records from a bulletin; pictures are not in it."""

    def __init__(self, known: Known | None) -> None:
        self._known = known
        self._bulletin = Bulletin() if known is None else known.bulletin

    @property
    def as_of(self) -> datetime | None:
        return None if self._known is None else self._known.moment

    @property
    def phone(self) -> str:
        return self._bulletin.phone

    def notices(self) -> tuple[NoticeSummary, ...]:
        return tuple(notice.summary for notice in self._bulletin.notices)

    def notice(self, notice_id: int) -> Notice:
        return _one(self._bulletin.notices, lambda notice: notice.id == notice_id)

    def picture(self, notice_id: int, number: int, width: int) -> bytes:
        raise RecordMissing

    def activities(self) -> tuple[Activity, ...]:
        return self._bulletin.activities

    def activity(self, activity: int) -> Activity:
        return _one(self._bulletin.activities, lambda each: each.id == activity)

    def venues(self) -> tuple[Venue, ...]:
        return self._bulletin.venues

    def carriers(self) -> tuple[CarrierOpens, ...]:
        return self._bulletin.carriers


class AskedFirst(PublicRecords):
    """Public records from the backend; from what is at hand where it does not answer.

    Made for one page: ``as_of`` is of what it was asked last.
    """

    def __init__(self, gateway: PublicRecords, at_hand: AtHand) -> None:
        self._gateway = gateway
        self._at_hand = at_hand
        self._away = False

    @property
    def as_of(self) -> datetime | None:
        return self._at_hand.as_of if self._away else None

    @property
    def phone(self) -> str:
        return self._at_hand.phone

    def notices(self) -> tuple[NoticeSummary, ...]:
        return self._ask(lambda public: public.notices())

    def notice(self, notice_id: int) -> Notice:
        return self._ask(lambda public: public.notice(notice_id))

    def picture(self, notice_id: int, number: int, width: int) -> bytes:
        return self._ask(lambda public: public.picture(notice_id, number, width))

    def activities(self) -> tuple[Activity, ...]:
        return self._ask(lambda public: public.activities())

    def activity(self, activity: int) -> Activity:
        return self._ask(lambda public: public.activity(activity))

    def venues(self) -> tuple[Venue, ...]:
        return self._ask(lambda public: public.venues())

    def carriers(self) -> tuple[CarrierOpens, ...]:
        return self._ask(lambda public: public.carriers())

    def _ask(self, ask: Callable[[PublicRecords], T]) -> T:
        if not self._away:
            try:
                return ask(self._gateway)
            except _NETWORK:
                if self._at_hand.as_of is None:
                    raise
                self._away = True
        return ask(self._at_hand)


class BulletinBoard:
    """Asks from time to time and keeps what it has where there is no answer.

    Only the kiosk thread calls it. ``changed`` is told of another bulletin; ``now`` is aware.
    """

    def __init__(
        self, loop: Loop, gateway: Gateway, changed: Callable[[], None], keeper: Keeper
    ) -> None:
        self._loop = loop
        self._gateway = gateway
        self._changed = changed
        self._keeper = keeper
        self._timer: Timer | None = None
        self._asking = False
        self._known = keeper.load()

    @property
    def at_hand(self) -> AtHand:
        """What is known now; waits for nobody."""
        return AtHand(self._known)

    def public(self, *, reachable: bool) -> PublicRecords:
        """Public records for one page."""
        return AskedFirst(self._gateway, self.at_hand) if reachable else self.at_hand

    def ask_now(self) -> None:
        """Ask at once; does nothing while a question is on its way."""
        if self._asking:
            return
        self._asking = True
        if self._timer is not None:
            self._timer.cancel()
        self._loop.work(self._gateway.bulletin, self._answered)

    def _answered(self, answer: Bulletin | Exception) -> None:
        self._asking = False
        self._timer = self._loop.call_later(ASK_EVERY, self.ask_now)
        if isinstance(answer, Bulletin):
            self._take(Known(self._loop.clock.now(), answer))
        elif not isinstance(answer, Failure):
            raise answer

    def _take(self, known: Known) -> None:
        before, self._known = self._known, known
        self._loop.work(lambda: self._keeper.save(known), lambda _done: None)
        if before is None or before.bulletin != known.bulletin:
            self._changed()


def _one(records: tuple[T, ...], wanted: Callable[[T], bool]) -> T:
    for each in records:
        if wanted(each):
            return each
    raise RecordMissing
