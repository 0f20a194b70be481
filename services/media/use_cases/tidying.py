"""Deletes what assets have left in the store and in the tables.

A form may be used until it expires, also after its asset was looked at or deleted; and a process may die
between a commit and the deletion that was to follow. So all is looked through again when nothing can come any
more.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.kit.blobs.port import BlobStore
from services.kit.clock import Clock
from services.kit.tidying import keep_tidy
from services.media.domain import storage
from services.media.domain.asset import AssetState
from services.media.ports import Leftover, Leftovers

_BATCH: Final = 100


@dataclass(frozen=True, slots=True)
class TidyOptions:
    """When it is done."""

    every: timedelta = timedelta(minutes=1)
    deleted_after: timedelta = timedelta(minutes=30)
    """Longer than a form lives: then nothing can come in for it any more."""
    expired_after: timedelta = timedelta(minutes=10)
    """After a form has expired: what began to be sent in time is there by then, and looked at."""
    refused_after: timedelta = timedelta(days=7)
    """How long a refusal is kept for its owner to read."""


class Tidier:
    """A loop of the service. Several of them do the same work twice at worst."""

    def __init__(
        self, leftovers: Leftovers, blobs: BlobStore, clock: Clock, options: TidyOptions | None = None
    ) -> None:
        self._leftovers = leftovers
        self._blobs = blobs
        self._clock = clock
        self._options = options or TidyOptions()

    async def run(self, stopping: asyncio.Event) -> None:
        """Tidies until `stopping` is set."""
        await keep_tidy(stopping, lambda: self._leftovers.shards, self.tidy, self._options.every)

    async def tidy(self, shard: str) -> int:
        """One round on one shard; returns how many objects were deleted.

        Raises:
            BlobStoreUnavailable, DatabaseUnavailable, WriteConflict: what is left is found again.
        """
        options, now = self._options, self._clock.now()
        deleted = 0
        for leftover in await self._leftovers.expired(shard, now - options.expired_after, _BATCH):
            deleted += await self._expired(shard, leftover)
        gone = [
            *await self._leftovers.deleted(shard, options.deleted_after, _BATCH),
            *await self._leftovers.refused(shard, now - options.refused_after, _BATCH),
        ]
        for leftover in gone:
            deleted += await self._blobs.delete_prefix(storage.prefix(leftover.asset_id))
            await self._leftovers.forget(shard, leftover)
        return deleted

    async def _expired(self, shard: str, leftover: Leftover) -> int:
        if leftover.state in (AssetState.UPLOADING, AssetState.CHECKING):
            # Never finished, and never will be: its owner has gone away.
            await self._leftovers.abandon(shard, leftover)
            return 0
        count = await self._blobs.delete_prefix(storage.upload_key(leftover.asset_id))
        await self._leftovers.settle(shard, leftover)
        return count
