"""Whom stories are about, and who is seen with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "s015_looks"
down_revision = "s017_media"


def upgrade() -> None:
    op.add_column("script", sa.Column("hero", JSONB(), nullable=False, server_default=sa.text("'{}'::jsonb")))
    op.add_column("script_scene", sa.Column("companion", sa.Text(), nullable=False, server_default="nobody"))


def downgrade() -> None:
    op.drop_column("script_scene", "companion")
    op.drop_column("script", "hero")
