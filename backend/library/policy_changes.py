"""The policy's changes, kept: lowering what a right needs is never silent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.policy import Policy
from backend.tables import PolicyChangeRow
from contract.credentials import SHIPPED, Assurance, Right


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """From when on a right needed another assurance, and which."""

    moment: datetime
    right: Right
    before: Assurance
    after: Assurance

    def __str__(self) -> str:
        """As an operator reads it."""
        less = ", less than shipped" if self.after < SHIPPED[self.right] else ""
        needs = f"{self.before.name.lower()} -> {self.after.name.lower()}"
        return f"{self.moment:%Y-%m-%dT%H:%M:%SZ} {self.right}: {needs}{less}"


def note_changes(
    session: Session, policy: Policy, now: datetime, new_id: Callable[[], UUID]
) -> tuple[PolicyChange, ...]:
    """Write down, at a start, what differs from the last one; at first, from what is shipped."""
    before = _in_force(policy_changes(session))
    changes = tuple(
        PolicyChange(now, right, before[right], policy.needs(right))
        for right in Right
        if policy.needs(right) is not before[right]
    )
    session.add_all(
        PolicyChangeRow(
            id=new_id(), moment=now, right=each.right, before=each.before, after=each.after
        )
        for each in changes
    )
    return changes


def policy_changes(session: Session) -> tuple[PolicyChange, ...]:
    """All that were written down, oldest first; rights that no longer exist are left out."""
    rows = session.scalars(select(PolicyChangeRow).order_by(PolicyChangeRow.moment))
    known = {right.value for right in Right}
    return tuple(
        PolicyChange(row.moment, Right(row.right), Assurance(row.before), Assurance(row.after))
        for row in rows
        if row.right in known
    )


def _in_force(changes: tuple[PolicyChange, ...]) -> Mapping[Right, Assurance]:
    return dict(SHIPPED) | {each.right: each.after for each in changes}
