"""A village on a hill: houses above houses up to a tower, terraces and cypresses between them."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.backdrop import Stage
from cinematic.countryside import distant_hills
from cinematic.dwellings import KINDS, dwelling
from cinematic.meadow import grassland
from cinematic.outdoors import Halos, Pin, bush, cypress, round_tree
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.sky import mist_layer
from cinematic.smoke import Chimneys
from cinematic.square import landmark
from cinematic.surfaces import earth
from cinematic.vista import Vista, ground


def hill_village(stage: Stage) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage, 520.0)
    kind = KINDS[("south", "white", "mud", "stone")[rng.integers(4)]]
    dry = kind.roof == "flat"
    cx = c.dw / 2 + side * c.dw * 0.10
    wide = min(430.0, c.dw * 0.34)
    slope = tint("#a8925e" if dry else "#6f7d48") if light.snow == 0 else tint("#e6ebf3")

    def crest(x: float, level: float) -> float:
        return (
            660.0
            - (330.0 - 58 * level) * math.exp(-(((x - cx) / (wide * (1 + 0.10 * level))) ** 2))
            + 7 * math.sin(x / 60 + level)
        )

    halos: list[tuple[float, float, float, F32, float]] = []
    for part, levels in enumerate(((0, 1, 2), (3, 4))):
        plate, tops = Plate.of(c), []
        if part == 0:
            landmark(
                Pin(plate, cx + side * 8, crest(cx, 0) + 26, 5.4),
                rng,
                light,
                int(rng.integers(3)) if kind.roof != "flat" else 2,
            )
        for level in levels:
            metre = 8.6 + 2.1 * level
            hill = [(float(x), crest(float(x), level)) for x in np.arange(-30.0, c.dw + 60, 14)]
            plate.shape(
                [*hill, (c.dw + 60, c.dh), (-30, c.dh)], slope * np.float32(0.86 + 0.05 * level), 0.45
            )
            for a, b in zip(hill[:-1:2], hill[1::2], strict=False):
                if rng.random() < 0.35:
                    y = a[1] + rng.uniform(14, 30)
                    plate.line((a[0], y), (b[0] + 20, y + (b[1] - a[1])), 3.0, slope * np.float32(1.2))
            x = cx - wide * (1.15 + 0.2 * level)
            while x < cx + wide * (1.15 + 0.2 * level):
                y = crest(x, level) + rng.uniform(10, 24)
                near_ridge = math.exp(-(((x - cx) / (wide * 1.15)) ** 2))
                pin = Pin(plate, x, y, metre * rng.uniform(0.9, 1.12))
                if rng.random() < 0.30 + 0.75 * near_ridge:
                    tops.append(dwelling(pin, rng, light, kind, side=-side))
                    if light.lamps > 0.3 and rng.random() < 0.3:
                        halos.append((x, y - 2 * metre, 5 * metre, color("#ffc070"), 0.35 * light.lamps))
                    x += metre * rng.uniform(5.5, 8.5)
                else:
                    if rng.random() < 0.6 and not dry:
                        cypress(pin, rng, rng.uniform(4, 7.5))
                    else:
                        bush(pin, rng, rng.uniform(2, 4), rng.uniform(1.2, 2.2), tone="#6a7448")
                    x += metre * rng.uniform(2.0, 5.0)
        depth = 0.27 + 0.09 * part
        fog = (0.20 - 0.11 * part) * (0.5 + 1.4 * light.haze)
        elements.append(
            plate.layer(
                stage,
                depth,
                Finish(fog=fog, low_fog=0.10 + 0.15 * light.haze, foot=690, spill=0.6, rim_by=1.2),
            )
        )
        elements.append(Chimneys(rng, tops[:3], depth, mix(light.fog, light.cloud_lit, 0.5)))
        elements.append(
            mist_layer(rng, c, light.fog, 640 + 26 * part, 26, 0.14 + 0.4 * light.haze, depth + 0.02, 5)
        )
    if halos:
        elements.append(Halos(halos, 0.31))
    v = Vista(cx=c.dw / 2 - side * 60, horizon=536.0, eye=2.4)
    surface = earth(
        "#b09a76" if dry else "#a08c68",
        grass="#9a8e54" if dry else "#6f8244",
        grass_from=1.8,
        snow=light.snow > 0,
    )
    elements.append(ground(stage, v, 668.0, surface, lit=0.55, brightness=0.9))
    elements.append(_wall(stage, v))
    x, y = v.at(0.2 * side, 0, 7.0)
    elements.append(stage.hero(x=x, y=y, height=v.scale(7.0) * 1.74, depth=0.7, light_x=sun[0]))
    elements.append(
        grassland(
            stage,
            lambda u: 858 + 8 * math.sin(u / 120),
            0.96,
            730,
            rows=360,
            low=18,
            high=52,
            brightness=0.45,
            flowers=34,
            heads=0.3,
        )
    )
    return elements


def _wall(stage: Stage, v: Vista) -> Element:
    """A dry stone wall beside the way, an olive tree, agaves or bushes at its foot."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    stone = tint("#a89c88")
    x = side * 2.6
    for row in range(5):
        z = 14.5
        while z > 6.8:
            step = 0.55 * rng.uniform(0.8, 1.3)
            a, b, d = (
                v.at(x, 0.22 * row, z),
                v.at(x, 0.22 * row, z - step + 0.04),
                v.at(x, 0.22 * row + 0.2, z - step + 0.04),
            )
            e = v.at(x, 0.22 * row + 0.2, z)
            plate.shape([a, b, d, e], stone * np.float32(rng.uniform(0.78, 1.12)), 0.55)
            z -= step
    top = [
        v.at(x, 1.1, 14.5),
        v.at(x, 1.1, 4.2),
        v.at(x + side * 0.45, 1.1, 4.2),
        v.at(x + side * 0.45, 1.1, 14.5),
    ]
    plate.shape(top, stone * np.float32(1.12) if light.snow == 0 else tint("#eef2f8"), 0.8)
    pillar = Pin(plate, *v.at(x + side * 0.22, 0, 6.5), v.scale(6.5))
    for row in range(6):
        for u in (-0.36, -0.12, 0.12):
            tone = stone * np.float32(rng.uniform(0.82, 1.1))
            pillar.box(u, 0.25 * row, u + 0.23, 0.25 * row + 0.23, tone, 0.45)
    pillar.box(
        -0.44, 1.48, 0.44, 1.62, stone * np.float32(1.15) if light.snow == 0 else tint("#eef2f8"), 0.75
    )
    pillar.oval(0, 1.82, 0.2, 0.2, stone, 0.6)
    tree = Pin(plate, *v.at(-side * 4.6, 0, 10.0), v.scale(10.0))
    round_tree(tree, rng, light, 4.6)
    for z in (12.0, 9.0):
        bush(
            Pin(plate, *v.at(-side * rng.uniform(2.6, 5), 0, z), v.scale(z)),
            rng,
            1.4,
            0.8,
            tone="#7a8058",
            flowers="#c87ab0",
        )
    return plate.layer(stage, v.depth(9.0), Finish(fog=0.03, rim_by=1.2))
