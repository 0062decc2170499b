"""Cards left behind: when one was found, of which kind, and what became of it. Never whose.

Whoever hands a card back looks at the person and the card; nothing about either is written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.store import Store

SHOWN = 20
"""So many of the newest are listed; the others stay in the file."""


class CardKind(StrEnum):
    """What kind of card was found, in the event log's words."""

    SOCIAL_SECURITY = "social_security"
    RESIDENT_ID = "resident_id"
    BANK = "bank"
    OTHER = "other"


class Fate(StrEnum):
    """What became of a card."""

    KEPT = "kept"
    """It lies at the counter."""
    HANDED_BACK = "handed_back"
    """Its owner has it again."""
    HANDED_IN = "handed_in"
    """The issuer or the police have it."""


@dataclass(frozen=True, slots=True)
class FoundCard:
    """One card. Moments are aware; ``settled_at`` is None while it is kept."""

    number: int
    found_at: datetime
    kind: CardKind
    fate: Fate
    settled_at: datetime | None


class FoundCards:
    """The list of cards left behind. Every method blocks and raises ``StoreFault``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, kind: CardKind, found_at: datetime, account: int) -> int:
        """Note a card; answers its number in the list."""
        with self._store.transaction() as transaction:
            row = transaction.row(
                "INSERT INTO found_cards (found_at, kind, found_by)"
                " VALUES (:at, :kind, :account) RETURNING number",
                at=found_at.isoformat(),
                kind=kind.value,
                account=account,
            )
        assert row is not None
        return int(row["number"])

    def settle(self, number: int, fate: Fate, at: datetime, account: int) -> bool:
        """Note what became of a card that was kept; False where it is kept no more."""
        with self._store.transaction() as transaction:
            changed = transaction.run(
                "UPDATE found_cards SET fate = :fate, settled_at = :at, settled_by = :account"
                " WHERE number = :number AND fate = 'kept'",
                fate=fate.value,
                at=at.isoformat(),
                account=account,
                number=number,
            )
        return changed == 1

    def newest(self, most: int = SHOWN) -> tuple[FoundCard, ...]:
        """Those still kept first, then the others, newest first."""
        with self._store.transaction() as transaction:
            rows = transaction.rows(
                "SELECT number, found_at, kind, fate, settled_at FROM found_cards"
                " ORDER BY fate = 'kept' DESC, number DESC LIMIT :most",
                most=most,
            )
        return tuple(
            FoundCard(
                row["number"],
                datetime.fromisoformat(row["found_at"]),
                CardKind(row["kind"]),
                Fate(row["fate"]),
                row["settled_at"] and datetime.fromisoformat(row["settled_at"]),
            )
            for row in rows
        )
