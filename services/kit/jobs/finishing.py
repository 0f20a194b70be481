"""What a worker writes under its lease, in as few statements as may be: each has the lease checked in it.

Written out in SQL because every job comes by here several times, and building these costs more than running
them does.
"""

from typing import Final

from sqlalchemy import BigInteger, Boolean, Interval, LargeBinary, SmallInteger, Text, Uuid, bindparam, text

from services.kit.jobs.tables import JobRow

_HELD: Final = "state = 'RUNNING' AND fencing = :fencing AND lease_expires_at > clock_timestamp()"
"""`machine.is_held`, in SQL."""
_THIS: Final = "slot = :slot AND user_id = :user_id AND id = :job_id"

# The lock is held by what is materialised first; the clock is read after that, since waiting takes a while.
_LOCKED: Final = f"""
WITH locked AS MATERIALIZED (
    SELECT slot, user_id, id, state, fencing, lease_expires_at, attempt, cancel_requested
    FROM job WHERE {_THIS} FOR NO KEY UPDATE
), fence AS MATERIALIZED (
    SELECT slot, user_id, id, attempt, cancel_requested, {_HELD} AS held FROM locked
)"""

_KEYS: Final = (
    bindparam("slot", type_=SmallInteger),
    bindparam("user_id", type_=Uuid(as_uuid=True)),
    bindparam("job_id", type_=Uuid(as_uuid=True)),
    bindparam("fencing", type_=BigInteger),
)

CHECK_LEASE = (
    text(f"{_LOCKED} SELECT held, cancel_requested FROM fence")
    .bindparams(*_KEYS)
    .columns(held=Boolean, cancel_requested=Boolean)
)
"""Locks the job's row until the transaction ends, so that nobody can claim it meanwhile."""

EXTEND = (
    text(
        f"UPDATE job SET lease_expires_at = clock_timestamp() + :length WHERE {_THIS} AND {_HELD}"
        " RETURNING cancel_requested"
    )
    .bindparams(*_KEYS, bindparam("length", type_=Interval))
    .columns(cancel_requested=Boolean)
)
"""A heartbeat: the lease counts from now, if it is still held."""

FINISH_STEP = (
    text(
        f"""{_LOCKED}, stored AS (
    INSERT INTO job_step (slot, user_id, job_id, key, result, fencing, attempt)
    SELECT slot, user_id, id, :key, :result, :fencing, attempt FROM fence WHERE held AND NOT cancel_requested
    ON CONFLICT DO NOTHING RETURNING slot, user_id, job_id, key
), charged AS (
    INSERT INTO usage_charge (slot, user_id, job_id, step_key, meter, quantity)
    SELECT slot, user_id, job_id, key, :meter, :quantity FROM stored WHERE :quantity IS NOT NULL
)
SELECT held, cancel_requested, EXISTS (SELECT FROM stored) AS stored FROM fence"""
    )
    .bindparams(
        *_KEYS,
        bindparam("key", type_=Text),
        bindparam("result", type_=LargeBinary),
        bindparam("meter", type_=Text),
        bindparam("quantity", type_=BigInteger),
    )
    .columns(held=Boolean, cancel_requested=Boolean, stored=Boolean)
)
"""Checks the lease, stores a step that isn't there yet and charges for it: nothing if it is there already."""

SUCCEED = (
    text(
        f"""
UPDATE job SET
    state = 'SUCCEEDED', lease_owner = NULL, lease_expires_at = NULL, finished_at = clock_timestamp(),
    failure_reason = NULL, failure_message = NULL, failure_detail = NULL
WHERE {_THIS} AND {_HELD} AND NOT cancel_requested
RETURNING job.*, OLD.lease_expires_at > clock_timestamp() AS in_time"""
    )
    .bindparams(*_KEYS)
    .columns(*JobRow.__table__.columns, in_time=Boolean)
)
"""`machine.settle` for the usual end of a job. `in_time` is asked for once the row's lock was got."""
