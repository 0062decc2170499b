"""The records that cross the wire. Amounts are Decimal yuan, days are dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from contract.activities import SignUp
from contract.credentials import Assurance, Right


@dataclass(frozen=True, slots=True)
class Retiree:
    """Who the visit is about, as far as a kiosk needs to know."""

    name: str = field(repr=False)
    masked_id_number: str = field(repr=False)
    """First three and last four characters, ``*`` between."""


class CareKind(StrEnum):
    """What kind of care a settlement is for."""

    OUTPATIENT = "outpatient"
    CHRONIC = "chronic"
    INPATIENT = "inpatient"
    PHARMACY = "pharmacy"
    EMERGENCY = "emergency"
    ELSEWHERE = "elsewhere"
    """Care outside the home region (异地就医)."""


@dataclass(frozen=True, slots=True)
class SettledAtHospital:
    """The hospital already took the scheme's share off the bill; no further money comes."""


@dataclass(frozen=True, slots=True)
class UnderReview:
    """Handed in and being checked; ``expected`` is the day by which it will be decided."""

    received: date
    expected: date


@dataclass(frozen=True, slots=True)
class PaidToCard:
    """Paid to the bank account of the person's social-security card."""

    day: date
    card_tail: str


@dataclass(frozen=True, slots=True)
class PapersMissing:
    """Cannot go on until papers are brought: which, where to, and until when."""

    papers: tuple[str, ...]
    bring_to: str
    until: date


@dataclass(frozen=True, slots=True)
class SettlementState:
    """Exactly one of the four: what the person wants to know first."""

    at_hospital: SettledAtHospital | None = None
    under_review: UnderReview | None = None
    paid: PaidToCard | None = None
    papers_missing: PapersMissing | None = None

    def __post_init__(self) -> None:
        states = (self.at_hospital, self.under_review, self.paid, self.papers_missing)
        if sum(state is not None for state in states) != 1:
            raise ValueError("a settlement is in exactly one state")


@dataclass(frozen=True, slots=True)
class SettlementSummary:
    """One line of the list."""

    number: str
    kind: CareKind
    institution: str
    day: date
    fund_paid: Decimal
    state: SettlementState


@dataclass(frozen=True, slots=True)
class Settlement:
    """One medical settlement.

    Two sums hold (I1): ``total = pooled + supplementary + assistance + personal`` and
    ``personal = in_scheme_self_paid + out_of_scheme = other + account + cash``.
    """

    number: str
    kind: CareKind
    institution: str
    day: date
    state: SettlementState
    total: Decimal
    pooled: Decimal
    supplementary: Decimal
    assistance: Decimal
    personal: Decimal
    in_scheme_self_paid: Decimal
    out_of_scheme: Decimal
    account: Decimal
    cash: Decimal
    other: Decimal

    @property
    def fund_paid(self) -> Decimal:
        """What the scheme bore: 医保付了."""
        return self.pooled + self.supplementary + self.assistance

    @property
    def balances(self) -> bool:
        """Whether both sums hold."""
        return (
            self.total == self.fund_paid + self.personal
            and self.personal == self.in_scheme_self_paid + self.out_of_scheme
            and self.personal == self.other + self.account + self.cash
        )


@dataclass(frozen=True, slots=True)
class FeeItem:
    """One position of a bill: its category (西药费, 检查费 ...), its name and its amount."""

    category: str
    name: str
    amount: Decimal


class NoticeCategory(StrEnum):
    """What a notice is about."""

    BENEFITS = "benefits"
    """Pension, insurance, allowances: 待遇."""
    HEALTH = "health"
    CULTURE = "culture"
    LIFE = "life"


@dataclass(frozen=True, slots=True)
class NoticeSummary:
    """One line of the notices' list: pinned ones first, then the newest."""

    id: int
    title: str
    day: date
    category: NoticeCategory = NoticeCategory.LIFE
    pinned: bool = False
    """It stands above the others for as long as staff leave it there."""


@dataclass(frozen=True, slots=True)
class NoticePicture:
    """A picture of a notice: ``said`` is what somebody who cannot see it hears (E1).

    ``width`` and ``height`` are in pixels, as it is stored.
    """

    number: int
    said: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. Its text was written by people: it may hold digits, Latin words, anything."""

    id: int
    title: str
    day: date
    source: str
    paragraphs: tuple[str, ...]
    category: NoticeCategory = NoticeCategory.LIFE
    pinned: bool = False
    pictures: tuple[NoticePicture, ...] = ()

    @property
    def summary(self) -> NoticeSummary:
        """Its line of the list."""
        return NoticeSummary(self.id, self.title, self.day, self.category, self.pinned)


class ReceiptKind(StrEnum):
    """What a receipt is of, and so what its record is called by."""

    SETTLEMENT = "settlement"
    """One settlement, by its number."""
    SETTLEMENTS_OF_YEAR = "settlements_of_year"
    """All settlements of a year, by the year."""
    PENSION_MONTH = "pension_month"
    """One pension payment, by its month: ``2026-11``."""
    PENSION_YEAR = "pension_year"
    """All pension payments of a year, by the year."""
    SIGN_UP = "sign_up"
    """A sign-up for an activity, by the activity's number."""


@dataclass(frozen=True, slots=True)
class IssuedReceipt:
    """The number and the signed code of a receipt, issued once per print job."""

    number: str
    """Terminal, date and count: ``T01-20261122-0007``."""
    url: str
    """What the QR code on paper carries; the last path part is the signed code."""
    issued: datetime
    phone_url: str = field(default="", repr=False)
    """Shows the receipt's content to whoever opens it, until ``phone_until``: for the person's own
    telephone, never for paper. Empty where the service offers none."""
    phone_until: datetime | None = None


class CallReason(StrEnum):
    """Why staff are called."""

    HELP = "help"
    NOT_ME = "not_me"
    PAPER = "paper"
    CARD_TROUBLE = "card_trouble"
    CARD_LEFT = "card_left"
    """A card still lies on the reader though its visit is over."""


@dataclass(frozen=True, slots=True)
class VisitOpened:
    """The backend's answer to a credential."""

    token: str = field(repr=False)
    retiree: Retiree
    assurance: Assurance
    rights: frozenset[Right]
    name_differs: bool
    """The name on the card is not the name in the file; the file's is used."""
    by_answer: frozenset[Right] = frozenset()
    """What a right answer to "the last four digits of your telephone number?" would open."""
    acting: bool = False
    """Somebody else with a card of their own acts for this person (代办)."""
    coming: tuple[SignUp, ...] = ()
    """The activities to come that the person is signed up for, soonest first."""


@dataclass(frozen=True, slots=True)
class AnswerChecked:
    """What became of an answer, and how sure the visit is since."""

    right: bool
    tries_left: int
    """Wrong answers about this person that are still heard today."""
    assurance: Assurance
    rights: frozenset[Right]
