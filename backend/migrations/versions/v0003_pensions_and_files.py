"""Pensions, personal files, and what people say is wrong in them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_DISTRICT = sa.String(6)
_FEN = sa.BigInteger()
_TABLES = (
    "corrections",
    "personal_files",
    "pension_adjustments",
    "pension_payments",
    "pensions",
)


def upgrade() -> None:
    """Create the tables."""
    _create_pensions()
    _create_payments()
    _create_adjustments()
    _create_files()
    _create_corrections()


def downgrade() -> None:
    """Drop them again."""
    for table in _TABLES:
        op.drop_table(table)


def _create_pensions() -> None:
    op.create_table(
        "pensions",
        *_of_person(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("begins", sa.Date),
        sa.Column("paused_since", sa.Date),
        sa.Column("pause_reason", sa.String(16)),
        sa.Column("ask_at", sa.String(200)),
        _kinds(),
    )


def _create_payments() -> None:
    parts = ("basic", "account", "transition", "raised", "subsidy", "survivor")
    op.create_table(
        "pension_payments",
        *_of_person(),
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        *(
            sa.Column(name, _FEN, nullable=False)
            for name in (*parts, "back_pay", "deducted", "net")
        ),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("state_day", sa.Date),
        sa.Column("bank", sa.String(100)),
        sa.Column("card_tail", sa.String(4)),
        sa.Column("reason", sa.String(16)),
        sa.Column("paused_since", sa.Date),
        sa.Column("ask_at", sa.String(200)),
        sa.CheckConstraint("state IN ('paid', 'on_its_way', 'returned', 'paused')", name="state"),
        _kinds(),
    )


def _create_adjustments() -> None:
    op.create_table(
        "pension_adjustments",
        *_of_person(),
        sa.Column("since", sa.Date, primary_key=True),
        sa.Column("before", _FEN, nullable=False),
        sa.Column("after", _FEN, nullable=False),
        sa.Column("back_pay", _FEN, nullable=False),
        sa.Column("paid_in", sa.Date, nullable=False),
    )


def _create_files() -> None:
    op.create_table(
        "personal_files",
        *_of_person(),
        sa.Column("sex", sa.String(8)),
        sa.Column("born", sa.Date),
        sa.Column("phone", sa.String(32)),
        sa.Column("address", sa.String(200)),
        sa.Column("community", sa.String(100)),
        sa.Column("contact_name", sa.String(100)),
        sa.Column("contact_phone", sa.String(32)),
        sa.Column("employer", sa.String(200)),
        sa.Column("retired", sa.Date),
        sa.Column("months_insured", sa.Integer),
        sa.Column("bank", sa.String(100)),
        sa.Column("card_tail", sa.String(4)),
    )


def _create_corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("number", sa.String(64), primary_key=True),
        sa.Column("retiree_id", sa.Uuid, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("fact", sa.String(32), nullable=False),
        sa.Column("asked", sa.Date, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("actor", sa.String(64)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("answered", sa.Date),
        _person(),
        sa.CheckConstraint("state IN ('received', 'mended', 'found_right')", name="state"),
        sa.UniqueConstraint("district_id", "retiree_id", "key"),
        sa.UniqueConstraint("district_id", "asked", "count"),
    )
    op.create_index(
        "ix_corrections_district_id_retiree_id_asked",
        "corrections",
        ["district_id", "retiree_id", "asked"],
    )


def _of_person() -> tuple[sa.Column[object] | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("retiree_id", sa.Uuid, primary_key=True),
        _person(),
    )


def _person() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
    )


def _kinds() -> sa.CheckConstraint:
    return sa.CheckConstraint("kind IN ('old_age', 'survivor')", name="kind")
