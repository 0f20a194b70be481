"""What use cases call, inside their own transaction: enqueue, cancel, retry, publish."""

from google.protobuf.message import Message

from services.kit.db.unit_of_work import Tx
from services.kit.errors import FailedPrecondition
from services.kit.ids import JobId
from services.kit.jobs.model import JobView, NewJob


class JobNotRetryable(FailedPrecondition):
    """Only a failed or cancelled job can be retried."""

    reason = "JOB_NOT_RETRYABLE"


async def enqueue(tx: Tx, job: NewJob) -> None:
    """Adds a job and its bell, to be committed with the domain's own row."""
    ...


async def request_cancel(tx: Tx, job_id: JobId) -> JobView:
    """Asks for a job to be cancelled, and returns it as it was found.

    A terminal job stays as it is. Any other will be CANCELLED, and the handler's `cancelled` hook called, by
    a worker within about a second; work that is running is stopped. Call it before changing the domain's
    row in the same transaction: running steps lock the job's row first, too.

    Raises:
        NotFound: the owner has no such job.
    """
    ...


async def retry(tx: Tx, job_id: JobId) -> JobView:
    """Queues a FAILED or CANCELLED job again, with fresh budgets; its finished steps are kept.

    Raises:
        NotFound: the owner has no such job.
        JobNotRetryable: it is neither failed nor cancelled.
    """
    ...


async def publish_event(tx: Tx, subject: str, message: Message) -> None:
    """Publishes `message` to the EVENTS stream (`events.<domain>.<resource>.<event>`) once committed."""
    ...


async def find_job(tx: Tx, job_id: JobId) -> JobView | None:
    """A job of this owner."""
    ...
