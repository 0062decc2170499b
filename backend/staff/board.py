"""What the desk shows: open calls, today's calls, and how every terminal stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.database import ONE_AT_A_TIME
from backend.library.heartbeats import Alarm
from backend.service import LOCAL_ZONE
from backend.tables import ReportRow, StaffCallRow, StandingRow, TerminalRow
from contract.fleet import ReportKind

SILENT_AFTER = timedelta(minutes=5)
"""A heartbeat comes every minute."""
LITTLE_ROOM_MEGABYTES = 1000
DAILY_RECORDS = 7
_WELL = frozenset({"ready", "write_only"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with a terminal: a word of ``staff.trouble.*``, and what it is about."""

    kind: str
    device: str = ""
    status: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class TerminalLine:
    """A terminal. ``standing`` None: it was never heard."""

    id: str
    standing: StandingRow | None
    troubles: tuple[Trouble, ...]
    readiness: ReportRow | None
    daily: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the desk shows at a moment."""

    now: datetime
    open: tuple[StaffCallRow, ...]
    today: tuple[StaffCallRow, ...]
    """What was called since midnight, where the terminals stand; newest first."""
    terminals: tuple[TerminalLine, ...]


def board(session: Session, district_id: str, now: datetime) -> Board:
    """The present board of a district."""
    midnight = datetime.combine(now.astimezone(LOCAL_ZONE).date(), time(), LOCAL_ZONE)
    calls = select(StaffCallRow).where(StaffCallRow.district_id == district_id)
    unsettled = calls.where(StaffCallRow.answered.is_(None), StaffCallRow.withdrawn.is_(None))
    return Board(
        now,
        tuple(session.scalars(unsettled.order_by(StaffCallRow.called))),
        tuple(
            session.scalars(
                calls.where(StaffCallRow.called >= midnight).order_by(StaffCallRow.called.desc())
            )
        ),
        tuple(_terminals(session, district_id, now)),
    )


def acknowledge(
    session: Session, district_id: str, call_id: UUID, name: str, now: datetime
) -> bool:
    """Somebody at the desk has seen a call; False where there is none of this id.

    Whoever saw it first stays written down.
    """
    row = session.get(StaffCallRow, (district_id, call_id), with_for_update=ONE_AT_A_TIME)
    if row is None:
        return False
    if row.answered is None:
        row.answered, row.answered_by = now, name
    return True


def _terminals(session: Session, district_id: str, now: datetime) -> Iterator[TerminalLine]:
    standings = {
        row.terminal_id: row
        for row in session.scalars(
            select(StandingRow).where(StandingRow.district_id == district_id)
        )
    }
    terminals = session.scalars(
        select(TerminalRow).where(TerminalRow.district_id == district_id).order_by(TerminalRow.id)
    )
    for terminal in terminals:
        standing = standings.get(terminal.id)
        readiness = _reports(session, terminal, ReportKind.READINESS, 1)
        troubles = (
            *_terminal_troubles(terminal, standing, now),
            *(Trouble("not_ready") for each in readiness if not each.ready),
        )
        daily = _reports(session, terminal, ReportKind.DAILY, DAILY_RECORDS)
        yield TerminalLine(terminal.id, standing, troubles, next(iter(readiness), None), daily)


def _terminal_troubles(
    terminal: TerminalRow, standing: StandingRow | None, now: datetime
) -> Iterator[Trouble]:
    if terminal.revoked is not None:
        yield Trouble("revoked")
        return
    if standing is None:
        yield Trouble("never_heard")
        return
    if now - standing.heard > SILENT_AFTER:
        yield Trouble("silent", number=int((now - standing.heard).total_seconds() // 60))
    if standing.alarm is not None:
        yield Trouble(f"log_{Alarm(standing.alarm)}")
    yield from (_device_trouble(each) for each in standing.devices if each["status"] not in _WELL)
    if standing.free_megabytes < LITTLE_ROOM_MEGABYTES:
        yield Trouble("little_room", number=standing.free_megabytes)


def _device_trouble(state: dict[str, Any]) -> Trouble:
    return Trouble("device", str(state["device"]), str(state["status"]))


def _reports(
    session: Session, terminal: TerminalRow, kind: ReportKind, most: int
) -> tuple[ReportRow, ...]:
    return tuple(
        session.scalars(
            select(ReportRow)
            .where(
                ReportRow.district_id == terminal.district_id,
                ReportRow.terminal_id == terminal.id,
                ReportRow.kind == kind,
            )
            .order_by(ReportRow.made.desc())
            .limit(most)
        )
    )
