"""Links by which others watch a film."""

import sqlalchemy as sa
from alembic import op

revision = "s019_share_links"
down_revision = "s015_looks"


def upgrade() -> None:
    op.create_table(
        "share_link",
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("video_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("slot", "user_id", "id", name="pk_share_link"),
    )
    op.create_index("ix_share_link_video", "share_link", ["slot", "user_id", "video_id", "created_at", "id"])


def downgrade() -> None:
    op.drop_table("share_link")
