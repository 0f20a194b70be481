"""The claim of whatever is next on a shard, as one statement: `fairness` in SQL, under locks."""

from typing import Final

from sqlalchemy import DateTime, Interval, bindparam, text
from sqlalchemy.dialects.postgresql import INTERVAL

from services.kit.jobs.tables import JobRow

_LOOK: Final = 16
"""Places that are looked at beyond those that are asked for, in case others are just claiming from them."""

# The limit of an owner holds because a claim locks the owner's row, and asks again of the row it has locked.
# Rows that others have locked are passed over: two claims at once go to two owners.
# `statement_timestamp()` rather than `clock_timestamp()`, which no index can be asked for.
_CLAIM: Final = """
WITH cancelled AS MATERIALIZED (
    SELECT slot, user_id, id FROM job
    WHERE kind = :kind AND cancel_requested AND state IN ('QUEUED', 'RUNNING')
        AND (state = 'QUEUED' OR lease_expires_at <= statement_timestamp())
    LIMIT :at_most FOR NO KEY UPDATE SKIP LOCKED
), lapsed AS MATERIALIZED (
    SELECT slot, user_id, id FROM job
    WHERE kind = :kind AND state = 'RUNNING' AND lease_expires_at <= statement_timestamp()
        AND NOT cancel_requested
    ORDER BY lease_expires_at LIMIT :at_most FOR NO KEY UPDATE SKIP LOCKED
), late AS MATERIALIZED (
    SELECT slot, user_id, id FROM job
    WHERE kind = :kind AND state = 'QUEUED' AND deadline <= statement_timestamp() AND NOT cancel_requested
    ORDER BY deadline LIMIT :at_most FOR NO KEY UPDATE SKIP LOCKED
), idle AS (
    SELECT slot, user_id, rank, running, greatest(due_at, served_at) AS since FROM job_owner
    WHERE kind = :kind AND waiting > 0 AND running = 0
        AND rank <= statement_timestamp() AND due_at <= statement_timestamp()
    ORDER BY rank LIMIT :look
), busy AS (
    SELECT slot, user_id, statement_timestamp() - priority * :aging AS rank, running,
        greatest(due_at, served_at) AS since
    FROM job_owner
    WHERE kind = :kind AND waiting > 0 AND running > 0 AND running < :per_owner
        AND due_at <= statement_timestamp()
    ORDER BY priority DESC, running, served_at LIMIT :look
), places AS (
    SELECT * FROM idle UNION ALL SELECT * FROM busy
), served AS MATERIALIZED (
    SELECT owner.slot, owner.user_id FROM places
    JOIN job_owner owner ON (owner.slot, owner.user_id, owner.kind) = (places.slot, places.user_id, :kind)
    WHERE owner.waiting > 0 AND owner.running < :per_owner
    ORDER BY places.rank, places.running, places.since
    LIMIT :at_most FOR UPDATE OF owner SKIP LOCKED
), fair AS MATERIALIZED (
    SELECT next.slot, next.user_id, next.id FROM served CROSS JOIN LATERAL (
        SELECT slot, user_id, id FROM job
        WHERE (slot, user_id, kind, state) = (served.slot, served.user_id, :kind, 'QUEUED')
            AND run_after <= statement_timestamp()
        ORDER BY priority DESC, run_after LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
    ) next
), chosen AS MATERIALIZED (
    SELECT * FROM cancelled UNION ALL SELECT * FROM lapsed UNION ALL SELECT * FROM late
    UNION ALL SELECT * FROM fair LIMIT :at_most
)
UPDATE job SET
    state = 'RUNNING', fencing = job.fencing + 1, losses = job.losses + (job.state = 'RUNNING')::integer,
    lease_owner = :worker, lease_expires_at = clock_timestamp() + :lease, bells = 0
FROM chosen WHERE (job.slot, job.user_id, job.id) = (chosen.slot, chosen.user_id, chosen.id)
RETURNING job.*, clock_timestamp() AS now
"""

_MORE: Final = """
SELECT EXISTS (
    SELECT FROM job_owner
    WHERE kind = :kind AND waiting > 0 AND running = 0
        AND rank <= statement_timestamp() AND due_at <= statement_timestamp()
) OR EXISTS (
    SELECT FROM job_owner
    WHERE kind = :kind AND waiting > 0 AND running > 0 AND running < :per_owner
        AND due_at <= statement_timestamp()
)
"""

CLAIM_NEXT = (
    text(_CLAIM)
    .bindparams(bindparam("aging", type_=INTERVAL), bindparam("lease", type_=Interval))
    .columns(*JobRow.__table__.columns, now=DateTime(timezone=True))
)
"""Takes up to `at_most` jobs of `kind`: first those that only wait to be ended, or that lost their worker and
so have their place already; then one each of the owners who are next, with fewer than `per_owner` running."""

IS_THERE_MORE = text(_MORE)
"""Whether somebody could be served whom a claim passed over, because others were at their row just then."""


def look_at(at_most: int) -> int:
    """How many places a claim of so many jobs looks at."""
    return at_most + _LOOK
