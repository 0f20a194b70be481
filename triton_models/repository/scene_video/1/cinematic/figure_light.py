"""Lays a drawn figure over a frame under the scene's light: rounded shade, rim light, lamps nearby."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from cinematic.arrays import F32, U8, U32, color
from cinematic.jit import kernel
from cinematic.light import Light
from cinematic.scene import Frame

_BYTE = np.uint32(255)
_EIGHT = np.uint32(8)
_SIXTEEN = np.uint32(16)
_ALPHA = np.uint32(24)
_WARM = color("#ffae55")
_ROUND = 0.028
"""How softly the shade goes around a body, in its heights."""
_GRID = 16
_NEARER = 0.55
"""How much less a figure of the frame's height sinks into the dark than a small one."""
_RIM_FAR, _RIM_FULL_AT = 0.50, 260.0
"""A rim is at least a pixel wide, so that of a small figure is drawn fainter."""


@dataclass(frozen=True, slots=True)
class Lamp:
    """Light in somebody's hand: where it is in the frame, how far it shines, how strongly."""

    x: float
    y: float
    radius: float
    strength: float


def lay_figure(
    frame: Frame,
    picture: U8,
    x0: int,
    y0: int,
    *,
    light: Light,
    toward: float,
    height: float,
    brightness: float = 1.0,
    lamp: Lamp | None = None,
) -> None:
    """Blends a picture (premultiplied BGR and cover) whose corner is at x0, y0 of the frame.

    Args:
        toward: -1 where the light comes from the left, 1 from the right.
        height: pixels of a grown body, which the roundness of the shade depends on.
    """
    whole, sigma = picture.shape[0], max(0.8, height * _ROUND)
    part = _around(picture, 1 + int(sigma * 3), x0, y0)
    if part is None:
        return
    rows, columns = part
    picture = np.ascontiguousarray(picture[rows, columns])
    x0, y0 = x0 + columns.start, y0 + rows.start
    cover = np.asarray(cv2.extractChannel(picture, 3), np.uint8)
    near = Lamp(0.0, 0.0, 1.0, 0.0) if lamp is None else lamp
    # far off a figure is a silhouette; near the lens its cloth and its face are seen
    deep = 1.0 - _NEARER * min(1.0, max(0.0, height / frame.out.shape[0] - 0.35))
    numbers = np.array(
        [
            _RIM_FAR + (1 - _RIM_FAR) * min(1.0, height / _RIM_FULL_AT),
            toward,
            brightness,
            near.x - x0,
            near.y - y0,
            1.0 / max(1.0, near.radius),
            near.strength,
        ],
        np.float32,
    )
    _lay(
        frame.out,
        picture.view(np.uint32)[..., 0],
        ((0.33 + 0.22 * np.arange(rows.start, rows.stop) / whole) * deep).astype(np.float32),
        _slopes(cover, sigma, height * 0.0125),
        _slopes(cover, max(0.6, height * 0.0075), 1.0),
        np.stack([light.ambient, light.key, light.ink, light.rim, _WARM]).astype(np.float32),
        numbers,
        x0,
        y0,
    )


def _around(picture: U8, margin: int, x0: int, y0: int) -> tuple[slice, slice] | None:
    """The rows and columns in which something was drawn, with some around them; None if nothing was.

    They begin at multiples of a number in the frame, so that what is worked out smaller doesn't jump about.
    """
    x, y, w, h = cv2.boundingRect(cv2.extractChannel(picture, 3))
    if not w or not h:
        return None
    top = max(0, (y0 + y - margin) // _GRID * _GRID - y0)
    left = max(0, (x0 + x - margin) // _GRID * _GRID - x0)
    bottom, right = min(picture.shape[0], y + h + margin), min(picture.shape[1], x + w + margin)
    return slice(top, bottom), slice(left, right)


def lay_shadow(frame: Frame, x: float, y: float, rx: float, ry: float, strength: float) -> None:
    """Darkens the ground under somebody: a soft ellipse about a place of the frame, in pixels."""
    if rx >= 1.0 and ry >= 0.5:
        _darken(frame.out, x, y, rx, ry, strength)


def _slopes(cover: U8, sigma: float, gain: float) -> F32:
    """How steeply the blurred silhouette rises to the right and downwards (2, h, w).

    It is worked out as small as its softness allows.
    """
    shrink = 1
    while sigma / shrink > 3.2:
        shrink *= 2
    h, w = cover.shape
    small = cover
    if shrink > 1:
        small = cv2.copyMakeBorder(cover, 0, -h % shrink, 0, -w % shrink, cv2.BORDER_REPLICATE)
        size = (small.shape[1] // shrink, small.shape[0] // shrink)
        small = np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_AREA), np.uint8)
    wide = small.astype(np.float32) * np.float32(gain / 255 / shrink)
    soft = cv2.GaussianBlur(wide, (0, 0), sigma / shrink)
    out = np.empty((2, h, w), np.float32)
    for k in range(2):
        slope = cv2.Sobel(soft, cv2.CV_32F, 1 - k, k, ksize=3)
        if shrink > 1:
            size = (slope.shape[1] * shrink, slope.shape[0] * shrink)
            slope = cv2.resize(slope, size, interpolation=cv2.INTER_LINEAR)
        out[k] = slope[:h, :w]
    return out


@kernel
def _between(value: np.float32) -> np.float32:
    return min(np.float32(1.0), max(np.float32(0.0), value))


@kernel
def _warmth(slope: F32, first: int, down: float, numbers: F32, warm: F32) -> None:
    """What a lamp adds to the pixels of a row from `first` on, `down` lamp radii below it."""
    lamp_x, inverse, strength = numbers[3], numbers[5], numbers[6]
    for i in range(warm.shape[0]):
        across = (first + i - lamp_x) * inverse
        d2 = across * across + down * down
        warm[i] = 0.0
        if d2 < 9.0:
            side = -1.0 if lamp_x < first + i else 1.0
            inner = min(1.0, max(0.0, -slope[i] * side * 0.9 + 0.20))
            warm[i] = np.exp(-np.sqrt(d2)) * inner * strength


@kernel
def _lay_row(
    out: U32,
    picture: U32,
    shade_x: F32,
    shade_y: F32,
    edge_x: F32,
    edge_y: F32,
    warm: F32,
    sink: np.float32,
    tints: F32,
    numbers: F32,
) -> None:
    f = np.float32
    bright_rim, toward, brightness = numbers[0], numbers[1], numbers[2] * f(0.85)
    for i in range(out.shape[0]):
        word = picture[i]
        cover = f(np.int32(word >> _ALPHA))
        a = cover * f(1.0 / 255.0)
        whole = f(1.0) / max(f(1.0), cover)
        b0 = f(np.int32(word & _BYTE)) * whole
        g0 = f(np.int32((word >> _EIGHT) & _BYTE)) * whole
        r0 = f(np.int32((word >> _SIXTEEN) & _BYTE)) * whole
        across = -edge_x[i] * toward
        rim = _between((across * f(0.9) + edge_y[i] * f(0.45)) * f(1.15)) * bright_rim
        back = _between(-across * f(0.9) - f(0.1)) * f(0.16) * bright_rim
        edge = rim * f(0.95) + back
        facing = f(0.10) + f(0.55) * _between(-shade_x[i] * toward * f(0.86) + shade_y[i] * f(0.30))
        least = min(b0, min(g0, r0))
        keep = _between((max(b0, max(g0, r0)) - least) * f(2.3) - f(0.28))
        keep = max(keep, _between(least * f(2.2) - f(0.75)) * f(0.75))
        into = sink * (f(1.0) - f(0.72) * keep)
        under = out[i]
        left = f(1.0) - a
        b = _tone(b0, facing, into, keep, edge, warm[i], brightness, tints, 0)
        g = _tone(g0, facing, into, keep, edge, warm[i], brightness, tints, 1)
        r = _tone(r0, facing, into, keep, edge, warm[i], brightness, tints, 2)
        b = f(np.int32(under & _BYTE)) * left + b * cover + f(0.5)
        g = f(np.int32((under >> _EIGHT) & _BYTE)) * left + g * cover + f(0.5)
        r = f(np.int32((under >> _SIXTEEN) & _BYTE)) * left + r * cover + f(0.5)
        most = f(255.0)
        out[i] = (
            np.uint32(np.int32(min(most, b)))
            | (np.uint32(np.int32(min(most, g))) << _EIGHT)
            | (np.uint32(np.int32(min(most, r))) << _SIXTEEN)
        )


@kernel
def _tone(
    base: np.float32,
    facing: np.float32,
    into: np.float32,
    keep: np.float32,
    edge: np.float32,
    warm: np.float32,
    brightness: np.float32,
    tints: F32,
    c: int,
) -> np.float32:
    """One channel of a lit pixel; tints are those of ambient, key, ink, rim and lamp."""
    f = np.float32
    v = base * (tints[0, c] + tints[1, c] * facing) * brightness
    v += (tints[2, c] * f(0.8) - v) * into
    v += keep * base * f(0.24) + warm * tints[4, c]
    return f(f(1.0) - (f(1.0) - _between(v)) * (f(1.0) - min(f(1.0), edge * min(f(1.0), tints[3, c]))))


@kernel
def _lay(
    out: U32, picture: U32, sink: F32, shade: F32, edge: F32, tints: F32, numbers: F32, x0: int, y0: int
) -> None:
    height, width = out.shape
    h, w = picture.shape
    warm = np.zeros(w, np.float32)
    for j in range(max(0, -y0), min(h, height - y0)):
        i0, i1 = max(0, -x0), min(w, width - x0)
        while i0 < i1 and (picture[j, i0] >> _ALPHA) == 0:
            i0 += 1
        while i1 > i0 and (picture[j, i1 - 1] >> _ALPHA) == 0:
            i1 -= 1
        if i0 >= i1:
            continue
        if numbers[6] > 0.0:
            _warmth(edge[0, j, i0:i1], i0, (j - numbers[4]) * numbers[5], numbers, warm[i0:i1])
        _lay_row(
            out[y0 + j, x0 + i0 : x0 + i1],
            picture[j, i0:i1],
            shade[0, j, i0:i1],
            shade[1, j, i0:i1],
            edge[0, j, i0:i1],
            edge[1, j, i0:i1],
            warm[i0:i1],
            sink[j],
            tints,
            numbers,
        )


@kernel
def _darken(out: U32, x: float, y: float, rx: float, ry: float, strength: float) -> None:
    height, width = out.shape
    for j in range(max(0, int(y - ry)), min(height, int(y + ry) + 2)):
        v = (j - y) / ry
        for i in range(max(0, int(x - rx)), min(width, int(x + rx) + 2)):
            u = (i - x) / rx
            d = u * u + v * v
            if d >= 1.0:
                continue
            k = 1.0 - strength * (1.0 - d) * (1.0 - d)
            p = out[j, i]
            b = np.uint32(int(float(p & _BYTE) * k + 0.5))
            r = np.uint32(int(float((p >> _SIXTEEN) & _BYTE) * k + 0.5))
            g = np.uint32(int(float((p >> _EIGHT) & _BYTE) * k + 0.5))
            out[j, i] = b | (r << _SIXTEEN) | (g << _EIGHT)
