"""Tools for sound: loudness, dynamics, filters. Arrays are float32, full scale is 1."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]

SAMPLE_RATE: Final = 48_000
_BLOCK: Final = 0.4
_SILENCE_LUFS: Final = -70.0


def loudness(sound: F32) -> float:
    """Integrated loudness in LUFS of a sound of shape (channels, samples), by ITU-R BS.1770-4."""
    hop = int(_BLOCK / 4 * SAMPLE_RATE)
    weighted = _k_weighted(sound)
    steps = weighted.shape[1] // hop
    if steps < 4:
        return _SILENCE_LUFS
    energy = (weighted[:, : steps * hop].reshape(-1, steps, hop) ** 2).mean(axis=2).sum(axis=0)
    blocks = np.convolve(energy, np.full(4, 0.25), mode="valid")
    audible = blocks[blocks > 10 ** ((_SILENCE_LUFS + 0.691) / 10)]
    if not len(audible):
        return _SILENCE_LUFS
    loud = audible[audible > audible.mean() * 10**-1.0]
    return float(-0.691 + 10 * np.log10(loud.mean()))


def true_peak(sound: F32) -> float:
    """The highest level between samples, found at four times the rate."""
    highest = 0.0
    size = 1 << 16
    for channel in sound:
        for start in range(0, len(channel), size // 2):
            window = channel[start : start + size]
            spectrum = np.fft.rfft(window)
            finer = np.fft.irfft(spectrum, len(window) * 4) * 4
            inner = finer[len(finer) // 8 : -len(finer) // 8] if len(channel) > size else finer
            highest = max(highest, float(np.abs(inner).max(initial=0.0)))
    return max(highest, float(np.abs(sound).max(initial=0.0)))


def limit(sound: F32, ceiling: float) -> F32:
    """Keeps every sample below the ceiling by turning down smoothly, a few milliseconds ahead of a peak."""
    hop = 48
    steps = -(-sound.shape[1] // hop)
    padded = np.zeros((sound.shape[0], steps * hop), np.float32)
    padded[:, : sound.shape[1]] = np.abs(sound)
    peaks = padded.reshape(-1, steps, hop).max(axis=(0, 2))
    wanted = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    if wanted.min() >= 1.0:
        return sound
    reach = 6
    held = np.min(
        [np.roll(np.pad(wanted, reach, mode="edge"), shift) for shift in range(-reach, reach + 1)], axis=0
    )
    window = np.hanning(2 * reach - 1)
    smooth = np.convolve(held, window / window.sum(), mode="same")[reach:-reach]
    gain = np.interp(np.arange(sound.shape[1]), np.arange(steps) * hop + hop / 2, smooth).astype(np.float32)
    limited: F32 = np.clip(sound * gain, -ceiling, ceiling)
    return limited


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
    padded = np.concatenate([sound, np.zeros(1024, np.float32)])
    frequencies = np.maximum(np.fft.rfftfreq(len(padded), 1 / SAMPLE_RATE), 1.0)
    highs = equalise(padded, 1 / (1 + (5200 / frequencies) ** 8))[: len(sound)]
    hop = 96
    level = envelope(highs, hop=hop, attack_seconds=0.002, release_seconds=0.03)
    if not len(level):
        return sound
    threshold = 0.45 * (float(np.sqrt((sound**2).mean())) or 1.0)
    gain = np.minimum(1.0, (np.maximum(level, 1e-6) / threshold) ** -0.75)
    over_time = np.interp(np.arange(len(sound)), np.arange(len(level)) * hop, gain).astype(np.float32)
    return sound - highs * (1 - over_time)


def equalise(sound: F32, response: NDArray[np.float64]) -> F32:
    """Filters by a gain for each frequency of `rfftfreq(len(sound), 1 / SAMPLE_RATE)`; keeps the phase."""
    filtered: F32 = np.fft.irfft(np.fft.rfft(sound) * response, sound.shape[-1]).astype(np.float32)
    return filtered


def resample(sound: F32, rate: int) -> F32:
    """A mono sound at SAMPLE_RATE, through the spectrum: no aliases, no dulling."""
    if rate == SAMPLE_RATE or not len(sound):
        return sound
    count = round(len(sound) * SAMPLE_RATE / rate)
    spectrum = np.fft.rfft(sound)
    wanted = np.zeros(count // 2 + 1, spectrum.dtype)
    shared = min(len(spectrum), len(wanted))
    wanted[:shared] = spectrum[:shared]
    return (np.fft.irfft(wanted, count) * (count / len(sound))).astype(np.float32)


def _k_weighted(sound: F32) -> F32:
    """The head's shelf and the low cut of BS.1770, by their magnitude: loudness doesn't ask for phase."""
    count = sound.shape[1]
    frequencies = np.fft.rfftfreq(count, 1 / SAMPLE_RATE)
    z = np.exp(-2j * np.pi * frequencies / SAMPLE_RATE)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    low_cut = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    return equalise(sound, np.abs(shelf * low_cut))
