"""Calls for staff: opened, withdrawn and acknowledged, each by the call's id."""

from __future__ import annotations

from uuid import UUID

from backend.database import ONE_AT_A_TIME
from backend.service import Work
from backend.tables import StaffCallRow
from contract.failures import RecordMissing
from contract.fleet import CallAcknowledged, CallStanding, CallWithdrawn, StaffCall


def open_call(work: Work, call: StaffCall) -> None:
    """Keep a call; one that is known already stays as it stands."""
    if _row(work, call.id) is None:
        work.session.add(
            StaffCallRow(
                district_id=work.caller.district_id,
                id=UUID(call.id),
                terminal_id=work.caller.terminal_id,
                reason=call.reason,
                called=call.since,
                received=work.now,
            )
        )


def withdraw(work: Work, message: CallWithdrawn) -> None:
    """Nobody needs to come any more; a call that is not here needs nobody either."""
    row = _row(work, message.id)
    if row is not None and row.withdrawn is None:
        row.withdrawn = message.at


def acknowledge_there(work: Work, message: CallAcknowledged) -> None:
    """Staff who stand at the terminal have seen it."""
    row = _row(work, message.id)
    if row is not None and row.answered is None:
        row.answered, row.answered_by = message.at, f"{row.terminal_id}#{message.account}"


def standing(work: Work, call_id: str) -> CallStanding:
    """How a call stands; raises ``RecordMissing`` for one of another terminal, or of none."""
    row = _row(work, call_id)
    if row is None:
        raise RecordMissing
    return CallStanding(call_id, acknowledged=row.answered is not None)


def _row(work: Work, call_id: str) -> StaffCallRow | None:
    # Whoever sees it first stays written down, also where the desk and a terminal see it at once.
    key = (work.caller.district_id, UUID(call_id))
    row = work.session.get(StaffCallRow, key, with_for_update=ONE_AT_A_TIME)
    return row if row is not None and row.terminal_id == work.caller.terminal_id else None
