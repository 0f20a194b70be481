"""Ocean: a headland above the sea, with sun on the water. Also harbours."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import color, mix
from cinematic.backdrop import Stage, ground_texture, rim_light, vertical
from cinematic.belonging import Ground
from cinematic.coast import beach, far_shore, islands, lighthouse, sea
from cinematic.firmament import firmament, variant
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.light import Light
from cinematic.plants import blank, grass
from cinematic.scene import Element
from cinematic.sky import mist_layer, sun_at
from cinematic.vectors import as_float, polygon, rim


def ocean(stage: Stage) -> list[Element]:
    c = stage.canvas
    which = variant(stage, 4)
    horizon = (520.0, 470.0, 505.0, 510.0)[which]
    sun = sun_at(stage.light, c, horizon, stage.side * 0.55)
    elements = firmament(stage, horizon, sun)
    if which == 1:
        return elements + beach(stage, sun)
    if which == 2:
        return elements + islands(stage, sun)
    if which == 3:
        return elements + lighthouse(stage, sun) + cliff(stage, sun[0])
    return elements + _open_sea(stage, horizon, sun)


def _open_sea(stage: Stage, horizon: float, sun: tuple[float, float]) -> list[Element]:
    """A headland, a boat, and the hero on a grassy cliff."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    elements: list[Element] = [far_shore(stage, horizon, sun[0], -stage.side)]
    elements.append(_boat(c, light, horizon, c.dw / 2 - stage.side * c.dw * rng.uniform(0.10, 0.20), sun[0]))
    elements.append(sea(stage, horizon, sun))
    if light.haze > 0.6:
        elements.append(mist_layer(rng, c, light.fog, horizon + 6, 46, 0.75 * light.haze, 0.28, 6))
    return elements + cliff(stage, sun[0])


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
    day = float(np.clip(light.sun_height / 0.35, 0, 1))
    ground = light.shade(color("#5d5550"), 0.25 + 0.2 * day) * np.float32(0.5 + 0.35 * day)
    rgb = vertical(
        c,
        mix(ground, light.ink, 0.30 - 0.2 * day),
        mix(light.ink * np.float32(0.55), ground, 0.3 * day),
        top,
        660,
        900,
        c.pw,
    )
    rgb = rgb * (0.62 + 0.76 * tex[..., None])
    rgb = rim_light(c, rgb, rock, light.rim, -5 * side, 7, 0.60, 2.6) if light.snow == 0 else rgb
    if light.snow > 0:
        cap = rim(rock, -4 * side * c.unit, 16 * c.unit, 4 * c.unit)
        rgb = mix(rgb, light.shade(color("#f2f5fb"), 0.35), np.clip(cap * 1.6, 0, 0.92)[..., None])
    blade = light.shade(color("#66743e"), 0.15 + 0.3 * day) * np.float32(0.42 + 0.4 * day)
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
        x=hx, y=crest(hx) + 5, height=192, depth=0.62, light_x=sun_x, travel=min(330.0, reach * 0.6),
        underfoot=Ground.LAND, line=crest,
    )  # fmt: skip
    return [back, hero]
