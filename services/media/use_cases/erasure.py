"""Erasing a person whose account is deleted."""

import uuid
from collections.abc import Callable

from services.kit.blobs.port import BlobStore
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import UserId
from services.kit.logging import get_logger
from services.media.domain import storage
from services.media.ports import Assets

log = get_logger(__name__)


class AssetErasure:
    """Deletes all photos that somebody has sent. Doing it again changes nothing."""

    def __init__(self, uow: UnitOfWork, assets: Callable[[Tx], Assets], blobs: BlobStore) -> None:
        self._uow = uow
        self._assets = assets
        self._blobs = blobs

    async def __call__(self, owner: UserId) -> None:
        """Deletes them with their objects, and tells nobody: whoever has to know hears it as well.

        Raises:
            DatabaseUnavailable, WriteConflict: nothing is deleted.
            BlobStoreUnavailable: what is left in the store is tidied up.
        """
        async with self._uow.begin(owner) as tx:
            assets = self._assets(tx)
            gone: list[uuid.UUID] = [each for each in await assets.ids() if await assets.delete(each)]
        for asset_id in gone:
            count = await self._blobs.delete_prefix(storage.prefix(asset_id))
            log.info("asset.deleted", asset_id=str(asset_id), objects=count)
