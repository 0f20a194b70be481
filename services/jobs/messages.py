"""Between plain data and the messages of JobAdminService."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final

from encompass.jobs.v1 import job_admin_pb2 as messages
from google.protobuf.timestamp_pb2 import Timestamp

from services.jobs.entries import ActionEntry, ChargeEntry, JobEntry, QueueEntry, StepEntry
from services.jobs.queue_view import QueueOverview, QueuePoint
from services.kit.grpc.moments import timestamp
from services.kit.jobs.machine import Standing
from services.kit.jobs.model import JobState, SetAside
from services.kit.jobs.operating import OperatorAction

_STATES: Final[Mapping[JobState, messages.JobState]] = MappingProxyType(
    {
        JobState.QUEUED: messages.JOB_STATE_QUEUED,
        JobState.RUNNING: messages.JOB_STATE_RUNNING,
        JobState.SUCCEEDED: messages.JOB_STATE_SUCCEEDED,
        JobState.FAILED: messages.JOB_STATE_FAILED,
        JobState.CANCELLED: messages.JOB_STATE_CANCELLED,
    }
)
_STATES_BY_MESSAGE: Final = MappingProxyType({message: state for state, message in _STATES.items()})
_SET_ASIDE: Final[Mapping[SetAside, messages.SetAsideReason]] = MappingProxyType(
    {
        SetAside.WORKERS_LOST: messages.SET_ASIDE_REASON_WORKERS_LOST,
        SetAside.UNEXPECTED_ERROR: messages.SET_ASIDE_REASON_UNEXPECTED_ERROR,
    }
)
_ACTIONS: Final[Mapping[OperatorAction, messages.OperatorActionKind]] = MappingProxyType(
    {
        OperatorAction.RETRY: messages.OPERATOR_ACTION_KIND_RETRY,
        OperatorAction.DISCARD: messages.OPERATOR_ACTION_KIND_DISCARD,
    }
)


def state_of(state: messages.JobState) -> JobState | None:
    """The state to filter by; None for any."""
    return _STATES_BY_MESSAGE.get(state)


def job_message(job: JobEntry) -> messages.Job:
    """A job."""
    standing = job.standing
    return messages.Job(
        id=str(job.id),
        user_id=str(job.owner),
        kind=job.kind,
        resource_id=str(job.resource_id),
        state=_STATES[standing.state],
        attempt=standing.attempt,
        max_attempts=standing.max_attempts,
        losses=standing.losses,
        max_losses=standing.max_losses,
        priority=job.priority,
        cancel_requested=standing.cancel_requested,
        retry_requested=standing.retry_requested,
        failure=_failure(standing),
        set_aside_reason=(
            messages.SET_ASIDE_REASON_UNSPECIFIED
            if standing.set_aside_reason is None
            else _SET_ASIDE[standing.set_aside_reason]
        ),
        set_aside_time=_time(standing.set_aside_at),
        worker=standing.lease_owner or "",
        lease_expire_time=_time(standing.lease_expires_at),
        run_after_time=_time(standing.run_after),
        deadline_time=_time(standing.deadline),
        create_time=_time(job.created_at),
        finish_time=_time(standing.finished_at),
        shard=job.shard,
    )


def step_message(step: StepEntry) -> messages.JobStep:
    """A finished step."""
    return messages.JobStep(
        key=step.key,
        attempt=step.attempt,
        fencing=step.fencing,
        result_bytes=step.result_bytes,
        finish_time=_time(step.finished_at),
    )


def charge_message(charge: ChargeEntry) -> messages.JobCharge:
    """What a step cost."""
    return messages.JobCharge(
        step_key=charge.step_key,
        meter=charge.meter,
        quantity=charge.quantity,
        create_time=_time(charge.created_at),
    )


def action_message(action: ActionEntry) -> messages.OperatorAction:
    """What an operator did."""
    return messages.OperatorAction(
        kind=_ACTIONS[action.action],
        operator_id=str(action.operator),
        reason=action.reason,
        create_time=_time(action.created_at),
    )


def queue_message(queue: QueueEntry) -> messages.QueueStats:
    """How a queue stands."""
    message = messages.QueueStats(
        shard=queue.shard,
        kind=queue.kind,
        waiting_count=queue.waiting,
        delayed_count=queue.delayed,
        running_count=queue.running,
        set_aside_count=queue.set_aside,
        oldest_due_time=_time(queue.oldest_due),
    )
    if queue.oldest_waiting is not None:
        message.oldest_waiting.FromTimedelta(queue.oldest_waiting)
    return message


def overview_message(overview: QueueOverview) -> messages.QueueOverview:
    """How all queues stand."""
    return messages.QueueOverview(
        queues=[queue_message(queue) for queue in overview.queues],
        unreachable_shards=overview.unreachable,
        time=timestamp(overview.at),
    )


def points_messages(history: Sequence[QueuePoint]) -> list[messages.QueuePoint]:
    """How they stood: a message for each kind at each moment."""
    return [
        messages.QueuePoint(
            time=timestamp(point.at),
            kind=total.kind,
            waiting_count=total.waiting,
            delayed_count=total.delayed,
            running_count=total.running,
            set_aside_count=total.set_aside,
        )
        for point in history
        for total in point.totals
    ]


def _failure(standing: Standing) -> messages.JobFailure | None:
    if standing.failure is None and standing.failure_detail is None:
        return None
    return messages.JobFailure(
        reason=standing.failure.reason if standing.failure else "",
        message=standing.failure.message if standing.failure else "",
        detail=standing.failure_detail or "",
    )


def _time(moment: datetime | None) -> Timestamp | None:
    return None if moment is None else timestamp(moment)
