"""Requests that one instance of a model answers, one after the other: a sequence of Triton's.

Triton sends a decoupled model's responses as fast as they come and keeps what its client hasn't read yet; a
conversation is never further ahead than what was asked. What the instance holds for it stays with it.
"""

import asyncio
import math
import secrets
from collections import deque
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Protocol, Self

import grpc
from numpy.typing import NDArray
from tritonclient.grpc import service_pb2, service_pb2_grpc

from services.kit.triton.observing import Observed, observed
from services.kit.triton.shared_memory import Region, SharedMemory
from services.kit.triton.tensors import from_bytes, item_size
from services.kit.triton.wire import (
    Tensors,
    ended_early,
    fell_silent,
    next_message,
    request_of,
    said_in_stream,
    translated,
)

_FAREWELL_SECONDS: Final = 10.0
_CLOSING_SECONDS: Final = 1.0
_REGION: Final = "shared_memory_region"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in memory that is shared with Triton an output is to be written."""

    region: str
    """As it was registered with Triton."""
    offset: int
    memory: memoryview
    """That part of the region; as long as the output may be."""


Places = Mapping[str, Place | None]
"""The outputs that are wanted and where: None is in the answer. Empty wants all of them there."""
IN_THE_ANSWER: Final[Places] = {}


class Conversation(Protocol):
    """See `ConversingModel.converse`."""

    @property
    def region(self) -> Region | None:
        """Memory of this conversation that Triton can write outputs to; None where it shares none."""
        ...

    async def ask(self, inputs: Tensors, *, last: bool = False, into: Places = IN_THE_ANSWER) -> None:
        """Sends the next request; several may wait for their answers.

        Args:
            last: whether no other request follows.
            into: which outputs are wanted, and where.
        """
        ...

    async def answer(self) -> Tensors:
        """The answer to the first request that has none yet.

        Raises:
            SequenceLost: the instance doesn't know this conversation any more; a new one may go on.
            ModelUnavailable: Triton can't be reached, or is silent; it may be tried again.
            ModelRejected: the model failed on these inputs.
        """
        ...


class Farewells:
    """Ends sequences that were broken off, while others have gone on with something else."""

    def __init__(self, stub: service_pb2_grpc.GRPCInferenceServiceStub, memory: SharedMemory) -> None:
        self._stub = stub
        self._memory = memory
        self._under_way: set[asyncio.Task[None]] = set()

    def say(self, request: service_pb2.ModelInferRequest | None, region: Region | None) -> None:
        """Sends the last request of a sequence, and lets go of its memory; what becomes of it doesn't matter.

        Args:
            request: None where the last one is answered already.
        """
        task = asyncio.create_task(self._say(request, region))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def said(self) -> None:
        """Waits a moment for those that are under way: Triton ends by itself what has long been idle."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_CLOSING_SECONDS)

    async def _say(self, request: service_pb2.ModelInferRequest | None, region: Region | None) -> None:
        if request is not None:
            with suppress(grpc.aio.AioRpcError, grpc.aio.UsageError):
                await self._stub.ModelInfer(request, timeout=_FAREWELL_SECONDS)
        if region is not None:
            # A sequence is answered in order: nobody writes to its memory any more.
            await self._memory.unshare(region)


class TritonConversation:
    """See `ConversingModel.converse`. Use as an async context manager, from one task at a time."""

    def __init__(
        self,
        stub: service_pb2_grpc.GRPCInferenceServiceStub,
        farewells: Farewells,
        model: str,
        farewell: Tensors,
        region: Region | None,
        *,
        timeout_seconds: float,
        silence_seconds: float,
        first_seconds: float,
    ) -> None:
        self.region = region
        self._stub = stub
        self._farewells = farewells
        self._model = model
        self._farewell = farewell
        self._timeout = timeout_seconds
        self._patience = first_seconds
        self._silence = silence_seconds
        self.sequence_id = secrets.randbits(62) + 1
        """What Triton calls it."""
        self._open = ExitStack()
        self._places: deque[Places] = deque()
        self._asked = False
        self._last_asked = False

    async def __aenter__(self) -> Self:
        self._seen: Observed = self._open.enter_context(observed(self._model))
        self._call: Any = self._stub.ModelStreamInfer(timeout=self._timeout, metadata=self._seen.metadata)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Triton sees the stream end and tells the model: nothing is computed for nobody.
        self._call.cancel()
        broken_off = self._asked and (self._places or not self._last_asked)
        farewell = self._request(self._farewell, last=True) if broken_off else None
        if farewell is not None or self.region is not None:
            self._farewells.say(farewell, self.region)
        self._open.__exit__(kind, error, trace)

    async def ask(self, inputs: Tensors, *, last: bool = False, into: Places = IN_THE_ANSWER) -> None:
        """See `Conversation.ask`."""
        request = self._request(inputs, last=last)
        for name, place in into.items():
            output = request.outputs.add(name=name)
            if place is None:
                continue
            output.parameters[_REGION].string_param = place.region
            output.parameters["shared_memory_offset"].int64_param = place.offset
            output.parameters["shared_memory_byte_size"].int64_param = len(place.memory)
        try:
            await self._call.write(request)
        except grpc.aio.AioRpcError as error:
            raise translated(self._model, error) from error
        except asyncio.InvalidStateError as error:
            raise ended_early(self._model) from error
        self._asked, self._last_asked = True, last
        self._places.append(into)

    async def answer(self) -> Tensors:
        """See `Conversation.answer`."""
        try:
            message = await next_message(self._call, self._patience)
        except grpc.aio.AioRpcError as error:
            raise translated(self._model, error) from error
        except TimeoutError as error:
            raise fell_silent(self._model, self._patience) from error
        self._patience = self._silence
        if message is grpc.aio.EOF:
            raise ended_early(self._model)
        if message.error_message:
            raise said_in_stream(self._model, message.error_message)
        return _placed(message.infer_response, self._places.popleft())

    def _request(self, inputs: Tensors, *, last: bool) -> service_pb2.ModelInferRequest:
        request = request_of(self._model, inputs, self._seen.carrier)
        request.parameters["sequence_id"].int64_param = self.sequence_id
        request.parameters["sequence_start"].bool_param = not self._asked
        request.parameters["sequence_end"].bool_param = last
        return request


def _placed(response: service_pb2.ModelInferResponse, places: Places) -> Tensors:
    """The outputs of a response, those in shared memory as views of it."""
    found: dict[str, NDArray[Any]] = {}
    for output, raw in zip(response.outputs, response.raw_output_contents, strict=True):
        content: bytes | memoryview = raw
        place = places.get(output.name)
        if place is not None:
            content = place.memory[: math.prod(output.shape) * item_size(output.datatype)]
        found[output.name] = from_bytes(content, output.datatype, output.shape)
    return found
