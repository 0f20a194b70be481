"""The store of jobs in Postgres. The row lock of a job is what makes its lease mean something."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.kit.db.databases import ShardUnitOfWork
from services.kit.db.engines import Engines
from services.kit.db.errors import domain_error
from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId, slot_of
from services.kit.jobs import machine
from services.kit.jobs.errors import JobCancelled, LeaseLost
from services.kit.jobs.handler import JobHandler
from services.kit.jobs.machine import Cancelled, Failed, GivenBack, Outcome, Standing, Succeeded
from services.kit.jobs.model import JobState, JobView
from services.kit.jobs.rows import bell, put_standing, standing_of, view_of
from services.kit.jobs.store import Beat, Claim, FinishedStep, JobRef, Lease, NotClaimed, ToCancel, ToRequeue
from services.kit.jobs.tables import JobRow, StepRow, UsageChargeRow

_QUEUED = JobState.QUEUED.value
_RUNNING = JobState.RUNNING.value
_NOW = func.clock_timestamp()
"""The database's clock at the moment of asking: `now()` would be the start of a transaction that may have
waited for a lock ever since."""


class PostgresJobStore:
    """`JobStore` over all shards."""

    def __init__(self, shards: Mapping[str, Engines], uow: ShardUnitOfWork) -> None:
        self._shards = shards
        self._uow = uow

    async def claim(
        self, job: JobRef, worker: str, lease: timedelta, *, only_to_cancel: bool = False
    ) -> Claim | NotClaimed:
        due = _is_due() if not only_to_cancel else and_(JobRow.cancel_requested, _is_due())
        take = (
            update(JobRow)
            .where(*_this(job), due)
            .values(
                state=_RUNNING,
                fencing=JobRow.fencing + 1,
                losses=JobRow.losses + case((JobRow.state == _RUNNING, 1), else_=0),
                lease_owner=worker,
                lease_expires_at=_NOW + literal(lease),
                bells=0,
            )
            .returning(*JobRow.__table__.columns, _NOW.label("now"))
        )
        async with self._statements(job.shard) as connection:
            row = (await connection.execute(take)).one_or_none()
            if row is None:
                return await self._why_not(connection, job)
            steps = {} if row.fencing == 1 else await self._steps(connection, job)
        standing = standing_of(row)  # type: ignore[arg-type]  # a row of all columns has their names
        now: datetime = row.now
        return Claim(
            lease=Lease(job, standing.fencing),
            view=view_of(row),  # type: ignore[arg-type]
            verdict=machine.verdict(standing, now),
            waited=now - standing.run_after,
            time_left=None if standing.deadline is None else standing.deadline - now,
            traceparent=row.traceparent,
            steps=steps,
        )

    async def extend(self, lease: Lease, length: timedelta) -> Beat:
        beat = (
            update(JobRow)
            .where(*_this(lease.job), *_is_held(lease))
            .values(lease_expires_at=_NOW + literal(length))
            .returning(JobRow.cancel_requested)
        )
        async with self._statements(lease.job.shard) as connection:
            row = (await connection.execute(beat)).one_or_none()
        if row is None:
            raise LeaseLost
        return Beat(cancel_requested=row.cancel_requested)

    async def finish_step(
        self, lease: Lease, step: FinishedStep, apply: Callable[[Tx], Awaitable[None]] | None
    ) -> None:
        async with self._uow.begin_on(lease.job.shard, lease.job.owner) as tx:
            attempt = await _check(tx, lease)
            if not await _store_step(tx, lease, step, attempt):
                return  # a commit whose answer never came did it all
            if step.charge is not None:
                tx.add(
                    UsageChargeRow(
                        job_id=lease.job.id,
                        step_key=step.key,
                        meter=step.charge.meter,
                        quantity=step.charge.quantity,
                    )
                )
            if apply is not None:
                await apply(tx)

    async def write(self, lease: Lease, apply: Callable[[Tx], Awaitable[None]]) -> None:
        async with self._uow.begin_on(lease.job.shard, lease.job.owner) as tx:
            await _check(tx, lease)
            await apply(tx)

    async def settle(self, lease: Lease, outcome: Outcome, handler: JobHandler) -> JobState:
        async with self._uow.begin_on(lease.job.shard, lease.job.owner) as tx:
            row, now = await _lock(tx, lease.job.id)
            if row is None:
                raise LeaseLost
            standing = standing_of(row)
            if not machine.is_held(standing, now, lease.fencing):
                if _was_settled(standing, lease):
                    return standing.state
                raise LeaseLost
            outcome = machine.effective(standing, outcome)
            settled = machine.settle(standing, now, outcome)
            put_standing(row, settled)
            await _call_hook(tx, handler, outcome, view_of(row))
            if isinstance(outcome, GivenBack):
                row.belled_at = now
                tx.add(bell(row))
            return settled.state

    async def to_cancel(self, shard: str, kinds: Sequence[str]) -> Sequence[ToCancel]:
        wanted = select(
            JobRow.id,
            JobRow.user_id,
            JobRow.kind,
            JobRow.lease_owner,
            (JobRow.lease_expires_at > _NOW).label("held"),
        ).where(JobRow.cancel_requested, JobRow.state.in_((_QUEUED, _RUNNING)), JobRow.kind.in_(kinds))
        async with self._statements(shard) as connection:
            rows = (await connection.execute(wanted.limit(200))).all()
        return [
            ToCancel(
                JobRef(shard, UserId(row.user_id), JobId(row.id)),
                row.kind,
                row.lease_owner if row.held else None,
            )
            for row in rows
        ]

    async def to_requeue(self, shard: str, kinds: Sequence[str]) -> Sequence[ToRequeue]:
        wanted = select(JobRow.id, JobRow.user_id, JobRow.kind).where(
            JobRow.retry_requested, JobRow.kind.in_(kinds)
        )
        async with self._statements(shard) as connection:
            rows = (await connection.execute(wanted.limit(200))).all()
        return [ToRequeue(JobRef(shard, UserId(row.user_id), JobId(row.id)), row.kind) for row in rows]

    async def requeue(self, job: JobRef, handler: JobHandler) -> bool:
        async with self._uow.begin_on(job.shard, job.owner) as tx:
            row, now = await _lock(tx, job.id)
            if row is None or not row.retry_requested:
                return False
            put_standing(row, machine.retry(standing_of(row), now))
            row.belled_at, row.bells = now, 0
            await handler.requeued(tx, view_of(row))
            tx.add(bell(row))
            return True

    @asynccontextmanager
    async def _statements(self, shard: str) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._shards[shard].statement() as connection:
                yield connection
        except Exception as error:
            replacement = domain_error(error)
            if replacement is None:
                raise
            raise replacement from error

    async def _why_not(self, connection: AsyncConnection, job: JobRef) -> NotClaimed:
        look = select((JobRow.run_after - _NOW).label("due_in")).where(*_this(job), JobRow.state == _QUEUED)
        row = (await connection.execute(look)).one_or_none()
        return NotClaimed(None if row is None else max(row.due_in, timedelta(0)))

    async def _steps(self, connection: AsyncConnection, job: JobRef) -> dict[str, bytes]:
        finished = select(StepRow.key, StepRow.result).where(
            StepRow.slot == slot_of(job.owner), StepRow.user_id == job.owner, StepRow.job_id == job.id
        )
        return {row.key: row.result for row in (await connection.execute(finished)).all()}


def _this(job: JobRef) -> tuple[ColumnElement[bool], ...]:
    return JobRow.slot == slot_of(job.owner), JobRow.user_id == job.owner, JobRow.id == job.id


def _is_due() -> ColumnElement[bool]:
    """`machine.can_be_claimed`, in SQL."""
    return or_(
        and_(
            JobRow.state == _QUEUED,
            or_(JobRow.run_after <= _NOW, JobRow.cancel_requested, JobRow.deadline <= _NOW),
        ),
        and_(JobRow.state == _RUNNING, JobRow.lease_expires_at <= _NOW),
    )


def _is_held(lease: Lease) -> tuple[ColumnElement[bool], ...]:
    """`machine.is_held`, in SQL."""
    return JobRow.state == _RUNNING, JobRow.fencing == lease.fencing, JobRow.lease_expires_at > _NOW


async def _check(tx: Tx, lease: Lease) -> int:
    """Locks the job's row until the transaction ends, so that nobody can claim it meanwhile."""
    fence = (
        select(
            JobRow.attempt,
            JobRow.cancel_requested,
            and_(*_is_held(lease)).label("held"),
        )
        .where(*_this(lease.job))
        .with_for_update(key_share=True)
    )
    row = (await tx.session.execute(fence)).one_or_none()
    if row is None or not row.held:
        raise LeaseLost
    if row.cancel_requested:
        raise JobCancelled
    return int(row.attempt)


async def _store_step(tx: Tx, lease: Lease, step: FinishedStep, attempt: int) -> bool:
    store = (
        insert(StepRow)
        .values(
            slot=tx.slot,
            user_id=tx.owner,
            job_id=lease.job.id,
            key=step.key,
            result=step.result,
            fencing=lease.fencing,
            attempt=attempt,
        )
        .on_conflict_do_nothing()
        .returning(StepRow.key)
    )
    return (await tx.session.execute(store)).first() is not None


async def _lock(tx: Tx, job_id: JobId) -> tuple[JobRow | None, datetime]:
    row = await tx.find(JobRow, job_id, for_update=True)
    # Asked for after the lock was got, not with it: waiting for it may have taken a while.
    now = await tx.session.scalar(select(_NOW))
    if now is None:
        raise LeaseLost
    return row, now


def _was_settled(standing: Standing, lease: Lease) -> bool:
    """Whether this lease was ended by a commit whose answer never came."""
    return standing.fencing == lease.fencing and standing.state is not JobState.RUNNING


async def _call_hook(tx: Tx, handler: JobHandler, outcome: Outcome, view: JobView) -> None:
    match outcome:
        case Succeeded():
            await handler.finished(tx, view)
        case Failed(failure):
            await handler.failed(tx, view, failure)
        case Cancelled():
            await handler.cancelled(tx, view)
        case _:
            return
