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

from contract.credentials import (
    Assurance,
    CardNumberCredential,
    Credential,
    HolderCredential,
    StripeCredential,
    TokenCredential,
)
from contract.failures import Failure, PersonUnknown
from contract.gateway import Gateway, VisitRecords
from devices.cards.reader import CardLaid, CardLifted, CardSwiped, CodeScanned
from devices.cards.reading import (
    CardOnly,
    CardReading,
    Holder,
    Locked,
    NotReadable,
    NotThisKind,
    ReadFault,
    StripeNumber,
    SwipeReading,
)
from identity_numbers import masked
from kiosk.farewell import Farewell
from kiosk.idle_watch import IdleWatch, Limits
from kiosk.loop import Loop, Timer
from kiosk.opening import Opening, assurance_of, credential_of
from kiosk.scanned_code import OtherCode, OwnReceipt, Token, recognise
from pages.model import Go, Presentation, go

PULLED_CARD_LIMIT = 5.0
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

    def checking(self) -> None:
        """Show that the backend is being asked who this is."""

    def identified(self) -> None:
        """Show the page that was asked for and needed a surer visit, else home."""

    def known_card(self) -> None:
        """A card of the person who is here already; nothing new comes of it."""

    def wipe(self) -> None:
        """Drop everything personal from screen, memory, speech and queues."""

    def call_for_card_trouble(self) -> None:
        """Several cards in a row could not be read: tell staff."""

    def card_left_behind(self) -> None:
        """A card still lies there though its visit is over: tell staff."""

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
        self._stage = stage
        self.presentation = Presentation()
        self.records: VisitRecords | None = None
        self.begun = False
        self.refused = False
        self._id_number = ""
        self._wants_actor = False
        self._actor: HolderCredential | None = None
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
        self._opening = Opening(loop, gateway)
        self._farewell = Farewell(
            loop,
            stage.show,
            lambda: self.card_present,
            lambda: self.begun,
            stage.card_left_behind,
        )

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
        if self._comes():
            self._read(event.reading, event)

    def card_swiped(self, event: CardSwiped) -> None:
        """A card was drawn through the stripe reader."""
        if not self._comes():
            return
        match event.reading:
            case NotReadable(ReadFault.LAY_AGAIN):
                self._not_read("swipe_again")
            case reading:
                self._read(reading)

    def code_scanned(self, event: CodeScanned) -> None:
        """The scanner read a code: somebody's electronic card, or something else."""
        if not self._comes():
            return
        match recognise(event.text):
            case Token(text):
                self._by_number(TokenCredential(text), "code_unknown", None)
            case OwnReceipt():
                self._stage.show(go("standard.card_not_read", outcome="receipt"))
            case OtherCode():
                self._not_read("other_code")

    def act_for(self) -> None:
        """代办: whoever stands here shows their own card first, then the other person's."""
        if self.records is not None:
            self._close()
            self._stage.log("visit.ended", reason=EndReason.FINISHED)
        self._begin()
        self._wants_actor, self._actor = True, None
        self._stage.show(go("standard.acting"))

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

    def _comes(self) -> bool:
        """Something was shown to a reader; False where the person does not agree to that (H1)."""
        if self.refused:
            return False
        self._begin()
        self.go_on_without_card()
        self.still_here()
        return True

    def _begin(self) -> None:
        if not self.begun:
            self.begun = True
            self._stage.log("visit.began")

    def _close(self) -> None:
        if self.records is not None:
            self._opening.close(self.records)
        self._idle.stop()
        if self._pulled is not None:
            self._pulled.cancel()
            self._pulled = None
        self._opening.drop()
        self.records = None
        self.begun = self.refused = self._lapsed = False
        self._own.clear()
        self._id_number, self._unread = "", 0
        self._wants_actor, self._actor = False, None
        self.presentation = Presentation()
        self._stage.wipe()

    def _ask_to_go_on(self) -> None:
        self.still_here()
        if self._pulled is None:
            self._stage.cover(go("standard.card_pulled"))
            self._pulled = self._loop.call_later(
                PULLED_CARD_LIMIT, lambda: self.end(EndReason.CARD_PULLED)
            )

    def _read(self, reading: CardReading | SwipeReading, event: CardLaid | None = None) -> None:
        match reading:
            case Holder() if self._wants_actor:
                self._take_actor(credential_of(reading))
            case Holder():
                self._holder(reading, event)
            case CardOnly(region, _version, card_number):
                self._by_number(CardNumberCredential(region, card_number), "card_only", event)
            case StripeNumber(number):
                self._by_number(StripeCredential(number), "stripe", event)
            case NotThisKind():
                self._not_read("not_this_kind")
            case Locked():
                self._not_read("locked")
            case NotReadable(cause):
                self._not_read(cause.name.lower())

    def _take_actor(self, actor: HolderCredential) -> None:
        """Whoever acts has shown who they are; now the card of whom they act for."""
        self._wants_actor, self._actor = False, actor
        self._stage.show(go("standard.acting_subject"))

    def _holder(self, holder: Holder, event: CardLaid | None) -> None:
        credential = credential_of(holder)
        same = self._may_be(holder.id_number)
        if self.records is not None and not same:
            self._give_way()
        if self._actor is not None and self._actor.id_number == holder.id_number:
            self._actor = None
        if same and not self._needed(credential):
            self._keep(event)
            self._stage.known_card()
        else:
            self._open(credential, holder.id_number, event)

    def _by_number(self, credential: Credential, outcome: str, event: CardLaid | None) -> None:
        """A card that gives its number only: the file may know whose it is, the ID card will."""
        if self._wants_actor:
            self._not_read("actor")
        elif isinstance(credential, CardNumberCredential) and not credential.region:
            self._not_read(outcome)
        else:
            self._open(credential, "", event, outcome)

    def _may_be(self, id_number: str) -> bool:
        """Whether this may be the number of the person who is here, as far as we know theirs."""
        if self.records is None:
            return False
        if self._id_number:
            return id_number == self._id_number
        return masked(id_number) == self.records.retiree.masked_id_number

    def _needed(self, credential: HolderCredential) -> bool:
        """Whether the backend must be asked about a card of the person who is here already."""
        raises = self.records is not None and assurance_of(credential) > self.records.assurance
        return raises or self._lapsed or not self._id_number

    def _give_way(self) -> None:
        """Another person's card: the visit ends and is wiped before theirs begins."""
        self._close()
        self._stage.log("visit.ended", reason=EndReason.OTHER_CARD)
        self._begin()
        self.still_here()

    def _keep(self, event: CardLaid | None) -> None:
        """This card is the visit's own; it may have been pulled while the backend was asked."""
        if event is not None and event.inserted:
            if event.reader in self._cards:
                self._own.add(event.reader)
            else:
                self._ask_to_go_on()

    def _open(
        self, credential: Credential, number: str, event: CardLaid | None, outcome: str = ""
    ) -> None:
        """Ask the backend. ``outcome`` names the page of a number that may not be known there."""
        self._stage.checking()

        def opened(answer: VisitRecords | Exception) -> None:
            match answer:
                case PersonUnknown() if outcome:
                    self._not_read(outcome)
                case Failure():
                    self._stage.show_failure(answer)
                case Exception():
                    raise answer
                case _:
                    self._identified(credential, number, answer, outcome)
                    self._keep(event)

        self._opening.ask(credential, self._actor, opened)

    def _identified(
        self, credential: Credential, number: str, records: VisitRecords, outcome: str
    ) -> None:
        before = self.records
        if before is not None and before.retiree != records.retiree:
            self._give_way()
        elif before is not None and not self._lapsed and records.assurance < before.assurance:
            self._opening.close(records)
            self._stage.identified()
            return
        elif before is not None:
            self._opening.close(before)
        self.records = records
        self._id_number = number or self._id_number
        self._unread = 0
        self._lapsed = False
        self._stage.log("visit.identified", assurance=records.assurance, card=_card(credential))
        if records.acting:
            self._stage.log("visit.acting")
        if records.name_differs:
            self._stage.show(go("standard.name_differs"))
        elif outcome and not records.rights and records.assurance is Assurance.NUMBER_ONLY:
            self._stage.show(go("standard.card_not_read", outcome=outcome))
        else:
            self._stage.identified()

    def _not_read(self, outcome: str) -> None:
        self._stage.log("card.not_read", outcome=outcome)
        self._unread += 1
        if self._unread == CALL_STAFF_AFTER:
            self._stage.call_for_card_trouble()
        self._stage.show(go("standard.card_not_read", outcome=outcome))


def _card(credential: Credential) -> str:
    """By what somebody was known, for the log."""
    match credential:
        case HolderCredential(card=card):
            return card
        case CardNumberCredential():
            return "card_number"
        case TokenCredential():
            return "token"
        case StripeCredential():
            return "stripe"
