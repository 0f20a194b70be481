"""The KServe v2 protocol over grpc.aio.

tritonclient's own stubs are used, not its client: that one runs a stream's requests and responses
apart from each other, so that closing a stream doesn't cancel the inference behind it.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from types import TracebackType
from typing import Any, Protocol, Self

import grpc
from numpy.typing import NDArray
from opentelemetry.trace import SpanKind
from tritonclient.grpc import service_pb2, service_pb2_grpc

from services.kit import context, telemetry
from services.kit.metrics import METRICS
from services.kit.settings import TritonSettings
from services.kit.triton.errors import ModelRejected, ModelUnavailable
from services.kit.triton.tensors import from_bytes, to_bytes, type_name

_PASSING = ("is not healthy", "not ready", "unavailable", "restart", "try again", "waiting", "queue")
"""What an error says that another attempt may not meet: a model's process died, or has too much to do."""

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
        self,
        model: str,
        inputs: Tensors,
        *,
        timeout_seconds: float = 300.0,
        silence_seconds: float | None = None,
    ) -> AsyncGenerator[Tensors, None]:
        """See `Model.stream`."""
        started = perf_counter()
        with _observed(model) as observed:
            request = _request(model, inputs, observed.carrier)
            request.parameters["triton_enable_empty_final_response"].bool_param = True
            call = self._stub.ModelStreamInfer(
                _once(request), timeout=timeout_seconds, metadata=observed.metadata
            )
            first = True
            try:
                while (message := await _next(call, silence_seconds)) is not grpc.aio.EOF:
                    if message.error_message:
                        raise _said_in_stream(model, message.error_message)
                    response = message.infer_response
                    final = response.parameters[_FINAL].bool_param if _FINAL in response.parameters else False
                    if response.outputs:
                        if first:
                            METRICS.triton_first_seconds.labels(model).observe(perf_counter() - started)
                            first = False
                        METRICS.triton_responses.labels(model).inc()
                        yield _outputs(response)
                    if final:
                        return
            except grpc.aio.AioRpcError as error:
                raise _translate(model, error) from error
            except TimeoutError as error:
                metadata = {"model": model, "error": f"silent for {silence_seconds} s"}
                raise ModelUnavailable("The model can't be used now.", metadata=metadata) from error
            finally:
                # Triton sees the stream end and tells the model: nothing is computed for nobody.
                call.cancel()


async def _next(call: Any, silence_seconds: float | None) -> Any:
    async with asyncio.timeout(silence_seconds):
        return await call.read()


def _said_in_stream(model: str, error: str) -> ModelUnavailable | ModelRejected:
    """An error inside a stream comes without a code: only the words of Triton and our models tell."""
    metadata = {"model": model, "error": error[:500]}
    if any(words in error.lower() for words in _PASSING):
        return ModelUnavailable("The model can't be used now.", metadata=metadata)
    return ModelRejected("The model failed on this request.", metadata=metadata)


@dataclass(frozen=True, slots=True)
class _Observed:
    carrier: dict[str, str]
    metadata: tuple[tuple[str, str], ...]


@contextmanager
def _observed(model: str) -> Iterator[_Observed]:
    """A span and the metrics of one inference."""
    started = perf_counter()
    in_flight = METRICS.triton_in_flight.labels(model)
    in_flight.inc()
    result = "failed"
    try:
        with telemetry.span("triton.infer", {"encompass.model": model}, kind=SpanKind.CLIENT):
            carrier: dict[str, str] = {}
            telemetry.inject(carrier)
            yield _Observed(carrier, tuple(carrier.items()))
        result = "ok"
    except ModelUnavailable:
        result = "unavailable"
        raise
    except ModelRejected:
        result = "rejected"
        raise
    except (asyncio.CancelledError, GeneratorExit):
        result = "cancelled"
        raise
    finally:
        in_flight.dec()
        METRICS.triton_seconds.labels(model, result).observe(perf_counter() - started)


def _request(model: str, inputs: Tensors, carrier: Mapping[str, str]) -> service_pb2.ModelInferRequest:
    request = service_pb2.ModelInferRequest(model_name=model, id=context.current().request_id)
    for name, array in inputs.items():
        request.inputs.add(name=name, datatype=type_name(array), shape=array.shape)
        request.raw_input_contents.append(to_bytes(array))
    for key, value in carrier.items():
        request.parameters[key].string_param = value
    return request


def _outputs(response: service_pb2.ModelInferResponse) -> Tensors:
    return {
        output.name: from_bytes(raw, output.datatype, output.shape)
        for output, raw in zip(response.outputs, response.raw_output_contents, strict=True)
    }


async def _once(request: service_pb2.ModelInferRequest) -> AsyncIterator[service_pb2.ModelInferRequest]:
    # The stream of requests stays open: Triton takes its end for the end of the inference.
    yield request
    await asyncio.Event().wait()


def _translate(model: str, error: grpc.aio.AioRpcError) -> ModelUnavailable | ModelRejected:
    metadata = {"model": model, "code": error.code().name, "error": (error.details() or "")[:500]}
    if error.code() in _PERMANENT:
        return ModelRejected("The model failed on this request.", metadata=metadata)
    return ModelUnavailable("The model can't be used now.", metadata=metadata)
