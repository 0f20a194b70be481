"""What stands about outdoors where people live, drawn in metres from where it touches the ground."""

from __future__ import annotations

import itertools
import math

import numpy as np

from cinematic.arrays import F32, Rng, color, mix
from cinematic.halo import halo
from cinematic.light import Light
from cinematic.plate import Plate, tint
from cinematic.scene import Frame
from cinematic.vectors import Point

_IRON = color("#2b2c32")
_CLOTH = ("#b8433a", "#2f6b62", "#c98b2e", "#3d5a8c", "#d8d0c0", "#8a5a7a")


class Pin:
    """A drawing hand at (x, y) of a plate, where a metre is `k` units; its own y grows upwards."""

    def __init__(self, plate: Plate, x: float, y: float, k: float) -> None:
        self.plate, self.x, self.y, self.k = plate, x, y, k

    def at(self, x: float, y: float) -> Point:
        return self.x + x * self.k, self.y - y * self.k

    def shape(self, points: list[Point], tone: F32, lit: float | None = None) -> None:
        self.plate.shape([self.at(*p) for p in points], tone, lit)

    def box(self, x0: float, y0: float, x1: float, y1: float, tone: F32, lit: float | None = None) -> None:
        self.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], tone, lit)

    def line(self, p: Point, q: Point, width: float, tone: F32) -> None:
        self.plate.line(self.at(*p), self.at(*q), max(0.9, width * self.k), tone)

    def oval(self, x: float, y: float, rx: float, ry: float, tone: F32, lit: float | None = None) -> None:
        self.plate.oval(*self.at(x, y), rx * self.k, ry * self.k, tone, lit)

    def lamp(self, points: list[Point], tone: F32) -> None:
        self.plate.lamp([self.at(*p) for p in points], tone)

    def lamp_oval(self, x: float, y: float, rx: float, ry: float, tone: F32) -> None:
        self.plate.lamp_oval(*self.at(x, y), max(0.8, rx * self.k), max(0.8, ry * self.k), tone)


def street_lamp(pin: Pin, light: Light, *, toward: float = 0.0) -> Point:
    """A lamp post, its arm towards -1 or 1, or a lantern on top (0); returns where its light is."""
    pin.line((0, 0), (0, 0.9), 0.16, _IRON)
    pin.line((0, 0), (0, 4.6), 0.09, _IRON)
    if toward == 0:
        pin.shape([(-0.17, 4.6), (0.17, 4.6), (0.24, 5.2), (-0.24, 5.2)], color("#d8cfae"))
        pin.shape([(-0.30, 5.2), (0.30, 5.2), (0, 5.5)], _IRON)
        head = (0.0, 4.9)
        if light.lamps > 0.3:
            pin.lamp([(-0.15, 4.65), (0.15, 4.65), (0.21, 5.15), (-0.21, 5.15)], color("#ffdf9e"))
    else:
        previous = (0.0, 4.6)
        for k in range(1, 8):
            a = math.pi * 0.5 * k / 7
            q = (toward * 1.3 * (1 - math.cos(a)), 4.6 + 0.7 * math.sin(a))
            pin.line(previous, q, 0.08, _IRON)
            previous = q
        head = (toward * 1.45, 5.2)
        pin.shape(
            [(head[0] - 0.34, 5.32), (head[0] + 0.34, 5.32), (head[0] + 0.22, 5.16), (head[0] - 0.22, 5.16)],
            _IRON,
        )
        if light.lamps > 0.3:
            pin.lamp_oval(head[0], 5.13, 0.2, 0.06, color("#ffe2a8"))
    return pin.at(*head)


def round_tree(pin: Pin, rng: Rng, light: Light, height: float = 5.0, *, blossom: str = "") -> None:
    """A broad-leaved tree as clumps of leaves, lit from one side; bare when it snows."""
    bark = color("#4a3c32")
    pin.line((0, 0), (0.05 * height * 0.2, height * 0.55), height * 0.035, bark)
    for _ in range(7):
        a = rng.uniform(-0.9, 0.9)
        pin.line(
            (0, height * 0.42),
            (math.sin(a) * height * 0.3, height * (0.5 + 0.32 * math.cos(a))),
            height * 0.015,
            bark,
        )
    if light.snow > 0:
        for _ in range(26):
            a, r = rng.uniform(-1.3, 1.3), rng.uniform(0.2, 0.42)
            x, y = math.sin(a) * height * r * 0.5, height * (0.5 + 0.3 * math.cos(a))
            pin.line(
                (x, y),
                (x + rng.normal(0, 0.10) * height, y + rng.uniform(0.02, 0.16) * height),
                height * 0.006,
                bark,
            )
        return
    base = tint(blossom) if blossom else tint(("#4f6a38", "#5c7a3c", "#46643e", "#6b7a3c")[rng.integers(4)])
    count = int(70 * (1 + max(0.0, height - 5.5) / 2.2))
    for k in range(count):
        a, r = rng.uniform(0, 6.28), math.sqrt(rng.uniform(0, 1))
        x, y = math.cos(a) * r * height * 0.30, height * 0.70 + math.sin(a) * r * height * 0.28
        up = (y / height - 0.42) / 0.56
        s = height * rng.uniform(0.045, 0.095) * (1.25 - 0.5 * k / count) * (46 / count) ** 0.4
        pin.oval(
            x, y, s, s * 0.8, base * np.float32(0.66 + 0.5 * up * rng.uniform(0.7, 1.2)), 0.15 + 0.6 * up
        )


def bush(
    pin: Pin, rng: Rng, width: float, height: float, *, tone: str = "#4f6a38", flowers: str = ""
) -> None:
    base = tint(tone, rng.uniform(0.85, 1.15))
    for k in range(14):
        x = rng.uniform(-0.5, 0.5) * width
        y = rng.uniform(0.1, 0.85) * height * (1 - (2 * x / width) ** 2 * 0.6)
        s = rng.uniform(0.16, 0.30) * min(width, height * 1.6)
        pin.oval(x, y, s, s * 0.8, base * np.float32(0.75 + 0.45 * y / height), 0.2 + 0.5 * y / height)
        if flowers and k > 4:
            for _ in range(3):
                pin.oval(
                    x + rng.normal(0, s * 0.6),
                    y + rng.normal(0, s * 0.5),
                    0.045,
                    0.04,
                    tint(flowers, rng.uniform(0.8, 1.1)),
                )


def cypress(pin: Pin, rng: Rng, height: float) -> None:
    w = height * 0.09
    points: list[Point] = [(-w * 0.3, 0)]
    points += [
        (
            -w * (1 - abs(2 * t - 0.7) ** 2.2 * 0.4) * (1 - t**3) * rng.uniform(0.85, 1.1),
            height * (0.04 + 0.96 * t),
        )
        for t in np.linspace(0.02, 1, 14)
    ]
    points += [
        (
            w * (1 - abs(2 * t - 0.7) ** 2.2 * 0.4) * (1 - t**3) * rng.uniform(0.85, 1.1),
            height * (0.04 + 0.96 * t),
        )
        for t in np.linspace(1, 0.02, 14)
    ]
    points.append((w * 0.3, 0))
    pin.shape(points, tint("#3c5238", rng.uniform(0.85, 1.1)), 0.35)


def poplar(pin: Pin, rng: Rng, light: Light, height: float) -> None:
    """A tall slim tree, its leaves in clumps up its whole length."""
    bark = color("#4a3f34")
    pin.line((0, 0), (0, height * 0.9), height * 0.022, bark)
    base = tint(("#55703c", "#617a3f", "#8a8a3c")[rng.integers(3)])
    count = 40 if light.snow > 0 else 120
    for _ in range(count):
        t = rng.uniform(0, 1)
        wide = height * 0.085 * math.sin(math.pi * min(1.0, 0.12 + t * 0.88)) ** 0.7
        x, y = rng.normal(0, 0.45) * wide, height * (0.10 + 0.88 * t)
        if light.snow > 0:
            pin.line((0, y - height * 0.06), (x * 1.2, y), height * 0.006, bark)
            continue
        s = height * rng.uniform(0.014, 0.026)
        lit = 0.35 + 0.4 * x / max(0.01, wide) + 0.2 * t
        tone = base * np.float32(0.72 + 0.35 * rng.uniform(0.4, 1.0))
        pin.oval(x, y, s, s * 1.5, tone, min(0.9, max(0.1, lit)))


def palm(pin: Pin, rng: Rng, height: float) -> None:
    bark = color("#6b5844")
    lean = rng.uniform(-0.12, 0.12) * height
    spine = [(lean * t * t, height * t) for t in np.linspace(0, 1, 9)]
    for p, q in itertools.pairwise(spine):
        pin.line(p, q, 0.30 - 0.012 * p[1], bark)
    x, y = spine[-1]
    for k in range(15):
        a = math.pi * (k + rng.uniform(-0.3, 0.3)) / 14 * 1.3 - 0.15 * math.pi
        reach = height * rng.uniform(0.30, 0.40)
        leaf = tint("#5a7440", rng.uniform(0.7, 1.15))
        rib = [
            (
                x + math.cos(a) * reach * t,
                y + (math.sin(a) * 0.55 * t - 0.62 * t * t) * reach + 0.10 * reach * t,
            )
            for t in np.linspace(0, 1, 7)
        ]
        wide = [0.006, 0.022, 0.030, 0.028, 0.022, 0.013, 0.002]
        upper = [(p[0], p[1] + height * w) for p, w in zip(rib, wide, strict=True)]
        lower = [(p[0], p[1] - height * w * 0.8) for p, w in zip(rib, wide, strict=True)]
        pin.shape(upper + lower[::-1], leaf, 0.3 + 0.4 * abs(math.sin(a)))


def bench(pin: Pin) -> None:
    wood = color("#7a5a40")
    for y in (0.42, 0.62, 0.78):
        pin.box(-0.8, y, 0.8, y + 0.09, wood)
    for x in (-0.66, 0.66):
        pin.line((x, 0), (x, 0.8), 0.07, _IRON)


def planter(pin: Pin, rng: Rng, *, flowers: str = "#d8506a", pot: str = "#a8644a") -> None:
    pin.shape([(-0.28, 0), (0.28, 0), (0.38, 0.5), (-0.38, 0.5)], tint(pot))
    pin.box(-0.42, 0.44, 0.42, 0.54, tint(pot, 1.15))
    bush(Pin(pin.plate, *pin.at(0, 0.42), pin.k), rng, 0.9, 0.6, flowers=flowers)


def parasol_table(pin: Pin, rng: Rng, light: Light) -> None:
    cloth = tint(_CLOTH[rng.integers(6)])
    pin.line((0, 0), (0, 2.4), 0.05, _IRON)
    if light.wet == 0 and light.snow == 0:
        pin.shape([(-1.3, 2.0), (0, 2.6), (1.3, 2.0)], cloth, 0.8)
        pin.shape([(0.2, 2.0), (0, 2.6), (1.3, 2.0)], cloth * np.float32(0.8), 0.4)
    pin.oval(0, 0.75, 0.5, 0.07, color("#c8beae"))
    for s in (-1, 1):
        pin.line((s * 0.75, 0), (s * 0.75, 0.45), 0.05, _IRON)
        pin.box(s * 0.75 - 0.2, 0.42, s * 0.75 + 0.2, 0.48, color("#6b5340"))
        pin.line((s * 0.95, 0.45), (s * 1.0, 0.9), 0.05, _IRON)
    if light.lamps > 0.4:
        pin.lamp_oval(0, 0.86, 0.05, 0.07, color("#ffd890"))


def stall(pin: Pin, rng: Rng, light: Light, width: float = 2.6) -> Point:
    """A market stall under a striped awning; returns where its lamp hangs."""
    w = width / 2
    wood = color("#6b5340")
    for x in (-w, w):
        pin.line((x, 0), (x, 2.3), 0.07, wood)
    pin.box(-w, 0.1, w, 0.85, wood * np.float32(0.8))
    pin.box(-w + 0.05, 1.0, w - 0.05, 2.2, color("#3a3230"), 0.15)
    tones = ("#c94f3a", "#d99a3a", "#7a9a4a", "#e0c860", "#8a4a6a", "#d87a4a", "#e8dcc4")
    crates = max(3, round(width / 0.55))
    for k in range(crates):
        a = -w + width * k / crates
        tone = tones[rng.integers(7)]
        pin.box(a + 0.03, 0.68, a + width / crates - 0.03, 0.92, color("#8a6a4a"))
        for _ in range(9):
            pin.oval(
                a + rng.uniform(0.08, width / crates - 0.08),
                0.94 + rng.uniform(0, 0.12),
                0.075,
                0.07,
                tint(tone, rng.uniform(0.8, 1.15)),
                0.6,
            )
    stripe, plain = tint(_CLOTH[rng.integers(4)]), color("#ece4d4")
    n = max(6, round(width / 0.35))
    for k in range(n):
        u, v = -w - 0.2 + (width + 0.4) * k / n, -w - 0.2 + (width + 0.4) * (k + 1) / n
        cloth = stripe if k % 2 else plain
        pin.shape([(u * 0.86, 2.75), (v * 0.86, 2.75), (v, 2.15), (u, 2.15)], cloth, 0.8)
        pin.oval((u + v) / 2, 2.15, (v - u) / 2, 0.11, cloth * np.float32(0.88))
    if light.lamps > 0.3:
        pin.lamp_oval(0, 1.85, 0.13, 0.13, color("#ffdf9a"))
        pin.lamp(
            [(-w + 0.1, 1.0), (w - 0.1, 1.0), (w * 0.5, 1.8), (-w * 0.5, 1.8)],
            color("#ffb860") * np.float32(0.35 * light.lamps),
        )
    return pin.at(0, 1.85)


def fountain(pin: Pin) -> Point:
    """Two basins, one over the other; returns where the water springs."""
    stone = color("#b8b0a2")
    pin.box(-2.2, 0, 2.2, 0.55, stone * np.float32(0.85))
    pin.oval(0, 0.55, 2.3, 0.24, stone)
    pin.oval(0, 0.57, 2.05, 0.17, color("#5f7f8c"), 0.3)
    pin.shape([(-0.25, 0.5), (0.25, 0.5), (0.16, 1.5), (-0.16, 1.5)], stone)
    pin.shape([(-0.9, 1.72), (0.9, 1.72), (0.25, 1.35), (-0.25, 1.35)], stone * np.float32(0.92))
    pin.oval(0, 1.72, 0.92, 0.12, stone)
    pin.oval(0, 1.73, 0.78, 0.08, color("#6f8f9c"), 0.3)
    pin.shape([(-0.10, 1.7), (0.10, 1.7), (0.07, 2.3), (-0.07, 2.3)], stone)
    pin.oval(0, 2.36, 0.14, 0.12, stone)
    return pin.at(0, 2.45)


def bunting(plate: Plate, rng: Rng, p: Point, q: Point, size: float, sag: float) -> None:
    """Pennants on a line between two points, in plate units."""
    n = max(5, int(math.hypot(q[0] - p[0], q[1] - p[1]) / (size * 1.25)))
    line = [
        (p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t + sag * math.sin(math.pi * t))
        for t in np.linspace(0, 1, n + 1)
    ]
    plate.chain(line, max(0.8, size * 0.07), color("#4a4640"))
    tones = ("#c94f4a", "#e0b04a", "#4f8a9a", "#e8e0d0", "#7a9a5a", "#b06a8a")
    shift = int(rng.integers(6))
    for k, (a, b) in enumerate(itertools.pairwise(line)):
        tip = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + size * 1.15)
        a2, b2 = (a[0] + (b[0] - a[0]) * 0.12, a[1]), (b[0] - (b[0] - a[0]) * 0.12, b[1])
        plate.shape([a2, b2, tip], tint(tones[(k + shift) % 6]), 0.6)


def bulbs(
    plate: Plate,
    p: Point,
    q: Point,
    size: float,
    sag: float,
    light: Light,
    tones: tuple[str, ...] = ("#ffd98a",),
) -> None:
    """Light bulbs or paper lanterns on a line."""
    n = max(4, int(math.hypot(q[0] - p[0], q[1] - p[1]) / (size * 5.5)))
    line = [
        (p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t + sag * math.sin(math.pi * t))
        for t in np.linspace(0, 1, n * 2 + 1)
    ]
    plate.chain(line, max(0.8, size * 0.18), color("#3a3634"))
    for k, (x, y) in enumerate(line[1::2]):
        tone = tint(tones[k % len(tones)])
        plate.oval(x, y + size, size * 0.8, size, mix(tone, color("#e8e0d0"), 0.3))
        if light.lamps > 0.25:
            plate.lamp_oval(
                x, y + size, size * 0.8, size, tone * np.float32(min(1.0, 0.35 + 0.65 * light.lamps))
            )


def washing(plate: Plate, rng: Rng, p: Point, q: Point, k: float) -> None:
    """Clothes on a line; k units a metre."""
    n = max(3, int(math.hypot(q[0] - p[0], q[1] - p[1]) / (k * 0.85)))
    line = [
        (p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t + 0.3 * k * math.sin(math.pi * t))
        for t in np.linspace(0, 1, n + 1)
    ]
    plate.chain(line, max(0.8, 0.03 * k), color("#4a4640"))
    for a, b in itertools.pairwise(line):
        if rng.random() < 0.18:
            continue
        cloth = tint(
            ("#e8e4da", "#d8c8b0", "#8aa0b8", "#b8605a", "#e0c070", "#6a8a7a", "#f0ece4")[rng.integers(7)]
        )
        x0, x1 = a[0] + (b[0] - a[0]) * 0.08, a[0] + (b[0] - a[0]) * 0.92
        y, drop = (a[1] + b[1]) / 2, k * rng.uniform(0.5, 1.1)
        kind = rng.random()
        if kind < 0.5:
            plate.shape(
                [(x0, y), (x1, y), (x1 - k * 0.02, y + drop), (x0 + k * 0.03, y + drop * 0.96)], cloth, 0.6
            )
        elif kind < 0.8:  # a shirt
            m, w = (x0 + x1) / 2, (x1 - x0) * 0.30
            plate.shape(
                [
                    (m - w, y),
                    (m + w, y),
                    (m + w * 1.7, y + drop * 0.36),
                    (m + w * 1.2, y + drop * 0.45),
                    (m + w, y + drop * 0.3),
                    (m + w, y + drop),
                    (m - w, y + drop),
                    (m - w, y + drop * 0.3),
                    (m - w * 1.2, y + drop * 0.45),
                    (m - w * 1.7, y + drop * 0.36),
                ],
                cloth,
                0.6,
            )
        else:
            m, w = (x0 + x1) / 2, (x1 - x0) * 0.22
            plate.shape(
                [
                    (m - w, y),
                    (m + w, y),
                    (m + w * 1.1, y + drop),
                    (m + w * 0.2, y + drop),
                    (m, y + drop * 0.3),
                    (m - w * 0.2, y + drop),
                    (m - w * 1.1, y + drop),
                ],
                cloth,
                0.6,
            )


class Halos:
    """Light in the air around lamps: (x, y, radius, colour, strength) in design units of one depth."""

    def __init__(
        self, spots: list[tuple[float, float, float, F32, float]], depth: float, *, flicker: float = 0.04
    ) -> None:
        self._spots, self._depth, self._flicker = spots, depth, flicker

    def draw(self, frame: Frame) -> None:
        for k, (x, y, radius, tone, level) in enumerate(self._spots):
            fx, fy, unit = frame.at(self._depth, x, y)
            wave = 1 - self._flicker * (0.5 + 0.5 * math.sin(frame.t * (5.1 + k % 3) + k * 2.1)) ** 3
            halo(frame, fx, fy, radius * unit, tone, level * wave)
