"""What every store of jobs does: Postgres and the one in memory, event by event and side by side."""

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

import psycopg
import pytest
from google.protobuf.wrappers_pb2 import StringValue

from services.kit.db.databases import Databases, open_databases
from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId, new_id
from services.kit.jobs import operating, queue
from services.kit.jobs.errors import JobCancelled, LeaseLost
from services.kit.jobs.handler import JobRun
from services.kit.jobs.machine import (
    Cancelled,
    Failed,
    GivenBack,
    Outcome,
    SetDown,
    Standing,
    Succeeded,
    TryAgain,
    Verdict,
)
from services.kit.jobs.model import Failure, JobState, JobView, NewJob, SetAside, Usage
from services.kit.jobs.operating import JobNotFailed, JobNotSetAside
from services.kit.jobs.postgres_store import PostgresJobStore
from services.kit.jobs.rows import standing_of
from services.kit.jobs.store import (
    Claim,
    FinishedStep,
    JobRef,
    JobStore,
    Lease,
    NotClaimed,
    ToCancel,
    ToRequeue,
)
from services.kit.jobs.tables import JobRow, StepRow, UsageChargeRow
from services.kit.settings import DbSettings
from tests.fakes.clock import FakeClock
from tests.fakes.jobs import FakeJobStore
from tests.support.deeds import somebody

_OPERATOR = UserId(new_id())
LEASE = timedelta(minutes=1)
BROKEN = Failure("BROKEN", "It broke.")


class Bench(Protocol):
    """A store, and the side of a job that isn't the worker's."""

    store: JobStore

    async def add(self, owner: UserId, job: NewJob) -> JobRef: ...
    async def advance(self, by: timedelta) -> None: ...
    async def shard_of(self, owner: UserId) -> str: ...
    async def request_cancel(self, ref: JobRef) -> None: ...
    async def retry(self, ref: JobRef) -> None: ...
    async def ask_to_retry(self, ref: JobRef) -> None: ...
    async def discard(self, ref: JobRef) -> None: ...
    async def standing(self, ref: JobRef) -> Standing: ...
    async def steps(self, ref: JobRef) -> list[str]: ...
    async def charges(self, ref: JobRef) -> list[str]: ...


class MemoryBench:
    def __init__(self) -> None:
        self._clock = FakeClock()
        self._fake = FakeJobStore(self._clock)
        self.store: JobStore = self._fake

    async def add(self, owner: UserId, job: NewJob) -> JobRef:
        return self._fake.add(owner, job)

    async def advance(self, by: timedelta) -> None:
        self._clock.advance(by)

    async def shard_of(self, owner: UserId) -> str:
        return "shard-0"

    async def request_cancel(self, ref: JobRef) -> None:
        self._fake.request_cancel(ref)

    async def retry(self, ref: JobRef) -> None:
        self._fake.retry(ref)

    async def ask_to_retry(self, ref: JobRef) -> None:
        self._fake.ask_to_retry(ref)

    async def discard(self, ref: JobRef) -> None:
        self._fake.discard(ref)

    async def standing(self, ref: JobRef) -> Standing:
        return self._fake.standing(ref)

    async def steps(self, ref: JobRef) -> list[str]:
        return self._fake.steps(ref)

    async def charges(self, ref: JobRef) -> list[str]:
        return self._fake.charges(ref)


class PostgresBench:
    """The database's clock can't be moved: everything that it is compared with moves the other way."""

    def __init__(self, databases: Databases, settings: DbSettings) -> None:
        self._databases = databases
        self._settings = settings
        self.store: JobStore = PostgresJobStore(databases.shards, databases.uow)

    async def add(self, owner: UserId, job: NewJob) -> JobRef:
        async with self._databases.uow.begin(owner) as tx:
            await queue.enqueue(tx, job)
        return JobRef(tx.shard, owner, job.id)

    async def advance(self, by: timedelta) -> None:
        for url in self._settings.shards.values():
            with psycopg.connect(url.get_secret_value().replace("+psycopg", "")) as connection:
                connection.execute(
                    "UPDATE job_owner SET served_at = served_at - %(by)s, due_at = due_at - %(by)s, "
                    "rank = rank - %(by)s",
                    {"by": by},
                )
                connection.execute(
                    "UPDATE job SET lease_expires_at = lease_expires_at - %(by)s, "
                    "run_after = run_after - %(by)s, deadline = deadline - %(by)s",
                    {"by": by},
                )

    async def shard_of(self, owner: UserId) -> str:
        return await self._databases.router.shard_of(owner)

    async def request_cancel(self, ref: JobRef) -> None:
        async with self._databases.uow.begin(ref.owner) as tx:
            await queue.request_cancel(tx, ref.id)

    async def retry(self, ref: JobRef) -> None:
        try:
            async with self._databases.uow.begin(ref.owner) as tx:
                await queue.retry(tx, ref.id)
        except queue.JobNotRetryable:
            return

    async def ask_to_retry(self, ref: JobRef) -> None:
        with suppress(JobNotFailed):
            async with self._databases.uow.begin(ref.owner) as tx:
                await operating.ask_for_retry(tx, ref.id, operator=_OPERATOR, reason="the model is back")

    async def discard(self, ref: JobRef) -> None:
        with suppress(JobNotSetAside):
            async with self._databases.uow.begin(ref.owner) as tx:
                await operating.discard(tx, ref.id, operator=_OPERATOR, reason="nobody wants it")

    async def standing(self, ref: JobRef) -> Standing:
        async with self._databases.uow.read(ref.owner) as tx:
            row = await tx.find(JobRow, ref.id)
            assert row is not None
            return standing_of(row)

    async def steps(self, ref: JobRef) -> list[str]:
        async with self._databases.uow.read(ref.owner) as tx:
            rows = await tx.session.scalars(tx.owned(StepRow).where(StepRow.job_id == ref.id))
            return sorted(row.key for row in rows)

    async def charges(self, ref: JobRef) -> list[str]:
        async with self._databases.uow.read(ref.owner) as tx:
            charges = tx.owned(UsageChargeRow).where(UsageChargeRow.job_id == ref.id)
            rows = await tx.session.scalars(charges.where(UsageChargeRow.refunded_at.is_(None)))
            return sorted(row.step_key for row in rows)


@dataclass
class Hooks:
    kind: str = "script"
    last: str = ""
    broken: bool = False

    async def run(self, job: JobRun) -> None:
        """The tests are the worker."""

    async def finished(self, tx: Tx, job: JobView) -> None:
        self._called("finished", job)

    async def failed(self, tx: Tx, job: JobView, failure: Failure) -> None:
        self._called(failure.reason, job)

    async def cancelled(self, tx: Tx, job: JobView) -> None:
        self._called("cancelled", job)

    async def requeued(self, tx: Tx, job: JobView) -> None:
        self._called("requeued", job)

    def _called(self, name: str, job: JobView) -> None:
        assert job.state.is_terminal or name == "requeued"
        self.last = name
        if self.broken:
            raise ZeroDivisionError


@pytest.fixture
async def postgres_bench(fresh_db: DbSettings) -> AsyncIterator[Bench]:
    async with open_databases(fresh_db) as databases:
        yield PostgresBench(databases, fresh_db)


@pytest.fixture(params=["memory", "postgres"])
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    async with AsyncExitStack() as stack:
        if request.param == "memory":
            yield MemoryBench()
        else:
            settings: DbSettings = request.getfixturevalue("fresh_db")
            yield PostgresBench(await stack.enter_async_context(open_databases(settings)), settings)


def a_job(**changes: object) -> NewJob:
    return replace(NewJob(JobId(new_id()), "script", new_id(), StringValue(value="x")), **changes)  # type: ignore[arg-type]


async def claimed(bench: Bench, ref: JobRef, worker: str = "a") -> Claim:
    claim = await bench.store.claim(ref, worker, LEASE)
    assert isinstance(claim, Claim)
    return claim


def a_step(key: str) -> FinishedStep:
    return FinishedStep(key, key.encode(), Usage("scenes", 1))


async def test_a_job_is_claimed_by_one_worker_until_its_lease_runs_out(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    first = await claimed(bench, ref)
    assert (first.lease.fencing, first.verdict, first.view.payload_bytes) == (1, Verdict.RUN, b"\n\x01x")
    assert await bench.store.claim(ref, "b", LEASE) == NotClaimed(None)
    await bench.advance(LEASE + timedelta(seconds=1))
    second = await claimed(bench, ref, "b")
    assert (second.lease.fencing, second.view.losses, second.view.attempt) == (2, 1, 1)


async def test_a_job_of_nobody_and_a_job_of_another_owner_can_not_be_claimed(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    assert await bench.store.claim(replace(ref, id=JobId(new_id())), "a", LEASE) == NotClaimed(None)
    assert await bench.store.claim(replace(ref, owner=somebody()), "a", LEASE) == NotClaimed(None)


async def test_a_job_for_later_says_when_it_is_due(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job(delay=timedelta(seconds=100)))
    answer = await bench.store.claim(ref, "a", LEASE)
    assert isinstance(answer, NotClaimed)
    assert answer.due_in is not None
    assert timedelta(seconds=90) < answer.due_in <= timedelta(seconds=100)
    await bench.advance(timedelta(seconds=101))
    await claimed(bench, ref)


async def test_a_finished_step_is_handed_to_the_next_claim(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    lease = (await claimed(bench, ref)).lease
    await bench.store.finish_step(lease, a_step("outline"), None)
    await bench.store.settle(lease, GivenBack(), Hooks())
    assert (await claimed(bench, ref)).steps == {"outline": b"outline"}


async def test_a_step_that_is_stored_already_is_neither_applied_nor_charged_again(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    lease = (await claimed(bench, ref)).lease
    applied: list[str] = []

    async def apply(tx: Tx) -> None:
        applied.append("now")

    for _ in range(3):
        await bench.store.finish_step(lease, a_step("outline"), apply)
    assert applied == ["now"]
    assert await bench.steps(ref) == await bench.charges(ref) == ["outline"]


async def test_an_apply_that_fails_leaves_neither_step_nor_charge(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    lease = (await claimed(bench, ref)).lease

    async def fail(tx: Tx) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await bench.store.finish_step(lease, a_step("outline"), fail)
    assert await bench.steps(ref) == await bench.charges(ref) == []


async def test_what_was_charged_is_given_back_when_the_job_fails_for_good_and_not_before(
    bench: Bench,
) -> None:
    ref = await bench.add(somebody(), a_job(max_attempts=2))
    lease = (await claimed(bench, ref)).lease
    await bench.store.finish_step(lease, a_step("outline"), None)
    await bench.store.settle(lease, TryAgain(BROKEN, timedelta(0)), Hooks())
    assert await bench.charges(ref) == ["outline"], "it will be tried again"
    lease = (await claimed(bench, ref)).lease
    await bench.store.finish_step(lease, a_step("scene/0"), None)
    await bench.store.settle(lease, TryAgain(BROKEN, timedelta(0)), Hooks())
    assert (await bench.standing(ref)).state is JobState.FAILED
    assert await bench.charges(ref) == []
    assert await bench.steps(ref) == ["outline", "scene/0"], "the work is kept"


async def test_a_hook_that_breaks_a_failure_gives_nothing_back(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    lease = (await claimed(bench, ref)).lease
    await bench.store.finish_step(lease, a_step("outline"), None)
    with pytest.raises(ZeroDivisionError):
        await bench.store.settle(lease, Failed(BROKEN), Hooks(broken=True))
    assert await bench.charges(ref) == ["outline"]


@pytest.mark.parametrize("by_an_operator", [False, True])
async def test_a_retry_owes_what_was_given_back_and_pays_no_step_twice(
    bench: Bench, by_an_operator: bool
) -> None:
    ref = await bench.add(somebody(), a_job())
    lease = (await claimed(bench, ref)).lease
    await bench.store.finish_step(lease, a_step("outline"), None)
    await bench.store.settle(lease, Failed(BROKEN), Hooks())
    if by_an_operator:
        await bench.ask_to_retry(ref)
        assert await bench.charges(ref) == [], "it is only a wish yet"
        assert await bench.store.requeue(ref, Hooks())
    else:
        await bench.retry(ref)
    assert await bench.charges(ref) == ["outline"]
    lease = (await claimed(bench, ref)).lease
    await bench.store.finish_step(lease, a_step("outline"), None)
    await bench.store.finish_step(lease, a_step("scene/0"), None)
    await bench.store.settle(lease, Succeeded(), Hooks())
    assert await bench.charges(ref) == ["outline", "scene/0"]


async def test_whoever_lost_the_lease_can_do_nothing(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    old = (await claimed(bench, ref)).lease
    await bench.advance(LEASE + timedelta(seconds=1))
    for someone_took_it in (False, True):
        if someone_took_it:
            await claimed(bench, ref, "b")
        with pytest.raises(LeaseLost):
            await bench.store.extend(old, LEASE)
        with pytest.raises(LeaseLost):
            await bench.store.finish_step(old, a_step("late"), None)
        with pytest.raises(LeaseLost):
            await bench.store.write(old, _nothing)
        with pytest.raises(LeaseLost):
            await bench.store.settle(old, Succeeded(), Hooks())
    assert await bench.steps(ref) == []


async def test_after_a_cancel_nothing_is_written_but_the_end(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    lease = (await claimed(bench, ref)).lease
    assert not (await bench.store.extend(lease, LEASE)).cancel_requested
    await bench.request_cancel(ref)
    assert (await bench.store.extend(lease, LEASE)).cancel_requested
    with pytest.raises(JobCancelled):
        await bench.store.finish_step(lease, a_step("late"), None)
    with pytest.raises(JobCancelled):
        await bench.store.write(lease, _nothing)
    hooks = Hooks()
    assert await bench.store.settle(lease, Succeeded(), hooks) is JobState.CANCELLED
    assert hooks.last == "cancelled"


async def test_what_is_to_be_cancelled_is_found_with_its_holder(bench: Bench) -> None:
    owner = somebody()
    waiting = await bench.add(owner, a_job(delay=timedelta(hours=1)))
    running = await bench.add(owner, a_job())
    await bench.add(owner, a_job())
    other_kind = await bench.add(owner, a_job(kind="video"))
    await claimed(bench, running, "worker-7")
    for ref in (waiting, running, other_kind):
        await bench.request_cancel(ref)
    found = {to_cancel.job: to_cancel for to_cancel in await bench.store.to_cancel(waiting.shard, ["script"])}
    assert found == {
        waiting: ToCancel(waiting, "script", None),
        running: ToCancel(running, "script", "worker-7"),
    }
    only = await bench.store.claim(waiting, "a", LEASE, only_to_cancel=True)
    assert isinstance(only, Claim)
    assert only.verdict is Verdict.CANCEL


async def test_a_job_that_nobody_wants_cancelled_is_not_claimed_for_that(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    assert isinstance(await bench.store.claim(ref, "a", LEASE, only_to_cancel=True), NotClaimed)


async def test_a_hook_that_fails_leaves_the_job_as_it_was(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    lease = (await claimed(bench, ref)).lease
    with pytest.raises(ZeroDivisionError):
        await bench.store.settle(lease, Succeeded(), Hooks(broken=True))
    assert (await bench.standing(ref)).state is JobState.RUNNING
    assert await bench.store.settle(lease, Succeeded(), Hooks()) is JobState.SUCCEEDED


async def test_settling_again_after_an_answer_that_was_lost_changes_nothing(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    lease = (await claimed(bench, ref)).lease
    await bench.store.settle(lease, Failed(BROKEN), Hooks())
    hooks = Hooks()
    assert await bench.store.settle(lease, Succeeded(), hooks) is JobState.FAILED
    assert hooks.last == ""


async def test_a_job_past_its_deadline_or_its_losses_is_claimed_to_be_failed(bench: Bench) -> None:
    late = await bench.add(somebody(), a_job(time_limit=timedelta(seconds=10)))
    lossy = await bench.add(somebody(), a_job(max_losses=0))
    await claimed(bench, lossy)
    await bench.advance(LEASE + timedelta(seconds=1))
    assert (await claimed(bench, late)).verdict is Verdict.FAIL_FOR_DEADLINE
    assert (await claimed(bench, lossy, "b")).verdict is Verdict.FAIL_FOR_LOSSES


async def test_a_job_that_keeps_costing_workers_is_set_aside_with_what_is_known(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job(max_losses=1))
    lease = (await claimed(bench, ref)).lease
    await bench.store.settle(lease, SetDown(timedelta(0), "DatabaseUnavailable: away"), Hooks())
    lease = (await claimed(bench, ref)).lease
    assert await bench.store.settle(lease, SetDown(timedelta(0)), Hooks()) is JobState.FAILED
    standing = await bench.standing(ref)
    assert standing.set_aside_reason is SetAside.WORKERS_LOST
    assert standing.set_aside_at is not None
    assert standing.failure_detail == "DatabaseUnavailable: away"


async def test_what_used_up_its_attempts_by_a_fault_of_ours_is_set_aside_and_other_failures_are_not(
    bench: Bench,
) -> None:
    ours = await bench.add(somebody(), a_job(max_attempts=1))
    theirs = await bench.add(somebody(), a_job(max_attempts=1))
    fault = TryAgain(BROKEN, timedelta(0), "KeyError: 'scene'", SetAside.UNEXPECTED_ERROR)
    await bench.store.settle((await claimed(bench, ours)).lease, fault, Hooks())
    await bench.store.settle((await claimed(bench, theirs)).lease, TryAgain(BROKEN, timedelta(0)), Hooks())
    standing = await bench.standing(ours)
    assert (standing.state, standing.failure) == (JobState.FAILED, BROKEN)
    assert (standing.set_aside_reason, standing.failure_detail) == (
        SetAside.UNEXPECTED_ERROR,
        "KeyError: 'scene'",
    )
    assert (await bench.standing(theirs)).state is JobState.FAILED
    assert (await bench.standing(theirs)).set_aside_reason is None


async def test_a_retry_that_an_operator_asks_for_moves_the_job_and_its_domain_at_once(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job(max_attempts=1))
    lease = (await claimed(bench, ref)).lease
    await bench.store.finish_step(lease, a_step("outline"), None)
    fault = TryAgain(BROKEN, timedelta(0), "KeyError", SetAside.UNEXPECTED_ERROR)
    await bench.store.settle(lease, fault, Hooks())
    await bench.ask_to_retry(ref)
    assert (await bench.standing(ref)).state is JobState.FAILED, "it moved without its domain's row"
    assert await bench.store.to_requeue(ref.shard, ["video"]) == []
    assert await bench.store.to_requeue(ref.shard, ["script"]) == [ToRequeue(ref, "script")]
    hooks = Hooks()
    assert await bench.store.requeue(ref, hooks)
    assert hooks.last == "requeued"
    standing = await bench.standing(ref)
    assert (standing.state, standing.attempt, standing.losses) == (JobState.QUEUED, 1, 0)
    assert (standing.set_aside_at, standing.failure, standing.failure_detail) == (None, None, None)
    assert not await bench.store.requeue(ref, Hooks())
    assert sorted((await claimed(bench, ref)).steps) == ["outline"]


async def test_a_hook_that_breaks_a_retry_leaves_the_job_failed(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    await bench.store.settle((await claimed(bench, ref)).lease, Failed(BROKEN), Hooks())
    await bench.ask_to_retry(ref)
    with pytest.raises(ZeroDivisionError):
        await bench.store.requeue(ref, Hooks(broken=True))
    assert (await bench.standing(ref)).state is JobState.FAILED


async def test_an_owner_who_is_quicker_than_the_operator_gets_one_retry(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    await bench.store.settle((await claimed(bench, ref)).lease, Failed(BROKEN), Hooks())
    await bench.ask_to_retry(ref)
    await bench.retry(ref)
    assert not await bench.store.requeue(ref, Hooks())
    assert (await bench.standing(ref)).state is JobState.QUEUED


async def test_what_did_not_fail_is_not_taken_up_again_for_an_operator(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    await bench.ask_to_retry(ref)
    assert await bench.store.to_requeue(ref.shard, ["script"]) == []
    await bench.store.settle((await claimed(bench, ref)).lease, Cancelled(), Hooks())
    await bench.ask_to_retry(ref)
    assert await bench.store.to_requeue(ref.shard, ["script"]) == []


async def test_a_discarded_job_stays_failed_for_its_owner_who_may_still_retry_it(bench: Bench) -> None:
    ref = await bench.add(somebody(), a_job())
    failed = Failed(BROKEN, "KeyError", SetAside.UNEXPECTED_ERROR)
    await bench.store.settle((await claimed(bench, ref)).lease, failed, Hooks())
    await bench.ask_to_retry(ref)
    await bench.discard(ref)
    standing = await bench.standing(ref)
    assert (standing.state, standing.failure) == (JobState.FAILED, BROKEN)
    assert (standing.set_aside_at, standing.retry_requested) == (None, False)
    await bench.retry(ref)
    assert (await bench.standing(ref)).state is JobState.QUEUED


@pytest.mark.parametrize("seed", range(4))
async def test_both_stores_say_the_same_whatever_happens(postgres_bench: Bench, seed: int) -> None:
    """One random story of workers and owners, told to both; every answer and the standing after it agree."""
    rng = random.Random(seed)
    memory = MemoryBench()
    owner, job = somebody(), a_job(max_attempts=3, max_losses=3, time_limit=timedelta(hours=3))
    refs = (await memory.add(owner, job), await postgres_bench.add(owner, job))
    stories = [_Story(memory, refs[0]), _Story(postgres_bench, refs[1])]
    for number in range(60):
        event = _random_event(rng)
        told = [await story.tell(event) for story in stories]
        assert told[0] == told[1], f"event {number}: {event}"


@dataclass(frozen=True, slots=True)
class _Event:
    name: str
    pick: float
    seconds: float
    outcome: Outcome


def _random_event(rng: random.Random) -> _Event:
    outcomes: list[Outcome] = [
        Succeeded(),
        Failed(BROKEN),
        Cancelled(),
        TryAgain(BROKEN, timedelta(seconds=40)),
        TryAgain(BROKEN, timedelta(seconds=40), "KeyError", SetAside.UNEXPECTED_ERROR),
        GivenBack(),
        SetDown(timedelta(seconds=40)),
    ]
    names = (
        ["claim"] * 4
        + ["step"] * 3
        + ["beat"] * 2
        + ["settle"] * 2
        + ["advance"] * 3
        + ["cancel", "retry", "retry", "ask_to_retry", "requeue", "discard"]
    )
    return _Event(rng.choice(names), rng.random(), rng.choice([1, 30, 45, 70, 600]), rng.choice(outcomes))


class _Story:
    """One job's life in one store."""

    def __init__(self, bench: Bench, ref: JobRef) -> None:
        self._bench = bench
        self._ref = ref
        self._leases: list[Lease] = []

    async def tell(self, event: _Event) -> tuple[object, ...]:
        try:
            answer = await self._happen(event)
        except (LeaseLost, JobCancelled) as refusal:
            answer = type(refusal).__name__
        now = await self._bench.standing(self._ref)
        budgets = (now.state, now.fencing, now.attempt, now.losses, now.cancel_requested, now.failure)
        aside = (now.set_aside_reason, now.failure_detail, now.retry_requested)
        return (
            answer,
            budgets,
            aside,
            await self._bench.steps(self._ref),
            await self._bench.charges(self._ref),
        )

    async def _happen(self, event: _Event) -> object:
        store = self._bench.store
        match event.name:
            case "claim":
                claim = await store.claim(self._ref, "a", LEASE)
                if isinstance(claim, NotClaimed):
                    return claim.due_in is None
                self._leases.append(claim.lease)
                return claim.verdict, sorted(claim.steps)
            case "advance":
                await self._bench.advance(timedelta(seconds=event.seconds))
                return None
            case "cancel":
                await self._bench.request_cancel(self._ref)
                return None
            case "retry":
                await self._bench.retry(self._ref)
                return None
            case "ask_to_retry":
                await self._bench.ask_to_retry(self._ref)
                return None
            case "discard":
                await self._bench.discard(self._ref)
                return None
            case "requeue":
                return await store.requeue(self._ref, Hooks())
        if not self._leases:
            return None
        lease = self._leases[-1 if event.pick < 0.8 else int(event.pick * len(self._leases))]
        match event.name:
            case "beat":
                return await store.extend(lease, LEASE)
            case "step":
                await store.finish_step(lease, a_step(f"scene/{int(event.pick * 4)}"), None)
                return None
            case _:
                return await store.settle(lease, event.outcome, Hooks())


async def _nothing(tx: Tx) -> None:
    return
