"""A job and its bell, and the bell for an owner's next job: one statement each.

Written out in SQL because every job comes by here, and building the rows' statements costs more than running
this does.
"""

from typing import Final

from sqlalchemy import Interval, LargeBinary, SmallInteger, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

_UUID: Final = Uuid(as_uuid=True)
_BELL: Final = (
    bindparam("slot", type_=SmallInteger),
    bindparam("user_id", type_=_UUID),
    bindparam("bell_id", type_=_UUID),
    bindparam("lane", type_=Text),
    bindparam("subject", type_=Text),
    bindparam("bell", type_=LargeBinary),
    bindparam("headers", type_=JSONB),
)

ENQUEUE = text(
    """
WITH clock AS MATERIALIZED (
    SELECT asked, asked + :delay AS due FROM (SELECT clock_timestamp() AS asked) now
), made AS (
    INSERT INTO job (
        slot, user_id, id, kind, resource_id, state, priority, payload, traceparent, cancel_requested,
        attempt, max_attempts, losses, max_losses, fencing, run_after, time_limit, deadline, belled_at, bells
    )
    SELECT
        :slot, :user_id, :id, :kind, :resource_id, 'QUEUED', :priority, :payload, :traceparent, false,
        1, :max_attempts, 0, :max_losses, 0, due, :time_limit, asked + :time_limit, asked, 0
    FROM clock
)
INSERT INTO outbox (slot, user_id, id, lane, subject, payload, headers, tries, due_at)
SELECT :slot, :user_id, :bell_id, :lane, :subject, :bell, :headers, 0, due FROM clock"""
).bindparams(
    *_BELL,
    bindparam("id", type_=_UUID),
    bindparam("kind", type_=Text),
    bindparam("resource_id", type_=_UUID),
    bindparam("priority", type_=SmallInteger),
    bindparam("payload", type_=LargeBinary),
    bindparam("traceparent", type_=Text),
    bindparam("max_attempts", type_=SmallInteger),
    bindparam("max_losses", type_=SmallInteger),
    bindparam("time_limit", type_=Interval),
    bindparam("delay", type_=Interval),
)
"""A job that is due after `delay`, and a bell that rings then."""

RING_FOR_NEXT = text(
    """
INSERT INTO outbox (slot, user_id, id, lane, subject, payload, headers, tries)
SELECT slot, user_id, :bell_id, :lane, :subject, :bell, :headers, 0 FROM job_owner
WHERE (slot, user_id, kind) = (:slot, :user_id, :kind) AND waiting > 0 AND due_at <= clock_timestamp()"""
).bindparams(*_BELL, bindparam("kind", type_=Text))
"""A bell, if the owner has something waiting that is due."""
