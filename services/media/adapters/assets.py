"""Assets in their owner's shard."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert

from services.kit.clock import Clock
from services.kit.db.pages import fetch_page
from services.kit.db.unit_of_work import Tx
from services.media.adapters.tables import AssetRow, DeletedAssetRow
from services.media.domain.asset import Asset, AssetId, AssetState, ConsentGiven, Kept, Purpose, RefusalReason
from services.media.ports import AssetPage

_OPEN = (AssetState.UPLOADING.value, AssetState.CHECKING.value)


class SqlAssets:
    """See `ports.Assets`."""

    def __init__(self, tx: Tx, clock: Clock) -> None:
        self._tx = tx
        self._clock = clock

    async def add(self, asset: Asset) -> None:
        self._tx.add(
            AssetRow(
                id=asset.id,
                purpose=asset.purpose.value,
                state=asset.state.value,
                content_type=asset.content_type,
                announced_bytes=asset.announced_bytes,
                announced_sha256=asset.announced_sha256,
                consent_wording=asset.consent.wording_version,
                consent_at=asset.consent.at,
                created_at=asset.created_at,
                updated_at=asset.updated_at,
                upload_until=asset.upload_until,
            )
        )

    async def find(self, asset_id: uuid.UUID) -> Asset | None:
        row = await self._tx.find(AssetRow, asset_id)
        return None if row is None else _asset(row)

    async def page(self, page_size: int, page_token: str) -> AssetPage:
        page = await fetch_page(
            self._tx,
            self._tx.owned(AssetRow),
            keys=(AssetRow.created_at, AssetRow.id),
            page_size=page_size,
            page_token=page_token,
            list_name="assets",
        )
        return AssetPage(tuple(_asset(row) for row in page.rows), page.next_page_token)

    async def count(self) -> int:
        query = self._tx.owned(AssetRow).where(AssetRow.state != AssetState.REFUSED.value)
        return await self._tx.session.scalar(query.with_only_columns(func.count())) or 0

    async def begin_checking(self, asset_id: uuid.UUID) -> None:
        await self._change(asset_id, state=AssetState.CHECKING.value)

    async def accept(self, asset_id: uuid.UUID, kept: Kept) -> bool:
        return await self._change(
            asset_id,
            state=AssetState.READY.value,
            width_px=kept.width_px,
            height_px=kept.height_px,
            size_bytes=kept.size_bytes,
            cutout_width_px=kept.cutout_width_px,
            cutout_height_px=kept.cutout_height_px,
            cutout_sha256=kept.cutout_sha256,
        )

    async def refuse(self, asset_id: uuid.UUID, reason: RefusalReason) -> bool:
        return await self._change(asset_id, state=AssetState.REFUSED.value, refusal=reason.value)

    async def delete(self, asset_id: uuid.UUID) -> bool:
        asset = self._tx.owned_delete(AssetRow).where(AssetRow.id == asset_id).returning(AssetRow.id)
        if await self._tx.session.scalar(asset) is None:
            return False
        await self._tx.session.execute(
            insert(DeletedAssetRow)
            .values(
                slot=self._tx.slot,
                user_id=self._tx.owner,
                asset_id=asset_id,
                deleted_at=func.clock_timestamp(),
            )
            .on_conflict_do_nothing()
        )
        return True

    async def ids(self) -> Sequence[uuid.UUID]:
        query = self._tx.owned(AssetRow).with_only_columns(AssetRow.id).order_by(AssetRow.id)
        return [row.id for row in await self._tx.session.execute(query)]

    async def _change(self, asset_id: uuid.UUID, **values: Any) -> bool:
        """Changes one that isn't over; says whether there was any."""
        query = self._tx.owned_update(AssetRow).where(AssetRow.id == asset_id, AssetRow.state.in_(_OPEN))
        changed = query.values(updated_at=self._clock.now(), **values).returning(AssetRow.id)
        return await self._tx.session.scalar(changed) is not None


def _asset(row: AssetRow) -> Asset:
    return Asset(
        id=AssetId(row.id),
        purpose=Purpose(row.purpose),
        state=AssetState(row.state),
        content_type=row.content_type,
        announced_bytes=row.announced_bytes,
        announced_sha256=row.announced_sha256,
        consent=ConsentGiven(row.consent_wording, row.consent_at),
        created_at=row.created_at,
        updated_at=row.updated_at,
        upload_until=row.upload_until,
        refusal=None if row.refusal is None else RefusalReason(row.refusal),
        kept=_kept(row),
    )


def _kept(row: AssetRow) -> Kept | None:
    if row.cutout_sha256 is None:
        return None
    return Kept(
        width_px=row.width_px or 0,
        height_px=row.height_px or 0,
        size_bytes=row.size_bytes or 0,
        cutout_width_px=row.cutout_width_px or 0,
        cutout_height_px=row.cutout_height_px or 0,
        cutout_sha256=row.cutout_sha256,
    )
