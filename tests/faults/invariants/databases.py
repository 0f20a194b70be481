"""What the shards hold of some people: read past the services, straight from the tables."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

import psycopg
from encompass.jobs.v1.video_job_pb2 import NarrationStep, PosterStep, SoundtrackStep
from psycopg.rows import DictRow, dict_row

from services.video.domain import storage
from tests.faults.invariants.evidence import Charge, CommittedEvent, Job, NamedObject, Resource, Step
from tests.faults.load.record import Kind

_CONNECT_S = 5

_JOBS = """
SELECT *, deadline IS NOT NULL AND deadline <= coalesce(finished_at, clock_timestamp()) AS is_late
FROM job WHERE user_id = ANY(%(people)s)
"""
_STEPS = "SELECT job_id, key, result, fencing, finished_at FROM job_step WHERE user_id = ANY(%(people)s)"
_CHARGES = "SELECT * FROM usage_charge WHERE user_id = ANY(%(people)s)"
_SCRIPTS = """
SELECT script.id, script.user_id, job_id, state, failure_reason, failure_message, count(script_id) AS scenes,
       count(*) FILTER (WHERE finished) AS finished_scenes
FROM script LEFT JOIN script_scene ON script_id = script.id
WHERE script.user_id = ANY(%(people)s) GROUP BY script.id, script.user_id, script.slot
"""
_VIDEOS = """
SELECT id, user_id, job_id, state, failure_reason, failure_message,
       (SELECT array_agg(total_frames ORDER BY index) FROM video_scene WHERE video_id = video.id) AS frames,
       (SELECT count(*) FROM video_scene WHERE video_id = video.id AND rendered_frames >= total_frames
                                           AND total_frames > 0) AS finished_scenes,
       (SELECT array_agg(index ORDER BY index) FROM video_segment WHERE video_id = video.id) AS segments,
       (SELECT array_agg(kind ORDER BY kind) FROM video_rendition WHERE video_id = video.id) AS renditions
FROM video WHERE user_id = ANY(%(people)s)
"""
_OBJECTS = """
SELECT video_id, blob_key, size_bytes FROM video_segment WHERE user_id = ANY(%(people)s)
UNION ALL
SELECT video_id, blob_key, size_bytes FROM video_rendition WHERE user_id = ANY(%(people)s)
"""
_EVENTS = """
SELECT id, subject, published_at FROM outbox
WHERE user_id = ANY(%(people)s) AND subject LIKE 'events.%%' AND published_at IS NOT NULL
"""
_OPEN = """
SELECT (SELECT count(*) FROM job WHERE user_id = ANY(%(people)s) AND state IN ('QUEUED', 'RUNNING')) AS jobs,
       (SELECT count(*) FROM outbox WHERE user_id = ANY(%(people)s) AND published_at IS NULL) AS unpublished
"""


@dataclass(slots=True)
class Rows:
    """What the shards hold of the people of one run."""

    jobs: list[Job] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    named: list[NamedObject] = field(default_factory=list)
    events: list[CommittedEvent] = field(default_factory=list)


class Shards:
    """All shards of a stack, for reading."""

    def __init__(self, urls: Mapping[str, str]) -> None:
        """`urls`: each shard's, as SQLAlchemy knows it."""
        self._urls = [url.replace("postgresql+psycopg://", "postgresql://") for url in urls.values()]

    async def rows(self, people: Sequence[str]) -> Rows:
        """Everything of these people. Raises psycopg.Error when a shard is away."""
        rows = Rows()
        for url in self._urls:
            async with _connection(url) as connection:
                who = {"people": [UUID(person) for person in people]}
                rows.jobs += [_job(row) for row in await _all(connection, _JOBS, who)]
                steps = await _all(connection, _STEPS, who)
                rows.steps += [_step(row) for row in steps]
                rows.charges += [_charge(row) for row in await _all(connection, _CHARGES, who)]
                rows.resources += [_script(row) for row in await _all(connection, _SCRIPTS, who)]
                rows.resources += [_video(row) for row in await _all(connection, _VIDEOS, who)]
                rows.named += [_object(row) for row in await _all(connection, _OBJECTS, who)]
                rows.events += [
                    CommittedEvent(str(row["id"]), row["subject"], row["published_at"])
                    for row in await _all(connection, _EVENTS, who)
                ]
                of_job = {job.id: job.resource_id for job in rows.jobs if job.kind == Kind.VIDEO}
                rows.named += [
                    one
                    for step in steps
                    if (video := of_job.get(str(step["job_id"]))) is not None
                    for one in _objects_of_step(video, step["key"], step["result"])
                ]
        return rows

    async def open(self, people: Sequence[str]) -> tuple[int, int]:
        """How many jobs of these people aren't over, and how many of their messages aren't published."""
        jobs = unpublished = 0
        for url in self._urls:
            async with _connection(url) as connection:
                row = (await _all(connection, _OPEN, {"people": [UUID(person) for person in people]}))[0]
                jobs += row["jobs"]
                unpublished += row["unpublished"]
        return jobs, unpublished

    async def steps_of(self, job_id: str) -> tuple[tuple[str, int], ...]:
        """Key and fencing token of each finished step of a job; waits for shards that are away."""
        query = "SELECT key, fencing FROM job_step WHERE job_id = %(job)s ORDER BY key"
        found: list[tuple[str, int]] = []
        for url in self._urls:
            while True:
                try:
                    async with _connection(url) as connection:
                        rows = await _all(connection, query, {"job": UUID(job_id)})
                        found += [(row["key"], row["fencing"]) for row in rows]
                        break
                except psycopg.OperationalError:
                    await asyncio.sleep(0.2)
        return tuple(found)


@asynccontextmanager
async def _connection(url: str) -> AsyncIterator[psycopg.AsyncConnection[DictRow]]:
    connection = await psycopg.AsyncConnection.connect(
        url,
        autocommit=True,
        row_factory=dict_row,
        connect_timeout=_CONNECT_S,
        options="-c default_transaction_read_only=on -c statement_timeout=10000",
    )
    async with connection:
        yield connection


async def _all(
    connection: psycopg.AsyncConnection[DictRow], query: str, values: Mapping[str, object]
) -> list[DictRow]:
    return await (await connection.execute(query.encode(), values)).fetchall()


def _job(row: DictRow) -> Job:
    return Job(
        id=str(row["id"]),
        user_id=str(row["user_id"]),
        kind=row["kind"],
        resource_id=str(row["resource_id"]),
        state=row["state"],
        cancel_requested=row["cancel_requested"],
        attempt=row["attempt"],
        max_attempts=row["max_attempts"],
        losses=row["losses"],
        max_losses=row["max_losses"],
        fencing=row["fencing"],
        finished_at=row["finished_at"],
        is_late=row["is_late"],
    )


def _step(row: DictRow) -> Step:
    return Step(str(row["job_id"]), row["key"], row["fencing"], row["finished_at"])


def _charge(row: DictRow) -> Charge:
    return Charge(str(row["job_id"]), row["step_key"], row["meter"], row["quantity"], row["created_at"])


def _script(row: DictRow) -> Resource:
    return Resource(
        kind=Kind.SCRIPT,
        id=str(row["id"]),
        user_id=str(row["user_id"]),
        job_id=str(row["job_id"]),
        state=row["state"],
        failure_reason=row["failure_reason"] or "",
        failure_message=row["failure_message"] or "",
        scenes=row["scenes"],
        finished_scenes=row["finished_scenes"],
    )


def _video(row: DictRow) -> Resource:
    frames = tuple(row["frames"] or ())
    return Resource(
        kind=Kind.VIDEO,
        id=str(row["id"]),
        user_id=str(row["user_id"]),
        job_id=str(row["job_id"]),
        state=row["state"],
        failure_reason=row["failure_reason"] or "",
        failure_message=row["failure_message"] or "",
        scenes=len(frames),
        finished_scenes=row["finished_scenes"],
        frames_of_scenes=frames,
        segments=tuple(row["segments"] or ()),
        renditions=tuple(row["renditions"] or ()),
    )


def _object(row: DictRow) -> NamedObject:
    return NamedObject(str(row["video_id"]), row["blob_key"], row["size_bytes"])


def _objects_of_step(video_id: str, key: str, result: bytes) -> list[NamedObject]:
    """The objects that are known by a step alone; segments and files have rows of their own."""
    if key.endswith("/narration"):
        words = storage.narration_words_key(UUID(video_id), int(key.split("/")[1]))
        pcm = NarrationStep.FromString(result).blob_key
        return [NamedObject(video_id, pcm, None), NamedObject(video_id, words, None)]
    if key == "soundtrack":
        soundtrack = NamedObject(video_id, SoundtrackStep.FromString(result).blob_key, None)
        return [soundtrack, NamedObject(video_id, storage.init_key(UUID(video_id)), None)]
    if key == "poster":
        poster = PosterStep.FromString(result)
        return [NamedObject(video_id, poster.blob_key, poster.size_bytes)]
    return []
