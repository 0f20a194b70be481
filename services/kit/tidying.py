"""The loop of what deletes things that nobody needs any more, shard by shard."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta

from services.kit.blobs.port import BlobStoreUnavailable
from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.logging import get_logger
from services.kit.pausing import pause

log = get_logger(__name__)


async def keep_tidy(
    stopping: asyncio.Event,
    shards: Callable[[], Iterable[str]],
    tidy: Callable[[str], Awaitable[object]],
    every: timedelta,
) -> None:
    """Tidies each shard, again and again until `stopping` is set.

    Args:
        tidy: one round on one shard; what it can't do now it has to find again.
    """
    while not stopping.is_set():
        for shard in shards():
            try:
                await tidy(shard)
            except (BlobStoreUnavailable, DatabaseUnavailable, WriteConflict) as error:
                log.warning("tidying.put_off", shard=shard, reason=error.reason)
        await pause(every.total_seconds(), unless=stopping)
