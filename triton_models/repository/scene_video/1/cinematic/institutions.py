"""Furnishings of libraries, laboratories, studios, hospitals and stations."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import color
from cinematic.furnishings import BOOKS, DARK, PALE, STEEL, WOOD, Room, bookcase, pendant, plant, table
from cinematic.sheet import Sheet
from cinematic.vectors import closed_curve


def library(room: Room, back: Sheet, front: Sheet) -> None:
    rng, c, foot = room.rng, room.canvas, room.foot
    edge = room.half + 46
    spans = ((-20.0, room.window_x - edge), (room.window_x + edge, c.dw + 20))
    for x0, x1 in spans:
        n = max(1, round((x1 - x0) / 250))
        w = (x1 - x0) / n
        for k in range(n):
            bookcase(back, x0 + k * w + 10, x0 + (k + 1) * w - 10, 150, foot + 6, rng, 6)
    lx = room.away(330)
    for dx in (-22.0, 22.0):
        back.line((lx + dx - room.side * 50, foot + 26), (lx + dx, 180), 7, PALE)
    for k in range(9):
        t = k / 9
        x = lx - room.side * 50 * (1 - t)
        y = foot + 10 - t * (foot - 190)
        back.line((x - 22, y), (x + 22, y), 5, PALE)
    pendant(room, back, color("#2f5a48"))
    fx = room.away(-470)
    front.box(fx - 280, 800, fx + 320, 826, WOOD)
    for k in range(5):
        front.box(fx - 120 - k * 3, 784 - k * 17, fx + 60 + k * 4, 800 - k * 17, BOOKS[k])


def laboratory(room: Room, back: Sheet, front: Sheet) -> None:
    rng, foot = room.rng, room.foot
    a, b = sorted((room.away(-760), room.away(760)))
    back.box(a, foot - 124, b, foot - 108, color("#cfd6d8"))
    back.box(a, foot - 108, b, foot + 16, STEEL * np.float32(0.75))
    liquids = tuple(color(t) for t in ("#48c9b0", "#f4b942", "#e2574c", "#5aa9e6", "#a66bd6"))
    for _ in range(15):
        x, s = rng.uniform(a + 60, b - 60), rng.uniform(0.7, 1.25)
        y = foot - 124
        tint = liquids[rng.integers(5)]
        if rng.random() < 0.5:
            glass = [
                (x - 30 * s, y),
                (x - 8 * s, y - 46 * s),
                (x - 8 * s, y - 74 * s),
                (x + 8 * s, y - 74 * s),
                (x + 8 * s, y - 46 * s),
                (x + 30 * s, y),
            ]
            back.shape(glass, color("#b9cbd2"))
            back.shape(
                [
                    (x - 28 * s, y - 2),
                    (x - 15 * s, y - 30 * s),
                    (x + 15 * s, y - 30 * s),
                    (x + 28 * s, y - 2),
                ],
                tint,
            )
        else:
            back.box(x - 8 * s, y - 66 * s, x + 8 * s, y, color("#b9cbd2"))
            back.box(x - 7 * s, y - 38 * s, x + 7 * s, y - 2, tint)
    a2, b2 = sorted((room.away(230), room.away(700)))
    for y in (286.0, 372.0):
        back.box(a2, y, b2, y + 9, color("#d8dee0"))
        for x in np.arange(a2 + 20, b2 - 20, 36.0):
            if rng.random() < 0.8:
                h = rng.uniform(26, 52)
                back.box(float(x), y - h, float(x) + 22, y, liquids[rng.integers(5)] * np.float32(0.8))
    mx = room.away(-330)
    back.box(mx - 44, foot - 136, mx + 44, foot - 124, DARK)
    back.line((mx + 24, foot - 130), (mx + 24, foot - 214), 13, DARK)
    back.line((mx + 26, foot - 208), (mx - 20, foot - 238), 20, STEEL)
    back.line((mx - 6, foot - 210), (mx - 6, foot - 176), 15, STEEL)
    pendant(room, back, STEEL)
    fx = room.away(-480)
    front.box(fx - 300, 800, fx + 320, 824, STEEL)
    front.oval(fx + 10, 756, 48, 46, liquids[3])
    front.box(fx - 2, 660, fx + 22, 720, STEEL)


def studio(room: Room, back: Sheet, front: Sheet) -> None:
    rng, foot = room.rng, room.foot
    paint = tuple(color(t) for t in ("#e2574c", "#f4b942", "#4a90c2", "#5aa469", "#e8e0d0", "#8a5a9c"))
    for k, d in enumerate((250.0, 390.0, 545.0, 690.0)):
        w, h = rng.uniform(100, 150), rng.uniform(110, 190)
        x, y = room.away(d), 250 + (k % 2) * 130 + rng.uniform(-10, 20)
        back.box(x - w / 2 - 5, y - 5, x + w / 2 + 5, y + h + 5, WOOD)
        back.box(x - w / 2, y, x + w / 2, y + h, paint[4])
        for _ in range(7):
            px, py = rng.uniform(x - w * 0.34, x + w * 0.34), rng.uniform(y + h * 0.22, y + h * 0.78)
            back.oval(
                px, py, w * rng.uniform(0.05, 0.15), h * rng.uniform(0.04, 0.12), paint[rng.integers(6)]
            )
    ex = room.away(230)
    for dx, lean in ((-56.0, -28.0), (56.0, 28.0), (0.0, 8.0)):
        back.line((ex + dx * 0.2, foot - 290), (ex + dx + lean, foot + 84), 9, PALE)
    back.box(ex - 92, foot - 262, ex + 92, foot - 22, paint[4])
    for k in range(16):
        back.oval(
            ex + rng.normal(0, 40),
            foot - 142 + rng.normal(0, 54),
            rng.uniform(10, 40),
            rng.uniform(6, 26),
            paint[k % 6],
        )
    back.box(ex - 104, foot - 22, ex + 104, foot - 12, PALE)
    pendant(room, back, DARK)
    fx = room.away(-480)
    table(front, fx, 980, 480, 190, WOOD)
    for k in range(6):
        x = fx - 60 + k * 22
        front.line((x, 790), (x + (k - 3) * 9, 690 - (k % 3) * 14), 5, PALE)
        front.oval(x + (k - 3) * 9, 690 - (k % 3) * 14, 5, 14, paint[k])
    front.box(fx - 74, 752, fx + 64, 800, STEEL)


def hospital(room: Room, back: Sheet, front: Sheet) -> None:
    foot = room.foot
    x = room.away(360)
    s = room.side
    linen, frame = color("#e4ebea"), color("#aab6ba")
    for dx in (-210.0, 200.0):
        back.box(x + dx - 5, foot - 120, x + dx + 5, foot + 56, frame)
    back.box(x - 214, foot - 40, x + 204, foot - 14, frame)
    back.shape(
        closed_curve(
            [(x - 205, foot - 42), (x - 205, foot - 78), (x + 195, foot - 74), (x + 198, foot - 42)]
        ),
        linen,
    )
    pillow = x - s * 150 * -1
    back.shape(
        closed_curve(
            [
                (pillow - 56, foot - 76),
                (pillow - 50, foot - 112),
                (pillow + 50, foot - 112),
                (pillow + 56, foot - 76),
            ]
        ),
        linen * np.float32(1.05),
    )
    back.shape(
        closed_curve([(x - 190, foot - 44), (x - 180, foot - 86), (x + 60, foot - 84), (x + 70, foot - 36)]),
        color("#7fb0b8"),
    )
    ix = x + s * 250
    back.line((ix, foot + 56), (ix, 300), 5, frame)
    back.line((ix - 20, 304), (ix + 20, 304), 4, frame)
    back.box(ix - 16, 310, ix + 14, 366, color("#cfe4ea"))
    back.line((ix, 366), (x + s * 100, foot - 70), 1.8, color("#cfe4ea"))
    cx = room.window_x - s * (room.half + 40)
    for k in range(7):
        back.box(
            cx - s * k * 15 - 8,
            176,
            cx - s * k * 15 + 8,
            foot - 40,
            color("#8fbcc0") * np.float32(0.86 + 0.16 * (k % 2)),
        )
    plant(back, room.window_x + s * room.half * 0.55, room.bottom + 8, 50, room.rng)
    pendant(room, back, linen)
    fx = room.away(-520)
    front.box(fx - 160, 640, fx + 170, 960, color("#9fc4c8"))


def station(room: Room, back: Sheet, front: Sheet) -> None:
    c, foot = room.canvas, room.foot
    stone = color("#8d7c68")
    for x in (
        room.window_x - room.half - 90,
        room.window_x + room.half + 90,
        room.away(560),
        room.away(-700),
    ):
        back.box(x - 30, 100, x + 30, foot + 30, stone * np.float32(0.9))
        back.box(x - 44, foot + 10, x + 44, foot + 34, stone * np.float32(0.8))
        back.box(x - 44, 130, x + 44, 152, stone)
    kx, ky = room.away(330), 300.0
    back.line((kx, 100), (kx, ky), 7, DARK)
    back.oval(kx, ky, 62, 62, DARK)
    back.oval(kx, ky, 53, 53, color("#f2ead6"))
    for k in range(12):
        a = k * math.pi / 6
        back.line(
            (kx + 44 * math.sin(a), ky - 44 * math.cos(a)),
            (kx + 49 * math.sin(a), ky - 49 * math.cos(a)),
            3,
            DARK,
        )
    back.line((kx, ky), (kx + 26, ky - 18), 5, DARK)
    back.line((kx, ky), (kx - 10, ky - 42), 3.6, DARK)
    a, b = sorted((room.away(180), room.away(640)))
    back.box(a, 420, b, 540, color("#1d2228"))
    for row in range(4):
        y = 436 + row * 26
        x = a + 16
        while x < b - 60:
            w = room.rng.uniform(16, 60)
            back.box(x, y, x + w, y + 10, color("#f2b640"))
            x += w + 14
    for x in (room.away(-330), room.away(470)):
        back.box(x - 90, foot - 10, x + 90, foot + 4, WOOD)
        back.box(x - 90, foot - 60, x + 90, foot - 40, WOOD)
        for dx in (-76.0, 70.0):
            back.box(x + dx, foot - 60, x + dx + 8, foot + 44, DARK)
    fx = room.away(-500)
    front.box(fx - 150, 720, fx + 110, 960, color("#6b4630"))
    front.box(fx - 150, 790, fx + 110, 800, color("#b08a4f"))
    front.line((fx - 60, 720), (fx - 50, 696), 10, DARK)
    front.line((fx + 10, 696), (fx + 20, 720), 10, DARK)
    front.line((fx - 50, 696), (fx + 10, 696), 10, DARK)
    back.box(-10, 100, c.dw + 10, 112, DARK)
