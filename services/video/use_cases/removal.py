"""Deleting films: at their owner's wish, or because their script, their photo or the account is deleted."""

import uuid
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from services.kit.blobs.port import BlobStore
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import UserId
from services.kit.jobs.forgetting import forget_jobs
from services.kit.logging import get_logger
from services.video.domain import storage
from services.video.errors import VersionInUse
from services.video.ports import Videos
from services.video.use_cases.counter import found
from services.video.use_cases.orders import JOB_KIND

_AT_A_TIME: Final = 5

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

    async def delete(self, owner: UserId, video_id: uuid.UUID, *, all_versions: bool) -> None:
        """Deletes one version of a film, or the film. One that is being made is stopped.

        What a version shares with others stays until the last of them goes. A film whose listed version is
        deleted is listed as its latest finished one.

        Raises:
            VideoNotFound: the caller has no such video.
            VersionInUse: another version is being made, which may use what this one has.
        """
        async with self._uow.begin(owner) as tx:
            videos = self._videos(tx)
            video = await found(videos, video_id)
            versions = await videos.versions(video.film, lock=True)
            if all_versions:
                for version in versions:
                    await self._delete(tx, version.id)
                return
            in_the_making = [each.id for each in versions if each.id != video_id and not each.state.is_final]
            if in_the_making:
                raise VersionInUse(video_id, in_the_making[0])
            await self._delete(tx, video_id)

    async def script_deleted(self, owner: UserId, script_id: uuid.UUID) -> None:
        """Deletes the films that a person has of a script, and stops those that are being made.

        Raises:
            Unavailable, Aborted: nothing is deleted.
        """
        async with self._uow.begin(owner) as tx:
            for video_id in await self._videos(tx).of_script(script_id):
                await self._delete(tx, video_id)

    async def portrait_recalled(self, owner: UserId, asset_id: uuid.UUID) -> None:
        """Deletes all versions of films that show the person of a photo, and stops those that are being made.

        Raises:
            Unavailable, Aborted: nothing is deleted.
        """
        async with self._uow.begin(owner) as tx:
            for video_id in await self._videos(tx).of_portrait(asset_id):
                await self._delete(tx, video_id)

    async def account_deleted(self, owner: UserId) -> None:
        """Deletes all films of a person whose account is gone, and stops those that are being made.

        Raises:
            Unavailable, Aborted: what is left is found again.
        """
        while True:
            async with self._uow.begin(owner) as tx:
                found = await self._videos(tx).some(_AT_A_TIME)
                for video_id in found:
                    # Whoever has to know hears of the account as well.
                    await self._delete(tx, video_id, tell=False)
            if not found:
                return

    async def _delete(self, tx: Tx, video_id: uuid.UUID, *, tell: bool = True) -> None:
        # Before its rows: running steps lock their job first, too.
        await self._forget(tx, JOB_KIND, video_id)
        wasted = await self._videos(tx).delete(video_id)
        if not wasted:
            return  # somebody else was told the same, and was quicker
        if tell:
            await self._publish(tx, "deleted", video_id)
        self._announce(tx, video_id)
        for each in wasted:
            # What this misses is tidied up.
            tx.after_commit(partial(self._delete_objects, tx.owner, each))

    async def _delete_objects(self, owner: UserId, video_id: uuid.UUID) -> None:
        async with self._uow.read(owner) as tx:
            kept = await self._videos(tx).kept_objects(video_id)
        count = await self._blobs.delete_prefix(storage.prefix(video_id), keep=kept)
        log.info("video.deleted", video_id=str(video_id), objects=count, kept=len(kept))
