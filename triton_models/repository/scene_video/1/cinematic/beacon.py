"""A lighthouse's lamp: two beams that sweep the sky, and a glare when one of them passes over us."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import color
from cinematic.light import Light
from cinematic.scene import Frame
from cinematic.skyfx import add_light

_SHRINK = 8


class Beacon:
    """The lamp stands at x, y (design units) in a layer of this depth and turns once in nine seconds."""

    def __init__(self, light: Light, x: float, y: float, depth: float, phase: float) -> None:
        self._x, self._y, self._depth, self._phase = x, y, depth, phase
        self._strength = 0.34 + 0.30 * light.haze + 0.15 * light.wet
        self._tint = color("#fff0c4")

    def draw(self, frame: Frame) -> None:
        c = frame.canvas
        w, h = max(4, c.pw // _SHRINK), max(4, c.ph // _SHRINK)
        step = np.float32(_SHRINK / c.unit)
        x = (np.arange(w, dtype=np.float32)[None] + np.float32(0.5)) * step - np.float32(self._x)
        y = (np.arange(h, dtype=np.float32)[:, None] + np.float32(0.5)) * step - np.float32(self._y)
        r = np.hypot(x, y) + np.float32(1)
        level = np.exp(-((r / 30) ** 2)) * np.float32(0.8) + np.exp(-r / 70) * np.float32(0.22)
        turn = frame.t * 2 * math.pi / 9.0 + self._phase
        for half in range(2):
            across = math.sin(turn + half * math.pi)
            toward = math.cos(turn + half * math.pi)
            if abs(across) < 0.06:
                continue
            along = x * np.float32(math.copysign(1.0, across))
            spread = np.float32(7) + np.maximum(along, 0) * np.float32(0.045 + 0.10 * max(0.0, toward))
            ray = np.exp(-((y + along * np.float32(0.03)) ** 2) / (spread * spread)) * np.clip(
                along / 24, 0, 1
            )
            reach = np.float32(90 + 620 * abs(across))
            level = level + ray * np.exp(-np.maximum(along, 0) / reach) * np.float32(abs(across) ** 0.7)
        level = level + np.exp(-r / 240) * np.float32(0.5 * max(0.0, math.cos(turn * 2)) ** 12 * 0.6)
        add_light(
            frame,
            np.asarray((level * self._strength)[..., None] * self._tint, np.float32),
            self._depth,
            _SHRINK,
        )
