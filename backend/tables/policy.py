"""What was changed about the policy: which assurance opens what."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from backend.tables.base import Table


class PolicyChangeRow(Table):
    """A right needs another assurance than before; the service as a whole, not a district."""

    __tablename__ = "policy_changes"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    moment: Mapped[datetime]
    right: Mapped[str] = mapped_column(String(32))
    before: Mapped[int]
    after: Mapped[int]
