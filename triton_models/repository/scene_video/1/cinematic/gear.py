"""What a figure holds, sits on, rides or works at."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.pen import Pen
from cinematic.poses import Body
from cinematic.vectors import capsule, closed_curve

IRON = color("#26262c")
WOOD = color("#4a3628")
SCARF = color("#c22f33")


def draw_seat(pen: Pen, kind: str, ground: F32) -> None:
    if kind == "rock":
        tint = mix(ground, WOOD, 0.12)
        pen.shape(
            closed_curve(
                [
                    (-0.19, -0.03),
                    (-0.20, 0.10),
                    (-0.15, 0.205),
                    (-0.04, 0.238),
                    (0.09, 0.232),
                    (0.145, 0.17),
                    (0.17, 0.06),
                    (0.16, -0.03),
                ]
            ),
            tint,
        )
    else:
        for x in (-0.11, 0.11):
            pen.line((x, 0.215), (x * 1.15, 0.0), 0.012, WOOD)
        pen.shape(capsule((-0.13, 0.222), 0.016, (0.13, 0.222), 0.016), WOOD)
        if kind == "chair":
            pen.line((-0.12, 0.22), (-0.155, 0.52), 0.012, WOOD)
            pen.shape(capsule((-0.148, 0.44), 0.020, (-0.155, 0.53), 0.020), WOOD)


def draw_bench(pen: Pen) -> None:
    pen.shape(capsule((0.17, 0.487), 0.018, (0.60, 0.487), 0.018), WOOD)
    pen.line((0.20, 0.48), (0.19, 0.0), 0.014, WOOD * np.float32(0.8))
    pen.line((0.57, 0.48), (0.58, 0.0), 0.014, WOOD * np.float32(0.8))
    pen.line((0.20, 0.14), (0.57, 0.14), 0.008, WOOD * np.float32(0.8))
    pen.shape([(0.43, 0.505), (0.54, 0.505), (0.54, 0.57), (0.43, 0.57)], WOOD * np.float32(1.25))
    pen.shape([(0.36, 0.505), (0.40, 0.505), (0.41, 0.545), (0.35, 0.545)], SCARF * np.float32(0.8))


def draw_bicycle(pen: Pen, t: float, cadence: float) -> None:
    back, front = (-0.245, 0.168), (0.300, 0.168)
    spin = t * cadence * 2 * math.pi * 2.2
    for c in (back, front):
        pen.ring(c, 0.160, 0.018, IRON)
        for k in range(5):
            a = -spin + k * math.pi * 2 / 5
            pen.line(c, (c[0] + 0.155 * math.cos(a), c[1] + 0.155 * math.sin(a)), 0.0022, IRON)
    crank, seat, bar = (0.02, 0.175), (-0.10, 0.48), (0.225, 0.52)
    for p, q in (
        (back, crank),
        (crank, seat),
        (seat, back),
        (crank, (0.20, 0.45)),
        (seat, (0.20, 0.455)),
    ):
        pen.line(p, q, 0.009, SCARF * np.float32(0.75))
    pen.line(front, bar, 0.010, IRON)
    pen.line(bar, (0.265, 0.555), 0.009, IRON)
    pen.shape(capsule((-0.145, 0.500), 0.014, (-0.06, 0.492), 0.010), IRON)


def draw_lantern(pen: Pen, body: Body, t: float) -> None:
    hx, hy = body.near_arm.end
    sway = 0.008 * math.sin(t * 1.5)
    top = (hx + 0.004 + sway, hy - 0.055)
    pen.line((hx, hy - 0.01), top, 0.004, IRON)
    pen.shape(capsule((top[0] - 0.022, top[1]), 0.008, (top[0] + 0.022, top[1]), 0.008), IRON)
    pen.shape(
        [
            (top[0] - 0.022, top[1] - 0.006),
            (top[0] + 0.022, top[1] - 0.006),
            (top[0] + 0.022, top[1] - 0.074),
            (top[0] - 0.022, top[1] - 0.074),
        ],
        color("#fff0c0"),
    )
    pen.shape(capsule((top[0] - 0.024, top[1] - 0.08), 0.008, (top[0] + 0.024, top[1] - 0.08), 0.008), IRON)


def draw_umbrella(pen: Pen, grip: tuple[float, float], tilt: float) -> None:
    """Open, held upright: a dome of six panels with a scalloped edge."""
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
    pen.shape([*dome, *edge], SCARF * np.float32(0.85))
    for k in range(1, panels):
        foot = tx + half - 2 * half * k / panels
        pen.line((foot, rim), ((foot + tx) / 2, rim + (ty - rim) * 0.86), 0.0022, SCARF * np.float32(0.5))
