"""Jobs that are set aside for an operator, what an operator did, and the age of finished jobs."""

import sqlalchemy as sa
from alembic import op

revision = "s006_set_aside"
down_revision = "s005_video"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    for column in (
        sa.Column("set_aside_at", _MOMENT, nullable=True),
        sa.Column("set_aside_reason", sa.Text(), nullable=True),
        sa.Column("failure_detail", sa.Text(), nullable=True),
        sa.Column("retry_requested", sa.Boolean(), server_default=sa.false(), nullable=False),
    ):
        op.add_column("job", column)
    op.create_index("ix_job_made", "job", ["created_at", "id"])
    op.create_index(
        "ix_job_set_aside", "job", ["created_at", "id"], postgresql_where=sa.text("set_aside_at IS NOT NULL")
    )
    op.create_index("ix_job_to_requeue", "job", ["kind"], postgresql_where=sa.text("retry_requested"))
    op.create_table(
        "operator_action",
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", "id", name="pk_operator_action"),
    )


def downgrade() -> None:
    op.drop_table("operator_action")
    for index in ("ix_job_to_requeue", "ix_job_set_aside", "ix_job_made"):
        op.drop_index(index, "job")
    for column in ("retry_requested", "failure_detail", "set_aside_reason", "set_aside_at"):
        op.drop_column("job", column)
