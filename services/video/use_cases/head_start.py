"""A head start: a film's first scene is painted while its scenes are still being spoken."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from dataclasses import replace
from types import TracebackType
from typing import Final, Self

from encompass.jobs.v1.video_job_pb2 import NarrationStep, SegmentStep

from services.video.domain.timeline import plan_timeline
from services.video.ports import FrameChunk, FrameRequest, Renderer, Reusable, ScenePictures
from services.video.use_cases.pictures import SceneWork, frame_order
from services.video.use_cases.production import Production, segment_step

_CHUNKS_AHEAD: Final = 4
"""How many chunks may wait until they are asked for, besides those that the renderer makes ahead."""


class HeadStart:
    """See `ports.Renderer`: one that may have begun a request before anybody asks for it."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._request: asyncio.Future[FrameRequest] = asyncio.get_running_loop().create_future()
        self._chunks: asyncio.Queue[FrameChunk | Exception | None] = asyncio.Queue(_CHUNKS_AHEAD)
        self._reading: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._drop()

    @property
    def whole_scenes(self) -> bool:
        """As the renderer does."""
        return self._renderer.whole_scenes

    def begin(self, sketch: FrameRequest) -> None:
        """Begins with a request before its length is known; once at most.

        Args:
            sketch: the request with some length and without frames.
        """
        self._reading = asyncio.create_task(self._read(sketch))

    def go_on(self, request: FrameRequest) -> None:
        """What was begun will be asked for like this."""
        self._request.set_result(request)

    async def frames(self, request: FrameRequest) -> AsyncGenerator[FrameChunk, None]:
        """The frames asked for; those that are there already at once."""
        if self._reading is None or not self._request.done() or request != self._request.result():
            async with aclosing(self._renderer.frames(request)) as frames:
                async for chunk in frames:
                    yield chunk
            return
        try:
            while (found := await self._chunks.get()) is not None:
                if isinstance(found, Exception):
                    raise found
                yield found
        finally:
            await self._drop()

    def frames_later(
        self, sketch: FrameRequest, known: Awaitable[FrameRequest]
    ) -> AsyncGenerator[FrameChunk, None]:
        """As the renderer does it."""
        return self._renderer.frames_later(sketch, known)

    async def _read(self, sketch: FrameRequest) -> None:
        try:
            async with aclosing(self._renderer.frames_later(sketch, self._request)) as frames:
                async for chunk in frames:
                    await self._chunks.put(chunk.kept())
            await self._chunks.put(None)
        except Exception as error:  # noqa: BLE001 - raised where the frames are waited for
            await self._chunks.put(error)

    async def _drop(self) -> None:
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.cancel()
            await asyncio.wait([reading])


def first_sketch(production: Production, reusable: Reusable) -> FrameRequest | None:
    """What is known of what the renderer will be asked for the first scene before that is spoken; None unless
    all of it has to be made."""
    if reusable.segments or production.job.finished_step(segment_step(0, 0), SegmentStep):
        return None
    return production.frames_of(0, production.order.picture.segment_frames)


def first_request(production: Production, narration: NarrationStep) -> FrameRequest:
    """What the renderer will be asked for the first scene if all of it has to be made.

    Args:
        narration: of the first scene; how long the others last changes nothing of it.
    """
    order, count = production.order, len(production.order.scenes)
    lengths = [narration.duration_ms] + [0] * (count - 1)
    timing = plan_timeline(lengths, order.picture.fps).scenes[0]
    pictures = ScenePictures(timing, (), order.title, order.name, is_first=True, is_last=count == 1)
    request = production.frames_of(0, timing.frame_count)
    work = SceneWork(
        pictures,
        request,
        missing=tuple(range(timing.segment_count)),
        tail_wanted=count > 1,
        stills_wanted=False,
        whole=production.crew.renderer.whole_scenes,
    )
    return replace(request, indices=frame_order(work))
