"""The per-frame kernels: layers with parallax, light and grade, straight to I420.

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
_BYTE = np.uint64(0xFF)
_SIXTEEN = np.uint64(16)
_THIRTYTWO = np.uint64(32)


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
        for x in range(left, right):
            a = np.uint64(src[ya, x])
            b = np.uint64(src[yb, x])
            a = (a & _LOW) | ((a & _HIGH) << _UP)
            b = (b & _LOW) | ((b & _HIGH) << _UP)
            row[x] = ((a * ga + b * gb + _ROUND) >> _EIGHT) & _MASK
        margin = 0.0
        wr = 0.0
        if swaying:
            wr = sway_rows[ya]
            margin = abs(wr) * 2.5
        x0 = 0 if first <= 0 else int(max(0.0, math.floor((first - 1 - margin - bx) * scale)))
        x1 = width if last >= w else int(min(float(width), math.ceil((last + 1 + margin - bx) * scale) + 1))
        for x in range(x0, x1):
            fx = bx + x * inv
            if swaying:
                fx += sway[x] * wr
            if fx < left:
                if left > 0 and fx < left - 1:
                    continue
                fx = float(left)
            if fx > right - 1.001:
                if right < w and fx > right:
                    continue
                fx = max(float(left), right - 1.001)
            ix = int(fx)
            wx = np.uint64((fx - ix) * 256.0)
            v = ((row[ix] * (_ONE - wx) + row[min(ix + 1, right - 1)] * wx + _ROUND) >> _EIGHT) & _MASK
            alpha = v >> _TOP
            keep = _ONE - alpha - (alpha >> _SEVEN)
            v = v + (((out[y, x] * keep + _ROUND) >> _EIGHT) & _MASK)
            if glow != 0:
                over = v & _OVER
                v = (v | (over - (over >> _EIGHT))) & _MASK
            out[y, x] = v


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
def quarter(out: U64, small: F32) -> None:
    """The frame at a quarter of its size (box filter), as float BGR 0..255: what bloom starts from."""
    height, width = out.shape
    h, w = small.shape[0], small.shape[1]
    for j in range(h):
        for i in range(w):
            s = np.uint64(0)
            n = 0
            for y in range(j * 4, min(j * 4 + 4, height)):
                for x in range(i * 4, min(i * 4 + 4, width)):
                    s += out[y, x] & _MASK
                    n += 1
            k = 1.0 / n
            small[j, i, 0] = float(s & np.uint64(0xFFFF)) * k
            small[j, i, 1] = float((s >> _THIRTYTWO) & np.uint64(0xFFFF)) * k
            small[j, i, 2] = float((s >> _SIXTEEN) & np.uint64(0xFFFF)) * k


@kernel
def finish(
    out: U64,
    bloom: F32,
    lut: F32,
    grain: F32,
    gx: int,
    gy: int,
    vignette: float,
    saturation: float,
    gain: float,
    i420: U8,
) -> None:
    """Bloom, vignette, grade (a curve per channel), saturation, grain, then BT.709 limited range I420."""
    height, width = out.shape
    bh, bw = bloom.shape[0], bloom.shape[1]
    half = width // 2
    base_u = height * width
    base_v = base_u + half * (height // 2)
    flat = i420.reshape(-1)
    gm = grain.shape[0] - 1
    row = np.empty((bw + 1, 3), np.float32)
    for j in range(height // 2):
        fy = min(max((j * 2 + 1.0) / 4.0 - 0.5, 0.0), bh - 1.0)
        iy = int(fy)
        iy1 = min(iy + 1, bh - 1)
        wy = fy - iy
        for x in range(bw):
            for c in range(3):
                row[x, c] = bloom[iy, x, c] * (1 - wy) + bloom[iy1, x, c] * wy
        for c in range(3):
            row[bw, c] = row[bw - 1, c]
        vy = (j * 2 + 1.0) / height * 2.0 - 1.0
        vy = vy * vy * 0.85
        for i in range(half):
            fx = min(max((i * 2 + 1.0) / 4.0 - 0.5, 0.0), bw - 1.0)
            ix = int(fx)
            wx = fx - ix
            b0 = row[ix, 0] * (1 - wx) + row[ix + 1, 0] * wx
            b1 = row[ix, 1] * (1 - wx) + row[ix + 1, 1] * wx
            b2 = row[ix, 2] * (1 - wx) + row[ix + 1, 2] * wx
            vx = (i * 2 + 1.0) / width * 2.0 - 1.0
            r2 = vx * vx + vy
            shade = gain * (1.0 - vignette * r2 * r2 / (1.0 + r2 * r2 * 0.55)) * 4.0
            su = 0.0
            sv = 0.0
            for k in range(2):
                y = j * 2 + k
                for m in range(2):
                    x = i * 2 + m
                    v = out[y, x]
                    b = lut[0, min(2047, int((float(v & _BYTE) + b0) * shade))]
                    g = lut[1, min(2047, int((float((v >> _THIRTYTWO) & _BYTE) + b1) * shade))]
                    r = lut[2, min(2047, int((float((v >> _SIXTEEN) & _BYTE) + b2) * shade))]
                    luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
                    n = grain[(y + gy) & gm, (x + gx) & gm]
                    t = 16.5 + luma * 0.8588 + n * (1.0 - abs(luma - 110.0) * 0.0052)
                    flat[y * width + x] = np.uint8(min(235.0, max(16.0, t)))
                    su += b - luma
                    sv += r - luma
            n = grain[(j + gx) & gm, (i + gy) & gm] * 0.28
            u = 128.5 + su * saturation * 0.118325 + n
            w = 128.5 + sv * saturation * 0.139425 - n
            flat[base_u + j * half + i] = np.uint8(min(240.0, max(16.0, u)))
            flat[base_v + j * half + i] = np.uint8(min(240.0, max(16.0, w)))
