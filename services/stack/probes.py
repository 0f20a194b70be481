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
        answer = await reader.read()
    finally:
        writer.close()
    status_line, _, rest = answer.partition(b"\r\n")
    words = status_line.split(b" ", 2)
    if len(words) < 2 or not words[1].isdigit():
        raise ProbeFailed(f"port {port} doesn't speak HTTP")
    return int(words[1]), rest.partition(b"\r\n\r\n")[2]


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
