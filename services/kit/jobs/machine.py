"""The state machine of a job: pure functions over its standing, with the time handed in.

The store applies them to rows that it has locked, so these are the only rules there are.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from services.kit.jobs.model import Failure, JobState, SetAside

LOST_TOO_OFTEN = Failure(
    "WORKER_LOST",
    "Making this stopped our machines several times over, so we have set it aside. Trying again may help.",
)
DEADLINE_EXCEEDED = Failure(
    "DEADLINE_EXCEEDED",
    "This took longer than we allow, so we have stopped it. Trying again goes on from there.",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The part of a job that changes."""

    state: JobState
    cancel_requested: bool
    attempt: int
    max_attempts: int
    losses: int
    max_losses: int
    fencing: int
    lease_owner: str | None
    lease_expires_at: datetime | None
    run_after: datetime
    time_limit: timedelta | None
    deadline: datetime | None
    failure: Failure | None
    finished_at: datetime | None
    failure_detail: str | None = None
    """What went wrong in our own terms, for operators."""
    set_aside_at: datetime | None = None
    set_aside_reason: SetAside | None = None
    retry_requested: bool = False
    """An operator wants it to run again."""


class Verdict(Enum):
    """What is to be done with a job that was claimed."""

    RUN = auto()
    CANCEL = auto()
    FAIL_FOR_LOSSES = auto()
    FAIL_FOR_DEADLINE = auto()


@dataclass(frozen=True, slots=True)
class Succeeded:
    """The handler came to its end."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It can't or mustn't go on."""

    failure: Failure
    detail: str | None = None
    """For operators only."""
    set_aside: SetAside | None = None
    """Why it is set aside for an operator, if it is."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Its owner wanted it stopped."""


@dataclass(frozen=True, slots=True)
class TryAgain:
    """This attempt failed; there may be another after `delay`."""

    failure: Failure
    delay: timedelta
    detail: str | None = None
    """For operators only."""
    set_aside: SetAside | None = None
    """Why it is set aside if this was the last attempt."""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The worker stops; the job is for another one, at once, and nothing is held against it."""


@dataclass(frozen=True, slots=True)
class SetDown:
    """The worker couldn't go on for want of a database, say: as good as lost, but `delay` is known."""

    delay: timedelta
    detail: str | None = None
    """For operators only."""


Outcome = Succeeded | Failed | Cancelled | TryAgain | GivenBack | SetDown


def can_be_claimed(job: Standing, now: datetime) -> bool:
    """Whether the job is due and free, or its lease has run out. Who is to be stopped is always due."""
    if job.state is JobState.QUEUED:
        return job.run_after <= now or job.cancel_requested or _is_late(job, now)
    return job.state is JobState.RUNNING and not _lease_is_good(job, now)


def goes_first(job: Standing, now: datetime) -> bool:
    """Whether the limits of its owner don't matter: it is only to be ended, or has its place already."""
    if job.state is JobState.QUEUED:
        return job.cancel_requested or _is_late(job, now)
    return can_be_claimed(job, now)


def claim(job: Standing, now: datetime, worker: str, lease: timedelta) -> Standing:
    """Takes the lease under a new fencing token; the one before having run out counts as a loss."""
    return replace(
        job,
        state=JobState.RUNNING,
        fencing=job.fencing + 1,
        losses=job.losses + (job.state is JobState.RUNNING),
        lease_owner=worker,
        lease_expires_at=now + lease,
    )


def verdict(job: Standing, now: datetime) -> Verdict:
    """What to do with a job that was just claimed."""
    if job.cancel_requested:
        return Verdict.CANCEL
    if job.losses > job.max_losses:
        return Verdict.FAIL_FOR_LOSSES
    if _is_late(job, now):
        return Verdict.FAIL_FOR_DEADLINE
    return Verdict.RUN


def is_held(job: Standing, now: datetime, fencing: int) -> bool:
    """Whether the lease of this token still holds; every write asks this first."""
    return job.state is JobState.RUNNING and job.fencing == fencing and _lease_is_good(job, now)


def effective(job: Standing, outcome: Outcome) -> Outcome:
    """What an outcome comes to: a wish to cancel beats all, and the last attempt's failure is final."""
    if isinstance(outcome, Succeeded | Failed | TryAgain | SetDown | GivenBack) and job.cancel_requested:
        return Cancelled()
    if isinstance(outcome, TryAgain) and job.attempt >= job.max_attempts:
        return Failed(outcome.failure, outcome.detail, outcome.set_aside)
    if isinstance(outcome, SetDown) and job.losses >= job.max_losses:
        return Failed(LOST_TOO_OFTEN, outcome.detail, SetAside.WORKERS_LOST)
    return outcome


def settle(job: Standing, now: datetime, outcome: Outcome) -> Standing:
    """Ends a run; `outcome` is effective, and the lease is held."""
    free = replace(job, lease_owner=None, lease_expires_at=None)
    match outcome:
        case Succeeded():
            return replace(free, state=JobState.SUCCEEDED, failure=None, failure_detail=None, finished_at=now)
        case Failed(failure, detail, set_aside):
            return replace(
                free,
                state=JobState.FAILED,
                failure=failure,
                failure_detail=detail or job.failure_detail,
                set_aside_at=now if set_aside else None,
                set_aside_reason=set_aside,
                finished_at=now,
            )
        case Cancelled():
            return replace(free, state=JobState.CANCELLED, finished_at=now)
        case TryAgain(failure, delay, detail):
            return replace(
                free,
                state=JobState.QUEUED,
                attempt=job.attempt + 1,
                failure=failure,
                failure_detail=detail,
                run_after=now + delay,
            )
        case GivenBack():
            return replace(free, state=JobState.QUEUED)  # due since it was claimed, so it keeps its place
        case SetDown(delay, detail):
            return replace(
                free,
                state=JobState.QUEUED,
                losses=job.losses + 1,
                failure_detail=detail or job.failure_detail,
                run_after=now + delay,
            )


def ask_to_cancel(job: Standing) -> Standing:
    """Notes the wish; a job that is over stays as it is."""
    return job if job.state.is_terminal else replace(job, cancel_requested=True)


def can_be_retried(job: Standing) -> bool:
    """Only what failed or was cancelled."""
    return job.state in (JobState.FAILED, JobState.CANCELLED)


def ask_to_retry(job: Standing) -> Standing:
    """Notes that an operator wants a FAILED job to run again; any other stays as it is.

    The job stays FAILED until a worker of its kind moves it and the domain's row at once, so that its owner
    never sees one without the other. Cancelled jobs are left alone: their owners wanted them stopped.
    """
    return replace(job, retry_requested=True) if job.state is JobState.FAILED else job


def discard(job: Standing) -> Standing:
    """Takes a job off the operator's list; it stays as it is for its owner."""
    return replace(job, set_aside_at=None, set_aside_reason=None, retry_requested=False)


def retry(job: Standing, now: datetime) -> Standing:
    """Back to the queue with fresh budgets. The fencing token goes on from where it is."""
    return replace(
        job,
        state=JobState.QUEUED,
        cancel_requested=False,
        attempt=1,
        losses=0,
        run_after=now,
        deadline=None if job.time_limit is None else now + job.time_limit,
        failure=None,
        finished_at=None,
        failure_detail=None,
        set_aside_at=None,
        set_aside_reason=None,
        retry_requested=False,
    )


def _lease_is_good(job: Standing, now: datetime) -> bool:
    return job.lease_expires_at is not None and job.lease_expires_at > now


def _is_late(job: Standing, now: datetime) -> bool:
    return job.deadline is not None and job.deadline <= now
