"""Sports grounds: a pitch, a goal, a full stand and floodlights."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, color, mix, smooth
from cinematic.backdrop import Stage, ground_texture, rim_light, sheet_layer
from cinematic.countryside import distant_hills
from cinematic.layers import make_layer
from cinematic.scene import Element
from cinematic.sheet import Sheet


def sports_ground(stage: Stage) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage, 470.0)
    stand, lights = Sheet(c), Sheet(c)
    for row in range(6):
        y = 596.0 - row * 18
        stand.box(-20, y, c.dw + 20, y + 24, color("#6d7482") * np.float32(1.1 - row * 0.06))
        for _ in range(150):
            x = rng.uniform(0, c.dw)
            tint = color(("#c94f4f", "#e0b04a", "#4a7fc2", "#e8e2d6", "#5a9a62", "#33363f")[rng.integers(6)])
            stand.oval(x, y - 3, 3.6, 4.4, color("#8a6a58"))
            stand.shape([(x - 5, y + 12), (x - 5, y + 3), (x + 5, y + 3), (x + 5, y + 12)], tint)
    for x in (c.dw * 0.14, c.dw * 0.40, c.dw * 0.66, c.dw * 0.90):
        stand.line((x, 610), (x, 300), 6, color("#4a4e58"))
        stand.box(x - 34, 276, x + 34, 312, color("#3a3e48"))
        for k in range(8):
            lx, ly = x - 26 + (k % 4) * 17, 284 + (k // 4) * 18
            stand.oval(lx, ly, 5.5, 5.5, color("#dfe6ea"))
            if light.lamps > 0.3:
                lights.oval(lx, ly, 6.5, 6.5, color("#f4f8ff"))
    elements.append(
        sheet_layer(
            stage,
            stand,
            0.36,
            fog=0.20 + 0.2 * light.haze,
            lit=0.4,
            glow=lights.albedo() * lights.alpha()[..., None],
        )
    )
    elements.append(_pitch(stage, 612.0, sun[0]))
    goal = Sheet(c)
    gx = c.dw / 2 + side * 250
    white = color("#f4f4f0")
    for x in np.arange(gx - 108, gx + 109, 12.0):
        goal.line((float(x), 590), (float(x) * 0.94 + gx * 0.06, 686), 0.7, white * np.float32(0.7))
    for y in np.arange(596, 688, 11.0):
        goal.line((gx - 108, float(y)), (gx + 108, float(y)), 0.7, white * np.float32(0.7))
    goal.line((gx - 112, 692), (gx - 112, 584), 5, white)
    goal.line((gx + 112, 692), (gx + 112, 584), 5, white)
    goal.line((gx - 112, 584), (gx + 112, 584), 5, white)
    elements.append(sheet_layer(stage, goal, 0.56, fog=0.03, lit=0.6, rim_by=1.0))
    elements.append(
        stage.hero(x=c.dw / 2 - side * 70, y=764, height=178, depth=0.72, light_x=sun[0], facing=side)
    )
    return elements


def _pitch(stage: Stage, top: float, sun_x: float) -> Element:
    c, light, rng = stage.canvas, stage.light, stage.rng
    xx, yy = c.xs()[None, :], c.ys(top)[:, None]
    h = c.ph - c.row(top)
    d = np.maximum(yy - top + 24, 2)
    tex = ground_texture(rng, c, (h, c.pw), 40)[..., None]
    stripe = 0.5 + 0.5 * np.tanh(np.sin(np.log(d) * 11) * 6)
    base = color("#e6ecf4") if light.snow > 0 else color("#5f8a3c")
    grass: F32 = light.shade(base, 0.55) * (0.66 + 0.16 * stripe[..., None] + 0.42 * tex)
    grass = np.broadcast_to(grass, (h, c.pw, 3)).copy()
    off = (xx - c.dw / 2) / d
    lines = smooth(0.035, 0.018, np.abs(np.abs(off) - 3.6)) + smooth(
        2.4, 1.2, np.abs(yy - (top + 92)) * 24 / d
    )
    ring = np.hypot(off * 1.0, (np.log(d) - math.log(150)) * 3.4)
    lines = np.clip(lines + smooth(0.07, 0.03, np.abs(ring - 1.5)), 0, 1)
    rgb = mix(grass, light.shade(color("#f2f2ea"), 0.6), (lines * 0.8)[..., None])
    if light.lamps > 0.3:
        pool = np.exp(-(((xx - c.dw / 2) / 700) ** 2)) * np.float32(0.30 * light.lamps)
        rgb = rgb + pool[..., None] * color("#dfe9d8") * base
    rgb = light.veil(rgb, smooth(top + 90, top, yy) * (0.2 + 0.4 * light.haze) * np.ones_like(xx))
    rgb = mix(rgb, light.ink, smooth(780, 940, yy)[..., None] * np.float32(0.4))
    alpha = np.ones((h, c.pw), np.float32)
    return make_layer(
        c,
        rim_light(c, rgb.astype(np.float32), alpha, light.rim, 0, 1, 0.1),
        alpha,
        0.66,
        top=c.row(top) / c.unit,
    )
