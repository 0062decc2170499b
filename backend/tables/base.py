"""What all tables share."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import JSON, MetaData, String
from sqlalchemy.orm import DeclarativeBase

from backend.columns import Moment, Yuan

DISTRICT = String(6)
TERMINAL = String(32)
NUMBER = String(64)
HASH = String(64)


class Table(DeclarativeBase):
    """What the tables share: names of constraints that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Decimal: Yuan,
        datetime: Moment,
        list[str]: JSON(none_as_null=True),
        list[int]: JSON(none_as_null=True),
    }
