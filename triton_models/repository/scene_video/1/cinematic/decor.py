"""Pictures that hang in rooms or stand there as cut-outs: paintings, boards, screens, plants, tools."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from cinematic.arrays import F32, U8, Rng, color, fbm, mix
from cinematic.vectors import tone

Tint = tuple[float, float, float, float]


def _bgra(tint: F32) -> Tint:
    b, g, r = tone(tint)
    return b, g, r, 255.0


class Panel:
    """A small BGRA picture; coordinates are 0..1 across and down."""

    def __init__(self, width: int, height: int, ground: F32 | None = None) -> None:
        self.image: U8 = np.zeros((height, width, 4), np.uint8)
        self._w, self._h = width, height
        if ground is not None:
            self.image[:] = _bgra(ground)

    def _fixed(self, points: NDArray[np.float64]) -> NDArray[np.int32]:
        return np.rint((points * (self._w, self._h) - 0.5) * 16).astype(np.int32)

    def shape(self, points: list[tuple[float, float]] | NDArray[np.float64], tint: F32) -> None:
        cv2.fillPoly(self.image, [self._fixed(np.asarray(points, np.float64))], _bgra(tint), cv2.LINE_AA, 4)

    def box(self, x0: float, y0: float, x1: float, y1: float, tint: F32) -> None:
        self.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], tint)

    def line(
        self, points: list[tuple[float, float]] | NDArray[np.float64], tint: F32, width: int = 1
    ) -> None:
        fixed = self._fixed(np.asarray(points, np.float64))
        cv2.polylines(self.image, [fixed], False, _bgra(tint), width, cv2.LINE_AA, 4)

    def oval(self, x: float, y: float, rx: float, ry: float, tint: F32, turn: float = 0.0) -> None:
        a = np.linspace(0, 2 * math.pi, 26, endpoint=False)
        ex, ey = np.cos(a) * rx, np.sin(a) * ry
        c, s = math.cos(turn), math.sin(turn)
        self.shape(np.stack([x + ex * c - ey * s, y + ex * s + ey * c], 1), tint)


PAINTS = tuple(
    color(t) for t in ("#c8553d", "#e9a23b", "#3f6c8f", "#5d8a5f", "#7a4f86", "#e6d9c0", "#25334a", "#b9788c")
)


def painting(rng: Rng) -> U8:
    """A landscape, a field of colours or a still life in a few strokes."""
    p = Panel(120, 96, PAINTS[5])
    kind = int(rng.integers(3))
    if kind == 0:
        a, b = PAINTS[rng.integers(8)], PAINTS[rng.integers(8)]
        for k in range(24):
            p.box(0, k / 40, 1, (k + 1.5) / 40, mix(a, b, k / 24))
        for row in range(3):
            y = 0.55 + row * 0.15
            x = np.linspace(0, 1, 16)
            ridge = y + 0.06 * np.sin(x * 7 * (1 + row) + rng.random() * 6) + rng.normal(0, 0.012, 16)
            body = [*zip(x, ridge, strict=True), (1.0, 1.0), (0.0, 1.0)]
            p.shape([(float(q[0]), float(q[1])) for q in body], PAINTS[rng.integers(8)] * np.float32(0.8))
        p.oval(rng.uniform(0.2, 0.8), 0.26, 0.08, 0.10, PAINTS[1])
    elif kind == 1:
        for _ in range(9):
            cx, cy, w, h = rng.random(), rng.random(), rng.uniform(0.2, 0.6), rng.uniform(0.2, 0.6)
            p.box(cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2, PAINTS[rng.integers(8)])
    else:
        p.box(0, 0, 1, 0.62, PAINTS[rng.integers(8)] * np.float32(0.7))
        p.box(0, 0.62, 1, 1, PAINTS[rng.integers(8)] * np.float32(0.9))
        for k in range(4):
            p.oval(
                0.2 + 0.2 * k, 0.62, rng.uniform(0.06, 0.12), rng.uniform(0.10, 0.2), PAINTS[rng.integers(8)]
            )
    grain = fbm(rng, 120, 96, 20, 3)[..., None]
    p.image[..., :3] = np.clip(p.image[..., :3] * (0.82 + 0.36 * grain), 0, 255)
    return p.image


def poster(rng: Rng) -> U8:
    """A printed sheet: a picture and lines of text."""
    p = Panel(72, 100, color("#ece4d2") * np.float32(rng.uniform(0.9, 1.0)))
    tint = PAINTS[rng.integers(5)]
    if rng.random() < 0.5:
        p.box(0.08, 0.07, 0.92, 0.6, tint)
        p.oval(0.5, 0.35, 0.2, 0.16, PAINTS[rng.integers(8)])
    else:
        for k in range(4):
            p.box(0.12 + k * 0.2, 0.6 - rng.uniform(0.1, 0.45), 0.26 + k * 0.2, 0.6, PAINTS[rng.integers(8)])
    for k in range(4):
        p.box(0.12, 0.68 + k * 0.07, rng.uniform(0.5, 0.9), 0.70 + k * 0.07, color("#5a554c"))
    return p.image


def world_map(rng: Rng) -> U8:
    p = Panel(200, 120, color("#9fc0c8"))
    land = fbm(rng, 200, 120, 4, 6)
    p.image[land > 0.53, :3] = (color("#b9b27e") * 255).astype(np.uint8)
    p.image[land > 0.60, :3] = (color("#8f9a68") * 255).astype(np.uint8)
    for k in range(1, 8):
        p.line([(k / 8, 0), (k / 8, 1)], color("#7fa0a8"))
        p.line([(0, k / 8), (1, k / 8)], color("#7fa0a8"))
    p.box(0, 0, 1, 0.02, color("#5a4630"))
    p.box(0, 0.98, 1, 1, color("#5a4630"))
    return p.image


def chalkboard(rng: Rng) -> U8:
    """A board with a lesson on it: lines of writing, a figure, wiped places."""
    w, h = 420, 150
    p = Panel(w, h, color("#27403a"))
    cloud = fbm(rng, w, h, 5, 4)[..., None]
    p.image[..., :3] = np.clip(p.image[..., :3] * (0.8 + 0.5 * cloud) + 8 * cloud, 0, 255)
    chalk = color("#dfe5da")
    for row in range(5):
        y, at = 0.14 + row * 0.15, 0.05
        while at < (0.46 if row else 0.34):
            n = int(rng.integers(3, 8))
            step = 0.012
            xs = at + np.arange(n * 2) * step / 2
            ys = y + rng.uniform(-0.028, 0.028, n * 2)
            p.line(np.stack([xs, ys], 1), chalk * np.float32(rng.uniform(0.7, 1.0)))
            at += n * step + 0.02
    cx, cy = 0.68, 0.52
    kind = int(rng.integers(3))
    if kind == 0:  # a triangle with its circle
        a = np.linspace(0, 2 * math.pi, 40)
        p.line(np.stack([cx + 0.10 * np.cos(a), cy + 0.28 * np.sin(a)], 1), chalk)
        corners = [(cx + 0.10 * math.cos(t), cy + 0.28 * math.sin(t)) for t in (0.4, 2.4, 4.6, 0.4)]
        p.line(corners, color("#e8c37a"))
    elif kind == 1:  # axes and a curve
        p.line([(cx - 0.12, 0.2), (cx - 0.12, 0.82), (cx + 0.16, 0.82)], chalk)
        x = np.linspace(0, 1, 40)
        p.line(np.stack([cx - 0.12 + 0.26 * x, 0.8 - 0.5 * x**2.2], 1), color("#9cd0e0"))
        p.line(np.stack([cx - 0.12 + 0.26 * x, 0.6 - 0.2 * np.sin(x * 8)], 1), color("#e8a0a0"))
    else:  # planets
        for r in (0.04, 0.08, 0.12):
            a = np.linspace(0, 2 * math.pi, 40)
            p.line(np.stack([cx + r * np.cos(a), cy + r * 2.3 * np.sin(a)], 1), chalk * np.float32(0.7))
            t = rng.random() * 6.28
            p.oval(cx + r * math.cos(t), cy + r * 2.3 * math.sin(t), 0.008, 0.022, color("#e8c37a"))
        p.oval(cx, cy, 0.014, 0.04, color("#f0d890"))
    for k in range(5):
        p.box(0.86, 0.2 + k * 0.13, 0.86 + rng.uniform(0.03, 0.09), 0.21 + k * 0.13, chalk * np.float32(0.8))
    return p.image


def departures(rng: Rng) -> U8:
    """A board of departures: rows of letters that flip, amber on black."""
    w, h = 300, 110
    p = Panel(w, h, color("#0d0f12"))
    amber, white = color("#ffb52e"), color("#f4efe2")
    for row in range(7):
        y = 0.08 + row * 0.13
        for x0, n in (
            (0.03, 5),
            (0.22, int(rng.integers(6, 13))),
            (0.66, 2),
            (0.80, int(rng.integers(4, 8))),
        ):
            for k in range(n):
                if rng.random() < 0.92:
                    x = x0 + k * 0.024
                    tint = (white if x0 == 0.22 else amber) * np.float32(rng.uniform(0.65, 1.0))
                    p.box(x, y, x + 0.017, y + 0.075, tint)
                    p.box(x + 0.006, y + 0.025, x + 0.012, y + 0.05, color("#0d0f12"))
        p.box(0, y + 0.103, 1, y + 0.108, color("#23262b"))
    return p.image


def screen(rng: Rng, kind: str) -> U8:
    """What a screen shows: "pulse", "text", "graph", "scan" or "mix" (a recording's tracks)."""
    w, h = 128, 80
    p = Panel(w, h, color("#06121a"))
    if kind == "pulse":
        for row, tint in enumerate((color("#4dff9a"), color("#57c7ff"), color("#ffd84d"))):
            x = np.linspace(0.02, 0.74, 150)
            beat = (x * 6 + rng.random()) % 1.0
            y = (
                0.2
                + row * 0.28
                - 0.11 * np.exp(-(((beat - 0.5) / 0.04) ** 2))
                + 0.05 * np.exp(-(((beat - 0.62) / 0.05) ** 2))
            )
            p.line(np.stack([x, y], 1), tint)
            for k in range(2):
                p.box(0.80 + 0.09 * k, 0.10 + row * 0.28, 0.86 + 0.09 * k, 0.24 + row * 0.28, tint)
    elif kind == "text":
        for row in range(13):
            at = 0.04 + 0.05 * int(rng.integers(4))
            while at < rng.uniform(0.4, 0.95):
                n = rng.uniform(0.03, 0.13)
                tint = (color("#7fd4ff"), color("#b8f0a0"), color("#e8e8f0"), color("#ff9ac0"))[
                    rng.integers(4)
                ]
                p.box(at, 0.05 + row * 0.07, at + n, 0.085 + row * 0.07, tint * np.float32(0.8))
                at += n + 0.02
    elif kind == "graph":
        for k in range(1, 6):
            p.line([(0.08, k / 6), (0.95, k / 6)], color("#15384a"))
        for tint in (color("#4de0ff"), color("#ffae57"), color("#8dff8a")):
            x = np.linspace(0.08, 0.95, 40)
            y = 0.5 + np.cumsum(rng.normal(0, 0.025, 40))
            p.line(np.stack([x, np.clip(y, 0.06, 0.94)], 1), tint, 2)
    elif kind == "scan":
        cloud = fbm(rng, w, h, 7, 4, ridged=True)
        yy, xx = np.mgrid[0:h, 0:w]
        d = np.hypot((xx - w / 2) / (w * 0.30), (yy - h / 2) / (h * 0.44))
        level = np.clip(cloud * 1.3 - 0.15, 0, 1) * (d < 1) + 0.8 * np.exp(-(((d - 1) / 0.05) ** 2))
        p.image[..., :3] = np.clip(level[..., None] * color("#9fd0f4") * 165 + 10, 0, 255)
    else:
        for row in range(8):
            tint = PAINTS[row % 5] * np.float32(1.2)
            at = rng.uniform(0.05, 0.2)
            while at < 0.92:
                n = rng.uniform(0.08, 0.3)
                p.box(at, 0.06 + row * 0.115, min(0.97, at + n), 0.15 + row * 0.115, tint)
                at += n + rng.uniform(0.01, 0.08)
        p.box(0.45, 0, 0.458, 1, color("#ffffff"))
    return p.image


def clock(minutes: int) -> U8:
    p = Panel(96, 96)
    p.oval(0.5, 0.5, 0.49, 0.49, color("#2a2622"))
    p.oval(0.5, 0.5, 0.43, 0.43, color("#f4eddc"))
    for k in range(12):
        a = k * math.pi / 6
        r = 0.33 if k % 3 == 0 else 0.36
        p.line(
            [
                (0.5 + r * math.sin(a), 0.5 - r * math.cos(a)),
                (0.5 + 0.40 * math.sin(a), 0.5 - 0.40 * math.cos(a)),
            ],
            color("#2a2622"),
            2,
        )
    for a, r, w in ((minutes / 720 * 2 * math.pi, 0.21, 4), (minutes % 60 / 60 * 2 * math.pi, 0.33, 2)):
        p.line([(0.5, 0.5), (0.5 + r * math.sin(a), 0.5 - r * math.cos(a))], color("#2a2622"), w)
    return p.image


def plant(rng: Rng, kind: int | None = None) -> U8:
    """Leaves without their pot, for a cut-out: bushy, sword-like or drooping."""
    p = Panel(150, 150)
    which = int(rng.integers(3)) if kind is None else kind
    base = color(("#56803f", "#3f6e4a", "#6f8d45")[which])
    for k in range(34 if which == 0 else 22):
        a = rng.uniform(-1.35, 1.35) if which != 1 else rng.uniform(-0.5, 0.5)
        length = rng.uniform(0.42, 0.9) if which != 2 else rng.uniform(0.5, 0.8)
        droop = (0.15, 0.02, 0.55)[which]
        mid = (0.5 + 0.32 * length * math.sin(a), 1 - length * 0.62 * math.cos(a * 0.7))
        tip = (0.5 + 0.56 * length * math.sin(a), 1 - length * (0.96 - droop * abs(a)) * math.cos(a * 0.6))
        w = (0.055, 0.034, 0.032)[which]
        tint = base * np.float32(rng.uniform(0.55, 1.25) * (0.7 + 0.3 * k / 22))
        nx, ny = mid[1] - tip[1], tip[0] - mid[0]
        n = math.hypot(nx, ny) + 1e-6
        p.shape(
            [
                (0.5, 1.0),
                (mid[0] + nx / n * w, mid[1] + ny / n * w),
                tip,
                (mid[0] - nx / n * w, mid[1] - ny / n * w),
            ],
            tint,
        )
    return p.image


def flowers(rng: Rng) -> U8:
    p = Panel(110, 130)
    tints = [
        color(t)
        for t in (("#f0b8c4", "#d9506a", "#fff0e0"), ("#f6c945", "#ef7d3a", "#fff3d0"))[rng.integers(2)]
    ]
    heads = []
    for _ in range(11):
        x, y = rng.uniform(0.12, 0.88), rng.uniform(0.12, 0.55)
        heads.append((x, y))
        p.line([(0.5, 1.0), (0.5 + (x - 0.5) * 0.5, 0.7), (x, y)], color("#4d7440"), 2)
    for _ in range(12):
        x, y = rng.uniform(0.2, 0.8), rng.uniform(0.4, 0.8)
        p.oval(x, y, 0.09, 0.03, color("#557c44") * np.float32(rng.uniform(0.7, 1.2)), rng.uniform(-1, 1))
    for x, y in heads:
        tint = tints[rng.integers(3)]
        for k in range(6):
            a = k * math.pi / 3
            p.oval(x + 0.05 * math.cos(a), y + 0.042 * math.sin(a), 0.045, 0.04, tint * np.float32(0.9))
        p.oval(x, y, 0.03, 0.026, tint * np.float32(0.6))
    return p.image


def tool(kind: int) -> U8:
    """A hand tool, hanging: hammer, saw, spanner, chisel, square or clamp."""
    p = Panel(60, 110)
    steel, grip = color("#aeb6ba"), color(("#a8683a", "#c8452f", "#35597a")[kind % 3])
    if kind == 0:
        p.box(0.42, 0.2, 0.58, 0.98, grip)
        p.box(0.12, 0.06, 0.82, 0.24, steel)
        p.shape([(0.12, 0.06), (0.0, 0.2), (0.12, 0.24)], steel)
    elif kind == 1:
        p.shape([(0.3, 0.3), (0.62, 0.3), (0.98, 0.97), (0.86, 1.0)], steel)
        p.oval(0.42, 0.17, 0.26, 0.16, grip)
        p.oval(0.42, 0.17, 0.10, 0.06, steel * np.float32(0.3))
    elif kind == 2:
        p.box(0.4, 0.15, 0.6, 0.9, steel)
        p.oval(0.5, 0.12, 0.26, 0.13, steel)
        p.oval(0.5, 0.07, 0.11, 0.08, steel * np.float32(0.25))
        p.oval(0.5, 0.9, 0.2, 0.1, steel)
    elif kind == 3:
        p.box(0.4, 0.02, 0.6, 0.45, grip)
        p.box(0.44, 0.45, 0.56, 0.98, steel)
    elif kind == 4:
        p.box(0.1, 0.06, 0.28, 0.98, grip)
        p.box(0.1, 0.06, 0.95, 0.16, steel)
    else:
        p.line([(0.3, 0.96), (0.2, 0.1), (0.8, 0.1), (0.75, 0.5)], steel, 5)
        p.box(0.70, 0.4, 0.80, 0.95, grip)
    return p.image


def guitar(body: F32) -> U8:
    p = Panel(80, 200)
    p.box(0.45, 0.06, 0.55, 0.62, color("#3a2418"))
    p.box(0.41, 0.0, 0.59, 0.09, color("#3a2418"))
    p.oval(0.5, 0.62, 0.30, 0.11, body)
    p.oval(0.5, 0.82, 0.42, 0.17, body)
    p.oval(0.5, 0.70, 0.28, 0.14, body)
    p.oval(0.5, 0.70, 0.11, 0.045, color("#1d120c"))
    p.box(0.38, 0.85, 0.62, 0.87, color("#1d120c"))
    p.line([(0.48, 0.05), (0.48, 0.86)], color("#e6dcc8"))
    p.line([(0.52, 0.05), (0.52, 0.86)], color("#e6dcc8"))
    return p.image
