"""Things that grow: conifers, broad-leaved trees and grass, as masks in canvas pixels."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from cinematic.arrays import F32, U8, Rng
from cinematic.layers import Canvas
from cinematic.vectors import as_float, capsule, ellipse, polygon

Line = Callable[[float], float]


def blank(canvas: Canvas, top: float, extra: float = 0.0) -> U8:
    return np.zeros((canvas.ph - canvas.row(top), canvas.pw + canvas.px(extra)), np.uint8)


def conifer(mask: U8, rng: Rng, x: float, base: float, height: float, scale: float, dy: float) -> None:
    """A spruce: tiers of drooping branches, each a little uneven."""
    width = height * rng.uniform(0.16, 0.22)
    tiers = int(min(26, height / 8)) + 5
    lean = rng.uniform(-0.02, 0.02) * height
    right: list[tuple[float, float]] = []
    left: list[tuple[float, float]] = []
    for i in range(1, tiers + 1):
        t = i / tiers
        y = base - height + height * 0.93 * t
        at = x + lean * (1 - t)
        step = height / tiers
        r = width * t**0.86
        a, b = r * rng.uniform(0.70, 1.12), r * rng.uniform(0.70, 1.12)
        right += [(at + a, y + step * 0.34), (at + a * 0.42, y - step * 0.04)]
        left += [(at - b, y + step * 0.34), (at - b * 0.42, y - step * 0.04)]
    outline = [(x + lean, base - height), *right, (x + 2, base + 8), (x - 2, base + 8), *left[::-1]]
    polygon(mask, outline, scale, 0, dy)


def conifer_line(
    rng: Rng,
    canvas: Canvas,
    y: Line,
    smallest: float,
    tallest: float,
    count: int,
    *,
    top: float,
    ground: bool = True,
    gap: tuple[float, float] | None = None,
) -> F32:
    """A row of conifers on a line, with the ground below it; gap leaves a stretch of x free."""
    mask = blank(canvas, top)
    dy = canvas.row(top) / canvas.unit
    for x in np.sort(rng.random(count) * canvas.dw):
        h = rng.uniform(smallest, tallest) * (1 if rng.random() > 0.12 else 1.28)
        jitter = rng.uniform(-8, 8)
        if gap and gap[0] < x < gap[1]:
            h *= 0.32
        conifer(mask, rng, float(x), y(float(x)) + jitter, h, canvas.unit, dy)
    if ground:
        fill_below(mask, canvas, y, dy)
    return as_float(mask)


def fill_below(mask: U8, canvas: Canvas, y: Line, dy: float, extra: float = 0.0) -> None:
    xs = np.arange(-8, canvas.dw + extra + 16, 8)
    edge = [(float(x), y(float(x))) for x in xs]
    polygon(mask, [*edge, (float(xs[-1]), canvas.dh + 20), (-8.0, canvas.dh + 20)], canvas.unit, 0, dy)


def branches(
    mask: U8, rng: Rng, x: float, base: float, height: float, scale: float
) -> list[tuple[float, float]]:
    """The wood of a broad-leaved tree; returns where its twigs end."""
    ends: list[tuple[float, float]] = []

    def branch(px: float, py: float, angle: float, length: float, r: float, level: int) -> None:
        qx, qy = px + length * math.sin(angle), py - length * math.cos(angle)
        polygon(mask, capsule((px, py), r, (qx, qy), r * 0.68), scale)
        if level <= 1:
            ends.append((qx, qy))
        if level == 0 or length < height * 0.035:
            return
        for k in range(2 if rng.random() < 0.5 else 3):
            turn = rng.uniform(0.20, 0.66) * (1 if k % 2 else -1) + rng.normal(0, 0.12)
            branch(qx, qy, angle * 0.86 + turn, length * rng.uniform(0.66, 0.84), r * 0.66, level - 1)

    branch(x, base + 4, rng.uniform(-0.06, 0.06), height * 0.27, height * 0.030, 5)
    return ends


def leaves(
    mask: U8,
    rng: Rng,
    spots: list[tuple[float, float]],
    each: int,
    spread: float,
    size: float,
    scale: float,
    shift: tuple[float, float] = (0.0, 0.0),
) -> None:
    """Small leaves scattered around each spot."""
    for sx, sy in spots:
        for _ in range(each):
            s = size * rng.uniform(0.55, 1.25)
            x, y = sx + shift[0] + rng.normal(0, spread), sy + shift[1] + rng.normal(0, spread * 0.72)
            ellipse(mask, x, y, s, s * 0.55, scale, 0, 0, rng.uniform(0, math.pi))


def grass(
    mask: U8,
    rng: Rng,
    canvas: Canvas,
    y: Line,
    count: int,
    low: float,
    high: float,
    dy: float,
    *,
    x0: float = 0.0,
    x1: float | None = None,
    spread: float = 24.0,
    heads: float = 0.0,
) -> None:
    """Blades rooted below a line; heads is the share that ends in a seed head."""
    end = canvas.dw if x1 is None else x1
    for _ in range(count):
        x = rng.uniform(x0, end)
        root = y(x) + rng.uniform(0, spread)
        h = rng.uniform(low, high)
        bend = rng.uniform(-0.42, 0.50) * h
        w = 0.7 + h * 0.016
        points = [
            (x - w, root),
            (x + bend * 0.16 - w * 0.7, root - h * 0.5),
            (x + bend * 0.5 - w * 0.35, root - h * 0.82),
            (x + bend, root - h),
            (x + bend * 0.5 + w * 0.35, root - h * 0.80),
            (x + bend * 0.16 + w * 0.7, root - h * 0.48),
            (x + w, root),
        ]
        polygon(mask, points, canvas.unit, 0, dy)
        if heads > 0 and rng.random() < heads:
            ellipse(mask, x + bend, root - h, 1.3, 4.2, canvas.unit, 0, dy, bend / h)
