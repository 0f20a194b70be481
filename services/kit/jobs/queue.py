"""What use cases call, inside their own transaction: enqueue, cancel, retry, publish."""

from datetime import datetime

from google.protobuf.message import Message
from sqlalchemy import func

from services.kit.db.unit_of_work import Tx
from services.kit.errors import FailedPrecondition, NotFound
from services.kit.ids import JobId
from services.kit.jobs import machine
from services.kit.jobs.charging import owe_again
from services.kit.jobs.enqueuing import ENQUEUE
from services.kit.jobs.model import JobState, JobView, NewJob
from services.kit.jobs.rows import (
    bell,
    bell_of,
    cancel_signal,
    outbox_row,
    put_standing,
    standing_of,
    view_of,
)
from services.kit.jobs.tables import JobRow, Lane
from services.kit.jobs.tracing import current_traceparent

_MAX_PAYLOAD_BYTES = 1024 * 1024
_MAX_EVENT_BYTES = 256 * 1024


class JobNotRetryable(FailedPrecondition):
    """Only a failed or cancelled job can be retried."""

    reason = "JOB_NOT_RETRYABLE"


async def enqueue(tx: Tx, job: NewJob) -> None:
    """Adds a job and its bell, to be committed with the domain's own row."""
    payload = job.payload.SerializeToString()
    if len(payload) > _MAX_PAYLOAD_BYTES:
        raise ValueError(f"a payload of {len(payload)} bytes: store it and pass its key")
    traceparent = current_traceparent()
    wanted = {
        "slot": tx.slot,
        "user_id": tx.owner,
        "id": job.id,
        "kind": job.kind,
        "resource_id": job.resource_id,
        "priority": job.priority,
        "payload": payload,
        "traceparent": traceparent,
        "max_attempts": job.max_attempts,
        "max_losses": job.max_losses,
        "time_limit": job.time_limit,
        "delay": job.delay,
        **bell_of(tx, job.kind, job.id, traceparent),
    }
    await tx.session.execute(ENQUEUE, wanted)


async def request_cancel(tx: Tx, job_id: JobId) -> JobView:
    """Asks for a job to be cancelled, and returns it as it was found.

    A terminal job stays as it is. Any other will be CANCELLED, and the handler's `cancelled` hook called, by
    a worker within about a second; work that is running is stopped. Call it before changing the domain's
    row in the same transaction: running steps lock the job's row first, too.

    Raises:
        NotFound: the owner has no such job.
    """
    row = await _locked(tx, job_id)
    found = view_of(row)
    before = standing_of(row)
    after = machine.ask_to_cancel(before)
    if after == before:
        return found
    put_standing(row, after)
    tx.add(cancel_signal(row))
    if before.state is JobState.QUEUED:
        tx.add(bell(row))  # the signal may get lost; a worker has to come to this one
    return found


async def retry(tx: Tx, job_id: JobId) -> JobView:
    """Queues a FAILED or CANCELLED job again, with fresh budgets; its finished steps are kept, and paid for.

    Raises:
        JobNotRetryable: it is neither failed nor cancelled, or was over for so long that it was deleted.
    """
    row = await tx.find(JobRow, job_id, for_update=True)
    if row is None:
        raise JobNotRetryable(
            "This was over too long ago to be taken up again. Ask for it anew.",
            metadata={"job_id": str(job_id), "state": "DELETED"},
        )
    standing = standing_of(row)
    if not machine.can_be_retried(standing):
        raise JobNotRetryable(
            "Only something that failed or was cancelled can be tried again.",
            metadata={"job_id": str(job_id), "state": standing.state.value},
        )
    now = await _database_time(tx)
    put_standing(row, machine.retry(standing, now))
    await owe_again(tx, job_id)
    row.belled_at, row.bells = now, 0
    tx.add(bell(row))
    return view_of(row)


async def publish_event(tx: Tx, subject: str, message: Message) -> None:
    """Publishes `message` to the EVENTS stream (`events.<domain>.<resource>.<event>`) once committed."""
    if not subject.startswith("events.") or subject.count(".") != 3:
        raise ValueError(f"{subject} isn't events.<domain>.<resource>.<event>")
    payload = message.SerializeToString()
    if len(payload) > _MAX_EVENT_BYTES:
        raise ValueError(f"an event of {len(payload)} bytes: send ids, not contents")
    tx.add(outbox_row(Lane.STREAM, subject, payload, current_traceparent()))


async def find_job(tx: Tx, job_id: JobId) -> JobView | None:
    """A job of this owner."""
    row = await tx.find(JobRow, job_id)
    return None if row is None else view_of(row)


async def _locked(tx: Tx, job_id: JobId) -> JobRow:
    row = await tx.find(JobRow, job_id, for_update=True)
    if row is None:
        raise NotFound("There is no such job.", metadata={"job_id": str(job_id)})
    return row


async def _database_time(tx: Tx) -> datetime:
    now = await tx.session.scalar(func.clock_timestamp().select())
    if not isinstance(now, datetime):
        raise TypeError("the database has no clock")
    return now
