"""Designs of studios: a painter's loft, a recording room, a hall for dancers."""

from __future__ import annotations

import math

from cinematic import decor
from cinematic.arrays import Rng, color
from cinematic.furnishings import (
    BRASS,
    CHALK,
    CLOTHS,
    IRON,
    OAK,
    PINE,
    STEEL,
    WALNUT,
    bouquet,
    chair,
    desk_lamp,
    framed,
    jar,
    monitor,
    mug,
    pendant,
    picture_finish,
    potted,
    stool,
    strip_light,
    table,
)
from cinematic.rooms import WARM, WHITE, Lamp, Opening, Room, inner, walls
from cinematic.solids import Finish, Spot, Texture, plain

PAINT = tuple(plain(t) for t in ("#c8452f", "#e0a52f", "#2f6fa0", "#4f8a5a", "#7a4a8a", "#f0e8d8"))


def _canvas(s: Spot, rng: Rng, width: float, height: float) -> None:
    """A stretched canvas that stands on its lower edge, leaning back."""
    finish = picture_finish(s, decor.painting(rng))
    h = width / 2
    lean = height * 0.16
    s.sheet(
        [(-h, 0, 0), (h, 0, 0), (h, height, lean), (-h, height, lean)],
        finish,
        u=(1 / width, 0, 0),
        v=(0, 1 / height * height**2 / (height**2 + lean**2), lean / (height**2 + lean**2)),
    )
    s.cast(-h, h, 0, height, 0, lean)


def _easel(s: Spot, rng: Rng, size: float = 1.0) -> None:
    for x in (-0.42, 0.42):
        s.bar((x * size, 0, -0.1), (x * 0.2 * size, 2.0 * size, 0.15), 0.05, PINE)
    s.bar((0, 0, 0.75), (0, 1.95 * size, 0.16), 0.05, PINE)
    s.box(-0.5 * size, 0.5 * size, 0.72 * size, 0.76 * size, -0.1, 0.05, PINE, cast=False)
    _canvas(s.at(0, -0.06, 0, 0.76 * size), rng, 0.95 * size, 1.1 * size)


def painters_loft(room: Room) -> None:
    """Under the roof: great north windows, easels, canvases along the walls."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-3.8, 3.8), 8.6, 4.3
    room.eye, room.turn = 1.5, 0.22 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = -0.30, 4.8, "stool", "city"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#a98a66"), Texture.PLANKS, 0.2, gloss=0.10))
    room.ceiling(Finish(color("#cbb795"), Texture.BOARDS, 0.24), beams=5, beam=WALNUT)
    brick = Finish(color("#b39a88"), Texture.BRICK, 0.25, second=color("#d8cfc2"))
    room.wall(
        light_wall,
        plain("#dcd4c4"),
        (
            Opening(3.3, 2.9, 0.7, 3.9, (5, 5), frame="#4b5054"),
            Opening(6.6, 2.4, 0.7, 3.9, (4, 5), frame="#4b5054"),
        ),
    )
    room.wall("back", brick, (Opening(1.9 * s, 1.5, 1.0, 3.3, (3, 4), frame="#4b5054"),))
    room.wall(other, plain("#d8d0c0"))
    for k in range(4):
        place = room.on_wall("back", (-3.1 + 1.15 * k) * s, 1.55 + 0.5 * (k % 2))
        framed(
            place,
            decor.painting(rng),
            rng.uniform(0.7, 0.95),
            rng.uniform(0.6, 0.9),
            frame=(WALNUT, BRASS)[k % 2],
        )
    for k in range(5):
        framed(
            room.on_wall(other, 2.4 + 1.2 * k, 1.7 + 0.45 * (k % 2)),
            decor.painting(rng),
            0.85,
            0.7,
            frame=OAK,
        )
    for k in range(5):
        _canvas(
            room.mirrored_at(-3.0 + 0.62 * k, room.deep - 0.7 - 0.12 * k, 0.08 * k),
            rng,
            rng.uniform(0.7, 1.1),
            rng.uniform(0.8, 1.3),
        )
    _easel(room.mirrored_at(0.75, 5.4, -0.25), rng, 1.1)
    _easel(room.mirrored_at(-2.2, 5.6, 0.5), rng, 0.85)
    _easel(room.mirrored_at(2.4, 7.2, -0.5), rng, 0.95)
    top = room.mirrored_at(1.65, 4.0, 0.15)
    table(top, 1.5, 0.7, 0.78, OAK)
    for k in range(5):
        jar_ = top.at(-0.55 + 0.2 * k, rng.uniform(-0.1, 0.2), 0, 0.78)
        jar_.pillar(0, 0, 0, 0.13, 0.05, (STEEL, CHALK, PAINT[k])[k % 3], cast=False)
        for j in range(5):
            jar_.bar(
                (0, 0.1, 0),
                (rng.uniform(-0.09, 0.09), 0.34, rng.uniform(-0.05, 0.05)),
                0.012,
                PAINT[(j + k) % 6],
            )
    for k in range(7):
        top.at(rng.uniform(0.2, 0.6), rng.uniform(-0.25, 0.2), rng.uniform(0, 3), 0.78).box(
            -0.07, 0.07, 0, 0.03, -0.02, 0.02, PAINT[k % 6], cast=False
        )
    for _ in range(40):
        q = room.mirrored_at(rng.normal(0.9, 0.7), rng.normal(4.9, 0.5), rng.uniform(0, 3))
        r = rng.uniform(0.02, 0.07)
        q.sheet(
            [(-r, 0.006, -r * 0.6), (r, 0.006, -r), (r * 0.7, 0.006, r), (-r, 0.006, r * 0.8)],
            PAINT[int(rng.integers(6))],
            v=(0, 0, 1),
        )
    stool(room.mirrored_at(0.3, 4.6), OAK)
    sofa = room.at(-2.6 * s, 7.2, 0.3 * s)
    sofa.box(-0.9, 0.9, 0.1, 0.42, -0.4, 0.4, CLOTHS[1])
    sofa.box(-0.9, 0.9, 0.42, 0.85, 0.25, 0.4, CLOTHS[1].darker(0.9))
    potted(room.mirrored_at(3.3, 8.0), rng, 1.5, kind=0)
    for k in range(2):
        pendant(room, (1.8 - 3.4 * k) * s, 2.5, 4.4, IRON, power=3.6, size=0.28)
    desk_lamp(room, top.at(0.6, 0.1, 0, 0.78), CLOTHS[3], power=1.4)
    front = room.lens_spot(0.84 * s, 1.3)
    front.box(-0.5, 0.6, 0.78, 0.83, -0.3, 0.3, OAK)
    front.pillar(0, 0, 0.83, 1.0, 0.07, STEEL)
    for j in range(8):
        front.bar(
            (0, 0.95, 0), (rng.uniform(-0.14, 0.14), 1.28, rng.uniform(-0.05, 0.05)), 0.018, PAINT[j % 6]
        )


def recording(room: Room) -> None:
    """A recording studio: a desk of faders and screens, guitars, a lamp in the corner."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-3.2, 3.2), 7.6, 2.9
    room.eye, room.turn = 1.45, -0.18 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = 0.22, 4.6, "chair", "city"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#6d4a36"), Texture.PLANKS, 0.14, gloss=0.24))
    room.ceiling(plain("#4b4744"), beams=4, beam=WALNUT)
    slats = Finish(color("#8a5f40"), Texture.BOARDS, 0.09)
    cloth = plain("#4a545e")
    room.wall("back", slats, (Opening(-1.5 * s, 1.9, 1.15, 2.3, (1, 1), frame="#2a2624"),))
    room.wall(light_wall, cloth, (Opening(4.8, 1.5, 1.0, 2.3, (2, 2), frame="#2a2624"),))
    room.wall(other, cloth)
    desk = room.at(0.95 * s, room.deep - 1.0)
    table(desk, 2.9, 0.9, 0.74, WALNUT, legs=WALNUT)
    desk.sheet(
        [(-1.2, 0.76, -0.42), (1.2, 0.76, -0.42), (1.2, 0.90, 0.2), (-1.2, 0.90, 0.2)],
        plain("#2c2f33"),
        v=(0, 0, 1),
    )
    for k in range(22):
        x = -1.12 + k * 0.107
        t = rng.uniform(0.1, 0.5)
        desk.box(
            x, x + 0.03, 0.78 + t * 0.14, 0.81 + t * 0.14, -0.42 + t * 0.6, -0.37 + t * 0.6, CHALK, cast=False
        )
        tint = ("#4dff8a", "#ffd24d", "#ff5a4d")[int(rng.integers(3))]
        desk.box(x, x + 0.018, 0.905, 0.925, 0.12, 0.14, plain(tint, glow=5.0), cast=False)
    for k in range(2):
        monitor(
            desk.at(-0.55 + 1.1 * k, 0.35, (0.5 - k) * 0.2, 0.78),
            decor.screen(rng, "mix" if k == 0 else "pulse"),
            0.95,
            0.52,
        )
    px, py, pz = desk.world(0, 1.2, -0.35)
    room.lamp(Lamp(px, py, pz, color("#9fc4ff"), 1.1, 0.6, by_day=True, casts=False, halo=0.35))
    for x in (-1.32, 1.32):
        speaker = desk.at(x, 0.25, -0.2 * x, 0.76)
        speaker.box(-0.16, 0.16, 0, 0.5, -0.14, 0.14, IRON)
        for y, r in ((0.16, 0.11), (0.38, 0.055)):
            _dish(speaker.at(0, -0.145, 0, y), r, plain("#c9b48a"))
    for which, lo in ((other, 2.4), (light_wall, 2.2)):
        for k in range(5):
            z = lo + 1.02 * k
            if which == light_wall and 3.6 < z < 5.8:
                continue
            pad = room.on_wall(which, z, 0.9 + 0.75 * (k % 2))
            pad.box(-0.42, 0.42, 0, 0.62, -0.09, 0, CLOTHS[(k * 2 + 1) % 6].darker(0.8), cast=False)
    for k in range(3):
        rack = room.on_wall(other, 3.0 + 1.0 * k, 1.25)
        rack.card(
            0,
            0,
            -0.14,
            0.42,
            1.05,
            picture_finish(rack, decor.guitar(color(("#b5532f", "#d9a441", "#3f6f7a")[k]))),
        )
    drums = room.mirrored_at(-1.9, 6.3)
    drums.pillar(0, 0, 0.0, 0.55, 0.36, CLOTHS[0], sides=16)
    drums.pillar(0, 0, 0.55, 0.57, 0.37, CHALK, sides=16)
    drums.pillar(0.6, 0.1, 0.35, 0.6, 0.22, CLOTHS[0], sides=14)
    for x, y in ((-0.5, 1.05), (0.75, 1.15)):
        drums.bar((x, 0, 0), (x, y, 0), 0.025, STEEL)
        drums.pillar(x, 0, y, y + 0.012, 0.27, BRASS, sides=16, cast=False)
    mic = room.mirrored_at(-0.7, 4.4)
    mic.pillar(0, 0, 0, 0.03, 0.2, IRON)
    mic.bar((0, 0.03, 0), (0, 1.5, 0), 0.025, STEEL)
    mic.bar((0, 1.45, 0), (0.28, 1.62, 0), 0.02, STEEL)
    mic.ball(0.32, 1.64, 0, 0.055, STEEL, squash=1.3)
    chair(room.at(0.7 * s, room.deep - 2.0, math.pi + 0.3), IRON)
    amp = room.mirrored_at(2.6, 5.0, 0.9)
    amp.box(-0.35, 0.35, 0.05, 0.7, -0.2, 0.2, IRON)
    amp.box(-0.3, 0.3, 0.1, 0.52, -0.21, -0.2, plain("#8f7f60"), cast=False)
    amp.box(-0.28, -0.24, 0.6, 0.63, -0.21, -0.2, plain("#ff4a3a", glow=6.0), cast=False)
    lampstand = room.mirrored_at(-2.4, 5.4)
    lampstand.bar((0, 0, 0), (0, 1.5, 0), 0.03, BRASS)
    x, y, z = lampstand.world(0, 1.55, 0)
    on = room.lamp(Lamp(x, y, z, WARM, 1.7, 0.5, by_day=True))
    lampstand.pillar(
        0, 0, 1.45, 1.75, 0.22, plain("#e8c890", glow=2.4 if on else 0.0), upper=0.15, cast=False
    )
    pendant(room, 0.95 * s, 2.1, room.deep - 1.3, CLOTHS[3], power=1.8, size=0.18)
    rug = room.at(0.1 * s, 4.9)
    carpet = Finish(color("#7d3230"), Texture.TILES, 0.3, second=color("#a5713f"))
    rug.sheet(
        [(-1.6, 0.01, -1.0), (1.6, 0.01, -1.0), (1.6, 0.01, 1.0), (-1.6, 0.01, 1.0)], carpet, v=(0, 0, 1)
    )
    potted(room.mirrored_at(2.75, 7.0), rng, 1.2, kind=1)
    mug(desk.at(1.05, -0.35, 0, 0.76), CLOTHS[2])
    front = room.lens_spot(-0.86 * s, 1.3, 0.1)
    front.card(0, 0.35, 0, 0.62, 1.5, picture_finish(front, decor.guitar(color("#a5482a"))))


def _dish(s: Spot, radius: float, finish: Finish) -> None:
    """A round cone of a loudspeaker that faces -z."""
    a = [2 * math.pi * k / 14 for k in range(14)]
    s.sheet([(radius * math.cos(t), radius * math.sin(t), 0) for t in a], finish)
    s.sheet([(radius * 0.4 * math.cos(t), radius * 0.4 * math.sin(t), -0.004) for t in a], finish.darker(0.4))


def dance_hall(room: Room) -> None:
    """A hall for dancers: a polished floor, tall windows, a mirror with its barre, a piano."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-4.4, 4.4), 11.0, 4.6
    room.eye, room.turn, room.horizon = 1.5, 0.10 * s, 480.0
    room.hero_x, room.hero_ahead, room.seat, room.view = -0.16, 5.0, "stool", "city"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#b5854f"), Texture.PLANKS, 0.11, gloss=0.62))
    room.ceiling(plain("#ddd3c0"), beams=5, beam=plain("#c4b596"))
    wall = plain("#d9cdb8")
    wains = Finish(color("#b9a88c"), Texture.BOARDS, 0.5)
    room.wall(
        light_wall, wall, tuple(Opening(2.0 + 2.35 * k, 1.7, 0.5, 4.1, (3, 6), arched=True) for k in range(4))
    )
    room.wall("back", wall, (Opening(0.0, 2.6, 0.5, 4.0, (4, 6), arched=True),), lower=wains, lower_to=1.0)
    room.wall(other, wall)
    mirror = room.on_wall(other, 5.4, 0.3)
    mirror.box(-3.6, 3.6, -0.06, 2.5, -0.02, 0, BRASS, cast=False)
    for k in range(6):
        x = -3.55 + 1.19 * k
        mirror.box(
            x,
            x + 1.15,
            0.0,
            2.42,
            -0.03,
            -0.02,
            Finish(color("#93a3ac"), Texture.STONE, second=color("#b7c3c9")),
            cast=False,
        )
    for which in (other, light_wall):
        x, _ = inner(room, which, 0.28)
        for y in (0.85, 1.1):
            room.at(x, 5.4).bar((0, y, -3.8), (0, y, 3.8), 0.05, OAK)
        for k in range(5):
            room.at(x, 1.8 + 1.8 * k).bar((0, 0, 0), (0, 1.1, 0), 0.03, IRON)
    piano = room.mirrored_at(2.3, 8.2, 0.5)
    ring = [(-0.75, -0.55), (0.75, -0.55), (0.78, 0.1), (0.35, 0.5), (0.1, 1.1), (-0.35, 1.25), (-0.75, 0.9)]
    black = Finish(color("#17161a"), gloss=0.0)
    for y in (0.68, 0.98):
        piano.sheet([(x, y, z) for x, z in ring], black, v=(0, 0, 1))
    for (ax, az), (bx, bz) in zip(ring, [*ring[1:], ring[0]], strict=True):
        piano.sheet([(ax, 0.68, az), (bx, 0.68, bz), (bx, 0.98, bz), (ax, 0.98, az)], black)
    piano.sheet(
        [(-0.72, 1.0, 0.9), (-0.72, 1.0, -0.4), (-0.1, 1.75, -0.2), (-0.1, 1.75, 0.9)], black, u=(0, 0, 1)
    )
    piano.box(-0.62, 0.62, 0.72, 0.78, -0.72, -0.55, CHALK, cast=False)
    for x, z in ((-0.6, -0.4), (0.6, -0.4), (-0.2, 0.9)):
        piano.pillar(x, z, 0, 0.68, 0.06, black)
    piano.cast(-0.75, 0.75, 0.3, 0.98, -0.55, 0.9)
    stool(piano.at(0, -1.1), WALNUT, height=0.5)
    bouquet(piano.at(0.4, 0.0, 0, 0.99), rng, 0.6)
    for k in range(3):
        chair(room.mirrored_at(-3.7, 7.0 + 0.7 * k, -math.pi / 2 + rng.uniform(-0.2, 0.2)), WALNUT)
    bag = room.mirrored_at(-3.4, 4.4, 0.4)
    bag.box(-0.28, 0.28, 0, 0.28, -0.15, 0.15, CLOTHS[0])
    for k in range(3):
        framed(
            room.on_wall("back", (-3.3 + 0.95 * k if k < 2 else 3.0) * s, 2.0), decor.poster(rng), 0.6, 0.85
        )
    for k in range(3):
        strip_light(room, 0, 2.5 + 3.0 * k, 2.6, tint=WHITE, power=2.6, along=False)
    for k in range(2):
        pendant(room, (-1.8 + 3.6 * k) * s, 3.0, 6.4, BRASS, power=3.6, size=0.26)
    potted(room.mirrored_at(3.9, 10.3), rng, 1.5, kind=0)
    jar(piano.at(-0.3, 0.3, 0, 0.99), rng, PAINT[2])
    front = room.lens_spot(0.92 * s, 1.4)
    front.bar((-0.7, 0.85, 0), (0.6, 0.85, 0.1), 0.06, OAK)
    front.bar((-0.05, 0, 0), (-0.05, 0.85, 0), 0.05, IRON)
    front.box(-0.36, -0.14, 0.62, 0.87, -0.04, 0.04, CLOTHS[5])
