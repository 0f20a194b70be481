"""Harbours: a fishing village with its jetty, a marina under a hill town, a port with cranes."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.backdrop import Stage, mountain_layer, ridge_profile, sheet_layer
from cinematic.coast import cut_below
from cinematic.countryside import house
from cinematic.firmament import firmament, variant
from cinematic.layers import Layer
from cinematic.scene import Element
from cinematic.sheet import Sheet
from cinematic.sky import mist_layer, sun_at
from cinematic.smoke import Chimneys
from cinematic.water import Water

_HORIZON = 560.0
_HULLS = ("#b8433a", "#33608a", "#e8e2d4", "#4a6b52", "#d9a441")


def harbor(stage: Stage) -> list[Element]:
    c = stage.canvas
    sun = sun_at(stage.light, c, 530.0, stage.side * 0.55)
    elements = firmament(stage, 530.0, sun)
    elements += (_village, _marina, _port)[variant(stage, 3)](stage, sun)
    return elements


def _basin(stage: Stage, sun: tuple[float, float], y: float, *, calm: float = 1.0) -> Water:
    light = stage.light
    return Water(
        stage.rng,
        y=y,
        depth=0.30,
        tint=light.water,
        reflect=0.86,
        sun_x=sun[0],
        sun_height=max(30.0, (530 - sun[1]) * 0.7),
        glint=0.8 * light.glow,
        glint_tint=light.sun,
        chop=(0.50 + 0.6 * light.wind) * calm,
        foam=max(0.0, light.wind - 0.6) * 0.6,
    )


def _bobbing(layer: Layer, by: float) -> Layer:
    layer.bob = by
    return layer


def _lights(glow: Sheet) -> F32:
    return np.asarray(glow.albedo() * glow.alpha()[..., None], np.float32)


def _village(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Houses along the water, fishing boats, a small light at the mole's end."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    horizon = _HORIZON
    elements: list[Element] = []
    town, glow = Sheet(c), Sheet(c)
    tops: list[tuple[float, float]] = []
    for k in range(16):
        x = c.dw / 2 - side * (90 + k * 52) - (46 if side > 0 else 0)
        tops.append(
            house(
                town,
                glow,
                rng,
                x,
                horizon - 4 - 24 * math.sin(min(1.0, k / 8) * 1.5),
                rng.uniform(44, 66),
                rng.uniform(46, 92),
                light.lamps,
            )
        )
    lx = c.dw / 2 + side * 60
    town.shape(
        [(lx - 13, horizon + 4), (lx - 8, horizon - 104), (lx + 8, horizon - 104), (lx + 13, horizon + 4)],
        color("#e6ded2"),
    )
    for k in range(2):
        y = horizon - 24 - k * 44
        town.shape(
            [
                (lx - 12 + k * 2, y),
                (lx + 12 - k * 2, y),
                (lx + 11 - k * 2, y - 18),
                (lx - 11 + k * 2, y - 18),
            ],
            color("#b8433a"),
        )
    town.box(lx - 9, horizon - 120, lx + 9, horizon - 104, color("#ffe9b8"))
    town.shape([(lx - 12, horizon - 120), (lx + 12, horizon - 120), (lx, horizon - 134)], color("#8a3b34"))
    if light.lamps > 0.3:
        glow.box(lx - 8, horizon - 119, lx + 8, horizon - 105, color("#fff0c0"))
    ends = sorted((c.dw / 2 - side * c.dw * 0.6, lx + side * 30))
    town.box(ends[0], horizon - 6, ends[1], horizon + 6, color("#6a6460"))
    elements.append(
        sheet_layer(
            stage,
            town,
            0.26,
            fog=0.16 + 0.3 * light.haze,
            lit=0.5,
            glow=_lights(glow),
        )
    )
    elements.append(Chimneys(rng, tops[1:5], 0.26, mix(light.fog, light.cloud_lit, 0.5)))
    boats = Sheet(c)
    for k in range(7):
        x, s = c.dw / 2 - side * 420 + side * k * 150 + rng.uniform(-30, 30), rng.uniform(0.8, 1.25)
        y = horizon + 12 + (k % 3) * 9
        hull = color(_HULLS[rng.integers(5)])
        boats.line((x, y - 8), (x + 3, y - 126 * s), 3, color("#6b5340"))
        boats.line((x, y - 22), (x + 46 * s, y - 26), 2.4, color("#6b5340"))
        boats.line((x + 2, y - 124 * s), (x + 58 * s, y - 12), 0.9, color("#4a4038"))
        boats.line((x + 2, y - 124 * s), (x - 54 * s, y - 12), 0.9, color("#4a4038"))
        boats.shape(
            [(x - 62 * s, y - 20), (x + 66 * s, y - 24), (x + 48 * s, y + 6), (x - 48 * s, y + 6)], hull
        )
        boats.shape(
            [(x - 62 * s, y - 20), (x + 66 * s, y - 24), (x + 64 * s, y - 19), (x - 60 * s, y - 15)],
            color("#efe8da"),
        )
        boats.box(x - 34 * s, y - 42, x - 4 * s, y - 20, color("#d8d0c0"))
    elements.append(_bobbing(sheet_layer(stage, boats, 0.34, fog=0.05 + 0.12 * light.haze, lit=0.5), 1.4))
    elements.append(_basin(stage, sun, horizon + 12))
    return elements + jetty(stage, sun[0])


def _marina(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Sailing boats in ranks, a town on the hill behind, a pontoon."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    out: list[Element] = []
    slope = np.clip(0.5 + side * (c.dw / 2 - c.xs()) / np.float32(c.dw) * 1.3, 0, 1)
    hill = np.asarray(
        _HORIZON + 6 - slope**1.2 * 150 - ridge_profile(stage.rng, c, 0, 16, cells=5, octaves=6), np.float32
    )
    hill = np.minimum(hill, np.float32(_HORIZON + 3))
    out.append(
        cut_below(
            c,
            mountain_layer(
                rng,
                c,
                light,
                hill,
                sun_x=sun[0],
                depth=0.20,
                distance=0.34 + 0.2 * light.haze,
                rock=color("#66704f"),
                snow=0.8 * light.snow,
                foot=160,
            ),
            _HORIZON + 4,
        )
    )
    town, glow = Sheet(c), Sheet(c)
    walls = ("#efe3cf", "#e3b48a", "#d98f72", "#f3ead9", "#c9b79c", "#dcc7a0")
    for k in range(round(64 * max(0.5, c.dw / 1664))):
        t = 1 - (k / 64) ** 0.7 if c.dw > 1000 else float(rng.random())
        x = float(rng.uniform(0.02, 0.98)) * c.dw
        ground = float(np.interp(x, c.xs(), hill))
        if ground > _HORIZON - 14:
            continue
        y = ground + (_HORIZON - ground) * (1 - t * 0.9)
        w, h = float(rng.uniform(15, 27)), float(rng.uniform(16, 34))
        town.box(x - w, y - h, x + w, y + 2, color(walls[int(rng.integers(len(walls)))]))
        town.shape(
            [(x - w - 2, y - h), (x + w + 2, y - h), (x + w * 0.7, y - h - 9), (x - w * 0.7, y - h - 9)],
            color("#a5573f"),
        )
        for n in range(3):
            wx = x - w * 0.6 + n * w * 0.6
            town.box(wx - 2.4, y - h * 0.72, wx + 2.4, y - h * 0.40, color("#4a4a52"))
            if light.lamps > 0.3 and rng.random() < 0.6:
                glow.box(wx - 2.4, y - h * 0.72, wx + 2.4, y - h * 0.40, color("#ffd28a"))
    tower = c.dw / 2 - side * c.dw * 0.24
    ty = float(np.interp(tower, c.xs(), hill)) + 20
    town.box(tower - 11, ty - 70, tower + 11, ty, color("#efe3cf"))
    town.shape([(tower - 13, ty - 70), (tower + 13, ty - 70), (tower, ty - 98)], color("#8d4a3a"))
    out.append(sheet_layer(stage, town, 0.22, fog=0.14 + 0.25 * light.haze, lit=0.55, glow=_lights(glow)))
    out.append(mist_layer(rng, c, light.fog, _HORIZON - 4, 16, 0.2 + 0.5 * light.haze, 0.24, 5))
    for depth, y, size, count, fog in (
        (0.27, _HORIZON + 8, 0.62, 15, 0.14),
        (0.34, _HORIZON + 26, 1.15, 7, 0.04),
    ):
        row = Sheet(c)
        number = max(3, round(count * max(0.5, c.dw / 1664)))
        for k in range(number):
            x = c.dw * (k + 0.5 + float(rng.uniform(-0.3, 0.3))) / number
            _sailboat(row, x, y + float(rng.uniform(-3, 5)), size * float(rng.uniform(0.85, 1.15)), stage)
        out.append(
            _bobbing(sheet_layer(stage, row, depth, fog=fog + 0.15 * light.haze, lit=0.55), 1.2 * size)
        )
    out.append(_basin(stage, sun, _HORIZON + 10, calm=0.7))
    out += jetty(stage, sun[0])
    return out


def _sailboat(sheet: Sheet, x: float, y: float, s: float, stage: Stage) -> None:
    rng = stage.rng
    d = float(rng.choice([-1.0, 1.0]))
    hull = color(("#f2efe8", "#f2efe8", "#27476b", "#8d2f2c")[int(rng.integers(4))])
    sheet.line((x, y - 12 * s), (x, y - 168 * s), 2.6 * s, color("#c9c4ba"))
    sheet.line((x, y - 20 * s), (x - d * 52 * s, y - 23 * s), 6.5 * s, color("#3b5878"))
    sheet.line((x, y - 166 * s), (x + d * 60 * s, y - 12 * s), 0.8 * s, color("#7d7a76"))
    sheet.line((x, y - 166 * s), (x - d * 56 * s, y - 12 * s), 0.8 * s, color("#7d7a76"))
    sheet.line((x - 12 * s, y - 112 * s), (x + 12 * s, y - 112 * s), 1.2 * s, color("#c9c4ba"))
    sheet.shape(
        [
            (x - d * 60 * s, y - 14 * s),
            (x + d * 70 * s, y - 17 * s),
            (x + d * 50 * s, y + 6 * s),
            (x - d * 50 * s, y + 6 * s),
        ],
        hull,
    )
    sheet.shape(
        [
            (x - d * 60 * s, y - 14 * s),
            (x + d * 70 * s, y - 17 * s),
            (x + d * 68 * s, y - 13 * s),
            (x - d * 59 * s, y - 10 * s),
        ],
        color("#8a8f96"),
    )
    sheet.shape(
        [
            (x - d * 26 * s, y - 15 * s),
            (x - d * 20 * s, y - 27 * s),
            (x + d * 18 * s, y - 27 * s),
            (x + d * 32 * s, y - 16 * s),
        ],
        color("#e2ded4"),
    )
    sheet.box(x - 14 * s, y - 24 * s, x + 12 * s, y - 20 * s, color("#3a424c"))


def _port(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Gantry cranes, a freighter at the quay, containers, the hero on the stones of the mole."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    out: list[Element] = []
    far, glow = Sheet(c), Sheet(c)
    ends = sorted((c.dw / 2 + side * c.dw * 0.06, c.dw / 2 - side * c.dw * 0.62))
    far.box(ends[0], _HORIZON - 8, ends[1], _HORIZON + 6, color("#6d6b6c"))
    tints = ("#b5482f", "#2f6a8c", "#d08a2e", "#7d8a45", "#8d939a", "#a53a4a")
    for _ in range(round(44 * max(0.5, c.dw / 1664))):
        x = ends[0] + (ends[1] - ends[0]) * float(rng.uniform(0.08, 0.98))
        for n in range(int(rng.integers(1, 4))):
            top = _HORIZON - 8 - 13 * (n + 1)
            far.box(x, top, x + 32, top + 12.2, color(tints[int(rng.integers(len(tints)))]))
    for k in range(3):
        x = c.dw / 2 - side * (0.04 + 0.15 * k) * c.dw
        _crane(far, glow, x, _HORIZON - 8, 1.0 + 0.12 * k, side, light.lamps)
    out.append(sheet_layer(stage, far, 0.24, fog=0.22 + 0.3 * light.haze, lit=0.5, glow=_lights(glow)))
    out.append(mist_layer(rng, c, light.fog, _HORIZON - 2, 18, 0.2 + 0.5 * light.haze, 0.26, 5))
    ship, lamps = Sheet(c), Sheet(c)
    _freighter(
        ship, lamps, c.dw / 2 + side * c.dw * 0.10, _HORIZON + 20, min(1.0, c.dw / 1000 + 0.1), -side, stage
    )
    out.append(
        _bobbing(
            sheet_layer(stage, ship, 0.30, fog=0.08 + 0.2 * light.haze, lit=0.5, glow=_lights(lamps)), 0.8
        )
    )
    out.append(_basin(stage, sun, _HORIZON + 14))
    out += _quay(stage, sun[0])
    return out


def _crane(sheet: Sheet, glow: Sheet, x: float, y: float, s: float, side: float, lamps: float) -> None:
    """A gantry: four legs, a boom over the water, a trolley."""
    steel = color("#c2512f")
    for dx in (-26, -20, 20, 26):
        sheet.line((x + dx * s, y), (x + dx * 0.8 * s, y - 132 * s), 3.2 * s, steel)
    for h in (40, 96, 132):
        sheet.line((x - 25 * s, y - h * s), (x + 25 * s, y - h * s), 3.4 * s, steel)
    sheet.line((x - 24 * s, y - 40 * s), (x + 22 * s, y - 96 * s), 1.8 * s, steel)
    boom = y - 142 * s
    sheet.line((x - side * 70 * s, boom), (x + side * 150 * s, boom), 5.0 * s, steel)
    sheet.line((x, boom), (x + side * 8 * s, boom - 62 * s), 3.6 * s, steel)
    for end in (150, 78, -66):
        sheet.line((x + side * 8 * s, boom - 62 * s), (x + side * end * s, boom), 1.3 * s, color("#8a4a38"))
    tx = x + side * 84 * s
    sheet.box(tx - 6 * s, boom, tx + 6 * s, boom + 8 * s, color("#4d4a4c"))
    sheet.line((tx, boom + 8 * s), (tx, boom + 62 * s), 1.0 * s, color("#4d4a4c"))
    sheet.box(tx - 15 * s, boom + 62 * s, tx + 15 * s, boom + 74 * s, color("#2f6a8c"))
    if lamps > 0.3:
        for end in (148, 60, 0, -64):
            glow.oval(x + side * end * s, boom + 3 * s, 2.6 * s, 2.6 * s, color("#fff0c8"))
        glow.oval(x + side * 8 * s, boom - 64 * s, 2.4 * s, 2.4 * s, color("#ff5a48"))


def _freighter(sheet: Sheet, glow: Sheet, x: float, y: float, s: float, d: float, stage: Stage) -> None:
    """A container ship from the side; d is where its bow points."""
    rng, light = stage.rng, stage.light
    dark, red = color("#2e3a4c"), color("#8f3a30")
    tints = ("#b5482f", "#2f6a8c", "#d08a2e", "#7d8a45", "#c9ccd0", "#a53a4a")

    def at(px: float, py: float) -> tuple[float, float]:
        return x + d * px * s, y - py * s

    sheet.shape([at(-230, 48), at(-226, 6), at(196, 6), at(246, 62), at(206, 54), at(-150, 46)], dark)
    sheet.shape([at(-227, 14), at(-225, -4), at(194, -4), at(204, 14)], red)
    for k in range(8):
        for n in range(int(rng.integers(2, 5))):
            a, b = at(-118 + k * 37, 50 + 15 * n), at(-84 + k * 37, 64 + 15 * n)
            sheet.box(
                min(a[0], b[0]),
                min(a[1], b[1]),
                max(a[0], b[0]),
                max(a[1], b[1]),
                color(tints[int(rng.integers(len(tints)))]),
            )
    sheet.shape([at(-214, 46), at(-214, 128), at(-160, 128), at(-160, 46)], color("#e6e2d8"))
    sheet.shape([at(-222, 128), at(-222, 146), at(-152, 146), at(-152, 128)], color("#d8d3c8"))
    sheet.shape([at(-206, 146), at(-202, 178), at(-184, 178), at(-180, 146)], color("#b5482f"))
    sheet.line(at(212, 56), at(212, 104), 2.2 * s, color("#c9c4ba"))
    for k in range(4):
        a = at(-208 + k * 12, 122)
        sheet.box(a[0] - 3.5 * s, a[1], a[0] + 3.5 * s, a[1] + 6 * s, color("#3a424c"))
        for n in range(3):
            b = at(-208 + k * 12, 108 - 18 * n)
            if light.lamps > 0.3 and rng.random() < 0.75:
                glow.box(b[0] - 3 * s, b[1], b[0] + 3 * s, b[1] + 5 * s, color("#ffd894"))
    if light.lamps > 0.3:
        p = at(212, 106)
        glow.oval(p[0], p[1], 3 * s, 3 * s, color("#fff2d0"))


def _quay(stage: Stage, sun_x: float) -> list[Element]:
    """A stone edge with bollards and a coil of rope."""
    c, side, rng = stage.canvas, stage.side, stage.rng
    deck = Sheet(c)
    stone = color("#8d8478") if stage.light.snow == 0 else color("#e4eaf2")
    edge = 722.0
    deck.box(-20, edge, c.dw + 20, c.dh + 20, stone)
    for k in range(7):
        y0, y1 = edge + 214 * (k / 7) ** 1.35, edge + 214 * ((k + 1) / 7) ** 1.35
        width = 96 + 46 * k
        shift = (k % 2) * width / 2
        for n in range(int(c.dw / width) + 3):
            x = (n - 1) * width + shift
            tone = np.float32(0.82 + 0.30 * float(rng.random()))
            deck.box(x, y0 + 0.6 + 0.2 * k, x + width - 2 - 0.4 * k, y1 - 0.6 - 0.2 * k, stone * tone)
    deck.box(-20, edge - 3, c.dw + 20, edge + 7, stone * np.float32(1.12))
    for k in range(4):
        x = c.dw * (0.14 + 0.24 * k)
        iron = color("#3d3f45")
        deck.shape([(x - 13, edge + 26), (x - 10, edge - 12), (x + 10, edge - 12), (x + 13, edge + 26)], iron)
        deck.oval(x, edge - 14, 18, 8, iron * np.float32(1.25))
    rx = c.dw / 2 + side * c.dw * 0.13
    for k in range(5):
        deck.oval(rx, edge + 62 - 4 * k, 40 - 3 * k, 13 - k, color("#c2ab7c") * np.float32(0.7 + 0.09 * k))
    deck.oval(rx, edge + 44, 13, 5, color("#4a4438"))
    hx = c.dw / 2 - side * c.dw * 0.09
    hero = stage.hero(x=hx, y=edge + 66, height=182, depth=0.74, light_x=sun_x, travel=300)
    return [sheet_layer(stage, deck, 0.72, fog=0.02, lit=0.45, brightness=0.70), hero]


def jetty(stage: Stage, sun_x: float) -> list[Element]:
    """Planks over the water, with posts, rope and the hero."""
    c, side = stage.canvas, stage.side
    deck = Sheet(c)
    plank = color("#7d6650") if stage.light.snow == 0 else color("#e4eaf2")
    far, near = 706.0, c.dh + 20
    x0, x1 = c.dw / 2 - side * 420, c.dw / 2 + side * 130
    left0, right0 = min(x0, x1), max(x0, x1)
    for x in np.linspace(left0 + 30, right0 - 30, 5):
        deck.line((float(x), far + 40), (float(x), far + 150), 20, color("#3f342b"))
    rows = 13
    for k in range(rows):
        a, b = far + (near - far) * (k / rows) ** 1.5, far + (near - far) * ((k + 1) / rows) ** 1.5
        grow_a, grow_b = (a - far) * 0.5, (b - far) * 0.5
        shade = np.float32(0.86 + 0.22 * ((k * 53) % 7) / 6)
        deck.shape(
            [
                (left0 - grow_a, a),
                (right0 + grow_a, a),
                (right0 + grow_b, b - 1.6),
                (left0 - grow_b, b - 1.6),
            ],
            plank * shade,
        )
        deck.line((left0 - grow_b, b - 1), (right0 + grow_b, b - 1), 1.8 + k * 0.15, plank * np.float32(0.35))
    posts = [(left0 + 16, far + 6), (right0 - 16, far + 6), (right0 + 24, far + 92)]
    for x, y in posts:
        deck.shape([(x - 11, y + 24), (x - 10, y - 54), (x + 10, y - 54), (x + 11, y + 24)], color("#4f4136"))
        deck.oval(x, y - 54, 11, 5, color("#7d6650"))
        deck.line((x - 11, y - 34), (x + 11, y - 32), 5, color("#cbb894"))
    hx, firm = c.dw / 2 - side * 150, (left0, right0)
    hero = stage.hero(x=hx, y=756, height=186, depth=0.74, light_x=sun_x, travel=300, firm=firm)
    return [sheet_layer(stage, deck, 0.72, fog=0.02, lit=0.45, brightness=0.72), hero]
