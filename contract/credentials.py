"""What a card yields about who stands at the kiosk, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Assurance(IntEnum):
    """How sure we are who it is."""

    NOBODY = 0
    NUMBER_ONLY = 1
    """A number anybody could have copied: a stripe, a third-generation card's card number."""
    HOLDER_READ = 2
    """The holder as a freely readable chip gives it; such a chip can be cloned."""
    HOLDER_AND_ANSWER = 3
    """One of the above and something that is not on the card."""
    AUTHENTICATED = 4
    """The card proved itself to a security module (SAM, PSAM, or the vendor's)."""


class Right(StrEnum):
    """What a visit may see or do. Which assurance each needs is the backend's policy."""

    TOTALS = "totals"
    FEE_ITEMS = "fee_items"
    RECEIPTS = "receipts"
    FILE = "file"
    """What is on record about the person: address, telephones, family."""
    TAKE_PART = "take_part"
    """Sign up for activities, and say that a notice was read."""


SHIPPED: dict[Right, Assurance] = {
    Right.TOTALS: Assurance.HOLDER_READ,
    Right.RECEIPTS: Assurance.HOLDER_READ,
    Right.FEE_ITEMS: Assurance.HOLDER_AND_ANSWER,
    Right.TAKE_PART: Assurance.NUMBER_ONLY,
    Right.FILE: Assurance.HOLDER_AND_ANSWER,
}
"""What each right needs as shipped; whoever needs less of it says so in their log."""


class CardKind(StrEnum):
    """Which card it was."""

    SOCIAL_SECURITY = "social_security"
    RESIDENT_ID = "resident_id"


@dataclass(frozen=True, slots=True)
class HolderCredential:
    """A card that gave its holder.

    ``name`` is None when the card's bytes were not a valid name; the person still gets in by
    number. ``authenticated`` is true only where a security module vouched for the card.
    ``card_number`` is a social-security card's, by which it may have been reported lost.
    """

    card: CardKind
    id_number: str = field(repr=False)
    name: str | None = field(repr=False)
    authenticated: bool
    card_number: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class CardNumberCredential:
    """A third-generation social-security card that gave its card number only."""

    region: str
    card_number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TokenCredential:
    """What a telephone showed: the code of an electronic social-security card or of 医保码.

    Only the issuer's service can tell what it stands for, and which of the two it is.
    """

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StripeCredential:
    """The number on a magnetic stripe that is no bank card's."""

    number: str = field(repr=False)


Credential = HolderCredential | CardNumberCredential | TokenCredential | StripeCredential
