"""The audit: which terminal looked at what of whom, when, and what came of it (H6)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from backend.service import Work
from backend.tables import AuditRow
from contract.failures import Failure
from contract.wire import slug

DONE = "done"


class LookedAt(StrEnum):
    """The kinds of record a visit touches."""

    VISIT = "visit"
    YEARS = "years"
    SETTLEMENTS = "settlements"
    SETTLEMENT = "settlement"
    FEE_ITEMS = "fee_items"
    RECEIPT = "receipt"
    RECEIPT_ON_PHONE = "receipt_on_phone"
    ANSWER = "answer"
    ACKNOWLEDGED = "acknowledged"
    SIGN_UPS = "sign_ups"
    PENSION = "pension"
    PENSION_MONTHS = "pension_months"
    PENSION_PAYMENT = "pension_payment"
    PENSION_ADJUSTMENTS = "pension_adjustments"
    FILE = "file"
    CORRECTIONS = "corrections"
    CORRECTION = "correction"


class Subject(Protocol):
    """Whose records they are, as far as the audit keeps it."""

    @property
    def id(self) -> UUID: ...

    @property
    def subject(self) -> str: ...

    @property
    def actor(self) -> str | None: ...


@contextmanager
def looking(work: Work, visit: Subject, at: LookedAt, record: str | None = None) -> Iterator[None]:
    """Note the look inside this block, whether it succeeds or fails as expected."""
    try:
        yield
    except Failure as failure:
        note(work, at, visit.subject, visit.id, record, slug(type(failure)), visit.actor)
        raise
    note(work, at, visit.subject, visit.id, record, actor=visit.actor)


def note(
    work: Work,
    at: LookedAt,
    subject: str,
    visit_id: UUID | None,
    record: str | None = None,
    outcome: str = DONE,
    actor: str | None = None,
) -> None:
    """Add one line. ``subject`` and ``actor`` (代办) are blind indexes of people's numbers."""
    work.session.add(
        AuditRow(
            district_id=work.caller.district_id,
            id=work.service.new_id(),
            moment=work.now,
            terminal_id=work.caller.terminal_id,
            visit_id=visit_id,
            subject=subject,
            actor=actor,
            looked_at=at,
            record=record,
            outcome=outcome,
        )
    )
