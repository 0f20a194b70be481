"""The per-frame kernels that draw light and small things over a frame. Its words are as in compositing."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, U32
from cinematic.jit import kernel

_BYTE = np.uint32(0xFF)
_EIGHT = np.uint32(8)
_SIXTEEN = np.uint32(16)
_ALPHA = np.uint32(24)


@kernel
def blend_patch(out: U32, patch: F32, alpha: F32, x0: int, y0: int) -> None:
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
            g = min(255.0, float((d >> _EIGHT) & _BYTE) * k + pg * 255.0 + 0.5)
            out[y0 + j, x0 + i] = (
                np.uint32(int(b)) | (np.uint32(int(r)) << _SIXTEEN) | (np.uint32(int(g)) << _EIGHT)
            )


@kernel
def _blend_row(out: U32, picture: U32, above: U32, rim: F32) -> None:
    share, half, most = np.float32(1.0 / 255.0), np.float32(0.5), np.float32(255.0)
    rb, rg, rr = rim[0] * share, rim[1] * share, rim[2] * share
    for i in range(out.shape[0]):
        word, under = picture[i], out[i]
        a = np.float32(np.int32(word >> _ALPHA))
        edge = max(np.float32(0.0), a - np.float32(np.int32(above[i] >> _ALPHA))) * most
        keep = np.float32(1.0) - a * share
        b = min(a, np.float32(np.int32(word & _BYTE)) + edge * rb)
        g = min(a, np.float32(np.int32((word >> _EIGHT) & _BYTE)) + edge * rg)
        r = min(a, np.float32(np.int32((word >> _SIXTEEN) & _BYTE)) + edge * rr)
        b += np.float32(np.int32(under & _BYTE)) * keep + half
        g += np.float32(np.int32((under >> _EIGHT) & _BYTE)) * keep + half
        r += np.float32(np.int32((under >> _SIXTEEN) & _BYTE)) * keep + half
        out[i] = (
            np.uint32(np.int32(min(most, b)))
            | (np.uint32(np.int32(min(most, g))) << _EIGHT)
            | (np.uint32(np.int32(min(most, r))) << _SIXTEEN)
        )


@kernel
def blend_picture(out: U32, picture: U32, rim: F32, x0: int, y0: int) -> None:
    """Lay a small premultiplied picture over the frame at whole pixels; rim is light (BGR 0..1) on its upper
    edges."""
    height, width = out.shape
    h, w = picture.shape
    i0, i1 = max(0, -x0), min(w, width - x0)
    for j in range(max(0, -y0), min(h, height - y0)):
        if i1 > i0:
            above = picture[max(0, j - 1)]
            _blend_row(out[y0 + j, x0 + i0 : x0 + i1], picture[j, i0:i1], above[i0:i1], rim)


@kernel
def splat(out: U32, px: F32, py: F32, radius: F32, alpha: F32, tint: F32) -> None:
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
                    g = float((v >> _EIGHT) & _BYTE)
                    b += (255.0 - b) * a * tint[0]
                    g += (255.0 - g) * a * tint[1]
                    r_ += (255.0 - r_) * a * tint[2]
                    out[y, x] = (
                        np.uint32(int(b + 0.5))
                        | (np.uint32(int(r_ + 0.5)) << _SIXTEEN)
                        | (np.uint32(int(g + 0.5)) << _EIGHT)
                    )


@kernel
def streaks(out: U32, px: F32, py: F32, length: F32, slope: float, alpha: F32, tint: F32) -> None:
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
                g = float((v >> _EIGHT) & _BYTE)
                b += (255.0 - b) * a * tint[0]
                g += (255.0 - g) * a * tint[1]
                r += (255.0 - r) * a * tint[2]
                out[y, x] = (
                    np.uint32(int(b + 0.5))
                    | (np.uint32(int(r + 0.5)) << _SIXTEEN)
                    | (np.uint32(int(g + 0.5)) << _EIGHT)
                )


@kernel
def glow_disc(out: U32, cx: float, cy: float, radius: float, falloff: F32, tint: F32) -> None:
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
            g = float((v >> _EIGHT) & _BYTE)
            b += (255.0 - b) * a * tint[0] + 0.5
            g += (255.0 - g) * a * tint[1] + 0.5
            r += (255.0 - r) * a * tint[2] + 0.5
            out[y, x] = (
                np.uint32(int(min(b, 255.0)))
                | (np.uint32(int(min(r, 255.0))) << _SIXTEEN)
                | (np.uint32(int(min(g, 255.0))) << _EIGHT)
            )
