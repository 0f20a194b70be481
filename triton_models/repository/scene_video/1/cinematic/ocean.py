"""Ocean: a headland above the sea, with sun on the water. Also harbours."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import Rng, color, mix, smooth
from cinematic.backdrop import Stage, ground_texture, mountain_layer, ridge_profile, rim_light, vertical
from cinematic.clouds import cloud_layers
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.light import Light
from cinematic.plants import blank, grass
from cinematic.scene import Element
from cinematic.sky import Aurora, mist_layer, sky_layer, sun_at
from cinematic.skyfx import AuroraCurtains
from cinematic.vectors import as_float, polygon, rim
from cinematic.water import Water


def ocean(stage: Stage) -> list[Element]:
    c, light, rng = stage.canvas, stage.light, stage.rng
    horizon = 520.0
    sun = sun_at(light, c, horizon, stage.side * 0.55)
    elements: list[Element] = [
        sky_layer(rng, c, light, horizon, sun),
        *cloud_layers(rng, c, light, horizon, sun),
    ]
    if light.aurora > 0:
        elements.insert(1, AuroraCurtains(Aurora(rng, c)))
    elements.append(_headland(rng, c, light, horizon, sun[0], -stage.side))
    elements.append(_boat(c, light, horizon, c.dw / 2 - stage.side * c.dw * rng.uniform(0.10, 0.20), sun[0]))
    low = light.sun_height < 0.5
    elements.append(
        Water(
            rng,
            y=horizon,
            depth=0.24,
            tint=light.water,
            reflect=0.90 if low else 0.72,
            sun_x=sun[0],
            sun_height=max(20.0, (horizon - sun[1]) * 0.8),
            glint=0.95 * min(1.0, light.glow * 1.3),
            glint_tint=light.sun,
            chop=0.75 + 0.85 * light.wind,
            foam=max(0.0, light.wind - 0.35),
        )
    )
    if light.haze > 0.6:
        elements.append(mist_layer(rng, c, light.fog, horizon + 6, 46, 0.75 * light.haze, 0.28, 6))
    elements += cliff(stage, sun[0])
    return elements


def _headland(rng: Rng, c: Canvas, light: Light, horizon: float, sun_x: float, side: float) -> Layer:
    x = c.xs() / np.float32(c.dw)
    x = x if side < 0 else 1 - x
    rise = smooth(0.52, 0.02, x)
    bumps = ridge_profile(rng, c, 0, 1, cells=4, octaves=7, gain=0.5)
    p = horizon + 5 - rise * (54 + 46 * bumps * -1) - 13 * smooth(0.54, 0.30, x) + 16 * smooth(0.46, 0.60, x)
    layer = mountain_layer(
        rng,
        c,
        light,
        p.astype(np.float32),
        sun_x=sun_x,
        depth=0.24,
        distance=0.30 + 0.25 * light.haze,
        rock=color("#5d5560") if light.snow == 0 else color("#9aa0ac"),
        snow=0.5 * light.snow,
        foot=90,
    )
    keep = c.row(horizon + 3) - layer.top
    layer.src[max(0, keep) :] = 0
    layer.lo[max(0, keep) :] = 0
    layer.hi[max(0, keep) :] = 0
    layer.opaque_rows[max(0, keep) :] = 0
    return layer


def _boat(c: Canvas, light: Light, horizon: float, x: float, sun_x: float) -> Layer:
    top = horizon - 80
    mask = blank(c, top)
    dy = c.row(top) / c.unit
    y = horizon + 2
    s = 1.0 if sun_x > x else -1.0
    hull = [(-26, -7), (28, -8), (19, 3), (-20, 3)]
    mast = [(-1, -68), (1, -68), (1, -6), (-1, -6)]
    main = [(3, -66), (10, -54), (18, -38), (23, -24), (25, -12), (3, -12)]
    jib = [(-3, -60), (-3, -12), (-20, -12), (-13, -34)]
    for shape in (hull, mast, main, jib):
        polygon(mask, [(x + s * px, y + py) for px, py in shape], c.unit, 0, dy)
    m = as_float(mask)
    m[c.row(horizon + 3) - c.row(top) :] = 0
    tint = mix(light.ink, light.fog, 0.22)
    rgb = vertical(c, mix(tint, light.cloud_lit, 0.18), tint, top, horizon - 70, horizon, c.pw)
    rgb = rim_light(c, rgb, m, light.rim, -2.0 * s, 0.5, 0.9, 0.8)
    return make_layer(c, rgb, m, 0.24, top=c.row(top) / c.unit)


def cliff(stage: Stage, sun_x: float) -> list[Element]:
    """A grassy headland in the foreground with the hero on it."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    top = 560.0

    def flip(x: float) -> float:
        return x if side > 0 else c.dw - x

    edge: list[tuple[float, float]] = [(-40, c.dh + 30), (-40, 668)]
    x, y = -40.0, 668.0
    reach = c.dw * 0.40
    while x < reach:
        x += rng.uniform(8, 26)
        y += rng.uniform(-4.5, 5.5) + (0.4 if x < reach * 0.62 else 3.6)
        edge.append((x, min(y, 770)))
    while y < c.dh + 20:
        x += rng.uniform(-4, 15)
        y += rng.uniform(8, 26)
        edge.append((x, y))
    mask = blank(c, top)
    dy = c.row(top) / c.unit
    polygon(mask, [(flip(px), py) for px, py in edge], c.unit, 0, dy)
    rock = as_float(mask)
    line_x = np.array([p[0] for p in edge[1:]])
    line_y = np.array([p[1] for p in edge[1:]])

    def crest(px: float) -> float:
        return float(np.interp(flip(px), line_x, line_y))

    blades = blank(c, top)
    ends = sorted((flip(0.0), flip(reach + 20)))
    if light.snow == 0:
        grass(blades, rng, c, lambda px: crest(px) + 3, 760, 8, 30, dy, x0=ends[0], x1=ends[1], heads=0.12)
    tuft = as_float(blades)
    tex = ground_texture(rng, c, rock.shape, 22, ridged=True)
    ground = light.shade(color("#4b4350"), 0.25) * np.float32(0.5)
    rgb = vertical(c, mix(ground, light.ink, 0.30), light.ink * np.float32(0.55), top, 660, 900, c.pw)
    rgb = rgb * (0.62 + 0.76 * tex[..., None])
    rgb = rim_light(c, rgb, rock, light.rim, -5 * side, 7, 0.60, 2.6) if light.snow == 0 else rgb
    if light.snow > 0:
        cap = rim(rock, -4 * side * c.unit, 16 * c.unit, 4 * c.unit)
        rgb = mix(rgb, light.shade(color("#f2f5fb"), 0.35), np.clip(cap * 1.6, 0, 0.92)[..., None])
    blade = light.shade(color("#57603a"), 0.15) * np.float32(0.42)
    on_blades = rim_light(
        c, np.broadcast_to(blade, rgb.shape).astype(np.float32), tuft, light.rim, -1.0 * side, 1.4, 0.65, 0.6
    )
    rgb = np.where(tuft[..., None] > rock[..., None] * 0.99, on_blades, rgb)
    at = c.row(top) / c.unit
    hx = flip(reach * 0.50)
    weights = np.clip((700 - c.ys(top)) / 60, 0, 1)
    back = make_layer(
        c, rgb, np.maximum(rock, tuft), 0.62, top=at, sway=1.6 if light.snow == 0 else 0.0, sway_rows=weights
    )
    hero = stage.hero(
        x=hx, y=crest(hx) + 5, height=192, depth=0.62, light_x=sun_x, travel=min(330.0, reach * 0.6)
    )
    return [back, hero]
