"""People in the distance: a few strokes each, walking, waiting, talking, under umbrellas when it rains."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cinematic import kernels
from cinematic.arrays import F32, Rng, color, mix
from cinematic.light import Light
from cinematic.scene import Frame
from cinematic.vectors import Point, capsule, closed_curve, tone

_CLOTHES = tuple(
    color(c) for c in ("#4a4250", "#5a3a3a", "#3a4a5c", "#6b5a48", "#2f3a36", "#7a3f3a", "#8a8074", "#c9b89a")
)


@dataclass(frozen=True, slots=True)
class Passer:
    """Somebody at (x, y) of the canvas at a depth; speed in design units a second, 0 stands."""

    x: float
    y: float
    height: float
    depth: float
    speed: float = 0.0
    away: bool = False
    """Walks towards or away from us: legs swing little."""


class Passers:
    """Small figures, drawn anew each frame."""

    def __init__(
        self, rng: Rng, light: Light, people: list[Passer], *, fog: float = 0.0, clothes: tuple[str, ...] = ()
    ) -> None:
        self._people = sorted(people, key=lambda p: p.depth)
        n = max(1, len(people))
        self._phase = rng.random(n) * 6.28
        self._umbrella = rng.random(n) < (0.75 if light.wet > 0 and not clothes else 0.0)
        worn = tuple(color(t) for t in clothes) or _CLOTHES
        pick = rng.integers(len(worn), size=(n, 3))
        self._tints: list[tuple[F32, F32, F32, F32]] = []
        for k, p in enumerate(self._people):
            veil = fog * max(0.0, 1 - p.depth)

            def cloth(tone: F32, veil: float = veil) -> F32:
                return light.veil(mix(light.shade(tone, 0.28) * np.float32(0.8), light.ink, 0.35), veil)

            self._tints.append(
                (
                    cloth(worn[pick[k, 0]]),
                    cloth(worn[pick[k, 1]] * np.float32(0.7)),
                    cloth(color("#6b4a3c")),
                    cloth(color("#a83a3a") if pick[k, 2] < 3 else color("#2c3038")),
                )
            )
        self._rim = light.rim

    def draw(self, frame: Frame) -> None:
        for k, p in enumerate(self._people):
            x = p.x + p.speed * (frame.t - frame.seconds * 0.5)
            fx, fy, unit = frame.at(p.depth, x, p.y)
            h = p.height * unit
            if h < 3 or not -h < fx < frame.canvas.width + h or fy - h * 1.3 > frame.canvas.height:
                continue
            self._one(frame, k, p, fx, fy, h)

    def _one(self, frame: Frame, k: int, p: Passer, fx: float, fy: float, h: float) -> None:
        x0, y0 = math.floor(fx - 0.55 * h), math.floor(fy - 1.3 * h)
        w, hh = int(1.1 * h) + 3, int(1.36 * h) + 3
        picture = np.zeros((hh, w, 4), np.uint8)
        side = 1.0 if p.speed >= 0 else -1.0
        coat, legs, skin, shade = self._tints[k]
        ph = float(self._phase[k])

        def shape(points: Sequence[Point] | NDArray[np.float64], tint: F32) -> None:
            q = np.asarray(points, np.float64) * (side, -1.0) * h + (fx - x0, fy - y0)
            fixed = np.rint((q - 0.5) * 16).astype(np.int32)
            b, g, r = tone(tint)
            cv2.fillPoly(picture, [fixed], (b, g, r, 255), cv2.LINE_AA, 4)

        walking = p.speed != 0 or p.away
        pace = min(9.5, 5.2 * max(1.0, abs(p.speed) / max(1.0, p.height) / 0.32)) if walking else 0.0
        swing = math.sin(frame.t * pace + ph)
        stride = 0.0 if not walking else (0.035 if p.away else 0.15)
        lean = 0.012 * math.sin(frame.t * 0.9 + ph)
        lift = 0.012 * abs(math.cos(frame.t * pace + ph)) if walking else 0.0
        for a in (swing, -swing):
            foot = (
                a * stride + (0.04 * a if p.away else 0.0) + (0.03 if stride == 0 and a == swing else 0.0),
                0.02,
            )
            foot = (foot[0], 0.02 + max(0.0, -a * 0.03) * walking)
            shape(capsule((0.0, 0.47 + lift), 0.055, foot, 0.028), legs)
        body = [
            (0.035 + lean, 0.83 + lift),
            (0.10 + lean, 0.77 + lift),
            (0.105, 0.55),
            (0.115, 0.42),
            (-0.115, 0.42),
            (-0.105, 0.55),
            (-0.10 + lean, 0.77 + lift),
            (-0.035 + lean, 0.83 + lift),
        ]
        shape(closed_curve(body, 3), coat)
        arm = -swing * (0.10 if walking and not p.away else 0.02)
        shape(capsule((0.07 + lean, 0.76 + lift), 0.030, (0.10 + arm, 0.47), 0.022), coat * np.float32(1.12))
        head = (0.012 + lean * 1.6, 0.91 + lift)
        ring = np.linspace(0, 6.283, 14, endpoint=False)
        shape([(head[0] + 0.052 * math.cos(v), head[1] + 0.066 * math.sin(v)) for v in ring], skin)
        hair = [(head[0] - 0.012 + 0.056 * math.cos(v), head[1] + 0.018 + 0.058 * math.sin(v)) for v in ring]
        shape(hair, legs * np.float32(0.6))
        if self._umbrella[k]:
            top = (0.03, 1.18 + lift)
            shape(capsule((0.09, 0.72), 0.008, top, 0.008), legs)
            dome = [
                (top[0] + 0.34 * math.cos(v), top[1] - 0.10 + 0.15 * math.sin(v))
                for v in np.linspace(0, math.pi, 12)
            ]
            shape(dome, shade)
        rim = np.asarray(self._rim * np.float32(0.5), np.float32)
        kernels.blend_picture(frame.out, picture.view(np.uint32)[..., 0], rim, x0, y0)
