"""Draws a figure's parts in body heights: a picture, and one silhouette for all of it."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from cinematic.arrays import F32, U8
from cinematic.poses import Limb, Point
from cinematic.vectors import capsule


class Pen:
    """Draws parts of one colour after another, with one silhouette for all."""

    def __init__(
        self, w: int, h: int, scale: float, origin: Point, side: float, feet: Point, height: float
    ) -> None:
        self.picture = np.zeros((h, w, 3), np.uint8)
        self.mask: U8 = np.zeros((h, w), np.uint8)
        self._scale, self._origin, self._side, self._feet, self._height = scale, origin, side, feet, height

    def shape(self, points: list[Point] | NDArray[np.float64], tint: F32) -> None:
        p = np.asarray(points, np.float64)
        xy = np.stack(
            [self._feet[0] + self._side * p[:, 0] * self._height, self._feet[1] - p[:, 1] * self._height], 1
        )
        fixed = np.rint(np.clip((xy - self._origin) * self._scale - 0.5, -9000, 9000) * 32).astype(np.int32)
        bgr = [float(v) * 255 for v in np.clip(tint, 0, 1)]
        cv2.fillPoly(self.picture, [fixed], bgr, cv2.LINE_AA, 5)
        cv2.fillPoly(self.mask, [fixed], 255, cv2.LINE_AA, 5)

    def limb(self, limb: Limb, radii: tuple[float, float, float], tint: F32) -> None:
        self.shape(capsule(limb.root, radii[0], limb.middle, radii[1]), tint)
        self.shape(capsule(limb.middle, radii[1], limb.end, radii[2]), tint)

    def dot(self, p: Point, rx: float, ry: float, tint: F32, tilt: float = 0.0) -> None:
        a = np.linspace(0, 2 * math.pi, 26, endpoint=False)
        ex, ey = np.cos(a) * rx, np.sin(a) * ry
        c, s = math.cos(tilt), math.sin(tilt)
        self.shape(np.stack([p[0] + ex * c - ey * s, p[1] + ex * s + ey * c], 1), tint)

    def line(self, p: Point, q: Point, r: float, tint: F32) -> None:
        self.shape(capsule(p, r, q, r), tint)

    def ring(self, p: Point, radius: float, thickness: float, tint: F32) -> None:
        a = np.linspace(0, 2 * math.pi, 33)
        rim = [(p[0] + radius * math.cos(k), p[1] + radius * math.sin(k)) for k in a]
        for i in range(len(rim) - 1):
            self.line(rim[i], rim[i + 1], thickness / 2, tint)
