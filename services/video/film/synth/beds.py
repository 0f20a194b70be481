"""Beds: noise that goes on, coloured and moving as water, air, traffic and rooms do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from services.video.domain.ambience import Air
from services.video.film.filters import SAMPLE_RATE
from services.video.film.synth.instruments import F32

LOOP: Final = 1 << 19
"""Samples after which a noise begins again, without a seam; eleven seconds."""

Times = NDArray[np.float64]
Movement = Callable[[Times, int], Times]


@dataclass(frozen=True, slots=True)
class Bed:
    """A noise and how its loudness moves."""

    noise: F32
    """Of shape (2, LOOP); its end runs into its beginning."""
    movement: Movement
    """Gains at some times of the film, in seconds, for the left (0) or the right (1) side."""


@dataclass(frozen=True, slots=True)
class _Colour:
    low: float
    """Hertz; below it the noise is cut off."""
    high: float
    slope: float
    """Decibels that it falls by in an octave."""
    level: float
    """Root mean square of the noise."""


_COLOURS: Final = {
    Air.WAVES: _Colour(70, 3800, 3.0, 0.055),
    Air.SHORE: _Colour(120, 2400, 3.5, 0.040),
    Air.STREAM: _Colour(320, 6000, 2.5, 0.034),
    Air.WIND: _Colour(110, 950, 3.5, 0.050),
    Air.BREEZE: _Colour(130, 1500, 4.5, 0.028),
    Air.LEAVES: _Colour(900, 7000, 2.5, 0.022),
    Air.RAIN: _Colour(500, 11_000, 1.2, 0.028),
    Air.RAIN_OUTSIDE: _Colour(150, 1800, 3.5, 0.026),
    Air.CITY: _Colour(45, 900, 5.0, 0.050),
    Air.ROOM: _Colour(60, 700, 5.0, 0.012),
    Air.MACHINES: _Colour(90, 420, 3.0, 0.012),
    Air.HALL: _Colour(180, 2200, 4.0, 0.022),
    Air.CROWD: _Colour(250, 2600, 3.5, 0.034),
    Air.FIRE: _Colour(60, 1100, 4.0, 0.026),
    Air.VOID: _Colour(40, 420, 6.0, 0.030),
}


def bed_of(air: Air, seed: int) -> Bed | None:
    """The bed of a sound; None for one that is made of small sounds only.

    Args:
        seed: of the film; another one gives other noise and other gusts.
    """
    colour = _COLOURS.get(air)
    if colour is None:
        return None
    dice = np.random.default_rng([seed & 0xFFFFFFFF, _number(air)])
    return Bed(_noise(colour, dice), _movement(air, dice))


def _number(air: Air) -> int:
    return list(Air).index(air)


def _noise(colour: _Colour, dice: np.random.Generator) -> F32:
    frequencies = np.maximum(np.fft.rfftfreq(LOOP, 1 / SAMPLE_RATE), 1.0)
    gain = (frequencies / colour.low) ** (-colour.slope / 6.02)
    gain /= np.sqrt(1 + (colour.low / frequencies) ** 6) * np.sqrt(1 + (frequencies / colour.high) ** 4)
    used = gain > gain.max() * 1e-4
    sides = []
    shared = _phases(len(gain), used, dice)
    for _ in range(2):
        # Half of it comes from everywhere, half from one side.
        spectrum = (shared + _phases(len(gain), used, dice)) * gain
        side = np.fft.irfft(spectrum, LOOP)
        sides.append(side / np.sqrt(np.mean(side**2)) * colour.level)
    return np.asarray(sides, np.float32)


def _phases(count: int, used: NDArray[np.bool_], dice: np.random.Generator) -> NDArray[np.complex128]:
    spectrum = np.zeros(count, np.complex128)
    many = int(used.sum())
    spectrum[used] = dice.standard_normal(many) + 1j * dice.standard_normal(many)
    return spectrum


def _movement(air: Air, dice: np.random.Generator) -> Movement:
    phases = dice.uniform(0, 2 * np.pi, 6)
    if air in (Air.WAVES, Air.SHORE):
        periods = dice.uniform(7.5, 9.5), dice.uniform(10.5, 13.5)
        return lambda times, side: _breakers(times, periods, phases, side, 0.25 if air is Air.WAVES else 0.5)
    depth = {Air.WIND: 0.75, Air.BREEZE: 0.6, Air.LEAVES: 0.7, Air.CROWD: 0.35, Air.FIRE: 0.3}.get(air, 0.15)
    slow = {Air.WIND: 1.0, Air.BREEZE: 0.8, Air.LEAVES: 1.4, Air.CROWD: 2.5, Air.FIRE: 5.0}.get(air, 0.7)
    return lambda times, side: _gusts(times * slow, phases, side, depth)


def _breakers(times: Times, periods: tuple[float, float], phases: Times, side: int, least: float) -> Times:
    """Two swells that meet: each rises slowly, breaks, and runs out over the sand."""
    total = np.full_like(times, least)
    for period, phase in zip(periods, phases[:2], strict=True):
        share = (times / period + phase / (2 * np.pi) + 0.03 * side) % 1.0
        swell = np.where(share < 0.45, (share / 0.45) ** 2, np.exp(-(share - 0.45) * 4.2))
        # The end of one wave meets the beginning of the next.
        swell = np.maximum(swell, np.exp(-0.55 * 4.2) * (1 - share) ** 2)
        total += (1 - least) * 0.75 * swell
    return total


def _gusts(times: Times, phases: Times, side: int, depth: float) -> Times:
    """Slow waves of lengths that never meet again, a little apart on both sides."""
    moved = times + 0.35 * side
    waves = (
        0.5 * np.sin(0.31 * moved + phases[0])
        + 0.3 * np.sin(0.73 * moved + phases[1])
        + 0.2 * np.sin(1.37 * moved + phases[2])
    )
    return np.asarray(1 - depth * (0.5 - 0.5 * waves))
