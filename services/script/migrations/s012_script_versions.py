"""Options and writers of scripts, sentences and ids of scenes, and the versions of a story."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "s012_script_versions"
down_revision = "s011_audit"

_MOMENT = sa.DateTime(timezone=True)
_OBJECT = sa.text("'{}'::jsonb")
_LIST = sa.text("'[]'::jsonb")


def upgrade() -> None:
    of_scripts: list[sa.Column[Any]] = [
        sa.Column("options", postgresql.JSONB(), server_default=_OBJECT, nullable=False),
        sa.Column("story_version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("response_revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("writer", postgresql.JSONB(), server_default=_OBJECT, nullable=False),
        sa.Column("rewriting", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
    ]
    of_scenes: list[sa.Column[Any]] = [
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("sentences", postgresql.JSONB(), server_default=_LIST, nullable=False),
        sa.Column("checks", postgresql.JSONB(), server_default=_LIST, nullable=False),
        sa.Column("entry_id", sa.Text(), server_default="", nullable=False),
        sa.Column("basis", postgresql.JSONB(), server_default=_LIST, nullable=False),
    ]
    for column in of_scripts:
        op.add_column("script", column)
    for column in of_scenes:
        op.add_column("script_scene", column)
    op.create_table(
        "script_version",
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("script_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("logline", sa.Text(), nullable=False),
        sa.Column("scenes", postgresql.JSONB(), nullable=False),
        sa.Column("scene_count", sa.SmallInteger(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("response_revision", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", "script_id", "version", name="pk_script_version"),
        sa.ForeignKeyConstraint(
            ["slot", "user_id", "script_id"],
            ["script.slot", "script.user_id", "script.id"],
            name="fk_script_version_script",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("script_version")
    for name in ("basis", "entry_id", "checks", "sentences", "id"):
        op.drop_column("script_scene", name)
    for name in ("rewriting", "writer", "response_revision", "story_version", "options"):
        op.drop_column("script", name)
