"""Who stands here, and when they are gone.

A visit begins with the first touch or card, without a name; a card says who it is. Size, voice and
consent belong to the visit. An inserted card that is pulled asks "go on?" for five seconds and then
ends it; a laid card may be lifted. A lost reader is not a removal. The same person's second card
raises how sure we are; another person's card ends and wipes first.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from contract import credentials
from contract.credentials import Assurance, HolderCredential
from contract.failures import Failure
from contract.gateway import Gateway, VisitRecords
from devices.cards.reader import CardLaid, CardLifted
from devices.cards.reading import CardKind, CardOnly, Holder, Locked, NotReadable, NotThisKind
from kiosk.loop import Loop, Timer
from pages.model import Go, Presentation, go

PULLED_CARD_LIMIT = 5.0
GOODBYE_SECONDS = 8.0
CARD_TAKEN_SECONDS = 4.0
"""How long goodbye still shows once the card was taken."""
TAKE_CARD_REPEATS = 3
CALL_STAFF_AFTER = 3
"""Cards that could not be read in one visit before staff are called (C7)."""


class EndReason(StrEnum):
    """Why a visit ended."""

    FINISHED = "finished"
    IDLE = "idle"
    CARD_PULLED = "card_pulled"
    OTHER_CARD = "other_card"
    NOT_ME = "not_me"
    FAILSAFE = "failsafe"
    MAINTENANCE = "maintenance"


class Stage(Protocol):
    """What the session has the rest of the kiosk do."""

    def show(self, target: Go) -> None:
        """Show a page with nothing behind it."""

    def cover(self, target: Go) -> None:
        """Show a page of the kiosk's own over the present one."""

    def uncover(self) -> None:
        """Take it away again."""

    def wipe(self) -> None:
        """Drop everything personal from screen, memory, speech and queues."""

    def call_for_card_trouble(self) -> None:
        """Several cards in a row could not be read: tell staff."""

    def refuse_cards(self) -> None:
        """Have no card read until the visit ends."""

    def log(self, code: str, **fields: object) -> None:
        """Record an event of the catalogue."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds without a touch or a sound before asking, and from asking to the end (D2, D3)."""

    idle: int = 120
    warning: int = 30


class Session:
    """The visit of the person standing here. Only the kiosk thread calls it.

    ``speaking`` says whether anything is being said: idle time counts from the end of speech.
    """

    def __init__(
        self,
        loop: Loop,
        gateway: Gateway,
        stage: Stage,
        speaking: Callable[[], bool],
        limits: Limits,
    ) -> None:
        self._loop = loop
        self._gateway = gateway
        self._stage = stage
        self._speaking = speaking
        self._limits = limits
        self.presentation = Presentation()
        self.records: VisitRecords | None = None
        self.begun = False
        self.refused = False
        self._serial = 0
        self._id_number = ""
        self._unread = 0
        self._cards: dict[str, bool] = {}
        self._idle: Timer | None = None
        self._countdown: Timer | None = None
        self._pulled: Timer | None = None
        self._farewell: Timer | None = None
        self._ended_for = EndReason.FINISHED

    @property
    def card_present(self) -> bool:
        """Whether a card still lies or sticks somewhere."""
        return bool(self._cards)

    @property
    def warning(self) -> bool:
        """Whether the person is being asked if they are still there."""
        return self._countdown is not None

    def touched(self) -> None:
        """Somebody touched the screen: a visit begins, or goes on."""
        self._begin()
        self.still_here()

    def still_here(self) -> None:
        """The time without a touch or a sound starts anew."""
        for timer in (self._idle, self._countdown):
            if timer is not None:
                timer.cancel()
        if self.warning:
            self._countdown = None
            self._stage.uncover()
        if self.begun:
            self._idle = self._loop.call_later(self._limits.idle, self._idle_over)

    def fell_quiet(self) -> None:
        """All has been said: idle time counts from here (D2)."""
        if not self.warning:
            self.still_here()

    def go_on_without_card(self) -> None:
        """The person pulled the card and wants to go on."""
        if self._pulled is not None:
            self._pulled.cancel()
            self._pulled = None
            self._stage.uncover()

    def refuse(self) -> None:
        """不同意: no card is read until the next visit (H1)."""
        self._begin()
        self.refused = True
        self._stage.log("notice.refused")
        self._stage.refuse_cards()
        self._stage.show(go("standard.refused"))

    def card_laid(self, event: CardLaid) -> None:
        """A reader has read a card, or could not."""
        self._cards[event.reader] = event.inserted
        if self.refused:
            return
        self._begin()
        self.go_on_without_card()
        self.still_here()
        match event.reading:
            case Holder():
                self._holder(event.reading, event)
            case CardOnly():
                self._not_read("card_only")
            case NotThisKind():
                self._not_read("not_this_kind")
            case Locked():
                self._not_read("locked")
            case NotReadable(cause):
                self._not_read(cause.name.lower())

    def card_lifted(self, event: CardLifted) -> None:
        """A card is gone; only an inserted one that was pulled means anything."""
        inserted = self._cards.pop(event.reader, False)
        if inserted and self.records is not None:
            self._ask_to_go_on()
        elif self._farewell is not None and not self._cards:
            self._farewell.cancel()
            self._goodbye(self._ended_for, repeats=0)

    def finish(self) -> None:
        """办完了."""
        if self.begun:
            self.end(EndReason.FINISHED)
        else:
            self._stage.show(go("standard.welcome"))

    def end(self, reason: EndReason) -> None:
        """The visit is over: wipe, then say goodbye and, where a card is left, to take it."""
        self.abandon(reason)
        self._goodbye(reason, TAKE_CARD_REPEATS)

    def abandon(self, reason: EndReason) -> None:
        """The visit is over: wipe, and leave it to the caller what shows next."""
        began = self.begun
        self._close()
        if began:
            self._stage.log("visit.ended", reason=reason)

    def _begin(self) -> None:
        if not self.begun:
            self.begun = True
            self._stage.log("visit.began")

    def _close(self) -> None:
        if self.records is not None:
            self._loop.work(self.records.close, lambda _done: None)
        for timer in (self._idle, self._countdown, self._pulled):
            if timer is not None:
                timer.cancel()
        self._idle = self._countdown = self._pulled = None
        self._serial += 1
        self.records = None
        self.begun = self.refused = False
        self._id_number, self._unread = "", 0
        self.presentation = Presentation()
        self._stage.wipe()

    def _ask_to_go_on(self) -> None:
        if self._pulled is None:
            self._stage.cover(go("standard.card_pulled"))
            self._pulled = self._loop.call_later(
                PULLED_CARD_LIMIT, lambda: self.end(EndReason.CARD_PULLED)
            )

    def _goodbye(self, reason: EndReason, repeats: int) -> None:
        card = self.card_present
        self._ended_for = reason
        self._stage.show(go("standard.goodbye", card=card, reason=reason.value))

        def next_step() -> None:
            if self.card_present and repeats > 1 and not self.begun:
                self._goodbye(reason, repeats - 1)
            else:
                self._welcome()

        seconds = GOODBYE_SECONDS if repeats else CARD_TAKEN_SECONDS
        self._farewell = self._loop.call_later(seconds, next_step)

    def _welcome(self) -> None:
        """Goodbye is over; somebody who began anew meanwhile is left alone."""
        self._farewell = None
        if not self.begun:
            self._stage.show(go("standard.welcome"))

    def _holder(self, holder: Holder, event: CardLaid) -> None:
        credential = HolderCredential(
            card=_KINDS[holder.kind],
            id_number=holder.id_number,
            name=holder.name,
            authenticated=holder.authenticated,
        )
        if self.records is not None and holder.id_number == self._id_number:
            if _assurance(credential) <= self.records.assurance:
                return
        elif self.records is not None:
            self._close()
            self._stage.log("visit.ended", reason=EndReason.OTHER_CARD)
            self._begin()
            self.still_here()
        self._open(credential, event)

    def _open(self, credential: HolderCredential, event: CardLaid) -> None:
        self._serial += 1
        serial = self._serial
        self._stage.show(go("standard.checking"))

        def opened(answer: VisitRecords | Exception) -> None:
            if serial != self._serial:
                if not isinstance(answer, Exception):
                    self._loop.work(answer.close, lambda _done: None)
            elif isinstance(answer, Failure):
                self._stage.show(go("failure.page", code=answer.code))
            elif isinstance(answer, Exception):
                raise answer
            else:
                self._identified(credential, answer)
                if event.inserted and event.reader not in self._cards:
                    self._ask_to_go_on()

        self._loop.work(lambda: self._gateway.open_visit(credential), opened)

    def _identified(self, credential: HolderCredential, records: VisitRecords) -> None:
        if self.records is not None:
            self._loop.work(self.records.close, lambda _done: None)
        self.records = records
        self._id_number = credential.id_number
        self._unread = 0
        self._stage.log("visit.identified", assurance=records.assurance, card=credential.card)
        differs = records.name_differs
        self._stage.show(go("standard.name_differs" if differs else "standard.home"))

    def _not_read(self, outcome: str) -> None:
        self._stage.log("card.not_read", outcome=outcome)
        self._unread += 1
        if self._unread == CALL_STAFF_AFTER:
            self._stage.call_for_card_trouble()
        self._stage.show(go("standard.card_not_read", outcome=outcome))

    def _idle_over(self) -> None:
        if self._speaking():
            self.still_here()
        else:
            self._warn(self._loop.clock.monotonic() + self._limits.warning)

    def _warn(self, deadline: float) -> None:
        seconds = math.ceil(deadline - self._loop.clock.monotonic())
        if seconds <= 0:
            self.end(EndReason.IDLE)
            return
        self._countdown = self._loop.call_later(1.0, lambda: self._warn(deadline))
        self._stage.cover(go("standard.idle", seconds=seconds))


def _assurance(credential: HolderCredential) -> Assurance:
    return Assurance.AUTHENTICATED if credential.authenticated else Assurance.HOLDER_READ


_KINDS = {
    CardKind.SOCIAL_SECURITY: credentials.CardKind.SOCIAL_SECURITY,
    CardKind.RESIDENT_ID: credentials.CardKind.RESIDENT_ID,
}
