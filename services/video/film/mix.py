"""The film's sound: the voice in front, the music out of its way, all at the loudness that people expect."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from services.video.film.sound import (
    F32,
    SAMPLE_RATE,
    compress,
    envelope,
    equalise,
    limit,
    loudness,
    resample,
    soften_sibilants,
)

TARGET_LUFS: Final = -16.0
CEILING: Final = 10 ** (-2.2 / 20)
"""Of samples; leaves room for what rises between them and for the codec."""

_VOICE_LUFS: Final = -17.0
_MUSIC_LUFS: Final = -21.5
_DUCKED: Final = 10 ** (-11 / 20)
_FADE_OUT_SECONDS: Final = 1.4


@dataclass(frozen=True, slots=True)
class Narration:
    """One scene's voice: mono samples of 16 bits, and when they start in the film."""

    samples: np.ndarray[tuple[int], np.dtype[np.int16]]
    sample_rate: int
    start_seconds: float


def mix(music: F32, narrations: Sequence[Narration]) -> F32:
    """Mixes a film's sound, of the music's shape (2, samples)."""
    voice = _voice(narrations, music.shape[1])
    music = music * np.float32(_gain(loudness(music), _MUSIC_LUFS))
    room = _early_reflections(voice)
    mixed = music * _ducking(voice) + voice + room
    mixed *= np.float32(_gain(loudness(mixed), TARGET_LUFS))
    _fade(mixed)
    return limit(mixed, CEILING)


def _voice(narrations: Sequence[Narration], count: int) -> F32:
    track = np.zeros(count, np.float32)
    for narration in narrations:
        sound = resample(narration.samples.astype(np.float32) / np.float32(32768), narration.sample_rate)
        sound = _in_front(sound)
        start = round(narration.start_seconds * SAMPLE_RATE)
        sound = sound[: max(count - start, 0)]
        track[start : start + len(sound)] += sound
    return track


def _in_front(sound: F32) -> F32:
    """A voice as it sounds close by: no rumble, a little presence, even."""
    if not len(sound):
        return sound
    # Room for the filter to ring out, so that the end doesn't spill into the start.
    padded = np.concatenate([sound, np.zeros(2048, np.float32)])
    frequencies = np.maximum(np.fft.rfftfreq(len(padded), 1 / SAMPLE_RATE), 1.0)
    low_cut = 1 / np.sqrt(1 + (75 / frequencies) ** 6)
    presence = 1 + 0.22 * np.exp(-(np.log2(frequencies / 3600) ** 2) / 0.8)
    warmth = 1 + 0.12 * np.exp(-(np.log2(frequencies / 190) ** 2) / 0.5)
    shaped = equalise(padded, low_cut * presence * warmth)[: len(sound)]
    shaped = soften_sibilants(shaped)
    level = float(np.sqrt((shaped**2).mean())) or 1.0
    shaped = compress(shaped, threshold=level * 1.1, ratio=2.5)
    measured = loudness(np.stack([shaped, shaped]))
    edge = min(240, len(shaped) // 2)
    shaped[:edge] *= np.linspace(0, 1, edge, dtype=np.float32)
    shaped[len(shaped) - edge :] *= np.linspace(1, 0, edge, dtype=np.float32)
    return shaped * np.float32(_gain(measured, _VOICE_LUFS))


def _ducking(voice: F32) -> F32:
    """The gain of the music: down while somebody speaks, and through the pauses between words."""
    hop = 480
    ahead = int(0.16 * SAMPLE_RATE) // hop
    level = envelope(voice, hop=hop, attack_seconds=0.05, release_seconds=0.55)
    level = np.concatenate([level[ahead:], np.zeros(ahead, np.float32)])
    speaking = np.clip(level / 0.035, 0, 1)
    smooth = np.convolve(speaking, np.hanning(31) / np.hanning(31).sum(), mode="same")
    gain = 1 - (1 - _DUCKED) * smooth
    return np.interp(np.arange(len(voice)), np.arange(len(gain)) * hop, gain).astype(np.float32)


def _early_reflections(voice: F32) -> F32:
    """A few soft echoes of the walls, so that voice and music stand in one room."""
    out = np.zeros((2, len(voice)), np.float32)
    for side, taps in enumerate(
        (((11, 0.055), (23, 0.04), (37, 0.028)), ((13, 0.055), (19, 0.042), (41, 0.026)))
    ):
        for millis, level in taps:
            delay = millis * SAMPLE_RATE // 1000
            out[side, delay:] += voice[:-delay] * np.float32(level)
    return out


def _fade(mixed: F32) -> None:
    """Comes out of silence and goes back into it."""
    rise = min(int(0.05 * SAMPLE_RATE), mixed.shape[1])
    mixed[:, :rise] *= np.linspace(0, 1, rise, dtype=np.float32)
    fall = min(int(_FADE_OUT_SECONDS * SAMPLE_RATE), mixed.shape[1])
    mixed[:, mixed.shape[1] - fall :] *= np.cos(np.linspace(0, np.pi / 2, fall, dtype=np.float32)) ** 2


def _gain(measured: float, wanted: float) -> float:
    return float(10 ** ((wanted - measured) / 20)) if measured > -60 else 1.0
