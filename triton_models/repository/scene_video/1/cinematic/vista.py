"""Perspective for what people build: a level ground, upright walls, and how both move with the camera."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from cinematic.arrays import F32, Floats, Rng, mix, smooth, tileable
from cinematic.backdrop import Stage
from cinematic.compositing import lay_rows
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.plate import Plate
from cinematic.scene import Frame
from cinematic.surfaces import Surface
from cinematic.vectors import Point

HERO_DEPTH = 0.70
_MARGIN = 260.0
"""Design units of ground beyond the canvas at both sides: near rows move further than any layer."""
_BELOW = 150.0
"""The same, below it."""
_EVERY = 8
"""Rows between those whose place is worked out anew; others lie between."""


@dataclass(frozen=True, slots=True)
class Vista:
    """A camera `eye` metres above level ground; X to the right, Y up, Z away, in metres."""

    cx: float
    """Design x of the vanishing point of everything that runs straight away."""
    horizon: float
    focal: float = 700.0
    eye: float = 1.7

    def at(self, x: float, y: float, z: float) -> Point:
        k = self.focal / z
        return self.cx + x * k, self.horizon + (self.eye - y) * k

    def scale(self, z: float) -> float:
        """Design units a metre at a distance."""
        return self.focal / z

    def z_of(self, y: float) -> float:
        """How far away the ground at a design height is."""
        return self.focal * self.eye / max(1e-3, y - self.horizon)

    def depth(self, z: float, hero_z: float = 7.5) -> float:
        """The parallax of what stands at a distance: that of the hero is HERO_DEPTH."""
        return float(np.clip(HERO_DEPTH * hero_z / z, 0.12, 1.5))

    def wall(self, plate: Plate, front: Plate, x: float, z0: float, z1: float, height: float) -> None:
        """Set an elevation as a wall that runs away at X = x from z0 (near) to z1; its left end is near
        on the right-hand side of a street and far on the left-hand side. A height below zero sets it
        upside down under the ground: as wet ground mirrors it."""
        nt, nb = self.at(x, height, z0), self.at(x, 0.0, z0)
        ft, fb = self.at(x, height, z1), self.at(x, 0.0, z1)
        plate.set_in(front, (nt, ft, fb, nb) if x > 0 else (ft, nt, nb, fb))


def ground_rows(vista: Vista, c: Canvas, top: float) -> tuple[F32, F32, F32]:
    """(X, Z) in metres of each pixel below `top`, and the design y of each row."""
    rows = np.arange(c.row(top), c.ph + c.px(_BELOW), dtype=np.float32)
    y = ((rows + np.float32(0.5)) / np.float32(c.unit))[:, None]
    z = np.asarray(vista.focal * vista.eye / np.maximum(y - vista.horizon, 0.5), np.float32)
    across = c.xs(2 * _MARGIN)[None, :] - np.float32(_MARGIN + vista.cx)
    x = np.asarray(across * z / np.float32(vista.focal), np.float32)
    return x, z, y


@dataclass(frozen=True, slots=True)
class Pool:
    """Light on the ground around (x, z), falling off over `radius` metres."""

    x: float
    z: float
    radius: float
    tint: F32
    strength: float = 0.5


def ground(
    stage: Stage,
    vista: Vista,
    top: float,
    surface: Surface,
    *,
    pools: tuple[Pool, ...] = (),
    lit: float = 0.5,
    mirror: F32 | None = None,
    shine: float = 0.0,
    brightness: float = 0.9,
    far_fog: float = 0.5,
    half: float | None = None,
    cut: Callable[[F32, F32], F32] | None = None,
) -> Tilted:
    """Level ground from a design height to the bottom. shine (0..1) lays the mirrored surroundings (a
    picture of the canvas's size) over it: most of all far away, and in puddles. half: the ground is a
    strip that wide to both sides, as a bridge is. cut: how many metres of (X, Z) lie within a basin or
    beyond an edge (below zero: not), where one sees what was drawn before."""
    c, light = stage.canvas, stage.light
    x, z, y = ground_rows(vista, c, top)
    tex = soil(stage.rng, x, z)
    albedo = surface(x, z, tex)
    rgb = light.shade(albedo, lit) * np.float32(brightness) * (0.74 + 0.52 * tex[..., None])
    for p in pools:
        rows = np.abs(z[:, 0] - p.z) * 0.8 < 3 * p.radius  # beyond that nobody sees it
        e = np.exp(-((x[rows] - p.x) ** 2 + ((z[rows] - p.z) * 0.8) ** 2) / np.float32(p.radius**2))
        rgb[rows] += (e * np.float32(p.strength))[..., None] * p.tint * (0.25 + 0.75 * albedo[rows])
    if mirror is not None and shine > 0:
        puddle = smooth(0.42, 0.60, soil(stage.rng, x * 0.6, z * 0.6))
        rgb = rgb * np.float32(1 - 0.35 * shine)
        amount = np.float32(shine) * (0.25 + 0.75 * puddle) * (0.40 + 0.60 * smooth(2.5, 14, z))
        wide = x.shape[1] - c.pw
        below = x.shape[0] - (c.ph - c.row(top))
        seen = cv2.copyMakeBorder(
            mirror[c.row(top) :], 0, below, wide // 2, wide - wide // 2, cv2.BORDER_REFLECT
        )
        rgb = mix(rgb, np.asarray(seen[: x.shape[0]], np.float32), amount[..., None])
    rgb = light.veil(rgb, np.clip(smooth(12, 90, z) * (0.25 + far_fog * light.haze), 0, 1) * np.ones_like(x))
    rgb = mix(rgb, light.ink, smooth(c.dh - 190, c.dh, y)[..., None] * np.float32(0.5))
    alpha: F32 = np.ones(x.shape, np.float32)
    if half is not None:
        edge = (half - np.abs(x)) * np.float32(vista.focal * c.unit) / z
        alpha = np.asarray(np.clip(edge + 0.5, 0, 1), np.float32)
    if cut is not None:
        rise = np.float32(vista.focal * vista.eye * c.unit) / z**2  # pixels that a metre of depth covers
        alpha = np.asarray(alpha * (1 - np.clip(cut(x, z) * rise * 2 + 0.5, 0, 1)), np.float32)
    layer = make_layer(c, np.asarray(rgb, np.float32), np.asarray(alpha, np.float32), HERO_DEPTH, top=top)
    depths = np.array([vista.depth(float(v)) for v in z[:, 0]], np.float32)
    first = layer.top - c.row(top)
    return Tilted(layer, depths[first : first + len(layer.src)], (x.shape[1] - c.pw) // 2)


def soil(rng: Rng, x: F32, z: F32) -> F32:
    """Noise that lies on the ground, about 0..1: large patches everywhere, small ones near by."""
    n = 512
    coarse, fine = tileable(rng, n, 8, 5, 0.55), tileable(rng, n, 16, 4, 0.6)
    out = np.zeros(x.shape, np.float32)
    for tile, period, share in ((coarse, 23.0, 0.5), (coarse, 6.1, 0.3), (fine, 2.3, 0.4)):
        k = np.float32(n / period)
        near = smooth(period * 7, period * 2.2, z)
        level = cv2.remap(
            tile,
            np.mod(x * k + 91, n),
            np.mod(z * k, n) * np.ones_like(x),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_WRAP,
        )
        out += (level - np.float32(0.5)) * (np.float32(share) * near)
    return np.asarray(np.clip(0.5 + out * 1.25, 0, 1), np.float32)


def mirrored(stage: Stage, plate: Plate, vista: Vista) -> F32:
    """What wet ground mirrors: a plate of walls set upside down, under a mirrored sky, drawn out."""
    c, light = stage.canvas, stage.light
    y = c.ys()[:, None]
    t = np.clip((y - vista.horizon) / 420, 0, 1)[..., None]
    sky = mix(light.sky[-1][1], light.sky[2][1], np.asarray(t, np.float32)) * np.float32(0.8)
    rgb = plate.lit_picture(light)
    solid = plate.mask.astype(np.float32)[..., None] / np.float32(255)
    both = np.asarray(rgb * solid + np.broadcast_to(sky, rgb.shape) * (1 - solid), np.float32)
    small = cv2.resize(both, (c.pw // 2, c.ph // 2), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), 0.8 * c.unit, sigmaY=4.5 * c.unit)
    return np.asarray(cv2.resize(soft, (c.pw, c.ph), interpolation=cv2.INTER_LINEAR), np.float32)


def sun_haze(stage: Stage, x: float, y: float, radius: float, depth: float, strength: float = 0.5) -> Layer:
    """Air that glows around a low sun, in front of what stands there; nothing when the sun is high."""
    c, light = stage.canvas, stage.light
    low = 0.0 if light.moon or light.dark else max(0.0, 1 - light.sun_height * 2.6)
    top = max(0.0, y - radius * 1.4)
    yy, xx = c.ys(top, min(c.dh, y + radius * 1.4))[:, None], c.xs()[None, :]
    d = np.hypot(xx - np.float32(x), (yy - np.float32(y)) * np.float32(1.15)) / np.float32(radius)
    level = (np.exp(-d * 4) * 0.75 + np.exp(-d * 1.9) * 0.4) * smooth(1.4, 0.6, d)
    rgb = np.asarray((level * np.float32(strength * low * light.glow))[..., None] * light.halo, np.float32)
    return make_layer(c, rgb, None, depth, top=top, glow=True)


class Tilted:
    """A layer whose rows lie at depths of their own, so that things on the ground don't slide over it."""

    def __init__(self, layer: Layer, depths: Floats, margin: int) -> None:
        """margin: the columns of the layer that lie before the canvas's first."""
        self.layer, self._margin = layer, margin
        self._depths = np.asarray(depths, np.float64)

    def draw(self, frame: Frame) -> None:
        layer = self.layer
        count = len(self._depths)
        places = np.array([frame.place(float(d)) for d in self._depths[::_EVERY]], np.float64)
        at = np.arange(count)
        scale, ox, oy = (np.interp(at, at[::_EVERY], places[:, k]) for k in range(3))
        rows = (layer.top + at + 0.5) * scale + oy
        rows = np.maximum.accumulate(rows + at * 1e-9)
        y = np.arange(frame.canvas.height) + 0.5
        source = np.interp(y, rows, at.astype(np.float64), left=-1.0, right=float(count - 1))
        near_scale = np.interp(source, at, scale)
        lay_rows(
            frame.out, layer.src, source, near_scale, np.interp(source, at, ox) - self._margin * near_scale
        )
