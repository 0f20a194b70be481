"""Which entries of the scene bank the stories of a workspace were told by."""

import sqlalchemy as sa
from alembic import op

revision = "d004_scene_use"
down_revision = "d003_plans"


def upgrade() -> None:
    op.create_table(
        "scene_use",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("script_id", sa.Uuid(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "entry_id", "script_id", name="pk_scene_use"),
    )
    op.create_index("ix_scene_use_latest", "scene_use", ["workspace_id", "used_at"])
    op.create_index("ix_scene_use_script", "scene_use", ["script_id"])


def downgrade() -> None:
    op.drop_table("scene_use")
