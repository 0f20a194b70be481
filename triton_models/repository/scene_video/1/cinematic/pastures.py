"""Meadow: a knoll with an old tree, a flowering valley under snow peaks, or a hill with a windmill."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from cinematic import kernels
from cinematic.arrays import U8, color
from cinematic.backdrop import Stage, sheet_layer
from cinematic.firmament import firmament, variant
from cinematic.light import Light
from cinematic.meadow import grassland, hills, knoll, lone_tree
from cinematic.plants import Line
from cinematic.scene import Element, Frame
from cinematic.sheet import Sheet
from cinematic.sky import mist_layer, sun_at
from cinematic.terrain import best_eye, peaks, slab_layer
from cinematic.vectors import polygon
from cinematic.weather import Fireflies


def meadow(stage: Stage) -> list[Element]:
    c, light, rng = stage.canvas, stage.light, stage.rng
    which = variant(stage, 3)
    horizon = (500.0, 470.0, 520.0)[which]
    sun = sun_at(light, c, horizon, stage.side * 0.75)
    elements = firmament(stage, horizon, sun)
    elements += (knoll, valley, windmill_hill)[which](stage, sun)
    if light.dark and light.snow == 0 and light.wet == 0:
        elements.append(Fireflies(rng, 56, color("#ffe48a")))
    return elements


def valley(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Snow peaks over a meadow in bloom, a hut, a fence that leads in."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    field = peaks(rng, light, side, tallest=205)
    eye = best_eye(field, rng, 430.0, start=210)
    out: list[Element] = [slab_layer(field, eye, c, light, 210, 700, 0.16, far=640, last=True)]
    out.append(mist_layer(rng, c, light.fog, 560, 34, 0.34 + 0.4 * light.haze, 0.20, 4))
    near = hills(rng, light, side)
    low = best_eye(near, rng, 500.0, rise=30, tries=8, start=60)
    out.append(slab_layer(near, low, c, light, 60, 300, 0.30, far=560, grain=0.42, low_mist=0.2))
    hx = c.dw / 2 - side * c.dw * 0.09

    def slope(x: float) -> float:
        return 716 + side * (x - c.dw / 2) * 0.055 + 12 * math.sin(x / 170 + stage.phase)

    out.append(_hut(stage, slope))
    out.append(grassland(stage, slope, 0.58, 620, rows=1300, low=8, high=30, brightness=0.82, flowers=260))
    out.append(_fence(stage, slope))
    out.append(stage.hero(x=hx, y=slope(hx) + 40, height=168, depth=0.64, light_x=sun[0], line=slope))
    out.append(
        grassland(
            stage,
            lambda x: 846 - 16 * math.sin(x / 210 + stage.phase),
            0.95,
            690,
            rows=800,
            low=40,
            high=120,
            brightness=0.5,
            flowers=110,
            heads=0.2,
        )
    )
    return out


def _hut(stage: Stage, slope: Line) -> Element:
    c, light, side = stage.canvas, stage.light, stage.side
    x = c.dw / 2 + side * c.dw * 0.14
    y = slope(x) - 4
    house, glow = Sheet(c), Sheet(c)
    wood, stone = color("#7a5638"), color("#a39c92")
    house.box(x - 52, y - 26, x + 52, y + 10, stone)
    house.shape([(x - 52, y - 26), (x - 52, y - 58), (x, y - 92), (x + 52, y - 58), (x + 52, y - 26)], wood)
    house.shape(
        [(x - 68, y - 50), (x, y - 98), (x + 68, y - 50), (x + 62, y - 45), (x, y - 88), (x - 62, y - 45)],
        color("#54483f"),
    )
    house.box(x - 10, y - 24, x + 10, y + 10, color("#4b3424"))
    for wx in (-36.0, 22.0):
        house.box(x + wx, y - 50, x + wx + 14, y - 36, color("#2c2a2e"))
        if light.lamps > 0.3:
            glow.box(x + wx + 1, y - 49, x + wx + 13, y - 37, color("#ffcf86"))
    light_map = glow.albedo() * glow.alpha()[..., None]
    return sheet_layer(stage, house, 0.57, fog=0.06 + 0.2 * light.haze, lit=0.55, glow=light_map)


def _fence(stage: Stage, slope: Line) -> Element:
    """Posts and two rails that come nearer from the middle to one side."""
    c, side = stage.canvas, stage.side
    sheet = Sheet(c)
    wood = color("#8a7152")
    posts: list[tuple[float, float, float]] = []
    for k in range(9):
        t = k / 8
        x = c.dw / 2 + side * (30 + (0.60 * c.dw) * t**1.5)
        posts.append((x, slope(x) + 22 + 66 * t**1.6, 24 + 74 * t**1.4))
    for (xa, ya, ha), (xb, yb, hb) in pairwise(posts):
        for share in (0.42, 0.84):
            sheet.line((xa, ya - ha * share), (xb, yb - hb * share), 1.5 + hb * 0.055, wood * np.float32(0.9))
    for x, y, h in posts:
        w = 1.6 + h * 0.055
        sheet.shape(
            [(x - w, y + 8), (x - w * 0.9, y - h), (x, y - h - w), (x + w * 0.9, y - h), (x + w, y + 8)], wood
        )
    return sheet_layer(stage, sheet, 0.66, fog=0.02, lit=0.5, brightness=0.85)


def windmill_hill(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Rolling land, a mill whose sails turn, a track through tall grass."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    field = hills(rng, light, side)
    eye = best_eye(field, rng, 500.0, rise=40, start=150)
    out: list[Element] = [
        slab_layer(field, eye, c, light, 150, 620, 0.18, far=560, last=True, grain=0.42, low_mist=0.2)
    ]
    out.append(mist_layer(rng, c, light.fog, 585, 28, 0.24 + 0.5 * light.haze, 0.24, 4))
    mx = c.dw / 2 + side * c.dw * 0.12

    def rise(x: float) -> float:
        return 690 - 92 * math.exp(-(((x - mx) / 300) ** 2)) + 10 * math.sin(x / 140 + stage.phase)

    foot = rise(mx) + 8
    out.append(_mill(stage, mx, foot))
    out.append(grassland(stage, rise, 0.42, 560, rows=1100, low=5, high=18, brightness=0.85, flowers=80))
    out.append(Sails(light, mx - side * 4, foot - 152, 118, 0.41, stage.phase))
    hx = c.dw / 2 - side * c.dw * 0.12

    def rise_near(x: float) -> float:
        return 792 - 40 * math.exp(-(((x - hx) / 320) ** 2)) + 8 * math.sin(x / 120 + stage.phase)

    tx = c.dw / 2 - side * c.dw * 0.33
    out.append(lone_tree(stage, tx, rise_near(tx) + 8, 250, 0.66))
    out.append(
        grassland(
            stage, rise_near, 0.68, 690, rows=1200, low=10, high=42, brightness=0.68, flowers=120, heads=0.16
        )
    )
    out.append(stage.hero(x=hx, y=rise_near(hx) + 24, height=166, depth=0.68, light_x=sun[0], line=rise_near))
    return out


def _mill(stage: Stage, x: float, y: float) -> Element:
    c, light, side = stage.canvas, stage.light, stage.side
    sheet, glow = Sheet(c), Sheet(c)
    wall = color("#d9cfbc")
    sheet.shape([(x - 42, y + 14), (x - 26, y - 142), (x + 26, y - 142), (x + 42, y + 14)], wall)
    sheet.shape(
        [(x - 31, y - 138), (x - 20, y - 168), (x, y - 182), (x + 20, y - 168), (x + 31, y - 138)],
        color("#5d4a40"),
    )
    sheet.line((x, y - 152), (x - side * 10, y - 152), 8, color("#4b3c34"))
    sheet.box(x - 9, y - 26, x + 9, y + 14, color("#5b4030"))
    for k in range(2):
        sheet.box(x - 6, y - 70 - 40 * k, x + 6, y - 56 - 40 * k, color("#3a3634"))
        if light.lamps > 0.3:
            glow.box(x - 5, y - 69 - 40 * k, x + 5, y - 57 - 40 * k, color("#ffcf86"))
    light_map = glow.albedo() * glow.alpha()[..., None]
    return sheet_layer(stage, sheet, 0.41, fog=0.10 + 0.25 * light.haze, lit=0.6, glow=light_map)


class Sails:
    """The four sails of a mill, turning with the wind."""

    def __init__(self, light: Light, x: float, y: float, reach: float, depth: float, phase: float) -> None:
        self.depth = depth
        self._x, self._y, self._reach, self._phase = x, y, reach, phase
        self._speed = 0.32 + 0.9 * light.wind
        self._tint = light.veil(
            light.shade(color("#8d7a60"), 0.5) * np.float32(0.8), 0.10 + 0.25 * light.haze
        )
        self._cloth = light.veil(light.shade(color("#e6dcc8"), 0.65), 0.10 + 0.25 * light.haze)

    def draw(self, frame: Frame) -> None:
        r = self._reach * 1.04
        fx, fy, unit = frame.at(self.depth, self._x - r, self._y - r)
        x0, y0 = math.floor(fx), math.floor(fy)
        n = math.ceil(2 * r * unit) + 2
        wood: U8 = np.zeros((n, n), np.uint8)
        cloth: U8 = np.zeros((n, n), np.uint8)
        turn = self._phase + frame.t * self._speed
        ox, oy = r + (fx - x0) / unit, r + (fy - y0) / unit
        for k in range(4):
            a = turn + k * math.pi / 2
            ux, uy = math.cos(a), math.sin(a)

            def at(along: float, across: float, ux: float = ux, uy: float = uy) -> tuple[float, float]:
                return ox + along * ux - across * uy, oy + along * uy + across * ux

            end = self._reach
            polygon(cloth, [at(22, 2), at(end, 2), at(end, 17), at(22, 15)], unit)
            polygon(wood, [at(0, -2), at(end, -1.5), at(end, 1.5), at(0, 2)], unit)
            for m in range(6):
                d = 26 + (end - 28) * m / 5
                polygon(wood, [at(d - 0.8, 0), at(d - 0.8, 17), at(d + 0.8, 17), at(d + 0.8, 0)], unit)
            polygon(wood, [at(22, 15), at(end, 16.2), at(end, 17.6), at(22, 16.4)], unit)
        w = wood.astype(np.float32)[..., None] / np.float32(255)
        q = cloth.astype(np.float32)[..., None] * np.float32(0.62 / 255)
        patch = self._cloth * q * (1 - w) + self._tint * w
        alpha = (q * (1 - w) + w)[..., 0]
        kernels.blend_patch(frame.out, np.asarray(patch, np.float32), np.asarray(alpha, np.float32), x0, y0)
