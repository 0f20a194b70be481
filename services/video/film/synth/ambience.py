"""The sound of places: noise in the colours of water, air and rooms, and small sounds scattered over time.

All is a function of the film's seed and of the time in the film, so any stretch can be made by itself.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from services.video.domain.ambience import Air, AirLayer, Stretch
from services.video.film.filters import F32, SAMPLE_RATE, Convolver
from services.video.film.synth.beds import Bed, bed_of
from services.video.film.synth.orchestra import BLOCK, room_response
from services.video.film.synth.small_sounds import SCATTERS, scattered

CROSS_FADE_SECONDS: Final = 1.0
"""As long as the pictures' own cross-fade."""
_STEP: Final = 480
"""Samples between the points that slow movements are computed at."""


def ambience(layers: Sequence[AirLayer], *, length: float, seed: int) -> Iterator[F32]:
    """The sound of a film's places, in blocks of shape (2, samples) as `perform` makes them.

    Args:
        length: of the film, in seconds.
    """
    total = round(length * SAMPLE_RATE)
    hall = Convolver(room_response() * np.float32(0.8))
    beds: dict[Air, Bed | None] = {}
    tail = np.zeros((2, 0), np.float32)
    for start in range(0, total, BLOCK):
        count = min(BLOCK, total - start)
        dry = np.zeros((2, BLOCK), np.float32)
        sent = np.zeros((2, BLOCK), np.float32)
        small = np.zeros((2, BLOCK + 4 * SAMPLE_RATE), np.float32)
        small[:, : tail.shape[1]] += tail
        for layer in layers:
            levels = _levels(layer.stretches, start, BLOCK)
            if not levels.any():
                continue
            # When it is heard first: a film begins while its later places have no sound yet.
            if layer.air not in beds:
                beds[layer.air] = bed_of(layer.air, seed)
            bed = beds[layer.air]
            if bed is not None:
                dry += _moving(bed, start, BLOCK) * levels
            if layer.air in SCATTERS:
                scattered(small, layer, start, BLOCK, seed)
        tail = small[:, BLOCK:]
        sent += small[:, :BLOCK]
        yield (dry + 0.6 * sent + hall.feed(sent))[:, :count]


def _moving(bed: Bed, start: int, count: int) -> F32:
    """A stretch of a bed, as it rises and falls."""
    places = np.arange(start, start + count) % bed.noise.shape[1]
    points = np.arange(start // _STEP, (start + count) // _STEP + 2)
    times = points.astype(np.float64) * (_STEP / SAMPLE_RATE)
    moved = np.stack([bed.movement(times, side) for side in range(2)])
    moments = np.arange(start, start + count)
    gains = np.stack([np.interp(moments, points * _STEP, side) for side in moved]).astype(np.float32)
    return np.asarray(bed.noise[:, places] * gains, np.float32)


def _levels(stretches: Sequence[Stretch], start: int, count: int) -> F32:
    """The level of a layer at each sample: crossing from scene to scene as the pictures do."""
    moments = (start + np.arange(0, count + _STEP, _STEP)) / SAMPLE_RATE
    level = np.zeros_like(moments)
    for stretch in stretches:
        # A scene emerges at its start; the one before sounds on meanwhile.
        rise = np.clip((moments - stretch.start) / CROSS_FADE_SECONDS, 0, 1)
        fall = np.clip((stretch.end + CROSS_FADE_SECONDS - moments) / CROSS_FADE_SECONDS, 0, 1)
        level += stretch.level * _eased(rise) * _eased(fall)
    fine = np.interp(np.arange(count), np.arange(len(level)) * _STEP, level)
    return np.asarray(fine, np.float32)


def _eased(share: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Two of these that cross add up to 1, so that what sounds in both scenes stays as it is."""
    return np.asarray(np.sin(share * (np.pi / 2)) ** 2, np.float64)
