"""Antialiased shapes as masks: polygons, curves and tapered limbs, in design units."""

from __future__ import annotations

import math
from collections.abc import Sequence

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


def capsule(p: Point, rp: float, q: Point, rq: float) -> list[Point]:
    """The outline of a limb: two circles and what lies between them."""
    ax = math.atan2(q[1] - p[1], q[0] - p[0])
    out: list[Point] = []
    for k in range(9):
        a = ax + math.pi / 2 + math.pi * k / 8
        out.append((p[0] + rp * math.cos(a), p[1] + rp * math.sin(a)))
    for k in range(9):
        a = ax - math.pi / 2 + math.pi * k / 8
        out.append((q[0] + rq * math.cos(a), q[1] + rq * math.sin(a)))
    return out


def closed_curve(points: Sequence[Point], steps: int = 6) -> NDArray[np.float64]:
    """A smooth closed outline through the points (Catmull-Rom)."""
    p = np.asarray(points, np.float64)
    n = len(p)
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    parts = []
    for i in range(n):
        a, b, c, d = p[i - 1], p[i], p[(i + 1) % n], p[(i + 2) % n]
        parts.append(
            0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        )
    return np.concatenate(parts)


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
