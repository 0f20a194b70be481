"""Halls: an opera house seen from its stage, and a lecture with a screen, a desk and a listening room."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np

from cinematic.arrays import F32, color, fbm, mix, smooth
from cinematic.backdrop import Stage
from cinematic.beams import Beam, Beams
from cinematic.concert import boards, lit_by
from cinematic.crowd import Heads, crowd_row, eagerness
from cinematic.layers import Layer, make_layer
from cinematic.outdoors import Halos, Pin
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.spec import Time
from cinematic.vectors import Point

_WARM = color("#ffcf8a")
_HOUSES = (("#7a2a2e", "#c9a050"), ("#2c3a6a", "#c8b070"), ("#3a5a4a", "#d0b468"), ("#6a3050", "#d8b880"))


def house(stage: Stage) -> list[Element]:
    """From the stage into the house: balconies in a horseshoe, a chandelier, the audience in the dark."""
    c, rng, side = stage.canvas, stage.rng, stage.side
    velvet, gilt = (color(t) for t in _HOUSES[rng.integers(len(_HOUSES))])
    warm = mix(_WARM, color("#c8d4ff"), 0.45 if stage.spec.time is Time.NIGHT else 0.0)
    inner = replace(stage, light=lit_by(stage.light, warm))
    hx = c.dw / 2 - side * 50
    elements: list[Element] = [_ceiling(inner, velvet, gilt)]
    spots: list[tuple[float, float]] = []
    tiers, halos = _tiers(inner, velvet, gilt, spots)
    elements.append(tiers)
    eager = eagerness(stage.spec.mood)
    elements.append(Heads(rng, spots, 5.5, 0.30, shade=0.5, light=warm * np.float32(0.4), eager=eager * 0.6))
    elements.append(Halos(halos, 0.30))
    elements.append(_stalls(inner, velvet))
    for y, size, depth in ((606.0, 10.0, 0.40), (632.0, 14.0, 0.45), (664.0, 19.0, 0.52)):
        elements.append(
            crowd_row(
                inner,
                y,
                size,
                depth,
                dark=mix(color("#1c1418"), velvet, 0.16),
                rim=warm * np.float32(0.6),
                rise=0.6 + 5 * eager,
                arms=0.35 * eager,
                cloth=0.22,
                floor=y + size * 3.2,
                rim_strength=0.8,
            )
        )
    elements.append(boards(inner, 700.0, hx, warm, tone="#9a6a44", edge=940.0))
    elements.append(_apron(inner))
    sources = [
        Beam(
            c.dw / 2 + u * c.dw * 0.26,
            236,
            math.atan2(hx - c.dw / 2 - u * c.dw * 0.26, 520),
            0.006,
            warm,
            reach=980,
            width=0.085,
            strength=0.40,
        )
        for u in (-1.0, 1.0)
    ]
    elements.append(Beams(c, rng, sources, 0.40, lamps=1.0))
    elements.append(
        Halos([(c.dw / 2 + u * 150.0, 716.0, 70.0, warm, 0.4) for u in (-3, -2, -1, 0, 1, 2, 3)], 0.64)
    )
    elements.append(
        inner.hero(
            x=hx,
            y=770,
            height=230,
            depth=0.70,
            light_x=hx + side * 200,
            seat="stool",
            travel=380,
            brightness=0.9,
        )
    )
    elements.append(_wings(inner, velvet, warm))
    return elements


def _ceiling(stage: Stage, velvet: F32, gilt: F32) -> Layer:
    c, rng = stage.canvas, stage.rng
    xx, yy = c.xs()[None, :], c.ys()[:, None]
    glow = np.exp(-(((xx - c.dw / 2) / 420) ** 2) - (((yy - 170) / 200) ** 2))
    ray = 0.5 + 0.5 * np.cos(np.arctan2(yy - 120, xx - c.dw / 2) * 26)
    tex = fbm(rng, c.pw, c.ph, 16, 4)
    level = (0.10 + 0.50 * glow) * (0.85 + 0.15 * ray) * (0.8 + 0.4 * tex)
    rgb = level[..., None] * mix(velvet, gilt, np.asarray(glow[..., None] * 0.7, np.float32))
    return make_layer(c, np.asarray(rgb, np.float32), None, 0.24)


def _tiers(
    stage: Stage, velvet: F32, gilt: F32, spots: list[tuple[float, float]]
) -> tuple[Layer, list[tuple[float, float, float, F32, float]]]:
    """Three balconies that curve around, boxes between pillars, lamps along them, and a chandelier."""
    c, rng = stage.canvas, stage.rng
    plate = Plate.of(c)
    halos: list[tuple[float, float, float, F32, float]] = []
    cx, reach = c.dw / 2, min(760.0, c.dw * 0.52)
    dark = color("#1c1216")

    def rail(x: float, level: int) -> float:
        u = (x - cx) / reach
        return 330.0 + level * 84 - 18 * (2 - level) + (24 - level * 44) * u * u * 1.6

    xs = [float(x) for x in np.linspace(cx - reach * 1.12, cx + reach * 1.12, 60)]
    for level in range(3):
        back = [(x, rail(x, level) - 62) for x in xs] + [(x, rail(x, level) + 4) for x in reversed(xs)]
        plate.shape(back, mix(dark, velvet, 0.16), 0.2)
        n = 15
        for k in range(n + 1):
            x = cx + (k / n * 2 - 1) * reach
            y = rail(x, level)
            plate.box(x - 3.5, y - 62, x + 3.5, y + 2, mix(dark, gilt, 0.28), 0.35)
        for _ in range(110):
            x = cx + rng.uniform(-1.05, 1.05) * reach
            spots.append((x, rail(x, level) - rng.uniform(6, 18)))
        front = [(x, rail(x, level)) for x in xs] + [(x, rail(x, level) + 24) for x in reversed(xs)]
        plate.shape(front, mix(velvet, gilt, 0.22) * np.float32(0.75), 0.45)
        plate.chain([(x, rail(x, level)) for x in xs], 4.0, gilt)
        plate.chain([(x, rail(x, level) + 24) for x in xs], 2.4, gilt * np.float32(0.7))
        for k in range(n):
            x = cx + ((k + 0.5) / n * 2 - 1) * reach
            y = rail(x, level) + 12
            plate.oval(x, y, 11, 6, gilt * np.float32(0.55))
            plate.lamp_oval(x, y - 22, 2.6, 3.4, color("#ffe0a8"))
            if k % 2 == level % 2:
                halos.append((x, y - 22, 42.0, _WARM, 0.32))
    drop, r = 196.0, 62.0
    plate.line((cx, 80), (cx, drop - 20), 2.5, gilt)
    for ring, (dy, rr) in enumerate(((0.0, r), (-22.0, r * 0.66), (-40.0, r * 0.36))):
        plate.chain(
            [(cx + rr * math.cos(a), drop + dy + rr * 0.22 * math.sin(a)) for a in np.linspace(0, 6.283, 28)],
            2.2,
            gilt,
        )
        for a in np.linspace(0, 6.283, 18 - ring * 5, endpoint=False):
            x, y = cx + rr * math.cos(a), drop + dy + rr * 0.22 * math.sin(a)
            plate.lamp_oval(x, y - 6, 2.8, 4.6, color("#fff0d0"))
    for k in range(9):
        x = cx + (k - 4) * 9
        plate.line((x, drop + 6), (cx, drop + 40), 1.0, gilt * np.float32(0.8))
    halos.append((cx, drop - 10, 260.0, _WARM, 0.55))
    return plate.layer(stage, 0.30, Finish(rim=0.25, spill=0.7, grain=0.3, brightness=1.25)), halos


def _stalls(stage: Stage, velvet: F32) -> Layer:
    """The dark floor of the house, between the balconies and the stage."""
    c = stage.canvas
    top = 560.0
    yy = c.ys(top)[:, None]
    shade = smooth(top, 720, yy)[..., None]
    rgb = mix(mix(color("#171014"), velvet, 0.22), color("#0c080a"), shade)
    full = np.broadcast_to(rgb, (yy.shape[0], c.pw, 3)).astype(np.float32)
    alpha = np.broadcast_to(smooth(top, top + 26, yy), full.shape[:2]).astype(np.float32)
    return make_layer(c, full, alpha, 0.38, top=top)


def _apron(stage: Stage) -> Element:
    """The hoods of the footlights along the far edge of the stage."""
    c = stage.canvas
    plate = Plate.of(c)
    plate.box(-20, 698, c.dw + 20, 708, tint("#c89a5a"), 0.7)
    for u in range(-6, 7):
        x = c.dw / 2 + u * 75.0
        plate.oval(x, 702, 16, 11, tint("#2c2420"))
    return plate.layer(stage, 0.62, Finish(rim=0.5))


def _wings(stage: Stage, velvet: F32, beam: F32) -> Layer:
    """The curtain at both sides, seen from behind."""
    c, rng = stage.canvas, stage.rng
    xx, yy = c.xs()[None, :], c.ys()[:, None]
    inner = c.dw * 0.385 - min(60.0, c.dw * 0.04)
    reach = np.abs(xx - c.dw / 2) - inner - 12 * np.sin(yy / 170 + np.sign(xx - c.dw / 2))
    alpha = np.clip(reach * c.unit + 0.5, 0, 1).astype(np.float32)
    folds = 0.5 + 0.5 * np.sin(reach / 9 + 0.8 * np.sin(yy / 130))
    tex = fbm(rng, c.pw, c.ph, 40, 3)
    edge = np.exp(-np.maximum(reach, 0) / 46)
    rgb = (velvet * np.float32(0.22)) * ((0.3 + 0.7 * folds) * (0.8 + 0.4 * tex))[..., None] + (
        edge * folds * 0.28
    )[..., None] * beam * velvet
    return make_layer(
        c, np.asarray(rgb, np.float32), alpha, 0.5, sway=0.4, sway_rows=smooth(160, 900, c.ys())
    )


def lecture(stage: Stage) -> list[Element]:
    """A talk: panelled wall, a screen with a drawing on it, a desk, and heads that listen."""
    c, rng, side = stage.canvas, stage.rng, stage.side
    night = stage.spec.time in (Time.NIGHT, Time.DUSK)
    warm = color("#ffe4c0") if not night else color("#d8e0ff")
    inner = replace(stage, light=lit_by(stage.light, warm, key=1.0))
    hx = c.dw / 2 - side * min(150.0, c.dw * 0.12)
    elements: list[Element] = [_panels(inner, hx, warm), _slide(inner, side)]
    elements.append(boards(inner, 664.0, hx, warm, tone="#8a6a4e"))
    elements.append(_desk(inner, hx, side))
    elements.append(
        inner.hero(
            x=hx,
            y=754,
            height=234,
            depth=0.70,
            light_x=hx + side * 300,
            seat="stool",
            travel=260,
            brightness=1.35,
        )
    )
    beam = Beam(
        hx - side * 200, 70, math.atan2(side * 200.0, 680), 0.004, warm, reach=900, width=0.10, strength=0.30
    )
    elements.append(Beams(c, rng, [beam], 0.66, lamps=0.0))
    dark = color("#0c0a0e")
    rim = mix(warm, color("#8ab0ff"), 0.3)
    for y, size, depth, gap in ((786.0, 24.0, 0.86, 60.0), (828.0, 34.0, 1.0, 110.0)):
        elements.append(
            crowd_row(
                inner, y, size, depth, dark=dark, rim=rim, rise=0.8, arms=0.02, gap=gap, rim_strength=0.65
            )
        )
    return elements


def _panels(stage: Stage, hx: float, warm: F32) -> Layer:
    c, rng = stage.canvas, stage.rng
    xx, yy = c.xs()[None, :], c.ys()[:, None]
    wood = color(("#7a4f34", "#5f4a3c", "#8a6a48")[rng.integers(3)])
    slat = xx / 26
    groove = smooth(0.40, 0.49, np.asarray(np.abs(slat - np.round(slat)), np.float32))
    tone = 0.86 + 0.28 * np.modf(np.abs(np.sin(np.round(slat) * 12.9898)) * 43758.5)[0]
    grain = fbm(rng, c.pw, c.ph, 60, 3, stretch=0.3)
    wash = np.exp(-(((xx - hx) / 420) ** 2) - (((yy - 430) / 420) ** 2)) * 0.75 + 0.22
    cove = np.exp(-(((yy - 190) / 90) ** 2)) * 0.35
    level = (wash + cove) * tone * (0.8 + 0.4 * grain) * (1 - 0.6 * groove)
    rgb = np.asarray(level[..., None] * wood * warm, np.float32)
    ceiling = smooth(186, 180, yy)[..., None]
    rgb = mix(rgb, color("#141016"), np.asarray(np.broadcast_to(ceiling, rgb.shape), np.float32))
    return make_layer(c, rgb, None, 0.34)


def _slide(stage: Stage, side: float) -> Element:
    """The screen: a planet, a leaf, a curve that rises, or a network of dots; never a word."""
    c, rng = stage.canvas, stage.rng
    plate = Plate.of(c)
    cx = c.dw / 2 + side * min(210.0, c.dw * 0.13)
    half, y0, y1 = min(290.0, c.dw * 0.25), 238.0, 566.0
    plate.box(cx - half - 8, y0 - 8, cx + half + 8, y1 + 8, tint("#17161a"))
    paper, ink, mark = (
        color(t)
        for t in (
            ("#27466e", "#e8f0ff", "#ffc060"),
            ("#e6e0d2", "#2c3a4a", "#d8583c"),
            ("#173a3c", "#dff5e8", "#ffd060"),
        )[rng.integers(3)]
    )
    plate.lamp_box(cx - half, y0, cx + half, y1, paper * np.float32(0.46))
    kind = int(rng.integers(4))

    def at(u: float, v: float) -> tuple[float, float]:
        return cx + u * half * 0.85, (y0 + y1) / 2 - v * (y1 - y0) * 0.42

    def stroke(points: list[tuple[float, float]], width: float, tone: F32) -> None:
        for p, q in itertools.pairwise(points):
            (px, py), (qx, qy) = at(*p), at(*q)
            n = math.hypot(qx - px, qy - py) or 1.0
            ox, oy = -(qy - py) / n * width, (qx - px) / n * width
            plate.lamp([(px + ox, py + oy), (qx + ox, qy + oy), (qx - ox, qy - oy), (px - ox, py - oy)], tone)

    if kind == 0:
        stroke([(-0.9, -0.85), (0.9, -0.85)], 1.6, ink)
        stroke([(-0.9, -0.85), (-0.9, 0.9)], 1.6, ink)
        curve = [
            (-0.88 + 1.7 * t, -0.75 + 1.5 * t**1.8 + 0.10 * math.sin(t * 17)) for t in np.linspace(0, 1, 40)
        ]
        stroke(curve, 3.4, mark)
        plate.lamp_oval(*at(*curve[-1]), 8, 8, mark)
    elif kind == 1:
        plate.lamp_oval(*at(0, 0), 92, 92, mark)
        plate.lamp_oval(at(0, 0)[0] + 22, at(0, 0)[1] - 12, 86, 86, mix(mark, paper, 0.35))
        stroke(
            [
                (1.0 * math.cos(a) * 0.62, 0.30 * math.sin(a) + 0.14 * math.cos(a))
                for a in np.linspace(2.7, 6.7, 50)
            ],
            3.0,
            ink,
        )
        for _ in range(40):
            plate.lamp_oval(*at(rng.uniform(-1, 1), rng.uniform(-1, 1)), 1.5, 1.5, ink)
    elif kind == 2:
        leaf = [
            (0.34 * math.sin(t**0.8 * math.pi) * (1.2 - 0.5 * t), -0.8 + 1.7 * t)
            for t in np.linspace(0, 1, 24)
        ]
        outline = [at(0.1 + u, v) for u, v in leaf] + [at(0.1 - u, v) for u, v in reversed(leaf)]
        plate.lamp(outline, mark * np.float32(0.8))
        stroke([(0.1, -1.0), (0.1, 0.8)], 2.4, paper)
        for k in range(1, 5):
            v = -0.7 + 0.2 * k
            for s in (-1, 1):
                stroke([(0.1, v), (0.1 + s * 0.22, v + 0.24)], 1.5, paper)
    else:
        dots = [(rng.uniform(-0.9, 0.9), rng.uniform(-0.85, 0.85)) for _ in range(16)]
        for p in dots:
            for q in _nearest(dots, p):
                stroke([p, q], 1.1, mix(ink, paper, 0.4))
        for k, p in enumerate(dots):
            plate.lamp_oval(*at(*p), 6 + (k % 3) * 3, 6 + (k % 3) * 3, mark if k % 4 == 0 else ink)
    return plate.layer(stage, 0.42, Finish(rim=0.1, spill=0.25))


def _nearest(dots: list[Point], p: Point) -> list[Point]:
    return sorted(dots, key=lambda o: math.hypot(o[0] - p[0], o[1] - p[1]))[1:4]


def _desk(stage: Stage, hx: float, side: float) -> Element:
    c = stage.canvas
    plate = Plate.of(c)
    desk = Pin(plate, hx + side * 128, 756, 132)
    wood = color("#6a4630")
    desk.shape([(-0.42, 0), (0.42, 0), (0.36, 1.02), (-0.36, 1.02)], wood)
    desk.shape([(-0.34, 0.1), (0.34, 0.1), (0.30, 0.92), (-0.30, 0.92)], wood * np.float32(1.25))
    desk.shape([(-0.48, 1.0), (0.48, 1.0), (0.44, 1.12), (-0.44, 1.14)], wood * np.float32(1.4), 0.8)
    desk.line((-side * 0.1, 1.1), (-side * 0.26, 1.4), 0.018, tint("#1c1c20"))
    desk.oval(-side * 0.27, 1.42, 0.035, 0.03, tint("#8a8a90"))
    desk.oval(side * 0.2, 1.2, 0.05, 0.07, tint("#c8d8e0"), 0.8)
    for x, s in (
        (c.dw / 2 - side * min(520.0, c.dw * 0.36), 1.0),
        (c.dw / 2 + side * min(560.0, c.dw * 0.40), 1.2),
    ):
        pot = Pin(plate, x, 744, 110 * s)
        pot.shape([(-0.22, 0), (0.22, 0), (0.28, 0.5), (-0.28, 0.5)], tint("#c8c0b4"))
        for k in range(9):
            a = (k - 4) * 0.24
            tip = (math.sin(a) * 0.7, 0.5 + math.cos(a) * 0.9)
            mid = (math.sin(a) * 0.3, 0.5 + math.cos(a) * 0.6)
            pot.shape(
                [(0, 0.5), (mid[0] + 0.07, mid[1]), tip, (mid[0] - 0.07, mid[1])],
                tint("#4f7044", 0.8 + 0.06 * k),
                0.5,
            )
    return plate.layer(stage, 0.66, Finish(rim=0.6, rim_by=1.4))
