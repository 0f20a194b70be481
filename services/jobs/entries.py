"""Jobs as operators see them: nothing of what their owners wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.kit.ids import JobId, UserId
from services.kit.jobs.machine import Standing
from services.kit.jobs.model import JobState
from services.kit.jobs.operating import OperatorAction


@dataclass(frozen=True, slots=True)
class JobEntry:
    """One job."""

    id: JobId
    owner: UserId
    shard: str
    kind: str
    resource_id: UUID
    priority: int
    standing: Standing
    created_at: datetime


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Which jobs to list, and in what order; None filters nothing."""

    kind: str | None = None
    state: JobState | None = None
    set_aside_only: bool = False
    created_before: datetime | None = None
    oldest_first: bool = False

    @property
    def name(self) -> str:
        """Says the same for the same list: page tokens belong to one."""
        parts = (self.kind, self.state, self.set_aside_only, self.created_before, self.oldest_first)
        return "jobs?" + "&".join(str(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the order of a list, the same on every shard."""

    created_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class StepEntry:
    """A finished step, without its result."""

    key: str
    attempt: int
    fencing: int
    result_bytes: int
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class ChargeEntry:
    """What a step cost."""

    step_key: str
    meter: str
    quantity: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """What an operator did."""

    action: OperatorAction
    operator: UserId
    reason: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class JobDetails:
    """A job with all that is known of it."""

    job: JobEntry
    steps: Sequence[StepEntry]
    charges: Sequence[ChargeEntry]
    actions: Sequence[ActionEntry]


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """How one kind of job stands on one shard."""

    shard: str
    kind: str
    waiting: int
    delayed: int
    running: int
    set_aside: int
    oldest_waiting: timedelta | None
    oldest_due: datetime | None = None
    """Since when the job that has waited longest has been due."""
