"""Parts that answer no gRPC: workers and the edge, by the HTTP path that says whether they are well.

Written on asyncio's streams: one fixed path needs no HTTP client.
"""

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from services.jobs.mesh_view import ASKED_FOR, Finding, Health, PartKind


class HttpHealth:
    """See `mesh_view.Probe`; for one part with an address such as `http://10.0.0.7:9000/healthz`."""

    def __init__(self, name: str, kind: PartKind, url: str) -> None:
        self.name = name
        self.kind = kind
        address = urlsplit(url)
        self._host = address.hostname or ""
        self._port = address.port or 80
        self._path = address.path or "/"

    async def ask(self) -> Sequence[Finding]:
        started = time.perf_counter()
        try:
            async with asyncio.timeout(ASKED_FOR.total_seconds()):
                status = await self._status()
        except TimeoutError:
            return [self._found(Health.DOWN, detail="deadline_exceeded")]
        except (OSError, ValueError):
            return [self._found(Health.DOWN, detail="unavailable")]
        latency = timedelta(seconds=time.perf_counter() - started)
        if status == 200:
            return [self._found(Health.UP, latency)]
        return [self._found(Health.DOWN, latency, detail="not_serving")]

    async def _status(self) -> int:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        try:
            writer.write(
                f"GET {self._path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n"
                "Connection: close\r\n\r\n".encode()
            )
            await writer.drain()
            _, status, *_ = (await reader.readline()).split(b" ", 2)
            return int(status)
        finally:
            writer.close()

    def _found(self, health: Health, latency: timedelta | None = None, *, detail: str = "") -> Finding:
        return Finding(self.name, self.kind, health, latency, detail)
