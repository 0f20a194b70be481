"""A kitchen garden: raised beds in rows, a scarecrow, a glasshouse; and lawns with a path."""

from __future__ import annotations

import itertools
import math

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.backdrop import Stage
from cinematic.countryside import distant_hills
from cinematic.outdoors import Halos, Pin, bush, round_tree
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.surfaces import Surface, blend, near, step
from cinematic.vista import Pool, Vista, ground

BLOOMS = ("#e05a78", "#f0c850", "#f4f0ea", "#9a78e0", "#ff9a5a", "#d83c4a")


def lawn(half: float, path: str, snow: bool) -> Surface:
    """A mown lawn and a straight path with stone edges."""

    def paint(x: F32, z: F32, tex: F32) -> F32:
        rgb = blend(color("#5f8038"), color("#86a04c"), tex)
        aside = np.abs(x)
        way = color(path) * (0.72 + 0.56 * tex)[..., None]
        rgb = blend(rgb, way, step(half + 0.05, half - 0.05, aside))
        rgb = blend(
            rgb,
            color("#cabfac"),
            near(aside, half, 0.07) * step(0.5, 0.62, np.modf(z / 0.4)[0] * 0.3 + 0.5) * 0.9
            + near(aside, half, 0.07) * 0.5,
        )
        return blend(rgb, color("#e8edf5"), 0.9 - 0.35 * step(half, half - 0.3, aside)) if snow else rgb

    return paint


def tree_line(stage: Stage, v: Vista, z: float) -> Element:
    c, light, rng = stage.canvas, stage.light, stage.rng
    plate = Plate.of(c)
    x = -34.0
    while x < 34:
        pin = Pin(plate, *v.at(x, 0, z), v.scale(z))
        if rng.random() < 0.5:
            round_tree(pin, rng, light, rng.uniform(5, 8))
        bush(pin, rng, 5.0, 2.0, tone="#4a6238")
        x += rng.uniform(3.0, 5.0)
    return plate.layer(stage, v.depth(z), Finish(fog=0.10 + 0.22 * light.haze, rim_by=1.2))


def kitchen_garden(stage: Stage) -> list[Element]:
    """Raised beds in rows, poles with beans, a scarecrow, a lit glasshouse at the end."""
    c, light, _rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage)
    v = Vista(cx=c.dw / 2 - side * 30, horizon=520.0, eye=2.9)
    elements.append(tree_line(stage, v, 38.0))
    elements.append(
        ground(
            stage,
            v,
            v.horizon + 22,
            lawn(0.85, "#a8987c", light.snow > 0),
            lit=0.55,
            brightness=0.92,
            pools=(Pool(side * 4.0, 19.0, 4.5, color("#ffd890"), 0.4 * light.lamps),),
        )
    )
    house, halo = _glasshouse(stage, v)
    elements.append(house)
    if light.lamps > 0.3:
        elements.append(Halos([halo], v.depth(22.0)))
    for low, high in ((14.0, 24.0), (9.3, 14.0), (6.4, 9.3)):
        plate = Plate.of(c)
        z = high
        while z > low:
            step_z = z * 0.16
            for s in (-1.0, 1.0):
                for x0, x1 in ((1.15, 3.5), (4.3, 7.2)):
                    _bed(stage, plate, v, s * x0, s * x1, z, z - step_z * 0.78)
            z -= step_z
        elements.append(
            plate.layer(
                stage,
                v.depth(math.sqrt(low * high)),
                Finish(fog=0.03 + 0.06 * light.haze, rim_by=1.1, rim=0.4),
            )
        )
    elements.append(_garden_tools(stage, v))
    x, y = v.at(0.1 * side, 0, 7.4)
    elements.append(stage.hero(x=x, y=y, height=v.scale(7.4) * 1.74, depth=0.7, light_x=sun[0]))
    return elements


def _bed(stage: Stage, plate: Plate, v: Vista, x0: float, x1: float, z0: float, z1: float) -> None:
    """A raised bed between two distances (z0 far), with whatever grows in it."""
    light, rng = stage.light, stage.rng
    wood = tint("#8a6a4a", rng.uniform(0.9, 1.1))
    h = 0.28
    soil = tint("#4a3828") if light.snow == 0 else tint("#e4e9f0")
    plate.shape([v.at(x0, h, z0), v.at(x1, h, z0), v.at(x1, h, z1), v.at(x0, h, z1)], soil, 0.5)
    inner = x0 if abs(x0) < abs(x1) else x1
    plate.shape(
        [v.at(inner, h, z0), v.at(inner, h, z1), v.at(inner, 0, z1), v.at(inner, 0, z0)],
        wood * np.float32(0.8),
        0.5,
    )
    crop = int(rng.integers(5))
    if light.snow == 0:
        for t in (0.15, 0.5, 0.85):
            z = z0 + (z1 - z0) * t
            k = v.scale(z)
            n = max(3, int(abs(x1 - x0) / 0.42))
            for j in range(n):
                pin = Pin(plate, *v.at(x0 + (x1 - x0) * (j + 0.5) / n, h, z), k)
                if crop == 0:  # cabbages
                    for r, tone in ((0.22, "#5f8a5c"), (0.16, "#79a268"), (0.09, "#a3c080")):
                        pin.oval(0, 0.12, r, r * 0.72, tint(tone, rng.uniform(0.9, 1.1)), 0.6)
                elif crop == 1:  # leeks and onions
                    for a in (-0.10, -0.03, 0.05, 0.11):
                        pin.line((0, 0), (a * 1.8, 0.46), 0.045, tint("#6f9a54", rng.uniform(0.85, 1.15)))
                elif crop == 2:  # tomatoes on canes
                    pin.line((0, 0), (0, 1.15), 0.03, tint("#b09468"))
                    bush(pin, rng, 0.42, 0.95, tone="#4f7038")
                    for _ in range(5):
                        pin.oval(
                            rng.uniform(-0.17, 0.17),
                            rng.uniform(0.25, 0.85),
                            0.06,
                            0.06,
                            tint("#d8402c"),
                            0.7,
                        )
                elif crop == 3:  # flowers
                    bush(pin, rng, 0.40, 0.42, tone="#5a7a3c", flowers=BLOOMS[(int(z0 * 3) + j) % 6])
                else:  # lettuce and chard
                    tone = "#8ab04c" if (j + int(z0)) % 2 else "#8a4a54"
                    for a in (-0.14, 0.0, 0.14):
                        pin.oval(a, 0.13, 0.11, 0.16, tint(tone, rng.uniform(0.85, 1.15)), 0.6)
    plate.shape([v.at(x0, h, z1), v.at(x1, h, z1), v.at(x1, 0, z1), v.at(x0, 0, z1)], wood, 0.45)
    plate.line(v.at(x0, h, z1), v.at(x1, h, z1), max(1.0, 0.05 * v.scale(z1)), wood * np.float32(1.2), 0.7)


def _glasshouse(stage: Stage, v: Vista) -> tuple[Element, tuple[float, float, float, F32, float]]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    z = 22.0
    pin = Pin(plate, *v.at(side * 4.0, 0, z), v.scale(z))
    frame = tint("#ece8dc")
    glass = mix(color("#9ab4b0"), light.sky[2][1], 0.45)
    w, h, rise = 3.4, 2.5, 1.9
    outline = [(-w, 0.5), (w, 0.5), (w, h), (0, h + rise), (-w, h)]
    pin.shape(outline, glass, 0.5)
    for _ in range(26):  # what grows inside
        x = rng.uniform(-w + 0.4, w - 0.4)
        top = rng.uniform(0.9, 2.4)
        for _ in range(4):
            pin.oval(
                x + rng.normal(0, 0.2),
                0.6 + rng.uniform(0, top),
                0.24,
                0.2,
                mix(tint("#5f8a48", rng.uniform(0.7, 1.1)), glass, 0.35),
                0.5,
            )
    if light.lamps > 0.3:
        pin.lamp(outline, color("#ffcf80") * np.float32(0.55 * light.lamps))
        for _ in range(30):
            x, y = rng.uniform(-w + 0.3, w - 0.3), 0.6 + rng.uniform(0, 1.9)
            pin.lamp(
                [(x - 0.2, y), (x, y + 0.24), (x + 0.2, y), (x, y - 0.2)],
                color("#8aa850") * np.float32(0.36 * light.lamps),
            )
    pin.box(-w - 0.1, 0, w + 0.1, 0.5, tint("#a8705a"), 0.5)
    for x in np.linspace(-w, w, 9):
        y = h + rise * (1 - abs(float(x)) / w)
        pin.line((float(x), 0.5), (float(x), y), 0.07, frame)
    for y in (0.5, 1.5, h):
        pin.line((-w, y), (w, y), 0.07, frame)
    for s in (-1, 1):
        pin.line((s * (w + 0.1), h - 0.03), (0, h + rise + 0.05), 0.12, frame)
    pin.box(-0.6, 0.05, 0.6, 2.15, mix(glass, frame, 0.15), 0.5)
    if light.lamps > 0.3:
        pin.lamp(
            [(-0.5, 0.1), (0.5, 0.1), (0.5, 2.05), (-0.5, 2.05)],
            color("#ffd890") * np.float32(0.65 * light.lamps),
        )
    for x in (-0.6, 0.0, 0.6):
        pin.line((x, 0.05), (x, 2.15), 0.07, frame)
    pin.line((-0.6, 2.15), (0.6, 2.15), 0.07, frame)
    halo = (*pin.at(0, 1.8), 190.0, color("#ffcf80"), 0.55 * light.lamps)
    return plate.layer(stage, v.depth(z), Finish(fog=0.06 + 0.12 * light.haze, spill=0.5, rim_by=1.2)), halo


def _garden_tools(stage: Stage, v: Vista) -> Element:
    """A scarecrow, bean poles, a watering can and a barrow."""
    c, rng, side = stage.canvas, stage.rng, stage.side
    plate = Plate.of(c)
    crow = Pin(plate, *v.at(-side * 4.4, 0.2, 12.6), v.scale(12.6))
    stick, coat = tint("#7a6248"), tint(("#5a6a8a", "#8a4a3a", "#6a7a4a")[rng.integers(3)])
    crow.line((0, 0), (0, 1.9), 0.07, stick)
    crow.line((-0.75, 1.38), (0.75, 1.38), 0.07, stick)
    crow.shape(
        [
            (-0.72, 1.48),
            (0.72, 1.48),
            (0.72, 1.2),
            (0.28, 1.18),
            (0.32, 0.6),
            (-0.32, 0.6),
            (-0.28, 1.18),
            (-0.72, 1.2),
        ],
        coat,
        0.5,
    )
    crow.oval(0, 1.72, 0.17, 0.19, tint("#d8bc84"), 0.6)
    crow.shape(
        [(-0.36, 1.84), (0.36, 1.84), (0.18, 1.9), (0.14, 2.12), (-0.14, 2.12), (-0.18, 1.9)],
        tint("#a8803c"),
        0.6,
    )
    for k in range(5):
        pole = Pin(plate, *v.at(side * (2.0 + 0.7 * k), 0.25, 15.5), v.scale(15.5))
        for s in (-1, 1):
            pole.line((s * 0.3, 0), (0, 2.1), 0.04, stick)
        for _ in range(16):
            y = rng.uniform(0.1, 2.0)
            pole.oval(
                rng.normal(0, 0.16),
                y,
                0.13,
                0.11,
                tint("#58783c", rng.uniform(0.75, 1.2)),
                rng.uniform(0.2, 0.7),
            )
            if rng.random() < 0.25:
                pole.oval(rng.normal(0, 0.16), y, 0.05, 0.05, tint("#e0482c"), 0.7)
    can = Pin(plate, *v.at(side * 0.95, 0, 8.6), v.scale(8.6))
    tin = tint("#7d8f94")
    can.shape([(-0.16, 0), (0.16, 0), (0.14, 0.3), (-0.14, 0.3)], tin, 0.5)
    can.line((0.13, 0.1), (0.38, 0.36), 0.05, tin)
    can.line((0.34, 0.39), (0.43, 0.33), 0.07, tin)
    arc = [(-0.02 + 0.18 * math.cos(a), 0.26 + 0.16 * math.sin(a)) for a in np.linspace(0.3, 3.0, 8)]
    for p, q in itertools.pairwise(arc):
        can.line(p, q, 0.03, tin)
    return plate.layer(stage, v.depth(12.0), Finish(fog=0.02, rim_by=1.1))
