"""Workspaces, sign-in identities, and the counters of attempts to sign in."""

import sqlalchemy as sa
from alembic import op

revision = "d002_identities"
down_revision = "d001_slot_map"

_MOMENT = sa.DateTime(timezone=True)
_DEFAULT_WORKSPACE = "00000000-0000-7000-8000-000000000001"


def upgrade() -> None:
    workspace = op.create_table(
        "workspace",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workspace"),
    )
    op.bulk_insert(workspace, [{"id": _DEFAULT_WORKSPACE, "name": "Encompass"}])
    op.create_table(
        "identity",
        sa.Column("email_normalized", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("pending", sa.Boolean(), nullable=False),
        sa.Column("reserved_at", _MOMENT, nullable=False),
        sa.Column("activated_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("email_normalized", name="pk_identity"),
        sa.UniqueConstraint("user_id", name="uq_identity_user_id"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_identity_workspace_id_workspace"
        ),
    )
    op.create_table(
        "throttle",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", _MOMENT, nullable=True),
        sa.Column("blocked_until", _MOMENT, nullable=True),
        sa.Column("trusted_until", _MOMENT, nullable=True),
        sa.Column("keep_until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_throttle"),
    )
    op.create_index("ix_throttle_keep_until", "throttle", ["keep_until"])


def downgrade() -> None:
    for table in ("throttle", "identity", "workspace"):
        op.drop_table(table)
