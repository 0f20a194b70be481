"""Triton's side of the story model on a CPU: it owns the engine, whose thread answers the requests."""

import json
import os
from pathlib import Path
from typing import Any

import triton_python_backend_utils as pb_utils
from story_engine.engine import Engine
from story_engine.errors import Busy, InvalidRequest
from story_engine.openvino import Limits, OpenVinoBackend
from story_engine.prompt_format import format_of
from story_engine.triton_tensors import read_asked, send_error

LOAD_SECONDS = 120
# Each piece of text costs a decoding and a way through the server: one a token took a tenth of the rate.
# A reader doesn't see words come in such steps.
TEXT_EVERY_SECONDS = 0.2


class TritonPythonModel:
    """What the python backend looks for in this file."""

    def initialize(self, args: dict[str, str]) -> None:
        """Loads the weights; Triton calls the model ready when this returns."""
        parameters = json.loads(args["model_config"])["parameters"]
        knob = {name: value["string_value"] for name, value in parameters.items()}
        artifacts = os.environ.get("ENCOMPASS_MODEL_ARTIFACTS")
        if not artifacts:
            raise pb_utils.TritonModelException(
                "ENCOMPASS_MODEL_ARTIFACTS is not set: name the prepared models' folder"
            )
        weights = Path(artifacts) / knob["weights"]
        if not (weights / "openvino_model.xml").is_file():
            raise pb_utils.TritonModelException(f"{weights} has no model: run triton_models.build.prepare")
        limits = Limits(
            max_running=int(knob["max_running"]),
            max_prompt_tokens=int(knob["max_prompt_tokens"]),
            kv_blocks=int(knob["kv_blocks"]),
            threads=int(knob["threads"]),
        )
        self._engine = Engine(
            lambda: OpenVinoBackend(weights, limits),
            max_running=limits.max_running,
            max_waiting=int(knob["max_waiting"]),
            text_every_seconds=TEXT_EVERY_SECONDS,
        )
        self._format = format_of(weights)
        self._engine.open(LOAD_SECONDS)

    def execute(self, requests: list[Any]) -> None:
        """Hands the requests to the engine's thread, which answers them."""
        for request in requests:
            sender = request.get_response_sender()
            try:
                self._engine.submit(read_asked(request, sender, self._format))
            except (InvalidRequest, Busy) as error:
                send_error(sender, error)

    def finalize(self) -> None:
        """Triton unloads the model."""
        self._engine.close(timeout_seconds=10)
