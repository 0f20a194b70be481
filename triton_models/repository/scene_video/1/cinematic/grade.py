"""The grade: what a mood does to contrast, colour, bloom and vignette."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cinematic.arrays import F32, blur
from cinematic.light import Light
from cinematic.spec import Mood

_LUT_SIZE = 2048
"""Four entries a level, to twice white: bloom may exceed it and rolls off in the shoulder."""


@dataclass(frozen=True, slots=True)
class Grade:
    lut: F32
    saturation: float
    vignette: float
    bloom: float
    threshold: float
    grain: float


@dataclass(frozen=True, slots=True)
class _Look:
    contrast: float
    lift: tuple[float, float, float]
    gain: tuple[float, float, float]
    saturation: float
    vignette: float
    bloom: float = 0.55


# lift and gain are red, green, blue.
_LOOKS = {
    Mood.HOPEFUL: _Look(1.06, (0.012, 0.010, 0.020), (1.04, 1.01, 0.97), 1.06, 0.20, 0.62),
    Mood.TENDER: _Look(1.00, (0.030, 0.018, 0.026), (1.03, 0.99, 0.97), 0.96, 0.22, 0.70),
    Mood.TENSE: _Look(1.14, (0.000, 0.006, 0.016), (0.97, 1.00, 1.01), 0.84, 0.34, 0.42),
    Mood.LONELY: _Look(1.05, (0.004, 0.012, 0.030), (0.95, 0.99, 1.04), 0.82, 0.32, 0.48),
    Mood.TRIUMPHANT: _Look(1.12, (0.012, 0.006, 0.012), (1.06, 1.01, 0.94), 1.14, 0.22, 0.70),
    Mood.PLAYFUL: _Look(1.05, (0.016, 0.012, 0.016), (1.03, 1.01, 0.99), 1.18, 0.16, 0.55),
    Mood.CALM: _Look(1.02, (0.012, 0.014, 0.022), (0.99, 1.00, 1.01), 0.97, 0.20, 0.52),
    Mood.AWE: _Look(1.12, (0.006, 0.006, 0.024), (1.02, 1.00, 1.02), 1.10, 0.28, 0.78),
}


def grade_for(mood: Mood, light: Light) -> Grade:
    look = _LOOKS[mood]
    # a high sun leaves hard shadows and full colours, unless clouds or snow scatter it
    high = _high_sun(light)
    contrast = look.contrast + 0.03 * high
    x = np.arange(_LUT_SIZE, dtype=np.float32) / 4 / 255
    lut = np.zeros((3, _LUT_SIZE), np.float32)
    for channel in range(3):
        v = x / (1 + np.maximum(x - 0.76, 0) * 0.58)
        # an S-curve about a middle that suits the hour: nights keep their shadows
        pivot = 0.34 if light.dark else 0.46
        v = pivot + (v - pivot) * contrast
        toe = np.minimum(v, 0.0)
        v = np.maximum(v, 0.0) + toe * 0.2
        v = v * look.gain[2 - channel] + look.lift[2 - channel] * (1 - np.clip(v, 0, 1))
        lut[channel] = np.clip(v, 0, 1) * 255
    return Grade(
        lut=lut,
        saturation=look.saturation * (1 + 0.06 * high),
        vignette=look.vignette,
        bloom=look.bloom * (1.15 if light.dark else 0.70),
        threshold=128 if light.dark else 196,
        grain=2.0 if light.dark else 1.6,
    )


def _high_sun(light: Light) -> float:
    """0 to 1: how much of the light comes straight from a sun that stands high."""
    if light.moon or light.snow > 0 or light.wet > 0:
        return 0.0
    return float(np.clip((light.sun_height - 0.45) / 0.25, 0, 1)) * (1 - 0.6 * max(0.0, light.haze - 0.2))


def grain_tile() -> F32:
    """512 x 512 of film grain with unit deviation; frames look at it from different corners."""
    rng = np.random.default_rng(7)
    tile = blur(rng.normal(0, 1, (512, 512)).astype(np.float32), 0.75)
    return np.asarray(tile / tile.std(), np.float32)
