"""How people are known: state and telephone, other carriers, lost cards, answers, who acts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_DISTRICT = sa.String(6)
_HASH = sa.String(64)


def upgrade() -> None:
    """Add what a visit needs to know about cards and people."""
    with op.batch_alter_table("retirees") as retirees:
        retirees.add_column(
            sa.Column("state", sa.String(16), nullable=False, server_default="active")
        )
        retirees.add_column(sa.Column("phone_tail_index", _HASH))
        retirees.create_check_constraint("state", "state IN ('active', 'suspended', 'deceased')")
    for table in ("visits", "audit"):
        op.add_column(table, sa.Column("actor", _HASH))
    _create_carriers()
    op.create_table(
        "lost_cards",
        _in_district(),
        sa.Column("card_index", _HASH, primary_key=True),
        sa.Column("reported", sa.Date, nullable=False),
    )
    op.create_table(
        "wrong_answers",
        _in_district(),
        sa.Column("subject", _HASH, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Take it away again."""
    for table in ("wrong_answers", "lost_cards", "carriers"):
        op.drop_table(table)
    for table in ("audit", "visits"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("actor")
    with op.batch_alter_table("retirees") as retirees:
        retirees.drop_constraint("state", type_="check")
        retirees.drop_column("phone_tail_index")
        retirees.drop_column("state")


def _create_carriers() -> None:
    op.create_table(
        "carriers",
        sa.Column("district_id", _DISTRICT, primary_key=True),
        sa.Column("carrier_index", _HASH, primary_key=True),
        sa.Column("retiree_id", sa.Uuid, nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "retiree_id"], ["retirees.district_id", "retirees.id"]
        ),
    )


def _in_district() -> sa.Column[str]:
    return sa.Column("district_id", _DISTRICT, sa.ForeignKey("districts.id"), primary_key=True)
