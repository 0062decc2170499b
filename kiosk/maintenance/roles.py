"""Who may do what in the service menu: two roles, one above the other (H4)."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The role of an account."""

    ATTENDANT = "attendant"
    """The person at the centre: paper, calls, cards left behind, closing for today."""
    TECHNICIAN = "technician"
    """All of it."""

    def covers(self, needed: Role) -> bool:
        """Whether somebody of this role may do what needs ``needed``."""
        return self is Role.TECHNICIAN or needed is Role.ATTENDANT
