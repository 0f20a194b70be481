"""A village green with cricket: a pavilion, old trees, players in white."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.backdrop import Stage
from cinematic.countryside import distant_hills
from cinematic.outdoors import Halos, Pin, bunting, round_tree
from cinematic.passers import Passer, Passers
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.surfaces import Surface, blend, near, step
from cinematic.vista import Vista, ground


def cricket(stage: Stage) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage, 490.0)
    v = Vista(cx=c.dw / 2, horizon=524.0, eye=2.5)
    trees = Plate.of(c)
    for k in range(16):
        z = rng.uniform(48, 60)
        pin = Pin(trees, *v.at(-48 + 6.4 * k + rng.uniform(-2, 2), 0, z), v.scale(z))
        round_tree(pin, rng, light, rng.uniform(8, 13))
    elements.append(
        trees.layer(stage, v.depth(52.0), Finish(fog=0.12 + 0.25 * light.haze, rim=0.5, rim_by=1.2))
    )
    elements.append(ground(stage, v, v.at(0, 0, 50.0)[1], _green(light.snow > 0), lit=0.58, brightness=0.95))
    pavilion, halos = _pavilion(stage, v)
    elements.append(pavilion)
    if halos:
        elements.append(Halos(halos, v.depth(38.0)))
    people = []
    for _ in range(10):
        z = float(rng.uniform(14, 34))
        x, y = v.at(rng.uniform(-15, 15), 0, z)
        walks = rng.random() < 0.4
        people.append(
            Passer(
                x,
                y,
                v.scale(z) * 1.75,
                v.depth(z),
                float(rng.choice([-1, 1])) * v.scale(z) * 0.5 if walks else 0.0,
            )
        )
    elements.append(
        Passers(rng, light, people, fog=0.15 * light.haze, clothes=("#f4f2ea", "#ece8dc", "#f0ede6"))
    )
    elements.append(_near(stage, v))
    x, y = v.at(-side * 1.0, 0, 7.4)
    elements.append(
        stage.hero(
            x=x,
            y=y,
            height=v.scale(7.4) * 1.75,
            depth=0.7,
            light_x=sun[0],
            facing=side,
            travel=400,
            brightness=1.1,
        )
    )
    return elements


def _green(snow: bool) -> Surface:
    def paint(x: F32, z: F32, tex: F32) -> F32:
        stripe = np.where(np.modf((x * 0.5 + z) / 7.0 + 50)[0] < 0.5, 0.95, 1.05)
        rgb = np.asarray(color("#6d9146") * (stripe * (0.8 + 0.4 * tex))[..., None], np.float32)
        strip = step(1.6, 1.4, np.abs(x - 1.5)) * step(13.0, 13.4, z) * step(34.0, 33.4, z)
        rgb = blend(rgb, color("#b8a878") * (0.9 + 0.2 * tex[..., None]), strip * 0.85)
        crease = near(z, 15.2, 0.06) + near(z, 32.0, 0.14)
        rgb = blend(rgb, color("#f2f0e8"), crease * step(1.6, 1.4, np.abs(x - 1.5)) * 0.8)
        rope = near(np.hypot(x * 0.8, z - 24.0), 17.5, 0.14 + 0.003 * z)
        rgb = blend(rgb, color("#f4f2ea"), rope * 0.85)
        return blend(rgb, color("#e6ecf4"), 0.86) if snow else rgb

    return paint


def _pavilion(stage: Stage, v: Vista) -> tuple[Element, list[tuple[float, float, float, F32, float]]]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    z = 40.0
    pin = Pin(plate, *v.at(side * 9.0, 0, z), v.scale(z))
    white, roof = tint("#ece6d8"), tint(("#8a4a3a", "#4f6a5a", "#5a5c68")[rng.integers(3)])
    pin.box(-9, 0, 9, 4.0, white, 0.5)
    pin.shape([(-10, 4), (10, 4), (7.6, 7.4), (-7.6, 7.4)], roof, 0.6)
    pin.box(-2.6, 5.6, 2.6, 8.2, white, 0.6)
    pin.shape([(-3.1, 8.1), (3.1, 8.1), (0, 10.4)], roof, 0.6)
    pin.oval(0, 7.0, 0.9, 0.9, tint("#fbf6e8"), 0.7)
    pin.line((0, 7.0), (0.4, 7.4), 0.1, tint("#2a2624"))
    pin.line((0, 7.0), (-0.1, 7.7), 0.1, tint("#2a2624"))
    pin.line((0, 10.3), (0, 12.6), 0.1, tint("#5a5048"))
    pin.shape([(0, 12.6), (1.6, 12.2), (0, 11.7)], tint("#c8483c"), 0.6)
    for k in range(7):
        x = -7.8 + 2.6 * k
        tone = tint("#4f606e")
        pin.box(x - 0.8, 0.9 if k % 3 else 0, x + 0.8, 3.0, tone, 0.3)
        if rng.random() < 0.85 and light.lamps > 0.3:
            pin.lamp(
                [(x - 0.75, 0.95), (x + 0.75, 0.95), (x + 0.75, 2.95), (x - 0.75, 2.95)],
                color("#ffc878") * np.float32(0.8 * light.lamps),
            )
        pin.box(x - 0.04, 0.9, x + 0.04, 3.0, white)
    for k in range(8):
        x = -9 + 18 * k / 7
        pin.box(x - 0.14, 0, x + 0.14, 3.6, white * np.float32(1.05), 0.8)
    pin.shape([(-9.6, 3.4), (9.6, 3.4), (9.2, 4.1), (-9.2, 4.1)], roof * np.float32(0.85), 0.5)
    pin.box(-9.3, -0.1, 9.3, 0.35, tint("#b8ac98"), 0.6)
    board = Pin(plate, *v.at(-side * 12.0, 0, 42.0), v.scale(42.0))
    board.box(-2.6, 0.8, 2.6, 4.2, tint("#24302a"))
    for r in range(3):
        for k in range(4):
            board.box(-2.1 + k * 1.1, 1.2 + r * 0.95, -1.4 + k * 1.1, 1.8 + r * 0.95, tint("#e8e4d4", 0.8))
    halos = (
        [(*pin.at(x, 3.0), 60.0, color("#ffc878"), 0.5 * light.lamps) for x in (-6.0, 0.0, 6.0)]
        if light.lamps > 0.3
        else []
    )
    p, q = pin.at(-9.4, 4.6), pin.at(-20.0 if side > 0 else 20.0, 3.4)
    bunting(plate, rng, p, q, 8, 14)
    return plate.layer(
        stage, v.depth(z), Finish(fog=0.07 + 0.18 * light.haze, rim=0.5, rim_by=1.2, spill=0.5)
    ), halos


def _near(stage: Stage, v: Vista) -> Element:
    """Stumps, and deck chairs at the boundary."""
    c, rng, side = stage.canvas, stage.rng, stage.side
    plate = Plate.of(c)
    for z in (32.0, 14.6):
        pin = Pin(plate, *v.at(1.5, 0, z), v.scale(z))
        for x in (-0.11, 0, 0.11):
            pin.line((x, 0), (x, 0.72), 0.04, tint("#d8b880"))
        pin.line((-0.13, 0.73), (0.13, 0.73), 0.03, tint("#d8b880"))
    for x, z in ((side * 5.2, 10.4), (side * 6.8, 11.2), (side * 8.6, 10.8)):
        pin = Pin(plate, *v.at(x, 0, z), v.scale(z))
        cloth = tint(("#c8483c", "#3c6a9a", "#e0b03c")[rng.integers(3)])
        wood = tint("#8a6a48")
        pin.line((-0.5, 0), (0.45, 1.0), 0.06, wood)
        pin.line((0.45, 0), (-0.5, 0.55), 0.06, wood)
        for k in range(4):
            tone = cloth if k % 2 else mix(cloth, color("#f0ece0"), 0.8)
            pin.shape(
                [
                    (-0.42 + 0.21 * k, 0.42 - 0.02 * k + 0.13 * k),
                    (-0.21 + 0.21 * k, 0.40 + 0.13 * k),
                    (-0.19 + 0.21 * k, 0.52 + 0.15 * k),
                    (-0.40 + 0.21 * k, 0.48 + 0.13 * k),
                ],
                tone,
                0.7,
            )
    return plate.layer(stage, v.depth(12.0), Finish(fog=0.03, rim=0.5, rim_by=1.0))
