"""Grass, flowers, hills and lone trees: what meadows are made of, and a knoll with an old tree."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, Rng, color, mix, smooth, tileable
from cinematic.backdrop import Stage, ground_texture, rim_light, vertical
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.light import Light
from cinematic.plants import Line, blank, branches, fill_below, grass, leaves
from cinematic.scene import Element
from cinematic.sky import mist_layer
from cinematic.terrain import Field, best_eye, light_field, slab_layer
from cinematic.vectors import as_float, ellipse

_FLOWERS = ("#f4d35e", "#ee6c8a", "#f7f7f2", "#8f7ee6", "#ff9b54", "#e5383b")


def knoll(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Rolling hills, flowers and grass in the wind, one old tree."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements: list[Element] = []
    field = hills(rng, light, side)
    eye = best_eye(field, rng, 470.0, rise=34)
    for z0, z1, depth, last in ((250, 620, 0.18, True), (110, 290, 0.27, False), (40, 130, 0.40, False)):
        elements.append(
            slab_layer(field, eye, c, light, z0, z1, depth, far=560, last=last, grain=0.42, low_mist=0.2)
        )
        if depth < 0.3:
            elements.append(
                mist_layer(rng, c, light.fog, 536 + depth * 160, 26, 0.20 + 0.5 * light.haze, depth + 0.03, 4)
            )
    return elements + _foreground(stage, sun[0])


def hills(rng: Rng, light: Light, side: float) -> Field:
    """Soft hills patched with fields, hedges and copses."""
    n = 1024
    h = tileable(rng, n, 4, 4, 0.42) * 62 + tileable(rng, n, 24, 3, 0.5) * 5
    copse = smooth(0.60, 0.66, tileable(rng, n, 22, 4, 0.62))
    h = (h + copse * 2.1 * (0.2 + 1.1 * tileable(rng, n, 190, 1, 0.6))).astype(np.float32)
    facing, _, hollow = light_field(h, light, side)
    q = tileable(rng, n, 14, 3, 0.5)[..., None]
    stripes = np.sin(np.arange(n, dtype=np.float32) * np.float32(2 * math.pi / 8))[None, :, None] * 0.5 + 0.5
    green, lush, wheat = color("#7f9a44"), color("#567d39"), color("#c2ac5c")
    col = mix(green, lush, smooth(0.40, 0.55, q))
    field_mask = smooth(0.60, 0.62, tileable(rng, n, 9, 2, 0.4))[..., None]
    col = mix(np.broadcast_to(col, (n, n, 3)), wheat * (0.85 + 0.2 * stripes), field_mask)
    col = mix(col, color("#2f4a2a"), copse[..., None])
    col = col * (0.84 + 0.32 * tileable(rng, n, 128, 3, 0.6)[..., None])
    if light.snow > 0:
        col = mix(col, color("#eef2f9"), 0.90 - 0.62 * copse[..., None])
    lit = light.shade(col, facing * 1.15) * (0.72 + 0.28 * hollow[..., None])
    return Field(h, np.ascontiguousarray(lit, np.float32), tileable(rng, 512, 48, 3, 0.7))


def _foreground(stage: Stage, sun_x: float) -> list[Element]:
    c, side = stage.canvas, stage.side
    hx = c.dw / 2 - side * c.dw * 0.04
    tx = c.dw / 2 - side * c.dw * 0.24

    def rise(x: float) -> float:
        return 756 - 64 * math.exp(-(((x - tx) / 330) ** 2)) + 8 * math.sin(x / 150 + stage.phase)

    out: list[Element] = [lone_tree(stage, tx, rise(tx) + 8, 330, 0.62)]
    out.append(grassland(stage, rise, 0.64, 640, rows=1500, low=8, high=28, brightness=0.78, flowers=90))
    hero_y = rise(hx) + 24
    out.append(stage.hero(x=hx, y=hero_y, height=162, depth=0.64, light_x=sun_x))
    out.append(
        grassland(
            stage,
            lambda x: 838 + 12 * math.sin(x / 180 + 1),
            0.96,
            700,
            rows=900,
            low=34,
            high=104,
            brightness=0.42,
            flowers=34,
            ground=True,
            heads=0.22,
        )
    )
    return out


def lone_tree(stage: Stage, x: float, y: float, height: float, depth: float, *, bare: bool = False) -> Layer:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    wood, crown, lit = blank(c, 0), blank(c, 0), blank(c, 0)
    ends = branches(wood, rng, x, y, height, c.unit)
    if not bare and light.snow == 0:
        leaves(crown, rng, ends, 15, height * 0.046, height * 0.017, c.unit)
        leaves(
            lit,
            rng,
            ends,
            5,
            height * 0.040,
            height * 0.015,
            c.unit,
            (side * height * 0.016, -height * 0.022),
        )
    w, m, h = as_float(wood), as_float(crown), as_float(lit)
    tex = ground_texture(rng, c, w.shape, 60)[..., None]
    bark = light.shade(color("#4d4036"), 0.25) * np.float32(0.55)
    leaf = light.shade(color("#4f6a34"), 0.16) * np.float32(0.62)
    sunny = light.shade(color("#71883f"), 0.85) * np.float32(0.78)
    rgb = np.broadcast_to(bark, (*w.shape, 3)) * (0.6 + 0.8 * tex)
    rgb = mix(rgb, leaf * (0.6 + 0.8 * tex), m[..., None])
    rgb = mix(rgb, sunny * (0.7 + 0.5 * tex), h[..., None] * np.float32(0.85))
    alpha = np.maximum(np.maximum(w, m), h)
    rgb = rim_light(c, rgb, alpha, light.rim, -2.2 * side, 2.2, 0.42, 1.0)
    if light.snow > 0:
        rgb = rim_light(c, rgb, alpha, color("#f1f5fb"), -1, 3, 0.9, 0.9)
    top = max(0.0, y - height * 1.35)
    r0, r1 = c.row(top), c.row(y + 12)
    weights = np.clip((y - c.ys(top, y + 12)) / height, 0, 1) ** 1.5
    return make_layer(
        c, rgb[r0:r1], alpha[r0:r1], depth, top=r0 / c.unit, sway=2.4, sway_rows=weights[: r1 - r0]
    )


def grassland(
    stage: Stage,
    line: Line,
    depth: float,
    top: float,
    *,
    rows: int,
    low: float,
    high: float,
    brightness: float,
    flowers: int,
    ground: bool = True,
    heads: float = 0.10,
) -> Layer:
    """A bank of grass and flowers that bends in the wind."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    dy = c.row(top) / c.unit
    soil = blank(c, top)
    if ground:
        fill_below(soil, c, lambda x: line(x) + 4, dy)
    base = as_float(soil)
    tex = ground_texture(rng, c, base.shape, 34)
    snowy = light.snow > 0
    albedo = color("#e8eef8") if snowy else color("#6d8440")
    bright = light.shade(albedo, 0.50 if not snowy else 0.85) * np.float32(
        brightness if not snowy else 0.5 + 0.5 * brightness
    )
    middle = line(c.dw / 2)
    rgb = vertical(
        c, bright, mix(bright, light.ink, 0.72 if not snowy else 0.25), dy, middle - 20, middle + 150, c.pw
    )
    rgb = rgb * (0.55 + 0.9 * tex[..., None]) if not snowy else rgb * (0.85 + 0.3 * tex[..., None])
    alpha = base
    rows = round(rows * max(0.45, min(1.0, c.dw / 1664)))
    count = rows // 16 if snowy else rows
    for k in range(3):
        blades = blank(c, top)
        grass(
            blades,
            rng,
            c,
            _shifted(line, 2 + k * 26),
            count // 3,
            low,
            high,
            dy,
            heads=heads,
            spread=30,
        )
        tuft = as_float(blades)
        tint = light.shade(color("#7d9646") if k < 2 else color("#8f9a4c"), 0.30 + 0.15 * k) * np.float32(
            brightness
        )
        if snowy:
            tint = light.shade(color("#b3ab92"), 0.4) * np.float32(0.4 + 0.6 * brightness)
        shade = vertical(c, tint, mix(tint, light.ink, 0.55), dy, middle - high, middle + 90, c.pw) * (
            0.7 + 0.6 * tex[..., None]
        )
        shade = rim_light(c, shade, tuft, light.rim, -0.9 * side, 1.2, 0.55, 0.6)
        rgb = rgb * (1 - tuft[..., None]) + shade * tuft[..., None]
        alpha = np.maximum(alpha, tuft)
    if flowers and not snowy:
        spots = round(flowers * max(0.32, min(1.0, c.dw / 1664)))
        rgb, alpha = _flowers(rng, c, light, line, dy, spots, high, rgb, alpha, brightness)
    ys = c.ys(dy)
    weights = np.clip((middle + 70 - ys) / (high + 60), 0, 1)
    return make_layer(c, rgb, alpha, depth, top=dy, sway=0.075 * high + 0.8, sway_rows=weights)


def _flowers(
    rng: Rng,
    c: Canvas,
    light: Light,
    line: Line,
    dy: float,
    count: int,
    high: float,
    rgb: F32,
    alpha: F32,
    brightness: float,
) -> tuple[F32, F32]:
    tints = [color(t) for t in rng.choice(_FLOWERS, 3, replace=False)]
    for tint in tints:
        heads = np.zeros(alpha.shape, np.uint8)
        for _ in range(count // 3):
            x = rng.uniform(0, c.dw)
            y = line(x) + rng.uniform(0, 70) - high * rng.uniform(0.5, 0.95)
            s = 1.6 + high * 0.035
            for _ in range(5):
                ellipse(
                    heads,
                    x + rng.normal(0, s * 0.7),
                    y + rng.normal(0, s * 0.5),
                    s,
                    s * 0.7,
                    c.unit,
                    0,
                    dy,
                    rng.uniform(0, 3),
                )
        m = as_float(heads)
        lit = light.shade(tint, 0.75) * np.float32(0.35 + 0.65 * brightness)
        rgb = rgb * (1 - m[..., None]) + lit * m[..., None]
        alpha = np.maximum(alpha, m)
    return rgb, alpha


def _shifted(line: Line, by: float) -> Line:
    return lambda x: line(x) + by
