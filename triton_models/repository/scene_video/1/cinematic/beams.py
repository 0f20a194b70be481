"""Beams of light in haze: from lamps that sweep, drawn small and laid over the frame as light."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cinematic.arrays import F32, Rng, fbm
from cinematic.halo import halo
from cinematic.layers import Canvas
from cinematic.scene import Frame
from cinematic.skyfx import add_light

_SHRINK = 8


@dataclass(frozen=True, slots=True)
class Beam:
    """From (x, y) towards an angle (0 is straight down, positive to the right), sweeping about it."""

    x: float
    y: float
    angle: float
    sweep: float
    tint: F32
    reach: float = 720.0
    width: float = 0.055
    speed: float = 0.5
    strength: float = 0.5


class Beams:
    """Lamps and their beams at one depth; a haze drifts through them."""

    def __init__(
        self, c: Canvas, rng: Rng, beams: list[Beam], depth: float = 0.5, *, lamps: float = 0.8
    ) -> None:
        w, h = max(8, c.pw // _SHRINK), max(8, c.ph // _SHRINK)
        self._x = ((np.arange(w, dtype=np.float32) + 0.5) / np.float32(w) * np.float32(c.dw))[None, :]
        self._y = ((np.arange(h, dtype=np.float32) + 0.5) / np.float32(h) * np.float32(c.dh))[:, None]
        self._beams, self._depth, self._lamps = beams, depth, lamps
        self._phase = rng.random(len(beams)) * 6.28
        self._haze = np.asarray(0.55 + 0.9 * fbm(rng, w * 2, h, 5, 4), np.float32)

    def draw(self, frame: Frame) -> None:
        h, w = self._y.shape[0], self._x.shape[1]
        picture = np.zeros((h, w, 3), np.float32)
        for k, b in enumerate(self._beams):
            a = b.angle + b.sweep * math.sin(frame.t * b.speed + float(self._phase[k]))
            dx, dy = math.sin(a), math.cos(a)
            px, py = self._x - np.float32(b.x), self._y - np.float32(b.y)
            along = px * np.float32(dx) + py * np.float32(dy)
            across = px * np.float32(dy) - py * np.float32(dx)
            wide = 5 + np.maximum(along, 0) * np.float32(b.width)
            fade = np.clip(1 - along / np.float32(b.reach), 0, 1)
            level = np.exp(-((across / wide) ** 2)) * fade**1.5 * np.clip(along / 12, 0, 1)
            picture += (level * np.float32(b.strength))[..., None] * b.tint
        shift = (frame.t * 1.3) % w
        k0 = int(shift)
        t = np.float32(shift - k0)
        haze = np.roll(self._haze, -k0, 1)[:, : w + 1]
        haze = haze[:, :w] * (1 - t) + haze[:, 1 : w + 1] * t
        add_light(frame, np.asarray(picture * haze[..., None], np.float32), self._depth, _SHRINK)
        if self._lamps > 0:
            for b in self._beams:
                fx, fy, unit = frame.at(self._depth, b.x, b.y)
                halo(frame, fx, fy, 60 * unit, b.tint, self._lamps)
