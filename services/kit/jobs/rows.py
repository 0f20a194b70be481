"""Between rows and plain data."""

from datetime import datetime
from typing import Any

from encompass.jobs.v1.job_pb2 import JobBell
from sqlalchemy import ColumnElement

from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId, new_id
from services.kit.jobs.enqueuing import RING_FOR_NEXT
from services.kit.jobs.machine import Standing
from services.kit.jobs.model import Failure, JobState, JobView, SetAside
from services.kit.jobs.streams import cancel_subject, job_subject
from services.kit.jobs.tables import JobRow, Lane, OutboxRow

TRACEPARENT = "traceparent"
SHARD = "Encompass-Shard"


def standing_of(row: JobRow) -> Standing:
    """The part of a row that the state machine is about."""
    return Standing(
        state=JobState(row.state),
        cancel_requested=row.cancel_requested,
        attempt=row.attempt,
        max_attempts=row.max_attempts,
        losses=row.losses,
        max_losses=row.max_losses,
        fencing=row.fencing,
        lease_owner=row.lease_owner,
        lease_expires_at=row.lease_expires_at,
        run_after=row.run_after,
        time_limit=row.time_limit,
        deadline=row.deadline,
        failure=failure_of(row),
        finished_at=row.finished_at,
        failure_detail=row.failure_detail,
        set_aside_at=row.set_aside_at,
        set_aside_reason=None if row.set_aside_reason is None else SetAside(row.set_aside_reason),
        retry_requested=row.retry_requested,
    )


def put_standing(row: JobRow, standing: Standing) -> None:
    """Writes back what may have changed; SQLAlchemy sends only what did."""
    row.state = standing.state.value
    row.cancel_requested = standing.cancel_requested
    row.attempt = standing.attempt
    row.losses = standing.losses
    row.lease_owner = standing.lease_owner
    row.lease_expires_at = standing.lease_expires_at
    row.run_after = standing.run_after
    row.deadline = standing.deadline
    row.failure_reason = standing.failure.reason if standing.failure else None
    row.failure_message = standing.failure.message if standing.failure else None
    row.finished_at = standing.finished_at
    row.failure_detail = standing.failure_detail
    row.set_aside_at = standing.set_aside_at
    row.set_aside_reason = standing.set_aside_reason.value if standing.set_aside_reason else None
    row.retry_requested = standing.retry_requested


def failure_of(row: JobRow) -> Failure | None:
    """Why it failed last, if it did."""
    return None if row.failure_reason is None else Failure(row.failure_reason, row.failure_message or "")


def view_of(row: JobRow) -> JobView:
    """The row as a domain may see it."""
    return JobView(
        id=JobId(row.id),
        owner=UserId(row.user_id),
        kind=row.kind,
        resource_id=row.resource_id,
        state=JobState(row.state),
        attempt=row.attempt,
        max_attempts=row.max_attempts,
        losses=row.losses,
        cancel_requested=row.cancel_requested,
        failure=failure_of(row),
        created_at=row.created_at,
        payload_bytes=row.payload,
    )


def bell(job: JobRow, due_at: datetime | ColumnElement[datetime] | None = None) -> OutboxRow:
    """An outbox row that rings for a job, in the trace of the request that made it; at once, or when due."""
    message = JobBell(job_id=str(job.id), user_id=str(job.user_id), slot=job.slot, kind=job.kind)
    row = outbox_row(Lane.STREAM, job_subject(job.kind), message.SerializeToString(), job.traceparent)
    if due_at is not None:
        row.due_at = due_at
    return row


async def ring_for_next(tx: Tx, kind: str) -> None:
    """Rings if the owner has another job of this kind that is due; `job_owner` has to be up to date."""
    place = {"slot": tx.slot, "user_id": tx.owner, "kind": kind}
    await tx.session.execute(RING_FOR_NEXT, {**place, **bell_of(tx, kind, None, None)})


def bell_of(tx: Tx, kind: str, job_id: JobId | None, traceparent: str | None) -> dict[str, Any]:
    """The parameters of a statement that rings."""
    message = JobBell(
        job_id="" if job_id is None else str(job_id), user_id=str(tx.owner), slot=tx.slot, kind=kind
    )
    return {
        "bell_id": new_id(),
        "lane": Lane.STREAM.value,
        "subject": job_subject(kind),
        "bell": message.SerializeToString(),
        "headers": {} if traceparent is None else {TRACEPARENT: traceparent},
    }


def cancel_signal(job: JobRow) -> OutboxRow:
    """An outbox row that tells the workers to look at what is to be cancelled, or taken up again."""
    return outbox_row(Lane.SIGNAL, cancel_subject(job.id), b"", job.traceparent)


def outbox_row(lane: Lane, subject: str, payload: bytes, traceparent: str | None) -> OutboxRow:
    """A message to be published; its slot and owner are stamped by `Tx.add`."""
    headers = {} if traceparent is None else {TRACEPARENT: traceparent}
    return OutboxRow(id=new_id(), lane=lane.value, subject=subject, payload=payload, headers=headers, tries=0)
