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
        lace = tileable(rng, 512, 12, 4, 0.62, ridged=True)
        self._lace = np.tile((lace - lace.min()) / np.float32(np.ptp(lace)), (2, 8))
        self._x = x
        self._phase = rng.random(4) * 6.28
        self._speed = 1 / rng.uniform(6.4, 7.8)

    def draw(self, frame: Frame) -> None:
        h, w = self._d.shape
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
            ox = int((k * 211 + frame.t * 3) % 512)
            oy = int(frame.t * 5 + k * 97) % 400
            lace = self._lace[oy : oy + h, ox : ox + w]
            if lace.shape != a.shape:
                lace = np.resize(lace, a.shape)
            fade = min(1.0, age / 0.12) * (1 - smooth_step((age - 0.62) / 0.38))
            lip = np.exp(-((behind - 3.0) ** 2) / np.float32(16.0)) * 0.95
            sheet = (
                smooth(0, 5, behind)
                * np.exp(-behind / np.float32(self._reach * 0.62))
                * smooth(0.34, 0.78, lace)
            )
            a = np.maximum(
                a, np.clip(lip * (behind > -6) + sheet * 0.9, 0, 1) * np.float32(fade * self._strength)
            )
        scale, ox_, oy_ = frame.place(self._depth)
        c = frame.canvas
        x0, y0 = ox_, oy_ + self._top * frame.paper.unit * scale
        size = (round(w * _SHRINK * scale), max(2, round(h * _SHRINK * scale)))
        m = np.array(
            [[_SHRINK * scale, 0, x0 - math.floor(x0)], [0, _SHRINK * scale, y0 - math.floor(y0)]], np.float32
        )
        left = max(0, -math.floor(x0))
        m[0, 2] -= left
        width = min(size[0] - left, c.width)
        big = np.asarray(cv2.warpAffine(a, m, (width, size[1]), flags=cv2.INTER_LINEAR), np.float32)
        kernels.blend_patch(
            frame.out, big[..., None] * self._tint, big, math.floor(x0) + left, math.floor(y0)
        )


def smooth_step(x: float) -> float:
    t = min(1.0, max(0.0, x))
    return t * t * (3 - 2 * t)
