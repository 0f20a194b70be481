"""Gardens within walls: a courtyard with a fountain and arcades, and a pond with a bridge and maples."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np

from cinematic import kernels
from cinematic.arrays import F32, Rng, color, mix
from cinematic.backdrop import Stage
from cinematic.countryside import distant_hills
from cinematic.firmament import firmament
from cinematic.light import Light
from cinematic.outdoors import Halos, Pin, bulbs, bush, cypress, fountain, palm, round_tree
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element, Frame
from cinematic.sky import mist_layer, sun_at
from cinematic.surfaces import Surface, blend, chance, step, tiled
from cinematic.vista import Pool, Vista, ground
from cinematic.water import Water

_BACK = 19.0
_WALLS = ("#e2c8a0", "#d89a78", "#e8ddc8", "#c98a68")


def courtyard(stage: Stage) -> list[Element]:
    """Arcades around a tiled floor, a fountain, fruit trees in pots, lamps of coloured glass."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    narrow = min(1.0, max(0.62, c.dw / 1500))
    v = Vista(cx=c.dw / 2 - side * 40, horizon=522.0, eye=2.3)
    sun = sun_at(light, c, 500.0, side * 0.5)
    elements = firmament(stage, 520.0, sun)
    trees = Plate.of(c)
    for k in range(5):
        pin = Pin(trees, *v.at(-13 + 6.5 * k + rng.uniform(-2, 2), 0, 27.0), v.scale(27.0))
        if rng.random() < 0.5:
            palm(pin, rng, rng.uniform(11, 14))
        else:
            cypress(pin, rng, rng.uniform(11, 14))
    elements.append(trees.layer(stage, v.depth(27.0), Finish(fog=0.08 + 0.2 * light.haze)))
    wall = tint(_WALLS[rng.integers(4)])
    tile = tint(("#2f6f8a", "#3c7a5c", "#8a4a6a", "#2c4a8a")[rng.integers(4)])
    half = 8.6 * narrow
    back, wings = Plate.of(c), Plate.of(c)
    metre = v.scale(_BACK)
    x, y = v.at(-half - 6, 0, _BACK)
    back.stamp(_arcade(rng, light, half * 2 + 12, metre * c.unit * 1.2, wall, tile, 0.55), x, y, metre)
    for s in (-1.0, 1.0):
        lit = 0.75 if s != side else 0.2
        v.wall(wings, _arcade(rng, light, 16.0, 40 * c.unit, wall, tile, lit), s * half, 4.6, 20.6, 8.4)
    fog = 0.04 + 0.1 * light.haze
    elements.append(back.layer(stage, v.depth(_BACK), Finish(fog=fog, spill=0.45, rim=0.3)))
    pools = [
        Pool(sx * half * 0.8, z, 2.2, color("#ffb860"), 0.4 * light.lamps)
        for sx in (-1, 1)
        for z in (9.0, 12.6, 16.0)
    ]
    pools.append(Pool(0, 17.0, 4.0, color("#ffb860"), 0.35 * light.lamps))
    elements.append(
        ground(
            stage, v, v.at(0, 0, _BACK)[1] - 1, _zellige(tile, light.snow > 0), pools=tuple(pools), lit=0.55
        )
    )
    elements.append(wings.layer(stage, v.depth(10.0), Finish(fog=fog * 0.5, spill=0.45, rim=0.3)))
    things, halos, spring = _pots(stage, v, half)
    elements.append(things)
    elements.append(Jets(rng, spring, v.depth(12.5), mix(light.cloud_lit, color("#ffffff"), 0.4)))
    if halos:
        elements.append(Halos(halos, v.depth(12.0)))
    hx, hy = v.at(-side * 1.5, 0, 7.2)
    elements.append(
        stage.hero(x=hx, y=hy, height=v.scale(7.2) * 1.74, depth=0.7, light_x=sun[0], brightness=1.1)
    )
    return elements


def _arcade(rng: Rng, light: Light, length: float, scale: float, wall: F32, tile: F32, lit: float) -> Plate:
    """A wall of two storeys: arches below, with light behind them; a gallery above; tiles at its foot."""
    p = Plate.elevation(length, 8.4, scale)
    p.lit = lit
    p.box(0, 0, length, 8.2, wall)
    p.box(0, 7.9, length, 8.4, wall * np.float32(1.1), min(1.0, lit + 0.2))
    p.box(0, 4.35, length, 4.7, mix(wall, tile, 0.5))
    for k in range(int(length / 0.4)):
        p.shape([(k * 0.4, 4.42), (k * 0.4 + 0.2, 4.63), (k * 0.4 + 0.4, 4.42)], color("#e8dcc0"), lit)
    n = max(2, round(length / 2.7))
    step_x = length / n
    for k in range(n):
        cx = step_x * (k + 0.5)
        w = step_x * 0.36
        arch = [(cx - w, 0.0), (cx - w, 2.3)]
        arch += [
            (cx + w * 1.08 * math.cos(a), 2.5 + w * 1.25 * math.sin(a)) for a in np.linspace(math.pi, 0, 15)
        ]
        arch += [(cx + w, 2.3), (cx + w, 0.0)]
        rim = [(cx + (px - cx) * 1.14, py * 1.05 if py > 0 else 0) for px, py in arch]
        p.shape(rim, mix(wall, color("#f4ead6"), 0.6))
        p.shape(arch, wall * np.float32(0.34), 0.2)
        if light.lamps > 0.25:
            p.lamp(
                [(cx + (px - cx) * 0.96, py * 0.98) for px, py in arch],
                color("#d8863c") * np.float32(0.22 * light.lamps),
            )
            p.lamp([(cx - 0.14, 2.5), (cx, 2.85), (cx + 0.14, 2.5), (cx, 2.15)], color("#ffd890"))
        door = rng.random() < 0.35
        if door:
            p.box(cx - w * 0.6, 0, cx + w * 0.6, 2.2, tint("#5a3a28"), 0.3)
        p.box(cx - w * 0.62, 5.2, cx + w * 0.62, 7.0, mix(wall, color("#f4ead6"), 0.5))
        top = [(cx - w * 0.5, 5.3), (cx - w * 0.5, 6.4)]
        top += [(cx + w * 0.5 * math.cos(a), 6.4 + w * 0.5 * math.sin(a)) for a in np.linspace(math.pi, 0, 9)]
        top += [(cx + w * 0.5, 5.3)]
        p.shape(top, tint("#3a3634"), 0.2)
        if rng.random() < 0.15 + 0.6 * light.lamps and light.lamps > 0.2:
            p.lamp(top, color("#ffb860") * np.float32(0.7 * light.lamps))
        for j in range(1, 4):
            p.box(cx - w * 0.5 + w * j / 4 - 0.02, 5.3, cx - w * 0.5 + w * j / 4 + 0.02, 6.7, tint("#5a3a28"))
        e = step_x * k
        p.box(e - 0.24, 0, e + 0.24, 1.25, tile)
        for r in range(4):
            for q in range(2):
                if (r + q) % 2:
                    p.box(e - 0.24 + q * 0.24, r * 0.31, e + q * 0.24, r * 0.31 + 0.31, color("#e8dcc0"))
    return p


def _zellige(tile: F32, snow: bool) -> Surface:
    """Tiles in a chequer with stars."""

    def paint(x: F32, z: F32, tex: F32) -> F32:
        joint, pick = tiled(x, z, 0.45, 0.45, bond=0.0, joint=0.04)
        odd = np.mod(np.round(x / 0.45) + np.round(z / 0.45), 2.0)
        close = step(26, 8, z)
        rgb = blend(color("#d8cab0"), blend(color("#d8cab0"), tile, 0.55), odd * (0.35 + 0.65 * close))
        u, w = x / 0.45 - np.round(x / 0.45), z / 0.45 - np.round(z / 0.45)
        star = (
            step(0.20, 0.15, np.minimum(np.maximum(np.abs(u), np.abs(w)), (np.abs(u) + np.abs(w)) * 0.72))
            * close
        )
        rgb = blend(rgb, blend(tile, color("#e8a850"), odd), star * 0.8)
        rgb = rgb * ((0.92 + 0.16 * pick) * (1 - 0.35 * joint))[..., None]
        return blend(rgb, color("#e8edf5"), 0.85) if snow else np.asarray(rgb, np.float32)

    return paint


def _pots(
    stage: Stage, v: Vista, half: float
) -> tuple[Element, list[tuple[float, float, float, F32, float]], tuple[float, float]]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    halos: list[tuple[float, float, float, F32, float]] = []
    for z in (16.5, 13.4, 10.4, 8.4):
        for s in (-1.0, 1.0):
            pin = Pin(plate, *v.at(s * half * (0.72 if z > 10 else 0.66), 0, z), v.scale(z))
            pot = tint(("#b0643f", "#3c6a8a", "#c8a060")[rng.integers(3)])
            if (z in (16.5, 10.4)) == (s > 0):
                tree = Pin(plate, *pin.at(0, 0.55), pin.k)
                round_tree(tree, rng, light, 2.5)
                for _ in range(14 if light.snow == 0 else 0):
                    a, r = rng.uniform(0, 6.28), rng.uniform(0.2, 1)
                    tree.oval(
                        math.cos(a) * r * 0.72,
                        1.75 + math.sin(a) * r * 0.62,
                        0.075,
                        0.075,
                        tint("#f09a2c"),
                        0.7,
                    )
            else:
                bush(
                    Pin(plate, *pin.at(0, 0.5), pin.k),
                    rng,
                    1.0,
                    0.9,
                    flowers=("#d84a8a", "#e8e4f0", "#f0b040")[rng.integers(3)],
                )
            pin.shape([(-0.34, 0), (0.34, 0), (0.46, 0.6), (-0.46, 0.6)], pot, 0.5)
            pin.shape([(0.08, 0), (0.34, 0), (0.46, 0.6), (0.14, 0.6)], pot * np.float32(1.1), 0.8)
            pin.box(-0.5, 0.52, 0.5, 0.64, pot * np.float32(1.12), 0.6)
    at = v.at(side * 1.6, 0, 12.5)
    spring = fountain(Pin(plate, *at, v.scale(12.5) * 0.8))
    for s, z in ((-1.0, 12.0), (1.0, 14.8)):
        p = v.at(s * half * 0.95, 5.0, z)
        q = v.at(-s * half * 0.95, 5.2, z + 1.5)
        bulbs(plate, p, q, 0.14 * v.scale(z), 34, light, ("#ff9a4a", "#5ac8b8", "#e86a8a", "#ffd060"))
    if light.lamps > 0.3:
        halos.append((at[0], at[1] - 60, 150.0, color("#ffc070"), 0.35 * light.lamps))
    return plate.layer(stage, v.depth(12.0), Finish(fog=0.02, rim_by=1.2)), halos, spring


class Jets:
    """Water that springs up and falls back into its basin."""

    def __init__(self, rng: Rng, top: tuple[float, float], depth: float, tone: F32) -> None:
        self._x, self._y, self._depth = top[0], top[1], depth
        self._tone = np.asarray(tone, np.float32)
        n = 90
        self._phase = rng.random(n)
        self._aim = rng.normal(0, 1, n)

    def draw(self, frame: Frame) -> None:
        fx, fy, unit = frame.at(self._depth, self._x, self._y)
        age = (self._phase + frame.t * 0.9) % 1.0
        x = fx + self._aim * age * 17 * unit
        y = fy - (62 * age - 128 * age * age) * unit
        f = np.float32
        r = ((1.2 + 0.8 * age) * unit).astype(f)
        kernels.splat(frame.out, x.astype(f), y.astype(f), r, (0.5 * (1 - age * 0.6)).astype(f), self._tone)


def water_garden(stage: Stage) -> list[Element]:
    """A pond with a bowed bridge, maples, stones, a lantern and a tea house."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage, 500.0)
    v = Vista(cx=c.dw / 2 - side * 20, horizon=520.0, eye=2.6)
    leaves = (
        ("#c8452c", "#d8782c", "#b83a4a", "#d8a43c")
        if rng.random() < 0.6
        else ("#f0c0cc", "#f6dce0", "#e8a8bc", "#8aa048")
    )
    elements.append(_grove_behind(stage, v, leaves))
    elements.append(
        Water(
            rng,
            y=v.at(0, 0, 31.0)[1],
            depth=v.depth(18.0),
            tint=mix(light.water, color("#2f4a3c"), 0.4),
            reflect=0.82,
            sun_x=sun[0],
            sun_height=70.0,
            glint=0.35 * light.glow,
            glint_tint=light.sun,
            chop=0.25 + 0.4 * light.wind,
        )
    )
    cx = side * 2.4

    def pond(x: F32, z: F32) -> F32:
        a = np.arctan2(z - 16.5, x - cx)
        edge = 1 + 0.10 * np.sin(a * 3 + stage.phase) + 0.06 * np.sin(a * 5)
        r = np.hypot((x - cx) / 10.5, (z - 16.5) / 7.6) / edge
        return np.asarray((1 - r) * 8.0, np.float32)

    elements.append(
        ground(stage, v, v.horizon + 20, _moss(pond, light.snow > 0), lit=0.55, brightness=0.92, cut=pond)
    )
    far, near_, halos = _pond_things(stage, v, cx, leaves)
    elements.append(far)
    elements.append(
        mist_layer(rng, c, light.fog, v.at(0, 0, 17.0)[1], 18, 0.10 + 0.35 * light.haze, v.depth(16.0), 4)
    )
    elements.append(near_)
    if halos:
        elements.append(Halos(halos, v.depth(11.0)))
    x, y = v.at(-side * 0.8, 0, 7.4)
    elements.append(stage.hero(x=x, y=y, height=v.scale(7.4) * 1.74, depth=0.7, light_x=sun[0]))
    return elements


def _moss(pond: Callable[[F32, F32], F32], snow: bool) -> Surface:
    def paint(x: F32, z: F32, tex: F32) -> F32:
        rgb = blend(color("#4f6a34"), color("#7d8f48"), tex)
        inside = pond(x, z)
        shore = step(-0.9, -0.3, inside)
        rgb = blend(rgb, color("#8a8478") * (0.7 + 0.6 * tex)[..., None], shore * 0.85)
        u, w = x - 1.2 * np.sin(z * 0.55), z / 0.95
        cell = np.round(w)
        stone = step(0.52, 0.44, np.hypot(u - 0.25 * (chance(cell) - 0.5), (w - cell) * 1.25)) * step(
            -0.6, -1.2, inside
        )
        rgb = blend(rgb, color("#a29c90") * (0.85 + 0.3 * tex)[..., None], stone * 0.9)
        return blend(rgb, color("#e8edf5"), 0.88 * (1 - 0.5 * stone)) if snow else rgb

    return paint


def _grove_behind(stage: Stage, v: Vista, leaves: tuple[str, ...]) -> Element:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    z = 30.0
    for k in range(15):
        pin = Pin(plate, *v.at(-30 + 4.2 * k + rng.uniform(-1.5, 1.5), 0, z + rng.uniform(0, 4)), v.scale(z))
        pick = rng.random()
        round_tree(
            pin, rng, light, rng.uniform(5, 8.5), blossom=leaves[rng.integers(4)] if pick < 0.6 else ""
        )
    house = Pin(plate, *v.at(-side * 7.0, 0, 29.0), v.scale(29.0))
    wood, paper, roof = (
        tint("#5a4030"),
        tint("#e8dfc8"),
        tint("#4a4c54") if light.snow == 0 else tint("#e8edf5"),
    )
    house.box(-3.4, 0.6, 3.4, 3.2, paper, 0.5)
    for x in np.linspace(-3.4, 3.4, 9):
        house.box(float(x) - 0.05, 0.6, float(x) + 0.05, 3.2, wood)
    if light.lamps > 0.25:
        for k in range(8):
            x = -3.3 + 0.85 * k
            house.lamp(
                [(x, 0.8), (x + 0.7, 0.8), (x + 0.7, 3.0), (x, 3.0)],
                color("#ffc878") * np.float32(0.7 * light.lamps),
            )
    for y in (1.3, 2.2):
        house.line((-3.4, y), (3.4, y), 0.05, wood)
    house.box(-3.9, 0.3, 3.9, 0.62, wood)
    house.shape(
        [
            (-5.2, 3.0),
            (-4.6, 3.3),
            (-2.4, 4.9),
            (2.4, 4.9),
            (4.6, 3.3),
            (5.2, 3.0),
            (4.2, 3.05),
            (-4.2, 3.05),
        ],
        roof,
        0.65,
    )
    house.shape([(-2.7, 4.85), (2.7, 4.85), (2.5, 5.2), (-2.5, 5.2)], roof * np.float32(0.8), 0.5)
    return plate.layer(stage, v.depth(28.0), Finish(fog=0.08 + 0.2 * light.haze, spill=0.5, rim_by=1.2))


def _pond_things(
    stage: Stage, v: Vista, cx: float, leaves: tuple[str, ...]
) -> tuple[Element, Element, list[tuple[float, float, float, F32, float]]]:
    """The bridge, lilies and stones in the water; a lantern and a maple on our shore."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    far, near_ = Plate.of(c), Plate.of(c)
    halos: list[tuple[float, float, float, F32, float]] = []
    for _ in range(24):
        x, z = cx + rng.uniform(-8, 8), rng.uniform(11.5, 20)
        px, py = v.at(x, 0, z)
        k = v.scale(z)
        far.oval(px, py, 0.34 * k, 0.09 * k, tint("#5f8048", rng.uniform(0.8, 1.15)), 0.6)
        if rng.random() < 0.3 and light.snow == 0:
            far.oval(px, py - 0.07 * k, 0.12 * k, 0.09 * k, tint("#f0b8c8"), 0.7)
    span = Pin(far, *v.at(cx + side * 1.5, 0, 17.0), v.scale(17.0))
    red, dark = tint("#b8402f"), tint("#7a2a24")

    def bow(x: float) -> float:
        return 0.35 + 1.35 * (1 - (x / 4.6) ** 2)

    xs = [float(x) for x in np.linspace(-4.6, 4.6, 27)]
    for x in (-2.6, 2.6):
        span.line((x, -0.3), (x, bow(x)), 0.2, dark)
    span.shape([(x, bow(x)) for x in xs] + [(x, bow(x) - 0.3) for x in reversed(xs)], red, 0.4)
    span.shape(
        [(x, bow(x) + 0.1) for x in xs] + [(x, bow(x) - 0.02) for x in reversed(xs)],
        tint("#d8cfc0" if light.snow == 0 else "#f0f4f8"),
        0.75,
    )
    for x in np.linspace(-4.5, 4.5, 9):
        span.line((float(x), bow(float(x))), (float(x), bow(float(x)) + 0.95), 0.12, red)
    for up in (0.5, 0.9):
        for p, q in itertools.pairwise(xs):
            span.line((p, bow(p) + up), (q, bow(q) + up), 0.09, red)
    for _ in range(11):
        a = rng.uniform(0, 6.28)
        x, z = cx + 10.3 * math.cos(a), 16.5 + 7.4 * math.sin(a)
        target = far if z > 12 else near_
        stone = Pin(target, *v.at(x, 0, z), v.scale(z))
        w, h = rng.uniform(0.5, 1.3), rng.uniform(0.35, 0.8)
        tone = tint("#8a867e", rng.uniform(0.8, 1.1))
        stone.shape(
            [(-w, -0.1), (-w * 0.8, h * 0.6), (-w * 0.2, h), (w * 0.5, h * 0.8), (w, -0.1)], tone, 0.4
        )
        stone.shape([(-w * 0.2, h), (w * 0.5, h * 0.8), (w, -0.1), (w * 0.3, 0)], tone, 0.75)
    lamp = Pin(near_, *v.at(side * 3.0, 0, 9.4), v.scale(9.4))
    grey = tint("#9a968c")
    lamp.box(-0.34, 0, 0.34, 0.16, grey)
    lamp.box(-0.13, 0.16, 0.13, 0.8, grey)
    lamp.box(-0.32, 0.8, 0.32, 0.94, grey * np.float32(1.1), 0.6)
    lamp.box(-0.24, 0.94, 0.24, 1.3, grey)
    lamp.box(-0.15, 1.0, 0.15, 1.25, tint("#d8c08a"))
    lamp.shape(
        [(-0.56, 1.3), (0.56, 1.3), (0.16, 1.62), (-0.16, 1.62)],
        grey if light.snow == 0 else tint("#eef2f8"),
        0.7,
    )
    lamp.oval(0, 1.7, 0.09, 0.11, grey)
    if light.lamps > 0.25:
        lamp.lamp([(-0.14, 1.0), (0.14, 1.0), (0.14, 1.24), (-0.14, 1.24)], color("#ffcf80"))
        halos.append((*lamp.at(0, 1.12), 150.0, color("#ffb860"), 0.75 * light.lamps))
    maple = Pin(near_, *v.at(-side * 4.6, 0, 9.8), v.scale(9.8))
    round_tree(maple, rng, light, 5.2, blossom=leaves[0])
    for _ in range(30 if light.snow == 0 else 0):
        z = rng.uniform(8, 11.5)
        px, py = v.at(-side * rng.uniform(0.5, 7.5), 0, z)
        near_.oval(px, py, 0.07 * v.scale(z), 0.03 * v.scale(z), tint(leaves[rng.integers(4)]), 0.6)
    finish = Finish(fog=0.02, rim_by=1.2)
    return (
        far.layer(stage, v.depth(16.5), Finish(fog=0.03 + 0.08 * light.haze, rim_by=1.1)),
        near_.layer(stage, v.depth(9.8), finish),
        halos,
    )
