"""The narrator and the renderer, through Triton."""

import json
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import asdict
from typing import Final

import numpy as np

from services.kit.triton import Model, ModelRejected, scalar, text
from services.kit.triton.client import Tensors
from services.video.adapters.cutouts import StoredCutouts
from services.video.domain.captions import Word
from services.video.domain.sound_options import SoundOptions
from services.video.ports import FrameChunk, FrameRequest, Spoken

NARRATOR: Final = "narrator"
SCENE_VIDEO: Final = "scene_video"

_SPEAK_SECONDS: Final = 170.0
"""For one scene in the slowest voice, behind another one that is being read."""
_START_SECONDS: Final = 60.0
_FRAME_SECONDS: Final = 1.0
"""What a frame may take on a machine that is busy with others."""


class TritonNarrator:
    """See `ports.Narrator`."""

    def __init__(self, models: Model) -> None:
        self._models = models

    async def speak(self, narration: str, options: SoundOptions) -> Spoken:
        inputs = {
            "text": text(narration),
            "voice": text(options.voice.value),
            "speed": scalar(options.speed, np.float32),
        }
        pcm: list[bytes] = []
        words: list[Word] = []
        rate = 0
        stream = self._models.stream(
            NARRATOR, inputs, timeout_seconds=_SPEAK_SECONDS, silence_seconds=_SPEAK_SECONDS
        )
        async with aclosing(stream) as sentences:
            async for sentence in sentences:
                pcm.append(np.ascontiguousarray(sentence["pcm"].reshape(-1), "<i2").tobytes())
                rate = int(sentence["sample_rate"].reshape(-1)[0])
                words += _words(sentence)
        if not any(pcm):
            raise ModelRejected("The narrator said nothing.")
        return Spoken(b"".join(pcm), rate, tuple(words))


def _words(sentence: Tensors) -> Iterator[Word]:
    times = zip(
        sentence["words"].reshape(-1),
        sentence["word_start_ms"].reshape(-1),
        sentence["word_end_ms"].reshape(-1),
        strict=True,
    )
    for word, start, end in times:
        yield Word(word.decode() if isinstance(word, bytes) else str(word), int(start), int(end))


class TritonRenderer:
    """See `ports.Renderer`."""

    def __init__(self, models: Model, cutouts: StoredCutouts | None = None) -> None:
        """`cutouts` has the people of films that show somebody; without it everybody is drawn."""
        self._models = models
        self._cutouts = cutouts

    async def frames(self, request: FrameRequest) -> AsyncGenerator[FrameChunk, None]:
        visual = request.visual
        picture = request.picture
        spec = {
            "setting": visual.setting,
            "time": visual.time,
            "weather": visual.weather,
            "mood": visual.mood,
            "camera": visual.camera,
            "hero": visual.hero,
            "props": list(visual.props),
            "duration_frames": request.duration_frames,
            "candidates": request.candidates,
            "shot": request.shot,
        }
        if request.place is not None:
            spec["place"] = asdict(request.place)
        if request.look is not None:
            spec["look"] = asdict(request.look)
        inputs = {
            "scene_spec": text(json.dumps(spec)),
            "seed": scalar(request.seed, np.int64),
            "width": scalar(picture.width, np.int32),
            "height": scalar(picture.height, np.int32),
            "fps": scalar(picture.fps, np.int32),
            "frame_indices": np.array(request.indices, np.int32),
        }
        if request.portrait_key and self._cutouts is not None:
            person = await self._cutouts.rgba(request.portrait_key)
            if person is not None:
                inputs["portrait"] = person
        timeout = _START_SECONDS + len(request.indices) * _FRAME_SECONDS
        stream = self._models.stream(
            SCENE_VIDEO, inputs, timeout_seconds=timeout, silence_seconds=_START_SECONDS
        )
        async with aclosing(stream) as responses:
            async for response in responses:
                indices = tuple(int(index) for index in response["indices"].reshape(-1))
                if indices:
                    pixels = np.ascontiguousarray(response["frames"], np.uint8)
                    yield FrameChunk(indices, pixels.data.cast("B"))
