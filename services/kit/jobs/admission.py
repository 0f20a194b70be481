"""Backpressure: how many jobs may wait before no more are taken on."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from time import monotonic
from typing import Final

from sqlalchemy import text

from services.kit.db.unit_of_work import Tx
from services.kit.jobs.tables import JobOwnerRow
from services.kit.metrics import METRICS
from services.kit.settings import QueueSettings

_FRESH_SECONDS: Final = 1.0
_FRESH_WHILE_SHORT_SECONDS: Final = 5.0
"""How long a count of a shard's queue is good for, while it is less than half as long as it may be."""

# Each half is answered by a partial index of people who have something waiting, and by nothing else.
_WAITING: Final = text(
    """
SELECT coalesce(sum(waiting), 0) FROM (
    SELECT waiting FROM job_owner WHERE kind = :kind AND waiting > 0 AND running = 0
    UNION ALL SELECT waiting FROM job_owner WHERE kind = :kind AND waiting > 0 AND running > 0
) places"""
)


class Bound(Enum):
    """Which bound was reached."""

    OWNER = "owner"
    SHARD = "shard"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a job isn't taken on."""

    bound: Bound
    limit: int
    retry_after: timedelta


@dataclass(slots=True)
class _Estimate:
    waiting: int
    counted_at: float


class Admission:
    """Decides whether one more job of a kind may wait.

    What one person has waiting is known exactly. The length of a shard's queue is counted every few seconds
    by each process, and what the process adds in between is added to it: its bound may be passed by as much
    as others add meanwhile.
    """

    def __init__(self, kind: str, settings: QueueSettings) -> None:
        self._kind = kind
        self._settings = settings
        self._estimates: dict[str, _Estimate] = {}

    async def refusal(self, tx: Tx) -> Refusal | None:
        """Why another job of the owner isn't taken on now; None: it is, to be enqueued with this `Tx`.

        Ask after `first_seen`: a request that was taken on before is answered however long the queue is.
        """
        refusal = await self._refusal(tx)
        if refusal is not None:
            METRICS.job_refusals.labels(self._kind, refusal.bound.value).inc()
        return refusal

    async def _refusal(self, tx: Tx) -> Refusal | None:
        settings = self._settings
        # Locked, so that of two requests at the same moment the second one counts the first.
        place = tx.owned(JobOwnerRow).where(JobOwnerRow.kind == self._kind)
        waiting = await tx.session.scalar(place.with_only_columns(JobOwnerRow.waiting).with_for_update())
        if (waiting or 0) >= settings.per_owner:
            after = timedelta(seconds=settings.owner_retry_seconds)
            return Refusal(Bound.OWNER, settings.per_owner, after)
        estimate = await self._estimate(tx)
        if estimate.waiting >= settings.per_shard:
            after = timedelta(seconds=settings.shard_retry_seconds)
            return Refusal(Bound.SHARD, settings.per_shard, after)
        estimate.waiting += 1
        return None

    async def _estimate(self, tx: Tx) -> _Estimate:
        known, now = self._estimates.get(tx.shard), monotonic()
        if known is not None:
            is_short = known.waiting < self._settings.per_shard / 2
            if now - known.counted_at < (_FRESH_WHILE_SHORT_SECONDS if is_short else _FRESH_SECONDS):
                return known
        counted = await tx.session.scalar(_WAITING, {"kind": self._kind})
        estimate = self._estimates[tx.shard] = _Estimate(int(counted or 0), now)
        return estimate
