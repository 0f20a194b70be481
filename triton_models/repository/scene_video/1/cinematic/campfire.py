"""A campfire: embers, tongues of flame, the light it throws, sparks."""

from __future__ import annotations

import math

import numpy as np

from cinematic import kernels
from cinematic.arrays import Rng, color
from cinematic.scene import Frame

_FALLOFF = (np.exp(-np.linspace(0, 1, 96) * 4.6) * (1 - np.linspace(0, 1, 96)) ** 1.2).astype(np.float32)


class Campfire:
    """Burns at x, y (its foot, design units) in a layer of this depth; size is the height of its flames."""

    def __init__(self, rng: Rng, x: float, y: float, size: float, depth: float) -> None:
        self.depth = depth
        self._x, self._y, self._size = x, y, size
        n = 46
        self._phase = rng.random(n)
        self._across = rng.normal(0, 0.30, n)
        self._pace = rng.uniform(0.8, 1.3, n)
        self._spark = rng.random((14, 3))

    def draw(self, frame: Frame) -> None:
        fx, fy, unit = frame.at(self.depth, self._x, self._y)
        t, s, f = frame.t, self._size * unit, np.float32
        flicker = 0.82 + 0.10 * math.sin(t * 9.1) + 0.08 * math.sin(t * 14.7 + 1.3)
        for radius, level in ((s * 7.0, 0.34), (s * 2.6, 0.42)):
            falloff = _FALLOFF * f(level * flicker)
            kernels.glow_disc(frame.out, fx, fy - s * 0.45, radius, falloff, color("#ff9a4a"))
        age = (self._phase + t * self._pace * 1.25) % 1.0
        sway = np.sin(t * 3.1 + self._phase * 9) * 0.10
        x = fx + (self._across * (1 - age * 0.85) + sway * age) * s
        y = fy - age**0.85 * s * (1.15 - np.abs(self._across) * 1.1)
        r = s * (0.20 * (1 - age) ** 0.8 + 0.015)
        for tint, share, level in (("#ff5a1e", 1.0, 0.55), ("#ffb03c", 0.66, 0.6), ("#fff2c0", 0.34, 0.65)):
            a = (level * np.sin(np.clip(age * 1.15 + 0.12, 0, 1) * math.pi)).astype(f)
            kernels.splat(frame.out, x.astype(f), y.astype(f), (r * share).astype(f), a, color(tint))
        life = (self._spark[:, 0] + t * (0.16 + 0.14 * self._spark[:, 1])) % 1.0
        sx = fx + (np.sin(t * 1.4 + self._spark[:, 2] * 12) * 0.35 + (self._spark[:, 2] - 0.5) * 0.8) * s * (
            0.3 + life
        )
        sy = fy - s * (0.5 + life * 4.2)
        glow = (0.9 * (1 - life) ** 1.4 * (life > 0.02)).astype(f)
        kernels.splat(
            frame.out, sx.astype(f), sy.astype(f), np.full(14, 1.1 * unit, f), glow, color("#ffb25a")
        )
