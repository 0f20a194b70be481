"""Water in perspective: a rippled mirror of what stands above it, deep colour, sun glitter, whitecaps."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, U32, Rng, tileable
from cinematic.jit import kernel
from cinematic.scene import Frame

_BYTE = np.uint32(0xFF)
_EVEN = np.uint32(0x00FF00FF)
_ODD = np.uint32(0xFF00FF00)
_HALF = np.uint32(0x00800080)
_ONE = np.uint32(1)
_EIGHT = np.uint32(8)
_SIXTEEN = np.uint32(16)
_N = 256
_LEVELS = 8


@kernel
def _exp(x: np.float32) -> np.float32:
    """e to the power of -x, for x from 0 to 13: made of what runs in vectors."""
    f = np.float32
    y = x * f(1.0 / 32.0)
    y = f(1.0) - y + y * y * f(0.5) - y * y * y * f(1.0 / 6.0)
    y *= y
    y *= y
    y *= y
    y *= y
    return y * y


@kernel
def _between(least: float, value: np.float32) -> np.float32:
    return min(np.float32(1.0), max(np.float32(least), value))


@kernel
def _slopes_at(
    line: F32, start: float, step: float, at: U32, part: F32, fetched: F32, sx: F32, sy: F32
) -> None:
    """Adds the slopes of one octave where the pairs of pixels of a row lie in its wrapping line."""
    mask = line.shape[0] - 2
    for i in range(at.shape[0]):
        u = start + i * step
        whole = math.floor(u)
        part[i] = np.float32(u - whole)
        at[i] = np.uint32(np.int64(whole) & mask)
    a, b, c, d = fetched[0], fetched[1], fetched[2], fetched[3]
    for i in range(at.shape[0]):
        k = at[i]
        a[i] = line[k, 0]
        b[i] = line[k + _ONE, 0]
        c[i] = line[k, 1]
        d[i] = line[k + _ONE, 1]
    for i in range(at.shape[0]):
        sx[i] += a[i] + (b[i] - a[i]) * part[i]
        sy[i] += c[i] + (d[i] - c[i]) * part[i]


@kernel
def _mirror(
    out: U32, sx: F32, sy: F32, sy0: float, amp: float, top: float, h0: int, at: U32, next_row: U32, part: U32
) -> None:
    """Which pixel above the horizon each pair of pixels shows first, in the frame as one row."""
    f = np.float32
    width = out.shape[1]
    for i in range(sx.shape[0]):
        fy = min(max(f(sy0) - f(amp * 0.9) * sy[i], f(0.0)), f(top))
        iy = np.int32(fy)
        part[i] = np.uint32((fy - f(iy)) * f(256.0))
        next_row[i] = np.uint32(width) if iy + 1 < h0 else np.uint32(0)
        x = np.int32(i * 2) + np.int32(f(amp * 0.75) * sx[i])
        at[i] = np.uint32(iy * np.int32(width) + min(max(x, np.int32(0)), np.int32(width - 2)))


@kernel
def _fetch(flat: U32, at: U32, next_row: U32, one: U32, other: U32) -> None:
    for i in range(at.shape[0]):
        k = at[i]
        below = k + next_row[i]
        one[i * 2] = flat[k]
        one[i * 2 + 1] = flat[k + _ONE]
        other[i * 2] = flat[below]
        other[i * 2 + 1] = flat[below + _ONE]


@kernel
def _mixed(a: np.uint32, b: np.uint32, w: np.uint32) -> np.uint32:
    a0 = np.uint32(a & _EVEN)
    a1 = np.uint32((a >> _EIGHT) & _EVEN)
    even = np.uint32(np.uint32(a0 << _EIGHT) + np.uint32(np.uint32(np.uint32(b & _EVEN) - a0) * w) + _HALF)
    odd = np.uint32(
        np.uint32(a1 << _EIGHT) + np.uint32(np.uint32(np.uint32((b >> _EIGHT) & _EVEN) - a1) * w) + _HALF
    )
    return np.uint32(((even >> _EIGHT) & _EVEN) | (odd & _ODD))


@kernel
def _channel(
    mirrored: np.uint32,
    beyond: np.float32,
    tint: np.float32,
    seen: np.float32,
    k: np.float32,
    deep: np.float32,
    glint: np.float32,
    cap: np.float32,
    white: np.float32,
) -> np.uint32:
    f = np.float32
    v = (beyond + (f(np.int32(mirrored & _BYTE)) - beyond) * seen) * k + tint * deep
    v += (f(262.0) - v) * min(f(1.0), glint)
    v += (white - v) * cap
    return np.uint32(np.int32(min(f(255.0), max(f(0.0), v + f(0.5)))))


@kernel
def _colour(
    line: U32, one: U32, other: U32, part: U32, shares: F32, tint: F32, beyond: F32, glint_tint: F32
) -> None:
    """shares: for each pair of pixels how much is seen of what it mirrors, how much it mirrors, its light,
    glint and foam."""
    f = np.float32
    seen, face, light, glint, cap = shares[0], shares[1], shares[2], shares[3], shares[4]
    tb, tg, tr = tint[0], tint[1], tint[2]
    eb, eg, er = beyond[0], beyond[1], beyond[2]
    gb, gg, gr = glint_tint[0], glint_tint[1], glint_tint[2]
    for i in range(part.shape[0]):
        s, k, g, c = seen[i], face[i], glint[i], cap[i]
        deep = (f(1.0) - k) * light[i]
        k *= light[i]
        w0, w1, w2 = f(215.0) * light[i], f(210.0) * light[i], f(205.0) * light[i]
        m = _mixed(one[i * 2], other[i * 2], part[i])
        n = _mixed(one[i * 2 + 1], other[i * 2 + 1], part[i])
        line[i * 2] = (
            _channel(m, eb, tb, s, k, deep, g * gb, c, w0)
            | (_channel(np.uint32(m >> _EIGHT), eg, tg, s, k, deep, g * gg, c, w1) << _EIGHT)
            | (_channel(np.uint32(m >> _SIXTEEN), er, tr, s, k, deep, g * gr, c, w2) << _SIXTEEN)
        )
        line[i * 2 + 1] = (
            _channel(n, eb, tb, s, k, deep, g * gb, c, w0)
            | (_channel(np.uint32(n >> _EIGHT), eg, tg, s, k, deep, g * gg, c, w1) << _EIGHT)
            | (_channel(np.uint32(n >> _SIXTEEN), er, tr, s, k, deep, g * gr, c, w2) << _SIXTEEN)
        )


@kernel
def ripple(
    out: U32,
    waves: F32,
    horizon: float,
    bottom: int,
    unit: float,
    t: float,
    shift: float,
    tint: F32,
    beyond: F32,
    reflect: float,
    sun_x: float,
    sun_h: float,
    glint: float,
    glint_tint: F32,
    chop: float,
    foam: float,
    flow: float,
) -> None:
    """Turn the rows below the horizon into water; waves holds slopes (x, y) per detail level.

    beyond is what the water mirrors where that lies above the frame, BGR 0..255. Words of `out` are as in
    compositing.
    """
    height, width = out.shape
    flat = out.reshape(-1)
    f = np.float32
    n = waves.shape[1]
    mask = n - 1
    levels = waves.shape[0]
    half = width // 2
    h0 = math.floor(horizon)
    top = max(0.0, horizon - 1.0)
    fade = f(1.0 / (0.18 * height))
    # slopes of the row in hand: (octave, u, direction)
    line = np.empty((2, n + 1, 2), np.float32)
    at = np.empty(half, np.uint32)
    next_row = np.empty(half, np.uint32)
    part = np.empty(half, np.uint32)
    one = np.empty(width, np.uint32)
    other = np.empty(width, np.uint32)
    fetched = np.empty((4, half), np.float32)
    between = np.empty(half, np.float32)
    slopes = np.empty((2, half), np.float32)
    sx, sy = slopes[0], slopes[1]
    shares = np.zeros((5, half), np.float32)
    seen, face, light, shine, cap = shares[0], shares[1], shares[2], shares[3], shares[4]
    for y in range(max(min(1, max(0, h0)), h0), min(height, bottom)):
        d = (y + 0.5 - horizon) / unit
        if d <= 0.0:
            continue
        p = min(1.0, d / 300.0)
        z = 260.0 / (d + 4.0)
        reach = 300.0 * 260.0 / ((d + 4.0) * (d + 4.0)) / unit
        level = min(levels - 1.001, max(0.0, math.log2(max(reach * 0.5, 1.0))))
        l0 = int(level)
        lf = level - l0
        sx[:] = f(0.0)
        sy[:] = f(0.0)
        for octave in range(2):
            if octave == 0:
                v = z * 300.0 + t * (26.0 + flow * 60.0)
                weight = 0.62
            else:
                v = z * 300.0 * 2.3 + t * (34.0 + flow * 90.0)
                weight = 0.44
            fv = math.floor(v)
            iv = int(fv) & mask
            iv1 = (iv + 1) & mask
            b = v - fv
            lo = min(levels - 1, l0 + octave)
            hi = min(levels - 1, lo + 1)
            wa = f((1 - b) * (1 - lf) * weight)
            wb = f(b * (1 - lf) * weight)
            wc = f((1 - b) * lf * weight)
            wd = f(b * lf * weight)
            for i in range(n):
                for c in range(2):
                    line[octave, i, c] = (
                        waves[lo, iv, i, c] * wa
                        + waves[lo, iv1, i, c] * wb
                        + waves[hi, iv, i, c] * wc
                        + waves[hi, iv1, i, c] * wd
                    )
            line[octave, n, 0] = line[octave, 0, 0]
            line[octave, n, 1] = line[octave, 0, 1]
            scale = z * (0.52 if octave == 0 else 1.2) / unit
            start = (1 - width * 0.5 - shift) * scale + (t * 7.0 if octave == 0 else -t * 11.0)
            _slopes_at(line[octave], start, 2.0 * scale, at, between, fetched, sx, sy)
        amp = chop * unit * (0.9 + 17.0 * p)
        sy0 = horizon - (y + 0.5 - horizon) * 0.96
        most = f(reflect * (1.0 - 0.42 * p))
        for i in range(half):
            seen[i] = _between(0.0, (f(sy0) - f(amp * 0.9) * sy[i]) * fade)
            k = _between(0.12, most * (f(1.0) - f(0.30) * sy[i]))
            face[i] = k * (f(0.62) + f(0.38) * seen[i])
            light[i] = f(1.0) + f(0.13) * sy[i]
        if glint > 0.0:
            across = f(1.0 / (unit * (34.0 + d * 0.75)))
            dy = f(0.55 * (d - sun_h) / (d + 70.0))
            strength = f(glint * min(1.0, 0.25 + d / 60.0 + (1.0 - p) * 0.3))
            for i in range(half):
                ex = (f(i * 2 + 1) - f(sun_x)) * across - f(0.62) * sx[i]
                ey = dy - f(0.62) * sy[i]
                e = ex * ex * f(2.6) + ey * ey * f(4.5)
                shine[i] = strength * _exp(min(e, f(3.0)) * f(4.2)) if e < f(3.0) else f(0.0)
        if foam > 0.0:
            far = f(min(1.0, d / 30.0))
            for i in range(half):
                crest = sy[i] * f(0.8) + sx[i] * f(0.35) - f(1.35 - 0.55 * foam)
                cap[i] = min(f(0.75), max(f(0.0), crest) * f(1.6)) * far
        _mirror(out, sx, sy, sy0, amp, top, h0, at, next_row, part)
        _fetch(flat, at, next_row, one, other)
        _colour(out[y], one, other, part, shares, tint, beyond, glint_tint)


def wave_slopes(rng: Rng) -> F32:
    """Slopes of a wrapping sea surface, once per level of detail; far levels keep most of their contrast."""
    sea = tileable(rng, _N, 6, 5, 0.52) + 0.6 * tileable(rng, _N, 10, 4, 0.5, ridged=True)
    sx = (np.roll(sea, -1, 1) - np.roll(sea, 1, 1)).astype(np.float32)
    sy = (np.roll(sea, -1, 0) - np.roll(sea, 1, 0)).astype(np.float32)
    # blurred as waves add up, since the sea wraps around
    fx = np.fft.rfftfreq(_N).astype(np.float32)[None]
    fy = np.fft.fftfreq(_N).astype(np.float32)[:, None]
    out = np.zeros((_LEVELS, _N, _N, 2), np.float32)
    for c, s in enumerate((sx, sy)):
        waves = np.fft.rfft2(s)
        for level in range(_LEVELS):
            sigma = 0.5 * 2**level
            kept = np.exp(-2 * (math.pi * sigma) ** 2 * ((0.8 * fx) ** 2 + fy**2))
            soft = np.fft.irfft2(waves * kept, s=(_N, _N))
            out[level, :, :, c] = soft / max(1e-6, float(soft.std())) * 0.86**level
    return out


class Water:
    """Live water below a line of the canvas."""

    mirrors = True

    def __init__(
        self,
        rng: Rng,
        *,
        y: float,
        depth: float,
        tint: F32,
        reflect: float = 0.86,
        sun_x: float = 0.0,
        sun_height: float = 50.0,
        glint: float = 0.0,
        glint_tint: F32 | None = None,
        chop: float = 1.0,
        foam: float = 0.0,
        flow: float = 0.0,
        sun_depth: float = 0.06,
        bottom: float | None = None,
    ) -> None:
        self._waves = wave_slopes(rng)
        self._y, self._depth, self._reflect = y, depth, float(reflect)
        self._tint = np.asarray(tint * np.float32(255), np.float32)
        # whole numbers would be other types, for which the kernel would be compiled once more, in a film
        self._sun_x, self._sun_height, self._sun_depth = sun_x, float(sun_height), sun_depth
        self._glint = float(glint)
        self._glint_tint = np.asarray(np.ones(3) if glint_tint is None else glint_tint, np.float32)
        self._chop, self._foam, self._flow, self._bottom = float(chop), float(foam), float(flow), bottom

    def draw(self, frame: Frame) -> None:
        _, horizon, unit = frame.at(self._depth, 0, self._y)
        height = frame.canvas.height
        if horizon > height - 2:
            return
        bottom = height if self._bottom is None else int(frame.at(self._depth, 0, self._bottom)[1])
        sun_x, _, _ = frame.at(self._sun_depth, self._sun_x, 0)
        centre, _, _ = frame.at(1.0, frame.canvas.dw / 2, 0)
        ripple(
            frame.out,
            self._waves,
            horizon,
            bottom,
            unit,
            frame.t,
            centre - frame.canvas.width / 2,
            self._tint,
            _mean_of_top(frame.out),
            self._reflect,
            sun_x,
            self._sun_height,
            self._glint,
            self._glint_tint,
            self._chop,
            self._foam,
            self._flow,
        )


def _mean_of_top(out: U32) -> F32:
    """The mean colour of a frame's first row, BGR 0..255: more colours would be smeared downwards."""
    return np.asarray(out[0].view(np.uint8).reshape(-1, 4).mean(axis=0, dtype=np.float32)[:3], np.float32)
