"""Everybody's jobs, on the shards."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from services.jobs.entries import (
    ActionEntry,
    ChargeEntry,
    JobDetails,
    JobEntry,
    JobFilter,
    Place,
    QueueEntry,
    StepEntry,
)
from services.jobs.ports import Order
from services.kit.db.databases import Databases, unit
from services.kit.db.idempotency import first_seen
from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId
from services.kit.jobs.model import JobState
from services.kit.jobs.operating import JobNotFound, OperatorAction, ask_for_retry, discard
from services.kit.jobs.rows import standing_of
from services.kit.jobs.tables import JobRow, OperatorActionRow, StepRow, UsageChargeRow

_NOW = func.clock_timestamp()
_MOST_STEPS: Final = 1000
_MOST_ACTIONS: Final = 100


class ShardJobBoard:
    """`JobBoard` over all shards."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    @property
    def shards(self) -> Sequence[str]:
        return sorted(self._databases.shards)

    async def page(
        self, shard: str, wanted: JobFilter, after: Place | None, limit: int
    ) -> Sequence[JobEntry]:
        place = tuple_(JobRow.created_at, JobRow.id)
        query = select(JobRow).where(*_conditions(wanted)).options(defer(JobRow.payload, raiseload=True))
        if after is not None:
            last = tuple_(literal(after.created_at), literal(after.id))
            query = query.where(place > last if wanted.oldest_first else place < last)
        keys = (JobRow.created_at, JobRow.id)
        query = query.order_by(*(key.asc() if wanted.oldest_first else key.desc() for key in keys))
        async with unit(self._databases.shards[shard], writable=False) as session:
            rows = (await session.scalars(query.limit(limit))).all()
        return [_entry(shard, row) for row in rows]

    async def look(self, owner: UserId, job_id: JobId) -> JobDetails:
        async with self._databases.uow.read(owner) as tx:
            found = await self._find(tx, job_id)
            return JobDetails(
                found,
                steps=await _steps(tx, job_id),
                charges=await _charges(tx, job_id),
                actions=await _actions(tx, job_id),
            )

    async def carry_out(self, order: Order) -> JobEntry:
        async with self._databases.uow.begin(order.owner) as tx:
            seen = await first_seen(
                tx,
                method=f"{order.action.value}_JOB",
                request_id=order.request_id,
                request=order.fingerprint,
                resource_id=order.job_id,
            )
            if not seen.is_new:
                return await self._find(tx, order.job_id)
            act = ask_for_retry if order.action is OperatorAction.RETRY else discard
            row = await act(tx, order.job_id, operator=order.operator, reason=order.reason)
            return _entry(tx.shard, row)

    async def queues(self, shard: str) -> Sequence[QueueEntry]:
        # One query for each partial index: a single one over all three would read the whole table.
        is_due = JobRow.run_after <= _NOW
        queued = (
            select(
                JobRow.kind,
                func.count().filter(is_due).label("waiting"),
                func.count().filter(~is_due).label("delayed"),
                func.max(_NOW - JobRow.run_after).filter(is_due).label("oldest"),
                func.min(JobRow.run_after).filter(is_due).label("oldest_due"),
            )
            .where(JobRow.state == JobState.QUEUED.value)
            .group_by(JobRow.kind)
        )
        async with unit(self._databases.shards[shard], writable=False) as session:
            waiting = {row.kind: row for row in await session.execute(queued)}
            running = await _counts(session, JobRow.state == JobState.RUNNING.value)
            set_aside = await _counts(session, JobRow.set_aside_at.is_not(None))
        return [
            QueueEntry(
                shard,
                kind,
                waiting=waiting[kind].waiting if kind in waiting else 0,
                delayed=waiting[kind].delayed if kind in waiting else 0,
                running=running.get(kind, 0),
                set_aside=set_aside.get(kind, 0),
                oldest_waiting=waiting[kind].oldest if kind in waiting else None,
                oldest_due=waiting[kind].oldest_due if kind in waiting else None,
            )
            for kind in sorted({*waiting, *running, *set_aside})
        ]

    async def _find(self, tx: Tx, job_id: JobId) -> JobEntry:
        row = await tx.find(JobRow, job_id)
        if row is None:
            raise JobNotFound(tx.owner, job_id)
        return _entry(tx.shard, row)


async def _counts(session: AsyncSession, which: ColumnElement[bool]) -> dict[str, int]:
    query = select(JobRow.kind, func.count().label("jobs")).where(which).group_by(JobRow.kind)
    return {row.kind: row.jobs for row in await session.execute(query)}


def _conditions(wanted: JobFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        conditions.append(JobRow.kind == wanted.kind)
    if wanted.state is not None:
        conditions.append(JobRow.state == wanted.state.value)
    if wanted.set_aside_only:
        conditions.append(JobRow.set_aside_at.is_not(None))
    if wanted.created_before is not None:
        conditions.append(JobRow.created_at < wanted.created_before)
    return conditions


async def _steps(tx: Tx, job_id: JobId) -> Sequence[StepEntry]:
    query = (
        tx.owned(StepRow)
        .with_only_columns(
            StepRow.key,
            StepRow.attempt,
            StepRow.fencing,
            func.length(StepRow.result).label("result_bytes"),
            StepRow.finished_at,
        )
        .where(StepRow.job_id == job_id)
        .order_by(StepRow.finished_at, StepRow.key)
        .limit(_MOST_STEPS)
    )
    rows = (await tx.session.execute(query)).all()
    return [StepEntry(row.key, row.attempt, row.fencing, row.result_bytes, row.finished_at) for row in rows]


async def _charges(tx: Tx, job_id: JobId) -> Sequence[ChargeEntry]:
    query = (
        tx.owned(UsageChargeRow)
        .where(UsageChargeRow.job_id == job_id)
        .order_by(UsageChargeRow.created_at, UsageChargeRow.step_key)
        .limit(_MOST_STEPS)
    )
    rows = (await tx.session.scalars(query)).all()
    return [ChargeEntry(row.step_key, row.meter, row.quantity, row.created_at) for row in rows]


async def _actions(tx: Tx, job_id: JobId) -> Sequence[ActionEntry]:
    query = (
        tx.owned(OperatorActionRow)
        .where(OperatorActionRow.job_id == job_id)
        .order_by(OperatorActionRow.created_at.desc(), OperatorActionRow.id.desc())
        .limit(_MOST_ACTIONS)
    )
    rows = (await tx.session.scalars(query)).all()
    return [
        ActionEntry(OperatorAction(row.action), UserId(row.operator_id), row.reason, row.created_at)
        for row in rows
    ]


def _entry(shard: str, row: JobRow) -> JobEntry:
    return JobEntry(
        id=JobId(row.id),
        owner=UserId(row.user_id),
        shard=shard,
        kind=row.kind,
        resource_id=row.resource_id,
        priority=row.priority,
        standing=standing_of(row),
        created_at=row.created_at,
    )
