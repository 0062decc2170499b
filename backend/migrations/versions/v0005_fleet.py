"""What terminals tell of themselves, and the staff at the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_DISTRICT = sa.String(6)
_TERMINAL = sa.String(32)
_HASH = sa.String(64)
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add calls' fates, heartbeats, reports and staff."""
    with op.batch_alter_table("staff_calls") as calls:
        calls.add_column(sa.Column("received", _MOMENT))
        calls.add_column(sa.Column("answered_by", sa.String(80)))
        calls.add_column(sa.Column("withdrawn", _MOMENT))
    _create_messages()
    _create_staff()


def downgrade() -> None:
    """Take it away again."""
    for table in (
        "login_tries",
        "staff_sessions",
        "staff",
        "reports",
        "terminal_standings",
        "heartbeats",
    ):
        op.drop_table(table)
    with op.batch_alter_table("staff_calls") as calls:
        for column in ("withdrawn", "answered_by", "received"):
            calls.drop_column(column)


def _create_messages() -> None:
    op.create_table(
        "heartbeats",
        _in_district(),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("terminal_id", _TERMINAL, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("received", _MOMENT, nullable=False),
        sa.Column("head_number", sa.BigInteger, nullable=False),
        sa.Column("head_hash", _HASH, nullable=False),
    )
    op.create_index(
        "ix_heartbeats_district_id_terminal_id_received",
        "heartbeats",
        ["district_id", "terminal_id", "received"],
    )
    op.create_table(
        "terminal_standings",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("terminal_id", _TERMINAL, primary_key=True),
        sa.Column("key_id", sa.String(43), nullable=False),
        sa.Column("heard", _MOMENT, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("devices", sa.JSON, nullable=False),
        sa.Column("free_megabytes", sa.BigInteger, nullable=False),
        sa.Column("unsent", sa.Integer, nullable=False),
        sa.Column("open_calls", sa.Integer, nullable=False),
        sa.Column("head_number", sa.BigInteger, nullable=False),
        sa.Column("head_hash", _HASH, nullable=False),
        sa.Column("alarm", sa.String(16)),
        sa.Column("alarmed", _MOMENT),
        sa.ForeignKeyConstraint(
            ["district_id", "terminal_id"], ["terminals.district_id", "terminals.id"]
        ),
    )
    op.create_table(
        "reports",
        _in_district(),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("terminal_id", _TERMINAL, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("received", _MOMENT, nullable=False),
        sa.Column("account", sa.Integer),
        sa.Column("ready", sa.Boolean, nullable=False),
        sa.Column("results", sa.JSON, nullable=False),
    )
    op.create_index(
        "ix_reports_district_id_terminal_id_made",
        "reports",
        ["district_id", "terminal_id", "made"],
    )


def _create_staff() -> None:
    op.create_table(
        "staff",
        _in_district(),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("closed", _MOMENT),
        sa.UniqueConstraint("district_id", "name"),
    )
    op.create_table(
        "staff_sessions",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("token_hash", _HASH, primary_key=True),
        sa.Column("staff_id", sa.Uuid, nullable=False),
        sa.Column("opened", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["district_id", "staff_id"], ["staff.district_id", "staff.id"]),
    )
    op.create_table(
        "login_tries",
        sa.Column("subject", _HASH, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last", _MOMENT, nullable=False),
        sa.Column("locked_until", _MOMENT),
    )


def _in_district() -> sa.Column[str]:
    return sa.Column("district_id", _DISTRICT, sa.ForeignKey("districts.id"), primary_key=True)
