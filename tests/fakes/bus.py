"""A bus in memory."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class FakeBus:
    """A `Bus`; `losing` loses every message, as a broken connection does."""

    def __init__(self) -> None:
        self.published: list[tuple[str, bytes]] = []
        self.losing = False
        self._queues: dict[str, list[asyncio.Queue[bytes]]] = defaultdict(list)

    async def publish(self, subject: str, data: bytes = b"") -> None:
        self.published.append((subject, data))
        if not self.losing:
            for queue in self._queues[subject]:
                queue.put_nowait(data)

    def subscribers(self, subject: str) -> int:
        """How many listen to a subject now."""
        return len(self._queues[subject])

    @asynccontextmanager
    async def subscribe(self, subject: str) -> AsyncIterator[AsyncIterator[bytes]]:
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._queues[subject].append(queue)
        try:
            yield _drain(queue)
        finally:
            self._queues[subject].remove(queue)


async def _drain(queue: asyncio.Queue[bytes]) -> AsyncIterator[bytes]:
    while True:
        yield await queue.get()
