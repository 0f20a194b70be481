"""What is left of everybody's assets and not needed any more."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from services.kit.db.databases import unit
from services.kit.db.engines import Engines
from services.media.adapters.tables import AssetRow, DeletedAssetRow
from services.media.domain.asset import AssetState
from services.media.ports import Leftover


class ShardLeftovers:
    """See `ports.Leftovers`."""

    def __init__(self, shards: Mapping[str, Engines]) -> None:
        self._shards = shards

    @property
    def shards(self) -> Sequence[str]:
        return sorted(self._shards)

    async def deleted(self, shard: str, age: timedelta, limit: int) -> Sequence[Leftover]:
        query = (
            select(DeletedAssetRow.slot, DeletedAssetRow.user_id, DeletedAssetRow.asset_id)
            .where(DeletedAssetRow.deleted_at <= func.clock_timestamp() - literal(age))
            .order_by(DeletedAssetRow.deleted_at)
            .limit(limit)
        )
        async with unit(self._shards[shard], writable=False) as session:
            rows = await session.execute(query)
            return [Leftover(row.slot, row.user_id, row.asset_id, None) for row in rows]

    async def expired(self, shard: str, now: datetime, limit: int) -> Sequence[Leftover]:
        return await self._of_assets(
            shard,
            _assets().where(AssetRow.upload_until <= now).order_by(AssetRow.upload_until).limit(limit),
        )

    async def refused(self, shard: str, before: datetime, limit: int) -> Sequence[Leftover]:
        return await self._of_assets(
            shard,
            _assets()
            .where(AssetRow.state == AssetState.REFUSED.value, AssetRow.updated_at <= before)
            .order_by(AssetRow.updated_at)
            .limit(limit),
        )

    async def settle(self, shard: str, leftover: Leftover) -> None:
        settled = update(AssetRow).where(
            AssetRow.slot == leftover.slot,
            AssetRow.user_id == leftover.user_id,
            AssetRow.id == leftover.asset_id,
        )
        async with unit(self._shards[shard], writable=True) as session:
            await session.execute(
                settled.values(upload_until=None), execution_options={"synchronize_session": False}
            )

    async def abandon(self, shard: str, leftover: Leftover) -> None:
        # Not one that was finished since it was found.
        unfinished = (
            delete(AssetRow)
            .where(
                AssetRow.slot == leftover.slot,
                AssetRow.user_id == leftover.user_id,
                AssetRow.id == leftover.asset_id,
                AssetRow.state.in_((AssetState.UPLOADING.value, AssetState.CHECKING.value)),
            )
            .returning(AssetRow.id)
        )
        async with unit(self._shards[shard], writable=True) as session:
            gone = await session.scalar(unfinished, execution_options={"synchronize_session": False})
            if gone is not None:
                await session.execute(
                    insert(DeletedAssetRow).values(
                        slot=leftover.slot,
                        user_id=leftover.user_id,
                        asset_id=leftover.asset_id,
                        deleted_at=func.clock_timestamp(),
                    )
                )

    async def forget(self, shard: str, leftover: Leftover) -> None:
        of_deleted = delete(DeletedAssetRow).where(
            DeletedAssetRow.slot == leftover.slot,
            DeletedAssetRow.user_id == leftover.user_id,
            DeletedAssetRow.asset_id == leftover.asset_id,
        )
        of_asset = delete(AssetRow).where(
            AssetRow.slot == leftover.slot,
            AssetRow.user_id == leftover.user_id,
            AssetRow.id == leftover.asset_id,
            AssetRow.state == AssetState.REFUSED.value,
        )
        async with unit(self._shards[shard], writable=True) as session:
            for gone in (of_deleted, of_asset):
                await session.execute(gone, execution_options={"synchronize_session": False})

    async def _of_assets(self, shard: str, query: Select[*tuple[Any, ...]]) -> Sequence[Leftover]:
        async with unit(self._shards[shard], writable=False) as session:
            rows = await session.execute(query)
            return [Leftover(row.slot, row.user_id, row.id, AssetState(row.state)) for row in rows]


def _assets() -> Select[*tuple[Any, ...]]:
    return select(AssetRow.slot, AssetRow.user_id, AssetRow.id, AssetRow.state)
