"""The kernels that make eight bits a channel of what was painted in floats, and find where there is any."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import F32, I32, U32
from cinematic.jit import kernel

_EIGHT = np.uint32(8)
_SIXTEEN = np.uint32(16)
_ALPHA = np.uint32(24)
_NOTHING = np.uint32(0)


@kernel
def _level(value: np.float32) -> np.uint32:
    """0..255 of what may be more or less."""
    return np.uint32(np.int32(np.rint(min(np.float32(255.0), max(np.float32(0.0), value)))))


@kernel
def _share(value: np.float32) -> np.float32:
    return min(np.float32(1.0), max(np.float32(0.0), value))


@kernel
def pack_opaque(rgb: F32, noise: F32, out: U32) -> None:
    """BGR 0..1 that covers everything. noise: a square of half a level either way, repeated."""
    n = noise.shape[0]
    full = np.float32(255.0)
    for y in range(out.shape[0]):
        grain = noise[y % n]
        for x0 in range(0, out.shape[1], n):
            line = out[y, x0 : x0 + n]
            tints = rgb[y, x0 : x0 + n]
            for x in range(line.shape[0]):
                b = _level(_share(tints[x, 0]) * full + grain[x])
                g = _level(_share(tints[x, 1]) * full + grain[x])
                r = _level(_share(tints[x, 2]) * full + grain[x])
                line[x] = b | (g << _EIGHT) | (r << _SIXTEEN) | np.uint32(0xFF000000)


@kernel
def pack_light(rgb: F32, noise: F32, out: U32) -> None:
    """BGR 0..1 that is added to what lies behind it and covers nothing."""
    n = noise.shape[0]
    full = np.float32(255.0)
    least = np.float32(0.02)
    for y in range(out.shape[0]):
        grain = noise[y % n]
        for x0 in range(0, out.shape[1], n):
            line = out[y, x0 : x0 + n]
            tints = rgb[y, x0 : x0 + n]
            for x in range(line.shape[0]):
                b, g, r = _share(tints[x, 0]) * full, _share(tints[x, 1]) * full, _share(tints[x, 2]) * full
                b8 = _level(b + grain[x]) if b > least else _NOTHING
                g8 = _level(g + grain[x]) if g > least else _NOTHING
                r8 = _level(r + grain[x]) if r > least else _NOTHING
                line[x] = b8 | (g8 << _EIGHT) | (r8 << _SIXTEEN)


@kernel
def pack(rgb: F32, alpha: F32, noise: F32, out: U32) -> None:
    """BGR 0..1, not premultiplied, and how much it covers."""
    n = noise.shape[0]
    full = np.float32(255.0)
    for y in range(out.shape[0]):
        grain = noise[y % n]
        for x0 in range(0, out.shape[1], n):
            line = out[y, x0 : x0 + n]
            tints = rgb[y, x0 : x0 + n]
            cover = alpha[y, x0 : x0 + n]
            for x in range(line.shape[0]):
                a = _share(cover[x])
                rough = grain[x] if a > np.float32(0.004) and a < np.float32(0.996) else np.float32(0.0)
                a8 = _level(a * full + rough)
                rough = grain[x] if a > np.float32(0.02) else np.float32(0.0)
                a *= full
                b = min(a8, _level(_share(tints[x, 0]) * a + rough))
                g = min(a8, _level(_share(tints[x, 1]) * a + rough))
                r = min(a8, _level(_share(tints[x, 2]) * a + rough))
                line[x] = b | (g << _EIGHT) | (r << _SIXTEEN) | (a8 << _ALPHA)


@kernel
def bounds(src: U32, lo: I32, hi: I32) -> None:
    """The first column of each row that has something, and the one after the last; 0, 0 of an empty row."""
    w = src.shape[1]
    for y in range(src.shape[0]):
        line = src[y]
        first = 0
        while first < w and line[first] == _NOTHING:
            first += 1
        last = w
        while last > first and line[last - 1] == _NOTHING:
            last -= 1
        lo[y] = first if first < w else 0
        hi[y] = last if first < w else 0
