"""One run of a job: what a handler gets."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from time import monotonic, perf_counter
from typing import TypeVar
from uuid import UUID

from google.protobuf.message import Message

from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId
from services.kit.jobs.errors import JobStopped, LeaseLost, StepTimedOut
from services.kit.jobs.model import Usage
from services.kit.jobs.store import Claim, FinishedStep, JobStore
from services.kit.jobs.tracing import span
from services.kit.logging import get_logger
from services.kit.metrics import METRICS

MessageT = TypeVar("MessageT", bound=Message)

log = get_logger(__name__)

_FIRST_WAIT_SECONDS = 0.05
_LONGEST_WAIT_SECONDS = 1.0
_GIVE_UP_SECONDS = 120.0
_MAX_CONFLICTS = 5
"""A deadlock is gone the next time; a row that is there already is not."""
_NUMBER = re.compile(r"\d+")


class LeasedRun:
    """`JobRun` over a claim. Its `Execution` stops it; it never stops by itself."""

    def __init__(
        self,
        claim: Claim,
        store: JobStore,
        lease_is_good: Callable[[], bool],
        *,
        step_timeout: timedelta,
    ) -> None:
        """`step_timeout` is for steps that don't say how long they may take."""
        self._claim = claim
        self._step_timeout = step_timeout
        self._store = store
        self._lease_is_good = lease_is_good
        self._finished = dict(claim.steps)
        self._under_way: set[str] = set()
        self._stopped_by: JobStopped | None = None
        self._draining = False
        self.idle = asyncio.Event()
        """Set while no step is under way."""
        self.idle.set()

    @property
    def id(self) -> JobId:
        return self._claim.view.id

    @property
    def owner(self) -> UserId:
        return self._claim.view.owner

    @property
    def resource_id(self) -> UUID:
        return self._claim.view.resource_id

    @property
    def attempt(self) -> int:
        return self._claim.view.attempt

    @property
    def max_attempts(self) -> int:
        return self._claim.view.max_attempts

    def payload(self, message_type: type[MessageT]) -> MessageT:
        return message_type.FromString(self._claim.view.payload_bytes)

    def finished_step(self, key: str, result_type: type[MessageT]) -> MessageT | None:
        stored = self._finished.get(key)
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
            METRICS.job_steps.labels(self._kind, "found").inc()
            return stored
        if key in self._under_way:
            raise ValueError(f"step {key} is under way already")
        await self._may_start()
        self._under_way.add(key)
        self.idle.clear()
        try:
            with span(f"step {_shape(key)}", {"job.id": str(self.id), "job.step": key}):
                limit = time_limit or self._step_timeout
                return await self._do_step(key, work, limit, apply, charge)
        finally:
            self._under_way.discard(key)
            if not self._under_way:
                self.idle.set()

    async def write(self, apply: Callable[[Tx], Awaitable[None]]) -> None:
        await self._persist(lambda: self._store.write(self._claim.lease, apply))

    def check(self) -> None:
        if self._stopped_by is not None:
            raise self._stopped_by
        if not self._lease_is_good():
            raise LeaseLost

    def stop(self, reason: JobStopped) -> None:
        """From now on nothing is started or written any more."""
        self._stopped_by = self._stopped_by or reason

    def drain(self) -> None:
        """Lets steps come to their end and starts no more; whoever asks for one waits to be cancelled."""
        self._draining = True

    @property
    def _kind(self) -> str:
        return self._claim.view.kind

    async def _may_start(self) -> None:
        self.check()
        if self._draining:
            await asyncio.Event().wait()

    async def _do_step(
        self,
        key: str,
        work: Callable[[], Awaitable[MessageT]],
        limit: timedelta,
        apply: Callable[[Tx, MessageT], Awaitable[None]] | None,
        charge: Usage | None,
    ) -> MessageT:
        started = perf_counter()
        result = await self._work_within(limit, key, work)

        applied = None if apply is None else partial(_applied, apply, result)
        step = FinishedStep(key, result.SerializeToString(), charge)
        await self._persist(lambda: self._store.finish_step(self._claim.lease, step, applied))
        self._finished[key] = step.result
        METRICS.job_steps.labels(self._kind, "done").inc()
        METRICS.job_step_seconds.labels(self._kind, _shape(key)).observe(perf_counter() - started)
        if charge is not None:
            METRICS.usage_units.labels(self._kind, charge.meter).inc(charge.quantity)
        return result

    async def _work_within(
        self, limit: timedelta, key: str, work: Callable[[], Awaitable[MessageT]]
    ) -> MessageT:
        try:
            async with asyncio.timeout(limit.total_seconds()) as clock:
                return await work()
        except TimeoutError:
            if not clock.expired():
                raise  # one of the work's own
            METRICS.job_steps.labels(self._kind, "timed_out").inc()
            raise StepTimedOut(key, limit) from None

    async def _persist(self, write: Callable[[], Awaitable[None]]) -> None:
        """Writes, again and again while the database is away and the lease is ours: work that is done isn't
        thrown away for a restart of Postgres."""
        wait = _FIRST_WAIT_SECONDS
        conflicts = 0
        give_up_at = monotonic() + _GIVE_UP_SECONDS
        while True:
            self.check()
            try:
                await write()
                return
            except (DatabaseUnavailable, WriteConflict) as error:
                if not self._lease_is_good():
                    raise LeaseLost from error
                conflicts += isinstance(error, WriteConflict)
                if conflicts > _MAX_CONFLICTS or monotonic() > give_up_at:
                    raise
                log.warning("job.write_retried", job_id=str(self.id), reason=error.reason)
            except JobStopped as stopped:
                METRICS.job_fenced_writes.labels(self._kind).inc()
                self.stop(stopped)
                raise
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT_SECONDS)


async def _applied(apply: Callable[[Tx, MessageT], Awaitable[None]], result: MessageT, tx: Tx) -> None:
    await apply(tx, result)


def _shape(key: str) -> str:
    """`scene/*/narration` for `scene/3/narration`: few enough for a label."""
    return _NUMBER.sub("*", key)
