"""Triton's side of the narrator: tensors in, sound and word times out, a sentence at a time."""

import json
import os
import queue
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import triton_python_backend_utils as pb_utils
from narration.company import DEFAULT, Company, company
from narration.narrator import Narration, narrate, read_aloud
from narration.script import InvalidText
from narration.sound import SAMPLE_RATE

SLOWEST, FASTEST = 0.7, 1.3
CLOSE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that waits for its voice."""

    text: str
    voice: str
    speed: float
    sender: Any


class TritonPythonModel:
    """What the python backend looks for in this file."""

    def initialize(self, args: dict[str, str]) -> None:
        """Loads the default voice and says a word, so that the first request isn't the slow one."""
        parameters = json.loads(args["model_config"])["parameters"]
        artifacts = os.environ.get("ENCOMPASS_MODEL_ARTIFACTS")
        if not artifacts:
            raise pb_utils.TritonModelException(
                "ENCOMPASS_MODEL_ARTIFACTS is not set: name the prepared models' folder"
            )
        folder = Path(artifacts) / parameters["weights"]["string_value"]
        if not (folder / "kokoro.onnx").is_file():
            raise pb_utils.TritonModelException(f"{folder} has no voices: run triton_models.build.prepare")
        self._company = company(folder, threads=int(parameters["threads"]["string_value"]))
        narrate("Ready.", self._company.speaker(DEFAULT), speed=1.0)
        # A thread for each voice: nobody who wants the quick one waits behind a slow one.
        self._stages = {name: Stage(name, self._company) for name in self._company.names}

    def execute(self, requests: list[Any]) -> None:
        """Hands each request to its voice; a wrong one gets its error and spoils no other."""
        for request in requests:
            sender = request.get_response_sender()
            try:
                voice = self._company.known(decoded(request, "voice") or "")
                reading = Reading(decoded(request, "text") or "", voice, read_speed(request), sender)
            except InvalidText as error:
                send_error(sender, str(error))
                continue
            self._stages[voice].submit(reading)

    def finalize(self) -> None:
        """Triton unloads the model."""
        for stage in self._stages.values():
            stage.close()


class Stage:
    """One voice and those who wait for it."""

    def __init__(self, name: str, voices: Company) -> None:
        self._name = name
        self._voices = voices
        self._waiting: queue.SimpleQueue[Reading | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=f"voice-{name}", daemon=True)
        self._thread.start()

    def submit(self, reading: Reading) -> None:
        """Reads it as soon as those before it are read."""
        self._waiting.put(reading)

    def close(self) -> None:
        """Lets what is being read end."""
        self._waiting.put(None)
        self._thread.join(CLOSE_SECONDS)

    def _run(self) -> None:
        while (reading := self._waiting.get()) is not None:
            try:
                self._read(reading)
            except InvalidText as error:
                send_error(reading.sender, str(error))
            except Exception as error:  # noqa: BLE001  (the caller is told; the voice goes on with the others)
                send_error(reading.sender, f"{type(error).__name__}: {error}", internal=True)

    def _read(self, reading: Reading) -> None:
        if reading.sender.is_cancelled():
            reading.sender.send(flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)
            return
        for part in read_aloud(reading.text, self._voices.speaker(self._name), reading.speed):
            reading.sender.send(narration_response(part))
            if reading.sender.is_cancelled():
                break
        reading.sender.send(flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)


def read_speed(request: Any) -> float:
    """How fast, 1 being the voice's own pace."""
    tensor = pb_utils.get_input_tensor_by_name(request, "speed")
    speed = 1.0 if tensor is None else float(tensor.as_numpy().reshape(-1)[0])
    # A hair of tolerance: 1.3 is a little more than that in single precision.
    if not SLOWEST - 1e-6 <= speed <= FASTEST + 1e-6:
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
    """A sentence as tensors."""
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


def send_error(sender: Any, message: str, *, internal: bool = False) -> None:
    """An error as the last response."""
    code = pb_utils.TritonError.INTERNAL if internal else pb_utils.TritonError.INVALID_ARG
    error = pb_utils.TritonError(message, code)
    sender.send(
        pb_utils.InferenceResponse(output_tensors=[], error=error),
        flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL,
    )
