"""A durable consumer that survives whatever happens to its stream."""

import asyncio
from contextlib import suppress
from types import TracebackType

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.errors import TimeoutError as NothingCame
from nats.js import JetStreamContext
from nats.js.errors import APIError

from services.kit.jobs.streams import JOBS, consumer_name, create_missing
from services.kit.logging import get_logger
from services.kit.metrics import METRICS

log = get_logger(__name__)

_FETCH_SECONDS = 3.0
_REPAIR_SECONDS = 0.5
_CALL_SECONDS = 3.0


class BellConsumer:
    """Fetches bells of one kind, one at a time, each for one slot of the worker."""

    def __init__(self, client: Client, kind: str, *, replicas: int = 1) -> None:
        self._client = client
        self._kind = kind
        self._replicas = replicas
        self._subscription: JetStreamContext.PullSubscription | None = None

    async def __aenter__(self) -> "BellConsumer":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._unsubscribe()

    async def next(self) -> Msg | None:
        """The next message; None if none came for a while. Streams that are gone are made anew."""
        try:
            if self._subscription is None:
                self._subscription = await self._subscribe()
            return (await self._subscription.fetch(1, timeout=_FETCH_SECONDS))[0]
        except NothingCame:
            return None
        except (NatsError, APIError, OSError) as error:
            METRICS.messages_received.labels(consumer_name(self._kind), "error").inc()
            log.warning("consumer.broken", kind=self._kind, error=type(error).__name__)
            await self._unsubscribe()
            await asyncio.sleep(_REPAIR_SECONDS)
            return None

    async def _subscribe(self) -> JetStreamContext.PullSubscription:
        js = self._client.jetstream(timeout=_CALL_SECONDS)
        await create_missing(js, replicas=self._replicas)
        return await js.pull_subscribe_bind(consumer=consumer_name(self._kind), stream=JOBS)

    async def _unsubscribe(self) -> None:
        subscription, self._subscription = self._subscription, None
        if subscription is not None and not self._client.is_closed:
            with suppress(NatsError, OSError):
                await subscription.unsubscribe()
