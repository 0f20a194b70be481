"""NATS and its JetStream, over the connection that the relay publishes on."""

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta

from nats.aio.client import Client
from nats.errors import Error as NatsError

from services.jobs.mesh_view import ASKED_FOR, Finding, Health, PartKind


class MessagesHealth:
    """See `mesh_view.Probe`."""

    name = "nats"
    kind = PartKind.MESSAGES

    def __init__(self, client: Client) -> None:
        self._client = client

    async def ask(self) -> Sequence[Finding]:
        if not self._client.is_connected:
            return [self._found(Health.DOWN, detail="unavailable")]
        started = time.perf_counter()
        try:
            async with asyncio.timeout(ASKED_FOR.total_seconds()):
                account = await self._client.jetstream().account_info()
        except TimeoutError:
            return [self._found(Health.DOWN, detail="deadline_exceeded")]
        except (NatsError, OSError):
            return [self._found(Health.DOWN, detail="jetstream_unavailable")]
        latency = timedelta(seconds=time.perf_counter() - started)
        return [self._found(Health.UP, latency, detail=f"{account.streams} streams")]

    def _found(self, health: Health, latency: timedelta | None = None, *, detail: str = "") -> Finding:
        return Finding(self.name, self.kind, health, latency, detail)
