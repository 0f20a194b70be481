"""The KServe v2 protocol over grpc.aio.

tritonclient's own stubs are used, not its client: that one runs a stream's requests and responses
apart from each other, so that closing a stream doesn't cancel the inference behind it.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from time import perf_counter
from types import TracebackType
from typing import Protocol, Self

import grpc
from tritonclient.grpc import service_pb2, service_pb2_grpc

from services.kit.logging import get_logger
from services.kit.metrics import METRICS
from services.kit.settings import TritonSettings
from services.kit.triton.conversation import Conversation, Farewells, TritonConversation
from services.kit.triton.observing import observed
from services.kit.triton.shared_memory import Region, SharedMemory
from services.kit.triton.wire import (
    Tensors,
    ended_early,
    fell_silent,
    next_message,
    outputs_of,
    request_of,
    said_in_stream,
    translated,
)

log = get_logger(__name__)

_FINAL = "triton_final_response"
_ASKED_WITHIN_SECONDS = 2.0


class Model(Protocol):
    """What adapters of domains need of Triton; a test gives them a fake."""

    async def infer(self, model: str, inputs: Tensors, *, timeout_seconds: float = 30.0) -> Tensors:
        """One inference, one response.

        Raises:
            ModelUnavailable: Triton can't be reached, or the time is over; it may be tried again.
            ModelRejected: the model failed on these inputs.
        """
        ...

    def stream(
        self,
        model: str,
        inputs: Tensors,
        *,
        timeout_seconds: float = 300.0,
        silence_seconds: float | None = None,
    ) -> AsyncGenerator[Tensors, None]:
        """One inference of a decoupled model, all its responses.

        Closing the iterator, or cancelling the task that reads it, cancels the inference; use
        `async with aclosing(...)` where reading may stop early. `silence_seconds` bounds the wait for each
        response: when a model's process dies or hangs, its streams end only where somebody stops waiting.

        Raises:
            ModelUnavailable: Triton can't be reached, or the time is over; it may be tried again.
            ModelRejected: the model failed on these inputs.
        """
        ...


class ConversingModel(Model, Protocol):
    """A model whose requests may belong together, beside all that others are."""

    def converse(
        self,
        model: str,
        *,
        farewell: Tensors,
        timeout_seconds: float,
        silence_seconds: float,
        first_seconds: float | None = None,
        shared_bytes: int = 0,
    ) -> AbstractAsyncContextManager[Conversation]:
        """Requests that one instance of a model answers, one after the other (a sequence of Triton's).

        Args:
            farewell: a request that the model refuses at once; sent where the conversation is broken off, so
                that the instance is free for somebody else.
            timeout_seconds: for all of it.
            silence_seconds: for each answer.
            first_seconds: for the first one, where that may take longer.
            shared_bytes: how much memory for outputs is wanted; there is none where Triton runs elsewhere.
        """
        ...


class TritonClient:
    """Traced inferences with deadlines. Use as an async context manager, or call `close`."""

    def __init__(self, settings: TritonSettings) -> None:
        self._channel = grpc.aio.insecure_channel(
            settings.url,
            options=(
                ("grpc.max_receive_message_length", settings.max_message_bytes),
                ("grpc.max_send_message_length", settings.max_message_bytes),
                ("grpc.keepalive_time_ms", 30_000),
                ("grpc.keepalive_timeout_ms", 10_000),
                # A model may be silent for long; Triton answers pings all the same.
                ("grpc.http2.max_pings_without_data", 0),
            ),
        )
        self._stub = service_pb2_grpc.GRPCInferenceServiceStub(self._channel)
        memory = SharedMemory(self._stub)
        self._memory = memory if settings.shares_memory else None
        self._farewells = Farewells(self._stub, memory)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends the connection; inferences under way are cancelled."""
        await self._farewells.said()
        await self._channel.close()

    async def ready(self, model: str, *, timeout_seconds: float = _ASKED_WITHIN_SECONDS) -> bool:
        """Whether Triton says that it serves this model."""
        try:
            answer = await self._stub.ModelReady(
                service_pb2.ModelReadyRequest(name=model), timeout=timeout_seconds
            )
        except grpc.aio.AioRpcError:
            return False
        return bool(answer.ready)

    async def contract(self, model: str) -> str | None:
        """See `ServedModels.contract`."""
        if not await self.ready(model):
            return None
        try:
            answer = await self._stub.ModelConfig(
                service_pb2.ModelConfigRequest(name=model), timeout=_ASKED_WITHIN_SECONDS
            )
        except grpc.aio.AioRpcError:
            return None
        return str(answer.config.parameters["contract"].string_value)

    async def infer(self, model: str, inputs: Tensors, *, timeout_seconds: float = 30.0) -> Tensors:
        """See `Model.infer`."""
        with observed(model) as seen:
            try:
                response = await self._stub.ModelInfer(
                    request_of(model, inputs, seen.carrier),
                    timeout=timeout_seconds,
                    metadata=seen.metadata,
                )
            except grpc.aio.AioRpcError as error:
                raise translated(model, error) from error
            return outputs_of(response)

    async def stream(
        self,
        model: str,
        inputs: Tensors,
        *,
        timeout_seconds: float = 300.0,
        silence_seconds: float | None = None,
    ) -> AsyncGenerator[Tensors, None]:
        """See `Model.stream`."""
        started = perf_counter()
        with observed(model) as seen:
            request = request_of(model, inputs, seen.carrier)
            request.parameters["triton_enable_empty_final_response"].bool_param = True
            call = self._stub.ModelStreamInfer(
                _once(request), timeout=timeout_seconds, metadata=seen.metadata
            )
            first = True
            try:
                final = False
                while not final:
                    if (message := await next_message(call, silence_seconds)) is grpc.aio.EOF:
                        raise ended_early(model)
                    if message.error_message:
                        raise said_in_stream(model, message.error_message)
                    response = message.infer_response
                    final = response.parameters[_FINAL].bool_param if _FINAL in response.parameters else False
                    if response.outputs:
                        if first:
                            METRICS.triton_first_seconds.labels(model).observe(perf_counter() - started)
                            first = False
                        METRICS.triton_responses.labels(model).inc()
                        yield outputs_of(response)
            except grpc.aio.AioRpcError as error:
                raise translated(model, error) from error
            except TimeoutError as error:
                raise fell_silent(model, silence_seconds) from error
            finally:
                # Triton sees the stream end and tells the model: nothing is computed for nobody.
                call.cancel()

    @asynccontextmanager
    async def converse(
        self,
        model: str,
        *,
        farewell: Tensors,
        timeout_seconds: float,
        silence_seconds: float,
        first_seconds: float | None = None,
        shared_bytes: int = 0,
    ) -> AsyncIterator[Conversation]:
        """See `ConversingModel.converse`."""
        region = await self._shared(shared_bytes)
        async with TritonConversation(
            self._stub,
            self._farewells,
            model,
            farewell,
            region,
            timeout_seconds=timeout_seconds,
            silence_seconds=silence_seconds,
            first_seconds=first_seconds or silence_seconds,
        ) as conversation:
            yield conversation

    async def _shared(self, size: int) -> Region | None:
        if self._memory is None or size == 0:
            return None
        try:
            return await self._memory.share(size)
        except OSError as error:
            log.warning("triton.no_shared_memory", bytes=size, error=str(error))
            return None


async def _once(request: service_pb2.ModelInferRequest) -> AsyncIterator[service_pb2.ModelInferRequest]:
    # The stream of requests stays open: Triton takes its end for the end of the inference.
    yield request
    await asyncio.Event().wait()
