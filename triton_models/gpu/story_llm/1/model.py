"""Triton's side of the story model on GPUs. Validated, not run: see config.pbtxt."""

import json
import os
from functools import partial
from pathlib import Path
from typing import Any

import triton_python_backend_utils as pb_utils
from gpu_story.serving import Server
from gpu_story.tensorrt import open_tensorrt
from gpu_story.vllm import open_vllm
from story_engine.errors import Busy, InvalidRequest
from story_engine.prompt_format import FORMATS
from story_engine.triton_tensors import read_asked, send_error

LOAD_SECONDS = 1800
ENGINES = {"tensorrt_llm": open_tensorrt, "vllm": open_vllm}


class TritonPythonModel:
    """What the python backend looks for in this file."""

    def initialize(self, args: dict[str, str]) -> None:
        """Loads the weights; Triton calls the model ready when this returns."""
        parameters = json.loads(args["model_config"])["parameters"]
        knob = {name: value["string_value"] for name, value in parameters.items()}
        for name, known in (("engine", ENGINES), ("prompt_format", FORMATS)):
            if knob[name] not in known:
                raise pb_utils.TritonModelException(f"{name} must be one of {', '.join(known)}")
        self._format = FORMATS[knob["prompt_format"]]
        max_running = int(knob["max_running"])
        open_engine = partial(
            ENGINES[knob["engine"]],
            where(knob["model"]),
            json.loads(knob["engine_options"]),
            max_running,
            int(knob["max_prompt_tokens"]),
        )
        self._server = Server(open_engine, most_at_once=max_running + int(knob["max_waiting"]))
        self._server.open(LOAD_SECONDS)

    def execute(self, requests: list[Any]) -> None:
        """Hands the requests to the server, which answers them."""
        for request in requests:
            sender = request.get_response_sender()
            try:
                self._server.submit(read_asked(request, sender, self._format))
            except (InvalidRequest, Busy) as error:
                send_error(sender, error)

    def finalize(self) -> None:
        """Triton unloads the model."""
        self._server.close(timeout_seconds=30)


def where(model: str) -> str:
    """A folder of that name among the prepared models, else a name for Hugging Face."""
    artifacts = os.environ.get("ENCOMPASS_MODEL_ARTIFACTS")
    if artifacts and (Path(artifacts) / model).is_dir():
        return str(Path(artifacts) / model)
    return model
