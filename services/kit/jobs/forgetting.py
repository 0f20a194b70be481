"""Ending and forgetting the jobs of a resource, or of a person, that is deleted."""

from typing import Final
from uuid import UUID

from sqlalchemy import Delete, func

from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId
from services.kit.jobs.model import JobState
from services.kit.jobs.queue import request_cancel
from services.kit.jobs.tables import (
    JobOwnerRow,
    JobRow,
    OperatorActionRow,
    OutboxRow,
    StepRow,
    UsageChargeRow,
)

_OVER: Final = [state.value for state in JobState if state.is_terminal]


async def forget_jobs(tx: Tx, kind: str, resource_id: UUID) -> None:
    """Deletes the jobs of a kind that a resource has, with their steps; what they cost is kept.

    One that is under way is cancelled, which a worker needs its row for: what it holds of its owner's is
    emptied, and it is deleted with other old ones. Its `cancelled` hook finds the resource gone.
    """
    query = tx.owned(JobRow).where(JobRow.kind == kind, JobRow.resource_id == resource_id)
    for row in (await tx.session.scalars(query.order_by(JobRow.id).with_for_update(key_share=True))).all():
        if JobState(row.state).is_terminal:
            await tx.session.delete(row)
            continue
        await request_cancel(tx, JobId(row.id))
        row.payload = b""
        await tx.session.execute(tx.owned_delete(StepRow).where(StepRow.job_id == row.id))


async def forget_everything(tx: Tx) -> int:
    """Forgets all that jobs keep of the owner: the jobs, what they cost, what operators did to them, and
    messages that were published. Returns how much of it has to be waited for.

    Jobs that are under way are cancelled, which a worker needs their rows for; messages that aren't published
    yet have to be. Until there are none of either, what goes with jobs is left alone.
    """
    under_way = tx.owned(JobRow).where(JobRow.state.not_in(_OVER)).order_by(JobRow.id)
    waiting = (await tx.session.scalars(under_way.with_for_update(key_share=True))).all()
    for row in waiting:
        await request_cancel(tx, JobId(row.id))
        row.payload = b""
    await tx.flush()
    await _delete(tx, tx.owned_delete(JobRow).where(JobRow.state.in_(_OVER)))
    await _delete(tx, tx.owned_delete(OutboxRow).where(OutboxRow.published_at.is_not(None)))
    unpublished = tx.owned(OutboxRow).where(OutboxRow.published_at.is_(None))
    left = len(waiting) + (await tx.session.scalar(unpublished.with_only_columns(func.count())) or 0)
    if not left:
        for table in (JobOwnerRow, UsageChargeRow, OperatorActionRow):
            await _delete(tx, tx.owned_delete(table))
    return left


async def _delete(tx: Tx, rows: Delete) -> None:
    await tx.session.execute(rows, execution_options={"synchronize_session": False})
