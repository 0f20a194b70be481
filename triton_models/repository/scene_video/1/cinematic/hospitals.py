"""Designs of hospitals: a corridor, a room with one bed, a ward."""

from __future__ import annotations

import math

from cinematic import (
    decor,
)
from cinematic.arrays import (
    color,
)
from cinematic.furnishings import (
    BRASS,
    CHALK,
    CLOTHS,
    OAK,
    PAPER,
    STEEL,
    armchair,
    bouquet,
    cabinet,
    chair,
    framed,
    globe,
    monitor,
    mug,
    pendant,
    picture_finish,
    potted,
    strip_light,
    table,
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

LINEN = plain("#e6ecea")


def _bed(s: Spot, blanket: Finish) -> None:
    """A hospital bed, its head at +z, its head end raised."""
    frame = plain("#aab6ba")
    s.box(-0.46, 0.46, 0.46, 0.52, -1.0, 1.0, frame)
    for x in (-0.42, 0.38):
        for z in (-0.9, 0.86):
            s.box(x, x + 0.04, 0, 0.46, z, z + 0.04, frame, cast=False)
    s.box(-0.44, 0.44, 0.52, 0.68, -0.98, 0.3, LINEN)
    s.sheet(
        [(-0.44, 0.68, 0.3), (0.44, 0.68, 0.3), (0.44, 1.12, 0.95), (-0.44, 1.12, 0.95)], LINEN, v=(0, 0, 1)
    )
    for x in (-0.44, 0.44):
        s.sheet(
            [(x, 0.52, 0.3), (x, 0.68, 0.3), (x, 1.12, 0.95), (x, 0.98, 1.0)], LINEN.darker(0.9), u=(0, 0, 1)
        )
    pillow = s.at(0, 0.70, 0, 1.04)
    pillow.ball(0, 0.06, 0, 0.3, LINEN, squash=0.4)
    s.box(-0.47, 0.47, 0.62, 0.74, -1.0, 0.12, blanket)
    s.box(-0.47, 0.47, 0.735, 0.76, -0.06, 0.18, LINEN, cast=False)
    s.box(-0.46, 0.46, 0.5, 1.15, 0.98, 1.02, frame)
    s.box(-0.46, 0.46, 0.5, 0.92, -1.04, -1.0, frame)
    for x in (-0.5, 0.48):
        s.bar((x, 0.86, -0.3), (x, 0.86, 0.5), 0.025, STEEL)


def _drip(s: Spot) -> None:
    s.bar((0, 0.05, 0), (0, 1.9, 0), 0.025, STEEL)
    s.bar((-0.14, 1.88, 0), (0.14, 1.88, 0), 0.02, STEEL)
    for k in range(4):
        a = k * math.pi / 2
        s.bar((0, 0.08, 0), (0.22 * math.cos(a), 0.03, 0.22 * math.sin(a)), 0.025, STEEL)
    s.box(-0.16, -0.04, 1.56, 1.84, -0.03, 0.03, plain("#cfe8ee", glow=0.15), cast=False)
    s.box(0.05, 0.15, 1.62, 1.84, -0.03, 0.03, plain("#f0e0b8", glow=0.1), cast=False)


def _curtain(s: Spot, width: float, height: float, tint: Finish) -> None:
    """Hanging folds across x."""
    n = max(4, int(width / 0.09))
    xs = [-width / 2 + width * k / n for k in range(n + 1)]
    for k in range(n):
        z0, z1 = 0.05 * math.sin(k * 1.9), 0.05 * math.sin((k + 1) * 1.9)
        fold = tint.darker(0.86 + 0.14 * (k % 2))
        s.sheet(
            [(xs[k], 0.15, z0), (xs[k + 1], 0.15, z1), (xs[k + 1], height, z1), (xs[k], height, z0)], fold
        )
    s.bar((-width / 2, height, 0), (width / 2, height, 0), 0.03, STEEL)


def hospital_corridor(room: Room) -> None:
    """A corridor: doors, handrails, lights that run to a window."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-1.75, 1.75), 17.0, 2.8
    room.eye, room.hero_x, room.hero_ahead, room.seat, room.view = 1.45, -0.10, 5.2, "chair", "garden"
    room.turn = 0.03 * s
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#b9c4c0"), Texture.TILES, 0.6, second=color("#aebbb8"), gloss=0.7))
    room.ceiling(Finish(color("#e6e9e6"), Texture.TILES, 0.6, second=color("#e0e4e1")))
    wall, lower = plain("#e2dfd0"), plain("#7fb5aa")
    room.wall("back", wall, (Opening(0, 2.0, 0.6, 2.4, (2, 2)),), lower=lower)
    room.wall(
        light_wall,
        wall,
        tuple(Opening(4.4 + 3.6 * k, 1.5, 0.95, 2.3, (2, 1)) for k in range(3)),
        lower=lower,
        lower_to=0.95,
    )
    room.wall(other, wall, lower=lower, lower_to=0.95)
    for which, first, step in ((other, 4.2, 3.0), (light_wall, 6.2, 3.6)):
        for k in range(5):
            z = first + step * k
            door = room.on_wall(which, z)
            door.box(-0.58, 0.58, 0, 2.2, -0.05, 0, plain("#c9a877"), cast=False)
            door.box(-0.50, 0.50, 0, 2.12, -0.06, 0, plain("#b98f62"), cast=False)
            door.box(
                -0.16, 0.16, 1.25, 1.9, -0.065, 0, plain("#cfe0e4", glow=0.5 if room.lit else 0.1), cast=False
            )
            door.box(0.36, 0.42, 1.0, 1.1, -0.12, 0, STEEL, cast=False)
            door.box(0.72, 0.92, 1.5, 1.66, -0.03, 0, CHALK, cast=False)
        x, _ = inner(room, which, 0.08)
        room.at(x, 8.5).bar((0, 0.92, -8), (0, 0.92, 8), 0.07, OAK)
    for k in range(6):
        strip_light(room, 0, 2.2 + 2.7 * k, 1.3, tint=COOL if k % 3 else WHITE, power=2.2, by_day=k % 2 == 0)
    line = room.at(-0.55 * s, 8.0, group=Group.BODY)
    for k, tint in enumerate(("#3f9a9a", "#e0a24a")):
        px = 0.14 * k
        line.sheet(
            [(px, 0.006, -9), (px + 0.09, 0.006, -9), (px + 0.09, 0.006, 9), (px, 0.006, 9)],
            plain(tint),
            v=(0, 0, 1),
        )
    x, turn = inner(room, other, 0.06)
    for z in (6.9, 7.5, 12.8):
        chair(room.at(x, z, turn).at(0, -0.3), CLOTHS[1])
    trolley = room.at(1.2 * s, 7.6, 0.1)
    for y in (0.3, 0.85):
        trolley.box(-0.28, 0.28, y, y + 0.03, -0.45, 0.45, STEEL)
    for px in (-0.26, 0.24):
        for pz in (-0.42, 0.4):
            trolley.box(px, px + 0.02, 0, 0.95, pz, pz + 0.02, STEEL, cast=False)
    trolley.box(-0.2, 0.2, 0.88, 1.02, -0.3, 0.1, LINEN)
    trolley.pillar(0.1, 0.3, 0.88, 1.06, 0.06, CLOTHS[1])
    _drip(room.mirrored_at(1.35, 9.6))
    potted(room.mirrored_at(1.35, 16.2), rng, 1.2, kind=0)
    potted(room.mirrored_at(-1.35, 10.6), rng, 1.0)
    for k in range(3):
        framed(room.on_wall(other, 4.6 + 3.0 * k, 1.6), decor.painting(rng), 0.7, 0.5, frame=OAK)
    notices = room.on_wall(light_wall, 3.1, 1.15)
    notices.box(-0.7, 0.7, 0, 0.95, -0.03, 0, OAK, cast=False)
    notices.box(-0.65, 0.65, 0.05, 0.9, -0.035, -0.03, plain("#b98a5e"), cast=False)
    for k in range(9):
        sheet_ = notices.at(-0.5 + 0.13 * k, -0.04, 0, 0.1 + 0.38 * (k % 2) + rng.uniform(0, 0.06))
        sheet_.card(0, 0, 0, 0.17, 0.24, picture_finish(sheet_, decor.poster(rng)))
    sign = room.at(0, 8.0, group=Group.BODY)
    sign.box(-0.7, 0.7, 2.25, 2.5, -0.03, 0.03, plain("#2f7f8a", glow=0.7), cast=False)
    sign.box(-0.55, 0.2, 2.34, 2.40, -0.035, -0.03, plain("#ffffff", glow=0.8), cast=False)
    sign.bar((-0.5, 2.5, 0), (-0.5, room.tall, 0), 0.02, STEEL)
    sign.bar((0.5, 2.5, 0), (0.5, room.tall, 0), 0.02, STEEL)
    front = room.lens_spot(-0.90 * s, 1.35)
    potted(front.at(0, 0, 0, 0.35), rng, 1.1, kind=0)


def hospital_room(room: Room) -> None:
    """A room with one bed: a monitor's light, a drip, flowers, a chair for who visits."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-2.9, 2.9), 6.6, 2.9
    room.eye, room.turn = 1.42, 0.32 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = -0.36, 4.4, "chair", "garden"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#b5a68c"), Texture.PLANKS, 0.2, gloss=0.4))
    room.ceiling(plain("#e9e9e2"))
    wall, lower = plain("#dce4dc"), plain("#a8c4bd")
    room.wall("back", wall, lower=Finish(color("#c9b08a"), Texture.BOARDS, 0.6), lower_to=1.3)
    room.wall(light_wall, wall, (Opening(4.9, 2.6, 0.8, 2.5, (3, 1)),), lower=lower, lower_to=0.7)
    room.wall(other, wall, lower=lower, lower_to=0.9)
    bed = room.at(0.15 * s, room.deep - 1.5, 1.05 * s)
    _bed(bed, plain(("#7fb0b8", "#c9a878", "#9fb58a")[int(rng.integers(3))]))
    head = room.on_wall("back", 0.35 * s, 1.45)
    head.box(-1.1, 1.1, 0, 0.16, -0.08, 0, plain("#eef2f0"), cast=False)
    on = room.lamp(Lamp(0.35 * s, 1.75, room.deep - 0.5, WARM, 1.4, 0.8, halo=0.6))
    head.box(-0.9, 0.9, 0.16, 0.19, -0.07, 0, plain("#ffe2b0", glow=4.0 if on else 0.0), cast=False)
    _drip(room.at(1.15 * s, room.deep - 1.9))
    stand = room.at(1.35 * s, room.deep - 0.6)
    cabinet(stand, 0.62, 0.78, 0.5, plain("#cbb48c"), top=CHALK, doors=1, knob=STEEL)
    bouquet(stand.at(-0.1, -0.25, 0, 0.78), rng, 0.75)
    mug(stand.at(0.2, -0.35, 0, 0.78), CLOTHS[0])
    pole = room.at(-0.75 * s, room.deep - 0.6)
    pole.bar((0, 0, 0), (0, 1.25, 0), 0.04, STEEL)
    monitor(pole.at(0, -0.05, 0.25 * s, 1.12), decor.screen(rng, "pulse"), 0.62, 0.42, glow=1.5)
    x, y, z = pole.world(0, 1.45, -0.4)
    room.lamp(
        Lamp(
            x,
            y,
            z,
            color("#9fe8d4"),
            0.3 if room.light.dark else 0.12,
            0.4,
            by_day=True,
            casts=False,
            halo=0.3,
        )
    )
    armchair(room.mirrored_at(1.75, 4.5, 0.9), CLOTHS[2])
    lx, turn = inner(room, light_wall, 0.12)
    for z0 in (3.45, 6.32):
        _curtain(room.at(lx, z0, turn), 0.75, 2.62, plain("#d9d2b8"))
    for k in range(2):
        potted(room.on_wall(light_wall, 4.5 + 0.8 * k, 0.8, 0.08), rng, 0.42)
    framed(room.on_wall("back", -1.8 * s, 1.95), decor.painting(rng), 0.9, 0.65, frame=OAK)
    framed(room.on_wall(other, 4.6, 1.75), decor.painting(rng), 0.8, 0.6, frame=OAK)
    shelf_top = room.at(-2.2 * s, room.deep)
    cabinet(shelf_top, 1.2, 0.9, 0.5, plain("#cbb48c"), top=CHALK, doors=2, knob=STEEL)
    for k in range(4):
        shelf_top.at(-0.4 + 0.24 * k, -0.25, 0.2 * k, 0.9).box(
            -0.09, 0.09, 0, 0.24 - 0.03 * k, -0.02, 0.02, PAPER
        )
    bouquet(shelf_top.at(0.45, -0.25, 0, 0.9), rng, 0.5)
    pendant(
        room,
        1.35 * s,
        2.0,
        room.deep - 0.9,
        plain("#e9d2a0", glow=0.6 if room.lit else 0.0),
        power=1.6,
        size=0.14,
    )
    strip_light(room, 0, 3.2, 1.4, tint=WHITE, power=1.2)
    front = room.lens_spot(0.86 * s, 1.25)
    front.box(-0.5, 0.5, 0.82, 0.86, -0.3, 0.3, plain("#cbb48c"))
    bouquet(front.at(-0.1, 0, 0, 0.86), rng, 0.62)


def hospital_ward(room: Room) -> None:
    """A ward: beds in a row under tall windows, curtains between them."""
    s, rng = room.side, room.rng
    room.width, room.deep, room.tall = (-3.6, 3.6), 12.0, 3.8
    room.eye, room.turn = 1.5, 0.07 * s
    room.hero_x, room.hero_ahead, room.seat, room.view = -0.22, 5.2, "chair", "town"
    room.begin()
    light_wall, other = walls(room)
    room.floor(Finish(color("#a8b5ae"), Texture.TILES, 0.5, second=color("#c2ccc4"), gloss=0.6))
    room.ceiling(plain("#e8ebe6"), beams=4, beam=plain("#d6dad4"))
    wall, lower = plain("#dde6df"), plain("#8fb0b5")
    room.wall(
        light_wall,
        wall,
        tuple(Opening(2.6 + 2.4 * k, 1.3, 1.1, 3.3, (2, 4), arched=True) for k in range(4)),
        lower=lower,
    )
    room.wall(other, wall, lower=lower)
    room.wall("back", wall, (Opening(-0.9 * s, 1.5, 1.0, 3.3, (3, 4), arched=True),), lower=lower)
    blankets = ("#7fb0b8", "#b8a07f", "#9fb58a", "#b58a8f")
    for which, sign in ((light_wall, 1), (other, -1)):
        x, turn = inner(room, which, 0.1)
        for k in range(4):
            z = 3.8 + 2.4 * k
            _bed(room.at(x, z, turn).at(0, -1.05), plain(blankets[(k + (sign > 0)) % 4]))
            stand = room.at(x, z + 0.95, turn)
            cabinet(stand, 0.5, 0.75, 0.45, plain("#d8d2c0"), top=CHALK, doors=1, knob=STEEL)
            if k % 2 == 0:
                bouquet(stand.at(0, -0.2, 0, 0.75), rng, 0.55)
            else:
                px, py, pz = stand.world(0, 1.1, -0.25)
                on = room.lamp(Lamp(px, py, pz, WARM, 1.2, 0.3, shaded=True))
                stand.pillar(0, -0.22, 0.75, 1.0, 0.02, BRASS, cast=False)
                stand.pillar(
                    0,
                    -0.22,
                    1.0,
                    1.2,
                    0.13,
                    plain("#ecd9ae", glow=2.0 if on else 0.0),
                    upper=0.08,
                    cast=False,
                )
            if sign < 0 or k == 2:
                _curtain(room.at(x, z - 1.15, turn).at(0, -0.95, math.pi / 2), 1.7, 2.3, plain("#9cc0c0"))
            if k % 2:
                _drip(room.at(x, z + 0.7, turn).at(0, -0.9))
    nurse = room.at(1.3 * s, room.deep - 0.9)
    table(nurse, 1.6, 0.7, 0.78, OAK)
    monitor(nurse.at(0.2, 0.1, 0, 0.78), decor.screen(rng, "pulse"), 0.6, 0.4)
    x2, y2, z2 = nurse.world(0.2, 1.2, -0.4)
    room.lamp(Lamp(x2, y2, z2, color("#9fe0d0"), 0.6, 0.4, by_day=True, casts=False))
    for k in range(3):
        globe(room, 0.7 * s, 3.1, 3.0 + 3.4 * k, power=2.4, size=0.16, tint=WHITE)
    potted(room.at(-2.9 * s, room.deep - 0.7), rng, 1.2)
    front = room.lens_spot(0.90 * s, 1.3)
    front.box(-0.5, 0.5, 0.80, 0.84, -0.3, 0.3, plain("#cbb48c"))
    bouquet(front.at(-0.1, 0, 0, 0.84), rng, 0.6)
