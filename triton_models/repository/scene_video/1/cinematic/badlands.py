"""Dry land: buttes with cacti, and an oasis."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from cinematic.arrays import U8, blur, color, fbm, mix, smooth
from cinematic.backdrop import Stage, ground_texture, rim_light
from cinematic.layers import Layer, make_layer
from cinematic.plants import Line, blank, fill_below, grass
from cinematic.rocks import Stone, rocks
from cinematic.scene import Element
from cinematic.sky import mist_layer
from cinematic.vectors import as_float, capsule, polygon
from cinematic.water import Water


def buttes(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Red table mountains over a plain, saguaros in front."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    out: list[Element] = []
    for k, (y, tall, depth, fog) in enumerate(
        ((548.0, 96.0, 0.14, 0.52), (566.0, 170.0, 0.20, 0.26), (596.0, 120.0, 0.28, 0.10))
    ):
        out.append(_tables(stage, y, tall * 1.25, depth, fog + 0.14 * light.haze, k, sun[0]))
        dust = mix(light.fog, light.shade(color("#d09060"), 0.5), 0.3)
        out.append(mist_layer(rng, c, dust, y + 4, 20, 0.16 + 0.4 * light.haze, depth + 0.02, 6))
    hx = c.dw / 2 - side * c.dw * 0.10

    def plain(x: float) -> float:
        return 640 + 6 * math.sin(x / 130 + stage.phase)

    def near(x: float) -> float:
        return 770 - 26 * math.exp(-(((x - hx) / 360) ** 2)) + 8 * math.sin(x / 110 + stage.phase)

    out.append(_earth(stage, plain, 0.40, 610, 0.9))
    out.append(_saguaros(stage, plain, 0.44, 9, 34, 70, 0.10))
    out.append(_earth(stage, near, 0.74, 700, 0.7))
    stones: list[Stone] = []
    for _ in range(16):
        x, y = rng.uniform(0, c.dw), rng.uniform(784, 850)
        s = rng.uniform(5, 26)
        if abs(x - hx) > 90:
            stones.append((x, y, s, s * rng.uniform(0.5, 0.8)))
    out.append(
        rocks(stage, sorted(stones, key=lambda s: s[1]), 0.75, 690, albedo=color("#9a6244"), brightness=0.75)
    )
    out.append(stage.hero(x=hx, y=near(hx) + 20, height=160, depth=0.76, light_x=sun[0], line=near))
    out.append(_saguaros(stage, lambda x: near(x) + 26, 0.80, 2, 210, 300, 0.0, away=hx))
    return out


def _tables(stage: Stage, y: float, tall: float, depth: float, fog: float, k: int, sun_x: float) -> Layer:
    """Steep walls in bands over slopes of scree."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    xs = c.xs()
    rough = fbm(rng, c.pw, 64, 26 * c.dw / 1664, 4, 0.55)[30]
    body = np.zeros_like(xs)
    count = max(2, round((5 - k) * max(0.6, c.dw / 1664)))
    for n in range(count):
        at = c.dw * ((n + 0.5 + float(rng.uniform(-0.34, 0.34))) / count)
        if k > 0 and abs(at - sun_x) < 110:
            at += 190
        half = float(rng.uniform(30, 130)) * (1.0 if k < 2 else 0.8)
        high = float(rng.uniform(0.55, 1.0))
        wall = smooth(half + 9, half - 5, np.abs(xs - np.float32(at)) + (rough - 0.5) * 34)
        scree = smooth(half * 1.2 + tall * 0.9, half * 0.9, np.abs(xs - np.float32(at))) ** 1.6
        body = np.maximum(body, high * (0.62 * wall + 0.38 * scree))
    profile = np.asarray(y - body * tall - (rough - 0.5) * 5 * (body > 0.02), np.float32)
    top = max(0.0, float(profile.min()) - 6)
    yy = c.ys(top)[:, None]
    d = yy - profile[None]
    alpha = np.clip(d * np.float32(c.unit) + 0.5, 0, 1)
    h, w = d.shape
    flutes = fbm(rng, w, h, 60 * c.dw / 1664, 4, 0.6)
    columns = fbm(rng, w, 32, 70 * c.dw / 1664, 3, 0.6)[16][None]
    strata = 0.5 + 0.5 * np.sin((yy - y) * np.float32(0.30) + (flutes - 0.5) * 2.2) * np.sin(
        (yy - y) * np.float32(0.11)
    )
    sgn = -1.0 if sun_x < c.dw / 2 else 1.0
    wide = blur(np.asarray(columns, np.float32), 1.5 * c.unit)
    slope = np.gradient(blur(profile[None].copy(), 5 * c.unit)[0]) * np.float32(c.unit)
    facing = np.clip(
        0.42 + sgn * slope[None] * 0.30 * np.exp(-d / 120) + (wide - 0.5) * 1.3 * sgn + (flutes - 0.5) * 0.7,
        0,
        1,
    )
    red, pale = color("#a8553a"), color("#d89a68")
    rock = mix(np.broadcast_to(red, (h, w, 3)), pale, (strata * 0.55)[..., None])
    rock = mix(
        rock,
        color("#b8794e"),
        smooth(y - tall * 0.38, y - tall * 0.20, yy + 0 * flutes)[..., None] * np.float32(0.6),
    )
    rgb = light.shade(rock, np.asarray(facing, np.float32) * 1.1) * np.float32(0.95)
    if light.snow > 0:
        rgb = mix(rgb, light.shade(color("#eef2f8"), 0.5), smooth(14, 2, d)[..., None] * np.float32(0.9))
    foot = smooth(y - tall * 0.5, y, yy + 0 * d) * (0.25 + 0.3 * light.haze)
    return make_layer(
        c, light.veil(rgb, np.clip(fog + foot, 0, 0.95)), np.asarray(alpha, np.float32), depth, top=top
    )


def _earth(stage: Stage, line: Line, depth: float, top: float, brightness: float) -> Layer:
    """Dry ground with tufts."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    mask, tufts = blank(c, top), blank(c, top)
    dy = c.row(top) / c.unit
    fill_below(mask, c, line, dy)
    for _ in range(round(60 * c.dw / 1664)):
        x = float(rng.uniform(0, c.dw))
        root = line(x) + float(rng.uniform(2, 70)) * depth
        grass(
            tufts,
            rng,
            c,
            _level(root),
            9,
            6,
            26 * depth + 6,
            dy,
            x0=x - 12,
            x1=x + 12,
            spread=4,
        )
    m, t = as_float(mask), as_float(tufts)
    tex = ground_texture(rng, c, m.shape, 26)
    grit = ground_texture(rng, c, m.shape, 200)
    soil = color("#b9744c") if light.snow == 0 else color("#e8ebf2")
    rgb = light.shade(np.broadcast_to(soil, (*m.shape, 3)), 0.25 + 0.6 * tex) * np.float32(brightness)
    rgb = rgb * (0.72 + 0.56 * grit[..., None])
    rgb = mix(
        np.asarray(rgb, np.float32),
        light.ink,
        smooth(780, 960, c.ys(top)[:, None])[..., None] * np.float32(0.6) + 0 * rgb,
    )
    rgb = rim_light(c, np.asarray(rgb, np.float32), m, light.rim, -side, 3.5, 0.5, 1.6)
    dry = light.shade(color("#8f8250"), 0.4) * np.float32(brightness)
    dry_ = rim_light(
        c, np.broadcast_to(dry, rgb.shape).astype(np.float32), t, light.rim, -side, 1.3, 0.6, 0.6
    )
    rgb = mix(rgb, dry_, t[..., None])
    return make_layer(
        c,
        light.veil(rgb, max(0.0, 0.5 - depth) * light.haze),
        np.maximum(m, t),
        depth,
        top=dy,
        sway=0.8,
        sway_rows=np.clip((line(0.0) + 20 - c.ys(top)) / 30, 0, 1),
    )


def _saguaros(
    stage: Stage,
    line: Line,
    depth: float,
    count: int,
    low: float,
    high: float,
    fog: float,
    *,
    away: float | None = None,
) -> Layer:
    """Cacti with raised arms, ribbed and rim-lit."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    mask = blank(c, 300)
    dy = c.row(300) / c.unit
    for k in range(count):
        x = float(rng.uniform(0.04, 0.96)) * c.dw
        if away is not None:
            x = away + side * c.dw * (0.26 if k else -0.22) + float(rng.uniform(-30, 30))
        h = float(rng.uniform(low, high))
        w = h * 0.062
        y = line(x) + 4
        polygon(mask, capsule((x, y), w * 0.85, (x, y - h), w * 0.9), c.unit, 0, dy)
        for s in (-1.0, 1.0):
            if rng.random() < 0.2:
                continue
            at = y - h * float(rng.uniform(0.36, 0.56))
            reach = h * float(rng.uniform(0.14, 0.20))
            up = h * float(rng.uniform(0.16, 0.36))
            polygon(
                mask, capsule((x, at), w * 0.6, (x + s * reach * 0.9, at - w * 0.5), w * 0.62), c.unit, 0, dy
            )
            polygon(
                mask,
                capsule((x + s * reach, at - w * 0.3), w * 0.66, (x + s * reach, at - up), w * 0.60),
                c.unit,
                0,
                dy,
            )
    m = as_float(mask)
    ribs = 0.5 + 0.5 * np.sin(c.xs() * np.float32(2 * math.pi / max(2.6, high * 0.022)))[None]
    round_ = np.clip(
        0.4 - side * np.gradient(blur(m, high * 0.02 * c.unit + 0.4), axis=1) * 9 * c.unit * high * 0.02, 0, 1
    )
    rgb = light.shade(
        np.broadcast_to(color("#4f6b45"), (*m.shape, 3)), np.asarray(round_, np.float32)
    ) * np.float32(0.8)
    rgb = rgb * (0.72 + 0.4 * ribs[..., None])
    rgb = rim_light(
        c, np.asarray(rgb, np.float32), m, light.rim, -max(1.0, high * 0.008) * side, 1.0, 0.8, 0.9
    )
    if light.snow > 0:
        rgb = rim_light(c, rgb, m, light.shade(color("#eef2f8"), 0.6), 0, 3.5, 0.9, 1.0)
    return make_layer(c, light.veil(rgb, fog + 0.2 * light.haze * (1 - depth)), m, depth, top=dy)


def oasis(stage: Stage, sun: tuple[float, float], dunes_behind: list[Element]) -> list[Element]:
    """A pool among palms, dunes behind."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    out = list(dunes_behind)
    shore = 624.0

    def far_bank(x: float) -> float:
        return shore - 12 - 10 * math.sin(x / 240 + stage.phase) - 5 * math.sin(x / 67)

    out.append(_sandbank(stage, far_bank, 0.40, 580, keep=shore + 3))
    out.append(_reeds(stage, far_bank, 0.41, shore))
    middle = c.dw / 2 + side * c.dw * 0.14
    back = [
        (middle + d * min(1.0, c.dw / 1100), h)
        for d, h in ((-150, 190), (-70, 250), (40, 215), (130, 270), (190, 180))
    ]
    out.append(palms(stage, [(x, far_bank(x) + 6, h) for x, h in back], 0.42, fog=0.08 + 0.2 * light.haze))
    out.append(
        Water(
            rng,
            y=shore,
            depth=0.42,
            tint=mix(light.water, light.shade(color("#1c6a6e"), 0.4), 0.5),
            reflect=0.90,
            sun_x=sun[0],
            sun_height=60,
            glint=0.5 * light.glow,
            glint_tint=light.sun,
            chop=0.32 + 0.4 * light.wind,
        )
    )
    hx = c.dw / 2 - side * c.dw * 0.10

    def bank(x: float) -> float:
        return (
            782
            - 40 * math.exp(-(((x - hx) / 330) ** 2))
            + 70 * (1 / (1 + math.exp(-side * (x - c.dw / 2 - side * 190) / 50)))
        )

    out.append(_sandbank(stage, bank, 0.74, 690))
    out.append(stage.hero(x=hx, y=bank(hx) + 20, height=164, depth=0.74, light_x=sun[0], line=bank))
    tx = c.dw / 2 - side * c.dw * 0.33
    out.append(palms(stage, [(tx, bank(tx) + 30, 520)], 0.86))
    return out


def _sandbank(stage: Stage, line: Line, depth: float, top: float, keep: float | None = None) -> Layer:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    mask = blank(c, top)
    dy = c.row(top) / c.unit
    fill_below(mask, c, line, dy)
    m = as_float(mask)
    if keep is not None:
        m[max(0, c.row(keep) - c.row(top)) :] = 0
    tex = ground_texture(rng, c, m.shape, 18)
    sand = color("#d6a66c") if light.snow == 0 else color("#e8ecf4")
    rgb = light.shade(np.broadcast_to(sand, (*m.shape, 3)), 0.3 + 0.55 * tex) * np.float32(0.85)
    rgb = mix(rgb, light.ink, smooth(780, 960, c.ys(top)[:, None])[..., None] * np.float32(0.6) + 0 * rgb)
    rgb = rim_light(c, np.asarray(rgb, np.float32), m, light.rim, -side, 3.5, 0.5, 1.6)
    return make_layer(c, light.veil(rgb, max(0.0, 0.5 - depth) * (0.4 + light.haze)), m, depth, top=dy)


def _reeds(stage: Stage, line: Line, depth: float, water: float) -> Layer:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    top = water - 80
    blades = blank(c, top)
    dy = c.row(top) / c.unit
    for _ in range(round(16 * max(0.5, c.dw / 1664))):
        x = float(rng.uniform(0, c.dw))
        grass(blades, rng, c, _level(water + 2), 22, 6, 28, dy, x0=x - 30, x1=x + 30, spread=1, heads=0.2)
    m = as_float(blades)
    m[max(0, c.row(water + 3) - c.row(top)) :] = 0
    tint = light.shade(color("#6c7c40"), 0.4) * np.float32(0.75)
    rgb = rim_light(
        c, np.broadcast_to(tint, (*m.shape, 3)).astype(np.float32), m, light.rim, -side, 1.3, 0.6, 0.6
    )
    return make_layer(
        c, light.veil(rgb, 0.1), m, depth, top=dy, sway=1.2, sway_rows=np.clip((water - c.ys(top)) / 50, 0, 1)
    )


def palms(stage: Stage, spots: list[tuple[float, float, float]], depth: float, *, fog: float = 0.0) -> Layer:
    """Date palms (x, foot, height): curved trunks, arching fronds."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    trunk, fronds = blank(c, 0), blank(c, 0)
    for x, y, h in spots:
        lean = float(rng.uniform(-0.16, 0.16)) * h
        points = [(x + lean * t**1.8, y - h * t) for t in np.linspace(0, 1, 12)]
        for a, b in pairwise(points):
            polygon(trunk, capsule(a, h * 0.021, b, h * 0.019), c.unit)
        cx, cy = points[-1]
        for k in range(11):
            angle = -math.pi * (0.5 + (k - 5) / 5 * 0.70) + float(rng.uniform(-0.1, 0.1))
            _frond(fronds, cx, cy, angle, h * float(rng.uniform(0.36, 0.50)), c.unit)
    t, f = as_float(trunk), as_float(fronds)
    tex = ground_texture(rng, c, t.shape, 120)[..., None]
    bark = light.shade(color("#7d6244"), 0.35) * np.float32(0.75)
    leaf = light.shade(color("#55703a"), 0.38) * np.float32(0.75)
    rgb = np.broadcast_to(bark, (*t.shape, 3)) * (0.5 + 1.0 * tex)
    rgb = mix(np.asarray(rgb, np.float32), leaf * (0.6 + 0.8 * tex), f[..., None])
    alpha = np.maximum(t, f)
    rgb = rim_light(c, np.asarray(rgb, np.float32), alpha, light.rim, -1.8 * side, 2.0, 0.6, 0.9)
    foot = max(y for _, y, _ in spots)
    tall = max(h for _, _, h in spots)
    rows = np.clip((foot - tall * 0.6 - c.ys()) / (tall * 0.6), 0, 1)
    return make_layer(c, light.veil(rgb, fog), alpha, depth, sway=3.0, sway_rows=rows)


def _frond(mask: U8, x: float, y: float, angle: float, length: float, unit: float) -> None:
    """A frond that droops, feathered on both sides."""
    px, py = x, y
    n = 22
    for k in range(n):
        u = k / n
        a = angle + (1.35 if math.cos(angle) > 0 else -1.35) * u * u
        qx, qy = px + math.cos(a) * length / n, py + math.sin(a) * length / n
        polygon(
            mask,
            capsule((px, py), length * 0.012 * (1 - u) + 0.3, (qx, qy), length * 0.012 * (1 - u) + 0.2),
            unit,
        )
        reach = length * 0.20 * math.sin(math.pi * (0.12 + 0.8 * u)) ** 0.8
        w = length * 0.009
        for s in (-1.0, 1.0):
            b = a + s * 0.62
            tip = (qx + math.cos(b) * reach, qy + math.sin(b) * reach + reach * 0.30)
            polygon(
                mask,
                [
                    (qx - math.cos(a) * w, qy - math.sin(a) * w),
                    tip,
                    (qx + math.cos(a) * w, qy + math.sin(a) * w),
                ],
                unit,
            )
        px, py = qx, qy


def _level(y: float) -> Line:
    return lambda _x: y
