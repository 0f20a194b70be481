"""What settings in the country share: hills under a sky, and houses far away."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import Rng, color
from cinematic.backdrop import Stage
from cinematic.firmament import firmament
from cinematic.meadow import hills
from cinematic.scene import Element
from cinematic.sheet import Sheet
from cinematic.sky import mist_layer, sun_at
from cinematic.terrain import best_eye, slab_layer

_WALLS = ("#d9cdb8", "#c9b59a", "#b98a6a", "#e2d8c6", "#a8a094")
_ROOFS = ("#8a4a3a", "#6b4a44", "#7a5a48", "#54525e")
_PANE = color("#ffd591")


def distant_hills(stage: Stage, horizon: float = 500.0) -> tuple[list[Element], tuple[float, float]]:
    """Sky, clouds and far hills; also where the sun is."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    sun = sun_at(light, c, horizon, stage.side * 0.75)
    elements = firmament(stage, horizon, sun)
    field = hills(rng, light, stage.side)
    eye = best_eye(field, rng, horizon - 30, rise=34, tries=10)
    for z0, z1, depth, last in ((200, 600, 0.18, True), (80, 230, 0.27, False)):
        elements.append(
            slab_layer(field, eye, c, light, z0, z1, depth, far=560, last=last, grain=0.42, low_mist=0.2)
        )
    elements.append(mist_layer(rng, c, light.fog, 575, 26, 0.18 + 0.5 * light.haze, 0.30, 4))
    return elements, sun


def house(
    sheet: Sheet, glow: Sheet, rng: Rng, x: float, y: float, w: float, h: float, lamps: float
) -> tuple[float, float]:
    """A cottage; returns the top of its chimney."""
    wall, roof = color(_WALLS[rng.integers(5)]), color(_ROOFS[rng.integers(4)])
    rise = h * rng.uniform(0.62, 0.85)
    cx = x + w * rng.choice([0.22, 0.76])
    sheet.box(cx - w * 0.045, y - h - rise * 0.95, cx + w * 0.045, y - h * 0.9, wall * np.float32(0.7))
    top = (float(cx), y - h - rise * 0.95)
    sheet.box(x, y - h, x + w, y + 6, wall)
    sheet.box(x, y - h, x + w * 0.30, y + 6, wall * np.float32(0.82))
    sheet.shape(
        [
            (x - w * 0.07, y - h + 4),
            (x + w * 0.16, y - h - rise),
            (x + w * 0.84, y - h - rise),
            (x + w * 1.07, y - h + 4),
        ],
        roof,
    )
    sheet.line((x - w * 0.07, y - h + 4), (x + w * 1.07, y - h + 4), 3, roof * np.float32(0.6))
    for k in range(5):
        yy = y - h - rise * (k + 0.5) / 5
        inset = w * (0.23 * (k + 0.5) / 5 - 0.07)
        sheet.line((x + inset, yy), (x + w - inset, yy), 0.9, roof * np.float32(0.78))
    n = max(2, round(w / 46))
    door = int(rng.integers(n))
    for k in range(n):
        px = x + w * (k + 0.5) / n
        if k == door:
            sheet.box(px - 8, y - h * 0.56, px + 8, y + 4, color("#5a3b2e"))
            continue
        box = (px - 9, y - h * 0.74, px + 9, y - h * 0.34)
        sheet.box(box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 3, color("#efe7d8"))
        sheet.box(*box, color("#4a5868"))
        if rng.random() < 0.25 + 0.7 * lamps and lamps > 0.2:
            glow.box(*box, _PANE * np.float32(0.45 + 0.55 * lamps))
        for s in (sheet, glow) if lamps > 0.2 else (sheet,):
            s.line((px, box[1]), (px, box[3]), 1.4, color("#3a2c22"))
    return top
