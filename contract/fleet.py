"""What a terminal tells the service of itself: calls for staff, reports, and its heartbeat.

Each message has an id that the terminal makes (a UUID, version 4): telling it twice is telling it
once. Every moment is aware and the terminal's own. Nothing in here is about a retiree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from contract.records import CallReason

HEAD_SIGNED_AS = b"yinling log head 1\n"
"""Keeps a head's signature apart from everything else the terminal's key signs."""


@dataclass(frozen=True, slots=True)
class StaffCall:
    """Somebody at the terminal needs staff; open until acknowledged or withdrawn."""

    id: str
    reason: CallReason
    since: datetime


@dataclass(frozen=True, slots=True)
class CallWithdrawn:
    """Whoever called needs nobody any more, or what was the matter is mended."""

    id: str
    """The call's."""
    at: datetime


@dataclass(frozen=True, slots=True)
class CallAcknowledged:
    """Staff who stand at the terminal have seen the call."""

    id: str
    """The call's."""
    at: datetime
    account: int
    """The number of their account at that terminal."""


@dataclass(frozen=True, slots=True)
class CallStanding:
    """How a call stands at the service."""

    id: str
    acknowledged: bool
    """Whether somebody has seen it."""


class ReportKind(StrEnum):
    """Why a report was made."""

    READINESS = "readiness"
    """Somebody went through the checks (巡检报告)."""
    DAILY = "daily"
    """The terminal checked itself in the morning (日常巡检)."""


class Verdict(StrEnum):
    """What a check showed."""

    GOOD = "good"
    BAD = "bad"
    ABSENT = "absent"
    """There is no such device here, and there need not be."""
    UNCHECKED = "unchecked"
    """Nobody looked."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check showed."""

    check: str
    """Its name, ``[a-z0-9_-]{1,40}``; its words are ``maintenance.check.<name>``."""
    verdict: Verdict
    measured: str = ""
    """What was measured, at most 60 characters: ``-3 dB``, ``211 ms``, ``12.4 GB``."""


@dataclass(frozen=True, slots=True)
class Report:
    """The results of all checks of one round."""

    id: str
    kind: ReportKind
    made: datetime
    account: int | None
    """The number of the account of whoever went through them; None for the terminal itself."""
    results: tuple[CheckResult, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing was found to be wrong."""
        return all(each.verdict is not Verdict.BAD for each in self.results)


@dataclass(frozen=True, slots=True)
class DeviceState:
    """How a device is, in the words of the event log's catalogue: ``printer``, ``paper_out``."""

    device: str
    status: str


@dataclass(frozen=True, slots=True)
class LogHead:
    """The event log's last entry, signed with the terminal's Ed25519 key (RFC 8032).

    ``signature`` is made over ``head_statement``, in hexadecimal.
    """

    number: int
    hash: str
    signature: str


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The terminal lives, and this is how it is."""

    id: str
    at: datetime
    version: str
    devices: tuple[DeviceState, ...]
    free_megabytes: int
    """Room left where the terminal keeps its things."""
    unsent: int
    """Messages that wait to be told."""
    open_calls: int
    head: LogHead


Message = StaffCall | CallWithdrawn | CallAcknowledged | Report | Heartbeat


def head_statement(terminal: str, at: datetime, number: int, entry_hash: str) -> bytes:
    """The bytes a head's signature is made over; ``at`` is the heartbeat's moment."""
    told = f"{terminal}\n{int(at.timestamp() * 1000)}\n{number}\n{entry_hash}\n"
    return HEAD_SIGNED_AS + told.encode("ascii")
