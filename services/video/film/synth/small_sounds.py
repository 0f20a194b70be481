"""Small sounds scattered over time: birds, crickets, drops, gulls, thunder, cars, a clock."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from services.video.domain.ambience import Air, AirLayer
from services.video.film.filters import SAMPLE_RATE
from services.video.film.synth.instruments import F32, coloured_noise

_CELL_SECONDS: Final = 1.0
"""Time is cut into cells; what happens in one is drawn from a seed of its own."""


class _Scatter(NamedTuple):
    """How often a sound is heard, how loud, and how it is made."""

    each_second: float
    level: float
    variants: int
    make: Callable[[np.random.Generator], F32]


def scattered(into: F32, layer: AirLayer, start: int, count: int, seed: int) -> None:
    """Adds the small sounds of a layer that begin within a stretch.

    Args:
        into: of shape (2, samples), longer than the stretch by the longest small sound.
        start, count: the stretch, in samples of the film.
    """
    scatter = SCATTERS[layer.air]
    number = list(Air).index(layer.air)
    cell = int(_CELL_SECONDS * SAMPLE_RATE)
    for index in range(start // cell, -(-(start + count) // cell)):
        dice = np.random.default_rng([seed & 0xFFFFFFFF, number, index])
        for _ in range(1 if layer.air is Air.CLOCK else int(dice.poisson(scatter.each_second))):
            moment = index * cell + int((0.5 if layer.air is Air.CLOCK else dice.random()) * cell)
            variant, pan, far = (
                int(dice.integers(scatter.variants)),
                dice.uniform(-0.8, 0.8),
                dice.uniform(0.35, 1),
            )
            level = _level_at(layer, moment / SAMPLE_RATE)
            if not start <= moment < start + count or level <= 0.0:
                continue
            sound = _variant(layer.air, variant, seed & 0xFF)
            place = moment - start
            end = min(place + len(sound), into.shape[1])
            angle = (pan + 1) * np.pi / 4
            for side, gain in enumerate((np.cos(angle), np.sin(angle))):
                into[side, place:end] += sound[: end - place] * np.float32(gain * far * level * scatter.level)


def _level_at(layer: AirLayer, moment: float) -> float:
    return max((one.level for one in layer.stretches if one.start <= moment < one.end), default=0.0)


@lru_cache(maxsize=128)
def _variant(air: Air, variant: int, seed: int) -> F32:
    sound = SCATTERS[air].make(np.random.default_rng([seed, list(Air).index(air), variant]))
    sound.setflags(write=False)
    return sound


def _times(seconds: float) -> F32:
    return np.arange(int(seconds * SAMPLE_RATE), dtype=np.float32) / np.float32(SAMPLE_RATE)


def _shape(t: F32, attack: float, release: float) -> F32:
    end = float(t[-1])
    shape = np.clip(t / attack, 0, 1) * np.clip((end - t) / release, 0, 1)
    return np.asarray(shape * shape, np.float32)


def _bird(dice: np.random.Generator) -> F32:
    """A phrase of a few notes that slide, as one bird sings it."""
    base = dice.uniform(2300, 4300)
    out = []
    for _ in range(int(dice.integers(2, 6))):
        t = _times(dice.uniform(0.05, 0.16))
        bend, trill = dice.uniform(-900, 1100), dice.choice([0.0, 0.0, 28.0])
        tone = base * dice.choice([0.8, 1.0, 1.0, 1.25]) + bend * t / t[-1]
        tone = tone + 260 * np.sin(2 * np.pi * trill * t)
        note = np.sin(2 * np.pi * np.cumsum(tone) / SAMPLE_RATE) * _shape(t, 0.012, 0.03)
        out += [note.astype(np.float32), np.zeros(int(dice.uniform(0.03, 0.12) * SAMPLE_RATE), np.float32)]
    return np.concatenate(out)


def _cricket(dice: np.random.Generator) -> F32:
    """A few bursts of pulses, high and dry."""
    pitch, rate = dice.uniform(4100, 4900), dice.uniform(24, 32)
    t = _times(dice.uniform(0.5, 1.4))
    pulses = np.clip(np.sin(2 * np.pi * rate * t), 0, 1) ** 2
    bursts = np.clip(np.sin(2 * np.pi * 2.6 * t) * 3, 0, 1)
    return np.asarray(np.sin(2 * np.pi * pitch * t) * pulses * bursts * _shape(t, 0.05, 0.1), np.float32)


def _gull(dice: np.random.Generator) -> F32:
    out = []
    for number in range(int(dice.integers(2, 5))):
        t = _times(0.32)
        tone = (980 - 60 * number) * (1 + 0.35 * np.sin(np.pi * t / t[-1]))
        phase = 2 * np.pi * np.cumsum(tone) / SAMPLE_RATE
        cry = (np.sin(phase) + 0.6 * np.sin(2 * phase) + 0.3 * np.sin(3 * phase)) * _shape(t, 0.04, 0.12)
        out += [cry.astype(np.float32) * 0.5, np.zeros(SAMPLE_RATE // 8, np.float32)]
    return np.concatenate(out)


def _drop(dice: np.random.Generator) -> F32:
    t = _times(0.05)
    tone = dice.uniform(1800, 5200) * (1 + 2.5 * t)
    return np.asarray(
        np.sin(2 * np.pi * np.cumsum(tone) / SAMPLE_RATE) * np.exp(-t / 0.008) * _shape(t, 0.001, 0.02),
        np.float32,
    )


def _bubble(dice: np.random.Generator) -> F32:
    t = _times(0.09)
    tone = dice.uniform(420, 1300) * (1 + 5 * t)
    return np.asarray(
        np.sin(2 * np.pi * np.cumsum(tone) / SAMPLE_RATE) * np.exp(-t / 0.025) * _shape(t, 0.004, 0.03),
        np.float32,
    )


def _thunder(dice: np.random.Generator) -> F32:
    """Far away: it rolls, more than once."""
    t = _times(3.9)
    rolls = sum(
        dice.uniform(0.3, 1) * np.exp(-(((t - dice.uniform(0.3, 2.4)) / dice.uniform(0.25, 0.7)) ** 2))
        for _ in range(4)
    )
    return np.asarray(
        coloured_noise(len(t), int(dice.integers(1 << 20)), 28, 160) * rolls * _shape(t, 0.1, 0.8), np.float32
    )


def _car(dice: np.random.Generator) -> F32:
    t = _times(3.6)
    passing = np.exp(-(((t - 1.7) / dice.uniform(0.5, 0.8)) ** 2))
    return np.asarray(
        coloured_noise(len(t), int(dice.integers(1 << 20)), 140, 1300) * passing * _shape(t, 0.4, 0.8),
        np.float32,
    )


def _tick(dice: np.random.Generator) -> F32:
    t = _times(0.04)
    click = np.sin(2 * np.pi * 2100 * t) + 0.6 * np.sin(2 * np.pi * 3400 * t)
    return np.asarray(click * np.exp(-t / 0.004) * _shape(t, 0.0008, 0.02), np.float32)


def _crackle(dice: np.random.Generator) -> F32:
    t = _times(0.03)
    return np.asarray(
        coloured_noise(len(t), int(dice.integers(1 << 20)), 700, 6000)
        * np.exp(-t / dice.uniform(0.002, 0.008))
        * _shape(t, 0.0005, 0.01),
        np.float32,
    )


def _hum(dice: np.random.Generator) -> F32:
    """A machine that works somewhere, and stops."""
    t = _times(3.2)
    base = dice.choice([98.0, 110.0, 123.5])
    tone = sum(np.sin(2 * np.pi * base * k * t + k) / k**1.4 for k in range(1, 6))
    return np.asarray(tone * _shape(t, 1.0, 1.2) * 0.5, np.float32)


def _murmur(dice: np.random.Generator) -> F32:
    """Somebody speaks too far away to be understood."""
    t = _times(dice.uniform(1.2, 2.6))
    pitch = dice.uniform(105, 210)
    voice = sum(np.sin(2 * np.pi * pitch * k * t + k * k) / k for k in range(1, 9) if pitch * k < 1100)
    syllables = np.clip(np.sin(2 * np.pi * dice.uniform(3.2, 4.6) * t + dice.uniform(0, 6)), 0, 1)
    words = np.clip(np.sin(2 * np.pi * 0.9 * t + dice.uniform(0, 6)) + 0.6, 0, 1)
    return np.asarray(voice * syllables * words * _shape(t, 0.2, 0.4) * 0.4, np.float32)


def _step(dice: np.random.Generator) -> F32:
    t = _times(0.12)
    body = np.sin(2 * np.pi * dice.uniform(95, 140) * t) * np.exp(-t / 0.02)
    heel = coloured_noise(len(t), int(dice.integers(1 << 20)), 900, 4200) * np.exp(-t / 0.006) * 0.5
    one = ((body + heel) * _shape(t, 0.001, 0.04)).astype(np.float32)
    gap = np.zeros(int(dice.uniform(0.42, 0.52) * SAMPLE_RATE), np.float32)
    return np.concatenate([one, gap] * int(dice.integers(2, 5)))


def _hall(dice: np.random.Generator) -> F32:
    return _step(dice) if dice.random() < 0.4 else _murmur(dice)


def _foghorn(dice: np.random.Generator) -> F32:
    t = _times(3.4)
    tone = sum(np.sin(2 * np.pi * 73 * k * t) / k**1.2 for k in range(1, 7))
    return np.asarray(tone * _shape(t, 0.35, 1.2) * 0.5, np.float32)


SCATTERS: Final = {
    Air.BIRDS: _Scatter(0.75, 0.030, 14, _bird),
    Air.CRICKETS: _Scatter(1.3, 0.016, 6, _cricket),
    Air.GULLS: _Scatter(0.14, 0.030, 6, _gull),
    Air.RAIN: _Scatter(9.0, 0.020, 12, _drop),
    Air.RAIN_OUTSIDE: _Scatter(2.0, 0.012, 8, _drop),
    Air.STREAM: _Scatter(7.0, 0.020, 12, _bubble),
    Air.SHORE: _Scatter(1.2, 0.016, 8, _bubble),
    Air.THUNDER: _Scatter(0.09, 0.200, 5, _thunder),
    Air.CARS: _Scatter(0.16, 0.055, 6, _car),
    Air.CLOCK: _Scatter(1.0, 0.012, 1, _tick),
    Air.MACHINES: _Scatter(0.16, 0.016, 4, _hum),
    Air.HALL: _Scatter(0.9, 0.028, 12, _hall),
    Air.CROWD: _Scatter(1.6, 0.024, 12, _murmur),
    Air.FIRE: _Scatter(6.0, 0.050, 12, _crackle),
    Air.HORN: _Scatter(0.05, 0.070, 2, _foghorn),
}
