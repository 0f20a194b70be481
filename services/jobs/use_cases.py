"""What an operator can do with jobs."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.jobs.entries import JobDetails, JobEntry, JobFilter, Place, QueueEntry
from services.jobs.ports import JobBoard, Order
from services.kit.db.pages import bounded_page_size, decode_token, encode_token
from services.kit.errors import PageTokenInvalid
from services.kit.ids import JobId, UserId

_DEFAULT_PAGE = 20
_LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class JobPage:
    """Some jobs of a list, and the token for those after them."""

    jobs: Sequence[JobEntry]
    next_page_token: str


class JobAdmin:
    """List, look, retry, discard, and how queues stand. Whoever calls it is an operator."""

    def __init__(self, board: JobBoard) -> None:
        self._board = board

    async def page(self, wanted: JobFilter, page_size: int, page_token: str) -> JobPage:
        """Some jobs of all shards, in one order.

        Raises:
            PageTokenInvalid: the token is of another list.
        """
        size = bounded_page_size(page_size, default=_DEFAULT_PAGE, maximum=_LARGEST_PAGE)
        after = _place(wanted, page_token) if page_token else None
        # Each shard may have all of the page's jobs, and one more says that there is a next page.
        found = await asyncio.gather(
            *(self._board.page(shard, wanted, after, size + 1) for shard in self._board.shards)
        )
        jobs = sorted(
            (job for page in found for job in page),
            key=lambda job: (job.created_at, job.id),
            reverse=not wanted.oldest_first,
        )
        if len(jobs) <= size:
            return JobPage(jobs, "")
        last = jobs[size - 1]
        return JobPage(jobs[:size], encode_token(wanted.name, [last.created_at, last.id]))

    async def look(self, owner: UserId, job_id: JobId) -> JobDetails:
        """One job with all that is known of it.

        Raises:
            JobNotFound
        """
        return await self._board.look(owner, job_id)

    async def carry_out(self, order: Order) -> JobEntry:
        """Retries or discards a job.

        Raises:
            JobNotFound, JobNotFailed, JobNotSetAside, RequestIdReused
        """
        return await self._board.carry_out(order)

    async def queues(self) -> Sequence[QueueEntry]:
        """How each kind of job stands on each shard, in that order."""
        found = await asyncio.gather(*(self._board.queues(shard) for shard in self._board.shards))
        return sorted(
            (queue for queues in found for queue in queues), key=lambda queue: (queue.shard, queue.kind)
        )


def _place(wanted: JobFilter, page_token: str) -> Place:
    match decode_token(wanted.name, page_token):
        case [datetime() as created_at, UUID() as job_id]:
            return Place(created_at, job_id)
        case _:
            raise PageTokenInvalid("This page token doesn't belong to this list. Start from the first page.")
