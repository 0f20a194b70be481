"""The KServe v2 protocol over grpc.aio.

tritonclient's own stubs are used, not its client: that one runs a stream's requests and responses
apart from each other, so that closing a stream doesn't cancel the inference behind it.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from types import TracebackType
from typing import Any, Protocol, Self

import grpc
import numpy as np
from numpy.typing import NDArray
from tritonclient.grpc import service_pb2, service_pb2_grpc

from services.kit import telemetry
from services.kit.metrics import METRICS
from services.kit.settings import TritonSettings
from services.kit.triton.errors import ModelRejected, ModelUnavailable
from services.kit.triton.tensors import from_bytes, to_bytes, type_name

Tensors = Mapping[str, NDArray[Any]]

_FINAL = "triton_final_response"
_PERMANENT = frozenset(
    {
        grpc.StatusCode.INVALID_ARGUMENT,
        grpc.StatusCode.INTERNAL,
        grpc.StatusCode.UNKNOWN,
        grpc.StatusCode.UNIMPLEMENTED,
        grpc.StatusCode.NOT_FOUND,
    }
)


class Model(Protocol):
    """What adapters of domains need of Triton; a test gives them a fake."""

    async def infer(self, model: str, inputs: Tensors, *, timeout_seconds: float = 30.0) -> Tensors:
        """One inference, one response.

        Raises:
            ModelUnavailable: Triton can't be reached, or the time is over; it may be tried again.
            ModelRejected: the model failed on these inputs.
        """
        ...

    def stream(self, model: str, inputs: Tensors, *, timeout_seconds: float = 300.0) -> AsyncIterator[Tensors]:
        """One inference of a decoupled model, all its responses. Closing the iterator, or cancelling the
        task that reads it, cancels the inference; use `async with aclosing(...)` where reading may stop early.

        Raises:
            ModelUnavailable: Triton can't be reached, or the time is over; it may be tried again.
            ModelRejected: the model failed on these inputs.
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

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends the connection; inferences under way are cancelled."""
        await self._channel.close()

    async def ready(self, model: str, *, timeout_seconds: float = 2.0) -> bool:
        """Whether Triton says that it serves this model."""
        try:
            answer = await self._stub.ModelReady(
                service_pb2.ModelReadyRequest(name=model), timeout=timeout_seconds
            )
        except grpc.aio.AioRpcError:
            return False
        return bool(answer.ready)

    async def infer(self, model: str, inputs: Tensors, *, timeout_seconds: float = 30.0) -> Tensors:
        """See `Model.infer`."""
        with _observed(model) as observed:
            try:
                response = await self._stub.ModelInfer(
                    _request(model, inputs, observed.carrier),
                    timeout=timeout_seconds,
                    metadata=observed.metadata,
                )
            except grpc.aio.AioRpcError as error:
                raise _translate(model, error) from error
            return _outputs(response)

    async def stream(
        self, model: str, inputs: Tensors, *, timeout_seconds: float = 300.0
    ) -> AsyncIterator[Tensors]:
        """See `Model.stream`."""
        raise AssertionError
        yield {}
