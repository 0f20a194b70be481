"""Photos that people send, and those that are deleted until their objects are certainly gone."""

import sqlalchemy as sa
from alembic import op

revision = "s017_media"
down_revision = "s018_refunds"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "media_asset",
        *_owner(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("announced_bytes", sa.BigInteger(), nullable=False),
        sa.Column("announced_sha256", sa.Text(), nullable=False),
        sa.Column("consent_wording", sa.Text(), nullable=False),
        sa.Column("consent_at", _MOMENT, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.Column("upload_until", _MOMENT, nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("width_px", sa.Integer(), nullable=True),
        sa.Column("height_px", sa.Integer(), nullable=True),
        sa.Column("size_bytes", sa.BigInteger(), nullable=True),
        sa.Column("cutout_width_px", sa.Integer(), nullable=True),
        sa.Column("cutout_height_px", sa.Integer(), nullable=True),
        sa.Column("cutout_sha256", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("slot", "user_id", "id", name="pk_media_asset"),
        sa.CheckConstraint(
            "state IN ('UPLOADING', 'CHECKING', 'READY', 'REFUSED')", name="ck_media_asset_state"
        ),
    )
    op.create_index(
        "ix_media_asset_upload_until",
        "media_asset",
        ["upload_until"],
        postgresql_where=sa.text("upload_until IS NOT NULL"),
    )
    op.create_index(
        "ix_media_asset_refused",
        "media_asset",
        ["updated_at"],
        postgresql_where=sa.text("state = 'REFUSED'"),
    )
    op.create_table(
        "deleted_media_asset",
        *_owner(),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", "asset_id", name="pk_deleted_media_asset"),
    )
    op.create_index("ix_deleted_media_asset_deleted_at", "deleted_media_asset", ["deleted_at"])


def downgrade() -> None:
    op.drop_table("deleted_media_asset")
    op.drop_table("media_asset")


def _owner() -> list[sa.Column[object]]:
    return [
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
    ]
