"""What a figure sits on, rides or shelters under."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.pen import Pen, Point, curve

IRON = color("#26262c")
WOOD = color("#4a3628")


def draw_seat(pen: Pen, kind: str, ground: F32) -> None:
    """A rock out of doors, a stool or a chair within."""
    if kind == "rock":
        tint = mix(ground, WOOD, 0.12)
        outline = [
            (-0.19, -0.03),
            (-0.20, 0.10),
            (-0.15, 0.205),
            (-0.04, 0.238),
            (0.09, 0.232),
            (0.145, 0.17),
            (0.17, 0.06),
            (0.16, -0.03),
        ]
        pen.shape(curve(outline), tint)
        return
    for x in (-0.11, 0.11):
        pen.line((x, 0.215), (x * 1.15, 0.0), 0.012, WOOD)
    pen.line((-0.13, 0.222), (0.13, 0.222), 0.016, WOOD)
    if kind == "chair":
        pen.line((-0.12, 0.22), (-0.155, 0.52), 0.012, WOOD)
        pen.line((-0.148, 0.44), (-0.155, 0.53), 0.020, WOOD)


def draw_bicycle(pen: Pen, turned: float, pedals: float, accent: F32) -> None:
    """A bicycle whose wheels have turned so far; pedals is the phase of the cranks, both in radians."""
    back, front = (-0.245, 0.168), (0.300, 0.168)
    for c in (back, front):
        pen.ring(c, 0.160, 0.018, IRON)
        for k in range(6):
            a = -turned + k * math.pi / 3
            pen.line(c, (c[0] + 0.155 * math.cos(a), c[1] + 0.155 * math.sin(a)), 0.0022, IRON)
    crank, seat, bar = (0.02, 0.175), (-0.10, 0.48), (0.225, 0.52)
    for p, q in ((back, crank), (crank, seat), (seat, back), (crank, (0.20, 0.45)), (seat, (0.20, 0.455))):
        pen.line(p, q, 0.009, accent * np.float32(0.75))
    for half in (0.0, math.pi):
        pedal = (0.02 + 0.085 * math.sin(pedals + half), 0.185 + 0.085 * math.cos(pedals + half) - 0.018)
        pen.line(crank, pedal, 0.006, IRON)
    pen.line(front, bar, 0.010, IRON)
    pen.line(bar, (0.265, 0.555), 0.009, IRON)
    pen.taper((-0.145, 0.500), 0.014, (-0.06, 0.492), 0.010, IRON)


def draw_umbrella(pen: Pen, grip: Point, tilt: float, accent: F32) -> None:
    """Open, held upright: a dome of five panels with a scalloped edge."""
    x, y = grip
    tx, ty = x - 0.02 + tilt, 1.255
    pen.line((x, y - 0.05), (tx, ty + 0.03), 0.006, IRON)
    half, rim = 0.33, 1.125
    dome = [
        (tx - half * math.cos(a), rim + (ty - rim) * math.sin(a) ** 0.8) for a in np.linspace(0, math.pi, 26)
    ]
    edge = []
    panels = 5
    for k in range(panels):
        for t in np.linspace(0, 1, 6)[:-1]:
            edge.append((tx + half - 2 * half * (k + t) / panels, rim + 0.020 * math.sin(math.pi * t)))
    pen.shape([*dome, *edge], accent * np.float32(0.9))
    for k in range(1, panels):
        foot = tx + half - 2 * half * k / panels
        pen.line((foot, rim), ((foot + tx) / 2, rim + (ty - rim) * 0.86), 0.0022, accent * np.float32(0.5))
