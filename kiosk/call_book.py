"""The calls for staff that are still open, on the disk: a restart does not hang up on anybody."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from contract.fleet import StaffCall
from contract.records import CallReason

if TYPE_CHECKING:
    from kiosk.store import Store


class CallBook:
    """Every method blocks for the disk and raises ``StoreFault``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, call: StaffCall) -> None:
        """Keep a call that was just made."""
        with self._store.transaction() as transaction:
            transaction.run(
                "INSERT INTO calls VALUES (:id, :reason, :since) ON CONFLICT (id) DO NOTHING",
                id=call.id,
                reason=call.reason.value,
                since=call.since.isoformat(),
            )

    def settle(self, call_id: str) -> None:
        """Nobody needs to come for it any more."""
        with self._store.transaction() as transaction:
            transaction.run("DELETE FROM calls WHERE id = :id", id=call_id)

    def open(self) -> tuple[StaffCall, ...]:
        """The calls nobody has settled, oldest first."""
        with self._store.transaction() as transaction:
            rows = transaction.rows("SELECT * FROM calls ORDER BY rowid")
        return tuple(
            StaffCall(row["id"], CallReason(row["reason"]), datetime.fromisoformat(row["since"]))
            for row in rows
        )
