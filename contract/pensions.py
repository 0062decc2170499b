"""The records of a pension that cross the wire, and how a visit asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from values import Month


class PensionKind(StrEnum):
    """Whose work the pension comes from."""

    OLD_AGE = "old_age"
    SURVIVOR = "survivor"
    """A deceased insured person's, paid to family who lived on it (遗属)."""


class ReturnReason(StrEnum):
    """Why the bank sent a payment back (退票)."""

    NAME_DIFFERS = "name_differs"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_ASLEEP = "account_asleep"
    """Nobody used it for so long that the bank locked it."""


class PauseReason(StrEnum):
    """Why a pension is not paid for the time being; what was held back is paid later."""

    NOT_CONFIRMED = "not_confirmed"
    """The yearly confirmation of being entitled (领取资格认证) is missing."""
    BEING_CHECKED = "being_checked"


@dataclass(frozen=True, slots=True)
class PensionPaid:
    """Paid into an account on ``day``."""

    day: date
    bank: str
    card_tail: str


@dataclass(frozen=True, slots=True)
class PensionOnItsWay:
    """Sent to the bank; there by ``expected``."""

    expected: date


@dataclass(frozen=True, slots=True)
class PensionReturned:
    """The bank sent it back on ``day``. Nothing is lost: it is paid again once that is mended."""

    day: date
    bank: str
    card_tail: str
    reason: ReturnReason
    ask_at: str


@dataclass(frozen=True, slots=True)
class PensionPaused:
    """Held back since a month, for a reason, and where that can be mended."""

    since: Month
    reason: PauseReason
    ask_at: str


@dataclass(frozen=True, slots=True)
class PensionState:
    """Exactly one of the four: what the person wants to know first."""

    paid: PensionPaid | None = None
    on_its_way: PensionOnItsWay | None = None
    returned: PensionReturned | None = None
    paused: PensionPaused | None = None

    def __post_init__(self) -> None:
        states = (self.paid, self.on_its_way, self.returned, self.paused)
        if sum(state is not None for state in states) != 1:
            raise ValueError("a pension payment is in exactly one state")


@dataclass(frozen=True, slots=True)
class Pension:
    """A person's pension as a whole. ``years`` have payments, newest first."""

    kind: PensionKind
    years: tuple[int, ...]
    begins: Month | None = None
    """The first payment's month, while there is none yet and it is known."""
    paused: PensionPaused | None = None


@dataclass(frozen=True, slots=True)
class PensionMonth:
    """One line of the list of months."""

    month: Month
    net: Decimal
    back_pay: Decimal
    state: PensionState


@dataclass(frozen=True, slots=True)
class PensionPayment:
    """A month's payment.

    What is added, less ``deducted``, is ``net`` (I3). ``first_day`` and ``last_day`` are set where
    it is for part of the month.
    """

    month: Month
    kind: PensionKind
    state: PensionState
    basic: Decimal
    account: Decimal
    transition: Decimal
    raised: Decimal
    """All yearly raises so far."""
    subsidy: Decimal
    survivor: Decimal
    back_pay: Decimal
    deducted: Decimal
    """What had been paid too much before."""
    net: Decimal
    first_day: date | None = None
    last_day: date | None = None

    @property
    def gross(self) -> Decimal:
        """All that is added up before anything is taken off."""
        regular = self.basic + self.account + self.transition + self.raised
        return regular + self.subsidy + self.survivor + self.back_pay

    @property
    def balances(self) -> bool:
        """Whether the parts make the net."""
        return self.net == self.gross - self.deducted


@dataclass(frozen=True, slots=True)
class PensionAdjustment:
    """A raise: the monthly pension before and after, and what was paid for the months between."""

    since: Month
    before: Decimal
    after: Decimal
    back_pay: Decimal
    paid_in: Month
    """The month whose payment brought the new amount first, and the back pay."""


class PensionRecords(Protocol):
    """A visit's pension. All of it needs ``TOTALS``."""

    def pension(self) -> Pension | None:
        """The pension as a whole; None where the person has none."""
        ...

    def pension_months(self, year: int) -> tuple[PensionMonth, ...]:
        """The payments of a year, newest first."""
        ...

    def pension_payment(self, month: Month) -> PensionPayment:
        """One payment; raises ``RecordMissing``, and ``AmountsDisagree`` where it does not sum."""
        ...

    def pension_adjustments(self) -> tuple[PensionAdjustment, ...]:
        """The raises, newest first."""
        ...
