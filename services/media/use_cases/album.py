"""What a person, and whoever films them, can do with photos that are there."""

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from services.kit import audit
from services.kit.blobs.port import BlobStore
from services.kit.clock import Clock
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import UserId
from services.kit.logging import get_logger
from services.media.domain import storage
from services.media.domain.asset import Asset, AssetState
from services.media.errors import AssetNotFound, AssetNotReady
from services.media.ports import AssetPage, Assets
from services.media.use_cases.uploads import RESOURCE_KIND

LINK_TTL: Final = timedelta(minutes=10)

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Look:
    """An asset with links to look at it; they are empty until it is READY."""

    asset: Asset
    photo_url: str
    cutout_url: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class CutoutPlace:
    """Where a cut-out lies."""

    key: str
    sha256: str
    width_px: int
    height_px: int


class Album:
    """Shows and deletes assets."""

    def __init__(
        self,
        uow: UnitOfWork,
        assets: Callable[[Tx], Assets],
        blobs: BlobStore,
        clock: Clock,
        *,
        publish: Callable[[Tx, str, uuid.UUID], Awaitable[None]],
    ) -> None:
        """`publish` tells other domains."""
        self._uow = uow
        self._assets = assets
        self._blobs = blobs
        self._clock = clock
        self._publish = publish

    async def look(self, owner: UserId, asset_id: uuid.UUID) -> Look:
        """One of a person's assets.

        Raises:
            AssetNotFound: they have no such asset.
        """
        asset = await self._found(owner, asset_id)
        if asset.state is not AssetState.READY:
            return Look(asset, "", "", None)
        return Look(
            asset,
            await self._blobs.presign_get(storage.photo_key(asset_id), LINK_TTL),
            await self._blobs.presign_get(storage.cutout_key(asset_id), LINK_TTL),
            self._clock.now() + LINK_TTL,
        )

    async def page(self, owner: UserId, page_size: int, page_token: str) -> AssetPage:
        """Some of a person's assets, newest first."""
        async with self._uow.read(owner) as tx:
            return await self._assets(tx).page(page_size, page_token)

    async def cutout(self, owner: UserId, asset_id: uuid.UUID) -> CutoutPlace:
        """Where the person of a portrait lies, cut out.

        Raises:
            AssetNotFound: they have no such asset.
            AssetNotReady: it wasn't accepted, or not yet.
        """
        asset = await self._found(owner, asset_id)
        if asset.state is not AssetState.READY or asset.kept is None:
            raise AssetNotReady(asset_id, asset.state.value)
        kept = asset.kept
        return CutoutPlace(
            storage.cutout_key(asset_id), kept.cutout_sha256, kept.cutout_width_px, kept.cutout_height_px
        )

    async def delete(self, owner: UserId, asset_id: uuid.UUID, *, with_films: bool) -> None:
        """Deletes an asset with its objects, and tells those who made films of it.

        `events.media.asset.deleted` goes out in any case; `events.media.asset.recalled` as well if what was
        made of it is to go, too.

        Raises:
            AssetNotFound: they have no such asset.
        """
        async with self._uow.begin(owner) as tx:
            if not await self._assets(tx).delete(asset_id):
                raise AssetNotFound(asset_id)
            await self._publish(tx, "deleted", asset_id)
            if with_films:
                await self._publish(tx, "recalled", asset_id)
            audit.record(
                tx,
                actor=str(owner),
                action="asset.deleted",
                resource_kind=RESOURCE_KIND,
                resource_id=asset_id,
                details={"with_films": str(with_films).lower()},
            )
            # What this misses is tidied up.
            tx.after_commit(partial(self._delete_objects, asset_id))

    async def _delete_objects(self, asset_id: uuid.UUID) -> None:
        count = await self._blobs.delete_prefix(storage.prefix(asset_id))
        log.info("asset.deleted", asset_id=str(asset_id), objects=count)

    async def _found(self, owner: UserId, asset_id: uuid.UUID) -> Asset:
        async with self._uow.read(owner) as tx:
            asset = await self._assets(tx).find(asset_id)
        if asset is None:
            raise AssetNotFound(asset_id)
        return asset
