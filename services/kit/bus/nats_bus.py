"""The bus over a NATS server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from services.kit.errors import Unavailable
from services.kit.logging import get_logger
from services.kit.metrics import METRICS
from services.kit.settings import NatsSettings

_BACKLOG = 256
"""Wake-ups that wait for a slow reader; they all say the same, so the oldest may go."""

log = get_logger(__name__)


class NatsBus:
    """Core NATS publish and subscribe; reconnects for ever."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def publish(self, subject: str, data: bytes = b"") -> None:
        try:
            await self._client.publish(subject, data)
        except (NatsError, OSError) as error:
            METRICS.bus_published.labels("lost").inc()
            log.warning("bus.publish_lost", subject=subject, error=type(error).__name__)
        else:
            METRICS.bus_published.labels("sent").inc()

    @asynccontextmanager
    async def subscribe(self, subject: str) -> AsyncIterator[AsyncIterator[bytes]]:
        backlog: asyncio.Queue[bytes] = asyncio.Queue(_BACKLOG)

        async def receive(message: Msg) -> None:
            if backlog.full():
                backlog.get_nowait()
                METRICS.bus_dropped.inc()
            backlog.put_nowait(message.data)

        try:
            subscription = await self._client.subscribe(subject, cb=receive)
        except (NatsError, OSError) as error:
            # Reads go on by polling: whoever subscribes looks at the shard anyway.
            log.warning("bus.subscribe_failed", subject=subject, error=type(error).__name__)
            yield _drain(backlog)
            return
        try:
            yield _drain(backlog)
        finally:
            if not self._client.is_closed:
                try:
                    await subscription.unsubscribe()
                except (NatsError, OSError) as error:
                    log.info("bus.unsubscribe_failed", subject=subject, error=type(error).__name__)


@asynccontextmanager
async def open_bus(settings: NatsSettings, *, name: str) -> AsyncIterator[NatsBus]:
    """Connects, and closes at the end of the block.

    Raises:
        Unavailable: there is no server, or it refuses these credentials.
    """
    client = await connect(settings, name=name)
    try:
        yield NatsBus(client)
    finally:
        await client.close()


async def connect(settings: NatsSettings, *, name: str) -> Client:
    """A connection that reconnects for ever, for the bus and for JetStream.

    Raises:
        Unavailable: there is no server, or it refuses these credentials.
    """

    client = Client()

    async def disconnected() -> None:
        if not client.is_closed:  # Else it was us who hung up.
            log.warning("nats.disconnected")

    async def reconnected() -> None:
        log.info("nats.reconnected")

    async def failed(error: Exception) -> None:
        log.warning("nats.error", error=type(error).__name__)

    servers = settings.url.split(",")
    try:
        async with asyncio.timeout(settings.connect_timeout_seconds):
            await client.connect(
                servers,
                user=settings.user or None,
                password=settings.password.get_secret_value() or None,
                name=name,
                # One that is paused must leave time for the others.
                connect_timeout=max(1, round(settings.connect_timeout_seconds / len(servers))),
                allow_reconnect=True,
                max_reconnect_attempts=-1,
                reconnect_time_wait=0.25,  # type: ignore[arg-type]  # it only ever waits for so long
                # A server that is paused, with its connections open, is left after three of these.
                ping_interval=3,
                max_outstanding_pings=2,
                disconnected_cb=disconnected,
                reconnected_cb=reconnected,
                error_cb=failed,
            )
            return client
    except (NatsError, OSError, TimeoutError) as error:
        raise Unavailable("The message server can't be reached.") from error


async def _drain(backlog: asyncio.Queue[bytes]) -> AsyncIterator[bytes]:
    while True:
        yield await backlog.get()
