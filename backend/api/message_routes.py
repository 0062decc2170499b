"""Routes for what terminals tell of themselves. Each is repeatable: the id says what it is."""

from __future__ import annotations

from fastapi import APIRouter

from backend.api.authentication import TerminalGateway
from backend.api.message_bodies import (
    AcknowledgementBody,
    CallBody,
    HeartbeatBody,
    MessageId,
    ReportBody,
    WithdrawalBody,
)
from contract.fleet import CallStanding

router = APIRouter()


@router.put("/calls/{call_id}", status_code=204)
def call(gateway: TerminalGateway, call_id: MessageId, body: CallBody) -> None:
    """Call staff to this terminal."""
    gateway.tell(body.message(call_id))


@router.get("/calls/{call_id}")
def call_standing(gateway: TerminalGateway, call_id: MessageId) -> CallStanding:
    """Whether staff have seen a call of this terminal."""
    return gateway.call_standing(call_id)


@router.put("/calls/{call_id}/withdrawal", status_code=204)
def withdraw(gateway: TerminalGateway, call_id: MessageId, body: WithdrawalBody) -> None:
    """Nobody needs to come any more."""
    gateway.tell(body.message(call_id))


@router.put("/calls/{call_id}/acknowledgement", status_code=204)
def acknowledge(gateway: TerminalGateway, call_id: MessageId, body: AcknowledgementBody) -> None:
    """Staff who stand at the terminal have seen the call."""
    gateway.tell(body.message(call_id))


@router.put("/reports/{report_id}", status_code=204)
def report(gateway: TerminalGateway, report_id: MessageId, body: ReportBody) -> None:
    """A readiness report, or the record of a morning's self-check."""
    gateway.tell(body.message(report_id))


@router.put("/heartbeats/{heartbeat_id}", status_code=204)
def heartbeat(gateway: TerminalGateway, heartbeat_id: MessageId, body: HeartbeatBody) -> None:
    """The terminal lives, and this is how it is."""
    gateway.tell(body.message(heartbeat_id))
