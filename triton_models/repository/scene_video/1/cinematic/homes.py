"""Designs of kitchens: a home's, a bakery's and a restaurant's."""

from __future__ import annotations

import math
from itertools import pairwise

from cinematic import decor
from cinematic.arrays import color
from cinematic.furnishings import (
    CHALK,
    CLOTHS,
    IRON,
    OAK,
    PAPER,
    PINE,
    STEEL,
    WALNUT,
    bouquet,
    cabinet,
    chair,
    crate,
    framed,
    jar,
    mug,
    pendant,
    picture_finish,
    potted,
    shelf,
    stool,
    table,
)
from cinematic.rooms import WARM, Lamp, Opening, Room, inner, walls
from cinematic.solids import Finish, Spot, Texture, plain

COPPER = plain("#b5683a")
FRUIT = tuple(plain(t) for t in ("#c0392b", "#e08a2b", "#e8c440", "#7fa03a"))


def kitchen_home(room: Room) -> None:
    """A home: a window over the sink, a laid table, pots on hooks."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-3.2, 3.2), 7.0, 2.9
    room.eye, room.turn = 1.5, 0.22 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = -0.34, 4.6, "chair", "garden"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#c7b299"), Texture.TILES, 0.42, second=color("#a2785a"), gloss=0.16))
    room.ceiling(plain("#eae0cc"), beams=4, beam=WALNUT)
    paint = plain(("#d9c08f", "#a9bda8", "#d8a98c")[int(rng.integers(3))])
    tiles = Finish(color("#e6e4da"), Texture.TILES, 0.15, second=color("#9fb8bf"))
    room.wall("back", paint, (Opening(0.75 * s, 1.7, 1.12, 2.4, (3, 2)),), lower=tiles, lower_to=1.5)
    room.wall(light_wall, paint, (Opening(3.9, 1.3, 0.95, 2.4, (2, 3)),))
    room.wall(other, paint)
    unit = plain(("#5f7f86", "#7f8f6a", "#c9b99a")[int(rng.integers(3))])
    for k, x in enumerate((-2.55, -1.25, 0.05, 1.35, 2.55)):
        cabinet(room.at(x, room.deep), 1.28, 0.92, 0.6, unit, top=OAK, doors=2 + k % 2)
    stove = room.at(-1.25 * s, room.deep - 0.32)
    stove.box(-0.42, 0.42, 0.06, 0.935, -0.33, 0.3, plain("#26282b"))
    stove.box(-0.32, 0.32, 0.22, 0.66, -0.345, -0.33, plain("#0f0d0c", glow=0.0), cast=False)
    for x, z in ((-0.2, -0.12), (0.2, 0.12)):
        _pot(stove.at(x, z, 0, 0.94), STEEL if x < 0 else COPPER, 0.15)
    room.steam.append(stove.world(-0.2, 1.15, -0.12))
    hood = room.at(-1.25 * s, room.deep - 0.28)
    hood.box(-0.45, 0.45, 1.75, 1.85, -0.28, 0.27, STEEL)
    hood.box(-0.22, 0.22, 1.85, room.tall, -0.16, 0.27, STEEL.darker(0.9))
    rack = room.at(-2.55 * s, room.deep - 0.04)
    for y in (1.62, 2.05):
        shelf(rack.at(y=y), 1.1, OAK)
        for k in range(6):
            jar(rack.at(-0.45 + k * 0.18, -0.12, 0, y), rng, (CLOTHS + FRUIT)[int(rng.integers(10))])
    sink = room.at(0.75 * s, room.deep - 0.35)
    sink.bar((0, 0.92, 0.15), (0, 1.2, 0.15), 0.03, STEEL)
    sink.bar((0, 1.2, 0.15), (0, 1.17, -0.05), 0.03, STEEL)
    potted(sink.at(0.5, 0.1, 0, 1.12), rng, 0.34)
    potted(sink.at(-0.45, 0.1, 0, 1.12), rng, 0.28)
    for k in range(3):
        mug(sink.at(-0.75 + 0.13 * k, 0, 0, 0.92), CLOTHS[int(rng.integers(6))])
    top = room.mirrored_at(0.55, 4.1, 0.06)
    table(top, 1.9, 1.0, 0.76, OAK)
    _bowl(top.at(0.1, 0.1, 0, 0.76), rng.permutation(4).tolist())
    bouquet(top.at(-0.5, 0.1, 0, 0.76), rng, 0.5)
    mug(top.at(0.6, -0.25, 0, 0.76), CLOTHS[0])
    room.steam.append(top.world(0.6, 0.88, -0.25))
    top.at(0.45, -0.15, 0.2, 0.76).box(-0.14, 0.14, 0, 0.01, -0.2, 0.1, PAPER, cast=False)
    for x, z, turn in ((-0.5, 0.75, 0.1), (0.45, 0.8, -0.2), (-0.35, -0.8, math.pi + 0.2), (1.25, 0, 1.5)):
        chair(top.at(x, z, turn), WALNUT, legs=WALNUT)
    pendant(room, 0.55 * s, 1.9, 4.1, CLOTHS[0], power=3.6, size=0.24)
    pendant(room, 0.75 * s, 2.35, room.deep - 0.5, CHALK, power=1.2, size=0.12)
    x, turn = inner(room, other, 0.02)
    fridge = room.at(x, 5.2, turn)
    fridge.box(-0.42, 0.42, 0.05, 1.85, -0.65, 0, plain("#c8d2cc"))
    fridge.box(-0.38, -0.35, 0.7, 1.4, -0.70, -0.65, STEEL, cast=False)
    for _ in range(5):
        fridge.at(rng.uniform(-0.2, 0.3), -0.66, 0, rng.uniform(1.1, 1.6)).card(
            0, 0, 0, 0.16, 0.2, picture_finish(fridge, decor.painting(rng))
        )
    for k in range(3):
        framed(room.on_wall(other, 2.1 + 0.85 * k, 1.75 + 0.12 * (k % 2)), decor.painting(rng), 0.6, 0.45)
    lx, turn = inner(room, light_wall, 0.02)
    board = room.at(lx, 2.35, turn)
    cabinet(board, 1.5, 0.88, 0.45, WALNUT, top=OAK, doors=3)
    potted(board.at(0.5, -0.2, 0, 0.88), rng, 0.6)
    for k in range(3):
        board.pillar(-0.5 + 0.2 * k, -0.2, 0.88, 1.02 + 0.05 * k, 0.05, CLOTHS[k + 1], cast=False)
    framed(room.on_wall(light_wall, 2.35, 1.75), decor.painting(rng), 0.9, 0.65, frame=OAK)
    framed(room.on_wall(light_wall, 5.6, 1.7), decor.painting(rng), 0.55, 0.75)
    for k in range(4):
        hook = room.on_wall(light_wall, 5.1 + 0.22 * k, 1.3)
        hook.box(-0.08, 0.08, -0.45, 0.0, -0.07, 0, CLOTHS[(k * 2) % 6], cast=False)
    front = room.lens_spot(0.86 * s, 1.3)
    front.box(-0.5, 0.6, 0.80, 0.86, -0.3, 0.3, OAK)
    _bowl(front.at(0.0, 0, 0, 0.86), [0, 1, 3, 2])


def _pot(s: Spot, finish: Finish, radius: float) -> None:
    s.pillar(0, 0, 0, radius * 1.2, radius, finish, cast=False)
    s.bar((-radius * 1.5, radius, 0), (radius * 1.5, radius, 0), 0.03, IRON)
    s.cast(-radius, radius, 0, radius * 1.2, -radius, radius)


def _bowl(s: Spot, kinds: list[int]) -> None:
    s.pillar(0, 0, 0, 0.10, 0.09, CHALK, upper=0.2)
    for k, kind in enumerate(kinds):
        a = k * 1.7
        s.ball(0.09 * math.cos(a), 0.13 + 0.01 * k, 0.09 * math.sin(a), 0.062, FRUIT[kind % 4])


_FIRE = (
    (1.0, 1.0, "#8a2c10", 0.34),
    (0.84, 0.80, "#d4521a", 0.50),
    (0.62, 0.52, "#ff8a30", 0.66),
    (0.36, 0.28, "#ffc46a", 0.85),
)
"""Of what is seen in an oven's mouth: how wide and high, its colour, how bright; the outermost first."""


def bakery(room: Room) -> None:
    """A bakery before the doors open: a brick oven's glow, loaves in racks, flour in the light."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-3.5, 3.5), 8.0, 3.3
    room.eye, room.turn = 1.52, -0.16 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = 0.30, 4.8, "stool", "town"
    room.begin()
    light_wall, other = walls(room)
    brick = Finish(color("#9a5a42"), Texture.BRICK, 0.26, second=color("#c9b8a0"))
    room.floor(Finish(color("#7f6a58"), Texture.TILES, 0.4, second=color("#8d7864"), gloss=0.14))
    room.ceiling(plain("#d9c6a2"), beams=5, beam=WALNUT)
    room.wall("back", brick)
    room.wall(
        light_wall,
        plain("#dcc9a6"),
        (Opening(2.7, 1.4, 1.0, 2.7, (3, 3)), Opening(5.2, 1.4, 1.0, 2.7, (3, 3))),
    )
    room.wall(other, brick)
    oven = room.at(-0.9 * s, room.deep)
    oven.box(-1.5, 1.5, 0, 0.95, -0.7, 0, brick.darker(0.8))
    oven.box(-1.7, 1.7, 0.95, 1.04, -0.8, 0, plain("#8d857a"))
    oven.box(-1.5, 1.5, 1.04, 2.3, -0.5, 0, brick)
    mouth = [(0.62 * math.cos(a), 1.04 + 0.62 * math.sin(a)) for a in [math.pi * k / 10 for k in range(11)]]
    for (ax, ay), (bx, by) in pairwise(mouth):
        # dark brick, embers, and the fire low in the middle
        for k, (wide, high, tint, glow) in enumerate(_FIRE):
            z = -0.512 - 0.001 * k
            up = 1.04 + (by - 1.04) * high, 1.04 + (ay - 1.04) * high
            oven.sheet(
                [(ax * wide, 1.04, z), (bx * wide, 1.04, z), (bx * wide, up[0], z), (ax * wide, up[1], z)],
                plain(tint, glow=glow),
            )
        oven.sheet(
            [
                (ax * 1.2, (ay - 1.04) * 1.2 + 1.04, -0.52),
                (bx * 1.2, (by - 1.04) * 1.2 + 1.04, -0.52),
                (bx, by, -0.52),
                (ax, ay, -0.52),
            ],
            brick.darker(0.6),
        )
    x, y, z = oven.world(0, 1.3, -0.9)
    room.lamp(Lamp(x, y, z, color("#ff8a3a"), 2.6, 0.5, by_day=True, halo=0.55))
    room.flames.append(oven.world(0, 1.25, -0.5))
    wx, turn = inner(room, other, 0.05)
    rack = room.at(wx, 5.0, turn)
    for k in range(5):
        y = 0.35 + k * 0.42
        rack.box(-1.3, 1.3, y - 0.03, y, -0.5, 0, PINE, cast=False)
        for j in range(7):
            _loaf(rack.at(-1.1 + j * 0.36 + rng.uniform(-0.03, 0.03), -0.27, 0, y), rng.uniform(0.9, 1.15))
    for bx in (-1.34, 1.30):
        rack.box(bx, bx + 0.05, 0, 2.3, -0.5, 0, PINE)
    bench = room.mirrored_at(0.2, 4.0, 0.04)
    table(bench, 2.6, 1.0, 0.88, PINE)
    for k in range(7):
        _loaf(bench.at(-1.0 + k * 0.27, 0.2 + 0.1 * (k % 2), 0, 0.88), 0.9)
    bench.ball(0.85, 0.93, -0.1, 0.16, plain("#efe2c6"), squash=0.55)
    bench.ball(0.45, 0.92, -0.25, 0.13, plain("#efe2c6"), squash=0.55)
    bench.pillar(1.1, 0.3, 0.88, 1.05, 0.14, CHALK, upper=0.2)
    bench.at(0.1, -0.3, 0.3).box(-0.24, 0.24, 0.88, 0.94, -0.03, 0.03, OAK)
    for k, (px, pz) in enumerate(((2.7, 6.9), (2.2, 7.3), (2.85, 6.1))):
        sack = room.mirrored_at(px, pz)
        sack.pillar(0, 0, 0, 0.62, 0.30, plain("#d8ccb0"), upper=0.20)
        sack.ball(0, 0.6, 0, 0.2, plain("#f4efe2") if k == 0 else plain("#d8ccb0"), squash=0.5)
    for k in range(3):
        pendant(room, (-1.3 + 1.3 * k) * s, 2.2, 4.2, plain("#2f4a3f"), power=2.4, size=0.2)
    shelf(room.on_wall("back", 2.1 * s, 1.7), 1.6, OAK)
    for k in range(7):
        jar(room.on_wall("back", 1.45 * s + 0.22 * k * s, 1.7, 0.14), rng, CLOTHS[k % 6])
    front = room.lens_spot(-0.8 * s, 1.35)
    front.box(-0.7, 0.6, 0.80, 0.86, -0.35, 0.35, PINE)
    for k in range(4):
        _loaf(front.at(-0.35 + 0.2 * k, 0.05 * k, 0.4, 0.86), 0.9)


def _loaf(s: Spot, size: float) -> None:
    s.ball(0, 0.055 * size, 0, 0.15 * size, plain("#b8793a"), squash=0.55)


def restaurant(room: Room) -> None:
    """Behind the pass of a restaurant: steel, heat lamps in a row, steam from the pots."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-3.0, 3.0), 10.0, 2.9
    room.eye, room.turn = 1.55, 0.08 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = 0.06, 5.2, "stool", "city"
    room.begin()
    light_wall, other = walls(room)
    tile = Finish(color("#dfe3e0"), Texture.TILES, 0.2, second=color("#d6dad8"))
    room.floor(Finish(color("#6d5a50"), Texture.TILES, 0.3, second=color("#75625a"), gloss=0.42))
    room.ceiling(plain("#c9ccca"))
    room.wall("back", tile, (Opening(0.3 * s, 1.8, 1.25, 2.3, (2, 1)),))
    room.wall(light_wall, tile, (Opening(6.4, 1.8, 1.2, 2.3, (3, 1)),))
    room.wall(other, tile)
    steel = Finish(color("#9aa3a8"), gloss=0.0)
    x, turn = inner(room, other)
    for k in range(6):
        line = room.at(x, 1.4 + k * 1.5, turn)
        cabinet(line, 1.46, 0.92, 0.8, steel, top=STEEL, doors=2, knob=IRON)
        line.box(-0.73, 0.73, 2.0, 2.12, -0.95, 0, STEEL)
        line.box(-0.73, 0.73, 2.12, 2.7, -0.75, 0, STEEL.darker(0.85))
        if k % 2 == 1:
            line.sheet(
                [(-0.6, 0.93, -0.6), (0.6, 0.93, -0.6), (0.6, 0.93, -0.2), (-0.6, 0.93, -0.2)],
                IRON,
                v=(0, 0, 1),
            )
            for j in range(2):
                _pot(line.at(-0.32 + 0.62 * j, -0.4, 0, 0.94), (STEEL, COPPER)[j], 0.19)
            room.steam.append(line.world(-0.32, 1.22, -0.4))
            px, py, pz = line.world(0, 1.0, -0.6)
            room.lamp(Lamp(px, py, pz, color("#ff8a3a"), 0.5, 0.3, by_day=True, halo=0.5))
            room.flames.append(line.world(0.3, 0.95, -0.55))
        for j in range(5):
            _hanging(
                line.at(-0.6 + 0.3 * j, -0.9, 0, 1.95), (COPPER, STEEL)[(j + k) % 2], 0.10 + 0.03 * (j % 3)
            )
    x, turn = inner(room, light_wall)
    for k in range(6):
        run = room.at(x, 1.4 + k * 1.5, turn)
        run.box(-0.74, 0.74, 0.86, 0.92, -0.8, 0, STEEL)
        run.box(-0.74, 0.74, 0.40, 0.44, -0.75, 0, STEEL.darker(0.8))
        for bx in (-0.7, 0.64):
            run.box(bx, bx + 0.05, 0, 0.86, -0.78, -0.73, STEEL, cast=False)
        for j in range(4):
            n = int(rng.integers(3, 9))
            run.pillar(-0.5 + 0.33 * j, -0.4, 0.44, 0.44 + 0.022 * n, 0.13, CHALK, cast=False)
            if rng.random() < 0.6:
                run.pillar(-0.5 + 0.33 * j, -0.4, 0.92, 0.94, 0.15, CHALK, cast=False)
                run.ball(
                    -0.5 + 0.33 * j, 0.96, -0.4, 0.08, (FRUIT + CLOTHS)[int(rng.integers(8))], squash=0.5
                )
        shelf(run.at(y=1.98), 1.4, STEEL, deep=0.34)
        for j in range(6):
            at = -0.58 + 0.23 * j + rng.uniform(-0.03, 0.03)
            if rng.random() < 0.5:
                jar(run.at(at, -0.17, 0, 1.98), rng, (CLOTHS + FRUIT)[int(rng.integers(10))])
            else:
                run.pillar(
                    at,
                    -0.17,
                    1.98,
                    1.98 + rng.uniform(0.05, 0.2),
                    0.10,
                    (CHALK, STEEL, COPPER)[j % 3],
                    cast=False,
                )
        for j in range(5):
            ticket = run.at(-0.5 + 0.24 * j, -0.78, 0, 1.62 - rng.uniform(0, 0.05))
            ticket.box(-0.05, 0.05, 0, 0.17, 0, 0.002, PAPER, cast=False)
        run.bar((-0.74, 1.8, -0.78), (0.74, 1.8, -0.78), 0.02, STEEL)
        px, py, pz = run.world(0, 1.55, -0.4)
        on = room.lamp(Lamp(px, py, pz, WARM, 0.75, 0.5, shaded=True, by_day=k % 2 == 0))
        glow = 8.0 if on else 0.0
        run.bar((0, 1.7, -0.4), (0, room.tall, -0.4), 0.012, IRON)
        run.pillar(0, -0.4, 1.55, 1.72, 0.13, COPPER, upper=0.04, cast=False)
        run.ball(0, 1.56, -0.4, 0.06, plain("#ffd9a0", glow=glow))
    stool(room.mirrored_at(0.9, 6.2), OAK)
    crate(room.mirrored_at(-0.8, 8.6), rng, 0.5)
    pendant(room, 0, 2.5, 8.2, IRON, power=2.0, size=0.14)
    framed(room.on_wall("back", -1.9 * s, 1.8), decor.poster(rng), 0.5, 0.7)
    front = room.lens_spot(0.80 * s, 1.25)
    front.box(-0.5, 0.7, 0.85, 0.9, -0.3, 0.3, STEEL)
    front.pillar(0.0, 0, 0.9, 1.16, 0.16, COPPER)
    front.pillar(0.35, 0.1, 0.9, 1.05, 0.12, STEEL)


def _hanging(s: Spot, finish: Finish, radius: float) -> None:
    """A pan on a hook."""
    s.bar((0, 0, 0), (0, -0.2, 0), 0.02, IRON)
    s.pillar(0, 0, -0.2 - radius * 1.2, -0.2, radius, finish, cast=False)
