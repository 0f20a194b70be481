"""Water in perspective: a rippled mirror of what stands above it, deep colour, sun glitter, whitecaps."""

from __future__ import annotations

import math

import cv2
import numpy as np

from cinematic.arrays import F32, U64, Rng, tileable
from cinematic.jit import kernel
from cinematic.scene import Frame

_MASK = np.uint64(0x00FF00FF00FF00FF)
_ROUND = np.uint64(0x0080008000800080)
_BYTE = np.uint64(0xFF)
_EIGHT = np.uint64(8)
_SIXTEEN = np.uint64(16)
_THIRTYTWO = np.uint64(32)
_ONE = np.uint64(256)
_N = 256
_LEVELS = 8


@kernel
def ripple(
    out: U64,
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

    beyond is what the water mirrors where that lies above the frame, BGR 0..255.
    """
    height, width = out.shape
    n = waves.shape[1]
    mask = n - 1
    levels = waves.shape[0]
    h0 = math.floor(horizon)
    top = max(0.0, horizon - 1.0)
    fade = 1.0 / (0.18 * height)
    # slopes of the row in hand: (octave, u, direction)
    line = np.empty((2, n + 1, 2), np.float32)
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
            wa = np.float32((1 - b) * (1 - lf) * weight)
            wb = np.float32(b * (1 - lf) * weight)
            wc = np.float32((1 - b) * lf * weight)
            wd = np.float32(b * lf * weight)
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
        amp = chop * unit * (0.9 + 17.0 * p)
        face = reflect * (1.0 - 0.42 * p)
        ix_w = 1.0 / (unit * (34.0 + d * 0.75))
        dy = (d - sun_h) / (d + 70.0)
        sy0 = horizon - (y + 0.5 - horizon) * 0.96
        for x2 in range(width // 2):
            xr = (x2 * 2 + 1 - width * 0.5 - shift) / unit
            u = xr * z * 0.52 + t * 7.0
            fu = math.floor(u)
            iu = int(fu) & mask
            a = u - fu
            sx_ = line[0, iu, 0] * (1 - a) + line[0, iu + 1, 0] * a
            sy_ = line[0, iu, 1] * (1 - a) + line[0, iu + 1, 1] * a
            u = xr * z * 1.2 - t * 11.0
            fu = math.floor(u)
            iu = int(fu) & mask
            a = u - fu
            sx_ += line[1, iu, 0] * (1 - a) + line[1, iu + 1, 0] * a
            sy_ += line[1, iu, 1] * (1 - a) + line[1, iu + 1, 1] * a
            fy = sy0 - amp * sy_ * 0.9
            seen = min(1.0, max(0.0, fy * fade))
            fy = min(max(fy, 0.0), top)
            iy = int(fy)
            wy = np.uint64((fy - iy) * 256.0)
            iy1 = iy + 1 if iy + 1 < h0 else iy
            ox = int(amp * 0.75 * sx_)
            k = face * (1.0 - 0.30 * sy_)
            k = min(1.0, max(0.12, k)) * (0.62 + 0.38 * seen)
            light = 1.0 + 0.13 * sy_
            deep = (1.0 - k) * light
            k *= light
            g = 0.0
            if glint > 0.0:
                dx = (x2 * 2 + 1 - sun_x) * ix_w
                ex = dx - 0.62 * sx_
                ey = 0.55 * dy - 0.62 * sy_
                e = ex * ex * 2.6 + ey * ey * 4.5
                if e < 3.0:
                    g = glint * math.exp(-e * 4.2) * min(1.0, 0.25 + d / 60.0 + (1.0 - p) * 0.3)
            cap = 0.0
            if foam > 0.0:
                crest = sy_ * 0.8 + sx_ * 0.35 - (1.35 - 0.55 * foam)
                if crest > 0.0:
                    cap = min(0.75, crest * 1.6) * min(1.0, d / 30.0)
            for i in range(2):
                x = x2 * 2 + i
                sx = min(max(x + ox, 0), width - 1)
                m = ((out[iy, sx] * (_ONE - wy) + out[iy1, sx] * wy + _ROUND) >> _EIGHT) & _MASK
                b0 = (beyond[0] + (float(m & _BYTE) - beyond[0]) * seen) * k + tint[0] * deep
                r0 = (beyond[2] + (float((m >> _SIXTEEN) & _BYTE) - beyond[2]) * seen) * k + tint[2] * deep
                g0 = (beyond[1] + (float((m >> _THIRTYTWO) & _BYTE) - beyond[1]) * seen) * k + tint[1] * deep
                if g > 0.0:
                    b0 += (262.0 - b0) * min(1.0, g * glint_tint[0])
                    g0 += (262.0 - g0) * min(1.0, g * glint_tint[1])
                    r0 += (262.0 - r0) * min(1.0, g * glint_tint[2])
                if cap > 0.0:
                    b0 += (215.0 * light - b0) * cap
                    g0 += (210.0 * light - g0) * cap
                    r0 += (205.0 * light - r0) * cap
                out[y, x] = (
                    np.uint64(int(min(255.0, max(0.0, b0 + 0.5))))
                    | (np.uint64(int(min(255.0, max(0.0, r0 + 0.5)))) << _SIXTEEN)
                    | (np.uint64(int(min(255.0, max(0.0, g0 + 0.5)))) << _THIRTYTWO)
                )


def wave_slopes(rng: Rng) -> F32:
    """Slopes of a wrapping sea surface, once per level of detail; far levels keep most of their contrast."""
    sea = tileable(rng, _N, 6, 5, 0.52) + 0.6 * tileable(rng, _N, 10, 4, 0.5, ridged=True)
    sx = (np.roll(sea, -1, 1) - np.roll(sea, 1, 1)).astype(np.float32)
    sy = (np.roll(sea, -1, 0) - np.roll(sea, 1, 0)).astype(np.float32)
    out = np.zeros((_LEVELS, _N, _N, 2), np.float32)
    for level in range(_LEVELS):
        for c, s in enumerate((sx, sy)):
            sigma = 0.5 * 2**level
            wide = np.pad(s, _N // 2, mode="wrap")
            soft = cv2.GaussianBlur(wide, (0, 0), sigma * 0.8, sigmaY=sigma)[
                _N // 2 : -_N // 2, _N // 2 : -_N // 2
            ]
            out[level, :, :, c] = soft / max(1e-6, float(soft.std())) * 0.86**level
    return out


class Water:
    """Live water below a line of the canvas."""

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
        self._y, self._depth, self._reflect = y, depth, reflect
        self._tint = np.asarray(tint * np.float32(255), np.float32)
        self._sun_x, self._sun_height, self._sun_depth = sun_x, sun_height, sun_depth
        self._glint = glint
        self._glint_tint = np.ones(3, np.float32) if glint_tint is None else glint_tint
        self._chop, self._foam, self._flow, self._bottom = chop, foam, flow, bottom

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


def _mean_of_top(out: U64) -> F32:
    """The mean colour of a frame's first row, BGR 0..255: more colours would be smeared downwards."""
    blue, red, green = out[0].view(np.uint16).reshape(-1, 4).mean(axis=0, dtype=np.float32)[:3]
    return np.array((blue, green, red), np.float32)
