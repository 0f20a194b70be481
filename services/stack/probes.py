"""Small questions that tell whether a server works, asked without any client library."""

from __future__ import annotations

import asyncio

from services.stack.parts import Probe


class ProbeFailed(Exception):
    """It answered, and not as a healthy one would."""


async def http(
    port: int, path: str, *, method: str = "GET", body: bytes = b"", kind: str = ""
) -> tuple[int, bytes]:
    """One HTTP/1.1 request to a server on the loopback: its status and body. The caller sets the deadline."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
        if body:
            head += f"Content-Length: {len(body)}\r\nContent-Type: {kind}\r\n"
        writer.write(head.encode() + b"\r\n" + body)
        await writer.drain()
        words = (await reader.readline()).split(b" ", 2)
        if len(words) < 2 or not words[1].isdigit():
            raise ProbeFailed(f"port {port} doesn't speak HTTP")
        return int(words[1]), await _body(reader)
    finally:
        writer.close()


async def _body(reader: asyncio.StreamReader) -> bytes:
    # Not simply to the end of the connection: some servers keep it open whatever they are told.
    headers: dict[bytes, bytes] = {}
    while line := (await reader.readline()).strip():
        name, _, value = line.partition(b":")
        headers[name.strip().lower()] = value.strip().lower()
    if b"content-length" in headers:
        return await reader.readexactly(int(headers[b"content-length"]))
    if headers.get(b"transfer-encoding") != b"chunked":
        return await reader.read()
    body = b""
    while length := int((await reader.readline()).split(b";")[0] or b"0", 16):
        body += await reader.readexactly(length)
        await reader.readline()
    return body


def answers_ok(port: int, path: str) -> Probe:
    """A GET of this path is answered with 200."""

    async def probe() -> None:
        status, _ = await http(port, path)
        if status != 200:
            raise ProbeFailed(f"{path} answers {status}")

    return probe


def all_of(*probes: Probe) -> Probe:
    """Every one of them, one after the other."""

    async def probe() -> None:
        for ask in probes:
            await ask()

    return probe
