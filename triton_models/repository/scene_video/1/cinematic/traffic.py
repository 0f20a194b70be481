"""Cars on a street that runs away from us: bodies, lamps, and the lamps' light on a wet road."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from cinematic import kernels
from cinematic.arrays import F32, Rng, color, mix
from cinematic.halo import halo
from cinematic.light import Light
from cinematic.scene import Frame
from cinematic.vectors import Point
from cinematic.vista import Vista

_PAINTS = tuple(
    color(c) for c in ("#8a2f2c", "#2f4a6b", "#c8c4bc", "#3a3c42", "#5f6f5a", "#c9a04a", "#4a6a78")
)
_NEAREST, _FARTHEST = 13.0, 95.0


@dataclass(frozen=True, slots=True)
class Car:
    """Starts at distance z; speed in metres a second, below zero towards us."""

    x: float
    z: float
    speed: float


class Traffic:
    """Cars keep between two distances, however long the scene is: the longer, the slower.

    path: where the road's middle is at each distance, for roads that wind.
    """

    def __init__(
        self,
        rng: Rng,
        light: Light,
        vista: Vista,
        cars: list[Car],
        *,
        shine: float = 0.0,
        path: Callable[[float], float] | None = None,
    ) -> None:
        self._light, self._vista, self._cars, self._shine, self._path = light, vista, cars, shine, path
        self._paint = [_PAINTS[k] for k in rng.integers(len(_PAINTS), size=len(cars))]

    def draw(self, frame: Frame) -> None:
        placed = [
            (self._where(car, frame), car, paint) for car, paint in zip(self._cars, self._paint, strict=True)
        ]
        for z, car, paint in sorted(placed, key=lambda p: -p[0]):
            x, y = self._vista.at(car.x + (self._path(z) if self._path else 0.0), 0.0, z)
            fx, fy, unit = frame.at(self._vista.depth(z), x, y)
            k = self._vista.scale(z) * unit
            if -2 * k < fx < frame.canvas.width + 2 * k:
                self._body(frame, fx, fy, k, z, paint, coming=car.speed < 0)

    def _where(self, car: Car, frame: Frame) -> float:
        room = (car.z - _NEAREST) if car.speed < 0 else (_FARTHEST - car.z)
        speed = math.copysign(min(abs(car.speed), max(0.0, room) / max(frame.seconds, 0.5)), car.speed)
        return car.z + speed * frame.t

    def _body(
        self, frame: Frame, fx: float, fy: float, k: float, z: float, paint: F32, *, coming: bool
    ) -> None:
        light = self._light
        x0, y0 = math.floor(fx - 1.1 * k), math.floor(fy - 1.7 * k)
        w, h = int(2.2 * k) + 3, int(1.8 * k) + 3
        picture = np.zeros((h, w, 3), np.uint8)
        mask = np.zeros((h, w), np.uint8)
        veil = (0.30 + 0.5 * light.haze) * min(1.0, z / 70)

        def shape(points: list[Point], tint: F32) -> None:
            q = np.asarray(points, np.float64) * (1.0, -1.0) * k + (fx - x0, fy - y0)
            fixed = np.rint((q - 0.5) * 16).astype(np.int32)
            b, g, r = (float(v) * 255 for v in np.clip(light.veil(tint, veil), 0, 1))
            cv2.fillPoly(picture, [fixed], (b, g, r), cv2.LINE_AA, 4)
            cv2.fillPoly(mask, [fixed], 255, cv2.LINE_AA, 4)

        body = light.shade(paint, 0.35) * np.float32(0.85)
        dark = light.ink * np.float32(0.8)
        shape([(-0.85, 0), (-0.6, 0), (-0.6, 0.35), (-0.85, 0.35)], dark)
        shape([(0.6, 0), (0.85, 0), (0.85, 0.35), (0.6, 0.35)], dark)
        shape([(-0.88, 0.22), (0.88, 0.22), (0.9, 0.62), (0.82, 0.88), (-0.82, 0.88), (-0.9, 0.62)], body)
        shape([(-0.78, 0.86), (0.78, 0.86), (0.58, 1.42), (-0.58, 1.42)], body * np.float32(0.9))
        glass = mix(dark, light.sky[2][1], 0.3)
        shape([(-0.68, 0.88), (0.68, 0.88), (0.52, 1.34), (-0.52, 1.34)], glass)
        shape([(-0.85, 0.2), (0.85, 0.2), (0.85, 0.3), (-0.85, 0.3)], dark)
        m = mask.astype(np.float32) / np.float32(255)
        kernels.blend_patch(frame.out, picture.astype(np.float32) / np.float32(255), m, x0, y0)
        if light.lamps < 0.3:
            return
        tint = color("#fff0cc") if coming else color("#ff3a30")
        size = np.array([max(0.6, 0.10 * k)] * 2, np.float32)
        px = np.array([fx - 0.68 * k, fx + 0.68 * k], np.float32)
        py = np.array([fy - 0.60 * k] * 2, np.float32)
        kernels.splat(frame.out, px, py, size, np.array([0.95, 0.95], np.float32), tint)
        for x in px:
            halo(frame, float(x), float(py[0]), (1.3 if coming else 0.7) * k, tint, 0.75 * light.lamps)
        if self._shine > 0:  # the lamps' streaks in the wet road
            n = 9
            along = np.arange(n, dtype=np.float32) / n
            for x in px:
                sx = np.full(n, x, np.float32)
                sy = (fy + (0.25 + along * 2.2) * np.float32(k)).astype(np.float32)
                r = ((0.10 + 0.12 * along) * np.float32(k)).astype(np.float32)
                a = (0.34 * self._shine * (1 - along) * light.lamps).astype(np.float32)
                kernels.splat(frame.out, sx, sy, np.maximum(r, np.float32(0.7)), a, tint)
