"""The store of jobs as the worker sees it: each call is one transaction that checks its lease."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId
from services.kit.jobs.handler import JobHandler
from services.kit.jobs.machine import Outcome, Verdict
from services.kit.jobs.model import JobState, JobView, Usage


@dataclass(frozen=True, slots=True)
class JobRef:
    """Where a job is."""

    shard: str
    owner: UserId
    id: JobId


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to write for a job, as long as no higher fencing token was given out."""

    job: JobRef
    fencing: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that is ours now."""

    lease: Lease
    view: JobView
    verdict: Verdict
    waited: timedelta
    """From when it was due to the claim, by the database's clock."""
    time_left: timedelta | None
    """Until its deadline."""
    traceparent: str | None
    steps: Mapping[str, bytes] = field(repr=False)
    """The results of the steps that are finished."""


@dataclass(frozen=True, slots=True)
class NotClaimed:
    """There was nothing to claim."""

    due_in: timedelta | None
    """The job is queued for later; None: somebody else has it, or it is over, or it never was."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What was next."""

    claims: Sequence[Claim]
    has_more: bool
    """Ask again: there may be more, or others were at it at the same time and it isn't known."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A lease that was extended."""

    cancel_requested: bool


@dataclass(frozen=True, slots=True)
class FinishedStep:
    """A step's result and price, to be stored."""

    key: str
    result: bytes
    charge: Usage | None


@dataclass(frozen=True, slots=True)
class ToCancel:
    """A job that somebody wants stopped."""

    job: JobRef
    kind: str
    held_by: str | None
    """The worker whose lease on it is good; None if it is free."""


@dataclass(frozen=True, slots=True)
class ToRequeue:
    """A job that an operator wants to run again."""

    job: JobRef
    kind: str


class JobStore(Protocol):
    """Leases, steps and outcomes.

    Whatever writes raises `LeaseLost` if the lease isn't good any more, `JobCancelled` if a cancel was asked
    for, and `DatabaseUnavailable` or `WriteConflict` when it may be tried again: with the same arguments, and
    with no second effect if the first time was committed after all.
    """

    async def claim(
        self, job: JobRef, worker: str, lease: timedelta, *, only_to_cancel: bool = False
    ) -> Claim | NotClaimed:
        """Takes this job if it is due and free, or if its lease ran out, under a new fencing token.

        The limit of its owner isn't asked for: this is for jobs that are only claimed to be ended.
        """
        ...

    async def claim_next(
        self, shard: str, kind: str, worker: str, lease: timedelta, *, per_owner: int, at_most: int
    ) -> Claims:
        """Takes the jobs of a kind that are next on a shard: one at most of each owner.

        Those that are only to be ended come first (cancelled, or past their deadline), and those whose lease
        ran out, which have their place already. Then `fairness` decides among the owners with fewer than
        `per_owner` jobs running; of the owner's jobs the one of the highest priority, then the oldest.
        """
        ...

    async def extend(self, lease: Lease, length: timedelta) -> Beat:
        """Extends a lease that is still good; a lapsed one is lost, even if nobody took it yet."""
        ...

    async def finish_step(
        self, lease: Lease, step: FinishedStep, apply: Callable[[Tx], Awaitable[None]] | None
    ) -> None:
        """Stores a step with its charge and effects; does nothing if the step is stored already."""
        ...

    async def write(self, lease: Lease, apply: Callable[[Tx], Awaitable[None]]) -> None:
        """Runs `apply` under the lease."""
        ...

    async def settle(self, lease: Lease, outcome: Outcome, handler: JobHandler) -> JobState:
        """Ends the run, with the handler's hook for a terminal state; returns the state that it came to."""
        ...

    async def to_cancel(self, shard: str, kinds: Sequence[str]) -> Sequence[ToCancel]:
        """Jobs of these kinds that are to be stopped, on one shard."""
        ...

    async def to_requeue(self, shard: str, kinds: Sequence[str]) -> Sequence[ToRequeue]:
        """Jobs of these kinds that an operator wants to run again, on one shard."""
        ...

    async def requeue(self, job: JobRef, handler: JobHandler) -> bool:
        """Takes a FAILED job up again that an operator asked for, with the handler's hook and a bell.

        False if nobody asks for it any more, because its owner or another worker was first.
        """
        ...
