"""A square: fronts on three sides, a market or a fountain, and whatever tower the town is known by."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from cinematic.arrays import F32, Rng, color
from cinematic.backdrop import Stage
from cinematic.building_styles import STYLES, Style
from cinematic.firmament import firmament
from cinematic.fronts import terrace
from cinematic.light import Light, city_glow
from cinematic.outdoors import (
    Halos,
    Pin,
    bench,
    bulbs,
    bunting,
    fountain,
    parasol_table,
    planter,
    round_tree,
    stall,
    street_lamp,
)
from cinematic.passers import Passer, Passers
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.sky import mist_layer, sun_at
from cinematic.surfaces import piazza
from cinematic.vista import Pool, Vista, ground, mirrored

_BACK = 30.0


def square(stage: Stage) -> list[Element]:
    stage = replace(stage, light=city_glow(stage.light))
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    narrow = min(1.0, max(0.62, c.dw / 1500))
    v = Vista(cx=c.dw / 2 - side * c.dw * 0.03, horizon=520.0, eye=2.2)
    style = STYLES[("old", "south", "timber", "brick")[rng.integers(4)]]
    market = rng.random() < 0.55
    sun = sun_at(light, c, 520.0, side * 0.5)
    elements = firmament(stage, 560.0, sun, milky=0.1)
    elements.append(_landmark(stage, v))
    reflection = Plate.of(c)
    back, wings, pools, _ = three_sides(stage, v, style, reflection, 17.0 * narrow)
    elements.append(back)
    elements.append(mist_layer(rng, c, light.fog, v.horizon + 24, 34, 0.10 + 0.4 * light.haze, 0.24, 5))
    shine = 0.7 if light.wet > 0 else (0.25 if light.dark and light.snow == 0 else 0.0)
    near, far, spots, halos = _middle(stage, v, narrow, market=market)
    pools += spots
    elements.append(
        ground(
            stage,
            v,
            v.at(0, 0, _BACK)[1] - 2,
            piazza(snow=light.snow > 0),
            pools=tuple(pools),
            lit=0.5,
            mirror=mirrored(stage, reflection, v) if shine else None,
            shine=shine,
            brightness=1.0,
        )
    )
    elements.append(wings)
    people = []
    for _ in range(12):
        z = float(rng.uniform(10.5, 27))
        x, y = v.at(rng.uniform(-8, 8) * narrow, 0, z)
        k, walks = v.scale(z), rng.random() < 0.6
        speed = float(rng.choice([-1, 1])) * k * rng.uniform(0.2, 0.4) if walks else 0.0
        people.append(Passer(x, y, k * rng.uniform(1.5, 1.8), v.depth(z), speed))
    elements.append(far)
    elements.append(Passers(rng, light, [p for p in people if p.depth < 0.4], fog=0.4 * light.haze))
    elements.append(near)
    elements.append(Passers(rng, light, [p for p in people if p.depth >= 0.4], fog=0.2 * light.haze))
    if halos:
        elements.append(Halos(halos, 0.5))
    x, y = v.at(-side * 1.2, 0, 7.0)
    elements.append(
        stage.hero(
            x=x, y=y, height=v.scale(7.0) * 1.74, depth=0.7, light_x=sun[0], travel=360, brightness=1.1
        )
    )
    return elements


def _landmark(stage: Stage, v: Vista) -> Element:
    """A tower or dome over the roofs."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    pin = Pin(plate, c.dw / 2 + side * c.dw * 0.10, v.at(0, 0, 45.0)[1], v.scale(45.0) * 1.3)
    landmark(pin, rng, light, int(rng.integers(3)))
    return plate.layer(
        stage, 0.16, Finish(fog=0.22 + 0.3 * light.haze, low_fog=0.2, foot=v.horizon, spill=0.4)
    )


def landmark(pin: Pin, rng: Rng, light: Light, kind: int) -> None:
    """A clock tower, a dome with its lantern, or a slim tower with a balcony; about 30 m."""
    stone = tint(("#c8b090", "#b89a7a", "#d0c4ae")[rng.integers(3)])
    roof = tint(("#5a6a64", "#4e5662", "#8a5a44")[rng.integers(3)])
    if kind == 0:
        pin.box(-3, 0, 3, 24, stone, 0.4)
        pin.box(1.4, 0, 3, 24, stone, 0.7)
        pin.box(-3.4, 17.5, 3.4, 18.2, stone * np.float32(1.15), 0.6)
        pin.box(-3.4, 23.6, 3.4, 24.4, stone * np.float32(1.15), 0.6)
        pin.shape([(-3.2, 24.4), (3.2, 24.4), (0, 33)], roof, 0.5)
        pin.oval(0, 21, 1.9, 1.9, color("#f0e8d4"), 0.6)
        if light.lamps > 0.3:
            pin.lamp_oval(0, 21, 1.75, 1.75, color("#ffe2a0") * np.float32(0.75 * light.lamps))
        for a, r in ((0.6, 1.0), (2.5, 1.5)):
            pin.line((0, 21), (r * math.sin(a), 21 + r * math.cos(a)), 0.2, color("#2a2624"))
        for y in (6, 11, 15):
            pin.box(-0.6, y, 0.6, y + 2.2, color("#3c3a40"))
    elif kind == 1:
        pin.box(-9, 0, 9, 15, stone, 0.4)
        pin.box(-6, 15, 6, 19, stone * np.float32(1.05), 0.45)
        for x in np.arange(-5, 5.1, 2.0):
            pin.box(float(x) - 0.4, 15.6, float(x) + 0.4, 18, color("#3c3a40"))
        dome = [(6.3 * math.cos(a), 19 + 7.5 * math.sin(a)) for a in np.linspace(0, math.pi, 22)]
        pin.shape(dome, roof, 0.35)
        pin.shape(
            [(6.3 * math.cos(a) * 0.4 + 1.6, 19 + 7.3 * math.sin(a)) for a in np.linspace(0, math.pi, 18)],
            roof * np.float32(1.15),
            0.7,
        )
        pin.box(-1, 26.3, 1, 28.6, stone, 0.5)
        pin.shape([(-1.2, 28.6), (1.2, 28.6), (0, 31)], roof, 0.5)
        if light.lamps > 0.3:
            pin.lamp(
                [(-0.7, 26.5), (0.7, 26.5), (0.7, 28.4), (-0.7, 28.4)], color("#ffd890") * np.float32(0.8)
            )
    else:
        pin.shape([(-1.7, 0), (1.7, 0), (1.3, 23), (-1.3, 23)], stone, 0.4)
        pin.shape([(0.5, 0), (1.7, 0), (1.3, 23), (0.4, 23)], stone, 0.7)
        pin.box(-2.1, 23, 2.1, 23.7, stone * np.float32(1.15), 0.6)
        pin.box(-0.9, 23.7, 0.9, 28, stone, 0.5)
        dome = [(1.2 * math.cos(a), 28 + 1.5 * math.sin(a)) for a in np.linspace(0, math.pi, 12)]
        pin.shape([*dome[:6], (0, 31.5), *dome[6:]], roof, 0.5)
        if light.lamps > 0.3:
            pin.lamp([(-0.5, 24.6), (0.5, 24.6), (0.5, 27), (-0.5, 27)], color("#ffd890") * np.float32(0.8))


def three_sides(
    stage: Stage, v: Vista, style: Style, reflection: Plate, half: float
) -> tuple[Element, Element, list[Pool], list[tuple[float, float]]]:
    """The far side, seen straight on, and the two wings; what their shops throw on the ground, and where
    smoke rises."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    pools: list[Pool] = []
    back, wings = Plate.of(c), Plate.of(c)
    k = v.scale(_BACK)
    t = terrace(rng, light, style, half * 2 + 24, k * c.unit * 1.15, lit=0.62)
    x, y = v.at(-half - 12, 0, _BACK)
    back.stamp(t.plate, x, y, k)
    pools += [Pool(s.x - half - 12, _BACK - 2, 3.0, s.light, 0.3 * light.lamps) for s in t.shops]
    chimneys = [(x + at * k, y - top * k) for at, top in t.chimneys if 0 < x + at * k < c.dw]
    mirror_x = x + t.length * k
    reflection.set_in(t.plate, ((x, y + t.height * k), (mirror_x, y + t.height * k), (mirror_x, y), (x, y)))
    for s in (-1.0, 1.0):
        t = terrace(rng, light, style, 22.0, 34 * c.unit, lit=0.72 if s != side else 0.15)
        v.wall(wings, t.plate, s * half, 9.0, 31.0, t.height)
        v.wall(reflection, t.plate, s * half, 9.0, 31.0, -t.height)
        pools += [
            Pool(s * half * 0.9, 9 + q.x if s > 0 else 31 - q.x, 3.0, q.light, 0.3 * light.lamps)
            for q in t.shops
        ]
    fog = 0.08 + 0.25 * light.haze
    return (
        back.layer(
            stage, v.depth(_BACK), Finish(fog=fog, low_fog=0.1, foot=y, brightness=1.1, spill=0.3, rim=0.3)
        ),
        wings.layer(stage, v.depth(17.0), Finish(fog=fog * 0.6, spill=0.3, rim=0.3)),
        pools,
        chimneys,
    )


def _middle(
    stage: Stage, v: Vista, narrow: float, *, market: bool
) -> tuple[Element, Element, list[Pool], list[tuple[float, float, float, F32, float]]]:
    """What stands on the square: (near, far, light on the ground, halos)."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    near, far = Plate.of(c), Plate.of(c)
    pools: list[Pool] = []
    halos: list[tuple[float, float, float, F32, float]] = []

    def put(x: float, z: float) -> Pin:
        return Pin(far if z > 15 else near, *v.at(x * narrow, 0, z), v.scale(z))

    def lamp(x: float, z: float) -> None:
        lx, ly = street_lamp(put(x, z), light)
        if light.lamps > 0.3:
            halos.append((lx, ly, v.scale(z) * 2.0, color("#ffc987"), 0.7 * light.lamps))
            pools.append(Pool(x * narrow, z, 3.2, color("#ffbe70"), 0.35 * light.lamps))

    for x, z in ((-9.0, 22.0), (9.0, 22.0)):
        lamp(x, z)
    if market:
        for x, z in (
            (-8.5, 18.0),
            (-4.6, 18.4),
            (5.2, 18.2),
            (9.0, 17.8),
            (-side * 5.6, 12.6),
            (side * 4.0, 11.8),
            (side * 7.3, 11.0),
        ):
            sx, sy = stall(put(x, z), rng, light)
            if light.lamps > 0.3:
                halos.append((sx, sy, v.scale(z) * 1.2, color("#ffc070"), 0.6 * light.lamps))
                pools.append(Pool(x * narrow, z - 1.2, 2.2, color("#ffb860"), 0.4 * light.lamps))
    else:
        fountain(put(side * 2.2, 13.5))
        for x, z in ((-8, 19.0), (7.5, 19.5), (-side * 5.0, 16.0)):
            round_tree(put(x, z), rng, light, rng.uniform(4.5, 6))
        for x, z in ((-side * 6.2, 12.5), (-side * 4.2, 14.0), (side * 7.0, 12.2)):
            parasol_table(put(x, z), rng, light)
        bench(put(-side * 2.4, 14.6))
        planter(put(side * 5.4, 11.4), rng)
    lamp(-side * 3.4, 11.0)
    a, b = v.at(-9 * narrow, 6.8, 22), v.at(9 * narrow, 6.8, 22)
    d = v.at(-side * 3.4 * narrow, 5.0, 11.0)
    if rng.random() < 0.5:
        bulbs(far, a, b, 4.5, 40, light)
        bulbs(near, d, b if side > 0 else a, 5.5, 36, light)
    else:
        bunting(far, rng, a, b, 13, 40)
        bunting(near, rng, d, b if side > 0 else a, 17, 34)
    finish = Finish(fog=0.03 + 0.06 * light.haze, rim=0.55, rim_by=1.3)
    return (
        near.layer(stage, v.depth(12.5), finish),
        far.layer(stage, v.depth(19.0), replace(finish, fog=0.06 + 0.2 * light.haze)),
        pools,
        halos,
    )
