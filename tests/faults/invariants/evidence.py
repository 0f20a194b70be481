"""All that is known of one run once it is over: the people's own records, and what the servers hold."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tests.faults.load.record import Ask, Kind, PersonRecord
from tests.faults.target import Takeover


@dataclass(frozen=True, slots=True)
class Job:
    """A row of `job`."""

    id: str
    user_id: str
    kind: str
    resource_id: str
    state: str
    cancel_requested: bool
    attempt: int
    max_attempts: int
    losses: int
    max_losses: int
    fencing: int
    finished_at: datetime | None
    is_late: bool
    """Whether its deadline was over when it ended."""

    @property
    def is_terminal(self) -> bool:
        return self.state in ("SUCCEEDED", "FAILED", "CANCELLED")


@dataclass(frozen=True, slots=True)
class Step:
    """A row of `job_step`."""

    job_id: str
    key: str
    fencing: int
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class Charge:
    """A row of `usage_charge`."""

    job_id: str
    step_key: str
    meter: str
    quantity: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Resource:
    """A row of `script` or `video`, with how many of its parts there are."""

    kind: Kind
    id: str
    user_id: str
    job_id: str
    state: str
    failure_reason: str
    failure_message: str
    scenes: int
    finished_scenes: int
    """Scenes of a script with their final words; of a video those whose frames are all there."""
    frames_of_scenes: tuple[int, ...] = ()
    segments: tuple[int, ...] = ()
    renditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedObject:
    """An object that a row names."""

    video_id: str
    key: str
    size_bytes: int | None
    """None where the row doesn't say."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object that the store holds."""

    video_id: str
    key: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Film:
    """A finished film that was fetched and decoded."""

    video_id: str
    error: str
    frames: int
    frames_expected: int


@dataclass(frozen=True, slots=True)
class FaultWindow:
    """When the fault was being done, in seconds since the epoch, healing included."""

    began_at: float
    healed_at: float


@dataclass(frozen=True, slots=True)
class CommittedEvent:
    """A row of `outbox` that is an event, and counts as published."""

    id: str
    subject: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class AskedFrames:
    """What a worker asked the renderer for, of one scene, in one run of its job; as it wrote down."""

    job_id: str
    fencing: int
    """Of that run's lease."""
    scene: int
    segments: tuple[int, ...]
    frames: int
    """Of these segments and of the tail that the next scene fades over from."""


@dataclass(frozen=True, slots=True)
class EventStream:
    """What the EVENTS stream holds."""

    made_at: datetime
    """What was published before is gone with an earlier store."""
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the invariants look at."""

    people: Sequence[PersonRecord]
    jobs: Sequence[Job] = ()
    steps: Sequence[Step] = ()
    charges: Sequence[Charge] = ()
    resources: Sequence[Resource] = ()
    named: Sequence[NamedObject] = ()
    stored: Sequence[StoredObject] = ()
    films: Sequence[Film] = ()
    unpublished: int = 0
    """Outbox rows of these people that were never published."""
    busy_models: Sequence[str] = ()
    """Models that went on working after everything was over."""
    window: FaultWindow | None = None
    takeovers: Sequence[Takeover] = ()
    """Jobs that were seen to pass from one worker to another."""
    events: Sequence[CommittedEvent] = ()
    stream: EventStream | None = None
    frames_asked: Sequence[AskedFrames] = ()
    """In the order in which they were asked for."""
    asks: Sequence[Ask] = field(init=False)
    """Every request that was accepted."""

    def __post_init__(self) -> None:
        accepted = [ask for person in self.people for ask in person.asks if ask.is_accepted]
        object.__setattr__(self, "asks", accepted)

    def job(self, job_id: str) -> Job | None:
        """The job of this id, if there is one."""
        return next((job for job in self.jobs if job.id == job_id), None)

    def resource(self, resource_id: str) -> Resource | None:
        """The script or video of this id, if there is one."""
        return next((one for one in self.resources if one.id == resource_id), None)

    def steps_of(self, job_id: str) -> list[Step]:
        """The finished steps of a job, in the order in which they were finished."""
        return sorted((step for step in self.steps if step.job_id == job_id), key=lambda s: s.finished_at)
