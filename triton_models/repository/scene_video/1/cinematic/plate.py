"""A plate: shapes with a colour, how squarely each faces the light, and lights that burn in them.

Drawn either straight on the canvas (design units, y down) or as an elevation (metres, y up) that is then set
into the picture, upright or in perspective.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cinematic.arrays import F32, U8, blur, color, smooth
from cinematic.backdrop import Stage, ground_texture, rim_light
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.light import Light
from cinematic.vectors import Point, capsule, circle, fixed, tone

_SNOW = np.array([0.98, 0.96, 0.94], np.float32)


@dataclass(frozen=True, slots=True)
class Finish:
    """How a plate becomes a layer; fog 0..1 sinks it in the haze, low_fog adds more towards its foot."""

    fog: float = 0.0
    low_fog: float = 0.0
    foot: float = 700.0
    brightness: float = 1.0
    rim: float = 0.5
    rim_by: float = 2.0
    grain: float = 0.4
    spill: float = 0.5
    snow: float = 1.0
    sway: float = 0.0
    hang: tuple[float, float] = (0.0, 0.0)
    """The rows between which things hang from a line and blow sideways (design y of line, of lower end)."""


class Plate:
    """Shapes that cover one another in the order drawn."""

    def __init__(self, width: int, height: int, scale: float, *, up: bool) -> None:
        self._s, self._up, self._h = scale, up, height
        self.picture: U8 = np.zeros((height, width, 3), np.uint8)
        self.mask: U8 = np.zeros((height, width), np.uint8)
        self.facing: U8 = np.zeros((height, width), np.uint8)
        self.glow: U8 = np.zeros((height, width, 3), np.uint8)
        self.lit = 0.45

    @classmethod
    def of(cls, canvas: Canvas) -> Plate:
        """A plate of the canvas's size, in design units."""
        return cls(canvas.pw, canvas.ph, canvas.unit, up=False)

    @classmethod
    def elevation(cls, width: float, height: float, scale: float) -> Plate:
        """A plate in metres, its origin at the bottom left; scale is pixels a metre."""
        return cls(max(8, round(width * scale)), max(8, round(height * scale)), scale, up=True)

    def shape(
        self, points: Sequence[Point] | NDArray[np.float64], tint: F32, lit: float | None = None
    ) -> None:
        p = self._fixed(points)
        b, g, r = tone(tint)
        cv2.fillPoly(self.picture, [p], (b, g, r), cv2.LINE_AA, 4)
        cv2.fillPoly(self.facing, [p], (self.lit if lit is None else lit) * 255, cv2.LINE_AA, 4)
        cv2.fillPoly(self.mask, [p], 255, cv2.LINE_AA, 4)
        cv2.fillPoly(self.glow, [p], (0, 0, 0), cv2.LINE_AA, 4)

    def lamp(self, points: Sequence[Point] | NDArray[np.float64], tint: F32) -> None:
        """Light of its own, over what is there; it needn't lie on a shape's face."""
        b, g, r = tone(tint)
        cv2.fillPoly(self.glow, [self._fixed(points)], (b, g, r), cv2.LINE_AA, 4)

    def box(self, x0: float, y0: float, x1: float, y1: float, tint: F32, lit: float | None = None) -> None:
        self.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], tint, lit)

    def lamp_box(self, x0: float, y0: float, x1: float, y1: float, tint: F32) -> None:
        self.lamp([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], tint)

    def line(self, p: Point, q: Point, width: float, tint: F32, lit: float | None = None) -> None:
        self.shape(capsule(p, width / 2, q, width / 2), tint, lit)

    def chain(self, points: Sequence[Point], width: float, tint: F32) -> None:
        for p, q in itertools.pairwise(points):
            self.line(p, q, width, tint)

    def oval(self, x: float, y: float, rx: float, ry: float, tint: F32, lit: float | None = None) -> None:
        self.shape(_oval(x, y, rx, ry), tint, lit)

    def lamp_oval(self, x: float, y: float, rx: float, ry: float, tint: F32) -> None:
        self.lamp(_oval(x, y, rx, ry), tint)

    def hole(self, points: Sequence[Point]) -> None:
        p = self._fixed(points)
        cv2.fillPoly(self.mask, [p], 0, cv2.LINE_AA, 4)
        cv2.fillPoly(self.glow, [p], (0, 0, 0), cv2.LINE_AA, 4)

    def stamp(self, other: Plate, x: float, y: float, scale: float) -> None:
        """Set an elevation upright into this plate: its bottom left at (x, y), scale units a metre."""
        k = scale * self._s / other._s
        m = np.array([[k, 0, x * self._s], [0, k, y * self._s - other.picture.shape[0] * k]], np.float32)
        self._take(other, m, perspective=False)

    def set_in(self, other: Plate, corners: Sequence[Point]) -> None:
        """Set an elevation into this plate in perspective: its corners (top left, top right, bottom
        right, bottom left) come to lie on the given points."""
        h, w = other.picture.shape[:2]
        src = np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float32)
        dst = (np.asarray(corners, np.float64) * self._s).astype(np.float32)
        self._take(other, np.asarray(cv2.getPerspectiveTransform(src, dst)), perspective=True)

    def lit_picture(self, light: Light) -> F32:
        """The plate's colours under a light and the lights in it, without edges or air."""
        lit = self.facing.astype(np.float32) / np.float32(255)
        rgb = light.shade(self.picture.astype(np.float32) / np.float32(255), lit)
        return np.asarray(np.maximum(rgb, self.glow.astype(np.float32) / np.float32(255)), np.float32)

    def layer(self, stage: Stage, depth: float, finish: Finish | None = None) -> Layer:
        """The plate under the scene's light."""
        f = Finish() if finish is None else finish
        c, light = stage.canvas, stage.light
        rows = np.flatnonzero(self.mask.any(1) | self.glow.any((1, 2)))
        r0, r1 = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 2)
        r0, r1 = max(0, r0 - 2), min(self.mask.shape[0], max(r1 + 2, r0 + 4))
        alpha = self.mask[r0:r1].astype(np.float32) / np.float32(255)
        lit = self.facing[r0:r1].astype(np.float32) / np.float32(255)
        solid = np.maximum(alpha, np.float32(1 / 255))
        albedo = self.picture[r0:r1].astype(np.float32) / np.float32(255) / solid[..., None]
        rgb = light.shade(np.minimum(albedo, 1), np.minimum(lit / solid, 1))
        bulk = blur(alpha, 7 * c.unit)[..., None]
        tex = ground_texture(stage.rng, c, alpha.shape, 50)[..., None]
        rgb = rgb * (1.1 - 0.3 * bulk) * (1 - f.grain / 2 + f.grain * tex) * np.float32(f.brightness)
        rgb = rim_light(
            c,
            np.asarray(rgb, np.float32),
            alpha,
            light.rim,
            -f.rim_by * stage.side,
            f.rim_by * 0.8,
            f.rim,
            1.0,
        )
        if light.snow > 0 and f.snow > 0:
            rgb = rim_light(c, rgb, alpha, light.shade(_SNOW, 0.5), -0.5, 5.0, 1.3 * f.snow, 1.2)
        y = np.asarray((np.arange(r0, r1)[:, None] + 0.5) / c.unit, np.float32)
        veil = np.clip(f.fog + f.low_fog * smooth(f.foot - 240, f.foot, y), 0, 0.96)
        rgb = light.veil(rgb, np.broadcast_to(veil, alpha.shape))
        if self.glow[r0:r1].any():
            glow = self.glow[r0:r1].astype(np.float32) / np.float32(255) * np.float32(1 - 0.5 * f.fog)
            soft = blur(glow, 5 * c.unit) * np.float32(0.8) + blur(glow, 16 * c.unit) * np.float32(0.7)
            rgb = np.maximum(rgb, glow) + soft * np.float32(f.spill) * alpha[..., None]
            alpha = np.maximum(alpha, glow.max(2))
        weights = smooth(f.hang[0], f.hang[1], y[:, 0]) if f.sway else None
        return make_layer(
            c, np.asarray(rgb, np.float32), alpha, depth, top=r0 / c.unit, sway=f.sway, sway_rows=weights
        )

    def _take(self, other: Plate, m: NDArray[np.floating], *, perspective: bool) -> None:
        """Other's arrays moved by m (source to own pixels) and laid over this plate."""
        h, w = self.mask.shape
        oh, ow = other.mask.shape
        reach = np.array([[0, 0, 1], [ow, 0, 1], [ow, oh, 1], [0, oh, 1]], np.float64)
        full = m if perspective else np.vstack([m, [0, 0, 1]])
        at = reach @ full.T
        at = at[:, :2] / at[:, 2:]
        x0, y0 = max(0, math.floor(at[:, 0].min())), max(0, math.floor(at[:, 1].min()))
        x1, y1 = min(w, math.ceil(at[:, 0].max()) + 1), min(h, math.ceil(at[:, 1].max()) + 1)
        if x1 - x0 < 2 or y1 - y0 < 2:
            return
        size = (x1 - x0, y1 - y0)
        # shrunk first where it ends up smaller, or its detail would sparkle
        kx, ky = min(1.0, size[0] / ow), min(1.0, size[1] / oh)
        small = (max(2, round(ow * kx)), max(2, round(oh * ky)))
        grow = np.diag([ow / small[0], oh / small[1], 1.0])
        shift = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], np.float64) @ full @ grow

        def moved(a: U8) -> U8:
            if small != (ow, oh):
                a = np.asarray(cv2.resize(a, small, interpolation=cv2.INTER_AREA), np.uint8)
            return np.asarray(cv2.warpPerspective(a, shift, size, flags=cv2.INTER_LINEAR), np.uint8)

        mask = moved(other.mask)
        keep = mask.astype(np.float32)[..., None] / np.float32(255)
        part = np.s_[y0:y1, x0:x1]
        edge = np.maximum(keep, np.float32(1 / 255))
        for own, theirs in ((self.picture, other.picture), (self.glow, other.glow)):
            value = moved(theirs).astype(np.float32)
            value = np.minimum(value / edge, 255) * (keep > 0)
            own[part] = np.rint(own[part] * (1 - keep) + value * keep).astype(np.uint8)
        face = np.minimum(moved(other.facing) / edge[..., 0], 255)
        own_face = self.facing[part] * (1 - keep[..., 0]) + face * keep[..., 0]
        self.facing[part] = np.rint(own_face).astype(np.uint8)
        self.mask[part] = np.maximum(self.mask[part], mask)

    def _fixed(self, points: Sequence[Point] | NDArray[np.float64]) -> NDArray[np.int32]:
        p = np.array(points, np.float64) * self._s
        if self._up:
            p[:, 1] = self._h - p[:, 1]
        return fixed(p - 0.5, 16)


def tint(code: str, level: float = 1.0) -> F32:
    """A colour by its code, darker or brighter."""
    return np.asarray(color(code) * np.float32(level), np.float32)


def _oval(x: float, y: float, rx: float, ry: float) -> NDArray[np.float64]:
    return _CIRCLE * (rx, ry) + (x, y)


_CIRCLE = circle(24)
