"""Streets that run away from us between fronts: shops and traffic, or a narrow lane of signs and lanterns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cinematic.arrays import F32, color, mix
from cinematic.backdrop import Stage
from cinematic.building_styles import STYLES, Style
from cinematic.countryside import distant_hills
from cinematic.firmament import firmament
from cinematic.fronts import terrace
from cinematic.light import Light, city_glow
from cinematic.outdoors import (
    Halos,
    Pin,
    bulbs,
    bunting,
    parasol_table,
    planter,
    round_tree,
    street_lamp,
    washing,
)
from cinematic.passers import Passer, Passers
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.shops import hanging_sign
from cinematic.sky import mist_layer, sun_at
from cinematic.skyline import skyline
from cinematic.smoke import Chimneys
from cinematic.surfaces import Surface, carriageway, stones
from cinematic.traffic import Car, Traffic
from cinematic.vista import Pool, Vista, ground, mirrored, sun_haze

HERO_Z = 6.5


@dataclass(frozen=True, slots=True)
class Street:
    """A kind of street: half its width and half the carriageway's, in metres, and what is in it."""

    styles: tuple[str, ...]
    half: float
    road: float
    neon: bool = False
    cars: int = 0
    trees: float = 0.0
    people: int = 7
    overhead: tuple[str, ...] = ()
    tables: bool = False
    paving: str = "asphalt"
    rural: bool = False
    """Hills at its end instead of towers, and no glow of a city over it."""


_SHOPS = Street(
    ("old", "brick", "modern"), 6.4, 3.6, cars=3, trees=0.4, tables=True, overhead=("none", "bulbs")
)
_VILLAGE = Street(
    ("cottage", "timber", "south", "white"),
    4.4,
    4.4,
    people=5,
    trees=1.0,
    overhead=("none", "washing", "bunting"),
    paving="setts",
    rural=True,
)
_LANE = Street(
    ("east", "south", "old"),
    3.1,
    3.1,
    neon=True,
    people=9,
    overhead=("bulbs", "washing", "lanterns"),
    paving="setts",
)


def shopping_street(stage: Stage) -> list[Element]:
    return street(stage, _SHOPS)


def narrow_lane(stage: Stage) -> list[Element]:
    return street(stage, _LANE)


def village_lane(stage: Stage) -> list[Element]:
    return street(stage, _VILLAGE)


def street(stage: Stage, kind: Street) -> list[Element]:
    if not kind.rural:
        stage = replace(stage, light=city_glow(stage.light))
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    narrow = min(1.0, max(0.5, c.dw / 1500))
    half, road = kind.half * narrow, kind.road * narrow
    style = STYLES[kind.styles[rng.integers(len(kind.styles))]]
    v = Vista(cx=c.dw / 2 + side * c.dw * 0.04, horizon=512.0, eye=2.3)
    sun = sun_at(light, c, 500.0, side * 0.12)
    if kind.rural:
        elements, sun = distant_hills(stage, 500.0)
    else:
        elements = firmament(stage, 540.0, sun, milky=0.0 if light.dark else 0.2)
        elements.append(skyline(stage, v.horizon + 12, 60, 230, 30, 70, (2, 3, 3, 4), 0.5, 0.14, sun[0]))
        elements.append(mist_layer(rng, c, light.fog, v.horizon - 4, 40, 0.3 + 0.5 * light.haze, 0.15, 6))
    reflection = Plate.of(c)
    walls, pools = _walls(stage, v, kind, style, half, reflection)
    shine = 0.72 if light.wet > 0 else (0.45 if light.dark and light.snow == 0 else 0.0)
    elements.append(
        ground(
            stage,
            v,
            v.horizon + 8,
            _surface(kind, half, road, light.snow > 0),
            pools=tuple(pools),
            lit=0.32,
            mirror=mirrored(stage, reflection, v) if shine else None,
            shine=shine,
            brightness=0.95,
        )
    )
    people = _people(stage, v, kind, half, road)
    elements.append(walls[0])
    elements.append(mist_layer(rng, c, light.fog, v.horizon + 4, 46, 0.10 + 0.45 * light.haze, 0.2, 7))
    elements.append(Passers(rng, light, [p for p in people if p.depth < 0.26], fog=0.6 * light.haze))
    elements.append(sun_haze(stage, v.cx + side * 20, v.horizon - 30, 420.0, 0.2))
    elements.append(walls[1])
    furniture, halos = _furniture(stage, v, kind, half, road)
    elements.append(furniture[1])
    if kind.cars:
        lanes = [
            Car(
                x=(1 if k % 2 else -1) * road * 0.48,
                z=52 - 11 * k + float(rng.uniform(0, 5)),
                speed=-3.4 if k % 2 == 0 else 3.0,
            )
            for k in range(kind.cars)
        ]
        elements.append(Traffic(rng, light, v, lanes, shine=shine))
    elements.append(Passers(rng, light, [p for p in people if p.depth >= 0.26], fog=0.4 * light.haze))
    elements.append(walls[2])
    elements.append(furniture[0])
    if halos:
        elements.append(Halos(halos, 0.5))
    if light.dark or light.haze > 0.5:
        at = v.at(-side * half * 0.5, 0.1, 13.0)
        elements.append(Chimneys(rng, [at], v.depth(13.0), mix(light.fog, light.cloud_lit, 0.5)))
    hero_x, hero_y = v.at(-side * road * 0.34, 0.0, HERO_Z)
    elements.append(
        stage.hero(
            x=hero_x,
            y=hero_y,
            height=v.scale(HERO_Z) * 1.74,
            depth=0.70,
            light_x=sun[0],
            travel=380,
            brightness=1.15,
        )
    )
    return elements


def _walls(
    stage: Stage, v: Vista, kind: Street, style: Style, half: float, reflection: Plate
) -> tuple[list[Element], list[Pool]]:
    """Both sides in three stretches, far to near; also what their shops throw on the ground."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    layers: list[Element] = []
    pools: list[Pool] = []
    # stretches overlap behind one another, so that no gap opens when the camera moves
    nearest = min(3.0, half * v.focal / (c.dw * 0.5 + 300))
    for z0, z1, scale, middle in (
        (18.0, 95.0, 13.0, 32.0),
        (8.0, 34.0, 32.0, 15.0),
        (nearest, 14.0, 62.0, 9.0),
    ):
        plate = Plate.of(c)
        for s in (-1.0, 1.0):
            lit = 0.70 if s != side else 0.2
            t = terrace(rng, light, style, z1 - z0, scale * c.unit, lit=lit, neon=kind.neon)
            v.wall(plate, t.plate, s * half, z0, z1, t.height)
            if light.wet > 0 or light.dark:
                v.wall(reflection, t.plate, s * half, z0, z1, -t.height)
            for shop in t.shops:
                z = z0 + shop.x if s > 0 else z1 - shop.x
                if z < 40 and light.lamps > 0.3:
                    pools.append(Pool(s * half * 0.86, z, 2.6, shop.light, 0.30 * light.lamps))
        fog = 0.04 + (0.30 + 0.35 * light.haze) * min(1.0, middle / 55)
        layers.append(
            plate.layer(
                stage,
                v.depth(middle),
                Finish(
                    fog=fog,
                    low_fog=0.12 * light.haze,
                    foot=v.horizon + 60,
                    rim=0.3,
                    spill=0.32,
                    brightness=1.12,
                    snow=0.5,
                ),
            )
        )
    return layers, pools


def _surface(kind: Street, half: float, road: float, snow: bool) -> Surface:
    if kind.paving == "setts":
        return stones(color("#7d766e"), 0.24, 0.26, gutter=True, snow=snow)
    return carriageway(half, road, snow=snow)


def _people(stage: Stage, v: Vista, kind: Street, half: float, road: float) -> list[Passer]:
    rng = stage.rng
    out = []
    inner = road + 0.4 if road < half else 0.6
    for _ in range(kind.people):
        z = float(rng.choice([rng.uniform(10.5, 16), rng.uniform(16, 40)]))
        s = 1.0 if rng.random() < 0.5 else -1.0
        x, y = v.at(s * rng.uniform(inner, half - 0.5), 0.0, z)
        away = rng.random() < 0.6
        k = v.scale(z)
        out.append(
            Passer(
                x,
                y,
                k * rng.uniform(1.5, 1.82),
                v.depth(z),
                0.0 if away else float(rng.choice([-1, 1])) * k * 0.25,
                away,
            )
        )
    return out


def _furniture(
    stage: Stage, v: Vista, kind: Street, half: float, road: float
) -> tuple[tuple[Element, Element], list[tuple[float, float, float, F32, float]]]:
    """Lamps, trees, tables and what hangs over the street: (near, far), and the lamps' halos."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    near, far = Plate.of(c), Plate.of(c)
    halos = []
    kerb = road + 0.35 if road < half else half - 0.25
    trees = rng.random() < kind.trees
    overhead = kind.overhead[rng.integers(len(kind.overhead))] if kind.overhead else "none"
    for z in (46.0, 32.0, 23.0, 16.5, 12.0, 9.0):
        plate = far if z > 15 else near
        k = v.scale(z)
        for s in (-1.0, 1.0):
            x, y = v.at(s * kerb, 0.0, z)
            pin = Pin(plate, x, y, k)
            if kind.paving != "setts" and (z in (32.0, 16.5) or (z == 9.0 and s == side)):
                lx, ly = street_lamp(pin, light, toward=-s)
                if light.lamps > 0.3:
                    halos.append((lx, ly, k * 2.0, color("#ffc987"), 0.7 * light.lamps))
            elif trees and z in (46.0, 23.0, 12.0):
                round_tree(pin, rng, light, rng.uniform(4.5, 6.5))
            elif kind.tables and z in (12.0, 23.0) and rng.random() < 0.7:
                tx, ty = v.at(s * (half - 1.1), 0.0, z)
                parasol_table(Pin(plate, tx, ty, k), rng, light)
            elif z < 17 and rng.random() < 0.5:
                px, py = v.at(s * (half - 0.5), 0.0, z)
                planter(Pin(plate, px, py, k), rng)
        if overhead != "none" and z in (32.0, 23.0, 16.5, 12.0):
            high = rng.uniform(5.5, 7.5)
            p, q = v.at(-half, high, z), v.at(half, high + rng.uniform(-0.6, 0.6), z)
            if overhead == "bulbs":
                bulbs(plate, p, q, 0.13 * k, 0.5 * k, light)
            elif overhead == "lanterns":
                bulbs(plate, p, q, 0.26 * k, 0.5 * k, light, ("#ff5a3c", "#ff8a4a"))
            elif overhead == "washing":
                washing(plate, rng, p, q, k)
            else:
                bunting(plate, rng, p, q, 0.35 * k, 0.5 * k)
    if kind.neon:
        _signs(stage, near, far, v, half)
    if kind.cars:
        _signal(near, v, light, side * (road + 0.3), halos)
    finish = Finish(fog=0.05, rim=0.5, rim_by=1.2, snow=0.6)
    return (
        near.layer(stage, v.depth(10.5), finish),
        far.layer(stage, v.depth(24.0), replace(finish, fog=0.10 + 0.2 * light.haze)),
    ), halos


def _signs(stage: Stage, near: Plate, far: Plate, v: Vista, half: float) -> None:
    """Boards that stand out from the walls, one behind the other."""
    rng, c = stage.rng, stage.canvas
    for z in (38.0, 30.0, 24.0, 19.0, 15.5, 12.5, 10.5):
        plate, k = (far if z > 15 else near), v.scale(z)
        for s in (-1.0, 1.0):
            if rng.random() < 0.3:
                continue
            board = Plate.elevation(1.1, 4.0, k * c.unit)
            hanging_sign(board, rng, stage.light, 0.1, 0.2, rng.uniform(1.3, 3.4), True)
            y = rng.uniform(2.9, 5.6)
            x0, y0 = v.at(s * half - (1.05 if s > 0 else 0.0), y, z)
            plate.stamp(board, x0, y0, k)


def _signal(
    plate: Plate, v: Vista, light: Light, x: float, halos: list[tuple[float, float, float, F32, float]]
) -> None:
    """Traffic lights at the crossing."""
    z = 12.0
    k = v.scale(z)
    pin = Pin(plate, *v.at(x, 0.0, z), k)
    iron = color("#2a2c30")
    pin.line((0, 0), (0, 3.3), 0.12, iron)
    pin.box(-0.2, 2.4, 0.2, 3.5, tint("#202226"))
    for j, tone in enumerate(("#3ad07a", "#5a4a20", "#5a2020")):
        pin.oval(0, 2.6 + j * 0.34, 0.12, 0.12, tint(tone))
    pin.lamp_oval(0, 2.6, 0.12, 0.12, color("#5affa0"))
    gx, gy = pin.at(0, 2.6)
    halos.append((gx, gy, k * 0.8, color("#4af09a"), 0.6))
