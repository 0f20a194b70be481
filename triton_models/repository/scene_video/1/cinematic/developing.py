"""From light to film: bloom's highlights, and the grade straight to I420. Frames are as in kernels."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import F32, U8, U64
from cinematic.jit import kernel

_BYTE = np.uint64(0xFF)
_WORD = np.uint64(0xFFFF)
_SIXTEEN = np.uint64(16)
_THIRTYTWO = np.uint64(32)
_NOTHING = np.uint64(0)


@kernel
def highlights(out: U64, small: F32, threshold: float) -> None:
    """What is brighter than the threshold (0..255), at a quarter of the frame's size, as float BGR 0..255.

    A box filter; the knee above the threshold is soft. This is what bloom starts from.
    """
    height, width = out.shape
    h, w = small.shape[0], small.shape[1]
    f = np.float32
    sums = np.empty(w, np.uint64)
    inv = f(1.0 / (255.0 - threshold))
    for j in range(h):
        y0 = j * 4
        y1 = min(y0 + 4, height)
        for i in range(w):
            sums[i] = _NOTHING
        for y in range(y0, y1):
            line = out[y]
            for i in range(w - 1):
                sums[i] += line[i * 4] + line[i * 4 + 1] + line[i * 4 + 2] + line[i * 4 + 3]
            for x in range((w - 1) * 4, width):
                sums[w - 1] += line[x]
        k = f(1.0 / (4 * (y1 - y0)))
        for i in range(w):
            if i == w - 1:
                k = f(1.0 / ((width - (w - 1) * 4) * (y1 - y0)))
            s = sums[i]
            b = f(np.int32(s & _WORD)) * k
            g = f(np.int32((s >> _THIRTYTWO) & _WORD)) * k
            r = f(np.int32((s >> _SIXTEEN) & _WORD)) * k
            knee = min(f(1.0), max(f(0.0), (max(b, max(g, r)) - f(threshold)) * inv))
            knee = knee * (f(0.35) + f(0.65) * knee)
            small[j, i, 0] = b * knee
            small[j, i, 1] = g * knee
            small[j, i, 2] = r * knee


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
    lift: float,
    i420: U8,
) -> None:
    """Bloom, vignette, grade (a curve per channel), saturation, grain, then BT.709 limited range I420.

    lift is light added everywhere. Row by row in short plain loops, which compilers turn into vectors.
    """
    height, width = out.shape
    bh, bw = bloom.shape[0], bloom.shape[1]
    half = width // 2
    f = np.float32
    row = np.empty((3, bw + 1), np.float32)
    wide = np.empty((3, width), np.float32)
    shade = np.empty(width, np.float32)
    ramp = np.empty(width, np.float32)
    at = np.empty(width, np.uint32)
    part = np.empty(width, np.float32)
    picture = np.empty((3, width), np.float32)
    luma = np.empty(width, np.float32)
    du = np.empty(width, np.float32)
    dv = np.empty(width, np.float32)
    ku = f(saturation * 0.118325)
    kv = f(saturation * 0.139425)
    most = f(2047.0)
    gm = grain.shape[0] - 1
    base_u = height * width
    base_v = base_u + half * (height // 2)
    flat = i420.reshape(-1)
    for x in range(width):
        p = min(max(f(x >> 1) * f(0.5) - f(0.25), f(0.0)), f(bw - 1.0))
        at[x] = np.uint32(p)
        part[x] = p - f(at[x])
        vx = f(x | 1) / f(width) * f(2.0) - f(1.0)
        ramp[x] = vx * vx
    lut_b, lut_g, lut_r = lut[0], lut[1], lut[2]
    wide_b, wide_g, wide_r = wide[0], wide[1], wide[2]
    blue, green, red = picture[0], picture[1], picture[2]
    for j in range(height // 2):
        fy = min(max((j * 2 + 1.0) / 4.0 - 0.5, 0.0), bh - 1.0)
        iy = int(fy)
        iy1 = min(iy + 1, bh - 1)
        wy = f(fy - iy)
        for c in range(3):
            for x in range(bw):
                row[c, x] = bloom[iy, x, c] + (bloom[iy1, x, c] - bloom[iy, x, c]) * wy + f(lift)
            row[c, bw] = row[c, bw - 1]
        v0 = f((j * 2 + 1.0) / height * 2.0 - 1.0)
        v0 = v0 * v0 * f(0.85)
        for x in range(width):
            r2 = ramp[x] + v0
            r4 = r2 * r2
            shade[x] = f(gain * 4.0) * (f(1.0) - f(vignette) * r4 / (f(1.0) + r4 * f(0.55)))
        for c in range(3):
            line = wide[c]
            small = row[c]
            for x in range(width):
                ix = at[x]
                line[x] = (small[ix] + (small[ix + 1] - small[ix]) * part[x]) * shade[x]
        for k in range(2):
            y = j * 2 + k
            words = out[y]
            for x in range(width):
                v = words[x]
                s = shade[x]
                blue[x] = lut_b[np.uint32(min(most, f(np.int32(v & _BYTE)) * s + wide_b[x]))]
                green[x] = lut_g[np.uint32(min(most, f(np.int32((v >> _THIRTYTWO) & _BYTE)) * s + wide_g[x]))]
                red[x] = lut_r[np.uint32(min(most, f(np.int32((v >> _SIXTEEN) & _BYTE)) * s + wide_r[x]))]
            for x in range(width):
                luma[x] = f(0.2126) * red[x] + f(0.7152) * green[x] + f(0.0722) * blue[x]
            noise = grain[(y + gy) & gm]
            line_y = i420[y]
            x0 = 0
            first = gx & gm
            while x0 < width:
                n = min(width - x0, gm + 1 - first)
                for q in range(n):
                    level = luma[x0 + q]
                    t = (
                        f(16.5)
                        + level * f(0.8588)
                        + noise[first + q] * (f(1.0) - abs(level - f(110.0)) * f(0.0052))
                    )
                    line_y[x0 + q] = np.uint8(np.int32(min(f(235.0), max(f(16.0), t))))
                x0 += n
                first = 0
            if k == 0:
                for x in range(width):
                    du[x] = blue[x] - luma[x]
                    dv[x] = red[x] - luma[x]
            else:
                for x in range(width):
                    du[x] += blue[x] - luma[x]
                    dv[x] += red[x] - luma[x]
        gr = (j + gx) & gm
        for i in range(half):
            n_ = grain[gr, (i + gy) & gm] * f(0.28)
            u = f(128.5) + (du[i * 2] + du[i * 2 + 1]) * ku + n_
            v_ = f(128.5) + (dv[i * 2] + dv[i * 2 + 1]) * kv - n_
            flat[base_u + j * half + i] = np.uint8(np.int32(min(f(240.0), max(f(16.0), u))))
            flat[base_v + j * half + i] = np.uint8(np.int32(min(f(240.0), max(f(16.0), v_))))
