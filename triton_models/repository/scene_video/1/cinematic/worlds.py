"""Other worlds: the Earth over the Moon, drifting rocks in a nebula, a station's window."""

from __future__ import annotations

import math

import cv2
import numpy as np

from cinematic.arrays import F32, Rng, color, fbm, mix, smooth
from cinematic.backdrop import Stage, mountain_layer, ridge_profile, sheet_layer
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.plants import blank
from cinematic.rocks import Stone, outline, stone_picture
from cinematic.scene import Element
from cinematic.sheet import Sheet
from cinematic.vectors import as_float, polygon


def sphere(c: Canvas, x: float, y: float, r: float) -> tuple[F32, F32, F32, F32]:
    """(x, y, z of the facing surface, -1..1; how much of each pixel the disc covers)."""
    xx, yy = (
        (c.xs()[None, :] - np.float32(x)) / np.float32(r),
        (c.ys()[:, None] - np.float32(y)) / np.float32(r),
    )
    d = np.hypot(xx, yy)
    z = np.sqrt(np.clip(1 - d * d, 0, 1))
    edge = 1.3 / (r * c.unit)
    return (
        xx + 0 * yy,
        yy + 0 * xx,
        np.asarray(z, np.float32),
        smooth(1 + edge, 1 - edge, np.asarray(d, np.float32)),
    )


def earth(stage: Stage, x: float, y: float, r: float, lit_from: tuple[float, float, float]) -> Layer:
    """Seas, land, clouds, night lights and the thin blue line of air."""
    c, rng = stage.canvas, stage.rng
    xx, yy, z, disc = sphere(c, x, y, r)
    lx, ly, lz = lit_from
    sun = np.clip(xx * lx + yy * ly + z * lz, -1, 1)
    day = smooth(-0.06, 0.34, np.asarray(sun, np.float32))
    # noise laid on the ball: stretched towards its limb
    reach = max(40.0, r)
    zoom = max(1.0, math.sqrt(r / 130))
    land_n, cloud_n, fine = (
        _ball(rng, c, xx, yy, z, cells) for cells in (5.0 * zoom, 7.0 * zoom, 26.0 * zoom)
    )
    land = smooth(0.52, 0.56, land_n + (fine - 0.5) * 0.12)
    ice = smooth(0.74, 0.86, np.abs(yy) + (land_n - 0.5) * 0.3)
    green, sand, sea = color("#4d6b3c"), color("#a88f5e"), color("#123f78")
    ground = mix(np.broadcast_to(green, (*z.shape, 3)), sand, smooth(0.46, 0.60, fine)[..., None])
    rgb = mix(np.broadcast_to(sea, (*z.shape, 3)), ground, land[..., None])
    if r < 400:  # a great ball shows its limb alone, where there is no pole to tell
        rgb = mix(rgb, color("#eef3f8"), ice[..., None])
    swirl = smooth(0.46, 0.70, cloud_n * 0.7 + fine * 0.3)
    rgb = mix(rgb, np.ones(3, np.float32), (swirl * 0.92)[..., None])
    glint = np.clip(1 - np.hypot(xx - lx * 0.45, yy - ly * 0.45) / 0.42, 0, 1) ** 2 * (1 - land) * (1 - swirl)
    rgb = rgb * (day * (0.25 + (0.85 if r < 400 else 0.35) * np.clip(sun, 0, 1)))[..., None] + (
        glint * day * 0.35
    )[..., None] * color("#fff2d8")
    cities = smooth(0.60, 0.72, fine) * land * (1 - swirl) * (1 - day)
    rgb = rgb + cities[..., None] * color("#ffb85c") * np.float32(0.30)
    rgb = rgb + color("#0a1226") * np.float32(0.5) * (1 - day)[..., None]
    d = np.sqrt(xx * xx + yy * yy)
    air = min(0.11, 46 / r)
    limb = np.exp(-np.maximum(1 - d, 0) / np.float32(air)) * (0.2 + 0.8 * day)
    rgb = rgb + (limb * 0.8)[..., None] * color("#5a9cf0")
    halo = (
        np.exp(-np.maximum(d - 1, 0) * np.float32(reach / 6.5 if r < 400 else reach / 14))
        * (1 - disc)
        * np.clip(0.15 + sun, 0, 1)
        * 0.75
    )
    alpha = np.clip(disc + halo, 0, 1)
    rgb = rgb * disc[..., None] + (halo / np.maximum(alpha, 0.01))[..., None] * color("#7fb8ff") * (
        1 - disc[..., None]
    )
    return make_layer(c, np.asarray(rgb, np.float32), np.asarray(alpha, np.float32), 0.09)


def _ball(rng: Rng, c: Canvas, xx: F32, yy: F32, z: F32, cells: float) -> F32:
    """Noise on a sphere's face."""
    n = 512
    tile = fbm(rng, n, n, cells, 5, 0.56)
    lon = np.arctan2(xx, np.maximum(z, 1e-3)) / np.float32(math.pi)
    lat = np.arcsin(np.clip(yy, -1, 1)) / np.float32(math.pi / 2)
    u = np.asarray((lon * 0.5 + 0.5) * (n - 1), np.float32)
    v = np.asarray((lat * 0.5 + 0.5) * (n - 1), np.float32)
    return np.asarray(cv2.remap(tile, u, v, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT), np.float32)


def earthrise(stage: Stage) -> list[Element]:
    """The Earth above grey hills; a lander, and footprints for whoever looks."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    r = min(128.0, c.dw * 0.17)
    out: list[Element] = [earth(stage, c.dw / 2 + side * c.dw * 0.12, 330.0, r, (0.72 * side, -0.42, 0.55))]
    grey = color("#a5a3a2")
    for k, (y, tall, depth, fog) in enumerate(((640.0, 62.0, 0.22, 0.34), (690.0, 44.0, 0.36, 0.10))):
        profile = ridge_profile(rng, c, y, tall, cells=3.0 + k, octaves=7, sharp=False)
        out.append(
            mountain_layer(
                rng,
                c,
                light,
                profile,
                sun_x=c.dw / 2 + side * 600,
                depth=depth,
                distance=fog,
                rock=grey,
                foot=200,
            )
        )
    lander = Sheet(c)
    x, y = c.dw / 2 - side * c.dw * 0.24, 724.0
    foil, metal = color("#c9973f"), color("#c8ccd2")
    for dx in (-52, -20, 22, 54):
        lander.line((x + dx * 0.5, y - 34), (x + dx, y), 3.0, metal * np.float32(0.8))
        lander.oval(x + dx, y + 1, 8, 2.6, metal * np.float32(0.7))
    lander.shape([(x - 36, y - 30), (x - 38, y - 56), (x + 38, y - 56), (x + 36, y - 30)], foil)
    lander.shape(
        [
            (x - 27, y - 56),
            (x - 32, y - 82),
            (x - 14, y - 98),
            (x + 15, y - 98),
            (x + 31, y - 80),
            (x + 26, y - 56),
        ],
        metal,
    )
    lander.oval(x - 10, y - 78, 6, 7, color("#20242c"))
    lander.line((x + 16, y - 98), (x + 24, y - 122), 1.6, metal)
    lander.oval(x + 25, y - 124, 9, 4, metal)
    out.append(sheet_layer(stage, lander, 0.44, fog=0.04, lit=0.6, rim_by=2.6))
    return out


def asteroids(stage: Stage) -> list[Element]:
    """A bright nebula, two suns, rocks that drift at several depths."""
    c, rng, side = stage.canvas, stage.rng, stage.side
    out: list[Element] = [_great_nebula(rng, c), _suns(stage)]
    for depth, count, size, fog in ((0.16, 12, 20.0, 0.45), (0.30, 7, 44.0, 0.2), (0.48, 3, 96.0, 0.05)):
        stones: list[Stone] = []
        for k in range(count):
            x = c.dw * ((k + 0.5 + float(rng.uniform(-0.4, 0.4))) / count)
            y = float(rng.uniform(180, 560)) if depth > 0.2 else float(rng.uniform(140, 640))
            if abs(x - c.dw / 2 + side * 40) < 170 and depth > 0.4:
                x += 260 * (1 if x > c.dw / 2 else -1)
            r = size * float(rng.uniform(0.5, 1.2))
            stones.append((x, y, r, r * float(rng.uniform(0.6, 0.9))))
        layer = _floating(stage, stones, depth, fog)
        layer.bob = 3.0 + 9.0 * depth
        out.append(layer)
    return out


def _floating(stage: Stage, stones: list[Stone], depth: float, fog: float) -> Layer:
    """Rocks with an underside: a stone and its mirror image, joined."""
    c = stage.canvas
    mask = blank(c, 0)
    for stone in stones:
        x, y, half, height = stone
        upper = outline(stage.rng, stone)[1:-1]
        lower = outline(stage.rng, (x, y, half, height * 0.8))[1:-1]
        polygon(mask, upper + [(px, 2 * y - py) for px, py in reversed(lower)], c.unit)
    rgb = stone_picture(stage, mask, color("#7d7480"), brightness=0.9)
    return make_layer(c, stage.light.veil(rgb, fog), as_float(mask), depth)


def _great_nebula(rng: Rng, c: Canvas) -> Layer:
    """Curtains of gas lit from within."""
    warm, cold = ("#e0703c", "#3f4fb8") if rng.random() < 0.5 else ("#d8468a", "#2a7fa8")
    a = fbm(rng, c.pw, c.ph, 2.4, 7, 0.58, ridged=True)
    b = fbm(rng, c.pw, c.ph, 3.2, 7, 0.58)
    d = fbm(rng, c.pw, c.ph, 6.0, 6, 0.6)
    body = smooth(0.40, 0.86, a * 0.6 + b * 0.5)
    core = smooth(0.60, 0.92, a * 0.55 + b * 0.5) ** 1.6
    dust = smooth(0.50, 0.70, d)
    rgb = body[..., None] * color(cold) * np.float32(0.75) + core[..., None] * color(warm) * np.float32(1.0)
    rgb = rgb + (core**2.4)[..., None] * color("#fff0dc") * np.float32(0.6)
    rgb = rgb * (1 - 0.72 * dust * (1 - core))[..., None]
    fade = smooth(900, 520, c.ys()[:, None])
    return make_layer(c, np.asarray(rgb * fade[..., None], np.float32), None, 0.07, glow=True)


def _suns(stage: Stage) -> Layer:
    c, side = stage.canvas, stage.side
    xx, yy = c.xs()[None], c.ys()[:, None]
    rgb = np.zeros((c.ph, c.pw, 3), np.float32)
    for x, y, r, tint in (
        (c.dw / 2 + side * c.dw * 0.20, 330.0, 30.0, "#ffe6b8"),
        (c.dw / 2 + side * c.dw * 0.275, 292.0, 15.0, "#a8d4ff"),
    ):
        d = np.hypot(xx - np.float32(x), yy - np.float32(y))
        disc = smooth(r + 1.4, r - 1.4, np.asarray(d, np.float32))
        flare = (
            np.exp(-d / (r * 2.6)) * 0.75
            + np.exp(-np.abs(yy - y) / 2.2) * np.exp(-np.abs(xx - x) / (r * 6)) * 0.35
        )
        rgb += np.asarray((disc + flare)[..., None] * color(tint), np.float32)
    return make_layer(c, np.clip(rgb, 0, 1), None, 0.08, glow=True)


def station_window(stage: Stage) -> list[Element]:
    """A planet's limb below, seen through a great window; the hero stands dark before it."""
    c, rng, side = stage.canvas, stage.rng, stage.side
    r = 1150.0
    out: list[Element] = [earth(stage, c.dw / 2 + side * 160, 470 + r, r, (0.55 * side, -0.80, 0.22))]
    frame, glow = Sheet(c), Sheet(c)
    wall, steel = color("#343a46"), color("#565e6c")
    left, right, sill, top = c.dw * 0.07, c.dw * 0.93, 742.0, 150.0
    frame.box(-20, -20, c.dw + 20, c.dh + 20, wall)
    cut = 86.0
    frame.hole(
        [
            (left + cut, top),
            (right - cut, top),
            (right, top + cut),
            (right, sill - cut * 0.6),
            (right - cut * 0.6, sill),
            (left + cut * 0.6, sill),
            (left, sill - cut * 0.6),
            (left, top + cut),
        ]
    )
    bays = 3 if c.dw > 1200 else 2
    for k in range(1, bays):
        x = left + (right - left) * k / bays
        frame.shape([(x - 9, top - 4), (x + 9, top - 4), (x + 13, sill + 4), (x - 13, sill + 4)], steel)
    frame.box(left - 30, sill, right + 30, sill + 16, steel * np.float32(1.15))
    for k in range(round(30 * c.dw / 1664)):
        x = left + (right - left) * (k + 0.5) / (30 * c.dw / 1664)
        tint = ("#6fd8ff", "#ffb45c", "#7dffb0", "#ff6a5c")[int(rng.integers(4))]
        if rng.random() < 0.7:
            glow.box(x - 6, sill + 24, x + 6, sill + 28, color(tint))
    for k in range(4):
        y = top - 34 + 8 * k
        frame.line((0, y), (c.dw, y), 1.6, steel * np.float32(0.8))
    glow.box(left, top - 10, right, top - 6, color("#bfe2ff") * np.float32(0.9))
    panel = sheet_layer(
        stage,
        frame,
        0.62,
        fog=0.0,
        lit=0.12,
        brightness=0.75,
        glow=np.asarray(glow.albedo() * glow.alpha()[..., None], np.float32),
    )
    out.append(panel)
    out.append(_deck_floor(stage, sill + 16))
    hx = c.dw / 2 - side * c.dw * 0.08
    out.append(
        stage.hero(
            x=hx,
            y=806,
            height=236,
            depth=0.70,
            light_x=c.dw / 2 + side * 300,
            ground=None,
            travel=240,
            seat="chair",
        )
    )
    return out


def _deck_floor(stage: Stage, sill: float) -> Layer:
    """A polished floor that holds the window's light."""
    c, rng = stage.canvas, stage.rng
    yy, xx = c.ys(sill)[:, None], c.xs()[None]
    away = np.clip((yy - np.float32(sill)) / 150, 0, 1)
    pool = np.exp(-(((xx - c.dw / 2) / np.float32(c.dw * 0.30)) ** 2)) * (1 - away) ** 1.4
    rgb = mix(np.broadcast_to(color("#12151d"), (*pool.shape, 3)), color("#6d8fc0"), (pool * 0.65)[..., None])
    for k in range(9):
        x = c.dw / 2 + (k - 4) * (70 + 260 * away) * c.dw / 1664
        seam = np.exp(-(((xx - x) / 1.8) ** 2))
        rgb = np.asarray(rgb * (1 - 0.35 * seam[..., None]), np.float32)
    grain = fbm(rng, c.pw, max(8, rgb.shape[0]), 80, 3, 0.6)[: rgb.shape[0]]
    rgb = np.asarray(rgb * (0.85 + 0.3 * grain[..., None]), np.float32)
    return make_layer(c, rgb, np.ones(rgb.shape[:2], np.float32), 0.66, top=c.row(sill) / c.unit)
