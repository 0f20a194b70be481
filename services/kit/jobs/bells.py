"""The bell: what comes out of the stream, and how it is answered."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from encompass.jobs.v1.job_pb2 import JobBell
from google.protobuf.message import DecodeError
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from services.kit.ids import JobId, UserId
from services.kit.jobs.rows import SHARD, TRACEPARENT
from services.kit.logging import get_logger

log = get_logger(__name__)


class BellInvalid(Exception):
    """A message that isn't a bell of ours; it is thrown away."""


@dataclass(frozen=True, slots=True)
class Bell:
    """There may be a job worth claiming on a shard."""

    job_id: JobId | None
    """The job that it was rung for, if it was for one: a hint, to find its trace by."""
    owner: UserId
    shard: str | None
    """Where the relay read it; None leaves it to the router."""
    traceparent: str | None
    message: Msg

    @classmethod
    def of(cls, message: Msg) -> "Bell":
        """Reads a message.

        Raises:
            BellInvalid: it isn't one.
        """
        try:
            body = JobBell.FromString(message.data)
            owner = UserId(UUID(body.user_id))
            job_id = JobId(UUID(body.job_id)) if body.job_id else None
        except (DecodeError, ValueError) as error:
            raise BellInvalid(str(message.subject)) from error
        headers = message.headers or {}
        return cls(job_id, owner, headers.get(SHARD), headers.get(TRACEPARENT), message)

    @property
    def deliveries(self) -> int:
        """How often it has been delivered, with this time."""
        return self.message.metadata.num_delivered or 1

    async def done(self) -> None:
        """It needs no answer any more: a job was claimed, or there was none."""
        await self._answer(self.message.ack())

    async def again(self, delay: timedelta) -> None:
        """Has it ring again, after `delay`; the sweeper would do so too, later."""
        await self._answer(self.message.nak(delay=delay.total_seconds() or None))

    async def _answer(self, answer: Awaitable[None]) -> None:
        """An answer that gets lost costs a needless delivery, nothing else."""
        try:
            await answer
        except (NatsError, OSError) as error:
            log.warning("bell.answer_lost", job_id=str(self.job_id), error=type(error).__name__)
