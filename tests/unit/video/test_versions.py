"""Another version of a film: only what changed is made, and neither version hangs on the other."""

import io
from dataclasses import replace

import av
import pytest

from services.video.adapters.studio import FilmStudio
from services.video.domain.timeline import CROSS_FADE_FRAMES, SEGMENT_FRAMES
from services.video.domain.versions import compared
from services.video.domain.video import VideoId, VideoScene
from services.video.film.encoder import VideoPacket
from services.video.film.fmp4 import AudioPacket, media_segment, read_pictures
from tests.fakes.film_crew import FakeStudio
from tests.support.film_set import NARRATIONS, FilmSet


@pytest.fixture
def film_set() -> FilmSet:
    return FilmSet(FakeStudio())


async def test_a_version_of_which_nothing_changed_renders_and_speaks_and_costs_nothing(
    film_set: FilmSet,
) -> None:
    first = await film_set.finish_and_remake()
    film_set.renderer.rendered = 0
    await film_set.make()
    assert film_set.renderer.rendered == 3, "the poster's stills"
    assert film_set.narrator.spoken == []
    assert film_set.run.charges == {}
    assert keys_of(film_set, film_set.video_id) == keys_of(film_set, first), "the very same objects"
    assert (await film_set.video()).playable_ms == (await film_set.video()).duration_ms > 0


async def test_a_scene_that_changed_is_rendered_alone_with_the_fade_out_of_it(film_set: FilmSet) -> None:
    first = await film_set.finish_and_remake()
    film_set.visuals[1]["weather"] = "storm"
    film_set.run = film_set.new_run({})
    await film_set.make()
    requests = {request.seed: request for request in film_set.renderer.requests}
    second = next(request for request in requests.values() if request.visual.weather == "storm")
    total = second.duration_frames
    assert second.indices[CROSS_FADE_FRAMES:] == tuple(range(total))
    assert second.indices[:CROSS_FADE_FRAMES] == tuple(range(total, total + CROSS_FADE_FRAMES))
    others = [request.indices for request in requests.values() if request is not second]
    end = others[0][0]
    assert others[0] == tuple(range(end, end + CROSS_FADE_FRAMES)), "the first scene is only faded out of"
    assert others[1] == tuple(range(SEGMENT_FRAMES)), "the last one emerges from another picture"
    kept = set(keys_of(film_set, first)) & set(keys_of(film_set, film_set.video_id))
    made = len(film_set.run.charges)
    assert made == total // SEGMENT_FRAMES + 1
    assert len(kept) == len(keys_of(film_set, first)) - made


async def test_what_was_taken_over_is_the_film_that_would_have_been_made(film_set: FilmSet) -> None:
    await film_set.finish_and_remake()
    film_set.visuals[1]["weather"] = "storm"
    film_set.run = film_set.new_run({})
    await film_set.make()
    whole = FilmSet(FakeStudio())
    whole.visuals[1]["weather"] = "storm"
    whole.run = whole.new_run({})
    await whole.make()
    assert film_set.film() == whole.film()


async def test_a_version_that_is_interrupted_takes_nothing_over_twice(film_set: FilmSet) -> None:
    await film_set.finish_and_remake()
    await film_set.make()
    steps = {key: value for key, value in film_set.run.steps.items() if key != "scene/2/segment/1"}
    film_set.run = film_set.new_run(steps)
    await film_set.make()
    assert film_set.run.done == ["scene/2/segment/1"]


async def test_a_film_that_looks_different_throughout_is_made_anew(film_set: FilmSet) -> None:
    first = await film_set.finish_and_remake()
    for visual in film_set.visuals:
        visual["mood"] = "tense"
    film_set.run = film_set.new_run({})
    await film_set.make()
    assert not set(keys_of(film_set, first)) & set(keys_of(film_set, film_set.video_id))
    assert film_set.narrator.spoken == [], "but for the voice"


async def test_scenes_are_compared_place_by_place(film_set: FilmSet) -> None:
    first = await film_set.finish_and_remake()
    film_set.visuals[1]["weather"] = "storm"
    film_set.run = film_set.new_run({})
    await film_set.make()
    before, after = film_set.videos.videos[first].scenes, (await film_set.video()).scenes
    differences = compared(before, after)
    assert [each.pictures_differ for each in differences] == [False, True, True]
    assert not any(each.narration_differs or each.duration_differs for each in differences)
    shorter = compared(before, after[:2])
    assert shorter[2].after is None
    assert shorter[2].pictures_differ
    assert len(before) == len(NARRATIONS)


def test_scenes_that_are_not_planned_yet_count_as_different() -> None:
    scene = VideoScene(0, "A scene")
    assert compared([scene], [scene])[0].pictures_differ
    planned = replace(scene, pictures_key="p", narration_key="n")
    (same,) = compared([planned], [planned])
    assert not any((same.pictures_differ, same.narration_differs, same.duration_differs))


def test_the_pictures_of_a_segment_are_read_back() -> None:
    pictures = [VideoPacket(b"key frame", True), VideoPacket(b"other", False), VideoPacket(b"", False)]
    sound = [AudioPacket(b"sound", 96_000, 1024)]
    assert read_pictures(media_segment(3, 144, pictures, sound)) == tuple(pictures)
    assert read_pictures(media_segment(3, 144, pictures, [])) == tuple(pictures)


@pytest.mark.parametrize("damaged", [b"", b"nonsense that is no box", b"\0\0\0\x08moof"])
def test_what_is_no_segment_is_refused(damaged: bytes) -> None:
    with pytest.raises(ValueError, match=r"segment|box"):
        read_pictures(damaged)


async def test_the_studio_finds_the_very_same_segments_and_cuts_others_in_without_a_gap() -> None:
    with FilmStudio(threads=2) as studio:
        film_set = FilmSet(studio)
        first = await film_set.finish_and_remake()
        film_set.visuals[2]["camera"] = "still"
        film_set.run = film_set.new_run({})
        await film_set.make()
    before, after = keys_of(film_set, first), keys_of(film_set, film_set.video_id)
    shared = [key for key in after if key in before]
    assert 0 < len(shared) == len(before) - len(film_set.run.charges) < len(before)
    with av.open(io.BytesIO(film_set.film()), "r") as container:
        times = [frame.time for frame in container.decode(video=0)]
    assert times == pytest.approx([index / 24 for index in range(len(times))], abs=1e-6)
    assert len(times) == (await film_set.video()).duration_ms * 24 // 1000


def keys_of(film_set: FilmSet, video_id: VideoId) -> list[str]:
    """Where the segments of a version lie, in order."""
    stored = film_set.videos.stored[video_id]
    return [stored[index].blob_key for index in sorted(stored)]
