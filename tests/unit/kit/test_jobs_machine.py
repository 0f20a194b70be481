"""The life of jobs in any order of events: late workers, clocks that run on, owners that cancel."""

import uuid
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from google.protobuf.wrappers_pb2 import StringValue
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId, new_id
from services.kit.jobs.errors import JobCancelled, LeaseLost
from services.kit.jobs.handler import JobRun
from services.kit.jobs.machine import (
    Cancelled,
    Failed,
    GivenBack,
    Outcome,
    SetDown,
    Succeeded,
    TryAgain,
    is_held,
)
from services.kit.jobs.model import Failure, JobState, JobView, NewJob, Usage
from services.kit.jobs.store import Claim, FinishedStep, Lease
from services.kit.jobs.tables import UsageChargeRow
from tests.fakes.clock import FakeClock
from tests.fakes.jobs import FakeJobStore

LEASE = timedelta(seconds=15)
BROKEN = Failure("BROKEN", "It broke.")
ResultT = TypeVar("ResultT")


def now(work: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Runs what never waits, as the fake never does."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    raise AssertionError("the fake waited")


@dataclass
class Hooks:
    """A handler whose hooks leave an effect."""

    kind: str = "script"
    called: list[str] = field(default_factory=list)

    async def run(self, job: JobRun) -> None:
        """Never called: the state machine of the test is the worker."""

    async def finished(self, tx: Tx, job: JobView) -> None:
        self.called.append("SUCCEEDED")

    async def failed(self, tx: Tx, job: JobView, failure: Failure) -> None:
        self.called.append("FAILED")

    async def cancelled(self, tx: Tx, job: JobView) -> None:
        self.called.append("CANCELLED")

    async def requeued(self, tx: Tx, job: JobView) -> None:
        self.called.append("REQUEUED")


outcomes = st.one_of(
    st.just(Succeeded()),
    st.just(Failed(BROKEN)),
    st.just(Cancelled()),
    st.just(GivenBack()),
    st.builds(TryAgain, st.just(BROKEN), st.integers(0, 60).map(lambda s: timedelta(seconds=s))),
    st.builds(SetDown, st.integers(0, 60).map(lambda s: timedelta(seconds=s))),
)


class JobLife(RuleBasedStateMachine):
    """Any number of workers, of which some hold leases that are long gone."""

    leases = Bundle("leases")

    @initialize(
        max_attempts=st.integers(1, 3),
        max_losses=st.integers(0, 3),
        limit=st.one_of(st.none(), st.integers(30, 600).map(lambda s: timedelta(seconds=s))),
    )
    def ask(self, max_attempts: int, max_losses: int, limit: timedelta | None) -> None:
        self.clock = FakeClock()
        self.store = FakeJobStore(self.clock)
        self.hooks = Hooks()
        self.fencing = 0
        self.seen_over: JobState | None = None
        self.terminal_hooks = 0
        self.job = self.store.add(
            UserId(uuid.uuid4()),
            NewJob(
                JobId(new_id()),
                "script",
                new_id(),
                StringValue(),
                max_attempts=max_attempts,
                max_losses=max_losses,
                time_limit=limit,
            ),
        )

    @rule(seconds=st.sampled_from([0.1, 1, 5, 14, 16, 61, 700]))
    def time_passes(self, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))

    @rule(target=leases, worker=st.sampled_from(["a", "b", "c"]), only=st.booleans())
    def claim(self, worker: str, only: bool) -> Lease:
        before = self.store.standing(self.job)
        had_a_holder = is_held(before, self.clock.now(), before.fencing)
        claimed = now(self.store.claim(self.job, worker, LEASE, only_to_cancel=only))
        if not isinstance(claimed, Claim):
            return Lease(self.job, -1)
        assert not had_a_holder, "two workers hold the job"
        assert not before.state.is_terminal, "a job that is over was claimed"
        assert claimed.lease.fencing == self.fencing + 1, "the fencing token did not rise"
        self.fencing = claimed.lease.fencing
        return claimed.lease

    @rule(lease=leases)
    def beat(self, lease: Lease) -> None:
        may = self._may(lease)
        try:
            now(self.store.extend(lease, LEASE))
            assert may, "a lost lease was extended"
        except LeaseLost:
            assert not may, "a good lease was refused"

    @rule(lease=leases, key=st.sampled_from(["outline", "scene/0", "scene/1", "film"]))
    def finish_step(self, lease: Lease, key: str) -> None:
        may = self._may(lease) and not self.store.standing(self.job).cancel_requested

        async def apply(tx: Tx) -> None:
            tx.add(UsageChargeRow(step_key=key))

        try:
            now(self.store.finish_step(lease, FinishedStep(key, b"", Usage("scenes", 1)), apply))
            assert may, "a step was finished under a lost lease or after a cancel"
        except (LeaseLost, JobCancelled):
            assert not may

    @rule(lease=leases, outcome=outcomes)
    def settle(self, lease: Lease, outcome: Outcome) -> None:
        may = self._may(lease)
        before = self.store.standing(self.job)
        try:
            state = now(self.store.settle(lease, outcome, self.hooks))
        except LeaseLost:
            assert not may
            return
        if not may:
            assert self.store.standing(self.job) == before, "a run was settled twice"
            return
        if before.cancel_requested:
            assert state is JobState.CANCELLED, "a cancel was asked for, and something else came of it"
        if state.is_terminal:
            self.terminal_hooks += 1
            self.seen_over = state
            assert self.hooks.called[-1] == state.value

    @rule()
    def cancel(self) -> None:
        self.store.request_cancel(self.job)

    @rule()
    def retry(self) -> None:
        if self.store.standing(self.job).state in (JobState.FAILED, JobState.CANCELLED):
            self.seen_over = None
        self.store.retry(self.job)

    @invariant()
    def what_is_over_stays_over(self) -> None:
        if hasattr(self, "job") and self.seen_over is not None:
            assert self.store.standing(self.job).state is self.seen_over

    @invariant()
    def the_fencing_token_never_falls(self) -> None:
        if hasattr(self, "job"):
            assert self.store.standing(self.job).fencing == self.fencing

    @invariant()
    def no_step_is_applied_or_charged_twice(self) -> None:
        if hasattr(self, "job"):
            effects = sorted(
                row.step_key for row in self.store.effects(self.job) if isinstance(row, UsageChargeRow)
            )
            steps = self.store.steps(self.job)
            # What a job that failed for good has cost is given back.
            failed = self.store.standing(self.job).state is JobState.FAILED
            assert effects == steps
            assert self.store.charges(self.job) == ([] if failed else steps)

    @invariant()
    def budgets_are_kept_apart_and_kept(self) -> None:
        if hasattr(self, "job"):
            standing = self.store.standing(self.job)
            assert 1 <= standing.attempt <= standing.max_attempts
            assert (standing.lease_expires_at is not None) == (standing.state is JobState.RUNNING)

    @invariant()
    def every_end_called_its_hook_once(self) -> None:
        if hasattr(self, "job"):
            assert len(self.hooks.called) == self.terminal_hooks

    def _may(self, lease: Lease) -> bool:
        return is_held(self.store.standing(self.job), self.clock.now(), lease.fencing)


JobLife.TestCase.settings = settings(max_examples=120, stateful_step_count=40)
TestJobLife = JobLife.TestCase
