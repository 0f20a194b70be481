"""Roads with a drop beside them: over a mountain pass, and along a coast."""

from __future__ import annotations

import itertools
import math

import numpy as np

from cinematic.arrays import F32
from cinematic.backdrop import Stage
from cinematic.firmament import firmament
from cinematic.outdoors import Pin, bush, round_tree
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.sky import mist_layer, sun_at
from cinematic.terrain import best_eye, peaks, slab_layer
from cinematic.vista import Vista
from cinematic.water import Water
from cinematic.ways import Way, road_ground, road_vista, tarmac, travellers


def mountain_pass(stage: Stage) -> list[Element]:
    """Up to a pass between peaks, with a rail on the side of the drop and poles for the snow."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    v = road_vista(stage)
    sun = sun_at(light, c, 470.0, side * 0.6)
    elements = firmament(stage, 500.0, sun)
    field = peaks(rng, light, side, tallest=170.0)
    eye = best_eye(field, rng, 440.0, tries=10)
    for z0, z1, depth, last in ((170, 620, 0.14, True), (80, 190, 0.21, False)):
        elements.append(slab_layer(field, eye, c, light, z0, z1, depth, far=560, last=last))
        elements.append(mist_layer(rng, c, light.fog, 545, 24, 0.16 + 0.4 * light.haze, depth + 0.02, 5))
    way = Way(bend=-side * 9.0, length=9.5, half=2.9)
    elements.append(
        road_ground(stage, v, tarmac(way, "#7c7a5c", snow=light.snow > 0, verge="#8f8878"), top=16.0)
    )
    elements.append(_rocks(stage, v, way))
    plate = Plate.of(c)
    for z in np.arange(46.0, 7.5, -1.5):
        x, k = way.middle(float(z)) + side * (way.half + 0.5), v.scale(float(z))
        plate.line(v.at(x, 0, float(z)), v.at(x, 0.75, float(z)), max(1.0, 0.14 * k), tint("#6a6660"))
    for y, tone in ((0.68, "#c8c6c0"), (0.50, "#a4a29c")):
        line = [
            v.at(way.middle(float(z)) + side * (way.half + 0.5), y, float(z))
            for z in np.arange(46.0, 1.6, -0.4)
        ]
        for p, q, z in zip(line[:-1], line[1:], np.arange(46.0, 1.6, -0.4), strict=False):
            plate.line(p, q, max(1.0, 0.13 * v.scale(float(z))), tint(tone), 0.7)
    for z in (40.0, 30.0, 22.0, 16.0, 11.5):
        x, k = way.middle(z) - side * (way.half + 0.6), v.scale(z)
        for j in range(6):
            band = tint("#e8e4da") if j % 2 else tint("#c8483c")
            plate.line(v.at(x, 0.4 * j, z), v.at(x, 0.4 * j + 0.4, z), max(1.0, 0.09 * k), band, 0.6)
    elements.append(plate.layer(stage, v.depth(13.0), Finish(fog=0.05 + 0.12 * light.haze, rim_by=1.0)))
    elements += travellers(stage, v, way, sun[0])
    return elements


def coast_road(stage: Stage) -> list[Element]:
    """Along the sea: cliffs on one side, a rail, and water to the horizon on the other."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    v = Vista(cx=c.dw / 2 - side * 30, horizon=520.0, eye=2.5)
    sun = sun_at(light, c, 516.0, side * 0.5)
    elements = firmament(stage, 524.0, sun)
    far = Plate.of(c)
    land = tint("#7a7a5c") if light.snow == 0 else tint("#dfe6ee")
    for k in range(3):
        x0, h = c.dw / 2 - side * c.dw * (0.52 - 0.12 * k), 96.0 - 28 * k
        xs = np.linspace(0, 1, 26)
        line = [
            (
                x0 + side * float(u) * c.dw * 0.42,
                530 - h * (1 - float(u)) ** 0.7 * (0.85 + 0.15 * math.sin(float(u) * 15 + k)),
            )
            for u in xs
        ]
        far.shape(
            [
                *line,
                (line[-1][0], 540),
                (line[0][0] - side * 400, 540),
                (line[0][0] - side * 400, line[0][1]),
            ],
            land * np.float32(1.0 - 0.12 * k),
            0.4,
        )
        for p, q in itertools.pairwise(line[::3]):
            far.line((p[0], p[1] + 5), ((p[0] + q[0]) / 2, 536), 3.0, land * np.float32(0.75), 0.25)
    elements.append(
        far.layer(stage, 0.18, Finish(fog=0.26 + 0.3 * light.haze, low_fog=0.2, foot=536, rim_by=1.4))
    )
    elements.append(
        Water(
            rng,
            y=524.0,
            depth=0.16,
            tint=light.water,
            reflect=0.8,
            sun_x=sun[0],
            sun_height=max(30.0, (516 - sun[1]) * 0.7),
            glint=0.9 * light.glow,
            glint_tint=light.sun,
            chop=0.8 + 0.5 * light.wind,
            foam=max(0.0, light.wind - 0.5) * 0.6,
        )
    )
    way = Way(bend=-side * 6.0, length=15.0, half=3.0)

    def sea(x: F32, z: F32) -> F32:
        return np.asarray((x - way.at(z)) * side - (way.half + 1.2), np.float32)

    elements.append(
        road_ground(stage, v, tarmac(way, "#7c8250", snow=light.snow > 0, verge="#9a8f78"), top=9.0, cut=sea)
    )
    elements.append(_cliff(stage, v, way, -side))
    rail = Plate.of(c)
    stone = tint("#c8bfae")
    for z in (float(z) for z in np.arange(70.0, 2.0, -1.25)):
        x = way.middle(z) + side * (way.half + 0.7)
        rail.line(v.at(x, 0, z), v.at(x, 0.82, z), max(1.0, 0.22 * v.scale(z)), stone)
    line = [(way.middle(float(z)) + side * (way.half + 0.7), float(z)) for z in np.arange(70.0, 1.6, -0.4)]
    for (xa, za), (xb, zb) in itertools.pairwise(line):
        rail.line(v.at(xa, 0.66, za), v.at(xb, 0.66, zb), max(1.0, 0.14 * v.scale(za)), tint("#ece6d8"), 0.75)
    elements.append(rail.layer(stage, v.depth(11.0), Finish(fog=0.04 + 0.08 * light.haze, rim_by=1.1)))
    elements += travellers(stage, v, way, sun[0])
    return elements


def _rocks(stage: Stage, v: Vista, way: Way) -> Element:
    """Boulders and a few dwarf pines on the side of the mountain."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    for z in np.sort(rng.uniform(9, 44, 26))[::-1]:
        x = way.middle(float(z)) - side * (way.half + rng.uniform(1.6, 14))
        pin = Pin(plate, *v.at(x, 0, float(z)), v.scale(float(z)))
        if rng.random() < 0.35:
            bush(pin, rng, rng.uniform(1.2, 2.4), rng.uniform(0.8, 1.6), tone="#46603c")
            continue
        w, h = rng.uniform(0.7, 2.2), rng.uniform(0.5, 1.6)
        rock = tint("#8c877e", rng.uniform(0.85, 1.1))
        pin.shape(
            [(-w * 0.5, 0), (-w * 0.42, h * 0.6), (-w * 0.1, h), (w * 0.3, h * 0.8), (w * 0.52, 0)], rock, 0.4
        )
        pin.shape(
            [(-w * 0.1, h), (w * 0.3, h * 0.8), (w * 0.52, 0), (w * 0.12, 0.1 * h)],
            rock * np.float32(0.92),
            0.75,
        )
    return plate.layer(stage, v.depth(16.0), Finish(fog=0.06 + 0.12 * light.haze, rim_by=1.2))


def _cliff(stage: Stage, v: Vista, way: Way, s: float) -> Element:
    """The rock that the road is cut into, agaves and pines on it."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    plate = Plate.of(c)
    rock = tint("#a08c72") if light.snow == 0 else tint("#b8b4b0")
    for z0, z1 in itertools.pairwise(np.geomspace(75.0, 3.0, 26)):
        h0, h1 = (
            5.5 + 2.2 * math.sin(z0 * 0.31 + stage.phase) + 1.2 * math.sin(z0 * 0.83),
            5.5 + 2.2 * math.sin(z1 * 0.31 + stage.phase) + 1.2 * math.sin(z1 * 0.83),
        )
        xa, xb = way.middle(float(z0)) + s * (way.half + 1.6), way.middle(float(z1)) + s * (way.half + 1.6)
        foot, top = (
            (v.at(xa, 0, z0), v.at(xb, 0, z1)),
            (v.at(xa + s * 2.2, h0, z0), v.at(xb + s * 2.2, h1, z1)),
        )
        tone = rock * np.float32(rng.uniform(0.86, 1.1))
        plate.shape([foot[0], foot[1], top[1], top[0]], tone, rng.uniform(0.3, 0.7))
        back = (v.at(xa + s * 30, h0 + 7, z0), v.at(xb + s * 30, h1 + 7, z1))
        plate.shape(
            [top[0], top[1], back[1], back[0]], tint("#7c8250") if light.snow == 0 else tint("#e6ebf3"), 0.6
        )
        for _ in range(3):
            u, y = rng.uniform(0, 1), rng.uniform(0.2, 0.9)
            p = v.at(xa + (xb - xa) * u + s * 2.2 * y, h0 * y, float(z0 + (z1 - z0) * u))
            k = v.scale(float(z0))
            plate.line(
                p,
                (p[0] + rng.uniform(-0.2, 0.2) * k, p[1] + rng.uniform(0.3, 1.0) * k),
                max(0.8, 0.05 * k),
                tone * np.float32(0.7),
                0.2,
            )
        if rng.random() < 0.5:
            pin = Pin(plate, *v.at(xb + s * 3.0, h1 + 0.2, float(z1)), v.scale(float(z1)))
            if rng.random() < 0.4:
                round_tree(pin, rng, light, rng.uniform(3, 4.5))
            else:
                bush(pin, rng, 1.6, 1.0, tone="#66743f", flowers="#d86a9a" if rng.random() < 0.4 else "")
    return plate.layer(stage, v.depth(12.0), Finish(fog=0.05 + 0.12 * light.haze, rim_by=1.6))
