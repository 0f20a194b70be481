"""What the renderer paints, in fingerprints that bear comparing: a few hundred numbers a scene.

    .venv/models/bin/python evaluation/film/probes.py OUT.json

Every setting twice; between them every time, weather, mood, camera move, pose, shot and feature of a hero.
Small pictures, of which the means of blocks are kept: what differs from one processor to another in the last
bit of a sum is lost in them, and what an eye would see is not.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MODEL = Path(__file__).resolve().parents[2] / "triton_models" / "repository" / "scene_video" / "1"
sys.path.insert(0, str(MODEL))

from cinematic.cutout import parse_portrait  # noqa: E402
from cinematic.look import Age, Aid, Animal, Build, Companion, Dress, Hair  # noqa: E402
from cinematic.renderer import Renderer  # noqa: E402
from cinematic.spec import (  # noqa: E402
    CameraMove,
    Mood,
    Pose,
    RenderRequest,
    Setting,
    Shot,
    Time,
    Weather,
    parse_request,
)

WIDTH, HEIGHT = 96, 64
BLOCK = 4
FRAME = 60
_PROPS = ("lantern", "red kite", "telescope", "old book", "guitar", "bicycle", "suitcase")


def main() -> None:
    renderer = Renderer(cached_scenes=1)
    found = {name: fingerprint(renderer.frame(request, FRAME)) for name, request in probes()}
    Path(sys.argv[1]).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def probes() -> Iterator[tuple[str, RenderRequest]]:
    """Names and requests."""
    for number, setting in enumerate([*Setting, *Setting]):
        spec = _spec(setting, number)
        name = ", ".join(str(spec[each]) for each in ("setting", "time", "weather", "shot"))
        yield name, _request(spec, seed=7 + number // len(Setting))
    with_portrait = _request({**_spec(Setting.MEADOW, 5), "shot": "close", "hero": "standing"})
    yield "portrait", replace(with_portrait, portrait=parse_portrait(_somebody()))


def _spec(setting: Setting, number: int) -> Mapping[str, Any]:
    def turn(words: Any, stride: int = 1) -> str:
        every = list(words)
        return str(every[number * stride % len(every)])

    look = {
        "age": turn(Age), "build": turn(Build), "dress": turn(Dress), "hair": turn(Hair), "skin": number % 6,
        "accent": number * 47 % 360, "aid": turn(Aid), "companion": turn(Companion), "animal": turn(Animal),
    }  # fmt: skip
    return {
        "setting": str(setting), "time": turn(Time), "weather": turn(Weather, 3), "mood": turn(Mood, 5),
        "camera": turn(CameraMove), "hero": turn([pose for pose in Pose if pose is not Pose.ABSENT]),
        "props": [turn(_PROPS)], "duration_frames": 120, "look": look,
        "shot": turn((Shot.WIDE, Shot.MEDIUM, Shot.CLOSE), 2),
        "place": {"film_seed": 11, "scene": number % 6, "scenes": 6},
    }  # fmt: skip


def _request(spec: Mapping[str, Any], seed: int = 7) -> RenderRequest:
    return parse_request(json.dumps(spec), seed=seed, width=WIDTH, height=HEIGHT, fps=24, indices=[FRAME])


def _somebody() -> NDArray[np.uint8]:
    """Head and shoulders, as the portrait model would cut them out."""
    y, x = np.mgrid[0:120, 0:96]
    head = ((x - 48) / 24) ** 2 + ((y - 42) / 32) ** 2 < 1
    chest = ((x - 48) / 46) ** 2 + ((y - 122) / 48) ** 2 < 1
    rgba = np.zeros((120, 96, 4), np.uint8)
    rgba[chest] = (70, 90, 130, 255)
    rgba[head] = (200, 150, 120, 255)
    rgba[..., 0] = np.clip(rgba[..., 0] + x // 4, 0, 255) * (rgba[..., 3] > 0)
    return rgba


def fingerprint(frame: NDArray[np.uint8]) -> str:
    """The means of the blocks of a frame's planes (I420), in base64."""
    chroma = frame[HEIGHT:].reshape(2, HEIGHT // 2, WIDTH // 2)
    means = [_means(plane) for plane in (frame[:HEIGHT], *chroma)]
    return base64.b64encode(np.concatenate(means).tobytes()).decode()


def _means(plane: NDArray[np.uint8]) -> NDArray[np.uint8]:
    rows, columns = (side // BLOCK for side in plane.shape)
    blocks = plane.reshape(rows, BLOCK, columns, BLOCK).mean(axis=(1, 3))
    return np.asarray(np.rint(blocks), np.uint8).reshape(-1)


if __name__ == "__main__":
    main()
