"""Houses that stand alone, seen over a corner: of stone, timber, brick, mud, thatch, felt, or on stilts."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cinematic.arrays import F32, Rng, color, mix
from cinematic.light import Light
from cinematic.outdoors import Pin
from cinematic.plate import tint
from cinematic.vectors import Point

_WARM = color("#ffc070") * np.float32(0.8)


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to build a house: metres, colours, and what its roof is."""

    walls: tuple[str, ...]
    roofs: tuple[str, ...]
    roof: str
    """gable, thatch, flat, tiles, cone or dome"""
    width: tuple[float, float]
    height: tuple[float, float]
    pitch: float = 0.8
    trim: str = "#efe7d8"
    stilts: float = 0.0
    stones: bool = False
    beams: bool = False
    shutters: str = ""


KINDS = {
    "stone": Kind(
        ("#b4aa96", "#a89e8c", "#c0b49c"), ("#5a5450", "#66584a"), "gable", (6, 8), (3.0, 4.4), stones=True
    ),
    "thatch": Kind(
        ("#ece4d2", "#e4d8c0", "#e0c8b0"),
        ("#8a7248", "#7c683f"),
        "thatch",
        (6.5, 8.5),
        (2.6, 3.4),
        0.95,
        beams=True,
    ),
    "chalet": Kind(
        ("#7a5438", "#8a6040", "#6b4a34"),
        ("#5c5048", "#6a5a4c"),
        "gable",
        (7, 9.5),
        (3.6, 5.2),
        0.5,
        shutters="#4f6b4a",
    ),
    "red": Kind(
        ("#9a3f34", "#a84a3a", "#b8803c", "#d8d0c0"),
        ("#3c3e44", "#4a4644"),
        "gable",
        (5.5, 7.5),
        (3.0, 4.6),
        0.85,
    ),
    "south": Kind(
        ("#ead6b4", "#e0b890", "#d89a72", "#efe2cc", "#c98a6a"),
        ("#b0603f", "#a8563a"),
        "tiles",
        (5.5, 8),
        (3.4, 6.2),
        0.36,
        shutters="#4d6b62",
    ),
    "white": Kind(
        ("#f2eee6", "#ece6dc", "#f4f0ea"),
        ("#dcd6ca",),
        "flat",
        (5, 7.5),
        (2.8, 5.4),
        trim="#3f6f9a",
        shutters="#3f6f9a",
    ),
    "mud": Kind(("#b98a5e", "#a87a50", "#c49a6c"), ("#9a6e48",), "flat", (5, 8), (2.8, 5.0), trim="#6b4630"),
    "round": Kind(
        ("#b8906a", "#c8a47c", "#a87c58"), ("#8a7448", "#7a6640"), "cone", (4.2, 5.6), (2.0, 2.5), 1.0
    ),
    "felt": Kind(
        ("#ece6da", "#e2dacb"), ("#e8e0d0", "#dcd2c0"), "dome", (5.0, 6.4), (1.7, 2.0), trim="#b05a3c"
    ),
    "stilt": Kind(
        ("#8a6a4c", "#9a7854", "#6f8a84", "#b8a07a"),
        ("#6a5a44", "#7d6a48", "#5a5c60"),
        "thatch",
        (5.0, 7.0),
        (2.4, 2.9),
        0.7,
        stilts=2.0,
    ),
}


def dwelling(pin: Pin, rng: Rng, light: Light, kind: Kind, *, side: float = 1.0) -> Point:
    """A house whose front faces us and whose flank runs back to `side`; returns where its smoke rises."""
    w, h = float(rng.uniform(*kind.width)), float(rng.uniform(*kind.height))
    wall = tint(kind.walls[rng.integers(len(kind.walls))], rng.uniform(0.92, 1.06))
    roof = tint(kind.roofs[rng.integers(len(kind.roofs))], rng.uniform(0.9, 1.1))
    if light.snow > 0:
        roof = mix(roof, color("#eef2f8"), 0.86)
    if kind.roof in ("cone", "dome"):
        return _round(pin, rng, light, kind, w, h, wall, roof)
    base = kind.stilts
    back, lift = w * rng.uniform(0.55, 0.8), 0.09 * w  # how far the flank runs aside, and how it climbs
    f, b = -side * w / 2, side * w / 2

    def flank(u: float, y: float) -> Point:
        return b + side * back * u, y + lift * u * (1 - 0.45 * (y - base) / (h + 1))

    for k in range(6 if base else 0):
        x = f + (b - f) * k / 3 if k < 4 else b + side * back * (k - 3) / 2
        pin.line((x, -0.6), (x, base + 0.2), 0.18, wall * np.float32(0.5))
    pin.shape([(f, base), (b, base), (b, base + h), (f, base + h)], wall, 0.35)
    pin.shape([flank(0, base), flank(1, base), flank(1, base + h), flank(0, base + h)], wall, 0.68)
    if kind.stones:
        for _ in range(26):
            x, y = rng.uniform(-w / 2, w / 2 - 0.6), base + rng.uniform(0.1, h - 0.3)
            pin.box(
                x, y, x + rng.uniform(0.3, 0.6), y + 0.22, wall * np.float32(rng.uniform(0.84, 1.12)), 0.35
            )
    gable = kind.roof in ("gable", "thatch")
    rise = w * 0.5 * kind.pitch
    if gable:
        pin.shape([(f, base + h), (0, base + h + rise), (b, base + h)], wall, 0.35)
    if kind.beams:
        wood = color("#4a3628")
        for x in np.linspace(-w / 2, w / 2, 5):
            pin.line((float(x), base), (float(x), base + h), 0.13, wood)
        for y in (base + 0.1, base + h * 0.5, base + h):
            pin.line((-w / 2, y), (w / 2, y), 0.13, wood)
    top = _openings(pin, rng, light, kind, w, h, wall, flank)
    if gable:
        over = 0.45 if kind.roof == "gable" else 0.7
        peak, behind = (0.0, base + h + rise), (side * back * 0.96, base + h + rise + lift * 0.5)
        eave, far_eave = flank(-0.05, base + h - over * 0.5), flank(1.06, base + h - over * 0.5)
        pin.shape(
            [
                (peak[0] - side * 0.2, peak[1] + 0.12),
                behind,
                (far_eave[0] + side * over, far_eave[1]),
                (eave[0] + side * over, eave[1]),
            ],
            roof,
            0.75,
        )
        for t in (0.3, 0.6, 0.85):
            p = (peak[0] + (eave[0] + side * over - peak[0]) * t, peak[1] + (eave[1] - peak[1]) * t)
            q = (
                behind[0] + (far_eave[0] + side * over - behind[0]) * t,
                behind[1] + (far_eave[1] - behind[1]) * t,
            )
            pin.line(p, q, 0.05, roof * np.float32(0.82))
        thick = 0.22 if kind.roof == "gable" else 0.5
        for s in (-1, 1):
            pin.line(
                (peak[0], peak[1] + 0.1),
                (s * (w / 2 + over), base + h - over * rise / (w / 2)),
                thick,
                roof * np.float32(0.78),
            )
    elif kind.roof == "tiles":
        eave = flank(1.08, base + h - 0.1)
        ridge = (side * back * 0.5, base + h + rise + lift * 0.5)
        pin.shape(
            [
                (f - side * 0.35, base + h - 0.12),
                (f + side * w * 0.22, ridge[1]),
                (ridge[0] + side * 0.2, ridge[1] + 0.1),
                (b + side * 0.2, base + h - 0.12),
            ],
            roof,
            0.5,
        )
        pin.shape(
            [(b + side * 0.1, base + h - 0.12), (ridge[0] + side * 0.2, ridge[1] + 0.1), (eave[0], eave[1])],
            roof,
            0.85,
        )
        pin.line(
            (f - side * 0.4, base + h - 0.12), (b + side * 0.2, base + h - 0.12), 0.16, roof * np.float32(0.6)
        )
    else:
        edge = mix(wall, color(kind.trim if kind.trim.startswith("#6") else "#ffffff"), 0.25)
        pin.shape(
            [
                (f, base + h),
                (b, base + h),
                flank(1, base + h),
                (f + side * back * 0.9, base + h + lift * 0.5),
            ],
            roof,
            0.8,
        )
        pin.box(min(f, b) - 0.06, base + h - 0.05, max(f, b) + 0.06, base + h + 0.28, edge, 0.5)
        p, q = flank(0, base + h), flank(1, base + h)
        pin.shape(
            [(p[0], p[1] - 0.05), (q[0], q[1] - 0.05), (q[0], q[1] + 0.24), (p[0], p[1] + 0.28)], edge, 0.75
        )
        if kind.trim == "#6b4630":
            for k in range(5):
                x = -w / 2 + w * (k + 0.5) / 5
                pin.line((x, base + h - 0.4), (x, base + h - 0.42), 0.2, tint("#5a3c28"))
    if kind.roof in ("gable", "thatch", "tiles"):
        cx, cy = side * back * 0.35, base + h + rise * 0.72
        pin.box(cx - 0.35, cy, cx + 0.35, cy + 1.5, wall * np.float32(0.72), 0.5)
        pin.box(cx - 0.43, cy + 1.35, cx + 0.43, cy + 1.55, wall * np.float32(0.9), 0.6)
        top = (cx, cy + 1.6)
    return pin.at(*top)


def _openings(
    pin: Pin,
    rng: Rng,
    light: Light,
    kind: Kind,
    w: float,
    h: float,
    wall: F32,
    flank: Callable[[float, float], Point],
) -> Point:
    base = kind.stilts
    n = max(2, round(w / 2.4))
    floors = 2 if h > 4.2 else 1
    door = int(rng.integers(n))
    step = w / n
    for floor in range(floors):
        y = base + (0.9 if floor == 0 else h * 0.60)
        for k in range(n):
            x = -w / 2 + step * (k + 0.5)
            if floor == 0 and k == door:
                pin.box(x - 0.55, base, x + 0.55, base + 2.1, mix(wall, color(kind.trim), 0.7))
                pin.box(
                    x - 0.45,
                    base,
                    x + 0.45,
                    base + 2.0,
                    tint(("#5a3b2e", "#2f4a5a", "#6b2f2a", "#3c5a48")[rng.integers(4)]),
                )
                if light.lamps > 0.3:
                    pin.lamp_oval(x + 0.8, base + 2.0, 0.10, 0.14, _WARM)
                continue
            ww, hh = 0.42, min(1.15, h * 0.30)
            if kind.shutters:
                for s in (-1, 1):
                    a = x + s * (ww + 0.04)
                    pin.box(min(a, a + s * 0.4), y, max(a, a + s * 0.4), y + hh, color(kind.shutters), 0.4)
            pin.box(
                x - ww - 0.09, y - 0.09, x + ww + 0.09, y + hh + 0.09, mix(wall, color(kind.trim), 0.75), 0.45
            )
            pin.box(x - ww, y, x + ww, y + hh, tint("#4a5868"), 0.3)
            if rng.random() < 0.15 + 0.75 * light.lamps and light.lamps > 0.2:
                pin.lamp(
                    [(x - ww, y), (x + ww, y), (x + ww, y + hh), (x - ww, y + hh)],
                    _WARM * np.float32(0.5 + 0.5 * light.lamps),
                )
            pin.line((x, y), (x, y + hh), 0.05, color(kind.trim) * np.float32(0.85))
            pin.line(
                (x - ww, y + hh * 0.55), (x + ww, y + hh * 0.55), 0.05, color(kind.trim) * np.float32(0.85)
            )
            if floor == 0 and light.snow == 0 and rng.random() < 0.4:
                for _ in range(6):
                    pin.oval(
                        x + rng.uniform(-ww, ww),
                        y - 0.1,
                        0.11,
                        0.09,
                        tint(("#d84a5a", "#e8a0b0", "#f0c050")[rng.integers(3)]),
                        0.6,
                    )
    for k in range(max(1, round(w * 0.7 / 2.6))):  # and in the flank, foreshortened
        for floor in range(floors):
            count = max(1, round(w * 0.7 / 2.6))
            u, du = (k + 0.5) / count, 0.30 / max(1.0, w * 0.7)
            y0 = base + (0.9 if floor == 0 else h * 0.60)
            y1 = y0 + min(1.15, h * 0.30)
            outer = [
                flank(u - du * 1.3, y0 - 0.1),
                flank(u + du * 1.3, y0 - 0.1),
                flank(u + du * 1.3, y1 + 0.1),
                flank(u - du * 1.3, y1 + 0.1),
            ]
            inner = [flank(u - du, y0), flank(u + du, y0), flank(u + du, y1), flank(u - du, y1)]
            pin.shape(outer, mix(wall, color(kind.trim), 0.75), 0.7)
            pin.shape(inner, tint("#4a5868"), 0.35)
            if rng.random() < 0.15 + 0.7 * light.lamps and light.lamps > 0.2:
                pin.lamp(inner, _WARM * np.float32(0.5 + 0.5 * light.lamps))
    return (0.0, base + h + 0.6)


def _round(pin: Pin, rng: Rng, light: Light, kind: Kind, w: float, h: float, wall: F32, roof: F32) -> Point:
    """A round hut under a cone of thatch, or a felt tent under a dome."""
    n = 14
    for k in range(n):
        a, b = -math.pi / 2 + math.pi * k / n, -math.pi / 2 + math.pi * (k + 1) / n
        x0, x1 = w / 2 * math.sin(a), w / 2 * math.sin(b)
        pin.shape(
            [(x0, -0.12 * math.cos(a)), (x1, -0.12 * math.cos(b)), (x1, h), (x0, h)],
            wall,
            0.20 + 0.5 * (k + 0.5) / n,
        )
    if kind.roof == "dome":
        for y in (0.5, 1.15):
            pin.line((-w / 2, y), (w / 2, y), 0.09, color(kind.trim))
    pin.box(-0.5, -0.1, 0.5, 1.65, color(kind.trim) if kind.roof == "dome" else tint("#4a3426"))
    pin.box(-0.38, -0.1, 0.38, 1.55, tint("#2f241e"))
    if light.lamps > 0.2:
        pin.lamp(
            [(-0.36, -0.08), (0.36, -0.08), (0.36, 1.5), (-0.36, 1.5)],
            _WARM * np.float32(0.35 + 0.5 * light.lamps),
        )
    if kind.roof == "cone":
        tip, eave = h + w * 0.5 * kind.pitch, w * 0.66
        for k in range(n):
            a, b = -math.pi / 2 + math.pi * k / n, -math.pi / 2 + math.pi * (k + 1) / n
            x0, x1 = eave * math.sin(a), eave * math.sin(b)
            tone = roof * np.float32(0.9 + 0.2 * (k % 2))
            pin.shape(
                [(x0, h - 0.35 - 0.14 * math.cos(a)), (x1, h - 0.35 - 0.14 * math.cos(b)), (0, tip)],
                tone,
                0.25 + 0.55 * (k + 0.5) / n,
            )
        pin.oval(0, tip, 0.16, 0.22, roof * np.float32(0.6))
        return pin.at(0, tip)
    arc = [(w / 2 * math.cos(t) * 1.03, h + w * 0.26 * math.sin(t)) for t in np.linspace(0, math.pi, 22)]
    pin.shape(arc, roof, 0.6)
    for k in range(5):
        t = math.pi * (k + 1) / 6
        pin.line(
            (w / 2 * math.cos(t), h + 0.05),
            (w * 0.09 * math.cos(t), h + w * 0.255),
            0.06,
            roof * np.float32(0.78),
        )
    pin.line((w * 0.12, h + w * 0.20), (w * 0.12, h + w * 0.26 + 0.9), 0.14, tint("#3c3a3a"))
    return pin.at(w * 0.12, h + w * 0.26 + 0.9)
