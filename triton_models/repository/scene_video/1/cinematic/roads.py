"""Roads: which of them a scene shows; winding ones over level ground, lit by cars at night."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from cinematic.backdrop import Stage
from cinematic.countryside import distant_hills
from cinematic.firmament import firmament, variant
from cinematic.high_roads import coast_road, mountain_pass
from cinematic.meadow import grassland
from cinematic.outdoors import Pin, bush, palm, poplar, round_tree
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.sky import mist_layer, sun_at
from cinematic.vectors import Point
from cinematic.vista import Vista, sun_haze
from cinematic.ways import Way, road_ground, road_vista, tarmac, travellers


def road(stage: Stage) -> list[Element]:
    """One of the roads, by the seed; in a film the next scene on a road shows another."""
    return ROADS[variant(stage, len(ROADS))](stage)


def country_road(stage: Stage) -> list[Element]:
    """Past fields, with poles and wires along it."""
    side = stage.side
    v = road_vista(stage)
    elements, sun = distant_hills(stage, 510.0)
    way = Way(bend=side * 5.0, length=13.0)
    elements.append(road_ground(stage, v, tarmac(way, "#6f8244", snow=stage.light.snow > 0)))
    elements.append(_poles(stage, v, way))
    elements += travellers(stage, v, way, sun[0])
    elements.append(_verge(stage, flowers=26))
    return elements


def desert_highway(stage: Stage) -> list[Element]:
    """Straight to the end of the world, between table mountains."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    v = Vista(cx=c.dw / 2 + side * 20, horizon=536.0, eye=2.0)
    sun = sun_at(light, c, 530.0, side * 0.16)
    elements = firmament(stage, 548.0, sun)
    for base, tall, fog, depth, count in ((548.0, 90.0, 0.45, 0.12, 4), (552.0, 130.0, 0.22, 0.17, 3)):
        plate = Plate.of(c)
        for k in range(count):
            s = 1 if k % 2 else -1
            x = v.cx + s * (120 + rng.uniform(0.1, 0.5) * c.dw * (0.5 + 0.3 * k))
            w, h = rng.uniform(70, 190), tall * rng.uniform(0.5, 1.0)
            rock = tint(("#b06a44", "#a85f40", "#bc7a52")[rng.integers(3)])
            plate.shape(
                [
                    (x - w * 1.5, base + 6),
                    (x - w * 0.72, base - h * 0.45),
                    (x - w * 0.62, base - h),
                    (x + w * 0.6, base - h * 0.97),
                    (x + w * 0.72, base - h * 0.42),
                    (x + w * 1.5, base + 6),
                ],
                rock,
                0.5,
            )
            plate.shape(
                [
                    (x + w * 0.1, base - h * 0.98),
                    (x + w * 0.6, base - h * 0.97),
                    (x + w * 0.72, base - h * 0.42),
                    (x + w * 1.5, base + 6),
                    (x + w * 0.3, base + 6),
                ],
                rock * np.float32(0.85),
                0.15 if side < 0 else 0.8,
            )
            for j in range(3):
                y = base - h * (0.9 - 0.17 * j)
                plate.line(
                    (x - w * (0.62 + 0.03 * j), y),
                    (x + w * (0.6 + 0.03 * j), y),
                    2.2,
                    rock * np.float32(0.78),
                    0.4,
                )
        elements.append(
            plate.layer(
                stage, depth, Finish(fog=fog * (0.6 + light.haze), low_fog=0.25, foot=base, rim_by=1.6)
            )
        )
    elements.append(mist_layer(rng, c, light.fog, 548, 14, 0.2 + 0.4 * light.haze, 0.16, 3))
    elements.append(sun_haze(stage, sun[0], sun[1], 420.0, 0.17, 0.4))
    way = Way(half=3.4)
    elements.append(
        road_ground(
            stage, v, tarmac(way, "#b8875a", snow=light.snow > 0, verge="#a87850", yellow=True), top=8.0
        )
    )
    elements.append(_desert_things(stage, v, way))
    elements += travellers(stage, v, way, sun[0])
    return elements


def avenue(stage: Stage) -> list[Element]:
    """Between two rows of great trees whose crowns meet over it; or of poplars or palms."""
    c, light, rng, _side = stage.canvas, stage.light, stage.rng, stage.side
    v = road_vista(stage)
    elements, sun = distant_hills(stage, 505.0)
    way = Way(half=2.7)
    elements.append(
        road_ground(
            stage, v, tarmac(way, "#66793e", snow=light.snow > 0, verge="#8a7c5c", dirt=rng.random() < 0.5)
        )
    )
    kind = int(rng.integers(3 if light.snow == 0 else 2))
    gap = (5.2, 4.6, 4.8)[kind] * min(1.0, max(0.72, c.dw / 1500))
    tone = ("", "", "", "#c8842c", "#b8502c")[rng.integers(5)] if light.snow == 0 else ""
    for k, (low, high) in enumerate(((26.0, 90.0), (13.5, 26.0), (6.0, 13.5))):
        plate = Plate.of(c)
        z = high
        while z > low:
            for s in (-1.0, 1.0):
                pin = Pin(plate, *v.at(s * (gap + rng.uniform(-0.2, 0.2)), 0, z), v.scale(z))
                if kind == 1:
                    poplar(pin, rng, light, rng.uniform(10, 12.5))
                elif kind == 2:
                    palm(pin, rng, rng.uniform(8.5, 10.5))
                else:
                    round_tree(pin, rng, light, rng.uniform(9.5, 11.5), blossom=tone)
            z *= 0.86
        z = math.sqrt(low * min(high, 60))
        elements.append(
            plate.layer(
                stage,
                v.depth(z),
                Finish(fog=(0.05 + 0.3 * light.haze) * min(1.0, z / 30), rim_by=1.6, sway=0.0),
            )
        )
        if k == 0:
            elements.append(sun_haze(stage, v.cx, v.horizon - 40, 380.0, 0.2, 0.5))
    elements += travellers(stage, v, way, sun[0], cars=kind == 2)
    return elements


def _verge(stage: Stage, *, flowers: int) -> Element:
    c = stage.canvas
    return grassland(
        stage,
        lambda u: 880 - 56 * min(1.0, abs(u - c.dw / 2) / (c.dw * 0.4)) ** 2 + 6 * math.sin(u / 90),
        0.96,
        730,
        rows=380,
        low=20,
        high=56,
        brightness=0.45,
        flowers=flowers,
        heads=0.3,
    )


def _poles(stage: Stage, v: Vista, way: Way) -> Element:
    c, light, side = stage.canvas, stage.light, stage.side
    plate = Plate.of(c)
    wood = tint("#5a4a3c")
    previous: list[Point] | None = None
    for z in (92.0, 70.0, 53.0, 40.0, 30.0, 22.5, 16.8, 12.5, 9.0):
        x, k = -side * 8.5, v.scale(z)
        plate.line(v.at(x, 0, z), v.at(x, 7.2, z), max(1.0, 0.2 * k), wood)
        ends = []
        for y in (6.7, 6.1):
            plate.line(v.at(x - 0.9, y, z), v.at(x + 0.9, y, z), max(0.9, 0.11 * k), wood)
            ends += [v.at(x - 0.8, y + 0.1, z), v.at(x + 0.8, y + 0.1, z)]
        if previous:
            for p, q in zip(previous, ends, strict=True):
                sag = 0.05 * math.hypot(q[0] - p[0], q[1] - p[1])
                plate.chain(
                    [
                        (p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t + sag * math.sin(math.pi * t))
                        for t in np.linspace(0, 1, 10)
                    ],
                    max(0.8, 0.02 * k),
                    wood * np.float32(0.8),
                )
        previous = ends
    return plate.layer(stage, v.depth(15.0), Finish(fog=0.05 + 0.1 * light.haze, rim_by=1.0, brightness=0.85))


def _desert_things(stage: Stage, v: Vista, way: Way) -> Element:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    wood = tint("#6a5644")
    previous: Point | None = None
    for z in (95.0, 70.0, 52.0, 38.0, 28.0, 20.5, 15.0, 11.0):
        x, k = side * (way.half + 5.0), v.scale(z)
        plate.line(v.at(x, 0, z), v.at(x, 6.2, z), max(1.0, 0.18 * k), wood)
        plate.line(v.at(x - 0.7, 5.8, z), v.at(x + 0.7, 5.8, z), max(0.9, 0.1 * k), wood)
        top = v.at(x, 5.9, z)
        if previous:
            mid = ((previous[0] + top[0]) / 2, (previous[1] + top[1]) / 2 + 0.04 * abs(top[0] - previous[0]))
            plate.chain([previous, mid, top], 0.9, wood * np.float32(0.8))
        previous = top
    for z in np.sort(rng.uniform(9, 60, 24))[::-1]:
        s = float(rng.choice([-1, 1]))
        pin = Pin(plate, *v.at(s * (way.half + rng.uniform(2.0, 22)), 0, float(z)), v.scale(float(z)))
        if rng.random() < 0.3:
            green, h = tint("#5c7048"), rng.uniform(2.0, 3.6)
            pin.line((0, 0), (0, h), 0.42, green)
            for a in (-1, 1):
                if rng.random() < 0.7:
                    y = h * rng.uniform(0.35, 0.55)
                    pin.line((0, y), (a * 0.8, y + 0.1), 0.3, green)
                    pin.line((a * 0.8, y + 0.1), (a * 0.8, y + h * 0.32), 0.3, green)
        else:
            bush(
                pin,
                rng,
                rng.uniform(0.8, 1.6),
                rng.uniform(0.4, 0.8),
                tone=("#8a8450", "#7a8458", "#a08a58")[rng.integers(3)],
            )
    sign = Pin(plate, *v.at(side * (way.half + 1.6), 0, 17.0), v.scale(17.0))
    sign.line((0, 0), (0, 1.6), 0.07, tint("#8a8c8e"))
    sign.shape([(-0.5, 1.95), (0, 1.45), (0.5, 1.95), (0, 2.45)], tint("#e0b03c"), 0.7)
    sign.shape(
        [(-0.08, 1.72), (0.08, 1.72), (0.08, 2.0), (0.2, 2.0), (0, 2.24), (-0.2, 2.0), (-0.08, 2.0)],
        tint("#2c2a28"),
        0.6,
    )
    return plate.layer(stage, v.depth(15.0), Finish(fog=0.04 + 0.1 * light.haze, rim_by=1.1))


ROADS: tuple[Callable[[Stage], list[Element]], ...] = (
    country_road,
    mountain_pass,
    desert_highway,
    avenue,
    coast_road,
)
