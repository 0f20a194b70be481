"""Standing crops close to the camera: stalks with ears, and sunflowers."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, U8, color, mix
from cinematic.backdrop import Stage, ground_texture, rim_light, vertical
from cinematic.layers import Layer, make_layer
from cinematic.plants import blank, fill_below
from cinematic.vectors import as_float, capsule, ellipse, polygon


def stalks(
    stage: Stage,
    y: float,
    depth: float,
    *,
    low: float,
    high: float,
    dark: F32,
    bright: F32,
    heads: float,
    brightness: float,
) -> Layer:
    """A rank of stalks rooted at y; heads is the share that bears an ear or a bloom."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    top = max(0.0, y - high * 1.35)
    stems, ears, soil = blank(c, top), blank(c, top), blank(c, top)
    dy = c.row(top) / c.unit
    phase = stage.phase + depth * 17

    def line(x: float) -> float:
        return y - high * 0.45 + high * 0.10 * math.sin(x / 63 + phase) + high * 0.06 * math.sin(x / 23)

    fill_below(soil, c, line, dy)
    count = round(min(760.0 * max(0.35, c.dw / 1664), 34 * c.dw / (2 + high * 0.16)) * 0.62)
    for x in rng.uniform(-20, c.dw + 20, count):
        h = rng.uniform(low, high)
        root = y + rng.uniform(-0.10, 0.25) * high
        bend = rng.normal(0.10 * side, 0.16) * h
        w = 0.6 + h * 0.010
        tip = (x + bend, root - h)
        middle = (x + bend * 0.3, root - h * 0.55)
        polygon(
            stems,
            [
                (x - w, root),
                (middle[0] - w * 0.8, middle[1]),
                tip,
                (middle[0] + w * 0.8, middle[1]),
                (x + w, root),
            ],
            c.unit,
            0,
            dy,
        )
        if rng.random() < heads:
            lean = math.atan2(bend, h) + rng.normal(0, 0.2)
            size = h * 0.028 + 0.9
            polygon(
                ears,
                capsule(
                    tip,
                    size * 0.55,
                    (tip[0] + math.sin(lean) * size * 5, tip[1] - math.cos(lean) * size * 5),
                    size * 0.25,
                ),
                c.unit,
                0,
                dy,
            )
    s, e, g = as_float(stems), as_float(ears), as_float(soil)
    tex = ground_texture(rng, c, s.shape, 240)[..., None]
    b = np.float32(brightness)
    base = vertical(
        c,
        light.shade(mix(dark, bright, 0.5), 0.45) * b,
        mix(light.shade(dark, 0.2) * b, light.ink, 0.6),
        top,
        y - high * 0.6,
        y + high * 0.3,
        c.pw,
    )
    rgb = base * (0.45 + 1.1 * tex)
    stem = np.broadcast_to(light.shade(mix(dark, bright, 0.55), 0.5) * b, rgb.shape).astype(np.float32)
    stem = rim_light(c, stem, s, light.rim, -0.9 * side, 1.1, 0.55, 0.6)
    rgb = mix(rgb, stem, s[..., None])
    ear = np.broadcast_to(light.shade(bright, 0.75) * b, rgb.shape).astype(np.float32)
    ear = rim_light(c, ear, e, light.rim, -1.1 * side, 1.2, 0.7, 0.7)
    rgb = mix(rgb, ear, e[..., None])
    alpha = np.maximum(np.maximum(s, e), g)
    weights = np.clip((y + high * 0.2 - c.ys(top)) / (high * 1.2), 0, 1)
    return make_layer(
        c, np.asarray(rgb, np.float32), alpha, depth, top=dy, sway=0.06 * high + 0.8, sway_rows=weights
    )


def sunflowers(
    stage: Stage,
    y: float,
    depth: float,
    size: float,
    high: float,
    *,
    gap: tuple[float, float] | None,
    fog: float = 0.0,
    brightness: float = 0.9,
) -> Layer:
    """A rank of sunflowers; size is a flower's radius, gap a stretch of x that stays low."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    top = max(0.0, y - high * 1.5 - size)
    dy = c.row(top) / c.unit
    leaf, petal, eye, soil = (blank(c, top) for _ in range(4))
    fill_below(soil, c, lambda x: y - high * 0.30 + high * 0.08 * math.sin(x / (size * 3)), dy)
    step = size * 1.9
    for k in range(int((c.dw + 4 * step) / step)):
        x = (k - 1.5) * step + rng.uniform(-0.4, 0.4) * step
        if gap and gap[0] < x < gap[1]:
            continue
        h = high * rng.uniform(0.75, 1.2)
        root, nod = y + rng.uniform(-4, 8), rng.uniform(-0.1, 0.25) * size * side
        head = (x + nod, root - h)
        polygon(leaf, capsule((x, root), size * 0.10, head, size * 0.07), c.unit, 0, dy)
        for n in range(3):
            s = 1.0 if (n + k) % 2 else -1.0
            lx, ly = x + s * size * 0.62, root - h * (0.25 + 0.2 * n)
            ellipse(leaf, lx, ly, size * 0.60, size * 0.26, c.unit, 0, dy, s * 0.5)
        _flower(petal, eye, head, size * rng.uniform(0.85, 1.1), side, c.unit, dy, rng.uniform(0, 1))
    m, p, e, g = (as_float(a) for a in (leaf, petal, eye, soil))
    tex = ground_texture(rng, c, m.shape, 200)[..., None]
    b = np.float32(brightness)
    snowy = light.snow > 0
    green = light.shade(color("#4f6d2c"), 0.35) * b
    rgb = vertical(
        c, green * np.float32(0.8), mix(green, light.ink, 0.7), top, y - high * 0.6, y + high * 0.3, c.pw
    ) * (0.5 + 1.0 * tex)
    leaves = rim_light(
        c, np.broadcast_to(green, rgb.shape).astype(np.float32), m, light.rim, -1.4 * side, 1.4, 0.45, 0.8
    )
    rgb = mix(np.asarray(rgb, np.float32), leaves * (0.7 + 0.6 * tex), m[..., None])
    gold = light.shade(color("#f6b21e") if not snowy else color("#b89a5c"), 0.8) * b
    rim = rim_light(
        c, np.broadcast_to(gold, rgb.shape).astype(np.float32), p, light.rim, -1.2 * side, 1.6, 0.5, 0.8
    )
    rgb = mix(rgb, rim * (0.75 + 0.5 * tex), p[..., None])
    brown = light.shade(color("#4a2c18"), 0.4) * b
    rgb = mix(rgb, brown * (0.6 + 0.9 * tex), e[..., None])
    alpha = np.maximum(np.maximum(m, p), np.maximum(e, g))
    weights = np.clip((y - c.ys(top)) / (high * 1.2), 0, 1)
    return make_layer(
        c,
        light.veil(np.asarray(rgb, np.float32), fog),
        alpha,
        depth,
        top=dy,
        sway=0.03 * high + 0.4,
        sway_rows=weights,
    )


def _flower(
    petal: U8,
    eye: U8,
    head: tuple[float, float],
    size: float,
    side: float,
    unit: float,
    dy: float,
    turn: float,
) -> None:
    """Petals around a dark eye, seen a little from the side."""
    x, y = head
    squash = 0.80
    n = 13 if size > 7 else 8
    for k in range(n):
        a = (k + turn) / n * 2 * math.pi
        px, py = math.cos(a) * squash, math.sin(a)
        reach = 0.72
        ellipse(
            petal,
            x + px * size * reach,
            y + py * size * reach,
            size * 0.36,
            size * 0.15,
            unit,
            0,
            dy,
            math.atan2(py, px),
        )
    ellipse(petal, x, y, size * 0.62 * squash, size * 0.62, unit, 0, dy)
    ellipse(eye, x + side * size * 0.04, y, size * 0.44 * squash, size * 0.44, unit, 0, dy)
