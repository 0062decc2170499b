"""What a terminal tells of itself, handed to whoever keeps it."""

from __future__ import annotations

from backend.database import ONE_AT_A_TIME
from backend.library import calls, heartbeats, reports
from backend.service import Work
from backend.tables import TerminalRow
from contract.fleet import CallAcknowledged, CallWithdrawn, Heartbeat, Message, Report, StaffCall


def take(work: Work, message: Message) -> None:
    """Keep a message; one that was told before changes nothing, nor one told twice at once."""
    terminal = (work.caller.district_id, work.caller.terminal_id)
    work.session.get(TerminalRow, terminal, with_for_update=ONE_AT_A_TIME)
    match message:
        case StaffCall():
            calls.open_call(work, message)
        case CallWithdrawn():
            calls.withdraw(work, message)
        case CallAcknowledged():
            calls.acknowledge_there(work, message)
        case Report():
            reports.keep(work, message)
        case Heartbeat():
            heartbeats.beat(work, message)
