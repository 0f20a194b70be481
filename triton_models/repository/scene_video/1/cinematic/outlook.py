"""What lies outside a room's windows, by the hour and the weather."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, blur, color, mix
from cinematic.backdrop import Stage, mountain_layer, ridge_profile, vertical
from cinematic.clouds import cloud_layers
from cinematic.indoors import Wet
from cinematic.layers import Layer, make_layer
from cinematic.light import city_glow
from cinematic.rooms import Room
from cinematic.scene import Element
from cinematic.sheet import Sheet
from cinematic.sky import sky_layer, sun_at
from cinematic.weather import Rain, Snow


def outlook(stage: Stage, room: Room) -> list[Element]:
    """Sky, land or town, and what falls; only a room's windows show it."""
    if not room.panes:
        return [make_layer(stage.canvas, _ground(stage, 0.0), None, 0.06)]
    c, rng = stage.canvas, stage.rng
    light = city_glow(stage.light) if room.view == "city" else stage.light
    level = room.view_level
    sun = sun_at(light, c, level, stage.side * 0.9)
    elements: list[Element] = [
        sky_layer(rng, c, light, level, sun),
        *cloud_layers(rng, c, light, level, sun)[:1],
        make_layer(c, _ground(stage, level), None, 0.10, top=level),
    ]
    if room.view != "sea":
        rock = color("#8fa08a") if light.snow == 0 else color("#c8d0da")
        profile = ridge_profile(rng, c, level + 6, 40, cells=4, octaves=7, sharp=False)
        elements.append(
            mountain_layer(
                rng, c, light, profile, sun_x=sun[0], depth=0.14, distance=0.5, rock=rock, snow=light.snow
            )
        )
    if room.view in ("town", "city"):
        sheet, glow = _houses(stage, level, tall=room.view == "city")
        elements.append(_far(stage, sheet, 0.22, 0.30 + 0.3 * light.haze, glow))
    elif room.view in ("garden", "hills"):
        sheet = _trees(stage, level, near=room.view == "garden")
        elements.append(_far(stage, sheet, 0.24, 0.14 + 0.4 * light.haze, None))
    if light.snow > 0:
        elements.append(Snow(rng, 260, color("#eef4ff"), light.wind))
    if light.wet > 0:
        elements.append(Rain(rng, 260, color("#cfdcf2"), light.wind))
        elements.append(Wet(room, room.lens()))
    return elements


def _far(stage: Stage, sheet: Sheet, depth: float, fog: float, glow: F32 | None) -> Layer:
    """Flat shapes in the haze, a little out of focus; the rows above them are left out."""
    c, light = stage.canvas, stage.light
    alpha = sheet.alpha()
    used = np.flatnonzero(alpha.any(1))
    top = max(0, int(used[0]) - 2) if len(used) else 0
    rows = slice(top, c.row(700))
    alpha = alpha[rows]
    rgb: F32 = light.veil(light.shade(sheet.albedo()[rows], 0.42), fog)
    if glow is not None:
        soft = blur(glow[rows], 3.5 * c.unit)
        rgb = np.asarray(np.maximum(rgb, glow[rows]) + soft * alpha[..., None], np.float32)
    flat = blur(np.ascontiguousarray(rgb * alpha[..., None]), 0.9 * c.unit)
    alpha = blur(alpha, 0.9 * c.unit)
    rgb = np.asarray(flat / np.maximum(alpha, 0.02)[..., None], np.float32)
    return make_layer(c, rgb, alpha, depth, top=top / c.unit)


def _ground(stage: Stage, top: float) -> F32:
    c, light = stage.canvas, stage.light
    earth = color("#d8dde6") if light.snow > 0 else color("#7d8a63")
    far = light.veil(light.shade(earth, 0.4), 0.55)
    near = light.shade(earth, 0.25) * np.float32(0.8)
    return vertical(c, far, near, top, top, top + 180, c.pw)


def _houses(stage: Stage, level: float, *, tall: bool) -> tuple[Sheet, F32]:
    """Two rows of buildings, and the light of their windows as a picture."""
    c, rng, light = stage.canvas, stage.rng, stage.light
    sheet, lights = Sheet(c), Sheet(c)
    warm = color("#ffcf86")
    for row in range(2):
        x = -30.0
        while x < c.dw + 30:
            w = rng.uniform(46, 110) * (0.8 if tall else 1.1)
            h = rng.uniform(90, 300) if tall else rng.uniform(36, 84)
            h *= 1.0 if row == 0 else 0.62
            tint = mix(color("#8a8f9c"), color("#b08a70"), float(rng.random())) * np.float32(0.75 - 0.2 * row)
            top, foot = level - h + row * 34, level + 60 + row * 60
            sheet.box(x, top, x + w, foot, tint)
            if not tall:
                roof = color("#e6ebf2") if light.snow > 0 else color("#7a4a3c") * np.float32(0.9)
                peak = [(x - 5, top + 1), (x + w / 2, top - w * 0.34), (x + w + 5, top + 1)]
                sheet.shape(peak, roof)
            for wy in np.arange(top + 12, foot - 10, 19.0):
                for wx in np.arange(x + 8, x + w - 8, 15.0):
                    if rng.random() < (0.42 if light.dark else 0.0):
                        lights.box(wx, wy, wx + 7, wy + 10, warm * np.float32(rng.uniform(0.4, 1.0)))
                    else:
                        sheet.box(wx, wy, wx + 7, wy + 10, tint * np.float32(0.62))
            x += w + rng.uniform(0, 22)
    glow = lights.albedo() * lights.alpha()[..., None]
    return sheet, np.asarray(glow, np.float32)


def _trees(stage: Stage, level: float, *, near: bool) -> Sheet:
    c, rng, light = stage.canvas, stage.rng, stage.light
    sheet = Sheet(c)
    leaf = color("#5f7d4a") if light.snow == 0 else color("#8d99a0")
    for row in range(3 if near else 2):
        x = -60.0
        while x < c.dw + 60:
            size = rng.uniform(34, 70) * (1 + row * (0.75 if near else 0.35))
            foot = level + 26 + row * 34
            tint = leaf * np.float32(rng.uniform(0.7, 1.1) * (1 - 0.16 * row))
            sheet.line((x, foot), (x, foot - size), 4 + row * 2, color("#4a3a2c"))
            for _ in range(22):
                a, d = rng.uniform(0, 6.28), size * math.sqrt(rng.random()) * 0.52
                ox, oy = d * math.cos(a), d * 0.8 * math.sin(a)
                r = size * rng.uniform(0.10, 0.24)
                lit = 1.15 - 0.30 * (oy / size + 0.5) + rng.uniform(-0.1, 0.1)
                sheet.oval(x + ox, foot - size * 1.1 + oy, r, r * 0.85, tint * np.float32(lit))
            x += size * rng.uniform(0.9, 2.2)
    return sheet
