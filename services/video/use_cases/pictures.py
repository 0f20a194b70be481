"""Renders one scene: frames in, segments out, as soon as each is complete."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Final

from services.kit.logging import get_logger
from services.video.domain.options import PictureFormat
from services.video.domain.pace import Pace
from services.video.ports import (
    EncodedSegment,
    FrameChunk,
    FrameRequest,
    Renderer,
    ScenePictures,
    Studio,
)

POSTER_PLACES: Final = (0.3, 0.5, 0.68)
"""Where in a scene its stills are taken, as shares of its length."""
_AT_ONCE: Final = 0.25
"""Share of the time that a chunk is worked on: what comes sooner than that had been waiting."""

log = get_logger(__name__)

Publish = Callable[[EncodedSegment], Coroutine[None, None, None]]


class FramesMissing(Exception):
    """The renderer ended before the last frame."""

    def __init__(self, reached: int) -> None:
        super().__init__(f"the renderer ended at frame {reached}")


@dataclass(frozen=True, slots=True)
class SceneWork:
    """What is left to do of a scene."""

    pictures: ScenePictures
    request: FrameRequest
    """What the renderer is asked for, without saying which frames."""
    missing: tuple[int, ...]
    """Numbers of the segments that have to be made, rising."""
    tail_wanted: bool
    """Whether the next scene still has to fade over from this one."""
    stills_wanted: bool
    last_wanted: bool = False
    """Whether the picture that it ends with has to be kept."""
    whole: bool = False
    """Whether the renderer makes it in one go, see `ports.Renderer`."""

    @property
    def total(self) -> int:
        """Its frames, without those after its end."""
        return self.pictures.timing.frame_count

    @property
    def picture(self) -> PictureFormat:
        return self.request.picture

    @property
    def body(self) -> tuple[int, ...]:
        """The frames of the segments that have to be made."""
        count = self.picture.segment_frames
        return tuple(
            frame for number in self.missing for frame in range(number * count, (number + 1) * count)
        )

    @property
    def fades_in(self) -> bool:
        """Whether it needs the tail of the scene before."""
        return not self.pictures.is_first and 0 in self.missing


class SceneRun:
    """One scene being rendered."""

    def __init__(self, work: SceneWork, renderer: Renderer, studio: Studio) -> None:
        self.tail: asyncio.Future[FrameChunk] = asyncio.get_running_loop().create_future()
        """The frames after its end, for the next scene; never set when they aren't wanted."""
        self.last: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        """The picture that it ends with, a PNG; never set when that isn't wanted."""
        self.stills: list[FrameChunk] = []
        self._work = work
        self._renderer = renderer
        self._studio = studio

    def forget_end(self) -> None:
        """Lets go of thirty megabytes that nobody needs any more."""
        self.tail = asyncio.get_running_loop().create_future()
        self.last = asyncio.get_running_loop().create_future()

    async def render(
        self,
        *,
        previous_tail: Awaitable[FrameChunk] | None,
        first_picture: Callable[[], Awaitable[bytes]] | None,
        keep_last: Callable[[FrameChunk], Awaitable[bytes]],
        encoded: Callable[[int], None],
        publish: Publish,
    ) -> None:
        """Renders and publishes what is missing.

        Args:
            previous_tail: of the scene before; awaited when the first frames are there to fade in.
            first_picture: loads what the scene goes on from; None for one that begins afresh.
            keep_last: stores the picture that the scene ends with, before the segment that it is in.
            encoded: told how many frames of the scene are encoded, again and again.
            publish: called for each segment, in order; the next one is encoded meanwhile.
        """
        order = frame_order(self._work)
        if not order:
            return
        cutter = self._studio.cutter(self._work.pictures, self._work.picture, segments=self._work.missing)
        tail: FrameChunk | None = None
        reached, wanted = 0, len(self._work.body)
        there_before = self._work.total - wanted
        publishing: asyncio.Task[None] | None = None
        pace = Pace(self._work.picture.preset)
        request = replace(self._work.request, indices=order)
        if first_picture is not None:
            request = replace(request, first_picture=await first_picture())
        body = self._body(request, keep_last)
        async with asyncio.TaskGroup() as tasks, aclosing(body) as body:
            stretch = _Stretch()
            async for chunk in stretch.timed(body):
                if previous_tail is not None and self._work.fades_in and tail is None:
                    tail = await previous_tail
                segments = await cutter.add(
                    chunk,
                    tail if reached < self._work.picture.cross_fade_frames else None,
                    preset=pace.preset,
                )
                if segments:
                    pace.segment_done(stretch.seconds, stretch.waiting)
                    stretch.begin()
                reached += len(chunk.indices)
                encoded(there_before + reached)
                for segment in segments:
                    if publishing is not None:
                        await publishing
                    publishing = tasks.create_task(publish(segment))
        if reached < wanted:
            raise FramesMissing(reached)

    async def _body(
        self, request: FrameRequest, keep_last: Callable[[FrameChunk], Awaitable[bytes]]
    ) -> AsyncGenerator[FrameChunk, None]:
        """The frames of the segments; keeps tail, stills and the last picture, which come between them."""
        work, total = self._work, self._work.total
        stills = still_indices(total) if work.stills_wanted else frozenset()
        body = frozenset(work.body)
        tail = bytearray()
        log.info(
            "scene.asked_for",
            scene=work.pictures.timing.index,
            segments=list(work.missing),
            frames=len(request.indices),
        )
        async with aclosing(self._renderer.frames(request)) as frames:
            async for chunk in frames:
                for part in _split(chunk, lambda index: (index >= total, index in body)):
                    if part.indices[0] >= total:
                        tail += part.pixels
                        if part.indices[-1] == total + work.picture.cross_fade_frames - 1:
                            self.tail.set_result(_tail(total, work.picture.cross_fade_frames, tail))
                        continue
                    if work.last_wanted and total - 1 in part.indices:
                        self.last.set_result(await keep_last(_single(part, total - 1)))
                    if part.indices[0] in body:
                        self.stills += [_single(part, index) for index in part.indices if index in stills]
                        yield part


class _Stretch:
    """The chunks of one segment: how long they took, and how many of them the encoder kept waiting."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """The next chunk is the first one of a segment."""
        self._began: float | None = None
        self._chunks = self._waited = 0

    async def timed(self, chunks: AsyncGenerator[FrameChunk, None]) -> AsyncGenerator[FrameChunk, None]:
        """The same chunks, each until the next one is asked for."""
        worked = 0.0
        while True:
            asked = time.monotonic()
            chunk = await anext(chunks, None)
            if chunk is None:
                return
            there = time.monotonic()
            self._began = self._began or there
            self._chunks += 1
            self._waited += there - asked < _AT_ONCE * worked
            yield chunk
            worked = time.monotonic() - there

    @property
    def seconds(self) -> float:
        """Since the first chunk was there."""
        return 0.0 if self._began is None else time.monotonic() - self._began

    @property
    def waiting(self) -> float:
        """Share of the chunks that had been waiting."""
        return self._waited / max(self._chunks, 1)


def frame_order(work: SceneWork) -> tuple[int, ...]:
    """Which frames to ask for, and in what order.

    The tail comes first, since the next scene is rendered at the same time and waits for it; only the film's
    very first segment comes before it, since a person waits for that. A scene that is made in one go comes as
    it is made.
    """
    total = work.total
    tail = list(range(total, total + work.picture.cross_fade_frames)) if work.tail_wanted else []
    body = work.body
    if work.whole:
        last = {total - 1} if work.last_wanted else set()
        return tuple(sorted({*body, *last, *tail}))
    urgent = work.picture.segment_frames if work.pictures.is_first and 0 in work.missing else 0
    return (*body[:urgent], *tail, *body[urgent:])


def still_indices(total: int) -> frozenset[int]:
    """The frames of a scene that may become the poster."""
    return frozenset(int(total * place) for place in POSTER_PLACES)


def _split(chunk: FrameChunk, kind: Callable[[int], object]) -> list[FrameChunk]:
    """A chunk's runs of frames of one kind each."""
    runs: list[FrameChunk] = []
    start = 0
    count = len(chunk.indices)
    frame_bytes = len(chunk.pixels) // count
    for place in range(1, count + 1):
        if place == count or kind(chunk.indices[place]) != kind(chunk.indices[start]):
            pixels = chunk.pixels[start * frame_bytes : place * frame_bytes]
            runs.append(FrameChunk(chunk.indices[start:place], pixels))
            start = place
    return runs


def _single(chunk: FrameChunk, index: int) -> FrameChunk:
    frame_bytes = len(chunk.pixels) // len(chunk.indices)
    place = chunk.indices.index(index)
    pixels = bytes(chunk.pixels[place * frame_bytes : (place + 1) * frame_bytes])
    return FrameChunk((index,), memoryview(pixels))


def _tail(total: int, count: int, pixels: bytearray) -> FrameChunk:
    return FrameChunk(tuple(range(total, total + count)), memoryview(pixels))
