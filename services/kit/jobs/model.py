"""What a job is, as plain data."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from google.protobuf.message import Message

from services.kit.ids import JobId, UserId


class SetAside(StrEnum):
    """Why a job waits for an operator: what keeps failing isn't its owner's doing."""

    WORKERS_LOST = "WORKERS_LOST"
    """It has cost more workers than it may."""
    UNEXPECTED_ERROR = "UNEXPECTED_ERROR"
    """Its attempts are used up by an error that nobody foresaw."""


class JobState(StrEnum):
    """Where a job stands. The last three are terminal: only `retry` leaves them."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"

    @property
    def is_terminal(self) -> bool:
        return self not in (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to be done."""

    id: JobId
    kind: str
    """Which handler runs it; the bell rings on `jobs.<kind>`."""
    resource_id: UUID
    """The domain row that it is about."""
    payload: Message
    """What the handler needs to know, and that won't change; at most 1 MiB."""
    priority: int = 0
    max_attempts: int = 6
    """How often it may be tried in all. With the usual backoff six take well over a minute, so that a model
    or a store that is restarted meanwhile fails no job."""
    max_losses: int = 5
    """How often a worker may be lost while running it before it is thought to be the cause."""
    time_limit: timedelta | None = timedelta(hours=2)
    """From now (or from a retry) to when it fails with DEADLINE_EXCEEDED; None for never."""
    delay: timedelta = field(default=timedelta(0))
    """Run it no sooner than this."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a finished step costs its owner: charged once, in the transaction that finishes the step, and
    given back in the one that fails the job for good."""

    meter: str
    """What is counted, as in `video_credits` or `story_tokens`."""
    quantity: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job failed."""

    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as its owner's domain may see it, and as the hooks of a handler get it."""

    id: JobId
    owner: UserId
    kind: str
    resource_id: UUID
    state: JobState
    attempt: int
    max_attempts: int
    losses: int
    cancel_requested: bool
    failure: Failure | None
    created_at: datetime
    payload_bytes: bytes = field(repr=False)
