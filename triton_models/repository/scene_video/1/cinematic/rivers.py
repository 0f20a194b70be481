"""Rivers: a waterfall in a gorge, and bends through a wide valley."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, color, fbm, mix, smooth
from cinematic.backdrop import Stage, ground_texture, mountain_layer, ridge_profile, rim_light, vertical
from cinematic.belonging import Ground
from cinematic.cascade import Cascade
from cinematic.layers import Layer, make_layer
from cinematic.meadow import grassland, hills, lone_tree
from cinematic.plants import Line, blank, conifer_line, fill_below
from cinematic.rocks import Stone, rocks
from cinematic.scene import Element
from cinematic.sky import mist_layer
from cinematic.terrain import best_eye, peaks, slab_layer
from cinematic.vectors import as_float
from cinematic.water import Water


def waterfall(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """A fall between wooded walls, a pool, wet stones."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    x = c.dw / 2 + side * c.dw * 0.08
    pool = 640.0
    out: list[Element] = [
        mountain_layer(
            rng,
            c,
            light,
            ridge_profile(rng, c, 330, 80, cells=3.0, octaves=8),
            sun_x=sun[0],
            depth=0.14,
            distance=0.5 + 0.2 * light.haze,
            rock=color("#5d6a58"),
            snow=0.2 + 0.7 * light.snow,
            foot=260,
        )
    ]
    out.append(mist_layer(rng, c, light.fog, 440, 70, 0.4 + 0.4 * light.haze, 0.18, 4))
    half = min(80.0, c.dw * 0.085)
    brink = 372.0
    out.append(_wall(stage, x, half, brink, pool))
    out.append(Cascade(rng, c, light, x, half * 0.94, brink + 4, pool - 4, 0.30))
    out.append(_wooded(stage, x, half))
    out.append(
        Water(
            rng,
            y=pool,
            depth=0.34,
            tint=mix(light.water, light.shade(color("#1f5f5c"), 0.4), 0.6),
            reflect=0.80,
            sun_x=x,
            sun_height=90,
            glint=0.35,
            glint_tint=light.fog,
            chop=0.9 + 0.4 * light.wind,
            flow=0.9,
        )
    )
    spray = mix(light.fog, np.ones(3, np.float32), 0.35 if not light.dark else 0.1)
    out.append(_spray(stage, x, pool, half, spray))
    banks: list[Stone] = []
    for k in range(18):
        s = 1.0 if k % 2 else -1.0
        away = half * 1.3 + (k // 2) * c.dw * 0.052
        r = float(rng.uniform(24, 60)) * (0.6 + k / 24)
        banks.append(
            (
                x + s * away + float(rng.uniform(-20, 20)),
                pool + 14 + k * 3.2,
                r,
                r * float(rng.uniform(0.5, 0.8)),
            )
        )
    out.append(rocks(stage, banks, 0.42, 540, albedo=color("#56585a"), moss=0.75, brightness=0.75))
    hx = c.dw / 2 - side * c.dw * 0.11
    ledge: list[Stone] = [
        (hx, 826, 190, 66),
        (hx - side * 170, 850, 170, 96),
        (hx + side * 150, 860, 110, 50),
    ]
    out.append(rocks(stage, ledge, 0.72, 680, deep=4.0, albedo=color("#5a5856"), moss=0.7, brightness=0.62))
    out.append(
        stage.hero(x=hx, y=768, height=166, depth=0.72, light_x=sun[0], travel=220, underfoot=Ground.ROCK)
    )
    return out


def _wall(stage: Stage, x: float, half: float, brink: float, foot: float) -> Layer:
    """The cliff on both sides of the fall, with the notch that the water comes through."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    xs = c.xs()
    rough = ridge_profile(rng, c, 0, 1, cells=7, octaves=7, gain=0.55)
    away = np.abs(xs - np.float32(x))
    rise = 58 + 120 * smooth(half, c.dw * 0.55, away) + 26 * rough
    profile = np.asarray(brink + 3 - rise * smooth(half * 0.86, half * 1.35, away), np.float32)
    top = max(0.0, float(profile.min()) - 6)
    yy = c.ys(top, foot + 8)[:, None]
    d = yy - profile[None]
    alpha = np.clip(d * np.float32(c.unit) + 0.5, 0, 1)
    h, w = alpha.shape
    cracks = fbm(rng, w, max(h, w // 3), 22 * c.dw / 1664, 6, 0.58, stretch=1.7, ridged=True)[:h]
    fine = fbm(rng, w, max(h, w // 3), 90 * c.dw / 1664, 3, 0.6)[:h]
    gx = np.gradient(cracks, axis=1) * np.float32(c.unit * 9)
    gy = np.gradient(cracks, axis=0) * np.float32(c.unit * 9)
    facing = np.clip(0.32 - side * gx + np.maximum(gy, 0) * 0.8 + (fine - 0.5) * 0.5, 0, 1).astype(np.float32)
    rgb = light.shade(
        np.broadcast_to(color("#6a6864"), (h, w, 3)) * (0.5 + 0.9 * cracks[..., None]), facing
    ) * np.float32(0.85)
    moss = smooth(0.44, 0.60, fine) * smooth(0.0, 0.25, gy + 0.14)
    green = color("#5a7038") if light.snow == 0 else color("#eaf0f8")
    rgb = mix(rgb, light.shade(green, 0.45) * np.float32(0.85), np.asarray(moss * 0.8, np.float32)[..., None])
    damp = np.exp(-(((away - half) / 60) ** 2))[None] * 0.5
    rgb = np.asarray(rgb * (1 - damp[..., None]), np.float32)
    cap = smooth(34, 4, d)
    rgb = mix(rgb, light.shade(green, 0.5) * np.float32(0.8), (cap * 0.85)[..., None])
    veil = smooth(foot - 210, foot, yy + 0 * d) * (0.30 + 0.35 * light.haze) + 0.08 + 0.1 * light.haze
    return make_layer(
        c, light.veil(rgb, np.asarray(veil, np.float32)), np.asarray(alpha, np.float32), 0.30, top=top
    )


def _wooded(stage: Stage, x: float, half: float) -> Layer:
    """Spruces on the shoulders of the cliff."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side

    def line(at: float) -> float:
        away = abs(at - x)
        rise = min(1.0, max(0.0, (away - half * 2.2) / (0.40 * c.dw)))
        return 640.0 - 330.0 * math.pow(rise, 0.9) + 10.0 * math.sin(at / 40)

    trees = conifer_line(
        rng, c, line, 60, 190, 90, top=120, ground=False, gap=(x - half * 2.4, x + half * 2.4)
    )
    trees[c.row(644) - c.row(120) :] = 0
    tint = light.shade(color("#36523a"), 0.32) * np.float32(0.75)
    tex = ground_texture(rng, c, trees.shape, 80)[..., None]
    rgb = vertical(
        c, light.veil(tint, 0.10), light.veil(mix(tint, light.ink, 0.3), 0.14), 120, 260, 640, c.pw
    ) * (0.7 + 0.6 * tex)
    rgb = rim_light(c, np.asarray(rgb, np.float32), trees, light.rim, -2 * side, 2.2, 0.42, 1.0)
    if light.snow > 0:
        rgb = rim_light(c, rgb, trees, light.shade(color("#eef3fb"), 0.6), 0, 3.2, 0.9, 0.9)
    return make_layer(c, light.veil(rgb, 0.15 * light.haze), trees, 0.33, top=c.row(120) / c.unit)


def _spray(stage: Stage, x: float, foot: float, half: float, tint: F32) -> Layer:
    """Mist that stands where the fall meets the pool."""
    c, rng = stage.canvas, stage.rng
    extra = 120.0
    top = foot - 150
    yy = c.ys(top, foot + 70)[:, None]
    xx = c.xs(extra)[None] - np.float32(extra / 2)
    n = fbm(rng, xx.shape[1], yy.shape[0], 10, 4, 0.55)
    a = (
        np.exp(-(((xx - x) / (half * 2.1)) ** 2))
        * np.exp(-(((yy - foot + 6) / 52) ** 2))
        * smooth(0.2, 0.8, n)
        * 0.95
    )
    rgb = np.broadcast_to(tint, (*a.shape, 3)).astype(np.float32)
    return make_layer(c, rgb, np.asarray(a, np.float32), 0.36, top=top, extra=extra, drift=3.0)


def bends(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """A river that winds through a wide valley towards us."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    field = peaks(rng, light, side, tallest=150)
    eye = best_eye(field, rng, 440.0, start=210)
    out: list[Element] = [slab_layer(field, eye, c, light, 210, 700, 0.16, far=600, last=True)]
    out.append(mist_layer(rng, c, light.fog, 545, 30, 0.34 + 0.4 * light.haze, 0.20, 4))
    low = hills(rng, light, side)
    out.append(
        slab_layer(
            low,
            best_eye(low, rng, 500.0, rise=30, tries=8, start=110),
            c,
            light,
            110,
            420,
            0.24,
            far=560,
            grain=0.42,
        )
    )
    out.append(
        Water(
            rng,
            y=604,
            depth=0.40,
            tint=light.water,
            reflect=0.92,
            sun_x=sun[0],
            sun_height=70,
            glint=0.7 * light.glow,
            glint_tint=light.sun,
            chop=0.40 + 0.5 * light.wind,
            flow=0.6,
        )
    )
    # tongues of land from both sides leave the river's bends between them
    for k, (y, tip, depth) in enumerate(((608.0, 0.66, 0.41), (630.0, 0.60, 0.47), (664.0, 0.52, 0.55))):
        s = side if k % 2 else -side
        out.append(_tongue(stage, y, s, tip, 15 + 14 * k, depth))
    hx = c.dw / 2 - side * c.dw * 0.13

    def bank(x: float) -> float:
        out_ = side * (x - c.dw / 2) / c.dw
        return 786 - 34 * math.exp(-(((x - hx) / 300) ** 2)) + 120 * (1 / (1 + math.exp(-(out_ - 0.10) * 26)))

    tx = c.dw / 2 - side * c.dw * 0.34
    out.append(lone_tree(stage, tx, bank(tx) + 10, 300, 0.73))
    out.append(
        grassland(stage, bank, 0.74, 670, rows=1300, low=9, high=38, brightness=0.62, flowers=110, heads=0.12)
    )
    out.append(stage.hero(x=hx, y=bank(hx) + 14, height=168, depth=0.74, light_x=sun[0], line=bank))
    return out


def _tongue(stage: Stage, y: float, s: float, tip: float, thick: float, depth: float) -> Layer:
    """Meadow that reaches into the river from one side, trees on its back."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    top = y - 130
    mask = blank(c, top)
    dy = c.row(top) / c.unit

    def upper(x: float) -> float:
        inward = (c.dw / 2 - s * (x - c.dw / 2)) / c.dw  # 0 at its own side, 1 at the far one
        return y + thick * 0.9 * math.pow(max(0.0, inward / tip), 3) - 4 * math.sin(x / 80 + y)

    fill_below(mask, c, upper, dy)
    xs = c.xs()[None]
    yy = c.ys(top)[:, None]
    inward = (np.float32(c.dw / 2) - np.float32(s) * (xs - np.float32(c.dw / 2))) / np.float32(c.dw)
    lower = y + thick * (1.05 - 0.15 * np.sin(xs / 60 + y)) * np.sqrt(
        np.clip(1 - inward / np.float32(tip), 0, 1)
    )
    m = as_float(mask) * smooth(1.2, -1.2, yy - lower) * smooth(tip, tip - 0.02, inward + 0 * yy)
    tex = ground_texture(rng, c, m.shape, 60)
    grass_tint = color("#6f8a42") if light.snow == 0 else color("#e8edf6")
    lit = np.clip(0.30 + 0.6 * tex, 0, 1)
    rgb = light.shade(np.broadcast_to(grass_tint, (*m.shape, 3)), lit) * np.float32(0.85)
    edge = smooth(4.5, 0.0, lower - yy)
    rgb = mix(rgb, light.shade(color("#7d6a4e"), 0.25) * np.float32(0.7), (edge * 0.8)[..., None])
    trees = conifer_line(
        rng, c, _shifted(upper, 4), 18 + 34 * depth, 50 + 130 * (depth - 0.3), 46, top=top, ground=False
    )
    own = smooth(tip * 0.62, tip * 0.40, inward + 0 * yy)
    wood = trees * own
    tint = light.shade(color("#38543a"), 0.34) * np.float32(0.8)
    tree = rim_light(
        c, np.broadcast_to(tint, rgb.shape).astype(np.float32), wood, light.rim, -2 * side, 2.2, 0.45, 1.0
    )
    if light.snow > 0:
        tree = rim_light(c, tree, wood, light.shade(color("#eef3fb"), 0.6), 0, 3.0, 0.9, 0.9)
    rgb = mix(np.asarray(rgb, np.float32), tree, wood[..., None])
    fog = max(0.0, 0.34 - (depth - 0.40) * 2.2) * (0.5 + light.haze)
    return make_layer(c, light.veil(rgb, fog), np.maximum(m, wood), depth, top=dy)


def _shifted(line: Line, by: float) -> Line:
    return lambda x: line(x) + by
