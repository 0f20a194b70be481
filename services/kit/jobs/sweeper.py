"""The sweeper of one shard: rings again for every job that should be running and isn't, and tidies up."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import APIError, NotFoundError
from sqlalchemy import ColumnElement, Select, and_, case, delete, func, literal, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, defer

from services.kit.db.base import Base
from services.kit.db.databases import unit
from services.kit.db.engines import Engines
from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.db.idempotency import RequestSeen
from services.kit.jobs.model import JobState
from services.kit.jobs.rows import bell
from services.kit.jobs.streams import JOBS, create_missing
from services.kit.jobs.tables import OUTBOX_KEY, JobOwnerRow, JobRow, OutboxRow
from services.kit.logging import get_logger
from services.kit.metrics import METRICS
from services.kit.pausing import pause

log = get_logger(__name__)

_NOW = func.clock_timestamp()
_REQUEST_KEY = (RequestSeen.slot, RequestSeen.user_id, RequestSeen.method, RequestSeen.request_id)
_JOB_KEY = (JobRow.slot, JobRow.user_id, JobRow.id)
_OVER = tuple(state.value for state in JobState if state.is_terminal)
_TIDY_BATCH = 5000
_PRUNE_BATCH = 500
"""Each job takes its steps with it."""
_PLAIN = {"synchronize_session": False}
_LOCK = 0x73776565  # "swee": one sweeper of a shard at a time


@dataclass(frozen=True, slots=True)
class SweeperOptions:
    """How the sweeper works."""

    every: timedelta = timedelta(seconds=2)
    ring_after: timedelta = timedelta(seconds=10)
    """How long a bell may go unheard before it is rung again; doubled each time."""
    ring_at_least_every: timedelta = timedelta(seconds=60)
    settle: timedelta = timedelta(seconds=1)
    """How long past its time a job is left alone: the stream's own delayed bell is about to ring."""
    batch: int = 500
    keep_published: timedelta = timedelta(hours=1)
    keep_requests: timedelta = timedelta(days=7)
    keep_finished: timedelta = timedelta(days=30)
    """How long jobs that are over are kept, with their steps; what they cost is kept for ever."""
    tidy_every: timedelta = timedelta(seconds=30)


class Sweeper:
    """Makes sure that an empty, wiped or forgetful stream delays jobs and loses none."""

    def __init__(
        self, shard: Engines, client: Client, options: SweeperOptions | None = None, *, replicas: int = 1
    ) -> None:
        self._shard = shard
        self._client = client
        self._options = options or SweeperOptions()
        self._replicas = replicas
        self._stream_made_at: datetime | None = None
        self._kinds_seen: set[str] = set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Sweeps until `stopping` is set."""
        loop = asyncio.get_running_loop()
        tidy_at = loop.time()
        while not stopping.is_set():
            await self._safely(self._sweep_once)
            if loop.time() >= tidy_at:
                await self._safely(self.tidy)
                tidy_at = loop.time() + self._options.tidy_every.total_seconds()
            await pause(self._options.every.total_seconds(), unless=stopping)

    async def _safely(self, work: Callable[[], Awaitable[object]]) -> None:
        try:
            await work()
        except (DatabaseUnavailable, WriteConflict) as error:
            METRICS.sweeps.labels(self._shard.name, "failed").inc()
            log.warning("sweep.put_off", shard=self._shard.name, reason=error.reason)

    async def _sweep_once(self) -> None:
        await self.sweep(ring_all=await self._stream_is_new())
        await self._measure()

    async def sweep(self, *, ring_all: bool = False) -> int:
        """One round; returns for how many jobs it rang. With `ring_all` earlier bells don't count."""
        rung: Counter[str] = Counter()
        async with unit(self._shard, writable=True) as session:
            if not await session.scalar(select(func.pg_try_advisory_xact_lock(_LOCK))):
                METRICS.sweeps.labels(self._shard.name, "skipped").inc()
                return 0
            started = await session.scalar(select(_NOW))
            forgotten = self._forgotten(JobRow.belled_at < started if ring_all else self._is_unheard())
            while True:
                rows = (await session.scalars(forgotten)).all()
                for row in rows:
                    _ring(session, row)
                    rung[row.kind] += 1
                await session.flush()
                session.expunge_all()
                if len(rows) < self._options.batch:
                    break
        for kind, number in rung.items():
            METRICS.swept_jobs.labels(self._shard.name, kind).inc(number)
            log.info("sweep.rang", shard=self._shard.name, kind=kind, jobs=number, all=ring_all)
        METRICS.sweeps.labels(self._shard.name, "done").inc()
        return rung.total()

    async def tidy(self) -> None:
        """Deletes what is old and nobody needs: outbox rows that were published, request ids, and jobs that
        are over with their steps."""
        options = self._options
        await self._delete(OutboxRow, OUTBOX_KEY, OutboxRow.published_at < _ago(options.keep_published))
        await self._delete(RequestSeen, _REQUEST_KEY, RequestSeen.created_at < _ago(options.keep_requests))
        long_ago = _ago(options.keep_finished)
        # Nothing is over before it was made, and for that time there is an index.
        is_over = and_(JobRow.created_at < long_ago, JobRow.finished_at < long_ago, JobRow.state.in_(_OVER))
        pruned = await self._delete(JobRow, _JOB_KEY, is_over, batch=_PRUNE_BATCH)
        METRICS.jobs_pruned.labels(self._shard.name).inc(pruned)

    async def _delete(
        self,
        model: type[Base],
        key: Sequence[InstrumentedAttribute[Any]],
        is_old: ColumnElement[bool],
        *,
        batch: int = _TIDY_BATCH,
    ) -> int:
        """Deletes a batch at a time; returns how many rows it were."""
        old = select(*key).where(is_old).limit(batch)
        # Asked twice: what was old when it was found may have been taken up again since.
        statement = delete(model).where(tuple_(*key).in_(old), is_old).returning(key[0])
        deleted = 0
        while True:
            async with unit(self._shard, writable=True) as session:
                rows = len((await session.execute(statement, execution_options=_PLAIN)).all())
            deleted += rows
            if rows < batch:
                return deleted

    def _forgotten(self, unheard: ColumnElement[bool]) -> Select[JobRow]:
        return (
            select(JobRow)
            .where(_should_run(self._options.settle), unheard)
            .order_by(JobRow.priority.desc(), JobRow.run_after)
            .limit(self._options.batch)
            .with_for_update(skip_locked=True, key_share=True)
            .options(defer(JobRow.payload))
        )

    def _is_unheard(self) -> ColumnElement[bool]:
        """Whether the last bell has gone unanswered for long enough: ever longer, from bell to bell."""
        longest = self._options.ring_at_least_every.total_seconds()
        doubled = self._options.ring_after.total_seconds() * func.power(2.0, func.least(JobRow.bells, 10))
        wait = func.make_interval(0, 0, 0, 0, 0, 0, func.least(longest, doubled))
        return JobRow.belled_at <= _NOW - wait

    async def _stream_is_new(self) -> bool:
        """Whether the JOBS stream isn't the one of the last look: what was rung before is lost, then."""
        if not self._client.is_connected:
            return False
        js = self._client.jetstream(timeout=2)
        try:
            try:
                info = await js.stream_info(JOBS)
            except NotFoundError:
                log.warning("sweep.stream_missing", shard=self._shard.name)
                await create_missing(js, replicas=self._replicas)
                info = await js.stream_info(JOBS)
        except (NatsError, APIError, OSError, TimeoutError) as error:
            log.warning("sweep.stream_unknown", shard=self._shard.name, error=type(error).__name__)
            return False
        is_new = info.created != self._stream_made_at
        self._stream_made_at = info.created
        return is_new

    async def _measure(self) -> None:
        shard = self._shard.name
        waiting = (
            select(
                JobRow.kind,
                func.count().label("jobs"),
                func.extract("epoch", func.max(_NOW - JobRow.run_after)).label("oldest"),
            )
            .where(JobRow.state == JobState.QUEUED.value, JobRow.run_after <= _NOW)
            .group_by(JobRow.kind)
        )
        set_aside = (
            select(JobRow.kind, func.count().label("jobs"))
            .where(JobRow.set_aside_at.is_not(None))
            .group_by(JobRow.kind)
        )
        # A bell for later is late only once its time has come; one that failed has been put off.
        since = case((OutboxRow.tries > 0, OutboxRow.created_at), else_=OutboxRow.due_at)
        unpublished = select(
            func.count().label("rows"),
            func.coalesce(func.extract("epoch", func.max(_NOW - since)), 0).label("lag"),
        ).where(OutboxRow.published_at.is_(None), or_(OutboxRow.tries > 0, OutboxRow.due_at <= _NOW))
        async with unit(self._shard, writable=False) as session:
            by_kind = {row.kind: row for row in await session.execute(waiting)}
            outbox = (await session.execute(unpublished)).one()
            aside = {row.kind: row.jobs for row in await session.execute(set_aside)}
        self._kinds_seen.update(by_kind, aside)
        for kind in self._kinds_seen:
            row = by_kind.get(kind)
            METRICS.job_queue_depth.labels(shard, kind).set(row.jobs if row else 0)
            METRICS.job_oldest_age_seconds.labels(shard, kind).set(float(row.oldest) if row else 0)
            METRICS.jobs_waiting_for_operator.labels(shard, kind).set(aside.get(kind, 0))
        METRICS.outbox_depth.labels(shard).set(outbox.rows)
        METRICS.outbox_lag_seconds.labels(shard).set(float(outbox.lag))


def _ring(session: AsyncSession, job: JobRow) -> None:
    job.belled_at = _NOW
    job.bells = min(job.bells + 1, 100)
    again = bell(job)
    again.slot, again.user_id = job.slot, job.user_id
    session.add(again)


def _ago(age: timedelta) -> ColumnElement[datetime]:
    return _NOW - literal(age)


def _should_run(settle: timedelta) -> ColumnElement[bool]:
    """Of each owner those that have been due longest: the others are rung for as these come to their end."""
    due = _NOW - literal(settle)
    first_due = (
        select(JobOwnerRow.due_at)
        .where(
            JobOwnerRow.slot == JobRow.slot,
            JobOwnerRow.user_id == JobRow.user_id,
            JobOwnerRow.kind == JobRow.kind,
        )
        .scalar_subquery()
    )
    return or_(
        and_(
            JobRow.state == JobState.QUEUED.value,
            or_(
                and_(JobRow.run_after <= due, JobRow.run_after <= first_due),
                JobRow.cancel_requested,
                JobRow.deadline <= due,
            ),
        ),
        and_(JobRow.state == JobState.RUNNING.value, JobRow.lease_expires_at <= _NOW),
    )
