"""Perspective for what people build: a level ground, upright walls, and how both move with the camera."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from cinematic import kernels
from cinematic.arrays import F32, Floats, mix, smooth
from cinematic.backdrop import Stage, ground_texture
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.plate import Plate
from cinematic.scene import Frame
from cinematic.surfaces import Surface
from cinematic.vectors import Point

HERO_DEPTH = 0.70


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
        return float(np.clip(HERO_DEPTH * hero_z / z, 0.12, 1.0))

    def wall(self, plate: Plate, front: Plate, x: float, z0: float, z1: float, height: float) -> None:
        """Set an elevation as a wall that runs away at X = x from z0 (near) to z1; its left end is near
        on the right-hand side of a street and far on the left-hand side. A height below zero sets it
        upside down under the ground: as wet ground mirrors it."""
        nt, nb = self.at(x, height, z0), self.at(x, 0.0, z0)
        ft, fb = self.at(x, height, z1), self.at(x, 0.0, z1)
        plate.set_in(front, (nt, ft, fb, nb) if x > 0 else (ft, nt, nb, fb))


def ground_rows(vista: Vista, c: Canvas, top: float) -> tuple[F32, F32, F32]:
    """(X, Z) in metres of each pixel below `top`, and the design y of each row."""
    y = c.ys(top)[:, None]
    z = np.asarray(vista.focal * vista.eye / np.maximum(y - vista.horizon, 0.5), np.float32)
    x = np.asarray((c.xs()[None, :] - vista.cx) * z / np.float32(vista.focal), np.float32)
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
) -> Tilted:
    """Level ground from a design height to the bottom. shine (0..1) lays the mirrored surroundings (a
    picture of the canvas's size) over it: most of all far away, and in puddles. half: the ground is a
    strip that wide to both sides, as a bridge is."""
    c, light = stage.canvas, stage.light
    x, z, y = ground_rows(vista, c, top)
    tex = ground_texture(stage.rng, c, x.shape, 40)
    albedo = surface(x, z, tex)
    rgb = light.shade(albedo, lit) * np.float32(brightness) * (0.74 + 0.52 * tex[..., None])
    for p in pools:
        e = np.exp(-((x - p.x) ** 2 + ((z - p.z) * 0.8) ** 2) / np.float32(p.radius**2))
        rgb = rgb + (e * np.float32(p.strength))[..., None] * p.tint * (0.25 + 0.75 * albedo)
    if mirror is not None and shine > 0:
        puddle = smooth(0.40, 0.60, ground_texture(stage.rng, c, x.shape, 11))
        rgb = rgb * np.float32(1 - 0.35 * shine)
        amount = np.float32(shine) * (0.25 + 0.75 * puddle) * (0.40 + 0.60 * smooth(2.5, 14, z))
        rgb = mix(rgb, mirror[c.row(top) :][: x.shape[0]], amount[..., None])
    rgb = light.veil(rgb, np.clip(smooth(12, 90, z) * (0.25 + far_fog * light.haze), 0, 1) * np.ones_like(x))
    rgb = mix(rgb, light.ink, smooth(c.dh - 190, c.dh, y)[..., None] * np.float32(0.5))
    alpha = np.ones(x.shape, np.float32)
    if half is not None:
        alpha = np.clip((half - np.abs(x)) * np.float32(vista.focal * c.unit) / z + 0.5, 0, 1)
    layer = make_layer(c, np.asarray(rgb, np.float32), np.asarray(alpha, np.float32), HERO_DEPTH, top=top)
    depths = np.array([vista.depth(float(v)) for v in z[:, 0]], np.float32)
    first = layer.top - c.row(top)
    return Tilted(layer, depths[first : first + len(layer.src)])


def mirrored(stage: Stage, plate: Plate, vista: Vista) -> F32:
    """What wet ground mirrors: a plate of walls set upside down, under a mirrored sky, drawn out."""
    c, light = stage.canvas, stage.light
    y = c.ys()[:, None]
    t = np.clip((y - vista.horizon) / 420, 0, 1)[..., None]
    sky = mix(light.sky[-1][1], light.sky[2][1], np.asarray(t, np.float32)) * np.float32(0.8)
    rgb = plate.lit_picture(light)
    solid = plate.mask.astype(np.float32)[..., None] / np.float32(255)
    both = np.asarray(rgb * solid + np.broadcast_to(sky, rgb.shape) * (1 - solid), np.float32)
    return np.asarray(cv2.GaussianBlur(both, (0, 0), 1.6 * c.unit, sigmaY=9 * c.unit), np.float32)


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

    def __init__(self, layer: Layer, depths: Floats) -> None:
        self.layer = layer
        self._rows = np.asarray(np.asarray(depths, np.float32) - np.float32(layer.depth), np.float32)
        self._row = np.zeros(4096, np.uint64)

    def draw(self, frame: Frame) -> None:
        layer, c = self.layer, frame.canvas
        scale, ox, oy = frame.place(layer.depth)
        s0, o0, _ = frame.place(layer.depth + 0.1)
        x = np.arange(c.width, dtype=np.float32) + np.float32(0.5)
        # how far the source column moves with each 0.1 of depth
        shift = ((x - o0) / s0 - (x - ox) / scale).astype(np.float32)
        kernels.composite(
            frame.out,
            layer.src,
            layer.lo,
            layer.hi,
            np.zeros(c.height, np.uint8),
            self._row,
            layer.top,
            int(layer.top == 0),
            int(layer.reaches_bottom),
            scale,
            ox,
            oy,
            0,
            shift,
            self._rows * np.float32(10),
        )
