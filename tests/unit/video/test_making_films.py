"""The making of a film, with a fake crew and the real studio."""

import asyncio
import io
import re

import av
import pytest
from encompass.jobs.v1.video_job_pb2 import SegmentStep

from services.kit.jobs.errors import RetryableError
from services.kit.jobs.model import Failure as JobFailure
from services.kit.jobs.model import JobState, JobView
from services.video.adapters.studio import FilmStudio
from services.video.domain import storage
from services.video.domain.provenance import Shows, hashed
from services.video.domain.timeline import CROSS_FADE_FRAMES, SEGMENT_FRAMES
from services.video.domain.video import (
    RenditionKind,
    VideoFailure,
    VideoState,
)
from tests.fakes.film_crew import FakeStudio
from tests.fakes.jobs import FakeTx
from tests.support.film_set import NARRATIONS, NOW, FilmSet


@pytest.fixture
def film_set() -> FilmSet:
    return FilmSet(FakeStudio())


@pytest.mark.parametrize("threads", [1, 2])
async def test_a_film_is_made_with_all_its_files(threads: int) -> None:
    with FilmStudio(threads=threads) as studio:
        film_set = FilmSet(studio)
        await film_set.make()
    video = await film_set.video()
    assert video.state is VideoState.RENDERING, "READY is set with the job, by its hook"
    assert video.playable_ms == video.duration_ms == sum(scene.duration_ms for scene in video.scenes)
    assert [rendition.kind for rendition in video.renditions] == list(RenditionKind)
    for rendition in video.renditions:
        blob = film_set.blobs.blobs[rendition.blob_key]
        assert (len(blob.data), blob.content_type) == (rendition.size_bytes, rendition.content_type)
    with av.open(io.BytesIO(film_set.film()), "r") as container:
        assert container.duration == video.duration_ms * 1000
        assert sum(1 for packet in container.demux(video=0) if packet.size) == video.duration_ms * 24 // 1000
    captions = film_set.blobs.blobs[storage.captions_key(film_set.video_id)].data.decode()
    assert "thumb &amp; swims." in re.sub(r"<[\d:.]+>", "", captions).replace("\n", " ")
    assert film_set.announced > video.segment_count


async def test_all_objects_lie_under_the_videos_own_prefix_and_never_change(film_set: FilmSet) -> None:
    await film_set.make()
    for key, blob in film_set.blobs.blobs.items():
        assert key.startswith(f"videos/{film_set.video_id}/")
        assert blob.cache_control is not None
        assert "immutable" in blob.cache_control


async def test_a_film_is_signed_with_what_it_was_made_of() -> None:
    studio = FakeStudio()
    await FilmSet(studio).make()
    assert studio.signed is not None
    assert studio.signed.text_sha256 == hashed(NARRATIONS)
    assert [name for name, _ in studio.signed.models] == ["scene_video", "narrator/lark"]
    assert not studio.signed.shows_a_person


async def test_pictures_of_a_film_are_signed_as_the_film_is() -> None:
    studio = FakeStudio()
    film_set = FilmSet(studio)
    await film_set.make()
    assert {(shows, content_type) for shows, content_type, _ in studio.signed_pictures} == {
        (Shows.POSTER, storage.JPEG),
        (Shows.PREVIEW, storage.WEBP),
        (Shows.THUMBNAILS, storage.JPEG),
    }
    assert {made_of for _, _, made_of in studio.signed_pictures} == {studio.signed}
    for key in (storage.poster_key, storage.preview_key, storage.thumbnails_key):
        assert film_set.blobs.blobs[key(film_set.video_id)].data.endswith(b" signed")


@pytest.mark.parametrize("reads", [False, True])
async def test_a_renderer_that_reads_is_told_what_each_scene_says(film_set: FilmSet, reads: bool) -> None:
    film_set.renderer.whole_scenes = reads
    await film_set.make()
    told = {request.place.scene: request.narration for request in film_set.renderer.requests if request.place}
    assert told == {scene: words if reads else "" for scene, words in enumerate(NARRATIONS)}


async def test_each_two_seconds_are_charged_once(film_set: FilmSet) -> None:
    await film_set.make()
    charged = [usage.quantity for usage in film_set.run.charges.values()]
    assert sum(charged) * 1000 == (await film_set.video()).duration_ms
    assert all("/segment/" in key for key in film_set.run.charges)


async def test_no_frame_of_the_film_is_rendered_twice(film_set: FilmSet) -> None:
    await film_set.make()
    video = await film_set.video()
    tails = CROSS_FADE_FRAMES * (len(NARRATIONS) - 1)
    assert film_set.renderer.rendered == video.duration_ms * 24 // 1000 + tails


async def test_the_first_seconds_come_first_and_a_tail_comes_before_the_rest(film_set: FilmSet) -> None:
    await film_set.make()
    first, second, last = film_set.renderer.requests
    total = first.duration_frames
    tail = tuple(range(total, total + CROSS_FADE_FRAMES))
    assert first.indices == (*range(SEGMENT_FRAMES), *tail, *range(SEGMENT_FRAMES, total))
    assert second.indices[:CROSS_FADE_FRAMES] == tuple(
        range(second.duration_frames, second.duration_frames + CROSS_FADE_FRAMES)
    )
    assert last.indices == tuple(range(last.duration_frames)), "nothing fades over from the last scene"
    assert len({request.seed for request in film_set.renderer.requests}) == len(NARRATIONS)


async def test_until_the_first_seconds_can_be_played_no_more_sound_than_theirs_is_made() -> None:
    studio = FakeStudio()
    film_set = FilmSet(studio)
    stored: list[set[str]] = []
    studio.when_sound_goes_on = lambda: stored.append(set(film_set.blobs.blobs))
    await film_set.make()
    assert len(stored) == 1
    assert storage.segment_key(film_set.video_id, 0) in stored[0]


async def test_two_scenes_are_rendered_at_a_time(film_set: FilmSet) -> None:
    await film_set.make()
    assert film_set.renderer.most_open_streams == 2
    assert film_set.renderer.open_streams == 0


@pytest.mark.parametrize("after", [1, 60, 150, 290])
async def test_after_a_crash_only_what_is_missing_is_made_and_the_film_is_the_same(
    film_set: FilmSet, after: int
) -> None:
    film_set.renderer.fails_after = after
    with pytest.raises(RetryableError) as failure:
        await film_set.make()
    assert failure.value.reason == "VIDEO_MODEL_UNAVAILABLE"
    assert film_set.renderer.open_streams == 0
    done = [key for key in film_set.run.steps if "/segment/" in key]
    film_set.renderer.fails_after = None
    film_set.renderer.requests.clear()
    film_set.run = film_set.new_run(film_set.run.steps)
    await film_set.make()
    assert not set(done) & set(film_set.run.done)
    assert len(film_set.narrator.spoken) == len(NARRATIONS), "no narration is spoken again"
    body = [
        index
        for request in film_set.renderer.requests
        for index in request.indices
        if index < request.duration_frames
    ]
    video = await film_set.video()
    assert len(body) == (video.segment_count - len(done)) * SEGMENT_FRAMES

    whole = FilmSet(FakeStudio())
    whole.video_id = film_set.video_id
    whole.run = whole.new_run({})
    whole.videos.videos = {whole.video_id: await film_set.video()}
    whole.videos.stored = {whole.video_id: {}}
    await whole.make()
    assert whole.film() == film_set.film()


async def test_captions_beside_the_picture_are_stored_with_each_segment_and_the_same_after_a_crash() -> None:
    film_set = FilmSet(FakeStudio(), captions_beside=True)
    film_set.renderer.fails_after = 150
    with pytest.raises(RetryableError):
        await film_set.make()
    early = captions_of(film_set)
    assert 0 < len(early) == len(film_set.videos.stored[film_set.video_id])
    film_set.renderer.fails_after = None
    film_set.run = film_set.new_run(film_set.run.steps)
    await film_set.make()
    video, captions = await film_set.video(), captions_of(film_set)
    assert captions.items() >= early.items()
    assert len(captions) == video.segment_count
    stored = await film_set.videos.segments(film_set.video_id)
    assert [segment.captions_key for segment in stored] == sorted(captions)
    blocks = {block for text in captions.values() for block in text.strip().split("\n\n")[1:]}
    whole = film_set.blobs.blobs[storage.captions_key(film_set.video_id)].data.decode()
    assert blocks == set(whole.strip().split("\n\n")[1:]), "the same once it is finished"


async def test_captions_in_the_picture_are_stored_for_no_segment(film_set: FilmSet) -> None:
    await film_set.make()
    assert not captions_of(film_set)
    assert not any(each.captions_key for each in await film_set.videos.segments(film_set.video_id))


async def test_another_version_has_the_captions_of_scenes_whose_sound_is_kept() -> None:
    film_set = FilmSet(FakeStudio(), captions_beside=True)
    first = await film_set.finish_and_remake()
    await film_set.make()
    assert not film_set.narrator.spoken
    later = captions_of(film_set)
    assert all(str(first) not in key for key in later), "either version may be deleted"
    film_set.video_id = first
    assert list(later.values()) == list(captions_of(film_set).values())


async def test_a_film_that_only_lacks_its_file_renders_nothing_but_the_poster(film_set: FilmSet) -> None:
    await film_set.make()
    steps = {key: value for key, value in film_set.run.steps.items() if key not in ("film", "poster")}
    film_set.renderer.rendered = 0
    film_set.run = film_set.new_run(steps)
    await film_set.make()
    assert film_set.renderer.rendered == 3
    assert film_set.run.done == ["poster", "film"]


async def test_a_scene_whose_segments_are_done_still_gives_its_tail_to_the_next(film_set: FilmSet) -> None:
    await film_set.make()
    steps = {key: value for key, value in film_set.run.steps.items() if not key.startswith("scene/1/segment")}
    film_set.renderer.requests.clear()
    film_set.run = film_set.new_run(steps)
    await film_set.make()
    first = film_set.renderer.requests[0]
    assert first.indices == tuple(range(first.duration_frames, first.duration_frames + CROSS_FADE_FRAMES))


async def test_a_cancelled_run_closes_its_streams_before_it_ends(film_set: FilmSet) -> None:
    film_set.renderer.stalls_after = 100
    task = asyncio.create_task(film_set.make())
    async with asyncio.timeout(30):
        await film_set.renderer.stalled.wait()
    task.cancel()
    async with asyncio.timeout(30):
        with pytest.raises(asyncio.CancelledError):
            await task
    assert film_set.renderer.open_streams == 0


async def test_a_store_that_cannot_be_reached_fails_with_a_reason_for_the_person(film_set: FilmSet) -> None:
    film_set.blobs.failing = True
    with pytest.raises(RetryableError) as failure:
        await film_set.make()
    assert failure.value.reason == "STORAGE_UNAVAILABLE"
    assert "try again" in failure.value.message


async def test_a_silent_narrator_fails_with_a_reason_for_the_person(film_set: FilmSet) -> None:
    film_set.narrator.failing = True
    with pytest.raises(RetryableError) as failure:
        await film_set.make()
    assert failure.value.reason == "VIDEO_MODEL_UNAVAILABLE"


async def test_segments_hold_the_frames_that_their_steps_say(film_set: FilmSet) -> None:
    await film_set.make()
    for key, stored in film_set.run.steps.items():
        if "/segment/" in key:
            step = SegmentStep.FromString(stored)
            assert step.frame_count == SEGMENT_FRAMES
            assert len(film_set.blobs.blobs[step.blob_key].data) == step.size_bytes


async def test_a_video_that_an_operator_has_run_again_waits_like_one_that_its_owner_retries(
    film_set: FilmSet,
) -> None:
    tx = FakeTx(film_set.run.owner)
    view = _view(film_set)
    failure = JobFailure("INTERNAL", "Something went wrong on our side.")
    await film_set.handler.failed(tx.as_tx, view, failure)
    failed = await film_set.video()
    assert failed.state is VideoState.FAILED
    assert failed.failure == VideoFailure("VIDEO_FAILED", failure.message), "a reason of this domain's own"
    await film_set.handler.requeued(tx.as_tx, view)
    video = await film_set.video()
    assert (video.state, video.failure) == (VideoState.QUEUED, None)
    assert film_set.announced == 2


def captions_of(film_set: FilmSet) -> dict[str, str]:
    """The captions of the film's segments by their keys, in order."""
    start = f"{storage.prefix(film_set.video_id)}hls/captions-"
    blobs = film_set.blobs.blobs
    return {key: blobs[key].data.decode() for key in sorted(blobs) if key.startswith(start)}


def _view(film_set: FilmSet) -> JobView:
    return JobView(
        id=film_set.run.id,
        owner=film_set.run.owner,
        kind="video",
        resource_id=film_set.video_id,
        state=JobState.FAILED,
        attempt=1,
        max_attempts=1,
        losses=0,
        cancel_requested=False,
        failure=None,
        created_at=NOW,
        payload_bytes=b"",
    )
