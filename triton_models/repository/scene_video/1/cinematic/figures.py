"""The hero: a rim-lit silhouette that moves. No faces: who it is, the story says."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np

from cinematic import kernels
from cinematic.arrays import F32, blur, color, mix
from cinematic.gear import SCARF, draw_bench, draw_bicycle, draw_lantern, draw_seat, draw_umbrella
from cinematic.light import Light
from cinematic.pen import Pen
from cinematic.poses import Body, Limb, Point, body_at
from cinematic.scene import Frame
from cinematic.spec import Pose
from cinematic.vectors import capsule, closed_curve

_SUPER = 2
"""Figures are drawn at twice the size and averaged down."""
_COAT = color("#3d4258")
_LEGS = color("#2c2c3a")
_HAIR = color("#2a2024")
_SKIN = color("#6b4a3c")


_REACH = {
    Pose.STANDING: (0.40, 0.40, 1.08),
    Pose.WALKING: (0.46, 0.36, 1.06),
    Pose.SITTING: (0.46, 0.42, 0.86),
    Pose.RUNNING: (0.62, 0.46, 1.06),
    Pose.REACHING: (0.40, 0.36, 1.20),
    Pose.WORKING: (0.40, 0.68, 1.04),
    Pose.DANCING: (0.48, 0.48, 1.22),
    Pose.RIDING: (0.66, 0.54, 1.16),
}
"""How far a pose extends behind, ahead and up, in body heights."""


class Hero:
    """A person at a place of the canvas; walkers, runners and riders cross the frame."""

    def __init__(
        self,
        pose: Pose,
        light: Light,
        *,
        x: float,
        y: float,
        height: float,
        depth: float,
        side: float,
        light_x: float,
        phase: float,
        travel: float = 360.0,
        lantern: bool = False,
        ground_tint: F32 | None = None,
        seat: str = "rock",
        brightness: float = 1.0,
    ) -> None:
        self._pose, self._light = pose, light
        self._x, self._y, self._height, self._depth = x, y, height, depth
        self._side, self._light_x, self._phase = side, light_x, phase
        self._travel, self._seat = travel, seat
        self._lantern = lantern and pose is Pose.STANDING and light.wet == 0
        self._ground = light.ink if ground_tint is None else ground_tint
        self._brightness = brightness
        self._umbrella = light.wet > 0 and pose in (Pose.STANDING, Pose.WALKING)

    @property
    def pose(self) -> Pose:
        return self._pose

    @property
    def facing(self) -> float:
        """-1 or 1: left or right, the way travellers go."""
        return self._side

    @property
    def y(self) -> float:
        """Of the feet, in design units."""
        return self._y

    @property
    def height(self) -> float:
        """In design units."""
        return self._height

    @property
    def depth(self) -> float:
        return self._depth

    def x_at(self, t: float, seconds: float) -> float:
        """Design x at a time of a scene of this length."""
        return self._stride(t, seconds)[0]

    def draw(self, frame: Frame) -> None:
        if self._pose is Pose.ABSENT:
            return
        x, cadence = self._stride(frame.t, frame.seconds)
        fx, fy, unit = frame.at(self._depth, x, self._y)
        h = self._height * unit
        back, ahead, up = (0.42, 0.56, 1.34) if self._umbrella else _REACH[self._pose]
        left, right = (back, ahead) if self._side > 0 else (ahead, back)
        x0, y0 = math.floor(fx - left * h), math.floor(fy - up * h)
        w, hh = int((left + right) * h) + 2, int((up + 0.08) * h) + 2
        whole = hh
        # of a near figure, paint what is in the frame (and a little more, for the rim's sake)
        spare = 8
        left_edge, top_edge = max(x0, -spare), max(y0, -spare)
        w = min(x0 + w, frame.canvas.width + spare) - left_edge
        hh = min(y0 + hh, frame.canvas.height + spare) - top_edge
        if w < 4 or hh < 4:
            return
        first = top_edge - y0
        x0, y0 = left_edge, top_edge
        pen = Pen(w * _SUPER, hh * _SUPER, _SUPER, (x0, y0), self._side, (fx, fy), h)
        self._paint(pen, frame, cadence)
        size = (w, hh)
        rgb = np.asarray(
            cv2.resize(pen.picture, size, interpolation=cv2.INTER_AREA), np.float32
        ) / np.float32(255)
        mask = np.asarray(cv2.resize(pen.mask, size, interpolation=cv2.INTER_AREA), np.float32) / np.float32(
            255
        )
        down = (first / whole, (first + hh) / whole)
        picture = self._lit(rgb, mask, (fx - x0, fy - y0), down, h)
        kernels.blend_patch(frame.out, picture, mask, x0, y0)
        if self._lantern:
            self._glow(frame, fx, fy, h)

    def _stride(self, t: float, seconds: float) -> tuple[float, float]:
        """(x, strides a second): how far a traveller has come."""
        speeds = {Pose.WALKING: 0.34, Pose.RUNNING: 1.1, Pose.RIDING: 1.2}
        cadences = {Pose.WALKING: 0.80, Pose.RUNNING: 1.45, Pose.RIDING: 0.85}
        if self._pose not in speeds:
            return self._x, 0.0
        speed = min(speeds[self._pose] * self._height, self._travel / max(seconds, 0.5))
        share = speed / (speeds[self._pose] * self._height)
        x = self._x + self._side * speed * (t - seconds * 0.46)
        return x, cadences[self._pose] * (0.62 + 0.38 * share)

    def _paint(self, pen: Pen, frame: Frame, cadence: float) -> None:
        t = frame.t
        body = body_at(self._pose, t, cadence, self._phase)
        if self._lantern:
            arm = Limb(body.near_arm.root, (0.185, 0.700), (0.255, 0.640 + 0.004 * math.sin(t * 1.5)))
            body = replace(body, near_arm=arm)
        if self._umbrella:
            grip = (body.chest[0] + 0.115, 0.705 + 0.004 * math.sin(t * 1.4))
            arm = Limb(body.near_arm.root, (body.chest[0] + 0.135, 0.625), grip)
            body = replace(body, near_arm=arm)
            draw_umbrella(pen, grip, 0.012 * math.sin(t * 0.9 + self._phase))
        if self._pose is Pose.SITTING:
            draw_seat(pen, self._seat, self._ground)
        if self._pose is Pose.RIDING:
            draw_bicycle(pen, t, cadence)
        shadow = np.float32(0.72)
        if not body.from_behind:
            pen.limb(body.far_arm, (0.029, 0.024, 0.017), _COAT * shadow)
            pen.dot(body.far_arm.end, 0.021, 0.021, _SKIN * shadow)
        self._leg(pen, body.far_leg, shadow, sideways=not body.from_behind)
        self._leg(pen, body.near_leg, np.float32(1), sideways=not body.from_behind)
        self._torso(pen, body, t)
        if self._pose is Pose.WORKING:
            draw_bench(pen)
        if body.from_behind:
            pen.limb(body.far_arm, (0.031, 0.025, 0.018), _COAT * np.float32(0.9))
            pen.dot(body.far_arm.end, 0.017, 0.022, _SKIN)
        self._head(pen, body, t)
        pen.limb(body.near_arm, (0.031, 0.025, 0.018), _COAT * np.float32(1.08))
        pen.dot(body.near_arm.end, 0.017, 0.021, _SKIN)
        self._scarf(pen, body, t)
        if self._lantern:
            draw_lantern(pen, body, t)

    @staticmethod
    def _leg(pen: Pen, leg: Limb, shade: np.float32, *, sideways: bool = True) -> None:
        pen.limb(leg, (0.050, 0.035, 0.023), _LEGS * shade)
        if not sideways:
            pen.shape(
                capsule(
                    (leg.end[0], leg.end[1] - 0.004), 0.026, (leg.end[0] * 1.12, leg.end[1] - 0.016), 0.022
                ),
                _LEGS * shade * np.float32(0.8),
            )
            return
        a = math.atan2(leg.end[1] - leg.middle[1], leg.end[0] - leg.middle[0]) + math.pi / 2
        a = max(-0.9, min(0.9, a * 0.8))
        toe = (leg.end[0] + 0.066 * math.cos(a), leg.end[1] - 0.016 + 0.066 * math.sin(a))
        heel = (leg.end[0] - 0.012 * math.cos(a), leg.end[1] - 0.012 - 0.012 * math.sin(a))
        pen.shape(capsule(heel, 0.024, toe, 0.016), _LEGS * shade * np.float32(0.8))

    @staticmethod
    def _torso(pen: Pen, body: Body, t: float) -> None:
        (hx, hy), (cx, cy), w = body.hip, body.chest, body.width
        ax, ay = cx - hx, cy - hy
        n = math.hypot(ax, ay)
        ux, uy = ax / n, ay / n
        px, py = uy, -ux

        def at(along: float, across: float) -> Point:
            return hx + ux * along + px * across, hy + uy * along + py * across

        waist = w * (0.74 if body.from_behind else 0.92)
        hips = w * (0.82 if body.from_behind else 1.02)
        outline = [
            at(0.345, w * 0.26),
            at(0.312, w * 0.62),
            at(0.272, w * 0.95),
            at(0.20, w * 0.90),
            at(0.10, waist),
            at(-0.02, hips),
        ]
        if body.coat > 0:
            swing = body.flare * math.sin(t * 1.7)
            hem = hips * 1.12 + body.flare
            outline += [
                (hx + hem + swing * 0.4, hy - body.coat),
                (hx + swing * 0.5, hy - body.coat - 0.008),
                (hx - hem + swing * 0.6 - body.lean * 0.12, hy - body.coat + 0.006),
            ]
        else:
            outline += [at(-0.055, hips * 0.7), at(-0.06, -hips * 0.7)]
        outline += [
            at(-0.02, -hips),
            at(0.10, -waist),
            at(0.20, -w * 0.90),
            at(0.272, -w * 0.95),
            at(0.312, -w * 0.62),
            at(0.345, -w * 0.26),
        ]
        pen.shape(closed_curve(outline), _COAT)

    @staticmethod
    def _head(pen: Pen, body: Body, t: float) -> None:
        (cx, cy), (hx, hy) = body.chest, body.head
        pen.shape(capsule((cx, cy + 0.01), 0.030, (hx, hy - 0.03), 0.026), _SKIN * np.float32(0.8))
        nx, ny = hx - cx, hy - cy
        tilt = -math.atan2(nx, ny)
        if body.from_behind:
            pen.dot((hx, hy + 0.004), 0.050, 0.060, _HAIR, tilt)
            pen.dot((hx - 0.002, hy - 0.024), 0.050, 0.040, _HAIR, tilt)
        else:
            pen.dot((hx + 0.006, hy), 0.047, 0.062, _SKIN, tilt)
            pen.dot((hx + 0.050, hy - 0.006), 0.011, 0.013, _SKIN, tilt)
            pen.shape(
                closed_curve(
                    [
                        (hx + 0.040, hy + 0.040),
                        (hx + 0.020, hy + 0.068),
                        (hx - 0.026, hy + 0.064),
                        (hx - 0.060, hy + 0.024),
                        (hx - 0.064, hy - 0.028),
                        (hx - 0.050, hy - 0.062 + 0.004 * math.sin(t * 2)),
                        (hx - 0.020, hy - 0.050),
                        (hx - 0.004, hy + 0.004),
                        (hx + 0.022, hy + 0.026),
                    ]
                ),
                _HAIR,
            )

    def _scarf(self, pen: Pen, body: Body, t: float) -> None:
        (cx, cy) = body.chest
        lean = body.lean
        neck = (cx + 0.045 * math.sin(lean), cy + 0.043)
        pen.dot(neck, 0.052, 0.021, SCARF, -lean * 0.7)
        moving = {Pose.RUNNING: 1.0, Pose.RIDING: 1.0, Pose.WALKING: 0.45}.get(self._pose, 0.25)
        gust = max(moving, 0.35 + 0.65 * self._light.wind if self._seat == "rock" else 0.12)
        length = 0.16 + 0.16 * gust
        top: list[Point] = []
        bottom: list[Point] = []
        n = 12
        for i in range(n + 1):
            s = i / n
            wave = (
                math.sin(t * (2.2 + 2.0 * gust) - s * 5.2) * 0.034 * s + math.sin(t * 1.3 - s * 2) * 0.018 * s
            )
            x = neck[0] - 0.03 - s * length * (0.25 + 0.75 * gust)
            y = neck[1] - 0.004 - s * length * (1.05 - gust) * 0.95 - 0.06 * s + wave
            wide = 0.021 + 0.006 * math.sin(t * 3 - s * 6) * s
            top.append((x, y + wide))
            bottom.append((x - 0.006, y - wide))
        pen.shape(top + bottom[::-1], SCARF * np.float32(0.92))

    def _glow(self, frame: Frame, fx: float, fy: float, h: float) -> None:
        flicker = 0.86 + 0.14 * math.sin(frame.t * 9) * math.sin(frame.t * 5.3)
        x, y = fx + self._side * 0.26 * h, fy - 0.545 * h
        halo(frame, x, y, 0.78 * h, color("#ffab52"), 0.62 * flicker)

    def _lit(self, rgb: F32, mask: F32, feet: Point, down: tuple[float, float], h: float) -> F32:
        """Colours under the scene's light, with a rounded shade and a rim towards the light.

        feet: where they are in the picture; down: which part of the whole figure's box it shows, 0..1.
        """
        light = self._light
        toward = np.float32(-1 if self._light_x < self._x else 1)
        soft = blur(mask, max(0.8, h * 0.028))
        gx = cv2.Sobel(soft, cv2.CV_32F, 1, 0, ksize=3)
        gy = cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3)
        facing = np.clip(
            (-gx * toward * np.float32(0.86) - (-gy) * np.float32(-0.5)) * np.float32(h * 0.0125), 0, 1
        )
        thin = blur(mask, max(0.6, h * 0.0075))
        tx = cv2.Sobel(thin, cv2.CV_32F, 1, 0, ksize=3)
        ty = cv2.Sobel(thin, cv2.CV_32F, 0, 1, ksize=3)
        edge = np.clip((-tx * toward * np.float32(0.9) + ty * np.float32(0.45)) * np.float32(1.15), 0, 1)
        body = light.shade(rgb, 0.10 + 0.55 * facing) * np.float32(0.85 * self._brightness)
        yy = np.linspace(*down, mask.shape[0], dtype=np.float32)[:, None, None]
        # what is red (scarf, umbrella) keeps its colour where the rest sinks into silhouette
        accent = np.clip((rgb[..., 2:] - rgb[..., 1:2]) * np.float32(2.4) - np.float32(0.25), 0, 1)
        body = mix(body, light.ink * np.float32(0.8), (0.30 + 0.22 * yy) * (1 - 0.8 * accent))
        body = body + accent * rgb * np.float32(0.30)
        lamp = np.float32(0.0)
        if self._lantern:
            xx = np.arange(mask.shape[1], dtype=np.float32)[None, :]
            yl = np.arange(mask.shape[0], dtype=np.float32)[:, None]
            cx = feet[0] + self._side * 0.26 * h
            cy = feet[1] - 0.56 * h
            near = np.exp(-np.hypot(xx - cx, yl - cy) / np.float32(0.22 * h))
            lx = np.float32(self._side)
            inner = np.clip(-tx * lx * np.float32(0.9) + 0.18, 0, 1)
            warm = (near * inner)[..., None] * color("#ffae55") * np.float32(0.95)
            lit_pane = (rgb.min(2) > 0.55)[..., None]
            body = np.where(lit_pane, rgb, body) + warm
            lamp = np.float32(0.1)
        rim = (edge * mask)[..., None] * light.rim * (np.float32(0.95) - lamp)
        lit = 1 - (1 - np.clip(body, 0, 1)) * (1 - np.clip(rim, 0, 1))
        return np.asarray(np.clip(lit, 0, 1) * mask[..., None], np.float32)


def halo(frame: Frame, x: float, y: float, radius: float, tint: F32, strength: float) -> None:
    """Light around a lamp, screened over what is there; x, y, radius in frame pixels."""
    tinted = np.minimum(tint * np.float32(1.06), 1) * np.float32(strength)
    kernels.glow_disc(frame.out, x, y, max(2.0, radius), _FALLOFF, tinted.astype(np.float32))


def _falloff() -> F32:
    """Level by squared distance: a bright core, a warm middle and a wide faint veil."""
    d2 = np.linspace(0, 1, 1024, dtype=np.float32)
    d = np.sqrt(d2)
    return np.asarray(
        (np.exp(-d * 16) * 0.9 + np.exp(-d * 5.5) * 0.42 + np.exp(-d * 2.6) * 0.12) * (1 - d2), np.float32
    )


_FALLOFF = _falloff()
