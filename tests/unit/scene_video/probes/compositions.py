"""What is chosen among compositions, and what building at half the size changes; runs as the models do."""

import hashlib
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

sys.path.insert(
    0, str(Path(__file__).resolve().parents[4] / "triton_models" / "repository" / "scene_video" / "1")
)

import numpy as np
from cinematic.renderer import Renderer
from cinematic.shooting import candidates, paint, shoot
from cinematic.spec import Setting, parse_request
from cinematic.stages import build

BLOCK = 9


def request(setting, width=160, height=90, seed=5, **changes):
    spec = {
        "setting": setting,
        "time": "morning",
        "weather": "clear",
        "mood": "hopeful",
        "camera": "push_in",
        "hero": "standing",
        "props": [],
        "duration_frames": 96,
        **changes,
    }
    return parse_request(json.dumps(spec), seed, width, height, 24, [0])


def digest(frame):
    return hashlib.sha256(np.ascontiguousarray(frame)).hexdigest()


def choice():
    """Candidates of a scene at two sizes, what the renderer made of them, and of one alone."""
    small, large = (request("ocean", w, h, candidates=6) for w, h in ((160, 90), (320, 180)))
    tried = candidates(small)
    best = max(tried, key=lambda one: one[1].total)
    alone = shoot(small, build(small, best[0].layout), best[0].framing)
    lonely = request("ocean")
    return {
        "scores": [asdict(score) for _, score in tried],
        "totals": [score.total for _, score in tried],
        "same_at_another_size": tried == candidates(large),
        "filmed": digest(Renderer().frame(small, 30)),
        "best": digest(alone.frame(30)),
        "without_candidates": digest(Renderer().frame(lonely, 30)),
        "first": digest(shoot(lonely, build(lonely)).frame(30)),
    }


def halves():
    """How much the luma of blocks of a near shot differs where what is far is built at half the size."""
    found = {}
    for setting in Setting:
        scene = paint(request(setting.value, 180, 108, shot="medium", time="dusk"))
        half = scene.frame(40)[:108].astype(np.float32)
        whole = replace(scene, soft=0).frame(40)[:108].astype(np.float32)
        blocks = np.abs(half - whole).reshape(108 // BLOCK, BLOCK, 180 // BLOCK, BLOCK).mean((1, 3))
        found[setting.value] = {
            "soft": scene.soft,
            "worst": float(blocks.max()),
            "mean": float(blocks.mean()),
        }
    return found


def tall():
    frame = Renderer().frame(request("space", 1080, 1920, shot="close"), 10)
    return {"shape": list(frame.shape), "spread": float(frame[:1920].std())}


if __name__ == "__main__":
    findings = {"choice": choice(), "halves": halves(), "tall": tall()}
    Path(sys.argv[1]).write_text(json.dumps(findings))
