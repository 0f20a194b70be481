"""What photos leave in the store goes, in the end, and nothing else does."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from services.kit.blobs.port import BlobStoreUnavailable
from services.media.domain import storage
from services.media.domain.asset import AssetState
from services.media.ports import Leftover
from services.media.use_cases.tidying import Tidier, TidyOptions
from tests.fakes.blobs import FakeBlobStore
from tests.fakes.clock import FakeClock

SHARD = "shard-0"
OPTIONS = TidyOptions()


def leftover(state: AssetState | None) -> Leftover:
    return Leftover(slot=1, user_id=uuid.uuid4(), asset_id=uuid.uuid4(), state=state)


class FakeLeftovers:
    """Leftovers of one shard, each with the moment from which on it is one."""

    shards = (SHARD,)

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.forms: dict[Leftover, datetime] = {}
        self.ended: dict[Leftover, datetime] = {}
        self.abandoned: list[Leftover] = []

    async def deleted(self, shard: str, age: timedelta, limit: int) -> Sequence[Leftover]:
        before = self._clock.now() - age
        return [each for each, when in self.ended.items() if each.state is None and when <= before][:limit]

    async def expired(self, shard: str, now: datetime, limit: int) -> Sequence[Leftover]:
        return [each for each, when in self.forms.items() if when <= now][:limit]

    async def refused(self, shard: str, before: datetime, limit: int) -> Sequence[Leftover]:
        return [
            each for each, when in self.ended.items() if each.state is AssetState.REFUSED and when <= before
        ][:limit]

    async def settle(self, shard: str, leftover: Leftover) -> None:
        del self.forms[leftover]

    async def abandon(self, shard: str, leftover: Leftover) -> None:
        del self.forms[leftover]
        self.abandoned.append(leftover)

    async def forget(self, shard: str, leftover: Leftover) -> None:
        del self.ended[leftover]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def blobs() -> FakeBlobStore:
    return FakeBlobStore()


@pytest.fixture
def leftovers(clock: FakeClock) -> FakeLeftovers:
    return FakeLeftovers(clock)


@pytest.fixture
def tidier(leftovers: FakeLeftovers, blobs: FakeBlobStore, clock: FakeClock) -> Tidier:
    return Tidier(leftovers, blobs, clock, OPTIONS)


async def keep(blobs: FakeBlobStore, asset: Leftover) -> None:
    for key in (storage.upload_key, storage.photo_key, storage.cutout_key):
        await blobs.put(key(asset.asset_id), b"pixels", storage.PHOTO_TYPE)


async def test_a_deleted_photo_leaves_nothing_once_no_form_of_it_can_be_used(
    tidier: Tidier, leftovers: FakeLeftovers, blobs: FakeBlobStore, clock: FakeClock
) -> None:
    gone, other = leftover(None), leftover(AssetState.READY)
    await keep(blobs, gone)
    await keep(blobs, other)
    leftovers.ended[gone] = clock.now()
    assert await tidier.tidy(SHARD) == 0
    clock.advance(OPTIONS.deleted_after)
    assert await tidier.tidy(SHARD) == 3
    assert leftovers.ended == {}
    assert all(key.startswith(storage.prefix(other.asset_id)) for key in blobs.blobs)
    assert len(blobs.blobs) == 3


async def test_what_was_sent_goes_when_its_form_has_expired_and_the_photo_stays(
    tidier: Tidier, leftovers: FakeLeftovers, blobs: FakeBlobStore, clock: FakeClock
) -> None:
    ready = leftover(AssetState.READY)
    await keep(blobs, ready)
    leftovers.forms[ready] = clock.now()
    clock.advance(OPTIONS.expired_after)
    assert await tidier.tidy(SHARD) == 1
    assert set(blobs.blobs) == {storage.photo_key(ready.asset_id), storage.cutout_key(ready.asset_id)}
    assert await tidier.tidy(SHARD) == 0


@pytest.mark.parametrize("state", [AssetState.UPLOADING, AssetState.CHECKING])
async def test_an_upload_that_nobody_finished_is_given_up(
    tidier: Tidier, leftovers: FakeLeftovers, clock: FakeClock, state: AssetState
) -> None:
    unfinished = leftover(state)
    leftovers.forms[unfinished] = clock.now()
    assert await tidier.tidy(SHARD) == 0
    assert leftovers.abandoned == []
    clock.advance(OPTIONS.expired_after)
    await tidier.tidy(SHARD)
    assert leftovers.abandoned == [unfinished]


async def test_a_refusal_can_be_read_for_a_week(
    tidier: Tidier, leftovers: FakeLeftovers, clock: FakeClock
) -> None:
    refused = leftover(AssetState.REFUSED)
    leftovers.ended[refused] = clock.now()
    clock.advance(OPTIONS.refused_after - timedelta(seconds=1))
    await tidier.tidy(SHARD)
    assert refused in leftovers.ended
    clock.advance(timedelta(seconds=1))
    await tidier.tidy(SHARD)
    assert leftovers.ended == {}


async def test_a_store_that_is_away_is_asked_again_later(
    tidier: Tidier, leftovers: FakeLeftovers, blobs: FakeBlobStore, clock: FakeClock
) -> None:
    gone = leftover(None)
    await keep(blobs, gone)
    leftovers.ended[gone] = clock.now()
    clock.advance(OPTIONS.deleted_after)
    blobs.failing = True
    with pytest.raises(BlobStoreUnavailable):
        await tidier.tidy(SHARD)
    assert gone in leftovers.ended
    blobs.failing = False
    assert await tidier.tidy(SHARD) == 3
