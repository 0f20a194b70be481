"""The quay: towers in the haze across the water, lamps, a rail, and their lights in the river."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from cinematic.arrays import color, mix, smooth
from cinematic.backdrop import Stage, ground_texture, rim_light, sheet_layer, vertical
from cinematic.firmament import firmament
from cinematic.halo import halo
from cinematic.layers import Layer, make_layer
from cinematic.light import city_glow
from cinematic.plants import blank
from cinematic.scene import Element, Frame
from cinematic.sheet import Sheet
from cinematic.sky import mist_layer, sun_at
from cinematic.skyline import skyline
from cinematic.vectors import as_float, capsule, polygon
from cinematic.water import Water


def riverside(stage: Stage) -> list[Element]:
    stage = replace(stage, light=city_glow(stage.light))
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    quay = 606.0
    sun = sun_at(light, c, 560.0, side * 0.5)
    elements = firmament(stage, 600.0, sun, milky=0.0 if light.dark else 0.2)
    rows = (
        # lowest, tallest, narrow, wide, window (w, h, gap x, gap y), distance, depth
        (150.0, 350.0, 26.0, 60.0, (2, 3, 3, 4), 0.58, 0.14),
        (120.0, 310.0, 44.0, 92.0, (3, 4, 4, 6), 0.34, 0.24),
        (50.0, 250.0, 66.0, 140.0, (4, 6, 5, 7), 0.14, 0.36),
    )
    for low, high, narrow, wide, window, distance, depth in rows:
        elements.append(
            skyline(stage, quay + depth * 14, low, high, narrow, wide, window, distance, depth, sun[0])
        )
        if depth < 0.3:
            elements.append(
                mist_layer(rng, c, light.fog, quay - 30, 60, 0.25 + 0.5 * light.haze, depth + 0.03, 6)
            )
    elements.append(_embankment(stage, quay))
    elements.append(mist_layer(rng, c, light.fog, quay - 6, 22, 0.22 + 0.4 * light.haze, 0.37, 7))
    elements.append(
        Water(
            rng,
            y=quay + 8,
            depth=0.36,
            tint=light.water * np.float32(0.8),
            reflect=0.95 if light.dark else 0.74,
            sun_x=sun[0],
            sun_height=max(40.0, (560 - sun[1]) * 0.7),
            glint=0.7 * light.glow * (0 if light.moon else 1),
            glint_tint=light.sun,
            chop=0.50 + 0.5 * light.wind,
            foam=0.0,
        )
    )
    elements += _quay(stage, sun[0])
    return elements


def _embankment(stage: Stage, quay: float) -> Layer:
    """The far shore: a stone wall with trees and lamps along it."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    sheet, glow = Sheet(c), Sheet(c)
    sheet.box(-20, quay - 7, c.dw + 20, quay + 10, color("#7a7470"))
    sheet.box(-20, quay - 9, c.dw + 20, quay - 6, color("#a8a29a"))
    x = -20.0
    while x < c.dw + 20:
        s = rng.uniform(9, 19)
        for _ in range(7):
            leaf = color("#4c6238") * np.float32(rng.uniform(0.75, 1.2))
            r = s * rng.uniform(0.4, 0.7)
            sheet.oval(x + rng.normal(0, s * 0.55), quay - 10 - s * rng.uniform(0.3, 1.2), r, r * 0.8, leaf)
        x += rng.uniform(16, 70)
    if light.lamps > 0.3:
        for at in np.arange(30, c.dw, 96.0):
            glow.oval(float(at), quay - 24, 2.6, 2.6, color("#ffdc9a"))
            sheet.line((float(at), quay - 6), (float(at), quay - 24), 1.4, color("#2a2a30"))
            sheet.oval(float(at), quay - 24, 2.6, 2.6, color("#ffdc9a"))
    light_spots = glow.albedo() * glow.alpha()[..., None]
    return sheet_layer(
        stage, sheet, 0.36, fog=0.12 + 0.2 * light.haze, lit=0.4, brightness=0.8, glow=light_spots
    )


def _quay(stage: Stage, sun_x: float) -> list[Element]:
    """Paving, a rail, lamps and the hero."""
    c, light, side = stage.canvas, stage.light, stage.side
    top, edge = 640.0, 738.0
    dy = c.row(top) / c.unit
    mask = blank(c, 0)
    posts = (c.dw * 0.15, c.dw * 0.86)
    for x, s in zip(posts, (1.0, -1.0), strict=True):
        polygon(mask, capsule((x, edge + 30), 3.4, (x, 350), 2.4), c.unit)
        polygon(mask, capsule((x, edge + 30), 7.5, (x, edge - 20), 4.5), c.unit)
        previous = (x, 352.0)
        for k in range(1, 9):
            a = math.pi * k / 9
            at = (x + s * 34 * (1 - math.cos(a)), 352 - 44 * math.sin(a))
            polygon(mask, capsule(previous, 2.3, at, 2.1), c.unit)
            previous = at
        polygon(
            mask,
            [
                (previous[0] - 13, 348),
                (previous[0] + 13, 348),
                (previous[0] + 8, 336),
                (previous[0] - 8, 336),
            ],
            c.unit,
        )
    for y in (edge - 66, edge - 34):
        polygon(mask, capsule((-30, y), 2.0, (c.dw + 30, y), 2.0), c.unit)
    for x in np.arange(-10, c.dw + 40, 74.0):
        polygon(mask, capsule((float(x), edge + 4), 2.6, (float(x), edge - 72), 2.6), c.unit)
    rail = as_float(mask)
    iron = mix(light.shade(color("#3a3f4a"), 0.15), light.ink, 0.6)
    rgb = vertical(c, iron, iron * np.float32(0.7), 0, 300, edge, c.pw)
    rgb = rim_light(c, rgb, rail, light.rim, -1.4 * side, 0.8, 0.7, 0.8)
    out: list[Element] = [make_layer(c, rgb, rail, 0.60)]
    out.append(_paving(stage, edge, top, dy, posts))
    hx = c.dw / 2 - side * c.dw * 0.07
    out.append(
        stage.hero(x=hx, y=edge + 30, height=212, depth=0.66, light_x=sun_x, travel=420, brightness=1.1)
    )
    if light.lamps > 0.3:
        out.append(StreetLamps([(posts[0] + 66, 352.0), (posts[1] - 66, 352.0)], 0.60, light.lamps))
    return out


def _paving(stage: Stage, edge: float, top: float, dy: float, posts: tuple[float, float]) -> Layer:
    c, light, rng = stage.canvas, stage.light, stage.rng
    h = c.ph - c.row(top)
    xx, yy = c.xs()[None, :], c.ys(top)[:, None]
    alpha = np.broadcast_to(np.clip((yy - edge) * np.float32(c.unit) + 0.5, 0, 1), (h, c.pw)).astype(
        np.float32
    )
    d = np.maximum(yy - edge + 14, 1)
    rows = np.log(d) * 7.5
    across = (xx - c.dw / 2) / d * 5.2
    joint_y = np.abs(rows - np.round(rows))
    brick = across + 0.5 * (np.round(rows) % 2)
    joint_x = np.abs(brick - np.round(brick))
    joints = np.maximum(
        smooth(0.07, 0.0, joint_y.astype(np.float32)), smooth(0.05, 0.0, joint_x.astype(np.float32))
    )
    tex = ground_texture(rng, c, (h, c.pw), 40)
    stone = light.shade(color("#e9eef6") if light.snow > 0 else color("#77737a"), 0.30) * np.float32(0.55)
    rgb = np.broadcast_to(mix(stone, light.ink, smooth(edge, 960, yy)[..., None] * 0.7), (h, c.pw, 3)) * (
        0.7 + 0.6 * tex[..., None]
    )
    rgb = rgb * (1 - np.float32(0.35 if light.snow == 0 else 0.08) * joints[..., None])
    curb = smooth(edge + 9, edge + 7, yy)[..., None] * np.float32(0.35)
    rgb = mix(rgb, light.shade(color("#b8b2ac"), 0.5), curb)
    if light.lamps > 0.3:
        for x in posts:
            s = 66 if x < c.dw / 2 else -66
            pool = np.exp(-(((xx - x - s) / 190) ** 2) - (((yy - edge - 42) / 46) ** 2))
            rgb = rgb + (pool * np.float32(0.34 * light.lamps))[..., None] * color("#ffb669") * (
                0.35 + 0.9 * tex[..., None]
            )
    if light.wet > 0:  # rain leaves a film that mirrors the lights across the water
        puddles = smooth(0.40, 0.62, ground_texture(rng, c, (h, c.pw), 9))
        alpha = alpha * (0.62 - 0.40 * puddles) * smooth(edge - 2, edge + 26, yy) + alpha * smooth(
            edge + 26, edge - 2, yy
        )
    return make_layer(c, rgb.astype(np.float32), alpha.astype(np.float32), 0.62, top=dy)


class StreetLamps:
    """Lamps with a cone of lit air under each."""

    def __init__(self, spots: list[tuple[float, float]], depth: float, level: float) -> None:
        self._spots, self._depth, self._level = spots, depth, level

    def draw(self, frame: Frame) -> None:
        for k, (x, y) in enumerate(self._spots):
            fx, fy, unit = frame.at(self._depth, x, y)
            flicker = 1 - 0.05 * max(0.0, math.sin(frame.t * 7 + k * 3)) ** 8
            halo(frame, fx, fy, 210 * unit, color("#ffc987"), 0.85 * self._level * flicker)
