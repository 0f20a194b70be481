"""Accounts, their passwords, sessions and refresh tokens."""

import sqlalchemy as sa
from alembic import op

revision = "s002_auth"
down_revision = "s001_jobs"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "account",
        *_owner(),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", name="pk_account"),
    )
    # A table of its own: whoever may read accounts need not be able to read what proves that one is theirs.
    op.create_table(
        "password",
        *_owner(),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", name="pk_password"),
    )
    op.create_table(
        "session",
        *_owner(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_name", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_used_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("slot", "user_id", "id", name="pk_session"),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ck_session_end"),
    )
    op.create_table(
        "refresh_token",
        *_owner(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("issued_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("slot", "user_id", "id", name="pk_refresh_token"),
        sa.ForeignKeyConstraint(
            ["slot", "user_id", "session_id"],
            ["session.slot", "session.user_id", "session.id"],
            name="fk_refresh_token_session",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_refresh_token_session", "refresh_token", ["slot", "user_id", "session_id"])


def downgrade() -> None:
    for table in ("refresh_token", "session", "password", "account"):
        op.drop_table(table)


def _owner() -> list[sa.Column[object]]:
    return [
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
    ]
