"""How applications and the kiosk ask for records and submit requests.

Two classes implement it: the kiosk's over HTTP and the backend's in process. Every method blocks,
may be called from any thread, and raises one of ``contract.failures`` and nothing else.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from contract.activities import Activity, TakingPart, Venue
from contract.bulletin import Bulletin, CarrierOpens
from contract.credentials import Assurance, Credential, HolderCredential, Right
from contract.fleet import CallStanding, Message
from contract.pensions import PensionRecords
from contract.personal_file import FileRecords
from contract.records import (
    AnswerChecked,
    FeeItem,
    IssuedReceipt,
    Notice,
    NoticeSummary,
    ReceiptKind,
    Retiree,
    Settlement,
    SettlementSummary,
)


class PublicRecords(Protocol):
    """What anybody may read without a card."""

    @property
    def as_of(self) -> datetime | None:
        """When what was last answered was so; None where it was asked for just then."""
        ...

    @property
    def phone(self) -> str:
        """Where telephones find these pages, ending with a slash; empty where that is not known.

        Waits for nobody.
        """
        ...

    def notices(self) -> tuple[NoticeSummary, ...]:
        """All current notices, pinned ones first, then the newest."""
        ...

    def notice(self, notice_id: int) -> Notice:
        """One notice; raises ``RecordMissing``, also where it was withdrawn meanwhile."""
        ...

    def picture(self, notice_id: int, number: int, width: int) -> bytes:
        """A notice's picture as PNG or JPEG, at most so many pixels wide.

        Raises ``RecordMissing``.
        """
        ...

    def activities(self) -> tuple[Activity, ...]:
        """All that are not over, by when they begin; called off ones too."""
        ...

    def activity(self, activity: int) -> Activity:
        """One of them; raises ``RecordMissing``."""
        ...

    def venues(self) -> tuple[Venue, ...]:
        """The houses activities take place in, in the order staff gave them."""
        ...

    def carriers(self) -> tuple[CarrierOpens, ...]:
        """What each card opens, by the service's policy."""
        ...


class VisitRecords(PensionRecords, FileRecords, TakingPart, Protocol):
    """The records of one visit, bound to its token, its subject and its assurance.

    MUST NOT show the token. After ``close`` every method raises ``VisitOver``.
    """

    @property
    def retiree(self) -> Retiree: ...

    @property
    def assurance(self) -> Assurance: ...

    @property
    def rights(self) -> frozenset[Right]: ...

    @property
    def name_differs(self) -> bool: ...

    @property
    def by_answer(self) -> frozenset[Right]:
        """The rights that ``answer`` may still add; none where there is nothing to ask."""
        ...

    @property
    def acting(self) -> bool:
        """Whether somebody else with a card of their own acts for the retiree (代办)."""
        ...

    def answer(self, digits: str) -> AnswerChecked:
        """Check the last four digits of the telephone number in the file.

        A right answer raises ``assurance`` and ``rights`` of this visit. Raises ``AnswersUsedUp``
        after three wrong ones about this person on this day, at whichever terminals.
        """
        ...

    def reimbursement_years(self) -> tuple[int, ...]:
        """Years that have settlements, newest first; may be empty. Needs ``TOTALS``."""
        ...

    def reimbursements(self, year: int) -> tuple[SettlementSummary, ...]:
        """The settlements of a year, newest first. Needs ``TOTALS``."""
        ...

    def settlement(self, number: str) -> Settlement:
        """One settlement whose sums hold, else ``AmountsDisagree``. Needs ``TOTALS``."""
        ...

    def fee_items(self, number: str) -> tuple[FeeItem, ...]:
        """The positions of its bill, in bill order. Needs ``FEE_ITEMS``."""
        ...

    def issue_receipt(
        self, job: str, record: str, kind: ReceiptKind = ReceiptKind.SETTLEMENT
    ) -> IssuedReceipt:
        """Number and signed code for a record's receipt; the same job gets the same answer.

        Needs ``RECEIPTS``; for a sign-up ``TAKE_PART``.
        """
        ...

    def close(self) -> None:
        """End the visit at the backend. Never raises."""
        ...


class Gateway(PublicRecords, Protocol):
    """The whole of it, as the kiosk holds it."""

    def open_visit(
        self, credential: Credential, actor: HolderCredential | None = None
    ) -> VisitRecords:
        """Who this is; raises ``PersonUnknown`` among others.

        ``actor`` is whoever acts for them with a card of their own, and is recorded with it; they
        need not be in the library.
        """
        ...

    def bulletin(self) -> Bulletin:
        """Everything that anybody may read, at once."""
        ...

    def tell(self, message: Message) -> None:
        """Tell what the terminal has to say of itself. Returns once that is kept.

        Telling twice is telling once. Raises ``Malformed`` for what will never be taken.
        """
        ...

    def call_standing(self, call_id: str) -> CallStanding:
        """Whether staff have seen a call of this terminal; raises ``RecordMissing``."""
        ...

    def reachable(self) -> bool:
        """Whether the backend answers now. Never raises."""
        ...
