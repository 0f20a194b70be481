"""Ending and forgetting the jobs of a resource that is deleted."""

from uuid import UUID

from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId
from services.kit.jobs.model import JobState
from services.kit.jobs.queue import request_cancel
from services.kit.jobs.tables import JobRow, StepRow


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
