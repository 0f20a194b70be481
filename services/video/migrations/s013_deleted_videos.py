"""Videos that are deleted, until their objects are certainly gone."""

import sqlalchemy as sa
from alembic import op

revision = "s013_deleted_videos"
down_revision = "s012_script_versions"


def upgrade() -> None:
    op.create_table(
        "deleted_video",
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("video_id", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", "video_id", name="pk_deleted_video"),
    )
    op.create_index("ix_deleted_video_deleted_at", "deleted_video", ["deleted_at"])


def downgrade() -> None:
    op.drop_table("deleted_video")
