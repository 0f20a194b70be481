"""Birds: one that flies about, and a hen that pecks."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import color
from cinematic.pen import Brush, Pen, curve


def draw_hen(pen: Pen | Brush, t: float, phase: float) -> None:
    """A hen on the ground; its feet are at the origin."""
    peck = max(0.0, math.sin(t * 1.1 + phase)) ** 6
    coat = color("#a9805a")
    for x in (-0.012, 0.022):
        pen.line((x, 0.06), (x + 0.004, 0.006), 0.005, color("#c39a4c"))
        pen.line((x - 0.01, 0.005), (x + 0.022, 0.005), 0.004, color("#c39a4c"))
    pen.shape(
        curve(
            [
                (-0.10, 0.165),
                (-0.085, 0.075),
                (0.0, 0.045),
                (0.07, 0.085),
                (0.085, 0.14),
                (0.0, 0.125),
                (-0.06, 0.135),
            ]
        ),
        coat,
    )
    head = (0.088 + 0.03 * peck, 0.185 - 0.13 * peck)
    pen.taper((0.055, 0.115), 0.030, head, 0.020, coat)
    pen.taper(head, 0.020, (head[0] + 0.034, head[1] - 0.006), 0.004, color("#c39a4c"))
    pen.dot((head[0] + 0.002, head[1] + 0.022), 0.014, 0.009, color("#b8352f"))


def draw_bird(pen: Pen | Brush, t: float, phase: float) -> None:
    """In flight, about the origin: it flaps, then glides."""
    glide = 0.5 + 0.5 * math.sin(t * 0.9 + phase)
    pen = Brush(pen, (0.0, 0.0), 1.5)
    flap = math.sin(t * 11.0 + phase) * (0.35 + 0.65 * glide)
    tint = color("#5a6070")
    y = 0.012 * -flap
    pen.taper((0.03, y), 0.017, (-0.055, y - 0.006), 0.008, tint)
    pen.taper((0.040, y + 0.006), 0.014, (0.052, y + 0.006), 0.010, tint)
    pen.taper((0.058, y + 0.005), 0.006, (0.074, y + 0.001), 0.002, color("#c39a4c"))
    pen.shape([(-0.050, y), (-0.098, y + 0.012), (-0.094, y - 0.018)], tint)
    for shade, x in ((0.72, 0.012), (1.1, -0.004)):
        tip = (x - 0.060, y + 0.115 * flap + 0.02)
        bend = (x - 0.010, y + 0.075 * flap + 0.02)
        pen.shape(
            curve([(x + 0.024, y + 0.004), bend, tip, (x - 0.036, y + 0.02 * flap)]), tint * np.float32(shade)
        )
