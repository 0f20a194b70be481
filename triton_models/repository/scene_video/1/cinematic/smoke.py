"""Smoke from chimneys: puffs that rise, widen and lean with the wind."""

from __future__ import annotations

import numpy as np

from cinematic import kernels
from cinematic.arrays import F32, Rng
from cinematic.scene import Frame


class Chimneys:
    """Puffs from several places, in design units of one depth."""

    def __init__(self, rng: Rng, tops: list[tuple[float, float]], depth: float, tint: F32) -> None:
        self._tops, self._depth, self._tint = tops, depth, np.asarray(tint, np.float32)
        self._phase = rng.random((max(1, len(tops)), 14))

    def draw(self, frame: Frame) -> None:
        f = np.float32
        for (x, y), phase in zip(self._tops, self._phase, strict=False):
            fx, fy, unit = frame.at(self._depth, x, y)
            n = len(phase)
            age = ((np.arange(n) + phase) / n + frame.t / 6.5) % 1.0
            lean = age**1.4 * (26 + 14 * np.sin(phase * 6.3 + frame.t * 0.4))
            px = fx + (lean + 5 * np.sin(age * 9 + phase * 20)) * unit
            py = fy - age * 84 * unit
            r = (4 + 17 * age) * unit
            a = 0.20 * np.sin(np.clip(age, 0, 1) * np.pi) ** 0.7
            kernels.splat(frame.out, px.astype(f), py.astype(f), r.astype(f), a.astype(f), self._tint)
