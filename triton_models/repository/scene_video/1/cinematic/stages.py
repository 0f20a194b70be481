"""Which painter a setting gets, and how the parts of a scene come together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cinematic.alpine import alpine
from cinematic.backdrop import Stage
from cinematic.city import city
from cinematic.countryside import garden, road, village
from cinematic.desert import desert
from cinematic.forest import forest
from cinematic.grade import grade_for
from cinematic.interior import LOOKS, interior
from cinematic.layers import Canvas
from cinematic.meadow import meadow
from cinematic.mood_light import scene_light
from cinematic.night_sky import night_sky
from cinematic.ocean import ocean
from cinematic.scene import Element, Scene
from cinematic.space import space
from cinematic.spec import RenderRequest, SceneSpec, Setting, Time
from cinematic.sports import sports_ground
from cinematic.theatre import theatre
from cinematic.waterside import harbor, river
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
    Setting.FIELD: meadow,
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


def paint(request: RenderRequest) -> Scene:
    """Paint the scene's layers once; frames of it are cheap."""
    spec = request.spec
    light = scene_light(spec, hour_of(spec), request.seed)
    canvas = Canvas(request.width, request.height)
    rng = np.random.default_rng([abs(request.seed), int(request.seed < 0), 11])
    stage = Stage(
        spec=spec,
        light=light,
        canvas=canvas,
        rng=rng,
        seed=request.seed,
        side=1.0 if rng.random() < 0.5 else -1.0,
        phase=float(rng.random() * 6.28),
    )
    indoors = spec.setting in INDOORS
    elements = PAINTERS[spec.setting](stage)
    elements += air(rng, light, indoors=indoors)
    return Scene(
        canvas=canvas,
        elements=elements,
        grade=grade_for(spec.mood, light),
        camera=spec.camera,
        duration_frames=spec.duration_frames,
        fps=request.fps,
        seed=request.seed,
        phase=stage.phase,
        wind=light.wind,
        storm=light.storm and not indoors,
    )


def hour_of(spec: SceneSpec) -> Time:
    """The time of day to paint: a setting that names the night wins over an hour of daylight."""
    nightly = spec.setting in (Setting.NIGHT_SKY, Setting.SPACE, Setting.CITY_NIGHT)
    if nightly and spec.time not in (Time.DUSK, Time.DAWN):
        return Time.NIGHT
    return spec.time
