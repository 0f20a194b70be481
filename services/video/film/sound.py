"""Sound as arrays: float32, full scale is 1; and the shaping of a voice."""

from typing import Final

import numpy as np

from services.video.film.filters import F32, SAMPLE_RATE, Gain, equalise, fast_size, resample
from services.video.film.loudness import loudness, true_peak

__all__ = [
    "F32",
    "SAMPLE_RATE",
    "compress",
    "envelope",
    "fast_size",
    "in_front",
    "loudness",
    "resample",
    "true_peak",
]

_FRONT: Final = Gain(low_cut=75, order=3).bell(3600, 0.22, 0.8).bell(190, 0.12, 0.5)
"""As a voice sounds close by: no rumble, a little presence, a little warmth."""
_SIBILANTS: Final = Gain(low_cut=5200, order=8)


def in_front(sound: F32, wanted_lufs: float) -> F32:
    """A mono voice as it sounds close by: clear, even, soft in its sibilants, at a loudness of its own."""
    if not len(sound):
        return sound
    shaped = soften_sibilants(equalise(sound, _FRONT))
    level = float(np.sqrt((shaped**2).mean())) or 1.0
    shaped = compress(shaped, threshold=level * 1.0, ratio=3.0)
    measured = loudness(np.stack([shaped, shaped]))
    edge = min(240, len(shaped) // 2)
    shaped[:edge] *= np.linspace(0, 1, edge, dtype=np.float32)
    shaped[len(shaped) - edge :] *= np.linspace(1, 0, edge, dtype=np.float32)
    gain = 10 ** ((wanted_lufs - measured) / 20) if measured > -60 else 1.0
    return np.asarray(shaped * np.float32(gain), np.float32)


def envelope(sound: F32, *, hop: int, attack_seconds: float, release_seconds: float) -> F32:
    """How loud a mono sound is over time, one value every `hop` samples: quick to rise, slow to fall."""
    steps = len(sound) // hop
    power = np.sqrt((sound[: steps * hop].reshape(steps, hop) ** 2).mean(axis=1))
    rise = float(np.exp(-hop / SAMPLE_RATE / attack_seconds))
    fall = float(np.exp(-hop / SAMPLE_RATE / release_seconds))
    out = np.empty(steps, np.float32)
    level = 0.0
    for index, value in enumerate(power.tolist()):
        keep = rise if value > level else fall
        level = keep * level + (1 - keep) * value
        out[index] = level
    return out


def compress(sound: F32, *, threshold: float, ratio: float) -> F32:
    """Evens out a mono voice: what is above the threshold grows by `1 / ratio` only."""
    hop = 240
    level = envelope(sound, hop=hop, attack_seconds=0.008, release_seconds=0.12)
    if not len(level):
        return sound
    gain = np.minimum(1.0, (np.maximum(level, 1e-6) / threshold) ** (1 / ratio - 1))
    return sound * np.interp(np.arange(len(sound)), np.arange(len(level)) * hop, gain).astype(np.float32)


def soften_sibilants(sound: F32) -> F32:
    """Turns the highs of a mono voice down where they are sharp, as in an “s”, and only there."""
    highs = equalise(sound, _SIBILANTS)
    hop = 96
    level = envelope(highs, hop=hop, attack_seconds=0.002, release_seconds=0.03)
    if not len(level):
        return sound
    threshold = 0.45 * (float(np.sqrt((sound**2).mean())) or 1.0)
    gain = np.minimum(1.0, (np.maximum(level, 1e-6) / threshold) ** -0.75)
    over_time = np.interp(np.arange(len(sound)), np.arange(len(level)) * hop, gain).astype(np.float32)
    return sound - highs * (1 - over_time)
