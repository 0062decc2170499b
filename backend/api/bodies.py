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
from contract.records import CallReason, ReceiptKind
from contract.wire import RECORD_NUMBER

RecordNumber = Annotated[str, Field(pattern=f"^{RECORD_NUMBER.pattern}$")]
Year = Annotated[int, Field(ge=1900, le=2999)]
NoticeId = Annotated[int, Field(ge=0, lt=2**31)]


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

    def credential(self) -> HolderCredential:
        """The contract's record."""
        return HolderCredential(self.card, self.id_number, self.name, self.authenticated)


class CardNumberBody(_Body):
    """A ``CardNumberCredential``."""

    type: Literal["card_number"]
    region: Annotated[str, Field(pattern="^[0-9]{6}$")]
    card_number: Annotated[str, Field(max_length=64, repr=False)]

    def credential(self) -> CardNumberCredential:
        """The contract's record."""
        return CardNumberCredential(self.region, self.card_number)


CredentialBody = Annotated[HolderBody | CardNumberBody, Field(discriminator="type")]


class ReceiptBody(_Body):
    """Which record a print job is for."""

    job: RecordNumber
    kind: Annotated[ReceiptKind, Field(strict=False)]
    record: RecordNumber


class CallBody(_Body):
    """Why staff are called."""

    reason: Annotated[CallReason, Field(strict=False)]
