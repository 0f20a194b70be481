"""The tensors of the story model, on CPU and GPU: those of Triton's vLLM backend, and likelihoods."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import triton_python_backend_utils as pb_utils

from story_engine.engine import Question, Request
from story_engine.errors import Busy, EngineFault, InvalidRequest
from story_engine.patience import SeldomAsked
from story_engine.prompt_format import PromptFormat
from story_engine.sampling import parse_sampling
from story_engine.scoring import Score

MAX_PROMPT_BYTES = 65_536
MAX_CONTINUATIONS = 64


def read_asked(request: Any, sender: Any, prompt_format: PromptFormat | None) -> Request | Question:
    """What a Triton request wants, with its prompt in the words that the model was taught.

    Raises:
        InvalidRequest: a tensor is missing, empty, too long or makes no sense.
    """
    asked = read_question(request, sender) or read_request(request, sender)
    return asked if prompt_format is None else replace(asked, prompt=prompt_format.render(asked.prompt))


class TritonAsker:
    """What a text's listener and a judge have in common."""

    def __init__(self, sender: Any) -> None:
        self._sender = sender
        # Each question crosses into the server's process and back. At every token that costs more than the
        # answer is worth, and the server has crashed amid such traffic.
        self._is_cancelled = SeldomAsked(lambda: bool(sender.is_cancelled()))

    def is_gone(self, within_seconds: float) -> bool:
        return self._is_cancelled(within_seconds)

    def finished(self) -> None:
        self._sender.send(flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)

    def failed(self, error: InvalidRequest | Busy | EngineFault) -> None:
        send_error(self._sender, error)


class TritonJudge(TritonAsker):
    """Sends likelihoods as `cumulative_logprob` and `num_output_tokens`."""

    def scored(self, scores: Sequence[Score]) -> None:
        logprobs = np.array([score.logprob for score in scores], dtype=np.float32)
        tokens = np.array([score.tokens for score in scores], dtype=np.uint32)
        tensors = [
            pb_utils.Tensor("cumulative_logprob", logprobs),
            pb_utils.Tensor("num_output_tokens", tokens),
        ]
        self._sender.send(pb_utils.InferenceResponse(tensors))


class TritonListener(TritonAsker):
    """Sends a request's text as `text_output`, in deltas or in one piece."""

    def __init__(self, sender: Any, *, stream: bool, prefix: str) -> None:
        super().__init__(sender)
        self._stream = stream
        self._whole = [prefix]

    def text(self, delta: str) -> None:
        if self._stream:
            self._sender.send(text_response(delta))
        else:
            self._whole.append(delta)

    def finished(self) -> None:
        if not self._stream and not self.is_gone(within_seconds=1.0):
            self._sender.send(text_response("".join(self._whole)))
        super().finished()


def read_question(request: Any, sender: Any) -> Question | None:
    """A request with `continuations`, which asks for their likelihood and for no text."""
    tensor = pb_utils.get_input_tensor_by_name(request, "continuations")
    if tensor is None:
        return None
    values = tensor.as_numpy().reshape(-1)
    if not 1 <= len(values) <= MAX_CONTINUATIONS:
        raise InvalidRequest(f"continuations: send from 1 to {MAX_CONTINUATIONS} texts")
    continuations = [decoded(value, "continuations") for value in values]
    if not all(continuations) or len("".join(continuations)) > MAX_PROMPT_BYTES:
        raise InvalidRequest(f"continuations: none may be empty, all together {MAX_PROMPT_BYTES} characters")
    return Question(read_prompt(request), continuations, TritonJudge(sender))


def read_request(request: Any, sender: Any) -> Request:
    """The tensors of the vLLM backend, with its rules about the prompt in the output."""
    prompt = read_prompt(request)
    stream = bool(read_scalar(request, "stream", False))
    exclude_input = bool(read_scalar(request, "exclude_input_in_output", stream))
    if stream and not exclude_input:
        raise InvalidRequest("exclude_input_in_output must be true when stream is true")
    listener = TritonListener(sender, stream=stream, prefix="" if exclude_input else prompt)
    return Request(prompt, parse_sampling(read_text(request, "sampling_parameters")), listener)


def read_prompt(request: Any) -> str:
    """The `text_input` of either kind of request."""
    prompt = read_text(request, "text_input")
    if not prompt:
        raise InvalidRequest("text_input is empty: send the prompt")
    if len(prompt.encode()) > MAX_PROMPT_BYTES:
        raise InvalidRequest(f"text_input has more than {MAX_PROMPT_BYTES} bytes: send a shorter prompt")
    return prompt


def read_text(request: Any, name: str) -> str | None:
    """A string tensor of one element; None if it wasn't sent."""
    value = read_scalar(request, name, None)
    return None if value is None else decoded(value, name)


def decoded(value: bytes, name: str) -> str:
    """An element of a string tensor."""
    try:
        return str(value.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InvalidRequest(f"{name} is not UTF-8: {error}") from error


def read_scalar(request: Any, name: str, default: Any) -> Any:
    """The one element of a tensor, or the default if it wasn't sent."""
    tensor = pb_utils.get_input_tensor_by_name(request, name)
    return default if tensor is None else tensor.as_numpy().reshape(-1)[0]


def text_response(text: str) -> Any:
    """A response with `text_output`."""
    tensor = pb_utils.Tensor("text_output", np.array([text.encode("utf-8")], dtype=np.object_))
    return pb_utils.InferenceResponse([tensor])


def send_error(sender: Any, error: InvalidRequest | Busy | EngineFault) -> None:
    """The last response of a request that failed."""
    codes = {
        InvalidRequest: pb_utils.TritonError.INVALID_ARG,
        Busy: pb_utils.TritonError.UNAVAILABLE,
        EngineFault: pb_utils.TritonError.UNAVAILABLE,
    }
    failure = pb_utils.TritonError(str(error), codes[type(error)])
    response = pb_utils.InferenceResponse(output_tensors=[], error=failure)
    sender.send(response, flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)
