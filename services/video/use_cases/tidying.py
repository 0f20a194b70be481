"""Deletes what cancelled and deleted films have left in the store.

Objects are deleted when a film is cancelled or deleted, but that may fail, and a worker that slept through
it may store one more afterwards. So they are deleted once again when nobody can be storing any more.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.kit.blobs.port import BlobStore
from services.kit.logging import get_logger
from services.kit.tidying import keep_tidy
from services.video.domain import storage
from services.video.ports import Waste

_BATCH: Final = 100

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class TidyOptions:
    """When it is done."""

    every: timedelta = timedelta(minutes=1)
    after: timedelta = timedelta(minutes=10)
    """How long after the film was cancelled or deleted: longer than any worker goes on storing that doesn't
    know of it."""


class Tidier:
    """A loop of the worker. Several of them do the same work twice at worst."""

    def __init__(self, waste: Waste, blobs: BlobStore, options: TidyOptions | None = None) -> None:
        self._waste = waste
        self._blobs = blobs
        self._options = options or TidyOptions()

    async def run(self, stopping: asyncio.Event) -> None:
        """Tidies until `stopping` is set."""
        await keep_tidy(stopping, lambda: self._waste.shards, self.tidy, self._options.every)

    async def tidy(self, shard: str) -> int:
        """One round on one shard; returns how many objects were deleted.

        Raises:
            BlobStoreUnavailable, DatabaseUnavailable, WriteConflict: what is left is found again.
        """
        deleted = 0
        for video in await self._waste.older_than(shard, self._options.after, _BATCH):
            kept = await self._waste.kept_objects(shard, video)
            count = await self._blobs.delete_prefix(storage.prefix(video.video_id), keep=kept)
            await self._waste.is_gone(shard, video)
            if count:
                log.info("tidying.deleted", video_id=str(video.video_id), objects=count)
            deleted += count
        return deleted
