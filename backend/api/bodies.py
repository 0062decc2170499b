"""What requests carry, checked before anything else sees it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from contract.credentials import (
    CardKind,
    CardNumberCredential,
    HolderCredential,
    StripeCredential,
    TokenCredential,
)
from contract.personal_file import FileFact
from contract.records import ReceiptKind
from contract.wire import RECORD_NUMBER

RecordNumber = Annotated[str, Field(pattern=f"^{RECORD_NUMBER.pattern}$")]
Year = Annotated[int, Field(ge=1900, le=2999)]
MonthOfYear = Annotated[int, Field(ge=1, le=12)]
NoticeId = Annotated[int, Field(ge=0, lt=2**31)]
PictureNumber = Annotated[int, Field(ge=0, le=99)]
PictureWidth = Annotated[int, Field(ge=160, le=7680)]


class _Body(BaseModel):
    """Nothing unknown, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class HolderBody(_Body):
    """A ``HolderCredential``."""

    type: Literal["holder"]
    card: Annotated[CardKind, Field(strict=False)]
    id_number: Annotated[str, Field(max_length=64, repr=False)]
    name: Annotated[str | None, Field(max_length=100, repr=False)]
    authenticated: bool
    card_number: Annotated[str | None, Field(max_length=64, repr=False)] = None

    def credential(self) -> HolderCredential:
        """The contract's record."""
        return HolderCredential(
            self.card, self.id_number, self.name, self.authenticated, self.card_number
        )


class CardNumberBody(_Body):
    """A ``CardNumberCredential``."""

    type: Literal["card_number"]
    region: Annotated[str, Field(pattern="^[0-9]{6}$")]
    card_number: Annotated[str, Field(max_length=64, repr=False)]

    def credential(self) -> CardNumberCredential:
        """The contract's record."""
        return CardNumberCredential(self.region, self.card_number)


class TokenBody(_Body):
    """A ``TokenCredential``: printable, and never looked into."""

    type: Literal["token"]
    token: Annotated[str, Field(min_length=1, max_length=1024, repr=False)]

    def credential(self) -> TokenCredential:
        """The contract's record."""
        return TokenCredential(self.token)


class StripeBody(_Body):
    """A ``StripeCredential``."""

    type: Literal["stripe"]
    number: Annotated[str, Field(min_length=1, max_length=104, repr=False)]

    def credential(self) -> StripeCredential:
        """The contract's record."""
        return StripeCredential(self.number)


CredentialBody = Annotated[
    HolderBody | CardNumberBody | TokenBody | StripeBody, Field(discriminator="type")
]


class OpeningBody(_Body):
    """Who a visit is about, and who acts for them, where somebody does."""

    subject: CredentialBody
    actor: HolderBody | None = None


class AnswerBody(_Body):
    """The last four digits of a telephone number."""

    digits: Annotated[str, Field(pattern="^[0-9]{4}$", repr=False)]


class ReceiptBody(_Body):
    """Which record a print job is for."""

    job: RecordNumber
    kind: Annotated[ReceiptKind, Field(strict=False)]
    record: RecordNumber


class AcknowledgementBody(_Body):
    """Which notice somebody said that they know."""

    notice: NoticeId


class RequestBody(_Body):
    """A request's own key: sent twice, it is done once."""

    key: RecordNumber


class SignUpBody(RequestBody):
    """That somebody signs up, and whether they said that nothing of theirs speaks against it."""

    fit: bool


class CorrectionBody(_Body):
    """Which fact of the file is wrong; ``key`` is the request's own."""

    key: RecordNumber
    fact: Annotated[FileFact, Field(strict=False)]
