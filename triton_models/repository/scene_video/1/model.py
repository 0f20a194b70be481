"""Triton's python backend for scene_video: translates tensors; the cinematic package decides the rest."""

from __future__ import annotations

import json
import sys
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import triton_python_backend_utils as pb  # provided by the server's stub process

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cinematic.cutout import parse_portrait
from cinematic.fields import SpecError
from cinematic.renderer import Renderer
from cinematic.spec import RenderRequest, parse_request

MAX_SEQUENCES = 8
"""That are remembered; more than an instance has at a time, since some never end."""


class TritonPythonModel:
    """One instance: renders one request at a time, on one core."""

    def initialize(self, args: dict[str, str]) -> None:
        parameters = json.loads(args["model_config"])["parameters"]
        self._renderer = Renderer(
            cached_scenes=int(parameters["cached_scenes"]["string_value"]),
            threads=int(parameters["threads"]["string_value"]),
        )
        self._scenes: OrderedDict[object, RenderRequest] = OrderedDict()
        """What sequences under way have asked for last."""

    def execute(self, requests: Sequence[Any]) -> list[Any]:
        return [self._answer(request) for request in requests]

    def _answer(self, request: Any) -> Any:
        sequence = request.correlation_id()
        try:
            return self._rendered(request, sequence)
        finally:
            if pb.get_input_tensor_by_name(request, "END").as_numpy().any():
                self._forget(sequence)

    def _rendered(self, request: Any, sequence: object) -> Any:
        try:
            wanted = self._parsed(request, sequence)
            if not wanted.indices:
                self._renderer.prepare(wanted)
            frames = np.empty((len(wanted.indices), wanted.height * 3 // 2, wanted.width), np.uint8)
            for place, index in enumerate(wanted.indices):
                if request.is_cancelled():
                    return _failed("cancelled", pb.TritonError.CANCELLED)
                frames[place] = self._renderer.frame(wanted, index)
        except SpecError as error:
            return _failed(str(error), pb.TritonError.INVALID_ARG)
        except Exception as error:  # noqa: BLE001  (the boundary: this process must outlive one bad scene)
            pb.Logger.log_error(f"scene_video: {type(error).__name__}: {error}")
            return _failed("the scene could not be rendered", pb.TritonError.INTERNAL)
        indices = np.array(wanted.indices, np.int32)
        return pb.InferenceResponse([pb.Tensor("frames", frames), pb.Tensor("indices", indices)])

    def _parsed(self, request: Any, sequence: object) -> RenderRequest:
        wanted = _parse(request)
        before = self._scenes.pop(sequence, None)
        portrait = pb.get_input_tensor_by_name(request, "portrait")
        if portrait is not None:
            wanted = replace(wanted, portrait=parse_portrait(portrait.as_numpy()))
        elif before is not None:
            wanted = replace(wanted, portrait=before.portrait)
        self._scenes[sequence] = wanted
        if len(self._scenes) > MAX_SEQUENCES:
            self._scenes.popitem(last=False)
        return wanted

    def _forget(self, sequence: object) -> None:
        scene = self._scenes.pop(sequence, None)
        if scene is not None:
            self._renderer.forget(scene)


def _parse(request: Any) -> RenderRequest:
    spec = pb.get_input_tensor_by_name(request, "scene_spec").as_numpy().reshape(-1)[0]
    try:
        text = spec.decode() if isinstance(spec, bytes) else str(spec)
    except UnicodeDecodeError as error:
        raise SpecError("scene_spec is not UTF-8") from error
    indices = pb.get_input_tensor_by_name(request, "frame_indices").as_numpy().reshape(-1)
    return parse_request(
        text,
        seed=_integer(request, "seed"),
        width=_integer(request, "width"),
        height=_integer(request, "height"),
        fps=_integer(request, "fps"),
        indices=indices.tolist(),
    )


def _integer(request: Any, name: str) -> int:
    return int(pb.get_input_tensor_by_name(request, name).as_numpy().reshape(-1)[0])


def _failed(message: str, code: int) -> Any:
    return pb.InferenceResponse(error=pb.TritonError(message, code))
