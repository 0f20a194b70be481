"""Lays a drawn figure over a frame under the scene's light: rounded shade, rim light, lamps nearby."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from cinematic.arrays import F32, U8, U64, color
from cinematic.jit import kernel
from cinematic.light import Light
from cinematic.scene import Frame

_BYTE = np.uint64(255)
_SIXTEEN = np.uint64(16)
_THIRTYTWO = np.uint64(32)
_WARM = color("#ffae55")
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
    cover = np.ascontiguousarray(picture[..., 3])
    shade, shade_shrink = _slopes(cover, max(0.8, height * 0.028), height * 0.0125)
    edge, edge_shrink = _slopes(cover, max(0.6, height * 0.0075), 1.0)
    near = Lamp(0.0, 0.0, 1.0, 0.0) if lamp is None else lamp
    rim = _RIM_FAR + (1 - _RIM_FAR) * min(1.0, height / _RIM_FULL_AT)
    numbers = np.array(
        [
            rim,
            toward,
            brightness,
            near.x - x0,
            near.y - y0,
            1.0 / max(1.0, near.radius),
            near.strength,
            1.0 / shade_shrink,
            1.0 / edge_shrink,
        ],
        np.float32,
    )
    tints = np.stack([light.ambient, light.key, light.ink, light.rim, _WARM]).astype(np.float32)
    _lay(frame.out, picture, shade, edge, tints, numbers, x0, y0)


def lay_shadow(frame: Frame, x: float, y: float, rx: float, ry: float, strength: float) -> None:
    """Darkens the ground under somebody: a soft ellipse about a place of the frame, in pixels."""
    if rx >= 1.0 and ry >= 0.5:
        _darken(frame.out, x, y, rx, ry, strength)


def _slopes(cover: U8, sigma: float, gain: float) -> tuple[F32, float]:
    """How steeply the blurred silhouette rises to the right and downwards, as small as its softness allows,
    and how many times it is smaller."""
    shrink = 1
    while sigma / shrink > 3.2:
        shrink *= 2
    h, w = cover.shape
    small = cover
    if shrink > 1:
        size = (max(2, -(-w // shrink)), max(2, -(-h // shrink)))
        small = np.asarray(cv2.resize(cover, size, interpolation=cv2.INTER_AREA), np.uint8)
    soft = cv2.GaussianBlur(
        small.astype(np.float32) * np.float32(gain / 255 / shrink), (0, 0), sigma / shrink
    )
    slopes = np.empty((*small.shape, 2), np.float32)
    slopes[..., 0] = cv2.Sobel(soft, cv2.CV_32F, 1, 0, ksize=3)
    slopes[..., 1] = cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3)
    return slopes, float(shrink)


@kernel
def _sample(slopes: F32, y: float, x: float, channel: int) -> float:
    """A value between its pixels; y, x in those of the array."""
    h, w = slopes.shape[:2]
    y = min(max(y, 0.0), h - 1.0)
    x = min(max(x, 0.0), w - 1.0)
    j = min(int(y), h - 2)
    i = min(int(x), w - 2)
    v, u = y - j, x - i
    top = slopes[j, i, channel] * (1.0 - u) + slopes[j, i + 1, channel] * u
    low = slopes[j + 1, i, channel] * (1.0 - u) + slopes[j + 1, i + 1, channel] * u
    return float(top * (1.0 - v) + low * v)


@kernel
def _lay(out: U64, picture: U8, shade: F32, edge: F32, tints: F32, numbers: F32, x0: int, y0: int) -> None:
    height, width = out.shape
    h, w = picture.shape[:2]
    bright_rim, toward, brightness = numbers[0], numbers[1], numbers[2]
    lamp_x, lamp_y, lamp_inverse, lamp_strength = numbers[3], numbers[4], numbers[5], numbers[6]
    shade_scale, edge_scale = numbers[7], numbers[8]
    for j in range(max(0, -y0), min(h, height - y0)):
        sink = 0.33 + 0.22 * j / h
        for i in range(max(0, -x0), min(w, width - x0)):
            cover = picture[j, i, 3]
            if cover == 0:
                continue
            a = cover / 255.0
            sy, sx = (j + 0.5) * shade_scale - 0.5, (i + 0.5) * shade_scale - 0.5
            ey, ex = (j + 0.5) * edge_scale - 0.5, (i + 0.5) * edge_scale - 0.5
            slope = _sample(edge, ey, ex, 0)
            facing = -_sample(shade, sy, sx, 0) * toward * 0.86 + _sample(shade, sy, sx, 1) * 0.30
            facing = min(1.0, max(0.0, facing))
            across = -slope * toward
            rim = min(1.0, max(0.0, (across * 0.9 + _sample(edge, ey, ex, 1) * 0.45) * 1.15)) * bright_rim
            back = min(1.0, max(0.0, -across * 0.9 - 0.1)) * 0.16 * bright_rim
            warm = 0.0
            if lamp_strength > 0.0:
                dx = (i - lamp_x) * lamp_inverse
                dy = (j - lamp_y) * lamp_inverse
                d2 = dx * dx + dy * dy
                if d2 < 9.0:
                    side = -1.0 if lamp_x < i else 1.0
                    inner = min(1.0, max(0.0, -slope * side * 0.9 + 0.20))
                    warm = np.exp(-np.sqrt(d2)) * inner * lamp_strength
            b0 = picture[j, i, 0] / 255.0 / a
            g0 = picture[j, i, 1] / 255.0 / a
            r0 = picture[j, i, 2] / 255.0 / a
            chroma = max(b0, g0, r0) - min(b0, g0, r0)
            keep = min(1.0, max(0.0, chroma * 2.3 - 0.28))
            pale = min(1.0, max(0.0, min(b0, g0, r0) * 2.2 - 0.75))
            keep = max(keep, pale * 0.75)
            into = sink * (1.0 - 0.72 * keep)
            d = out[y0 + j, x0 + i]
            k = 1.0 - a
            packed = np.uint64(0)
            for c in range(3):
                base = b0 if c == 0 else (g0 if c == 1 else r0)
                v = base * (tints[0, c] + tints[1, c] * (0.10 + 0.55 * facing)) * 0.85 * brightness
                v += (tints[2, c] * 0.8 - v) * into
                v += keep * base * 0.24 + warm * tints[4, c]
                v = min(1.0, max(0.0, v))
                v = 1.0 - (1.0 - v) * (1.0 - min(1.0, (rim * 0.95 + back) * min(1.0, tints[3, c])))
                place = np.uint64(0) if c == 0 else (_THIRTYTWO if c == 1 else _SIXTEEN)
                under = float((d >> place) & _BYTE)
                level = min(255.0, under * k + v * a * 255.0 + 0.5)
                packed |= np.uint64(int(level)) << place
            out[y0 + j, x0 + i] = packed


@kernel
def _darken(out: U64, x: float, y: float, rx: float, ry: float, strength: float) -> None:
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
            b = np.uint64(int(float(p & _BYTE) * k + 0.5))
            r = np.uint64(int(float((p >> _SIXTEEN) & _BYTE) * k + 0.5))
            g = np.uint64(int(float((p >> _THIRTYTWO) & _BYTE) * k + 0.5))
            out[j, i] = b | (r << _SIXTEEN) | (g << _THIRTYTWO)
