"""The contract between the worker and a domain's handler of one kind of job."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from google.protobuf.message import Message

from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId
from services.kit.jobs.model import Failure, JobView, Usage

MessageT = TypeVar("MessageT", bound=Message)


class JobRun(Protocol):
    """One run of a job, under a lease.

    Every write checks, in its own transaction, that the lease is still this run's and that nobody asked for
    a cancel. When either is so, the running task is cancelled (asyncio cancellation: let it through) and
    whatever it still tries to write raises `LeaseLost` or `JobCancelled`.
    """

    @property
    def id(self) -> JobId: ...

    @property
    def owner(self) -> UserId: ...

    @property
    def resource_id(self) -> UUID: ...

    @property
    def attempt(self) -> int:
        """1 for the first; a lost worker doesn't count as one."""
        ...

    @property
    def max_attempts(self) -> int: ...

    def payload(self, message_type: type[MessageT]) -> MessageT:
        """The message that the job was enqueued with."""
        ...

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
        """Does one step, once in the life of the job.

        If a step of this key (`scene/3/narration`) is finished already, in this run or an earlier one, its
        stored result is returned and nothing is done. Else `work` runs, outside of any transaction; then one
        transaction checks the fencing token, stores the result, charges `charge` and runs `apply`, which
        changes the domain's rows. `apply` may run again when that transaction is broken off, so it touches
        nothing but its Tx. Steps of one job may run in parallel, each with a key of its own.

        `work` may take `time_limit`, or what the worker's settings say; then it is cancelled.

        Raises:
            StepTimedOut: it took longer; let through, it is a failed attempt like others.
        """
        ...

    def finished_step(self, key: str, result_type: type[MessageT]) -> MessageT | None:
        """The stored result of a step, if it is finished."""
        ...

    async def write(self, apply: Callable[[Tx], Awaitable[None]]) -> None:
        """A fenced change of domain rows between steps, as progress is. `apply` must bear being run again
        when the database breaks off in the middle of a commit: set values, don't add to them."""
        ...

    def check(self) -> None:
        """Raises `JobCancelled` or `LeaseLost` if the work has to stop; costs nothing, asks nobody."""
        ...


class JobHandler(Protocol):
    """What a domain does for one kind of job.

    The hooks change the domain's row in the very transaction that changes the job's, so that the two can
    never disagree. They may be called by a worker that never ran the job, and again after a rollback.
    """

    @property
    def kind(self) -> str: ...

    async def run(self, job: JobRun) -> None:
        """The work. Returning means success; `RetryableError` and `PermanentError` say how it failed.

        A `DomainError` counts by its code: UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED and ABORTED may
        be retried, the other codes are permanent. Any other exception may be retried, with a message that
        says nothing of it.
        """
        ...

    async def finished(self, tx: Tx, job: JobView) -> None:
        """The job is done: put the domain's row into its finished state."""
        ...

    async def failed(self, tx: Tx, job: JobView, failure: Failure) -> None:
        """The job is FAILED for good (until a retry): say so on the domain's row."""
        ...

    async def cancelled(self, tx: Tx, job: JobView) -> None:
        """The job is CANCELLED: say so on the domain's row."""
        ...

    async def requeued(self, tx: Tx, job: JobView) -> None:
        """An operator wants the FAILED job to run again: put the domain's row back to where it waits, as the
        owner's own retry does."""
        ...
