"""Videos of everybody whose objects nobody will want any more."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import CompoundSelect, delete, func, literal, select, union_all, update

from services.kit.db.databases import unit
from services.kit.db.engines import Engines
from services.video.adapters.tables import DeletedVideoRow, VideoRow, VideoSegmentRow
from services.video.domain import storage
from services.video.ports import WastedVideo


class ShardWaste:
    """See `ports.Waste`."""

    def __init__(self, shards: Mapping[str, Engines]) -> None:
        self._shards = shards

    @property
    def shards(self) -> Sequence[str]:
        return sorted(self._shards)

    async def older_than(self, shard: str, age: timedelta, limit: int) -> Sequence[WastedVideo]:
        then = func.clock_timestamp() - literal(age)
        cancelled = select(VideoRow.slot, VideoRow.user_id, VideoRow.id, VideoRow.waste_since.label("since"))
        deleted = select(
            DeletedVideoRow.slot,
            DeletedVideoRow.user_id,
            DeletedVideoRow.video_id,
            DeletedVideoRow.deleted_at,
        )
        wasted: CompoundSelect[*tuple[Any, ...]] = union_all(
            cancelled.where(VideoRow.waste_since <= then), deleted.where(DeletedVideoRow.deleted_at <= then)
        ).order_by("since")
        async with unit(self._shards[shard], writable=False) as session:
            rows = await session.execute(wasted.limit(limit))
            return [WastedVideo(row.slot, row.user_id, row.id, row.since) for row in rows]

    async def kept_objects(self, shard: str, video: WastedVideo) -> frozenset[str]:
        prefix = storage.prefix(video.video_id)
        kept = select(VideoSegmentRow.blob_key, VideoSegmentRow.small_blob_key).where(
            VideoSegmentRow.slot == video.slot,
            VideoSegmentRow.user_id == video.user_id,
            VideoSegmentRow.blob_key.startswith(prefix, autoescape=True)
            | VideoSegmentRow.small_blob_key.startswith(prefix, autoescape=True),
        )
        async with unit(self._shards[shard], writable=False) as session:
            return frozenset(key for row in await session.execute(kept) for key in row if key)

    async def is_gone(self, shard: str, video: WastedVideo) -> None:
        of_cancelled = update(VideoRow).where(
            VideoRow.slot == video.slot,
            VideoRow.user_id == video.user_id,
            VideoRow.id == video.video_id,
            VideoRow.waste_since == video.since,
        )
        of_deleted = delete(DeletedVideoRow).where(
            DeletedVideoRow.slot == video.slot,
            DeletedVideoRow.user_id == video.user_id,
            DeletedVideoRow.video_id == video.video_id,
            DeletedVideoRow.deleted_at == video.since,
        )
        async with unit(self._shards[shard], writable=True) as session:
            for done in (of_cancelled.values(waste_since=None), of_deleted):
                await session.execute(done, execution_options={"synchronize_session": False})
