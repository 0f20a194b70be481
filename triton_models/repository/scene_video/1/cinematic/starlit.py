"""Nights under the stars: a lake that mirrors them, and a camp under a great moon."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from cinematic.arrays import color, mix
from cinematic.backdrop import Stage, mountain_layer, ridge_profile, rim_light, sheet_layer, vertical
from cinematic.belonging import Ground
from cinematic.campfire import Campfire
from cinematic.coast import cut_below
from cinematic.firmament import firmament
from cinematic.layers import make_layer
from cinematic.meadow import grassland
from cinematic.plants import conifer_line
from cinematic.rocks import Stone, rocks
from cinematic.scene import Element
from cinematic.sheet import Sheet
from cinematic.sky import mist_layer
from cinematic.water import Water


def star_lake(stage: Stage) -> list[Element]:
    """The Milky Way over a lake, twice."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    shore = 568.0
    out = firmament(
        stage,
        590.0,
        (c.dw / 2 + side * c.dw * 0.34, shore + 300),
        milky=1.35,
        clouds=light.cover > 0.45,
        birds=False,
    )
    for k, (tall, cells, fog) in enumerate(((78.0, 3.2, 0.46), (42.0, 4.4, 0.20))):
        profile = ridge_profile(rng, c, shore - 12 + 8 * k, tall, cells=cells, octaves=8)
        layer = mountain_layer(
            rng,
            c,
            light,
            np.minimum(profile, np.float32(shore + 3)),
            sun_x=c.dw / 2 + side * 400,
            depth=0.16 + 0.06 * k,
            distance=fog,
            rock=color("#4c5a70"),
            snow=0.30 - 0.2 * k + 0.7 * light.snow,
            foot=130,
        )
        out.append(cut_below(c, layer, shore + 3))
    out.append(
        mist_layer(rng, c, mix(light.fog, light.halo, 0.2), shore - 6, 18, 0.40 + 0.4 * light.haze, 0.24, 4)
    )
    trees = conifer_line(
        rng, c, lambda x: shore + 1 - 16 * max(0.0, side * (x / c.dw - 0.45)), 18, 70, 110, top=430
    )
    trees[c.row(shore + 4) - c.row(430) :] = 0
    tint = mix(light.shade(color("#2c3c34"), 0.2) * np.float32(0.6), light.fog, 0.10)
    rgb = vertical(c, tint, light.ink, 430, shore - 60, shore, c.pw)
    rgb = rim_light(c, rgb, trees, light.rim, -2 * side, 2.2, 0.3, 1.0)
    out.append(make_layer(c, rgb, trees, 0.26, top=c.row(430) / c.unit))
    out.append(
        Water(
            rng,
            y=shore,
            depth=0.26,
            tint=light.water,
            reflect=0.94,
            sun_x=c.dw / 2 + side * c.dw * 0.34,
            sun_height=120,
            glint=0.0,
            chop=0.22 + 0.4 * light.wind,
        )
    )
    out.append(mist_layer(rng, c, light.fog, shore + 14, 14, 0.30 + 0.4 * light.haze, 0.3, 7))
    hx = c.dw / 2 - side * c.dw * 0.09
    stones: list[Stone] = [
        (hx, 800, 150, 66),
        (hx - side * 150, 830, 180, 90),
        (hx + side * 120, 836, 90, 52),
    ]
    small: list[Stone] = []
    for _ in range(10):
        x, s = float(rng.uniform(0, c.dw)), float(rng.uniform(10, 30))
        if abs(x - hx) > 170:
            small.append((x, float(rng.uniform(770, 850)), s, s * 0.55))
    dark = color("#5a5c66")
    out.append(
        rocks(stage, sorted(small, key=lambda q: q[1]), 0.66, 640, albedo=dark, moss=0.3, brightness=0.7)
    )
    out.append(rocks(stage, stones, 0.70, 640, albedo=dark, moss=0.3, brightness=0.7, deep=3.5))
    out.append(
        stage.hero(
            x=hx,
            y=738,
            height=162,
            depth=0.70,
            light_x=c.dw / 2 + side * 500,
            travel=180,
            underfoot=Ground.ROCK,
        )
    )
    return out


def moon_camp(stage: Stage) -> list[Element]:
    """A moon much larger than life behind the pines, a tent, a fire."""
    c, rng, side = stage.canvas, stage.rng, stage.side
    size = min(118.0, c.dw * 0.15)
    clear = stage.light.wet == 0 and not stage.light.storm
    light = replace(stage.light, sun_radius=size if clear else 0.0, glow=0.62 if clear else 0.3, moon=True)
    stage = replace(stage, light=light)
    moon = (c.dw / 2 + side * c.dw * 0.13, 420.0)
    out = firmament(stage, 640.0, moon, milky=0.8, birds=False, clouds=light.cover > 0.3)
    for k, (y, tall, fog) in enumerate(((600.0, 74.0, 0.44), (650.0, 40.0, 0.22))):
        profile = ridge_profile(rng, c, y, tall, cells=3.0 + k, octaves=8, sharp=k == 0)
        out.append(
            mountain_layer(
                rng,
                c,
                light,
                profile,
                sun_x=moon[0],
                depth=0.16 + 0.1 * k,
                distance=fog,
                rock=color("#52607a"),
                snow=0.3 * (1 - k) + 0.7 * light.snow,
                foot=170,
            )
        )
        out.append(
            mist_layer(
                rng,
                c,
                mix(light.fog, light.halo, 0.25),
                y + 44,
                30,
                0.36 + 0.4 * light.haze,
                0.2 + 0.1 * k,
                4,
            )
        )
    middle = c.dw / 2 + side * c.dw * 0.06

    def wood(x: float) -> float:
        return 716 + 8 * math.sin(x / 110 + stage.phase)

    trees = conifer_line(
        rng,
        c,
        wood,
        70,
        215,
        62,
        top=420,
        gap=(middle - min(300.0, 0.24 * c.dw), middle + min(300.0, 0.24 * c.dw)),
    )
    tint = light.shade(color("#2e4038"), 0.2) * np.float32(0.55)
    rgb = vertical(c, mix(tint, light.fog, 0.12), light.ink, 420, 560, 760, c.pw)
    rgb = rim_light(c, rgb, trees, light.rim, -2.4 * side, 2.0, 0.5, 1.0)
    if light.snow > 0:
        rgb = rim_light(c, rgb, trees, light.shade(color("#eef3fb"), 0.7), 0, 3.2, 0.9, 0.9)
    out.append(make_layer(c, rgb, trees, 0.50, top=c.row(420) / c.unit))

    def ground(x: float) -> float:
        return 776 - 14 * math.exp(-(((x - middle) / 320) ** 2)) + 7 * math.sin(x / 120 + stage.phase)

    tent, glow = Sheet(c), Sheet(c)
    tx = middle + side * min(150.0, c.dw * 0.16)
    y = ground(tx) + 12
    tent.shape([(tx - 92, y), (tx - 8, y - 104), (tx + 70, y - 88), (tx + 112, y - 6)], color("#c07a3c"))
    tent.shape([(tx - 92, y), (tx - 8, y - 104), (tx + 34, y + 4)], color("#d99a52"))
    glow.shape([(tx - 84, y - 3), (tx - 9, y - 97), (tx + 29, y)], color("#ffb45c") * np.float32(0.95))
    glow.shape(
        [(tx + 36, y), (tx - 2, y - 98), (tx + 66, y - 84), (tx + 104, y - 8)],
        color("#b8702e") * np.float32(0.8),
    )
    tent.shape([(tx - 22, y), (tx - 9, y - 74), (tx + 6, y + 2)], color("#7a4a24"))
    light_map = np.asarray(glow.albedo() * glow.alpha()[..., None], np.float32)
    out.append(grassland(stage, ground, 0.72, 660, rows=1000, low=6, high=24, brightness=0.55, flowers=0))
    out.append(sheet_layer(stage, tent, 0.73, fog=0.0, lit=0.3, brightness=0.7, glow=light_map))
    fx = middle - side * 26
    hx = fx - side * 106
    out.append(
        rocks(
            stage,
            [(fx + d, ground(fx) + 34, 11, 9) for d in (-26.0, -13.0, 2.0, 15.0, 27.0)],
            0.74,
            700,
            brightness=0.6,
        )
    )
    out.append(Campfire(rng, fx, ground(fx) + 26, 44, 0.74))
    out.append(
        stage.hero(x=hx, y=ground(hx) + 30, height=158, depth=0.74, light_x=fx, travel=160, line=ground)
    )
    return out
