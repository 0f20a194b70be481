"""Jobs with their leases, finished steps, usage, the outbox, and the request ids that were seen."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "s001_jobs"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_job()
    _create_job_step()
    _create_usage_charge()
    _create_outbox()
    _create_request_seen()


def downgrade() -> None:
    for table in ("request_seen", "outbox", "usage_charge", "job_step", "job"):
        op.drop_table(table)
    op.execute("DROP FUNCTION outbox_notify()")


def _owner() -> list[sa.Column[object]]:
    return [
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
    ]


def _create_job() -> None:
    op.create_table(
        "job",
        *_owner(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("traceparent", sa.Text(), nullable=True),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("attempt", sa.SmallInteger(), nullable=False),
        sa.Column("max_attempts", sa.SmallInteger(), nullable=False),
        sa.Column("losses", sa.SmallInteger(), nullable=False),
        sa.Column("max_losses", sa.SmallInteger(), nullable=False),
        sa.Column("fencing", sa.BigInteger(), nullable=False),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.Column("lease_expires_at", _MOMENT, nullable=True),
        sa.Column("run_after", _MOMENT, nullable=False),
        sa.Column("time_limit", sa.Interval(), nullable=True),
        sa.Column("deadline", _MOMENT, nullable=True),
        sa.Column("belled_at", _MOMENT, nullable=False),
        sa.Column("bells", sa.SmallInteger(), nullable=False),
        sa.Column("failure_reason", sa.Text(), nullable=True),
        sa.Column("failure_message", sa.Text(), nullable=True),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("slot", "user_id", "id", name="pk_job"),
        sa.CheckConstraint(
            "state IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')", name="ck_job_state"
        ),
        sa.CheckConstraint("(state = 'RUNNING') = (lease_expires_at IS NOT NULL)", name="ck_job_lease"),
        postgresql_with={"fillfactor": 70},
    )
    op.create_index("ix_job_waiting", "job", ["run_after"], postgresql_where=sa.text("state = 'QUEUED'"))
    op.create_index(
        "ix_job_leased", "job", ["lease_expires_at"], postgresql_where=sa.text("state = 'RUNNING'")
    )
    op.create_index(
        "ix_job_to_cancel",
        "job",
        ["kind"],
        postgresql_where=sa.text("cancel_requested AND state IN ('QUEUED', 'RUNNING')"),
    )


def _create_job_step() -> None:
    op.create_table(
        "job_step",
        *_owner(),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("result", sa.LargeBinary(), nullable=False),
        sa.Column("fencing", sa.BigInteger(), nullable=False),
        sa.Column("attempt", sa.SmallInteger(), nullable=False),
        sa.Column("finished_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", "job_id", "key", name="pk_job_step"),
        sa.ForeignKeyConstraint(
            ["slot", "user_id", "job_id"],
            ["job.slot", "job.user_id", "job.id"],
            name="fk_job_step_slot_user_id_job_id_job",
            ondelete="CASCADE",
        ),
    )


def _create_usage_charge() -> None:
    op.create_table(
        "usage_charge",
        *_owner(),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("step_key", sa.Text(), nullable=False),
        sa.Column("meter", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", "job_id", "step_key", name="pk_usage_charge"),
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        *_owner(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("headers", postgresql.JSONB(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("due_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("published_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("slot", "user_id", "id", name="pk_outbox"),
    )
    op.create_index(
        "ix_outbox_due", "outbox", ["due_at", "id"], postgresql_where=sa.text("published_at IS NULL")
    )
    op.create_index(
        "ix_outbox_published",
        "outbox",
        ["published_at"],
        postgresql_where=sa.text("published_at IS NOT NULL"),
    )
    # Once a statement, not once a row: the relay reads the table, the notice only wakes it.
    op.execute(
        "CREATE FUNCTION outbox_notify() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN PERFORM pg_notify('outbox', ''); RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER outbox_notify AFTER INSERT ON outbox "
        "FOR EACH STATEMENT EXECUTE FUNCTION outbox_notify()"
    )


def _create_request_seen() -> None:
    op.create_table(
        "request_seen",
        *_owner(),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", "method", "request_id", name="pk_request_seen"),
    )
    op.create_index("ix_request_seen_created_at", "request_seen", ["created_at"])
