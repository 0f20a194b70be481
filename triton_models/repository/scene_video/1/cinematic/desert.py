"""Desert: dunes with sharp crests, buttes with cacti, or an oasis."""

from __future__ import annotations

import math

import cv2
import numpy as np

from cinematic.arrays import F32, Rng, blur, color, mix, smooth, tileable
from cinematic.backdrop import Stage, ground_texture, rim_light, vertical
from cinematic.badlands import buttes, oasis
from cinematic.firmament import firmament, variant
from cinematic.layers import make_layer
from cinematic.light import Light
from cinematic.plants import Line, blank, fill_below
from cinematic.scene import Element
from cinematic.sky import mist_layer, sun_at
from cinematic.terrain import Field, best_eye, light_field, slab_layer
from cinematic.vectors import as_float


def desert(stage: Stage) -> list[Element]:
    c, light = stage.canvas, stage.light
    which = variant(stage, 3)
    horizon = (500.0, 540.0, 500.0)[which]
    sun = sun_at(light, c, horizon, stage.side * 0.7)
    elements = firmament(stage, horizon, sun, milky=0.9, clouds=light.cover > 0.3)
    if which == 1:
        return elements + buttes(stage, sun)
    if which == 2:
        return elements + oasis(stage, sun, _sea_of_sand(stage, near=False))
    return elements + _sea_of_sand(stage, near=True) + _crest(stage, sun[0])


def _sea_of_sand(stage: Stage, *, near: bool) -> list[Element]:
    """Dunes to the horizon, dust blowing between them."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements: list[Element] = []
    field = dunes(rng, light, side)
    eye = best_eye(field, rng, 470.0, rise=40)
    sand = mix(light.fog, light.shade(color("#d9a867"), 0.5), 0.4)
    slabs = ((230, 640, 0.18, True), (95, 270, 0.28, False), (36, 112, 0.42, False))
    for z0, z1, depth, last in slabs if near else slabs[:2]:
        elements.append(
            slab_layer(field, eye, c, light, z0, z1, depth, far=620, last=last, grain=0.20, low_mist=0.1)
        )
        if depth < 0.4:
            density = 0.10 + 0.35 * light.haze + 0.4 * max(0.0, light.wind - 0.4)
            elements.append(mist_layer(rng, c, sand, 540 + depth * 240, 26, density, depth + 0.03, 12))
    return elements


def _crest(stage: Stage, sun_x: float) -> list[Element]:
    c, side = stage.canvas, stage.side
    hx = c.dw / 2 - side * c.dw * 0.10

    def crest(x: float) -> float:
        rise = 1 / (1 + math.exp(side * (x - hx - side * 120) / 150))
        return 838 - 92 * rise + 7 * math.sin(x / 170 + stage.phase)

    return [
        _near_dune(stage, crest),
        stage.hero(x=hx, y=crest(hx) + 5, height=150, depth=0.78, light_x=sun_x, line=crest),
    ]


def dunes(rng: Rng, light: Light, side: float) -> Field:
    """Asymmetric waves of sand: gentle to windward, steep in the lee, with ripples."""
    n = 1024
    grid = np.arange(n, dtype=np.float32)
    warp = tileable(rng, n, 4, 3, 0.5) - 0.5
    turns = (grid[None, :] * 9 / n + grid[:, None] * 2 / n + warp * 2.1) % 1.0
    phase = np.asarray(turns, np.float32)
    saw: F32 = np.asarray(
        np.where(phase < 0.76, smooth(0, 0.76, phase), smooth(1.0, 0.76, phase) ** 0.9), np.float32
    )
    big = tileable(rng, n, 3, 3, 0.5)
    h = (saw * (10 + 46 * big) + big * 36).astype(np.float32)
    h = blur(h, 0.8)
    facing, _, hollow = light_field(h, light, side)
    ripple = (
        np.sin((grid[None, :] * 0.9 + grid[:, None] * 0.35) + 9 * tileable(rng, n, 16, 2, 0.5)) * 0.5 + 0.5
    )
    warm, pale = color("#bf8748"), color("#d8b27c")
    rough = 0.9 + 0.2 * tileable(rng, n, 64, 3, 0.6)
    level = np.asarray((0.96 + 0.05 * ripple) * rough, np.float32)[..., None]
    col: F32 = mix(warm, pale, smooth(0.3, 0.8, saw)[..., None]) * level
    if light.snow > 0:
        col = mix(col, color("#eef2f9"), 0.75)
    lit = light.shade(col, facing * 1.12) * (0.76 + 0.24 * hollow[..., None])
    return Field(h, np.ascontiguousarray(lit, np.float32), tileable(rng, 512, 64, 3, 0.8))


def _near_dune(stage: Stage, crest: Line) -> Element:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    top = 680.0
    mask = blank(c, top)
    dy = c.row(top) / c.unit
    fill_below(mask, c, crest, dy)
    m = as_float(mask)
    xx, yy = c.xs()[None, :], c.ys(top)[:, None]
    line = np.array([crest(float(x)) for x in c.xs()], np.float32)[None, :]
    below = np.maximum(yy - line, 0)
    tex = ground_texture(rng, c, m.shape, 14)
    ripple: F32 = np.asarray(np.sin(below * 0.55 + xx * 0.045 * side + 8 * tex) * 0.5 + 0.5, np.float32)
    ripple = ripple * smooth(2, 26, below)
    sand = color("#d9a467") if light.snow == 0 else color("#e8eef8")
    lit = light.shade(np.broadcast_to(sand, (*m.shape, 3)), 0.30 + 0.30 * ripple)
    fade = vertical(c, np.full(3, 0.88, np.float32), np.full(3, 0.40, np.float32), top, 740, 930, c.pw)
    speck = cv2.GaussianBlur(rng.normal(0, 1, m.shape).astype(np.float32), (0, 0), 0.7)
    rgb = lit * fade * (1 + 0.05 * speck[..., None]) * (0.86 + 0.28 * tex[..., None])
    rgb = rim_light(c, np.asarray(rgb, np.float32), m, light.rim, -1.5 * side, 4, 0.6, 1.6)
    return make_layer(c, rgb, m, 0.78, top=dy)
