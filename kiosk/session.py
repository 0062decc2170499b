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

from contract.credentials import TokenCredential
from contract.gateway import Gateway, VisitRecords
from devices.cards.reader import CardLaid, CardLifted, CardSwiped, CodeScanned
from devices.cards.reading import NotReadable, ReadFault
from kiosk import identification
from kiosk.farewell import Farewell
from kiosk.identification import Identification
from kiosk.idle_watch import IdleWatch, Limits
from kiosk.loop import Loop, Timer
from kiosk.scanned_code import OtherCode, OwnReceipt, Token, recognise
from pages.choices import Go, go
from pages.presentation import Presentation

PULLED_CARD_LIMIT = 5.0


class EndReason(StrEnum):
    """Why a visit ended."""

    FINISHED = "finished"
    IDLE = "idle"
    CARD_PULLED = "card_pulled"
    OTHER_CARD = "other_card"
    NOT_ME = "not_me"
    FAILSAFE = "failsafe"
    MAINTENANCE = "maintenance"


class Stage(identification.Stage, Protocol):
    """What the session has the rest of the kiosk do."""

    def cover(self, target: Go) -> None:
        """Show a page of the kiosk's own over the present one."""

    def uncover(self) -> None:
        """Take it away again."""

    def wipe(self) -> None:
        """Drop everything personal from screen, memory, speech and queues."""

    def card_left_behind(self) -> None:
        """A card still lies there though its visit is over: tell staff."""

    def refuse_cards(self) -> None:
        """Have no card read until the visit ends."""


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
        self.begun = False
        self.refused = False
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
        self._who = Identification(loop, gateway, stage, self._give_way, self._keep)
        self._farewell = Farewell(
            loop,
            stage.show,
            lambda: self.card_present,
            lambda: self.begun,
            stage.card_left_behind,
        )

    @property
    def records(self) -> VisitRecords | None:
        """What the visit may see; None while nobody is known."""
        return self._who.records

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
            self._who.read(event.reading, event)

    def card_swiped(self, event: CardSwiped) -> None:
        """A card was drawn through the stripe reader."""
        if not self._comes():
            return
        match event.reading:
            case NotReadable(ReadFault.LAY_AGAIN):
                self._who.not_read("swipe_again")
            case reading:
                self._who.read(reading)

    def code_scanned(self, event: CodeScanned) -> None:
        """The scanner read a code: somebody's electronic card, or something else."""
        if not self._comes():
            return
        match recognise(event.text):
            case Token(text):
                self._who.by_number(TokenCredential(text), "code_unknown", None)
            case OwnReceipt():
                self._stage.show(go("standard.card_not_read", outcome="receipt"))
            case OtherCode():
                self._who.not_read("other_code")

    def act_for(self) -> None:
        """代办: whoever stands here shows their own card first, then the other person's."""
        if self.records is not None:
            self._close()
            self._stage.log("visit.ended", reason=EndReason.FINISHED)
        self._begin()
        self._who.expect_actor()

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
        self._who.lapsed()

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
        self._who.forget()
        self._idle.stop()
        if self._pulled is not None:
            self._pulled.cancel()
            self._pulled = None
        self.begun = self.refused = False
        self._own.clear()
        self.presentation = Presentation()
        self._stage.wipe()

    def _ask_to_go_on(self) -> None:
        self.still_here()
        if self._pulled is None:
            self._stage.cover(go("standard.card_pulled"))
            self._pulled = self._loop.call_later(
                PULLED_CARD_LIMIT, lambda: self.end(EndReason.CARD_PULLED)
            )
