"""What terminals tell of themselves, checked before anything else sees it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from contract.fleet import (
    CallAcknowledged,
    CallWithdrawn,
    CheckResult,
    DeviceState,
    Heartbeat,
    LogHead,
    Report,
    ReportKind,
    StaffCall,
    Verdict,
)
from contract.records import CallReason

MessageId = Annotated[
    str,
    Field(pattern="^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"),
]
"""A random UUID (version 4), in small letters."""
Moment = Annotated[AwareDatetime, Field(strict=False)]
Word = Annotated[str, Field(pattern="^[a-z0-9_-]{1,40}$")]
Amount = Annotated[int, Field(ge=0, lt=2**31)]


class _Body(BaseModel):
    """Nothing unknown, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CallBody(_Body):
    """A ``StaffCall`` but for its id."""

    reason: Annotated[CallReason, Field(strict=False)]
    since: Moment

    def message(self, call_id: str) -> StaffCall:
        """The contract's record."""
        return StaffCall(call_id, self.reason, self.since)


class WithdrawalBody(_Body):
    """A ``CallWithdrawn`` but for its id."""

    at: Moment

    def message(self, call_id: str) -> CallWithdrawn:
        """The contract's record."""
        return CallWithdrawn(call_id, self.at)


class AcknowledgementBody(_Body):
    """A ``CallAcknowledged`` but for its id."""

    at: Moment
    account: Amount

    def message(self, call_id: str) -> CallAcknowledged:
        """The contract's record."""
        return CallAcknowledged(call_id, self.at, self.account)


class ResultBody(_Body):
    """A ``CheckResult``."""

    check: Word
    verdict: Annotated[Verdict, Field(strict=False)]
    measured: Annotated[str, Field(max_length=60)] = ""


class ReportBody(_Body):
    """A ``Report`` but for its id."""

    kind: Annotated[ReportKind, Field(strict=False)]
    made: Moment
    account: Amount | None
    results: Annotated[list[ResultBody], Field(max_length=200)]

    def message(self, report_id: str) -> Report:
        """The contract's record."""
        results = tuple(
            CheckResult(each.check, each.verdict, each.measured) for each in self.results
        )
        return Report(report_id, self.kind, self.made, self.account, results)


class DeviceBody(_Body):
    """A ``DeviceState``."""

    device: Word
    status: Word


class HeadBody(_Body):
    """A ``LogHead``."""

    number: Annotated[int, Field(ge=0, lt=2**53)]
    hash: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    signature: Annotated[str, Field(pattern="^[0-9a-f]{128}$")]


class HeartbeatBody(_Body):
    """A ``Heartbeat`` but for its id."""

    at: Moment
    version: Annotated[str, Field(pattern="^[0-9A-Za-z.+-]{1,40}$")]
    devices: Annotated[list[DeviceBody], Field(max_length=50)]
    free_megabytes: Amount
    unsent: Amount
    open_calls: Amount
    head: HeadBody

    def message(self, heartbeat_id: str) -> Heartbeat:
        """The contract's record."""
        return Heartbeat(
            id=heartbeat_id,
            at=self.at,
            version=self.version,
            devices=tuple(DeviceState(each.device, each.status) for each in self.devices),
            free_megabytes=self.free_megabytes,
            unsent=self.unsent,
            open_calls=self.open_calls,
            head=LogHead(self.head.number, self.head.hash, self.head.signature),
        )
