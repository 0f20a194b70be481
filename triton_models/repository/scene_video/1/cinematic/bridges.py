"""On a bridge: cables or arches overhead, the river to both sides, the city at its end."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from cinematic.arrays import F32, color
from cinematic.backdrop import Stage
from cinematic.belonging import Ground
from cinematic.firmament import firmament
from cinematic.light import city_glow
from cinematic.outdoors import Halos, Pin, street_lamp
from cinematic.passers import Passer, Passers
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.sky import mist_layer, sun_at
from cinematic.skyline import skyline
from cinematic.surfaces import carriageway
from cinematic.traffic import Car, Traffic
from cinematic.vectors import Point
from cinematic.vista import Pool, Vista, ground, sun_haze
from cinematic.water import Water

_TOWERS = (20.0, 62.0)


def bridge(stage: Stage) -> list[Element]:
    stage = replace(stage, light=city_glow(stage.light))
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    narrow = min(1.0, max(0.55, c.dw / 1500))
    half, road = 6.2 * narrow, 3.4 * narrow
    v = Vista(cx=c.dw / 2 + side * c.dw * 0.07, horizon=530.0, eye=2.3)
    sun = sun_at(light, c, 520.0, side * 0.35)
    elements = firmament(stage, 560.0, sun, milky=0.1)
    for base, low, high, distance, depth in (
        (540.0, 40.0, 190.0, 0.62, 0.13),
        (546.0, 26.0, 130.0, 0.40, 0.17),
    ):
        elements.append(skyline(stage, base, low, high, 22, 56, (2, 3, 3, 4), distance, depth, sun[0]))
    elements.append(mist_layer(rng, c, light.fog, 536, 22, 0.3 + 0.5 * light.haze, 0.17, 6))
    elements.append(
        Water(
            rng,
            y=v.horizon + 14,
            depth=0.17,
            tint=light.water * np.float32(0.85),
            reflect=0.9 if light.dark else 0.76,
            sun_x=sun[0],
            sun_height=max(40.0, (520 - sun[1]) * 0.7),
            glint=0.7 * light.glow * (0 if light.moon else 1),
            glint_tint=light.sun,
            chop=0.5 + 0.5 * light.wind,
        )
    )
    pools = [
        Pool(s * half * 0.8, z, 3.0, color("#ffc070"), 0.35 * light.lamps)
        for s in (-1, 1)
        for z in (9.0, 14.0, 22.0, 34.0)
    ]
    elements.append(sun_haze(stage, sun[0], sun[1], 460.0, 0.18))
    elements.append(
        ground(
            stage,
            v,
            v.horizon + 10,
            carriageway(half, road, walk="planks", zebra=False, snow=light.snow > 0),
            pools=tuple(pools),
            lit=0.5,
            brightness=0.85,
            half=half,
        )
    )
    steel = tint(("#8a4a3c", "#5f6b6a", "#7d8890", "#4f6b62")[rng.integers(4)])
    far, near, halos = _span(stage, v, half, steel)
    elements.append(far)
    people = []
    for _ in range(7):
        z, s = float(rng.uniform(11, 36)), float(rng.choice([-1, 1]))
        x, y = v.at(s * rng.uniform(road + 0.6, half - 0.5), 0, z)
        people.append(Passer(x, y, v.scale(z) * rng.uniform(1.5, 1.8), v.depth(z), 0.0, True))
    elements.append(Passers(rng, light, people, fog=0.4 * light.haze))
    cars = [
        Car(road * 0.5, 50 + float(rng.uniform(0, 20)), -4.0),
        Car(-road * 0.5, 22 + float(rng.uniform(0, 8)), 4.2),
    ]
    elements.append(Traffic(rng, light, v, cars, shine=light.wet))
    elements.append(near)
    if halos:
        elements.append(Halos(halos, 0.45))
    x, y = v.at(-side * (road + half) * 0.5, 0, 7.0)
    elements.append(
        stage.hero(
            x=x,
            y=y,
            height=v.scale(7.0) * 1.74,
            depth=0.7,
            light_x=sun[0],
            travel=300,
            brightness=1.1,
            underfoot=Ground.BRIDGE,
        )
    )
    return elements


def _span(
    stage: Stage, v: Vista, half: float, steel: F32
) -> tuple[Element, Element, list[tuple[float, float, float, F32, float]]]:
    """Towers, cables with their hangers, rails and lamps: beyond the near tower and this side of it."""
    c, light = stage.canvas, stage.light
    far, near = Plate.of(c), Plate.of(c)
    halos: list[tuple[float, float, float, F32, float]] = []
    top = 17.0
    for z in _TOWERS[::-1]:
        _tower(Pin(far, *v.at(0, 0, z), v.scale(z)), half, top, steel)
    for s in (-1.0, 1.0):
        for a, b, plate in ((_TOWERS[0], _TOWERS[1], far), (-22.0, _TOWERS[0], near)):
            _cable(plate, v, s * half, a, b, top, steel)
        rail = _rail(c.unit, steel)
        v.wall(near, rail[0], s * half, 3.2, 21.2, 1.15)
        v.wall(far, rail[1], s * half, 19.5, 75.5, 1.15)
        for z in (34.0, 22.0, 14.0, 9.0):
            plate = far if z > 19 else near
            x, y = street_lamp(Pin(plate, *v.at(s * (half - 0.2), 0, z), v.scale(z)), light)
            if light.lamps > 0.3:
                halos.append((x, y, v.scale(z) * 1.8, color("#ffc987"), 0.8 * light.lamps))
    finish = Finish(fog=0.04, rim=0.55, rim_by=1.3, snow=0.5)
    return (
        far.layer(stage, v.depth(28.0), replace(finish, fog=0.08 + 0.25 * light.haze)),
        near.layer(stage, v.depth(11.0), finish),
        halos,
    )


def _tower(pin: Pin, half: float, top: float, steel: F32) -> None:
    for s in (-1, 1):
        x = s * (half + 0.2)
        pin.shape([(x - 0.75, -1), (x + 0.75, -1), (x + 0.55, top), (x - 0.55, top)], steel, 0.4)
        pin.shape([(x + 0.25, -1), (x + 0.75, -1), (x + 0.55, top), (x + 0.2, top)], steel, 0.75)
        pin.box(x - 0.8, top - 0.4, x + 0.8, top + 0.5, steel * np.float32(1.1), 0.6)
    for y in (6.6, 11.4, 16.0):
        pin.box(-half, y, half, y + 0.9, steel, 0.55)
    for y0, y1 in ((7.5, 11.4), (12.3, 16.0)):
        pin.line((-half, y0), (half, y1), 0.4, steel * np.float32(0.9))
        pin.line((half, y0), (-half, y1), 0.4, steel * np.float32(0.9))


def _cable(plate: Plate, v: Vista, x: float, z0: float, z1: float, top: float, steel: F32) -> None:
    """A main cable that hangs in a parabola between two towers, with hangers down to the deck."""
    sag = top - 2.2
    previous: Point | None = None
    for z in np.linspace(z0, z1, 61):
        if z < 3.4:
            continue
        u = (float(z) - z0) / (z1 - z0)
        y = top - 4 * sag * u * (1 - u)
        at = v.at(x, y, float(z))
        k = v.scale(float(z))
        if previous:
            plate.line(previous, at, max(1.4, 0.22 * k), steel * np.float32(0.85))
        previous = at
    for z in np.arange(math.ceil(max(z0, 4) / 2.2) * 2.2, z1, 2.2):
        u = (float(z) - z0) / (z1 - z0)
        y = top - 4 * sag * u * (1 - u)
        plate.line(
            v.at(x, y, float(z)),
            v.at(x, 1.0, float(z)),
            max(0.8, 0.05 * v.scale(float(z))),
            steel * np.float32(0.7),
        )


def _rail(unit: float, steel: F32) -> tuple[Plate, Plate]:
    out = []
    for length, scale in ((18.0, 70.0), (56.0, 14.0)):
        p = Plate.elevation(length, 1.15, scale * unit)
        dark = steel * np.float32(0.6)
        for x in np.arange(0, length, 0.22):
            p.box(float(x), 0.1, float(x) + 0.05, 1.05, dark)
        for x in np.arange(0, length, 2.2):
            p.box(float(x), 0, float(x) + 0.14, 1.15, steel)
        p.box(0, 1.03, length, 1.15, steel * np.float32(1.1), 0.7)
        p.box(0, 0.08, length, 0.16, steel)
        out.append(p)
    return out[0], out[1]
