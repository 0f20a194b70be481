"""High mountains: a lake that mirrors them, and a crag above a sea of clouds."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, Rng, color, mix, tileable
from cinematic.backdrop import Stage, mountain_layer, ridge_profile, rim_light, vertical
from cinematic.belonging import Ground
from cinematic.layers import Canvas, make_layer
from cinematic.light import Light
from cinematic.meadow import grassland
from cinematic.plants import Line, conifer_line
from cinematic.rocks import Stone, rocks
from cinematic.scene import Element
from cinematic.sky import mist_layer
from cinematic.terrain import Eye, Field, best_eye, light_field, peaks, slab_layer
from cinematic.water import Water


def tarn(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Peaks mirrored in a still lake, spruces on its shore, stones in front."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    field = peaks(rng, light, side, tallest=215)
    eye = best_eye(field, rng, 395.0, start=190)
    out: list[Element] = [slab_layer(field, eye, c, light, 190, 700, 0.16, far=640, last=True)]
    shore = 560.0
    out.append(mist_layer(rng, c, light.fog, shore - 26, 30, 0.34 + 0.4 * light.haze, 0.20, 4))
    for y, low, high, count, depth, fog in (
        (shore - 4, 22.0, 56.0, 170, 0.24, 0.34),
        (shore + 1, 34.0, 108.0, 80, 0.28, 0.12),
    ):
        trees = conifer_line(
            rng, c, _shoreline(y, stage.phase + depth * 20, side, c.dw), low, high, count, top=380
        )
        trees[c.row(shore + 4) - c.row(380) :] = 0
        out.append(
            make_layer(c, _spruce(stage, trees, 380, y - high, y, fog), trees, depth, top=c.row(380) / c.unit)
        )
    out.append(
        Water(
            rng,
            y=shore,
            depth=0.28,
            tint=mix(light.water, light.shade(color("#1f5a63"), 0.4), 0.5),
            reflect=0.93,
            sun_x=sun[0],
            sun_height=max(30.0, (shore - sun[1]) * 0.7),
            glint=0.5 * light.glow,
            glint_tint=light.sun,
            chop=0.28 + 0.6 * light.wind,
        )
    )
    out.append(mist_layer(rng, c, light.fog, shore + 10, 15, 0.22 + 0.5 * light.haze, 0.32, 8))
    hx = c.dw / 2 - side * c.dw * 0.14
    stones: list[Stone] = []
    for _ in range(20):
        x, y = rng.uniform(0, c.dw), rng.uniform(745, 845)
        s = rng.uniform(12, 40) * (0.5 + (y - 745) / 100)
        if abs(x - hx) > 110:
            stones.append((x, y, s, s * rng.uniform(0.4, 0.65)))
    stones.sort(key=lambda stone: stone[1])
    out.append(rocks(stage, stones[:9], 0.60, 640, moss=0.3, brightness=0.7))

    def bank(x: float) -> float:
        return 838 - 58 * math.exp(-(((x - hx) / 270) ** 2)) + 7 * math.sin(x / 90 + stage.phase)

    out.append(grassland(stage, bank, 0.74, 690, rows=800, low=6, high=24, brightness=0.6, flowers=40))
    out.append(
        stage.hero(
            x=hx, y=bank(hx) + 12, height=166, depth=0.74, light_x=sun[0], line=bank, underfoot=Ground.SHORE
        )
    )
    out.append(
        rocks(
            stage,
            [(x, y + 50, s * 1.5, h * 1.5) for x, y, s, h in stones[9:]],
            0.84,
            640,
            moss=0.4,
            brightness=0.5,
        )
    )
    return out


def _shoreline(y: float, phase: float, side: float, width: float) -> Line:
    return lambda x: y - 5 * math.sin(x / 130 + phase) - 16 * max(0.0, side * (x / width - 0.5))


def _spruce(stage: Stage, trees: F32, top: float, y0: float, y1: float, fog: float) -> F32:
    c, light, side = stage.canvas, stage.light, stage.side
    tint = light.shade(color("#33462f"), 0.30) * np.float32(0.62)
    rgb = vertical(
        c, light.veil(tint, fog), light.veil(mix(tint, light.ink, 0.4), fog * 0.8), top, y0, y1, c.pw
    )
    rgb = rim_light(c, rgb, trees, light.rim, -2 * side, 2.4, 0.42, 1.0)
    if light.snow > 0:
        rgb = rim_light(c, rgb, trees, light.shade(color("#eef3fb"), 0.6), 0, 3.2, 0.9, 0.9)
    return rgb


def cloud_sea(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Summits like islands above the clouds; the hero on a crag."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    out: list[Element] = []
    field = _cloud_field(rng, light, side)
    eye = Eye(
        float(rng.uniform(0, 1024)), float(rng.uniform(0, 1024)), 62.0, float(rng.uniform(0, 6.28)), 500.0
    )
    rock = color("#5d5a63")
    for k, (z0, z1, depth) in enumerate(((240, 900, 0.16), (105, 290, 0.30), (44, 124, 0.46))):
        if k < 2:
            y = (518.0, 585.0)[k]
            profile = _summits(rng, c, y, (120.0, 150.0)[k], k, stage.phase, side)
            out.append(
                mountain_layer(
                    rng,
                    c,
                    light,
                    profile,
                    sun_x=sun[0],
                    depth=depth - 0.02,
                    distance=(0.34, 0.08)[k] + 0.15 * light.haze,
                    rock=rock,
                    snow=(0.50, 0.36)[k] + 0.4 * light.snow,
                    foot=240,
                )
            )
        out.append(
            slab_layer(field, eye, c, light, z0, z1, depth, far=980, last=k == 0, grain=0.05, low_mist=0.1)
        )
        if k < 2:
            tint = mix(light.fog, light.cloud_lit, 0.5)
            out.append(mist_layer(rng, c, tint, (548.0, 640.0)[k], 20 + 14 * k, 0.5, depth + 0.02, 6 + 4 * k))
    hx = c.dw / 2 - side * c.dw * 0.12
    crag: list[Stone] = [
        (hx, 850, 96, 130),
        (hx - side * 105, 872, 130, 110),
        (hx + side * 84, 876, 84, 90),
        (hx - side * 260, 880, 170, 84),
    ]
    out.append(rocks(stage, crag, 0.80, 640, deep=2.0, albedo=color("#615c5e"), moss=0.25, brightness=0.72))
    out.append(
        stage.hero(x=hx, y=730, height=162, depth=0.80, light_x=sun[0], travel=120, underfoot=Ground.ROCK)
    )
    return out


def _summits(rng: Rng, c: Canvas, y: float, tall: float, k: int, phase: float, side: float) -> F32:
    """A few separate peaks over a line."""
    base = ridge_profile(rng, c, 0, 1, cells=3.6, octaves=9, gain=0.54)
    crook = ridge_profile(rng, c, 0, 1, cells=7, octaves=5, gain=0.5)
    x = c.xs()
    body = np.zeros_like(x)
    for n in range(3):
        at = c.dw * (0.5 + 0.46 * math.sin(phase * 1.7 + k * 2.1 + n * 2.4)) + side * 30
        half = (150 + 60 * ((k + n) % 3)) * min(1.0, c.dw / 1000 + 0.25)
        spike = np.clip(
            1 - np.abs(x - np.float32(at) + crook * 60) / (np.float32(half) * (1 + 0.4 * crook)), 0, 1
        )
        body = np.maximum(body, spike**1.25 * (1.0 - 0.22 * n))
    return np.asarray(y + 60 - body * tall * 1.35 + base * (20 + 52 * body), np.float32)


def _cloud_field(rng: Rng, light: Light, side: float) -> Field:
    """The top of a cloud layer: heaped domes, bright where the sun reaches them, blue in the hollows."""
    n = 1024
    big = np.abs(2 * tileable(rng, n, 9, 2, 0.5) - 1)
    puff = np.abs(2 * tileable(rng, n, 26, 3, 0.50) - 1)
    swell = tileable(rng, n, 3, 2, 0.5)
    h = np.asarray(swell * 30 + np.sqrt(big) * 20 + np.sqrt(puff) * (4 + 11 * big), np.float32)
    facing, _, hollow = light_field(h, light, side)
    level = np.clip(facing * 1.1 * (0.35 + 0.65 * hollow) + 0.12 * puff, 0, 1).astype(np.float32)[..., None]
    bright = mix(light.cloud_lit, light.sun, 0.2)
    col = mix(mix(light.cloud_shade, light.ambient, 0.25), bright, level)
    return Field(h, np.ascontiguousarray(col, np.float32), tileable(rng, 512, 48, 3, 0.7))
