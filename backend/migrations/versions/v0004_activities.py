"""Venues, activities and sign-ups; what notices are about, their pictures, who knows them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_DISTRICT = sa.String(6)
_HASH = sa.String(64)
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables, and add what notices lack."""
    with op.batch_alter_table("notices") as notices:
        notices.add_column(
            sa.Column("category", sa.String(16), nullable=False, server_default="life")
        )
        notices.add_column(
            sa.Column("pinned", sa.Boolean, nullable=False, server_default=sa.false())
        )
        notices.add_column(sa.Column("withdrawn", _MOMENT))
        notices.create_check_constraint(
            "category", "category IN ('benefits', 'health', 'culture', 'life')"
        )
    _create_about_notices()
    _create_venues()
    _create_activities()
    _create_sign_ups()


def downgrade() -> None:
    """Take it away again, what refers to others first."""
    for table in (
        "sign_up_requests",
        "sign_ups",
        "activities",
        "venues",
        "acknowledgements",
        "notice_pictures",
    ):
        op.drop_table(table)
    with op.batch_alter_table("notices") as notices:
        notices.drop_constraint("category", type_="check")
        for column in ("withdrawn", "pinned", "category"):
            notices.drop_column(column)


def _create_about_notices() -> None:
    op.create_table(
        "notice_pictures",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("notice_id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("said", sa.String(500), nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        _of("notices", "notice_id"),
    )
    op.create_table(
        "acknowledgements",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("notice_id", sa.Integer, primary_key=True),
        sa.Column("retiree_id", sa.Uuid, primary_key=True),
        sa.Column("moment", _MOMENT, nullable=False),
        sa.Column("actor", _HASH),
        sa.Column("terminal_id", sa.String(32), nullable=False),
        _of("notices", "notice_id"),
        _of("retirees", "retiree_id"),
    )


def _create_venues() -> None:
    op.create_table(
        "venues",
        sa.Column("district_id", _DISTRICT, sa.ForeignKey("districts.id"), primary_key=True),
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("way", sa.String(200), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("opens", sa.Time, nullable=False),
        sa.Column("closes", sa.Time, nullable=False),
        sa.Column("closed_on", sa.JSON, nullable=False),
        sa.Column("rooms", sa.JSON, nullable=False),
    )


def _create_activities() -> None:
    op.create_table(
        "activities",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("starts", _MOMENT, nullable=False),
        sa.Column("ends", _MOMENT, nullable=False),
        sa.Column("closes", _MOMENT, nullable=False),
        sa.Column("venue_id", sa.Integer, nullable=False),
        sa.Column("place", sa.String(100), nullable=False),
        sa.Column("leader", sa.String(50), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("cost", sa.BigInteger, nullable=False),
        sa.Column("bring", sa.JSON, nullable=False),
        sa.Column("about", sa.JSON, nullable=False),
        sa.Column("capacity", sa.Integer, nullable=False),
        sa.Column("longest_line", sa.Integer, nullable=False),
        sa.Column("least_age", sa.Integer),
        sa.Column("only_street", sa.String(50)),
        sa.Column("unfit", sa.String(200)),
        sa.Column("called_off", sa.String(200)),
        sa.CheckConstraint("capacity >= 0 AND longest_line >= 0", name="room"),
        sa.CheckConstraint("starts < ends AND closes <= starts", name="times"),
        _of("venues", "venue_id"),
    )
    op.create_index(None, "activities", ["district_id", "starts"])


def _create_sign_ups() -> None:
    op.create_table(
        "sign_ups",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("activity_id", sa.Integer, primary_key=True),
        sa.Column("retiree_id", sa.Uuid, primary_key=True),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("moved_up", sa.Boolean, nullable=False),
        sa.Column("actor", _HASH),
        sa.Column("changed", _MOMENT, nullable=False),
        sa.CheckConstraint("standing IN ('going', 'waiting', 'cancelled')", name="standing"),
        sa.UniqueConstraint("district_id", "activity_id", "turn"),
        _of("activities", "activity_id"),
        _of("retirees", "retiree_id"),
    )
    op.create_index(None, "sign_ups", ["district_id", "retiree_id"])
    op.create_table(
        "sign_up_requests",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("activity_id", sa.Integer, nullable=False),
        sa.Column("retiree_id", sa.Uuid, nullable=False),
        sa.Column("wanted", sa.String(16), nullable=False),
        sa.Column("refusal", sa.String(16)),
        sa.Column("already", sa.Boolean, nullable=False),
        sa.Column("actor", _HASH),
        sa.Column("terminal_id", sa.String(32), nullable=False),
        sa.Column("moment", _MOMENT, nullable=False),
        _of("activities", "activity_id"),
        _of("retirees", "retiree_id"),
    )
    op.create_index(None, "sign_up_requests", ["district_id", "activity_id", "moment"])


def _of(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["district_id", column], [f"{table}.district_id", f"{table}.id"])
