"""The kernels that lay painted pictures over a frame, each frame anew: layers with parallax, tilted ground.

A frame under construction is one 32-bit word a pixel, premultiplied blue, green, red, alpha from the low byte
up, as the layers are. Two channels are mixed with one multiplication. Loops over a row come in short plain
pieces that compilers turn into vectors: only fetching pixels from where they lie can't be, so it does nothing
else.

A frame is looked at in tiles, a layer in blocks of its pixels, so that what a nearer layer hides, and where a
layer has nothing, is never touched.
"""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, F64, U8, U32
from cinematic.jit import kernel

TILE = 16
"""Pixels of a frame, either way, that are skipped or laid together."""
BLOCK = 8
"""The same, of a layer."""
EMPTY, MIXED, SOLID = 0, 1, 2

_EVEN = np.uint32(0x00FF00FF)
_ODD = np.uint32(0xFF00FF00)
_HALF = np.uint32(0x00800080)
_OVER = np.uint32(0x01000100)
_FULL = np.uint32(256)
_ONE = np.uint32(1)
_SEVEN = np.uint32(7)
_EIGHT = np.uint32(8)
_ALPHA = np.uint32(24)


def blocks(src: U32) -> U8:
    """For each block of a picture whether it is empty, solid (opaque throughout) or neither."""
    h, w = src.shape
    out = np.empty((-(-h // BLOCK), -(-w // BLOCK)), np.uint8)
    _blocks(src, out)
    return out


@kernel
def _blocks(src: U32, out: U8) -> None:
    h, w = src.shape
    for j in range(out.shape[0]):
        for i in range(out.shape[1]):
            every = np.uint32(0xFFFFFFFF)
            some = np.uint32(0)
            for y in range(j * BLOCK, min(h, (j + 1) * BLOCK)):
                line = src[y, i * BLOCK : min(w, (i + 1) * BLOCK)]
                for x in range(line.shape[0]):
                    every &= line[x]
                    some |= line[x]
            if (every >> _ALPHA) == np.uint32(255):
                out[j, i] = SOLID
            elif some == np.uint32(0):
                out[j, i] = EMPTY
            else:
                out[j, i] = MIXED


@kernel
def _kind(blocks: U8, y0: int, y1: int, x0: int, x1: int) -> int:
    """What the pixels y0..y1, x0..x1 of a layer (both included) are, all together."""
    first = blocks[y0 // BLOCK, x0 // BLOCK]
    for j in range(y0 // BLOCK, y1 // BLOCK + 1):
        for i in range(x0 // BLOCK, x1 // BLOCK + 1):
            if blocks[j, i] != first:
                return MIXED
    return int(first)


@kernel
def cover(
    hidden: U8,
    blocks: U8,
    height: int,
    width: int,
    h: int,
    w: int,
    top: int,
    clamp_top: int,
    clamp_bottom: int,
    scale: float,
    ox: float,
    oy: float,
    margin: int,
) -> None:
    """Mark the tiles of a frame of height * width that a layer of h * w hides, with margin pixels around."""
    inv = 1.0 / scale
    by = (0.5 - oy) * inv - 0.5 - top
    bx = (0.5 - ox) * inv - 0.5
    for j in range(hidden.shape[0]):
        low = math.floor(by + (j * TILE - margin) * inv)
        high = math.floor(by + (min(height, (j + 1) * TILE) - 1 + margin) * inv) + 1
        if clamp_top != 0:
            low, high = max(low, 0), max(high, 0)
        if clamp_bottom != 0:
            low, high = min(low, h - 1), min(high, h - 1)
        if low < 0 or high >= h:
            continue
        for i in range(hidden.shape[1]):
            left = math.floor(bx + (i * TILE - margin) * inv)
            right = math.floor(bx + (min(width, (i + 1) * TILE) - 1 + margin) * inv) + 1
            if (
                hidden[j, i] == 0
                and left >= 0
                and right < w
                and _kind(blocks, low, high, left, right) == SOLID
            ):
                hidden[j, i] = 1


@kernel
def _mix(a: np.uint32, b: np.uint32, w: np.uint32) -> np.uint32:
    """a to b by w (0..256), rounded."""
    a0 = np.uint32(a & _EVEN)
    a1 = np.uint32((a >> _EIGHT) & _EVEN)
    even = np.uint32(np.uint32(a0 << _EIGHT) + np.uint32(np.uint32(np.uint32(b & _EVEN) - a0) * w) + _HALF)
    odd = np.uint32(
        np.uint32(a1 << _EIGHT) + np.uint32(np.uint32(np.uint32((b >> _EIGHT) & _EVEN) - a1) * w) + _HALF
    )
    return np.uint32(((even >> _EIGHT) & _EVEN) | (odd & _ODD))


@kernel
def _under(v: np.uint32, d: np.uint32) -> np.uint32:
    """What is left of d under v."""
    alpha = np.uint32(v >> _ALPHA)
    keep = np.uint32(_FULL - alpha - np.uint32(alpha >> _SEVEN))
    even = np.uint32(np.uint32(np.uint32(d & _EVEN) * keep) + _HALF)
    odd = np.uint32(np.uint32(np.uint32((d >> _EIGHT) & _EVEN) * keep) + _HALF)
    return np.uint32(((even >> _EIGHT) & _EVEN) | (odd & _ODD))


@kernel
def _store(above: U32, below: U32, out: U32, w: np.uint32) -> None:
    for x in range(out.shape[0]):
        out[x] = _mix(above[x], below[x], w)


@kernel
def _blend(above: U32, below: U32, out: U32, w: np.uint32) -> None:
    for x in range(out.shape[0]):
        v = _mix(above[x], below[x], w)
        out[x] = np.uint32(v + _under(v, out[x]))


@kernel
def _shine(above: U32, below: U32, out: U32, w: np.uint32) -> None:
    """The same where colours may exceed alpha: sums beyond white stay white."""
    for x in range(out.shape[0]):
        v = _mix(above[x], below[x], w)
        d = _under(v, out[x])
        even = np.uint32(np.uint32(v & _EVEN) + np.uint32(d & _EVEN))
        odd = np.uint32(np.uint32((v >> _EIGHT) & _EVEN) + np.uint32((d >> _EIGHT) & _EVEN))
        over0 = np.uint32(even & _OVER)
        over1 = np.uint32(odd & _OVER)
        even = np.uint32((even | np.uint32(over0 - np.uint32(over0 >> _EIGHT))) & _EVEN)
        odd = np.uint32((odd | np.uint32(over1 - np.uint32(over1 >> _EIGHT))) & _EVEN)
        out[x] = np.uint32(even | np.uint32(odd << _EIGHT))


@kernel
def _aim(at: U32, weight: U32, start: float, step: float, w: int) -> None:
    """From which pixel of a row of w each pixel comes, and how much of the next one it has (0..256)."""
    most = float(w - 1)
    for x in range(at.shape[0]):
        fx = min(max(start + x * step, 0.0), most)
        ix = min(np.int32(fx), np.int32(w - 2))
        at[x] = np.uint32(ix)
        weight[x] = np.uint32((fx - ix) * 256.0)


@kernel
def _aim_swaying(at: U32, weight: U32, start: float, step: float, w: int, sway: F32, amount: float) -> None:
    most = np.float32(w - 1)
    for x in range(at.shape[0]):
        fx = np.float32(start + x * step) + sway[x] * np.float32(amount)
        fx = min(max(fx, np.float32(0.0)), most)
        ix = min(np.int32(fx), np.int32(w - 2))
        at[x] = np.uint32(ix)
        weight[x] = np.uint32((fx - np.float32(ix)) * np.float32(256.0))


@kernel
def _fetch(src: U32, at: U32, weight: U32, one: U32, next_: U32, out: U32) -> None:
    """A row of a layer where the frame's pixels lie in it."""
    for x in range(at.shape[0]):
        ix = at[x]
        one[x] = src[ix]
        next_[x] = src[ix + _ONE]
    for x in range(at.shape[0]):
        out[x] = _mix(one[x], next_[x], weight[x])


@kernel
def composite(
    out: U32,
    src: U32,
    blocks: U8,
    hidden: U8,
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

    Beyond its sides a layer is as it is at its edge; above and below it there is nothing, unless clamped.
    hidden: tiles to leave out. glow: colours may exceed alpha, so saturate. sway moves columns sideways,
    weighted by sway_rows (grass and leaves in the wind).
    """
    height, width = out.shape
    h, w = src.shape
    if w < 2:
        return
    inv = 1.0 / scale
    bx = (0.5 - ox) * inv - 0.5
    by = (0.5 - oy) * inv - 0.5 - top
    swaying = sway.shape[0] > 1
    at = np.empty(width, np.uint32)
    weight = np.empty(width, np.uint32)
    one = np.empty(width, np.uint32)
    next_ = np.empty(width, np.uint32)
    lines = np.empty((2, width), np.uint32)
    nothing = np.zeros(width, np.uint32)
    across = hidden.shape[1]
    kinds = np.empty(across, np.int32)
    reach = 0.0
    if swaying:
        reach = np.abs(sway).max()
    else:
        _aim(at, weight, bx, inv, w)
    for j in range(hidden.shape[0]):
        y0 = j * TILE
        y1 = min(height, y0 + TILE)
        low = math.floor(by + y0 * inv)
        high = math.floor(by + (y1 - 1) * inv) + 1
        if (high < 0 and clamp_top == 0) or (low >= h and clamp_bottom == 0):
            continue
        outside = (low < 0 and clamp_top == 0) or (high >= h and clamp_bottom == 0)
        low = min(max(low, 0), h - 1)
        high = min(max(high, 0), h - 1)
        around = 0.0
        if swaying:
            for y in range(low, high + 1):
                around = max(around, reach * abs(sway_rows[y]))
        for i in range(across):
            kinds[i] = EMPTY
            if hidden[j, i] == 0:
                left = math.floor(bx + i * TILE * inv - around)
                right = math.floor(bx + (min(width, (i + 1) * TILE) - 1) * inv + around) + 1
                left = min(max(left, 0), w - 1)
                right = min(max(right, 0), w - 1)
                kinds[i] = _kind(blocks, low, high, left, right)
                if outside and kinds[i] == SOLID:
                    kinds[i] = MIXED
        i = 0
        while i < across:
            kind = kinds[i]
            start = i
            while i < across and kinds[i] == kind:
                i += 1
            if kind == EMPTY:
                continue
            x0 = start * TILE
            x1 = min(width, i * TILE)
            held = -9  # the row of the layer in line `upper`; the next one is in the other
            upper = 0
            for y in range(y0, y1):
                fy = by + y * inv
                if fy < 0 and clamp_top != 0:
                    fy = 0.0
                if fy > h - 1 and clamp_bottom != 0:
                    fy = float(h - 1)
                iy = math.floor(fy)
                if iy < -1 or iy >= h:
                    continue
                if iy != held:
                    for k in range(2):
                        row = iy + k
                        if iy == held + 1 and k == 0:
                            upper = 1 - upper
                            continue
                        line = lines[upper if k == 0 else 1 - upper, x0:x1]
                        if row < 0 or (row >= h and clamp_bottom == 0):
                            line[:] = nothing[x0:x1]
                            continue
                        row = min(row, h - 1)
                        if swaying:
                            _aim_swaying(
                                at[x0:x1], weight[x0:x1], bx + x0 * inv, inv, w, sway[x0:x1], sway_rows[row]
                            )
                        _fetch(src[row], at[x0:x1], weight[x0:x1], one, next_, line)
                    held = iy
                part = np.uint32((fy - iy) * 256.0)
                above = lines[upper, x0:x1]
                below = lines[1 - upper, x0:x1]
                if glow != 0:
                    _shine(above, below, out[y, x0:x1], part)
                elif kind == SOLID:
                    _store(above, below, out[y, x0:x1], part)
                else:
                    _blend(above, below, out[y, x0:x1], part)


@kernel
def lay_rows(out: U32, src: U32, source: F64, scale: F64, ox: F64) -> None:
    """Lay a premultiplied picture over the frame, each frame row taken from a source row (below zero: none)
    with a scale and an offset of its own."""
    height, width = out.shape
    h, w = src.shape
    mixed = np.zeros(w, np.uint32)
    at = np.empty(width, np.uint32)
    weight = np.empty(width, np.uint32)
    one = np.empty(width, np.uint32)
    next_ = np.empty(width, np.uint32)
    line = np.empty(width, np.uint32)
    for y in range(height):
        if source[y] < 0:
            continue
        iy = min(int(source[y]), h - 1)
        jy = min(iy + 1, h - 1)
        inv = 1.0 / scale[y]
        first = min(max(0, int((0.5 - ox[y]) * inv) - 2), w - 2)
        last = max(min(w, int((width - 0.5 - ox[y]) * inv) + 3), first + 2)
        _store(
            src[iy, first:last], src[jy, first:last], mixed[first:last], np.uint32((source[y] - iy) * 256.0)
        )
        _aim(at, weight, (0.5 - ox[y]) * inv - 0.5 - first, inv, last - first)
        _fetch(mixed[first:last], at, weight, one, next_, line)
        _blend(line, line, out[y], np.uint32(0))


@kernel
def enlarge(small: U32, out: U32) -> None:
    """Fill a frame with one of half its size, bilinearly."""
    height, width = out.shape
    h, w = small.shape
    even = np.empty(w + 2, np.uint32)
    odd = np.empty(w + 2, np.uint32)
    four = np.uint32(4)
    eight = np.uint32(0x00080008)
    for y in range(height):
        near = min(y >> 1, h - 1)
        other = min(near + 1, h - 1) if y & 1 else max(near - 1, 0)
        a, b = small[near], small[other]
        for x in range(w):
            even[x + 1] = np.uint32(np.uint32(a[x] & _EVEN) * np.uint32(3) + np.uint32(b[x] & _EVEN))
            odd[x + 1] = np.uint32(
                np.uint32((a[x] >> _EIGHT) & _EVEN) * np.uint32(3) + np.uint32((b[x] >> _EIGHT) & _EVEN)
            )
        even[0], even[w + 1] = even[1], even[w]
        odd[0], odd[w + 1] = odd[1], odd[w]
        line = out[y]
        for i in range(width >> 1):
            e = np.uint32(even[i + 1] * np.uint32(3) + eight)
            o = np.uint32(odd[i + 1] * np.uint32(3) + eight)
            e0 = np.uint32((np.uint32(e + even[i]) >> four) & _EVEN)
            e1 = np.uint32((np.uint32(e + even[i + 2]) >> four) & _EVEN)
            o0 = np.uint32((np.uint32(o + odd[i]) >> four) & _EVEN)
            o1 = np.uint32((np.uint32(o + odd[i + 2]) >> four) & _EVEN)
            line[i * 2] = np.uint32(e0 | np.uint32(o0 << _EIGHT))
            line[i * 2 + 1] = np.uint32(e1 | np.uint32(o1 << _EIGHT))
