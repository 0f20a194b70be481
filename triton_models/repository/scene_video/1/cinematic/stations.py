"""Designs of stations: a great hall, a platform under a roof, one below the street."""

from __future__ import annotations

import math

from cinematic import (
    decor,
)
from cinematic.arrays import (
    Rng,
    color,
)
from cinematic.furnishings import (
    BRASS,
    CLOTHS,
    IRON,
    OAK,
    STEEL,
    WALNUT,
    bench,
    framed,
    globe,
    pendant,
    picture_finish,
    potted,
    suitcase,
)
from cinematic.rooms import (
    COOL,
    WARM,
    WHITE,
    Lamp,
    Opening,
    Room,
    inner,
    walls,
)
from cinematic.solids import (
    Finish,
    Group,
    Spot,
    Texture,
    plain,
)


def _clock(room: Room, x: float, y: float, z: float, size: float, rng: Rng) -> None:
    face = room.at(x, z)
    face.card(
        0,
        y,
        -0.02,
        size,
        size,
        picture_finish(face, decor.clock(int(rng.integers(720))), glow=0.5 if room.lit else 0.0),
    )
    face.bar((0, y + size, 0), (0, room.tall, 0), 0.05, IRON)


def station_hall(room: Room) -> None:
    """A great hall: arched windows, columns, a board of departures, light on stone."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-6.5, 6.5), 20.0, 8.4
    room.eye, room.turn, room.horizon = 1.6, 0.12 * s, 540.0
    room.hero_x, room.hero_ahead, room.seat, room.view, room.view_level = -0.20, 6.0, "bench", "city", 540.0
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#b7a78e"), Texture.TILES, 1.1, second=color("#8f7f6a"), gloss=0.62))
    room.ceiling(
        Finish(color("#b09a76"), Texture.TILES, 1.6, second=color("#9a8663")), beams=7, beam=plain("#8a7556")
    )
    stone = Finish(color("#c4b296"), Texture.STONE, second=color("#a8967a"))
    room.wall(
        light_wall,
        stone,
        tuple(Opening(3.6 + 4.0 * k, 2.6, 2.4, 7.6, (4, 7), arched=True, frame="#54524c") for k in range(4)),
    )
    room.wall(other, stone)
    room.wall("back", stone, (Opening(0, 5.4, 2.6, 7.8, (8, 7), arched=True, frame="#54524c"),))
    for k in range(5):
        for px in (-5.5, 5.5):
            col = room.at(px, 1.8 + 4.0 * k)
            col.pillar(0, 0, 0, 0.5, 0.6, stone.darker(0.85))
            col.pillar(0, 0, 0.5, 6.4, 0.42, stone, sides=16)
            col.box(-0.62, 0.62, 6.4, 6.8, -0.62, 0.62, stone.darker(0.9))
    board = room.at(-1.0 * s, 13.5)
    board.box(-2.4, 2.4, 3.5, 5.35, 0.0, 0.2, IRON)
    board.card(0, 3.57, -0.01, 4.6, 1.7, picture_finish(board, decor.departures(rng), glow=1.5))
    for x in (-2.0, 2.0):
        board.bar((x, 5.35, 0.1), (x, room.tall, 0.1), 0.06, IRON)
    room.lamp(Lamp(-1.0 * s, 3.4, 12.6, color("#ffcf8a"), 2.5, 0.8, by_day=True, casts=False, halo=0.3))
    _clock(room, 2.6 * s, 4.0, 10.5, 1.3, rng)
    for k in range(2):
        for x in (-2.6, 2.8):
            bench(room.mirrored_at(x, 7.6 + 4.0 * k, math.pi if k else 0.0), 2.2, WALNUT)
    for which in (other,):
        x, turn = inner(room, which, 0.0)
        for k in range(3):
            kiosk = room.at(x, 5.8 + 4.0 * k, turn)
            kiosk.box(-1.4, 1.4, 0, 1.05, -0.5, 0, WALNUT)
            kiosk.box(
                -1.3, 1.3, 1.05, 2.5, -0.06, 0, plain("#ffdf9f", glow=1.5 if room.lit else 0.25), cast=False
            )
            kiosk.box(-1.5, 1.5, 2.5, 2.85, -0.7, 0, (CLOTHS[0], CLOTHS[2], CLOTHS[1])[k])
            px, py, pz = kiosk.world(0, 2.0, -0.9)
            room.lamp(Lamp(px, py, pz, WARM, 2.6, 0.5, casts=False, halo=0.4))
            for j in range(5):
                kiosk.at(-1.0 + 0.5 * j, -0.07, 0, 1.2).card(
                    0, 0, 0, 0.32, 0.42, picture_finish(kiosk, decor.poster(rng))
                )
    for k in range(4):
        for x in (-2.6, 2.6):
            globe(room, x, 5.2, 4.4 + 4.0 * k, power=8.0, size=0.3)
    for x, z, t, k in ((1.6, 6.6, 0.4, 0), (2.1, 6.9, 0.1, 3), (-1.6, 9.4, 0.8, 1)):
        suitcase(room.mirrored_at(x, z, t), CLOTHS[k])
    framed(room.on_wall(other, 3.6, 2.0), decor.poster(rng), 1.1, 1.6, frame=BRASS)
    front = room.lens_spot(-0.84 * s, 1.8, 0.3)
    suitcase(front.at(0, 0, 0, 0.25), CLOTHS[0], 1.3)
    suitcase(front.at(0.15, 0.05, 0.4, 0.9), CLOTHS[3], 0.8)


def _carriage(s: Spot, length: float, paint: Finish, dice: Rng, *, lit: bool) -> None:
    """A carriage whose windows face -z, along x, from -length / 2."""
    h = length / 2
    s.box(-h, h, 0.35, 1.15, 0, 2.6, paint)
    s.box(-h, h, 1.15, 2.05, 0.02, 2.6, paint.darker(0.6))
    s.box(-h, h, 2.05, 2.55, 0, 2.6, paint)
    s.box(-h, h, 1.08, 1.16, -0.015, 0, plain("#e8d8a8"), cast=False)
    s.box(-h, h, 2.55, 2.85, 0.25, 2.4, IRON)
    s.box(-h, h, -0.6, 0.35, 0.3, 2.4, IRON)
    pane = plain("#ffcf85", glow=0.8 if lit else 0.10)
    seats = plain("#6a4a36", glow=0.25 if lit else 0.03)
    n = max(2, int(length / 1.15))
    for k in range(n):
        x = -h + (k + 0.5) * length / n
        if k % 5 == 2:
            s.box(x - 0.42, x + 0.42, 0.35, 2.35, -0.012, 0.02, paint.darker(0.75), cast=False)
            s.box(x - 0.26, x + 0.26, 1.3, 2.1, -0.02, 0.02, pane, cast=False)
        else:
            s.box(x - 0.46, x + 0.46, 1.22, 2.0, -0.005, 0.02, pane, cast=False)
            s.box(x - 0.02, x + 0.02, 1.22, 2.0, -0.012, 0.02, IRON, cast=False)
            for dx in (-0.40, 0.12):
                s.box(x + dx, x + dx + 0.28, 1.22, 1.44, -0.007, 0, seats, cast=False)
            s.box(x - 0.46, x + 0.46, 1.86, 1.89, -0.007, 0, seats, cast=False)
            for dx in (-0.22, 0.2):
                if dice.random() < 0.36:
                    _passenger(s, x + dx, dice)


def _gap(room: Room, x0: float, x1: float) -> None:
    """The dark between a platform's edge and the train."""
    spot = room.at(group=Group.BODY)
    a, b = sorted((x0 * room.side, x1 * room.side))
    z0, z1 = -1.4, room.deep
    spot.sheet(
        [(a, 0.004, z0), (b, 0.004, z0), (b, 0.004, z1), (a, 0.004, z1)], plain("#0b0b0c"), v=(0, 0, 1)
    )


def _passenger(s: Spot, x: float, dice: Rng) -> None:
    """Someone at a carriage's window, against the light."""
    dark = plain("#2a201a", glow=0.25)
    y, r = 1.62 + dice.uniform(-0.05, 0.06), 0.10
    a = [2 * math.pi * k / 12 for k in range(12)]
    s.sheet([(x + r * math.cos(t), y + 1.15 * r * math.sin(t), -0.008) for t in a], dark)
    s.sheet(
        [
            (x - 0.21, 1.22, -0.008),
            (x + 0.21, 1.22, -0.008),
            (x + 0.15, y - 0.13, -0.008),
            (x - 0.15, y - 0.13, -0.008),
        ],
        dark,
    )


def station_platform(room: Room) -> None:
    """A platform under a roof: a train at rest, lamps that run into the distance."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-4.6, 4.6), 30.0, 4.6
    room.eye, room.turn, room.horizon = 1.5, 0.05 * s, 500.0
    room.hero_x, room.hero_ahead, room.seat, room.view, room.view_level = -0.10, 5.6, "bench", "town", 500.0
    room.begin()
    light_wall, other = walls(room)
    room.floor(
        Finish(
            color("#9a948a"), Texture.TILES, 0.7, second=color("#8a847a"), gloss=0.30 + 0.4 * room.light.wet
        )
    )
    room.ceiling(Finish(color("#7f6a50"), Texture.BOARDS, 0.3), beams=12, beam=plain("#3f4a48"))
    room.wall("back", plain("#6a6258"), (Opening(0.0, 9.1, 0.02, 4.5, (1, 1), frame="#3f4a48"),))
    brick = Finish(color("#9a6a52"), Texture.BRICK, 0.26, second=color("#c0b09a"))
    room.wall(
        other,
        brick,
        tuple(Opening(4.6 + 4.4 * k, 1.5, 0.9, 2.9, (2, 4), arched=True, frame="#e0d4b8") for k in range(5)),
    )
    room.wall(
        light_wall,
        plain("#5a5650"),
        tuple(Opening(3.0 + 5.0 * k, 4.4, 2.95, 4.35, (1, 1), frame="#3f4a48") for k in range(6)),
    )
    paint = plain(("#7d2f2c", "#2f4f6a", "#2f5a44")[int(rng.integers(3))])
    train_x = 2.0 * s
    for k in range(4):
        spot = room.at(train_x, 2.0 + 7.3 * k, math.pi / 2 * s)
        _carriage(spot, 7.0, paint, rng, lit=room.lit)
        for j in range(2):
            px, py, pz = spot.world(-1.8 + 3.6 * j, 1.6, -0.5)
            room.lamp(Lamp(px, py, pz, WARM, 0.9, 0.6, casts=False, halo=0.0))
    _gap(room, 1.72, 2.1)
    edge = room.at(1.55 * s, 15.0, group=Group.BODY)
    edge.sheet(
        [(-0.16, 0.012, -16), (0.16, 0.012, -16), (0.16, 0.012, 15), (-0.16, 0.012, 15)],
        plain("#e0b53a"),
        v=(0, 0, 1),
    )
    for k in range(7):
        col = room.at(-1.7 * s, 3.4 + 4.0 * k)
        col.pillar(0, 0, 0, 0.35, 0.16, plain("#3f4a48"))
        col.pillar(0, 0, 0.35, room.tall, 0.09, plain("#4f5c58"))
        for side in (-1, 1):
            col.bar((0, 3.7, 0), (side * 1.1, room.tall, 0), 0.06, plain("#4f5c58"))
        pendant(room, -0.2 * s, 3.3, 3.4 + 4.0 * k, plain("#2f3a38"), power=4.4, size=0.26)
    for z in (7.4, 11.6):
        bench(room.at(-3.4 * s, z, -math.pi / 2 * s), 1.9, OAK)
    _clock(room, -0.2 * s, 2.7, 13.0, 0.8, rng)
    for k in range(4):
        framed(room.on_wall(other, 2.4 + 4.4 * k, 1.8), decor.poster(rng), 0.8, 1.15, frame=IRON)
    cart = room.at(-2.6 * s, 6.2, 0.5)
    cart.box(-0.5, 0.5, 0.3, 0.36, -0.8, 0.8, OAK)
    for k, (px, pz) in enumerate(((-0.2, -0.4), (0.15, 0.2), (-0.15, 0.5))):
        suitcase(cart.at(px, pz, 0.3 * k, 0.36), CLOTHS[k])
    room.steam.append((train_x * 0.75, 0.1, 6.5))
    room.steam.append((train_x * 0.75, 0.1, 9.5))
    potted(room.at(-4.1 * s, 9.4), rng, 1.0)
    front = room.lens_spot(-0.88 * s, 1.6, 0.2)
    suitcase(front.at(0, 0, 0, 0.35), CLOTHS[1], 1.2)


def station_underground(room: Room) -> None:
    """Below the street: tiles, a lit train, posters, lights in the polish of the floor."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-3.9, 3.9), 26.0, 3.5
    room.eye, room.turn = 1.5, -0.04 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = -0.12, 5.4, "bench", "city"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#a7a49c"), Texture.TILES, 0.6, second=color("#98958d"), gloss=0.6))
    room.ceiling(plain("#5f6668"), beams=13, beam=plain("#454b4d"))
    tile = Finish(color("#c9bfa4"), Texture.TILES, 0.22, second=color("#c0b698"))
    band = Finish(color("#2f6a6a"), Texture.TILES, 0.22, second=color("#35706f"))
    room.wall(other, tile, lower=band, lower_to=0.9)
    room.wall(light_wall, plain("#3a3c3e"))
    room.wall("back", tile, lower=band, lower_to=0.9)
    paint = plain(("#c9ccca", "#b5483a", "#3f6a94")[int(rng.integers(3))])
    for k in range(3):
        spot = room.at(1.9 * s, 2.4 + 8.4 * k, math.pi / 2 * s)
        _carriage(spot, 8.2, paint, rng, lit=True)
        for j in range(3):
            px, py, pz = spot.world(-2.6 + 2.6 * j, 1.6, -0.55)
            room.lamp(Lamp(px, py, pz, color("#fff0cf"), 1.3, 0.6, by_day=True, casts=False, halo=0.0))
    _gap(room, 1.64, 2.0)
    edge = room.at(1.45 * s, 13.0, group=Group.BODY)
    edge.sheet(
        [(-0.15, 0.012, -14), (0.15, 0.012, -14), (0.15, 0.012, 13), (-0.15, 0.012, 13)],
        plain("#e6c24a"),
        v=(0, 0, 1),
    )
    for k in range(8):
        poster = room.on_wall(other, 3.0 + 2.6 * k, 1.72)
        framed(poster, decor.poster(rng), 1.2, 1.5, frame=STEEL)
    tunnel = room.on_wall("back", 2.3 * s, 0.0)
    tunnel.box(-1.3, 1.3, 0, 3.1, -0.03, 0, plain("#0a0b0d"), cast=False)
    for x in (-0.5, 0.5):
        tunnel.box(x - 0.12, x + 0.12, 1.0, 1.2, -0.05, -0.03, plain("#fff0c8", glow=6.0), cast=False)
    room.lamp(Lamp(2.3 * s, 1.2, room.deep - 1.2, color("#ffe6b0"), 3.0, 0.6, by_day=True, casts=False))
    for k in range(7):
        z = 2.4 + 3.4 * k
        tint = COOL if k % 2 else WHITE
        room.lamp(Lamp(-0.7 * s, room.tall - 0.2, z, tint, 4.2, 0.7, shaded=True, by_day=True, halo=0.4))
        tube = room.at(-0.7 * s, z)
        tube.box(
            -0.7, 0.7, room.tall - 0.12, room.tall - 0.06, -0.08, 0.08, Finish(tint, glow=6.0), cast=False
        )
    for k in range(3):
        bench(room.at(-3.2 * s, 6.6 + 4.6 * k, -math.pi / 2 * s), 1.8, OAK)
    for k in range(4):
        col = room.at(-0.6 * s, 7.6 + 5.0 * k)
        col.box(-0.28, 0.28, 0, room.tall, -0.28, 0.28, band)
    sign = room.at(-0.8 * s, 8.6)
    sign.box(-1.0, 1.0, 2.5, 2.85, -0.05, 0.05, plain("#1f4f8a", glow=0.9), cast=False)
    sign.box(-0.7, 0.4, 2.62, 2.72, -0.06, -0.05, plain("#ffffff", glow=1.2), cast=False)
    _clock(room, 0.5 * s, 2.35, 10.5, 0.6, rng)
    suitcase(room.mirrored_at(-2.4, 6.4, 0.4), CLOTHS[3])
    front = room.lens_spot(-0.92 * s, 1.5)
    front.box(-0.4, 0.2, 0, 2.4, -0.2, 0.2, band)
