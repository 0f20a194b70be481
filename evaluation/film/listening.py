"""Listens to voices: how much of a text is understood, and how far its captions are from what is heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from tests.support.ears import at_hearing_rate, edit_distance, segments_of, spoken_words

_FRAME_MS = 5
_QUIET_DB = -32
"""Below the loudest frame; softer ones count as silence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read aloud."""

    text: str
    voice: str
    pcm: NDArray[np.int16]
    sample_rate: int
    words: tuple[str, ...]
    starts_ms: tuple[int, ...]
    cpu_seconds: float

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return len(self.pcm) / self.sample_rate


@dataclass(frozen=True, slots=True)
class Heard:
    """What a listener made of a reading."""

    wrong: int
    """Words that were misheard, missed or added."""
    words: int
    offsets_ms: tuple[float, ...]
    """For each word that was understood: when it was heard, less when its caption says that it starts."""
    onsets_ms: tuple[float, ...]
    """For each word after a silence: when its sound rises out of it, less when its caption says so."""


def listen(reading: Reading) -> Heard:
    """Hears a reading with whisper-base, which tells words and their times."""
    segments = segments_of(at_hearing_rate(reading.pcm, reading.sample_rate), word_times=True)
    heard = [(word.word.strip(), word.start * 1000) for segment in segments for word in segment.words or ()]
    expected = spoken_words(reading.text)
    got = spoken_words(" ".join(word for word, _ in heard))
    return Heard(edit_distance(expected, got), len(expected), offsets(reading, heard), onsets(reading))


def offsets(reading: Reading, heard: Sequence[tuple[str, float]]) -> tuple[float, ...]:
    """How late each word of a reading was heard that was understood, in milliseconds."""
    ours = [_plain(word) for word in reading.words]
    theirs = [_plain(word) for word, _ in heard]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return tuple(
        heard[block.b + place][1] - reading.starts_ms[block.a + place]
        for block in matcher.get_matching_blocks()
        for place in range(block.size)
        if ours[block.a + place]
    )


def onsets(reading: Reading) -> tuple[float, ...]:
    """How late the words after a silence begin to sound, in milliseconds: no listener is needed for these."""
    frame = reading.sample_rate // 200
    count = len(reading.pcm) // frame
    power = (reading.pcm[: count * frame].reshape(count, frame).astype(np.float64) ** 2).mean(axis=1)
    loud = power > power.max(initial=0.0) * 10 ** (_QUIET_DB / 10)
    found = []
    for start in reading.starts_ms:
        place = start // _FRAME_MS
        before = loud[max(place - 40, 0) : max(place - 18, 0)]
        if len(before) < 20 or before.any():
            continue
        rises = np.flatnonzero(loud[place - 18 : place + 40])
        if len(rises):
            found.append(float((place - 18 + rises[0]) * _FRAME_MS - start))
    return tuple(found)


def _plain(word: str) -> str:
    return "".join(spoken_words(word))
