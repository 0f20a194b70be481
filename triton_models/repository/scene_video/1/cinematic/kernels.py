"""The per-frame kernels: layers with parallax, and light over them.

A frame under construction is one 64-bit word a pixel holding four 16-bit lanes (blue, red, green, alpha,
from the low bits up), each 0..255: four channels are mixed with one multiplication.
"""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, I32, U8, U32, U64
from cinematic.jit import kernel

_MASK = np.uint64(0x00FF00FF00FF00FF)
_LOW = np.uint64(0x00FF00FF)
_HIGH = np.uint64(0xFF00FF00)
_ROUND = np.uint64(0x0080008000800080)
_OVER = np.uint64(0x0100010001000100)
_EIGHT = np.uint64(8)
_SEVEN = np.uint64(7)
_UP = np.uint64(24)
_TOP = np.uint64(48)
_ONE = np.uint64(256)
_NOTHING = np.uint64(0)
_BYTE = np.uint64(0xFF)
_SIXTEEN = np.uint64(16)
_THIRTYTWO = np.uint64(32)
_ONE_BIT = np.uint64(1)


@kernel
def composite(
    out: U64,
    src: U32,
    lo: I32,
    hi: I32,
    skip: U8,
    row: U64,
    top: int,
    clamp_top: int,
    clamp_bottom: int,
    scale: float,
    ox: float,
    oy: float,
    glow: int,
    sway: F32,
    sway_rows: F32,
) -> None:
    """Lay a premultiplied layer over the frame, scaled and shifted by fractions of a pixel.

    lo/hi bound what is not empty in each row of src. glow: colours may exceed alpha, so saturate.
    sway moves columns sideways, weighted by sway_rows (grass and leaves in the wind).
    """
    height, width = out.shape
    h, w = src.shape
    inv = 1.0 / scale
    bx = (0.5 - ox) * inv - 0.5
    swaying = sway.shape[0] > 1
    for y in range(height):
        if skip[y] != 0:
            continue
        fy = (y + 0.5 - oy) * inv - 0.5 - top
        if fy < 0 and clamp_top != 0:
            fy = 0.0
        if fy > h - 1 and clamp_bottom != 0:
            fy = float(h - 1)
        iy = math.floor(fy)
        if iy < -1 or iy >= h:
            continue
        wy = np.uint64((fy - iy) * 256.0)
        vy = _ONE - wy
        ya = iy if iy >= 0 else 0
        yb = iy + 1 if iy + 1 < h else h - 1
        first = min(lo[ya], lo[yb])
        last = max(hi[ya], hi[yb])
        if last <= first:
            continue
        # the rows in question, mixed once
        ga = vy if iy >= 0 else np.uint64(0)
        gb = wy if iy + 1 < h else np.uint64(0)
        if clamp_bottom != 0 and iy + 1 >= h:
            gb = wy
        left = max(0, first - 1)
        right = min(w, last + 1)
        if right - left < 2:
            left = max(0, right - 2)
            right = min(w, left + 2)
        for x in range(left, right):
            a = np.uint64(src[ya, x])
            b = np.uint64(src[yb, x])
            a = (a & _LOW) | ((a & _HIGH) << _UP)
            b = (b & _LOW) | ((b & _HIGH) << _UP)
            row[x] = ((a * ga + b * gb + _ROUND) >> _EIGHT) & _MASK
        # fixed point across the row: 16 bits of fraction
        if swaying:
            wr = sway_rows[ya]
            margin = abs(wr) * 4.0
            x0 = 0 if first <= 0 else int(max(0.0, math.floor((first - 1 - margin - bx) * scale)))
            x1 = (
                width
                if last >= w
                else int(min(float(width), math.ceil((last + 1 + margin - bx) * scale) + 1))
            )
            for x in range(x0, x1):
                fx = bx + x * inv + sway[x] * wr
                if (fx < left - 1 and left > 0) or (fx > right and right < w):
                    continue
                fx = min(max(fx, float(left)), right - 1.001)
                ix = int(fx)
                wx = np.uint64((fx - ix) * 256.0)
                v = ((row[ix] * (_ONE - wx) + row[ix + 1] * wx + _ROUND) >> _EIGHT) & _MASK
                if v != _NOTHING:
                    alpha = v >> _TOP
                    keep = _ONE - alpha - (alpha >> _SEVEN)
                    out[y, x] = v + (((out[y, x] * keep + _ROUND) >> _EIGHT) & _MASK)
            continue
        low = math.ceil((left - bx) * scale)
        high = math.floor((right - 1.002 - bx) * scale) + 1
        x0 = min(max(0, low), width)
        x1 = max(x0, min(width, high))
        if left == 0 and x0 > 0:  # the canvas ended before the frame did: repeat its edge
            for x in range(x0):
                v = row[0]
                keep = _ONE - (v >> _TOP) - (v >> _TOP >> _SEVEN)
                out[y, x] = v + (((out[y, x] * keep + _ROUND) >> _EIGHT) & _MASK)
        if right == w and x1 < width:
            for x in range(x1, width):
                v = row[w - 1]
                keep = _ONE - (v >> _TOP) - (v >> _TOP >> _SEVEN)
                out[y, x] = v + (((out[y, x] * keep + _ROUND) >> _EIGHT) & _MASK)
        f = int((bx + x0 * inv) * 65536.0)
        step = int(inv * 65536.0)
        drift = (bx + x0 * inv) * 65536.0 + (x1 - x0) * inv * 65536.0 - (f + (x1 - x0) * step)
        f += int(drift * 0.5)  # the step's rounding error, halved by starting in its middle
        if glow != 0:
            for x in range(x0, x1):
                ix = min(max(f >> 16, left), right - 2)
                wx = np.uint64((f >> 8) & 255)
                f += step
                v = ((row[ix] * (_ONE - wx) + row[ix + 1] * wx + _ROUND) >> _EIGHT) & _MASK
                alpha = v >> _TOP
                keep = _ONE - alpha - (alpha >> _SEVEN)
                v = v + (((out[y, x] * keep + _ROUND) >> _EIGHT) & _MASK)
                over = v & _OVER
                out[y, x] = (v | (over - (over >> _EIGHT))) & _MASK
        else:
            for x in range(x0, x1):
                ix = min(max(f >> 16, left), right - 2)
                wx = np.uint64((f >> 8) & 255)
                f += step
                v = ((row[ix] * (_ONE - wx) + row[ix + 1] * wx + _ROUND) >> _EIGHT) & _MASK
                if v == _NOTHING:
                    continue
                alpha = v >> _TOP
                if alpha == _BYTE:
                    out[y, x] = v
                else:
                    keep = _ONE - alpha - (alpha >> _SEVEN)
                    out[y, x] = v + (((out[y, x] * keep + _ROUND) >> _EIGHT) & _MASK)


@kernel
def enlarge(small: U64, out: U64) -> None:
    """Fill a frame with one of half its size, bilinearly."""
    height, width = out.shape
    h, w = small.shape
    row = np.empty(w + 2, np.uint64)
    four = np.uint64(4)
    eight = np.uint64(0x0008000800080008)
    for y in range(height):
        near = min(y >> 1, h - 1)
        other = min(near + 1, h - 1) if y & 1 else max(near - 1, 0)
        for x in range(w):
            a = small[near, x]
            row[x + 1] = a + (a << _ONE_BIT) + small[other, x]
        row[0] = row[1]
        row[w + 1] = row[w]
        for i in range(width >> 1):
            a = row[i + 1]
            three = a + (a << _ONE_BIT) + eight
            out[y, i * 2] = ((three + row[i]) >> four) & _MASK
            out[y, i * 2 + 1] = ((three + row[i + 2]) >> four) & _MASK


@kernel
def blend_patch(out: U64, patch: F32, alpha: F32, x0: int, y0: int) -> None:
    """Lay a small premultiplied patch (BGR 0..1) over the frame at whole pixels; light may exceed alpha."""
    height, width = out.shape
    h, w = alpha.shape
    for j in range(max(0, -y0), min(h, height - y0)):
        for i in range(max(0, -x0), min(w, width - x0)):
            a = alpha[j, i]
            pb = patch[j, i, 0]
            pg = patch[j, i, 1]
            pr = patch[j, i, 2]
            if a <= 0.0 and pb + pg + pr <= 0.0:
                continue
            d = out[y0 + j, x0 + i]
            k = 1.0 - a
            b = min(255.0, float(d & _BYTE) * k + pb * 255.0 + 0.5)
            r = min(255.0, float((d >> _SIXTEEN) & _BYTE) * k + pr * 255.0 + 0.5)
            g = min(255.0, float((d >> _THIRTYTWO) & _BYTE) * k + pg * 255.0 + 0.5)
            out[y0 + j, x0 + i] = (
                np.uint64(int(b)) | (np.uint64(int(r)) << _SIXTEEN) | (np.uint64(int(g)) << _THIRTYTWO)
            )


@kernel
def splat(out: U64, px: F32, py: F32, radius: F32, alpha: F32, tint: F32) -> None:
    """Soft round dots (snow, dust, fireflies), screened over the frame."""
    height, width = out.shape
    for i in range(px.shape[0]):
        r = radius[i]
        if alpha[i] <= 0.002:
            continue
        if r < 0.55:  # smaller than a pixel: keep the light, widen the dot
            gain = (r / 0.55) * (r / 0.55)
            r = np.float32(0.55)
        else:
            gain = 1.0
        reach = int(r * 2.2) + 1
        cx = px[i]
        cy = py[i]
        inv = 1.0 / (r * r)
        for y in range(max(0, int(cy) - reach), min(height, int(cy) + reach + 1)):
            for x in range(max(0, int(cx) - reach), min(width, int(cx) + reach + 1)):
                d = ((x - cx) * (x - cx) + (y - cy) * (y - cy)) * inv
                if d < 4.8:
                    a = alpha[i] * gain * math.exp(-d)
                    v = out[y, x]
                    b = float(v & _BYTE)
                    r_ = float((v >> _SIXTEEN) & _BYTE)
                    g = float((v >> _THIRTYTWO) & _BYTE)
                    b += (255.0 - b) * a * tint[0]
                    g += (255.0 - g) * a * tint[1]
                    r_ += (255.0 - r_) * a * tint[2]
                    out[y, x] = (
                        np.uint64(int(b + 0.5))
                        | (np.uint64(int(r_ + 0.5)) << _SIXTEEN)
                        | (np.uint64(int(g + 0.5)) << _THIRTYTWO)
                    )


@kernel
def streaks(out: U64, px: F32, py: F32, length: F32, slope: float, alpha: F32, tint: F32) -> None:
    """Rain: thin slanting lines, antialiased across, fading at both ends."""
    height, width = out.shape
    for i in range(px.shape[0]):
        n = int(length[i])
        for k in range(n):
            y = int(py[i]) + k
            if y < 0 or y >= height:
                continue
            fx = px[i] + slope * (y - py[i])
            ix = math.floor(fx)
            f = fx - ix
            a0 = alpha[i] * (1.0 - abs(2.0 * (k + 0.5) / n - 1.0))
            for s in range(2):
                x = ix + s
                if x < 0 or x >= width:
                    continue
                a = a0 * ((1.0 - f) if s == 0 else f)
                v = out[y, x]
                b = float(v & _BYTE)
                r = float((v >> _SIXTEEN) & _BYTE)
                g = float((v >> _THIRTYTWO) & _BYTE)
                b += (255.0 - b) * a * tint[0]
                g += (255.0 - g) * a * tint[1]
                r += (255.0 - r) * a * tint[2]
                out[y, x] = (
                    np.uint64(int(b + 0.5))
                    | (np.uint64(int(r + 0.5)) << _SIXTEEN)
                    | (np.uint64(int(g + 0.5)) << _THIRTYTWO)
                )


@kernel
def glow_disc(out: U64, cx: float, cy: float, radius: float, falloff: F32, tint: F32) -> None:
    """Light around a point, screened over the frame; falloff is its level by squared distance, 0..1."""
    height, width = out.shape
    n = falloff.shape[0]
    k = n / (radius * radius)
    for y in range(max(0, int(cy - radius)), min(height, int(cy + radius) + 1)):
        dy = (y + 0.5 - cy) * (y + 0.5 - cy)
        for x in range(max(0, int(cx - radius)), min(width, int(cx + radius) + 1)):
            d = (x + 0.5 - cx) * (x + 0.5 - cx) + dy
            at = int(d * k)
            if at >= n:
                continue
            a = falloff[at]
            v = out[y, x]
            b = float(v & _BYTE)
            r = float((v >> _SIXTEEN) & _BYTE)
            g = float((v >> _THIRTYTWO) & _BYTE)
            b += (255.0 - b) * a * tint[0] + 0.5
            g += (255.0 - g) * a * tint[1] + 0.5
            r += (255.0 - r) * a * tint[2] + 0.5
            out[y, x] = (
                np.uint64(int(min(b, 255.0)))
                | (np.uint64(int(min(r, 255.0))) << _SIXTEEN)
                | (np.uint64(int(min(g, 255.0))) << _THIRTYTWO)
            )
