"""Scripts and videos behind one face: both are asked for, watched, cancelled and retried in the same way."""

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Protocol

from encompass.script.v1 import script_pb2, script_service_pb2, script_service_pb2_grpc
from encompass.scripts import Scripts
from encompass.transport import Transport
from encompass.video.v1 import video_pb2, video_service_pb2, video_service_pb2_grpc
from encompass.videos import Videos

from tests.faults.load.record import Kind, Snapshot
from tests.faults.load.snapshots import script_snapshot, video_snapshot
from tests.faults.load.watching import Reader, ScriptReader, VideoReader


@dataclass(frozen=True, slots=True)
class Made:
    """What a create answered."""

    id: str
    job_id: str


class Maker(Protocol):
    """Where one kind of thing is asked for. Every method raises EncompassError."""

    kind: Kind

    async def create(self, of: str, seed: int, request_id: uuid.UUID) -> Made: ...
    async def get(self, resource_id: str) -> Snapshot: ...
    async def cancel(self, resource_id: str) -> Snapshot: ...
    async def retry(self, resource_id: str) -> Snapshot: ...
    def list(self) -> AsyncIterator[str]: ...

    def reader(self) -> Reader[Any]:
        """Makes notes of one watch."""
        ...

    def open_watch(self, resource_id: str, resume_token: str) -> AsyncIterator[Any]:
        """One connection, which isn't opened again by itself."""
        ...


class ScriptMaker:
    """Stories, out of responses."""

    kind = Kind.SCRIPT

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._scripts = Scripts(transport)
        self._stub = script_service_pb2_grpc.ScriptServiceStub(transport.channel)

    async def create(self, of: str, seed: int, request_id: uuid.UUID) -> Made:
        length = script_pb2.SCRIPT_LENGTH_SHORT
        script = await self._scripts.create(of, length=length, seed=seed, request_id=request_id)
        return Made(script.id, script.job_id)

    async def get(self, resource_id: str) -> Snapshot:
        return script_snapshot(await self._scripts.get(resource_id))

    async def cancel(self, resource_id: str) -> Snapshot:
        return script_snapshot(await self._scripts.cancel(resource_id))

    async def retry(self, resource_id: str) -> Snapshot:
        return script_snapshot(await self._scripts.retry(resource_id))

    async def list(self) -> AsyncIterator[str]:
        async for script in self._scripts.list():
            yield script.id

    def reader(self) -> Reader[Any]:
        return ScriptReader()

    def open_watch(self, resource_id: str, resume_token: str) -> AsyncIterator[Any]:
        request = script_service_pb2.WatchScriptRequest(script_id=resource_id, resume_token=resume_token)
        return self._transport.stream(self._stub.WatchScript, request)


class VideoMaker:
    """Films, out of scripts."""

    kind = Kind.VIDEO

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._videos = Videos(transport)
        self._stub = video_service_pb2_grpc.VideoServiceStub(transport.channel)

    async def create(self, of: str, seed: int, request_id: uuid.UUID) -> Made:
        small = video_pb2.VIDEO_FORMAT_SMALL
        video = await self._videos.create(of, format=small, seed=seed, request_id=request_id)
        return Made(video.id, video.job_id)

    async def get(self, resource_id: str) -> Snapshot:
        return video_snapshot(await self._videos.get(resource_id))

    async def cancel(self, resource_id: str) -> Snapshot:
        return video_snapshot(await self._videos.cancel(resource_id))

    async def retry(self, resource_id: str) -> Snapshot:
        return video_snapshot(await self._videos.retry(resource_id))

    async def list(self) -> AsyncIterator[str]:
        async for video in self._videos.list():
            yield video.id

    def reader(self) -> Reader[Any]:
        return VideoReader()

    def open_watch(self, resource_id: str, resume_token: str) -> AsyncIterator[Any]:
        request = video_service_pb2.WatchVideoRequest(video_id=resource_id, resume_token=resume_token)
        return self._transport.stream(self._stub.WatchVideo, request)
