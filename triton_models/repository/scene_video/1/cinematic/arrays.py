"""Array types, colours (BGR, 0..1) and the noise that every painter draws with."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
Floats = NDArray[np.floating[Any]]
"""Of either precision: positions and weights that are narrowed where they are used."""
U8 = NDArray[np.uint8]
U32 = NDArray[np.uint32]
F64 = NDArray[np.float64]
I32 = NDArray[np.int32]
Rng = np.random.Generator


def color(code: str) -> F32:
    """BGR in 0..1 from '#rrggbb'."""
    code = code.lstrip("#")
    return np.array([int(code[i : i + 2], 16) for i in (4, 2, 0)], np.float32) / np.float32(255)


def luma(c: F32) -> float:
    return float(c[0] * 0.0722 + c[1] * 0.7152 + c[2] * 0.2126)


def mix(a: F32, b: F32, t: float | F32) -> F32:
    return np.asarray(a + (b - a) * t, np.float32)


def smooth(a: float, b: float, x: F32) -> F32:
    """Smoothstep from 0 at a to 1 at b (a may exceed b)."""
    t = np.clip((x - np.float32(a)) / np.float32(b - a), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def smooth1(a: float, b: float, x: float) -> float:
    t = min(1.0, max(0.0, (x - a) / (b - a)))
    return t * t * (3 - 2 * t)


def gradient(stops: tuple[tuple[float, F32], ...], n: int) -> F32:
    """n colours along the stops (0..1), mixed in linear light."""
    at = np.array([s[0] for s in stops])
    linear = np.array([s[1] for s in stops]) ** 2.2
    t = np.linspace(0, 1, n)
    mixed = np.stack([np.interp(t, at, linear[:, k]) for k in range(3)], 1)
    return np.asarray(mixed ** (1 / 2.2), np.float32)


_WIDE, _OWN = 2.0, 0.24
"""From how many small pixels on a blur is wide; and what shrinking and enlarging add to its square."""


def blur(a: F32, sigma: float, *, wide: float = _WIDE) -> F32:
    """Gaussian, sigma in pixels; a wide one is made on a smaller picture, where that can't be told.

    Args:
        wide: from how many of the smaller picture's pixels on it is.
    """
    if sigma < 0.3:
        return a
    k = 4 if sigma >= wide * 4 else 2 if sigma >= wide * 2 else 1
    h, w = a.shape[:2]
    if k == 1 or min(h, w) < 32:
        return np.asarray(cv2.GaussianBlur(a, (0, 0), sigma), np.float32)
    small = cv2.resize(a, (-(-w // k), -(-h // k)), interpolation=cv2.INTER_AREA)
    # shrinking and enlarging blur by themselves
    own = math.sqrt((sigma / k) ** 2 - _OWN)
    soft = cv2.GaussianBlur(small, (0, 0), own, borderType=cv2.BORDER_REFLECT)
    return np.asarray(cv2.resize(soft, (w, h), interpolation=cv2.INTER_LINEAR), np.float32)


def _enlarge(grid: F32, fx: float, fy: float, x0: int, y0: int, w: int, h: int) -> F32:
    """A window of the grid enlarged with cubic weights (warpAffine would step in 1/32 of a cell)."""
    big = cv2.resize(grid, None, fx=fx, fy=fy, interpolation=cv2.INTER_CUBIC)
    return np.asarray(big[y0 : y0 + h, x0 : x0 + w], np.float32)


def value_noise(rng: Rng, w: int, h: int, cells_x: float, cells_y: float) -> F32:
    """Cubic value noise, 0..1: the grid is drawn by cell count, so a seed looks alike at every size."""
    gw, gh = max(2, math.ceil(cells_x)) + 3, max(2, math.ceil(cells_y)) + 3
    grid = rng.random((gh, gw), dtype=np.float32)
    fx, fy = w / cells_x, h / cells_y
    return _enlarge(grid, fx, fy, int(fx), int(fy), w, h)


def fbm(
    rng: Rng,
    w: int,
    h: int,
    cells: float = 4,
    octaves: int = 6,
    gain: float = 0.5,
    *,
    stretch: float = 1.0,
    ridged: bool = False,
) -> F32:
    """Fractal noise, about 0..1; low octaves are made small and enlarged as detail is added."""
    out: F32 | None = None
    amplitude, total = 1.0, 0.0
    for i in range(octaves):
        cx = cells * stretch * 2**i
        shrink = 8 if cx * 10 < w / 8 else 4 if cx * 10 < w / 4 else 2 if cx * 10 < w / 2 else 1
        ww, hh = -(-w // shrink), -(-h // shrink)
        if out is None:
            out = np.zeros((hh, ww), np.float32)
        elif out.shape != (hh, ww):
            out = np.asarray(cv2.resize(out, (ww, hh), interpolation=cv2.INTER_CUBIC), np.float32)
        v = value_noise(rng, ww, hh, cx, max(0.5, cells * h / w * 2**i))
        if ridged:
            v = 1 - np.abs(2 * v - 1)
        out += np.float32(amplitude) * v
        total += amplitude
        amplitude *= gain
    assert out is not None
    if out.shape != (h, w):
        out = np.asarray(cv2.resize(out, (w, h), interpolation=cv2.INTER_CUBIC), np.float32)
    return np.asarray(out / np.float32(total), np.float32)


def tileable(rng: Rng, n: int, cells: int, octaves: int, gain: float, *, ridged: bool = False) -> F32:
    """Fractal noise that wraps around on both axes (n a multiple of 8)."""
    out = np.zeros((n, n), np.float32)
    amplitude, total = 1.0, 0.0
    for i in range(octaves):
        k = cells * 2**i
        if k > n // 2:
            break
        v = _wrapping(rng.random((k, k), dtype=np.float32), n)
        if ridged:
            v = 1 - np.abs(2 * v - 1)
            v = v * v
        out += np.float32(amplitude) * v
        total += amplitude
        amplitude *= gain
    return np.asarray(out / np.float32(total), np.float32)


def _wrapping(grid: F32, n: int) -> F32:
    k = grid.shape[0]
    if k * 8 <= n // 8:  # few cells: enlarge in two steps, the first of them small
        grid = _wrapping(grid, n // 8)
        k = n // 8
    f = n / k
    return _enlarge(np.pad(grid, 2, mode="wrap"), f, f, int(2 * f), int(2 * f), n, n)


def ridge_line(rng: Rng, w: int, *, cells: float, octaves: int, gain: float = 0.5, sharp: bool = True) -> F32:
    """A one-dimensional fractal, about -1..1: the profile of hills (smooth) or rock (sharp)."""
    out = np.zeros(w, np.float32)
    amplitude, total = 1.0, 0.0
    x = np.linspace(0, 1, w, dtype=np.float32)
    for i in range(octaves):
        f = cells * 2**i
        g = rng.random(int(f) + 5).astype(np.float32)
        at = x * np.float32(f) + rng.random()
        if sharp:
            v = np.interp(at, np.arange(len(g)), g)
        else:
            k = np.floor(at).astype(int)
            t = at - k
            v = g[k] + (g[k + 1] - g[k]) * (t * t * (3 - 2 * t))
        out += np.float32(amplitude) * v.astype(np.float32)
        total += amplitude
        amplitude *= gain
    return np.asarray((out / np.float32(total) - 0.5) * 2, np.float32)
