"""Renders bright places for what is written over them; runs in the models' environment.

Writes one array of I420 frames, [place, moment, height * 3 / 2, width].
"""

import json
import sys
from pathlib import Path

sys.path.insert(
    0, str(Path(__file__).resolve().parents[4] / "triton_models" / "repository" / "scene_video" / "1")
)

import numpy as np
from cinematic.renderer import Renderer
from cinematic.spec import parse_request

WIDTH, HEIGHT = 640, 360
MOMENTS = (24, 60, 96)
PLACES = (
    ("forest", "noon", "clouds", 11),
    ("alpine", "noon", "snow", 7),
    ("desert", "noon", "clear", 11),
    ("station", "morning", "clear", 8),
    ("village", "morning", "snow", 12),
    ("city", "noon", "snow", 9),
)

renderer = Renderer(cached_scenes=1)
found = []
for setting, time, weather, seed in PLACES:
    spec = {
        "setting": setting,
        "time": time,
        "weather": weather,
        "mood": "hopeful",
        "camera": "pan_left",
        "hero": "standing",
        "props": [],
        "duration_frames": 144,
        "shot": "wide",
    }
    request = parse_request(json.dumps(spec), seed, WIDTH, HEIGHT, 24, MOMENTS)
    found.append([renderer.frame(request, index) for index in MOMENTS])
with Path(sys.argv[1]).open("wb") as out:
    np.save(out, np.array(found))
