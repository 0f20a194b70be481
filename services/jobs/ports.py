"""What the use cases need."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from google.protobuf.message import Message

from services.jobs.entries import JobDetails, JobEntry, JobFilter, Place, QueueEntry
from services.kit.ids import JobId, UserId
from services.kit.jobs.operating import OperatorAction


@dataclass(frozen=True, slots=True)
class Order:
    """Something that an operator wants done to a job."""

    action: OperatorAction
    owner: UserId
    job_id: JobId
    operator: UserId
    reason: str
    request_id: UUID
    fingerprint: Message
    """The request as it came; the same id with another one is a mistake of the caller's."""


class JobBoard(Protocol):
    """The jobs of everybody."""

    @property
    def shards(self) -> Sequence[str]:
        """Names of all shards."""
        ...

    async def page(
        self, shard: str, wanted: JobFilter, after: Place | None, limit: int
    ) -> Sequence[JobEntry]:
        """The next jobs of one shard, in the order of the filter."""
        ...

    async def look(self, owner: UserId, job_id: JobId) -> JobDetails:
        """One job.

        Raises:
            JobNotFound: the owner has no such job.
        """
        ...

    async def carry_out(self, order: Order) -> JobEntry:
        """Does what an operator wants in one transaction, once for each request id; returns the job after it.

        Raises:
            JobNotFound, JobNotFailed, JobNotSetAside, RequestIdReused
        """
        ...

    async def queues(self, shard: str) -> Sequence[QueueEntry]:
        """How each kind of job stands on one shard."""
        ...
