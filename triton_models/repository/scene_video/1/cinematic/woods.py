"""Woods: birches in leaf, a mossy brook, a clearing among spruces."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, blur, color, fbm, mix, smooth
from cinematic.backdrop import Stage, ground_texture, mountain_layer, ridge_profile, rim_light, vertical
from cinematic.foliage import FallingLeaves, foliage, leafy
from cinematic.layers import Layer, make_layer
from cinematic.meadow import grassland
from cinematic.plants import Line, blank, conifer, conifer_line, fill_below, grass
from cinematic.rocks import Stone, rocks
from cinematic.scene import Element
from cinematic.sky import mist_layer
from cinematic.skylife import Shafts
from cinematic.vectors import as_float, capsule, ellipse, polygon
from cinematic.water import Water

_LEAVES = (("#8a5a1c", "#f2b632"), ("#7a3418", "#e8702c"), ("#42641f", "#a8c44a"), ("#6a6420", "#e2d24c"))
"""Dark and bright of a birch wood: gold, rust, spring, late summer."""


def birches(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """White trunks, bright leaves, and some of them falling."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    dark, bright = (color(code) for code in _LEAVES[int(rng.integers(len(_LEAVES)))])
    clearing = c.dw / 2 + side * c.dw * 0.06
    out: list[Element] = [_far_wood(stage, dark, bright, sun)]
    out.append(mist_layer(rng, c, light.fog, 640, 60, 0.35 + 0.4 * light.haze, 0.24, 5))
    for y, count, thick, depth, fog in (
        (664.0, 22, 6.5, 0.34, 0.42),
        (690.0, 12, 11.0, 0.50, 0.18),
        (726.0, 6, 19.0, 0.66, 0.0),
    ):
        out.append(_birch_row(stage, y, count, thick, depth, fog, clearing, dark, bright, sun))
        if depth < 0.6:
            out.append(mist_layer(rng, c, light.fog, y, 34, 0.18 + 0.45 * light.haze, depth + 0.03, 7))
    if light.glow > 0.2:
        out.append(Shafts(rng, c, light, sun, strength=0.30 * min(1.0, light.glow * 1.2)))

    def line(x: float) -> float:
        return 742 + 10 * math.sin(x / 170 + stage.phase)

    out.append(_litter(stage, line, clearing, dark, bright))
    hx = clearing - side * 70
    out.append(stage.hero(x=hx, y=line(hx) + 26, height=178, depth=0.80, light_x=sun[0]))
    if light.snow == 0:
        tint = light.shade(bright, 0.7)
        out.append(FallingLeaves(rng, 34, np.asarray(np.clip(tint * 1.1, 0, 1), np.float32), light.wind))
        out.append(FallingLeaves(rng, 20, np.asarray(light.shade(dark, 0.6), np.float32), light.wind))
    return out


def _far_wood(stage: Stage, dark: F32, bright: F32, sun: tuple[float, float]) -> Layer:
    c, light, rng = stage.canvas, stage.light, stage.rng
    yy = c.ys()[:, None]
    bare = light.snow > 0
    density = smooth(260, 480, yy) * smooth(760, 690, yy) * (0.70 if not bare else 0.30)
    density = np.broadcast_to(density, (c.ph, c.pw)) - 0.25 * np.exp(-(((c.xs()[None] - sun[0]) / 150) ** 2))
    alpha, lit = foliage(rng, c, np.asarray(density, np.float32), clump=13, leaf=330)
    if bare:
        dark = bright = color("#a89a94")
    rgb = leafy(stage, lit, dark, bright, sun[0], sun[1], 0.42 + 0.25 * light.haze)
    ground = smooth(640, 668, yy)
    rgb = mix(rgb, light.veil(light.shade(mix(dark, bright, 0.3), 0.3), 0.55), ground[..., None])
    return make_layer(c, rgb, np.maximum(alpha, np.broadcast_to(ground, alpha.shape)), 0.22)


def _birch_row(
    stage: Stage,
    y: float,
    count: int,
    thick: float,
    depth: float,
    fog: float,
    clearing: float,
    dark: F32,
    bright: F32,
    sun: tuple[float, float],
) -> Layer:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    mask, marks = blank(c, 0), blank(c, 0)
    number = max(3, round(count * max(0.55, c.dw / 1664)))
    spots = np.linspace(0, c.dw, number, endpoint=False) + rng.uniform(0, c.dw / number, number)
    for x in spots:
        if abs(x - clearing) < 70 + thick * 4:
            continue
        w, lean = thick * rng.uniform(0.7, 1.25), rng.uniform(-40, 40)
        base = y + rng.uniform(-6, 20)

        def at(h: float, x: float = float(x), lean: float = float(lean), base: float = float(base)) -> float:
            return float(x + lean * max(0.0, (base - h) / base) ** 1.3)

        levels = np.linspace(base + 14, -10, 12)
        left = [(at(h) - w * (0.5 + 0.3 * max(0.0, 1 - (base - h) / 70)), h) for h in levels]
        right = [(at(h) + w * (0.5 + 0.3 * max(0.0, 1 - (base - h) / 70)), h) for h in levels[::-1]]
        polygon(mask, left + right, c.unit)
        for _ in range(int(26 * min(1.4, 14 / thick + 0.4))):
            h = rng.uniform(0, base)
            reach = w * rng.uniform(0.15, 0.55)
            s = rng.choice([-1.0, 1.0])
            ellipse(marks, at(h) + s * w * 0.34, h, reach, max(0.8, w * rng.uniform(0.05, 0.13)), c.unit)
        for _ in range(5):
            h = rng.uniform(110, base * 0.62)
            s = rng.choice([-1.0, 1.0])
            length = rng.uniform(40, 110) * (0.5 + thick / 20)
            tip = (at(h) + s * length, h - length * rng.uniform(0.35, 0.8))
            polygon(mask, capsule((at(h), h), w * 0.13, tip, 0.6), c.unit)
    fill_below(mask, c, lambda x: y + 10 + 6 * math.sin(x / 70 + thick), 0)
    m, k = as_float(mask), as_float(marks)
    bark = fbm(rng, c.pw, c.ph, 50, 3, 0.6)
    xx = c.xs()[None]
    round_ = np.clip(
        0.52 + blur(np.gradient(blur(m, 2.2 * c.unit), axis=1).astype(np.float32), 0.8) * -side * 9 * c.unit,
        0,
        1,
    )
    rgb = light.shade(np.broadcast_to(color("#ddd8cf"), (*m.shape, 3)), round_ * 0.9) * np.float32(0.9)
    rgb = rgb * (0.80 + 0.35 * bark[..., None])
    rgb = mix(rgb, light.shade(color("#2e2a2a"), 0.2), (k * 0.85)[..., None])
    yy = c.ys()[:, None]
    soil = light.shade(mix(dark, bright, 0.25) if light.snow == 0 else color("#e6ebf4"), 0.35) * np.float32(
        0.75
    )
    rgb = mix(rgb, soil * (0.6 + 0.7 * bark[..., None]), smooth(y - 2, y + 16, yy + 0 * xx)[..., None])
    rgb = rim_light(c, np.asarray(rgb, np.float32), m, light.rim, -2.6 * side, 0.6, 0.5, 1.3)
    rgb = light.veil(rgb, fog)
    if light.snow == 0:
        density = smooth(430 - 60 * fog, 60, yy) * 0.74 + 0 * xx
        alpha, lit = foliage(
            rng, c, np.asarray(density, np.float32), clump=6 + 10 * fog, leaf=220 + 150 * fog
        )
        rgb = mix(rgb, leafy(stage, lit, dark, bright, sun[0], sun[1], fog), alpha[..., None])
        m = np.maximum(m, alpha)
    return _moving(stage, rgb, m, depth)


def _litter(stage: Stage, line: Line, clearing: float, dark: F32, bright: F32) -> Layer:
    """The floor: fallen leaves, tufts, light where the trees stand apart."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    top = 650.0
    mask = blank(c, top)
    dy = c.row(top) / c.unit
    fill_below(mask, c, line, dy)
    m = as_float(mask)
    fine = ground_texture(rng, c, m.shape, 300)
    tex = ground_texture(rng, c, m.shape, 14)
    xx, yy = c.xs()[None], c.ys(top)[:, None]
    pool = np.exp(-(((xx - clearing) / 340) ** 2)) * smooth(930, 740, yy)
    if light.snow > 0:
        rgb = light.shade(np.broadcast_to(color("#e8edf6"), (*m.shape, 3)), 0.2 + 0.5 * pool) * (
            0.85 + 0.3 * tex[..., None]
        )
    else:
        base = mix(dark, bright, smooth(0.40, 0.64, fine)[..., None])
        rgb = light.shade(base, 0.22 + 0.65 * pool) * (0.55 + 0.6 * tex[..., None])
    rgb = mix(rgb, light.ink, smooth(790, 960, yy)[..., None] * np.float32(0.75))
    blades = blank(c, top)
    grass(
        blades,
        rng,
        c,
        lambda x: line(x) + 4,
        420 if light.snow == 0 else 90,
        8,
        34,
        dy,
        spread=110,
        heads=0.1,
    )
    tuft = as_float(blades)
    blade = light.shade(mix(color("#5e7340"), dark, 0.35), 0.35) * np.float32(0.6)
    over = rim_light(
        c, np.broadcast_to(blade, rgb.shape).astype(np.float32), tuft, light.rim, -side, 1.4, 0.5, 0.7
    )
    rgb = mix(np.asarray(rgb, np.float32), over * (0.5 + 0.6 * pool[..., None]), tuft[..., None])
    return make_layer(
        c, rgb, np.maximum(m, tuft), 0.80, top=dy, sway=1.2, sway_rows=np.clip((780 - c.ys(top)) / 90, 0, 1)
    )


def brook(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Water between mossy stones under old trees."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    dark, bright = color("#2c4a1e"), color("#8fb04a")
    out: list[Element] = [_far_wood(stage, dark, bright, sun)]
    out.append(mist_layer(rng, c, light.fog, 600, 80, 0.40 + 0.4 * light.haze, 0.26, 5))
    middle = c.dw / 2 + side * c.dw * 0.04
    for y, count, thick, depth, fog in ((640.0, 12, 16.0, 0.34, 0.36), (668.0, 6, 34.0, 0.46, 0.10)):
        out.append(_old_trees(stage, y, count, thick, depth, fog, middle, dark, bright, sun))
        out.append(mist_layer(rng, c, light.fog, y, 30, 0.16 + 0.45 * light.haze, depth + 0.03, 7))
    if light.glow > 0.2:
        out.append(
            Shafts(
                rng, c, light, sun, strength=0.40 * min(1.0, light.glow * 1.2) * (0.6 if light.moon else 1)
            )
        )
    out.append(
        Water(
            rng,
            y=664,
            depth=0.50,
            tint=mix(light.water, light.shade(color("#24422c"), 0.3), 0.6),
            reflect=0.84,
            sun_x=sun[0],
            sun_height=60,
            glint=0.5 * light.glow,
            glint_tint=light.sun,
            chop=0.8,
            flow=1.6,
        )
    )
    far: list[Stone] = []
    near: list[Stone] = []
    for k in range(24):
        x = middle + rng.choice([-1.0, 1.0]) * (
            rng.uniform(70, 0.5 * c.dw) if k > 5 else rng.uniform(20, 130)
        )
        y = rng.uniform(678, 800)
        s = rng.uniform(12, 34) * (0.4 + (y - 660) / 90)
        (far if y < 740 else near).append((float(x), float(y), s, s * rng.uniform(0.45, 0.75)))
    for k in range(9):
        for s in (-1.0, 1.0):
            x = middle + s * (150 + 70 * k) + rng.uniform(-30, 30)
            far.append((x, 690 + 8 * k + rng.uniform(-6, 10), rng.uniform(50, 90), rng.uniform(26, 52)))
    far.sort(key=lambda stone: stone[1])
    near.sort(key=lambda stone: stone[1])
    tint = color("#57564e")
    out.append(rocks(stage, far, 0.56, 560, albedo=tint, moss=0.95, brightness=0.72))
    hx = middle - side * min(250.0, c.dw * 0.24)

    def bank(x: float) -> float:
        inward = (middle - side * 110 - x) * side
        return 792 - 62 * (1 / (1 + math.exp(-inward / 42))) + 60 * (1 / (1 + math.exp(inward / 30)))

    out.append(grassland(stage, bank, 0.74, 660, rows=700, low=8, high=36, brightness=0.55, flowers=24))
    out.append(stage.hero(x=hx, y=bank(hx) + 20, height=168, depth=0.74, light_x=sun[0], travel=200))
    out.append(
        rocks(
            stage,
            [(x, y + 66, s * 1.6, h * 1.6) for x, y, s, h in near if abs(x - hx) > 120],
            0.86,
            640,
            albedo=tint,
            moss=0.9,
            brightness=0.5,
        )
    )
    return out


def _old_trees(
    stage: Stage,
    y: float,
    count: int,
    thick: float,
    depth: float,
    fog: float,
    middle: float,
    dark: F32,
    bright: F32,
    sun: tuple[float, float],
) -> Layer:
    """Wide trunks with roots and moss on their weather side."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    mask = blank(c, 0)
    number = max(3, round(count * max(0.6, c.dw / 1664)))
    spots = np.linspace(0, c.dw, number, endpoint=False) + rng.uniform(0, c.dw / number, number)
    for x in spots:
        if abs(x - middle) < 120 + thick:
            continue
        w, lean = thick * rng.uniform(0.7, 1.3), rng.uniform(-50, 50)
        base = y + rng.uniform(0, 16)
        levels = np.linspace(base + 16, -10, 14)
        bulge = [1 + 1.5 * math.exp(-(base + 16 - h) / 46) + 0.1 * math.sin(h / 50 + x) for h in levels]
        mid = [x + lean * ((base - h) / base) for h in levels]
        left = [(mx - w * 0.5 * b, h) for mx, b, h in zip(mid, bulge, levels, strict=True)]
        right = [(mx + w * 0.5 * b, h) for mx, b, h in zip(mid, bulge, levels, strict=True)]
        polygon(mask, left + right[::-1], c.unit)
        for _ in range(5):
            h = rng.uniform(120, base * 0.6)
            s = rng.choice([-1.0, 1.0])
            bx = x + lean * ((base - h) / base)
            length = rng.uniform(60, 170) * (0.4 + thick / 40)
            elbow = (bx + s * length * 0.5, h - length * 0.10)
            tip = (bx + s * length, h - length * rng.uniform(0.3, 0.6))
            polygon(mask, capsule((bx, h), w * 0.16, elbow, w * 0.09), c.unit)
            polygon(mask, capsule(elbow, w * 0.09, tip, 0.8), c.unit)
    fill_below(mask, c, lambda x: y + 12 + 6 * math.sin(x / 80 + thick), 0)
    m = as_float(mask)
    bark = fbm(rng, c.pw, c.ph, 26, 4, 0.6, stretch=2.2, ridged=True)
    patch = fbm(rng, c.pw, c.ph, 14, 4, 0.6)
    rgb = light.shade(np.broadcast_to(color("#574738"), (*m.shape, 3)) * (0.5 + 0.9 * bark[..., None]), 0.34)
    if light.snow == 0:
        moss = light.shade(color("#5d7434"), 0.4)
        rgb = mix(rgb, moss * (0.6 + 0.7 * bark[..., None]), (smooth(0.42, 0.60, patch) * 0.75)[..., None])
    rgb = rim_light(c, np.asarray(rgb, np.float32), m, light.rim, -3.0 * side, 0.8, 0.5, 1.6)
    if light.snow > 0:
        rgb = rim_light(c, rgb, m, light.shade(color("#eef3fb"), 0.6), -1.5, 3.5, 0.8, 1.2)
    rgb = light.veil(rgb, fog)
    if light.snow == 0:
        yy = c.ys()[:, None]
        density = np.asarray(smooth(400, 70, yy) * 0.72 + 0 * c.xs()[None], np.float32)
        alpha, lit = foliage(rng, c, density, clump=5 + 10 * fog, leaf=220 + 150 * fog)
        rgb = mix(rgb, leafy(stage, lit, dark, bright, sun[0], sun[1], fog), alpha[..., None])
        m = np.maximum(m, alpha)
    return _moving(stage, rgb, m, depth)


def clearing(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Tall spruces on both sides of an open sky, a ridge between them."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    middle = c.dw / 2 + side * c.dw * 0.03
    out: list[Element] = [
        mountain_layer(
            rng,
            c,
            light,
            ridge_profile(rng, c, 560, 90, cells=3.2, octaves=8),
            sun_x=sun[0],
            depth=0.16,
            distance=0.46 + 0.2 * light.haze,
            rock=color("#5d6660"),
            snow=0.35 + 0.6 * light.snow,
            foot=170,
        )
    ]
    for k, (y, low, high, count, depth, fog) in enumerate(
        (
            (636.0, 50.0, 110.0, 110, 0.24, 0.46),
            (668.0, 90.0, 230.0, 60, 0.36, 0.24),
            (716.0, 190.0, 470.0, 30, 0.54, 0.05),
        )
    ):
        open_half = (40, 190, 330)[k] * min(1.0, c.dw / 1300 + 0.1)

        def floor(x: float, y: float = y, k: int = k) -> float:
            return (
                y + 8 * math.sin(x / 120 + k * 2 + stage.phase) + 14 * math.exp(-(((x - middle) / 260) ** 2))
            )

        trees = _flanks(stage, floor, low, high, count, middle, open_half)
        out.append(make_layer(c, _needles(stage, trees, y, high, fog), trees, depth, top=c.row(140) / c.unit))
        out.append(mist_layer(rng, c, light.fog, y, 30, 0.22 + 0.45 * light.haze, depth + 0.03, 6))
    hx = middle - side * 60

    def near(x: float) -> float:
        return 790 - 22 * math.exp(-(((x - hx) / 300) ** 2)) + 8 * math.sin(x / 140 + stage.phase)

    out.append(grassland(stage, near, 0.78, 680, rows=900, low=7, high=30, brightness=0.6, flowers=30))
    out.append(stage.hero(x=hx, y=near(hx) + 14, height=168, depth=0.78, light_x=sun[0]))
    return out


def _flanks(
    stage: Stage, floor: Line, low: float, high: float, count: int, middle: float, half: float
) -> F32:
    c, rng = stage.canvas, stage.rng
    if half < 60:
        return conifer_line(rng, c, floor, low, high, count, top=140)
    mask = blank(c, 140)
    dy = c.row(140) / c.unit
    for x in np.sort(rng.uniform(-60, c.dw + 60, count)):
        away = abs(x - middle) - half
        if away < 0:
            continue
        tall = low + (high - low) * min(1.0, away / (0.32 * c.dw) + 0.2) * rng.uniform(0.6, 1.1)
        conifer(mask, rng, float(x), floor(float(x)) + rng.uniform(-6, 10), tall, c.unit, dy)
    fill_below(mask, c, floor, dy)
    return as_float(mask)


def _needles(stage: Stage, trees: F32, y: float, high: float, fog: float) -> F32:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    tint = light.shade(color("#36523a"), 0.32) * np.float32(0.7)
    tex = ground_texture(rng, c, trees.shape, 80)[..., None]
    rgb = vertical(
        c, light.veil(tint, fog), light.veil(mix(tint, light.ink, 0.45), fog), 140, y - high, y + 10, c.pw
    )
    rgb = rgb * (0.7 + 0.6 * tex)
    ground = smooth(y + 4, y + 26, c.ys(140)[:, None])[..., None]
    floor = light.shade(color("#e6ecf6") if light.snow > 0 else color("#5a6a3a"), 0.4) * np.float32(0.8)
    rgb = mix(np.asarray(rgb, np.float32), light.veil(floor, fog), ground)
    rgb = rim_light(c, rgb, trees, light.rim, -2.2 * side, 2.2, 0.45, 1.0)
    if light.snow > 0:
        rgb = rim_light(c, rgb, trees, light.shade(color("#eef3fb"), 0.7), 0, 3.0, 0.7, 1.0)
    return rgb


def _moving(stage: Stage, rgb: F32, alpha: F32, depth: float) -> Layer:
    """A row of trees; their crowns move when there is a wind."""
    c = stage.canvas
    if stage.light.wind < 0.8:
        return make_layer(c, rgb, alpha, depth)
    rows = np.clip((430 - c.ys()) / 430, 0, 1) ** 1.5
    return make_layer(c, rgb, alpha, depth, sway=3.0 * depth, sway_rows=rows)
