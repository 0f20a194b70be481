"""What jobs cost their owners: given back when one fails for good, and owed again when it is taken up again.

A charge is one row for one finished step; a refund marks it, so that neither can happen twice.
"""

from sqlalchemy import func

from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId
from services.kit.jobs.tables import UsageChargeRow


async def give_back(tx: Tx, job_id: JobId) -> None:
    """Marks all that a job has cost as given back, in the transaction that fails the job."""
    charges = tx.owned_update(UsageChargeRow).where(
        UsageChargeRow.job_id == job_id, UsageChargeRow.refunded_at.is_(None)
    )
    await tx.session.execute(charges.values(refunded_at=func.clock_timestamp()))


async def owe_again(tx: Tx, job_id: JobId) -> None:
    """Takes a refund back, in the transaction that queues the job again: its finished steps are kept."""
    charges = tx.owned_update(UsageChargeRow).where(
        UsageChargeRow.job_id == job_id, UsageChargeRow.refunded_at.is_not(None)
    )
    await tx.session.execute(charges.values(refunded_at=None))
