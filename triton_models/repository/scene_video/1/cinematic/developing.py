"""From light to film: bloom's highlights, and the grade straight to I420. Frames are as in compositing.

Loops over a row come in short plain pieces that compilers turn into vectors. Looking up curves can't be, so
it does nothing else.
"""

from __future__ import annotations

import numpy as np

from cinematic.arrays import F32, U8, U32
from cinematic.jit import kernel

_BYTE = np.uint32(0xFF)
_EVEN = np.uint32(0x00FF00FF)
_WORD = np.uint32(0xFFFF)
_EIGHT = np.uint32(8)
_SIXTEEN = np.uint32(16)


@kernel
def highlights(out: U32, small: F32, threshold: float) -> None:
    """What is brighter than the threshold (0..255), at a quarter of the frame's size, as float BGR 0..255.

    A box filter; the knee above the threshold is soft. This is what bloom starts from.
    """
    height, width = out.shape
    h, w = small.shape[0], small.shape[1]
    f = np.float32
    even = np.empty(w, np.uint32)
    odd = np.empty(w, np.uint32)
    inv = f(1.0 / (255.0 - threshold))
    whole = width // 4
    for j in range(h):
        y0 = j * 4
        y1 = min(y0 + 4, height)
        even[:] = 0
        odd[:] = 0
        for y in range(y0, y1):
            line = out[y]
            for i in range(whole):
                a, b, c, d = line[i * 4], line[i * 4 + 1], line[i * 4 + 2], line[i * 4 + 3]
                even[i] += (a & _EVEN) + (b & _EVEN) + (c & _EVEN) + (d & _EVEN)
                a, b, c, d = a >> _EIGHT, b >> _EIGHT, c >> _EIGHT, d >> _EIGHT
                odd[i] += (a & _EVEN) + (b & _EVEN) + (c & _EVEN) + (d & _EVEN)
            for x in range(whole * 4, width):
                even[whole] += line[x] & _EVEN
                odd[whole] += (line[x] >> _EIGHT) & _EVEN
        for i in range(w):
            x0 = i * 4
            x1 = min(x0 + 4, width)
            blue_red, green = even[i], odd[i]
            k = f(1.0 / ((x1 - x0) * (y1 - y0)))
            b = f(np.int32(blue_red & _WORD)) * k
            g = f(np.int32(green & _WORD)) * k
            r = f(np.int32(blue_red >> _SIXTEEN)) * k
            knee = min(f(1.0), max(f(0.0), (max(b, max(g, r)) - f(threshold)) * inv))
            knee = knee * (f(0.35) + f(0.65) * knee)
            small[j, i, 0] = b * knee
            small[j, i, 1] = g * knee
            small[j, i, 2] = r * knee


@kernel
def _spread(row: F32, line: F32, shade: F32) -> None:
    """A row of bloom, which starts and ends with its edge twice, for each pair of pixels."""
    f = np.float32
    for i in range(line.shape[0] // 2):
        line[i * 2] = (row[i] * f(0.25) + row[i + 1] * f(0.75)) * shade[i * 2]
        line[i * 2 + 1] = (row[i + 1] * f(0.75) + row[i + 2] * f(0.25)) * shade[i * 2 + 1]
    if line.shape[0] & 1:
        i = line.shape[0] // 2
        line[i * 2] = (row[i] * f(0.25) + row[i + 1] * f(0.75)) * shade[i * 2]


@kernel
def _expose(words: U32, shift: np.uint32, shade: F32, light: F32, at: U32) -> None:
    """Where in a curve each pixel of a channel lies; shade and light are those of its pair."""
    most = np.float32(2047.0)
    for i in range(shade.shape[0]):
        s, add = shade[i], light[i]
        a = np.float32(np.int32((words[i * 2] >> shift) & _BYTE)) * s + add
        b = np.float32(np.int32((words[i * 2 + 1] >> shift) & _BYTE)) * s + add
        at[i * 2] = np.uint32(np.int32(min(most, a)))
        at[i * 2 + 1] = np.uint32(np.int32(min(most, b)))


@kernel
def _look_up(curve: F32, at: U32, out: F32) -> None:
    for x in range(at.shape[0]):
        out[x] = curve[at[x]]


@kernel
def _luma(blue: F32, green: F32, red: F32, luma: F32) -> None:
    f = np.float32
    for x in range(luma.shape[0]):
        luma[x] = f(0.2126) * red[x] + f(0.7152) * green[x] + f(0.0722) * blue[x]


@kernel
def _write_luma(luma: F32, noise: F32, line: U8) -> None:
    f = np.float32
    for q in range(luma.shape[0]):
        level = luma[q]
        t = f(16.5) + level * f(0.8588) + noise[q] * (f(1.0) - abs(level - f(110.0)) * f(0.0052))
        line[q] = np.uint8(np.int32(min(f(235.0), max(f(16.0), t))))


@kernel
def _differ(channel: F32, luma: F32, out: F32) -> None:
    """Twice the mean difference of each pair of pixels, added."""
    for i in range(out.shape[0]):
        out[i] += (channel[i * 2] - luma[i * 2]) + (channel[i * 2 + 1] - luma[i * 2 + 1])


@kernel
def _write_chroma(differences: F32, k: np.float32, noise: F32, line: U8) -> None:
    f = np.float32
    for i in range(line.shape[0]):
        t = f(128.5) + differences[i] * k + noise[i]
        line[i] = np.uint8(np.int32(min(f(240.0), max(f(16.0), t))))


@kernel
def finish(
    out: U32,
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

    lift is light added everywhere; bloom has a quarter of the frame's size.
    """
    height, width = out.shape
    bh, bw = bloom.shape[0], bloom.shape[1]
    half = width // 2
    f = np.float32
    row = np.empty((3, bw + 2), np.float32)
    light = np.empty((3, half), np.float32)
    shade = np.empty(half, np.float32)
    ramp = np.empty(half, np.float32)
    at = np.empty(width, np.uint32)
    picture = np.empty((3, width), np.float32)
    luma = np.empty(width, np.float32)
    du = np.empty(half, np.float32)
    dv = np.empty(half, np.float32)
    noise = np.empty(half, np.float32)
    ku = f(saturation * 0.118325)
    kv = f(saturation * 0.139425)
    gm = grain.shape[0] - 1
    base_u = height * width
    base_v = base_u + half * (height // 2)
    flat = i420.reshape(-1)
    blue, green, red = picture[0], picture[1], picture[2]
    for i in range(half):
        vx = f(i * 2 + 1) / f(width) * f(2.0) - f(1.0)
        ramp[i] = vx * vx
    for j in range(height // 2):
        fy = min(max((j * 2 + 1.0) / 4.0 - 0.5, 0.0), bh - 1.0)
        iy = int(fy)
        iy1 = min(iy + 1, bh - 1)
        wy = f(fy - iy)
        for c in range(3):
            for x in range(bw):
                row[c, x + 1] = bloom[iy, x, c] + (bloom[iy1, x, c] - bloom[iy, x, c]) * wy + f(lift)
            row[c, 0] = row[c, 1]
            row[c, bw + 1] = row[c, bw]
        v0 = f((j * 2 + 1.0) / height * 2.0 - 1.0)
        v0 = v0 * v0 * f(0.85)
        for i in range(half):
            r2 = ramp[i] + v0
            r4 = r2 * r2
            shade[i] = f(gain * 4.0) * (f(1.0) - f(vignette) * r4 / (f(1.0) + r4 * f(0.55)))
        for c in range(3):
            _spread(row[c], light[c], shade)
        du[:] = f(0.0)
        dv[:] = f(0.0)
        for k in range(2):
            y = j * 2 + k
            for c in range(3):
                _expose(out[y], np.uint32(8 * c), shade, light[c], at)
                _look_up(lut[c], at, picture[c])
            _luma(blue, green, red, luma)
            grains = grain[(y + gy) & gm]
            x0 = 0
            first = gx & gm
            while x0 < width:
                n = min(width - x0, gm + 1 - first)
                _write_luma(luma[x0 : x0 + n], grains[first : first + n], i420[y, x0 : x0 + n])
                x0 += n
                first = 0
            _differ(blue, luma, du)
            _differ(red, luma, dv)
        grains = grain[(j + gx) & gm]
        for i in range(half):
            noise[i] = grains[(i + gy) & gm] * f(0.28)
        _write_chroma(du, ku, noise, flat[base_u + j * half : base_u + (j + 1) * half])
        for i in range(half):
            noise[i] = -noise[i]
        _write_chroma(dv, kv, noise, flat[base_v + j * half : base_v + (j + 1) * half])
