"""Doubles frames as the model does, and writes what came of it as JSON. Runs in the models' environment."""

import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[4]))
sys.path.append(str(Path(__file__).resolve().parents[4] / "triton_models/repository/scene_video/1"))
sys.path.append(str(Path(__file__).resolve().parents[4] / "triton_models/repository/video_upscale/1"))

import cv2
import numpy as np
from cinematic.renderer import Renderer
from cinematic.spec import parse_request
from upscaling.doubling import Doubler, FramesError

from triton_models.build.upscaling.frames import halved
from triton_models.build.upscaling.judging import PLAIN, psnr

ROOT = Path(__file__).resolve().parents[4]
WIDTH, HEIGHT = 640, 360
SCENES = (("harbor", "dusk", 90_001), ("library", "night", 90_002), ("village", "noon", 90_003))
BAD_SHAPES = ((17, 54, 64), (1, 55, 64), (1, 54, 63), (1, 3240, 3840))


def main() -> None:
    doubler = Doubler(ROOT / "data" / "upscaler" / "video_upscale.onnx", threads=1)
    renderer = Renderer(cached_scenes=1, threads=1)
    findings = {
        "scenes": [judge(doubler, renderer, *scene) for scene in SCENES],
        "chroma": chroma(doubler),
        "refusals": [refusal(doubler, shape) for shape in BAD_SHAPES],
    }
    Path(sys.argv[1]).write_text(json.dumps(findings))


def judge(doubler, renderer, setting, time, seed):
    spec = {
        "setting": setting, "time": time, "weather": "clear", "mood": "calm", "camera": "still",
        "hero": "standing", "props": [], "duration_frames": 48,
    }  # fmt: skip
    luma = renderer.frame(parse_request(json.dumps(spec), seed, WIDTH, HEIGHT, 24, [10]), 10)[:HEIGHT]
    small = np.concatenate([halved(luma), np.full((HEIGHT // 4, WIDTH // 2), 128, np.uint8)])
    doubled = doubler.double(small[None])[0]
    ways = {name: psnr(enlarge(halved(luma)), luma) for name, enlarge in PLAIN.items()}
    return {"setting": setting, "network": psnr(doubled[:HEIGHT], luma), **ways}


def chroma(doubler):
    frame = np.full((96, 64), 100, np.uint8)
    frame[64:80], frame[80:] = 60, 200
    doubled = doubler.double(frame[None])
    planes = doubled[0][128:].reshape(2, 64, 64)
    ends = [[int(plane.min()), int(plane.max())] for plane in planes]
    return {"shape": doubled.shape, "u": ends[0], "v": ends[1]}


def refusal(doubler, shape):
    try:
        doubler.double(np.zeros(shape, np.uint8))
    except FramesError as error:
        return str(error)
    return ""


cv2.setNumThreads(1)
main()
