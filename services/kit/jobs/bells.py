"""The bell: what comes out of the stream, and how it is answered."""

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

_LONGEST_DELAY = timedelta(minutes=1)


class BellInvalid(Exception):
    """A message that isn't a bell of ours; it is thrown away."""


@dataclass(frozen=True, slots=True)
class Bell:
    """A job that may be worth claiming."""

    job_id: JobId
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
            owner, job_id = UserId(UUID(body.user_id)), JobId(UUID(body.job_id))
        except (DecodeError, ValueError) as error:
            raise BellInvalid(str(message.subject)) from error
        headers = message.headers or {}
        return cls(job_id, owner, headers.get(SHARD), headers.get(TRACEPARENT), message)

    async def keep(self) -> None:
        """Says that its job is being worked on, so that it doesn't ring elsewhere."""
        await self._answer("keep")

    async def done(self) -> None:
        """It needs no answer any more: the job is over, or its row says who rings next."""
        await self._answer("done")

    async def again(self, delay: timedelta) -> None:
        """Has it ring again, after `delay`; the sweeper would do so too, later."""
        await self._answer("again", min(delay, _LONGEST_DELAY))

    async def _answer(self, answer: str, delay: timedelta = timedelta(0)) -> None:
        """An answer that gets lost costs a needless delivery, nothing else."""
        try:
            match answer:
                case "keep":
                    await self.message.in_progress()
                case "done":
                    await self.message.ack()
                case _:
                    await self.message.nak(delay=delay.total_seconds() or None)
        except (NatsError, OSError) as error:
            log.warning(
                "bell.answer_lost", answer=answer, job_id=str(self.job_id), error=type(error).__name__
            )
