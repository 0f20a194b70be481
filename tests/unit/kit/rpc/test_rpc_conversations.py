"""Conversations with one instance of a model, against a server that speaks Triton's protocol."""

import asyncio
import mmap
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import grpc
import numpy as np
import pytest
from tritonclient.grpc import service_pb2, service_pb2_grpc

from services.kit.settings import TritonSettings
from services.kit.triton import (
    Conversation,
    ModelRejected,
    ModelUnavailable,
    Place,
    SequenceLost,
    TritonClient,
    scalar,
)

ALL_OF_IT = 4


class Triton(service_pb2_grpc.GRPCInferenceServiceServicer):  # type: ignore[misc]
    """Says after each request what `x` was, in the answer or in shared memory."""

    def __init__(self) -> None:
        self.requests: list[Any] = []
        self.said = asyncio.Event()
        """Set when a farewell has arrived."""
        self.unshared = asyncio.Event()
        self.regions: dict[str, mmap.mmap] = {}
        self.error = ""

    async def ModelStreamInfer(self, requests: AsyncIterator[Any], ctx: Any) -> AsyncIterator[Any]:
        async for request in requests:
            self.requests.append(request)
            if self.error:
                yield service_pb2.ModelStreamInferResponse(error_message=self.error)
                continue
            yield service_pb2.ModelStreamInferResponse(infer_response=self._answer(request))

    async def ModelInfer(self, request: Any, ctx: Any) -> Any:
        self.requests.append(request)
        self.said.set()
        await ctx.abort(grpc.StatusCode.INVALID_ARGUMENT, "nothing was asked")

    async def SystemSharedMemoryStatus(self, request: Any, ctx: Any) -> Any:
        status = service_pb2.SystemSharedMemoryStatusResponse()
        for name in self.regions:
            status.regions[name].name = name
        return status

    async def SystemSharedMemoryRegister(self, request: Any, ctx: Any) -> Any:
        self.regions[request.name] = _mapped(request.key, request.byte_size)
        return service_pb2.SystemSharedMemoryRegisterResponse()

    async def SystemSharedMemoryUnregister(self, request: Any, ctx: Any) -> Any:
        self.regions.pop(request.name)
        self.unshared.set()
        return service_pb2.SystemSharedMemoryUnregisterResponse()

    def _answer(self, request: Any) -> Any:
        response = service_pb2.ModelInferResponse()
        raw = request.raw_input_contents[0]
        output = response.outputs.add(name="x", datatype="INT32", shape=[1])
        if request.outputs:
            wanted = request.outputs[0].parameters
            start = wanted["shared_memory_offset"].int64_param
            self.regions[wanted["shared_memory_region"].string_param][start : start + len(raw)] = raw
            raw = b""
        assert output.name == "x"
        response.raw_output_contents.append(raw)
        return response


def _mapped(key: str, size: int) -> mmap.mmap:
    with Path(f"/dev/shm{key}").open("r+b") as file:
        return mmap.mmap(file.fileno(), size)


def _is_there(name: str) -> bool:
    return (Path("/dev/shm") / name).exists()


@pytest.fixture
async def triton() -> AsyncIterator[tuple[Triton, TritonClient]]:
    server, servicer = grpc.aio.server(), Triton()
    service_pb2_grpc.add_GRPCInferenceServiceServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with TritonClient(TritonSettings(url=f"127.0.0.1:{port}", shares_memory=True)) as client:
        yield servicer, client
    await server.stop(None)


Pair = tuple[Triton, TritonClient]


def conversation(client: TritonClient, *, shared_bytes: int = 0) -> Any:
    farewell = {"x": scalar(-1, np.int32)}
    return client.converse(
        "echo", farewell=farewell, timeout_seconds=60, silence_seconds=30, shared_bytes=shared_bytes
    )


async def say(open_one: Conversation, *numbers: int, last: bool = False) -> None:
    for place, number in enumerate(numbers):
        end = last and place == len(numbers) - 1
        await open_one.ask({"x": scalar(number, np.int32)}, last=end)


def marks(request: Any) -> tuple[bool, bool]:
    """Whether it begins and whether it ends its sequence."""
    return request.parameters["sequence_start"].bool_param, request.parameters["sequence_end"].bool_param


async def test_requests_are_one_sequence_and_answered_in_order(triton: Pair) -> None:
    servicer, client = triton
    async with conversation(client) as opened:
        await say(opened, 3, 4, 5, last=True)
        assert [(await opened.answer())["x"].tolist() for _ in range(3)] == [[3], [4], [5]]
    assert [marks(request) for request in servicer.requests] == [(True, False), (False, False), (False, True)]
    assert len({request.parameters["sequence_id"].int64_param for request in servicer.requests}) == 1
    await client.close()
    assert not servicer.said.is_set(), "it had ended by itself"


async def test_a_conversation_that_is_broken_off_frees_the_instance(triton: Pair) -> None:
    servicer, client = triton
    async with conversation(client) as opened:
        await say(opened, 3, 4)
        await opened.answer()
    async with asyncio.timeout(30):
        await servicer.said.wait()
    farewell = servicer.requests[-1]
    assert marks(farewell) == (False, True)
    assert np.frombuffer(farewell.raw_input_contents[0], np.int32).tolist() == [-1]
    ids = {request.parameters["sequence_id"].int64_param for request in servicer.requests}
    assert len(ids) == 1


async def test_one_that_never_asked_anything_has_nothing_to_free(triton: Pair) -> None:
    servicer, client = triton
    async with conversation(client):
        pass
    await client.close()
    assert servicer.requests == []


@pytest.mark.parametrize(
    ("said", "raised"),
    [
        ("inference request for sequence 5 to model 'm' must specify the START flag on …", SequenceLost),
        ("Request for unknown model: 'm' is not found", ModelUnavailable),
        ("index out of range", ModelRejected),
    ],
)
async def test_what_triton_says_of_a_request_is_raised(
    triton: Pair, said: str, raised: type[Exception]
) -> None:
    servicer, client = triton
    servicer.error = said
    async with conversation(client) as opened:
        await say(opened, 3)
        with pytest.raises(raised) as found:
            await opened.answer()
    assert type(found.value) is raised


async def test_outputs_are_written_to_memory_that_is_let_go_of_at_the_end(triton: Pair) -> None:
    servicer, client = triton
    async with conversation(client, shared_bytes=2 * ALL_OF_IT) as opened:
        memory = opened.region.part(ALL_OF_IT, ALL_OF_IT)
        place = Place(opened.region.name, ALL_OF_IT, memory)
        await opened.ask({"x": scalar(77, np.int32)}, last=True, into={"x": place})
        answer = (await opened.answer())["x"]
        assert answer.tolist() == [77]
        assert np.shares_memory(answer, np.frombuffer(memory, np.int32))
        assert not _is_there(opened.region.name), "whoever dies leaves no file"
    async with asyncio.timeout(30):
        await servicer.unshared.wait()
    assert servicer.regions == {}


async def test_memory_of_a_process_that_is_gone_is_let_go_of(triton: Pair) -> None:
    servicer, client = triton
    servicer.regions["encompass-999999999-ab"] = servicer.regions["others"] = mmap.mmap(-1, 8)
    async with conversation(client, shared_bytes=ALL_OF_IT):
        assert "encompass-999999999-ab" not in servicer.regions
        assert "others" in servicer.regions


async def test_where_there_is_no_memory_to_share_answers_carry_their_outputs(triton: Pair) -> None:
    _, client = triton
    async with conversation(client, shared_bytes=1 << 60) as opened:
        assert opened.region is None
        await say(opened, 3, last=True)
        assert (await opened.answer())["x"].tolist() == [3]
