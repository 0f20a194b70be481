"""The captions of each segment, and the language that a film is told in."""

import sqlalchemy as sa
from alembic import op

revision = "s022_caption_track"
down_revision = "s021_film_heroes"


def upgrade() -> None:
    op.add_column("video", sa.Column("language", sa.Text(), nullable=True))
    op.add_column("video_segment", sa.Column("captions_key", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("video_segment", "captions_key")
    op.drop_column("video", "language")
