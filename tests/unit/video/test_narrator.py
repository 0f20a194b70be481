"""The narrator through Triton: which voice it asks for, and how sentences become one narration."""

from collections.abc import AsyncGenerator, Sequence

import numpy as np
import pytest

from services.kit.triton import ModelRejected, ModelUnavailable
from services.kit.triton.wire import Tensors
from services.video.adapters.models import TritonNarrator
from services.video.domain.captions import Word
from services.video.domain.sound_options import SoundOptions, VoiceName


class Sentences:
    """A model that answers with these sentences and remembers what it was asked."""

    def __init__(self, sentences: Sequence[Tensors]) -> None:
        self.asked: list[Tensors] = []
        self._sentences = sentences

    async def infer(self, model: str, inputs: Tensors, *, timeout_seconds: float = 30.0) -> Tensors:
        raise AssertionError("a narration is streamed")

    async def stream(
        self,
        model: str,
        inputs: Tensors,
        *,
        timeout_seconds: float = 300.0,
        silence_seconds: float | None = None,
    ) -> AsyncGenerator[Tensors, None]:
        self.asked.append(inputs)
        for sentence in self._sentences:
            yield sentence


def sentence(samples: int, *words: tuple[str, int, int]) -> Tensors:
    return {
        "pcm": np.arange(samples, dtype=np.int16),
        "sample_rate": np.array([24_000], np.int32),
        "words": np.array([word.encode() for word, _, _ in words], np.object_),
        "word_start_ms": np.array([start for _, start, _ in words], np.int32),
        "word_end_ms": np.array([end for _, _, end in words], np.int32),
    }


async def test_the_voice_and_the_speed_that_were_chosen_are_asked_for() -> None:
    model = Sentences([sentence(240, ("Hi.", 0, 10))])
    await TritonNarrator(model).speak("Hi.", SoundOptions(voice=VoiceName.HERON, speed=0.8))
    asked = model.asked[0]
    assert asked["voice"].reshape(-1)[0] in (b"heron", "heron")
    assert float(asked["speed"].reshape(-1)[0]) == pytest.approx(0.8)


async def test_sentences_become_one_narration_with_all_words() -> None:
    model = Sentences([sentence(240, ("One", 0, 5), ("two.", 5, 9)), sentence(480, ("Three.", 12, 20))])
    spoken = await TritonNarrator(model).speak("One two. Three.", SoundOptions())
    assert len(spoken.pcm) == 2 * 720
    assert spoken.duration_ms == 30
    assert spoken.words == (Word("One", 0, 5), Word("two.", 5, 9), Word("Three.", 12, 20))


async def test_a_narration_without_sound_is_an_error() -> None:
    silent = Sentences([sentence(0, ("…", 0, 0))])
    with pytest.raises(ModelRejected):
        await TritonNarrator(silent).speak("…", SoundOptions())


async def test_a_narration_that_breaks_off_is_asked_for_again_and_never_kept() -> None:
    first_only = Sentences([sentence(240, ("One", 0, 5), ("two.", 5, 9))])
    with pytest.raises(ModelUnavailable):
        await TritonNarrator(first_only).speak("One two. Three.", SoundOptions())


@pytest.mark.parametrize("speed", [0.69, 1.31, 0.0])
def test_a_speed_that_no_voice_has_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="speed must be"):
        SoundOptions(speed=speed)
