"""The HTTP port for machines that look after machines: `/metrics` and `/healthz`.

Written on asyncio's streams: two fixed paths don't need a web framework in every process, and an
answer that comes from the event loop says that the loop still runs.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from prometheus_client import CONTENT_TYPE_LATEST

from services.kit.metrics import exposition
from services.kit.settings import MetricsSettings

_REQUEST_SECONDS = 5.0

Healthy = Callable[[], bool]


@asynccontextmanager
async def open_probes(settings: MetricsSettings, *, healthy: Healthy) -> AsyncIterator[int]:
    """Answers probes for the length of the block; yields the port.

    Args:
        healthy: whether `/healthz` says 200; else 503.
    """

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_REQUEST_SECONDS):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(await _respond(head, healthy))
                await writer.drain()
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # Whoever asked is gone, or wasn't speaking HTTP.
        finally:
            writer.close()

    server = await asyncio.start_server(answer, settings.host, settings.port)
    async with server:
        yield int(server.sockets[0].getsockname()[1])


async def _respond(head: bytes, healthy: Healthy) -> bytes:
    method, _, rest = head.partition(b" ")
    path = rest.split(b" ", 1)[0].split(b"?", 1)[0]
    if method not in (b"GET", b"HEAD"):
        return _response("405 Method Not Allowed", b"")
    if path == b"/healthz":
        return (
            _response("200 OK", b"ok\n")
            if healthy()
            else _response("503 Service Unavailable", b"not serving\n")
        )
    if path == b"/metrics":
        return _response("200 OK", await asyncio.to_thread(exposition), CONTENT_TYPE_LATEST)
    return _response("404 Not Found", b"")


def _response(status: str, body: bytes, content_type: str = "text/plain; charset=utf-8") -> bytes:
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body
