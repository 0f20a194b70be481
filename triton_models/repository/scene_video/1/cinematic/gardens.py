"""Gardens: which of them a scene shows; a cottage's, beds with a glasshouse, an orchard."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.backdrop import Stage
from cinematic.countryside import distant_hills
from cinematic.courtyards import courtyard, water_garden
from cinematic.dwellings import KINDS, dwelling
from cinematic.firmament import variant
from cinematic.kitchen_gardens import BLOOMS, kitchen_garden, lawn, tree_line
from cinematic.meadow import grassland
from cinematic.outdoors import Pin, bench, bush, round_tree
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.smoke import Chimneys
from cinematic.surfaces import Surface, blend, near, step
from cinematic.vista import Pool, Vista, ground, sun_haze


def garden(stage: Stage) -> list[Element]:
    """One of the gardens, by the seed; in a film the next scene in a garden shows another."""
    return GARDENS[variant(stage, len(GARDENS))](stage)


def cottage_garden(stage: Stage) -> list[Element]:
    """A house at the end of a path between borders in flower."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage)
    v = Vista(cx=c.dw / 2 + side * 50, horizon=524.0, eye=2.5)
    elements.append(tree_line(stage, v, 34.0))
    elements.append(
        ground(
            stage,
            v,
            v.horizon + 26,
            lawn(0.95, "#b8a488", light.snow > 0),
            lit=0.55,
            brightness=0.92,
            pools=(Pool(0, 15.5, 4.0, color("#ffc070"), 0.3 * light.lamps),),
        )
    )
    plate = Plate.of(c)
    kind = KINDS[("thatch", "stone", "red", "south")[rng.integers(4)]]
    pin = Pin(plate, *v.at(side * 2.6, 0, 19.0), v.scale(19.0) * 1.1)
    top = dwelling(pin, rng, light, kind, side=-side)
    for x in (-4.0, 5.2, 7.0):
        bush(
            Pin(plate, *v.at(side * 2.6 + x, 0, 18.6), v.scale(18.6)),
            rng,
            2.0,
            1.5,
            flowers=BLOOMS[rng.integers(6)],
        )
    elements.append(
        plate.layer(stage, v.depth(19.0), Finish(fog=0.05 + 0.12 * light.haze, spill=0.6, rim_by=1.6))
    )
    elements.append(Chimneys(rng, [top], v.depth(19.0), mix(light.fog, light.cloud_lit, 0.5)))
    elements += _borders(stage, v)
    elements.append(_arch(stage, v))
    x, y = v.at(-side * 0.2, 0, 7.6)
    elements.append(stage.hero(x=x, y=y, height=v.scale(7.6) * 1.74, depth=0.7, light_x=sun[0]))
    elements.append(
        grassland(
            stage,
            lambda u: 862 - 30 * min(1.0, abs(u - c.dw / 2) / (c.dw * 0.4)) ** 2,
            0.96,
            720,
            rows=420,
            low=24,
            high=66,
            brightness=0.55,
            flowers=170,
            heads=0.08,
        )
    )
    return elements


def orchard(stage: Stage) -> list[Element]:
    """Rows of fruit trees in blossom or in fruit, a ladder, baskets, hives."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage, 505.0)
    v = Vista(cx=c.dw / 2 + side * 40, horizon=522.0, eye=2.4)
    blossom = rng.random() < 0.5
    elements.append(
        ground(stage, v, v.horizon + 14, _grove(blossom, light.snow > 0), lit=0.55, brightness=0.95)
    )
    fruit = tint(("#d8483c", "#f0a03c", "#e8d050")[rng.integers(3)])
    gap = 4.3 * min(1.0, max(0.72, c.dw / 1400))
    for k, (low, high) in enumerate(((24.0, 70.0), (13.0, 24.0), (8.6, 13.0))):
        plate = Plate.of(c)
        z = high
        while z > low:
            for x in (-gap * 3, gap * 3, -gap, gap) if z > 14 else (-gap, gap):
                pin = Pin(plate, *v.at(x + rng.uniform(-0.3, 0.3), 0, z), v.scale(z))
                h = rng.uniform(3.9, 4.8)
                round_tree(
                    pin,
                    rng,
                    light,
                    h,
                    blossom=("#f0c8d0", "#f6e4e4", "#eab4c4")[rng.integers(3)] if blossom else "",
                )
                if not blossom and light.snow == 0:
                    for _ in range(26):
                        a, r = rng.uniform(0, 6.28), math.sqrt(rng.uniform(0.05, 1))
                        pin.oval(
                            math.cos(a) * r * h * 0.31,
                            h * (0.68 + 0.27 * math.sin(a) * r),
                            0.085,
                            0.085,
                            fruit * np.float32(rng.uniform(0.75, 1.1)),
                            0.6,
                        )
            z *= 0.84
        z = math.sqrt(low * min(high, 50))
        elements.append(
            plate.layer(
                stage, v.depth(z), Finish(fog=(0.04 + 0.28 * light.haze) * min(1.0, z / 30), rim_by=1.4)
            )
        )
        if k == 0:
            elements.append(sun_haze(stage, v.cx, v.horizon - 30, 360.0, 0.2, 0.5))
    elements.append(_harvest(stage, v, gap, fruit, blossom))
    x, y = v.at(-side * 0.6, 0, 7.4)
    elements.append(stage.hero(x=x, y=y, height=v.scale(7.4) * 1.74, depth=0.7, light_x=sun[0]))
    elements.append(
        grassland(
            stage,
            lambda u: 872 - 26 * min(1.0, abs(u - c.dw / 2) / (c.dw * 0.4)) ** 2,
            0.96,
            730,
            rows=420,
            low=18,
            high=52,
            brightness=0.5,
            flowers=60,
            heads=0.2,
        )
    )
    return elements


def _grove(blossom: bool, snow: bool) -> Surface:
    def paint(x: F32, z: F32, tex: F32) -> F32:
        rgb = blend(color("#607a38"), color("#93a350"), tex)
        mown = near(np.abs(x), 0.0, 1.5) * 0.35
        rgb = blend(rgb, color("#a0aa60"), mown)
        if blossom:
            rgb = blend(rgb, color("#f0d4d8"), step(0.60, 0.74, tex) * 0.7)
        return blend(rgb, color("#e8edf5"), 0.9) if snow else rgb

    return paint


def _borders(stage: Stage, v: Vista) -> list[Element]:
    """Flowers in drifts along the path, taller at the back."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    out: list[Element] = []
    for low, high in ((11.0, 17.5), (6.6, 11.0)):
        plate = Plate.of(c)
        z = high
        while z > low:
            for s in (-1.0, 1.0):
                for row, (x, tall) in enumerate(((3.4, 1.15), (2.5, 0.8), (1.7, 0.5))):
                    at = v.at(s * (x + rng.uniform(-0.2, 0.2)), 0, z + 0.1 * row)
                    pin = Pin(plate, *at, v.scale(z))
                    if light.snow > 0:
                        bush(pin, rng, 0.9, tall * 0.6, tone="#8a8a80")
                        continue
                    bloom = BLOOMS[int(z * 2.3 + row * 2 + s) % 6]
                    if rng.random() < 0.35:
                        for _ in range(5):  # spires
                            u = rng.uniform(-0.35, 0.35)
                            pin.line((u, 0), (u * 1.1, tall * 1.1), 0.03, tint("#4a6a34"))
                            for j in range(11):
                                pin.oval(
                                    u * 1.1 + rng.uniform(-0.045, 0.045),
                                    tall * (0.45 + 0.062 * j),
                                    0.042 - 0.0025 * j,
                                    0.034,
                                    tint(bloom, rng.uniform(0.8, 1.1)),
                                    0.65,
                                )
                    else:
                        bush(
                            pin,
                            rng,
                            1.0,
                            tall,
                            tone=("#4f6e36", "#5c7a3c", "#466438")[rng.integers(3)],
                            flowers=bloom,
                        )
            z -= z * 0.055
        out.append(
            plate.layer(
                stage,
                v.depth(math.sqrt(low * high)),
                Finish(fog=0.03 + 0.05 * light.haze, rim_by=1.0, rim=0.4),
            )
        )
    return out


def _arch(stage: Stage, v: Vista) -> Element:
    """An arch of roses over the path, a bench beside it."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    pin = Pin(plate, *v.at(0, 0, 12.0), v.scale(12.0))
    wood = tint("#e8e2d4")
    arc = [(1.15 * math.cos(a), 1.9 + 1.0 * math.sin(a)) for a in np.linspace(0, math.pi, 15)]
    for s in (-1, 1):
        pin.line((s * 1.15, 0), (s * 1.15, 1.9), 0.09, wood)
    for p, q in itertools.pairwise(arc):
        pin.line(p, q, 0.09, wood)
    rose = BLOOMS[rng.integers(6)]
    spots = arc + [(s * 1.15, y) for s in (-1, 1) for y in np.linspace(0.2, 1.9, 9)]
    for x, y in spots:
        for _ in range(5 if light.snow == 0 else 0):
            pin.oval(
                x + rng.normal(0, 0.13),
                y + rng.normal(0, 0.12),
                0.13,
                0.10,
                tint("#4f6e38", rng.uniform(0.75, 1.2)),
                rng.uniform(0.2, 0.7),
            )
        for _ in range(2 if light.snow == 0 else 0):
            pin.oval(
                x + rng.normal(0, 0.15),
                y + rng.normal(0, 0.13),
                0.065,
                0.06,
                tint(rose, rng.uniform(0.85, 1.1)),
                0.7,
            )
    bench(Pin(plate, *v.at(-side * 4.4, 0, 12.6), v.scale(12.6)))
    return plate.layer(stage, v.depth(12.0), Finish(fog=0.03, rim_by=1.1))


def _harvest(stage: Stage, v: Vista, gap: float, fruit: F32, blossom: bool) -> Element:
    """A ladder against a tree, baskets below it, hives across the aisle."""
    c, rng, side = stage.canvas, stage.rng, stage.side
    plate = Plate.of(c)
    wood = tint("#a88a60")
    pin = Pin(plate, *v.at(side * (gap - 0.7), 0, 9.6), v.scale(9.6))
    for dx in (-0.26, 0.26):
        pin.line((dx * 1.3 - side * 0.7, 0), (dx * 0.6 + side * 0.3, 3.2), 0.07, wood)
    for k in range(9):
        t = (k + 0.5) / 9
        x = -side * 0.7 + side * 1.0 * t
        pin.line((x - 0.33 + 0.17 * t, 3.2 * t), (x + 0.33 - 0.17 * t, 3.2 * t), 0.05, wood)
    for x, z in ((side * 1.7, 9.2), (side * 2.3, 9.8), (side * 1.2, 10.4)):
        b = Pin(plate, *v.at(x, 0, z), v.scale(z))
        b.shape([(-0.24, 0), (0.24, 0), (0.32, 0.32), (-0.32, 0.32)], tint("#9a7444"), 0.5)
        for y in (0.1, 0.2):
            b.line((-0.27, y), (0.27, y), 0.02, tint("#6a4c2c"))
        for _ in range(14 if not blossom else 5):
            b.oval(
                rng.uniform(-0.25, 0.25),
                0.33 + rng.uniform(0, 0.12),
                0.07,
                0.07,
                fruit * np.float32(rng.uniform(0.8, 1.1)) if not blossom else tint("#f0d0d8"),
                0.65,
            )
    for k in range(3):
        z = 15.0 - 2.0 * k
        hive = Pin(plate, *v.at(-side * (gap - 1.3), 0, z), v.scale(z))
        tone = tint(("#e8e0c8", "#8ab0b8", "#d8a85a")[k])
        for j in range(3):
            hive.box(-0.32, 0.25 + 0.27 * j, 0.32, 0.50 + 0.27 * j, tone, 0.45)
        hive.shape([(-0.4, 1.05), (0.4, 1.05), (0.3, 1.2), (-0.3, 1.2)], tone * np.float32(0.8), 0.7)
        hive.box(-0.14, 0.28, 0.14, 0.33, tint("#2c241c"))
        for s in (-1, 1):
            hive.line((s * 0.26, 0), (s * 0.26, 0.25), 0.06, wood)
    return plate.layer(stage, v.depth(10.5), Finish(fog=0.02, rim_by=1.2))


GARDENS: tuple[Callable[[Stage], list[Element]], ...] = (
    cottage_garden,
    courtyard,
    kitchen_garden,
    water_garden,
    orchard,
)
