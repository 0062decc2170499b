"""What the service has not been told yet: kept on the disk until it has been.

Calls go before reports, reports before heartbeats, and each kind in the order it was kept. The
service knows every message by its id, so that telling one twice, as after a power cut between the
answer and the note of it, does nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from contract.fleet import CallAcknowledged, CallWithdrawn, Heartbeat, Message, Report, StaffCall

if TYPE_CHECKING:
    from kiosk.store import Store

MOST_HEARTBEATS = 1440
"""A day of them; of a longer time without network the oldest go, for the newest says it all."""

KINDS: Mapping[str, tuple[type[Message], int]] = MappingProxyType(
    {
        "call": (StaffCall, 0),
        "call_withdrawn": (CallWithdrawn, 0),
        "call_acknowledged": (CallAcknowledged, 0),
        "report": (Report, 1),
        "heartbeat": (Heartbeat, 2),
    }
)
"""The kinds of message by name: of which type each is, and how urgent, 0 the most."""
_KIND_OF = {shape: kind for kind, (shape, _) in KINDS.items()}


class Outbox:
    """The messages that wait. Every method blocks for the disk and raises ``StoreFault``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, message: Message) -> None:
        """Keep a message; one that is kept already stays where it stands."""
        kind = kind_of(message)
        with self._store.transaction() as transaction:
            transaction.run(
                "INSERT INTO messages (kind, id, urgency, body)"
                " VALUES (:kind, :id, :urgency, :body) ON CONFLICT (kind, id) DO NOTHING",
                kind=kind,
                id=message.id,
                urgency=KINDS[kind][1],
                body=msgspec.json.encode(message).decode(),
            )
            transaction.run(
                "DELETE FROM messages WHERE kind = 'heartbeat' AND sequence NOT IN"
                " (SELECT sequence FROM messages WHERE kind = 'heartbeat'"
                " ORDER BY sequence DESC LIMIT :most)",
                most=MOST_HEARTBEATS,
            )

    def oldest(self) -> Message | None:
        """The message to be told next."""
        with self._store.transaction() as transaction:
            row = transaction.row(
                "SELECT kind, body FROM messages ORDER BY urgency, sequence LIMIT 1"
            )
        return None if row is None else msgspec.json.decode(row["body"], type=KINDS[row["kind"]][0])

    def done(self, message: Message) -> None:
        """It was told, or never will be."""
        with self._store.transaction() as transaction:
            transaction.run(
                "DELETE FROM messages WHERE kind = :kind AND id = :id",
                kind=kind_of(message),
                id=message.id,
            )

    def counts(self) -> dict[str, int]:
        """How many wait, by kind; a kind of which none waits is left out."""
        with self._store.transaction() as transaction:
            rows = transaction.rows("SELECT kind, count(*) AS many FROM messages GROUP BY kind")
        return {row["kind"]: row["many"] for row in rows}


def kind_of(message: Message) -> str:
    """The name of a message's kind."""
    return _KIND_OF[type(message)]
