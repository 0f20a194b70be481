"""Scenes that go on from what the one before ends with: which ones, and always from the same picture."""

import io

import numpy as np
import pytest
from PIL import Image

from services.video.adapters.studio import FilmStudio
from services.video.domain import storage
from services.video.domain.options import PictureFormat
from services.video.domain.timeline import CROSS_FADE_FRAMES, SEGMENT_FRAMES
from services.video.domain.transitions import Occasion, Transition, plan_continuity
from services.video.ports import FrameChunk, FrameRequest, Visual
from tests.fakes.film_crew import FakeStudio, painted
from tests.support.film_set import FilmSet

VISUAL = Visual("ocean", "dusk", "clear", "calm", "still", "standing", ())
SHORE = Occasion("ocean", "dusk", has_hero=True)


@pytest.fixture
def film_set() -> FilmSet:
    """All its scenes are on one occasion, and the renderer makes each in one go."""
    made = FilmSet(FakeStudio())
    made.renderer.whole_scenes = True
    return made


def by_scene(film_set: FilmSet) -> dict[int, FrameRequest]:
    """What the renderer was asked for, by scene; each scene once."""
    asked = {request.place.scene: request for request in film_set.renderer.requests if request.place}
    assert len(asked) == len(film_set.renderer.requests)
    return asked


def kept(film_set: FilmSet, scene: int) -> bytes:
    return film_set.blobs.blobs[storage.last_picture_key(film_set.video_id, scene)].data


@pytest.mark.parametrize(
    ("after", "transition", "goes_on"),
    [
        (SHORE, Transition.DISSOLVE, True),
        (Occasion("forest", "dusk", has_hero=True), Transition.DISSOLVE, False),
        (Occasion("ocean", "night", has_hero=True), Transition.DISSOLVE, False),
        (Occasion("ocean", "dusk", has_hero=False), Transition.DISSOLVE, False),
        (SHORE, Transition.THROUGH_BLACK, False),
        (SHORE, Transition.THROUGH_LIGHT, False),
        (SHORE, Transition.SWEEP, False),
    ],
)
def test_a_scene_goes_on_where_nothing_lies_between(
    after: Occasion, transition: Transition, goes_on: bool
) -> None:
    assert plan_continuity([SHORE, after], [transition]) == (goes_on,)


async def test_a_scene_goes_on_from_the_last_picture_of_the_one_before(film_set: FilmSet) -> None:
    film_set.visuals[2]["setting"] = "forest"
    film_set.run = film_set.new_run({})
    await film_set.make()
    asked = by_scene(film_set)
    assert asked[0].first_picture == b""
    assert asked[1].first_picture == kept(film_set, 0)
    assert kept(film_set, 0).startswith(b"still of %d " % (asked[0].duration_frames - 1))
    assert asked[2].first_picture == b"", "it is somewhere else"
    total = asked[1].duration_frames
    assert asked[1].indices == tuple(range(total + CROSS_FADE_FRAMES)), "frames are asked for as they come"


async def test_a_renderer_that_paints_frames_in_any_order_is_sent_none() -> None:
    film_set = FilmSet(FakeStudio())
    await film_set.make()
    assert {(one.goes_on_from, one.first_picture) for one in by_scene(film_set).values()} == {("", b"")}
    assert not any(key.endswith(".png") for key in film_set.blobs.blobs)


@pytest.mark.parametrize("after", [70, 130, 180, 240, 300])
async def test_whoever_takes_up_a_broken_off_film_goes_on_from_the_same_pictures(
    film_set: FilmSet, after: int
) -> None:
    whole = FilmSet(FakeStudio())
    whole.renderer.whole_scenes = True
    await whole.make()
    film_set.renderer.fails_after = after
    with pytest.raises(Exception, match="VIDEO_MODEL_UNAVAILABLE"):
        await film_set.make()
    there = dict(film_set.blobs.blobs)
    film_set.renderer.fails_after = None
    film_set.renderer.requests.clear()
    film_set.run = film_set.new_run(film_set.run.steps)
    await film_set.make()
    for request in film_set.renderer.requests:
        assert request.place is not None
        if request.goes_on_from:
            assert request.first_picture == kept(film_set, request.place.scene - 1)
    for scene in range(3):
        key = storage.last_picture_key(film_set.video_id, scene)
        assert key not in there or there[key].data == kept(film_set, scene), "it was made a second time"
        assert kept(film_set, scene) == kept(whole, scene)


async def test_the_picture_is_stored_before_the_segment_that_it_ends(film_set: FilmSet) -> None:
    await film_set.make()
    done = film_set.run.done
    for scene in range(3):
        ends = [at for at, key in enumerate(done) if key.startswith(f"scene/{scene}/segment/")]
        assert done.index(f"scene/{scene}/picture") < ends[-1]


async def test_a_scene_made_again_for_another_version_goes_on_from_the_very_same_picture(
    film_set: FilmSet,
) -> None:
    first = await film_set.finish_and_remake()
    before = film_set.blobs.blobs[storage.last_picture_key(first, 0)]
    marked = b"the first making's own"
    film_set.blobs.blobs[storage.last_picture_key(first, 0)] = type(before)(marked, "image/png", None)
    film_set.visuals[1]["weather"] = "storm"
    film_set.run = film_set.new_run({})
    await film_set.make()
    asked = by_scene(film_set)
    assert asked[1].first_picture == marked == kept(film_set, 0)
    total = asked[0].duration_frames
    assert asked[0].indices == tuple(range(total, total + CROSS_FADE_FRAMES)), "only its tail is wanted"
    assert asked[2].first_picture == kept(film_set, 1) != marked
    assert asked[2].indices[:SEGMENT_FRAMES] == tuple(range(SEGMENT_FRAMES)), (
        "what goes on from it is new, too"
    )


async def test_a_picture_that_no_version_has_any_more_is_asked_for_with_the_tail(film_set: FilmSet) -> None:
    first = await film_set.finish_and_remake()
    del film_set.blobs.blobs[storage.last_picture_key(first, 0)]
    film_set.visuals[1]["weather"] = "storm"
    film_set.run = film_set.new_run({})
    await film_set.make()
    asked = by_scene(film_set)
    total = asked[0].duration_frames
    assert asked[0].indices == tuple(range(total - 1, total + CROSS_FADE_FRAMES))
    assert asked[1].first_picture == kept(film_set, 0)


async def test_a_version_in_which_nothing_changed_has_its_own_copies(film_set: FilmSet) -> None:
    first = await film_set.finish_and_remake()
    await film_set.make()
    for scene in range(3):
        assert kept(film_set, scene) == film_set.blobs.blobs[storage.last_picture_key(first, scene)].data
    assert film_set.run.charges == {}


async def test_what_is_kept_shows_the_frame() -> None:
    picture = PictureFormat(64, 32, 24)
    request = FrameRequest(VISUAL, 7, picture, 48)
    frame = painted(request, 5)
    with FilmStudio(threads=1) as studio:
        png = await studio.still(FrameChunk((5,), frame.data.cast("B")), picture)
    rgb = np.asarray(Image.open(io.BytesIO(png)))
    assert rgb.shape == (32, 64, 3)
    grey = round((int(frame[0, 0]) - 16) * 255 / 219)
    assert np.abs(rgb.astype(int) - grey).max() <= 1
