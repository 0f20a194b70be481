"""Filters for sound that comes in blocks, and for sound that is all there."""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]

SAMPLE_RATE: Final = 48_000


class Convolver:
    """Convolves a sound that comes in blocks, exactly as if it came at once.

    Args:
        responses: impulse responses of shape (channels, samples).
    """

    def __init__(self, responses: F32) -> None:
        self._responses = responses
        self._spectra: dict[int, NDArray[np.complexfloating]] = {}
        self._rest = np.zeros((responses.shape[0], 0), np.float32)

    def feed(self, block: F32) -> F32:
        """The next block of shape (channels, samples), filtered; what rings on comes later."""
        count = block.shape[1]
        size = fast_size(count + self._responses.shape[1] - 1)
        if size not in self._spectra:
            self._spectra = {size: np.fft.rfft(self._responses, size, axis=1)}
        whole = np.fft.irfft(np.fft.rfft(block, size, axis=1) * self._spectra[size], size, axis=1)
        ringing = count + self._responses.shape[1] - 1
        out = np.asarray(whole[:, :ringing], np.float32)
        kept = min(self._rest.shape[1], ringing)
        out[:, :kept] += self._rest[:, :kept]
        longer = self._rest[:, ringing:]
        self._rest = np.concatenate([out[:, count:], longer], axis=1)
        return out[:, :count]


def equalise(sound: F32, gain: "Gain") -> F32:
    """Filters a mono sound by a gain for each frequency; keeps the phase.

    Silence follows it for the filter to ring out in, so that the end doesn't spill into the start.
    """
    size = fast_size(len(sound) + 4096)
    response = gain.of(size)
    filtered: F32 = np.fft.irfft(np.fft.rfft(sound, size) * response, size)[: len(sound)].astype(np.float32)
    return filtered


class Gain:
    """A gain for each frequency, from a few shapes that are multiplied."""

    def __init__(self, *, low_cut: float = 0.0, high_cut: float = 0.0, order: int = 4) -> None:
        self._low_cut = low_cut
        self._high_cut = high_cut
        self._order = order
        self._bells: list[tuple[float, float, float]] = []

    def bell(self, frequency: float, gain: float, width: float) -> "Gain":
        """Louder around a frequency; `gain` is what is added to 1 there, `width` is in octaves squared."""
        self._bells.append((frequency, gain, width))
        return self

    def of(self, size: int) -> NDArray[np.float64]:
        """The gains at the frequencies of an FFT of this size."""
        frequencies = np.maximum(np.fft.rfftfreq(size, 1 / SAMPLE_RATE), 1.0)
        gains = np.ones_like(frequencies)
        if self._low_cut:
            gains /= np.sqrt(1 + (self._low_cut / frequencies) ** (2 * self._order))
        if self._high_cut:
            gains /= np.sqrt(1 + (frequencies / self._high_cut) ** (2 * self._order))
        for frequency, gain, width in self._bells:
            gains *= 1 + gain * np.exp(-(np.log2(frequencies / frequency) ** 2) / width)
        return np.asarray(gains, np.float64)


def resample(sound: F32, rate: int) -> F32:
    """A mono sound at SAMPLE_RATE, through the spectrum: no aliases, no dulling.

    Args:
        rate: of the sound, in samples a second; at most SAMPLE_RATE.
    """
    if rate == SAMPLE_RATE or not len(sound):
        return sound
    count = round(len(sound) * SAMPLE_RATE / rate)
    # Padded to a length that both rates share and that FFTs are fast at.
    common = rate // int(np.gcd(rate, SAMPLE_RATE))
    parts = fast_size(-(-(len(sound) + 64) // common))
    before, after = parts * common, parts * common * SAMPLE_RATE // rate
    spectrum = np.fft.rfft(sound, before)
    wanted = np.zeros(after // 2 + 1, spectrum.dtype)
    shared = min(len(spectrum), len(wanted))
    wanted[:shared] = spectrum[:shared]
    return np.asarray(np.fft.irfft(wanted, after)[:count] * (after / before), np.float32)


@lru_cache(maxsize=64)
def fast_size(least: int) -> int:
    """A length of at least so many samples that FFTs are fast at."""
    best = 1 << (least - 1).bit_length()
    for factor in (3, 5, 9, 15, 25):
        size = factor << max((-(-least // factor) - 1).bit_length(), 0)
        if least <= size < best:
            best = size
    return best
