"""Films that show somebody, over real Postgres, NATS and S3: ordered, made, and gone with the photo."""

import uuid
from collections.abc import AsyncIterator

import pytest

from services.kit.settings import DbSettings, NatsSettings, S3Settings
from services.video.domain.video import VideoState
from services.video.errors import PortraitNotFound, VideoNotFound
from tests.support.theatre import Theatre, open_theatre, somebody

KEY = "media/somebody/cutout.png"


@pytest.fixture
async def theatre(
    fresh_db: DbSettings, fresh_nats: NatsSettings, fresh_bucket: S3Settings
) -> AsyncIterator[Theatre]:
    async with open_theatre(fresh_db, fresh_nats, fresh_bucket) as opened:
        yield opened


async def test_a_film_of_a_photo_that_isnt_there_is_not_ordered(theatre: Theatre) -> None:
    owner, asset = somebody(), uuid.uuid4()
    with pytest.raises(PortraitNotFound) as missing:
        await theatre.desk.create(owner, theatre.new(portrait=asset))
    assert missing.value.metadata == {"portrait_asset_id": str(asset)}
    assert (await theatre.desk.page(owner, 10, "")).videos == ()


async def test_every_scene_is_asked_for_with_the_person(theatre: Theatre) -> None:
    await theatre.platform.relays()
    theatre.platform.worker(theatre.handler)
    owner, asset = somebody(), uuid.uuid4()
    theatre.portraits.keys[asset] = KEY
    video = await theatre.desk.create(owner, theatre.new(portrait=asset))
    await theatre.until_state(owner, video, VideoState.READY)
    assert {request.portrait_key for request in theatre.renderer.requests} == {KEY}


async def test_films_go_with_a_photo_that_is_recalled_and_others_stay(theatre: Theatre) -> None:
    owner, stranger, asset = somebody(), somebody(), uuid.uuid4()
    theatre.portraits.keys[asset] = KEY
    shown = await theatre.desk.create(owner, theatre.new(portrait=asset))
    drawn = await theatre.desk.create(owner, theatre.new())
    other = await theatre.desk.create(stranger, theatre.new(portrait=asset))
    for _ in range(2):
        await theatre.removal.portrait_recalled(owner, asset)
    with pytest.raises(VideoNotFound):
        await theatre.desk.get(owner, shown.id)
    assert (await theatre.desk.get(owner, drawn.id)).id == drawn.id
    assert (await theatre.desk.get(stranger, other.id)).id == other.id
