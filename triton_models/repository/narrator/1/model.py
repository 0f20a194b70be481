"""Triton's side of the narrator: tensors in, sound and word times out."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import triton_python_backend_utils as pb_utils
from narration.narrator import Narration, narrate
from narration.script import InvalidText
from narration.sound import SAMPLE_RATE
from narration.voice import Voice

SLOWEST, FASTEST = 0.5, 2.0
VOICES = ("us",)


class TritonPythonModel:
    """What the python backend looks for in this file."""

    def initialize(self, args: dict[str, str]) -> None:
        """Loads the voice and says a word, so that the first request isn't the slow one."""
        parameters = json.loads(args["model_config"])["parameters"]
        artifacts = os.environ.get("ENCOMPASS_MODEL_ARTIFACTS")
        if not artifacts:
            raise pb_utils.TritonModelException(
                "ENCOMPASS_MODEL_ARTIFACTS is not set: name the prepared models' folder"
            )
        weights = Path(artifacts) / parameters["weights"]["string_value"]
        if not weights.is_file():
            raise pb_utils.TritonModelException(f"{weights} is missing: run triton_models.build.prepare")
        self._voice = Voice(weights, threads=int(parameters["threads"]["string_value"]))
        narrate("Ready.", self._voice, speed=1.0)

    def execute(self, requests: list[Any]) -> list[Any]:
        """Answers each request; a wrong one gets its error and spoils no other."""
        return [self._answer(request) for request in requests]

    def _answer(self, request: Any) -> Any:
        try:
            check_voice(request)
            text, speed = read_text(request), read_speed(request)
            return narration_response(narrate(text, self._voice, speed))
        except InvalidText as error:
            return error_response(str(error), pb_utils.TritonError.INVALID_ARG)


def read_text(request: Any) -> str:
    """The text to read aloud."""
    return decoded(request, "text") or ""


def check_voice(request: Any) -> None:
    """There is one voice; asking for another is an error, not a surprise."""
    name = decoded(request, "voice")
    if name and name not in VOICES:
        raise InvalidText(f"voice {name[:40]!r} is not known: send one of {', '.join(VOICES)}")


def read_speed(request: Any) -> float:
    """How fast, 1 being the voice's own pace."""
    tensor = pb_utils.get_input_tensor_by_name(request, "speed")
    speed = 1.0 if tensor is None else float(tensor.as_numpy().reshape(-1)[0])
    if not SLOWEST <= speed <= FASTEST:
        raise InvalidText(f"speed must be from {SLOWEST} to {FASTEST}")
    return speed


def decoded(request: Any, name: str) -> str | None:
    """A string tensor of one element; None if it wasn't sent."""
    tensor = pb_utils.get_input_tensor_by_name(request, name)
    if tensor is None:
        return None
    try:
        return str(tensor.as_numpy().reshape(-1)[0].decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InvalidText(f"{name} is not UTF-8: {error}") from error


def narration_response(narration: Narration) -> Any:
    """The narration as tensors."""
    words = [word.text.encode("utf-8") for word in narration.words]
    return pb_utils.InferenceResponse(
        [
            pb_utils.Tensor("pcm", narration.pcm),
            pb_utils.Tensor("sample_rate", np.array([SAMPLE_RATE], np.int32)),
            pb_utils.Tensor("words", np.array(words, dtype=np.object_)),
            pb_utils.Tensor("word_start_ms", np.array([word.start_ms for word in narration.words], np.int32)),
            pb_utils.Tensor("word_end_ms", np.array([word.end_ms for word in narration.words], np.int32)),
        ]
    )


def error_response(message: str, code: int) -> Any:
    """A response that is an error."""
    return pb_utils.InferenceResponse(output_tensors=[], error=pb_utils.TritonError(message, code))
