"""Villages: which of them a scene shows, and those whose houses stand apart."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.backdrop import Stage
from cinematic.countryside import distant_hills
from cinematic.dwellings import KINDS, dwelling
from cinematic.firmament import variant
from cinematic.hillside import hill_village
from cinematic.layers import Layer, make_layer
from cinematic.meadow import grassland, lone_tree
from cinematic.outdoors import Halos, Pin, bush, palm, round_tree
from cinematic.passers import Passer, Passers
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.sky import mist_layer
from cinematic.smoke import Chimneys
from cinematic.street import village_lane
from cinematic.surfaces import Surface, blend, near, step
from cinematic.vista import Vista, ground
from cinematic.water import Water
from cinematic.wells import well_square


def village(stage: Stage) -> list[Element]:
    """One of the villages, by the seed; in a film the next scene in a village shows another."""
    return VILLAGES[variant(stage, len(VILLAGES))](stage)


def hamlet(stage: Stage) -> list[Element]:
    """Houses of one kind along a way that winds through grass."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    cold = ("stone", "chalet", "red", "felt")
    names = cold if light.snow > 0 else ("stone", "thatch", "chalet", "red", "round", "felt", "south")
    name = names[rng.integers(len(names))]
    dry = name in ("round", "felt")
    elements, sun = distant_hills(stage)
    v = Vista(cx=c.dw / 2, horizon=524.0, eye=3.0)
    bend = side * rng.uniform(2.5, 4.5)

    def way(z: F32 | float) -> F32:
        return np.asarray(
            bend * np.sin((np.asarray(z) - 7.0) / 13.0) * np.clip((np.asarray(z) - 7.0) / 14.0, 0, 1.6),
            np.float32,
        )

    grass = "#8a8448" if dry else "#6f8244"
    elements.append(
        ground(stage, v, v.horizon + 12, _meadow_way(way, grass, light.snow > 0), lit=0.55, brightness=0.9)
    )
    spots = []
    narrow = min(1.0, max(0.5, c.dw / 1500))
    for k, z in enumerate((75.0, 64.0, 55.0, 47.0, 41.0, 35.5, 31.0, 27.0, 23.0)):
        s = 1.0 if (k % 2 == 0) == (side > 0) else -1.0
        spots.append(
            (
                float(way(z))
                + s * (8.4 + rng.uniform(0.0, 5.0) + (5 if k < 4 else 0)) * (narrow if z < 30 else 1),
                z,
                s,
            )
        )
        if z > 28:
            spots.append((float(way(z)) - s * rng.uniform(14, 32), z + 3, -s))
    groups = ((46.0, 99.0), (30.0, 46.0), (0.0, 30.0))
    smoke_tint = mix(light.fog, light.cloud_lit, 0.5)
    for low, high in groups:
        plate, tops = Plate.of(c), []
        members = sorted((p for p in spots if low <= p[1] < high), key=lambda p: -p[1])
        for x, z, s in members:
            at = v.at(x, 0, z)
            tops.append(dwelling(Pin(plate, *at, v.scale(z)), rng, light, KINDS[name], side=-s))
            for _ in range(2):
                bx = x + rng.uniform(-6, 6)
                bush(
                    Pin(plate, *v.at(bx, 0, z - 1.5), v.scale(z)),
                    rng,
                    rng.uniform(1.2, 2.4),
                    rng.uniform(0.8, 1.4),
                    tone="#6a7040" if dry else "#4f6a38",
                )
            if rng.random() < 0.6:
                tree = Pin(plate, *v.at(x - s * rng.uniform(-1, 7), 0, z + 1), v.scale(z))
                if dry:
                    palm(tree, rng, rng.uniform(5, 8)) if name == "round" else bush(tree, rng, 2, 1.2)
                else:
                    round_tree(tree, rng, light, rng.uniform(4, 7))
        z = math.sqrt(max(low, 22) * min(high, 75))
        finish = Finish(
            fog=(0.04 + 0.30 * light.haze) * min(1.0, z / 45),
            low_fog=0.06,
            foot=v.horizon + 90,
            spill=0.6,
            rim_by=1.4,
        )
        elements.append(plate.layer(stage, v.depth(z), finish))
        if name != "felt" or light.snow > 0 or light.lamps > 0.3:
            elements.append(Chimneys(rng, tops[:3], v.depth(z), smoke_tint))
        elements.append(
            mist_layer(rng, c, light.fog, v.at(0, 0, z)[1], 20, 0.08 + 0.3 * light.haze, v.depth(z) + 0.02, 5)
        )
    people = []
    for _ in range(5):
        z = float(rng.uniform(14, 40))
        x, y = v.at(float(way(z)) + rng.uniform(-1.2, 1.2), 0, z)
        people.append(Passer(x, y, v.scale(z) * rng.uniform(1.45, 1.78), v.depth(z), 0.0, True))
    elements.append(Passers(rng, light, people, fog=0.3 * light.haze))
    elements.append(_fence(stage, v, way))
    tx = c.dw / 2 - side * c.dw * 0.36
    if not dry:
        elements.append(lone_tree(stage, tx, 786, 340, 0.74, bare=light.snow > 0))
    x, y = v.at(0, 0, 8.0)
    elements.append(stage.hero(x=x, y=y, height=v.scale(8.0) * 1.74, depth=0.7, light_x=sun[0]))
    elements.append(
        grassland(
            stage,
            lambda u: 852 + 9 * math.sin(u / 130),
            0.96,
            720,
            rows=420,
            low=20,
            high=58,
            brightness=0.45,
            flowers=26 if not dry else 0,
            heads=0.25,
        )
    )
    return elements


def _meadow_way(way: Callable[[F32], F32], grass: str, snow: bool) -> Surface:
    """Grass with a trodden way whose middle is at way(Z)."""

    def paint(x: F32, z: F32, tex: F32) -> F32:
        rgb = blend(color(grass) * np.float32(0.8), color(grass) * np.float32(1.18), tex)
        off = np.abs(x - way(z)) + (tex - 0.5) * 0.7
        dirt = color("#a89070") * (0.75 + 0.5 * tex[..., None])
        rgb = blend(rgb, dirt, step(1.45, 1.0, off) * 0.9)
        rgb = rgb * (1 - 0.2 * near(off, 0.62, 0.16))[..., None]
        if snow:
            rgb = blend(rgb, color("#e8edf5"), 0.95 - 0.3 * near(off, 0.62, 0.2) - 0.12 * step(1.4, 1.0, off))
        return np.asarray(rgb, np.float32)

    return paint


def _fence(stage: Stage, v: Vista, way: Callable[[float], F32]) -> Element:
    """Posts and rails along the way."""
    c, light, side = stage.canvas, stage.light, stage.side
    plate = Plate.of(c)
    wood = tint("#7a6650")
    previous: list[tuple[float, float]] | None = None
    for z in np.arange(26.0, 7.0, -1.7):
        x = float(way(float(z))) - side * 2.8
        k = v.scale(float(z))
        plate.line(v.at(x, -0.05, float(z)), v.at(x, 1.05, float(z)), max(1.0, 0.13 * k), wood)
        rails = [v.at(x, y, float(z)) for y in (0.5, 0.9)]
        if previous:
            for p, q in zip(previous, rails, strict=True):
                plate.line(p, q, max(0.9, 0.08 * k), wood * np.float32(1.1))
        previous = rails
    return plate.layer(stage, v.depth(14.0), Finish(fog=0.04 + 0.08 * light.haze, rim_by=1.0))


def on_stilts(stage: Stage) -> list[Element]:
    """Houses on stilts over still water, boats between them, a jetty with the hero."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage, 500.0)
    v = Vista(cx=c.dw / 2 - side * 30, horizon=520.0, eye=2.7)
    elements.append(
        Water(
            rng,
            y=v.horizon + 16,
            depth=0.22,
            tint=light.water,
            reflect=0.82,
            sun_x=sun[0],
            sun_height=max(40.0, (500 - sun[1]) * 0.7),
            glint=0.6 * light.glow,
            glint_tint=light.sun,
            chop=0.35 + 0.5 * light.wind,
        )
    )
    halos: list[tuple[float, float, float, F32, float]] = []
    narrow = min(1.0, max(0.55, c.dw / 1500))
    for low, rows in ((34.0, 8), (19.0, 5)):
        plate, mirror, tops = Plate.of(c), Plate.of(c), []
        for k in range(rows):
            z = low * rng.uniform(1.0, 1.4)
            x = (k - (rows - 1) / 2) / rows * (70 if low > 30 else 44) * narrow + rng.uniform(-2, 2)
            if low < 30 and abs(x) < 5:
                x += 8 * (1 if x > 0 else -1)
            scale = v.scale(z)
            at = v.at(x, 0, z)
            seed = int(rng.integers(2**31))
            for target, metre in ((plate, scale), (mirror, scale)):
                dice = np.random.default_rng(seed)
                pin = Pin(target, *at, metre) if target is plate else _Under(target, at[0], at[1], metre)
                top = dwelling(pin, dice, light, KINDS["stilt"], side=1.0 if x < 0 else -1.0)
                if target is plate:
                    tops.append(top)
            if light.lamps > 0.3:
                halos.append((at[0], at[1] - 3.4 * scale, 3.2 * scale, color("#ffc070"), 0.4 * light.lamps))
        z = low * 1.2
        elements.append(_reflection(stage, mirror, v.depth(z)))
        elements.append(
            plate.layer(
                stage,
                v.depth(z),
                Finish(fog=(0.05 + 0.25 * light.haze) * min(1, z / 40), spill=0.6, rim_by=1.3),
            )
        )
        elements.append(Chimneys(rng, tops[:2], v.depth(z), mix(light.fog, light.cloud_lit, 0.5)))
        elements.append(
            mist_layer(
                rng, c, light.fog, v.at(0, 0, z)[1], 16, 0.12 + 0.35 * light.haze, v.depth(z) + 0.02, 5
            )
        )
    if halos:
        elements.append(Halos(halos, v.depth(28.0)))
    elements.append(_boats(stage, v))
    half = 1.7
    elements.append(ground(stage, v, v.at(0, 0, 24.0)[1], _planks(light.snow > 0), lit=0.5, half=half))
    elements.append(_posts(stage, v, half))
    x, y = v.at(-side * 0.3, 0, 7.6)
    elements.append(
        stage.hero(
            x=x, y=y, height=v.scale(7.6) * 1.74, depth=0.69, light_x=sun[0], travel=220, firm=(0.0, c.dw)
        )
    )
    return elements


class _Under(Pin):
    """A hand that draws upside down below its foot."""

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.x + x * self.k, self.y + (y + 0.25) * self.k


def _reflection(stage: Stage, plate: Plate, depth: float) -> Layer:
    c, light = stage.canvas, stage.light
    rgb = plate.lit_picture(light) * np.float32(0.62)
    u = c.unit
    soft = cv2.GaussianBlur(rgb, (0, 0), 1.4 * u, sigmaY=3.4 * u)
    alpha = cv2.GaussianBlur(plate.mask.astype(np.float32) / np.float32(255), (0, 0), 1.4 * u, sigmaY=3.4 * u)
    return make_layer(
        c,
        np.asarray(soft / np.maximum(alpha[..., None], 0.02), np.float32),
        np.asarray(alpha * 0.6, np.float32),
        depth,
        sway=1.2,
        sway_rows=np.ones(c.ph, np.float32),
    )


def _planks(snow: bool) -> Surface:
    def paint(x: F32, z: F32, tex: F32) -> F32:
        row = np.round(z / 0.34)
        tone = 0.85 + 0.3 * np.modf(np.abs(np.sin(row * 12.9898)) * 43758.5)[0]
        gap = step(0.40, 0.48, np.abs(z / 0.34 - row)) * step(22, 8, z)
        rgb = (color("#e6ebf3") if snow else color("#8a7258")) * (
            tone * (1 - 0.55 * gap) * (0.8 + 0.4 * tex)
        )[..., None]
        return np.asarray(rgb, np.float32)

    return paint


def _posts(stage: Stage, v: Vista, half: float) -> Element:
    c, light, rng = stage.canvas, stage.light, stage.rng
    plate = Plate.of(c)
    wood = tint("#5f4c3c")
    for z in np.arange(22.0, 5.0, -2.8):
        for s in (-1, 1):
            k = v.scale(float(z))
            x = s * (half + 0.05)
            plate.line(v.at(x, -1.2, float(z)), v.at(x, 0.95, float(z)), max(1.4, 0.16 * k), wood)
            if rng.random() < 0.35 and light.lamps > 0.3:
                at = v.at(x, 1.15, float(z))
                plate.oval(at[0], at[1], 0.13 * k, 0.18 * k, tint("#d8b070"))
                plate.lamp_oval(at[0], at[1], 0.12 * k, 0.17 * k, color("#ffc878"))
    for s in (-1, 1):
        line = [
            v.at(s * (half + 0.05), 0.72 - 0.14 * abs(math.sin(float(z) * math.pi / 2.8)), float(z))
            for z in np.arange(22.0, 5.0, -0.4)
        ]
        plate.chain(line, 1.8, tint("#b8a888"))
    return plate.layer(stage, v.depth(10.0), Finish(fog=0.02, rim_by=1.2))


def _boats(stage: Stage, v: Vista) -> Element:
    """Long slim boats, one with somebody in it."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    for x, z, s in ((side * 6.5, 15.0, 1.0), (-side * 8.0, 20.0, -1.0), (side * 11.0, 25.0, -1.0)):
        pin = Pin(plate, *v.at(x * min(1.0, c.dw / 1300), 0, z), v.scale(z))
        hull = tint(("#6a4a34", "#4a6a6a", "#8a4a3a")[rng.integers(3)])
        pin.oval(0, -0.08, 2.6, 0.14, tint("#1c2a30"), 0.1)
        pin.shape(
            [(-2.6, 0.62), (-2.0, 0.02), (2.0, 0.02), (2.7, 0.75), (2.0, 0.36), (-2.0, 0.34)], hull, 0.5
        )
        pin.shape([(-2.0, 0.34), (2.0, 0.36), (1.9, 0.28), (-1.9, 0.26)], hull * np.float32(0.55), 0.3)
        if z > 18:
            tone = tint("#4a3f48")
            pin.shape([(-0.3, 0.3), (-0.24, 0.95), (0.16, 0.95), (0.24, 0.3)], tone)
            pin.oval(-0.03, 1.13, 0.13, 0.16, tint("#5a4034"))
            pin.shape([(-0.42, 1.16), (-0.03, 1.46), (0.36, 1.16)], tint("#c8b080"), 0.7)
            pin.line((0.2, 0.9), (s * 1.6, -0.2), 0.04, tint("#7a6248"))
    return plate.layer(stage, v.depth(18.0), Finish(fog=0.04 + 0.1 * light.haze, rim_by=1.2))


VILLAGES: tuple[Callable[[Stage], list[Element]], ...] = (
    hamlet,
    village_lane,
    hill_village,
    well_square,
    on_stilts,
)
