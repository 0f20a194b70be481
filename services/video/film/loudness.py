"""How loud a sound is, by ITU-R BS.1770-5, while it goes by; and a limiter for its true peaks."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from services.video.film.filters import F32, SAMPLE_RATE, Convolver

SILENCE_LUFS: Final = -70.0
_HOP: Final = SAMPLE_RATE // 10
"""Gating blocks of 400 ms start every 100."""
_RELATIVE_GATE: Final = 0.1
_K_TAPS: Final = 8192
"""By then the slower of the two filters has fallen by far more than a float's precision."""

# The head's shelf and the low cut of BS.1770 at 48 kHz, as (b, a).
_SHELF: Final = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (1.0, -1.69065929318241, 0.73248077421585),
)
_LOW_CUT: Final = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


class Meter:
    """Integrated loudness of a stereo sound that is fed in blocks."""

    def __init__(self) -> None:
        self._weighting = Convolver(np.stack([k_response(), k_response()]))
        self._rest = np.zeros((2, 0), np.float32)
        self._energies: list[NDArray[np.float64]] = []

    def feed(self, block: F32) -> None:
        """The next block, of shape (2, samples)."""
        weighted = np.concatenate([self._rest, self._weighting.feed(block)], axis=1)
        steps = weighted.shape[1] // _HOP
        hops = weighted[:, : steps * _HOP].reshape(2, steps, _HOP).astype(np.float64)
        self._energies.append((hops**2).mean(axis=2).sum(axis=0))
        self._rest = weighted[:, steps * _HOP :]

    @property
    def integrated(self) -> float:
        """LUFS of all that was fed, silence and what is far softer than the rest left out."""
        hops = np.concatenate(self._energies) if self._energies else np.zeros(0)
        if len(hops) < 4:
            return SILENCE_LUFS
        blocks = np.convolve(hops, np.full(4, 0.25), mode="valid")
        audible = blocks[blocks > 10 ** ((SILENCE_LUFS + 0.691) / 10)]
        if not len(audible):
            return SILENCE_LUFS
        loud = audible[audible > audible.mean() * _RELATIVE_GATE]
        return float(-0.691 + 10 * np.log10(loud.mean()))


def loudness(sound: F32) -> float:
    """Integrated loudness in LUFS of a whole sound of shape (2, samples)."""
    meter = Meter()
    for start in range(0, sound.shape[1], 4 * SAMPLE_RATE):
        meter.feed(sound[:, start : start + 4 * SAMPLE_RATE])
    return meter.integrated


@lru_cache(maxsize=1)
def k_response() -> F32:
    """The impulse response of both filters, one after the other."""
    response = np.zeros(_K_TAPS)
    response[0] = 1.0
    for (b0, b1, b2), (_, a1, a2) in (_SHELF, _LOW_CUT):
        x1 = x2 = y1 = y2 = 0.0
        for place, x in enumerate(response.tolist()):
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x2, x1, y2, y1 = x1, x, y1, y
            response[place] = y
    return response.astype(np.float32)


_PHASES: Final = 4
_HALF: Final = 16


@lru_cache(maxsize=1)
def _between() -> tuple[F32, ...]:
    """Filters that read between samples: a quarter, a half and three quarters of the way."""
    filters = []
    for phase in range(1, _PHASES):
        distance = np.arange(-_HALF + 1, _HALF + 1) - phase / _PHASES
        window = np.cos(np.pi * distance / (2 * _HALF + 1)) ** 2
        taps = np.sinc(distance) * window
        filters.append((taps / taps.sum()).astype(np.float32)[::-1])
    return tuple(filters)


def peaks(sound: F32) -> F32:
    """The highest level from each sample up to the next one, of both sides, at four times the rate."""
    highest = np.abs(sound).max(axis=0)
    for taps in _between():
        for side in sound:
            # Between a sample and the next one.
            read = np.convolve(side, taps)[_HALF : _HALF + len(side)]
            np.maximum(highest, np.abs(read), out=highest)
    return np.asarray(highest, np.float32)


def true_peak(sound: F32) -> float:
    """The highest level of a sound, between its samples too."""
    return float(peaks(sound).max(initial=0.0))


_LIMIT_HOP: Final = 48
_REACH: Final = 6
"""Hops that the limiter looks ahead and holds; a hop is a millisecond."""
_CONTEXT: Final = (2 * _REACH + 2) * _LIMIT_HOP


def limited(blocks: Iterable[F32], ceiling: float) -> Iterator[F32]:
    """Keeps true peaks below a ceiling by turning down smoothly, some milliseconds ahead of each.

    The blocks that come out are cut elsewhere, but together they are as long as those that went in.

    Args:
        blocks: of shape (2, samples).
        ceiling: as a level, 1 being full scale.
    """
    before = np.zeros((2, _CONTEXT), np.float32)
    pending = np.zeros((2, 0), np.float32)
    for block in blocks:
        pending = np.concatenate([pending, block], axis=1)
        ready = (pending.shape[1] - _CONTEXT) // _LIMIT_HOP * _LIMIT_HOP
        if ready <= 0:
            continue
        whole = np.concatenate([before, pending], axis=1)
        yield _turned_down(whole, ready, ceiling)
        before = whole[:, ready : ready + _CONTEXT]
        pending = pending[:, ready:]
    if pending.shape[1]:
        padding = _CONTEXT + -pending.shape[1] % _LIMIT_HOP
        whole = np.concatenate([before, pending, np.zeros((2, padding), np.float32)], axis=1)
        yield _turned_down(whole, pending.shape[1], ceiling)


def _turned_down(whole: F32, count: int, ceiling: float) -> F32:
    """The samples after the context, `count` of them."""
    wanted_part = whole[:, _CONTEXT : _CONTEXT + count]
    steps = whole.shape[1] // _LIMIT_HOP
    highest = peaks(whole)[: steps * _LIMIT_HOP].reshape(steps, _LIMIT_HOP).max(axis=1)
    wanted = np.minimum(1.0, ceiling / np.maximum(highest, 1e-9))
    if wanted.min() >= 1.0:
        return wanted_part
    edged = np.pad(wanted, 2 * _REACH, mode="edge")
    held = np.lib.stride_tricks.sliding_window_view(edged, 2 * _REACH + 1).min(axis=1)
    window = np.hanning(2 * _REACH + 1)[1:-1]
    smooth = np.convolve(held, window / window.sum(), mode="same")[_REACH:-_REACH]
    moments = np.arange(_CONTEXT, _CONTEXT + count)
    gain = np.interp(moments, np.arange(steps) * _LIMIT_HOP + _LIMIT_HOP / 2, smooth).astype(np.float32)
    return np.asarray(wanted_part * gain, np.float32)
