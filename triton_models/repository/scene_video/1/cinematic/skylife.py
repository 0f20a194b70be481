"""What moves in the sky besides clouds: birds, lightning and beams of sunlight."""

from __future__ import annotations

import math

import cv2
import numpy as np

from cinematic import kernels
from cinematic.arrays import F32, U8, Rng, color, mix, smooth
from cinematic.layers import Canvas
from cinematic.light import Light
from cinematic.scene import Frame
from cinematic.skyfx import add_light


class Birds:
    """A flock that crosses the sky slowly; each bird beats its wings in its own time."""

    def __init__(
        self,
        rng: Rng,
        tint: F32,
        *,
        x: float,
        y: float,
        count: int = 9,
        size: float = 7.0,
        heading: float = 1.0,
        depth: float = 0.16,
        soar: float = 0.0,
    ) -> None:
        """x, y: where the flock starts (design units); soar: the share of time that wings are held still."""
        k = np.arange(count)
        arm = (k + 1) // 2 * np.where(k % 2 == 0, 1, -1)
        self._dx = -np.abs(arm) * size * 2.3 * heading + rng.normal(0, size * 0.7, count)
        self._dy = arm * size * 1.05 + rng.normal(0, size * 0.8, count)
        self._size = size * rng.uniform(0.75, 1.15, count)
        self._beat = rng.uniform(6.2, 8.4, count)
        self._phase = rng.random(count) * 2 * math.pi
        self._tint = np.asarray(tint, np.float32)
        self._x, self._y, self._heading, self._depth, self._soar = x, y, heading, depth, soar

    def draw(self, frame: Frame) -> None:
        t = frame.t
        reach = float(self._size.max()) * 1.3
        x = self._x + self._heading * 26 * t + self._dx + 2.5 * np.sin(t * 0.7 + self._phase)
        y = self._y - 3.0 * t + self._dy + 3.0 * np.sin(t * 0.9 + self._phase * 1.7)
        fx0, fy0, unit = frame.at(self._depth, float(x.min()) - reach, float(y.min()) - reach)
        x0, y0 = math.floor(fx0), math.floor(fy0)
        w = math.ceil((float(np.ptp(x)) + 2 * reach) * unit) + 3
        h = math.ceil((float(np.ptp(y)) + 2 * reach) * unit) + 3
        if (
            x0 >= frame.canvas.width
            or y0 >= frame.canvas.height
            or x0 + w < 0
            or y0 + h < 0
            or w * h > 400_000
        ):
            return
        mask: U8 = np.zeros((h, w), np.uint8)
        for i in range(len(x)):
            flap = math.sin(t * self._beat[i] + self._phase[i])
            if self._soar > 0 and math.sin(t * 0.8 + self._phase[i] * 3) < self._soar * 2 - 1:
                flap = 0.25
            cx, cy, _ = frame.at(self._depth, float(x[i]), float(y[i]))
            s = float(self._size[i]) * unit
            _wings(mask, cx - x0, cy - y0, s, flap, self._heading)
        alpha = mask.astype(np.float32) / np.float32(255)
        kernels.blend_patch(frame.out, alpha[..., None] * self._tint, alpha, x0, y0)


def _wings(mask: U8, x: float, y: float, s: float, flap: float, heading: float) -> None:
    """A bird from afar: two bent wings and a body."""
    lift = s * (0.18 + 0.42 * flap)
    elbow, tip = s * 0.46, s
    drop = s * 0.10
    points = [
        (x - tip * 0.94, y - lift * 0.75 + s * 0.05),
        (x - elbow, y - lift - s * 0.05),
        (x, y - s * 0.08),
        (x + elbow, y - lift - s * 0.05),
        (x + tip * 0.94, y - lift * 0.75 + s * 0.05),
        (x + elbow * 0.92, y - lift + drop),
        (x + heading * s * 0.16, y + s * 0.12),
        (x - elbow * 0.92, y - lift + drop),
    ]
    fixed = np.rint(np.asarray(points) * 16).astype(np.int32)
    cv2.fillPoly(mask, [fixed], 255, cv2.LINE_AA, 4)


class Lightning:
    """Bolts under the clouds while the storm's flash lasts; where they strike is the strike's own chance."""

    def __init__(self, seed: int, canvas: Canvas, horizon: float) -> None:
        self._seed, self._canvas, self._horizon = abs(seed), canvas, horizon

    def draw(self, frame: Frame) -> None:
        if frame.flash < 0.06:
            return
        for k in range(int(frame.t / 3.4) - 1, int(frame.t / 3.4) + 1):
            strike = np.random.default_rng([self._seed, 77, k + 2])
            if strike.random() >= 0.72:
                continue
            dt = frame.t - (k * 3.4 + 0.6 + strike.random() * 2.0)
            if 0 <= dt < 0.42:
                self._bolt(frame, strike, min(1.0, math.exp(-dt * 6) * 1.25))

    def _bolt(self, frame: Frame, rng: Rng, level: float) -> None:
        c = self._canvas
        x = c.dw / 2 + rng.uniform(-0.30, 0.30) * c.dw
        top, foot = rng.uniform(130, 210), self._horizon
        w, h = 260.0, foot - top + 20
        fx, fy, unit = frame.at(0.10, x - w / 2, top)
        mask: U8 = np.zeros((max(4, round(h * unit)), max(4, round(w * unit))), np.uint8)
        self._fork(mask, rng, (w / 2, 0.0), h - 20, unit, 2.1, 3)
        core = mask.astype(np.float32) / np.float32(255)
        small = cv2.resize(core, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        soft = cv2.GaussianBlur(small, (0, 0), max(0.8, 3.2 * unit))
        glow = cv2.resize(soft, (core.shape[1], core.shape[0]), interpolation=cv2.INTER_LINEAR)
        light = core[..., None] * color("#f4f0ff") + glow[..., None] * color("#8f86ff") * np.float32(1.6)
        patch = np.asarray(light * np.float32(level), np.float32)
        kernels.blend_patch(frame.out, patch, np.zeros_like(core), round(fx), round(fy))

    def _fork(
        self,
        mask: U8,
        rng: Rng,
        start: tuple[float, float],
        length: float,
        unit: float,
        width: float,
        order: int,
    ) -> None:
        x, y = start
        points = [(x, y)]
        lean = rng.uniform(-0.25, 0.25) * (1 if order == 3 else 2.2)
        steps = max(4, int(length / 16))
        for _ in range(steps):
            x += rng.normal(lean * length / steps, 9)
            y += length / steps
            points.append((x, y))
        fixed = np.rint(np.asarray(points) * unit * 16).astype(np.int32)
        cv2.polylines(mask, [fixed], False, 255, max(1, round(width * unit)), cv2.LINE_AA, 4)
        if order > 1:
            for _ in range(2):
                at = points[int(rng.integers(1, max(2, steps * 2 // 3)))]
                self._fork(mask, rng, at, length * rng.uniform(0.25, 0.5), unit, width * 0.55, order - 1)


class Shafts:
    """Beams of light that fan out from the sun and breathe slowly."""

    def __init__(
        self,
        rng: Rng,
        canvas: Canvas,
        light: Light,
        sun: tuple[float, float],
        *,
        strength: float,
        depth: float = 0.5,
        floor: float = 860.0,
        reach: float = 460.0,
    ) -> None:
        self._tint = mix(light.sun, light.halo, 0.45)
        self._strength, self._depth = strength, depth
        self._beams = rng.random((11, 4))
        w, h = max(4, canvas.pw // 8), max(4, canvas.ph // 8)
        x = (np.arange(w, dtype=np.float32)[None, :] + 0.5) / np.float32(w) * np.float32(
            canvas.dw
        ) - np.float32(sun[0])
        y = (np.arange(h, dtype=np.float32)[:, None] + 0.5) / np.float32(h) * np.float32(
            canvas.dh
        ) - np.float32(sun[1])
        angle = np.arctan2(x, np.maximum(y + 40, 1))
        self._at = np.clip((angle / np.float32(math.pi) + 0.5) * 511, 0, 511).astype(np.float32)
        fade = (
            np.exp(-np.hypot(x, y) / np.float32(reach)) * smooth(-20, 60, y) * smooth(floor - sun[1], 200, y)
        )
        self._fade = np.asarray((fade * np.float32(strength))[..., None] * self._tint, np.float32)

    def draw(self, frame: Frame) -> None:
        if self._strength < 0.03:
            return
        a = (np.linspace(0, 1, 513, dtype=np.float32) - 0.5) * np.float32(math.pi)
        fan = np.zeros(513, np.float32)
        for at, width, speed, phase in self._beams:
            centre = (at - 0.5) * 2.1 + 0.03 * math.sin(frame.t * (0.2 + 0.3 * speed) + phase * 6.28)
            level = 0.55 + 0.45 * math.sin(frame.t * (0.3 + 0.5 * speed) + phase * 12)
            fan += np.exp(-(((a - centre) / (0.02 + 0.05 * width)) ** 2)).astype(np.float32) * np.float32(
                level
            )
        k = self._at.astype(np.int32)
        t = self._at - k
        level_at = fan[k] * (1 - t) + fan[k + 1] * t
        add_light(frame, np.asarray(level_at[..., None] * self._fade, np.float32), self._depth, 8)
