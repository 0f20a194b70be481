"""Triton's python backend for video_upscale: tensors in and out; the upscaling package decides the rest."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import triton_python_backend_utils as pb

sys.path.insert(0, str(Path(__file__).resolve().parent))

from upscaling.doubling import Doubler, FramesError

WEIGHTS = Path("video_upscale") / "video_upscale.onnx"


class TritonPythonModel:
    """One instance, with the network compiled for this machine."""

    def initialize(self, args: dict[str, str]) -> None:
        """Compiles the network; Triton calls the model ready when this returns."""
        parameters = json.loads(args["model_config"])["parameters"]
        artifacts = os.environ.get("ENCOMPASS_MODEL_ARTIFACTS")
        if not artifacts:
            raise pb.TritonModelException(
                "ENCOMPASS_MODEL_ARTIFACTS is not set: name the prepared models' folder"
            )
        weights = Path(artifacts) / WEIGHTS
        if not weights.is_file():
            raise pb.TritonModelException(f"{weights} is not there: run triton_models.build.prepare")
        self._doubler = Doubler(weights, threads=int(parameters["threads"]["string_value"]))

    def execute(self, requests: Sequence[Any]) -> list[Any]:
        """Answers one after the other."""
        return [self._answer(request) for request in requests]

    def _answer(self, request: Any) -> Any:
        frames = pb.get_input_tensor_by_name(request, "frames").as_numpy()
        try:
            return pb.InferenceResponse([pb.Tensor("doubled", self._doubler.double(frames))])
        except FramesError as error:
            return pb.InferenceResponse(error=pb.TritonError(str(error), pb.TritonError.INVALID_ARG))
