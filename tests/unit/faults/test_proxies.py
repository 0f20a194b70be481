"""A proxy is a good line until it is told to be a bad one, and counts what it did."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.faults.proxies import Condition
from tests.faults.proxies.line import Line
from tests.faults.proxies.s3 import S3Line

_PUT = b"PUT /bucket/key HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123456789"
_GET = b"GET /bucket/key HTTP/1.1\r\nHost: x\r\n\r\n"
_OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
_LONG = 30.0
_SOON = 0.05

Client = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class _Server:
    """Takes notes of what it gets; echoes it, or answers each request with 200."""

    def __init__(self, *, http: bool = False) -> None:
        self.got = b""
        self._http = http

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            self.got += data
            if not self._http:
                writer.write(data)
            elif self.got.endswith((b"0123456789", b"\r\n\r\n")):
                writer.write(_OK)
        writer.close()


@asynccontextmanager
async def _behind(line_type: type[Line], server: _Server) -> AsyncIterator[tuple[Line, int]]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    line = line_type(listening.sockets[0].getsockname()[1])
    port = await line.listen()
    try:
        yield line, port
    finally:
        listening.close()
        line.close()


@asynccontextmanager
async def _connected(port: int) -> AsyncIterator[Client]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


async def _come(client: Client) -> bytes:
    return await asyncio.wait_for(client[0].read(65536), _LONG)


async def _sent(client: Client, data: bytes) -> bytes:
    """What comes back."""
    client[1].write(data)
    return await _come(client)


async def _nothing_comes(client: Client) -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client[0].read(65536), _SOON)


async def _held(line: Line, client: Client, data: bytes) -> None:
    """Sends what the line keeps."""
    before = line.effects.held
    client[1].write(data)
    async with asyncio.timeout(_LONG):
        while line.effects.held < before + len(data):  # noqa: ASYNC110  (a line sets no event)
            await asyncio.sleep(0)
    await _nothing_comes(client)


async def test_a_good_line_forwards_both_ways() -> None:
    async with _behind(Line, _Server()) as (line, port), _connected(port) as client:
        assert await _sent(client, b"hello") == b"hello"
        assert (line.effects.bytes_up, line.effects.bytes_down) == (5, 5)


async def test_a_line_that_refuses_resets_those_who_are_there_and_those_who_come() -> None:
    async with _behind(Line, _Server()) as (line, port), _connected(port) as client:
        assert await _sent(client, b"hello") == b"hello"
        line.set(Condition(refuse=True))
        with pytest.raises(ConnectionResetError):
            await _come(client)
        async with _connected(port) as another:
            with pytest.raises(ConnectionResetError):
                await _come(another)
        assert line.effects.reset == 2


@pytest.mark.parametrize("condition", [Condition(hold_up=True), Condition(hold_down=True)])
async def test_what_is_held_comes_when_the_line_is_good_again(condition: Condition) -> None:
    async with _behind(Line, _Server()) as (line, port), _connected(port) as client:
        line.set(condition)
        await _held(line, client, b"hello")
        line.set(Condition())
        assert await _come(client) == b"hello"
        assert line.effects.held == 5


async def test_a_text_can_begin_a_hold_of_all_connections_of_the_one_who_sent_it() -> None:
    server = _Server()
    async with (
        _behind(Line, server) as (line, port),
        _connected(port) as one,
        _connected(port) as two,
        _connected(port) as stranger,
    ):
        for client, name in ((one, b"worker "), (two, b"worker "), (stranger, b"another ")):
            assert await _sent(client, name) == name
        line.set(Condition(only="worker", hold_from=("BEGIN",)))
        assert await _sent(two, b"beat") == b"beat"
        await _held(line, one, b"BEGIN")
        await _held(line, two, b"beat")
        assert await _sent(stranger, b"hello") == b"hello"
        assert b"BEGIN" not in server.got
        line.set(Condition(only="worker", hold_from=("BEGIN",), release_first=True))
        assert await _come(one) == b"BEGIN"
        two[1].write(b"beat")
        await _nothing_comes(two)


@pytest.mark.parametrize("unheard", [False, True])
async def test_a_cut_comes_before_the_server_has_heard_or_after(unheard: bool) -> None:
    server = _Server()
    async with _behind(Line, server) as (line, port), _connected(port) as client:
        line.set(Condition(cut_at="COMMIT", cut_share=1, cut_unheard=unheard))
        with pytest.raises(ConnectionResetError):
            await _sent(client, b"COMMIT")
        assert (b"COMMIT" in server.got) is unheard
        assert line.effects.cut == 1


async def test_a_slow_line_is_slow() -> None:
    async with _behind(Line, _Server()) as (line, port), _connected(port) as client:
        line.set(Condition(delay_ms=80, seed=1))
        began = asyncio.get_running_loop().time()
        assert await _sent(client, b"hello") == b"hello"
        assert asyncio.get_running_loop().time() - began > 0.03
        assert line.effects.delayed == 2


async def test_failed_writes_are_answered_and_never_seen_by_the_store() -> None:
    server = _Server(http=True)
    async with _behind(S3Line, server) as (line, port), _connected(port) as client:
        line.set(Condition(fail_writes=1))
        assert (await _sent(client, _PUT)).startswith(b"HTTP/1.1 503 ")
        assert server.got == b""
        # The connection is as good as before, and reads are none of its business.
        assert await _sent(client, _GET) == _OK
        assert (line.effects.writes, line.effects.failed_writes) == (1, 1)


async def test_a_cut_upload_reaches_the_store_by_half() -> None:
    server = _Server(http=True)
    async with _behind(S3Line, server) as (line, port), _connected(port) as client:
        line.set(Condition(cut_writes=1))
        with pytest.raises(ConnectionResetError):
            await _sent(client, _PUT)
        assert b"0123456789" not in server.got
        assert line.effects.cut_writes == 1


async def test_a_lost_answer_is_that_of_a_write_which_was_done() -> None:
    server = _Server(http=True)
    async with _behind(S3Line, server) as (line, port), _connected(port) as client:
        line.set(Condition(lose_answers=1))
        with pytest.raises(ConnectionResetError):
            await _sent(client, _PUT)
        assert server.got == _PUT
        assert line.effects.lost_answers == 1
