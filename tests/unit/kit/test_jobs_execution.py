"""One job in the hands of a worker, over the store in memory."""

import asyncio
import random
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

from google.protobuf.wrappers_pb2 import StringValue

from services.kit.db.errors import DatabaseUnavailable
from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId, new_id
from services.kit.jobs.errors import JobCancelled, LeaseLost, PermanentError, RetryableError
from services.kit.jobs.execution import Ended, Execution, ExecutionOptions
from services.kit.jobs.handler import JobRun
from services.kit.jobs.model import Failure, JobState, JobView, NewJob, SetAside, Usage
from services.kit.jobs.store import Beat, Claim, FinishedStep, JobRef, Lease
from services.kit.jobs.tables import UsageChargeRow
from services.kit.metrics import METRICS
from tests.fakes.clock import FakeClock
from tests.fakes.jobs import FakeJobStore

LEASE = timedelta(seconds=15)
MOMENT = timedelta(milliseconds=20)


class Options(ExecutionOptions):
    """Beats every moment, whatever the lease: that is over when a test says so."""

    @property
    def beat(self) -> timedelta:
        return MOMENT


PATIENT = Options(
    lease=LEASE,
    step_timeout=timedelta(minutes=1),
    stop_grace=timedelta(minutes=1),
    drain_grace=timedelta(minutes=1),
    settle_retry=MOMENT,
)


@dataclass
class Handler:
    """Runs what a test says, and remembers its hooks."""

    work: Callable[[JobRun], Awaitable[None]]
    kind: str = "script"
    ended: list[str] = field(default_factory=list)
    broken_hooks: int = 0

    async def run(self, job: JobRun) -> None:
        await self.work(job)

    async def finished(self, tx: Tx, job: JobView) -> None:
        self._hook("finished")

    async def failed(self, tx: Tx, job: JobView, failure: Failure) -> None:
        self._hook(failure.reason)

    async def cancelled(self, tx: Tx, job: JobView) -> None:
        self._hook("cancelled")

    async def requeued(self, tx: Tx, job: JobView) -> None:
        self._hook("requeued")

    def _hook(self, name: str) -> None:
        self.ended.append(name)
        if self.broken_hooks:
            self.broken_hooks -= 1
            raise RuntimeError(name)


class Store(FakeJobStore):
    """The fake, with a database that may be away."""

    away = 0
    lost = False

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(clock)
        self.beaten = asyncio.Event()

    async def finish_step(
        self, lease: Lease, step: FinishedStep, apply: Callable[[Tx], Awaitable[None]] | None
    ) -> None:
        self._fail_while_away()
        await super().finish_step(lease, step, apply)

    async def extend(self, lease: Lease, length: timedelta) -> Beat:
        if self.lost:
            raise LeaseLost
        beat = await super().extend(lease, length)
        self.beaten.set()
        return beat

    def _fail_while_away(self) -> None:
        if self.away:
            self.away -= 1
            raise DatabaseUnavailable("away")


class Bench:
    """A job that was claimed, and its execution."""

    def __init__(self, work: Callable[[JobRun], Awaitable[None]], **job: object) -> None:
        self.clock = FakeClock()
        self.now = 0.0
        """Time that this process has lived; the lease runs out by it."""
        self.store = Store(self.clock)
        self.handler = Handler(work)
        new = NewJob(JobId(new_id()), "script", new_id(), StringValue(value="hello"), **job)  # type: ignore[arg-type]
        self.ref: JobRef = self.store.add(UserId(uuid.uuid4()), new)

    async def claim(self, options: ExecutionOptions = PATIENT) -> Execution:
        claimed = await self.store.claim(self.ref, "me", timedelta(hours=1))
        assert isinstance(claimed, Claim)
        return Execution(
            claimed,
            self.handler,
            self.store,
            options,
            claimed_at=self.now,
            rng=random.Random(1),
            monotonic=lambda: self.now,
        )

    async def run(self) -> Ended:
        async with asyncio.timeout(30):
            return await (await self.claim()).run()


class Gate:
    """Something that is reached, and left when a test lets it."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()
        self.open = asyncio.Event()

    async def __call__(self) -> None:
        self.reached.set()
        await self.open.wait()


async def nothing() -> None:
    pass


def step_of(
    key: str, during: Callable[[], Awaitable[None]] = nothing
) -> Callable[[JobRun], Awaitable[StringValue]]:
    async def step(job: JobRun) -> StringValue:
        async def work() -> StringValue:
            await during()
            return StringValue(value=key)

        async def mark(tx: Tx, result: StringValue) -> None:
            tx.add(UsageChargeRow(step_key=result.value))

        return await job.step(key, work, StringValue, apply=mark, charge=Usage("deeds", 1))

    return step


def step_and_return(key: str, during: Callable[[], Awaitable[None]]) -> Callable[[JobRun], Awaitable[None]]:
    async def work(job: JobRun) -> None:
        await step_of(key, during)(job)

    return work


async def for_ever(job: JobRun) -> None:
    await step_of("endless", Gate())(job)


async def test_a_run_that_returns_is_a_success() -> None:
    async def work(job: JobRun) -> None:
        assert job.payload(StringValue).value == "hello"
        assert (await step_of("a")(job)).value == "a"
        assert (await step_of("a")(job)).value == "a"  # done already: nothing happens

    bench = Bench(work)
    assert await bench.run() == Ended(JobState.SUCCEEDED)
    assert bench.handler.ended == ["finished"]
    assert bench.store.steps(bench.ref) == bench.store.charges(bench.ref) == ["a"]
    assert len(bench.store.effects(bench.ref)) == 1


async def test_a_retryable_failure_waits_for_as_long_as_it_says() -> None:
    async def work(job: JobRun) -> None:
        raise RetryableError("BUSY", "Busy.", retry_after=timedelta(seconds=40))

    bench = Bench(work)
    assert await bench.run() == Ended(JobState.QUEUED)
    assert bench.store.standing(bench.ref).run_after == bench.clock.now() + timedelta(seconds=40)
    assert bench.handler.ended == []


async def test_the_failure_of_one_of_several_parallel_steps_decides() -> None:
    async def work(job: JobRun) -> None:
        async def fail() -> StringValue:
            raise PermanentError("TOO_DARK", "We can't film this.")

        async with asyncio.TaskGroup() as steps:
            steps.create_task(_ignore(step_of("slow", Gate())(job)))
            steps.create_task(_ignore(job.step("dark", fail, StringValue)))

    bench = Bench(work)
    assert await bench.run() == Ended(JobState.FAILED)
    assert bench.handler.ended == ["TOO_DARK"]
    assert bench.store.steps(bench.ref) == []


async def test_one_step_can_not_be_under_way_twice() -> None:
    async def work(job: JobRun) -> None:
        gate = Gate()
        await asyncio.gather(step_of("a", gate)(job), step_of("a", gate)(job))

    bench = Bench(work, max_attempts=1)
    assert await bench.run() == Ended(JobState.FAILED)
    assert bench.handler.ended == ["INTERNAL"]


async def test_a_cancel_stops_the_work_and_nothing_is_written_after_it() -> None:
    bench = Bench(for_ever)
    execution = await bench.claim()
    running = asyncio.create_task(execution.run())
    await asyncio.sleep(0)
    bench.store.request_cancel(bench.ref)
    execution.cancel()
    assert await asyncio.wait_for(running, 30) == Ended(JobState.CANCELLED)
    assert bench.handler.ended == ["cancelled"]
    assert bench.store.steps(bench.ref) == []


async def test_a_heartbeat_hears_of_a_cancel() -> None:
    bench = Bench(for_ever)
    execution = await bench.claim()
    bench.store.request_cancel(bench.ref)
    assert await asyncio.wait_for(execution.run(), 30) == Ended(JobState.CANCELLED)


async def test_a_wish_to_cancel_beats_a_success_that_comes_at_the_same_time() -> None:
    async def work(job: JobRun) -> None:
        bench.store.request_cancel(bench.ref)

    bench = Bench(work)
    assert await bench.run() == Ended(JobState.CANCELLED)


async def test_heartbeats_keep_the_lease_while_work_goes_on() -> None:
    async def two_leases() -> None:
        for _ in range(4):
            bench.now += LEASE.total_seconds() / 2
            # The first may have been asked for before the time went by.
            for _ in range(2):
                bench.store.beaten.clear()
                await bench.store.beaten.wait()

    bench = Bench(step_and_return("a", two_leases))
    assert await bench.run() == Ended(JobState.SUCCEEDED)
    assert bench.store.steps(bench.ref) == ["a"]


async def test_work_stops_and_settles_nothing_when_the_lease_is_lost() -> None:
    bench = Bench(for_ever)
    bench.store.lost = True
    assert await bench.run() == Ended(None)
    assert bench.handler.ended == []


async def test_a_process_that_slept_past_its_lease_stops_by_itself() -> None:
    refused: list[str] = []

    async def work(job: JobRun) -> None:
        bench.now += LEASE.total_seconds()  # the whole process is paused
        try:
            await step_of("late")(job)
        except LeaseLost:
            refused.append("late")
            raise

    bench = Bench(work)
    await bench.run()
    assert refused == ["late"]
    assert bench.store.steps(bench.ref) == []


async def test_a_finished_step_is_kept_until_the_database_is_back() -> None:
    async def work(job: JobRun) -> None:
        await step_of("a")(job)

    bench = Bench(work)
    bench.store.away = 2
    assert await bench.run() == Ended(JobState.SUCCEEDED)
    assert bench.store.steps(bench.ref) == ["a"]


async def test_a_broken_hook_leaves_the_job_to_be_tried_again() -> None:
    async def work(job: JobRun) -> None:
        await step_of("a")(job)

    bench = Bench(work)
    bench.handler.broken_hooks = 1
    ended = await bench.run()
    assert ended.state is JobState.QUEUED
    assert bench.store.standing(bench.ref).attempt == 2


async def test_a_drain_lets_a_step_end_starts_no_other_and_gives_the_job_back() -> None:
    gate = Gate()

    async def work(job: JobRun) -> None:
        await step_of("a", gate)(job)
        await step_of("b")(job)

    bench = Bench(work)
    execution = await bench.claim()
    running = asyncio.create_task(execution.run())
    await gate.reached.wait()
    execution.drain()
    gate.open.set()
    assert await asyncio.wait_for(running, 30) == Ended(JobState.QUEUED)
    standing = bench.store.standing(bench.ref)
    assert bench.store.steps(bench.ref) == ["a"]
    assert (standing.attempt, standing.losses) == (1, 0)


async def test_a_drain_gives_up_a_step_that_takes_too_long() -> None:
    gate = Gate()
    bench = Bench(step_and_return("endless", gate))
    execution = await bench.claim(replace(PATIENT, drain_grace=MOMENT))
    running = asyncio.create_task(execution.run())
    await gate.reached.wait()
    execution.drain()
    assert await asyncio.wait_for(running, 30) == Ended(JobState.QUEUED)
    assert bench.store.steps(bench.ref) == []


async def test_work_that_does_not_stop_can_not_write_and_does_not_hold_up_the_worker() -> None:
    gate, refused = Gate(), asyncio.Event()

    async def stubborn(job: JobRun) -> None:
        while not gate.open.is_set():
            with suppress(asyncio.CancelledError):
                await gate()
        try:
            await step_of("late")(job)
        except JobCancelled:
            refused.set()

    bench = Bench(stubborn)
    execution = await bench.claim(replace(PATIENT, stop_grace=MOMENT))
    running = asyncio.create_task(execution.run())
    await gate.reached.wait()
    bench.store.request_cancel(bench.ref)
    execution.cancel()
    assert await asyncio.wait_for(running, 30) == Ended(JobState.CANCELLED)
    gate.open.set()
    async with asyncio.timeout(30):
        await refused.wait()
    assert bench.store.steps(bench.ref) == []


async def test_a_step_that_takes_too_long_is_cancelled_and_is_a_failed_attempt() -> None:
    stopped: list[str] = []

    async def work(job: JobRun) -> None:
        async def hang() -> StringValue:
            try:
                await asyncio.Event().wait()
            finally:
                stopped.append("hang")
            raise AssertionError("it can't get here")

        await job.step("hang", hang, StringValue, time_limit=timedelta(seconds=0.05))

    bench = Bench(work, max_attempts=2)
    ended = await bench.run()
    standing = bench.store.standing(bench.ref)
    assert ended.state is JobState.QUEUED
    assert standing.run_after > bench.clock.now()
    assert stopped == ["hang"]
    assert standing.attempt == 2
    assert standing.failure is not None
    assert standing.failure.reason == "STEP_TIMEOUT"
    assert standing.failure_detail == "StepTimedOut: step hang took longer than 0.05 s"
    assert bench.store.steps(bench.ref) == []


async def test_a_step_has_the_time_of_the_settings_if_it_does_not_say_so_itself() -> None:
    bench = Bench(for_ever, max_attempts=1)
    quick = replace(PATIENT, step_timeout=timedelta(seconds=0.05))
    assert await (await bench.claim(quick)).run() == Ended(JobState.FAILED)
    assert bench.handler.ended == ["STEP_TIMEOUT"]


async def test_a_timeout_of_the_works_own_is_not_taken_for_the_steps() -> None:
    async def work(job: JobRun) -> None:
        async def give_up() -> StringValue:
            raise TimeoutError

        await job.step("impatient", give_up, StringValue)

    bench = Bench(work, max_attempts=1)
    assert await bench.run() == Ended(JobState.FAILED)
    assert bench.handler.ended == ["INTERNAL"]


async def test_an_unexpected_error_sets_the_job_aside_with_its_last_attempt() -> None:
    async def work(job: JobRun) -> None:
        raise KeyError("scene")

    bench = Bench(work, max_attempts=2)
    counted = METRICS.jobs_set_aside.labels("script", "UNEXPECTED_ERROR")._value
    before = counted.get()
    assert (await bench.run()).state is JobState.QUEUED
    assert bench.store.standing(bench.ref).set_aside_at is None
    assert counted.get() == before
    bench.clock.advance(timedelta(hours=1))
    assert await bench.run() == Ended(JobState.FAILED)
    standing = bench.store.standing(bench.ref)
    assert standing.set_aside_reason is SetAside.UNEXPECTED_ERROR
    assert standing.failure_detail == "KeyError: 'scene'"
    assert bench.handler.ended == ["INTERNAL"]
    assert counted.get() == before + 1


async def test_a_job_that_has_cost_too_many_workers_is_set_aside() -> None:
    bench = Bench(for_ever, max_losses=0)
    await bench.claim()
    bench.clock.advance(timedelta(hours=2))
    bench.handler.ended.clear()
    ended = await bench.run()
    assert ended == Ended(JobState.FAILED)
    assert bench.handler.ended == ["WORKER_LOST"]
    assert bench.store.standing(bench.ref).set_aside_reason is SetAside.WORKERS_LOST


async def _ignore(work: Awaitable[object]) -> None:
    await work
