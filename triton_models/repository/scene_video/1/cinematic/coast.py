"""Coasts: a beach with surf, a bay of islands, a lighthouse on its rock."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from cinematic.arrays import F32, Rng, blur, color, mix, smooth
from cinematic.backdrop import (
    Stage,
    ground_texture,
    mountain_layer,
    ridge_profile,
    rim_light,
    sheet_layer,
    vertical,
)
from cinematic.beacon import Beacon
from cinematic.belonging import Ground
from cinematic.layers import Canvas, Layer, cut, make_layer
from cinematic.plants import Line, blank, fill_below, grass
from cinematic.rocks import Stone, rocks
from cinematic.scene import Element
from cinematic.sheet import Sheet
from cinematic.sky import mist_layer
from cinematic.surf import Surf
from cinematic.vectors import as_float
from cinematic.water import Water


def sea(stage: Stage, horizon: float, sun: tuple[float, float], **changes: float) -> Water:
    """The open sea under the scene's light; changes override the water's own settings."""
    light = stage.light
    low = light.sun_height < 0.5
    values: dict[str, float] = {
        "reflect": 0.90 if low else 0.72,
        "chop": 0.75 + 0.85 * light.wind,
        "foam": max(0.0, light.wind - 0.35),
        "glint": 0.95 * min(1.0, light.glow * 1.3),
    } | changes
    return Water(
        stage.rng,
        y=horizon,
        depth=0.24,
        tint=light.water,
        sun_x=sun[0],
        sun_height=max(20.0, (horizon - sun[1]) * 0.8),
        glint_tint=light.sun,
        **values,
    )


def cut_below(canvas: Canvas, layer: Layer, y: float) -> Layer:
    """Empty a layer below a height, where water begins."""
    keep = max(0, canvas.row(y) - layer.top)
    src = layer.src.copy()
    src[keep:] = 0
    return cut(canvas, replace(layer, src=src))


def beach(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Sand in the foreground, a slanting shore, surf."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    horizon = 470.0
    out: list[Element] = [far_shore(stage, horizon, sun[0], -side)]
    out.append(sea(stage, horizon, sun))

    def shore(x: float) -> float:
        return (
            655 - side * (x - c.dw / 2) * 0.075 + 13 * math.sin(x / 190 + stage.phase) + 5 * math.sin(x / 61)
        )

    out.append(_sand(stage, shore))
    foam = mix(np.ones(3, np.float32), light.fog, 0.25) * np.float32(1.0 if not light.dark else 0.62)
    out.append(
        Surf(
            rng,
            c,
            lambda x: shore(x) - 4,
            np.asarray(foam, np.float32),
            depth=0.5,
            reach=30 + 16 * light.wind,
        )
    )
    hx = c.dw / 2 - side * c.dw * 0.12
    out.append(stage.hero(x=hx, y=shore(hx) + 74, height=178, depth=0.62, light_x=sun[0], line=shore))
    out.append(_dune_grass(stage))
    return out


def _sand(stage: Stage, shore: Line) -> Layer:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    top = 560.0
    mask = blank(c, top)
    dy = c.row(top) / c.unit
    fill_below(mask, c, shore, dy)
    m = as_float(mask)
    xs = c.xs()
    line = np.array([shore(float(x)) for x in xs], np.float32)[None]
    yy = c.ys(top)[:, None]
    inland = np.maximum(yy - line, 0)
    tex = ground_texture(rng, c, m.shape, 16)
    dry = color("#d8b98c") if light.snow == 0 else color("#e6ecf5")
    facing = np.clip(0.55 + 0.9 * (tex - 0.5) * side, 0, 1)
    rgb = light.shade(np.broadcast_to(dry, (*m.shape, 3)), facing) * np.float32(0.82)
    rgb = rgb * (0.90 + 0.22 * tex[..., None])
    speck = rng.normal(0, 1, m.shape).astype(np.float32)
    rgb = rgb * (1 + 0.035 * blur(speck, 0.7)[..., None])
    rgb = mix(rgb, rgb * 0.45 + light.ink * 0.3, smooth(70, 300, inland)[..., None])
    # the wet part mirrors the low sky
    mirror = mix(light.sky[-1][1], light.sky[-2][1], smooth(0, 70, inland)[..., None])
    wet = smooth(86, 30, inland + (tex - 0.5) * 26)
    rgb = mix(rgb, mirror * np.float32(0.72) + rgb * np.float32(0.20), wet[..., None] * np.float32(0.8))
    edge = smooth(0, 10, inland)
    return make_layer(c, np.asarray(rgb, np.float32), m * edge, 0.5, top=dy)


def _dune_grass(stage: Stage) -> Layer:
    """Marram in a corner of the foreground."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    top = 600.0

    def line(x: float) -> float:
        inward = side * (x - c.dw / 2) / c.dw
        return 838 + 330 * max(0.0, inward + 0.24) - 20 * math.sin(x / 83 + stage.phase)

    blades = blank(c, top)
    soil = blank(c, top)
    dy = c.row(top) / c.unit
    fill_below(soil, c, line, dy)
    grass(blades, rng, c, line, 520, 30, 120, dy, heads=0.3, spread=60)
    m = np.maximum(as_float(blades), as_float(soil))
    tint = light.shade(color("#8c8a4e") if light.snow == 0 else color("#c8c4b4"), 0.3) * np.float32(0.5)
    rgb = vertical(c, tint, mix(tint, light.ink, 0.8), top, 700, 860, c.pw)
    rgb = rim_light(c, rgb, m, light.rim, -1.0 * side, 1.4, 0.65, 0.6)
    return make_layer(c, rgb, m, 0.94, top=dy, sway=5.0, sway_rows=np.clip((850 - c.ys(top)) / 150, 0, 1))


def far_shore(stage: Stage, horizon: float, sun_x: float, side: float) -> Layer:
    """A headland that runs out into the sea on one side."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    x = c.xs() / np.float32(c.dw)
    x = x if side < 0 else 1 - x
    tall = float(rng.uniform(40, 90))
    bumps = ridge_profile(rng, c, 0, 1, cells=4, octaves=7, gain=0.5)
    p = horizon + 5 - smooth(0.56, 0.05, x) * (tall - tall * 0.8 * bumps) + 16 * smooth(0.50, 0.62, x)
    layer = mountain_layer(
        rng,
        c,
        light,
        p.astype(np.float32),
        sun_x=sun_x,
        depth=0.24,
        distance=0.34 + 0.25 * light.haze,
        rock=color("#56604e") if light.snow == 0 else color("#9aa0ac"),
        snow=0.5 * light.snow,
        foot=90,
    )
    return cut_below(c, layer, horizon + 3)


def islands(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """A calm bay: islands one behind the other in the haze, stones at the water's edge."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    horizon = 505.0
    out: list[Element] = []
    spots = rng.permutation(np.array([0.12, 0.36, 0.60, 0.84]))
    for k, spot in enumerate(spots):
        if abs(spot * c.dw - sun[0]) < 0.1 * c.dw and not light.dark:
            spot = spot + 0.14 * (1 if spot * c.dw > sun[0] else -1)
        near = k / 3
        profile = _island(
            rng,
            c,
            float(spot) * c.dw,
            horizon + 3,
            (200 + 130 * near) * min(1.0, c.dw / 1100),
            88 + 14 * near,
        )
        layer = mountain_layer(
            rng,
            c,
            light,
            profile,
            sun_x=sun[0],
            depth=0.14 + 0.035 * k,
            distance=0.62 - 0.34 * near + 0.12 * light.haze,
            rock=color("#4e5c4c") if light.snow == 0 else color("#8d94a0"),
            snow=0.6 * light.snow,
            foot=120,
        )
        out.append(cut_below(c, layer, horizon + 2))
        if k < 3:
            out.append(
                mist_layer(rng, c, light.fog, horizon - 12, 20, 0.20 + 0.5 * light.haze, 0.15 + 0.035 * k, 5)
            )
    out.append(sea(stage, horizon, sun, chop=0.42 + 0.7 * light.wind, reflect=0.92))
    out.append(mist_layer(rng, c, light.fog, horizon + 4, 16, 0.25 + 0.5 * light.haze, 0.27, 6))
    out += _stony_shore(stage, sun[0])
    return out


def _island(rng: Rng, c: Canvas, x: float, foot: float, half: float, tall: float) -> F32:
    rough = ridge_profile(rng, c, 0, 1, cells=5, octaves=8, gain=0.52)
    across = (c.xs() - np.float32(x)) / np.float32(half)
    # two hills of unequal height, the steep side to the wind
    lean = (
        1 + 0.30 * np.sin(across * 2.6 + rng.uniform(0, 6)) + 0.12 * np.sin(across * 6.1 + rng.uniform(0, 6))
    )
    body = np.clip(1 - np.abs(across) ** 1.7, 0, 1) ** 0.7 * lean * (0.72 - 0.5 * rough)
    return np.asarray(foot + 4 - body * tall - 0 * across, np.float32)


def _stony_shore(stage: Stage, sun_x: float) -> list[Element]:
    c, rng, side = stage.canvas, stage.rng, stage.side
    hx = c.dw / 2 - side * c.dw * 0.10
    slabs: list[Stone] = [
        (hx, 800, 175, 84),
        (hx - side * 150, 830, 190, 100),
        (hx + side * 150, 838, 120, 60),
    ]
    small: list[Stone] = []
    for _ in range(26):
        x = rng.uniform(0, c.dw)
        y = rng.uniform(740, 850)
        s = rng.uniform(10, 34) * (0.6 + (y - 740) / 110)
        if abs(x - hx) > 90:
            small.append((x, y, s, s * rng.uniform(0.4, 0.7)))
    small.sort(key=lambda stone: stone[1])
    dark = color("#5b5a5e")
    return [
        rocks(stage, small[:14], 0.56, 640, albedo=dark, brightness=0.7),
        rocks(stage, slabs, 0.66, 600, deep=3.5, albedo=dark, moss=0.5, brightness=0.75),
        stage.hero(x=hx, y=724, height=168, depth=0.66, light_x=sun_x, travel=220, underfoot=Ground.ROCK),
        rocks(
            stage,
            [(x, y + 60, s * 1.7, h * 1.7) for x, y, s, h in small[14:]],
            0.86,
            640,
            albedo=dark,
            brightness=0.45,
        ),
    ]


def lighthouse(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """A tower on a rock in the sea; its beam sweeps when the light fails."""
    c, light, side = stage.canvas, stage.light, stage.side
    horizon = 510.0
    out: list[Element] = [far_shore(stage, horizon, sun[0], side)]
    x = c.dw / 2 - side * c.dw * 0.17
    foot = horizon + 2
    crag: list[Stone] = [
        (x, foot + 8, 150, 76),
        (x - 96, foot + 12, 90, 42),
        (x + 110, foot + 12, 110, 36),
        (x + 40, foot + 8, 80, 64),
    ]
    tower, glow = Sheet(c), Sheet(c)
    base, head = foot - 58, foot - 238
    white, red = color("#ece6da"), color("#a83c34")
    tower.shape([(x - 25, base), (x - 15, head), (x + 15, head), (x + 25, base)], white)
    for k in range(2):
        a, b = 0.20 + 0.40 * k, 0.40 + 0.40 * k
        wa, wb = 25 - 10 * a, 25 - 10 * b
        ya, yb = base + (head - base) * a, base + (head - base) * b
        tower.shape([(x - wa, ya), (x - wb, yb), (x + wb, yb), (x + wa, ya)], red)
    tower.box(x - 21, head - 5, x + 21, head + 1, color("#4b4542"))
    tower.box(x - 11, head - 28, x + 11, head - 5, color("#f6e9c0"))
    tower.shape([(x - 14, head - 28), (x + 14, head - 28), (x, head - 46)], red)
    tower.box(x + 40, base - 26, x + 92, base + 12, color("#d8d0c2"))
    tower.shape([(x + 34, base - 26), (x + 98, base - 26), (x + 66, base - 50)], color("#7d4a40"))
    if light.lamps > 0.3:
        glow.box(x - 10, head - 27, x + 10, head - 6, color("#fff2c8"))
        glow.box(x + 52, base - 16, x + 62, base - 2, color("#ffcf86"))
    out.append(
        sheet_layer(
            stage,
            tower,
            0.26,
            fog=0.10 + 0.22 * light.haze,
            lit=0.6,
            glow=glow.albedo() * glow.alpha()[..., None],
        )
    )
    out.append(rocks(stage, crag, 0.26, 380, fog=0.12 + 0.24 * light.haze, moss=0.5, keep_above=horizon + 4))
    if light.lamps > 0.4 or light.haze > 0.9:
        out.append(Beacon(light, x, head - 17, 0.26, stage.phase))
    out.append(sea(stage, horizon, sun, chop=0.9 + 1.0 * light.wind, foam=max(0.25, light.wind - 0.1)))
    return out
