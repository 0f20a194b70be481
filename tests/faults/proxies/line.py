"""A TCP proxy that can be told to be a bad line."""

from __future__ import annotations

import asyncio
import random
import socket
import struct
from collections.abc import Coroutine
from contextlib import suppress

from tests.faults.proxies.condition import Condition, Effects

_CHUNK = 256 * 1024
_FIRST_BYTES = 2048
_RESET = struct.pack("ii", 1, 0)


class Line:
    """Listens on a port of the loopback and forwards to another one, as its condition allows."""

    def __init__(self, upstream: int) -> None:
        self.effects = Effects()
        self.condition = Condition()
        self.dice = random.Random(0)
        self.changed = asyncio.Event()
        """Set, and replaced, at every change of the condition."""
        self.holder: Connection | None = None
        """The connection on which the text to hold from has gone by."""
        self._upstream = upstream
        self._connections: set[Connection] = set()
        self._server: asyncio.Server | None = None

    async def listen(self) -> int:
        """Starts, and returns the port."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=_CHUNK)
        return int(self._server.sockets[0].getsockname()[1])

    def close(self) -> None:
        """Takes no more connections, and ends those that there are."""
        if self._server is not None:
            self._server.close()
        for connection in list(self._connections):
            connection.reset()

    def set(self, condition: Condition) -> None:
        """Changes the condition, for connections that there are and those to come."""
        self.condition = condition
        self.dice = random.Random(condition.seed)
        if not condition.release_first:
            self.holder = None
        changed, self.changed = self.changed, asyncio.Event()
        changed.set()
        if condition.refuse:
            for connection in list(self._connections):
                self.effects.reset += 1
                connection.reset()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.effects.connections += 1
        if self.condition.refuse:
            self.effects.reset += 1
            reset(writer)
            return
        try:
            server = await asyncio.open_connection("127.0.0.1", self._upstream, limit=_CHUNK)
        except OSError:  # as if nobody listened here
            reset(writer)
            return
        connection = self._connection(reader, writer, *server)
        self._connections.add(connection)
        try:
            await connection.run()
        finally:
            self._connections.discard(connection)

    def _connection(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        server_reader: asyncio.StreamReader,
        server_writer: asyncio.StreamWriter,
    ) -> Connection:
        return Connection(self, reader, writer, server_reader, server_writer)


class Connection:
    """One client's connection and ours to the server."""

    def __init__(
        self,
        line: Line,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        server_reader: asyncio.StreamReader,
        server_writer: asyncio.StreamWriter,
    ) -> None:
        self.line = line
        self._reader = reader
        self._writer = writer
        self._server_reader = server_reader
        self._server_writer = server_writer
        self._first_bytes = b""
        self._answer_is_lost = False

    async def run(self) -> None:
        """Forwards until both sides are done."""
        try:
            async with asyncio.TaskGroup() as ways:
                ways.create_task(self._way(self.up(self._reader, self._server_writer), self._server_writer))
                ways.create_task(self._way(self.down(self._server_reader, self._writer), self._writer))
        finally:
            self._writer.close()
            self._server_writer.close()

    def reset(self) -> None:
        """Ends it without a word, both ways."""
        reset(self._writer)
        reset(self._server_writer)

    async def up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Towards the server."""
        while data := await reader.read(_CHUNK):
            if not await self.allow_up(data):
                return
            writer.write(data)
            await writer.drain()

    async def down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Back to the client."""
        while data := await reader.read(_CHUNK):
            await self._wait(len(data), upwards=False)
            if self._answer_is_lost:
                self.reset()
                return
            self.line.effects.bytes_down += len(data)
            writer.write(data)
            await writer.drain()

    def lose_answer(self) -> None:
        """The next word of the server ends the connection instead of reaching the client."""
        self._answer_is_lost = True

    async def allow_up(self, data: bytes) -> bool:
        """Waits as long as this data has to; False when it ended the connection instead."""
        line = self.line
        if len(self._first_bytes) < _FIRST_BYTES:
            self._first_bytes += data[:_FIRST_BYTES]
        condition = line.condition
        if self._is_meant(condition) and any(text.encode() in data for text in condition.hold_from):
            line.holder = line.holder or self
        await self._wait(len(data), upwards=True)
        condition = line.condition
        if (
            condition.cut_at
            and self._is_meant(condition)
            and condition.cut_at.encode() in data
            and line.dice.random() < condition.cut_share
        ):
            line.effects.cut += 1
            if not condition.cut_unheard:
                self.reset()
                return False
            self.lose_answer()
        line.effects.bytes_up += len(data)
        return True

    async def _wait(self, size: int, *, upwards: bool) -> None:
        line = self.line
        if self._is_held(upwards):
            line.effects.held += size
            while self._is_held(upwards):
                await line.changed.wait()
        if line.condition.delay_ms and self._is_meant(line.condition):
            line.effects.delayed += 1
            await asyncio.sleep(line.dice.random() * line.condition.delay_ms / 1000)

    def _is_held(self, upwards: bool) -> bool:
        condition = self.line.condition
        holder = self.line.holder
        is_released = condition.release_first and holder is self
        held = (holder is not None and not is_released) or (
            condition.hold_up if upwards else condition.hold_down
        )
        return held and self._is_meant(condition)

    def _is_meant(self, condition: Condition) -> bool:
        return not condition.only or condition.only.encode() in self._first_bytes

    async def _way(self, forward: Coroutine[None, None, None], writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await forward
        with suppress(OSError, RuntimeError):
            if writer.can_write_eof() and not writer.is_closing():
                writer.write_eof()


def reset(writer: asyncio.StreamWriter) -> None:
    """Closes with a RST, as a host does that knows of no connection."""
    connection = writer.get_extra_info("socket")
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()
