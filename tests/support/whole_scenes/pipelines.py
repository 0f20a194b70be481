"""Stands in for the module of this name in triton_models/gpu/scene_video: its pictures are flat.

A video is as bright as the picture that it goes on from, and a little brighter with each clip. What happens
is noted beside the weights, a line of JSON each.
"""

import json
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]

STEP_SECONDS = 0.02
"""Of work on one denoising step."""
DARK, BRIGHTER = 40, 8


class Cancelled(Exception):
    """As the real one."""


@dataclass(frozen=True, slots=True)
class Manner:
    """As the real one."""

    width: int
    height: int
    clip_frames: int
    steps: int
    guidance: float


@dataclass(frozen=True, slots=True)
class Wish:
    """As the real one."""

    prompt: str
    unwanted: str
    seed: int
    frames: int
    first_picture: U8 | None = None


def load(folder: Path, device: str, dtype: str) -> Path:
    """Where the notes go."""
    return folder / "log"


def video(log: Path, wish: Wish, manner: Manner, is_gone: Callable[[], bool]) -> Generator[U8, None, None]:
    """As the real one."""

    def note(event: str, **more: Any) -> None:
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"event": event, "seed": wish.seed, **more}) + "\n")

    first = wish.first_picture
    shade = DARK if first is None else round(float(first.mean()))
    note("begun", prompt=wish.prompt, shape=None if first is None else first.shape, shade=shade)
    done = 0
    try:
        while done < wish.frames:
            for _ in range(manner.steps):
                if is_gone():
                    raise Cancelled
                note("step")
                time.sleep(STEP_SECONDS)
            shade = min(shade + BRIGHTER, 240)
            done += manner.clip_frames
            yield np.full((manner.clip_frames, manner.height, manner.width, 3), shade, np.uint8)
    finally:
        note("over", frames=done)
