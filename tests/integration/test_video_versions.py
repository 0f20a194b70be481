"""Versions of films over real Postgres, NATS and S3: what they share, and what goes when one is deleted."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from encompass.video.v1.video_service_pb2 import RemakeVideoRequest

from services.kit.errors import RequestIdReused
from services.kit.ids import UserId
from services.kit.jobs.worker import WorkerOptions
from services.kit.plans import Plan
from services.kit.settings import DbSettings, NatsSettings, S3Settings
from services.video.adapters.waste import ShardWaste
from services.video.domain import storage
from services.video.domain.options import Tier
from services.video.domain.versions import MOST_VERSIONS
from services.video.domain.video import Video, VideoState
from services.video.errors import (
    NotOfOneFilm,
    TierNotInPlan,
    TooManyVersions,
    VersionInUse,
    VersionNotReady,
    VideoNotFound,
)
from services.video.use_cases.choices import Wish
from services.video.use_cases.tidying import Tidier, TidyOptions
from services.video.use_cases.versions import NewVersion
from tests.support.theatre import Theatre, open_theatre, somebody
from tests.support.waiting import until


@pytest.fixture
async def theatre(
    fresh_db: DbSettings, fresh_nats: NatsSettings, fresh_bucket: S3Settings
) -> AsyncIterator[Theatre]:
    async with open_theatre(fresh_db, fresh_nats, fresh_bucket) as opened:
        await opened.platform.relays()
        yield opened


def another(video: Video, *, seed: int = 0, wish: Wish | None = None) -> NewVersion:
    """An order for another version."""
    request = RemakeVideoRequest(video_id=str(video.id), seed=seed)
    return NewVersion(uuid.uuid4(), video.id, wish, seed, request)


async def a_film(theatre: Theatre, owner: UserId) -> Video:
    theatre.platform.worker(theatre.handler)
    video = await theatre.desk.create(owner, theatre.new())
    return await theatre.until_state(owner, video, VideoState.READY)


async def remade(theatre: Theatre, owner: UserId, video: Video, *, seed: int = 0) -> Video:
    """Another version, finished."""
    version = await theatre.versions.remake(owner, another(video, seed=seed))
    return await theatre.until_state(owner, version, VideoState.READY)


async def keys_of(theatre: Theatre, owner: UserId, video: Video) -> list[str]:
    """Where the segments of a version lie."""
    async with theatre.platform.databases.uow.read(owner) as tx:
        return [segment.blob_key for segment in await theatre.crew.videos(tx).segments(video.id)]


async def tidy(theatre: Theatre) -> None:
    """Deletes what is left of deleted versions, at once."""
    shards = theatre.platform.databases.shards
    tidier = Tidier(ShardWaste(shards), theatre.blobs, TidyOptions(after=timedelta(0)))
    for shard in shards:
        await tidier.tidy(shard)


async def objects_of(theatre: Theatre, video: Video) -> list[str]:
    """Keys of the objects that were made for a version and are still there."""
    return [each.key for each in await theatre.blobs.list(storage.prefix(video.id))]


async def test_a_version_is_listed_once_it_is_finished_and_the_one_before_can_be_restored(
    theatre: Theatre,
) -> None:
    owner = somebody()
    first = await a_film(theatre, owner)
    theatre.renderer.rendered = 0
    second = await remade(theatre, owner, first)
    assert (second.number, second.film, second.seed) == (2, first.id, first.seed)
    assert theatre.renderer.rendered == 3, "nothing but the poster's stills"
    listed = (await theatre.desk.page(owner, 10, "")).videos
    assert [video.id for video in listed] == [second.id]
    versions = await theatre.versions.page(owner, first.id, 10, "")
    assert [(each.number, each.is_current) for each in versions.videos] == [(2, True), (1, False)]

    restored = await theatre.versions.restore(owner, first.id)
    assert restored.is_current
    assert restored.version > first.version, "whoever watches it sees it"
    assert [video.id for video in (await theatre.desk.page(owner, 10, "")).videos] == [first.id]
    assert (await theatre.cinema.links(owner, second.id)).mp4_url, "the other one can still be played"


async def test_a_remade_scene_goes_on_from_the_first_versions_picture_even_when_that_is_deleted(
    theatre: Theatre,
) -> None:
    theatre.renderer.whole_scenes = True
    owner = somebody()
    # Nobody is lost here: whoever is slow may take their time.
    theatre.platform.worker(theatre.handler, WorkerOptions())
    video = await theatre.desk.create(owner, theatre.new())
    first = await theatre.until_state(owner, video, VideoState.READY)
    picture = await theatre.blobs.get(storage.last_picture_key(first.id, 1))
    second = await remade(theatre, owner, first)
    await theatre.removal.delete(owner, first.id, all_versions=False)
    await tidy(theatre)
    assert storage.last_picture_key(first.id, 1) not in await objects_of(theatre, first)

    theatre.renderer.requests.clear()
    theatre.scripts.weather[2] = "storm"
    third = await remade(theatre, owner, second)
    stormy = [request for request in theatre.renderer.requests if request.visual.weather == "storm"]
    assert {request.first_picture for request in stormy} == {picture}
    assert await theatre.blobs.get(storage.last_picture_key(third.id, 1)) == picture
    before = [request for request in theatre.renderer.requests if request not in stormy]
    assert all(index >= request.duration_frames for request in before for index in request.indices)


async def test_versions_are_compared_and_only_those_of_one_film(theatre: Theatre) -> None:
    owner = somebody()
    first = await a_film(theatre, owner)
    other = await remade(theatre, owner, first, seed=first.seed + 1)
    assert await keys_of(theatre, owner, other) != await keys_of(theatre, owner, first)
    same = await theatre.versions.compare(owner, first.id, first.id)
    assert not any(scene.pictures_differ or scene.narration_differs for scene in same.scenes)
    comparison = await theatre.versions.compare(owner, first.id, other.id)
    assert [scene.pictures_differ for scene in comparison.scenes] == [True] * 3
    assert not any(scene.narration_differs for scene in comparison.scenes)
    stranger = await theatre.desk.create(owner, theatre.new())
    with pytest.raises(NotOfOneFilm):
        await theatre.versions.compare(owner, first.id, stranger.id)
    with pytest.raises(VideoNotFound):
        await theatre.versions.compare(somebody(), first.id, other.id)


async def test_objects_that_versions_share_go_with_the_last_of_them(theatre: Theatre) -> None:
    owner = somebody()
    first = await a_film(theatre, owner)
    second = await remade(theatre, owner, first)
    shared = await keys_of(theatre, owner, second)
    assert shared == await keys_of(theatre, owner, first)

    await theatre.removal.delete(owner, first.id, all_versions=False)
    await tidy(theatre)
    assert await objects_of(theatre, first) == shared
    playlist = await theatre.cinema.playlist(
        (await theatre.cinema.links(owner, second.id)).playlist_url.split("/")[-2]
    )
    assert all(key in playlist for key in shared)
    third = await remade(theatre, owner, second)
    assert await keys_of(theatre, owner, third) == shared, "what a deleted version has left is used, too"

    await theatre.removal.delete(owner, second.id, all_versions=False)
    await tidy(theatre)
    assert await objects_of(theatre, second) == []
    assert await objects_of(theatre, first) == shared
    await theatre.removal.delete(owner, third.id, all_versions=False)
    await tidy(theatre)
    for version in (first, second, third):
        assert await objects_of(theatre, version) == []
    with pytest.raises(VideoNotFound):
        await theatre.desk.get(owner, third.id)


async def test_the_film_goes_with_all_its_versions_and_those_that_are_being_made(theatre: Theatre) -> None:
    owner = somebody()
    first = await a_film(theatre, owner)
    theatre.renderer.stalls_after = theatre.renderer.rendered + 60
    second = await theatre.versions.remake(owner, another(first, seed=first.seed + 1))
    async with asyncio.timeout(30):
        await theatre.renderer.stalled.wait()
    with pytest.raises(VersionInUse) as refused:
        await theatre.removal.delete(owner, first.id, all_versions=False)
    assert refused.value.metadata["used_by"] == str(second.id)
    with pytest.raises(VersionNotReady):
        await theatre.versions.restore(owner, second.id)
    with pytest.raises(VideoNotFound):
        await theatre.removal.delete(somebody(), first.id, all_versions=True)

    await theatre.removal.delete(owner, first.id, all_versions=True)
    await tidy(theatre)
    assert (await theatre.desk.page(owner, 10, "")).videos == ()
    assert await objects_of(theatre, first) == []


async def test_a_film_whose_listed_version_is_deleted_is_listed_as_another(theatre: Theatre) -> None:
    owner = somebody()
    first = await a_film(theatre, owner)
    second = await remade(theatre, owner, first)
    await theatre.removal.delete(owner, second.id, all_versions=False)
    assert [video.id for video in (await theatre.desk.page(owner, 10, "")).videos] == [first.id]


async def test_a_version_costs_only_what_is_made_for_it(theatre: Theatre) -> None:
    owner = somebody()
    first = await a_film(theatre, owner)
    spent = await theatre.spent(owner)
    assert spent * 1000 == first.duration_ms
    await remade(theatre, owner, first)
    assert await theatre.spent(owner) == spent


async def test_a_film_that_fails_for_good_costs_nothing_until_it_is_retried(theatre: Theatre) -> None:
    await theatre.platform.sweepers()
    theatre.platform.worker(theatre.handler)
    theatre.renderer.stalls_after = 170
    owner = somebody()
    video = await theatre.desk.create(owner, theatre.new())

    async def something_is_charged() -> bool:
        return await theatre.spent(owner) > 0

    await until(something_is_charged)
    theatre.renderer.fails_after = 0
    theatre.renderer.go_on.set()
    await theatre.until_state(owner, video, VideoState.FAILED)
    assert await theatre.spent(owner) == 0

    theatre.renderer.fails_after = None
    await theatre.desk.retry(owner, video.id)
    done = await theatre.until_state(owner, video, VideoState.READY)
    assert await theatre.spent(owner) * 1000 == done.duration_ms, "each second once"


async def test_an_order_is_settled_by_plan_bounded_and_idempotent(theatre: Theatre) -> None:
    owner = somebody()
    first = await theatre.desk.create(owner, theatre.new())
    order = another(first)
    version = await theatre.versions.remake(owner, order)
    assert (await theatre.versions.remake(owner, order)).id == version.id
    changed = RemakeVideoRequest(video_id=str(first.id), seed=99)
    with pytest.raises(RequestIdReused):
        await theatre.versions.remake(owner, NewVersion(order.request_id, first.id, None, 99, changed))
    with pytest.raises(TierNotInPlan):
        await theatre.versions.remake(owner, another(first, wish=Wish(tier=Tier.ULTRA)), plan=Plan.FREE)
    async with theatre.platform.databases.uow.begin(owner) as tx:
        for number in range(3, MOST_VERSIONS + 1):
            await theatre.crew.videos(tx).add(theatre.version(first, number))
    with pytest.raises(TooManyVersions):
        await theatre.versions.remake(owner, another(first))
