"""Options of videos, and which film each is a version of; what scenes and segments were made of."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "s016_versions"
down_revision = "s014_heroes"


def upgrade() -> None:
    op.add_column("video", sa.Column("options", JSONB(), nullable=True))
    op.add_column("video", sa.Column("seed", sa.BigInteger(), nullable=True))
    op.add_column("video", sa.Column("film_id", sa.Uuid(), nullable=True))
    op.add_column("video", sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("video", sa.Column("is_current", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_index("ix_video_film", "video", ["slot", "user_id", "film_id"])
    op.add_column("video_scene", sa.Column("pictures_key", sa.Text(), nullable=True))
    op.add_column("video_scene", sa.Column("narration_key", sa.Text(), nullable=True))
    op.add_column("video_segment", sa.Column("pictures_key", sa.Text(), nullable=True))
    op.add_column("video_segment", sa.Column("small_blob_key", sa.Text(), nullable=True))
    op.add_column("video_segment", sa.Column("small_size_bytes", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    for column in ("small_size_bytes", "small_blob_key", "pictures_key"):
        op.drop_column("video_segment", column)
    for column in ("narration_key", "pictures_key"):
        op.drop_column("video_scene", column)
    op.drop_index("ix_video_film", "video")
    for column in ("is_current", "number", "film_id", "seed", "options"):
        op.drop_column("video", column)
