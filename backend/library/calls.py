"""Calls for staff."""

from __future__ import annotations

from backend.service import Work
from backend.tables import StaffCallRow
from contract.records import CallReason


def call_staff(work: Work, reason: CallReason) -> None:
    """Record that somebody at the terminal needs staff."""
    work.session.add(
        StaffCallRow(
            district_id=work.caller.district_id,
            id=work.service.new_id(),
            terminal_id=work.caller.terminal_id,
            reason=reason,
            called=work.now,
        )
    )
