"""A swimming pool: lanes of ropes over lit water, starting blocks, palms or trees around."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.backdrop import Stage
from cinematic.countryside import distant_hills
from cinematic.outdoors import Halos, Pin, bunting, palm, round_tree
from cinematic.passers import Passer, Passers
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.stands import far_stand, floodlights
from cinematic.surfaces import stones
from cinematic.vista import Pool, Vista, ground
from cinematic.water import Water

_NEAR, _FAR, _HALF, _LANE = 9.4, 34.0, 9.0, 2.25


def swimming(stage: Stage) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage, 480.0)
    v = Vista(cx=c.dw / 2 + side * 40, horizon=516.0, eye=2.7)
    elements += floodlights(stage, v, [(-19.0, 48.0), (19.0, 48.0)], 14.0)
    elements += far_stand(stage, v, 40.0, rows=5, roof=rng.random() < 0.5, fill=0.6)
    elements.append(_greenery(stage, v))
    water = color("#2a9fb0") if not light.dark else color("#1c8aa0")
    elements.append(
        Water(
            rng,
            y=v.at(0, 0, _FAR + 4)[1],
            depth=v.depth(20.0),
            tint=mix(light.shade(water, 0.5), water, 0.45 if light.dark else 0.2),
            reflect=0.42,
            sun_x=sun[0],
            sun_height=90.0,
            glint=0.5 * light.glow * (0 if light.moon else 1),
            glint_tint=light.sun,
            chop=0.35 + 0.4 * light.wind,
        )
    )
    glow = tuple(
        Pool(x, z, 2.6, color("#5fe0e8"), 0.30 * light.lamps)
        for x in (-_HALF - 1, _HALF + 1)
        for z in (12.0, 19.0, 27.0)
    )
    deck = stones(
        color(("#d0c8ba", "#bcc0c0", "#d0bca8")[rng.integers(3)]),
        0.6,
        0.6,
        contrast=0.12,
        snow=light.snow > 0,
    )
    elements.append(
        ground(
            stage,
            v,
            v.at(0, 0, 38.0)[1],
            deck,
            pools=glow,
            lit=0.6,
            brightness=0.9,
            cut=_basin,
        )
    )
    ropes, halos = _ropes(stage, v)
    elements.append(ropes)
    if halos:
        elements.append(Halos(halos, v.depth(18.0)))
    people = []
    for _ in range(6):
        z, s = float(rng.uniform(13, 32)), float(rng.choice([-1, 1]))
        x, y = v.at(s * rng.uniform(_HALF + 0.8, _HALF + 3), 0, z)
        people.append(Passer(x, y, v.scale(z) * 1.7, v.depth(z), 0.0, rng.random() < 0.5))
    elements.append(
        Passers(
            rng, light, people, fog=0.1 * light.haze, clothes=("#c8483c", "#3c78c8", "#ece8e0", "#e0b03c")
        )
    )
    elements.append(_blocks(stage, v))
    x, y = v.at(-side * 1.2, 0, 7.6)
    elements.append(
        stage.hero(
            x=x,
            y=y,
            height=v.scale(7.6) * 1.75,
            depth=0.68,
            light_x=sun[0],
            facing=side,
            travel=360,
            brightness=1.1,
        )
    )
    return elements


def _basin(x: F32, z: F32) -> F32:
    return np.asarray(np.minimum(_HALF - np.abs(x), np.minimum(z - _NEAR, _FAR - z)), np.float32)


def _greenery(stage: Stage, v: Vista) -> Element:
    c, light, rng = stage.canvas, stage.light, stage.rng
    plate = Plate.of(c)
    palms = rng.random() < 0.5
    for k in range(9):
        z = 37.5
        pin = Pin(plate, *v.at(-26 + 6.5 * k + rng.uniform(-2, 2), 0, z), v.scale(z))
        if palms:
            palm(pin, rng, rng.uniform(6, 9))
        else:
            round_tree(pin, rng, light, rng.uniform(4, 6.5))
    return plate.layer(stage, v.depth(38.0), Finish(fog=0.08 + 0.15 * light.haze, rim=0.5, rim_by=1.0))


def _ropes(stage: Stage, v: Vista) -> tuple[Element, list[tuple[float, float, float, F32, float]]]:
    """Ropes of floats between the lanes, the rim of the basin, lamps under water, flags above."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    plate = Plate.of(c)
    halos: list[tuple[float, float, float, F32, float]] = []
    for k in range(-3, 4):
        x = k * _LANE
        z, j = _FAR, 0
        while z > _NEAR + 0.1:
            step = 0.16 * z / 9.4
            tone = (
                tint("#d8483c" if (j // 6) % 2 else "#ece8e0")
                if abs(k) % 2
                else tint("#2f6fb0" if (j // 6) % 2 else "#ece8e0")
            )
            a, b = v.at(x, 0.02, z), v.at(x, 0.02, z - step * 0.8)
            plate.line(a, b, max(1.0, 0.11 * v.scale(z)), tone, 0.6)
            z -= step
            j += 1
    rim = tint("#e8e6de")
    for s in (-1, 1):
        plate.shape(
            [
                v.at(s * _HALF, 0, _NEAR),
                v.at(s * _HALF, 0, _FAR),
                v.at(s * (_HALF + 0.35), 0, _FAR),
                v.at(s * (_HALF + 0.35), 0, _NEAR),
            ],
            rim,
            0.7,
        )
    for z, d in ((_FAR, 0.5), (_NEAR, -0.35)):
        plate.shape(
            [
                v.at(-_HALF - 0.35, 0, z),
                v.at(_HALF + 0.35, 0, z),
                v.at(_HALF + 0.35, 0, z + d),
                v.at(-_HALF - 0.35, 0, z + d),
            ],
            rim,
            0.7,
        )
    for z in (28.0, 14.5):
        p, q = v.at(-_HALF - 0.4, 1.9, z), v.at(_HALF + 0.4, 1.9, z)
        for e in (p, q):
            plate.line(e, (e[0], v.at(0, 0, z)[1]), max(1.4, 0.08 * v.scale(z)), tint("#8a9094"))
        bunting(plate, rng, p, q, 0.30 * v.scale(z), 0.12 * v.scale(z))
    chair = Pin(plate, *v.at(_HALF + 1.2, 0, 21.0), v.scale(21.0))
    for s in (-1, 1):
        chair.line((s * 0.5, 0), (s * 0.35, 2.2), 0.09, rim)
    chair.box(-0.45, 2.1, 0.45, 2.25, tint("#d8483c"), 0.6)
    chair.box(-0.45, 2.25, -0.3, 3.0, tint("#d8483c"), 0.6)
    if light.lamps > 0.3:
        for x in (-6.75, -2.25, 2.25, 6.75):
            for z in (12.5, 20.0, 30.0):
                halos.append((*v.at(x, 0, z), 2.4 * v.scale(z), color("#6ff0ee"), 0.40 * light.lamps))
    return plate.layer(stage, v.depth(18.0), Finish(fog=0.04, rim=0.2, snow=0.0)), halos


def _blocks(stage: Stage, v: Vista) -> Element:
    c = stage.canvas
    plate = Plate.of(c)
    for k in range(-4, 4):
        pin = Pin(plate, *v.at((k + 0.5) * _LANE, 0, _NEAR - 0.5), v.scale(_NEAR - 0.5))
        pin.box(-0.12, 0, 0.12, 0.5, tint("#8a9094"))
        pin.shape([(-0.30, 0.50), (0.30, 0.50), (0.28, 0.66), (-0.28, 0.66)], tint("#2f6fb0"), 0.6)
        pin.shape([(-0.28, 0.66), (0.28, 0.66), (0.24, 0.76), (-0.24, 0.76)], tint("#dfe3e4"), 0.8)
    return plate.layer(stage, v.depth(_NEAR - 0.5), Finish(fog=0.02, rim=0.4, rim_by=1.0))
