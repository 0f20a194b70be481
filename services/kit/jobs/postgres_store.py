"""The store of jobs in Postgres. The row lock of a job is what makes its lease mean something."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.kit.db.databases import ShardUnitOfWork
from services.kit.db.engines import Engines
from services.kit.db.errors import domain_error
from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId, slot_of
from services.kit.jobs import machine
from services.kit.jobs.charging import give_back, owe_again
from services.kit.jobs.claiming import CLAIM_NEXT, IS_THERE_MORE, look_at
from services.kit.jobs.errors import JobCancelled, LeaseLost
from services.kit.jobs.fairness import AGING
from services.kit.jobs.finishing import CHECK_LEASE, EXTEND, FINISH_STEP, SUCCEED
from services.kit.jobs.handler import JobHandler
from services.kit.jobs.machine import Cancelled, Failed, GivenBack, Outcome, Standing, Succeeded
from services.kit.jobs.model import JobState, JobView
from services.kit.jobs.rows import bell, put_standing, ring_for_next, standing_of, view_of
from services.kit.jobs.store import (
    Beat,
    Claim,
    Claims,
    FinishedStep,
    JobRef,
    Lease,
    NotClaimed,
    ToCancel,
    ToRequeue,
)
from services.kit.jobs.tables import JobRow, StepRow

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
            return _claim(row, job, await self._steps(connection, row))

    async def claim_next(
        self, shard: str, kind: str, worker: str, lease: timedelta, *, per_owner: int, at_most: int
    ) -> Claims:
        wanted = {
            "kind": kind,
            "worker": worker,
            "lease": lease,
            "per_owner": per_owner,
            "at_most": at_most,
            "look": look_at(at_most),
            "aging": AGING,
        }
        async with self._statements(shard) as connection:
            rows = (await connection.execute(CLAIM_NEXT, wanted)).all()
            if not rows:
                more = await connection.scalar(IS_THERE_MORE, {"kind": kind, "per_owner": per_owner})
                return Claims((), bool(more))
            claims = []
            for row in rows:
                job = JobRef(shard, UserId(row.user_id), JobId(row.id))
                claims.append(_claim(row, job, await self._steps(connection, row)))
        return Claims(claims, has_more=True)

    async def extend(self, lease: Lease, length: timedelta) -> Beat:
        beat = {**_under(lease), "length": length}
        async with self._statements(lease.job.shard) as connection:
            row = (await connection.execute(EXTEND, beat)).one_or_none()
        if row is None:
            raise LeaseLost
        return Beat(cancel_requested=row.cancel_requested)

    async def finish_step(
        self, lease: Lease, step: FinishedStep, apply: Callable[[Tx], Awaitable[None]] | None
    ) -> None:
        finish = {
            **_under(lease),
            "key": step.key,
            "result": step.result,
            "meter": step.charge.meter if step.charge else None,
            "quantity": step.charge.quantity if step.charge else None,
        }
        if apply is None:
            async with self._statements(lease.job.shard) as connection:
                _must_be_held((await connection.execute(FINISH_STEP, finish)).one_or_none())
            return
        async with self._uow.begin_on(lease.job.shard, lease.job.owner) as tx:
            fence = _must_be_held((await tx.session.execute(FINISH_STEP, finish)).one_or_none())
            if fence.stored:  # else a commit whose answer never came did it all
                await apply(tx)

    async def write(self, lease: Lease, apply: Callable[[Tx], Awaitable[None]]) -> None:
        async with self._uow.begin_on(lease.job.shard, lease.job.owner) as tx:
            _must_be_held((await tx.session.execute(CHECK_LEASE, _under(lease))).one_or_none())
            await apply(tx)

    async def settle(self, lease: Lease, outcome: Outcome, handler: JobHandler) -> JobState:
        async with self._uow.begin_on(lease.job.shard, lease.job.owner) as tx:
            if isinstance(outcome, Succeeded) and await _succeeded(tx, lease, handler):
                return JobState.SUCCEEDED
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
            if settled.state is JobState.FAILED:
                await give_back(tx, lease.job.id)
            await _call_hook(tx, handler, outcome, view_of(row))
            if settled.state is JobState.QUEUED:
                row.belled_at = now
                tx.add(bell(row, max(now, settled.run_after)))
            if not isinstance(outcome, GivenBack):  # whose bell is as good for any other job of the owner
                await tx.flush()
                await ring_for_next(tx, row.kind)
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
            await owe_again(tx, job.id)
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

    async def _steps(self, connection: AsyncConnection, claimed: Row[Any]) -> dict[str, bytes]:
        if claimed.fencing == 1:
            return {}  # nobody has worked on it yet
        finished = select(StepRow.key, StepRow.result).where(
            StepRow.slot == claimed.slot, StepRow.user_id == claimed.user_id, StepRow.job_id == claimed.id
        )
        return {row.key: row.result for row in (await connection.execute(finished)).all()}


def _claim(row: Row[Any], job: JobRef, steps: Mapping[str, bytes]) -> Claim:
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


def _under(lease: Lease) -> dict[str, Any]:
    """The parameters of statements that check the lease."""
    return {
        "slot": slot_of(lease.job.owner),
        "user_id": lease.job.owner,
        "job_id": lease.job.id,
        "fencing": lease.fencing,
    }


def _must_be_held(fence: Row[Any] | None) -> Row[Any]:
    if fence is None or not fence.held:
        raise LeaseLost
    if fence.cancel_requested:
        raise JobCancelled
    return fence


async def _lock(tx: Tx, job_id: JobId) -> tuple[JobRow | None, datetime]:
    row = await tx.find(JobRow, job_id, for_update=True)
    # Asked for after the lock was got, not with it: waiting for it may have taken a while.
    now = await tx.session.scalar(select(_NOW))
    if now is None:
        raise LeaseLost
    return row, now


async def _succeeded(tx: Tx, lease: Lease, handler: JobHandler) -> bool:
    """Settles a success beside its hook in one statement; False, and nothing done, if it's not so simple."""
    row = (await tx.session.execute(SUCCEED, _under(lease))).one_or_none()
    if row is None:
        return False
    if not row.in_time:
        raise LeaseLost
    await handler.finished(tx, view_of(row))  # type: ignore[arg-type]  # a row of all columns has their names
    await tx.flush()
    await ring_for_next(tx, row.kind)
    return True


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
