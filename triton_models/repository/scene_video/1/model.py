"""Triton's python backend for scene_video: translates tensors; the cinematic package decides the rest."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import triton_python_backend_utils as pb  # provided by the server's stub process

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cinematic.fields import SpecError
from cinematic.portrait import parse_portrait
from cinematic.renderer import Renderer
from cinematic.spec import RenderRequest, parse_request

FINAL = pb.TRITONSERVER_RESPONSE_COMPLETE_FINAL


class TritonPythonModel:
    """One instance: renders one request at a time, on one core."""

    def initialize(self, args: dict[str, str]) -> None:
        parameters = json.loads(args["model_config"])["parameters"]
        self._chunk = int(parameters["chunk_frames"]["string_value"])
        self._renderer = Renderer(
            cached_scenes=int(parameters["cached_scenes"]["string_value"]),
            threads=int(parameters["threads"]["string_value"]),
        )

    def execute(self, requests: Sequence[Any]) -> None:
        for request in requests:
            self._answer(request)

    def _answer(self, request: Any) -> None:
        sender = request.get_response_sender()
        try:
            wanted = _parse(request)
            for start in range(0, len(wanted.indices), self._chunk):
                if sender.is_cancelled():
                    break
                indices = wanted.indices[start : start + self._chunk]
                frames = np.stack([self._renderer.frame(wanted, index) for index in indices])
                sender.send(
                    pb.InferenceResponse(
                        [pb.Tensor("frames", frames), pb.Tensor("indices", np.array(indices, np.int32))]
                    )
                )
            sender.send(flags=FINAL)
        except SpecError as error:
            _fail(sender, str(error), pb.TritonError.INVALID_ARG)
        except Exception as error:  # noqa: BLE001  (the boundary: this process must outlive one bad scene)
            pb.Logger.log_error(f"scene_video: {type(error).__name__}: {error}")
            _fail(sender, "the scene could not be rendered", pb.TritonError.INTERNAL)


def _parse(request: Any) -> RenderRequest:
    spec = pb.get_input_tensor_by_name(request, "scene_spec").as_numpy().reshape(-1)[0]
    try:
        text = spec.decode() if isinstance(spec, bytes) else str(spec)
    except UnicodeDecodeError as error:
        raise SpecError("scene_spec is not UTF-8") from error
    indices = pb.get_input_tensor_by_name(request, "frame_indices").as_numpy().reshape(-1)
    wanted = parse_request(
        text,
        seed=_integer(request, "seed"),
        width=_integer(request, "width"),
        height=_integer(request, "height"),
        fps=_integer(request, "fps"),
        indices=indices.tolist(),
    )
    portrait = pb.get_input_tensor_by_name(request, "portrait")
    return wanted if portrait is None else replace(wanted, portrait=parse_portrait(portrait.as_numpy()))


def _integer(request: Any, name: str) -> int:
    return int(pb.get_input_tensor_by_name(request, name).as_numpy().reshape(-1)[0])


def _fail(sender: Any, message: str, code: int) -> None:
    sender.send(pb.InferenceResponse(error=pb.TritonError(message, code)), flags=FINAL)
