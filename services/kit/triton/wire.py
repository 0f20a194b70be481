"""How inferences look on the wire of the KServe v2 protocol, and what its errors mean."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import grpc
from numpy.typing import NDArray
from tritonclient.grpc import service_pb2

from services.kit import context
from services.kit.triton.errors import ModelRejected, ModelUnavailable, SequenceLost
from services.kit.triton.tensors import from_bytes, to_bytes, type_name

Tensors = Mapping[str, NDArray[Any]]

_PASSING: Final = (
    *("is not healthy", "not ready", "unavailable", "restart", "try again", "waiting", "queue"),
    "unknown model",
)
"""What an error says that another attempt may not meet: a model's process died, has too much to do, or isn't
loaded yet after a start."""
_LOST: Final = ("must specify the start flag", "unable to find shared memory region")
"""What Triton says of a sequence that it doesn't know any more, and of memory that went with a restart."""
_PERMANENT: Final = frozenset(
    {
        grpc.StatusCode.INVALID_ARGUMENT,
        grpc.StatusCode.INTERNAL,
        grpc.StatusCode.UNKNOWN,
        grpc.StatusCode.UNIMPLEMENTED,
    }
)


def request_of(model: str, inputs: Tensors, carrier: Mapping[str, str]) -> service_pb2.ModelInferRequest:
    """A request with these inputs; `carrier` is the trace that it belongs to."""
    request = service_pb2.ModelInferRequest(model_name=model, id=context.current().request_id)
    for name, array in inputs.items():
        request.inputs.add(name=name, datatype=type_name(array), shape=array.shape)
        request.raw_input_contents.append(to_bytes(array))
    for key, value in carrier.items():
        request.parameters[key].string_param = value
    return request


def outputs_of(response: service_pb2.ModelInferResponse) -> Tensors:
    """What a response brought with it."""
    return {
        output.name: from_bytes(raw, output.datatype, output.shape)
        for output, raw in zip(response.outputs, response.raw_output_contents, strict=True)
    }


async def next_message(call: Any, silence_seconds: float | None) -> Any:
    """The next message of a stream; TimeoutError if it is silent for longer."""
    async with asyncio.timeout(silence_seconds):
        return await call.read()


def said_in_stream(model: str, error: str) -> ModelUnavailable | ModelRejected:
    """An error inside a stream comes without a code: only the words of Triton and our models tell."""
    metadata = {"model": model, "error": error[:500]}
    if any(words in error.lower() for words in _LOST):
        return SequenceLost("The model has lost this sequence.", metadata=metadata)
    if any(words in error.lower() for words in _PASSING):
        return _unavailable(metadata)
    return ModelRejected("The model failed on this request.", metadata=metadata)


def translated(model: str, error: grpc.aio.AioRpcError) -> ModelUnavailable | ModelRejected:
    """What the end of a call means."""
    metadata = {"model": model, "code": error.code().name, "error": (error.details() or "")[:500]}
    if error.code() in _PERMANENT:
        return ModelRejected("The model failed on this request.", metadata=metadata)
    return _unavailable(metadata)


def fell_silent(model: str, seconds: float | None) -> ModelUnavailable:
    """What a stream's silence means."""
    return _unavailable({"model": model, "error": f"silent for {seconds} s"})


def ended_early(model: str) -> ModelUnavailable:
    """What the end of a stream means that still owed something."""
    return _unavailable({"model": model, "error": "the stream has ended"})


def _unavailable(metadata: Mapping[str, str]) -> ModelUnavailable:
    return ModelUnavailable("The model can't be used now.", metadata=metadata)
