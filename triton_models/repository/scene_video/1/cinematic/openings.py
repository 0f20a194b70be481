"""Windows, doors, balconies and fire escapes of a front, in metres."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import F32, Rng, color, mix
from cinematic.building_styles import Style
from cinematic.light import Light
from cinematic.plate import Plate

WARM = tuple(color(c) * np.float32(0.72) for c in ("#ffbe6a", "#ffcf8e", "#ffb058", "#ffe0b0"))
_CLOTH = ("#b8433a", "#2f6b62", "#c98b2e", "#3d5a8c", "#7a4a6a", "#d8d0c0")


def window(
    p: Plate,
    rng: Rng,
    light: Light,
    style: Style,
    cx: float,
    y: float,
    step: float,
    h: float,
    wall: F32,
    on: bool,
) -> None:
    w = min(1.15, step * 0.46) if style.window != "grid" else step * 0.78
    x0, x1 = cx - w / 2, cx + w / 2
    trim = color(style.trim)
    if style.window != "grid":
        p.box(x0 - 0.13, y - 0.12, x1 + 0.13, y + h + 0.14, mix(wall, trim, 0.6))
    pane = color("#55687a") if light.dark else mix(color("#55687a"), light.sky[2][1], 0.35)
    p.box(x0, y, x1, y + h, pane, 0.25)
    if not on and not light.dark:
        p.shape(
            [(x0, y + h), (x1, y + h), (x1, y + h * 0.62), (x0, y + h * 0.4)], pane * np.float32(1.3), 0.3
        )
    if on:
        tone = WARM[rng.integers(4)] * np.float32((0.45 + 0.55 * light.lamps) * rng.uniform(0.6, 1.0))
        p.lamp_box(x0, y, x1, y + h, tone)
        drape = rng.random()
        if drape < 0.55:
            for a, b in ((x0, x0 + w * 0.24), (x1 - w * 0.24, x1)):
                p.lamp_box(a, y, b, y + h, tone * np.float32(0.62))
        elif drape < 0.75:
            p.lamp_box(x0, y + h * 0.5, x1, y + h, tone * np.float32(0.7))
        elif drape < 0.86:  # somebody is at home
            p.lamp(
                [
                    (cx - w * 0.2, y),
                    (cx - w * 0.2, y + h * 0.4),
                    (cx, y + h * 0.66),
                    (cx + w * 0.2, y + h * 0.4),
                    (cx + w * 0.2, y),
                ],
                tone * np.float32(0.28),
            )
    bar = trim * np.float32(0.85)
    if style.window in ("sash", "shutter"):
        p.box(cx - 0.03, y, cx + 0.03, y + h, bar)
        p.box(x0, y + h * 0.52, x1, y + h * 0.52 + 0.06, bar)
    elif style.window == "lattice":
        for k in (1, 2):
            p.box(x0 + w * k / 3 - 0.025, y, x0 + w * k / 3 + 0.025, y + h, bar)
        p.box(x0, y + h * 0.6, x1, y + h * 0.6 + 0.05, bar)
    elif style.window == "arch":
        for s in (-1, 1):
            e = cx + s * w / 2
            p.shape(
                [
                    (e, y + h + 0.1),
                    (e, y + h * 0.62),
                    (cx + s * w * 0.3, y + h * 0.88),
                    (cx, y + h + 0.02),
                    (cx, y + h + 0.1),
                ],
                mix(wall, trim, 0.3),
            )
    if style.window == "shutter":
        shutter = color(("#4d6b62", "#6b4a3a", "#3d5a78", "#7a8a6a")[int(wall[0] * 997) % 4])
        for a in (x0 - w * 0.5 - 0.08, x1 + 0.08):
            p.box(a, y - 0.05, a + w * 0.5, y + h + 0.05, shutter)
            for k in range(1, 6):
                p.box(
                    a + 0.05,
                    y + h * k / 6,
                    a + w * 0.5 - 0.05,
                    y + h * k / 6 + 0.04,
                    shutter * np.float32(0.7),
                )
    if style.window != "grid":
        p.box(
            x0 - 0.2,
            y - 0.2,
            x1 + 0.2,
            y - 0.08,
            color("#eef2f8") if light.snow > 0 else mix(wall, trim, 0.8),
        )
        if style.window == "shutter" and rng.random() < 0.25 and light.snow == 0:
            for k in range(6):
                bloom = color(("#d84a5a", "#e88a9a", "#6a8a4a", "#f0c050")[rng.integers(4)])
                p.oval(x0 + w * k / 5, y - 0.02 + rng.uniform(0, 0.12), 0.13, 0.11, bloom)


def balcony(p: Plate, rng: Rng, light: Light, cx: float, y: float, half: float) -> None:
    iron = color("#2c2c32")
    p.box(cx - half - 0.1, y - 0.15, cx + half + 0.1, y, color("#8a8278"))
    for k in range(9):
        bx = cx - half + 2 * half * k / 8
        p.line((bx, y), (bx, y + 0.9), 0.045, iron)
    p.line((cx - half, y + 0.9), (cx + half, y + 0.9), 0.08, iron)
    if rng.random() < 0.35 and light.wet == 0 and light.snow == 0:  # washing over the rail
        a = cx - half * rng.uniform(0.2, 0.9)
        p.box(a, y + 0.2, a + half * 0.7, y + 0.9, color(_CLOTH[rng.integers(6)]))


def fire_escape(p: Plate, cx: float, first: float, s: float, n: int, half: float) -> None:
    """An iron fire escape."""
    iron = color("#26242a")
    for k in range(n):
        y = first + k * s + s * 0.12
        p.box(cx - half, y - 0.08, cx + half, y, iron)
        p.line((cx - half, y + 0.95), (cx + half, y + 0.95), 0.07, iron)
        for j in range(9):
            bx = cx - half + 2 * half * j / 8
            p.line((bx, y), (bx, y + 0.95), 0.035, iron)
        if k + 1 < n:
            a = 1 if k % 2 else -1
            p.line((cx - a * half * 0.8, y), (cx + a * half * 0.5, y + s), 0.14, iron)


def ground_floor(
    p: Plate, rng: Rng, light: Light, style: Style, x: float, w: float, h: float, wall: F32, share: float
) -> None:
    n = max(2, round(w / 2.6))
    door = int(rng.integers(n))
    for k in range(n):
        cx = x + w * (k + 0.5) / n
        if k != door:
            window(p, rng, light, style, cx, 0.95, w / n, h * 0.42, wall, bool(rng.random() < share * 1.2))
            continue
        wood = color(("#5a3b2e", "#2f4a5a", "#6b2f2a", "#38503c", "#3f6f9a")[rng.integers(5)])
        p.box(cx - 0.62, 0, cx + 0.62, 2.35, mix(wall, color(style.trim), 0.7))
        p.box(cx - 0.48, 0, cx + 0.48, 2.15, wood)
        p.box(cx - 0.36, 1.3, cx + 0.36, 2.0, wood * np.float32(0.7))
        if style.window == "arch":
            p.oval(cx, 2.15, 0.48, 0.4, wood)
        if light.lamps > 0.3:
            p.lamp_oval(cx + 0.85, 2.15, 0.1, 0.15, color("#ffd890"))
        p.box(cx - 0.8, 0, cx + 0.8, 0.14, color("#9a948a"))
