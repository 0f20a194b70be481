"""Fields: crops in rows, wheat, sunflowers, bales on stubble."""

from __future__ import annotations

import math

import cv2
import numpy as np

from cinematic.arrays import F32, blur, color, fbm, mix, smooth
from cinematic.backdrop import Stage, ground_texture, mountain_layer, ridge_profile, sheet_layer
from cinematic.firmament import firmament, variant
from cinematic.layers import Layer, make_layer
from cinematic.plants import blank
from cinematic.scene import Element
from cinematic.sheet import Sheet
from cinematic.sky import mist_layer, sun_at
from cinematic.stalks import stalks, sunflowers
from cinematic.vectors import as_float, ellipse
from cinematic.weather import Fireflies

_ROWS = (
    ("#6f4a9c", "#b48ae0", "#5e6a48"),
    ("#b89a14", "#f6dc3c", "#6a7a2e"),
    ("#3f6a2a", "#8fb44a", "#5a4632"),
)
"""Dark, bright and the soil between: lavender, rapeseed, young greens."""
_HORIZON = 520.0


def field(stage: Stage) -> list[Element]:
    """Worked land, flat to a line of trees."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    sun = sun_at(light, c, _HORIZON, stage.side * 0.7)
    elements = firmament(stage, _HORIZON, sun)
    elements += _far_country(stage, sun[0])
    which = variant(stage, 4)
    if light.snow > 0 and which in (1, 2):  # nothing ripe stands in the snow
        which = 3 * (which - 1)
    elements += (_rows, _wheat, _sunflower_field, _bales)[which](stage, sun)
    if light.dark and light.snow == 0 and light.wet == 0:
        elements.append(Fireflies(rng, 40, color("#ffe48a")))
    return elements


def _far_country(stage: Stage, sun_x: float) -> list[Element]:
    """Hills, a line of trees, a farm and its silo."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    out: list[Element] = []
    for k, (y, tall) in enumerate(((486.0, 66.0), (506.0, 36.0))):
        profile = ridge_profile(rng, c, y, tall, cells=2.6 + 2 * k, octaves=5, sharp=False)
        profile = np.minimum(profile, np.float32(_HORIZON + 4))
        out.append(
            mountain_layer(
                rng,
                c,
                light,
                profile,
                sun_x=sun_x,
                depth=0.14 + 0.05 * k,
                distance=0.60 - 0.24 * k,
                rock=color("#6d8350"),
                snow=0.9 * light.snow,
                foot=90,
            )
        )
    yy, xx = c.ys()[:, None], c.xs()[None]
    crown = fbm(rng, c.pw, c.ph, 30 * c.dw / 1664, 3, 0.55)
    fine = fbm(rng, c.pw, c.ph, 190 * c.dw / 1664, 2, 0.6)
    gaps = smooth(0.30, 0.42, fbm(rng, c.pw, 64, 5, 2, 0.5)[20][None])
    top = _HORIZON + 2 - (10 + 74 * np.maximum(crown - 0.28, 0)) * gaps - (fine - 0.5) * 9
    alpha = (
        smooth(-1, 2.5, yy - top) * smooth(_HORIZON + 7, _HORIZON + 4, yy) * smooth(0.05, 0.3, gaps + 0 * xx)
    )
    leaf = light.shade(
        color("#41582f") if light.snow == 0 else color("#8a9088"), np.clip(0.3 + (fine - 0.5) * 1.6, 0, 1)
    )
    out.append(make_layer(c, light.veil(leaf, 0.22 + 0.3 * light.haze), np.asarray(alpha, np.float32), 0.22))
    farm, glow = Sheet(c), Sheet(c)
    x = c.dw / 2 - side * c.dw * float(rng.uniform(0.10, 0.20))
    barn = color("#9c3f34") if rng.random() < 0.6 else color("#cfc5b2")
    y = _HORIZON + 5
    farm.shape([(x - 34, y), (x - 34, y - 26), (x, y - 46), (x + 34, y - 26), (x + 34, y)], barn)
    farm.shape(
        [(x - 38, y - 24), (x, y - 50), (x + 38, y - 24), (x + 34, y - 22), (x, y - 43), (x - 34, y - 22)],
        color("#5b5350"),
    )
    farm.box(x - 8, y - 20, x + 8, y, color("#5d2a24"))
    farm.box(x + 44, y - 56, x + 60, y, color("#b9bcc0"))
    farm.oval(x + 52, y - 56, 8, 7, color("#b9bcc0"))
    if light.lamps > 0.3:
        glow.box(x - 4, y - 34, x + 4, y - 26, color("#ffcf86"))
    out.append(
        sheet_layer(
            stage,
            farm,
            0.23,
            fog=0.16 + 0.3 * light.haze,
            lit=0.5,
            glow=glow.albedo() * glow.alpha()[..., None],
        )
    )
    out.append(mist_layer(rng, c, light.fog, _HORIZON + 4, 16, 0.20 + 0.55 * light.haze, 0.26, 5))
    return out


def _plane(stage: Stage, top: float) -> tuple[F32, F32, F32]:
    """(across, away, size of a pixel across) of the flat ground, in units of the near ground."""
    c = stage.canvas
    d = np.maximum(c.ys(top)[:, None] - np.float32(_HORIZON), 1.0)
    z = np.float32(300) / d
    across = (c.xs()[None] - np.float32(c.dw / 2)) * z
    away = np.broadcast_to(z * np.float32(300), across.shape)
    return (
        np.asarray(across, np.float32),
        np.asarray(away, np.float32),
        np.asarray(z / np.float32(c.unit), np.float32),
    )


def _ground(stage: Stage, rgb: F32, top: float, depth: float = 0.56) -> Layer:
    c, light = stage.canvas, stage.light
    yy = c.ys(top)[:, None]
    rgb = mix(rgb, light.ink, smooth(770, 960, yy)[..., None] * np.float32(0.55))
    rgb = light.veil(rgb, smooth(130, 0, yy - _HORIZON) * (0.22 + 0.5 * light.haze))
    alpha = np.ones(rgb.shape[:2], np.float32) * smooth(_HORIZON + 2, _HORIZON + 5, yy)
    return make_layer(c, np.asarray(rgb, np.float32), alpha, depth, top=c.row(top) / c.unit)


def _rows(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Rows that run to a vanishing point, each a rounded hedge with its own shadow."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    dark, bright, soil = (color(code) for code in _ROWS[int(rng.integers(len(_ROWS)))])
    across, away, pixel = _plane(stage, _HORIZON)
    pitch = 96.0
    shift = float(rng.uniform(-0.35, 0.35)) * c.dw / 2
    # rows fan out from a point on the horizon that isn't quite the middle
    turned = across + np.float32(shift) * (np.float32(1) - away / np.float32(300))
    phase = (turned / np.float32(pitch)) % 1.0
    wave = 0.5 - 0.5 * np.cos(phase * np.float32(2 * math.pi))
    sharp = np.clip(1 - pixel / np.float32(pitch) * 4.5, 0, 1)
    tex = ground_texture(rng, c, across.shape, 220)
    clumps = ground_texture(rng, c, across.shape, 70)
    crop = smooth(0.20, 0.52, wave + (tex - 0.5) * 0.7 + (clumps - 0.5) * 0.35)
    crop = np.asarray(crop * sharp + 0.62 * (1 - sharp), np.float32)
    flank = np.sin(phase * np.float32(2 * math.pi)) * np.float32(side * 0.34) * sharp
    lit = np.clip(0.42 + flank + (wave - 0.5) * 0.5 + (tex - 0.5) * 1.1, 0, 1)
    if light.snow > 0:
        dark, bright, soil = color("#8f95a0"), color("#eef2f8"), color("#dfe5ef")
    plant = light.shade(
        mix(np.broadcast_to(dark, (*lit.shape, 3)), bright, lit[..., None]), 0.25 + 0.75 * lit
    )
    earth = light.shade(np.broadcast_to(soil, (*lit.shape, 3)), 0.30) * (0.35 + 0.5 * tex[..., None])
    rgb = mix(earth, plant, crop[..., None])
    hx = c.dw / 2 - side * c.dw * 0.10
    out: list[Element] = [_ground(stage, rgb, _HORIZON)]
    out.append(stage.hero(x=hx, y=768, height=172, depth=0.60, light_x=sun[0]))
    out.append(
        stalks(stage, 860, 0.92, low=40, high=110, dark=dark, bright=bright, heads=0.9, brightness=0.55)
    )
    return out


def _wheat(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Ripe grain in the wind, the hero waist-deep, a track of flattened ears."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    dark, bright = color("#94702c"), color("#e8c468")
    if light.snow > 0:
        dark, bright = color("#a8a294"), color("#eef1f6")
    across, _, _ = _plane(stage, _HORIZON)
    gust = fbm(rng, c.pw, across.shape[0] * 3, 6, 4, 0.55)[: across.shape[0] * 3 : 3]
    tex = ground_texture(rng, c, across.shape, 260)
    lit = np.clip(0.46 + (gust - 0.5) * 1.3 + (tex - 0.5) * 0.9, 0, 1).astype(np.float32)
    rgb = light.shade(mix(np.broadcast_to(dark, (*lit.shape, 3)), bright, lit[..., None]), 0.3 + 0.6 * lit)
    out: list[Element] = [_ground(stage, rgb, _HORIZON, 0.44)]
    hx = c.dw / 2 - stage.side * c.dw * 0.08
    for y, depth, high in ((640.0, 0.50, 34.0), (690.0, 0.56, 50.0), (735.0, 0.61, 70.0)):
        out.append(
            stalks(
                stage,
                y,
                depth,
                low=high * 0.6,
                high=high,
                dark=dark,
                bright=bright,
                heads=0.95,
                brightness=0.85,
            )
        )
    out.append(stage.hero(x=hx, y=796, height=186, depth=0.64, light_x=sun[0]))
    out.append(
        stalks(stage, 800, 0.68, low=56, high=92, dark=dark, bright=bright, heads=0.95, brightness=0.78)
    )
    out.append(
        stalks(stage, 925, 0.94, low=60, high=120, dark=dark, bright=bright, heads=0.95, brightness=0.42)
    )
    return out


def _sunflower_field(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Sunflowers in ranks, turned to the light."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    across, _, _ = _plane(stage, _HORIZON)
    dots = ground_texture(rng, c, across.shape, 240)
    green, gold = color("#4c6a2a"), color("#f2b62a")
    if light.snow > 0:
        green, gold = color("#dfe5ee"), color("#c9b27c")
    far = smooth(0.54, 0.62, dots + 0 * across)
    rgb = light.shade(mix(np.broadcast_to(green, (*far.shape, 3)), gold, far[..., None]), 0.25 + 0.6 * dots)
    out: list[Element] = [_ground(stage, rgb, _HORIZON, 0.40)]
    hx = c.dw / 2 - side * c.dw * 0.07
    for y, depth, size, high in (
        (600.0, 0.44, 5.5, 24.0),
        (636.0, 0.49, 9.0, 44.0),
        (690.0, 0.56, 15.0, 76.0),
    ):
        out.append(
            sunflowers(stage, y, depth, size, high, gap=None, fog=max(0.0, 0.5 - depth) * (0.5 + light.haze))
        )
    out.append(stage.hero(x=hx, y=800, height=196, depth=0.62, light_x=sun[0]))
    out.append(sunflowers(stage, 800, 0.66, 22.0, 96.0, gap=(hx - 84, hx + 84)))
    out.append(sunflowers(stage, 936, 0.94, 38.0, 150.0, gap=(hx - 300, hx + 300), brightness=0.6))
    return out


def _bales(stage: Stage, sun: tuple[float, float]) -> list[Element]:
    """Stubble after the harvest, round bales and their long shadows."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    across, away, pixel = _plane(stage, _HORIZON)
    lines = (across + np.float32(0.42 * side) * away) / np.float32(17.0)
    comb = 0.5 + 0.5 * np.cos(lines * np.float32(2 * math.pi))
    sharp = np.clip(1 - pixel / 17.0 * 2.2, 0, 1)
    broad = 0.5 + 0.5 * np.cos(lines * np.float32(2 * math.pi / 9))
    tex = ground_texture(rng, c, across.shape, 240)
    lit = np.clip(0.40 + (comb - 0.5) * 0.42 * sharp + (tex - 0.5) * 0.9 + (broad - 0.5) * 0.16, 0, 1)
    straw = color("#cda85a") if light.snow == 0 else color("#e6ebf3")
    low = color("#8a6a38") if light.snow == 0 else color("#b8bcc4")
    rgb = light.shade(mix(np.broadcast_to(low, (*lit.shape, 3)), straw, lit[..., None]), 0.25 + 0.65 * lit)
    spots = _bale_spots(stage)
    rgb = rgb * (1 - 0.5 * _shadows(stage, spots, rgb.shape[:2], sun[0]))[..., None]
    hx = c.dw / 2 - side * c.dw * 0.11
    rgb = np.asarray(rgb, np.float32)
    out: list[Element] = [_ground(stage, rgb, _HORIZON)]
    placed = [s for s in spots if abs(s[0] - hx) > s[2] + 40 or s[1] < 640]
    far = [s for s in placed if s[1] < 740]
    near = [s for s in placed if s[1] >= 740]
    out.append(_bale_layer(stage, far, 0.56))
    out.append(stage.hero(x=hx, y=772, height=172, depth=0.60, light_x=sun[0]))
    if near:
        out.append(_bale_layer(stage, near, 0.62))
    out.append(stalks(stage, 872, 0.92, low=20, high=54, dark=low, bright=straw, heads=0.1, brightness=0.5))
    return out


def _bale_spots(stage: Stage) -> list[tuple[float, float, float]]:
    """(x, foot, radius), far to near."""
    c, rng = stage.canvas, stage.rng
    spots: list[tuple[float, float, float]] = []
    for k in range(15):
        y = _HORIZON + 14 + 270 * (k / 14) ** 2.2 + float(rng.uniform(-3, 3))
        r = (y - _HORIZON) * 0.27
        x = c.dw * (0.5 + 0.55 * (((k * 0.618 + float(rng.uniform(0, 0.2))) % 1.0) - 0.5) * 2 * 0.9)
        if all(abs(x - ox) > (r + orr) * 1.1 or abs(y - oy) > 40 for ox, oy, orr in spots):
            spots.append((x, y, r))
    return spots


def _shadows(
    stage: Stage, spots: list[tuple[float, float, float]], shape: tuple[int, int], sun_x: float
) -> F32:
    c = stage.canvas
    mask = blank(c, _HORIZON)
    dy = c.row(_HORIZON) / c.unit
    for x, y, r in spots:
        away = 1.0 if x > sun_x else -1.0
        long = r * (2.6 if stage.light.sun_height < 0.3 else 1.2)
        ellipse(mask, x + away * long * 0.75, y + r * 0.05, long, r * 0.20, c.unit, 0, dy, away * 0.10)
    soft = blur(as_float(mask), 2.0 * c.unit)
    return np.asarray(soft[: shape[0]], np.float32)


def _bale_layer(stage: Stage, spots: list[tuple[float, float, float]], depth: float) -> Layer:
    """Round bales: a drum of straw seen a little from its end, where it lies in thin coils."""
    c, light, side = stage.canvas, stage.light, stage.side
    sheet = Sheet(c)
    straw, end, dry = color("#cfa858"), color("#b98f48"), color("#7d5c2c")
    for x, y, r in spots:
        turn = np.linspace(0, 2 * math.pi, 40, endpoint=False)
        ex, bx = x + side * r * 0.42, x - side * r * 0.62
        # a drum: the outline of its two ends, then the end that we see, coiled
        ends = np.concatenate(
            [np.stack([e + r * 0.72 * np.cos(turn), y - r + r * np.sin(turn)], 1) for e in (ex, bx)]
        )
        hull = cv2.convexHull(ends.astype(np.float32))[:, 0]
        sheet.shape(hull.astype(np.float64), straw * np.float32(0.58))
        for inset, up, tone in ((0.95, 0.05, 0.78), (0.86, 0.15, 1.0), (0.70, 0.31, 1.14)):
            middle = np.array([(ex + bx) / 2, y - r * (1 + up)])
            sheet.shape(
                (hull.astype(np.float64) - [middle[0], y - r]) * [1.0, inset] + middle,
                straw * np.float32(tone),
            )
        for k in range(5):
            at = bx + (ex - bx) * (k / 5) - side * r * 0.68
            sheet.line((at, y - r * 1.55), (at - side * r * 0.02, y - r * 0.5), max(0.4, r * 0.02), dry)
        for k in range(12):
            f = 1.0 - 0.082 * k
            coil = mix(end, dry, (0.30, 0.42, 0.22)[k % 3]) * np.float32(0.86 + 0.02 * k)
            sheet.oval(ex, y - r * (1 + 0.012 * k), r * 0.72 * f, r * f, coil)
        sheet.oval(ex, y - r, r * 0.055, r * 0.075, dry)
    fog = 0.10 if depth < 0.6 else 0.02
    return sheet_layer(stage, sheet, depth, fog=fog + 0.12 * light.haze, lit=0.62, rim_by=2.6)
