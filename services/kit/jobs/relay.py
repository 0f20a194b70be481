"""The outbox relay of one shard: what was committed gets published, in the end, whatever dies meanwhile."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter

import psycopg
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import Header
from nats.js.errors import APIError, NoStreamResponseError
from opentelemetry.trace import SpanKind
from psycopg.conninfo import make_conninfo
from sqlalchemy import ColumnElement, Update, func, make_url, select, tuple_, update

from services.kit.db.databases import unit
from services.kit.db.engines import Engines, connect_arguments
from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.jobs.rows import SHARD, TRACEPARENT
from services.kit.jobs.streams import create_missing
from services.kit.jobs.tables import OUTBOX_KEY, Lane, OutboxRow
from services.kit.jobs.tracing import current_traceparent, span
from services.kit.logging import get_logger
from services.kit.metrics import METRICS
from services.kit.settings import DbSettings

log = get_logger(__name__)


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
        due = (
            select(OutboxRow)
            .where(OutboxRow.published_at.is_(None), OutboxRow.due_at <= func.clock_timestamp())
            .order_by(OutboxRow.due_at, OutboxRow.id)
            .limit(self._options.batch)
            .with_for_update(skip_locked=True)
        )
        async with unit(self._shard, writable=True) as session:
            rows = (await session.scalars(due)).all()
            if not rows:
                return 0
            started = perf_counter()
            results = await asyncio.gather(*(self._publish(row) for row in rows))
            METRICS.outbox_publish_seconds.labels(self._shard.name).observe(perf_counter() - started)
            published = [row for row, went_well in zip(rows, results, strict=True) if went_well]
            failed = [row for row, went_well in zip(rows, results, strict=True) if not went_well]
            # In bulk, past the session's identity map: one statement each, whatever the number of rows.
            session.expunge_all()
            if published:
                marked = (
                    update(OutboxRow).where(_among(published)).values(published_at=func.clock_timestamp())
                )
                await session.execute(marked, execution_options={"synchronize_session": False})
            if failed:
                await session.execute(self._later(failed), execution_options={"synchronize_session": False})
        METRICS.outbox_published.labels(self._shard.name, "published").inc(len(published))
        METRICS.outbox_published.labels(self._shard.name, "failed").inc(len(failed))
        return len(rows)

    def _later(self, rows: Sequence[OutboxRow]) -> Update:
        longest = self._options.longest_retry.total_seconds()
        doubled = self._options.first_retry.total_seconds() * func.power(2.0, func.least(OutboxRow.tries, 16))
        wait = func.make_interval(0, 0, 0, 0, 0, 0, func.least(longest, doubled))
        return (
            update(OutboxRow)
            .where(_among(rows))
            .values(tries=func.least(OutboxRow.tries + 1, 1000), due_at=func.clock_timestamp() + wait)
        )

    async def _publish(self, row: OutboxRow) -> bool:
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

    async def _to_stream(self, row: OutboxRow, headers: dict[str, str]) -> None:
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


def _among(rows: Sequence[OutboxRow]) -> ColumnElement[bool]:
    return tuple_(*OUTBOX_KEY).in_([(row.slot, row.user_id, row.id) for row in rows])
