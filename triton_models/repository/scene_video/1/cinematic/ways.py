"""What roads have in common: how they wind, what they are made of, and who is on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cinematic.arrays import F32, Floats, color, mix
from cinematic.backdrop import Stage
from cinematic.scene import Element
from cinematic.surfaces import Surface, blend, near, step
from cinematic.traffic import Car, Traffic
from cinematic.vista import Vista, ground

HERO_Z = 7.4


@dataclass(frozen=True, slots=True)
class Way:
    """The middle of a road: X = bend * sin((Z - 6) / length), from straight at our feet."""

    bend: float = 0.0
    length: float = 16.0
    half: float = 3.1

    def at(self, z: Floats | float) -> F32:
        far = np.asarray(z, np.float32)
        return np.asarray(
            self.bend * np.sin((far - 6) / self.length) * np.clip((far - 6) / 10, 0, 1.5), np.float32
        )

    def middle(self, z: float) -> float:
        return float(self.at(z))


def tarmac(
    way: Way,
    field: str,
    *,
    snow: bool = False,
    verge: str = "#8c8460",
    yellow: bool = False,
    dirt: bool = False,
) -> Surface:
    """Land with a road on it: asphalt with a dashed line and white edges, or a track of two ruts."""

    def paint(x: F32, z: F32, tex: F32) -> F32:
        land = blend(color(field) * np.float32(0.78), color(field) * np.float32(1.2), tex)
        off = x - way.at(z)
        aside = np.abs(off)
        ragged = aside + (tex - 0.5) * 0.9
        land = blend(
            land,
            color(verge) * (0.8 + 0.4 * tex[..., None]),
            step(way.half + 1.3, way.half + 0.5, ragged) * 0.85,
        )
        wide = 0.05 + 0.0012 * z
        if dirt:
            top = color("#a48c68") * (0.75 + 0.5 * tex)[..., None]
            rgb = blend(land, top, step(way.half + 0.1, way.half - 0.4, ragged) * 0.95)
            rgb = blend(
                rgb, color(field) * np.float32(0.9), near(off, 0.0, 0.28) * 0.55 * step(0.35, 0.6, tex)
            )
        else:
            top = color("#5a585e") * (0.82 + 0.36 * tex)[..., None]
            rgb = blend(land, top, step(way.half, way.half - 0.05, aside))
            dash = near(off, 0.0, wide) * (np.modf(z / 4.5)[0] < 0.5)
            rgb = blend(rgb, color("#e0b848" if yellow else "#e8e4d8"), dash * 0.85)
            rgb = blend(rgb, color("#e8e4d8"), near(aside, way.half - 0.22, wide) * 0.75)
        if snow:
            rgb = blend(
                rgb,
                color("#e8edf5"),
                0.95
                - 0.55 * near(aside, way.half * 0.48, 0.4)
                - 0.25 * step(way.half, way.half - 0.5, aside),
            )
        return np.asarray(rgb, np.float32)

    return paint


def road_vista(stage: Stage) -> Vista:
    return Vista(cx=stage.canvas.dw / 2 + stage.side * 30, horizon=522.0, eye=2.3)


def road_ground(
    stage: Stage,
    v: Vista,
    surface: Surface,
    *,
    top: float = 10.0,
    cut: Callable[[F32, F32], F32] | None = None,
) -> Element:
    light = stage.light
    wet = light.wet > 0
    c = stage.canvas
    sky = None
    if wet:
        t = np.clip((c.ys()[:, None] - v.horizon) / 420, 0, 1).astype(np.float32)[..., None]
        sky = np.asarray(
            np.broadcast_to(mix(light.sky[-1][1], light.sky[2][1], t), (c.ph, c.pw, 3)), np.float32
        )
    return ground(
        stage,
        v,
        v.horizon + top,
        surface,
        lit=0.55,
        brightness=0.92,
        mirror=sky,
        shine=0.35 if wet else 0.0,
        cut=cut,
    )


def travellers(stage: Stage, v: Vista, way: Way, sun_x: float, *, cars: bool = True) -> list[Element]:
    """The hero at the roadside, and a car or two."""
    light, rng, side = stage.light, stage.rng, stage.side
    out: list[Element] = []
    if cars:
        fleet = [Car(way.half * 0.48, 60.0 + float(rng.uniform(0, 20)), -4.5)]
        if rng.random() < 0.6:
            fleet.append(Car(-way.half * 0.48, 24.0 + float(rng.uniform(0, 14)), 3.6))
        out.append(Traffic(rng, light, v, fleet, shine=0.6 * light.wet, path=way.middle))
    x, y = v.at(way.middle(HERO_Z) - side * way.half * 0.62, 0, HERO_Z)
    out.append(
        stage.hero(
            x=x, y=y, height=v.scale(HERO_Z) * 1.74, depth=0.7, light_x=sun_x, facing=side, brightness=1.05
        )
    )
    return out
