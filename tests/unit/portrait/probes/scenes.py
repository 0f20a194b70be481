"""Has the renderer put a person into scenes, and writes what was measured as JSON."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "triton_models" / "repository" / "scene_video" / "1"))

from cinematic.cutout import parse_portrait  # noqa: E402
from cinematic.fields import SpecError  # noqa: E402
from cinematic.renderer import Renderer  # noqa: E402
from cinematic.spec import parse_request  # noqa: E402
from cinematic.vectors import rim  # noqa: E402

W, H = 192, 108


def person(tone):
    """A round head on shoulders of one colour, with a green background where it is transparent."""
    rgba = np.zeros((300, 320, 4), np.uint8)
    rgba[..., 1] = 255
    mask = np.zeros((300, 320), np.uint8)
    cv2.ellipse(mask, (160, 85), (55, 75), 0, 0, 360, 255, -1, cv2.LINE_AA)
    cv2.ellipse(mask, (160, 320), (140, 165), 0, 0, 360, 255, -1, cv2.LINE_AA)
    rgba[mask > 0, :3] = tone
    rgba[..., 3] = mask
    return parse_portrait(rgba)


def request(**changes):
    spec = {
        "setting": "ocean",
        "time": "golden_hour",
        "weather": "clear",
        "mood": "hopeful",
        "camera": "still",
        "hero": "standing",
        "props": [],
        "duration_frames": 96,
        "shot": "close",
        **changes,
    }
    return parse_request(json.dumps(spec), seed=7, width=W, height=H, fps=24, indices=[0])


def picture(i420):
    return cv2.cvtColor(i420, cv2.COLOR_YUV2BGR_I420).astype(np.float32)


renderer = Renderer(cached_scenes=4)
blue, brown = person((60, 80, 210)), person((150, 110, 80))
found = {}


def seen(wanted, index=48):
    """Where the person is: what differs between two of different colours."""
    first, second = (picture(renderer.frame(replace(wanted, portrait=who), index)) for who in (blue, brown))
    changed = np.abs(first - second).max(2) > 12
    rows = np.flatnonzero(changed.any(1))
    return {
        "share": float(changed.mean()),
        "lowest": int(rows[-1]) if len(rows) else -1,
        "level": float(second[changed].mean()) if changed.any() else 0.0,
    }


for shot in ("close", "medium", "wide", "auto"):
    found[shot] = seen(request(shot=shot))
found["absent"] = seen(request(hero="absent"))
found["film opens wide"] = seen(request(shot="auto", place={"film_seed": 5, "scene": 0, "scenes": 4}))
found["noon"] = seen(request(time="noon"))
found["night"] = seen(request(time="night"))

wanted = replace(request(), portrait=blue)
frame = renderer.frame(wanted, 20)
found["again"] = bool((frame == Renderer().frame(wanted, 20)).all())
colours = picture(frame)
found["green"] = float((colours[..., 1] - np.maximum(colours[..., 0], colours[..., 2])).max())

# Moves: the lower edge never comes into the frame, and neighbours differ little.
found["moves"] = {}
for camera in ("push_in", "pull_out", "crane_up", "fly_over", "still"):
    moving = replace(request(camera=camera, setting="desert"), portrait=blue)
    frames = [picture(renderer.frame(moving, index)) for index in (0, 1, 48, 49, 96, 143)]
    # in a desert nothing else is bluer than it is red
    bottom = min(
        float((each[-3:, :, 0] > each[-3:, :, 2]).mean()) for each in (frames[0], frames[4], frames[5])
    )
    pairs = ((frames[0], frames[1]), (frames[2], frames[3]))
    steps = [float(np.abs(cv2.blur(a, (3, 3)) - cv2.blur(b, (3, 3))).mean()) for a, b in pairs]
    travel = float(np.abs(frames[0] - frames[4]).mean())
    found["moves"][camera] = {"bottom": bottom, "step": max(steps), "travel": travel}

square = np.zeros((9, 9), np.float32)
square[2:7, 2:7] = 1
found["sun on the right"] = [int(v) for v in rim(square, -1, 0, 0)[4]]
found["snow from above"] = [int(v) for v in rim(square, 0, 1, 0)[:, 4]]

for name, wrong in {
    "flat": np.zeros((40, 40), np.uint8),
    "no alpha": np.zeros((40, 40, 3), np.uint8),
    "tiny": np.full((8, 40, 4), 255, np.uint8),
    "empty": np.zeros((40, 40, 4), np.uint8),
}.items():
    try:
        parse_portrait(wrong)
        found[name] = ""
    except SpecError as error:
        found[name] = str(error)
Path(sys.argv[1]).write_text(json.dumps(found))
