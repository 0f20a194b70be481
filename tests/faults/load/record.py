"""What people asked for and what they were told, as plain data for the invariants to look at."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What is made by a job."""

    SCRIPT = "script"
    VIDEO = "video"


class Standing(StrEnum):
    """A state of a script or a video, in words for both."""

    QUEUED = "QUEUED"
    WORKING = "WORKING"
    READY = "READY"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"

    @property
    def is_terminal(self) -> bool:
        return self in (Standing.READY, Standing.FAILED, Standing.CANCELLED)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole resource, as the API told it."""

    standing: Standing
    progress: float
    finished_parts: int
    """Finished scenes of a script, playable segments of a video."""
    contents: tuple[str, ...] = ()
    """What is final and mustn't change any more: the words of each finished scene."""
    failure_reason: str = ""
    failure_message: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One message of a watch."""

    connection: int
    """Counts the connections of this watch from 0."""
    version: int | None
    """Of the resource, from the resume token; None before anything of it is known for certain."""
    snapshot: Snapshot | None = None
    words: "Words | None" = None
    """Neither of them: a checkpoint."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words added to the scene that is being written."""

    scene: int
    offset: int
    length: int
    known: int
    """How many characters of this scene the watcher had before."""


@dataclass(slots=True)
class Watching:
    """A watch from its snapshot to its end, across all its connections."""

    messages: list[Seen] = field(default_factory=list)
    connections: int = 0
    refused_tokens: int = 0
    """How often a resume token that the service gave was refused by it."""
    has_ended: bool = False
    """Whether the service said that nothing more can happen."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """A wish to cancel that was accepted."""

    accepted_at: float
    """Seconds since the epoch when the answer was there."""
    found: Standing
    """What the answer said of the resource."""


@dataclass(frozen=True, slots=True)
class Retry:
    """A failed resource taken up again."""

    accepted_at: float
    steps_before: tuple[tuple[str, int], ...]
    """Key and fencing token of each step that was finished then."""


@dataclass(slots=True)
class Ask:
    """A request for a script or a video, sent until it was answered, and all that came of it."""

    kind: Kind
    request_id: str
    sent: int = 0
    """How often it was sent, repeats included."""
    ids: list[str] = field(default_factory=list)
    """The resource that each answer named."""
    job_id: str = ""
    accepted_at: float = 0.0
    refused: str = ""
    """Reason of a definite refusal; such a request isn't accepted."""
    cancels: list[Cancel] = field(default_factory=list)
    retries: list[Retry] = field(default_factory=list)
    watchings: list[Watching] = field(default_factory=list)
    last: Snapshot | None = None
    """What the API says of it when everything is over."""

    @property
    def is_accepted(self) -> bool:
        return bool(self.ids)

    @property
    def resource_id(self) -> str:
        return self.ids[0]


@dataclass(frozen=True, slots=True)
class Look:
    """A look at somebody else's resource, which must find nothing."""

    method: str
    resource_id: str
    answer: str
    """NOT_FOUND, or what came instead."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list said, and what it had to hold at least."""

    kind: Kind
    ids: tuple[str, ...]
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """An answer that nobody should get, whatever is broken."""

    method: str
    code: str
    message: str


@dataclass(slots=True)
class PersonRecord:
    """All about one person."""

    number: int
    user_id: str = ""
    answers_kept: bool = True
    """Whether the answers read back are those that were saved last."""
    asks: list[Ask] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    """Calls that were never answered within the bound."""
