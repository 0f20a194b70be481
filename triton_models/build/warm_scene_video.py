"""Compile every kernel of scene_video into numba's cache, so that the first film doesn't wait for a compiler.

Run at setup with the models' own Python:  .venv/models/bin/python triton_models/build/warm_scene_video.py
The cache lies beside the sources (or in NUMBA_CACHE_DIR), keyed by source, types, numba version and CPU:
running this again is cheap, and a stale entry is never used.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

MODEL = Path(__file__).resolve().parents[1] / "repository" / "scene_video" / "1"

# Between them these scenes reach every kernel: terrain, water, weather, light, figures, ground and rooms.
SCENES = (
    ("ocean", "golden_hour", "storm", "standing"),
    ("alpine", "morning", "snow", "walking"),
    ("forest", "night", "aurora", "sitting"),
    ("city", "noon", "rain", "working"),
    ("meadow", "dusk", "clear", "riding"),
    ("night_sky", "night", "clear", "reaching"),
    ("sports_ground", "morning", "clear", "standing"),
    ("library", "morning", "clear", "sitting"),
)


def main() -> None:
    sys.path.insert(0, str(MODEL))
    from cinematic.renderer import Renderer
    from cinematic.spec import parse_request

    started = time.perf_counter()
    renderer = Renderer(cached_scenes=1)
    for setting, hour, weather, hero in SCENES:
        spec = {
            "setting": setting,
            "time": hour,
            "weather": weather,
            "mood": "hopeful",
            "camera": "still",
            "hero": hero,
            "props": [],
            "shot": "medium",
            "duration_frames": 48,
        }
        request = parse_request(json.dumps(spec), seed=1, width=128, height=72, fps=24, indices=[0])
        renderer.frame(request, 24)
    print(f"scene_video: kernels ready in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
