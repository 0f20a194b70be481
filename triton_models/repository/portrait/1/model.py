"""Triton's side of the portrait model: tensors in, verdict and cut-out out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import triton_python_backend_utils as pb  # provided by the server's stub process

sys.path.insert(0, str(Path(__file__).resolve().parent))

from portraiture.portrait import Portrait, Portraitist

SHORTEST, LONGEST = 64, 4096
_NOTHING = np.zeros((1, 1, 4), np.uint8)


class TritonPythonModel:
    """What the python backend looks for in this file."""

    def initialize(self, args: dict[str, str]) -> None:
        """Loads the networks and looks at an empty picture, so that the first photo isn't the slow one."""
        parameters = json.loads(args["model_config"])["parameters"]
        artifacts = os.environ.get("ENCOMPASS_MODEL_ARTIFACTS")
        if not artifacts:
            raise pb.TritonModelException(
                "ENCOMPASS_MODEL_ARTIFACTS is not set: name the prepared models' folder"
            )
        weights = Path(artifacts) / parameters["weights"]["string_value"]
        if not weights.is_dir():
            raise pb.TritonModelException(f"{weights} is missing: run triton_models.build.prepare")
        self._portraitist = Portraitist(weights, threads=int(parameters["threads"]["string_value"]))
        self._portraitist.portray(np.zeros((SHORTEST, SHORTEST, 3), np.uint8))

    def execute(self, requests: Sequence[Any]) -> list[Any]:
        """Answers each request; a wrong one gets its error and spoils no other."""
        return [self._answer(request) for request in requests]

    def _answer(self, request: Any) -> Any:
        image = pb.get_input_tensor_by_name(request, "image").as_numpy()
        if not all(SHORTEST <= side <= LONGEST for side in image.shape[:2]):
            height, width = image.shape[:2]
            return _error(
                f"image must be {SHORTEST} to {LONGEST} pixels on each side, not {width} x {height}",
                pb.TritonError.INVALID_ARG,
            )
        try:
            return _response(self._portraitist.portray(np.ascontiguousarray(image)))
        except Exception as error:  # noqa: BLE001  (the boundary: this process must outlive one bad photo)
            pb.Logger.log_error(f"portrait: {type(error).__name__}: {error}")
            return _error("the photo could not be looked at", pb.TritonError.INTERNAL)


def _response(portrait: Portrait) -> Any:
    found, cutout = portrait.findings, portrait.cutout
    scores = [found.nudity, found.faces, found.face_height_px, found.sharpness]
    face = [*cutout.face, cutout.head_top] if cutout else [0.0] * 5
    return pb.InferenceResponse(
        [
            pb.Tensor("verdict", np.array([portrait.verdict.value.encode()], np.object_)),
            pb.Tensor("scores", np.array(scores, np.float32)),
            pb.Tensor("cutout", np.ascontiguousarray(cutout.rgba) if cutout else _NOTHING),
            pb.Tensor("face", np.array(face, np.float32)),
        ]
    )


def _error(message: str, code: int) -> Any:
    return pb.InferenceResponse(output_tensors=[], error=pb.TritonError(message, code))
