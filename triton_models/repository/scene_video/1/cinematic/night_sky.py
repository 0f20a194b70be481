"""Night sky: the Milky Way over a hill or a lake, or a camp under the moon."""

from __future__ import annotations

import math

from cinematic.arrays import color, mix
from cinematic.backdrop import Stage, mountain_layer, ridge_profile
from cinematic.firmament import firmament, variant
from cinematic.meadow import grassland, lone_tree
from cinematic.scene import Element
from cinematic.sky import mist_layer
from cinematic.starlit import moon_camp, star_lake


def night_sky(stage: Stage) -> list[Element]:
    return (_hill, star_lake, moon_camp)[variant(stage, 3)](stage)


def _hill(stage: Stage) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    horizon = 640.0
    sun = (c.dw / 2 + side * c.dw * 0.3, horizon + 260)
    elements = firmament(stage, horizon, sun, milky=1.25, clouds=light.cover > 0.45, birds=False)
    far = ridge_profile(rng, c, 640, 62, cells=3.4, octaves=8)
    elements.append(
        mountain_layer(
            rng,
            c,
            light,
            far,
            sun_x=sun[0],
            depth=0.18,
            distance=0.50,
            rock=color("#5a6880"),
            snow=0.25 + 0.6 * light.snow,
            foot=160,
        )
    )
    elements.append(
        mist_layer(rng, c, mix(light.fog, light.halo, 0.12), 690, 40, 0.45 + 0.4 * light.haze, 0.22, 4)
    )
    near = ridge_profile(rng, c, 722, 34, cells=2.6, octaves=6, sharp=False)
    elements.append(
        mountain_layer(
            rng,
            c,
            light,
            near,
            sun_x=sun[0],
            depth=0.34,
            distance=0.22,
            rock=color("#3a4658"),
            snow=0.9 * light.snow,
            foot=120,
        )
    )
    elements.append(mist_layer(rng, c, light.fog, 752, 26, 0.30 + 0.4 * light.haze, 0.40, 6))
    hx = c.dw / 2 - side * c.dw * 0.02
    tx = c.dw / 2 - side * c.dw * 0.20

    def hill(x: float) -> float:
        return 806 - 76 * math.exp(-(((x - (hx + tx) / 2) / 380) ** 2)) + 6 * math.sin(x / 130 + stage.phase)

    elements.append(lone_tree(stage, tx, hill(tx) + 8, 300, 0.74))
    elements.append(grassland(stage, hill, 0.76, 690, rows=1300, low=7, high=24, brightness=0.42, flowers=0))
    elements.append(
        stage.hero(x=hx, y=hill(hx) + 10, height=158, depth=0.76, light_x=sun[0] + side, line=hill)
    )
    return elements
