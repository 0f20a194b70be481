"""Furniture in metres, each built at a place of its own: x across, y up, z away from who faces it."""

from __future__ import annotations

import math

import numpy as np

from cinematic import decor
from cinematic.arrays import F32, U8, Rng
from cinematic.rooms import WARM, Lamp, Room
from cinematic.solids import Finish, Spot, Texture, plain, wood

OAK, WALNUT, PINE = wood("#a8764a"), wood("#6b4630"), wood("#c79a66")
STEEL, IRON, CHALK = plain("#9aa4aa"), plain("#2b2a2c"), plain("#e9e5da")
BRASS, PAPER = plain("#b8904a"), plain("#efe8d8")
CLOTHS = tuple(plain(t) for t in ("#8c3f38", "#3f5f7a", "#5f7550", "#c9964a", "#6f5275", "#b7a98c"))
BOOK_TINTS = tuple(plain(t) for t in ("#7a2f2a", "#2f4a5e", "#4d5b35", "#8a6a2f", "#5a3b5e", "#c9bda0"))


def picture_finish(spot: Spot, image: U8, *, glow: float = 0.0, tint: F32 | None = None) -> Finish:
    """A finish that shows a picture stretched over its facet (see Spot.card)."""
    white = np.ones(3, np.float32) if tint is None else tint
    return Finish(white, Texture.PICTURE, glow=glow, picture=spot.solids.picture(image))


def table(
    s: Spot, width: float, deep: float, height: float, finish: Finish, *, legs: Finish | None = None
) -> None:
    w, d = width / 2, deep / 2
    s.box(-w, w, height - 0.045, height, -d, d, finish)
    s.box(
        -w + 0.06,
        w - 0.06,
        height - 0.13,
        height - 0.045,
        -d + 0.05,
        d - 0.05,
        finish.darker(0.7),
        cast=False,
    )
    for x in (-w + 0.05, w - 0.11):
        for z in (-d + 0.05, d - 0.11):
            s.box(x, x + 0.06, 0, height - 0.045, z, z + 0.06, legs or finish.darker(0.8))


def chair(s: Spot, finish: Finish, *, legs: Finish = IRON, high: float = 0.86) -> None:
    """Its back is at +z: who sits on it looks towards the lens side."""
    s.box(-0.21, 0.21, 0.43, 0.46, -0.2, 0.2, finish)
    for x in (-0.20, 0.17):
        s.box(x, x + 0.03, 0, 0.43, -0.19, -0.16, legs, cast=False)
        s.box(x, x + 0.03, 0, high, 0.16, 0.19, legs, cast=False)
    s.box(-0.20, 0.20, high - 0.22, high, 0.16, 0.185, finish)
    s.cast(-0.18, 0.18, 0, 0.43, -0.18, 0.18)


def stool(s: Spot, finish: Finish, *, height: float = 0.62) -> None:
    s.pillar(0, 0, height - 0.05, height, 0.17, finish, cast=False)
    for k in range(4):
        a = math.pi / 4 + k * math.pi / 2
        s.bar(
            (0.20 * math.cos(a), 0, 0.20 * math.sin(a)),
            (0.12 * math.cos(a), height - 0.05, 0.12 * math.sin(a)),
            0.032,
            finish.darker(0.7),
        )
    s.cast(-0.15, 0.15, 0, height, -0.15, 0.15)


def bench(s: Spot, width: float, finish: Finish) -> None:
    """A seat with a back at +z."""
    w = width / 2
    for k in range(4):
        s.box(-w, w, 0.42, 0.45, -0.24 + k * 0.12, -0.14 + k * 0.12, finish, cast=False)
    for k in range(3):
        s.box(-w, w, 0.56 + k * 0.12, 0.65 + k * 0.12, 0.24, 0.27, finish, cast=False)
    for x in (-w + 0.08, w - 0.14):
        s.box(x, x + 0.06, 0, 0.43, -0.22, 0.24, IRON)
        s.box(x, x + 0.06, 0.43, 0.9, 0.24, 0.28, IRON, cast=False)
    s.cast(-w, w, 0.40, 0.46, -0.24, 0.24)


def bookcase(
    s: Spot, width: float, height: float, rows: int, finish: Finish = WALNUT, *, deep: float = 0.30
) -> None:
    """Shelves full of books that face -z."""
    w = width / 2
    for x in (-w, w - 0.04):
        s.box(x, x + 0.04, 0, height, -deep, 0, finish, cast=False)
    s.box(-w - 0.04, w + 0.04, height, height + 0.10, -deep - 0.04, 0, finish.darker(0.9), cast=False)
    s.box(-w, w, 0, 0.10, -deep + 0.02, 0, finish.darker(0.7), cast=False)
    step = (height - 0.10) / rows
    books = Finish(np.ones(3, np.float32), Texture.BOOKS, 0.045)
    for k in range(rows):
        y = 0.10 + step * k
        s.box(-w, w, y - 0.015, y + 0.015, -deep, 0, finish, cast=False)
        s.sheet(
            [
                (-w + 0.04, y + 0.015, -deep + 0.06),
                (w - 0.04, y + 0.015, -deep + 0.06),
                (w - 0.04, y + step - 0.015, -deep + 0.06),
                (-w + 0.04, y + step - 0.015, -deep + 0.06),
            ],
            books,
            v=(0, 1 / (step - 0.03), 0),
        )
    s.cast(-w, w, 0, height, -deep, 0)


def shelf(s: Spot, width: float, finish: Finish, *, deep: float = 0.24) -> None:
    """A board on a wall at height 0 of its place, reaching towards -z."""
    s.box(-width / 2, width / 2, -0.03, 0, -deep, 0, finish, cast=False)


def books(s: Spot, rng: Rng, count: int) -> None:
    """A pile of books lying flat."""
    y = 0.0
    for _ in range(count):
        t = rng.uniform(0.02, 0.05)
        pile = s.at(rng.uniform(-0.02, 0.02), 0, rng.uniform(-0.3, 0.3), y)
        w = rng.uniform(0.10, 0.14)
        pile.box(-w, w, 0, t, -0.09, 0.09, BOOK_TINTS[rng.integers(6)], cast=False)
        y += t
    s.cast(-0.1, 0.1, 0, y, -0.08, 0.08)


def cabinet(
    s: Spot,
    width: float,
    height: float,
    deep: float,
    finish: Finish,
    *,
    top: Finish,
    doors: int,
    knob: Finish = BRASS,
) -> None:
    """A cupboard whose doors face -z; its worktop stands out a little."""
    w = width / 2
    s.box(-w, w, 0.08, height - 0.04, -deep, 0, finish)
    s.box(-w + 0.02, w - 0.02, 0, 0.08, -deep + 0.06, 0, finish.darker(0.4), cast=False)
    s.box(-w - 0.01, w + 0.01, height - 0.04, height, -deep - 0.03, 0, top, cast=False)
    each = width / doors
    for k in range(doors):
        x = -w + each * k
        s.box(
            x + 0.015,
            x + each - 0.015,
            0.10,
            height - 0.06,
            -deep - 0.018,
            -deep,
            finish.darker(1.06),
            cast=False,
        )
        s.box(
            x + 0.07,
            x + each - 0.07,
            0.17,
            height - 0.13,
            -deep - 0.012,
            -deep - 0.019,
            finish.darker(0.9),
            cast=False,
        )
        s.box(
            x + each - 0.06,
            x + each - 0.045,
            height - 0.24,
            height - 0.14,
            -deep - 0.04,
            -deep,
            knob,
            cast=False,
        )


def pendant(
    room: Room, x: float, y: float, z: float, shade: Finish, *, power: float = 3.2, size: float = 0.2
) -> None:
    """A lamp on a cord, its light going down."""
    s = room.at(x, z)
    on = room.lamp(Lamp(x, y - 0.06, z, WARM, power, 0.3, shaded=True))
    s.bar((0, y + 0.12, 0), (0, room.tall, 0), 0.012, IRON)
    s.pillar(0, 0, y, y + 0.16, size, shade, upper=size * 0.25, cast=False)
    bulb = plain("#ffe2b0", glow=9.0 if on else 0.0)
    s.ball(0, y + 0.01, 0, size * 0.36, bulb)


def globe(
    room: Room, x: float, y: float, z: float, *, power: float = 3.0, tint: F32 = WARM, size: float = 0.16
) -> None:
    """A milk glass ball on a rod."""
    on = room.lamp(Lamp(x, y, z, tint, power, 0.3))
    s = room.at(x, z)
    s.bar((0, y + size, 0), (0, room.tall, 0), 0.02, BRASS)
    s.ball(0, y, 0, size, Finish(np.asarray(tint * 0.5 + 0.5, np.float32), glow=5.0 if on else 0.0))


def desk_lamp(room: Room, s: Spot, shade: Finish, *, power: float = 1.5) -> None:
    """A small lamp with a bent neck; its place is where it stands."""
    x, y, z = s.world(0.10, 0.36, -0.05)
    on = room.lamp(Lamp(x, y, z, WARM, power, 0.42, shaded=True, halo=0.6))
    s.pillar(0, 0, 0, 0.02, 0.09, shade, cast=False)
    s.bar((0, 0.02, 0), (-0.06, 0.26, 0), 0.018, BRASS)
    s.bar((-0.06, 0.26, 0), (0.08, 0.44, 0), 0.018, BRASS)
    s.pillar(0.10, -0.04, 0.38, 0.47, 0.10, shade, upper=0.04, cast=False)
    s.ball(0.10, 0.385, -0.04, 0.04, plain("#ffe2b0", glow=10.0 if on else 0.0))


def strip_light(
    room: Room,
    x: float,
    z: float,
    length: float,
    *,
    power: float = 2.6,
    tint: F32,
    along: bool = True,
    by_day: bool = False,
) -> None:
    """A tube under the ceiling, along z or across."""
    on = room.lamp(Lamp(x, room.tall - 0.12, z, tint, power, 0.6, halo=0.35, by_day=by_day))
    w, d = (0.09, length / 2) if along else (length / 2, 0.09)
    s = room.at(x, z)
    s.box(-w, w, room.tall - 0.05, room.tall, -d, d, CHALK, cast=False)
    s.box(
        -w * 0.8, w * 0.8, room.tall - 0.07, room.tall - 0.05, -d * 0.97, d * 0.97,
        Finish(np.asarray(tint, np.float32), glow=6.0 if on else 0.0), cast=False,
    )  # fmt: skip


def potted(s: Spot, rng: Rng, size: float, *, kind: int | None = None, pot: str = "#a8623f") -> None:
    r = size * 0.2
    s.pillar(0, 0, 0, size * 0.34, r * 0.75, plain(pot), upper=r, cast=False)
    s.cast(-r, r, 0, size * 0.6, -r, r)
    leaves = picture_finish(s, decor.plant(rng, kind))
    s.card(0, size * 0.30, 0, size * 0.95, size * 0.9, leaves)
    s.at(turn=1.2).card(0, size * 0.28, 0, size * 0.8, size * 0.8, leaves)


def bouquet(s: Spot, rng: Rng, size: float) -> None:
    s.pillar(0, 0, 0, size * 0.42, size * 0.10, plain("#8fb0bc"), upper=size * 0.14, cast=False)
    s.card(0, size * 0.30, 0.0, size * 0.75, size * 0.85, picture_finish(s, decor.flowers(rng)))


def framed(s: Spot, image: U8, width: float, height: float, *, frame: Finish = WALNUT) -> None:
    """A picture in a frame whose middle is the place's origin; it hangs on +z."""
    w, h = width / 2, height / 2
    s.box(-w - 0.03, w + 0.03, -h - 0.03, h + 0.03, -0.02, 0.0, frame, cast=False)
    s.card(0, -h, -0.024, width, height, picture_finish(s, image))


def monitor(s: Spot, image: U8, width: float, height: float, *, glow: float = 1.3) -> None:
    """A screen that faces -z, on a foot."""
    w = width / 2
    s.box(-w - 0.015, w + 0.015, 0.12, 0.15 + height, 0.0, 0.04, IRON, cast=False)
    s.card(0, 0.135, -0.004, width, height, picture_finish(s, image, glow=glow))
    s.box(-0.03, 0.03, 0, 0.14, 0.02, 0.05, IRON, cast=False)
    s.box(-0.12, 0.12, 0, 0.015, -0.05, 0.10, IRON, cast=False)


def mug(s: Spot, tint: Finish) -> None:
    s.pillar(0, 0, 0, 0.10, 0.042, tint, cast=False)


def jar(s: Spot, rng: Rng, tint: Finish) -> None:
    h = rng.uniform(0.12, 0.22)
    s.pillar(0, 0, 0, h, rng.uniform(0.045, 0.07), tint, cast=False, sides=10)
    s.pillar(0, 0, h, h + 0.03, 0.045, plain("#8a6a48"), cast=False, sides=10)


def crate(s: Spot, rng: Rng, size: float) -> None:
    h = size * 0.8
    s.box(-size / 2, size / 2, 0, h, -size / 2, size / 2, PINE.darker(float(rng.uniform(0.7, 1.0))))


def suitcase(s: Spot, tint: Finish, size: float = 1.0) -> None:
    w, h = 0.34 * size, 0.50 * size
    s.box(-w, w, 0.03, h, -0.11 * size, 0.11 * size, tint)
    for x in (-w * 0.6, w * 0.45):
        s.box(x, x + 0.05, 0.03, h + 0.005, -0.115 * size, 0.115 * size, tint.darker(0.55), cast=False)
    s.bar((-0.09, h, 0), (-0.09, h + 0.06, 0), 0.02, IRON)
    s.bar((0.09, h, 0), (0.09, h + 0.06, 0), 0.02, IRON)
    s.bar((-0.10, h + 0.06, 0), (0.10, h + 0.06, 0), 0.03, IRON)


def armchair(s: Spot, cloth: Finish) -> None:
    """Upholstered, its back at +z."""
    s.box(-0.36, 0.36, 0.12, 0.44, -0.34, 0.34, cloth)
    s.box(-0.36, 0.36, 0.44, 1.0, 0.22, 0.40, cloth.darker(0.95))
    for x in (-0.50, 0.34):
        s.box(x, x + 0.16, 0.12, 0.62, -0.34, 0.36, cloth.darker(0.88))
    s.box(-0.32, 0.32, 0.44, 0.54, -0.32, 0.20, cloth.darker(1.1), cast=False)
    s.box(-0.18, 0.18, 0.54, 0.84, 0.10, 0.22, CLOTHS[5], cast=False)
