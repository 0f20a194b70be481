"""Forest: pines with a path, birches, a brook or a clearing."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import U8, Rng, blur, color, fbm, mix, smooth
from cinematic.backdrop import Stage, ground_texture, rim_light, vertical
from cinematic.firmament import firmament, variant
from cinematic.layers import Canvas, make_layer
from cinematic.light import Light
from cinematic.plants import Line, blank, conifer_line, fill_below, grass
from cinematic.scene import Element
from cinematic.sky import mist_layer, sun_at
from cinematic.skylife import Shafts
from cinematic.vectors import as_float, capsule, ellipse, polygon
from cinematic.weather import Fireflies
from cinematic.woods import birches, brook, clearing


def forest(stage: Stage) -> list[Element]:
    c, light, rng = stage.canvas, stage.light, stage.rng
    which = variant(stage, 4)
    horizon = 560.0
    sun = sun_at(light, c, horizon, stage.side * 0.5)
    if which != 3:
        sun = (sun[0], max(190.0, min(sun[1], 400.0)))
    elements = firmament(stage, horizon, sun, clouds=which == 3, birds=which == 3)
    elements += (pines, birches, brook, clearing)[which](stage, sun)
    if light.dark and light.snow == 0 and light.wet == 0:
        elements.append(Fireflies(rng, 46, color("#ffe48a")))
    return elements


def pines(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Tall trunks in the mist, a path, light falling between them."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements: list[Element] = []
    glade = c.dw / 2 + side * c.dw * 0.10
    # the wood's far edge, then trunks, each row darker and nearer
    back = (
        (628.0, 150.0, 300.0, 90, 0.20, 0.66),
        (660.0, 190.0, 390.0, 46, 0.30, 0.44),
    )
    for y, low, high, count, depth, fog in back:
        mask = conifer_line(rng, c, _rolling(y), low, high, count, top=150)
        tint = light.shade(color("#34503a"), 0.35)
        rgb = vertical(
            c, light.veil(tint, fog * 0.8), light.veil(tint, min(0.95, fog + 0.25)), 150, 300, y + 40, c.pw
        )
        if light.snow > 0:
            rgb = rim_light(c, rgb, mask, color("#f1f5fb") * np.float32(0.8), 0, 3.0, 0.75, 0.9)
        elements.append(make_layer(c, rgb, mask, depth, top=c.row(150) / c.unit))
        elements.append(mist_layer(rng, c, light.fog, y - 10, 62, 0.42 + 0.4 * light.haze, depth + 0.03, 5))
    rows = ((672.0, 17, 11.0, 0.40, 0.40), (704.0, 11, 19.0, 0.52, 0.20), (738.0, 6, 30.0, 0.66, 0.04))
    for y, count, thickness, depth, fog in rows:
        elements.append(_trunks(rng, c, light, y, count, thickness, depth, fog, glade, side))
        elements.append(mist_layer(rng, c, light.fog, y + 6, 36, 0.20 + 0.45 * light.haze, depth + 0.03, 7))
    elements.append(
        Shafts(rng, c, light, sun, strength=0.42 * min(1.0, light.glow * 1.2) * (0.55 if light.moon else 1.0))
    )
    return elements + _floor(stage, glade, sun[0])


def _trunks(
    rng: Rng,
    c: Canvas,
    light: Light,
    y: float,
    count: int,
    thickness: float,
    depth: float,
    fog: float,
    clearing: float,
    side: float,
) -> Element:
    mask = blank(c, 0)
    spots = np.linspace(0, c.dw, count, endpoint=False) + rng.uniform(0, c.dw / count, count)
    for x in spots:
        if abs(x - clearing) < 90 + thickness * 3.2:
            continue
        w = thickness * rng.uniform(0.65, 1.3)
        lean = rng.uniform(-26, 26)
        base = y + rng.uniform(-10, 26)
        left = [
            (x - w * 1.9, base + 12),
            (x - w * 0.72, base - 60),
            (x + lean * 0.5 - w * 0.56, 300.0),
            (x + lean - w * 0.45, -20.0),
        ]
        right = [
            (x + lean + w * 0.45, -20.0),
            (x + lean * 0.5 + w * 0.56, 300.0),
            (x + w * 0.72, base - 60),
            (x + w * 1.9, base + 12),
        ]
        polygon(mask, left + right, c.unit)
        for _ in range(int(rng.integers(4, 9))):
            by = rng.uniform(120, y - 190)
            s = rng.choice([-1.0, 1.0])
            length = rng.uniform(24, 80) * thickness / 20
            tip = (x + s * length, by + length * rng.uniform(-0.5, 0.25))
            polygon(mask, capsule((x + lean * 0.4, by), w * 0.13, tip, 0.7), c.unit)
    fill_below(mask, c, lambda x: y + 10 + 7 * math.sin(x / 60 + thickness), 0)
    m = as_float(mask)
    bark = fbm(rng, c.pw, c.ph, 60, 3, 0.6, stretch=1.0)
    bark = blur(bark, 0.6)
    tint = light.shade(color("#4a3d34"), 0.30)
    rgb = vertical(c, light.veil(tint, fog), light.veil(mix(tint, light.ink, 0.3), fog), 0, 100, y, c.pw)
    rgb = rgb * (0.72 + 0.56 * bark[..., None])
    rgb = rim_light(c, rgb, m, light.rim, -3.0 * side, 0.6, 0.55, 1.6)
    if light.snow > 0:
        rgb = rim_light(c, rgb, m, color("#f1f5fb"), -1.5, 3.5, 0.7, 1.2)
    if light.snow == 0:
        crown = blank(c, 0)
        _canopy(crown, rng, c, int(9 * count), thickness, 120 + 190 * fog + thickness * 3)
        k = as_float(crown)
        leaf = light.veil(light.shade(color("#5f7c3a"), 0.42) * np.float32(0.85), fog)
        dark = light.veil(light.shade(color("#3d5a30"), 0.15) * np.float32(0.75), fog)
        leafy = vertical(c, dark, leaf, 0, 110, 330, c.pw) * (0.7 + 0.6 * bark[..., None])
        leafy = rim_light(c, leafy, k, light.rim, -1.6 * side, -1.2, 0.45, 0.7)
        rgb = mix(rgb, leafy, k[..., None])
        m = np.maximum(m, k)
    return make_layer(c, rgb, m, depth)


def _canopy(mask: U8, rng: Rng, c: Canvas, clumps: int, thickness: float, reach: float) -> None:
    """Leaves that hang into the top of the picture in clumps."""
    for _ in range(clumps):
        cx, cy = rng.uniform(-20, c.dw + 20), 108 + abs(rng.normal(0, 1)) * reach * 0.27
        size = thickness * rng.uniform(0.8, 2.4)
        for _ in range(34):
            s = rng.uniform(1.8, 3.9) * (0.6 + thickness / 40)
            ellipse(
                mask,
                cx + rng.normal(0, size),
                cy + rng.normal(0, size * 0.45),
                s,
                s * 0.45,
                c.unit,
                0,
                0,
                rng.uniform(0, 3.1),
            )
    ellipse(mask, c.dw / 2, -20, c.dw, 130, c.unit)


def _floor(stage: Stage, clearing: float, sun_x: float) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    top = 640.0

    def line(x: float) -> float:
        return 748 + 9 * math.sin(x / 170 + stage.phase) - 0.00006 * (x - clearing) ** 2

    mask = blank(c, top)
    dy = c.row(top) / c.unit
    fill_below(mask, c, line, dy)
    ground = as_float(mask)
    tex = ground_texture(rng, c, ground.shape, 30)
    xx, yy = c.xs()[None, :], c.ys(top)[:, None]
    pool = np.exp(-(((xx - clearing) / 300) ** 2)) * smooth(930, 740, yy)
    moss = color("#e6ecf6") if light.snow > 0 else color("#56653a")
    lit = light.shade(np.broadcast_to(moss, (*ground.shape, 3)), 0.15 + 0.6 * pool)
    dark = light.shade(moss, 0.10) * np.float32(0.52 if light.snow == 0 else 0.75)
    rgb = mix(np.broadcast_to(dark, lit.shape), lit, np.clip(pool, 0, 1)[..., None]) * (
        0.55 + 0.9 * tex[..., None]
    )
    path = np.exp(
        -(
            ((xx - clearing - (yy - 750) * np.float32(0.55 * -side)) / np.maximum(14 + (yy - 740) * 0.62, 6))
            ** 2
        )
    )
    trail = light.shade(color("#8a7456") if light.snow == 0 else color("#c8d2e2"), 0.25 + 0.5 * pool)
    rgb = mix(rgb, trail * (0.7 + 0.5 * tex[..., None]), (np.clip(path, 0, 1) * 0.55)[..., None])
    blades = blank(c, top)
    if light.snow == 0:
        ferns(blades, rng, c, line, 46, dy, clearing)
        grass(blades, rng, c, lambda x: line(x) + 6, 900, 6, 22, dy, spread=90)
    tuft = as_float(blades)
    blade = light.shade(color("#5e7340"), 0.35) * np.float32(0.62)
    over = rim_light(
        c, np.broadcast_to(blade, rgb.shape).astype(np.float32), tuft, light.rim, -1.0 * side, 1.4, 0.5, 0.7
    )
    over = over * (0.55 + 0.75 * pool[..., None])
    rgb = rgb * (1 - tuft[..., None]) + over * tuft[..., None]
    back = make_layer(
        c,
        rgb,
        np.maximum(ground, tuft),
        0.80,
        top=dy,
        sway=1.2,
        sway_rows=np.clip((770 - c.ys(top)) / 90, 0, 1),
    )
    hx = clearing - side * 60
    hero = stage.hero(x=hx, y=line(hx) + 22, height=178, depth=0.80, light_x=sun_x, line=line)
    return [back, hero]


def ferns(mask: U8, rng: Rng, c: Canvas, line: Line, count: int, dy: float, clearing: float) -> None:
    """Fronds that arch out from a root."""
    for _ in range(count):
        x = rng.uniform(0, c.dw)
        if abs(x - clearing) < 150:
            continue
        root = line(x) + rng.uniform(4, 80)
        for _ in range(int(rng.integers(5, 9))):
            a = rng.uniform(-1.25, 1.25)
            length = rng.uniform(34, 76)
            px, py = x, root
            for k in range(9):
                t = k / 9
                bend = a * (0.35 + 0.9 * t)
                qx, qy = px + length / 9 * math.sin(bend), py - length / 9 * math.cos(bend)
                polygon(mask, capsule((px, py), 1.2 * (1 - t) + 0.3, (qx, qy), 1.2 * (1 - t)), c.unit, 0, dy)
                leaf = 11 * math.sin(math.pi * (0.12 + 0.85 * t))
                for s in (-1.0, 1.0):
                    b = bend + s * 1.15
                    polygon(
                        mask,
                        [
                            (qx, qy),
                            (qx + leaf * math.sin(b) - 1, qy - leaf * math.cos(b)),
                            (qx + 2.2, qy + 1.5),
                        ],
                        c.unit,
                        0,
                        dy,
                    )
                px, py = qx, qy


def _rolling(y: float) -> Line:
    return lambda x: y + 8 * math.sin(x / 90)
