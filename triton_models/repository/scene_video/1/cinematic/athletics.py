"""A running track: lanes that run away from us, hurdles, a stand at one side."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import F32, color
from cinematic.backdrop import Stage
from cinematic.countryside import distant_hills
from cinematic.crowd import Heads, eagerness
from cinematic.outdoors import Pin, bunting
from cinematic.passers import Passer, Passers
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.stands import floodlights
from cinematic.surfaces import Surface, blend, near, step
from cinematic.vista import Pool, Vista, ground

_LANE = 1.3
_EDGE = 4 * _LANE
_TONES = (("#b0533f", "#5f8a3c"), ("#3f6f9a", "#6a8a48"), ("#8a4a5a", "#5f8a3c"))


def running_track(stage: Stage) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage, 480.0)
    v = Vista(cx=c.dw / 2 + side * c.dw * 0.05, horizon=524.0, eye=2.4)
    track, grass = _TONES[rng.integers(3)]
    elements += floodlights(stage, v, [(-side * 22.0, 62.0), (-side * 6.0, 70.0), (side * 17.0, 58.0)], 20.0)
    elements.append(_trees(stage, v))
    pools = (Pool(0, 16, 20, color("#dfe9e8"), 0.26 * light.lamps),)
    elements.append(
        ground(
            stage,
            v,
            v.horizon + 9,
            _lanes(track, grass, light.snow > 0),
            pools=pools,
            lit=0.55,
            brightness=0.92,
        )
    )
    elements += _side_stand(stage, v, side)
    elements += _things(stage, v)
    people = []
    for k in range(5):
        z = 15.0 + 5.2 * k
        x, y = v.at((k % 4 - 1.5) * _LANE * 1.0, 0, z)
        people.append(Passer(x, y, v.scale(z) * 1.75, v.depth(z), 0.0, True))
    for _ in range(4):
        z = float(rng.uniform(14, 30))
        x, y = v.at(-side * rng.uniform(_EDGE + 1, _EDGE + 9), 0, z)
        people.append(
            Passer(x, y, v.scale(z) * 1.7, v.depth(z), float(rng.choice([-1.0, 0.0, 1.0])) * v.scale(z) * 0.3)
        )
    elements.append(
        Passers(
            rng, light, people, fog=0.2 * light.haze, clothes=("#d8483c", "#e8c23c", "#3c78c8", "#ece8e0")
        )
    )
    x, y = v.at(-side * _LANE * 0.5, 0, 7.0)
    elements.append(
        stage.hero(
            x=x,
            y=y,
            height=v.scale(7.0) * 1.75,
            depth=0.7,
            light_x=sun[0],
            facing=side,
            travel=460,
            brightness=1.1,
        )
    )
    return elements


def _lanes(track: str, grass: str, snow: bool) -> Surface:
    def paint(x: F32, z: F32, tex: F32) -> F32:
        rgb = np.asarray(color(track) * (0.86 + 0.28 * tex[..., None]), np.float32)
        wide = 0.035 + 0.0016 * z
        line = near(np.abs(np.modf(np.abs(x) / _LANE + 0.5)[0] - 0.5) * _LANE, 0.0, wide)
        line = np.maximum(line, near(z, 9.6, 0.09) + near(z, 27.0, 0.16))
        rgb = blend(rgb, color("#f0ede4"), np.clip(line, 0, 1) * 0.85)
        stripe = np.where(np.modf(z / 8.0)[0] < 0.5, 0.94, 1.06)
        field = color(grass) * (stripe * (0.8 + 0.4 * tex))[..., None]
        rgb = blend(rgb, field, step(_EDGE + 0.05, _EDGE + 0.12, np.abs(x)))
        rgb = blend(rgb, color("#e8e6de"), near(np.abs(x), _EDGE + 0.12, 0.09) * 0.9)
        return blend(rgb, color("#e6ecf4"), 0.8 - 0.3 * step(_EDGE, _EDGE - 1, np.abs(x))) if snow else rgb

    return paint


def _trees(stage: Stage, v: Vista) -> Element:
    """A belt of trees behind the far bend."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    plate = Plate.of(c)
    y = v.horizon + 12
    x = -20.0
    while x < c.dw + 20:
        s = rng.uniform(14, 30)
        for _ in range(6):
            tone = tint("#4a6238", rng.uniform(0.75, 1.15))
            plate.oval(
                x + rng.normal(0, s * 0.5),
                y - s * rng.uniform(0.2, 1.2),
                s * 0.5,
                s * 0.45,
                tone,
                rng.uniform(0.2, 0.7),
            )
        x += rng.uniform(12, 30)
    return plate.layer(stage, 0.2, Finish(fog=0.18 + 0.3 * light.haze, rim=0.4, rim_by=1.0))


def _side_stand(stage: Stage, v: Vista, side: float) -> list[Element]:
    """A small stand along the straight, with a roof, in perspective."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    plate = Plate.of(c)
    x0, z0, z1, rows = _EDGE + 3.0, 13.0, 46.0, 7
    heads: list[tuple[float, float]] = []
    eager = eagerness(stage.spec.mood)
    back = x0 + rows * 0.8

    def at(x: float, y: float, z: float) -> tuple[float, float]:
        return v.at(side * x, y, z)

    plate.shape(
        [at(back, 7.2, z0), at(back, 7.2, z1), at(back, 0, z1), at(back, 0, z0)], tint("#7d848e"), 0.3
    )
    for row in range(rows - 1, -1, -1):
        x, y = x0 + row * 0.8, 0.8 + row * 0.55
        tread = tint("#8a8f98" if row % 2 else "#7f858e")
        plate.shape([at(x, y, z0), at(x, y, z1), at(x + 0.8, y, z1), at(x + 0.8, y, z0)], tread, 0.7)
        plate.shape(
            [at(x, y, z0), at(x, y, z1), at(x, y - 0.55, z1), at(x, y - 0.55, z0)],
            tread * np.float32(0.7),
            0.3,
        )
        z = z1
        while z > z0:
            if rng.random() < 0.72:
                px, py = at(x + 0.3, y, z)
                k = v.scale(z)
                wear = tint(
                    ("#b04a48", "#d0a850", "#4a6fae", "#d8d2c6", "#5a8a62", "#3c3e48")[rng.integers(6)]
                )
                plate.box(px - 0.24 * k, py - 0.75 * k, px + 0.24 * k, py, wear, 0.45)
                plate.oval(px, py - 0.9 * k, 0.15 * k, 0.19 * k, tint("#8a6450", rng.uniform(0.7, 1.2)), 0.45)
                if rng.random() < 0.12 + 0.4 * eager:
                    heads.append((px, py - 0.88 * k))
            z -= rng.uniform(0.6, 0.95)
    for z in np.linspace(z0, z1, 7):
        a, b = at(x0 + 0.4, 0, float(z)), at(x0 + 0.4, 6.6, float(z))
        plate.line(a, b, max(1.2, 0.14 * v.scale(float(z))), tint("#5a5e66"))
    plate.shape(
        [at(x0 - 0.8, 6.5, z0), at(x0 - 0.8, 6.5, z1), at(back + 0.3, 7.6, z1), at(back + 0.3, 7.6, z0)],
        tint("#a8aeb6"),
        0.3,
    )
    plate.shape(
        [at(x0 - 0.8, 6.5, z0), at(x0 - 0.8, 6.5, z1), at(x0 - 0.8, 6.9, z1), at(x0 - 0.8, 6.9, z0)],
        tint("#c8423c"),
        0.7,
    )
    layer = plate.layer(
        stage, v.depth(24.0), Finish(fog=0.05 + 0.15 * light.haze, rim=0.4, rim_by=1.0, brightness=1.05)
    )
    shade = 0.5 if not light.dark else 0.38
    return [
        layer,
        Heads(rng, heads, 9.0, v.depth(24.0), shade=shade, light=light.fog * np.float32(0.4), eager=eager),
    ]


def _things(stage: Stage, v: Vista) -> list[Element]:
    """Hurdles on the outer lanes, a finish gantry with pennants."""
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    near_, far = Plate.of(c), Plate.of(c)
    for z in (29.0, 23.0, 18.0, 14.0, 11.0):
        plate = far if z > 15 else near_
        for lane in (2.5, 3.5):
            pin = Pin(plate, *v.at(side * lane * _LANE, 0, z), v.scale(z))
            for s in (-1, 1):
                pin.line((s * 0.52, 0), (s * 0.52, 0.95), 0.05, tint("#3c3e44"))
                pin.line((s * 0.52, 0.02), (s * 0.52 + 0.3, 0.02), 0.05, tint("#3c3e44"))
            for j in range(5):
                tone = tint("#f0ede4") if j % 2 else tint("#2c4a8a")
                pin.box(-0.6 + 0.24 * j, 0.92, -0.36 + 0.24 * j, 1.06, tone, 0.65)
    gantry = Pin(far, *v.at(0, 0, 27.0), v.scale(27.0))
    for s in (-1, 1):
        gantry.line((s * (_EDGE + 0.6), 0), (s * (_EDGE + 0.6), 4.6), 0.25, tint("#4a4e56"))
    gantry.box(-_EDGE - 0.7, 4.0, _EDGE + 0.7, 4.9, tint("#e8e4da"), 0.6)
    for j in range(24):
        for r in range(2):
            if (j + r) % 2:
                a = -_EDGE - 0.6 + j * (2 * _EDGE + 1.2) / 24
                gantry.box(
                    a, 4.05 + r * 0.4, a + (2 * _EDGE + 1.2) / 24, 4.45 + r * 0.4, tint("#24262c"), 0.5
                )
    p, q = v.at(-_EDGE - 0.6, 5.0, 27.0), v.at(-side * 18.0, 5.6, 40.0)
    bunting(far, rng, p if side > 0 else v.at(_EDGE + 0.6, 5.0, 27.0), q, 9, 16)
    finish = Finish(fog=0.03, rim=0.5, rim_by=1.0)
    return [
        far.layer(stage, v.depth(22.0), Finish(fog=0.05 + 0.12 * light.haze, rim=0.4, rim_by=0.9)),
        near_.layer(stage, v.depth(12.0), finish),
    ]
