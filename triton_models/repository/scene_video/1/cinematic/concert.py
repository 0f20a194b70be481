"""Concerts: a band before a wall of light, with beams that sweep and a crowd that moves."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np

from cinematic.arrays import F32, Rng, blur, color, fbm, mix, smooth
from cinematic.backdrop import Stage
from cinematic.beams import Beam, Beams
from cinematic.crowd import crowd_row, eagerness
from cinematic.layers import Layer, make_layer
from cinematic.light import Light
from cinematic.outdoors import Pin
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.spec import Time
from cinematic.surfaces import chance

_FLOOR = 660.0
_SCHEMES = (("#3a7bff", "#ff3d9a"), ("#ff8a3c", "#ffd060"), ("#2ad8c8", "#7a5cff"), ("#ff4a4a", "#ffb04a"))


def concert(stage: Stage) -> list[Element]:
    """Before the band: a screen, side lights, beams from above, and the crowd's backs."""
    c, rng, side = stage.canvas, stage.rng, stage.side
    first, second = (color(t) for t in _SCHEMES[rng.integers(len(_SCHEMES))])
    cool = stage.spec.time in (Time.NIGHT, Time.DAWN)
    if cool:
        first, second = mix(first, color("#6a9aff"), 0.35), mix(second, color("#c0d0ff"), 0.25)
    light = lit_by(stage.light, second)
    inner = replace(stage, light=light)
    hx = c.dw / 2 - side * 40
    elements: list[Element] = [_screen(rng, stage, first, second), _rig(inner, first)]
    lamps = []
    n = 7
    reach = min(560.0, c.dw * 0.42)
    for k in range(n):
        u = (k - (n - 1) / 2) / ((n - 1) / 2)
        lamps.append(
            Beam(
                c.dw / 2 + u * reach,
                150 + 26 * u * u,
                -u * 0.42,
                0.24,
                first if k % 2 else second,
                speed=0.55,
            )
        )
    for u in (-1, 1):
        for k in range(2):
            lamps.append(
                Beam(
                    c.dw / 2 + u * (reach + 10 - k * 90),
                    _FLOOR - 30,
                    math.pi - u * (0.35 + 0.3 * k),
                    0.2,
                    second if k else first,
                    reach=620,
                    speed=0.42,
                    strength=0.42,
                )
            )
    elements.append(Beams(c, rng, lamps, 0.42))
    elements.append(boards(inner, _FLOOR, hx, second, tone="#4a3c38"))
    elements.append(_band(inner, hx))
    elements.append(
        inner.hero(
            x=hx,
            y=754,
            height=236,
            depth=0.70,
            light_x=hx + side * 300,
            seat="stool",
            travel=380,
            brightness=1.3,
        )
    )
    key = Beam(
        hx - side * 120,
        60,
        side * 0.17,
        0.012,
        mix(second, color("#fff4e0"), 0.6),
        reach=900,
        width=0.10,
        strength=0.42,
    )
    elements.append(Beams(c, rng, [key], 0.66, lamps=0.0))
    eager = eagerness(stage.spec.mood)
    dark = color("#07060b")
    elements.append(
        crowd_row(
            inner,
            782,
            25,
            0.86,
            dark=dark,
            rim=first,
            rise=3 + 9 * eager,
            arms=0.15 + 0.5 * eager,
            phones=0.15,
            gap=70,
            rim_strength=0.9,
        )
    )
    elements.append(
        crowd_row(
            inner,
            824,
            36,
            1.0,
            dark=dark,
            rim=second,
            rise=4 + 12 * eager,
            arms=0.08 + 0.35 * eager,
            phones=0.2,
            gap=130,
            rim_strength=0.7,
        )
    )
    return elements


def lit_by(light: Light, beam: F32, *, key: float = 0.95) -> Light:
    """The light on a stage: a beam from the front, darkness around it."""
    return replace(
        light,
        key=np.asarray(beam * np.float32(key), np.float32),
        ambient=np.asarray(color("#2c2636") * np.float32(0.8), np.float32),
        ink=color("#0a080e"),
        rim=beam,
        fog=mix(color("#1c1826"), beam, 0.15),
        haze=0.3,
        wind=0.03,
        snow=0.0,
        wet=0.0,
        lamps=0.3,
    )


def boards(
    stage: Stage, top: float, hx: float, beam: F32, *, tone: str = "#a8744a", edge: float = 826.0
) -> Layer:
    """A stage's floor with a pool of light about the hero, and its front edge."""
    c, rng = stage.canvas, stage.rng
    xx, yy = c.xs()[None, :], c.ys(top)[:, None]
    h = yy.shape[0]
    d = yy - top + 40
    across = (xx - c.dw / 2) / d * 2.4
    seam = smooth(0.05, 0.02, np.asarray(np.abs(across - np.round(across)), np.float32))
    tex = fbm(rng, c.pw, max(h, c.pw // 3), 40, 4)[:h]
    board = 0.85 + 0.3 * chance(np.round(across))
    pool = np.exp(-(((xx - hx) / 270) ** 2) - (((yy - 756) / 56) ** 2))
    wide = np.exp(-(((xx - hx) / 640) ** 2))
    level = 0.10 + 0.85 * smooth(0.15, 0.6, np.asarray(pool, np.float32)) + 0.22 * wide
    rgb = color(tone) * (board * (0.75 + 0.5 * tex) * (1 - 0.5 * seam))[..., None] * (level[..., None] * beam)
    rgb = mix(
        np.asarray(rgb, np.float32),
        color("#0a070a"),
        np.asarray(smooth(edge - 3, edge + 3, yy)[..., None] * np.ones_like(xx)[..., None], np.float32),
    )
    return make_layer(c, rgb, np.ones((h, c.pw), np.float32), 0.64, top=top)


def _screen(rng: Rng, stage: Stage, first: F32, second: F32) -> Layer:
    """The back: darkness and a wall of light with a landscape of waves, a disc or bars on it."""
    c = stage.canvas
    xx, yy = c.xs()[None, :], c.ys()[:, None]
    half, y0, y1 = min(430.0, c.dw * 0.30), 205.0, 590.0
    u, v = (xx - c.dw / 2) / half, (yy - y0) / (y1 - y0)
    inside = np.clip((1 - np.abs(u)) * half * c.unit + 0.5, 0, 1) * np.clip(
        np.minimum(yy - y0, y1 - yy) * c.unit + 0.5, 0, 1
    )
    rgb = mix(
        first, second, np.asarray(np.clip(v * 1.1, 0, 1)[..., None] * np.ones_like(u)[..., None], np.float32)
    ) * np.float32(0.32)
    kind = int(rng.integers(3))
    if kind == 0:
        d = np.hypot(u * half, (v - 0.45) * (y1 - y0)) / 128
        rgb = mix(
            rgb,
            mix(second, color("#fff4dc"), 0.55) * np.float32(0.95),
            np.asarray(smooth(1.02, 0.98, d), np.float32)[..., None],
        )
        for k in range(4):
            ridge = (
                0.55
                + 0.12 * k
                + 0.07 * np.sin(u * (3 + k * 1.7) + k * 2.1 + stage.phase)
                + 0.03 * np.sin(u * 11 + k)
            )
            rgb = mix(
                rgb,
                first * np.float32(0.30 - 0.06 * k),
                np.asarray(smooth(0, 0.006, v - ridge), np.float32)[..., None],
            )
    elif kind == 1:
        for k in range(9):
            line = 0.5 + 0.30 * np.sin(u * (2.0 + 0.35 * k) + k * 0.5 + stage.phase) * (
                1 - np.abs(u) * 0.3
            ) * (0.4 + 0.1 * k)
            e = np.exp(-(((v - line) / 0.008) ** 2)) + 0.25 * np.exp(-(((v - line) / 0.04) ** 2))
            rgb = rgb + e[..., None] * mix(first, second, k / 8) * np.float32(0.75)
    else:
        column = np.round(u * 13)
        high = 0.25 + 0.65 * chance(column, np.full_like(column, stage.phase)) * np.exp(-((u / 0.9) ** 2))
        bar = (np.abs(u * 13 - column) < 0.36) & (v > 1 - high) & (np.abs(v * 24 - np.round(v * 24)) < 0.36)
        rgb = rgb + bar[..., None] * mix(
            first, second, np.asarray(1 - v, np.float32)[..., None]
        ) * np.float32(0.8)
    rgb = np.asarray(rgb * inside[..., None], np.float32)
    small = cv2.resize(rgb, (max(2, c.pw // 8), max(2, c.ph // 8)), interpolation=cv2.INTER_AREA)
    wide = cv2.resize(blur(np.asarray(small, np.float32), 5.0), (c.pw, c.ph), interpolation=cv2.INTER_CUBIC)
    base = color("#0a0910") * (0.7 + 0.6 * fbm(rng, c.pw, c.ph, 12, 3))[..., None]
    return make_layer(c, np.asarray(np.maximum(rgb, base) + wide * np.float32(0.45), np.float32), None, 0.32)


def _rig(stage: Stage, tone: F32) -> Element:
    """Trusses overhead with their lamps, and strips of light at both sides."""
    c = stage.canvas
    plate = Plate.of(c)
    iron = color("#3c3c46")
    for y, bow in ((132.0, 26.0), (104.0, 20.0)):
        line = [(x, y + bow * ((x - c.dw / 2) / 560) ** 2) for x in np.linspace(-20, c.dw + 20, 40)]
        plate.chain([(float(a), float(b)) for a, b in line], 4.0, iron)
    for x in np.arange(-20.0, c.dw + 20, 28.0):
        b = 26 * ((x - c.dw / 2) / 560) ** 2
        plate.line((float(x), 132 + b), (float(x) + 14, 104 + b * 0.8), 2.0, iron)
        plate.line((float(x) + 14, 104 + b * 0.8), (float(x) + 28, 132 + b), 2.0, iron)
    reach = min(560.0, c.dw * 0.42)
    for k in range(7):
        u = (k - 3) / 3
        x, y = c.dw / 2 + u * reach, 146 + 26 * u * u
        plate.shape([(x - 11, y - 12), (x + 11, y - 12), (x + 8, y + 12), (x - 8, y + 12)], tint("#24242c"))
        plate.lamp_oval(x, y + 9, 6, 4, color("#fff6ea"))
    for s in (-1, 1):
        for k in range(4):
            x = c.dw / 2 + s * (min(470.0, c.dw * 0.33) + k * 58)
            plate.box(x - 4, 240 + k * 26, x + 4, 640, tint("#1c1c24"))
            plate.lamp_box(x - 2.4, 246 + k * 26, x + 2.4, 636, tone * np.float32(0.85 - 0.12 * k))
    return plate.layer(stage, 0.40, Finish(rim=0.2, spill=0.6))


def _band(stage: Stage, hx: float) -> Element:
    """Drums, keys, amplifiers and a microphone, against the screen."""
    c, side = stage.canvas, stage.side
    plate = Plate.of(c)
    dark = color("#1c1a22")
    drums = Pin(plate, hx + side * 190, 716, 88)
    drums.box(-1.5, -0.1, 1.5, 0.16, dark)
    drums.oval(0, 0.55, 0.46, 0.46, tint("#5a2a2e"))
    drums.oval(0, 0.55, 0.38, 0.38, tint("#d8d0c4"), 0.3)
    for x, y, r in ((-0.5, 0.98, 0.24), (0.46, 1.0, 0.24), (-0.95, 0.66, 0.26), (0.98, 0.6, 0.30)):
        drums.box(x - r, y - 0.2, x + r, y, tint("#6a3034"))
        drums.oval(x, y, r, 0.06, tint("#d8d0c4"))
    for x, y in ((-1.3, 1.45), (1.2, 1.5), (0.7, 1.72)):
        drums.line((x * 0.9, 0), (x, y), 0.03, dark)
        drums.shape(
            [(x - 0.42, y + 0.02), (x, y + 0.10), (x + 0.42, y - 0.02), (x, y - 0.02)], tint("#c8a850"), 0.8
        )
    drums.oval(0.06, 1.72, 0.15, 0.18, dark)
    drums.shape([(-0.3, 0.8), (-0.34, 1.45), (0.4, 1.45), (0.36, 0.8)], dark)
    for s in (-1, 1):
        stack = Pin(plate, c.dw / 2 + s * min(520.0, c.dw * 0.38), 734, 92)
        for k in range(3):
            stack.box(-0.62, k * 0.95, 0.62, k * 0.95 + 0.9, tint("#24222a"), 0.3)
            stack.oval(0, k * 0.95 + 0.45, 0.34, 0.34, tint("#121116"), 0.2)
            stack.oval(0, k * 0.95 + 0.45, 0.12, 0.12, tint("#2c2a32"), 0.4)
    keys = Pin(plate, hx - side * 330, 736, 92)
    keys.box(-0.95, 0.86, 0.95, 1.0, dark)
    keys.box(-0.9, 0.98, 0.9, 1.03, tint("#e8e4dc"), 0.8)
    keys.line((-0.7, 0), (0.6, 0.86), 0.06, dark)
    keys.line((0.7, 0), (-0.6, 0.86), 0.06, dark)
    mic = Pin(plate, hx + side * 96, 762, 130)
    mic.line((0, 0), (0, 1.2), 0.022, dark)
    mic.line((0, 1.2), (-side * 0.22, 1.36), 0.022, dark)
    mic.oval(-side * 0.25, 1.38, 0.05, 0.04, tint("#8a8a92"))
    mic.line((-0.16, 0), (0.16, 0), 0.03, dark)
    return plate.layer(stage, 0.60, Finish(rim=0.85, rim_by=1.6))
