"""Each person's place in the queue of a kind: how many of their jobs wait and run, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "s008_fair_claims"
down_revision = "s007_roles"

_MOMENT = sa.DateTime(timezone=True)

# Counts follow the state of jobs whoever changes it, with no round trip of their own. The owner's row is
# locked before its jobs are looked at, so that of two changes at once the second one sees the first. Without
# sorts, because an owner of thousands looks to the planner like one of a few, whom it would rather sort.
_COUNT = """
CREATE FUNCTION job_count() RETURNS trigger LANGUAGE plpgsql SET enable_sort = off AS $$
DECLARE
    of_slot smallint := coalesce(NEW.slot, OLD.slot);
    of_user uuid := coalesce(NEW.user_id, OLD.user_id);
    of_kind text := coalesce(NEW.kind, OLD.kind);
    more_waiting integer := coalesce((NEW.state = 'QUEUED')::integer, 0)
        - coalesce((OLD.state = 'QUEUED')::integer, 0);
    more_running integer := coalesce((NEW.state = 'RUNNING')::integer, 0)
        - coalesce((OLD.state = 'RUNNING')::integer, 0);
    served boolean := coalesce(NEW.state <> 'QUEUED', false) AND more_running <> 0;
    found_priority smallint;
    found_due timestamptz;
BEGIN
    LOOP
        PERFORM FROM job_owner o
            WHERE o.slot = of_slot AND o.user_id = of_user AND o.kind = of_kind FOR UPDATE;
        EXIT WHEN FOUND;
        INSERT INTO job_owner (slot, user_id, kind) VALUES (of_slot, of_user, of_kind)
            ON CONFLICT DO NOTHING;
    END LOOP;
    SELECT j.priority INTO found_priority FROM job j
        WHERE j.slot = of_slot AND j.user_id = of_user AND j.kind = of_kind AND j.state = 'QUEUED'
        ORDER BY j.priority DESC, j.run_after LIMIT 1;
    SELECT j.run_after INTO found_due FROM job j
        WHERE j.slot = of_slot AND j.user_id = of_user AND j.kind = of_kind AND j.state = 'QUEUED'
        ORDER BY j.run_after LIMIT 1;
    UPDATE job_owner o SET
        waiting = o.waiting + more_waiting,
        running = o.running + more_running,
        served_at = CASE WHEN served THEN clock_timestamp() ELSE o.served_at END,
        priority = coalesce(found_priority, o.priority),
        due_at = found_due,
        rank = greatest(found_due, CASE WHEN served THEN clock_timestamp() ELSE o.served_at END)
            - coalesce(found_priority, o.priority) * interval '1 minute'
    WHERE o.slot = of_slot AND o.user_id = of_user AND o.kind = of_kind;
    RETURN NULL;
END $$
"""

_FILL = """
INSERT INTO job_owner (slot, user_id, kind, waiting, running, priority, due_at, rank)
SELECT slot, user_id, kind, waiting, running, coalesce(priority, 0), due_at,
    due_at - coalesce(priority, 0) * interval '1 minute'
FROM (
    SELECT slot, user_id, kind,
        count(*) FILTER (WHERE state = 'QUEUED') AS waiting,
        count(*) FILTER (WHERE state = 'RUNNING') AS running,
        max(priority) FILTER (WHERE state = 'QUEUED') AS priority,
        min(run_after) FILTER (WHERE state = 'QUEUED') AS due_at
    FROM job WHERE state IN ('QUEUED', 'RUNNING') GROUP BY slot, user_id, kind
) counted
"""


def upgrade() -> None:
    op.create_table(
        "job_owner",
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("waiting", sa.Integer(), server_default="0", nullable=False),
        sa.Column("running", sa.Integer(), server_default="0", nullable=False),
        sa.Column("priority", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("due_at", _MOMENT, nullable=True),
        sa.Column("served_at", _MOMENT, nullable=True),
        sa.Column("rank", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("slot", "user_id", "kind", name="pk_job_owner"),
        sa.CheckConstraint("waiting >= 0 AND running >= 0", name="ck_job_owner_counts"),
        postgresql_with={"fillfactor": 70},
    )
    op.create_index(
        "ix_job_owner_idle",
        "job_owner",
        ["kind", "rank"],
        postgresql_where=sa.text("waiting > 0 AND running = 0"),
    )
    op.create_index(
        "ix_job_owner_busy",
        "job_owner",
        ["kind", sa.text("priority DESC"), "running", "served_at"],
        postgresql_where=sa.text("waiting > 0 AND running > 0"),
    )
    waiting = sa.text("state = 'QUEUED'")
    op.create_index(
        "ix_job_next",
        "job",
        ["slot", "user_id", "kind", sa.text("priority DESC"), "run_after"],
        postgresql_where=waiting,
    )
    op.create_index("ix_job_due", "job", ["slot", "user_id", "kind", "run_after"], postgresql_where=waiting)
    op.create_index("ix_job_late", "job", ["kind", "deadline"], postgresql_where=waiting)
    op.drop_index("ix_job_leased", "job")
    op.create_index(
        "ix_job_leased", "job", ["kind", "lease_expires_at"], postgresql_where=sa.text("state = 'RUNNING'")
    )
    op.execute(_COUNT)
    # Making a trigger keeps writers of jobs out until this is committed: each job is counted once.
    op.execute(
        "CREATE TRIGGER job_count_made AFTER INSERT ON job "
        "FOR EACH ROW WHEN (NEW.state IN ('QUEUED', 'RUNNING')) EXECUTE FUNCTION job_count()"
    )
    op.execute(
        "CREATE TRIGGER job_count_changed AFTER UPDATE OF state, run_after, priority ON job "
        "FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state OR (NEW.state = 'QUEUED' AND "
        "(OLD.run_after, OLD.priority) IS DISTINCT FROM (NEW.run_after, NEW.priority))) "
        "EXECUTE FUNCTION job_count()"
    )
    op.execute(
        "CREATE TRIGGER job_count_gone AFTER DELETE ON job "
        "FOR EACH ROW WHEN (OLD.state IN ('QUEUED', 'RUNNING')) EXECUTE FUNCTION job_count()"
    )
    op.execute(_FILL)


def downgrade() -> None:
    for event in ("made", "changed", "gone"):
        op.execute(f"DROP TRIGGER job_count_{event} ON job")
    op.execute("DROP FUNCTION job_count()")
    op.drop_index("ix_job_leased", "job")
    op.create_index(
        "ix_job_leased", "job", ["lease_expires_at"], postgresql_where=sa.text("state = 'RUNNING'")
    )
    for name in ("ix_job_late", "ix_job_due", "ix_job_next"):
        op.drop_index(name, "job")
    op.drop_table("job_owner")
