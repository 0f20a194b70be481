"""Designs of workshops: a joiner's, a garage and a pottery."""

from __future__ import annotations

import math

from cinematic import decor
from cinematic.arrays import Rng, color
from cinematic.furnishings import (
    BRASS,
    CLOTHS,
    IRON,
    OAK,
    PAPER,
    PINE,
    STEEL,
    WALNUT,
    crate,
    desk_lamp,
    framed,
    jar,
    pendant,
    picture_finish,
    potted,
    shelf,
    stool,
    strip_light,
    table,
)
from cinematic.rooms import WHITE, Lamp, Opening, Room, inner, walls
from cinematic.solids import Finish, Spot, Texture, plain

CLAY = tuple(plain(t) for t in ("#b5673f", "#c98f62", "#8d5a44", "#e3d6c0", "#5f7d86", "#3f4f5c"))


def _pegboard(room: Room, which: str, at: float, width: float) -> None:
    """A board of hanging tools."""
    board = room.on_wall(which, at, 1.15)
    board.box(-width / 2, width / 2, 0, 1.35, -0.03, 0, plain("#a8845a"), cast=False)
    cuts = [picture_finish(board, decor.tool(k)) for k in range(6)]
    n = int(width / 0.24)
    for row in range(3):
        for k in range(n):
            if room.rng.random() < 0.82:
                size = room.rng.uniform(0.16, 0.26)
                x = -width / 2 + (k + 0.5) * width / n
                board.card(
                    x, 0.10 + row * 0.42, -0.05, size * 0.62, size * 1.3, cuts[int(room.rng.integers(6))]
                )


def joinery(room: Room) -> None:
    """A joiner's shop: benches below windows, boards against the wall, shavings in the sun."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-3.4, 3.4), 8.4, 3.3
    room.eye, room.turn = 1.5, 0.16 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = -0.22, 4.8, "stool", "garden"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#8d6d4c"), Texture.PLANKS, 0.22))
    room.ceiling(Finish(color("#9a7650"), Texture.BOARDS, 0.24), beams=6, beam=WALNUT)
    plaster = plain("#c7b08c")
    room.wall(
        "back", Finish(color("#a07c56"), Texture.BOARDS, 0.2), (Opening(1.6 * s, 1.6, 1.1, 2.7, (4, 3)),)
    )
    room.wall(light_wall, plaster, tuple(Opening(2.2 + k * 2.2, 1.7, 1.1, 2.75, (4, 3)) for k in range(3)))
    room.wall(other, plaster)
    _pegboard(room, "back", -1.2 * s, 2.7)
    x, turn = inner(room, light_wall, 0.05)
    for k in range(3):
        _workbench(room, room.at(x, 2.2 + k * 2.2, turn).at(0, -0.45), 2.0)
    _workbench(room, room.at(-1.2 * s, room.deep - 0.5), 2.6)
    main = room.mirrored_at(0.5, 4.3, 0.1)
    table(main, 2.3, 0.95, 0.86, OAK, legs=OAK)
    main.box(-0.9, 0.7, 0.86, 0.90, -0.1, 0.06, PINE)
    main.box(-0.5, 1.0, 0.86, 0.89, 0.18, 0.30, PINE.darker(0.85))
    main.at(0.1, -0.25, 0.3).box(-0.14, 0.14, 0.86, 0.95, -0.035, 0.035, WALNUT)
    main.at(0.72, 0.1, 0.2).box(-0.2, 0.2, 0.86, 1.06, -0.14, 0.14, PINE)
    for _ in range(46):
        q = main.at(rng.normal(0, 0.9), rng.normal(-0.3, 0.5), rng.uniform(0, 3))
        q.box(-0.04, 0.04, 0.0, 0.015, -0.015, 0.015, plain("#e0bf8a"), cast=False)
    wx, turn = inner(room, other, 0.03)
    lean = room.at(wx, 5.6, turn)
    for k in range(9):
        px = -1.4 + k * 0.22 + rng.uniform(-0.04, 0.04)
        h = rng.uniform(1.9, 2.9)
        lean.sheet(
            [(px, 0, -0.5), (px + 0.17, 0, -0.5), (px + 0.17, h, -0.04), (px, h, -0.04)],
            (OAK, PINE, WALNUT)[k % 3],
            u=(0, 1, 0),
            v=(1, 0, 0),
        )
    lean.cast(-1.4, 0.6, 0, 1.2, -0.4, 0)
    rocking = room.mirrored_at(-2.2, 3.5, 0.5)
    crate(rocking, rng, 0.55)
    crate(rocking.at(0.1, 0.1, 0.4, 0.44), rng, 0.4)
    for k in range(2):
        pendant(room, (0.5 - 1.6 * k) * s, 2.15, 4.3 + 1.8 * k, plain("#3f5a4c"), power=3.6, size=0.24)
    stool(room.mirrored_at(1.7, 5.4), OAK)
    front = room.lens_spot(-0.82 * s, 1.3)
    front.box(-0.7, 0.5, 0.80, 0.88, -0.35, 0.35, OAK)
    front.at(0.1, 0, 0.4).box(-0.18, 0.18, 0.88, 1.0, -0.05, 0.05, WALNUT)
    front.bar((-0.2, 0.88, 0), (-0.05, 1.05, 0.1), 0.03, STEEL)


def _workbench(room: Room, s: Spot, width: float) -> None:
    rng = room.rng
    table(s, width, 0.7, 0.88, OAK, legs=WALNUT)
    s.box(-width / 2 + 0.1, width / 2 - 0.1, 0.22, 0.26, -0.3, 0.3, WALNUT)
    for _ in range(5):
        x, kind = rng.uniform(-width / 2 + 0.15, width / 2 - 0.15), int(rng.integers(4))
        q = s.at(x, rng.uniform(-0.2, 0.25), rng.uniform(-0.6, 0.6), 0.88)
        if kind == 0:
            q.box(-0.15, 0.15, 0, 0.14, -0.09, 0.09, CLOTHS[int(rng.integers(6))])
        elif kind == 1:
            jar(q, rng, BRASS)
        elif kind == 2:
            q.box(-0.2, 0.2, 0, 0.05, -0.04, 0.04, PINE)
        else:
            q.pillar(0, 0, 0, 0.13, 0.06, STEEL)
    for _ in range(3):
        crate(s.at(rng.uniform(-width / 2 + 0.3, width / 2 - 0.3), 0, 0, 0.26), rng, rng.uniform(0.25, 0.4))


def garage(room: Room) -> None:
    """A bicycle workshop with its gate open to the street."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-3.6, 3.6), 8.8, 3.4
    room.eye, room.hero_x, room.hero_ahead, room.seat, room.view = 1.45, -0.18, 5.0, "stool", "town"
    room.turn, room.view_level = -0.06 * s, 486.0
    room.begin()
    light_wall, other = walls(room)
    brick = Finish(color("#8f6a58"), Texture.BRICK, 0.24, second=color("#b0a290"))
    room.floor(Finish(color("#5f5c58"), Texture.STONE, gloss=0.34, second=color("#504d4a")))
    room.ceiling(plain("#6f675e"), beams=6, beam=IRON)
    room.wall(
        "back",
        brick,
        (
            Opening(0.7 * s, 3.6, 0.02, 2.7, (1, 1), frame="#4a4f52"),
            Opening(-2.5 * s, 1.0, 1.2, 2.5, (2, 3), frame="#4a4f52"),
        ),
    )
    room.wall(light_wall, brick)
    room.wall(other, plain("#b9b2a4"))
    x, turn = inner(room, other, 0.05)
    _pegboard(room, other, 4.6, 3.4)
    for k in range(2):
        _workbench(room, room.at(x, 3.6 + 2.2 * k, turn).at(0, -0.45), 2.1)
    for k, (px, pz, t) in enumerate(((1.9, 6.4, 0.5), (2.5, 4.6, 0.2), (-1.7, 7.2, 1.2))):
        _bicycle(room.mirrored_at(px, pz, t), CLOTHS[(k * 2) % 6])
    for k in range(3):
        _bicycle(room.at((2.2 - 0.9 * k) * s, 3.4 + 1.5 * k, 1.5, 1.75), CLOTHS[(k + 1) % 6])
    wx, turn2 = inner(room, light_wall, 0.04)
    tyres = room.at(wx, 5.0, turn2)
    for k in range(6):
        _wheel(tyres.at(-1.4 + 0.55 * k, -0.08, 0, 1.5 + 0.35 * (k % 2)), 0.32)
    for k in range(4):
        tyres.at(1.0, -0.5).pillar(0, 0, 0.14 * k, 0.14 * (k + 1) - 0.02, 0.34, IRON)
    strip_light(room, 0, 3.4, 1.8, tint=WHITE, power=3.0, along=False)
    strip_light(room, 0, 6.6, 1.8, tint=WHITE, power=3.0, along=False)
    pendant(room, -2.2 * s, 2.0, 4.6, CLOTHS[3], power=2.4)
    framed(room.on_wall("back", -1.45 * s, 1.9), decor.poster(rng), 0.5, 0.7, frame=IRON)
    desk_lamp(room, room.at(x, 5.9, turn).at(0.5, -0.5, 0, 0.88), CLOTHS[0], power=1.6)
    potted(room.mirrored_at(2.9, 8.3), rng, 0.8)
    front = room.lens_spot(0.8 * s, 1.35)
    _wheel(front.at(0.0, 0, 0.5, 0.95), 0.36)
    front.box(-0.7, 0.6, 0.52, 0.58, -0.3, 0.3, STEEL)


def _wheel(s: Spot, radius: float) -> None:
    """A wheel that faces -z; its middle is the place's origin."""
    n = 16
    for k in range(n):
        a, b = 2 * math.pi * k / n, 2 * math.pi * (k + 1) / n
        for r0, r1, finish, z in ((0.90, 1.0, IRON, 0.0), (0.85, 0.9, STEEL, 0.002)):
            s.sheet(
                [
                    (radius * r0 * math.cos(a), radius * r0 * math.sin(a), z),
                    (radius * r1 * math.cos(a), radius * r1 * math.sin(a), z),
                    (radius * r1 * math.cos(b), radius * r1 * math.sin(b), z),
                    (radius * r0 * math.cos(b), radius * r0 * math.sin(b), z),
                ],
                finish,
            )
        if k % 2 == 0:
            s.bar((0, 0, 0), (radius * 0.87 * math.cos(a), radius * 0.87 * math.sin(a), 0), 0.006, STEEL)


def _bicycle(s: Spot, paint: Finish) -> None:
    r = 0.34
    back, front, crank, seat, head = (
        (-0.52, r, 0),
        (0.52, r, 0),
        (-0.06, 0.30, 0),
        (-0.2, 0.82, 0),
        (0.38, 0.86, 0),
    )
    _wheel(s.at(back[0], 0, 0, r), r)
    _wheel(s.at(front[0], 0, 0, r), r)
    for p, q in (
        (back, crank),
        (crank, seat),
        (seat, back),
        (crank, (0.40, 0.74, 0)),
        (seat, (0.39, 0.80, 0)),
    ):
        s.bar((p[0], p[1], p[2]), (q[0], q[1], q[2]), 0.035, paint)
    s.bar(front, head, 0.03, STEEL)
    s.bar((0.38, 0.86, -0.22), (0.38, 0.95, 0.22), 0.03, IRON)
    s.box(-0.32, -0.08, 0.86, 0.91, -0.06, 0.06, IRON, cast=False)
    s.cast(-0.5, 0.5, 0.1, 0.6, -0.03, 0.03)


def pottery(room: Room) -> None:
    """A pottery: shelves of bowls and jars, the wheel, a kiln that glows."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-3.1, 3.1), 7.2, 3.0
    room.eye, room.turn = 1.42, -0.22 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = 0.24, 4.5, "stool", "hills"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#9a8a78"), Texture.TILES, 0.5, second=color("#8f7f6e"), gloss=0.08))
    room.ceiling(Finish(color("#cdb48c"), Texture.BOARDS, 0.22), beams=4, beam=OAK)
    white = plain("#dcd2be")
    room.wall("back", white, (Opening(1.3 * s, 2.0, 0.95, 2.45, (3, 2)),))
    room.wall(light_wall, white, (Opening(3.6, 1.6, 0.95, 2.45, (3, 2)),))
    room.wall(other, plain("#b5876a"))
    for y in (0.95, 1.45, 1.95, 2.4):
        for which, at, w in (("back", -1.45 * s, 2.6), (other, 4.4, 3.6)):
            place = room.on_wall(which, at, y)
            shelf(place, w, PINE, deep=0.32)
            x = -w / 2 + 0.16
            while x < w / 2 - 0.1:
                _vessel(place.at(x, -0.16), rng)
                x += rng.uniform(0.2, 0.34)
    kiln = room.mirrored_at(-2.35, 6.2)
    kiln.pillar(0, 0, 0.1, 0.92, 0.42, plain("#8a8f92"), sides=16)
    kiln.pillar(0, 0, 0.92, 1.0, 0.45, STEEL, sides=16)
    kiln.box(-0.08, 0.08, 0.5, 0.62, -0.44, -0.41, plain("#ff7a2a", glow=4.0), cast=False)
    x, y, z = kiln.world(0.1, 0.7, -0.75)
    room.lamp(Lamp(x, y, z, color("#ff8a3a"), 0.9, 0.4, by_day=True))
    wheel = room.mirrored_at(1.35, 4.4)
    wheel.box(-0.4, 0.4, 0.0, 0.5, -0.35, 0.35, plain("#56707a"))
    wheel.pillar(0, 0, 0.5, 0.56, 0.28, STEEL)
    wheel.pillar(0, 0, 0.56, 0.82, 0.09, CLAY[1], upper=0.15)
    stool(room.mirrored_at(2.05, 4.6), OAK, height=0.5)
    top = room.mirrored_at(-0.9, 4.9, 0.1)
    table(top, 1.7, 0.8, 0.82, OAK)
    for k in range(6):
        _vessel(top.at(-0.65 + 0.25 * k, rng.uniform(-0.2, 0.25), 0, 0.82), rng)
    top.at(0.2, -0.2, 0.2).box(-0.15, 0.15, 0.82, 0.9, -0.1, 0.1, CLAY[0])
    pendant(room, 1.2 * s, 2.0, 4.5, CLAY[4], power=3.2, size=0.24)
    pendant(room, -1.0 * s, 2.0, 5.0, CLAY[0], power=2.8, size=0.22)
    potted(room.mirrored_at(2.7, 6.6), rng, 1.0)
    room.on_wall(light_wall, 5.4, 1.1).box(-0.2, 0.2, 0, 0.5, -0.02, 0, PAPER, cast=False)
    front = room.lens_spot(-0.82 * s, 1.25)
    front.box(-0.6, 0.5, 0.78, 0.84, -0.3, 0.3, PINE)
    for k in range(3):
        _vessel(front.at(-0.1 + 0.22 * k, 0.06 * k, 0, 0.84), rng)


def _vessel(s: Spot, rng: Rng) -> None:
    """A bowl, jar or vase."""
    finish = CLAY[int(rng.integers(6))]
    kind = int(rng.integers(4))
    k = float(rng.uniform(0.85, 1.2))
    if kind == 0:
        s.pillar(0, 0, 0, 0.10 * k, 0.05 * k, finish, upper=0.12 * k, cast=False, sides=10)
    elif kind == 1:
        s.pillar(0, 0, 0, 0.14 * k, 0.06 * k, finish, upper=0.10 * k, cast=False, sides=10)
        s.pillar(0, 0, 0.14 * k, 0.24 * k, 0.10 * k, finish, upper=0.045 * k, cast=False, sides=10)
    elif kind == 2:
        s.pillar(0, 0, 0, 0.12 * k, 0.05 * k, finish, cast=False, sides=10)
    else:
        s.ball(0, 0.08 * k, 0, 0.085 * k, finish)
        s.pillar(0, 0, 0.14 * k, 0.22 * k, 0.03 * k, finish, upper=0.045 * k, cast=False, sides=8)
