"""Deletes responses that expired long ago: nobody submits them any more, and they are private words."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.kit.clock import Clock
from services.kit.logging import get_logger
from services.kit.tidying import keep_tidy
from services.questionnaire.domain.responses import ResponseDeed
from services.questionnaire.ports import ExpiredResponse, ExpiredResponses, Responses

ACTOR: Final = "questionnaire"
"""Who deletes them, in the audit log."""
_BATCH: Final = 100

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PruneOptions:
    """When it is done."""

    every: timedelta = timedelta(hours=1)
    keep: timedelta = timedelta(days=30)
    """How long a person can still read what they did not submit in time."""


class Pruner:
    """A loop of the service. Several of them do the work once: each deletion is under the response's lock."""

    def __init__(
        self,
        expired: ExpiredResponses,
        responses: Responses,
        clock: Clock,
        options: PruneOptions | None = None,
    ) -> None:
        self._expired = expired
        self._responses = responses
        self._clock = clock
        self._options = options or PruneOptions()

    async def run(self, stopping: asyncio.Event) -> None:
        """Prunes until `stopping` is set."""
        await keep_tidy(stopping, lambda: self._expired.shards, self.prune, self._options.every)

    async def prune(self, shard: str) -> int:
        """One round on one shard; returns how many responses were deleted.

        Raises:
            DatabaseUnavailable, WriteConflict: what is left is found again.
        """
        deleted = 0
        while True:
            before = self._clock.now() - self._options.keep
            found = await self._expired.before(shard, before, _BATCH)
            gone = sum([await self._delete(one) for one in found])
            deleted += gone
            if not gone:
                break
        if deleted:
            log.info("pruning.deleted", shard=shard, responses=deleted)
        return deleted

    async def _delete(self, expired: ExpiredResponse) -> bool:
        """Deletes one, unless it isn't expired any more."""
        now = self._clock.now()
        async with self._responses.begin(expired.owner) as store:
            response = await store.locked(expired.response_id)
            if response is None or response.expires_at is None or response.expires_at > now:
                return False
            await store.remove(response.id)
            await store.note(
                response.id, ResponseDeed.DELETED, actor=ACTOR, at=now, details={"because": "expired"}
            )
            return True
