"""Surf: sheets of foam that run up a beach and drain away."""

from __future__ import annotations

import math

import cv2
import numpy as np

from cinematic.arrays import F32, U32, Rng, tileable
from cinematic.jit import kernel
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
            at = (frame.t * 9.0 * c.unit / _SHRINK + k * 0.4 * self._period) % self._period
            fade = min(1.0, age / 0.12) * (1 - smooth_step((age - 0.62) / 0.38))
            lay_foam(
                a,
                np.asarray(edge, np.float32),
                self._d,
                self._lace,
                k * self._period // 3,
                int(at),
                at % 1.0,
                self._reach * 0.62,
                fade * self._strength,
            )
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
        lay_wash(frame.out, big, self._tint, math.floor(x0) + left, math.floor(y0))


def smooth_step(x: float) -> float:
    t = min(1.0, max(0.0, x))
    return t * t * (3 - 2 * t)


@kernel
def _smooth(a: float, b: float, x: np.float32) -> np.float32:
    f = np.float32
    t = min(f(1.0), max(f(0.0), (x - f(a)) * f(1.0 / (b - a))))
    return f(t * t * (f(3.0) - f(2.0) * t))


_LIP = 16.0
"""So far from where a wave's lip is highest, nothing of it is left that a byte could hold."""
_THIN = 8.0
"""The same of the sheet behind it, in lengths over which it gets thinner by e."""


@kernel
def lay_foam(
    out: F32, edge: F32, d: F32, lace: F32, ox: int, oy: int, part: float, length: float, level: float
) -> None:
    """Foam of one wave, where it is more than what is there.

    Args:
        edge, d: how far the wave has come in each column, and how far each pixel lies from the shore.
        lace: the pattern of the foam, from ox and oy and a part of a row on.
        length: over which the sheet behind the lip gets thinner by e.
    """
    f = np.float32
    below, above = f(part), f(1.0 - part)
    for j in range(d.shape[0]):
        for i in range(d.shape[1]):
            behind = edge[i] - d[j, i]
            from_lip = behind - f(3.0)
            foam = f(0.0)
            if abs(from_lip) < f(_LIP):
                foam = np.exp(-(from_lip * from_lip) * f(1.0 / 22.0)) * f(0.95)
            if behind > f(0.0) and behind < f(_THIN * length):
                holes = lace[oy + j, ox + i] * above + lace[oy + 1 + j, ox + i] * below
                if holes > f(0.34):
                    sheet = _smooth(0.0, 5.0, behind) * np.exp(-behind * f(1.0 / length))
                    foam += sheet * _smooth(0.34, 0.78, holes) * f(0.9)
            out[j, i] = max(out[j, i], min(f(1.0), foam) * f(level))


@kernel
def lay_wash(out: U32, alpha: F32, tint: F32, x0: int, y0: int) -> None:
    """Lays foam of one colour (BGR 0..1) over a frame at whole pixels."""
    byte, f = np.uint32(0xFF), np.float32
    eight, sixteen = np.uint32(8), np.uint32(16)
    height, width = out.shape
    h, w = alpha.shape
    i0, i1 = max(0, -x0), min(w, width - x0)
    for j in range(max(0, -y0), min(h, height - y0)):
        line = out[y0 + j]
        for i in range(i0, i1):
            a = alpha[j, i]
            d = line[x0 + i]
            keep, add = f(1.0) - a, a * f(255.0)
            b = min(f(255.0), f(np.int32(d & byte)) * keep + add * tint[0] + f(0.5))
            g = min(f(255.0), f(np.int32((d >> eight) & byte)) * keep + add * tint[1] + f(0.5))
            r = min(f(255.0), f(np.int32((d >> sixteen) & byte)) * keep + add * tint[2] + f(0.5))
            line[x0 + i] = (
                np.uint32(np.int32(b))
                | (np.uint32(np.int32(g)) << eight)
                | (np.uint32(np.int32(r)) << sixteen)
            )
