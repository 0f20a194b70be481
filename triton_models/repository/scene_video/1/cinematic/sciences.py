"""Designs of laboratories: glassware by a window, a hall of screens, a robot's bench."""

from __future__ import annotations

import math
from itertools import pairwise

from cinematic import decor
from cinematic.arrays import Rng, color
from cinematic.furnishings import (
    BRASS,
    CHALK,
    CLOTHS,
    IRON,
    OAK,
    PAPER,
    STEEL,
    bookcase,
    books,
    cabinet,
    chair,
    framed,
    monitor,
    mug,
    pendant,
    picture_finish,
    potted,
    shelf,
    stool,
    strip_light,
    table,
)
from cinematic.rooms import COOL, WHITE, Lamp, Opening, Room, inner, walls
from cinematic.solids import Finish, Spot, Texture, plain, wood

LIQUIDS = tuple(color(t) for t in ("#2fc4a8", "#f0a83a", "#e0483e", "#4a9be8", "#a060d8", "#7fd65a"))


def _flask(s: Spot, rng: Rng, *, glow: float = 0.25) -> None:
    """Glass with something coloured in it: a cone, a ball or a cylinder."""
    tint = LIQUIDS[int(rng.integers(6))]
    liquid, glass = Finish(tint, glow=glow), plain("#b9cdd2")
    kind, k = int(rng.integers(3)), float(rng.uniform(0.8, 1.25))
    if kind == 0:
        s.pillar(0, 0, 0, 0.09 * k, 0.085 * k, liquid, upper=0.05 * k, cast=False, sides=10)
        s.pillar(0, 0, 0.09 * k, 0.20 * k, 0.05 * k, glass, upper=0.022 * k, cast=False, sides=10)
    elif kind == 1:
        s.ball(0, 0.08 * k, 0, 0.08 * k, liquid)
        s.pillar(0, 0, 0.14 * k, 0.25 * k, 0.022 * k, glass, cast=False, sides=8)
    else:
        s.pillar(0, 0, 0, 0.13 * k, 0.035 * k, liquid, cast=False, sides=10)
        s.pillar(0, 0, 0.13 * k, 0.22 * k, 0.035 * k, glass, cast=False, sides=10)


def _microscope(s: Spot) -> None:
    s.box(-0.08, 0.08, 0, 0.03, -0.12, 0.12, IRON)
    s.bar((0, 0.03, 0.09), (0, 0.30, 0.07), 0.05, CHALK)
    s.bar((0, 0.36, 0.06), (0, 0.18, -0.06), 0.06, CHALK)
    s.bar((0, 0.18, -0.06), (0, 0.10, -0.09), 0.035, IRON)
    s.box(-0.06, 0.06, 0.10, 0.115, -0.13, 0.02, IRON, cast=False)


def laboratory_glass(room: Room) -> None:
    """Chemistry: an island of benches, glassware in colours, cabinets full of bottles."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-3.6, 3.6), 9.0, 3.2
    room.eye, room.turn = 1.55, 0.20 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = -0.30, 5.0, "stool", "garden"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#8f9a9c"), Texture.TILES, 0.5, second=color("#9aa5a6"), gloss=0.34))
    room.ceiling(Finish(color("#dfe3e0"), Texture.TILES, 0.6, second=color("#d8dcda")))
    wall = plain("#cfd8d4")
    tiles = Finish(color("#b9d0cf"), Texture.TILES, 0.16, second=color("#b2cac9"))
    room.wall(light_wall, wall, tuple(Opening(2.2 + k * 2.3, 1.8, 1.15, 2.8, (2, 2)) for k in range(3)))
    room.wall("back", wall, lower=tiles, lower_to=1.6)
    room.wall(other, wall)
    for k in range(4):
        unit = room.at(-2.6 + 1.75 * k, room.deep)
        cabinet(unit, 1.7, 0.92, 0.62, plain("#5f7f8a"), top=plain("#2d3236"), doors=3, knob=STEEL)
        for _ in range(6):
            _flask(unit.at(rng.uniform(-0.75, 0.75), -rng.uniform(0.2, 0.5), 0, 0.92), rng)
        for y in (1.75, 2.15, 2.55):
            shelf(unit.at(y=y), 1.7, OAK)
            for j in range(7):
                _flask(unit.at(-0.7 + 0.23 * j, -0.12, 0, y), rng, glow=0.12)
    for row, z in enumerate((3.6, 6.3)):
        island = room.mirrored_at(1.55 - 0.5 * row, z)
        island.box(-1.4, 1.4, 0, 0.88, -0.45, 0.45, plain("#9db3b3"))
        island.box(-1.5, 1.5, 0.88, 0.93, -0.52, 0.52, wood("#8a5f40"))
        island.box(-1.2, 1.2, 1.30, 1.33, -0.1, 0.1, STEEL, cast=False)
        for x in (-1.15, 1.12):
            island.box(x, x + 0.04, 0.93, 1.30, -0.03, 0.03, STEEL, cast=False)
        for k in range(9):
            _flask(island.at(-1.1 + 0.27 * k, 0, 0, 1.33 if k % 2 else 0.93), rng, glow=0.35)
        for _ in range(5):
            _flask(island.at(rng.uniform(-1.3, 1.3), rng.uniform(-0.4, -0.2), 0, 0.93), rng, glow=0.35)
        _microscope(island.at(0.9, -0.25, 0.3, 0.93))
        monitor(island.at(-0.9, 0.15, 0.0, 0.93), decor.screen(rng, "graph"), 0.62, 0.38)
        x, y, zz = island.world(-0.9, 1.2, -0.3)
        room.lamp(Lamp(x, y, zz, COOL, 0.35, 0.4, by_day=True, casts=False, halo=0.2))
        for x in (-0.5, 0.4):
            stool(island.at(x, -0.85), STEEL, height=0.66)
    x, turn = inner(room, other, 0.02)
    hood = room.at(x, 5.4, turn)
    cabinet(hood, 1.8, 0.9, 0.75, plain("#5f7f8a"), top=IRON, doors=2)
    hood.box(-0.9, 0.9, 0.9, 2.4, -0.03, 0, plain("#e9f4f4", glow=0.6))
    for bx in (-0.9, 0.84):
        hood.box(bx, bx + 0.06, 0.9, 2.4, -0.75, 0, STEEL)
    hood.box(-0.9, 0.9, 1.95, 2.5, -0.75, 0, STEEL)
    px, py, pz = hood.world(0, 1.7, -0.5)
    room.lamp(Lamp(px, py, pz, color("#8fe6ff"), 1.2, 0.4, by_day=True, halo=0.6))
    for k in range(4):
        _flask(hood.at(-0.6 + 0.4 * k, -0.35, 0, 0.9), rng, glow=0.6)
    framed(room.on_wall(other, 3.4, 1.8), decor.poster(rng), 0.8, 1.1, frame=IRON)
    framed(room.on_wall(other, 7.4, 1.8), decor.poster(rng), 0.7, 1.0, frame=IRON)
    for k in range(3):
        strip_light(room, -1.5 * s, 2.4 + 2.4 * k, 1.4, tint=COOL, power=2.2)
        pendant(room, 0.7 * s, 2.3, 3.2 + 2.2 * k, STEEL, power=1.8, size=0.18)
    potted(room.mirrored_at(3.2, 8.4), rng, 1.1, kind=1)
    front = room.lens_spot(0.8 * s, 1.25)
    front.box(-0.6, 0.7, 0.80, 0.85, -0.35, 0.35, plain("#24282b"))
    for k in range(3):
        _flask(front.at(-0.15 + 0.22 * k, 0.05 * k, 0, 0.85), rng, glow=0.4)


def laboratory_screens(room: Room) -> None:
    """A hall of screens in the half dark: rows of desks before a wall that glows."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-4.6, 4.6), 10.5, 4.0
    room.eye, room.turn = 1.7, -0.06 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = 0.05, 5.4, "chair", "city"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#3d4650"), Texture.STONE, gloss=0.5, second=color("#333b44")))
    room.ceiling(plain("#2d343c"), beams=6, beam=IRON)
    panels = Finish(color("#465462"), Texture.BOARDS, 0.6)
    room.wall("back", panels)
    room.wall(
        light_wall,
        panels,
        tuple(Opening(2.6 + 3.0 * k, 2.4, 1.2, 2.9, (2, 1), frame="#2b333a") for k in range(3)),
    )
    room.wall(other, panels)
    wall = room.on_wall("back", 0.0, 0.95)
    kinds = ("graph", "scan", "pulse", "text")
    for row in range(2):
        for col in range(5):
            if (row == 0 and col in (1, 2)) or (row == 1 and col in (2,)):
                continue
            pic = decor.screen(rng, kinds[int(rng.integers(4))])
            wall.card(-3.2 + 1.6 * col, 1.32 * row, -0.04, 1.5, 1.24, picture_finish(wall, pic, glow=1.0))
    big = decor.screen(rng, "scan")
    wall.card(-0.8, 0.0, -0.05, 3.1, 2.56, picture_finish(wall, big, glow=0.9))
    for k in range(3):
        room.lamp(
            Lamp(
                -3.0 + 3.0 * k,
                2.1,
                room.deep - 0.9,
                color("#7fc8ff"),
                2.6,
                1.0,
                by_day=True,
                casts=False,
                halo=0.5,
            )
        )
    for row, z in enumerate((3.1, 5.9, 8.0)):
        for col in range(3):
            x = (-2.9 + 2.9 * col) * s
            if row == 0 and col == 1:
                continue
            desk = room.at(x, z)
            table(desk, 2.1, 0.75, 0.75, plain("#55616c"), legs=IRON)
            for k in range(3):
                kind = kinds[int(rng.integers(4))]
                # screens face their desk's owner, who sits on the lens side
                monitor(
                    desk.at(-0.68 + 0.68 * k, 0.15, (k - 1) * -0.22, 0.75),
                    decor.screen(rng, kind),
                    0.62,
                    0.38,
                )
            px, py, pz = desk.world(0, 1.05, -0.45)
            room.lamp(Lamp(px, py, pz, color("#9fd0ff"), 0.7, 0.5, by_day=True, casts=False, halo=0.25))
            chair(desk.at(rng.uniform(-0.4, 0.4), -0.65, math.pi + rng.uniform(-0.6, 0.6)), IRON)
            mug(desk.at(rng.uniform(-0.9, 0.9), -0.2, 0, 0.75), CLOTHS[int(rng.integers(6))])
            desk.at(rng.uniform(-0.5, 0.5), -0.2, 0.2, 0.75).box(
                -0.2, 0.2, 0, 0.02, -0.07, 0.07, IRON, cast=False
            )
    for which in (light_wall, other):
        x, turn = inner(room, which, 0.05)
        for k in range(2):
            rack = room.at(x, 4.0 + 5.2 * k, turn)
            rack.box(-0.5, 0.5, 0, 2.1, -0.7, 0, plain("#20252a"))
            for j in range(9):
                for m in range(3):
                    tint = ("#45ff9a", "#ffb347", "#5ac8ff")[int(rng.integers(3))]
                    rack.box(
                        -0.3 + 0.25 * m,
                        -0.26 + 0.25 * m,
                        0.3 + 0.19 * j,
                        0.33 + 0.19 * j,
                        -0.715,
                        -0.70,
                        plain(tint, glow=4.0),
                        cast=False,
                    )
    for k in range(3):
        strip_light(room, 0, 2.6 + 3.0 * k, 3.2, tint=COOL, power=1.4, along=False)
    front = room.lens_spot(0.80 * s, 1.3)
    monitor(front.at(0, 0, 0.2 * s, 0.75), decor.screen(rng, "text"), 0.66, 0.42)
    front.box(-0.8, 0.8, 0.70, 0.75, -0.4, 0.4, plain("#55616c"))


def laboratory_robots(room: Room) -> None:
    """A bright workshop of machines: robot arms, an engine on a stand, plans on the wall."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-4.2, 4.2), 10.0, 4.2
    room.eye, room.turn = 1.5, 0.12 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = 0.24, 5.0, "stool", "city"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#a9adab"), Texture.STONE, gloss=0.44, second=color("#9b9f9d")))
    room.ceiling(plain("#c4c8c8"), beams=7, beam=STEEL)
    white = plain("#d6dad8")
    room.wall(
        "back",
        white,
        tuple(Opening(-2.9 + 1.95 * k, 1.6, 1.5, 3.7, (2, 3), frame="#5b666c") for k in range(4)),
    )
    room.wall(light_wall, white, (Opening(4.2, 2.4, 1.3, 3.4, (3, 2), frame="#5b666c"),))
    room.wall(other, Finish(color("#c9c2b2"), Texture.BRICK, 0.28, second=color("#b9b2a4")))
    for x, z, t, paint in (
        (-1.5, 6.6, 0.4, "#e08a2b"),
        (2.1, 5.6, -0.7, "#e8e4da"),
        (-0.2, 8.6, 0.9, "#e08a2b"),
    ):
        _arm(room.mirrored_at(x, z, t), plain(paint))
    stand = room.mirrored_at(-1.1, 4.0, 0.1)
    table(stand, 2.0, 0.9, 0.85, plain("#c9cfd2"), legs=STEEL)
    _engine(stand.at(0.2, 0, 0.3, 0.85))
    monitor(stand.at(-0.7, 0.2, 0.25, 0.85), decor.screen(rng, "text"), 0.6, 0.38)
    x, turn = inner(room, other, 0.02)
    for k in range(3):
        bench = room.at(x, 3.4 + 2.2 * k, turn).at(0, -0.42)
        table(bench, 2.0, 0.75, 0.88, OAK, legs=STEEL)
        monitor(bench.at(-0.4, 0.15, 0, 0.88), decor.screen(rng, ("graph", "text", "pulse")[k]), 0.62, 0.40)
        px, py, pz = bench.world(-0.4, 1.2, -0.4)
        room.lamp(Lamp(px, py, pz, COOL, 0.5, 0.4, by_day=True, casts=False, halo=0.25))
        for _ in range(4):
            q = bench.at(rng.uniform(0.1, 0.9), rng.uniform(-0.25, 0.2), rng.uniform(-1, 1), 0.88)
            q.box(
                -0.09,
                0.09,
                0,
                rng.uniform(0.05, 0.2),
                -0.07,
                0.07,
                (BRASS, IRON, CLOTHS[1], STEEL)[int(rng.integers(4))],
            )
        stool(bench.at(0.2, -0.75), STEEL)
    for k in range(4):
        plan = room.on_wall(other, 3.0 + 1.5 * k, 1.55 + 0.1 * (k % 2))
        plan.card(0, 0, -0.03, 1.0, 0.75, picture_finish(plan, decor.screen(rng, "graph"), glow=0.0))
    bookcase(room.at(3.6 * s, room.deep), 1.0, 2.2, 5)
    rail = room.at(0, 5.5)
    rail.box(room.width[0], room.width[1], 3.5, 3.72, -0.12, 0.12, plain("#e0b030"))
    hook = room.mirrored_at(0.6, 5.5)
    hook.box(-0.25, 0.25, 3.2, 3.5, -0.2, 0.2, IRON)
    hook.bar((0, 2.5, 0), (0, 3.2, 0), 0.03, STEEL)
    for k in range(3):
        pendant(room, (-2.0 + 2.0 * k) * s, 3.0, 4.6, STEEL, power=5.0, size=0.3)
    strip_light(room, 0, 8.0, 4.0, tint=WHITE, power=3.0, along=False)
    books(room.mirrored_at(-3.5, 8.8), rng, 6)
    front = room.lens_spot(-0.82 * s, 1.3)
    front.box(-0.6, 0.5, 0.82, 0.87, -0.3, 0.3, plain("#c9cfd2"))
    front.at(0.05, 0, 0.4).box(-0.12, 0.12, 0.87, 1.02, -0.09, 0.09, CLOTHS[3])
    front.bar((-0.2, 0.87, 0), (-0.1, 1.1, 0.05), 0.03, STEEL)
    front.at(0.3, 0.0).box(-0.1, 0.1, 0.87, 0.89, -0.14, 0.14, PAPER)


def _arm(s: Spot, paint: Finish) -> None:
    """A jointed robot arm on a plinth."""
    s.pillar(0, 0, 0, 0.35, 0.38, IRON)
    s.pillar(0, 0, 0.35, 0.75, 0.24, paint)
    joints = ((0.0, 0.75, 0.0), (-0.35, 1.55, 0.0), (0.45, 2.05, 0.0), (0.75, 1.55, 0.0))
    for (p, q), w in zip(pairwise(joints), (0.24, 0.18, 0.12), strict=True):
        s.bar(p, q, w, paint)
    for (x, y, z), r in zip(joints, (0.2, 0.17, 0.13, 0.08), strict=True):
        s.ball(x, y, z, r, paint.darker(0.75))
    s.bar((0.75, 1.55, 0), (0.70, 1.35, 0), 0.04, STEEL)
    s.bar((0.75, 1.55, 0), (0.84, 1.36, 0), 0.04, STEEL)
    s.cast(-0.3, 0.5, 0.8, 2.0, -0.15, 0.15)


def _engine(s: Spot) -> None:
    s.pillar(0, 0, 0, 0.1, 0.3, IRON, sides=14)
    s.ball(0, 0.36, 0, 0.27, BRASS)
    for k in range(6):
        a = k * math.pi / 3
        s.bar(
            (0, 0.36, 0), (0.42 * math.cos(a), 0.36 + 0.1 * math.sin(a * 2), 0.42 * math.sin(a)), 0.07, STEEL
        )
    s.pillar(0, 0, 0.55, 0.75, 0.06, plain("#4ad0ff", glow=2.5), sides=10)
