"""Rooms: built in metres, lit by windows and lamps, seen through a lens, and cut into layers."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from cinematic.arrays import F32, blur, mix
from cinematic.backdrop import Stage
from cinematic.indoors import Flames, RoomAir, Steam, lighting_of
from cinematic.layers import Layer, make_layer
from cinematic.lens import Projector, Sight
from cinematic.outlook import outlook
from cinematic.plans import DESIGNS
from cinematic.rooms import Room
from cinematic.scene import Element
from cinematic.solids import Group
from cinematic.spec import Mood, Pose

LOOKS = frozenset(DESIGNS)
"""The settings that are rooms."""
_DIM = {Mood.LONELY: 0.3, Mood.TENSE: 0.3, Mood.CALM: 0.1, Mood.TENDER: 0.15}
_EXPOSURE = {
    Mood.LONELY: 0.80,
    Mood.TENSE: 0.78,
    Mood.HOPEFUL: 1.08,
    Mood.PLAYFUL: 1.14,
    Mood.TRIUMPHANT: 1.1,
}


_IN_THE_OPEN = frozenset({Pose.SITTING, Pose.WORKING, Pose.DANCING, Pose.RIDING, Pose.RUNNING})
"""Poses that need to be seen whole, with no table before them."""


def interior(stage: Stage) -> list[Element]:
    """A room of the setting: which of its designs, and what stands where, the seed says."""
    spec, light = stage.spec, stage.light
    room = Room(
        canvas=stage.canvas, rng=stage.rng, side=stage.side, light=light, dim=_DIM.get(spec.mood, 0.0)
    )
    _design(stage, room)
    lens = room.lens()
    lit = lighting_of(room)
    span = np.array([room.width[0], 0, -2, room.width[1], room.tall, room.deep], np.float32)
    projector = Projector(lens, room.solids, lit, span)
    shell, body = projector.sight((Group.SHELL,)), projector.sight((Group.BODY,))
    exposure = _exposure(shell, body, room) * _EXPOSURE.get(spec.mood, 1.0)
    if float(body.mirror.max()) > 0.01:
        np.add(body.light, projector.reflections(body, exposure), out=body.light)
    air = RoomAir(room, projector, (shell.depth, body.depth), exposure)
    # one picture after the other, so that few of them take memory at a time
    walls = _layer(room, shell, exposure, 0.50, glass=True)
    del shell
    floor = _layer(room, body, exposure, 0.64)
    del body
    elements: list[Element] = [*outlook(stage, room), walls, floor, air]
    if room.steam:
        elements.append(Steam(stage.rng, room.steam, lens, 0.64, light))
    if room.flames:
        elements.append(Flames(room.flames, lens, 0.64))
    elements.append(_hero(stage, room, lit.ambient, exposure))
    for group, level, depth, soft in ((Group.NEAR, 1.0, 0.78, 0.5), (Group.FRONT, 0.8, 1.04, 4.6)):
        sight = projector.sight((group,))
        if sight.cover.any():
            elements.append(_layer(room, sight, exposure * level, depth, soft=soft))
    return elements


def _design(stage: Stage, room: Room) -> None:
    if stage.spec.hero in _IN_THE_OPEN:
        room.nearness = 0.82
    designs = DESIGNS[stage.spec.setting]
    at = int(stage.rng.integers(len(designs)))
    place = stage.spec.place
    if place is not None:  # scenes of one film that follow one another don't share a room
        at = (place.film_seed + place.scene) % len(designs)
    designs[at](room)


def _exposure(shell: Sight, body: Sight, room: Room) -> float:
    """What brings the room's middle tones to where the hour wants them."""
    some = slice(None, None, 4)
    behind = 1 - body.cover[some, some, None]
    whole = body.light[some, some] + shell.light[some, some] * behind
    level = whole @ np.array([0.0722, 0.7152, 0.2126], np.float32)
    middle = float(np.exp(np.mean(np.log(level + 0.004))))
    bright = float(np.percentile(level, 97))
    aim = 0.068 if room.light.dark else 0.112 + 0.05 * min(1.0, max(0.0, room.light.sun_height * 2))
    return float(min(aim / max(middle, 1e-4), 0.72 / max(bright, 1e-4), 14.0))


def _tone(light: F32, exposure: float) -> F32:
    """Linear light to picture values: a shoulder for what is bright, which also pales it a little."""
    x = np.ascontiguousarray(light * np.float32(exposure * 1.15), np.float32)
    peak = np.maximum(np.maximum(x[..., 0], x[..., 1]), x[..., 2])
    x += (np.maximum(peak - np.float32(1.15), 0) * np.float32(0.12))[..., None]
    flat = 1 - cv2.exp(-x.reshape(len(x), -1))
    return np.asarray(cv2.pow(flat, 1 / 2.2), np.float32).reshape(x.shape)


def _layer(
    room: Room, sight: Sight, exposure: float, depth: float, *, soft: float = 0.0, glass: bool = False
) -> Layer:
    c = room.canvas
    rows = slice(0, c.ph)
    if not glass:  # leave out the empty rows above
        rows = slice(max(0, int(sight.cover.any(1).argmax()) - c.px(soft * 4) - 2), c.ph)
    cover = sight.cover[rows]
    light = np.asarray(sight.light[rows] + sight.own[rows] / np.float32(exposure), np.float32)
    if soft:
        light, cover = blur(light, soft * c.unit), blur(cover, soft * c.unit)
    rgb = _tone(np.asarray(light / np.maximum(cover, 0.02)[..., None], np.float32), exposure)
    if glass:
        open_ = 1 - cover
        veil = np.float32(0.10 if room.light.dark else 0.06)
        sheen = mix(room.light.sky[-1][1], room.light.sky[0][1], 0.4)
        total = cover + open_ * veil
        lit = rgb * cover[..., None] + (open_ * veil)[..., None] * sheen
        rgb = np.asarray(lit / np.maximum(total, 0.02)[..., None], np.float32)
        cover = total
    return make_layer(
        c, np.asarray(rgb, np.float32), np.asarray(cover, np.float32), depth, top=rows.start / c.unit
    )


def _hero(stage: Stage, room: Room, ambient: F32, exposure: float) -> Element:
    """The hero, under the light of the place where they stand."""
    light = stage.light
    lens = room.lens()
    x, z = room.hero_place()
    fx, fy, ahead = lens.project(x, 0.0, z)
    key, level, light_x = np.zeros(3, np.float32), 0.0, fx + room.side * 300
    for lamp in room.lamps:
        d2 = (lamp.x - x) ** 2 + (lamp.y - 1.3) ** 2 + (lamp.z - z) ** 2
        amount = lamp.power / (d2 + 0.4)
        key += lamp.tint * np.float32(amount)
        if amount > level:
            level, light_x = amount, lens.project(lamp.x, lamp.y, max(lamp.z, 0.3))[0]
    if not light.dark and room.panes:
        pane = min(room.panes, key=lambda p: (p[0] - x) ** 2 + (p[2] - z) ** 2)
        light_x = lens.project(pane[0], pane[1], max(pane[2], 0.3))[0]
        key = key + mix(light.sun, light.sky[-1][1], 0.4) * np.float32(1.5)
    key = key / max(1e-3, float(key.max()))
    base = _tone(np.asarray(ambient, np.float32), exposure)
    indoors = replace(
        light,
        key=np.asarray(key * np.float32(0.75 if light.dark else 0.9), np.float32),
        ambient=np.asarray(
            mix(base, key * np.float32(float(base.mean())), 0.3) * np.float32(0.8), np.float32
        ),
        ink=np.asarray(base * np.float32(0.14), np.float32),
        rim=np.asarray(np.clip(mix(key, light.sun, 0.15), 0, 1), np.float32),
        wind=0.04,
        snow=0.0,
        wet=0.0,
        storm=False,
    )
    reach = room.half_frame * 0.9
    return replace(stage, light=indoors).hero(
        x=fx,
        y=fy,
        height=1.74 * lens.focal / ahead,
        depth=0.68,
        light_x=light_x,
        seat=room.seat,
        travel=min(380.0, reach),
        brightness=1.15,
        facing=room.facing,
    )
