"""Heartbeats: how each terminal stands, and whether its event log can be believed (H6).

A log only grows. A head that stands before one told earlier, or is another entry of the same
number, means that the log was cut or replaced; a signature that does not fit, that somebody else
speaks for the terminal. Such a heartbeat is kept like any other, and raises an alarm.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import delete
from sqlalchemy.orm import Session

from backend.service import Caller, Work
from backend.tables import HeartbeatRow, StandingRow, TerminalRow
from contract.fleet import Heartbeat, head_statement

KEPT = timedelta(days=30)


class Alarm(StrEnum):
    """Why a terminal's event log is not to be believed."""

    BACKWARDS = "backwards"
    CHANGED = "changed"
    UNSIGNED = "unsigned"


def beat(work: Work, heartbeat: Heartbeat) -> None:
    """Take a heartbeat; one that came already changes nothing."""
    caller, session = work.caller, work.session
    if session.get(HeartbeatRow, (caller.district_id, UUID(heartbeat.id))) is not None:
        return
    session.add(
        HeartbeatRow(
            district_id=caller.district_id,
            id=UUID(heartbeat.id),
            terminal_id=caller.terminal_id,
            at=heartbeat.at,
            received=work.now,
            head_number=heartbeat.head.number,
            head_hash=heartbeat.head.hash,
        )
    )
    _forget_old(work)
    _stand(work, heartbeat)


def believe_again(session: Session, caller: Caller) -> bool:
    """Somebody has looked into the alarm: what is told from now on is measured anew.

    False where there is no alarm.
    """
    row = session.get(StandingRow, (caller.district_id, caller.terminal_id))
    if row is None or row.alarm is None:
        return False
    row.alarm = row.alarmed = None
    row.key_id = ""
    return True


def _stand(work: Work, heartbeat: Heartbeat) -> None:
    key = (work.caller.district_id, work.caller.terminal_id)
    terminal = work.session.get_one(TerminalRow, key)
    row = work.session.get(StandingRow, key)
    if row is None:
        row = StandingRow(district_id=terminal.district_id, terminal_id=terminal.id, key_id="")
        work.session.add(row)
    alarm = _alarm(row, terminal, heartbeat)
    if row.key_id != terminal.key_id:
        row.key_id, row.alarm, row.alarmed = terminal.key_id, None, None
        _note_head(row, heartbeat)
    elif alarm is None:
        _note_head(row, heartbeat)
    if alarm is not None and row.alarm is None:
        row.alarm, row.alarmed = alarm, work.now
    row.heard, row.at, row.version = work.now, heartbeat.at, heartbeat.version
    row.devices = [asdict(each) for each in heartbeat.devices]
    row.free_megabytes = heartbeat.free_megabytes
    row.unsent, row.open_calls = heartbeat.unsent, heartbeat.open_calls


def _note_head(row: StandingRow, heartbeat: Heartbeat) -> None:
    row.head_number, row.head_hash = heartbeat.head.number, heartbeat.head.hash


def _alarm(row: StandingRow, terminal: TerminalRow, heartbeat: Heartbeat) -> Alarm | None:
    head = heartbeat.head
    if not _is_signed(terminal, heartbeat):
        return Alarm.UNSIGNED
    if row.key_id != terminal.key_id:
        return None
    if head.number < row.head_number:
        return Alarm.BACKWARDS
    if head.number == row.head_number and head.hash != row.head_hash:
        return Alarm.CHANGED
    return None


def _is_signed(terminal: TerminalRow, heartbeat: Heartbeat) -> bool:
    head = heartbeat.head
    statement = head_statement(terminal.id, heartbeat.at, head.number, head.hash)
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(terminal.public_key))
    try:
        key.verify(bytes.fromhex(head.signature), statement)
    except InvalidSignature:
        return False
    return True


def _forget_old(work: Work) -> None:
    caller = work.caller
    work.session.execute(
        delete(HeartbeatRow).where(
            HeartbeatRow.district_id == caller.district_id,
            HeartbeatRow.terminal_id == caller.terminal_id,
            HeartbeatRow.received < work.now - KEPT,
        )
    )
