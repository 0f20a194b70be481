"""An open-air stage that looks out over its field: a crowd, tents, flags and a big wheel."""

from __future__ import annotations

import itertools
import math

import numpy as np

from cinematic.arrays import F32, color, fbm, mix, smooth
from cinematic.backdrop import Stage
from cinematic.countryside import distant_hills
from cinematic.crowd import crowd_row, eagerness
from cinematic.layers import Layer, make_layer
from cinematic.light import Light
from cinematic.outdoors import Halos, Pin, bulbs, bunting
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.surfaces import chance
from cinematic.vista import Vista


def open_air(stage: Stage) -> list[Element]:
    """From an open-air stage over the field: flags, tents, a big wheel, and thousands of heads."""
    c, light, _rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage, 500.0)
    v = Vista(cx=c.dw / 2, horizon=566.0, eye=4.0)
    fair, halos = _fair(stage, v)
    elements.append(fair)
    if halos:
        elements.append(Halos(halos, 0.26))
    elements.append(_field(stage, v))
    eager = max(0.35, eagerness(stage.spec.mood))
    elements.append(_far_crowd(stage, v))
    dark = light.shade(color("#3a3640"), 0.25) * np.float32(0.6)
    for z in (30.0, 22.0, 16.5, 12.5):
        k = v.scale(z)
        tone = light.veil(dark, (0.16 + 0.3 * light.haze) * min(1.0, z / 30))
        elements.append(
            crowd_row(
                stage,
                v.at(0, 1.75, z)[1],
                k * 0.30,
                0.30 + 3.2 / z,
                dark=tone,
                rim=light.rim,
                rise=k * 0.10 * eager,
                arms=0.10 + 0.4 * eager,
                phones=0.25 if light.dark else 0.0,
                cloth=0.55 * (1 - 0.6 * light.lamps),
                floor=v.at(0, 0.0, z)[1] + 20,
                rim_strength=0.55,
            )
        )
    elements.append(_platform(stage, light))
    hx = c.dw / 2 - side * 60
    elements.append(
        stage.hero(
            x=hx, y=772, height=214, depth=0.72, light_x=sun[0], seat="stool", travel=340, brightness=1.15
        )
    )
    elements.append(_frame(stage))
    return elements


def _field(stage: Stage, v: Vista) -> Layer:
    c, light = stage.canvas, stage.light
    top = v.horizon + 22
    yy = c.ys(top)[:, None]
    base = light.shade(color("#e4eaf2") if light.snow > 0 else color("#5c6a44"), 0.3) * np.float32(0.6)
    rgb = mix(
        light.veil(base, 0.3 + 0.3 * light.haze),
        mix(base, light.ink, 0.6),
        smooth(top, top + 150, yy)[..., None],
    )
    full = np.broadcast_to(rgb, (yy.shape[0], c.pw, 3)).astype(np.float32)
    return make_layer(c, full, np.ones(full.shape[:2], np.float32), 0.30, top=top)


def _far_crowd(stage: Stage, v: Vista) -> Element:
    """Heads without number, smaller and paler towards the end of the field."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    plate = Plate.of(c)
    z = 95.0
    while z > 31:
        k, (_, y) = v.scale(z), v.at(0, 1.6, z)
        x = -10.0
        while x < c.dw + 10:
            near = 1 - (z - 31) / 64
            cloth = tint(
                ("#9a5a54", "#b89a60", "#5a6a88", "#a8a298", "#66785e", "#4a4652")[rng.integers(6)],
                0.55 + 0.25 * near,
            )
            yy = y + rng.uniform(-0.25, 0.25) * k
            plate.box(x - 0.24 * k, yy, x + 0.24 * k, yy + 1.2 * k, cloth, 0.25)
            plate.oval(x, yy - 0.1 * k, 0.15 * k, 0.18 * k, tint("#6a4a3c", 0.8), 0.3)
            x += k * rng.uniform(0.5, 0.8)
        z *= 0.90
    return plate.layer(stage, 0.33, Finish(fog=0.18 + 0.3 * light.haze, rim=0.4, rim_by=0.8, snow=0.0))


def _fair(stage: Stage, v: Vista) -> tuple[Element, list[tuple[float, float, float, F32, float]]]:
    """Tents, flags and a big wheel at the far end of the field."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    base = v.horizon + 30
    k = 8.0
    wheel = Pin(plate, c.dw / 2 + side * c.dw * 0.24, base, k)
    iron = tint("#8a8f98")
    a = np.linspace(0, 2 * math.pi, 41)
    rim = [(11 * math.cos(t), 13 + 11 * math.sin(t)) for t in a]
    for p, q in itertools.pairwise(rim):
        wheel.line(p, q, 0.30, iron)
    tones = ("#ff5a6a", "#ffd05a", "#5ac8ff", "#8aff9a")
    halos = []
    for j in range(16):
        t = 2 * math.pi * j / 16 + 0.1
        end = (11 * math.cos(t), 13 + 11 * math.sin(t))
        wheel.line((0, 13), end, 0.12, iron)
        wheel.box(end[0] - 0.8, end[1] - 1.7, end[0] + 0.8, end[1] - 0.3, tint(tones[j % 4], 0.9))
        if light.lamps > 0.3:
            wheel.lamp_oval(end[0], end[1], 0.42, 0.42, tint(tones[j % 4]))
            if j % 2 == 0:
                halos.append((*wheel.at(*end), 34.0, tint(tones[j % 4]), 0.45 * light.lamps))
    for s in (-1, 1):
        wheel.line((s * 5, 0), (0, 13), 0.4, iron)
    for _ in range(9):
        tent = Pin(plate, rng.uniform(0, c.dw), base + rng.uniform(-2, 6), rng.uniform(6, 9))
        w, cloth = rng.uniform(3, 6), tint(("#e8e0d0", "#c95a4a", "#d8a848", "#5a8a9a")[rng.integers(4)])
        tent.box(-w, 0, w, 2.4, cloth * np.float32(0.85))
        tent.shape([(-w * 1.1, 2.4), (0, 5.4), (w * 1.1, 2.4)], cloth, 0.7)
        tent.shape([(0, 2.4), (0, 5.4), (w * 1.1, 2.4)], cloth * np.float32(0.82), 0.4)
        tent.line((0, 5.3), (0, 6.6), 0.12, iron)
        tent.shape([(0, 6.6), (1.3, 6.3), (0, 6.0)], tint("#c94f4a"))
        if light.lamps > 0.3:
            tent.lamp(
                [(-w * 0.7, 0.2), (w * 0.7, 0.2), (w * 0.6, 2.1), (-w * 0.6, 2.1)],
                color("#ffcf88") * np.float32(0.6 * light.lamps),
            )
    return plate.layer(stage, 0.26, Finish(fog=0.16 + 0.25 * light.haze, spill=0.5)), halos


def _platform(stage: Stage, light: Light) -> Layer:
    c, rng = stage.canvas, stage.rng
    top = 716.0
    xx, yy = c.xs()[None, :], c.ys(top)[:, None]
    h = yy.shape[0]
    across = (xx - c.dw / 2) / (yy - top + 60) * 2.2
    seam = smooth(0.06, 0.02, np.asarray(np.abs(across - np.round(across)), np.float32))
    tex = fbm(rng, c.pw, max(h, c.pw // 3), 40, 4)[:h]
    wood = (
        light.shade(color("#7a6450"), 0.42)
        * (0.85 + 0.3 * chance(np.round(across)))[..., None]
        * (0.7 + 0.6 * tex[..., None])
    )
    rgb = wood * (1 - 0.5 * seam)[..., None]
    rgb = mix(np.asarray(rgb, np.float32), light.ink, smooth(800, 936, yy)[..., None] * np.float32(0.55))
    lip = smooth(top + 9, top + 5, yy)[..., None] * np.float32(0.6)
    rgb = mix(rgb, light.shade(color("#c8b49a"), 0.7), lip)
    return make_layer(c, rgb, np.ones((h, c.pw), np.float32), 0.70, top=top)


def _frame(stage: Stage) -> Element:
    """What frames the view: trusses, speakers, bulbs and pennants."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    plate = Plate.of(c)
    iron = color("#34363c")
    for s in (-1, 1):
        x = c.dw / 2 + s * (c.dw / 2 - min(190.0, c.dw * 0.15))
        for dx in (-13, 13):
            plate.line((x + dx, 150), (x + dx, c.dh), 5, iron)
        for y in np.arange(150.0, c.dh, 30.0):
            plate.line((x - 13, float(y)), (x + 13, float(y) + 15), 2.6, iron)
            plate.line((x + 13, float(y) + 15), (x - 13, float(y) + 30), 2.6, iron)
        for k in range(5):
            y = 210 + k * 44
            plate.shape(
                [(x - s * 70, y), (x - s * 14, y - 4), (x - s * 14, y + 38), (x - s * 66, y + 36)],
                tint("#24252a"),
            )
    for y in (132.0, 160.0):
        plate.line((-20, y), (c.dw + 20, y), 5, iron)
    for x in np.arange(-20.0, c.dw + 20, 34.0):
        plate.line((float(x), 160), (float(x) + 17, 132), 2.4, iron)
        plate.line((float(x) + 17, 132), (float(x) + 34, 160), 2.4, iron)
    bulbs(plate, (c.dw * 0.1, 172), (c.dw * 0.52, 168), 5.0, 54, light)
    bulbs(plate, (c.dw * 0.48, 168), (c.dw * 0.9, 172), 5.0, 54, light)
    bunting(plate, rng, (c.dw * 0.06, 190), (c.dw * 0.94, 190), 20, 40)
    return plate.layer(stage, 0.86, Finish(rim=0.6, brightness=0.8))
