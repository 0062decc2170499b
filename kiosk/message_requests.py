"""How a message to the service travels: the path it is put at, and its body."""

from __future__ import annotations

from dataclasses import fields

from contract.fleet import CallAcknowledged, CallWithdrawn, Heartbeat, Message, Report, StaffCall


def path_of(message: Message) -> str:
    """Where it is put; the same message always at the same place."""
    match message:
        case StaffCall():
            return f"/v1/calls/{message.id}"
        case CallWithdrawn():
            return f"/v1/calls/{message.id}/withdrawal"
        case CallAcknowledged():
            return f"/v1/calls/{message.id}/acknowledgement"
        case Report():
            return f"/v1/reports/{message.id}"
        case Heartbeat():
            return f"/v1/heartbeats/{message.id}"


def body_of(message: Message) -> dict[str, object]:
    """Everything but the id, which stands in the path."""
    return {each.name: getattr(message, each.name) for each in fields(message) if each.name != "id"}
