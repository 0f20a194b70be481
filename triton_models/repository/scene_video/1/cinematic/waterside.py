"""Rivers between wooded banks, and harbours."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import color, mix
from cinematic.backdrop import Stage, rim_light, sheet_layer, vertical
from cinematic.clouds import cloud_layers
from cinematic.countryside import house
from cinematic.layers import make_layer
from cinematic.meadow import grassland, lone_tree
from cinematic.plants import Line, conifer_line
from cinematic.scene import Element
from cinematic.sheet import Sheet
from cinematic.sky import Aurora, mist_layer, sky_layer, sun_at
from cinematic.skyfx import AuroraCurtains
from cinematic.smoke import Chimneys
from cinematic.terrain import best_eye, peaks, slab_layer
from cinematic.water import Water


def river(stage: Stage) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    sun = sun_at(light, c, 500.0, side * 0.6)
    elements: list[Element] = [sky_layer(rng, c, light, 500.0, sun)]
    if light.aurora > 0:
        elements.append(AuroraCurtains(Aurora(rng, c)))
    elements += cloud_layers(rng, c, light, 500.0, sun)
    field = peaks(rng, light, side, tallest=130.0)
    eye = best_eye(field, rng, 470.0, tries=10)
    elements.append(slab_layer(field, eye, c, light, 150, 600, 0.18, far=560, last=True))
    shore = 600.0
    for y, low, high, count, depth, fog in (
        (shore - 6, 40.0, 96.0, 130, 0.26, 0.42),
        (shore + 2, 60.0, 160.0, 70, 0.32, 0.16),
    ):
        line = _bank(y, stage.phase + depth * 9, c.dw, side)
        trees = conifer_line(rng, c, line, low, high, count, top=300)
        tint = light.shade(color("#46603c"), 0.38) * np.float32(0.8)
        rgb = vertical(
            c,
            light.veil(tint, fog),
            light.veil(mix(tint, light.ink, 0.3), fog * 0.8),
            300,
            y - high,
            y + 10,
            c.pw,
        )
        rgb = rim_light(c, rgb, trees, light.rim, -2 * side, 2.4, 0.42, 1.0)
        if light.snow > 0:
            rgb = rim_light(c, rgb, trees, color("#eef3fb"), 0, 3.2, 0.8, 0.9)
        trees[c.row(shore + 6) - c.row(300) :] = 0
        elements.append(make_layer(c, rgb, trees, depth, top=c.row(300) / c.unit))
        elements.append(mist_layer(rng, c, light.fog, shore - 6, 24, 0.2 + 0.5 * light.haze, depth + 0.03, 5))
    elements.append(
        Water(
            rng,
            y=shore,
            depth=0.32,
            tint=light.water,
            reflect=0.88,
            sun_x=sun[0],
            sun_height=max(30.0, (500 - sun[1]) * 0.7),
            glint=0.6 * light.glow,
            glint_tint=light.sun,
            chop=0.55 + 0.4 * light.wind,
            flow=0.8,
        )
    )
    tx = c.dw / 2 - side * c.dw * 0.30

    def bank(x: float) -> float:
        return (
            800
            - 60 * math.exp(-(((x - tx) / 420) ** 2))
            + 90 * (1 / (1 + math.exp(-side * (x - c.dw / 2 - side * 170) / 60)))
        )

    elements.append(lone_tree(stage, tx, bank(tx) + 12, 340, 0.72))
    elements.append(
        grassland(stage, bank, 0.74, 640, rows=1500, low=10, high=40, brightness=0.55, flowers=60, heads=0.14)
    )
    hx = c.dw / 2 - side * c.dw * 0.10
    elements.append(stage.hero(x=hx, y=bank(hx) + 10, height=172, depth=0.74, light_x=sun[0]))
    return elements


def _bank(y: float, phase: float, width: float, side: float) -> Line:
    return lambda x: (
        y
        - 7 * math.sin(x / 160 + phase)
        - 10 * math.sin(x / 57 + phase * 2) * 0.4
        - 14 * abs(x / width - 0.5)
    )


def harbor(stage: Stage) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    horizon = 560.0
    sun = sun_at(light, c, 530.0, side * 0.55)
    elements: list[Element] = [sky_layer(rng, c, light, horizon, sun)]
    if light.aurora > 0:
        elements.append(AuroraCurtains(Aurora(rng, c)))
    elements += cloud_layers(rng, c, light, horizon, sun)
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
            glow=glow.albedo() * glow.alpha()[..., None],
        )
    )
    elements.append(Chimneys(rng, tops[1:5], 0.26, mix(light.fog, light.cloud_lit, 0.5)))
    boats = Sheet(c)
    tints = ("#b8433a", "#33608a", "#e8e2d4", "#4a6b52", "#d9a441")
    for k in range(7):
        x, s = c.dw / 2 - side * 420 + side * k * 150 + rng.uniform(-30, 30), rng.uniform(0.8, 1.25)
        y = horizon + 12 + (k % 3) * 9
        hull = color(tints[rng.integers(5)])
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
    elements.append(sheet_layer(stage, boats, 0.34, fog=0.05 + 0.12 * light.haze, lit=0.5))
    elements.append(
        Water(
            rng,
            y=horizon + 12,
            depth=0.30,
            tint=light.water,
            reflect=0.86,
            sun_x=sun[0],
            sun_height=max(30.0, (530 - sun[1]) * 0.7),
            glint=0.8 * light.glow,
            glint_tint=light.sun,
            chop=0.55 + 0.6 * light.wind,
            foam=max(0.0, light.wind - 0.6) * 0.6,
        )
    )
    elements += _jetty(stage, sun[0])
    return elements


def _jetty(stage: Stage, sun_x: float) -> list[Element]:
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
    hero = stage.hero(x=c.dw / 2 - side * 150, y=756, height=186, depth=0.74, light_x=sun_x, travel=300)
    return [sheet_layer(stage, deck, 0.72, fog=0.02, lit=0.45, brightness=0.72), hero]
