"""A hand at the end of an arm: palm, fingers that are a little bent, a thumb."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32
from cinematic.pen import Pen, Point


def draw_hand(pen: Pen, elbow: Point, wrist: Point, skin: F32, thumb: float) -> None:
    """A hand that goes on where the forearm ends.

    Args:
        thumb: on which side it is: 1 is to the left of the way that the arm points, -1 to the right.
    """
    n = max(1e-4, math.hypot(wrist[0] - elbow[0], wrist[1] - elbow[1]))
    ux, uy = (wrist[0] - elbow[0]) / n, (wrist[1] - elbow[1]) / n

    def at(along: float, across: float) -> Point:
        side = across * thumb
        return wrist[0] + ux * along - uy * side, wrist[1] + uy * along + ux * side

    pen.taper(at(0.002, 0.0), 0.0145, at(0.020, 0.0), 0.0158, skin)
    for k in range(4):
        across = -0.0118 + 0.0079 * k
        long = (0.036, 0.042, 0.043, 0.039)[k]
        pen.taper(at(0.020, across), 0.0052, at(long, across * 0.86 + 0.002), 0.0040, skin)
    crease = skin * np.float32(0.72)
    for k in range(3):
        across = -0.0078 + 0.0079 * k
        pen.line(at(0.024, across), at(0.037, across * 0.9 + 0.002), 0.0007, crease)
    pen.taper(at(0.008, 0.012), 0.0060, at(0.026, 0.0205), 0.0044, skin)
