"""What accounts may do beyond their own things."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "s007_roles"
down_revision = "s006_set_aside"


def upgrade() -> None:
    op.add_column(
        "account",
        sa.Column("roles", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("account", "roles")
