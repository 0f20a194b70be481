"""Jobs without a database: a store in memory, and a run for the unit tests of handlers."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar, cast
from uuid import UUID

from google.protobuf.message import Message

from services.kit.db.base import OwnedRow
from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId, new_id, slot_of
from services.kit.jobs import machine
from services.kit.jobs.errors import JobCancelled, JobStopped, LeaseLost
from services.kit.jobs.fairness import Place, may_be_served, order_key
from services.kit.jobs.handler import JobHandler
from services.kit.jobs.machine import Cancelled, Failed, Outcome, Standing, Succeeded
from services.kit.jobs.model import JobState, JobView, NewJob, Usage
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
from tests.fakes.clock import FakeClock

MessageT = TypeVar("MessageT", bound=Message)


class FakeTx:
    """Collects what is added, as a `Tx` of nobody's database; see `as_tx`."""

    def __init__(self, owner: UserId) -> None:
        self.owner = owner
        self.slot = slot_of(owner)
        self.shard = "shard-0"
        self.writable = True
        self.added: list[OwnedRow] = []
        self.callbacks: list[Callable[[], Awaitable[None]]] = []

    def add(self, row: OwnedRow) -> None:
        """Keeps the row, stamped as the real one stamps it."""
        row.slot, row.user_id = self.slot, self.owner
        self.added.append(row)

    def after_commit(self, callback: Callable[[], Awaitable[None]]) -> None:
        """Keeps the callback."""
        self.callbacks.append(callback)

    async def flush(self) -> None:
        """There is nothing to send."""

    @property
    def as_tx(self) -> Tx:
        """The same object, for code that is typed to get a `Tx`."""
        return cast(Tx, self)


@dataclass
class _StoredJob:
    view: JobView
    standing: Standing
    priority: int = 0
    steps: dict[str, bytes] = field(default_factory=dict)
    charges: dict[str, Usage] = field(default_factory=dict)
    is_refunded: bool = False
    effects: list[OwnedRow] = field(default_factory=list)


class FakeJobStore:
    """`JobStore` in memory: the same state machine, and a clock that stands still."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self._jobs: dict[JobRef, _StoredJob] = {}
        self._served_at: dict[tuple[UserId, str], datetime] = {}

    def add(self, owner: UserId, job: NewJob) -> JobRef:
        """Enqueues a job."""
        now = self._clock.now()
        ref = JobRef("shard-0", owner, job.id)
        standing = Standing(
            state=JobState.QUEUED,
            cancel_requested=False,
            attempt=1,
            max_attempts=job.max_attempts,
            losses=0,
            max_losses=job.max_losses,
            fencing=0,
            lease_owner=None,
            lease_expires_at=None,
            run_after=now + job.delay,
            time_limit=job.time_limit,
            deadline=None if job.time_limit is None else now + job.time_limit,
            failure=None,
            finished_at=None,
        )
        view = JobView(
            id=job.id,
            owner=owner,
            kind=job.kind,
            resource_id=job.resource_id,
            state=standing.state,
            attempt=1,
            max_attempts=job.max_attempts,
            losses=0,
            cancel_requested=False,
            failure=None,
            created_at=now,
            payload_bytes=job.payload.SerializeToString(),
        )
        self._jobs[ref] = _StoredJob(view, standing, job.priority)
        return ref

    def request_cancel(self, ref: JobRef) -> None:
        """As `queue.request_cancel` does."""
        job = self._jobs[ref]
        job.standing = machine.ask_to_cancel(job.standing)

    def retry(self, ref: JobRef) -> None:
        """As `queue.retry` does, where it may."""
        job = self._jobs[ref]
        if machine.can_be_retried(job.standing):
            job.standing = machine.retry(job.standing, self._clock.now())
            job.is_refunded = False

    def ask_to_retry(self, ref: JobRef) -> None:
        """As an operator does."""
        job = self._jobs[ref]
        job.standing = machine.ask_to_retry(job.standing)

    def discard(self, ref: JobRef) -> None:
        """As an operator does."""
        job = self._jobs[ref]
        if job.standing.set_aside_at is not None:
            job.standing = machine.discard(job.standing)

    def standing(self, ref: JobRef) -> Standing:
        """How a job stands."""
        return self._jobs[ref].standing

    def steps(self, ref: JobRef) -> list[str]:
        """Keys of the finished steps."""
        return sorted(self._jobs[ref].steps)

    def charges(self, ref: JobRef) -> list[str]:
        """Keys of the steps that were charged, unless that was given back."""
        job = self._jobs[ref]
        return [] if job.is_refunded else sorted(job.charges)

    def effects(self, ref: JobRef) -> list[OwnedRow]:
        """What `apply` and the hooks added, in the order of commits."""
        return list(self._jobs[ref].effects)

    async def claim(
        self, job: JobRef, worker: str, lease: timedelta, *, only_to_cancel: bool = False
    ) -> Claim | NotClaimed:
        stored = self._jobs.get(job)
        now = self._clock.now()
        if stored is None:
            return NotClaimed(None)
        standing = stored.standing
        wanted = standing.cancel_requested or not only_to_cancel
        if not (wanted and machine.can_be_claimed(standing, now)):
            is_queued = standing.state is JobState.QUEUED
            return NotClaimed(max(standing.run_after - now, timedelta(0)) if is_queued else None)
        return self._claim(job, worker, lease)

    async def claim_next(
        self, shard: str, kind: str, worker: str, lease: timedelta, *, per_owner: int, at_most: int
    ) -> Claims:
        now = self._clock.now()
        here = {ref: job for ref, job in self._jobs.items() if ref.shard == shard and job.view.kind == kind}
        chosen = [ref for ref, job in here.items() if machine.goes_first(job.standing, now)]
        places = {owner: self._place(owner, here, now) for owner in {ref.owner for ref in here}}
        next_owners = sorted(
            (owner for owner, place in places.items() if may_be_served(place, now, per_owner)),
            key=lambda owner: order_key(places[owner], now),
        )
        for owner in next_owners:
            due = [
                ref
                for ref, job in here.items()
                if ref.owner == owner
                and job.standing.state is JobState.QUEUED
                and job.standing.run_after <= now
                and ref not in chosen
            ]
            due.sort(key=lambda ref: (-here[ref].priority, here[ref].standing.run_after))
            chosen += due[:1]
        claims = [self._claim(ref, worker, lease) for ref in chosen[:at_most]]
        return Claims(claims, has_more=bool(claims))

    def _place(self, owner: UserId, here: Mapping[JobRef, _StoredJob], now: datetime) -> Place:
        theirs = [job for ref, job in here.items() if ref.owner == owner]
        waiting = [job for job in theirs if job.standing.state is JobState.QUEUED]
        kind = theirs[0].view.kind
        return Place(
            priority=max((job.priority for job in waiting), default=0),
            due_at=min((job.standing.run_after for job in waiting), default=None),
            running=sum(job.standing.state is JobState.RUNNING for job in theirs),
            served_at=self._served_at.get((owner, kind)),
        )

    def _claim(self, job: JobRef, worker: str, lease: timedelta) -> Claim:
        stored, now = self._jobs[job], self._clock.now()
        if stored.standing.state is JobState.QUEUED:
            self._served_at[job.owner, stored.view.kind] = now
        stored.standing = claimed = machine.claim(stored.standing, now, worker, lease)
        return Claim(
            lease=Lease(job, claimed.fencing),
            view=self._view(stored),
            verdict=machine.verdict(claimed, now),
            waited=now - claimed.run_after,
            time_left=None if claimed.deadline is None else claimed.deadline - now,
            traceparent=None,
            steps=dict(stored.steps),
        )

    async def extend(self, lease: Lease, length: timedelta) -> Beat:
        stored = self._held(lease)
        stored.standing = replace(stored.standing, lease_expires_at=self._clock.now() + length)
        return Beat(stored.standing.cancel_requested)

    async def finish_step(
        self, lease: Lease, step: FinishedStep, apply: Callable[[Tx], Awaitable[None]] | None
    ) -> None:
        stored = self._may_write(lease)
        if step.key in stored.steps:
            return
        tx = FakeTx(lease.job.owner)
        if apply is not None:
            await apply(tx.as_tx)
        stored.steps[step.key] = step.result
        if step.charge is not None:
            stored.charges[step.key] = step.charge
        stored.effects += tx.added

    async def write(self, lease: Lease, apply: Callable[[Tx], Awaitable[None]]) -> None:
        stored = self._may_write(lease)
        tx = FakeTx(lease.job.owner)
        await apply(tx.as_tx)
        stored.effects += tx.added

    async def settle(self, lease: Lease, outcome: Outcome, handler: JobHandler) -> JobState:
        stored = self._jobs[lease.job]
        now = self._clock.now()
        if not machine.is_held(stored.standing, now, lease.fencing):
            if stored.standing.fencing == lease.fencing and stored.standing.state is not JobState.RUNNING:
                return stored.standing.state
            raise LeaseLost
        outcome = machine.effective(stored.standing, outcome)
        settled = machine.settle(stored.standing, now, outcome)
        tx = FakeTx(lease.job.owner)
        view = self._view(replace(stored, standing=settled))
        match outcome:
            case Succeeded():
                await handler.finished(tx.as_tx, view)
            case Failed(failure):
                await handler.failed(tx.as_tx, view, failure)
            case Cancelled():
                await handler.cancelled(tx.as_tx, view)
            case _:
                pass
        stored.standing = settled
        stored.is_refunded = settled.state is JobState.FAILED
        stored.effects += tx.added
        if settled.state.is_terminal:
            self._served_at[lease.job.owner, stored.view.kind] = now
        return settled.state

    async def to_cancel(self, shard: str, kinds: Sequence[str]) -> Sequence[ToCancel]:
        now = self._clock.now()
        return [
            ToCancel(
                ref,
                job.view.kind,
                job.standing.lease_owner
                if machine.is_held(job.standing, now, job.standing.fencing)
                else None,
            )
            for ref, job in self._jobs.items()
            if ref.shard == shard
            and job.view.kind in kinds
            and job.standing.cancel_requested
            and not job.standing.state.is_terminal
        ]

    async def to_requeue(self, shard: str, kinds: Sequence[str]) -> Sequence[ToRequeue]:
        return [
            ToRequeue(ref, job.view.kind)
            for ref, job in self._jobs.items()
            if ref.shard == shard and job.view.kind in kinds and job.standing.retry_requested
        ]

    async def requeue(self, job: JobRef, handler: JobHandler) -> bool:
        stored = self._jobs[job]
        if not stored.standing.retry_requested:
            return False
        settled = machine.retry(stored.standing, self._clock.now())
        tx = FakeTx(job.owner)
        await handler.requeued(tx.as_tx, self._view(replace(stored, standing=settled)))
        stored.standing = settled
        stored.is_refunded = False
        stored.effects += tx.added
        return True

    def _held(self, lease: Lease) -> _StoredJob:
        stored = self._jobs[lease.job]
        if not machine.is_held(stored.standing, self._clock.now(), lease.fencing):
            raise LeaseLost
        return stored

    def _may_write(self, lease: Lease) -> _StoredJob:
        stored = self._held(lease)
        if stored.standing.cancel_requested:
            raise JobCancelled
        return stored

    def _view(self, stored: _StoredJob) -> JobView:
        standing = stored.standing
        return replace(
            stored.view,
            state=standing.state,
            attempt=standing.attempt,
            losses=standing.losses,
            cancel_requested=standing.cancel_requested,
            failure=standing.failure,
        )


class FakeJobRun:
    """`JobRun` for the unit tests of a handler: steps are done at once, and what they did is there to see.

    `finished` holds the results of steps that an earlier run finished.
    """

    def __init__(
        self,
        payload: Message,
        *,
        owner: UserId,
        resource_id: UUID | None = None,
        finished: dict[str, Message] | None = None,
        attempt: int = 1,
        max_attempts: int = 3,
    ) -> None:
        self.id = JobId(new_id())
        self.owner = owner
        self.resource_id = resource_id or new_id()
        self.attempt = attempt
        self.max_attempts = max_attempts
        self.steps: dict[str, bytes] = {k: v.SerializeToString() for k, v in (finished or {}).items()}
        self.charges: dict[str, Usage] = {}
        self.done: list[str] = []
        """Keys of the steps that this run worked on, in the order in which they came to their end."""
        self.writes: list[FakeTx] = []
        """The transaction of each step's `apply` and of each `write`."""
        self._payload = payload.SerializeToString()
        self._stop: JobStopped | None = None

    def stop(self, reason: JobStopped) -> None:
        """From now on `check`, `step` and `write` raise this."""
        self._stop = reason

    def payload(self, message_type: type[MessageT]) -> MessageT:
        return message_type.FromString(self._payload)

    def finished_step(self, key: str, result_type: type[MessageT]) -> MessageT | None:
        stored = self.steps.get(key)
        return None if stored is None else result_type.FromString(stored)

    async def step(
        self,
        key: str,
        work: Callable[[], Awaitable[MessageT]],
        result_type: type[MessageT],
        *,
        apply: Callable[[Tx, MessageT], Awaitable[None]] | None = None,
        charge: Usage | None = None,
        time_limit: timedelta | None = None,
    ) -> MessageT:
        stored = self.finished_step(key, result_type)
        if stored is not None:
            return stored
        self.check()
        result = await work()
        self.check()
        tx = FakeTx(self.owner)
        if apply is not None:
            await apply(tx.as_tx, result)
        self.writes.append(tx)
        self.steps[key] = result.SerializeToString()
        self.done.append(key)
        if charge is not None:
            self.charges[key] = charge
        return result

    async def write(self, apply: Callable[[Tx], Awaitable[None]]) -> None:
        self.check()
        tx = FakeTx(self.owner)
        await apply(tx.as_tx)
        self.writes.append(tx)

    def check(self) -> None:
        if self._stop is not None:
            raise self._stop
