"""A run in which every promise was kept, to be broken in one place by each test."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.faults.invariants import Breach, Evidence, Violation, violations
from tests.faults.invariants.evidence import (
    Charge,
    CommittedEvent,
    EventStream,
    FaultWindow,
    Film,
    Job,
    NamedObject,
    Resource,
    Step,
    StoredObject,
)
from tests.faults.invariants.steps import RENDITIONS
from tests.faults.load.record import (
    Ask,
    Kind,
    Listing,
    Look,
    PersonRecord,
    Seen,
    Snapshot,
    Standing,
    Watching,
    Words,
)
from tests.faults.target import Takeover

START = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
OWNER, STRANGER = "owner", "stranger"


def at(seconds: float) -> datetime:
    """So long after the start."""
    return START + timedelta(seconds=seconds)


def seen(version: int, standing: Standing, progress: float, parts: int = 0, connection: int = 0) -> Seen:
    """A snapshot in a watch."""
    contents = tuple(f"{index}: words" for index in range(parts))
    return Seen(connection, version, Snapshot(standing, progress, parts, contents))


@dataclass
class Run:
    """The evidence of a script and of a film of one segment, both finished."""

    people: list[PersonRecord] = field(default_factory=list)
    jobs: dict[str, Job] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    resources: dict[str, Resource] = field(default_factory=dict)
    named: list[NamedObject] = field(default_factory=list)
    stored: list[StoredObject] = field(default_factory=list)
    films: list[Film] = field(default_factory=list)
    unpublished: int = 0
    busy_models: list[str] = field(default_factory=list)
    window: FaultWindow | None = None
    takeovers: list[Takeover] = field(default_factory=list)
    events: list[CommittedEvent] = field(default_factory=list)
    stream: EventStream | None = None

    @property
    def script(self) -> Ask:
        return self.people[0].asks[0]

    @property
    def film(self) -> Ask:
        return self.people[0].asks[1]

    def change_job(self, job_id: str, **values: Any) -> None:
        """Replaces a job by one with other values."""
        self.jobs[job_id] = replace(self.jobs[job_id], **values)

    def change_resource(self, resource_id: str, **values: Any) -> None:
        """Replaces a resource by one with other values."""
        self.resources[resource_id] = replace(self.resources[resource_id], **values)

    def found(self) -> list[Violation]:
        """What the invariants say."""
        return violations(
            Evidence(
                people=self.people,
                jobs=list(self.jobs.values()),
                steps=self.steps,
                charges=self.charges,
                resources=list(self.resources.values()),
                named=self.named,
                stored=self.stored,
                films=self.films,
                unpublished=self.unpublished,
                busy_models=self.busy_models,
                window=self.window,
                takeovers=self.takeovers,
                events=self.events,
                stream=self.stream,
            )
        )

    def breaches(self) -> set[tuple[Breach, str]]:
        """What was broken, and which rule says so."""
        return {(violation.breach, violation.invariant) for violation in self.found()}


def good_run() -> Run:
    """A run with nothing wrong."""
    run = Run()
    owner = PersonRecord(0, OWNER)
    owner.asks = [_script_ask(), _film_ask()]
    owner.listings = [Listing(Kind.SCRIPT, ("s",), ("s",)), Listing(Kind.VIDEO, ("v",), ("v",))]
    stranger = PersonRecord(1, STRANGER)
    stranger.looks = [Look("Get script", "s", "NOT_FOUND")]
    run.people = [owner, stranger]
    run.jobs = {"sj": _job("sj", "script", "s"), "vj": _job("vj", "video", "v")}
    run.resources = {
        "s": Resource(Kind.SCRIPT, "s", OWNER, "sj", "READY", "", "", 1, 1),
        "v": Resource(Kind.VIDEO, "v", OWNER, "vj", "READY", "", "", 1, 1, (48,), (0,), RENDITIONS),
    }
    script_steps = ("outline", "scene/0")
    film_steps = ("scene/0/narration", "soundtrack", "scene/0/segment/0", "poster", "film")
    run.steps = [Step("sj", key, 1, at(n)) for n, key in enumerate(script_steps)]
    run.steps += [Step("vj", key, 1, at(10 + n)) for n, key in enumerate(film_steps)]
    run.charges = [
        Charge("sj", "scene/0", "story_scenes", 1, at(1)),
        Charge("vj", "scene/0/segment/0", "video_credits", 2, at(12)),
    ]
    run.named = [NamedObject("v", "videos/v/hls/00000.m4s", 10), NamedObject("v", "videos/v/film.mp4", 20)]
    run.stored = [StoredObject("v", one.key, one.size_bytes or 0) for one in run.named]
    run.films = [Film("v", "", 48, 48)]
    return run


def _job(job_id: str, kind: str, resource_id: str) -> Job:
    return Job(
        id=job_id,
        user_id=OWNER,
        kind=kind,
        resource_id=resource_id,
        state="SUCCEEDED",
        cancel_requested=False,
        attempt=1,
        max_attempts=6,
        losses=0,
        max_losses=5,
        fencing=1,
        finished_at=at(20),
        is_late=False,
    )


def _script_ask() -> Ask:
    ask = Ask(Kind.SCRIPT, "r1", 2, ["s", "s"], "sj", START.timestamp())
    ask.watchings = [
        Watching(
            [
                seen(1, Standing.QUEUED, 0.0),
                seen(2, Standing.WORKING, 0.05),
                Seen(0, 2, words=Words(0, 0, 4, 0)),
                Seen(1, 2, words=Words(0, 0, 8, 0)),
                Seen(1, 2, words=Words(0, 8, 4, 8)),
                Seen(1, 2),
                seen(4, Standing.READY, 1.0, 1, connection=1),
            ],
            connections=2,
            has_ended=True,
        )
    ]
    ask.last = Snapshot(Standing.READY, 1.0, 1)
    return ask


def _film_ask() -> Ask:
    ask = Ask(Kind.VIDEO, "r2", 1, ["v"], "vj", START.timestamp() + 10)
    ask.watchings = [
        Watching(
            [
                seen(1, Standing.QUEUED, 0.0),
                seen(3, Standing.WORKING, 0.5),
                seen(9, Standing.READY, 1.0, 1),
            ],
            connections=1,
            has_ended=True,
        )
    ]
    ask.last = Snapshot(Standing.READY, 1.0, 1)
    return ask
