"""Leaves by the thousand, from noise instead of one by one; and leaves that fall."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import F32, Rng, fbm, mix, smooth
from cinematic.backdrop import Stage
from cinematic.layers import Canvas
from cinematic.scene import Frame
from cinematic.weather import Particles


def foliage(
    rng: Rng, canvas: Canvas, density: F32, *, clump: float = 7.0, leaf: float = 240.0
) -> tuple[F32, F32]:
    """(alpha, light 0..1) of leaves over the whole canvas; density (0..1) says where they hang.

    clump and leaf are how many clumps and leaves fit across a canvas of 16:9.
    """
    wide = canvas.dw / 1664
    big = fbm(rng, canvas.pw, canvas.ph, max(2.0, clump * wide), 4, 0.55)
    fine = fbm(rng, canvas.pw, canvas.ph, leaf * wide, 2, 0.6)
    sprays = fbm(rng, canvas.pw, canvas.ph, 40 * wide, 2, 0.6)
    level = density - 0.5 + (big - 0.5) * 1.3 + (sprays - 0.5) * 0.55 + (fine - 0.5) * 0.75
    alpha = smooth(0.0, 0.07, level)
    lit = np.clip(0.42 + (fine - 0.5) * 1.5 + (sprays - 0.5) * 1.2 + (0.5 - big) * 0.9, 0, 1)
    return alpha, np.asarray(lit, np.float32)


def leafy(stage: Stage, lit: F32, dark: F32, bright: F32, sun_x: float, sun_y: float, fog: float) -> F32:
    """Leaves in two tones; those near the sun let it through."""
    c, light = stage.canvas, stage.light
    d = np.hypot(c.xs()[None] - np.float32(sun_x), c.ys()[:, None] - np.float32(sun_y))
    through = np.exp(-d / 330) * min(1.0, light.glow)
    shade, sunny = light.shade(dark, 0.18), light.shade(bright, 0.85)
    rgb = mix(
        np.broadcast_to(shade, (*lit.shape, 3)), sunny, np.clip(lit * 0.85 + through * 0.35, 0, 1)[..., None]
    )
    glow = np.asarray(bright * light.sun, np.float32)
    rgb = rgb + through[..., None] * glow * np.float32(0.22)
    return light.veil(np.asarray(rgb, np.float32), fog)


class FallingLeaves(Particles):
    """Leaves that sink slowly, swinging and turning."""

    def __init__(self, rng: Rng, count: int, tint: F32, wind: float) -> None:
        super().__init__(rng, count, tint)
        self._wind = wind

    def draw(self, frame: Frame) -> None:
        w, h, pan = self.span(frame)
        t, z = frame.t, self.z
        swing = np.sin(t * 1.3 + self.p) * (16 + 24 * z)
        x = (self.x * (w + 80) + swing + t * (8 + 110 * self._wind) * z + pan * z * 1.3) % (w + 80) - 40
        y = (self.y * (h + 60) + t * (18 + 34 * z) + np.sin(t * 2.6 + self.p * 2) * 5) % (h + 60) - 30
        turn = 0.35 + 0.65 * np.abs(np.sin(t * 2.1 + self.p * 3))
        self.dots(frame, x, y, (1.0 + 3.0 * z * z) * turn, 0.55 + 0.4 * z)
