"""Designs of libraries and classrooms."""

from __future__ import annotations

import math

from cinematic import decor
from cinematic.arrays import color
from cinematic.furnishings import (
    BRASS,
    CHALK,
    CLOTHS,
    IRON,
    OAK,
    PAPER,
    PINE,
    WALNUT,
    armchair,
    bookcase,
    books,
    chair,
    desk_lamp,
    framed,
    globe,
    mug,
    pendant,
    picture_finish,
    potted,
    strip_light,
    table,
)
from cinematic.rooms import WHITE, Opening, Room, inner, walls
from cinematic.solids import Finish, Spot, Texture, plain


def library_aisle(room: Room) -> None:
    """Between two walls of books that run to a tall window."""
    room.width, room.deep, room.tall = (-2.1, 2.1), 15.0, 4.6
    room.eye, room.hero_x, room.hero_ahead, room.seat, room.view = 1.45, 0.10, 5.6, "chair", "garden"
    room.begin()
    room.floor(Finish(color("#8a5a3a"), Texture.PLANKS, 0.14, gloss=0.22))
    room.ceiling(plain("#c9b592"), beams=7, beam=WALNUT)
    room.wall("back", plain("#a98a63"), (Opening(0, 2.0, 0.7, 4.0, (4, 6), arched=True),), skirting=WALNUT)
    for which in ("left", "right"):
        x, turn = inner(room, which)
        room.wall(which, plain("#7a5c42"))
        for k in range(9):
            bookcase(room.at(x, 1.2 + k * 1.62, turn), 1.5, 3.9, 9)
    runner = Finish(color("#7d2b2b"), Texture.STRIPES, 0.34, second=color("#96433a"))
    rug = room.at(0, 8.0)
    rug.sheet(
        [(-0.75, 0.012, -6), (0.75, 0.012, -6), (0.75, 0.012, 6), (-0.75, 0.012, 6)], runner, v=(0, 0, 1)
    )
    for x in (-0.75, 0.67):
        rug.sheet(
            [(x, 0.016, -6), (x + 0.08, 0.016, -6), (x + 0.08, 0.016, 6), (x, 0.016, 6)],
            plain("#c9a45c"),
            v=(0, 0, 1),
        )
    for k in range(4):
        globe(room, 0, 3.3, 3.6 + k * 3.1, power=3.0)
    ladder = room.at(-1.45 * room.side, 7.2)
    lean = -0.42 * room.side
    for z in (-0.22, 0.22):
        ladder.bar((-lean * 0.2, 0, z), (lean, 3.6, z), 0.05, OAK)
    for k in range(10):
        t = 0.05 + k / 10.5
        ladder.bar(
            (lean * (t * 1.2 - 0.2), 3.6 * t, -0.22), (lean * (t * 1.2 - 0.2), 3.6 * t, 0.22), 0.035, OAK
        )
    for x, z, n in ((1.35, 6.4, 7), (-1.4, 4.9, 5), (1.3, 9.5, 9)):
        books(room.mirrored_at(x, z), room.rng, n)
    stand = room.mirrored_at(-1.2, 9.4)
    stand.pillar(0, 0, 0, 0.8, 0.03, WALNUT)
    stand.ball(0, 1.0, 0, 0.26, Finish(color("#6f93a0")))
    front = room.lens_spot(-0.86 * room.side, 1.5)
    front.box(-0.5, 0.5, 0.0, 0.92, -0.3, 0.3, WALNUT)
    books(front.at(0.1, 0, 0.3, 0.92), room.rng, 6)
    side = room.lens_spot(0.98 * room.side, 1.35, 0.4)
    bookcase(side.at(0.2 * room.side, 0.3, math.pi / 2 * room.side), 0.9, 2.4, 6)


def library_hall(room: Room) -> None:
    """A reading room: long tables with green lamps below tall windows."""
    room.width, room.deep, room.tall = (-4.6, 4.6), 13.0, 5.4
    room.eye, room.turn, room.horizon = 1.6, 0.24 * room.side, 486.0
    room.hero_x, room.hero_ahead, room.seat, room.view = -0.34, 5.2, "chair", "city"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#7a4f36"), Texture.PLANKS, 0.16, gloss=0.3))
    room.ceiling(Finish(color("#8a6a4a"), Texture.TILES, 1.3, second=color("#77583c")))
    windows = tuple(Opening(2.0 + k * 2.6, 1.5, 1.3, 4.8, (3, 6), arched=True) for k in range(5))
    panel = Finish(color("#6b4630"), Texture.BOARDS, 0.3)
    room.wall(light_wall, plain("#c2aa84"), windows, lower=panel, lower_to=1.2)
    room.wall(other, plain("#a58a66"))
    room.wall("back", plain("#b59a74"), lower=panel, lower_to=1.2)
    for k in range(4):
        bookcase(room.at(-3.3 + k * 2.2, room.deep), 2.1, 3.2, 8)
    x, turn = inner(room, other)
    for k in range(7):
        bookcase(room.at(x, 1.4 + k * 1.75, turn), 1.65, 3.0, 7)
    for k in range(3):
        framed(room.on_wall("back", -2.6 + k * 2.6, 4.2), decor.painting(room.rng), 1.2, 0.85, frame=BRASS)
    green = plain("#1f6b4a", glow=0.9 if room.lit else 0.0)
    for row, z in enumerate((3.4, 6.4, 9.4)):
        for tx in (0.9, -2.3):
            if row == 0 and tx < 0:
                continue
            spot = room.mirrored_at(tx, z)
            table(spot, 2.5, 1.1, 0.76, OAK, legs=WALNUT)
            for lx in (-0.7, 0.7):
                desk_lamp(room, spot.at(lx, 0, 0.0, 0.76), green, power=0.9)
            for _ in range(3):
                books(
                    spot.at(room.rng.uniform(-1.1, 1.1), room.rng.uniform(-0.35, 0.35), 0, 0.76), room.rng, 3
                )
            spot.box(-0.2, 0.1, 0.76, 0.775, -0.3, -0.08, PAPER, cast=False)
            for cx in (-0.8, 0.1, 0.85):
                chair(spot.at(cx + room.rng.uniform(-0.1, 0.1), 0.75, room.rng.uniform(-0.3, 0.3)), WALNUT)
                chair(spot.at(cx, -0.8, math.pi + room.rng.uniform(-0.2, 0.2)), WALNUT)
    for k in range(3):
        globe(room, 0, 4.1, 3.5 + k * 3.4, power=3.4, size=0.26)
    front = room.lens_spot(0.72 * room.side, 1.25)
    front.box(-0.7, 0.7, 0.70, 0.76, -0.35, 0.35, OAK)
    books(front.at(0.1, 0.1, 0.4, 0.76), room.rng, 5)


def library_nook(room: Room) -> None:
    """A small room of books with a window seat, a lamp and an armchair."""
    s = room.side
    room.width, room.deep, room.tall = (-3.0, 3.0), 7.4, 3.0
    room.eye, room.turn = 1.4, -0.20 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = -0.12, 4.5, "chair", "garden"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#94623e"), Texture.PLANKS, 0.13, gloss=0.12))
    room.ceiling(plain("#d8c8a8"), beams=5, beam=WALNUT)
    paper = Finish(color("#5d7266"), Texture.STRIPES, 0.22, second=color("#546a5e"))
    room.wall("back", paper, (Opening(0.5 * s, 1.9, 0.75, 2.55, (3, 3)),))
    room.wall(light_wall, paper, (Opening(4.2, 1.4, 0.85, 2.5, (2, 3)),))
    room.wall(other, paper)
    for x, w in ((-1.75 * s, 1.9), (2.35 * s, 1.2)):
        bookcase(room.at(x, room.deep), w, 2.75, 8)
    x, turn = inner(room, other)
    for k in range(3):
        bookcase(room.at(x, 2.6 + k * 1.7, turn), 1.6, 2.75, 8)
    seat = room.at(0.5 * s, room.deep - 0.25)
    seat.box(-1.0, 1.0, 0, 0.45, -0.25, 0.25, WALNUT)
    seat.box(-0.98, 0.98, 0.45, 0.55, -0.24, 0.2, CLOTHS[0], cast=False)
    for k in range(3):
        seat.at(-0.6 + k * 0.6, 0.05, 0.2 * k, 0.55).box(
            -0.2, 0.2, 0, 0.36, -0.07, 0.07, CLOTHS[(k + 2) % 6], cast=False
        )
    armchair(room.mirrored_at(1.6, 5.0, 0.7), CLOTHS[2])
    side = room.mirrored_at(0.95, 5.9)
    side.pillar(0, 0, 0, 0.55, 0.04, WALNUT)
    side.pillar(0, 0, 0.55, 0.59, 0.28, WALNUT)
    mug(side.at(0.1, -0.1, 0, 0.59), CHALK)
    desk_lamp(room, side.at(-0.08, 0.05, 0, 0.59), plain("#c9a050", glow=1.5 if room.lit else 0.0), power=2.6)
    pendant(room, -0.9 * s, 2.1, 4.2, CLOTHS[3], power=2.2)
    rug = room.at(0.1 * s, 5.2)
    carpet = Finish(color("#8a3a34"), Texture.TILES, 0.36, second=color("#a3604a"))
    rug.sheet(
        [(-1.5, 0.01, -1.1), (1.5, 0.01, -1.1), (1.5, 0.01, 1.1), (-1.5, 0.01, 1.1)], carpet, v=(0, 0, 1)
    )
    potted(room.mirrored_at(2.4, 6.4), room.rng, 1.1)
    for at, n in (((-1.5, 4.4), 8), ((-1.1, 6.3), 11)):
        books(room.mirrored_at(*at), room.rng, n)
    books(room.lens_spot(-0.8 * s, 1.3, 0.3).at(y=0.78), room.rng, 7)
    room.lens_spot(-0.8 * s, 1.3).box(-0.6, 0.5, 0.72, 0.78, -0.3, 0.3, WALNUT)
    potted(room.lens_spot(1.0 * s, 1.7), room.rng, 1.25, kind=2)


def classroom_rows(room: Room) -> None:
    """From the back of the class: rows of desks to the board, windows along one side."""
    s = room.side
    room.width, room.deep, room.tall = (-3.9, 3.9), 10.0, 3.4
    room.eye, room.turn = 1.62, 0.10 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = -0.20, 5.4, "chair", "town"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#b08a5e"), Texture.PLANKS, 0.12, gloss=0.16))
    room.ceiling(Finish(color("#e4dfd0"), Texture.TILES, 0.6, second=color("#ddd8c8")))
    wall, lower = plain("#d9cfae"), plain("#7f9a86")
    room.wall(
        light_wall, wall, tuple(Opening(1.6 + k * 2.3, 1.8, 1.0, 2.95, (3, 2)) for k in range(4)), lower=lower
    )
    room.wall(other, wall, lower=lower)
    room.wall("back", wall, lower=lower, lower_to=0.9)
    board = room.on_wall("back", -0.5 * s, 1.0)
    board.box(-2.0, 2.0, -0.04, 1.34, -0.03, 0.0, OAK, cast=False)
    board.card(0, 0.02, -0.035, 3.9, 1.26, picture_finish(board, decor.chalkboard(room.rng)))
    board.box(-2.0, 2.0, -0.09, -0.04, -0.12, 0.0, OAK, cast=False)
    room.on_wall("back", 2.6 * s, 2.35).card(
        0, 0, -0.02, 0.5, 0.5, picture_finish(board, decor.clock(int(room.rng.integers(720))))
    )
    framed(room.on_wall("back", 2.6 * s, 1.55), decor.poster(room.rng), 0.6, 0.85)
    framed(room.on_wall(other, 5.4, 1.85), decor.world_map(room.rng), 2.2, 1.3, frame=OAK)
    for k in range(4):
        framed(room.on_wall(other, 2.2 + 0.75 * k, 1.8 + 0.05 * (k % 2)), decor.poster(room.rng), 0.5, 0.7)
    lectern = room.mirrored_at(1.7, 8.2)
    table(lectern, 1.6, 0.75, 0.78, OAK)
    books(lectern.at(0.4, 0, 0.3, 0.78), room.rng, 4)
    lectern.ball(-0.45, 1.02, 0, 0.17, plain("#5d8fae"))
    lectern.pillar(-0.45, 0, 0.78, 0.86, 0.05, BRASS, cast=False)
    for row in range(4):
        for col in range(4):
            x = (-2.75 + col * 1.75) + (0.35 if col > 1 else 0)
            _pupils_desk(room, room.mirrored_at(x, 2.5 + row * 1.45, room.rng.uniform(-0.07, 0.07)))
    for k in range(3):
        strip_light(room, -1.6 * s, 2.5 + k * 2.8, 1.3, tint=WHITE, power=2.4)
        strip_light(room, 1.8 * s, 2.5 + k * 2.8, 1.3, tint=WHITE, power=2.4)
    potted(room.mirrored_at(3.5, 9.3), room.rng, 1.2)
    front = room.lens_spot(0.78 * s, 1.35)
    front.box(-0.45, 0.45, 0.82, 0.86, -0.25, 0.25, OAK)
    books(front.at(0.05, 0, 0.2, 0.86), room.rng, 3)
    for k in range(5):
        front.bar((-0.25 + k * 0.02, 0.86, 0), (-0.29 + k * 0.03, 1.06, 0.02), 0.014, CLOTHS[k])
    front.pillar(-0.25, 0, 0.86, 0.97, 0.05, CLOTHS[1])


def _pupils_desk(room: Room, s: Spot) -> None:
    """A desk with its chair on the lens side, and what its owner left there."""
    rng = room.rng
    table(s, 1.05, 0.52, 0.74, PINE, legs=IRON)
    chair(
        s.at(rng.uniform(-0.1, 0.1), -0.46, math.pi + rng.uniform(-0.35, 0.35)), CLOTHS[int(rng.integers(4))]
    )
    if rng.random() < 0.7:
        s.at(rng.uniform(-0.3, 0.1), 0, rng.uniform(-0.4, 0.4), 0.74).box(
            -0.11, 0.11, 0, 0.012, -0.15, 0.15, PAPER, cast=False
        )
    if rng.random() < 0.6:
        books(
            s.at(rng.uniform(0.1, 0.35), rng.uniform(-0.1, 0.1), rng.uniform(-0.5, 0.5), 0.74),
            rng,
            int(rng.integers(1, 4)),
        )
    if rng.random() < 0.3:
        bag = s.at(0.62, -0.1)
        bag.box(-0.10, 0.10, 0, 0.38, -0.16, 0.16, CLOTHS[int(rng.integers(6))])


def classroom_afternoon(room: Room) -> None:
    """After school: chairs up on the desks, sun from great windows at the back."""
    s = room.side
    room.width, room.deep, room.tall = (-4.2, 4.2), 8.2, 3.5
    room.eye, room.turn = 1.5, -0.26 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = 0.30, 4.7, "chair", "garden"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#8f9a94"), Texture.TILES, 0.45, second=color("#a8b0a6"), gloss=0.4))
    room.ceiling(plain("#e6e2d6"), beams=4, beam=plain("#cfc8b8"))
    wall, lower = plain("#e0d3b4"), Finish(color("#b98a5a"), Texture.BOARDS, 0.14)
    room.wall(
        "back",
        wall,
        tuple(Opening(-2.6 + k * 2.6, 2.2, 0.95, 3.1, (3, 3)) for k in range(3)),
        lower=lower,
        lower_to=0.9,
    )
    room.wall(light_wall, wall, (Opening(4.6, 2.0, 0.95, 3.1, (3, 3)),), lower=lower, lower_to=0.9)
    room.wall(other, wall, lower=lower, lower_to=0.9)
    board = room.on_wall(other, 4.4, 1.05)
    board.box(-1.8, 1.8, -0.04, 1.3, -0.03, 0.0, OAK, cast=False)
    board.card(0, 0.0, -0.035, 3.5, 1.24, picture_finish(board, decor.chalkboard(room.rng)))
    low = room.at(0, room.deep)
    low.box(-3.9, 3.9, 0.0, 0.62, -0.42, 0, PINE.darker(0.9))
    for k in range(9):
        px = -3.5 + k * 0.88
        if k % 3 == 1:
            potted(low.at(px, -0.2, 0, 0.62), room.rng, 0.45)
        else:
            books(low.at(px, -0.2, 0.3 * k, 0.62), room.rng, 3 + k % 4)
    for row in range(3):
        for col in range(4):
            spot = room.mirrored_at(
                -2.9 + col * 1.8 + 0.3 * (row % 2), 2.7 + row * 1.55, room.rng.uniform(-0.1, 0.1)
            )
            if row == 1 and col == 2:
                continue
            table(spot, 1.1, 0.55, 0.74, PINE, legs=IRON)
            if room.rng.random() < 0.65:
                _upturned(spot.at(0, 0, 0.2, 0.745), CLOTHS[int(room.rng.integers(6))])
            else:
                _pupils_desk(room, spot)
    skeleton = room.mirrored_at(-3.5, 7.2)
    skeleton.pillar(0, 0, 0, 1.0, 0.03, WALNUT)
    skeleton.ball(0, 1.2, 0, 0.26, plain("#6c94a8"))
    for k in range(5):
        framed(
            room.on_wall("back", -3.9 + 0.02 * k if k == 0 else 3.95, 1.7), decor.poster(room.rng), 0.42, 0.6
        )
        break
    for k in range(3):
        strip_light(room, (-2.4 + 2.4 * k), 4.4, 1.6, tint=WHITE, power=2.2)
    front = room.lens_spot(-0.75 * s, 1.4, 0.2 * s)
    front.box(-0.6, 0.6, 0.74, 0.78, -0.3, 0.3, PINE)
    _upturned(front.at(0, 0, 0.4, 0.785), CLOTHS[0])


def _upturned(s: Spot, cloth: Finish) -> None:
    """A chair put up on a desk, its legs in the air."""
    s.box(-0.2, 0.2, 0.0, 0.035, -0.2, 0.2, cloth, cast=False)
    for x in (-0.19, 0.16):
        for z in (-0.18, 0.15):
            s.box(x, x + 0.025, 0.03, 0.46, z, z + 0.025, IRON, cast=False)
    s.box(-0.2, 0.2, -0.36, -0.14, 0.21, 0.235, cloth, cast=False)
    s.cast(-0.2, 0.2, 0, 0.3, -0.2, 0.2)


def classroom_village(room: Room) -> None:
    """A little old school: beams, a stove, long benches, arched windows on both sides of the board."""
    s = room.side
    room.width, room.deep, room.tall = (-3.3, 3.3), 8.8, 3.9
    room.eye, room.hero_x, room.hero_ahead, room.seat, room.view = 1.48, 0.26, 5.0, "bench", "hills"
    room.turn = 0.05 * s
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#8a6444"), Texture.PLANKS, 0.2, gloss=0.08))
    room.ceiling(Finish(color("#c7ad84"), Texture.BOARDS, 0.2), beams=5, beam=WALNUT)
    wall = plain("#e2d6bd")
    lower = Finish(color("#5f7f86"), Texture.BOARDS, 0.12)
    room.wall(
        "back",
        wall,
        (
            Opening(-2.15, 1.1, 1.1, 3.1, (2, 4), arched=True),
            Opening(2.15, 1.1, 1.1, 3.1, (2, 4), arched=True),
        ),
        lower=lower,
        lower_to=1.0,
    )
    room.wall(
        light_wall,
        wall,
        (Opening(3.2, 1.2, 1.1, 3.1, (2, 4), arched=True), Opening(6.2, 1.2, 1.1, 3.1, (2, 4), arched=True)),
        lower=lower,
    )
    room.wall(other, wall, lower=lower)
    board = room.on_wall("back", 0.0, 1.15)
    board.box(-1.35, 1.35, -0.05, 1.2, -0.04, 0.0, OAK, cast=False)
    board.card(0, 0.0, -0.045, 2.6, 1.14, picture_finish(board, decor.chalkboard(room.rng)))
    framed(room.on_wall(other, 4.0, 1.9), decor.world_map(room.rng), 1.9, 1.2, frame=OAK)
    stove = room.mirrored_at(-2.5, 6.6)
    stove.box(-0.32, 0.32, 0.12, 0.95, -0.3, 0.3, IRON)
    stove.box(
        -0.18,
        0.18,
        0.34,
        0.62,
        -0.31,
        -0.3,
        plain("#ff9a3c", glow=3.0 if room.lit or room.light.snow > 0 else 0.3),
        cast=False,
    )
    stove.pillar(0, 0, 0.95, room.tall, 0.07, IRON)
    for row in range(3):
        for x in (-1.25, 1.45):
            spot = room.mirrored_at(x, 2.9 + row * 1.5)
            table(spot, 1.9, 0.45, 0.72, OAK, legs=WALNUT)
            seat = spot.at(0, -0.5)
            seat.box(-0.9, 0.9, 0.40, 0.44, -0.14, 0.14, OAK)
            for lx in (-0.8, 0.75):
                seat.box(lx, lx + 0.06, 0, 0.40, -0.12, 0.12, WALNUT)
            for k in range(2):
                books(
                    spot.at(room.rng.uniform(-0.8, 0.8), 0, 0.3 * k, 0.72),
                    room.rng,
                    int(room.rng.integers(1, 4)),
                )
                spot.at(room.rng.uniform(-0.8, 0.8), -0.05, room.rng.uniform(-0.3, 0.3), 0.72).box(
                    -0.12, 0.12, 0, 0.012, -0.09, 0.09, IRON, cast=False
                )
    desk = room.mirrored_at(0.9, 7.6)
    table(desk, 1.4, 0.6, 0.78, WALNUT)
    desk_lamp(room, desk.at(-0.4, 0, 0, 0.78), BRASS, power=1.6)
    books(desk.at(0.3, 0, 0.2, 0.78), room.rng, 5)
    for k in range(2):
        pendant(room, 0.0, 2.6, 3.4 + 2.8 * k, plain("#3f5a4c"), power=4.0, size=0.24)
    potted(room.mirrored_at(2.85, 8.2), room.rng, 0.9)
    front = room.lens_spot(-0.82 * s, 1.3)
    front.box(-0.6, 0.5, 0.80, 0.86, -0.3, 0.3, OAK)
    books(front.at(0.0, 0, 0.5, 0.86), room.rng, 4)
    front.ball(0.28, 0.93, 0.0, 0.06, plain("#b5382f"))
