"""A durable consumer that survives whatever happens to its stream."""

import asyncio
import json
from collections import deque
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Self

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.errors import Error as NatsError
from nats.js.errors import APIError

from services.kit.jobs.streams import JOBS, consumer_name, create_missing
from services.kit.logging import get_logger
from services.kit.metrics import METRICS

log = get_logger(__name__)

_EXPIRES_SECONDS = 3.0
_PATIENCE_SECONDS = 3.5
"""How long an answer is waited for: a little longer than the server keeps the request, so that it says so."""
_REPAIR_SECONDS = 0.5
_CALL_SECONDS = 3.0
_STATUS = "Status"
_NOTHING_CAME = frozenset({"404", "408"})


class StreamGone(Exception):
    """The stream or its consumer can't be asked: it was deleted, or its server is just starting."""


class DurableConsumer:
    """Fetches messages of one consumer, as many as there are free slots, and waits for none but the first.

    It makes the requests that nats-py's `fetch` makes: that one waits until it has as many as it asked for.
    """

    def __init__(self, client: Client, stream: str, name: str, *, replicas: int = 1) -> None:
        self._client = client
        self._name = name
        self._replicas = replicas
        self._subject = f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{name}"
        self._inbox: Subscription | None = None
        self._came: deque[Msg] = deque()
        self._something_came = asyncio.Event()
        self._coming = 0
        """How many the server may still send for the last request."""
        self._asked_at = 0.0
        self._gone: str | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    async def next(self, at_most: int) -> list[Msg]:
        """Those that have come; none if nothing came for a while. Streams that are gone are made anew."""
        try:
            inbox = self._inbox or await self._open()
            if not self._came:
                await self._wait(inbox, at_most)
        except (NatsError, APIError, OSError, StreamGone) as error:
            METRICS.messages_received.labels(self._name, "error").inc()
            log.warning("consumer.broken", consumer=self._name, error=type(error).__name__)
            await self._close()
            await asyncio.sleep(_REPAIR_SECONDS)
        return [self._came.popleft() for _ in range(min(at_most, len(self._came)))]

    async def _wait(self, inbox: Subscription, number: int) -> None:
        # Cleared before anything is asked for: an answer may come while the question is still on its way.
        self._something_came.clear()
        if self._coming <= 0 or monotonic() - self._asked_at >= _PATIENCE_SECONDS:
            wanted = {"batch": number, "expires": int(_EXPIRES_SECONDS * 1e9)}
            self._coming, self._asked_at = number, monotonic()
            await self._client.publish(self._subject, json.dumps(wanted).encode(), reply=inbox.subject)
        with suppress(TimeoutError):
            async with asyncio.timeout(self._asked_at + _PATIENCE_SECONDS - monotonic()):
                await self._something_came.wait()
        if self._gone is not None:
            raise StreamGone(self._gone)

    async def _hear(self, message: Msg) -> None:
        status = (message.headers or {}).get(_STATUS)
        if status is None:
            self._coming -= 1
            self._came.append(message)
        elif status in _NOTHING_CAME:
            self._coming = 0
        else:
            self._gone = status
        self._something_came.set()

    async def _open(self) -> Subscription:
        js = self._client.jetstream(timeout=_CALL_SECONDS)
        await create_missing(js, replicas=self._replicas)
        self._coming, self._gone = 0, None
        self._inbox = await self._client.subscribe(self._client.new_inbox(), cb=self._hear)
        return self._inbox

    async def _close(self) -> None:
        """Leaves, and gives back what came and wasn't taken, for others to hear at once."""
        inbox, self._inbox = self._inbox, None
        if inbox is None or self._client.is_closed:
            return
        with suppress(NatsError, OSError):
            await inbox.unsubscribe()
            while self._came:
                await self._came.popleft().nak()


class BellConsumer(DurableConsumer):
    """Fetches bells of one kind of jobs."""

    def __init__(self, client: Client, kind: str, *, replicas: int = 1) -> None:
        super().__init__(client, JOBS, consumer_name(kind), replicas=replicas)
