"""A basketball court between houses: a hoop, a fence, a painted wall."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.backdrop import Stage
from cinematic.building_styles import STYLES
from cinematic.firmament import firmament
from cinematic.fronts import terrace
from cinematic.light import city_glow
from cinematic.outdoors import Halos, Pin, bench, round_tree
from cinematic.passers import Passer, Passers
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.sky import mist_layer, sun_at
from cinematic.skyline import skyline
from cinematic.surfaces import Surface, blend, near, step
from cinematic.vista import Pool, Vista, ground, sun_haze

_PAINTS = (("#2f7a86", "#d8743c"), ("#5a4a8a", "#e0a84a"), ("#a8483c", "#3c6a5a"), ("#3c5a8a", "#c8b04a"))
_HOOP, _FENCE = 14.5, 19.0


def basketball(stage: Stage) -> list[Element]:
    stage = replace(stage, light=city_glow(stage.light))
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    v = Vista(cx=c.dw / 2 + side * 60, horizon=524.0, eye=2.3)
    paint, key = _PAINTS[rng.integers(4)]
    sun = sun_at(light, c, 520.0, side * 0.5)
    elements = firmament(stage, 560.0, sun, milky=0.1)
    elements.append(skyline(stage, v.horizon + 30, 80, 260, 26, 66, (2, 3, 3, 4), 0.5, 0.15, sun[0]))
    elements.append(mist_layer(rng, c, light.fog, v.horizon + 6, 40, 0.2 + 0.5 * light.haze, 0.16, 6))
    houses = Plate.of(c)
    k = v.scale(30.0)
    t = terrace(
        rng, light, STYLES[("brick", "old", "south")[rng.integers(3)]], c.dw / k + 4, k * c.unit, lit=0.6
    )
    houses.stamp(t.plate, -30, v.at(0, 0, 30.0)[1], k)
    gap = c.dw / 2 - side * c.dw * 0.12
    houses.hole([(gap, 0), (gap + 9 * k, 0), (gap + 9 * k, c.dh), (gap, c.dh)])
    elements.append(
        houses.layer(stage, v.depth(30.0), Finish(fog=0.10 + 0.2 * light.haze, spill=0.3, brightness=1.1))
    )
    elements.append(sun_haze(stage, sun[0], sun[1], 460.0, 0.25, 0.4))
    elements.append(_wall_and_fence(stage, v))
    lamps = ((-7.5, 17.5), (7.5, 17.5))
    pools = tuple(Pool(x * 0.6, z - 4, 6.5, color("#ffe0b0"), 0.45 * light.lamps) for x, z in lamps)
    elements.append(
        ground(
            stage,
            v,
            v.at(0, 0, _FENCE)[1],
            _court(paint, key, light.snow > 0),
            pools=pools,
            lit=0.52,
            brightness=0.95,
        )
    )
    things, halos = _things(stage, v, lamps)
    people = []
    for _ in range(5):
        z = float(rng.uniform(11, 17))
        x, y = v.at(rng.uniform(-6, 6), 0, z)
        people.append(
            Passer(
                x, y, v.scale(z) * 1.75, v.depth(z), float(rng.choice([-1.0, 0.0, 1.0])) * v.scale(z) * 0.4
            )
        )
    elements.append(
        Passers(rng, light, people, fog=0.1 * light.haze, clothes=(key, paint, "#e8e4da", "#2c2e34"))
    )
    elements.append(things)
    if halos:
        elements.append(Halos(halos, v.depth(17.0)))
    x, y = v.at(-side * 1.6, 0, 7.2)
    elements.append(
        stage.hero(
            x=x,
            y=y,
            height=v.scale(7.2) * 1.75,
            depth=0.7,
            light_x=sun[0],
            facing=side,
            travel=380,
            brightness=1.1,
        )
    )
    return elements


def _court(paint: str, key: str, snow: bool) -> Surface:
    def painted(x: F32, z: F32, tex: F32) -> F32:
        rgb = np.asarray(color(paint) * (0.85 + 0.3 * tex[..., None]), np.float32)
        aside, base = np.abs(x), _HOOP + 1.2
        out = np.maximum(step(7.5, 7.6, aside), step(base, base + 0.1, z))
        rgb = blend(rgb, color("#5c5a5e") * (0.85 + 0.3 * tex[..., None]), out)
        inside = step(2.5, 2.4, aside) * step(base - 5.8, base - 5.7, z) * step(base, base - 0.1, z)
        rgb = blend(rgb, color(key) * (0.85 + 0.3 * tex[..., None]), inside)
        w = 0.05 + 0.001 * z
        line = near(aside, 2.45, w) * step(base - 5.8, base - 5.7, z) * step(base, base - 0.1, z)
        line = (
            line
            + near(z, base - 5.8, w * 1.5) * step(2.5, 2.4, aside)
            + near(z, base, w * 1.5) * step(7.6, 7.5, aside)
        )
        line = line + near(aside, 7.55, w) * step(base, base - 0.1, z)
        line = line + near(np.hypot(x, z - (base - 5.8)), 1.8, w)
        line = line + near(np.hypot(x, z - _HOOP), 6.75, w * 1.2) * step(base, base - 0.1, z)
        rgb = blend(rgb, color("#efece2"), np.clip(line, 0, 1) * (0.6 + 0.3 * step(0.3, 0.55, tex)))
        return blend(rgb, color("#e6ecf4"), 0.62) if snow else rgb

    return painted


def _wall_and_fence(stage: Stage, v: Vista) -> Element:
    """A low wall with a mural behind wire netting."""
    c, rng = stage.canvas, stage.rng
    plate = Plate.of(c)
    (_, top), (_, foot) = v.at(0, 2.6, _FENCE + 2), v.at(0, 0, _FENCE)
    wall = tint("#a8a094")
    plate.box(-20, top, c.dw + 20, foot + 8, wall, 0.5)
    tones = [tint(t) for t in ("#c85a4a", "#e0b04a", "#3f7a8a", "#7a5a9a", "#e8dcc4", "#4a7a4a", "#d8788a")]
    x = -40.0
    while x < c.dw + 40:
        kind, w = int(rng.integers(3)), rng.uniform(60, 170)
        tone = tones[rng.integers(7)]
        if kind == 0:
            for k in range(4):
                r = (foot - top) * (0.9 - 0.2 * k)
                a = np.linspace(math.pi, 2 * math.pi, 16)
                plate.shape(
                    [(x + w / 2 + r * math.cos(t), foot + r * math.sin(t)) for t in a],
                    tones[(int(x) + k) % 7],
                    0.5,
                )
        elif kind == 1:
            plate.shape(
                [(x, foot), (x + w * 0.3, top + 6), (x + w * 0.7, top + 14), (x + w, foot)], tone, 0.5
            )
            plate.shape(
                [(x + w * 0.3, foot), (x + w * 0.55, top + 20), (x + w * 0.8, foot)],
                tones[rng.integers(7)],
                0.5,
            )
        else:
            for _ in range(5):
                plate.oval(
                    x + rng.uniform(0, w),
                    rng.uniform(top + 8, foot - 8),
                    rng.uniform(8, 20),
                    rng.uniform(8, 16),
                    tones[rng.integers(7)],
                    0.5,
                )
        x += w
    plate.box(-20, 0, c.dw + 20, top, tint("#000000"))
    plate.hole([(-30, -10), (c.dw + 30, -10), (c.dw + 30, top), (-30, top)])
    steel = mix(color("#9aa0a4"), color("#5a5e62"), 0.4)
    metre = v.scale(_FENCE)
    high = v.at(0, 4.2, _FENCE)[1]
    gap = 0.30 * metre
    for s in (-1, 1):
        for j in range(-30, int(c.dw / gap) + 30):
            start = j * gap
            plate.line((start, high), (start + s * (foot - high), foot), 0.8, steel)
    for y in (high, (high + foot) / 2):
        plate.line((-20, y), (c.dw + 20, y), 2.2, steel)
    for post in np.arange(-20, c.dw + 20, 3.0 * metre):
        plate.line((float(post), high - 3), (float(post), foot), 3.0, steel * np.float32(0.8))
    return plate.layer(stage, v.depth(_FENCE), Finish(fog=0.05 + 0.1 * stage.light.haze, rim=0.2))


def _things(
    stage: Stage, v: Vista, lamps: tuple[tuple[float, float], ...]
) -> tuple[Element, list[tuple[float, float, float, F32, float]]]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    halos: list[tuple[float, float, float, F32, float]] = []
    for x, z in lamps:
        pin = Pin(plate, *v.at(x, 0, z), v.scale(z))
        pin.line((0, 0), (0, 6.4), 0.14, tint("#3c3e44"))
        pin.box(-0.6, 6.3, 0.6, 6.6, tint("#2c2e34"))
        if light.lamps > 0.3:
            pin.lamp([(-0.5, 6.3), (0.5, 6.3), (0.5, 6.44), (-0.5, 6.44)], color("#fff0d0"))
            halos.append((*pin.at(0, 6.35), 190.0, color("#ffd8a0"), 0.8 * light.lamps))
    for x, z in ((-9.4, 18.0), (9.8, 17.6)):
        round_tree(Pin(plate, *v.at(x, 0, z), v.scale(z)), rng, light, rng.uniform(5, 6.5))
    for x in (-side * 5.4, side * 6.0):
        bench(Pin(plate, *v.at(x, 0, 16.6), v.scale(16.6)))
    hoop = Pin(plate, *v.at(0, 0, _HOOP + 1.2), v.scale(_HOOP))
    steel = tint("#4a4e56")
    hoop.line((0, 0), (0, 3.1), 0.2, steel)
    hoop.line((0, 2.6), (0, 3.4), 0.14, steel)
    hoop.box(-0.95, 2.9, 0.95, 4.0, tint("#ece9e0"), 0.75)
    for a, b, d, e in (
        (-0.95, 2.9, 0.95, 2.96),
        (-0.95, 3.94, 0.95, 4.0),
        (-0.95, 2.9, -0.89, 4.0),
        (0.89, 2.9, 0.95, 4.0),
    ):
        hoop.box(a, b, d, e, tint("#c8483c"), 0.6)
    for a, b, d, e in (
        (-0.3, 3.08, 0.3, 3.12),
        (-0.3, 3.52, 0.3, 3.56),
        (-0.3, 3.08, -0.26, 3.56),
        (0.26, 3.08, 0.3, 3.56),
    ):
        hoop.box(a, b, d, e, tint("#c8483c"), 0.6)
    ring = [(0.24 * math.cos(t), 3.03 + 0.05 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 20)]
    for k in range(9):
        u = -0.23 + 0.46 * k / 8
        hoop.line((u, 3.0), (u * 0.6 + 0.04, 2.6), 0.015, tint("#e8e4da"))
        hoop.line((u, 3.0), (u * 0.6 - 0.04, 2.6), 0.015, tint("#e8e4da"))
    for p, q in itertools.pairwise(ring):
        hoop.line(p, q, 0.05, tint("#e0602c"))
    ball = Pin(plate, *v.at(side * 1.9, 0, 9.6), v.scale(9.6))
    ball.oval(0.02, 0.0, 0.16, 0.04, tint("#20242a"), 0.1)
    ball.oval(0, 0.13, 0.13, 0.13, tint("#d8743c"), 0.7)
    ball.line((-0.12, 0.13), (0.12, 0.13), 0.012, tint("#3c2418"))
    ball.line((0, 0.01), (0, 0.25), 0.012, tint("#3c2418"))
    return plate.layer(stage, v.depth(15.0), Finish(fog=0.03, rim=0.5, rim_by=1.0)), halos
