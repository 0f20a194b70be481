"""Antialiased shapes as masks: polygons, curves and tapered limbs, in design units."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from cinematic.arrays import F32, U8

Point = tuple[float, float]
_SHIFT = 5


def polygon(
    mask: U8, points: Sequence[Point] | NDArray[np.float64], scale: float, dx: float = 0, dy: float = 0
) -> None:
    """Fill a polygon given in design units; mask pixels = (p - (dx, dy)) * scale."""
    p = (np.asarray(points, np.float64) - (dx, dy)) * scale - 0.5
    cv2.fillPoly(mask, [fixed(p, 1 << _SHIFT)], 255, cv2.LINE_AA, _SHIFT)


def fixed(pixels: NDArray[np.float64], parts: int) -> NDArray[np.int32]:
    """Positions in parts of a pixel, as OpenCV draws them."""
    return np.asarray(np.rint(np.minimum(np.maximum(pixels, -30000), 30000) * parts), np.int32)


def tone(tint: F32) -> tuple[float, float, float]:
    """A colour (BGR 0..1) as OpenCV draws it."""
    b, g, r = (min(1.0, max(0.0, v)) * 255 for v in tint.tolist())
    return b, g, r


def circle(n: int) -> NDArray[np.float64]:
    """n points (x, y) around the unit circle."""
    a = np.linspace(0, 2 * math.pi, n, endpoint=False)
    return np.stack([np.cos(a), np.sin(a)], 1)


def disc(mask: U8, x: float, y: float, r: float, scale: float, dx: float = 0, dy: float = 0) -> None:
    ellipse(mask, x, y, r, r, scale, dx, dy)


def ellipse(
    mask: U8,
    x: float,
    y: float,
    rx: float,
    ry: float,
    scale: float,
    dx: float = 0,
    dy: float = 0,
    tilt: float = 0.0,
) -> None:
    ex, ey = _CIRCLE[:, 0] * rx, _CIRCLE[:, 1] * ry
    c, s = math.cos(tilt), math.sin(tilt)
    points = np.empty((len(ex), 2))
    points[:, 0], points[:, 1] = x + ex * c - ey * s, y + ex * s + ey * c
    polygon(mask, points, scale, dx, dy)


_CIRCLE = circle(28)


def capsule(p: Point, rp: float, q: Point, rq: float) -> NDArray[np.float64]:
    """The outline of a limb: two circles and what lies between them."""
    dx, dy = q[0] - p[0], q[1] - p[1]
    far = math.hypot(dx, dy)
    c, s = (dx / far, dy / far) if far > 0 else (1.0, 0.0)
    ux, uy = _CAP[0] * c - _CAP[1] * s, _CAP[0] * s + _CAP[1] * c
    out = np.empty((18, 2))
    out[:9, 0], out[:9, 1] = p[0] + rp * ux, p[1] + rp * uy
    out[9:, 0], out[9:, 1] = q[0] - rq * ux, q[1] - rq * uy
    return out


_CAP = np.stack([f(np.linspace(math.pi / 2, 3 * math.pi / 2, 9)) for f in (np.cos, np.sin)])


def closed_curve(points: Sequence[Point], steps: int = 6) -> NDArray[np.float64]:
    """A smooth closed outline through the points (Catmull-Rom)."""
    p = np.asarray(points, np.float64)
    around = p[(np.arange(len(p))[:, None] + np.arange(-1, 3)) % len(p)]
    return np.asarray((_weights(steps) @ around).reshape(-1, 2), np.float64)


@cache
def _weights(steps: int) -> NDArray[np.float64]:
    """How much each step between two points has of the one before them, of them, and of the one after."""
    t = np.linspace(0, 1, steps, endpoint=False)
    weights = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2)
    return np.asarray(np.stack(weights, 1) / 2, np.float64)


def as_float(mask: U8) -> F32:
    return np.asarray(mask.astype(np.float32) / np.float32(255), np.float32)


def rim(mask: F32, dx: float, dy: float, soft: float) -> F32:
    """The edge of a shape that faces the light: what a copy moved by (dx, dy), away from it, lays bare."""
    m = np.array([[1, 0, dx], [0, 1, dy]], np.float32)
    moved = cv2.warpAffine(mask, m, (mask.shape[1], mask.shape[0]), borderMode=cv2.BORDER_REPLICATE)
    edge = np.clip(mask - moved, 0, 1)
    if soft >= 0.3:
        edge = cv2.GaussianBlur(edge, (0, 0), soft)
    return np.asarray(edge * mask, np.float32)
