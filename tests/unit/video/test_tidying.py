"""What cancelled films leave in the store goes, in the end."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from services.kit.blobs.port import BlobStoreUnavailable
from services.video.domain import storage
from services.video.ports import WastedVideo
from services.video.use_cases.tidying import Tidier
from tests.fakes.blobs import FakeBlobStore

SHARD = "shard-0"
MOMENT = datetime(2026, 1, 2, tzinfo=UTC)


class FakeWaste:
    """Wasted videos of one shard."""

    shards = (SHARD,)

    def __init__(self, *videos: uuid.UUID) -> None:
        self.left = [WastedVideo(1, uuid.uuid4(), video, MOMENT) for video in videos]
        self.kept: frozenset[str] = frozenset()

    async def older_than(self, shard: str, age: timedelta, limit: int) -> Sequence[WastedVideo]:
        return self.left[:limit]

    async def kept_objects(self, shard: str, video: WastedVideo) -> frozenset[str]:
        return self.kept

    async def is_gone(self, shard: str, video: WastedVideo) -> None:
        self.left.remove(video)


async def test_the_objects_of_a_cancelled_film_go_and_no_others() -> None:
    cancelled, other = uuid.uuid4(), uuid.uuid4()
    blobs, waste = FakeBlobStore(), FakeWaste(cancelled)
    for video in (cancelled, other):
        await blobs.put(storage.segment_key(video, 0), b"two seconds", storage.MP4)
    assert await Tidier(waste, blobs).tidy(SHARD) == 1
    assert list(blobs.blobs) == [storage.segment_key(other, 0)]
    assert waste.left == []


async def test_a_store_that_is_away_is_asked_again_later() -> None:
    cancelled = uuid.uuid4()
    blobs, waste = FakeBlobStore(), FakeWaste(cancelled)
    await blobs.put(storage.segment_key(cancelled, 0), b"two seconds", storage.MP4)
    blobs.failing = True
    with pytest.raises(BlobStoreUnavailable):
        await Tidier(waste, blobs).tidy(SHARD)
    assert len(waste.left) == 1
    blobs.failing = False
    assert await Tidier(waste, blobs).tidy(SHARD) == 1
