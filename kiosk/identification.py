"""Who stands here, and who acts for whom: from what a reader gave to an open visit.

The same person's second card raises how sure we are; a number alone opens a visit that is shown
nothing yet; another person's card has the present visit give way first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from contract.credentials import (
    SHIPPED,
    Assurance,
    CardNumberCredential,
    Credential,
    HolderCredential,
    Right,
    StripeCredential,
    TokenCredential,
)
from contract.failures import Failure, PersonUnknown
from contract.gateway import Gateway, VisitRecords
from devices.cards.reader import CardLaid
from devices.cards.reading import (
    CardOnly,
    CardReading,
    Holder,
    Locked,
    NotReadable,
    NotThisKind,
    StripeNumber,
    SwipeReading,
)
from identity_numbers import masked
from kiosk.loop import Loop
from kiosk.opening import Opening, assurance_of, credential_of
from pages.choices import Go, go

CALL_STAFF_AFTER = 3
"""Cards that could not be read in one visit before staff are called (C7)."""


class Stage(Protocol):
    """What identification has the rest of the kiosk do."""

    def show(self, target: Go) -> None:
        """Show a page with nothing behind it."""

    def show_failure(self, failure: Failure) -> None:
        """Show the page of an expected failure."""

    def checking(self) -> None:
        """Show that the backend is being asked who this is."""

    def identified(self) -> None:
        """Show the page that was asked for and needed a surer visit, else home."""

    def known_card(self) -> None:
        """A card of the person who is here already; nothing new comes of it."""

    def call_for_card_trouble(self) -> None:
        """Several cards in a row could not be read: tell staff."""

    def log(self, code: str, **fields: object) -> None:
        """Record an event of the catalogue."""


class Identification:
    """Only the kiosk thread calls it.

    ``give_way`` ends and wipes the visit of whoever was here before and begins the next;
    ``keep`` is told which card the visit is now bound to.
    """

    def __init__(
        self,
        loop: Loop,
        gateway: Gateway,
        stage: Stage,
        give_way: Callable[[], None],
        keep: Callable[[CardLaid | None], None],
    ) -> None:
        self._stage = stage
        self._give_way = give_way
        self._keep = keep
        self._opening = Opening(loop, gateway)
        self.records: VisitRecords | None = None
        self._id_number = ""
        self._wants_actor = False
        self._actor: HolderCredential | None = None
        self._lapsed = False
        self._unread = 0

    def forget(self) -> None:
        """The visit is over; a visit that is still being opened is closed unseen."""
        if self.records is not None:
            self._opening.close(self.records)
        self._opening.drop()
        self.records = None
        self._id_number, self._unread = "", 0
        self._wants_actor, self._actor, self._lapsed = False, None, False

    def lapsed(self) -> None:
        """The backend ended the visit: the same card, laid down again, opens it anew."""
        self._lapsed = True

    def expect_actor(self) -> None:
        """代办: the next card is that of whoever acts."""
        self._wants_actor, self._actor = True, None
        self._stage.show(go("standard.acting"))

    def read(self, reading: CardReading | SwipeReading, event: CardLaid | None = None) -> None:
        """Whatever reading a card gave."""
        match reading:
            case Holder() if self._wants_actor:
                self._take_actor(credential_of(reading))
            case Holder():
                self._holder(reading, event)
            case CardOnly(region, _version, card_number):
                self.by_number(CardNumberCredential(region, card_number), "card_only", event)
            case StripeNumber(number):
                self.by_number(StripeCredential(number), "stripe", event)
            case NotThisKind():
                self.not_read("not_this_kind")
            case Locked():
                self.not_read("locked")
            case NotReadable(cause):
                self.not_read(cause.name.lower())

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

    def by_number(self, credential: Credential, outcome: str, event: CardLaid | None) -> None:
        """A card that gives its number only: the file may know whose it is, the ID card will."""
        if self._wants_actor:
            self.not_read("actor")
        elif isinstance(credential, CardNumberCredential) and not credential.region:
            self.not_read(outcome)
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

    def _open(
        self, credential: Credential, number: str, event: CardLaid | None, outcome: str = ""
    ) -> None:
        """Ask the backend. ``outcome`` names the page of a number that may not be known there."""
        self._stage.checking()

        def opened(answer: VisitRecords | Exception) -> None:
            match answer:
                case PersonUnknown() if outcome:
                    self.not_read(outcome)
                case Failure():
                    self._stage.show_failure(answer)
                case Exception():
                    raise answer
                case _ if self._actor is not None and self._is_somebody_else(answer):
                    self._opening.close(answer)  # a third person's card: nobody acts for them
                    self._give_way()
                    self._open(credential, number, event, outcome)
                case _:
                    self._identified(credential, number, answer, outcome)
                    self._keep(event)

        self._opening.ask(credential, self._actor, opened)

    def _identified(
        self, credential: Credential, number: str, records: VisitRecords, outcome: str
    ) -> None:
        before = self.records
        if self._is_somebody_else(records):
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
        self._note_policy(records)
        if records.acting:
            self._stage.log("visit.acting")
        if records.name_differs:
            self._stage.show(go("standard.name_differs"))
        elif outcome and _gives_a_number_only(records):
            self._stage.show(go("standard.card_not_read", outcome=outcome))
        else:
            self._stage.identified()

    def _note_policy(self, records: VisitRecords) -> None:
        """The service opens a right to less than was shipped: that is never silent."""
        for right in sorted(records.rights):
            if SHIPPED[right] > records.assurance:
                self._stage.log("policy.lowered", right=right, assurance=records.assurance)

    def _is_somebody_else(self, records: VisitRecords) -> bool:
        return self.records is not None and self.records.retiree != records.retiree

    def not_read(self, outcome: str) -> None:
        """Nothing came of a card or code: say why, and call staff at the third (C7)."""
        self._stage.log("card.not_read", outcome=outcome)
        self._unread += 1
        if self._unread == CALL_STAFF_AFTER:
            self._stage.call_for_card_trouble()
        self._stage.show(go("standard.card_not_read", outcome=outcome))


def _gives_a_number_only(records: VisitRecords) -> bool:
    """Whether what people come for needs more; what a number opens stays open all the same."""
    return records.assurance is Assurance.NUMBER_ONLY and Right.TOTALS not in records.rights


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
