"""Who stands here, and when they are gone.

A visit begins with the first touch or card, without a name; a card says who it is. Size, voice and
consent belong to the visit. An inserted card that is pulled asks "go on?" for five seconds and then
ends it; a laid card may be lifted. A lost reader is not a removal. The same person's second card
raises how sure we are; another person's card ends and wipes first.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from contract import credentials
from contract.credentials import Assurance, HolderCredential
from contract.failures import Failure, TimedOut
from contract.gateway import Gateway, VisitRecords
from devices.cards.reader import CardLaid, CardLifted
from devices.cards.reading import CardKind, CardOnly, Holder, Locked, NotReadable, NotThisKind
from kiosk.farewell import Farewell
from kiosk.idle_watch import IdleWatch, Limits
from kiosk.loop import Loop, Timer
from pages.model import Go, Presentation, go

PULLED_CARD_LIMIT = 5.0
OPENING_LIMIT = 10.0
"""Seconds to wait for the backend to say who this is."""
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

    def show_failure(self, failure: Failure) -> None:
        """Show the page of an expected failure."""

    def known_card(self) -> None:
        """A card of the person who is here already; nothing new comes of it."""

    def wipe(self) -> None:
        """Drop everything personal from screen, memory, speech and queues."""

    def call_for_card_trouble(self) -> None:
        """Several cards in a row could not be read: tell staff."""

    def refuse_cards(self) -> None:
        """Have no card read until the visit ends."""

    def log(self, code: str, **fields: object) -> None:
        """Record an event of the catalogue."""


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
        self.presentation = Presentation()
        self.records: VisitRecords | None = None
        self.begun = False
        self.refused = False
        self._serial = 0
        self._id_number = ""
        self._lapsed = False
        self._unread = 0
        self._cards: set[str] = set()
        self._own: set[str] = set()
        self._idle = IdleWatch(
            loop,
            limits,
            speaking=speaking,
            ask=lambda seconds: stage.cover(go("standard.idle", seconds=seconds)),
            withdraw=stage.uncover,
            over=lambda: self.end(EndReason.IDLE),
        )
        self._pulled: Timer | None = None
        self._opening: Timer | None = None
        self._farewell = Farewell(loop, stage.show, lambda: self.card_present, lambda: self.begun)

    @property
    def card_present(self) -> bool:
        """Whether a card still lies or sticks somewhere."""
        return bool(self._cards)

    @property
    def warning(self) -> bool:
        """Whether the person is being asked if they are still there."""
        return self._idle.asking

    def touched(self) -> None:
        """Somebody touched the screen: a visit begins, or goes on."""
        self._begin()
        self.still_here()

    def still_here(self) -> None:
        """The time without a touch or a sound starts anew."""
        if self.begun:
            self._idle.restart()

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
        self._cards.add(event.reader)
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
        """A card is gone; in a visit only its own inserted one that was pulled means anything."""
        self._cards.discard(event.reader)
        if event.reader in self._own:
            self._own.discard(event.reader)
            self._ask_to_go_on()
        elif not self._cards:
            self._farewell.card_taken()

    def lapsed(self) -> None:
        """The backend ended the visit: the same card, laid down again, opens it anew."""
        self._lapsed = True

    def finish(self) -> None:
        """办完了."""
        if self.begun:
            self.end(EndReason.FINISHED)
        else:
            self._stage.show(go("standard.welcome"))

    def end(self, reason: EndReason) -> None:
        """The visit is over: wipe, then say goodbye and, where a card is left, to take it."""
        self.abandon(reason)
        self._farewell.say(reason.value)

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
        self._idle.stop()
        for timer in (self._pulled, self._opening):
            if timer is not None:
                timer.cancel()
        self._pulled = self._opening = None
        self._serial += 1
        self.records = None
        self.begun = self.refused = self._lapsed = False
        self._own.clear()
        self._id_number, self._unread = "", 0
        self.presentation = Presentation()
        self._stage.wipe()

    def _ask_to_go_on(self) -> None:
        self.still_here()
        if self._pulled is None:
            self._stage.cover(go("standard.card_pulled"))
            self._pulled = self._loop.call_later(
                PULLED_CARD_LIMIT, lambda: self.end(EndReason.CARD_PULLED)
            )

    def _holder(self, holder: Holder, event: CardLaid) -> None:
        credential = HolderCredential(
            card=_KINDS[holder.kind],
            id_number=holder.id_number,
            name=holder.name,
            authenticated=holder.authenticated,
        )
        same = self.records is not None and holder.id_number == self._id_number
        if self.records is not None and not same:
            self._close()
            self._stage.log("visit.ended", reason=EndReason.OTHER_CARD)
            self._begin()
            self.still_here()
        if same and not self._needed(credential):
            self._keep(event)
            self._stage.known_card()
        else:
            self._open(credential, event)

    def _needed(self, credential: HolderCredential) -> bool:
        """Whether the backend must be asked about a card of the person who is here already."""
        raises = self.records is not None and _assurance(credential) > self.records.assurance
        return raises or self._lapsed

    def _keep(self, event: CardLaid) -> None:
        """This card is the visit's own; it may have been pulled while the backend was asked."""
        if event.inserted:
            if event.reader in self._cards:
                self._own.add(event.reader)
            else:
                self._ask_to_go_on()

    def _open(self, credential: HolderCredential, event: CardLaid) -> None:
        self._serial += 1
        serial = self._serial
        self._stage.show(go("standard.checking"))

        def opened(answer: VisitRecords | Exception) -> None:
            if serial != self._serial:
                if not isinstance(answer, Exception):
                    self._loop.work(answer.close, lambda _done: None)
                return
            self._serial += 1
            self._stop_opening()
            if isinstance(answer, Failure):
                self._stage.show_failure(answer)
            elif isinstance(answer, Exception):
                raise answer
            else:
                self._identified(credential, answer)
                self._keep(event)

        self._stop_opening()
        self._opening = self._loop.call_later(OPENING_LIMIT, lambda: opened(TimedOut()))
        self._loop.work(lambda: self._gateway.open_visit(credential), opened)

    def _stop_opening(self) -> None:
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None

    def _identified(self, credential: HolderCredential, records: VisitRecords) -> None:
        if self.records is not None:
            self._loop.work(self.records.close, lambda _done: None)
        self.records = records
        self._id_number = credential.id_number
        self._unread = 0
        self._lapsed = False
        self._stage.log("visit.identified", assurance=records.assurance, card=credential.card)
        differs = records.name_differs
        self._stage.show(go("standard.name_differs" if differs else "standard.home"))

    def _not_read(self, outcome: str) -> None:
        self._stage.log("card.not_read", outcome=outcome)
        self._unread += 1
        if self._unread == CALL_STAFF_AFTER:
            self._stage.call_for_card_trouble()
        self._stage.show(go("standard.card_not_read", outcome=outcome))


def _assurance(credential: HolderCredential) -> Assurance:
    return Assurance.AUTHENTICATED if credential.authenticated else Assurance.HOLDER_READ


_KINDS = {
    CardKind.SOCIAL_SECURITY: credentials.CardKind.SOCIAL_SECURITY,
    CardKind.RESIDENT_ID: credentials.CardKind.RESIDENT_ID,
}
