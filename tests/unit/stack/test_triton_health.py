"""Which answers of a model say that its process is gone."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from services.stack.probes import ProbeFailed
from services.stack.servers.triton import _Models

BUSY = '{"error":"64 requests wait for the language model already: try again later"}'
GONE = """{"error":"Stub process 'story_llm_0_0' is not healthy."}"""


@asynccontextmanager
async def triton_that_says(answers: Mapping[str, tuple[int, str]]) -> AsyncIterator[int]:
    """A server that gives these answers, by what stands in the path; all else is well."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        status, body = next(
            (given for part, given in answers.items() if part in head.split()[1]), (200, "{}")
        )
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode()
        )
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


async def test_a_model_whose_line_is_full_is_alive() -> None:
    async with triton_that_says({"story_llm": (503, BUSY)}) as port:
        await _Models(port).probe()


async def test_a_model_whose_process_is_gone_is_dead() -> None:
    async with triton_that_says({"story_llm": (500, GONE)}) as port:
        models = _Models(port)
        with pytest.raises(ProbeFailed, match="story_llm"):
            await models.probe()
        assert models.dead == {"story_llm"}


async def test_a_model_that_refuses_what_can_t_be_done_is_alive() -> None:
    async with triton_that_says({"scene_video": (400, '{"error":"width_px must be at least 16"}')}) as port:
        await _Models(port).probe()
