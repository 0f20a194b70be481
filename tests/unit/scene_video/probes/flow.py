"""Follows what moves from frame to frame, 100 ms apart, over whole scenes; runs in the models' environment.

For each scene it writes how fast the picture flows, how suddenly that changes, how its brightness changes
and how much of it cannot be explained by flow; and the same for scenes in which a fault was planted.
"""

import itertools
import json
import sys
from pathlib import Path

sys.path.insert(
    0, str(Path(__file__).resolve().parents[4] / "triton_models" / "repository" / "scene_video" / "1")
)

import cv2
import numpy as np
from cinematic.renderer import Renderer
from cinematic.spec import parse_request

WIDTH, HEIGHT, FPS, STEP = 192, 108, 30, 3
DURATION = 90
CELL = 12
SCENES = (
    ("alpine", "push_in", "wide", "standing", "clear", "morning"),
    ("ocean", "pull_out", "medium", "walking", "clear", "golden_hour"),
    ("city_night", "pan_left", "wide", "standing", "clear", "night"),
    ("meadow", "pan_right", "medium", "walking", "wind", "noon"),
    ("village", "crane_up", "wide", "walking", "clear", "dusk"),
    ("library", "crane_down", "wide", "sitting", "clear", "morning"),
    ("forest", "orbit", "close", "standing", "fog", "dawn"),
    ("desert", "fly_over", "wide", "running", "clear", "golden_hour"),
    ("river", "still", "wide", "sitting", "rain", "noon"),
    ("kitchen", "push_in", "close", "standing", "clear", "morning"),
)


def request(setting, camera, shot, hero, weather, time):
    spec = {
        "setting": setting,
        "time": time,
        "weather": weather,
        "mood": "hopeful",
        "camera": camera,
        "hero": hero,
        "props": [],
        "shot": shot,
        "duration_frames": DURATION,
    }
    return parse_request(json.dumps(spec), 11, WIDTH, HEIGHT, FPS, [0])


def frames(renderer, wanted):
    indices = range(0, DURATION + 31, STEP)
    return [renderer.frame(wanted, i)[:HEIGHT].copy() for i in indices]


def measure(pictures):
    """Per step: the flow of each cell, and what is left of each cell's change once flow is taken out."""
    flows, rests = [], []
    yy, xx = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    cells = (HEIGHT // CELL, CELL, WIDTH // CELL, CELL)
    for a, b in itertools.pairwise(pictures):
        flow = cv2.calcOpticalFlowFarneback(b, a, None, 0.5, 4, 17, 3, 5, 1.1, 0)
        back = cv2.remap(
            a, xx + flow[..., 0], yy + flow[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        rests.append((b.astype(np.float32) - back).reshape(cells).mean((1, 3)))
        flows.append(np.stack([np.median(flow[..., c].reshape(cells), (1, 3)) for c in (0, 1)], -1))
    flows, rests = np.array(flows), np.array(rests)
    textured = pictures[0].astype(np.float32).reshape(cells).std((1, 3)) > 5
    speed = np.linalg.norm(flows, axis=-1)[:, textured]
    jerk = np.linalg.norm(np.diff(flows, axis=0), axis=-1)[:, textured]
    inner = np.abs(rests[:, 1:-1, 1:-1])
    # what pops up does it in one step; what moves in ways that flow can't follow does it in several
    sudden = inner[1:-1] - np.maximum(inner[:-2], inner[2:])
    light = np.array([p.mean() for p in pictures])
    return {
        "speed": float(np.percentile(speed, 90)),
        "jerks": np.percentile(jerk, 65, axis=1).round(3).tolist(),
        "pops": sudden.max((1, 2)).round(2).tolist(),
        "light": np.abs(np.diff(light)).round(3).tolist(),
    }


def planted(pictures):
    """The same scene with a frame shown twice, one left out, a thing that pops up, a flicker."""
    middle = len(pictures) // 2
    popped = [p.copy() for p in pictures]
    for p in popped[middle:]:
        p[36:60, 84:108] = np.clip(p[36:60, 84:108].astype(int) + 45, 16, 235)
    flickered = [p.copy() for p in pictures]
    flickered[middle] = np.clip(flickered[middle].astype(int) + 6, 16, 235).astype(np.uint8)
    return {
        "shown_twice": [*pictures[:middle], pictures[middle - 1], *pictures[middle + 1 :]],
        "left_out": [*pictures[:middle], *pictures[middle + 1 :]],
        "popped": popped,
        "flickered": flickered,
    }


def main():
    renderer = Renderer(cached_scenes=1)
    found = {}
    for scene in SCENES:
        pictures = frames(renderer, request(*scene))
        found["/".join(scene)] = measure(pictures)
        if scene is SCENES[0]:
            faults = {name: measure(made) for name, made in planted(pictures).items()}
    Path(sys.argv[1]).write_text(json.dumps({"scenes": found, "faults": faults}))


if __name__ == "__main__":
    main()
