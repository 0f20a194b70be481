"""Measures light, shadow and perspective in rooms, in the models' environment; writes one JSON file."""

import json
import sys
from pathlib import Path

sys.path.insert(
    0, str(Path(__file__).resolve().parents[4] / "triton_models" / "repository" / "scene_video" / "1")
)

import numpy as np
from cinematic.indoors import lighting_of
from cinematic.layers import Canvas
from cinematic.lens import Projector
from cinematic.mood_light import scene_light
from cinematic.plans import DESIGNS
from cinematic.renderer import Renderer
from cinematic.rooms import WHITE, Lamp, Opening, Room
from cinematic.solids import Finish, Group, plain
from cinematic.spec import Time, parse_request, parse_spec

GREY = plain("#a0a0a0")
SPEC = {
    "setting": "library",
    "time": "noon",
    "weather": "clear",
    "mood": "lonely",
    "camera": "still",
    "hero": "absent",
    "props": [],
    "duration_frames": 48,
}


def light_at(hour):
    return scene_light(parse_spec(json.dumps(SPEC | {"time": hour})), hour, 3)


def empty_room(hour=Time.NIGHT, openings=(), lamp=None, box=None):
    """What the floor of a bare room receives: brightness at world points, by the lens's own projection."""
    room = Room(
        canvas=Canvas(320, 180),
        rng=np.random.default_rng(5),
        side=1.0,
        light=light_at(hour),
        deep=8.0,
    )
    room.begin()
    room.floor(Finish(GREY.tint))
    room.ceiling(GREY)
    for which in ("left", "right", "back"):
        room.wall(which, GREY, openings if which == "right" else ())
    if lamp:
        room.lamp(lamp)
    if box:
        room.at(group=Group.BODY).box(*box, GREY)
    lit = lighting_of(room)
    projector = Projector(room.lens(), room.solids, lit, np.array([-3, 0, -2, 3, 3.2, 8], np.float32))
    seen = projector.sight((Group.BODY,))

    def at(x, z):
        fx, fy, _ = room.lens().project(x, 0.0, z)
        u = room.canvas.unit
        return float(seen.light[round(fy * u), round(fx * u)].mean())

    return room, lit, at


def lamps():
    lamp = Lamp(0.0, 2.0, 5.0, WHITE, 3.0)
    _, _, at = empty_room(lamp=lamp)
    _, _, shaded = empty_room(lamp=lamp, box=(-0.4, 0.4, 0.5, 1.0, 4.6, 5.4))
    _, _, off = empty_room()
    return {
        "below": at(0, 5),
        "aside": at(2, 5),
        "shaded": shaded(0, 4.5),
        "open": at(0, 4.5),
        "off": off(0, 5),
    }


def sunlight():
    """Where the sun through a window of the right wall should meet the floor, and what lies there."""
    opening = Opening(7.0, 1.2, 1.2, 2.4, (1, 1))
    room, lit, at = empty_room(Time.MORNING, (opening,))
    pane = room.panes[0]
    drop = pane[1] / lit.sun[1]
    x, z = pane[0] - lit.sun[0] * drop, pane[2] - lit.sun[2] * drop
    return {"x": float(x), "z": float(z), "lit": at(x, z), "beside": at(x, z + 1.8)}


def perspective():
    """Points of the floor, projected and found again, for a turned lens that stands aside."""
    room = Room(Canvas(640, 360), np.random.default_rng(1), 1.0, light_at(Time.NOON))
    room.turn, room.eye_x = 0.3, 0.4
    lens = room.lens()
    errors = []
    for x, z in ((-1.0, 3.0), (2.0, 6.0), (0.4, 9.0)):
        fx, _, ahead = lens.project(x, 0.0, z)
        back = lens.on_floor(fx, ahead)
        errors.append(abs(back[0] - x) + abs(back[1] - z))
    return max(errors)


def designs():
    """Small frames of every design by day and by night: how bright and how varied they are."""
    renderer = Renderer(cached_scenes=1)
    found = []
    for setting, plans in DESIGNS.items():
        for k in range(len(plans)):
            entry = {"name": f"{setting}/{plans[k].__name__}", "setting": str(setting)}
            for hour in ("noon", "night"):
                place = {"film_seed": 0, "scene": k, "scenes": len(plans)}
                spec = SPEC | {"setting": setting, "time": hour, "place": place}
                frame = renderer.frame(parse_request(json.dumps(spec), 4, 128, 72, 24, [0]), 0)
                y = frame[:72].astype(np.float32)
                entry[hour] = {
                    "mean": float(y.mean()),
                    "spread": float(y.std()),
                    "light": float(np.percentile(y, 95)),
                    "small": y.reshape(9, 8, 16, 8).mean((1, 3)).ravel().tolist(),
                }
            found.append(entry)
    return found


if __name__ == "__main__":
    findings = {
        "lamps": lamps(),
        "sunlight": sunlight(),
        "perspective": perspective(),
        "designs": designs(),
    }
    Path(sys.argv[1]).write_text(json.dumps(findings))
