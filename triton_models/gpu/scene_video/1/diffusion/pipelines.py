"""A diffusers pipeline from a folder, and its frames as they are made.

A causal pipeline decodes each chunk of a long video as soon as it is denoised, within one call; its decoder
is listened to. A clip pipeline makes one clip a call; the next goes on from the last frame.
"""

import inspect
import queue
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import DiffusionPipeline
from numpy.typing import NDArray
from PIL import Image

U8 = NDArray[np.uint8]

CAUSAL = ("HeliosPipeline", "HeliosPyramidPipeline")


class Cancelled(Exception):
    """Nobody waits for the rest."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a pipeline is run."""

    width: int
    height: int
    clip_frames: int
    steps: int
    guidance: float


@dataclass(frozen=True, slots=True)
class Wish:
    """A video to be made."""

    prompt: str
    unwanted: str
    seed: int
    frames: int
    first_picture: U8 | None = None
    """RGB, [height, width, 3]: the video goes on from it."""


def load(folder: Path, device: str, dtype: str) -> Any:
    """The pipeline that `save_pretrained` wrote there; nothing is fetched.

    Raises:
        OSError: the folder isn't one.
    """
    pipeline = DiffusionPipeline.from_pretrained(
        str(folder), dtype=getattr(torch, dtype), local_files_only=True
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline.to(device)


def video(
    pipeline: Any, wish: Wish, manner: Manner, is_gone: Callable[[], bool]
) -> Generator[U8, None, None]:
    """Frames as they come, RGB, [n, height, width, 3]; at least as many as were wished for in all.

    Raises:
        Cancelled: `is_gone` said so between two steps.
    """
    if type(pipeline).__name__ in CAUSAL:
        yield from _causal(pipeline, wish, manner, is_gone)
        return
    done = 0
    number = 0
    picture = wish.first_picture
    while done < wish.frames:
        # Each clip has a seed of its own, so that clips differ and the whole can be made again.
        clip = _call(pipeline, wish, manner, is_gone, seed=wish.seed + number, frames=manner.clip_frames,
                     picture=picture)  # fmt: skip
        # A clip that goes on from a picture begins with that picture.
        fresh = clip[1:] if picture is not None and takes_picture(pipeline) else clip
        if not len(fresh):
            raise ValueError("the pipeline made a clip of one frame: raise clip_frames")
        yield fresh
        done, number, picture = done + len(fresh), number + 1, fresh[-1]


def takes_picture(pipeline: Any) -> bool:
    """Whether it can go on from a picture."""
    return "image" in inspect.signature(pipeline.__call__).parameters


def _causal(
    pipeline: Any, wish: Wish, manner: Manner, is_gone: Callable[[], bool]
) -> Generator[U8, None, None]:
    """One call on a thread of its own; each chunk is passed on when its decoder has it."""
    chunks: queue.Queue[U8 | BaseException | None] = queue.Queue()
    left = threading.Event()
    decode = pipeline.vae.decode

    def listened(latents: Any, *args: Any, **kwargs: Any) -> Any:
        found = decode(latents, *args, **kwargs)
        chunks.put(as_pictures(found[0]))
        return found

    def run() -> None:
        try:
            _call(pipeline, wish, manner, lambda: left.is_set() or is_gone(), seed=wish.seed,
                  frames=wish.frames, picture=wish.first_picture)  # fmt: skip
            chunks.put(None)
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            chunks.put(error)

    pipeline.vae.decode = listened
    thread = threading.Thread(target=run, name="denoising", daemon=True)
    thread.start()
    try:
        while (chunk := chunks.get()) is not None:
            if isinstance(chunk, BaseException):
                raise chunk
            yield chunk
    finally:
        left.set()
        thread.join()
        pipeline.vae.decode = decode


def _call(
    pipeline: Any,
    wish: Wish,
    manner: Manner,
    is_gone: Callable[[], bool],
    *,
    seed: int,
    frames: int,
    picture: U8 | None,
) -> U8:
    def between_steps(_: Any, step: int, timestep: Any, kept: dict[str, Any]) -> dict[str, Any]:
        if is_gone():
            raise Cancelled
        return kept

    given: dict[str, Any] = {
        "prompt": wish.prompt,
        "negative_prompt": wish.unwanted,
        "width": manner.width,
        "height": manner.height,
        "num_frames": frames,
        "num_inference_steps": manner.steps,
        "guidance_scale": manner.guidance,
        "generator": torch.Generator("cpu").manual_seed(seed % 2**63),
        "callback_on_step_end": between_steps,
        "output_type": "np",
    }
    if picture is not None and takes_picture(pipeline):
        given["image"] = Image.fromarray(picture).resize(
            (manner.width, manner.height), Image.Resampling.LANCZOS
        )
    known = inspect.signature(pipeline.__call__).parameters
    with torch.inference_mode():
        found = pipeline(**{name: value for name, value in given.items() if name in known}).frames[0]
    clip: U8 = np.rint(np.clip(np.asarray(found), 0, 1) * 255).astype(np.uint8)
    return clip


def as_pictures(decoded: torch.Tensor) -> U8:
    """What a decoder gives, [1, 3, n, height, width] in -1..1, as RGB frames."""
    frames = decoded[0].permute(1, 2, 3, 0).float().clamp(-1, 1)
    pictures: U8 = ((frames + 1) * 127.5).round().to(torch.uint8).cpu().numpy()
    return pictures
