"""Videos, with their scenes, segments and finished files."""

import sqlalchemy as sa
from alembic import op

revision = "s005_video"
down_revision = "s004_script"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_video()
    _create_video_scene()
    _create_video_segment()
    _create_video_rendition()


def downgrade() -> None:
    for table in ("video_rendition", "video_segment", "video_scene", "video"):
        op.drop_table(table)


def _owner() -> list[sa.Column[object]]:
    return [
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
    ]


def _create_video() -> None:
    op.create_table(
        "video",
        *_owner(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("script_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Double(), nullable=False),
        sa.Column("time_left_ms", sa.BigInteger(), nullable=True),
        sa.Column("failure_reason", sa.Text(), nullable=True),
        sa.Column("failure_message", sa.Text(), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("slot", "user_id", "id", name="pk_video"),
        sa.CheckConstraint(
            "state IN ('QUEUED', 'RENDERING', 'READY', 'FAILED', 'CANCELLED')", name="ck_video_state"
        ),
        # Rewritten twice a second while it is rendered: room for that on its own page.
        postgresql_with={"fillfactor": 70},
    )


def _create_video_scene() -> None:
    op.create_table(
        "video_scene",
        *_owner(),
        sa.Column("video_id", sa.Uuid(), nullable=False),
        sa.Column("index", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("start_ms", sa.BigInteger(), nullable=False),
        sa.Column("duration_ms", sa.BigInteger(), nullable=False),
        sa.Column("rendered_frames", sa.Integer(), nullable=False),
        sa.Column("total_frames", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", "video_id", "index", name="pk_video_scene"),
        postgresql_with={"fillfactor": 70},
    )


def _create_video_segment() -> None:
    op.create_table(
        "video_segment",
        *_owner(),
        sa.Column("video_id", sa.Uuid(), nullable=False),
        sa.Column("index", sa.Integer(), nullable=False),
        sa.Column("scene_index", sa.SmallInteger(), nullable=False),
        sa.Column("blob_key", sa.Text(), nullable=False),
        sa.Column("frame_count", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", "video_id", "index", name="pk_video_segment"),
    )


def _create_video_rendition() -> None:
    op.create_table(
        "video_rendition",
        *_owner(),
        sa.Column("video_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("blob_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", "video_id", "kind", name="pk_video_rendition"),
    )
