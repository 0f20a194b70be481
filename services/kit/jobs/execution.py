"""One job in the hands of a worker: its handler, its heartbeats, and whatever ends it."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from typing import Any

from services.kit import context
from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.jobs.errors import JobCancelled, LeaseLost
from services.kit.jobs.failures import BACKOFFS, Backoffs, outcome_of
from services.kit.jobs.handler import JobHandler
from services.kit.jobs.machine import (
    DEADLINE_EXCEEDED,
    LOST_TOO_OFTEN,
    Cancelled,
    Failed,
    GivenBack,
    Outcome,
    SetDown,
    Succeeded,
    TryAgain,
    Verdict,
)
from services.kit.jobs.model import JobState, SetAside
from services.kit.jobs.run import LeasedRun
from services.kit.jobs.store import Claim, JobStore
from services.kit.jobs.tracing import span
from services.kit.logging import get_logger
from services.kit.metrics import METRICS

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ExecutionOptions:
    """How a job is run."""

    lease: timedelta = timedelta(seconds=15)
    stop_grace: timedelta = timedelta(seconds=3)
    """How long cancelled work may take to stop before it is left alone; it can't write any more anyway."""
    drain_grace: timedelta = timedelta(seconds=4)
    """How long steps may go on while the worker stops."""
    settle_retry: timedelta = timedelta(milliseconds=200)
    step_timeout: timedelta = timedelta(minutes=10)
    """How long the work of a step may take that doesn't say so itself."""
    backoffs: Backoffs = field(default_factory=lambda: BACKOFFS)

    @property
    def beat(self) -> timedelta:
        """Time between heartbeats: two may fail before the lease is gone."""
        return self.lease / 3


class Stop(Enum):
    """Why work is stopped from outside."""

    CANCEL = auto()
    LOST = auto()
    DEADLINE = auto()
    DRAIN = auto()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: what the job came to, or None if it isn't ours to say any more."""

    state: JobState | None


class Execution:
    """Runs a claimed job to its end, or for as long as it is ours."""

    def __init__(
        self,
        claim: Claim,
        handler: JobHandler,
        store: JobStore,
        options: ExecutionOptions,
        *,
        claimed_at: float,
        rng: random.Random,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`claimed_at` is `monotonic()` from before the claim was sent, so that our idea of the lease is the
        shorter one."""
        self._claim = claim
        self._handler = handler
        self._store = store
        self._options = options
        self._rng = rng
        self._monotonic = monotonic
        self._lease_until = claimed_at + options.lease.total_seconds()
        self._run = LeasedRun(claim, store, self._lease_is_good, step_timeout=options.step_timeout)
        self._stop: asyncio.Future[Stop] = asyncio.get_running_loop().create_future()
        self._beating: asyncio.Task[None] | None = None
        self._draining: asyncio.Task[None] | None = None

    async def run(self) -> Ended:
        """Runs and settles; never raises for what a handler does."""
        view = self._claim.view
        attributes: dict[str, str | int] = {
            "job.id": str(view.id),
            "job.kind": view.kind,
            "job.attempt": view.attempt,
        }
        METRICS.jobs_running.labels(view.kind).inc()
        self._beating = asyncio.create_task(self._beat(), name=f"beat-{view.id}")
        try:
            with (
                context.bound(job_id=str(view.id), user_id=str(view.owner)),
                span(f"job {view.kind}", attributes, traceparent=self._claim.traceparent) as opened,
            ):
                outcome = await self._outcome()
                ended = await self._settle(outcome)
                opened.set_attribute("job.state", ended.state.value if ended.state else "LOST")
                return ended
        finally:
            METRICS.jobs_running.labels(view.kind).dec()
            for task in (self._beating, self._draining):
                if task is not None:
                    task.cancel()

    def cancel(self) -> None:
        """Stops the work because its owner asked for that."""
        self._stop_for(Stop.CANCEL)

    def drain(self) -> None:
        """Stops after the steps that are under way, or when `drain_grace` is over; gives the job back."""
        if self._draining is None:
            self._run.drain()
            self._draining = asyncio.create_task(self._drain(), name=f"drain-{self._claim.view.id}")

    async def _outcome(self) -> Outcome | None:
        match self._claim.verdict:
            case Verdict.CANCEL:
                return Cancelled()
            case Verdict.FAIL_FOR_LOSSES:
                return Failed(LOST_TOO_OFTEN, set_aside=SetAside.WORKERS_LOST)
            case Verdict.FAIL_FOR_DEADLINE:
                return Failed(DEADLINE_EXCEEDED)
            case Verdict.RUN:
                return await self._work()

    async def _work(self) -> Outcome | None:
        """None: the lease is lost, there is nothing to settle."""
        view = self._claim.view
        work = asyncio.create_task(self._handler.run(self._run), name=f"job-{view.id}")
        deadline = None if self._claim.time_left is None else self._claim.time_left.total_seconds()
        try:
            ends: set[asyncio.Future[Any]] = {work, self._stop}
            await asyncio.wait(ends, timeout=deadline, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                self._stop_for(Stop.DEADLINE)
                return await self._halt(work)
        except BaseException:
            work.cancel()
            raise
        return self._outcome_of_work(work)

    def _outcome_of_work(self, work: asyncio.Task[None]) -> Outcome | None:
        if work.cancelled():
            return self._outcome_of_error(asyncio.CancelledError("the work cancelled itself"))
        error = work.exception()
        match _cause(error):
            case None:
                return Succeeded()
            case LeaseLost():
                return None
            case JobCancelled():
                return Cancelled()
            case Exception() as cause:
                log.warning(
                    "job.attempt_failed",
                    job_id=str(self._run.id),
                    attempt=self._run.attempt,
                    error=type(cause).__name__,
                    exc_info=cause,
                )
                return self._outcome_of_error(cause)
            case other:
                raise other

    def _outcome_of_error(self, error: BaseException) -> Outcome:
        view = self._claim.view
        return outcome_of(error, view.attempt, self._options.backoffs, self._rng, losses=view.losses)

    async def _halt(self, work: asyncio.Task[None]) -> Outcome | None:
        reason = self._stop.result()
        self._run.stop(JobCancelled() if reason is Stop.CANCEL else LeaseLost())
        work.cancel()
        await asyncio.wait({work}, timeout=self._options.stop_grace.total_seconds())
        if not work.done():
            log.error("job.work_did_not_stop", job_id=str(self._run.id), kind=self._claim.view.kind)
        elif not work.cancelled() and work.exception() is not None:
            log.info("job.work_stopped", job_id=str(self._run.id), error=type(work.exception()).__name__)
        match reason:
            case Stop.CANCEL:
                return Cancelled()
            case Stop.DEADLINE:
                return Failed(DEADLINE_EXCEEDED)
            case Stop.DRAIN:
                return GivenBack()
            case Stop.LOST:
                return None

    async def _settle(self, outcome: Outcome | None) -> Ended:
        """Brings the outcome into the database, for as long as the lease is ours."""
        view = self._claim.view
        while outcome is not None:
            try:
                state = await self._store.settle(self._claim.lease, outcome, self._handler)
            except LeaseLost:
                break
            except (DatabaseUnavailable, WriteConflict) as error:
                log.warning("job.settle_retried", job_id=str(view.id), reason=error.reason)
                if not self._lease_is_good():
                    break
                await asyncio.sleep(self._options.settle_retry.total_seconds())
            except Exception as error:
                # The hook's own fault: nothing of it is stored. The job must not end without its hook.
                log.exception("job.hook_failed", job_id=str(view.id), outcome=type(outcome).__name__)
                replacement = self._outcome_of_error(error)
                outcome = replacement if isinstance(outcome, Succeeded) else self._later(outcome)
            else:
                return self._ended(state, outcome)
        METRICS.job_lost_leases.labels(view.kind).inc()
        log.warning("job.lease_lost", job_id=str(view.id), kind=view.kind)
        return Ended(None)

    def _later(self, outcome: Outcome) -> Outcome | None:
        """A failed or cancelled hook that raises is tried again later: by letting the lease run out."""
        log.error("job.left_to_its_lease", job_id=str(self._claim.view.id), outcome=type(outcome).__name__)
        return None

    def _ended(self, state: JobState, outcome: Outcome) -> Ended:
        view = self._claim.view
        log.info("job.settled", job_id=str(view.id), kind=view.kind, state=state.value, attempt=view.attempt)
        if state.is_terminal:
            METRICS.job_finishes.labels(view.kind, state.value).inc()
            set_aside = _set_aside(state, outcome)
            if set_aside is not None:
                METRICS.jobs_set_aside.labels(view.kind, set_aside.value).inc()
                log.error("job.set_aside", job_id=str(view.id), kind=view.kind, reason=set_aside.value)
            return Ended(state)
        if isinstance(outcome, TryAgain | SetDown):
            METRICS.job_retries.labels(view.kind).inc()
        return Ended(state)

    async def _beat(self) -> None:
        """Extends the lease, and hears of a wish to cancel."""
        interval = self._options.beat.total_seconds()
        while True:
            await asyncio.sleep(interval)
            asked_at = self._monotonic()
            try:
                beat = await self._store.extend(self._claim.lease, self._options.lease)
            except LeaseLost:
                self._count_beat("lost")
                self._stop_for(Stop.LOST)
                return
            except Exception as error:  # noqa: BLE001  the lease decides, not what went wrong once
                self._count_beat("failed")
                log.warning("job.beat_failed", job_id=str(self._run.id), error=type(error).__name__)
                if not self._lease_is_good():
                    self._stop_for(Stop.LOST)
                    return
                interval = min(1.0, self._options.beat.total_seconds())
                continue
            self._count_beat("extended")
            # Counted from before the question: the database's lease is never shorter than ours.
            self._lease_until = asked_at + self._options.lease.total_seconds()
            interval = self._options.beat.total_seconds()
            if beat.cancel_requested:
                self._stop_for(Stop.CANCEL)

    async def _drain(self) -> None:
        try:
            async with asyncio.timeout(self._options.drain_grace.total_seconds()):
                await self._run.idle.wait()
        except TimeoutError:
            log.info("job.step_given_up", job_id=str(self._run.id))
        self._stop_for(Stop.DRAIN)

    def _stop_for(self, reason: Stop) -> None:
        if not self._stop.done():
            self._stop.set_result(reason)

    def _lease_is_good(self) -> bool:
        return self._monotonic() < self._lease_until

    def _count_beat(self, result: str) -> None:
        METRICS.job_heartbeats.labels(self._claim.view.kind, result).inc()


def _set_aside(state: JobState, outcome: Outcome) -> SetAside | None:
    """Why the job waits for an operator now, if it does; the store knows if this attempt was the last."""
    if state is not JobState.FAILED:
        return None
    match outcome:
        case Failed() | TryAgain():
            return outcome.set_aside
        case SetDown():
            return SetAside.WORKERS_LOST
        case _:
            return None


def _cause(error: BaseException | None) -> BaseException | None:
    """The error that counts of a group, as a TaskGroup of parallel steps raises it."""
    if not isinstance(error, BaseExceptionGroup):
        return error
    causes = [_cause(inner) for inner in error.exceptions]
    for decisive in (LeaseLost, JobCancelled, Exception, BaseException):
        for cause in causes:
            if isinstance(cause, decisive):
                return cause
    return error
