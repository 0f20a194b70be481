"""The narrator and the renderer, through Triton."""

import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final

import numpy as np

from services.kit.triton import Model, ModelRejected, scalar, text
from services.video.domain.captions import Word
from services.video.domain.timeline import FPS
from services.video.domain.video import SIZES, PictureSizes
from services.video.ports import FrameChunk, FrameRequest, Spoken

NARRATOR: Final = "narrator"
SCENE_VIDEO: Final = "scene_video"

_SPEAK_SECONDS: Final = 60.0
_START_SECONDS: Final = 60.0
_FRAME_SECONDS: Final = 1.0
"""What a frame may take on a machine that is busy with others."""


class TritonNarrator:
    """See `ports.Narrator`."""

    def __init__(self, models: Model) -> None:
        self._models = models

    async def speak(self, narration: str) -> Spoken:
        outputs = await self._models.infer(
            NARRATOR, {"text": text(narration)}, timeout_seconds=_SPEAK_SECONDS
        )
        words, starts, ends = outputs["words"], outputs["word_start_ms"], outputs["word_end_ms"]
        pcm = np.ascontiguousarray(outputs["pcm"].reshape(-1), "<i2")
        if not len(pcm):
            raise ModelRejected("The narrator said nothing.")
        return Spoken(
            pcm.tobytes(),
            int(outputs["sample_rate"].reshape(-1)[0]),
            tuple(
                Word(word.decode() if isinstance(word, bytes) else str(word), int(start), int(end))
                for word, start, end in zip(
                    words.reshape(-1), starts.reshape(-1), ends.reshape(-1), strict=True
                )
            ),
        )


class TritonRenderer:
    """See `ports.Renderer`."""

    def __init__(self, models: Model, sizes: PictureSizes = SIZES) -> None:
        self._models = models
        self._sizes = sizes

    async def frames(self, request: FrameRequest) -> AsyncGenerator[FrameChunk, None]:
        visual = request.visual
        width, height = self._sizes[request.format]
        spec = {
            "setting": visual.setting,
            "time": visual.time,
            "weather": visual.weather,
            "mood": visual.mood,
            "camera": visual.camera,
            "hero": visual.hero,
            "props": list(visual.props),
            "duration_frames": request.duration_frames,
        }
        inputs = {
            "scene_spec": text(json.dumps(spec)),
            "seed": scalar(request.seed, np.int64),
            "width": scalar(width, np.int32),
            "height": scalar(height, np.int32),
            "fps": scalar(FPS, np.int32),
            "frame_indices": np.array(request.indices, np.int32),
        }
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
