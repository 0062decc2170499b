"""What was changed about the policy."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the policy's changes."""
    op.create_table(
        "policy_changes",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("right", sa.String(32), nullable=False),
        sa.Column("before", sa.Integer, nullable=False),
        sa.Column("after", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("policy_changes")
