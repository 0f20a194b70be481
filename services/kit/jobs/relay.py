"""The outbox relay of one shard: what was committed gets published, in the end, whatever dies meanwhile."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter
from typing import Any, Final

import psycopg
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import Header
from nats.js.errors import APIError, NoStreamResponseError
from opentelemetry.trace import SpanKind
from psycopg.conninfo import make_conninfo
from sqlalchemy import Row, bindparam, make_url, text
from sqlalchemy.dialects.postgresql import INTERVAL

from services.kit.db.databases import unit
from services.kit.db.engines import Engines, connect_arguments
from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.jobs.rows import SHARD, TRACEPARENT
from services.kit.jobs.streams import create_missing
from services.kit.jobs.tables import Lane
from services.kit.jobs.tracing import current_traceparent, span
from services.kit.logging import get_logger
from services.kit.metrics import METRICS
from services.kit.settings import DbSettings

log = get_logger(__name__)

# Written out in SQL: with the relay right behind each commit its batches are small, and building statements
# and rows of the ORM for them would cost more than publishing does.
_DUE: Final = text(
    """
SELECT slot, user_id, id, lane, subject, payload, headers FROM outbox
WHERE published_at IS NULL AND due_at <= clock_timestamp()
ORDER BY due_at, id LIMIT :batch FOR UPDATE SKIP LOCKED"""
)
_THESE: Final = """
FROM unnest(CAST(:slots AS smallint[]), CAST(:users AS uuid[]), CAST(:ids AS uuid[]))
    AS these (slot, user_id, id)
WHERE (outbox.slot, outbox.user_id, outbox.id) = (these.slot, these.user_id, these.id)"""
_MARK: Final = text(f"UPDATE outbox SET published_at = clock_timestamp() {_THESE}")
_PUT_OFF: Final = text(
    f"""
UPDATE outbox SET
    tries = least(tries + 1, 1000),
    due_at = clock_timestamp() + least(CAST(:longest AS interval), :first * power(2.0, least(tries, 16)))
{_THESE}"""
).bindparams(bindparam("first", type_=INTERVAL))


@dataclass(frozen=True, slots=True)
class RelayOptions:
    """How the relay works."""

    batch: int = 100
    poll: timedelta = timedelta(milliseconds=500)
    """How often it looks without having been notified: through a pooler, say, or while it listens anew."""
    ack_timeout: timedelta = timedelta(seconds=3)
    first_retry: timedelta = timedelta(milliseconds=200)
    longest_retry: timedelta = timedelta(seconds=5)
    reconnect: timedelta = timedelta(milliseconds=250)


class OutboxRelay:
    """Publishes the outbox rows of a shard, oldest first, and marks them once they are acknowledged.

    Several relays of one shard share the work: each locks the rows that it publishes. One that dies leaves
    its rows unlocked and unmarked; whoever publishes them again uses the same message id.
    """

    def __init__(
        self,
        shard: Engines,
        listen_url: str,
        db: DbSettings,
        client: Client,
        options: RelayOptions | None = None,
        *,
        replicas: int = 1,
    ) -> None:
        self._shard = shard
        self._listen_url = (
            make_url(listen_url).set(drivername="postgresql").render_as_string(hide_password=False)
        )
        self._db = db
        self._client = client
        self._options = options or RelayOptions()
        self._replicas = replicas
        self._wake = asyncio.Event()

    async def run(self, stopping: asyncio.Event) -> None:
        """Relays until `stopping` is set."""
        listener = asyncio.create_task(self._listen(), name=f"outbox-listen-{self._shard.name}")
        stop = asyncio.create_task(stopping.wait())
        try:
            while not stopping.is_set():
                if await self._drain_once() >= self._options.batch:
                    continue
                waking = asyncio.create_task(self._wake.wait())
                await asyncio.wait(
                    {waking, stop},
                    timeout=self._options.poll.total_seconds(),
                    return_when=asyncio.FIRST_COMPLETED,
                )
                waking.cancel()
        finally:
            stop.cancel()
            listener.cancel()
            with suppress(asyncio.CancelledError):
                await listener

    async def _drain_once(self) -> int:
        """Publishes one batch; returns how many rows were found."""
        self._wake.clear()
        if not self._client.is_connected:
            return 0  # the rows keep
        try:
            return await self.publish_due()
        except (DatabaseUnavailable, WriteConflict) as error:
            log.warning("outbox.put_off", shard=self._shard.name, reason=error.reason)
            return 0

    async def publish_due(self) -> int:
        """Publishes one batch of what is due, in one transaction that holds its rows' locks."""
        async with unit(self._shard, writable=True) as session:
            rows = (await session.execute(_DUE, {"batch": self._options.batch})).all()
            if not rows:
                return 0
            started = perf_counter()
            results = await asyncio.gather(*(self._publish(row) for row in rows))
            METRICS.outbox_publish_seconds.labels(self._shard.name).observe(perf_counter() - started)
            published = [row for row, went_well in zip(rows, results, strict=True) if went_well]
            failed = [row for row, went_well in zip(rows, results, strict=True) if not went_well]
            if published:
                await session.execute(_MARK, _keys(published))
            if failed:
                options = self._options
                waits = {"first": options.first_retry, "longest": options.longest_retry}
                await session.execute(_PUT_OFF, {**_keys(failed), **waits})
        METRICS.outbox_published.labels(self._shard.name, "published").inc(len(published))
        METRICS.outbox_published.labels(self._shard.name, "failed").inc(len(failed))
        return len(rows)

    async def _publish(self, row: Row[Any]) -> bool:
        with span(
            f"publish {row.subject.split('.')[0]}",
            {"messaging.system": "nats", "messaging.destination.name": row.subject},
            traceparent=row.headers.get(TRACEPARENT),
            kind=SpanKind.PRODUCER,
        ):
            headers = {**row.headers, SHARD: self._shard.name, Header.MSG_ID.value: str(row.id)}
            traceparent = current_traceparent()
            if traceparent is not None:
                headers[TRACEPARENT] = traceparent
            try:
                if row.lane == Lane.SIGNAL.value:
                    await self._client.publish(row.subject, row.payload, headers=headers)
                else:
                    await self._to_stream(row, headers)
            except (NatsError, APIError, OSError, TimeoutError) as error:
                log.warning(
                    "outbox.not_published",
                    shard=self._shard.name,
                    subject=row.subject,
                    error=type(error).__name__,
                )
                return False
            return True

    async def _to_stream(self, row: Row[Any], headers: dict[str, str]) -> None:
        js = self._client.jetstream(timeout=self._options.ack_timeout.total_seconds())
        try:
            await js.publish(row.subject, row.payload, headers=headers)
        except NoStreamResponseError:
            await self._make_streams(js)
            raise

    async def _make_streams(self, js: JetStreamContext) -> None:
        """A store that was wiped: the rows are published as soon as its streams are back."""
        log.warning("outbox.streams_missing", shard=self._shard.name)
        await create_missing(js, replicas=self._replicas)

    async def _listen(self) -> None:
        """Wakes the relay for each commit that added to the outbox; connects anew for ever."""
        arguments = connect_arguments(self._db, application_name="encompass-relay-listen")
        where = make_conninfo(self._listen_url, **arguments)
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(where, autocommit=True) as connection:
                    await connection.execute("LISTEN outbox")
                    self._wake.set()
                    async for _ in connection.notifies():
                        self._wake.set()
            except psycopg.Error as error:
                log.warning("outbox.not_listening", shard=self._shard.name, error=type(error).__name__)
            await asyncio.sleep(self._options.reconnect.total_seconds())


def _keys(rows: Sequence[Row[Any]]) -> dict[str, list[Any]]:
    return {
        "slots": [row.slot for row in rows],
        "users": [row.user_id for row in rows],
        "ids": [row.id for row in rows],
    }
