"""What stories call their heroes, and how they were told."""

import sqlalchemy as sa
from alembic import op

revision = "s014_heroes"
down_revision = "s013_deleted_videos"

# Stories that are finished were written from answers by these names.
_FINISHED = """
UPDATE script SET
    hero_name = trim(left(coalesce(answers ->> 'name', ''), 60)),
    told_in = CASE
        WHEN options ->> 'tone' IS NOT NULL THEN options ->> 'tone'
        WHEN lower(answers ->> 'tone') IN ('hopeful', 'adventurous', 'gentle', 'funny', 'epic')
            THEN lower(answers ->> 'tone')
        ELSE 'hopeful'
    END
WHERE finished_at IS NOT NULL
"""


def upgrade() -> None:
    op.add_column("script", sa.Column("hero_name", sa.Text(), server_default="", nullable=False))
    op.add_column("script", sa.Column("told_in", sa.Text(), nullable=True))
    op.execute(_FINISHED)


def downgrade() -> None:
    op.drop_column("script", "told_in")
    op.drop_column("script", "hero_name")
