"""Alpine: snow peaks over valleys from a shoulder, a mirroring lake, or summits above the clouds."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import color, mix
from cinematic.backdrop import Stage, ground_texture, rim_light, vertical
from cinematic.firmament import firmament, variant
from cinematic.highland import cloud_sea, tarn
from cinematic.layers import make_layer
from cinematic.plants import blank, conifer_line, fill_below, grass
from cinematic.scene import Element
from cinematic.sky import mist_layer, sun_at
from cinematic.terrain import best_eye, peaks, slab_layer
from cinematic.vectors import as_float


def alpine(stage: Stage) -> list[Element]:
    c = stage.canvas
    which = variant(stage, 3)
    horizon = (470.0, 470.0, 520.0)[which]
    sun = sun_at(stage.light, c, horizon, stage.side * 0.8)
    sun = (sun[0], sun[1] - 60)
    elements = firmament(stage, horizon, sun)
    if which == 1:
        return elements + tarn(stage, sun)
    if which == 2:
        return elements + cloud_sea(stage, sun)
    return elements + _massif(stage) + _shoulder(stage, sun[0])


def _massif(stage: Stage) -> list[Element]:
    """Snow peaks over valleys, in three slabs with mist between them."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    elements: list[Element] = []
    field = peaks(rng, light, stage.side)
    eye = best_eye(field, rng, 430.0)
    for z0, z1, depth, last in ((330, 700, 0.16, True), (170, 380, 0.24, False), (70, 190, 0.36, False)):
        elements.append(slab_layer(field, eye, c, light, z0, z1, depth, far=620.0, last=last))
        if depth < 0.3:
            y = 520 + depth * 260
            elements.append(mist_layer(rng, c, light.fog, y, 42, 0.30 + 0.45 * light.haze, depth + 0.03, 4))
    return elements


def _shoulder(stage: Stage, sun_x: float) -> list[Element]:
    """Spruces behind, then the slope on which the hero stands."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    hx = c.dw / 2 - side * c.dw * 0.13
    phase = stage.phase

    def far_line(x: float) -> float:
        return 726 + 26 * math.sin(x / 210 + phase) + 10 * math.sin(x / 77)

    def near_line(x: float) -> float:
        return 800 - 60 * math.exp(-(((x - hx) / 300) ** 2)) + 9 * math.sin(x / 120 + phase)

    out: list[Element] = []
    trees = conifer_line(rng, c, far_line, 46, 130, 64, top=560, gap=(hx - 190, hx + 190))
    tint = light.shade(color("#33462f"), 0.30) * np.float32(0.55)
    rgb = vertical(c, mix(tint, light.fog, 0.22), mix(tint, light.ink, 0.4), 560, 600, 860, c.pw)
    rgb = rim_light(c, rgb, trees, light.rim, -2 * side, 2.5, 0.42, 1.0)
    if light.snow > 0:
        rgb = rim_light(c, rgb, trees, color("#eef3fb") * np.float32(0.9), 0, 3.4, 0.9, 0.9)
    out.append(make_layer(c, rgb, trees, 0.46, top=c.row(560) / c.unit))
    out.append(mist_layer(rng, c, light.fog, 772, 34, 0.28 + 0.45 * light.haze, 0.5, 8))
    top = 660.0
    mask = blank(c, top)
    dy = c.row(top) / c.unit
    fill_below(mask, c, near_line, dy)
    ground = as_float(mask)
    tex = ground_texture(rng, c, ground.shape, 20)
    if light.snow > 0:
        albedo = color("#e8eef8")
        rgb = vertical(
            c, light.shade(albedo, 0.55), light.shade(albedo, 0.05) * np.float32(0.7), top, 730, 930, c.pw
        )
        rgb = rgb * (0.86 + 0.28 * tex[..., None])
        rgb = rim_light(c, rgb, ground, light.rim, -1, 4, 0.5, 2.0)
        out.append(make_layer(c, rgb, ground, 0.82, top=dy))
    else:
        blades = blank(c, top)
        grass(blades, rng, c, lambda x: near_line(x) + 4, 1500, 8, 30, dy, heads=0.10, spread=70)
        tuft = as_float(blades)
        soil = light.shade(color("#4c5232"), 0.35) * np.float32(0.5)
        rgb = vertical(c, soil, light.ink * np.float32(0.7), top, 740, 930, c.pw) * (
            0.6 + 0.8 * tex[..., None]
        )
        blade = light.shade(color("#66703a"), 0.35) * np.float32(0.55)
        lit = rim_light(
            c,
            np.broadcast_to(blade, rgb.shape).astype(np.float32),
            tuft,
            light.rim,
            -1.0 * side,
            1.4,
            0.75,
            0.6,
        )
        depth_fade = vertical(c, np.ones(3, np.float32), np.full(3, 0.35, np.float32), top, 740, 920, c.pw)
        rgb = np.where(tuft[..., None] > 0.3, lit * depth_fade, rgb)
        weights = np.clip((830 - c.ys(top)) / 110, 0, 1)
        out.append(make_layer(c, rgb, np.maximum(ground, tuft), 0.82, top=dy, sway=1.4, sway_rows=weights))
    hero = stage.hero(x=hx, y=near_line(hx) + 7, height=165, depth=0.82, light_x=sun_x, line=near_line)
    out.append(hero)
    return out
