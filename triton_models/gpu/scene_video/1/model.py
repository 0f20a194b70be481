"""Triton's side of scene_video on GPUs. Not run with real weights: see config.pbtxt."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import triton_python_backend_utils as pb

sys.path.insert(0, str(Path(__file__).resolve().parent))

from diffusion.frames import in_order
from diffusion.pipelines import Cancelled, Manner, Wish, load, video
from diffusion.prompts import PromptError, read_prompt

FINAL = pb.TRITONSERVER_RESPONSE_COMPLETE_FINAL
MAX_SIDE, MAX_PIXELS, MAX_FRAMES = 1920, 1920 * 1080, 2000


class TritonPythonModel:
    """One pipeline; one scene at a time."""

    def initialize(self, args: dict[str, str]) -> None:
        """Loads the weights; Triton calls the model ready when this returns."""
        parameters = json.loads(args["model_config"])["parameters"]
        self._knob = {name: value["string_value"] for name, value in parameters.items()}
        folder = Path(os.environ.get("ENCOMPASS_MODEL_ARTIFACTS", "")) / self._knob["weights"]
        if not (folder / "model_index.json").is_file():
            raise pb.TritonModelException(f"{folder} is no folder of diffusers: name one as `weights`")
        self._pipeline = load(folder, self._knob["device"], self._knob["dtype"])

    def execute(self, requests: Sequence[Any]) -> None:
        """Answers one after the other."""
        for request in requests:
            self._answer(request)

    def _answer(self, request: Any) -> None:
        sender = request.get_response_sender()
        try:
            self._send_frames(request, sender)
            sender.send(flags=FINAL)
        except Cancelled:
            sender.send(flags=FINAL)
        except PromptError as error:
            _fail(sender, str(error), pb.TritonError.INVALID_ARG)
        except Exception as error:  # noqa: BLE001  (the boundary: this process must outlive one bad scene)
            pb.Logger.log_error(f"scene_video: {type(error).__name__}: {error}")
            _fail(sender, "the scene could not be rendered", pb.TritonError.INTERNAL)

    def _send_frames(self, request: Any, sender: Any) -> None:
        prompt = read_prompt(_text(request, "scene_spec"), _text(request, "narration"))
        size = _number(request, "width"), _number(request, "height")
        fps = _number(request, "fps")
        indices = [int(one) for one in _values(request, "frame_indices").reshape(-1)]
        _check(size, fps, indices)
        rate = float(self._knob["model_fps"]) / fps
        first = _first_picture(request)
        wish = Wish(
            prompt=prompt.wanted,
            unwanted=prompt.unwanted,
            seed=_number(request, "seed"),
            frames=int(np.ceil(max(indices) * rate)) + 2,
            first_picture=first,
        )
        clips = video(self._pipeline, wish, self._manner(size), lambda: bool(sender.is_cancelled()))
        try:
            for told, frames in in_order(clips, indices, size=size, rate=rate):
                if sender.is_cancelled():
                    raise Cancelled
                tensors = [pb.Tensor("frames", frames), pb.Tensor("indices", np.array(told, np.int32))]
                sender.send(pb.InferenceResponse(tensors))
        finally:
            clips.close()

    def _manner(self, size: tuple[int, int]) -> Manner:
        sides = int(self._knob["long_side"]), int(self._knob["short_side"])
        width, height = sides if size[0] >= size[1] else sides[::-1]
        knob = self._knob
        return Manner(width, height, int(knob["clip_frames"]), int(knob["steps"]), float(knob["guidance"]))


def _check(size: tuple[int, int], fps: int, indices: Sequence[int]) -> None:
    width, height = size
    if not (64 <= width <= MAX_SIDE and 64 <= height <= MAX_SIDE and width * height <= MAX_PIXELS):
        raise PromptError(f"width and height must be within 64..{MAX_SIDE}, not {width} x {height}")
    if width % 2 or height % 2:
        raise PromptError("width and height must be even")
    if not 1 <= fps <= 60:
        raise PromptError(f"fps must be within 1..60, not {fps}")
    if not 1 <= len(indices) <= MAX_FRAMES or min(indices) < 0:
        raise PromptError(f"frame_indices must hold 1..{MAX_FRAMES} indices from 0 on")


def _first_picture(request: Any) -> Any:
    """RGB, [height, width, 3]; None for a scene that begins afresh."""
    tensor = pb.get_input_tensor_by_name(request, "first_picture")
    if tensor is None:
        return None
    picture = np.ascontiguousarray(tensor.as_numpy())
    height, width = picture.shape[:2]
    if not (1 <= height <= MAX_SIDE and 1 <= width <= MAX_SIDE and width * height <= MAX_PIXELS):
        raise PromptError(f"first_picture may have {MAX_PIXELS} pixels, not {width} x {height}")
    return picture


def _values(request: Any, name: str) -> Any:
    return pb.get_input_tensor_by_name(request, name).as_numpy()


def _number(request: Any, name: str) -> int:
    return int(_values(request, name).reshape(-1)[0])


def _text(request: Any, name: str) -> str:
    tensor = pb.get_input_tensor_by_name(request, name)
    if tensor is None:
        return ""
    value = tensor.as_numpy().reshape(-1)[0]
    try:
        return value.decode() if isinstance(value, bytes) else str(value)
    except UnicodeDecodeError as error:
        raise PromptError(f"{name} is not UTF-8") from error


def _fail(sender: Any, message: str, code: int) -> None:
    sender.send(pb.InferenceResponse(error=pb.TritonError(message, code)), flags=FINAL)
