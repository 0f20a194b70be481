"""A sheet of the canvas on which flat colours are drawn; light comes afterwards."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from cinematic.arrays import F32, U8
from cinematic.layers import Canvas
from cinematic.vectors import Point, as_float, capsule, circle, fixed, tone


class Sheet:
    """Shapes in design units; later ones cover earlier ones, and a hole can be cut."""

    def __init__(self, canvas: Canvas) -> None:
        self._scale = canvas.unit
        self.picture: U8 = np.zeros((canvas.ph, canvas.pw, 3), np.uint8)
        self.mask: U8 = np.zeros((canvas.ph, canvas.pw), np.uint8)

    def shape(self, points: Sequence[Point] | NDArray[np.float64], tint: F32) -> None:
        outline = self._fixed(points)
        cv2.fillPoly(self.picture, [outline], tone(tint), cv2.LINE_AA, 4)
        cv2.fillPoly(self.mask, [outline], 255, cv2.LINE_AA, 4)

    def hole(self, points: Sequence[Point] | NDArray[np.float64]) -> None:
        cv2.fillPoly(self.mask, [self._fixed(points)], 0, cv2.LINE_AA, 4)

    def box(self, x0: float, y0: float, x1: float, y1: float, tint: F32) -> None:
        self.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], tint)

    def line(self, p: Point, q: Point, width: float, tint: F32) -> None:
        self.shape(capsule(p, width / 2, q, width / 2), tint)

    def oval(self, x: float, y: float, rx: float, ry: float, tint: F32) -> None:
        self.shape(_CIRCLE * (rx, ry) + (x, y), tint)

    def albedo(self) -> F32:
        return np.asarray(self.picture.astype(np.float32) / np.float32(255), np.float32)

    def alpha(self) -> F32:
        return as_float(self.mask)

    def _fixed(self, points: Sequence[Point] | NDArray[np.float64]) -> NDArray[np.int32]:
        p = np.asarray(points, np.float64) * self._scale - 0.5
        return fixed(p, 16)


_CIRCLE = circle(30)
