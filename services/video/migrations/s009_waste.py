"""Since when the objects of a cancelled video are waste, until they are deleted."""

import sqlalchemy as sa
from alembic import op

revision = "s009_waste"
down_revision = "s008_fair_claims"


def upgrade() -> None:
    op.add_column("video", sa.Column("waste_since", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_video_waste", "video", ["waste_since"], postgresql_where=sa.text("waste_since IS NOT NULL")
    )


def downgrade() -> None:
    op.drop_index("ix_video_waste", "video")
    op.drop_column("video", "waste_since")
