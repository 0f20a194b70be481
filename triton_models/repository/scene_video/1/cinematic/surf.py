"""Surf: sheets of foam that run up a beach and drain away."""

from __future__ import annotations

import math

import cv2
import numpy as np

from cinematic import kernels
from cinematic.arrays import F32, Rng, smooth, tileable
from cinematic.layers import Canvas
from cinematic.plants import Line
from cinematic.scene import Frame

_SHRINK = 2
_PERIOD = 512
"""Design units after which the foam's pattern repeats."""


class Surf:
    """Waves along a line of the canvas; each runs up and drains in its own time."""

    def __init__(
        self,
        rng: Rng,
        canvas: Canvas,
        shore: Line,
        tint: F32,
        *,
        depth: float,
        reach: float,
        strength: float = 1.0,
    ) -> None:
        """reach: how far (design units of height) a wave runs from where it breaks."""
        self._canvas, self._depth, self._reach, self._tint = canvas, depth, reach, tint
        self._strength = strength
        w = canvas.pw // _SHRINK
        x = (np.arange(w, dtype=np.float32) + 0.5) * np.float32(_SHRINK / canvas.unit)
        self._shore = np.array([shore(float(v)) for v in x], np.float32)
        self._top = float(self._shore.min()) - reach * 1.5
        h = max(4, round((float(self._shore.max()) + reach * 1.4 - self._top) * canvas.unit / _SHRINK))
        y = self._top + (np.arange(h, dtype=np.float32)[:, None] + 0.5) * np.float32(_SHRINK / canvas.unit)
        self._d = y - self._shore[None]
        n = 8 * max(8, round(_PERIOD * canvas.unit / _SHRINK / 8))
        lace = tileable(rng, n, 12, 4, 0.62, ridged=True)
        lace = (lace - lace.min()) / np.float32(np.ptp(lace))
        self._lace = np.tile(lace, (h // n + 2, w // n + 2))
        self._period = n
        self._x = x
        self._phase = rng.random(4) * 6.28
        self._speed = 1 / rng.uniform(6.4, 7.8)

    def draw(self, frame: Frame) -> None:
        h, w, c = *self._d.shape, self._canvas
        a = np.zeros((h, w), np.float32)
        for k in range(2):
            age = (frame.t * self._speed + k * 0.5 + float(self._phase[3]) / 6.28) % 1.0
            run = math.sin(min(age / 0.62, 1.0) * math.pi / 2) - 0.55 * smooth_step((age - 0.55) / 0.45)
            bend = (
                np.sin(self._x / 95 + self._phase[0] + k) * 0.24
                + np.sin(self._x / 37 + self._phase[1]) * 0.10
            )
            edge = (-0.95 + 1.45 * run + bend.astype(np.float32)) * np.float32(self._reach)
            behind = edge[None] - self._d
            at = (frame.t * 9.0 * c.unit / _SHRINK + k * 0.4 * self._period) % self._period
            oy, part = int(at), np.float32(at % 1.0)
            ox = k * self._period // 3
            lace = self._lace[oy : oy + h, ox : ox + w] * (1 - part)
            lace += self._lace[oy + 1 : oy + 1 + h, ox : ox + w] * part
            fade = min(1.0, age / 0.12) * (1 - smooth_step((age - 0.62) / 0.38))
            lip = np.exp(-((behind - 3.0) ** 2) / np.float32(22.0)) * 0.95
            sheet = (
                smooth(0, 5, behind)
                * np.exp(-behind / np.float32(self._reach * 0.62))
                * smooth(0.34, 0.78, lace)
            )
            a = np.maximum(a, np.clip(lip + sheet * 0.9, 0, 1) * np.float32(fade * self._strength))
        scale, ox_, oy_ = frame.place(self._depth)
        x0, y0 = ox_, oy_ + self._top * c.unit * scale
        size = (round(w * _SHRINK * scale), max(2, round(h * _SHRINK * scale)))
        m = np.array(
            [[_SHRINK * scale, 0, x0 - math.floor(x0)], [0, _SHRINK * scale, y0 - math.floor(y0)]], np.float32
        )
        left = max(0, -math.floor(x0))
        m[0, 2] -= left
        width = min(size[0] - left, frame.canvas.width)
        big = np.asarray(cv2.warpAffine(a, m, (width, size[1]), flags=cv2.INTER_LINEAR), np.float32)
        kernels.blend_patch(
            frame.out, big[..., None] * self._tint, big, math.floor(x0) + left, math.floor(y0)
        )


def smooth_step(x: float) -> float:
    t = min(1.0, max(0.0, x))
    return t * t * (3 - 2 * t)
