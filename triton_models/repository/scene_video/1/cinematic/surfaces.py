"""What the ground is made of where people build: painters of an albedo over metres, X across and Z away."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cinematic.arrays import F32, Floats, color

Surface = Callable[[F32, F32, F32], F32]
"""(X, Z, noise) to an albedo (h, w, 3)."""

_SNOW = color("#e9eef6")


def blend(a: Floats, b: Floats, t: Floats | float) -> F32:
    """From a to b by t; t may be a map (h, w)."""
    k = np.asarray(t, np.float32)
    if k.ndim == 2:
        k = k[..., None]
    return np.asarray(a + (b - a) * k, np.float32)


def step(a: float, b: float, x: Floats) -> F32:
    """Smoothstep from 0 at a to 1 at b (a may exceed b)."""
    t = np.clip((np.asarray(x, np.float32) - np.float32(a)) / np.float32(b - a), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def near(x: Floats, at: float, half: Floats | float) -> F32:
    """1 within `half` of a value, with an edge a third as wide."""
    wide = np.asarray(half, np.float32)
    t = np.clip((wide * np.float32(1.3) - np.abs(x - np.float32(at))) / (wide * np.float32(0.3)), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def chance(*cells: Floats) -> F32:
    """A number 0..1 for each cell, the same each time."""
    total = np.zeros((), np.float64)
    for k, cell in enumerate(cells):
        total = total + np.asarray(cell, np.float64) * (12.9898, 78.233, 37.719)[k]
    return np.asarray(np.modf(np.abs(np.sin(total)) * 43758.5453)[0], np.float32)


def tiled(
    x: Floats, z: Floats, w: float, d: float, *, bond: float = 0.5, joint: float = 0.06
) -> tuple[F32, F32]:
    """(joints, a number for each tile) of tiles w by d metres; joints soften into the distance."""
    row = np.round(z / d)
    u = x / w + bond * (row % 2)
    column = np.round(u)
    gap = np.maximum(
        step(0.5 - joint * 1.6, 0.5 - joint * 0.3, np.abs(z / d - row)),
        step(0.5 - joint * 1.6, 0.5 - joint * 0.3, np.abs(u - column)),
    )
    close = step(60 * d, 16 * d, z)
    return np.asarray(gap * close, np.float32), np.asarray(
        0.5 + (chance(row, column) - 0.5) * close, np.float32
    )


def stones(
    tone: F32, w: float, d: float, *, contrast: float = 0.3, gutter: bool = False, snow: bool = False
) -> Surface:
    """Setts, flags or tiles."""

    def paint(x: F32, z: F32, tex: F32) -> F32:
        joint, pick = tiled(x, z, w, d)
        level = (1 - contrast / 2 + contrast * pick) * (1 - 0.42 * joint)
        if gutter:
            level = level * (1 - 0.3 * near(x, 0.0, 0.08))
        rgb = np.asarray(tone * level[..., None], np.float32)
        return blend(rgb, _SNOW, 0.82 + 0.16 * step(0.35, 0.6, tex)) if snow else rgb

    return paint


def carriageway(
    half: float, road: float, *, walk: str = "slabs", zebra: bool = True, snow: bool = False
) -> Surface:
    """Asphalt with a dashed line, a crossing, kerbs, and slabs or planks to walk on."""

    def paint(x: F32, z: F32, tex: F32) -> F32:
        aside = np.abs(x)
        rgb = np.asarray(color("#57565c") * (0.88 + 0.24 * tex[..., None]), np.float32)
        mark = near(x, 0.0, 0.08) * (np.modf(z / 5.0)[0] < 0.5)
        if zebra:
            inside = step(road - 0.2, road - 0.3, aside) * step(7.6, 7.7, z) * step(10.8, 10.7, z)
            mark = mark * (1 - step(7.0, 7.2, z) * step(11.6, 11.4, z))
            mark = mark + (np.modf(aside / 0.95 + 0.25)[0] < 0.5) * inside
        rgb = blend(rgb, color("#dad8ce"), np.clip(mark, 0, 1) * (0.45 + 0.35 * step(0.3, 0.6, tex)))
        if walk == "slabs":
            joint, pick = tiled(x, z, 0.9, 0.9, bond=0.0, joint=0.025)
            way = color("#928c86") * ((0.95 + 0.1 * pick) * (1 - 0.3 * joint))[..., None]
        else:
            joint, pick = tiled(np.zeros_like(x), z, 1.0, 0.3, bond=0.0, joint=0.05)
            way = color("#8a7d6e") * ((0.92 + 0.16 * pick) * (1 - 0.4 * joint))[..., None]
        rgb = blend(rgb, way, step(road, road + 0.04, aside))
        rgb = blend(rgb, color("#b8b2a8"), 0.8 * near(aside, road, 0.12))
        if snow:
            rgb = blend(rgb, _SNOW, 0.92 - 0.5 * near(aside, road * 0.45, 0.38))
        return rgb

    return paint


def felt(*, snow: bool = False) -> Surface:
    """Roofing felt in strips that run away from us."""

    def paint(x: F32, z: F32, tex: F32) -> F32:
        strip = np.round(x / 1.1)
        seam = near(x / 1.1 - strip, 0.0, 0.025) * (0.1 if snow else 0.35)
        level = (0.9 + 0.2 * chance(strip)) * (1 - seam) * (1 - (0.0 if snow else 0.2) * step(0.55, 0.7, tex))
        return np.asarray((_SNOW if snow else color("#6f6a68")) * level[..., None], np.float32)

    return paint


def piazza(*, snow: bool = False) -> Surface:
    """Paving with lighter bands in a grid."""

    def paint(x: F32, z: F32, tex: F32) -> F32:
        joint, pick = tiled(x, z, 0.5, 0.5)
        band = np.maximum(near(np.modf(np.abs(x) / 4.0)[0], 0.5, 0.09), near(np.modf(z / 4.0)[0], 0.5, 0.09))
        rgb = (
            blend(color("#968c80"), color("#ac9e8a"), band)
            * ((0.9 + 0.2 * pick) * (1 - 0.35 * joint))[..., None]
        )
        return blend(rgb, _SNOW, 0.82 + 0.16 * step(0.35, 0.6, tex)) if snow else np.asarray(rgb, np.float32)

    return paint


def earth(
    tone: str, *, patches: str = "", grass: str = "", grass_from: float = 1e9, snow: bool = False
) -> Surface:
    """Bare ground, with patches of another colour; grass beyond a distance to the side."""

    def paint(x: F32, z: F32, tex: F32) -> F32:
        rgb = np.asarray(color(tone) * (0.85 + 0.3 * tex[..., None]), np.float32)
        if patches:
            rgb = blend(rgb, color(patches), step(0.46, 0.62, tex))
        if grass:
            edge = np.abs(x) + (tex - 0.5) * 1.6
            rgb = blend(
                rgb,
                color(grass) * (0.7 + 0.6 * tex[..., None]),
                step(grass_from - 0.3, grass_from + 0.3, edge),
            )
        return blend(rgb, _SNOW, 0.82 + 0.16 * step(0.3, 0.55, tex)) if snow else rgb

    return paint
