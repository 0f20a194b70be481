"""What was charged for a job that failed for good is given back."""

import sqlalchemy as sa
from alembic import op

revision = "s018_refunds"
down_revision = "s016_versions"


def upgrade() -> None:
    op.add_column("usage_charge", sa.Column("refunded_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("usage_charge", "refunded_at")
