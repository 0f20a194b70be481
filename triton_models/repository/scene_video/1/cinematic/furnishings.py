"""What stands in each room, drawn flat: a layer behind the hero and one close to the lens."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cinematic.arrays import F32, Rng, color
from cinematic.layers import Canvas
from cinematic.sheet import Sheet
from cinematic.vectors import closed_curve


@dataclass(frozen=True, slots=True)
class Room:
    """Where things are, in design units. `side` is where the window is; x grows to the right."""

    canvas: Canvas
    rng: Rng
    side: float
    window_x: float
    half: float
    top: float
    bottom: float
    foot: float
    dark: bool
    lit: bool
    lamp_x: float
    lamp_y: float

    def away(self, distance: float) -> float:
        """x at a distance from the middle, on the side without the window."""
        return self.canvas.dw / 2 - self.side * distance


WOOD, PALE, STEEL, DARK = color("#6b4a32"), color("#b98f62"), color("#8d979e"), color("#2a2420")
BOOKS = tuple(color(b) for b in ("#7a2f2a", "#2f4a5e", "#4d5b35", "#8a6a2f", "#5a3b5e", "#a8977a", "#35302c"))


def pendant(room: Room, sheet: Sheet, shade: F32 = STEEL) -> None:
    x, y = room.lamp_x, room.lamp_y
    sheet.line((x, 60), (x, y - 30), 2.2, DARK)
    sheet.shape([(x - 12, y - 34), (x + 12, y - 34), (x + 46, y), (x - 46, y)], shade)
    sheet.oval(x, y + 3, 13, 9, color("#fff3d0") if room.lit else shade)


def table(sheet: Sheet, x: float, y: float, width: float, height: float, tint: F32) -> None:
    h = width / 2
    sheet.box(x - h, y - height, x + h, y - height + 12, tint)
    for leg in (-h + 12, h - 22):
        sheet.box(x + leg, y - height + 10, x + leg + 11, y, tint * np.float32(0.75))


def plant(sheet: Sheet, x: float, y: float, size: float, rng: Rng) -> None:
    for _ in range(16):
        a = rng.uniform(-1.15, 1.15)
        length = size * rng.uniform(0.6, 1.15)
        tip = (x + length * math.sin(a), y - size * 0.45 - length * math.cos(a))
        bend = (x + length * 0.45 * math.sin(a * 0.6), y - size * 0.45 - length * 0.62 * math.cos(a * 0.6))
        w = size * 0.07
        leaf = [(x, y - size * 0.45), (bend[0] - w, bend[1]), tip, (bend[0] + w, bend[1])]
        sheet.shape(closed_curve(leaf), color("#4f7440") * np.float32(rng.uniform(0.7, 1.2)))
    s = size * 0.26
    sheet.shape(
        [(x - s, y - size * 0.5), (x + s, y - size * 0.5), (x + s * 0.75, y), (x - s * 0.75, y)],
        color("#9c5a3c"),
    )


def shelf_of_books(sheet: Sheet, x0: float, x1: float, y: float, tall: float, rng: Rng) -> None:
    x = x0 + 3
    while x < x1 - 8:
        w, h = rng.uniform(6, 15), tall * rng.uniform(0.66, 0.96)
        tint = BOOKS[rng.integers(len(BOOKS))] * np.float32(rng.uniform(0.8, 1.25))
        if rng.random() < 0.06:
            x += rng.uniform(10, 26)
            continue
        sheet.box(x, y - h, min(x + w, x1), y, tint)
        sheet.box(x, y - h * 0.84, min(x + w, x1), y - h * 0.80, tint * np.float32(1.5))
        x += w + 1.2


def bookcase(sheet: Sheet, x0: float, x1: float, top: float, foot: float, rng: Rng, rows: int) -> None:
    sheet.box(x0 - 8, top - 10, x1 + 8, foot, WOOD * np.float32(0.72))
    step = (foot - top) / rows
    for k in range(rows):
        y = top + step * (k + 1) - 8
        sheet.box(x0, y - step + 16, x1, y, WOOD * np.float32(0.34))
        shelf_of_books(sheet, x0, x1, y, step - 20, rng)
        sheet.box(x0 - 4, y, x1 + 4, y + 8, WOOD)


def kitchen(room: Room, back: Sheet, front: Sheet) -> None:
    rng, s, foot = room.rng, room.side, room.foot
    a, b = sorted((room.away(-520), room.away(760)))
    back.box(a, foot - 118, b, foot + 16, PALE * np.float32(0.86))
    back.box(a - 6, foot - 130, b + 6, foot - 116, color("#d8cdb8"))
    for x in np.arange(a + 14, b - 80, 118.0):
        back.box(float(x), foot - 104, float(x) + 104, foot + 4, PALE)
        back.oval(float(x) + 92, foot - 56, 4, 4, STEEL)
    sx = room.away(-80)  # the stove side: kettle, pots, a board
    back.shape(
        closed_curve(
            [
                (sx - 30, foot - 130),
                (sx - 36, foot - 158),
                (sx - 16, foot - 182),
                (sx + 16, foot - 182),
                (sx + 36, foot - 158),
                (sx + 30, foot - 130),
            ]
        ),
        STEEL,
    )
    back.line((sx + 30, foot - 154), (sx + 54, foot - 176), 8, STEEL)
    for k, (x, r) in enumerate(((room.away(330), 34), (room.away(405), 26), (room.away(470), 30))):
        back.box(
            x - r, foot - 130 - r * 1.3, x + r, foot - 130, (STEEL, color("#a8502f"), color("#c9b060"))[k]
        )
        back.line((x - r - 8, foot - 130 - r), (x + r + 8, foot - 130 - r), 5, DARK)
    y = 300.0
    a2, b2 = sorted((room.away(300), room.away(660)))
    back.box(a2, y, b2, y + 10, WOOD)
    for x in np.arange(a2 + 20, b2 - 10, 34.0):
        back.oval(float(x), y - 15, 11, 15, color("#d9d2c0") * np.float32(rng.uniform(0.6, 1.1)))
    for k in range(6):
        at = a2 + 26 + k * (b2 - a2 - 50) / 5
        radius = rng.uniform(14, 26)
        back.line((at, y + 8), (at, y + 34), 3, DARK)
        back.oval(at, y + 40 + radius, radius, radius * 0.8, (STEEL, color("#a8643a"))[k % 2])
    plant(back, room.window_x + s * room.half * 0.6, room.bottom + 8, 46, rng)
    pendant(room, back, color("#b8452f"))
    tx = room.away(-430)
    table(front, tx, 960, 640, 170, WOOD)
    for k in range(4):
        front.oval(tx - 90 + k * 44, 772, 24, 22, (color("#c0392b"), color("#d98e2b"))[k % 2])
    front.shape(closed_curve([(tx - 130, 760), (tx + 90, 760), (tx + 60, 796), (tx - 100, 796)]), PALE)


def workshop(room: Room, back: Sheet, front: Sheet) -> None:
    rng, foot = room.rng, room.foot
    a, b = sorted((room.away(180), room.away(760)))
    back.box(a, 232, b, 470, color("#7b6247"))
    for _ in range(26):
        x, y = rng.uniform(a + 24, b - 24), rng.choice([262.0, 330.0, 398.0])
        n = rng.uniform(30, 58)
        kind = int(rng.integers(4))
        if kind == 0:
            back.line((x, y), (x, y + n), 6, PALE)
            back.box(x - 15, y - 6, x + 15, y + 8, STEEL)
        elif kind == 1:
            back.shape([(x - 5, y), (x + 22, y + n), (x - 24, y + n)], STEEL)
            back.box(x - 9, y - 16, x + 9, y + 3, WOOD)
        elif kind == 2:
            back.line((x, y), (x, y + n), 5, STEEL)
            back.oval(x, y, 9, 9, STEEL)
        else:
            back.oval(x, y + 18, 20, 20, DARK)
            back.oval(x, y + 18, 13, 13, color("#7b6247"))
    a2, b2 = sorted((room.away(-760), room.away(760)))
    back.box(a2, foot - 120, b2, foot - 96, WOOD)
    for x in np.arange(a2 + 30, b2, 260.0):
        back.box(float(x), foot - 98, float(x) + 22, foot + 20, WOOD * np.float32(0.7))
    for _ in range(9):
        x, w, h = rng.uniform(a2 + 40, b2 - 100), rng.uniform(24, 90), rng.uniform(16, 54)
        back.box(
            x,
            foot - 120 - h,
            x + w,
            foot - 120,
            (PALE, STEEL, color("#8d4a34"))[rng.integers(3)] * np.float32(0.9),
        )
    x = room.window_x
    for k in range(3):
        back.oval(x - 60 + k * 52, foot - 136, 17, 17, color("#6f5a3f"))
    pendant(room, back, color("#3f5a4c"))
    fx = room.away(-500)
    front.box(fx - 300, 770, fx + 330, 800, WOOD)
    front.box(fx - 260, 800, fx - 225, 960, WOOD)
    front.line((fx - 100, 770), (fx - 30, 690), 9, STEEL)
    front.box(fx + 20, 716, fx + 130, 772, color("#8d4a34"))


def classroom(room: Room, back: Sheet, front: Sheet) -> None:
    rng = room.rng
    a, b = sorted((room.away(190), room.away(720)))
    back.box(a - 10, 226, b + 10, 480, WOOD)
    back.box(a, 236, b, 470, color("#2c4238"))
    chalk = color("#d5ddd2")
    for k in range(5):
        y = 270.0 + k * 36
        x = a + 30
        while x < b - rng.uniform(60, 260):
            w = rng.uniform(14, 46)
            back.line(
                (x, y + rng.uniform(-2, 2)), (x + w, y + rng.uniform(-2, 2)), 2.4, chalk * np.float32(0.8)
            )
            x += w + 12
    back.box(a - 10, 480, b + 10, 490, PALE)
    for row, (y, size, n) in enumerate(((690.0, 0.8, 7), (738.0, 1.0, 6))):
        for k in range(n):
            x = room.canvas.dw / 2 + (k - (n - 1) / 2) * 236 * size + (40 if row else 0)
            if abs(x - room.away(20)) < 150:
                continue
            table(back, x, y, 150 * size, 84 * size, PALE * np.float32(0.9))
            back.box(
                x - 40 * size, y - 96 * size, x + 10 * size, y - 84 * size, BOOKS[rng.integers(len(BOOKS))]
            )
            back.box(x - 52 * size, y - 150 * size, x - 44 * size, y - 84 * size, WOOD * np.float32(0.7))
    gx = room.window_x - room.side * (room.half + 70)
    back.line((gx, 480), (gx, 540), 5, DARK)
    back.oval(gx, 450, 34, 34, color("#4f7f9c"))
    for x in (room.away(-470), room.away(560)):
        front.box(x - 190, 800, x + 190, 826, PALE)
        front.box(x - 60, 776, x + 40, 800, color("#7a2f2a"))
        front.line((x + 80, 798), (x + 120, 740), 7, color("#d9a32b"))
