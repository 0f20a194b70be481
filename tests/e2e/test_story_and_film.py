"""The whole way: answers in, a story to read along, a film out."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import av
import c2pa
import encompass
import httpx
import pytest
from encompass.cli.answers import load_answers
from encompass.script.v1 import script_pb2
from encompass.video.v1 import render_options_pb2, video_pb2

from services.stack.launch import StackInfo
from tests.e2e.people import EXAMPLES, somebody, submitted, written
from tests.support.ears import transcribe_parts, word_error_rate
from tests.support.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.models]


async def test_a_story_can_be_read_along_and_becomes_a_film_that_says_it(
    stack: StackInfo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with somebody(stack.edge_url) as client:
        response = await submitted(client)
        script = await client.scripts.create(response.id, seed=7)
        heard: dict[int, str] = {}
        async for writing in client.scripts.watch(script.id):
            script = writing.script
            if writing.text:
                heard[writing.scene_index] = heard.get(writing.scene_index, "") + writing.text
        assert script.state == script_pb2.SCRIPT_STATE_READY, script.failure.message
        assert len(script.scenes) in range(5, 9)
        assert heard, "no word came while the story was being written"
        for index, text in heard.items():
            assert script.scenes[index].narration.endswith(text) or text in script.scenes[index].narration

        video = await client.videos.create(script.id, format=video_pb2.VIDEO_FORMAT_SMALL, seed=7)
        playable_while_rendering = False
        progress: list[float] = []
        async for change in client.videos.watch(video.id):
            video = change
            progress.append(video.progress)
            if video.segment_count and video.state == video_pb2.VIDEO_STATE_RENDERING:
                if not playable_while_rendering:
                    await _assert_first_segment_plays((await client.videos.playback(video.id)).playlist_url)
                playable_while_rendering = True
        assert video.state == video_pb2.VIDEO_STATE_READY, video.failure.message
        assert playable_while_rendering
        assert progress == sorted(progress), "the film's progress went back"
        playback = await client.videos.playback(video.id)

    async with httpx.AsyncClient(timeout=60) as http:
        film = (await http.get(playback.mp4_url)).content
        answer = await http.get(playback.playlist_url)
        assert answer.headers["content-encoding"] == "gzip", "one long address after another"
        playlist = answer.text
        captions = (await http.get(playback.captions_url)).text
        poster = (await http.get(playback.poster_url)).content
        player = await http.get(playback.player_url)

    async with httpx.AsyncClient(timeout=60) as http:
        multivariant = await http.get(playback.multivariant_url)
        thumbnails = await http.get(playback.thumbnails_url)
        chapters = (await http.get(playback.chapters_url)).text
        preview = (await http.get(playback.preview_url)).content
        part = await http.get(playback.mp4_url, headers={"range": "bytes=4-7"})
    assert multivariant.headers["content-type"] == "application/vnd.apple.mpegurl"
    assert multivariant.text.count("#EXT-X-STREAM-INF") == 1, "it is small already"
    assert thumbnails.text.count("#xywh=") == video.duration_ms // 2000
    assert [scene.title in chapters for scene in script.scenes] == [True] * len(script.scenes)
    assert preview[8:12] == b"WEBP"
    assert (part.status_code, part.content) == (206, b"ftyp")
    for content_type, data in (("video/mp4", film), ("image/jpeg", poster), ("image/webp", preview)):
        with c2pa.Reader(content_type, io.BytesIO(data)) as credentials:
            assert credentials.get_validation_state() == "Valid", "whole, by a certificate of our own"
    assert film.index(b"moov") < film.index(b"mdat"), "the film must start to play before it is loaded"
    assert "#EXT-X-ENDLIST" in playlist
    lengths = [float(length) for length in re.findall(r"#EXTINF:([\d.]+)", playlist)]
    assert sum(lengths) == pytest.approx(video.duration_ms / 1000, abs=0.05)
    assert captions.startswith("WEBVTT")
    assert poster[:2] == b"\xff\xd8"
    assert player.headers["content-type"].startswith("text/html")

    with av.open(io.BytesIO(film), "r") as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        assert (picture.width, picture.height) == (640, 360)
        assert picture.frames == round(video.duration_ms / 1000 * 24)
        assert sound.sample_rate == 48_000

    path = tmp_path_factory.mktemp("film") / "film.mp4"
    path.write_bytes(film)
    _assert_each_scene_says_its_words(path, script, video)


def _assert_each_scene_says_its_words(film: Path, script: encompass.Script, video: encompass.Video) -> None:
    told = [scene.narration for scene in script.scenes]
    heard = transcribe_parts(
        film, [(scene.start_ms, scene.start_ms + scene.duration_ms) for scene in video.scenes]
    )
    assert word_error_rate(" ".join(told), " ".join(heard)) < 0.10, list(zip(told, heard, strict=True))


async def test_another_version_renders_nothing_that_is_there_and_both_can_be_played(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client, httpx.AsyncClient(timeout=60) as http:
        script = await written(client)
        first = await _made(
            client, await client.videos.create(script.id, format=video_pb2.VIDEO_FORMAT_SMALL)
        )
        second = await _made(client, await client.videos.remake(first.id))
        comparison = await client.videos.compare(first.id, second.id)
        assert not any(scene.pictures_differ or scene.narration_differs for scene in comparison.scenes)
        playlists = [
            (await http.get((await client.videos.playback(v.id)).playlist_url)).text for v in (first, second)
        ]
        segments = [re.findall(rf"/videos/{first.id}/hls/\d+\.m4s", text) for text in playlists]
        assert segments[0] == segments[1] != [], "the second plays what the first has"
        assert [each.id async for each in client.videos.versions(first.id)] == [second.id, first.id]
        ultra = encompass.RenderOptions(tier=render_options_pb2.QUALITY_TIER_ULTRA)
        with pytest.raises(encompass.FailedPrecondition) as refused:
            await client.videos.remake(first.id, options=ultra)
        assert (refused.value.reason, refused.value.metadata["plan_with_it"]) == ("TIER_NOT_IN_PLAN", "PRO")
        await client.videos.delete(first.id)
        playback = await client.videos.playback(second.id)
        urls = re.findall(r"https?://\S+\.m4s\S*", (await http.get(playback.playlist_url)).text)
        assert (await http.get(urls[-1])).status_code == 200, "what is shared stays"
        await client.videos.delete(second.id, all_versions=True)
        assert [video.id async for video in client.videos.list()] == []


async def _made(client: encompass.Encompass, video: encompass.Video) -> encompass.Video:
    async for change in client.videos.watch(video.id):
        video = change
    assert video.state == video_pb2.VIDEO_STATE_READY, video.failure.message
    return video


async def test_three_people_get_three_stories_with_their_own_details(stack: StackInfo) -> None:
    examples = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))[:3]
    told: list[set[str]] = []
    async with somebody(stack.edge_url) as client:
        for example in examples:
            script = await written(client, example)
            text = " ".join(scene.narration for scene in script.scenes)
            assert load_answers(EXAMPLES / f"{example}.yaml").name.split()[0] in text
            used = {key for scene in script.scenes for key in scene.answer_ids}
            assert len(used - {"name", "pronouns"}) >= 4, f"{example}: only {used} were used"
            told.append({sentence.strip() for sentence in re.split(r"[.!?]", text) if sentence.strip()})
    for first, second in ((0, 1), (0, 2), (1, 2)):
        shared = told[first] & told[second]
        assert len(shared) <= 1, f"two stories share {shared}"


async def test_a_cancelled_film_stops_within_two_seconds(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client:
        script = await written(client)
        video = await client.videos.create(script.id, format=video_pb2.VIDEO_FORMAT_SMALL)
        async for change in client.videos.watch(video.id):
            video = change
            if video.state == video_pb2.VIDEO_STATE_RENDERING:
                await client.videos.cancel(video.id)
        assert video.state == video_pb2.VIDEO_STATE_CANCELLED
        with pytest.raises(encompass.FailedPrecondition) as raised:
            await client.videos.retry(video.id)
    assert raised.value.reason == "VIDEO_NOT_FAILED"


async def test_a_film_goes_with_its_script_and_so_do_its_links(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client, httpx.AsyncClient(timeout=20) as http:
        script = await written(client)
        assert script.hero_name
        assert script.options.tone
        video = await client.videos.create(script.id, format=video_pb2.VIDEO_FORMAT_SMALL)
        async for change in client.videos.watch(video.id):
            if change.segment_count:
                break
        playlist_url = (await client.videos.playback(video.id)).playlist_url
        playlist = await http.get(playlist_url)
        links = [playlist_url, *re.findall(r"^http.*", playlist.text, re.MULTILINE)]
        assert {(await http.get(link)).status_code for link in links} == {200}
        await client.scripts.delete(script.id)

        async def nothing_plays() -> bool:
            return all([(await http.get(link)).is_client_error for link in links])

        await until(nothing_plays)
        assert [each async for each in client.videos.list()] == []


async def _assert_first_segment_plays(playlist_url: str) -> None:
    async with httpx.AsyncClient(timeout=20) as http:
        playlist = (await http.get(playlist_url)).text
        assert "#EXT-X-PLAYLIST-TYPE:EVENT" in playlist
        start = re.search(r'#EXT-X-MAP:URI="([^"]+)"', playlist)
        first = next(line for line in playlist.splitlines() if line and not line.startswith("#"))
        assert start is not None
        # A browser's own HLS player takes segments only from the playlist's origin.
        assert {urlsplit(each).netloc for each in (start.group(1), first)} == {urlsplit(playlist_url).netloc}
        data = (await http.get(start.group(1))).content + (await http.get(first)).content
    with av.open(io.BytesIO(data), "r") as container:
        frames = len(list(container.decode(video=0)))
    assert frames == 48
