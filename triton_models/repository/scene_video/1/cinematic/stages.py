"""Which painter a setting gets, and how the parts of a scene come together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cinematic.alpine import alpine
from cinematic.backdrop import Stage
from cinematic.city import city
from cinematic.crops import field
from cinematic.desert import desert
from cinematic.forest import forest
from cinematic.gardens import garden
from cinematic.harbors import harbor
from cinematic.interior import LOOKS, interior
from cinematic.layers import Canvas
from cinematic.mood_light import scene_light
from cinematic.night_sky import night_sky
from cinematic.ocean import ocean
from cinematic.pastures import meadow
from cinematic.roads import road
from cinematic.scene import Element
from cinematic.space import space
from cinematic.spec import RenderRequest, SceneSpec, Setting, Time
from cinematic.sports import sports_ground
from cinematic.theatre import theatre
from cinematic.villages import village
from cinematic.waterside import river
from cinematic.weather import air

Painter = Callable[[Stage], list[Element]]

PAINTERS: dict[Setting, Painter] = {
    Setting.OCEAN: ocean,
    Setting.HARBOR: harbor,
    Setting.RIVER: river,
    Setting.ALPINE: alpine,
    Setting.DESERT: desert,
    Setting.FOREST: forest,
    Setting.GARDEN: garden,
    Setting.MEADOW: meadow,
    Setting.FIELD: field,
    Setting.VILLAGE: village,
    Setting.ROAD: road,
    Setting.SPORTS_GROUND: sports_ground,
    Setting.NIGHT_SKY: night_sky,
    Setting.SPACE: space,
    Setting.CITY: city,
    Setting.CITY_NIGHT: city,
    Setting.CITY_DAY: city,
    Setting.STATION: interior,
    Setting.STAGE: theatre,
    Setting.CLASSROOM: interior,
    Setting.WORKSHOP: interior,
    Setting.LIBRARY: interior,
    Setting.LABORATORY: interior,
    Setting.KITCHEN: interior,
    Setting.STUDIO: interior,
    Setting.HOSPITAL: interior,
}
INDOORS = frozenset(LOOKS) | {Setting.STAGE}


@dataclass(frozen=True, slots=True)
class Set:
    """A painted scene, before a camera looks at it."""

    stage: Stage
    elements: tuple[Element, ...]
    storm: bool
    """Whether lightning flashes over it."""


def build(request: RenderRequest, layout: int = 0) -> Set:
    """Paint the layers of a scene. layout is another throw of the painter's dice; 0 is the seed's own."""
    spec, seed = request.spec, request.seed
    light = scene_light(spec, hour_of(spec), seed)
    canvas = Canvas(request.width, request.height)
    again = [layout] if layout else []
    rng = np.random.default_rng([abs(seed), int(seed < 0), 11, *again])
    stage = Stage(
        spec=spec,
        light=light,
        canvas=canvas,
        rng=rng,
        seed=seed,
        side=1.0 if seed % 2 else -1.0,
        phase=float(rng.random() * 6.28),
    )
    indoors = spec.setting in INDOORS
    elements = tuple(PAINTERS[spec.setting](stage))
    if spec.setting is not Setting.SPACE:
        elements += tuple(air(rng, light, indoors=indoors, canvas=canvas))
    storm = light.storm and not indoors and spec.setting is not Setting.SPACE
    return Set(stage, elements, storm)


def hour_of(spec: SceneSpec) -> Time:
    """The time of day to paint: a setting that names the night wins over an hour of daylight."""
    nightly = spec.setting in (Setting.NIGHT_SKY, Setting.SPACE, Setting.CITY_NIGHT)
    if nightly and spec.time not in (Time.DUSK, Time.DAWN):
        return Time.NIGHT
    return spec.time
