"""Draws a figure's parts, in body heights, into one small picture with its silhouette."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from cinematic.arrays import F32, U8

Point = tuple[float, float]
Points = Sequence[Point] | NDArray[np.float64]

_CAP = np.linspace(math.pi / 2, 3 * math.pi / 2, 9)
_ROUND = np.linspace(0, 2 * math.pi, 26, endpoint=False)
_COS, _SIN = np.cos(_ROUND), np.sin(_ROUND)


class Pen:
    """Draws parts of one colour after another; x runs forward and y up from the feet, in body heights."""

    def __init__(
        self, w: int, h: int, scale: float, origin: Point, side: float, feet: Point, height: float
    ) -> None:
        """A picture of w * h pixels, `scale` to a frame pixel; origin and feet are positions in the frame."""
        self.picture: U8 = np.zeros((h, w, 4), np.uint8)
        """BGR, premultiplied, and how much of the pixel is covered."""
        self._gain = np.array([side * height * scale, -height * scale])
        self._shift = np.array([(feet[0] - origin[0]) * scale - 0.5, (feet[1] - origin[1]) * scale - 0.5])

    def shape(self, points: Points, tint: F32) -> None:
        """A filled outline."""
        self._fill([self._placed(points)], tint)

    def hoop(self, outer: Points, inner: Points, tint: F32) -> None:
        """An outline with a hole."""
        self._fill([self._placed(outer), self._placed(inner)], tint)

    def _placed(self, points: Points) -> NDArray[np.int32]:
        pixels = np.asarray(points, np.float64) * self._gain + self._shift
        return np.asarray(np.rint(pixels * 32), np.int32)

    def _fill(self, outlines: list[NDArray[np.int32]], tint: F32) -> None:
        b, g, r = (min(1.0, max(0.0, v)) * 255 for v in tint.tolist())
        cv2.fillPoly(self.picture, outlines, (b, g, r, 255), cv2.LINE_AA, 5)

    def taper(self, p: Point, rp: float, q: Point, rq: float, tint: F32) -> None:
        """Two circles and what lies between them."""
        self.shape(tapered(p, rp, q, rq), tint)

    def line(self, p: Point, q: Point, r: float, tint: F32) -> None:
        """A stroke of radius r."""
        self.shape(tapered(p, r, q, r), tint)

    def dot(self, p: Point, rx: float, ry: float, tint: F32, tilt: float = 0.0) -> None:
        """An ellipse."""
        self.shape(oval(p, rx, ry, tilt), tint)

    def ring(self, p: Point, radius: float, thickness: float, tint: F32) -> None:
        """A circle's outline."""
        outer, inner = radius + thickness / 2, radius - thickness / 2
        self.hoop(oval(p, outer, outer), oval(p, inner, inner), tint)


def tapered(p: Point, rp: float, q: Point, rq: float) -> NDArray[np.float64]:
    """The outline of two circles and what lies between them."""
    a = math.atan2(q[1] - p[1], q[0] - p[0]) + _CAP
    out = np.empty((18, 2))
    out[:9, 0], out[:9, 1] = p[0] + rp * np.cos(a), p[1] + rp * np.sin(a)
    out[9:, 0], out[9:, 1] = q[0] - rq * np.cos(a), q[1] - rq * np.sin(a)
    return out


def oval(p: Point, rx: float, ry: float, tilt: float = 0.0) -> NDArray[np.float64]:
    """The outline of an ellipse."""
    ex, ey = _COS * rx, _SIN * ry
    c, s = math.cos(tilt), math.sin(tilt)
    out = np.empty((26, 2))
    out[:, 0], out[:, 1] = p[0] + ex * c - ey * s, p[1] + ex * s + ey * c
    return out


_CURVE_STEPS = 6
_T = np.linspace(0, 1, _CURVE_STEPS, endpoint=False)
_WEIGHTS = 0.5 * np.stack(
    [-_T + 2 * _T**2 - _T**3, 2 - 5 * _T**2 + 3 * _T**3, _T + 4 * _T**2 - 3 * _T**3, -(_T**2) + _T**3], 1
)


def curve(points: Points) -> NDArray[np.float64]:
    """A smooth closed outline through the points (Catmull-Rom)."""
    p = np.asarray(points, np.float64)
    return np.asarray((_WEIGHTS @ p[_neighbours(len(p))]).reshape(-1, 2), np.float64)


@cache
def _neighbours(n: int) -> NDArray[np.int64]:
    """For each of n points around, the one before it, itself and the two after."""
    return np.asarray((np.arange(n)[:, None] + np.arange(-1, 3)[None]) % n, np.int64)


class Brush:
    """A pen that draws somewhere else: scaled, turned and moved."""

    def __init__(
        self, pen: Pen | Brush, at: Point, scale: float = 1.0, turn: float = 0.0, mirror: bool = False
    ):
        self._pen, self._scale = pen, scale
        c, s = math.cos(turn) * scale, math.sin(turn) * scale
        m = -1.0 if mirror else 1.0
        self._matrix = np.array([[c * m, s * m], [-s, c]])
        self._at = np.asarray(at)

    def at(self, p: Point) -> Point:
        """Where a point of this brush lies for the pen."""
        x, y = np.asarray(p) @ self._matrix + self._at
        return float(x), float(y)

    def shape(self, points: Points, tint: F32) -> None:
        self._pen.shape(self._moved(points), tint)

    def _moved(self, points: Points) -> NDArray[np.float64]:
        return np.asarray(np.asarray(points, np.float64) @ self._matrix + self._at)

    def taper(self, p: Point, rp: float, q: Point, rq: float, tint: F32) -> None:
        self.shape(tapered(p, rp, q, rq), tint)

    def line(self, p: Point, q: Point, r: float, tint: F32) -> None:
        self.shape(tapered(p, r, q, r), tint)

    def dot(self, p: Point, rx: float, ry: float, tint: F32, tilt: float = 0.0) -> None:
        self.shape(oval(p, rx, ry, tilt), tint)

    def hoop(self, outer: Points, inner: Points, tint: F32) -> None:
        self._pen.hoop(self._moved(outer), self._moved(inner), tint)

    def ring(self, p: Point, radius: float, thickness: float, tint: F32) -> None:
        outer, inner = radius + thickness / 2, radius - thickness / 2
        self.hoop(oval(p, outer, outer), oval(p, inner, inner), tint)
