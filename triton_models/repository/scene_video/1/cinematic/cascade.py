"""Falling water: strands that stretch as they fall, torn into foam at the foot."""

from __future__ import annotations

import math

import cv2
import numpy as np

from cinematic import kernels
from cinematic.arrays import Rng, mix, smooth, tileable
from cinematic.layers import Canvas
from cinematic.light import Light
from cinematic.scene import Frame

_SHRINK = 2


class Cascade:
    """A fall around x from y = brink to foot, in design units of a layer of this depth."""

    def __init__(
        self,
        rng: Rng,
        canvas: Canvas,
        light: Light,
        x: float,
        half: float,
        brink: float,
        foot: float,
        depth: float,
    ) -> None:
        self.depth = depth
        self._x, self._half, self._brink, self._foot = x, half, brink, foot
        white = np.ones(3, np.float32)
        self._bright = mix(light.shade(white, 0.62), light.fog, 0.25)
        self._shade = mix(light.shade(white * np.float32(0.5), 0.2), light.water, 0.35)
        strands = tileable(rng, 256, 22, 3, 0.6)
        # long in the direction of the fall
        self._tile = cv2.resize(strands, (256, 1024), interpolation=cv2.INTER_CUBIC)[:, :]
        step = _SHRINK / canvas.unit
        self._w = max(4, round(half * 2.5 / step))
        self._h = max(4, round((foot - brink) / step))
        u = (np.arange(self._w, dtype=np.float32) + np.float32(0.5)) / np.float32(self._w) * 2 - 1
        v = (np.arange(self._h, dtype=np.float32) + np.float32(0.5)) / np.float32(self._h)
        self._u, self._v = u[None] * np.float32(1.25), v[:, None]
        ragged = np.interp(np.linspace(0, 1, self._h), np.linspace(0, 1, 24), rng.random(24)).astype(
            np.float32
        )
        spread = 0.86 + 0.20 * self._v + (ragged[:, None] - 0.5) * 0.10
        self._edge = smooth(1.0, 0.80, np.abs(self._u) / spread)
        self._cols = np.clip((self._u[0] / 2.5 + 0.5) * 255, 0, 255).astype(np.int32)
        # falling water gains speed: equal times are farther apart lower down
        self._age = np.sqrt(self._v[:, 0]).astype(np.float32)
        self._step = step

    def draw(self, frame: Frame) -> None:
        bands = []
        for k, (speed, scale) in enumerate(((1.0, 1.0), (1.37, 0.6))):
            rows = (self._age * np.float32(760 * scale) - np.float32(frame.t * 430 * speed) + k * 311) % 1023
            low = rows.astype(np.int32)
            part = (rows - low)[:, None]
            cols = (self._cols * (1 + k) + k * 71) % 256
            near, far = self._tile[low][:, cols], self._tile[low + 1][:, cols]
            bands.append(near * (1 - part) + far * part)
        level = 0.6 * bands[0] + 0.4 * bands[1]
        foam = np.clip((level - 0.36) * 2.6, 0, 1)
        alpha = self._edge * np.clip(0.62 + 0.5 * foam, 0, 1)
        rgb = self._shade + (self._bright - self._shade) * foam[..., None]
        mist = smooth(0.80, 1.0, self._v)
        rgb = rgb + (self._bright - rgb) * mist[..., None]
        picture = np.dstack([rgb * alpha[..., None], alpha]).astype(np.float32)
        x0, y0, unit = frame.at(self.depth, self._x - self._half * 1.25, self._brink)
        scale = self._step * unit
        left, top = math.floor(x0), math.floor(y0)
        w, h = math.ceil(self._w * scale) + 2, math.ceil(self._h * scale) + 2
        m = np.array([[scale, 0, x0 - left], [0, scale, y0 - top]], np.float32)
        big = cv2.warpAffine(picture, m, (w, h), flags=cv2.INTER_LINEAR)
        kernels.blend_patch(
            frame.out, np.ascontiguousarray(big[..., :3]), np.ascontiguousarray(big[..., 3]), left, top
        )
