"""Videos of everybody whose objects nobody will want any more."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import func, literal, select, update

from services.kit.db.databases import unit
from services.kit.db.engines import Engines
from services.video.adapters.tables import VideoRow
from services.video.ports import WastedVideo


class ShardWaste:
    """See `ports.Waste`."""

    def __init__(self, shards: Mapping[str, Engines]) -> None:
        self._shards = shards

    @property
    def shards(self) -> Sequence[str]:
        return sorted(self._shards)

    async def older_than(self, shard: str, age: timedelta, limit: int) -> Sequence[WastedVideo]:
        wasted = (
            select(VideoRow.slot, VideoRow.user_id, VideoRow.id)
            .where(VideoRow.waste_since <= func.clock_timestamp() - literal(age))
            .order_by(VideoRow.waste_since)
            .limit(limit)
        )
        async with unit(self._shards[shard], writable=False) as session:
            return [WastedVideo(row.slot, row.user_id, row.id) for row in await session.execute(wasted)]

    async def is_gone(self, shard: str, video: WastedVideo) -> None:
        done = update(VideoRow).where(
            VideoRow.slot == video.slot, VideoRow.user_id == video.user_id, VideoRow.id == video.video_id
        )
        async with unit(self._shards[shard], writable=True) as session:
            await session.execute(
                done.values(waste_since=None), execution_options={"synchronize_session": False}
            )
