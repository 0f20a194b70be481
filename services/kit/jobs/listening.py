"""Hearing events: each at least once, and again until whoever listens has done what follows from it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from encompass.jobs.v1.event_pb2 import Event
from google.protobuf.message import DecodeError
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from opentelemetry.trace import SpanKind

from services.kit import context
from services.kit.bus.nats_bus import connect
from services.kit.clock import Clock
from services.kit.errors import Unavailable
from services.kit.ids import UserId
from services.kit.jobs.consumer import DurableConsumer
from services.kit.jobs.rows import TRACEPARENT
from services.kit.jobs.streams import EVENT_ACK_WAIT_SECONDS, EVENTS, EventConsumer
from services.kit.jobs.tracing import span
from services.kit.logging import get_logger
from services.kit.metrics import METRICS
from services.kit.pausing import pause
from services.kit.settings import NatsSettings

log = get_logger(__name__)

_AT_A_TIME: Final = 4
_RECONNECT_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True)
class HeardEvent:
    """Something that happened to somebody's resource."""

    id: UUID
    type: str
    owner: UserId
    resource_id: UUID


Hear = Callable[[HeardEvent], Awaitable[None]]
"""Does what follows from an event, in a transaction of its own; it may be told the same event again."""


@dataclass(frozen=True, slots=True)
class ListenOptions:
    """When an event is heard again."""

    first_retry: timedelta = timedelta(seconds=1)
    longest_retry: timedelta = timedelta(hours=1)
    time_limit: timedelta = timedelta(seconds=0.8 * EVENT_ACK_WAIT_SECONDS)
    """For one event: shorter than it takes until another is given it."""
    settles_after: timedelta = timedelta(0)
    """An event that is younger when it is heard is heard once more at this age, for what was under way when
    it happened."""

    def wait_after(self, tries: int) -> timedelta:
        """How long to wait after so many tries that failed."""
        return min(self.longest_retry, self.first_retry * (1 << min(tries - 1, 20)))


class EventListener:
    """A loop that hears the events of one durable consumer; several of them share the work.

    An event is acknowledged after `hear` has returned: whoever dies before that leaves it to others. One that
    nobody can make use of is put off for ever longer, until the stream forgets it.
    """

    def __init__(
        self,
        nats: NatsSettings,
        consumer: EventConsumer,
        hear: Hear,
        clock: Clock,
        options: ListenOptions | None = None,
    ) -> None:
        self._nats = nats
        self._consumer = consumer
        self._hear = hear
        self._clock = clock
        self._options = options or ListenOptions()

    async def run(self, stopping: asyncio.Event) -> None:
        """Listens until `stopping` is set; what is being done then is done to its end."""
        client = await self._connect(stopping)
        if client is None:
            return
        stop = asyncio.create_task(stopping.wait())
        try:
            async with DurableConsumer(
                client, EVENTS, self._consumer.name, replicas=self._nats.replicas
            ) as consumer:
                while not stopping.is_set():
                    fetching = asyncio.create_task(consumer.next(_AT_A_TIME))
                    await asyncio.wait({fetching, stop}, return_when=asyncio.FIRST_COMPLETED)
                    if not fetching.done():
                        fetching.cancel()
                        await asyncio.wait({fetching})
                        return
                    await asyncio.gather(*(self.take(message) for message in fetching.result()))
        finally:
            stop.cancel()
            await client.close()

    async def take(self, message: Msg) -> None:
        """Has one message heard, and answers it. Never raises for what follows from it."""
        received = METRICS.messages_received
        try:
            event = _read(message.data)
        except (DecodeError, ValueError):
            received.labels(self._consumer.name, "unreadable").inc()
            log.error("event.unreadable", consumer=self._consumer.name, bytes=len(message.data))
            with suppress(NatsError, OSError):
                await message.term()
            return
        well = await self._heard(event, (message.headers or {}).get(TRACEPARENT))
        received.labels(self._consumer.name, "heard" if well else "put_off").inc()
        again = self._again(message, well)
        # An answer that gets lost is no harm: the event comes once more.
        with suppress(NatsError, OSError):
            if again is None:
                await message.ack()
            else:
                await message.nak(again.total_seconds())

    async def _heard(self, event: HeardEvent, traceparent: str | None) -> bool:
        attributes = {"messaging.system": "nats", "messaging.destination.name": self._consumer.subject}
        with (
            context.bound(user_id=str(event.owner)),
            span("hear events", attributes, traceparent=traceparent, kind=SpanKind.CONSUMER),
        ):
            try:
                async with asyncio.timeout(self._options.time_limit.total_seconds()):
                    await self._hear(event)
            except Exception as error:  # noqa: BLE001  (whatever it is, the event must not get lost)
                log.warning(
                    "event.put_off",
                    consumer=self._consumer.name,
                    event_id=str(event.id),
                    error=type(error).__name__,
                )
                return False
        return True

    def _again(self, message: Msg, well: bool) -> timedelta | None:
        """When it is to be heard again; None: it needn't be."""
        if not well:
            return self._options.wait_after(message.metadata.num_delivered)
        age = self._clock.now() - message.metadata.timestamp
        left = self._options.settles_after - age
        return left if left > timedelta(0) else None

    async def _connect(self, stopping: asyncio.Event) -> Client | None:
        while not stopping.is_set():
            try:
                return await connect(self._nats, name=f"listener {self._consumer.name}")
            except Unavailable:
                log.warning("listener.waits_for_nats", consumer=self._consumer.name)
                await pause(_RECONNECT_SECONDS, unless=stopping)
        return None


def _read(data: bytes) -> HeardEvent:
    event = Event.FromString(data)
    return HeardEvent(UUID(event.event_id), event.type, UserId(UUID(event.user_id)), UUID(event.resource_id))
