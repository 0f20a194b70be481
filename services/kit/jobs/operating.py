"""What an operator may do to somebody's job: each with who did it and why, in one transaction."""

from enum import StrEnum

from services.kit.db.unit_of_work import Tx
from services.kit.errors import Code, DomainError
from services.kit.ids import JobId, UserId, new_id
from services.kit.jobs import machine
from services.kit.jobs.model import JobState
from services.kit.jobs.rows import cancel_signal, put_standing, standing_of
from services.kit.jobs.tables import JobRow, OperatorActionRow
from services.kit.logging import get_logger

log = get_logger(__name__)


class OperatorAction(StrEnum):
    """What was done."""

    RETRY = "RETRY"
    DISCARD = "DISCARD"


class JobNotFound(DomainError):
    """That person has no such job; it may be so old that it was deleted."""

    domain = "encompass.jobs"
    code = Code.NOT_FOUND
    reason = "JOB_NOT_FOUND"

    def __init__(self, owner: UserId, job_id: JobId) -> None:
        super().__init__(
            "This person has no such job.", metadata={"user_id": str(owner), "job_id": str(job_id)}
        )


class JobNotFailed(DomainError):
    """Only a FAILED job can be taken up again by an operator."""

    domain = "encompass.jobs"
    code = Code.FAILED_PRECONDITION
    reason = "JOB_NOT_FAILED"

    def __init__(self, job_id: JobId, state: JobState) -> None:
        super().__init__(
            f"Only a failed job can be retried; this one is {state.value}.",
            metadata={"job_id": str(job_id), "state": state.value},
        )


class JobNotSetAside(DomainError):
    """Only a job that waits for an operator can be discarded."""

    domain = "encompass.jobs"
    code = Code.FAILED_PRECONDITION
    reason = "JOB_NOT_SET_ASIDE"

    def __init__(self, job_id: JobId) -> None:
        super().__init__("This job isn't set aside.", metadata={"job_id": str(job_id)})


async def ask_for_retry(tx: Tx, job_id: JobId, *, operator: UserId, reason: str) -> JobRow:
    """Has a FAILED job run again, with fresh budgets, from its first unfinished step; returns it.

    A worker of its kind takes it up within about a second, or as soon as there is one: until then it is
    FAILED for its owner, and for whoever looks here. Asking again meanwhile changes nothing.

    Raises:
        JobNotFound: the owner has no such job.
        JobNotFailed: it is in another state.
    """
    row = await _locked(tx, job_id)
    standing = standing_of(row)
    if standing.state is not JobState.FAILED:
        raise JobNotFailed(job_id, standing.state)
    if not standing.retry_requested:
        put_standing(row, machine.ask_to_retry(standing))
        tx.add(cancel_signal(row))
        _note(tx, job_id, OperatorAction.RETRY, operator, reason)
    return row


async def discard(tx: Tx, job_id: JobId, *, operator: UserId, reason: str) -> JobRow:
    """Takes a job off the list of those that are set aside; for its owner it stays FAILED.

    Raises:
        JobNotFound: the owner has no such job.
        JobNotSetAside: it isn't on that list.
    """
    row = await _locked(tx, job_id)
    standing = standing_of(row)
    if standing.set_aside_at is None:
        raise JobNotSetAside(job_id)
    put_standing(row, machine.discard(standing))
    _note(tx, job_id, OperatorAction.DISCARD, operator, reason)
    return row


async def _locked(tx: Tx, job_id: JobId) -> JobRow:
    row = await tx.find(JobRow, job_id, for_update=True)
    if row is None:
        raise JobNotFound(tx.owner, job_id)
    return row


def _note(tx: Tx, job_id: JobId, action: OperatorAction, operator: UserId, reason: str) -> None:
    tx.add(
        OperatorActionRow(
            id=new_id(), job_id=job_id, operator_id=operator, action=action.value, reason=reason
        )
    )
    log.info(
        "operator.acted",
        action=action.value,
        job_id=str(job_id),
        owner_id=str(tx.owner),
        operator_id=str(operator),
        reason=reason,
    )
