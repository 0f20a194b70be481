"""On a flat roof above the city: water tanks, washing and string lights against the towers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.backdrop import Stage
from cinematic.belonging import Ground
from cinematic.building_styles import STYLES
from cinematic.firmament import firmament
from cinematic.fronts import terrace
from cinematic.light import city_glow
from cinematic.outdoors import Halos, Pin, bench, bulbs, planter, washing
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.sky import mist_layer, sun_at
from cinematic.skyline import skyline
from cinematic.smoke import Chimneys
from cinematic.surfaces import felt
from cinematic.vista import Pool, Vista, ground, sun_haze

_EDGE = 11.0


def rooftop(stage: Stage) -> list[Element]:
    stage = replace(stage, light=city_glow(stage.light))
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    v = Vista(cx=c.dw / 2 - side * 40, horizon=520.0, eye=2.4)
    sun = sun_at(light, c, 540.0, side * 0.6)
    elements = firmament(stage, 590.0, sun, milky=0.1)
    for base, low, high, narrow, wide, window, distance, depth in (
        (600.0, 90.0, 330.0, 22.0, 54.0, (2, 3, 3, 4), 0.62, 0.13),
        (640.0, 90.0, 330.0, 40.0, 90.0, (3, 4, 4, 6), 0.36, 0.21),
    ):
        elements.append(skyline(stage, base, low, high, narrow, wide, window, distance, depth, sun[0]))
        elements.append(mist_layer(rng, c, light.fog, base - 30, 46, 0.2 + 0.5 * light.haze, depth + 0.02, 6))
    elements += _neighbours(stage)
    elements.append(sun_haze(stage, sun[0], sun[1], 520.0, 0.33))
    foot = v.at(0, 0, _EDGE)[1]
    near, far, halos = _things(stage, v)
    elements.append(far)
    pools = tuple(Pool(x, z, 2.6, color("#ffc070"), 0.35 * light.lamps) for x, z in ((-2.0, 8.5), (2.5, 8.0)))
    elements.append(
        ground(stage, v, foot - 1, felt(snow=light.snow > 0), pools=pools, lit=0.5, brightness=0.95)
    )
    elements.append(near)
    if halos:
        elements.append(Halos(halos, 0.6))
    steam = v.at(side * 4.2, 1.5, 9.6)
    elements.append(Chimneys(rng, [steam], v.depth(9.6), mix(light.fog, light.cloud_lit, 0.5)))
    x, y = v.at(-side * 0.5, 0, 7.0)
    elements.append(
        stage.hero(
            x=x,
            y=y,
            height=v.scale(7.0) * 1.74,
            depth=0.7,
            light_x=sun[0],
            travel=300,
            brightness=1.1,
            underfoot=Ground.ROOF,
        )
    )
    return elements


def _neighbours(stage: Stage) -> list[Element]:
    """The fronts across the street, cut off by our parapet, tanks on their roofs."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    k, foot = 17.0, 800.0
    t = terrace(
        rng, light, STYLES["brick" if rng.random() < 0.6 else "old"], c.dw / k + 4, k * c.unit, lit=0.6
    )
    gap = c.dw / 2 + side * c.dw * rng.uniform(0.05, 0.16)
    for x in (gap - c.dw * 0.16, gap + c.dw * 0.30, gap - c.dw * 0.42):
        water_tank(Pin(plate, x, foot - k * 14.2, k * 0.9), stage.light.snow > 0)
    plate.stamp(t.plate, -20, foot, k)
    plate.hole([(gap, 0), (gap + 3.4 * k, 0), (gap + 3.4 * k, c.dh), (gap, c.dh)])
    finish = Finish(
        fog=0.10 + 0.22 * light.haze, low_fog=0.2, foot=720, brightness=1.1, spill=0.3, rim_by=1.4
    )
    return [plate.layer(stage, 0.32, finish)]


def water_tank(pin: Pin, snow: bool) -> None:
    """A wooden tank on an iron frame, its foot at the pin."""
    iron, wood = color("#33302f"), color("#6b5240")
    for x in (-1.1, -0.4, 0.4, 1.1):
        pin.line((x, 0), (x * 0.9, 1.8), 0.12, iron)
    pin.line((-1.1, 0.1), (1.0, 1.7), 0.06, iron)
    pin.line((1.1, 0.1), (-1.0, 1.7), 0.06, iron)
    pin.box(-1.35, 1.75, 1.35, 1.95, iron)
    for k in range(12):
        a, b = -1.25 + 2.5 * k / 12, -1.25 + 2.5 * (k + 1) / 12
        shade = 0.55 + 0.6 * math.sin(math.pi * (k + 0.5) / 12)
        pin.box(a, 1.95, b, 4.3, wood * np.float32(shade), 0.2 + 0.5 * math.sin(math.pi * (k + 0.5) / 12))
    for y in (2.3, 3.1, 3.9):
        pin.box(-1.27, y, 1.27, y + 0.06, iron)
    pin.shape([(-1.45, 4.28), (1.45, 4.28), (0, 5.3)], color("#e8edf4") if snow else color("#4f463e"), 0.6)


def _things(stage: Stage, v: Vista) -> tuple[Element, Element, list[tuple[float, float, float, F32, float]]]:
    """The parapet and what stands on the roof: (near, at the edge, halos)."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    snow = light.snow > 0
    far, near = Plate.of(c), Plate.of(c)
    wall = tint(("#8a5a48", "#9a948a", "#7d7068")[rng.integers(3)])
    (_, top), (_, foot) = v.at(0, 1.0, _EDGE), v.at(0, 0, _EDGE)
    far.box(-20, top, c.dw + 20, foot + 14, wall, 0.3)
    k = v.scale(_EDGE)
    for j in range(5):
        y = top + (foot - top) * (j + 0.5) / 5
        for x in np.arange(-20 + (j % 2) * k * 0.35, c.dw + 20, k * 0.7):
            far.box(
                float(x), y, float(x) + k * 0.62, y + k * 0.15, wall * np.float32(rng.uniform(0.82, 1.1)), 0.3
            )
    far.box(
        -20,
        top - 0.12 * k,
        c.dw + 20,
        top + 0.04 * k,
        tint("#eef2f8") if snow else wall * np.float32(1.3),
        0.75,
    )
    water_tank(Pin(near, *v.at(side * 3.9 * min(1.0, c.dw / 1500), 0, 10.2), v.scale(10.2)), snow)
    halos: list[tuple[float, float, float, F32, float]] = []
    hut = Pin(near, *v.at(-side * 5.4 * min(1.0, c.dw / 1300), 0, 9.6), v.scale(9.6))
    hut.box(-1.5, 0, 1.5, 2.7, wall * np.float32(0.9), 0.4)
    hut.box(-1.7, 2.65, 1.7, 2.9, wall * np.float32(1.2), 0.7)
    hut.box(-0.55, 0, 0.55, 2.1, tint("#3a4a52"))
    hut.lamp_oval(0, 2.4, 0.13, 0.1, color("#ffe0a0") * np.float32(0.3 + 0.7 * light.lamps))
    if light.lamps > 0.3:
        halos.append((*hut.at(0, 2.35), 150.0, color("#ffc987"), 0.6 * light.lamps))
    aerial = Pin(near, *hut.at(side * 0.9, 2.9), hut.k)
    aerial.line((0, 0), (0, 1.9), 0.05, color("#2c2c30"))
    for y in (1.2, 1.5, 1.8):
        aerial.line((-0.5 + y * 0.1, y), (0.5 - y * 0.1, y), 0.04, color("#2c2c30"))
    for x, z in ((-side * 2.6, 10.4), (side * 1.9, 10.5)):
        unit = Pin(near, *v.at(x, 0, z), v.scale(z))
        unit.box(-0.6, 0.12, 0.6, 1.0, tint("#a8aaa8"), 0.5)
        unit.oval(0, 0.56, 0.34, 0.34, tint("#5a5c5e"))
        unit.oval(0, 0.56, 0.08, 0.08, tint("#2f3032"))
    for x, z in ((-side * 3.4, 8.6), (side * 2.6, 9.2), (-side * 1.6, 10.4)):
        planter(
            Pin(near, *v.at(x, 0, z), v.scale(z)),
            rng,
            flowers=("#d8506a", "#f0c050", "#e8e4f0")[rng.integers(3)],
        )
    bench(Pin(near, *v.at(side * 2.2, 0, 8.8), v.scale(8.8)))
    if light.wet == 0 and not snow and rng.random() < 0.5:
        washing(near, rng, hut.at(0.9 * side, 2.6), v.at(side * 2.9, 2.7, 10.2), v.scale(10.0))
    else:
        p, q = hut.at(side * 1.4, 2.8), v.at(side * 3.9, 3.4, 10.2)
        bulbs(near, p, q, 6.5, 46, light)
        bulbs(near, q, (c.dw / 2 + side * c.dw * 0.6, q[1] - 20), 6.5, 30, light)
    finish = Finish(fog=0.03, rim=0.6, rim_by=1.6)
    return near.layer(stage, v.depth(9.6), finish), far.layer(stage, v.depth(_EDGE), finish), halos
