"""Height fields seen in perspective, cut by distance into layers that the camera can move between."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from cinematic.arrays import F32, Rng, blur, mix, smooth, tileable
from cinematic.jit import kernel
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.light import Light

_N = 1024


@kernel
def cast_shadows(heights: F32, lx: float, ly: float, lz: float, out: F32) -> None:
    """1 where the light reaches, 0 in full shadow."""
    n = heights.shape[0]
    mask = n - 1
    top = heights.max()
    for y in range(n):
        for x in range(n):
            px = float(x)
            py = float(y)
            z = heights[y, x]
            most = 0.0
            for _ in range(56):
                px += lx * 2.2
                py += ly * 2.2
                z += lz * 2.2
                if z > top:
                    break
                d = heights[int(py) & mask, int(px) & mask] - z
                if d > most:
                    most = d
            out[y, x] = 1.0 - min(1.0, most * 0.20)


@kernel
def march(
    heights: F32,
    colors: F32,
    detail: F32,
    rgb: F32,
    alpha: F32,
    far_fade: F32,
    cx: float,
    cy: float,
    ch: float,
    angle: float,
    horizon: float,
    focal: float,
    z0: float,
    z1: float,
    grain: float,
) -> None:
    """Walk each column of the picture from z0 to z1; far_fade receives each pixel's distance."""
    height, width = alpha.shape
    n = heights.shape[0]
    mask = n - 1
    dn = detail.shape[0] - 1
    sa = math.sin(angle)
    ca = math.cos(angle)
    for x in range(width):
        t = (x + 0.5 - width * 0.5) / focal
        dx = sa + ca * t
        dy = ca - sa * t
        top = height
        z = z0
        prev_sy = float(height) + 1.0
        pb = 0.0
        pg = 0.0
        pr = 0.0
        pz = z0
        have = False
        while z < z1 and top > 0:
            wx = cx + dx * z
            wy = cy + dy * z
            fx = math.floor(wx)
            fy = math.floor(wy)
            ix = int(fx) & mask
            iy = int(fy) & mask
            ix1 = (ix + 1) & mask
            iy1 = (iy + 1) & mask
            ux = wx - fx
            uy = wy - fy
            w00 = (1 - ux) * (1 - uy)
            w01 = ux * (1 - uy)
            w10 = (1 - ux) * uy
            w11 = ux * uy
            h = (
                heights[iy, ix] * w00
                + heights[iy, ix1] * w01
                + heights[iy1, ix] * w10
                + heights[iy1, ix1] * w11
            )
            sy = horizon + (ch - h) / z * focal
            b = (
                colors[iy, ix, 0] * w00
                + colors[iy, ix1, 0] * w01
                + colors[iy1, ix, 0] * w10
                + colors[iy1, ix1, 0] * w11
            )
            g = (
                colors[iy, ix, 1] * w00
                + colors[iy, ix1, 1] * w01
                + colors[iy1, ix, 1] * w10
                + colors[iy1, ix1, 1] * w11
            )
            r = (
                colors[iy, ix, 2] * w00
                + colors[iy, ix1, 2] * w01
                + colors[iy1, ix, 2] * w10
                + colors[iy1, ix1, 2] * w11
            )
            q = 1.0 + grain * (
                detail[int(wy * 9.0) & dn, int(wx * 9.0) & dn]
                - 0.5
                + detail[int(wy * 37.0 + h * 11.0) & dn, int(wx * 37.0) & dn]
                - 0.5
            )
            b *= q
            g *= q
            r *= q
            if not have:
                pb = b
                pg = g
                pr = r
                prev_sy = max(sy, prev_sy)
                have = True
            if sy < top:
                y0 = math.ceil(sy - 0.5)
                if y0 < 0:
                    y0 = 0
                span = max(0.001, prev_sy - sy)
                for y in range(y0, min(top, height)):
                    w = (prev_sy - (y + 0.5)) / span
                    if w < 0.0:
                        w = 0.0
                    if w > 1.0:
                        w = 1.0
                    rgb[y, x, 0] = pb + (b - pb) * w
                    rgb[y, x, 1] = pg + (g - pg) * w
                    rgb[y, x, 2] = pr + (r - pr) * w
                    alpha[y, x] = 1.0
                    far_fade[y, x] = pz + (z - pz) * w
                if y0 > 0 and y0 < top:  # the crest's own fraction of a pixel
                    part = (y0 + 0.0) - (sy - 0.5) - 0.5
                    if part > 0.0 and part < 1.0:
                        rgb[y0 - 1, x, 0] = b
                        rgb[y0 - 1, x, 1] = g
                        rgb[y0 - 1, x, 2] = r
                        alpha[y0 - 1, x] = part
                        far_fade[y0 - 1, x] = z
                top = min(top, y0)
            prev_sy = sy
            pb = b
            pg = g
            pr = r
            pz = z
            z += max(0.16, z * 0.0026)


@dataclass(frozen=True, slots=True)
class Field:
    """A wrapping landscape: heights and colours (BGR, lit)."""

    heights: F32
    colors: F32
    detail: F32


@dataclass(frozen=True, slots=True)
class Eye:
    """Where the landscape is seen from."""

    x: float
    y: float
    height: float
    angle: float
    horizon: float


def light_field(heights: F32, light: Light, side: float) -> tuple[F32, F32, F32]:
    """(how squarely the ground faces the light with shadows cast, slope as 1 on flats, hollows)."""
    up = 0.24 + 0.55 * max(0.0, light.sun_height)
    v = np.array([0.80 * side, 0.42, up])
    v /= np.linalg.norm(v)
    gx = np.roll(heights, -1, 1) - np.roll(heights, 1, 1)
    gy = np.roll(heights, -1, 0) - np.roll(heights, 1, 0)
    nz = np.float32(2.2)
    norm = np.sqrt(gx * gx + gy * gy + nz * nz)
    facing = np.clip((-gx * v[0] - gy * v[1] + nz * v[2]) / norm, 0, 1).astype(np.float32)
    shadow = np.ones_like(heights)
    cast_shadows(heights, float(v[0]), float(v[1]), float(v[2]), shadow)
    wide = np.asarray(cv2.blur(heights, (41, 41)), np.float32)
    hollow = smooth(-16, 22, heights - wide)
    return np.asarray(facing * blur(shadow, 1.1), np.float32), np.asarray(nz / norm, np.float32), hollow


def peaks(rng: Rng, light: Light, side: float, tallest: float = 190.0) -> Field:
    """Mountains: forest and grass below, rock, snow above."""
    base = _massif(rng)
    low = tileable(rng, _N, 2, 3, 0.5)
    h = (base - base.min()) / (base.max() - base.min())
    h = h**1.75 * (0.45 + 0.9 * low)
    h = (h / h.max() * tallest).astype(np.float32)
    facing, flat, hollow = light_field(h, light, side)
    noise = tileable(rng, _N, 32, 5, 0.6)
    e, s, q = (h / tallest)[..., None], flat[..., None], noise[..., None]
    grass, rock, forest = _c(0x5A6B30), _c(0x776A62), _c(0x2A4429)
    col = mix(forest, grass, smooth(0.35, 0.60, q))
    col = mix(col, rock, smooth(0.62, 0.38, s + q * 0.15))
    col = mix(col, rock * np.float32(0.9), smooth(0.36, 0.48, e + q * 0.1))
    snow_line = 0.52 - 0.62 * light.snow
    white = smooth(snow_line, snow_line + 0.10, e + (q - 0.5) * 0.32 + (s - 0.5) * 0.3) * smooth(
        0.20, 0.42, s
    )
    col = mix(col, _c(0xDCDEE6), white)
    col = col * (0.86 + 0.28 * tileable(rng, _N, 128, 3, 0.6)[..., None])
    lit = light.shade(col, facing * 1.06) * (0.66 + 0.34 * hollow[..., None])
    return Field(h, np.ascontiguousarray(lit, np.float32), tileable(rng, 512, 48, 3, 0.7))


def _massif(rng: Rng) -> F32:
    """Ridges whose detail grows with height, warped so that no grid shows."""
    out = np.zeros((_N, _N), np.float32)
    weight = np.ones((_N, _N), np.float32)
    amplitude = 1.0
    for i in range(7):
        layer = np.roll(tileable(rng, _N, 3 * 2**i, 1, 1.0), tuple(rng.integers(0, _N, 2)), (0, 1))
        layer = 1 - np.abs(2 * layer - 1)
        out += np.float32(amplitude) * layer * weight
        weight = np.clip(weight * (0.30 + 0.95 * layer), 0, 1)
        amplitude *= 0.44
    grid = np.arange(_N, dtype=np.float32)
    u = grid[None, :] + 46 * (tileable(rng, _N, 5, 4, 0.5) - 0.5) * 2
    v = grid[:, None] + 46 * (tileable(rng, _N, 5, 4, 0.5) - 0.5) * 2
    warped = cv2.remap(
        out, u.astype(np.float32), v.astype(np.float32), cv2.INTER_CUBIC, borderMode=cv2.BORDER_WRAP
    )
    return blur(np.asarray(warped, np.float32), 0.9)


def _c(rgb: int) -> F32:
    return np.array([rgb & 255, rgb >> 8 & 255, rgb >> 16], np.float32) / np.float32(255)


def slab_layer(
    field: Field,
    eye: Eye,
    canvas: Canvas,
    light: Light,
    z0: float,
    z1: float,
    depth: float,
    *,
    far: float,
    grain: float = 0.34,
    last: bool = False,
    low_mist: float = 0.35,
) -> Layer:
    """The landscape between two distances as a layer; its far edge fades unless it is the last."""
    h, w, u = canvas.ph, canvas.pw, canvas.unit
    rgb = np.zeros((h, w, 3), np.float32)
    alpha = np.zeros((h, w), np.float32)
    distance = np.full((h, w), z1, np.float32)
    march(
        field.heights,
        field.colors,
        field.detail,
        rgb,
        alpha,
        distance,
        eye.x,
        eye.y,
        eye.height,
        eye.angle,
        eye.horizon * u,
        720 * u,
        z0,
        z1,
        grain,
    )
    rel = distance / np.float32(far)
    veil = 1 - np.exp(-(rel * rel) * np.float32(0.5 + 2.7 * light.haze + 4.0 * light.haze**12))
    low = np.clip((canvas.ys()[:, None] - eye.horizon) / 260, 0, 1)
    veil = np.clip(veil + low_mist * light.haze * low * smooth(0.05, 0.5, rel), 0, 0.96)
    if not last:
        alpha *= smooth(z1, z1 - (z1 - z0) * 0.16, distance)
    return make_layer(canvas, light.veil(rgb, veil), alpha, depth)


def best_eye(
    field: Field, rng: Rng, horizon: float, *, rise: float = 52.0, tries: int = 14, start: float | None = None
) -> Eye:
    """The most promising of several places to stand: open ground ahead, a tall skyline beyond, sun on it.

    start: the distance from which the landscape is shown; it shouldn't begin in the middle of a slope.
    """
    best: tuple[float, Eye] | None = None
    h = field.heights
    luma = field.colors.mean(2)
    for _ in range(tries):
        x, y, angle = rng.random() * _N, rng.random() * _N, rng.random() * 6.28
        near = _along(h, x, y, angle, 4, 70)
        eye_height = max(float(near.max()) + 14, float(near.mean()) + rise)
        middle = _along(h, x, y, angle, 70, 190)
        distant = _along(h, x, y, angle, 190, 420)
        elevation = (distant.max(1) - eye_height) / 300
        bright = _along(luma, x, y, angle, 120, 380)
        score = float(np.clip(elevation, -0.2, 0.32).max() * 3 + elevation.std() * 5 + bright.mean() * 1.5)
        score -= (
            max(0.0, float(middle.max()) - eye_height + 14) * 0.12
            + max(0.0, float(elevation.max()) - 0.34) * 6
        )
        if start is not None:
            first = float(_along(h, x, y, angle, start, start + 12).max())
            score -= max(0.0, first - eye_height + 30) * 0.08
        if best is None or score > best[0]:
            best = score, Eye(x, y, eye_height, angle, horizon)
    assert best is not None
    return best[1]


def _along(a: F32, x: float, y: float, angle: float, z0: float, z1: float) -> F32:
    """Samples of a wrapping map along a fan of rays: (rays, steps)."""
    z = np.linspace(z0, z1, 40)[None, :]
    t = np.linspace(-0.9, 0.9, 13)[:, None]
    ix = (x + (math.sin(angle) + math.cos(angle) * t) * z).astype(int) % _N
    iy = (y + (math.cos(angle) - math.sin(angle) * t) * z).astype(int) % _N
    return np.asarray(a[iy, ix], np.float32)
