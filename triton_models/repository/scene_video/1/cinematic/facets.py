"""Kernels that draw facets: which one each sample sees, and what its surface looks like there.

A picture is sampled twice as finely as its pixels each way. 1/z, u/z and v/z run evenly across a facet on the
screen, so nine numbers a facet say all that a sample needs.
"""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, I32, U8, Floats
from cinematic.jit import kernel


@kernel
def fill(
    inv: F32,
    ids: I32,
    points: Floats,
    first: I32,
    count: I32,
    line: Floats,
    rect: I32,
    atlas: U8,
) -> None:
    """Set each sample to the nearest facet: inv is 1/z (0 where there is none), ids its number + 1.

    points: (x, y) in samples; line: (facets, 9) as above; rect: where a facet's picture lies in the atlas
    (x, y, w, h; w 0 for none), whose clear parts let through what is behind.
    """
    height, width = inv.shape
    for k in range(first.shape[0]):
        a = first[k]
        n = count[k]
        low = points[a, 1]
        high = low
        for j in range(1, n):
            low = min(low, points[a + j, 1])
            high = max(high, points[a + j, 1])
        y0 = max(0, math.ceil(low - 0.5))
        y1 = min(height, math.ceil(high - 0.5))
        for y in range(y0, y1):
            sy = y + 0.5
            left = 1e9
            right = -1e9
            for j in range(n):
                px = points[a + j, 0]
                py = points[a + j, 1]
                i = j + 1 if j + 1 < n else 0
                qx = points[a + i, 0]
                qy = points[a + i, 1]
                if (py <= sy) != (qy <= sy):
                    x = px + (qx - px) * (sy - py) / (qy - py)
                    left = min(left, x)
                    right = max(right, x)
            x0 = max(0, math.ceil(left - 0.5))
            x1 = min(width, math.ceil(right - 0.5))
            z = line[k, 0] * (x0 + 0.5) + line[k, 1] * sy + line[k, 2]
            for x in range(x0, x1):
                if z > inv[y, x]:
                    if rect[k, 2] > 0:
                        sx = x + 0.5
                        u = (line[k, 3] * sx + line[k, 4] * sy + line[k, 5]) / z
                        v = (line[k, 6] * sx + line[k, 7] * sy + line[k, 8]) / z
                        tx = rect[k, 0] + min(max(int(u * rect[k, 2]), 0), rect[k, 2] - 1)
                        ty = rect[k, 1] + min(max(int((1.0 - v) * rect[k, 3]), 0), rect[k, 3] - 1)
                        if atlas[ty, tx, 3] > 127:
                            inv[y, x] = z
                            ids[y, x] = k + 1
                    else:
                        inv[y, x] = z
                        ids[y, x] = k + 1
                z += line[k, 0]


@kernel
def _hash(a: float, b: float) -> float:
    n = np.uint32(np.int64(a * 16.0) * 374761393 + np.int64(b * 16.0) * 668265263 + 974711)
    n = np.uint32((n ^ (n >> np.uint32(13))) * np.uint32(1274126177))
    return float((n ^ (n >> np.uint32(16))) & np.uint32(0xFFFFFF)) / 16777216.0


@kernel
def _noise(x: float, y: float) -> float:
    """Value noise, 0..1."""
    ix = math.floor(x)
    iy = math.floor(y)
    fx = x - ix
    fy = y - iy
    fx = fx * fx * (3.0 - 2.0 * fx)
    fy = fy * fy * (3.0 - 2.0 * fy)
    a = _hash(ix, iy)
    b = _hash(ix + 1.0, iy)
    c = _hash(ix, iy + 1.0)
    d = _hash(ix + 1.0, iy + 1.0)
    return (a + (b - a) * fx) * (1.0 - fy) + (c + (d - c) * fx) * fy


@kernel
def _groove(at: float, width: float, blurred: float) -> float:
    """1 between grooves, 0 in one (at: distance to its middle), softened and thinned by a sample's width."""
    if blurred > width * 6.0:
        return 1.0
    edge = max(blurred, width * 0.4)
    t = min(1.0, max(0.0, (abs(at) - width * 0.5) / edge + 0.5))
    return 1.0 - (1.0 - t) * min(1.0, width / max(blurred, 1e-6))


@kernel
def _pattern(kind: int, size: float, u: float, v: float, fine: float, seed: float) -> tuple[float, float]:
    """(brightness, share of the second colour) of a surface at u, v metres; fine: a sample's width there."""
    worn = 0.90 + 0.20 * _noise(u * 1.7 + seed, v * 1.7) if fine < 0.6 else 1.0
    if fine < 0.03:
        worn *= 0.95 + 0.10 * _noise(u * 23.0 + seed, v * 23.0)
    if kind == 1 or kind == 9:  # boards along v; 9: panelling, without ends
        b = math.floor(u / size)
        f = u / size - b
        length = size * (9.0 + 6.0 * _hash(b, seed))
        e = v / length + _hash(b, 3.0 + seed)
        k = math.floor(e)
        shade = 0.80 + 0.34 * _hash(b, k if kind == 1 else 1.0)
        if fine < size * 0.5:
            grain = _noise(u * 90.0 + 7.0 * b, v * 2.6 + 31.0 * k)
            shade *= 0.90 + 0.20 * grain
        shade *= 0.35 + 0.65 * _groove((0.5 - abs(f - 0.5)) * size, size * 0.05, fine)
        if kind == 1:
            shade *= 0.45 + 0.55 * _groove((0.5 - abs(e - k - 0.5)) * length, size * 0.05, fine)
        return shade * worn, 0.0
    if kind == 2:  # square tiles, in two colours
        a = math.floor(u / size)
        b = math.floor(v / size)
        fu = (0.5 - abs(u / size - a - 0.5)) * size
        fv = (0.5 - abs(v / size - b - 0.5)) * size
        joint = _groove(min(fu, fv), size * 0.035, fine)
        odd = 1.0 if (int(a) + int(b)) % 2 != 0 else 0.0
        if fine > size * 0.5:
            odd = odd + (0.5 - odd) * min(1.0, fine / size - 0.5)
        return (0.60 + 0.40 * joint) * (0.90 + 0.16 * _hash(a, b + seed)) * worn, odd
    if kind == 4:  # bricks
        row = math.floor(v / (size * 0.36))
        at = u / size + 0.5 * (row % 2.0)
        b = math.floor(at)
        fu = (0.5 - abs(at - b - 0.5)) * size
        fv = (0.5 - abs(v / (size * 0.36) - row - 0.5)) * size * 0.36
        joint = _groove(min(fu, fv), size * 0.06, fine)
        return (0.62 + 0.38 * joint) * (0.74 + 0.44 * _hash(b, row + seed)) * worn, 0.25 * (1.0 - joint)
    if kind == 5:  # grain along u
        grain = _noise(u * 3.0 + seed * 9.0, v * 46.0) * 0.6 + _noise(u * 9.0, v * 120.0 + seed) * 0.4
        return (0.84 + 0.30 * grain if fine < 0.05 else 0.99) * worn, 0.0
    if kind == 6:  # stripes of paper
        f = u / size - math.floor(u / size)
        t = min(1.0, max(0.0, (abs(f - 0.5) - 0.25) * size / max(fine, size * 0.02) + 0.5))
        return worn, t
    if kind == 8:  # stone: clouds and veins
        n = _noise(u * 1.1 + seed, v * 1.1) * 0.5 + _noise(u * 3.1, v * 3.1 + seed) * 0.3
        vein = abs(_noise(u * 1.9 + n * 2.0 + seed, v * 1.9) - 0.5)
        t = max(0.0, 1.0 - vein * 16.0) * (1.0 if fine < 0.06 else 0.4)
        return (0.84 + 0.3 * n) * worn, 0.35 * t
    return worn, 0.0


@kernel
def _spine(u: float, v: float, size: float, seed: float, out: F32) -> None:
    """A row of books, v 0..1 over the shelf's height: colour and shade into out (BGR, linear)."""
    cell = math.floor(u / (size * 4.0))
    at = u / (size * 4.0) - cell
    # four books share a cell, each of a width of its own
    total = 0.0
    for j in range(4):
        total += 0.5 + _hash(cell * 4.0 + j, seed)
    edge = 0.0
    which = 0.0
    across = 0.5
    for j in range(4):
        wide = (0.5 + _hash(cell * 4.0 + j, seed)) / total
        if at < edge + wide or j == 3:
            which = cell * 4.0 + j
            across = (at - edge) / wide
            break
        edge += wide
    h1 = _hash(which, seed + 1.0)
    tall = 0.62 + 0.32 * _hash(which, seed + 2.0)
    missing = _hash(cell, seed + 5.0) < 0.10 and _hash(which, seed + 6.0) < 0.7
    if missing or v > tall:
        out[0], out[1], out[2] = 0.010, 0.014, 0.020
        return
    shade = (0.30 + 0.70 * math.sin(min(max(across, 0.02), 0.98) * math.pi) ** 0.5) * (0.55 + 0.45 * v / tall)
    tone = 0.55 + 0.8 * _hash(which, seed + 3.0)
    b, g, r = 0.05, 0.06, 0.16
    if h1 < 0.22:
        b, g, r = 0.030, 0.040, 0.190
    elif h1 < 0.40:
        b, g, r = 0.130, 0.075, 0.030
    elif h1 < 0.55:
        b, g, r = 0.040, 0.085, 0.045
    elif h1 < 0.72:
        b, g, r = 0.045, 0.125, 0.240
    elif h1 < 0.86:
        b, g, r = 0.240, 0.330, 0.420
    else:
        b, g, r = 0.030, 0.030, 0.040
    band = v / tall
    if (0.78 < band < 0.83) or (0.16 < band < 0.20 and h1 > 0.3):
        b, g, r = 0.10, 0.30, 0.48
    out[0], out[1], out[2] = b * tone * shade, g * tone * shade, r * tone * shade


@kernel
def surface(
    inv: F32,
    ids: I32,
    line: Floats,
    texture: I32,
    size: F32,
    tint: F32,
    second: F32,
    gloss: F32,
    glow: F32,
    rect: I32,
    atlas: U8,
    width_at_1m: float,
    albedo: F32,
    cover: F32,
    own: F32,
    mirror: F32,
) -> None:
    """Average the samples of each pixel: albedo (linear, times coverage), coverage, own light, mirroring.

    width_at_1m: how wide a sample is at a distance of one metre, in metres.
    """
    height, width = cover.shape
    c = np.empty(3, np.float32)
    for y in range(height):
        for x in range(width):
            n = 0
            b = 0.0
            g = 0.0
            r = 0.0
            m = 0.0
            eb = 0.0
            eg = 0.0
            er = 0.0
            only = ids[y * 2, x * 2]
            same = only > 0 and ids[y * 2, x * 2 + 1] == only
            same = same and ids[y * 2 + 1, x * 2] == only and ids[y * 2 + 1, x * 2 + 1] == only
            if same:
                kind = texture[only - 1]
                same = kind == 0 or kind == 5 or kind == 8
            share = 4 if same else 1
            for s in range(1 if same else 4):
                j = y * 2 + s // 2
                i = x * 2 + s % 2
                k = ids[j, i] - 1
                if k < 0:
                    continue
                n += share
                z = inv[j, i]
                u = (line[k, 3] * (i + 0.5) + line[k, 4] * (j + 0.5) + line[k, 5]) / z
                v = (line[k, 6] * (i + 0.5) + line[k, 7] * (j + 0.5) + line[k, 8]) / z
                kind = texture[k]
                if kind == 7:
                    tx = u * rect[k, 2] - 0.5
                    ty = (1.0 - v) * rect[k, 3] - 0.5
                    x0 = min(max(math.floor(tx), 0), rect[k, 2] - 1)
                    y0 = min(max(math.floor(ty), 0), rect[k, 3] - 1)
                    x1 = min(x0 + 1, rect[k, 2] - 1)
                    y1 = min(y0 + 1, rect[k, 3] - 1)
                    fx = min(max(tx - x0, 0.0), 1.0)
                    fy = min(max(ty - y0, 0.0), 1.0)
                    for q in range(3):
                        p0 = float(atlas[rect[k, 1] + y0, rect[k, 0] + x0, q])
                        p1 = float(atlas[rect[k, 1] + y0, rect[k, 0] + x1, q])
                        p2 = float(atlas[rect[k, 1] + y1, rect[k, 0] + x0, q])
                        p3 = float(atlas[rect[k, 1] + y1, rect[k, 0] + x1, q])
                        mean = (p0 + (p1 - p0) * fx) * (1.0 - fy) + (p2 + (p3 - p2) * fx) * fy
                        c[q] = (mean / 255.0) ** 2.2 * tint[k, q]
                elif kind == 3:
                    _spine(u, v, size[k], float(k % 997), c)
                    for q in range(3):
                        c[q] *= tint[k, q]
                else:
                    shade, other = _pattern(kind, size[k], u, v, width_at_1m / z, float(k % 97) * 0.37)
                    for q in range(3):
                        c[q] = (tint[k, q] + (second[k, q] - tint[k, q]) * other) * shade
                b += c[0] * share
                g += c[1] * share
                r += c[2] * share
                m += gloss[k] * share
                e = glow[k] * share
                if e > 0.0:
                    eb += c[0] * e
                    eg += c[1] * e
                    er += c[2] * e
            if n == 0:
                continue
            albedo[y, x, 0] = b * 0.25
            albedo[y, x, 1] = g * 0.25
            albedo[y, x, 2] = r * 0.25
            cover[y, x] = n * 0.25
            if eb + eg + er > 0.0:  # pages that nobody writes to take no memory
                own[y, x, 0] = eb * 0.25
                own[y, x, 1] = eg * 0.25
                own[y, x, 2] = er * 0.25
            if m > 0.0:
                mirror[y, x] = m * 0.25
