"""Evidence, gathered from the databases, the object store and the models' processes."""

import asyncio
import io
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import av
import psutil

from services.kit.blobs import BlobNotFound, BlobStore
from services.video.domain import storage
from tests.faults.invariants.databases import Rows, Shards
from tests.faults.invariants.evidence import EventStream, Evidence, FaultWindow, Film, Resource, StoredObject
from tests.faults.invariants.frames import read_asked
from tests.faults.load.record import Kind, PersonRecord
from tests.faults.target import Takeover

_MOST_FILMS = 2
_LOOK_AT_CPU_S = 0.4
_IDLE_SHARE = 0.3
_LOOKS = 12


async def gather(
    shards: Shards,
    blobs: BlobStore,
    people: Sequence[PersonRecord],
    window: FaultWindow | None,
    *,
    busy_models: Sequence[str] = (),
    takeovers: Sequence[Takeover] = (),
    stream: EventStream | None = None,
    worker_logs: Sequence[Path] = (),
) -> Evidence:
    """Everything that is known of these people.

    Raises:
        psycopg.Error, BlobStoreUnavailable: a server is away.
    """
    ids = [person.user_id for person in people if person.user_id]
    rows = await shards.rows(ids)
    _, unpublished = await shards.open(ids)
    return Evidence(
        people=people,
        jobs=rows.jobs,
        steps=rows.steps,
        charges=rows.charges,
        resources=rows.resources,
        named=rows.named,
        stored=await _stored(blobs, rows),
        films=[await _film(blobs, video) for video in _finished(rows)[:_MOST_FILMS]],
        takeovers=takeovers,
        events=rows.events,
        stream=stream,
        frames_asked=await asyncio.to_thread(read_asked, worker_logs, frozenset(job.id for job in rows.jobs)),
        unpublished=unpublished,
        busy_models=busy_models,
        window=window,
    )


async def busy_models(processes: Mapping[str, Iterable[psutil.Process]]) -> list[str]:
    """Models whose processes go on computing though nobody should want anything of them.

    Looks again for some seconds: a health probe is work, too.
    """
    busy = {name: list(of) for name, of in processes.items()}
    for _ in range(_LOOKS):
        before = {name: _cpu_seconds(of) for name, of in busy.items()}
        await asyncio.sleep(_LOOK_AT_CPU_S)
        busy = {
            name: of
            for name, of in busy.items()
            if _cpu_seconds(of) - before[name] > _IDLE_SHARE * _LOOK_AT_CPU_S
        }
        if not busy:
            return []
    return sorted(busy)


async def _stored(blobs: BlobStore, rows: Rows) -> list[StoredObject]:
    videos = [one.id for one in rows.resources if one.kind is Kind.VIDEO]
    return [
        StoredObject(video, found.key, found.size_bytes)
        for video in videos
        for found in await blobs.list(f"videos/{video}/")
    ]


def _finished(rows: Rows) -> list[Resource]:
    return [one for one in rows.resources if one.kind is Kind.VIDEO and one.state == "READY"]


async def _film(blobs: BlobStore, video: Resource) -> Film:
    expected = sum(video.frames_of_scenes)
    try:
        data = await blobs.get(storage.film_key(uuid.UUID(video.id)))
        return Film(video.id, "", await asyncio.to_thread(_decoded_frames, data), expected)
    except BlobNotFound:
        return Film(video.id, "the film isn't in the store", 0, expected)
    except av.FFmpegError as error:
        return Film(video.id, f"the film can't be decoded: {error}", 0, expected)


def _decoded_frames(data: bytes) -> int:
    with av.open(io.BytesIO(data), "r") as container:
        return sum(1 for _ in container.decode(video=0))


def _cpu_seconds(processes: Iterable[psutil.Process]) -> float:
    total = 0.0
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue  # a process that is gone does nothing
        total += times.user + times.system
    return total
