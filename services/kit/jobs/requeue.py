"""Takes up again what operators want to run again: the job and the domain's row in one transaction."""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import timedelta

from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.ids import JobId
from services.kit.jobs.handler import JobHandler
from services.kit.jobs.looking import until_told
from services.kit.jobs.store import JobStore, ToRequeue
from services.kit.logging import get_logger
from services.kit.metrics import METRICS

log = get_logger(__name__)


class Requeuer:
    """The part of a worker that looks for such jobs of its kinds; they need no free slot."""

    def __init__(
        self,
        store: JobStore,
        shards: Iterable[str],
        handlers: Mapping[str, JobHandler],
        *,
        poll: timedelta,
    ) -> None:
        """`poll` is how often it looks without having been told to, since a signal may get lost."""
        self._store = store
        self._shards = tuple(shards)
        self._handlers = handlers
        self._poll = poll
        self._told = asyncio.Event()
        self._refused: set[JobId] = set()
        """Whose hook raised: this process would only fail at them again."""

    def look_now(self) -> None:
        """Tells it that there may be something."""
        self._told.set()

    async def run(self) -> None:
        """Looks until it is cancelled."""
        while True:
            await until_told(self._told, poll=self._poll)
            for shard in self._shards:
                with suppress(DatabaseUnavailable, WriteConflict):  # found again with the next look
                    await self.look(shard)

    async def look(self, shard: str) -> None:
        """Takes up what is wanted on one shard.

        Raises:
            DatabaseUnavailable, WriteConflict: what isn't done is found again.
        """
        for wanted in await self._store.to_requeue(shard, list(self._handlers)):
            if wanted.job.id not in self._refused:
                await self._take_up(wanted)

    async def _take_up(self, wanted: ToRequeue) -> None:
        try:
            taken = await self._store.requeue(wanted.job, self._handlers[wanted.kind])
        except (DatabaseUnavailable, WriteConflict):
            raise
        except Exception:  # a hook's own fault: nothing of it is stored, and others mustn't wait for it
            self._refused.add(wanted.job.id)
            log.exception("job.requeue_failed", job_id=str(wanted.job.id), kind=wanted.kind)
            return
        if taken:
            METRICS.jobs_requeued.labels(wanted.kind).inc()
            log.info("job.requeued", job_id=str(wanted.job.id), kind=wanted.kind)
