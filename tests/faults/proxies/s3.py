"""The proxy of the object store: one that knows where a request begins and ends."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

from tests.faults.proxies.line import Connection, Line

_WRITES: Final = frozenset({b"PUT", b"POST"})
_CHUNK = 64 * 1024
_UNAVAILABLE = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n%s"
)
_SLOW_DOWN = b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"


class S3Line(Line):
    """Fails, cuts and forgets writes as its condition says."""

    def _connection(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        server_reader: asyncio.StreamReader,
        server_writer: asyncio.StreamWriter,
    ) -> Connection:
        return _S3Connection(self, reader, writer, server_reader, server_writer)


class _S3Connection(Connection):
    """Nothing but requests is looked into: a client sends the next one when it has the last one's answer."""

    async def up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await _head(reader):
            if not await self.allow_up(head):
                return
            if not await self._request(head, reader, writer):
                return

    async def _request(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Forwards one request, or does worse; False when the connection is at its end."""
        length = _body_length(head)
        match self._fate(head):
            case "fail":
                await reader.readexactly(length)
                self._writer.write(_UNAVAILABLE % (len(_SLOW_DOWN), _SLOW_DOWN))
                await self._writer.drain()
                return True
            case "cut":
                writer.write(head)
                await _copy(reader, writer, length // 2)
                self.reset()
                return False
            case "lose":
                self.lose_answer()
        writer.write(head)
        await _copy(reader, writer, length)
        return True

    def _fate(self, head: bytes) -> str:
        if head.split(b" ", 1)[0] not in _WRITES:
            return "forward"
        condition, effects = self.line.condition, self.line.effects
        effects.writes += 1
        drawn = self.line.dice.random()
        if drawn < condition.fail_writes:
            effects.failed_writes += 1
            return "fail"
        drawn -= condition.fail_writes
        if drawn < condition.cut_writes:
            effects.cut_writes += 1
            return "cut"
        drawn -= condition.cut_writes
        if drawn < condition.lose_answers:
            effects.lost_answers += 1
            return "lose"
        return "forward"


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, length: int) -> None:
    while length > 0:
        data = await reader.readexactly(min(length, _CHUNK))
        writer.write(data)
        await writer.drain()
        length -= len(data)


def _body_length(head: bytes) -> int:
    headers = _headers(head)
    if b"transfer-encoding" in headers:
        raise ValueError("a body of unknown length: this proxy can't tell where the next request begins")
    return int(headers.get(b"content-length", b"0"))


def _headers(head: bytes) -> Mapping[bytes, bytes]:
    lines = head.split(b"\r\n")[1:]
    pairs = (line.partition(b":") for line in lines if line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
