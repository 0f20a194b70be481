"""River: still between wooded banks, a waterfall, or bends through a valley."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import color, mix
from cinematic.backdrop import Stage, rim_light, vertical
from cinematic.firmament import firmament, variant
from cinematic.layers import make_layer
from cinematic.meadow import grassland, lone_tree
from cinematic.plants import Line, conifer_line
from cinematic.rivers import bends, waterfall
from cinematic.scene import Element
from cinematic.sky import mist_layer, sun_at
from cinematic.terrain import best_eye, peaks, slab_layer
from cinematic.water import Water


def river(stage: Stage) -> list[Element]:
    which = variant(stage, 3)
    horizon = (500.0, 400.0, 500.0)[which]
    sun = sun_at(stage.light, stage.canvas, horizon, stage.side * 0.6)
    elements = firmament(stage, horizon, sun)
    return elements + (_wooded_banks, waterfall, bends)[which](stage, sun)


def _wooded_banks(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Still water between dark woods, a tree and flowers on our side."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements: list[Element] = []
    field = peaks(rng, light, side, tallest=130.0)
    eye = best_eye(field, rng, 470.0, tries=10, start=150)
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
    elements.append(stage.hero(x=hx, y=bank(hx) + 10, height=172, depth=0.74, light_x=sun[0], line=bank))
    return elements


def _bank(y: float, phase: float, width: float, side: float) -> Line:
    return lambda x: (
        y
        - 7 * math.sin(x / 160 + phase)
        - 10 * math.sin(x / 57 + phase * 2) * 0.4
        - 14 * abs(x / width - 0.5)
    )
