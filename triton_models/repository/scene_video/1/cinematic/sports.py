"""Sports grounds: which of them a scene shows; and the football pitch in its stadium."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cinematic.arrays import F32, color
from cinematic.athletics import running_track
from cinematic.backdrop import Stage
from cinematic.countryside import distant_hills
from cinematic.courts import basketball
from cinematic.firmament import variant
from cinematic.greens import cricket
from cinematic.passers import Passer, Passers
from cinematic.plate import Finish, Plate, tint
from cinematic.pools import swimming
from cinematic.scene import Element
from cinematic.stands import far_stand, floodlights
from cinematic.surfaces import Surface, blend, near, step
from cinematic.vista import Pool, Vista, ground

_GOAL = 34.0


def sports_ground(stage: Stage) -> list[Element]:
    """One of the grounds, by the seed; in a film the next scene at sports shows another."""
    return GROUNDS[variant(stage, len(GROUNDS))](stage)


def football(stage: Stage) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    elements, sun = distant_hills(stage, 470.0)
    v = Vista(cx=c.dw / 2 + side * 30, horizon=528.0, eye=2.6)
    elements += floodlights(stage, v, [(-31.0, 52.0), (31.0, 52.0), (-11.0, 60.0), (11.0, 60.0)])
    elements += far_stand(stage, v, 44.0, rows=11)
    white = color("#f4f4ee")
    pools = (Pool(0, 20, 26, color("#dfe9d8"), 0.28 * light.lamps),)
    elements.append(
        ground(stage, v, v.at(0, 0, 43.0)[1], _pitch(light.snow > 0), pools=pools, lit=0.55, brightness=0.9)
    )
    goal = Plate.of(c)
    net = white * np.float32(0.65)
    for x in np.arange(-3.6, 3.61, 0.30):
        goal.line(v.at(float(x), 2.4, _GOAL), v.at(float(x), 0, _GOAL + 1.8), 0.7, net)
    for t in np.linspace(0, 1, 9):
        goal.line(
            v.at(-3.66, 2.4 * (1 - t), _GOAL + 1.8 * t), v.at(3.66, 2.4 * (1 - t), _GOAL + 1.8 * t), 0.7, net
        )
    for a, b in (((-3.66, 0.0), (-3.66, 2.44)), ((3.66, 0.0), (3.66, 2.44)), ((-3.66, 2.44), (3.66, 2.44))):
        goal.line(v.at(a[0], a[1], _GOAL), v.at(b[0], b[1], _GOAL), 3.0, white)
    elements.append(goal.layer(stage, v.depth(_GOAL), Finish(fog=0.06, rim=0.3)))
    people = []
    for _ in range(9):
        z = float(rng.uniform(13, 32))
        x, y = v.at(rng.uniform(-14, 14), 0, z)
        k = v.scale(z)
        people.append(
            Passer(x, y, k * 1.75, v.depth(z), float(rng.choice([-1, 1])) * k * rng.uniform(0.5, 1.3))
        )
    teams = (
        ("#c8423c", "#c8423c", "#e8e4da", "#e8e4da")
        if rng.random() < 0.5
        else ("#2f5fa8", "#2f5fa8", "#e0b83c", "#e0b83c")
    )
    elements.append(Passers(rng, light, people, fog=0.2 * light.haze, clothes=teams))
    elements.append(_ball(stage, v))
    x, y = v.at(-side * 0.8, 0, 7.4)
    elements.append(
        stage.hero(
            x=x,
            y=y,
            height=v.scale(7.4) * 1.75,
            depth=0.7,
            light_x=sun[0],
            facing=side,
            travel=420,
            brightness=1.1,
        )
    )
    return elements


def _pitch(snow: bool) -> Surface:
    def paint(x: F32, z: F32, tex: F32) -> F32:
        stripe = np.where(np.modf(z / 11.0)[0] < 0.5, 0.92, 1.08)
        rgb = np.asarray(color("#5f8a3c") * (stripe * (0.82 + 0.36 * tex))[..., None], np.float32)
        worn = step(0.55, 0.7, tex) * near(x, 0.0, 6.0) * step(22, 30, z) * 0.4
        rgb = blend(rgb, color("#8a7a50"), worn)
        if snow:
            rgb = blend(rgb, color("#e6ecf4"), 0.85)
        wide = 0.07 + 0.002 * z
        aside = np.abs(x)
        in_box, in_six = step(20.2, 20.1, aside), step(9.2, 9.1, aside)
        line = (
            near(z, _GOAL, wide * 1.6)
            + near(z, _GOAL - 16.5, wide * 1.6) * in_box
            + near(z, _GOAL - 5.5, wide * 1.6) * in_six
        )
        line = line + near(aside, 20.16, wide) * step(_GOAL - 16.5, _GOAL - 16.4, z) * step(
            _GOAL, _GOAL - 0.1, z
        )
        line = line + near(aside, 9.16, wide) * step(_GOAL - 5.5, _GOAL - 5.4, z) * step(
            _GOAL, _GOAL - 0.1, z
        )
        arc = np.hypot(x, z - (_GOAL - 11.0))
        line = line + near(arc, 9.15, wide * 1.3) * step(_GOAL - 16.4, _GOAL - 16.5, z)
        line = line + near(np.hypot(x, z - 3.0), 6.4, 0.08) + near(aside, 26.0, wide)
        return blend(rgb, color("#f2f2ea"), np.clip(line, 0, 1) * 0.8)

    return paint


def _ball(stage: Stage, v: Vista) -> Element:
    """A ball that lies on the grass."""
    c, side = stage.canvas, stage.side
    plate = Plate.of(c)
    x, y = v.at(side * 1.3, 0.11, 8.2)
    r = 0.12 * v.scale(8.2)
    plate.oval(x + 2, y + r * 0.95, r * 1.2, r * 0.3, tint("#24301c"), 0.1)
    plate.oval(x, y, r, r, tint("#eceae4"), 0.7)
    for a, b in ((-0.1, -0.1), (0.5, 0.35), (-0.6, 0.3), (0.3, -0.65), (-0.45, -0.6)):
        plate.oval(x + a * r, y + b * r, r * 0.20, r * 0.18, tint("#4c4e54"))
    return plate.layer(stage, v.depth(8.2), Finish(rim=0.3, snow=0.0))


GROUNDS: tuple[Callable[[Stage], list[Element]], ...] = (
    football,
    running_track,
    basketball,
    swimming,
    cricket,
)
