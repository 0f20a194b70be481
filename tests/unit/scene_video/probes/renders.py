"""Renders what the tests look at; runs in the models' environment and writes one JSON file."""

import hashlib
import itertools
import json
import sys
from pathlib import Path

sys.path.insert(
    0, str(Path(__file__).resolve().parents[4] / "triton_models" / "repository" / "scene_video" / "1")
)

import numpy as np
from cinematic.renderer import Renderer
from cinematic.spec import CameraMove, Mood, Pose, Setting, Time, Weather, parse_request

BASE = {
    "setting": "ocean",
    "time": "golden_hour",
    "weather": "clear",
    "mood": "hopeful",
    "camera": "push_in",
    "hero": "standing",
    "props": [],
    "duration_frames": 96,
}


def request(seed=7, width=128, height=72, **changes):
    return parse_request(json.dumps({**BASE, **changes}), seed, width, height, 24, [0])


def digest(frame):
    return hashlib.sha256(np.ascontiguousarray(frame)).hexdigest()


def luma(frame, request):
    return frame[: request.height].astype(np.float32)


def determinism():
    """Frames alone, in a run, backwards, from a fresh renderer, and of another seed."""
    wanted = request(weather="storm", time="dusk", hero="walking")
    forwards, backwards = Renderer(), Renderer()
    indices = [3, 40, 41, 42, 130]
    run = {i: digest(forwards.frame(wanted, i)) for i in indices}
    back = {i: digest(backwards.frame(wanted, i)) for i in reversed(indices)}
    alone = digest(Renderer().frame(wanted, 41))
    other = digest(Renderer().frame(request(seed=8, weather="storm", time="dusk", hero="walking"), 41))
    return {"run": run, "back": back, "alone": alone, "other_seed": other}


def every_setting():
    """One scene of each setting, and between them every hour, weather, mood, camera and pose."""
    lists = [list(kind) for kind in (Time, Weather, Mood, CameraMove, Pose)]
    renderer = Renderer(cached_scenes=1)
    found = []
    for n, setting in enumerate(Setting):
        time, weather, mood, camera, hero = (
            values[(n * 5 + k * 3) % len(values)] for k, values in enumerate(lists)
        )
        wanted = request(
            seed=n,
            width=114,
            height=64,
            setting=setting,
            time=time,
            weather=weather,
            mood=mood,
            camera=camera,
            hero=hero,
        )
        frame = renderer.frame(wanted, 48)
        y = luma(frame, wanted)
        small = y.reshape(8, 8, 6, 19).mean((1, 3))
        found.append(
            {
                "name": f"{setting}/{time}/{weather}/{camera}/{hero}",
                "shape": list(frame.shape),
                "lowest": float(y.min()),
                "highest": float(y.max()),
                "mean": float(y.mean()),
                "spread": float(y.std()),
                "regions": float(small.std()),
                "used": {"time": time, "weather": weather, "mood": mood, "camera": camera, "hero": hero},
            }
        )
    return found


def smoothness():
    """How much each frame differs from the one before, for moving cameras and weathers."""
    renderer = Renderer(cached_scenes=1)
    found = []
    for changes in (
        {"setting": "meadow", "camera": "orbit", "hero": "dancing", "weather": "wind"},
        {"setting": "alpine", "camera": "fly_over", "weather": "snow", "hero": "absent"},
        {"setting": "kitchen", "camera": "pan_left", "hero": "sitting", "time": "morning"},
        {"setting": "city", "camera": "crane_up", "hero": "walking", "time": "night"},
        {"setting": "ocean", "camera": "still", "hero": "absent", "time": "noon"},
    ):
        wanted = request(width=160, height=90, duration_frames=72, **changes)
        frames = [luma(renderer.frame(wanted, i), wanted) for i in range(60, 84)]
        steps = [float(np.abs(b - a).mean()) for a, b in itertools.pairwise(frames)]
        found.append({"name": changes["setting"], "steps": steps})
    return found


def water_up_close():
    """The sea behind a hero so near that the horizon lies above the frame."""
    renderer = Renderer(cached_scenes=1)
    found = []
    for seed in (1, 2, 6):
        wanted = request(seed=seed, width=240, height=136, time="noon", shot="close", duration_frames=144)
        y = luma(renderer.frame(wanted, 72), wanted)
        # above the surf, on the side that the sun isn't on
        beside = min((y[36:84, :56], y[36:84, -56:]), key=np.max)
        found.append({"seed": seed, "brightest": float(beside.max())})
    return found


def sizes():
    """Shapes at odd aspect ratios and at the smallest size."""
    renderer = Renderer(cached_scenes=1)
    found = []
    for width, height in ((64, 64), (90, 160), (322, 66)):
        for setting in ("forest", "ocean", "library"):
            frame = renderer.frame(request(width=width, height=height, setting=setting), 5)
            found.append({"size": [width, height], "shape": list(frame.shape)})
    return found


if __name__ == "__main__":
    findings = {
        "determinism": determinism(),
        "settings": every_setting(),
        "smoothness": smoothness(),
        "sizes": sizes(),
        "water": water_up_close(),
    }
    Path(sys.argv[1]).write_text(json.dumps(findings))
