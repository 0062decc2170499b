"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_DISTRICT = sa.String(6)
_TERMINAL = sa.String(32)
_NUMBER = sa.String(64)
_HASH = sa.String(64)
_MOMENT = sa.DateTime(timezone=True)
_FEN = sa.BigInteger()
_AMOUNTS = (
    "total",
    "pooled",
    "supplementary",
    "assistance",
    "personal",
    "in_scheme_self_paid",
    "out_of_scheme",
    "account",
    "cash",
    "other",
)


def upgrade() -> None:
    """Create the tables."""
    _create_terminals()
    _create_records()
    _create_visits()


def downgrade() -> None:
    """Drop the tables, those that refer to others first."""
    for table in (
        "audit",
        "staff_calls",
        "receipts",
        "visits",
        "notices",
        "fee_items",
        "settlements",
        "retirees",
        "used_assertions",
        "terminals",
        "districts",
    ):
        op.drop_table(table)


def _create_terminals() -> None:
    op.create_table(
        "districts",
        sa.Column("id", _DISTRICT, primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("demo", sa.Boolean, nullable=False),
    )
    op.create_table(
        "terminals",
        _in_district(),
        sa.Column("id", _TERMINAL, primary_key=True),
        sa.Column("key_id", sa.String(43), nullable=False),
        sa.Column("public_key", _HASH, nullable=False),
        sa.Column("enrolled", _MOMENT, nullable=False),
        sa.Column("revoked", _MOMENT),
    )
    _index("terminals", "key_id", unique=True)
    op.create_table(
        "used_assertions",
        _in_district(),
        sa.Column("terminal_id", _TERMINAL, primary_key=True),
        sa.Column("jti", sa.String(64), primary_key=True),
        sa.Column("expires", _MOMENT, nullable=False),
    )


def _create_records() -> None:
    op.create_table(
        "retirees",
        _in_district(),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("id_number_index", _HASH, nullable=False),
        sa.Column("card_number_index", _HASH),
        sa.Column("masked_id_number", sa.String(18), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.UniqueConstraint("district_id", "id_number_index"),
        sa.UniqueConstraint("district_id", "card_number_index"),
    )
    op.create_table(
        "settlements",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("retiree_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("institution", sa.String(200), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        *(sa.Column(amount, _FEN, nullable=False) for amount in _AMOUNTS),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("received", sa.Date),
        sa.Column("expected", sa.Date),
        sa.Column("paid_day", sa.Date),
        sa.Column("card_tail", sa.String(4)),
        sa.Column("papers", sa.JSON),
        sa.Column("bring_to", sa.String(200)),
        sa.Column("bring_until", sa.Date),
        _of_retiree(),
        sa.CheckConstraint(
            "state IN ('at_hospital', 'under_review', 'paid', 'papers_missing')", name="state"
        ),
    )
    _index("settlements", "district_id", "retiree_id", "day")
    op.create_table(
        "fee_items",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("settlement_number", _NUMBER, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("category", sa.String(50), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("amount", _FEN, nullable=False),
        _of_settlement(),
    )
    op.create_table(
        "notices",
        _in_district(),
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("paragraphs", sa.JSON, nullable=False),
        sa.Column("ends", sa.Date),
    )
    _index("notices", "district_id", "day")


def _create_visits() -> None:
    op.create_table(
        "visits",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("token_hash", _HASH, nullable=False),
        sa.Column("terminal_id", _TERMINAL, nullable=False),
        sa.Column("retiree_id", sa.Uuid, nullable=False),
        sa.Column("assurance", sa.Integer, nullable=False),
        sa.Column("opened", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("ended", _MOMENT),
        _of_retiree(),
        sa.UniqueConstraint("district_id", "token_hash"),
    )
    op.create_table(
        "receipts",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("terminal_id", _TERMINAL, primary_key=True),
        sa.Column("job", _NUMBER, primary_key=True),
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("retiree_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("record", _NUMBER, nullable=False),
        sa.Column("record_hash", _HASH, nullable=False),
        sa.Column("issued", _MOMENT, nullable=False),
        _of_retiree(),
        sa.UniqueConstraint("district_id", "terminal_id", "day", "count"),
        sa.UniqueConstraint("district_id", "number"),
    )
    op.create_table(
        "staff_calls",
        _in_district(),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("terminal_id", _TERMINAL, nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("called", _MOMENT, nullable=False),
        sa.Column("answered", _MOMENT),
    )
    _index("staff_calls", "district_id", "called")
    op.create_table(
        "audit",
        _in_district(),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("moment", _MOMENT, nullable=False),
        sa.Column("terminal_id", _TERMINAL, nullable=False),
        sa.Column("visit_id", sa.Uuid),
        sa.Column("subject", _HASH),
        sa.Column("looked_at", sa.String(32), nullable=False),
        sa.Column("record", _NUMBER),
        sa.Column("outcome", sa.String(32), nullable=False),
    )
    _index("audit", "district_id", "moment")
    _index("audit", "district_id", "subject", "moment")


def _in_district() -> sa.Column[str]:
    return sa.Column("district_id", _DISTRICT, sa.ForeignKey("districts.id"), primary_key=True)


def _of_retiree() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
    )


def _of_settlement() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", "settlement_number"], ["settlements.district_id", "settlements.number"]
    )


def _index(table: str, *columns: str, unique: bool = False) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns), unique=unique)
