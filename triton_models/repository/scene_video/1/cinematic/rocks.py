"""Boulders and outcrops: solid, faceted, lit from the sun's side, capped with snow or moss."""

from __future__ import annotations

import math

import cv2
import numpy as np

from cinematic.arrays import F32, U8, Rng, blur, color, mix, smooth
from cinematic.backdrop import Stage, ground_texture, rim_light
from cinematic.layers import Layer, make_layer
from cinematic.plants import blank
from cinematic.vectors import Point, as_float, polygon

Stone = tuple[float, float, float, float]
"""x, y of the foot's middle, half width, height."""


def outline(rng: Rng, stone: Stone, deep: float = 0.25) -> list[Point]:
    """An angular heap: steep sides, a broken top, a foot below its line."""
    x, y, half, height = stone
    n = 11
    points: list[Point] = []
    for k in range(n):
        a = math.pi * (1 - k / (n - 1))
        r = 1 + rng.uniform(-0.16, 0.12)
        px = x + math.copysign(abs(math.cos(a)) ** 0.8, math.cos(a)) * half * r
        points.append((px, y - math.sin(a) ** 0.7 * height * r))
    return [(x - half * 1.02, y + height * deep), *points, (x + half * 1.02, y + height * deep)]


def solid_mask(stage: Stage, stones: list[Stone], top: float, deep: float = 0.25) -> U8:
    mask = blank(stage.canvas, top)
    dy = stage.canvas.row(top) / stage.canvas.unit
    for stone in stones:
        polygon(mask, outline(stage.rng, stone, deep), stage.canvas.unit, 0, dy)
    return mask


def stone_picture(stage: Stage, mask: U8, albedo: F32, *, moss: float = 0.0, brightness: float = 0.8) -> F32:
    """Colours of a solid with this outline: bulging, cracked, darker towards its foot."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    u = c.unit
    m = as_float(mask)
    deep = np.asarray(cv2.distanceTransform((mask > 127).astype(np.uint8), cv2.DIST_L2, 3), np.float32)
    wide = c.dw / 1664
    cracks = ground_texture(rng, c, m.shape, 34 * wide, ridged=True)
    grain = ground_texture(rng, c, m.shape, 90 * wide)
    bulge = np.sqrt(np.minimum(deep / np.float32(u), 46) + 0.1) * 3.4 + cracks * 15 + grain * 4
    bulge = blur(bulge, 0.9 * u)
    gx = cv2.Sobel(bulge, cv2.CV_32F, 1, 0, ksize=3) * np.float32(u / 8)
    gy = cv2.Sobel(bulge, cv2.CV_32F, 0, 1, ksize=3) * np.float32(u / 8)
    facing = np.clip(0.30 - side * gx * 0.55 + np.maximum(gy, 0) * 0.75, 0, 1)
    rgb = light.shade(np.broadcast_to(albedo, (*m.shape, 3)) * (0.55 + 0.75 * cracks[..., None]), facing)
    rgb = rgb * np.float32(brightness)
    flat = smooth(0.10, 0.55, gy)
    if light.snow > 0:
        rgb = mix(rgb, light.shade(color("#eef3fb"), 0.5), np.clip(flat * 1.5, 0, 0.95)[..., None])
    elif moss > 0:
        green = light.shade(color("#5f7038"), 0.5) * np.float32(brightness)
        rgb = mix(rgb, green, (np.clip(flat * 1.3 + grain - 0.5, 0, 1) * np.float32(moss))[..., None])
    return rim_light(c, np.asarray(rgb, np.float32), m, light.rim, -2.2 * side, 2.6, 0.55, 1.2)


def rocks(
    stage: Stage,
    stones: list[Stone],
    depth: float,
    top: float,
    *,
    albedo: F32 | None = None,
    moss: float = 0.0,
    fog: float = 0.0,
    brightness: float = 0.8,
    keep_above: float | None = None,
    deep: float = 0.25,
) -> Layer:
    """Stones as one layer; keep_above cuts them off at a height (a water line).

    deep: how far below their foot they go on, in heights.
    """
    mask = solid_mask(stage, stones, top, deep)
    c = stage.canvas
    if keep_above is not None:
        mask[max(0, c.row(keep_above) - c.row(top)) :] = 0
    tint = color("#6b6460") if albedo is None else albedo
    rgb = stone_picture(stage, mask, tint, moss=moss, brightness=brightness)
    return make_layer(c, stage.light.veil(rgb, fog), as_float(mask), depth, top=c.row(top) / c.unit)
