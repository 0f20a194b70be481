"""The renderer, through Triton: the next frames are asked for when there is room for them."""

import asyncio
import io
import json
from collections.abc import AsyncGenerator, Awaitable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import asdict, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from services.kit.logging import get_logger
from services.kit.triton import Conversation, ConversingModel, Place, SequenceLost, scalar, text
from services.kit.triton.shared_memory import Region
from services.kit.triton.wire import Tensors
from services.video.adapters.cutouts import StoredCutouts
from services.video.ports import FrameChunk, FrameRequest

SCENE_VIDEO: Final = "scene_video"
AT_A_TIME: Final = 8
"""Frames of one request: few, so that a cancel is heard soon and little waits to be encoded."""

_START_SECONDS: Final = 60.0
_FIRST_SECONDS: Final = 180.0
"""Until the first answer: a renderer that is new to a busy machine compiles its kernels first, half a minute
of work."""
_SCENE_SECONDS: Final = 1800.0
"""What all of a scene may take, behind another one that is being made; and the wait for its first frames,
since a diffusion model has nothing to show before a clip is denoised."""
_FRAME_SECONDS: Final = 1.0
"""What a frame may take on a machine that is busy with others."""
_AHEAD: Final = 2
"""Requests that are sent besides the one whose frames are being used: one is painted, one is next."""
_MOST_LOSSES: Final = 5

log = get_logger(__name__)


class TritonRenderer:
    """See `ports.Renderer`."""

    def __init__(
        self, models: ConversingModel, cutouts: StoredCutouts | None = None, *, at_a_time: int = AT_A_TIME
    ) -> None:
        """
        Args:
            cutouts: the people of films that show somebody; without it everybody is drawn.
            at_a_time: frames of one request; 0 asks a decoupled model for all of a scene at once.
        """
        self._models = models
        self._cutouts = cutouts
        self._at_a_time = at_a_time

    @property
    def whole_scenes(self) -> bool:
        """See `ports.Renderer`."""
        return self._at_a_time == 0

    async def frames(self, request: FrameRequest) -> AsyncGenerator[FrameChunk, None]:
        """See `ports.Renderer.frames`."""
        if not request.indices:
            return
        inputs = await self._inputs(request)
        if not self._at_a_time:
            async with aclosing(self._streamed(inputs, request.indices)) as chunks:
                async for chunk in chunks:
                    yield chunk
            return
        left, losses = request.indices, 0
        while left:
            try:
                async with (
                    self._conversation(inputs, request, len(left)) as conversation,
                    aclosing(self._in_turns(conversation, inputs, left, request)) as chunks,
                ):
                    async for chunk in chunks:
                        left = left[len(chunk.indices) :]
                        yield chunk
            except SequenceLost:
                # We were away for longer than a sequence may be idle: the scene is painted once more.
                losses += 1
                if losses > _MOST_LOSSES:
                    raise
                log.warning("scene.painted_again", frames_left=len(left))

    async def frames_later(
        self, sketch: FrameRequest, known: Awaitable[FrameRequest]
    ) -> AsyncGenerator[FrameChunk, None]:
        """See `ports.Renderer.frames_later`."""
        left: tuple[int, ...] | None = None
        if self._at_a_time:
            inputs = await self._inputs(sketch)
            try:
                async with self._conversation(inputs, sketch, sketch.duration_frames) as conversation:
                    await conversation.ask({**inputs, **_indices(())})
                    request = await known
                    left = request.indices
                    inputs = _without_person(await self._inputs(request))
                    turns = self._in_turns(conversation, inputs, left, request, sketched=True)
                    async with aclosing(turns) as chunks:
                        async for chunk in chunks:
                            left = left[len(chunk.indices) :]
                            yield chunk
            except SequenceLost:
                log.warning("scene.painted_again", frames_left=len(left or ()))
        request = await known
        rest = replace(request, indices=request.indices if left is None else left)
        async with aclosing(self.frames(rest)) as chunks:
            async for chunk in chunks:
                yield chunk

    def _conversation(
        self, inputs: Tensors, request: FrameRequest, frames: int
    ) -> AbstractAsyncContextManager[Conversation]:
        return self._models.converse(
            SCENE_VIDEO,
            # Nothing is that narrow.
            farewell={**_without_person(inputs), **_indices(()), "width": scalar(0, np.int32)},
            timeout_seconds=_seconds(frames),
            silence_seconds=_START_SECONDS,
            first_seconds=_FIRST_SECONDS,
            shared_bytes=(_AHEAD + 1) * self._at_a_time * _frame_bytes(request),
        )

    async def _in_turns(
        self,
        conversation: Conversation,
        inputs: Tensors,
        indices: Sequence[int],
        request: FrameRequest,
        *,
        sketched: bool = False,
    ) -> AsyncGenerator[FrameChunk, None]:
        """Asks for frames, the next ones when the consumer has come back for them.

        Args:
            sketched: whether there is one answer more to come, before those with frames.
        """
        groups = [indices[at : at + self._at_a_time] for at in range(0, len(indices), self._at_a_time)]
        asked = 0
        for number in range(len(groups)):
            while asked <= min(number + _AHEAD, len(groups) - 1):
                # Who is in the picture is remembered.
                told = _without_person(inputs) if asked else inputs
                await conversation.ask(
                    {**told, **_indices(groups[asked])},
                    last=asked == len(groups) - 1,
                    into=self._places(conversation.region, asked, len(groups[asked]), _frame_bytes(request)),
                )
                asked += 1
            if sketched and number == 0:
                await conversation.answer()
            yield _chunk(await conversation.answer())

    def _places(
        self, region: Region | None, number: int, frames: int, frame_bytes: int
    ) -> dict[str, Place | None]:
        """Where the frames of a request go: to where those of the last one were that have been used."""
        if region is None:
            return {}
        offset = number % (_AHEAD + 1) * self._at_a_time * frame_bytes
        place = Place(region.name, offset, region.part(offset, frames * frame_bytes))
        return {"frames": place, "indices": None}

    async def _streamed(self, inputs: Tensors, indices: Sequence[int]) -> AsyncGenerator[FrameChunk, None]:
        stream = self._models.stream(
            SCENE_VIDEO,
            {**inputs, **_indices(indices)},
            timeout_seconds=_SCENE_SECONDS,
            silence_seconds=_SCENE_SECONDS,
        )
        async with aclosing(stream) as responses:
            async for response in responses:
                if response["indices"].size:
                    yield _chunk(response)

    async def _inputs(self, request: FrameRequest) -> Tensors:
        """All but which frames."""
        picture = request.picture
        inputs = {
            "scene_spec": text(json.dumps(dict(_spec(request)))),
            "seed": scalar(request.seed, np.int64),
            "width": scalar(picture.width, np.int32),
            "height": scalar(picture.height, np.int32),
            "fps": scalar(picture.fps, np.int32),
        }
        if request.narration:
            inputs["narration"] = text(request.narration)
        if request.portrait_key and self._cutouts is not None:
            person = await self._cutouts.rgba(request.portrait_key)
            if person is not None:
                inputs["portrait"] = person
        if request.first_picture:
            inputs["first_picture"] = await asyncio.to_thread(_rgb, request.first_picture)
        return inputs


def _chunk(response: Tensors) -> FrameChunk:
    """The frames of one of the model's responses."""
    indices = tuple(int(index) for index in response["indices"].reshape(-1))
    pixels = np.ascontiguousarray(response["frames"], np.uint8)
    return FrameChunk(indices, pixels.data.cast("B"))


def _spec(request: FrameRequest) -> Iterator[tuple[str, object]]:
    visual = request.visual
    yield "setting", visual.setting
    yield "time", visual.time
    yield "weather", visual.weather
    yield "mood", visual.mood
    yield "camera", visual.camera
    yield "hero", visual.hero
    yield "props", list(visual.props)
    yield "duration_frames", request.duration_frames
    yield "candidates", request.candidates
    yield "shot", request.shot
    if request.place is not None:
        yield "place", asdict(request.place)
    if request.look is not None:
        yield "look", asdict(request.look)


def _rgb(png: bytes) -> NDArray[np.uint8]:
    """[height, width, 3]."""
    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        return np.asarray(picture.convert("RGB"), np.uint8)


def _indices(indices: Sequence[int]) -> Tensors:
    return {"frame_indices": np.array(indices, np.int32)}


def _without_person(inputs: Tensors) -> Tensors:
    return {name: array for name, array in inputs.items() if name != "portrait"}


def _frame_bytes(request: FrameRequest) -> int:
    return request.picture.width * request.picture.height * 3 // 2


def _seconds(frames: int) -> float:
    return _FIRST_SECONDS + frames * _FRAME_SECONDS
