"""The Triton client, against a server that speaks Triton's protocol."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import grpc
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tritonclient.grpc import service_pb2, service_pb2_grpc

from services.kit import context
from services.kit.settings import TritonSettings
from services.kit.triton import ModelRejected, ModelUnavailable, TritonClient, scalar, text, texts
from services.kit.triton.tensors import from_bytes, to_bytes, type_name


class Triton(service_pb2_grpc.GRPCInferenceServiceServicer):  # type: ignore[misc]
    """Model `echo` gives its inputs back; streamed, once for each of its numbers."""

    def __init__(self) -> None:
        self.requests: list[Any] = []
        self.metadata: list[dict[str, str]] = []
        self.hanging = asyncio.Event()
        self.cancelled = asyncio.Event()
        self.failure: tuple[grpc.StatusCode, str] | None = None
        self.waiting = False

    async def ModelReady(self, request: Any, ctx: Any) -> Any:
        return service_pb2.ModelReadyResponse(ready=request.name == "echo")

    async def ModelInfer(self, request: Any, ctx: Any) -> Any:
        await self._arrive(request, ctx)
        if self.waiting:
            await self._hang()
        return _echo(request)

    async def ModelStreamInfer(self, requests: AsyncIterator[Any], ctx: Any) -> AsyncIterator[Any]:
        async for request in requests:
            await self._arrive(request, ctx)
            if request.model_name == "dead":
                error = "Stub process 'dead_0_0' is not healthy."
                yield service_pb2.ModelStreamInferResponse(error_message=error)
                return
            if request.model_name == "broken":
                yield service_pb2.ModelStreamInferResponse(error_message="index out of range")
                return
            for _ in range(2):
                yield service_pb2.ModelStreamInferResponse(infer_response=_echo(request))
            if self.waiting:
                await self._hang()
            if request.model_name == "cut":
                return
            last = service_pb2.ModelInferResponse(model_name=request.model_name)
            last.parameters["triton_final_response"].bool_param = True
            yield service_pb2.ModelStreamInferResponse(infer_response=last)

    async def _arrive(self, request: Any, ctx: Any) -> None:
        self.requests.append(request)
        self.metadata.append(dict(ctx.invocation_metadata()))
        if self.failure:
            await ctx.abort(*self.failure)

    async def _hang(self) -> None:
        self.hanging.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.cancelled.set()


def _echo(request: Any) -> Any:
    response = service_pb2.ModelInferResponse(model_name=request.model_name)
    for each, raw in zip(request.inputs, request.raw_input_contents, strict=True):
        response.outputs.add(name=each.name, datatype=each.datatype, shape=each.shape)
        response.raw_output_contents.append(raw)
    return response


@pytest.fixture
async def triton() -> AsyncIterator[tuple[Triton, TritonClient]]:
    server, servicer = grpc.aio.server(), Triton()
    service_pb2_grpc.add_GRPCInferenceServiceServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with TritonClient(TritonSettings(url=f"127.0.0.1:{port}")) as client:
        yield servicer, client
    await server.stop(None)


Pair = tuple[Triton, TritonClient]


async def test_tensors_go_out_and_come_back_as_they_were(triton: Pair) -> None:
    _, client = triton
    inputs = {
        "prompt": text("Grüße"),
        "stops": texts(["", "\n\n", b"\x00\xff"]),
        "seed": scalar(2**40, np.int64),
        "speed": scalar(1.5, np.float32),
        "stream": scalar(True, np.bool_),
        "frames": np.arange(24, dtype=np.uint8).reshape(2, 3, 4),
    }
    outputs = await client.infer("echo", inputs)
    assert outputs.keys() == inputs.keys()
    assert outputs["prompt"].tolist() == ["Grüße".encode()]
    assert outputs["stops"].tolist() == [b"", b"\n\n", b"\x00\xff"]
    for name in ("seed", "speed", "stream", "frames"):
        assert outputs[name].dtype == inputs[name].dtype
        np.testing.assert_array_equal(outputs[name], inputs[name])
    assert not outputs["frames"].flags.owndata, "large tensors must not be copied"


async def test_a_stream_yields_every_response_and_ends(triton: Pair) -> None:
    servicer, client = triton
    found = [each["x"].tolist() async for each in client.stream("echo", {"x": scalar(7, np.int32)})]
    assert found == [[7], [7]]
    assert servicer.requests[0].parameters["triton_enable_empty_final_response"].bool_param


async def test_a_stream_that_ends_before_its_last_response_is_not_taken_for_a_whole_one(triton: Pair) -> None:
    _, client = triton
    responses = client.stream("cut", {"x": scalar(7, np.int32)})
    assert [(await anext(responses))["x"].tolist() for _ in range(2)] == [[7], [7]]
    with pytest.raises(ModelUnavailable):
        await anext(responses)


async def test_closing_a_stream_cancels_the_inference(triton: Pair) -> None:
    servicer, client = triton
    servicer.waiting = True
    async with aclosing(client.stream("echo", {"x": scalar(7, np.int32)})) as responses:
        await anext(responses)
        async with asyncio.timeout(30):
            await servicer.hanging.wait()
    async with asyncio.timeout(30):
        await servicer.cancelled.wait()


@pytest.mark.parametrize("streamed", [False, True])
async def test_cancelling_the_task_cancels_the_inference(triton: Pair, streamed: bool) -> None:
    servicer, client = triton
    servicer.waiting = True

    async def work() -> None:
        if streamed:
            async for _ in client.stream("echo", {"x": scalar(7, np.int32)}):
                pass
        else:
            await client.infer("echo", {"x": scalar(7, np.int32)})

    task = asyncio.create_task(work())
    async with asyncio.timeout(30):
        await servicer.hanging.wait()
        task.cancel()
        await servicer.cancelled.wait()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_model_that_takes_too_long_may_be_tried_again(triton: Pair) -> None:
    servicer, client = triton
    servicer.waiting = True
    with pytest.raises(ModelUnavailable) as caught:
        await client.infer("echo", {"x": scalar(7, np.int32)}, timeout_seconds=0.05)
    assert caught.value.metadata["code"] == "DEADLINE_EXCEEDED"


async def test_a_stream_that_falls_silent_is_given_up_and_may_be_tried_again(triton: Pair) -> None:
    servicer, client = triton
    servicer.waiting = True
    heard: list[Any] = []

    async def listen(silence: float) -> None:
        async for response in client.stream("echo", {"x": scalar(7, np.int32)}, silence_seconds=silence):
            heard.append(response["x"].tolist())

    for silence in (0.3, 3.0, 30.0):  # a shorter one may be over before the model was heard
        heard.clear()
        with pytest.raises(ModelUnavailable):
            await listen(silence)
        if len(heard) == 2 and servicer.hanging.is_set():
            break
    assert heard == [[7], [7]]
    async with asyncio.timeout(30):
        await servicer.cancelled.wait()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (grpc.StatusCode.UNAVAILABLE, ModelUnavailable),
        (grpc.StatusCode.RESOURCE_EXHAUSTED, ModelUnavailable),
        (grpc.StatusCode.INVALID_ARGUMENT, ModelRejected),
        (grpc.StatusCode.INTERNAL, ModelRejected),
    ],
)
@pytest.mark.parametrize("streamed", [False, True])
async def test_a_failure_for_now_is_told_from_one_for_good(
    triton: Pair, code: grpc.StatusCode, kind: type[Exception], streamed: bool
) -> None:
    servicer, client = triton
    servicer.failure = (code, "no")
    inputs = {"x": scalar(7, np.int32)}
    answer = anext(client.stream("echo", inputs)) if streamed else client.infer("echo", inputs)
    with pytest.raises(kind):
        await answer


async def test_an_error_inside_a_stream_is_the_models(triton: Pair) -> None:
    _, client = triton
    with pytest.raises(ModelRejected) as caught:
        await anext(client.stream("broken", {"x": scalar(7, np.int32)}))
    assert caught.value.metadata == {"model": "broken", "error": "index out of range"}


async def test_a_model_whose_process_died_in_a_stream_may_be_asked_again(triton: Pair) -> None:
    _, client = triton
    with pytest.raises(ModelUnavailable):
        await anext(client.stream("dead", {"x": scalar(7, np.int32)}))


async def test_the_request_id_travels_to_the_model(triton: Pair) -> None:
    servicer, client = triton
    with context.bound(request_id="call-21"):
        await client.infer("echo", {"x": scalar(7, np.int32)})
    assert servicer.requests[0].id == "call-21"


async def test_readiness_is_what_triton_says_and_false_where_nobody_answers(triton: Pair) -> None:
    _, client = triton
    assert await client.ready("echo", timeout_seconds=30)
    assert not await client.ready("other", timeout_seconds=30)
    async with TritonClient(TritonSettings(url="127.0.0.1:1")) as nowhere:
        assert not await nowhere.ready("echo", timeout_seconds=0.2)


@given(st.lists(st.binary(max_size=40), max_size=20))
def test_any_strings_survive_the_encoding(values: list[bytes]) -> None:
    array = texts(values)
    assert from_bytes(to_bytes(array), type_name(array), array.shape).tolist() == values


def test_a_type_that_triton_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError):
        type_name(np.array([1j]))
