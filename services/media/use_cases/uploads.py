"""Taking a photo in: announced with consent, sent to the store, looked at, kept or refused."""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from google.protobuf.message import Message

from services.kit import audit
from services.kit.blobs.port import BlobNotFound, BlobStore, PresignedPost
from services.kit.clock import Clock
from services.kit.db.idempotency import first_seen
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import UserId, new_id
from services.kit.logging import get_logger
from services.media.domain import storage
from services.media.domain.asset import (
    Asset,
    AssetId,
    AssetState,
    ConsentGiven,
    Kept,
    Purpose,
    RefusalReason,
)
from services.media.domain.consent import current_wording
from services.media.domain.photos import TAKEN
from services.media.errors import (
    AssetNotFound,
    ConsentMissing,
    ConsentOutdated,
    ContentTypeUnsupported,
    TooManyAssets,
    UploadMissing,
)
from services.media.ports import Assets, Darkroom, Portraitist, Unusable

UPLOAD_TTL: Final = timedelta(minutes=15)
"""How long a form takes a file."""
RESOURCE_KIND: Final = "asset"
_IMMUTABLE: Final = "private, max-age=31536000, immutable"

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Announced:
    """A photo that is going to be sent."""

    request_id: uuid.UUID
    purpose: Purpose
    content_type: str
    size_bytes: int
    sha256: str
    agreed: bool
    """That the person shown agrees."""
    wording_version: str
    request: Message
    """As it came, to tell a repeated request from another one."""


class Reception:
    """Takes photos in."""

    def __init__(
        self,
        uow: UnitOfWork,
        assets: Callable[[Tx], Assets],
        blobs: BlobStore,
        darkroom: Darkroom,
        portraitist: Portraitist,
        clock: Clock,
        *,
        most_assets: int,
    ) -> None:
        self._uow = uow
        self._assets = assets
        self._blobs = blobs
        self._darkroom = darkroom
        self._portraitist = portraitist
        self._clock = clock
        self._most_assets = most_assets

    async def announce(self, owner: UserId, new: Announced) -> tuple[Asset, PresignedPost | None]:
        """Notes a photo and the consent to its use; the form takes it, while it hasn't been looked at.

        Raises:
            ConsentMissing, ConsentOutdated: nobody agrees, or not to what is asked for now.
            ContentTypeUnsupported: photos of this type aren't read.
            TooManyAssets: the caller has as many as anybody may.
            RequestIdReused: the request id came before with another body.
        """
        _must_be_taken(new)
        async with self._uow.begin(owner) as tx:
            seen = await first_seen(
                tx,
                method="CreateUpload",
                request_id=new.request_id,
                request=new.request,
                resource_id=new_id(),
            )
            assets = self._assets(tx)
            if seen.is_new:
                if await assets.count() >= self._most_assets:
                    raise TooManyAssets(self._most_assets)
                asset = self._announced(seen.resource_id, new)
                await assets.add(asset)
                # The entry outlives the asset: it shows what was agreed to for as long as that may matter.
                _record(tx, asset.id, "consented", wording_version=new.wording_version, sha256=new.sha256)
            else:
                asset = await _found(assets, seen.resource_id)
        if asset.state is not AssetState.UPLOADING or asset.upload_until is None:
            return asset, None
        left = asset.upload_until - self._clock.now()
        if left <= timedelta(0):
            return asset, None
        form = await self._blobs.presign_post(
            storage.upload_key(asset.id), left, content_type=asset.content_type, size=asset.announced_bytes
        )
        return asset, form

    async def complete(self, owner: UserId, asset_id: uuid.UUID) -> Asset:
        """Looks at what was sent; doing it again, or at once with another call, changes nothing.

        Raises:
            AssetNotFound: the caller has no such asset.
            UploadMissing: nothing was sent.
            Overloaded, ModelUnavailable, BlobStoreUnavailable: it can't be looked at now; call again.
        """
        async with self._uow.read(owner) as tx:
            asset = await _found(self._assets(tx), asset_id)
        if asset.state.is_final:
            return asset
        key = storage.upload_key(asset_id)
        if not await self._blobs.exists(key):
            return await self._over_or_missing(owner, asset_id)
        async with self._uow.begin(owner) as tx:
            await self._assets(tx).begin_checking(asset_id)
        try:
            kept = await self._examine(asset)
        except BlobNotFound:
            # Another call was quicker.
            return await self._over_or_missing(owner, asset_id)
        except Unusable as unusable:
            await self._refuse(owner, asset_id, unusable.reason)
        else:
            async with self._uow.begin(owner) as tx:
                await self._assets(tx).accept(asset_id, kept)
                tx.after_commit(lambda: self._forget_upload(asset_id))
        async with self._uow.begin(owner) as tx:
            looked_at = await self._assets(tx).find(asset_id)
        if looked_at is None:
            # Deleted meanwhile: what was stored since goes, too.
            await self._blobs.delete_prefix(storage.prefix(asset_id))
            raise AssetNotFound(asset_id)
        log.info("asset.examined", asset_id=str(asset_id), state=looked_at.state.value)
        return looked_at

    async def _examine(self, asset: Asset) -> Kept:
        file = await self._blobs.get(storage.upload_key(asset.id))
        if len(file) > asset.announced_bytes:
            raise Unusable(RefusalReason.TOO_LARGE)
        if hashlib.sha256(file).hexdigest() != asset.announced_sha256:
            raise Unusable(RefusalReason.NOT_AN_IMAGE)
        photo = await self._darkroom.develop(file)
        cutout = await self._portraitist.cut_out(photo)
        png = await self._darkroom.png(cutout)
        for key, data, kind in (
            (storage.photo_key(asset.id), photo.jpeg, storage.PHOTO_TYPE),
            (storage.cutout_key(asset.id), png, storage.CUTOUT_TYPE),
        ):
            await self._blobs.put(key, data, kind, cache_control=_IMMUTABLE)
        return Kept(
            photo.width_px,
            photo.height_px,
            len(photo.jpeg),
            cutout.width_px,
            cutout.height_px,
            hashlib.sha256(png).hexdigest(),
        )

    async def _refuse(self, owner: UserId, asset_id: uuid.UUID, reason: RefusalReason) -> None:
        async with self._uow.begin(owner) as tx:
            if await self._assets(tx).refuse(asset_id, reason):
                _record(tx, asset_id, "refused", reason=reason.value)
                tx.after_commit(lambda: self._forget_upload(asset_id))

    async def _forget_upload(self, asset_id: uuid.UUID) -> None:
        # What this misses is tidied up.
        await self._blobs.delete_prefix(storage.upload_key(asset_id))

    async def _over_or_missing(self, owner: UserId, asset_id: uuid.UUID) -> Asset:
        async with self._uow.begin(owner) as tx:
            asset = await _found(self._assets(tx), asset_id)
        if asset.state.is_final:
            return asset
        raise UploadMissing(asset_id)

    def _announced(self, asset_id: uuid.UUID, new: Announced) -> Asset:
        now = self._clock.now()
        return Asset(
            id=AssetId(asset_id),
            purpose=new.purpose,
            state=AssetState.UPLOADING,
            content_type=new.content_type,
            announced_bytes=new.size_bytes,
            announced_sha256=new.sha256,
            consent=ConsentGiven(new.wording_version, now),
            created_at=now,
            updated_at=now,
            upload_until=now + UPLOAD_TTL,
        )


def _must_be_taken(new: Announced) -> None:
    if new.content_type not in TAKEN:
        raise ContentTypeUnsupported(new.content_type)
    if not new.agreed:
        raise ConsentMissing(new.purpose.value)
    current, _ = current_wording(new.purpose)
    if new.wording_version != current:
        raise ConsentOutdated(new.wording_version, current)


async def _found(assets: Assets, asset_id: uuid.UUID) -> Asset:
    asset = await assets.find(asset_id)
    if asset is None:
        raise AssetNotFound(asset_id)
    return asset


def _record(tx: Tx, asset_id: uuid.UUID, action: str, **details: str) -> None:
    audit.record(
        tx,
        actor=str(tx.owner),
        action=f"asset.{action}",
        resource_kind=RESOURCE_KIND,
        resource_id=asset_id,
        details=details,
    )
