"""The kernels by which painters lay light and air over whole pictures: one pass instead of one a term.

Pictures are BGR 0..1, (h, w, 3); weights are (h, w).
"""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32
from cinematic.jit import kernel


@kernel
def veil(rgb: F32, fog: F32, amount: F32, out: F32) -> None:
    """A colour instead of the picture, by its weight."""
    b, g, r = fog[0], fog[1], fog[2]
    for y in range(out.shape[0]):
        src, dst, share = rgb[y], out[y], amount[y]
        for x in range(share.shape[0]):
            t = share[x]
            dst[x, 0] = src[x, 0] + (b - src[x, 0]) * t
            dst[x, 1] = src[x, 1] + (g - src[x, 1]) * t
            dst[x, 2] = src[x, 2] + (r - src[x, 2]) * t


@kernel
def shade(albedo: F32, ambient: F32, key: F32, lit: F32, out: F32) -> None:
    """A material under two lights, of which the second falls on it by its weight."""
    for y in range(out.shape[0]):
        src, dst, share = albedo[y], out[y], lit[y]
        for x in range(share.shape[0]):
            t = share[x]
            dst[x, 0] = src[x, 0] * (ambient[0] + key[0] * t)
            dst[x, 1] = src[x, 1] * (ambient[1] + key[1] * t)
            dst[x, 2] = src[x, 2] * (ambient[2] + key[2] * t)


@kernel
def screen(rgb: F32, tint: F32, amount: F32, out: F32) -> None:
    """Light by its weight, the less of it the brighter the picture is already."""
    one, none = np.float32(1.0), np.float32(0.0)
    b, g, r = tint[0], tint[1], tint[2]
    for y in range(out.shape[0]):
        src, dst, share = rgb[y], out[y], amount[y]
        for x in range(share.shape[0]):
            t = share[x]
            dst[x, 0] = src[x, 0] + t * b * (one - min(one, max(none, src[x, 0])))
            dst[x, 1] = src[x, 1] + t * g * (one - min(one, max(none, src[x, 1])))
            dst[x, 2] = src[x, 2] + t * r * (one - min(one, max(none, src[x, 2])))


@kernel
def rings(rgb: F32, xs: F32, ys: F32, centre: F32, radii: F32, tints: F32) -> None:
    """Halos around a light, each fading by e over its radius, screened over the picture in place.

    xs, ys: where columns and rows lie (ys as the halos see it); tints have the halos' strength in them.
    """
    one, none = np.float32(1.0), np.float32(0.0)
    for y in range(rgb.shape[0]):
        dy = ys[y] - centre[1]
        line = rgb[y]
        for x in range(xs.shape[0]):
            dx = xs[x] - centre[0]
            d = math.sqrt(dx * dx + dy * dy)
            b = one - min(one, max(none, line[x, 0]))
            g = one - min(one, max(none, line[x, 1]))
            r = one - min(one, max(none, line[x, 2]))
            for k in range(radii.shape[0]):
                e = np.float32(math.exp(-d / radii[k]))
                b *= one - e * tints[k, 0]
                g *= one - e * tints[k, 1]
                r *= one - e * tints[k, 2]
            line[x, 0] = one - b
            line[x, 1] = one - g
            line[x, 2] = one - r
