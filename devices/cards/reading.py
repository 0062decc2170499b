"""What a card driver answers about a card: a closed union, the same for every kind of reader.

Personal values never show in a `repr`, so that neither a log line nor a traceback can carry them.
"""

from dataclasses import dataclass
from enum import Enum, auto

import identity_numbers


class CardKind(Enum):
    """The kind of card a holder was read from."""

    SOCIAL_SECURITY = auto()
    RESIDENT_ID = auto()


class ReadFault(Enum):
    """Why a card could not be read, told apart by what the person can do about it."""

    DAMAGED = auto()  # its bytes make no sense: another card, or the counter
    PULLED_OUT = auto()  # gone before it was read through: once more, and leave it there
    LAY_AGAIN = auto()  # the reader lost touch with it: lift it and lay it down again
    MUTE = auto()  # no answer in time: turn it round, or another card
    REFUSED = auto()  # card and reader do not accept each other: the counter
    READER = auto()  # the reader itself is at fault: staff


@dataclass(frozen=True, repr=False)
class Holder:
    """The person a card belongs to.

    `id_number` is a valid number of eighteen characters (capital X). `name` is None where the
    card's bytes are no valid text: the person still gets in by number. `authenticated` is True only
    where a security module has verified the card, as a SAM does with a resident ID card.
    `card_number` and `version` ("2.00") are of social-security cards.
    """

    kind: CardKind
    id_number: str
    name: str | None
    authenticated: bool
    card_number: str | None = None
    version: str | None = None

    def __post_init__(self) -> None:
        if identity_numbers.normalised(self.id_number) != self.id_number:
            raise ValueError("a holder needs a valid, normalised identity number")

    def __repr__(self) -> str:
        name = None if self.name is None else "***"
        return (
            f"Holder(kind={self.kind.name}, id_number=***, name={name}, "
            f"authenticated={self.authenticated}, card_number=***, version={self.version})"
        )


@dataclass(frozen=True, repr=False)
class CardOnly:
    """A third-generation social-security card without a PSAM: the card is known, its holder is not.

    `region` is the issuing division (six digits) and `version` the card specification ("3.00");
    either is empty where the card does not tell. `card_number` is never empty.
    """

    region: str
    version: str
    card_number: str

    def __repr__(self) -> str:
        return f"CardOnly(region={self.region}, version={self.version}, card_number=***)"


@dataclass(frozen=True)
class NotThisKind:
    """A sound card, but of a kind this kiosk does not read: a bank card, a bus card, a permit."""


@dataclass(frozen=True)
class Locked:
    """The card says that it, or its application, has been blocked by its issuer."""


@dataclass(frozen=True)
class NotReadable:
    """A card is there, but reading it failed."""

    cause: ReadFault


@dataclass(frozen=True, repr=False)
class StripeNumber:
    """The number on a magnetic stripe that is no bank card's: anybody could have copied it."""

    number: str

    def __repr__(self) -> str:
        return "StripeNumber(number=***)"


CardReading = Holder | CardOnly | NotThisKind | Locked | NotReadable


SwipeReading = StripeNumber | NotThisKind | NotReadable
"""What a swipe may give; a bank card is not this kind, and its number is kept nowhere."""


def holder_reading(
    kind: CardKind,
    id_number: str,
    name: str | None,
    *,
    authenticated: bool,
    card_number: str | None = None,
    version: str | None = None,
) -> Holder | NotReadable:
    """Answer the holder, or a damaged card where the number is not one by GB 11643."""
    number = identity_numbers.normalised(id_number)
    if number is None:
        return NotReadable(ReadFault.DAMAGED)
    return Holder(kind, number, name, authenticated, card_number, version)
