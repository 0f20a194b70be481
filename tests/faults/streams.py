"""The message server, reached past its proxy."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, Header
from nats.js.errors import APIError, NotFoundError

from services.kit.jobs.streams import EVENTS, JOBS
from services.stack.servers import nats
from tests.faults.invariants.evidence import EventStream
from tests.faults.target import Target

CALL_SECONDS = 5
_BATCH = 500


@asynccontextmanager
async def nats_client(target: Target) -> AsyncIterator[Client]:
    """A connection of the harness's own.

    Raises:
        NatsError, OSError, TimeoutError: the server is away.
    """
    client = Client()
    await client.connect(
        f"nats://127.0.0.1:{target.info.ports['nats']}",
        user=nats.USER,
        password=target.credentials.nats_password,
        connect_timeout=CALL_SECONDS,
        allow_reconnect=False,
    )
    try:
        yield client
    finally:
        await client.close()


async def jobs_stream_made_at(target: Target) -> datetime | None:
    """When the JOBS stream was made, or None while there is none."""
    try:
        async with nats_client(target) as client:
            return (await client.jetstream(timeout=CALL_SECONDS).stream_info(JOBS)).created
    except (NotFoundError, NatsError, APIError, OSError, TimeoutError):
        return None


async def read_events(target: Target, since: datetime) -> EventStream | None:
    """The ids of all messages that EVENTS has taken since then; None when there is no such stream.

    Raises:
        NatsError: the server is away.
    """
    async with nats_client(target) as client:
        js = client.jetstream(timeout=CALL_SECONDS)
        try:
            info = await js.stream_info(EVENTS)
        except NotFoundError:
            return None
        config = ConsumerConfig(
            deliver_policy=DeliverPolicy.BY_START_TIME,
            opt_start_time=since.isoformat(),  # type: ignore[arg-type]  # as it goes over the wire
            ack_policy=AckPolicy.NONE,
            inactive_threshold=30,
        )
        subscription = await js.pull_subscribe("events.>", stream=EVENTS, config=config)
        ids: set[str] = set()
        while (await subscription.consumer_info()).num_pending:
            messages = await subscription.fetch(_BATCH, timeout=CALL_SECONDS)
            ids |= {(message.headers or {}).get(Header.MSG_ID.value, "") for message in messages}
        await subscription.unsubscribe()
        return EventStream(info.created or datetime.min.replace(tzinfo=UTC), frozenset(ids))
