"""The first scene is painted while the scenes are being spoken, and no frame of it twice."""

import asyncio
from contextlib import aclosing
from dataclasses import replace

import pytest

from services.kit.triton.errors import ModelUnavailable
from services.video.domain.options import PictureFormat
from services.video.domain.sound_options import SoundOptions
from services.video.ports import FrameRequest, Spoken, Visual
from services.video.use_cases.head_start import HeadStart
from tests.fakes.film_crew import FakeRenderer, FakeStudio
from tests.support.film_set import FilmSet

VISUAL = Visual("ocean", "dusk", "clear", "calm", "still", "standing", ())
REQUEST = FrameRequest(VISUAL, 7, PictureFormat(64, 32, 24), 96, tuple(range(96)))


async def frames_of(renderer: HeadStart, request: FrameRequest) -> list[int]:
    async with aclosing(renderer.frames(request)) as chunks:
        return [index async for chunk in chunks for index in chunk.indices]


def begin(renderer: HeadStart) -> None:
    renderer.begin(replace(REQUEST, duration_frames=48, indices=()))
    renderer.go_on(REQUEST)


async def test_frames_that_were_begun_are_given_to_whoever_asks_for_them() -> None:
    fake = FakeRenderer()
    async with HeadStart(fake) as renderer:
        begin(renderer)
        assert await frames_of(renderer, REQUEST) == list(range(96))
        assert fake.requests == [REQUEST]
        assert await frames_of(renderer, REQUEST) == list(range(96)), "asked again, they are made again"


async def test_it_runs_ahead_no_further_than_it_may() -> None:
    fake = FakeRenderer()
    async with HeadStart(fake) as renderer:
        begin(renderer)
        for _ in range(200):
            await asyncio.sleep(0)
        assert fake.rendered <= 6 * 8


async def test_another_request_is_passed_on_and_what_was_begun_is_closed_at_the_end() -> None:
    fake = FakeRenderer()
    async with HeadStart(fake) as renderer:
        begin(renderer)
        assert await frames_of(renderer, replace(REQUEST, seed=8, indices=(3, 4))) == [3, 4]
        assert fake.open_streams == 1
    assert fake.open_streams == 0


async def test_an_error_reaches_whoever_asks_for_the_frames() -> None:
    fake = FakeRenderer()
    fake.fails_after = 16
    async with HeadStart(fake) as renderer:
        begin(renderer)
        with pytest.raises(ModelUnavailable):
            await frames_of(renderer, REQUEST)


async def test_a_request_that_never_becomes_known_is_given_up() -> None:
    fake = FakeRenderer()
    async with HeadStart(fake) as renderer:
        renderer.begin(replace(REQUEST, indices=()))
        await asyncio.sleep(0)
        assert await frames_of(renderer, replace(REQUEST, indices=(3, 4))) == [3, 4]
    assert (len(fake.sketches), len(fake.requests)) == (1, 1)


async def test_the_first_scene_is_begun_before_anything_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    film_set = FilmSet(FakeStudio())
    renderer, speak = film_set.renderer, film_set.narrator.speak

    async def wait_for_the_renderer(text: str, options: SoundOptions) -> Spoken:
        async with asyncio.timeout(30):
            # The fake renderer has no events for these.
            while not renderer.sketches:  # noqa: ASYNC110
                await asyncio.sleep(0)
            while film_set.narrator.spoken and not renderer.requests:  # noqa: ASYNC110
                await asyncio.sleep(0)
        return await speak(text, options)

    monkeypatch.setattr(film_set.narrator, "speak", wait_for_the_renderer)
    await film_set.make()
    assert len(renderer.requests) == len((await film_set.video()).scenes), "a scene was asked for twice"
    (sketch,) = renderer.sketches
    assert replace(renderer.requests[0], duration_frames=sketch.duration_frames, indices=()) == sketch


async def test_a_film_that_has_some_of_its_first_scene_gets_no_head_start() -> None:
    film_set = FilmSet(FakeStudio())
    await film_set.make()
    film_set.renderer.sketches.clear()
    film_set.run = film_set.new_run(film_set.run.steps)
    await film_set.make()
    assert film_set.renderer.sketches == []
