"""Where people live outdoors: villages, gardens, roads and sports grounds, over the meadow's hills."""

from __future__ import annotations

import itertools
import math

import numpy as np

from cinematic.arrays import Rng, color, mix, smooth
from cinematic.backdrop import Stage, ground_texture, sheet_layer
from cinematic.firmament import firmament
from cinematic.layers import make_layer
from cinematic.meadow import grassland, hills, lone_tree
from cinematic.scene import Element
from cinematic.sheet import Sheet
from cinematic.sky import mist_layer, sun_at
from cinematic.smoke import Chimneys
from cinematic.terrain import best_eye, slab_layer
from cinematic.vectors import closed_curve

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


def village(stage: Stage) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage)
    gap = c.dw / 2 + side * 60
    chimneys: list[tuple[float, float]] = []
    rows = ((628.0, 70.0, 44.0, 13, 0.36, 0.34, 70.0), (690.0, 120.0, 78.0, 7, 0.50, 0.12, 165.0))
    for y, w, h, count, depth, fog, clear in rows:
        sheet, glow = Sheet(c), Sheet(c)
        tops = []
        for k in range(count):
            x = -20 + (c.dw + 40) * (k + rng.uniform(0.1, 0.7)) / count
            if abs(x + w / 2 - gap) < clear:
                continue
            base = y + rng.uniform(-10, 10)
            tops.append(
                house(
                    sheet,
                    glow,
                    rng,
                    x,
                    base,
                    w * rng.uniform(0.85, 1.25),
                    h * rng.uniform(0.85, 1.2),
                    light.lamps,
                )
            )
            for _ in range(3):
                bx = x + rng.uniform(-0.4, 1.4) * w
                sheet.shape(
                    closed_curve(
                        [
                            (bx - 22, base + 8),
                            (bx - 18, base - 16),
                            (bx, base - 26),
                            (bx + 19, base - 14),
                            (bx + 24, base + 8),
                        ]
                    ),
                    color("#4c6238"),
                )
        sheet.shape(
            [(-10, y + 2), (c.dw + 10, y + 2), (c.dw + 10, y + 90), (-10, y + 90)],
            color("#6f8244") if light.snow == 0 else color("#e8eef8"),
        )
        elements.append(
            sheet_layer(
                stage,
                sheet,
                depth,
                fog=fog * (0.5 + light.haze),
                lit=0.5,
                glow=glow.albedo() * glow.alpha()[..., None],
            )
        )
        chimneys += [(x, top) for x, top in tops[:3]]
        elements.append(Chimneys(rng, tops[:4], depth, mix(light.fog, light.cloud_lit, 0.5)))
        elements.append(mist_layer(rng, c, light.fog, y + 12, 24, 0.12 + 0.4 * light.haze, depth + 0.03, 5))
    tx = c.dw / 2 - side * c.dw * 0.33
    elements.append(lane(stage, gap, 706.0))
    elements.append(lone_tree(stage, tx, 772, 330, 0.72, bare=light.snow > 0))
    hx = gap - side * 90
    elements.append(stage.hero(x=hx, y=764, height=168, depth=0.72, light_x=sun[0]))
    elements.append(
        grassland(
            stage,
            lambda x: 838 + 10 * math.sin(x / 150) - 26 * math.exp(-(((x - tx) / 260) ** 2)),
            0.96,
            720,
            rows=560,
            low=22,
            high=66,
            brightness=0.45,
            flowers=30,
            heads=0.2,
        )
    )
    return elements


def lane(
    stage: Stage,
    middle: float,
    top: float,
    *,
    tint: str = "#a08a6c",
    width: float = 1.0,
    marked: bool = False,
) -> Element:
    """Ground in perspective with a way that runs from the middle of its far edge towards us."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    xx, yy = c.xs()[None, :], c.ys(top)[:, None]
    h = c.ph - c.row(top)
    edge = top + 4 + 4 * np.sin(xx / 90)
    alpha = np.clip((yy - edge) * np.float32(c.unit) + 0.5, 0, 1)
    tex = ground_texture(rng, c, (h, c.pw), 36)[..., None]
    snow = light.snow > 0
    green = light.shade(color("#eef2fa") if snow else color("#6f8244"), 0.5) * np.float32(0.92)
    near = smooth(top, c.dh, yy)[..., None]
    rgb = mix(green, mix(green, light.ink, 0.55 if not snow else 0.2), near) * (
        0.55 + 0.9 * tex if not snow else 0.85 + 0.3 * tex
    )
    d = np.maximum(yy - top + 10, 2)
    bend = middle + stage.side * 0.0016 * (yy - top) ** 2 * -1
    off = (xx - bend) / (d * 0.82 * width)
    way = smooth(1.04, 0.90, np.abs(off) + (tex[..., 0] - 0.5) * 0.18)
    dirt = light.shade(color("#d5dcea") if snow else color(tint), 0.55) * (0.62 + 0.7 * tex)
    rgb = mix(rgb, np.broadcast_to(dirt, rgb.shape), (way * 0.92)[..., None])
    if marked:
        dash = (np.sin(np.log(d) * 26) > -0.1).astype(np.float32)
        line = smooth(0.045, 0.025, np.abs(off)) * dash + smooth(0.03, 0.015, np.abs(np.abs(off) - 0.86))
        rgb = mix(rgb, light.shade(color("#e8e2d0"), 0.6), np.clip(line, 0, 1)[..., None] * np.float32(0.75))
    else:
        ruts = np.exp(-(((np.abs(off) - 0.45) / 0.16) ** 2))
        rgb = rgb * (1 - 0.22 * (ruts * way)[..., None])
    rgb = light.veil(rgb, smooth(top + 60, top, yy) * (0.25 + 0.4 * light.haze) * np.ones_like(xx))
    return make_layer(
        c,
        rgb.astype(np.float32),
        (alpha * np.ones_like(xx)).astype(np.float32),
        0.66,
        top=c.row(top) / c.unit,
    )


def road(stage: Stage) -> list[Element]:
    c, light, _rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage, 510.0)
    middle = c.dw / 2 + side * 70
    top = 604.0
    elements.append(lane(stage, middle, top, tint="#5c5a60", width=1.15, marked=True))
    poles = Sheet(c)
    wood = color("#4a3b30")
    previous: tuple[float, float, float] | None = None
    for k in range(7):
        d = 14 * 1.72**k
        x, y = middle - side * (30 + d * 1.35), top + d * 0.62
        tall = 26 + d * 1.5
        if y > c.dh + 60:
            break
        poles.line((x, y), (x, y - tall), 1.0 + d * 0.022, wood)
        poles.line(
            (x - tall * 0.15, y - tall * 0.92), (x + tall * 0.15, y - tall * 0.92), 0.8 + d * 0.016, wood
        )
        if previous:
            px, py, pt = previous
            for end in (-0.15, 0.15):
                a, b = (px + end * pt, py - pt * 0.93), (x + end * tall, y - tall * 0.93)
                sag = [
                    (
                        a[0] + (b[0] - a[0]) * t,
                        a[1] + (b[1] - a[1]) * t + abs(b[0] - a[0]) * 0.10 * math.sin(math.pi * t),
                    )
                    for t in np.linspace(0, 1, 12)
                ]
                for p, q in itertools.pairwise(sag):
                    poles.line(p, q, 0.8 + d * 0.002, wood)
        previous = (x, y, tall)
    elements.append(
        sheet_layer(stage, poles, 0.62, fog=0.12 * light.haze, lit=0.3, brightness=0.7, rim_by=1.0)
    )
    hx = middle - side * 20
    elements.append(stage.hero(x=hx, y=762, height=160, depth=0.72, light_x=sun[0], facing=side))
    elements.append(
        grassland(
            stage,
            lambda x: (
                872
                - 92 * smooth(0.10, 0.5, np.asarray(abs(x - middle - 20 * -side) / c.dw, np.float32)).item()
            ),
            0.96,
            700,
            rows=700,
            low=24,
            high=78,
            brightness=0.45,
            flowers=22,
            heads=0.24,
        )
    )
    return elements


def garden(stage: Stage) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage)
    sheet, glow = Sheet(c), Sheet(c)
    top = house(sheet, glow, rng, c.dw / 2 + side * 330 - 150, 706, 300, 170, light.lamps)
    for _ in range(26):
        x = rng.uniform(-20, c.dw + 20)
        if abs(x - c.dw / 2) < 130:
            continue
        s = rng.uniform(34, 70)
        sheet.shape(
            closed_curve(
                [
                    (x - s, 716),
                    (x - s * 0.9, 706 - s * 0.7),
                    (x - s * 0.2, 704 - s),
                    (x + s * 0.7, 706 - s * 0.8),
                    (x + s, 716),
                ]
            ),
            color("#4f6a38") * np.float32(rng.uniform(0.8, 1.2)),
        )
    elements.append(
        sheet_layer(
            stage, sheet, 0.48, fog=0.10 * light.haze, lit=0.5, glow=glow.albedo() * glow.alpha()[..., None]
        )
    )
    elements.append(Chimneys(rng, [top], 0.48, mix(light.fog, light.cloud_lit, 0.5)))
    elements.append(lane(stage, c.dw / 2 + side * 120, 700.0))
    fence = Sheet(c)
    white = color("#e8e4da")
    for x in np.arange(-10, c.dw + 20, 30.0):
        if abs(x - (c.dw / 2 + side * 130)) < 76:
            continue
        x = float(x)
        fence.shape([(x - 7, 742), (x - 7, 678), (x, 668), (x + 7, 678), (x + 7, 742)], white)
    for y in (692.0, 724.0):
        for x0, x1 in ((-20.0, c.dw / 2 + side * 130 - 76), (c.dw / 2 + side * 130 + 76, c.dw + 20)):
            fence.line((x0, y), (x1, y), 7, white * np.float32(0.92))
    elements.append(sheet_layer(stage, fence, 0.60, fog=0.04, lit=0.5, brightness=0.8))
    tx = c.dw / 2 - side * c.dw * 0.30
    elements.append(lone_tree(stage, tx, 774, 340, 0.70))
    elements.append(stage.hero(x=c.dw / 2 - side * 30, y=766, height=176, depth=0.72, light_x=sun[0]))
    elements.append(
        grassland(
            stage,
            lambda x: 836 + 8 * math.sin(x / 120),
            0.96,
            700,
            rows=700,
            low=26,
            high=74,
            brightness=0.55,
            flowers=150,
            heads=0.1,
        )
    )
    return elements
