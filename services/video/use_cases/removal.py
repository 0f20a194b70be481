"""What becomes of films when their script is deleted: they go with it."""

import uuid
from collections.abc import Awaitable, Callable
from functools import partial

from services.kit.blobs.port import BlobStore
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import UserId
from services.kit.jobs.forgetting import forget_jobs
from services.kit.logging import get_logger
from services.video.domain import storage
from services.video.ports import Videos
from services.video.use_cases.videos import JOB_KIND

log = get_logger(__name__)


class FilmRemoval:
    """Deletes films with all that hangs on them; doing it again changes nothing."""

    def __init__(
        self,
        uow: UnitOfWork,
        videos: Callable[[Tx], Videos],
        blobs: BlobStore,
        *,
        publish: Callable[[Tx, str, uuid.UUID], Awaitable[None]],
        announce: Callable[[Tx, uuid.UUID], None],
        forget: Callable[[Tx, str, uuid.UUID], Awaitable[None]] = forget_jobs,
    ) -> None:
        """`publish` tells other domains, `announce` wakes whoever watches."""
        self._uow = uow
        self._videos = videos
        self._blobs = blobs
        self._publish = publish
        self._announce = announce
        self._forget = forget

    async def script_deleted(self, owner: UserId, script_id: uuid.UUID) -> None:
        """Deletes the films that a person has of a script, and stops those that are being made.

        Raises:
            Unavailable, Aborted: nothing is deleted.
        """
        async with self._uow.begin(owner) as tx:
            videos = self._videos(tx)
            for video_id in await videos.of_script(script_id):
                # Before its rows: running steps lock their job first, too.
                await self._forget(tx, JOB_KIND, video_id)
                if not await videos.delete(video_id):
                    continue  # somebody else was told the same, and was quicker
                await self._publish(tx, "deleted", video_id)
                self._announce(tx, video_id)
                # What this misses is tidied up.
                tx.after_commit(partial(self._delete_objects, video_id))

    async def _delete_objects(self, video_id: uuid.UUID) -> None:
        count = await self._blobs.delete_prefix(storage.prefix(video_id))
        log.info("video.deleted", video_id=str(video_id), objects=count)
