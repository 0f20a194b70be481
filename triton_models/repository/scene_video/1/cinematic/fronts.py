"""Fronts of houses as elevations in metres: walls, windows, shops, balconies, roofs of several countries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cinematic.arrays import F32, Rng, color, mix
from cinematic.building_styles import Style
from cinematic.light import Light
from cinematic.openings import WARM, balcony, fire_escape, ground_floor, window
from cinematic.plate import Plate, tint
from cinematic.shops import Shop, hanging_sign, shopfront


@dataclass(slots=True)
class Terrace:
    """A row of fronts, `length` x `height` metres, and the shops that light the pavement."""

    plate: Plate
    length: float
    height: float
    shops: list[Shop]
    chimneys: list[tuple[float, float]]


def terrace(
    rng: Rng,
    light: Light,
    style: Style,
    length: float,
    scale: float,
    *,
    lit: float = 0.45,
    neon: bool = False,
) -> Terrace:
    """A row of houses, wall to wall; scale is pixels a metre, lit how squarely it faces the sun."""
    height = style.storey * (style.storeys[1] + 1) + 4.5
    p = Plate.elevation(length, height, scale)
    p.lit = lit
    out = Terrace(p, length, height, [], [])
    x = -float(rng.uniform(0, style.widths[0] * 0.6))
    previous = -1
    while x < length:
        w = float(rng.uniform(*style.widths))
        pick = int(rng.integers(len(style.walls)))
        previous = pick = (pick + 1) % len(style.walls) if pick == previous else pick
        _house(out, rng, light, style, x, w, tint(style.walls[pick], rng.uniform(0.9, 1.08)), lit, neon)
        x += w
    return out


def _house(
    t: Terrace, rng: Rng, light: Light, style: Style, x: float, w: float, wall: F32, lit: float, neon: bool
) -> None:
    p, s = t.plate, style.storey
    n = int(rng.integers(style.storeys[0], style.storeys[1] + 1))
    first = s * 1.2
    top = first + (n - 1) * s
    p.box(x, 0, x + w, top, wall)
    if style.bricks:
        for k in range(int(top / 0.42)):
            for _ in range(3):
                bx = x + rng.uniform(0, w * 0.9)
                p.box(
                    bx,
                    k * 0.42,
                    min(x + w, bx + 0.7),
                    k * 0.42 + 0.36,
                    wall * np.float32(rng.uniform(0.82, 1.14)),
                )
    p.box(x, 0, x + 0.16, top, wall * np.float32(0.72))
    _roof(t, rng, light, style, x, w, top, wall, lit)
    columns = max(1, round(w / 2.5))
    if style.window == "grid":
        columns = max(3, round(w / 1.9))
    step = w / columns
    share = 0.10 + 0.62 * light.lamps
    dark_floor = rng.random() < 0.15
    for k in range(1, n):
        y = first + (k - 1) * s
        if style.window != "grid" and k == 1:
            p.box(x, y - 0.1, x + w, y + 0.12, mix(wall, color(style.trim), 0.5))
        rail = rng.random() < style.balconies
        for j in range(columns):
            on = rng.random() < share * (0.3 if dark_floor else 1.0)
            window(p, rng, light, style, x + (j + 0.5) * step, y + s * 0.26, step, s * 0.58, wall, on)
            if rail and j % 2 == 0:
                balcony(p, rng, light, x + (j + 0.5) * step, y + s * 0.16, step * 0.44)
    if rng.random() < style.escapes and w > 5:
        fire_escape(p, x + w * 0.5, first, s, n - 1, w * 0.30)
    if rng.random() < style.shops:
        shop = shopfront(p, rng, light, x, w, first, wall)
        if shop:
            t.shops.append(shop)
    else:
        ground_floor(p, rng, light, style, x, w, first, wall, share)
    if rng.random() < style.signs or (neon and rng.random() < 0.75):
        hanging_sign(
            p, rng, light, x + rng.uniform(0.2, 0.75) * w, first + 0.4, s * rng.uniform(0.9, 2.1), neon
        )


def _roof(
    t: Terrace, rng: Rng, light: Light, style: Style, x: float, w: float, top: float, wall: F32, lit: float
) -> None:
    p = t.plate
    roof = tint(style.roofs[rng.integers(len(style.roofs))], rng.uniform(0.9, 1.1))
    if light.snow > 0:
        roof = mix(roof, color("#eef2f8"), 0.8)
    trim = mix(wall, color(style.trim), 0.7)
    up = min(1.0, lit + 0.25)
    if style.roof == "mansard":
        h = 2.4
        p.shape([(x, top), (x + 0.35, top + h), (x + w - 0.35, top + h), (x + w, top)], roof, up)
        for k in range(max(1, round(w / 3.2))):
            dx = x + w * (k + 0.5) / max(1, round(w / 3.2))
            p.box(dx - 0.75, top + 0.2, dx + 0.75, top + 1.9, trim)
            p.shape([(dx - 0.95, top + 1.9), (dx, top + 2.5), (dx + 0.95, top + 1.9)], trim * np.float32(0.9))
            pane = color("#4a5868")
            p.box(dx - 0.45, top + 0.35, dx + 0.45, top + 1.75, pane)
            if rng.random() < 0.6 * light.lamps:
                p.lamp_box(dx - 0.45, top + 0.35, dx + 0.45, top + 1.75, WARM[rng.integers(4)])
    elif style.roof == "gable":
        h = w * rng.uniform(0.30, 0.42)
        over = w * 0.05
        p.shape(
            [
                (x - over, top - 0.2),
                (x + w * 0.16, top + h),
                (x + w * 0.84, top + h),
                (x + w + over, top - 0.2),
            ],
            roof,
            up,
        )
        for k in range(1, 6):
            inset = w * 0.16 * k / 6
            p.line(
                (x + inset, top + h * k / 6), (x + w - inset, top + h * k / 6), 0.05, roof * np.float32(0.8)
            )
        p.line((x - over, top - 0.2), (x + w + over, top - 0.2), 0.16, roof * np.float32(0.55))
    elif style.roof == "tiles":
        h = 1.5
        p.shape([(x - 0.3, top), (x + 0.3, top + h), (x + w - 0.3, top + h), (x + w + 0.3, top)], roof, up)
        for k in range(int(w / 0.36)):
            bx = x + 0.15 + k * 0.36
            p.line((bx, top + 0.05), (bx + 0.08, top + h), 0.07, roof * np.float32(0.78), up)
        p.line((x - 0.35, top), (x + w + 0.35, top), 0.22, roof * np.float32(0.6))
    else:
        h = 0.9 if style.roof == "cornice" else 0.5
        p.box(x, top, x + w, top + h, trim * np.float32(0.9))
        p.box(x - 0.15, top + h - 0.25, x + w + 0.15, top + h, trim)
        if style.roof == "cornice":
            for k in range(int(w / 0.7)):
                p.box(x + 0.2 + k * 0.7, top + 0.2, x + 0.45 + k * 0.7, top + h - 0.3, trim * np.float32(0.7))
        if rng.random() < 0.3:
            tx = x + w * rng.uniform(0.2, 0.7)
            p.box(tx, top + h, tx + 1.5, top + h + 1.2, wall * np.float32(0.7))
    if style.roof in ("mansard", "gable", "tiles", "cornice") and rng.random() < 0.7:
        cx = x + w * rng.choice([0.18, 0.5, 0.82])
        tall = h + rng.uniform(0.7, 1.4)
        p.box(cx - 0.4, top + h * 0.5, cx + 0.4, top + tall, wall * np.float32(0.66))
        p.box(cx - 0.5, top + tall - 0.2, cx + 0.5, top + tall, wall * np.float32(0.85))
        t.chimneys.append((float(cx), top + tall))
