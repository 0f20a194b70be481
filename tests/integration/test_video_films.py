"""Videos from the order to the playlist, over real Postgres, NATS and S3; the crew is a fake."""

import asyncio
import re
import uuid
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from services.kit.errors import PageTokenInvalid, RequestIdReused
from services.kit.settings import DbSettings, NatsSettings, S3Settings
from services.video.adapters.waste import ShardWaste
from services.video.domain import storage
from services.video.domain.options import Resolution
from services.video.domain.playback import Playback
from services.video.domain.playlist import Track
from services.video.domain.timeline import SEGMENT_FRAMES
from services.video.domain.video import Video, VideoState
from services.video.errors import (
    PlaybackTokenInvalid,
    ScriptNotFound,
    ScriptNotReady,
    TooManyVideosWaiting,
    VideoNotFailed,
    VideoNotFound,
    VideoNotPlayable,
)
from services.video.use_cases.tidying import Tidier, TidyOptions
from tests.support.theatre import MOST_WAITING, PUBLIC_URL, TOKENS, Theatre, open_theatre, somebody
from tests.support.waiting import until


@pytest.fixture
async def theatre(
    fresh_db: DbSettings, fresh_nats: NatsSettings, fresh_bucket: S3Settings
) -> AsyncIterator[Theatre]:
    async with open_theatre(fresh_db, fresh_nats, fresh_bucket) as opened:
        yield opened


async def test_who_has_too_many_waiting_is_told_when_to_come_again(theatre: Theatre) -> None:
    owner, first = somebody(), theatre.new()
    video = await theatre.desk.create(owner, first)
    for _ in range(MOST_WAITING - 1):
        await theatre.desk.create(owner, theatre.new())
    with pytest.raises(TooManyVideosWaiting) as refused:
        await theatre.desk.create(owner, theatre.new())
    assert refused.value.retry_after == timedelta(seconds=60)
    assert (await theatre.desk.create(owner, first)).id == video.id


async def test_a_film_is_made_watched_and_played(theatre: Theatre) -> None:
    await theatre.platform.relays()
    owner = somebody()
    video = await theatre.desk.create(owner, theatre.new())
    assert (video.state, video.segment_count, len(video.scenes)) == (VideoState.QUEUED, 0, 3)
    with pytest.raises(VideoNotPlayable):
        await theatre.cinema.links(owner, video.id)

    theatre.platform.worker(theatre.handler)
    seen: list[Video] = []
    async with asyncio.timeout(30), aclosing(theatre.desk.watch(owner, video.id, "")) as changes:
        async for change in changes:
            if change.item is not None:
                seen.append(change.item)
    assert [each.version for each in seen] == sorted({each.version for each in seen})
    assert [each.segment_count for each in seen] == sorted(each.segment_count for each in seen)
    assert [each.progress for each in seen] == sorted(each.progress for each in seen)

    done = seen[-1]
    assert done.state is VideoState.READY
    assert (done.progress, done.time_left_ms) == (1.0, None)
    assert done.playable_ms == done.duration_ms > 0
    assert all(scene.rendered_frames == scene.total_frames > 0 for scene in done.scenes)
    assert done.finished_at is not None

    links = await theatre.cinema.links(owner, video.id)
    async with httpx.AsyncClient() as http:
        for link in (links.mp4_url, links.poster_url, links.captions_url):
            answer = await http.get(link)
            assert answer.status_code == 200
            assert "immutable" in answer.headers["cache-control"]
        token = links.playlist_url.split("/")[-2]
        assert links.player_url == f"{PUBLIC_URL}/v1/playback/{token}/player"
        playlist = await theatre.cinema.playlist(token)
        assert playlist.endswith("#EXT-X-ENDLIST\n")
        segments = [line for line in playlist.splitlines() if line.startswith("http")]
        assert len(segments) == done.segment_count
        assert (await http.get(segments[-1])).content.startswith(b"%d " % (len(segments) - 1))
    page = (await theatre.cinema.player(token)).page()
    assert "The Slug Called Ben" in page


async def test_a_film_is_delivered_for_phones_too_with_chapters_and_previews(
    theatre: Theatre,
) -> None:
    await theatre.platform.relays()
    theatre.platform.worker(theatre.handler)
    owner = somebody()
    video = await theatre.desk.create(owner, theatre.new(resolution=Resolution.P540))
    done = await theatre.until_state(owner, video, VideoState.READY)
    links = await theatre.cinema.links(owner, video.id)
    token = links.playlist_url.split("/")[-2]
    small = await theatre.cinema.playlist(token, Track.SMALL)
    full = await theatre.cinema.playlist(token)
    assert small.count("#EXTINF") == full.count("#EXTINF") == done.segment_count
    assert small.endswith("#EXT-X-ENDLIST\n")
    async with httpx.AsyncClient() as http:
        first = next(line for line in small.splitlines() if line.startswith("http"))
        assert (await http.get(first)).content.startswith(b"small 0 ")
        for link in (links.chapters_url, links.preview_url):
            assert (await http.get(link)).status_code == 200
        sheet = re.search(r"https?://\S+(?=#xywh)", await theatre.cinema.thumbnails(token))
        assert sheet is not None
        assert (await http.get(sheet[0])).headers["content-type"] == "image/jpeg"


async def test_a_film_that_is_small_already_has_one_variant(theatre: Theatre) -> None:
    await theatre.platform.relays()
    theatre.platform.worker(theatre.handler)
    owner = somebody()
    video = await theatre.desk.create(owner, theatre.new())
    await theatre.until_state(owner, video, VideoState.READY)
    token = (await theatre.cinema.links(owner, video.id)).playlist_url.split("/")[-2]
    small, full = [await theatre.cinema.playlist(token, track) for track in (Track.SMALL, Track.FULL)]
    # The signatures of one object differ where a second passes in between.
    assert re.sub(r"\?[^\s\"]*", "", small) == re.sub(r"\?[^\s\"]*", "", full)


async def test_captions_beside_the_picture_grow_with_the_film_cost_nothing_and_go_with_it(
    theatre: Theatre,
) -> None:
    await theatre.platform.relays()
    theatre.platform.worker(theatre.handler)
    theatre.renderer.stalls_after = 170
    theatre.scripts.language = "en-GB"
    owner = somebody()
    video = await theatre.desk.create(owner, theatre.new(captions=None))
    async with asyncio.timeout(30):
        await theatre.renderer.stalled.wait()

    async def something_plays() -> bool:
        return (await theatre.desk.get(owner, video.id)).segment_count > 0

    await until(something_plays)
    token = (await theatre.cinema.links(owner, video.id)).playlist_url.split("/")[-2]
    growing = await theatre.cinema.playlist(token, Track.CAPTIONS)
    assert "ENDLIST" not in growing
    theatre.renderer.go_on.set()
    done = await theatre.until_state(owner, video, VideoState.READY)
    whole = await theatre.cinema.playlist(token, Track.CAPTIONS)
    assert whole.endswith("#EXT-X-ENDLIST\n")
    assert 0 < growing.count("#EXTINF") <= whole.count("#EXTINF") == done.segment_count
    async with httpx.AsyncClient() as http:
        segments = [await http.get(line) for line in whole.splitlines() if line.startswith("http")]
        assert {each.headers["content-type"] for each in segments} == {storage.WEB_VTT}
        said = re.sub(r"<[\d:.]+>", "", "".join(each.text for each in segments))
        assert said.startswith("WEBVTT\nX-TIMESTAMP-MAP=")
        assert "She counts two crabs and a shrimp." in said
    await theatre.blobs.put(storage.init_key(video.id), b"avcC\x01\x64\x00\x1f", storage.MP4)
    assert 'LANGUAGE="en-GB"' in await theatre.cinema.multivariant_playlist(token)
    assert await theatre.spent(owner) == done.duration_ms // 1000

    await theatre.removal.delete(owner, video.id, all_versions=True)
    assert not await theatre.blobs.list(storage.prefix(video.id))


async def test_captions_in_the_picture_are_no_track(theatre: Theatre) -> None:
    await theatre.platform.relays()
    theatre.platform.worker(theatre.handler)
    owner = somebody()
    video = await theatre.desk.create(owner, theatre.new())
    await theatre.until_state(owner, video, VideoState.READY)
    token = (await theatre.cinema.links(owner, video.id)).playlist_url.split("/")[-2]
    with pytest.raises(VideoNotPlayable):
        await theatre.cinema.playlist(token, Track.CAPTIONS)
    await theatre.blobs.put(storage.init_key(video.id), b"avcC\x01\x64\x00\x1f", storage.MP4)
    assert "SUBTITLES" not in await theatre.cinema.multivariant_playlist(token)


async def test_files_can_be_read_in_parts_and_only_for_as_long_as_the_token_lives(theatre: Theatre) -> None:
    await theatre.platform.relays()
    theatre.platform.worker(theatre.handler)
    owner = somebody()
    video = await theatre.desk.create(owner, theatre.new())
    await theatre.until_state(owner, video, VideoState.READY)
    links = await theatre.cinema.links(owner, video.id)
    async with httpx.AsyncClient() as http:
        whole = (await http.get(links.mp4_url)).content
        part = await http.get(links.mp4_url, headers={"range": "bytes=5-24"})
        assert (part.status_code, part.content) == (206, whole[5:25])
        assert part.headers["content-range"] == f"bytes 5-24/{len(whole)}"
        beyond = await http.get(links.mp4_url, headers={"range": f"bytes={len(whole)}-"})
        assert beyond.status_code == 416
    soon = datetime.now(UTC) + timedelta(minutes=5)
    token = TOKENS.sign(Playback(video.id, owner, soon))
    for line in (await theatre.cinema.playlist(token)).splitlines():
        if line.startswith("http"):
            lifetime = int(parse_qs(urlsplit(line).query)["X-Amz-Expires"][0])
            assert lifetime <= 5 * 60 + 10 * 60, "the token's time and the ten minutes of one signature"


async def test_a_script_that_is_unfinished_or_somebody_elses_is_not_filmed(theatre: Theatre) -> None:
    owner = somebody()
    theatre.scripts.state = "WRITING"
    with pytest.raises(ScriptNotReady) as not_ready:
        await theatre.desk.create(owner, theatre.new())
    assert not_ready.value.metadata == {"script_id": str(theatre.scripts.script_id), "state": "WRITING"}
    asked = theatre.new()
    theatre.scripts.script_id = uuid.uuid4()
    with pytest.raises(ScriptNotFound):
        await theatre.desk.create(owner, asked)
    assert (await theatre.desk.page(owner, 10, "")).videos == ()


async def test_the_same_request_makes_one_video_and_another_body_is_refused(theatre: Theatre) -> None:
    owner, request_id = somebody(), uuid.uuid4()
    first = await theatre.desk.create(owner, theatre.new(request_id=request_id))
    again = await theatre.desk.create(owner, theatre.new(request_id=request_id))
    assert again.id == first.id
    with pytest.raises(RequestIdReused):
        await theatre.desk.create(owner, theatre.new(request_id=request_id, seed=8))
    assert len((await theatre.desk.page(owner, 10, "")).videos) == 1


async def test_somebody_elses_video_cannot_be_seen_or_touched(theatre: Theatre) -> None:
    video = await theatre.desk.create(somebody(), theatre.new())
    stranger = somebody()
    for attempt in (
        theatre.desk.get(stranger, video.id),
        theatre.desk.cancel(stranger, video.id),
        theatre.desk.retry(stranger, video.id),
        theatre.cinema.links(stranger, video.id),
    ):
        with pytest.raises(VideoNotFound):
            await attempt
    forged = TOKENS.sign(Playback(video.id, stranger, datetime.now(UTC) + timedelta(hours=1)))
    with pytest.raises(PlaybackTokenInvalid):
        await theatre.cinema.playlist(forged)


async def test_videos_are_listed_page_by_page_newest_first(theatre: Theatre) -> None:
    owner = somebody()
    made = [(await theatre.desk.create(owner, theatre.new())).id for _ in range(5)]
    first = await theatre.desk.page(owner, 3, "")
    second = await theatre.desk.page(owner, 3, first.next_page_token)
    assert [video.id for video in (*first.videos, *second.videos)] == made[::-1]
    assert second.next_page_token == ""
    assert all(len(video.scenes) == 3 for video in first.videos)


async def test_films_are_found_by_words_of_their_title_scenes_and_hero_and_by_their_story(
    theatre: Theatre,
) -> None:
    owner, scripts = somebody(), theatre.scripts
    scripts.title, scripts.hero = "The Café by the Sea", "Zoë"
    cafe = await theatre.desk.create(owner, theatre.new())
    scripts.title, scripts.hero, scripts.script_id = "100% Winter", "Tom", uuid.uuid4()
    winter = await theatre.desk.create(owner, theatre.new())

    async def found(query: str) -> list[uuid.UUID]:
        return [video.id for video in (await theatre.desk.page(owner, 10, "", query=query)).videos]

    assert await found("SEA cafe") == [cafe.id]
    assert await found("zoe") == [cafe.id]
    assert await found("%") == await found("tom 100%") == [winter.id]
    assert await found("scéne 1") == await found("") == [winter.id, cafe.id]
    assert await found("cafe winter") == []
    assert await found("_") == await found("\0 boat\0") == []
    of_story = await theatre.desk.page(owner, 10, "", script_id=scripts.script_id)
    assert [video.id for video in of_story.videos] == [winter.id]
    assert (await theatre.desk.page(somebody(), 10, "", query="sea")).videos == ()


async def test_a_page_token_of_one_search_of_films_is_no_good_for_another(theatre: Theatre) -> None:
    owner, of_script = somebody(), theatre.scripts.script_id
    made = [(await theatre.desk.create(owner, theatre.new())).id for _ in range(3)]
    first = await theatre.desk.page(owner, 2, "", query="slug")
    second = await theatre.desk.page(owner, 2, first.next_page_token, query=" slug ")
    assert [video.id for video in (*first.videos, *second.videos)] == made[::-1]
    for query, script_id in (("", None), ("ben", None), ("slug", of_script)):
        with pytest.raises(PageTokenInvalid):
            await theatre.desk.page(owner, 2, first.next_page_token, query=query, script_id=script_id)


async def test_a_cancel_amid_the_rendering_frees_the_renderer_and_leaves_no_objects(theatre: Theatre) -> None:
    await theatre.platform.relays()
    theatre.platform.worker(theatre.handler)
    theatre.renderer.stalls_after = 120
    owner = somebody()
    video = await theatre.desk.create(owner, theatre.new())
    async with asyncio.timeout(30):
        await theatre.renderer.stalled.wait()
    await theatre.desk.cancel(owner, video.id)
    over = await theatre.until_state(owner, video, VideoState.CANCELLED)
    assert over.segment_count == 0
    assert theatre.renderer.open_streams == 0

    async def nothing_is_left() -> bool:
        return not await theatre.blobs.list(storage.prefix(video.id))

    await until(nothing_is_left)
    with pytest.raises(VideoNotPlayable):
        await theatre.cinema.links(owner, video.id)
    with pytest.raises(VideoNotFailed):
        await theatre.desk.retry(owner, video.id)
    assert (await theatre.desk.cancel(owner, video.id)).state is VideoState.CANCELLED


async def test_what_a_sleeping_worker_stores_after_a_cancel_is_tidied_away(theatre: Theatre) -> None:
    await theatre.platform.relays()
    theatre.platform.worker(theatre.handler)
    theatre.renderer.stalls_after = 120
    owner = somebody()
    video = await theatre.desk.create(owner, theatre.new())
    async with asyncio.timeout(30):
        await theatre.renderer.stalled.wait()
    await theatre.desk.cancel(owner, video.id)
    await theatre.until_state(owner, video, VideoState.CANCELLED)
    await theatre.blobs.put(storage.segment_key(video.id, 0), b"late", storage.MP4)

    shards = theatre.platform.databases.shards
    patient = Tidier(ShardWaste(shards), theatre.blobs, TidyOptions(after=timedelta(minutes=10)))
    assert [await patient.tidy(shard) for shard in sorted(shards)] == [0, 0]
    prompt = Tidier(ShardWaste(shards), theatre.blobs, TidyOptions(after=timedelta(0)))
    assert sum([await prompt.tidy(shard) for shard in sorted(shards)]) >= 1
    assert not await theatre.blobs.list(storage.prefix(video.id))
    await theatre.blobs.put(storage.segment_key(video.id, 0), b"much too late", storage.MP4)
    assert [await prompt.tidy(shard) for shard in sorted(shards)] == [0, 0], "it is done with this one"


async def test_a_failed_video_says_why_and_goes_on_where_it_failed(theatre: Theatre) -> None:
    await theatre.platform.relays()
    await theatre.platform.sweepers()
    theatre.platform.worker(theatre.handler)
    theatre.renderer.stalls_after = 170
    owner = somebody()
    video = await theatre.desk.create(owner, theatre.new())

    async def something_plays() -> bool:
        return (await theatre.desk.get(owner, video.id)).segment_count > 0

    await until(something_plays)
    theatre.renderer.fails_after = 0
    theatre.renderer.go_on.set()
    failed = await theatre.until_state(owner, video, VideoState.FAILED)
    assert failed.failure is not None
    assert failed.failure.reason == "VIDEO_MODEL_UNAVAILABLE"
    assert failed.segment_count > 0
    playlist = await theatre.cinema.playlist(
        (await theatre.cinema.links(owner, video.id)).playlist_url.split("/")[-2]
    )
    assert playlist.endswith("#EXT-X-ENDLIST\n"), "no player waits for more"

    theatre.renderer.fails_after = None
    theatre.renderer.requests.clear()
    queued = await theatre.desk.retry(owner, video.id)
    assert queued.failure is None
    done = await theatre.until_state(owner, video, VideoState.READY)
    frames = sum(scene.total_frames for scene in done.scenes)
    again = [
        n for request in theatre.renderer.requests for n in request.indices if n < request.duration_frames
    ]
    assert len(again) <= frames - failed.segment_count * SEGMENT_FRAMES, "what is finished isn't made again"
