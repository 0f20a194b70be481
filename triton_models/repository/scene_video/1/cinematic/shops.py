"""Shop fronts, awnings and hanging signs, in metres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cinematic.arrays import F32, Rng, color
from cinematic.light import Light
from cinematic.openings import WARM
from cinematic.plate import Plate

_SIGNS = tuple(color(c) for c in ("#ff3d81", "#29d8f0", "#ffb13d", "#a65cff", "#4dffa6", "#ff5a4d"))
_CLOTH = ("#b8433a", "#2f6b62", "#c98b2e", "#3d5a8c", "#7a4a6a", "#d8d0c0")


@dataclass(frozen=True, slots=True)
class Shop:
    """A lit shop: where along the front it is, in metres, and its light."""

    x: float
    light: F32


def shopfront(p: Plate, rng: Rng, light: Light, x: float, w: float, h: float, wall: F32) -> Shop | None:
    """A shop between x and x + w, h high; its light, if it is open."""
    wood = color(("#2f4a42", "#5a2f2a", "#2c3a52", "#4a3a2c", "#6b5a2c", "#3a3a3e")[rng.integers(6)])
    p.box(x + 0.15, 0, x + w - 0.15, h - 0.15, wood)
    glass_top = h * 0.72
    door = x + w * rng.choice([0.14, 0.5, 0.86])
    lit = light.lamps > 0.25 and rng.random() < 0.9
    tone = WARM[rng.integers(4)] * np.float32(0.55 + 0.35 * light.lamps)
    panes = max(2, round(w / 1.7))
    for k in range(panes):
        a, b = x + 0.35 + (w - 0.7) * k / panes, x + 0.35 + (w - 0.7) * (k + 1) / panes - 0.14
        base = 0.12 if a - 0.3 < door < b + 0.3 else 0.6
        p.box(a, base, b, glass_top, color("#465662"), 0.25)
        if lit:
            for j in range(5):
                p.lamp_box(
                    a, base + (glass_top - base) * j / 5, b, glass_top, tone * np.float32(0.55 + 0.11 * j)
                )
            for k in (1, 2):  # shelves at the back, and goods on them
                shelf = base + (glass_top - base) * (0.18 + 0.30 * k)
                p.lamp_box(a, shelf, b, shelf + 0.05, tone * np.float32(0.4))
                gx = a + 0.06
                while gx < b - 0.2:
                    gw = rng.uniform(0.08, 0.26)
                    p.lamp_box(gx, shelf + 0.05, gx + gw, shelf + rng.uniform(0.12, 0.42), _goods(rng, tone))
                    gx += gw + rng.uniform(0.03, 0.16)
            for _ in range(4):  # goods in the window
                gx, gh = rng.uniform(a + 0.06, max(a + 0.1, b - 0.35)), rng.uniform(0.2, 0.75)
                right = min(b, gx + rng.uniform(0.15, 0.4))
                p.lamp_box(gx, base, right, base + gh, _goods(rng, tone) * np.float32(0.6))
            for j in range(2):
                p.lamp_oval(a + (b - a) * (j + 0.5) / 2, glass_top - 0.25, 0.10, 0.08, color("#fff0d0"))
        elif not light.dark:
            p.shape([(a, glass_top), (b, glass_top), (b, base + 1.2), (a, base + 0.6)], color("#8fa2b0"), 0.3)
    board = wood * np.float32(1.25)
    p.box(x + 0.15, glass_top + 0.1, x + w - 0.15, h - 0.2, board)
    gx = x + w * 0.24
    gold = color("#e0c078")
    while gx < x + w * 0.74:  # strokes, not letters
        gw = rng.uniform(0.1, 0.34)
        p.box(gx, glass_top + 0.28, gx + gw, h - 0.42, gold)
        if light.lamps > 0.4:
            p.lamp_box(gx, glass_top + 0.28, gx + gw, h - 0.42, gold * np.float32(0.5 * light.lamps))
        gx += gw + 0.14
    if rng.random() < 0.6:
        _awning(p, rng, x + 0.3, x + w - 0.3, glass_top + 0.1, 0.75)
    return Shop(x + w / 2, tone) if lit else None


def _goods(rng: Rng, tone: F32) -> F32:
    tones = ("#c98a5a", "#a85a4a", "#7a8a6a", "#e0c890", "#6a7a8a", "#d0a070")
    return np.asarray(color(tones[rng.integers(6)]) * tone * np.float32(rng.uniform(0.5, 1.1)), np.float32)


def _awning(p: Plate, rng: Rng, x0: float, x1: float, y: float, drop: float) -> None:
    a, b = color(_CLOTH[rng.integers(5)]), color("#e8e0d0")
    n = max(4, round((x1 - x0) / 0.45))
    for k in range(n):
        u, v = x0 + (x1 - x0) * k / n, x0 + (x1 - x0) * (k + 1) / n
        ou, ov = u - 0.12, v - 0.12 + 0.24 * (k + 1) / n
        ou += 0.24 * k / n
        cloth = a if k % 2 else b
        p.shape([(u, y), (v, y), (ov, y - drop), (ou, y - drop)], cloth, 0.75)
        p.oval((ou + ov) / 2, y - drop, (ov - ou) / 2, 0.14, cloth * np.float32(0.9))


def hanging_sign(p: Plate, rng: Rng, light: Light, x: float, y: float, h: float, neon: bool) -> None:
    """A board that hangs down the wall, with strokes that nobody can read."""
    tone = _SIGNS[rng.integers(6)]
    w = rng.uniform(0.6, 0.95)
    on = light.lamps > 0.35
    level = np.float32(min(1.0, 0.4 + 0.6 * light.lamps))
    filled = rng.random() < 0.5
    p.box(x - 0.07, y - 0.07, x + w + 0.07, y + h + 0.07, color("#2a2a2e"))
    p.box(x, y, x + w, y + h, tone * np.float32(0.75) if filled else color("#e6dfd0"))
    if on:
        p.lamp_box(x, y, x + w, y + h, tone * level * np.float32(0.95 if filled else 0.22))
        if not filled:
            for a, b, c, d in (
                (x, y, x + w, y + 0.07),
                (x, y + h - 0.07, x + w, y + h),
                (x, y, x + 0.07, y + h),
                (x + w - 0.07, y, x + w, y + h),
            ):
                p.lamp_box(a, b, c, d, tone * level)
    n = max(1, int(h / (w * 1.05)))
    stroke = color("#fff6e6") if filled else tone
    for k in range(n):
        cy = y + h * (k + 0.5) / n
        r = w * 0.30
        for _ in range(int(rng.integers(3, 6))):
            if rng.random() < 0.5:
                a = rng.uniform(-r, r)
                box = (x + w / 2 - r, cy + a - 0.03, x + w / 2 + r, cy + a + 0.03)
            else:
                a = rng.uniform(-r, r)
                box = (x + w / 2 + a - 0.03, cy - r, x + w / 2 + a + 0.03, cy + r)
            if on:
                p.lamp_box(*box, stroke * level)
            else:
                p.box(*box, color("#2a2420"))
