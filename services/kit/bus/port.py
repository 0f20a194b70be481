"""What services need of a bus.

A message may be lost at any time (a reconnect, a slow reader): whoever waits for one also looks at
the shard every few seconds.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Protocol


class Bus(Protocol):
    """Publish and subscribe, at most once."""

    async def publish(self, subject: str, data: bytes = b"") -> None:
        """Sends to whoever listens now. Never fails for want of a connection: the message is then lost."""
        ...

    def subscribe(self, subject: str) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        """Messages that are published from the moment the block is entered on.

        async with bus.subscribe(watch_subject("script", script_id)) as messages:
            async for data in messages: …

        The iterator survives reconnects, losing what was published meanwhile, and drops its oldest
        messages when it isn't read.
        """
        ...


def watch_subject(domain: str, resource_id: object) -> str:
    """The subject that watchers of a resource listen to."""
    return f"watch.{domain}.{resource_id}"
