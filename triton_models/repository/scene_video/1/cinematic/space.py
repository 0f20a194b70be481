"""Space: a bare world under a ringed giant, the Earth or a nebula, or a station's window."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from cinematic.arrays import Rng, blur, color, fbm, mix, smooth
from cinematic.backdrop import Stage, ground_texture, mountain_layer, ridge_profile, rim_light, vertical
from cinematic.firmament import variant
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.light import Light
from cinematic.plants import Line, blank, fill_below
from cinematic.scene import Element
from cinematic.sky import Aurora, sky_layer
from cinematic.skyfx import AuroraCurtains
from cinematic.spec import Time
from cinematic.vectors import as_float, ellipse
from cinematic.weather import ShootingStars, Twinkle
from cinematic.worlds import asteroids, earthrise, station_window

_PLANETS = (("#e8a66b", "#8a4a3c"), ("#7fb6d9", "#2f4f80"), ("#d98fb0", "#6a3a72"), ("#e6d3a8", "#8f6b4a"))


def space(stage: Stage) -> list[Element]:
    c, rng, side = stage.canvas, stage.rng, stage.side
    warm = stage.spec.time in (Time.DAWN, Time.GOLDEN_HOUR, Time.DUSK)
    light = _vacuum(stage.light, warm)
    stage = replace(stage, light=light)
    horizon = 700.0
    which = variant(stage, 4)
    out: list[Element] = [
        sky_layer(rng, c, light, horizon, (c.dw / 2, horizon + 400), milky=(1.0, 0.5, 0.2, 0.8)[which]),
        Twinkle(rng, 60, horizon, 1.0),
    ]
    if light.aurora > 0 and which != 3:
        out.append(AuroraCurtains(Aurora(rng, c)))
    out.append(ShootingStars(stage.seed, horizon))
    if which == 3:
        return out + station_window(stage)
    out += (_giant, earthrise, asteroids)[which](stage)
    hx = c.dw / 2 + side * 40

    def ground(x: float) -> float:
        return 784 - 40 * math.exp(-(((x - hx) / 330) ** 2)) + 6 * math.sin(x / 90 + stage.phase)

    out.append(_regolith(stage, ground))
    out.append(
        stage.hero(x=hx, y=ground(hx) + 6, height=160, depth=0.78, light_x=c.dw / 2 + side * 700, line=ground)
    )
    return out


def _giant(stage: Stage) -> list[Element]:
    """A ringed giant and its moon over two ridges, in a faint nebula."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    r = min(190.0, c.dw * 0.20)
    out: list[Element] = [
        _nebula(rng, c),
        _planet(rng, c, c.dw / 2 - side * min(190.0, c.dw * 0.12), 330.0, r, side),
        _moon(rng, c, c.dw / 2 + side * min(300.0, c.dw * 0.3), 250.0, 34.0, side),
    ]
    for y, tall, cells, depth, fog, tint in (
        (668.0, 58.0, 4.0, 0.26, 0.30, "#8d8aa0"),
        (724.0, 34.0, 3.0, 0.42, 0.12, "#7a7688"),
    ):
        profile = ridge_profile(rng, c, y, tall, cells=cells, octaves=8)
        sun_x = c.dw / 2 + side * c.dw * 0.46
        out.append(
            mountain_layer(
                rng, c, light, profile, sun_x=sun_x, depth=depth, distance=fog, rock=color(tint), foot=140
            )
        )
    return out


def _vacuum(light: Light, warm: bool) -> Light:
    tint = color("#ffd9a8") if warm else color("#cfe0ff")
    stops = (
        (0.0, color("#03040c")),
        (0.5, color("#080a1e")),
        (0.85, color("#151334")),
        (1.0, color("#2a2150")),
    )
    return replace(
        light,
        sky=stops,
        sun_radius=0.0,
        glow=0.0,
        key=np.asarray(tint * np.float32(0.9), np.float32),
        ambient=color("#2a2c50") * np.float32(0.7),
        fog=color("#2c2550"),
        haze=0.25,
        ink=color("#05050e"),
        rim=tint,
        stars=1.0,
        lamps=1.0,
        snow=0.0,
        wet=0.0,
        wind=0.0,
        storm=False,
        moon=True,
        sun=tint,
        halo=tint,
    )


def _nebula(rng: Rng, c: Canvas) -> Layer:
    a = fbm(rng, c.pw, c.ph, 3, 6, 0.56)
    b = fbm(rng, c.pw, c.ph, 4, 6, 0.56)
    tints = [color(t) for t in rng.permutation(np.array(("#5b3fa8", "#b04a8a", "#2f78a8", "#c2743f")))[:2]]
    one = smooth(0.50, 0.82, a) * smooth(760, 300, c.ys()[:, None])
    two = smooth(0.52, 0.84, b) * smooth(800, 420, c.ys()[:, None])
    rgb = one[..., None] * tints[0] * np.float32(0.55) + two[..., None] * tints[1] * np.float32(0.45)
    return make_layer(c, np.asarray(rgb, np.float32), None, 0.07, glow=True)


def _planet(rng: Rng, c: Canvas, x: float, y: float, r: float, side: float) -> Layer:
    """A banded giant, lit from the sun's side, with an atmosphere and a ring."""
    bright, dark = (color(t) for t in _PLANETS[rng.integers(len(_PLANETS))])
    xx, yy = (c.xs()[None, :] - x) / r, (c.ys()[:, None] - y) / r
    tilt = 0.34 * side
    u = xx * math.cos(tilt) + yy * math.sin(tilt)
    v = -xx * math.sin(tilt) + yy * math.cos(tilt)
    d2 = xx * xx + yy * yy
    z = np.sqrt(np.clip(1 - d2, 0, 1))
    lit = np.clip(xx * 0.86 * side - yy * 0.22 + z * 0.34, 0, 1)
    swirl = fbm(rng, c.pw, c.ph, 6, 5)
    bands = 0.5 + 0.5 * np.sin(v * 17 + (swirl - 0.5) * 4.2 + 1.1 * np.sin(v * 5))
    face = mix(dark, bright, bands[..., None]) * (0.03 + 1.05 * lit**0.85)[..., None]
    edge = 1.4 / (r * c.unit)
    disc = smooth(1 + edge, 1 - edge, np.sqrt(d2))
    glow = np.exp(-np.maximum(np.sqrt(d2) - 1, 0) * 16) * np.clip(0.25 + 0.75 * xx * side, 0, 1)
    halo = glow * (1 - disc) * np.float32(0.55)
    rgb = face + ((1 - z) ** 3 * lit * 0.5)[..., None] * bright
    ring_r = np.hypot(u, v / 0.22)
    grooves = 0.6 + 0.4 * np.sin(ring_r * 60) * np.sin(ring_r * 23)
    ring = smooth(1.32, 1.38, ring_r) * smooth(2.05, 1.96, ring_r) * grooves * np.float32(0.75)
    behind = (v < 0) & (d2 < 1)
    ring = np.where(behind, 0, ring) * (0.30 + 0.70 * smooth(-0.9, 0.3, (xx * side).astype(np.float32)))
    alpha = np.clip(disc + halo, 0, 1)
    rgb = rgb * disc[..., None] + (halo / np.maximum(alpha, 0.01))[..., None] * bright * (1 - disc[..., None])
    out = np.clip(alpha + ring * (1 - alpha), 0, 1)
    out = np.maximum(out, ring)
    rgb = mix(rgb, mix(bright, color("#fff2dc"), 0.35) * np.float32(0.85), np.clip(ring, 0, 1)[..., None])
    return make_layer(c, np.asarray(rgb, np.float32), out.astype(np.float32), 0.09)


def _moon(rng: Rng, c: Canvas, x: float, y: float, r: float, side: float) -> Layer:
    xx, yy = (c.xs()[None, :] - x) / r, (c.ys()[:, None] - y) / r
    d = np.hypot(xx, yy)
    z = np.sqrt(np.clip(1 - d * d, 0, 1))
    lit = np.clip(xx * 0.8 * side + z * 0.5, 0, 1)
    tex = fbm(rng, c.pw, c.ph, 60, 3)
    rgb = color("#c9c6d4") * (lit * (0.7 + 0.5 * tex))[..., None]
    edge = 1.3 / (r * c.unit)
    return make_layer(c, np.asarray(rgb, np.float32), smooth(1 + edge, 1 - edge, d.astype(np.float32)), 0.11)


def _regolith(stage: Stage, ground: Line) -> Layer:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    top = 690.0
    mask, pits = blank(c, top), blank(c, top)
    dy = c.row(top) / c.unit
    fill_below(mask, c, ground, dy)
    for _ in range(46):
        x, t = rng.uniform(0, c.dw), rng.random()
        y = ground(x) + 10 + 130 * t**1.4
        s = rng.uniform(6, 26) * (0.5 + t)
        ellipse(pits, x, y, s, s * 0.28, c.unit, 0, dy)
    m, p = as_float(mask), blur(as_float(pits), 1.2 * c.unit)
    tex = ground_texture(rng, c, m.shape, 30)
    dust = light.shade(color("#9a96a6"), 0.5)
    rgb = vertical(c, dust, mix(dust, light.ink, 0.75), top, 740, 930, c.pw) * (0.6 + 0.8 * tex[..., None])
    rgb = rgb * (1 - 0.45 * p[..., None])
    rgb = rim_light(c, np.asarray(rgb, np.float32), p, light.rim, 3.0 * side, -1.5, 0.35, 1.0)
    rgb = rim_light(c, rgb, m, light.rim, -1.0 * side, 3, 0.6, 1.4)
    return make_layer(c, rgb, m, 0.78, top=dy)
