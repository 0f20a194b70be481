"""Which painter a setting gets, and how the parts of a scene come together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cinematic.alpine import alpine
from cinematic.backdrop import Stage
from cinematic.camera import Camera, Subject
from cinematic.city import city
from cinematic.countryside import garden, road, village
from cinematic.crops import field
from cinematic.desert import desert
from cinematic.focus import FOCUS, edges_of, in_focus, soft_until
from cinematic.forest import forest
from cinematic.framing import Room, compose, fit, shot_of
from cinematic.grade import grade_for
from cinematic.interior import LOOKS, interior
from cinematic.layers import FRAME_HEIGHT, Canvas, Layer
from cinematic.meadow import meadow
from cinematic.mood_light import scene_light
from cinematic.night_sky import night_sky
from cinematic.ocean import ocean
from cinematic.scene import Element, Scene
from cinematic.space import space
from cinematic.spec import TAIL_FRAMES, Pose, RenderRequest, SceneSpec, Setting, Shot, Time
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


def paint(request: RenderRequest) -> Scene:
    """Paint the scene's layers once; frames of it are cheap."""
    spec = request.spec
    shot = shot_of(spec.shot, spec.place, request.seed)
    return _paint(request, shot, Candidate())


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the compositions that a scene may get; the first is the seed's own."""

    layout: int = 0
    """Which throw of the dice the painter gets."""
    framing: int = 0
    """Which throw of the dice places the hero in the frame."""


def _paint(request: RenderRequest, shot: Shot, candidate: Candidate) -> Scene:
    spec, seed = request.spec, request.seed
    light = scene_light(spec, hour_of(spec), seed)
    canvas = Canvas(request.width, request.height)
    again = [candidate.layout] if candidate.layout else []
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
    elements = PAINTERS[spec.setting](stage)
    elements += air(rng, light, indoors=indoors)
    dice = np.random.default_rng([abs(seed), int(seed < 0), 23, candidate.framing])
    subject = _subject(stage, request.fps)
    room = Room(canvas.width / canvas.unit / 2, FRAME_HEIGHT / 2, canvas.dw / 2, canvas.dh / 2)
    camera = Camera(
        move=spec.camera,
        subject=subject,
        framing=compose(shot, spec.hero, subject, room, stage.side, stage.horizon - canvas.dh / 2, dice),
        duration_frames=spec.duration_frames,
        fps=request.fps,
        phase=stage.phase,
    )
    layers = [e for e in elements if isinstance(e, Layer)]
    camera = fit(camera, edges_of(layers), room)
    focus = FOCUS[shot] if spec.hero is not Pose.ABSENT else FOCUS[Shot.WIDE]
    return Scene(
        canvas=canvas,
        elements=in_focus(elements, camera, canvas, focus),
        grade=grade_for(spec.mood, light),
        camera=camera,
        seed=seed,
        phase=stage.phase,
        wind=light.wind,
        storm=light.storm and not indoors,
        soft=soft_until(elements, subject) if focus.behind > 0 else 0,
    )


def _subject(stage: Stage, fps: int) -> Subject:
    """The hero, or the place where they would stand."""
    c = stage.canvas
    if not stage.cast:
        return Subject(depth=0.7, height=180.0, feet=760.0 - c.dh / 2, x_at=lambda _: 0.0)
    hero = stage.cast[0]
    seconds = (stage.spec.duration_frames + TAIL_FRAMES) / fps
    return Subject(
        depth=hero.depth,
        height=hero.height,
        feet=hero.y - c.dh / 2,
        x_at=lambda t: hero.x_at(t, seconds) - c.dw / 2,
        facing=hero.facing,
    )


def hour_of(spec: SceneSpec) -> Time:
    """The time of day to paint: a setting that names the night wins over an hour of daylight."""
    nightly = spec.setting in (Setting.NIGHT_SKY, Setting.SPACE, Setting.CITY_NIGHT)
    if nightly and spec.time not in (Time.DUSK, Time.DAWN):
        return Time.NIGHT
    return spec.time
