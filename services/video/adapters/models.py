"""The narrator, through Triton."""

from collections.abc import Iterator
from contextlib import aclosing
from typing import Final

import numpy as np

from services.kit.triton import Model, ModelRejected, ModelUnavailable, scalar, text
from services.kit.triton.wire import Tensors
from services.video.domain.captions import Word
from services.video.domain.sound_options import SoundOptions
from services.video.ports import Spoken

NARRATOR: Final = "narrator"

_SPEAK_SECONDS: Final = 170.0
"""For one scene in the slowest voice, behind another one that is being read."""


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
        if len(words) < len(narration.split()):
            raise ModelUnavailable("The narrator broke off.", metadata={"model": NARRATOR})
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
