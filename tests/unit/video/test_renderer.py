"""How the renderer is asked for a scene: a few frames at a time, none twice, as many as there is room for."""

import asyncio
import io
from collections import deque
from contextlib import aclosing
from dataclasses import replace
from typing import cast

import numpy as np
import pytest
from PIL import Image

from services.kit.triton import ConversingModel, SequenceLost
from services.video.adapters.renderer import TritonRenderer
from services.video.domain.options import PictureFormat
from services.video.ports import FrameRequest, Visual
from tests.fakes.models import FakeFrames

VISUAL = Visual("ocean", "dusk", "clear", "calm", "still", "standing", ())
FRAME_BYTES = 64 * 32 * 3 // 2
REQUEST = FrameRequest(VISUAL, 7, PictureFormat(64, 32, 24), 96, tuple(range(50)))


def renderer(model: FakeFrames) -> TritonRenderer:
    return TritonRenderer(cast(ConversingModel, model), at_a_time=8)


async def frames_of(model: FakeFrames) -> list[int]:
    """The indices that came; each frame has to show its own."""
    found: list[int] = []
    async for chunk in renderer(model).frames(REQUEST):
        pixels = np.frombuffer(chunk.pixels, np.uint8).reshape(len(chunk.indices), FRAME_BYTES)
        for index, frame in zip(chunk.indices, pixels, strict=True):
            assert set(frame.tolist()) == {index}
        found += chunk.indices
    return found


@pytest.mark.parametrize("shares_memory", [False, True])
async def test_all_frames_come_in_order_by_one_conversation_that_is_ended(shares_memory: bool) -> None:
    model = FakeFrames(frame_bytes=FRAME_BYTES, shares_memory=shares_memory)
    assert await frames_of(model) == list(range(50))
    (conversation,) = model.conversations
    assert conversation.ended
    assert conversation.last == [False] * 6 + [True]


@pytest.mark.parametrize("shares_memory", [False, True])
@pytest.mark.parametrize("loses_after", [99, 0, 1, 3])
async def test_a_scene_of_unknown_length_is_painted_before_its_frames_are_asked_for(
    shares_memory: bool, loses_after: int
) -> None:
    model = FakeFrames(frame_bytes=FRAME_BYTES, shares_memory=shares_memory)
    model.loses_after = deque([loses_after])
    known: asyncio.Future[FrameRequest] = asyncio.get_running_loop().create_future()
    sketch = replace(REQUEST, duration_frames=48, indices=())
    async with aclosing(renderer(model).frames_later(sketch, known)) as frames:
        first = asyncio.create_task(anext(frames))
        while not model.asked:  # noqa: ASYNC110  (the fake has no event for it)
            await asyncio.sleep(0)
        assert model.asked[0]["frame_indices"].size == 0
        known.set_result(REQUEST)
        found = [*(await first).indices]
        async for chunk in frames:
            assert chunk.pixels[0] == chunk.indices[0]
            found += chunk.indices
    assert found == list(range(50))
    assert len(model.conversations) == 1 + (loses_after < 8)


async def test_a_model_that_wants_all_of_a_scene_at_once_is_told_the_words() -> None:
    model = FakeFrames(frame_bytes=FRAME_BYTES)
    whole = TritonRenderer(cast(ConversingModel, model), at_a_time=0)
    assert whole.whole_scenes
    assert not renderer(model).whole_scenes
    request = replace(REQUEST, narration="She lets go.")
    known: asyncio.Future[FrameRequest] = asyncio.get_running_loop().create_future()
    known.set_result(request)
    for frames in (whole.frames(request), whole.frames_later(replace(request, indices=()), known)):
        assert [index async for chunk in frames for index in chunk.indices] == list(range(50))
    assert [inputs["narration"].tolist() for inputs in model.streamed] == [[b"She lets go."]] * 2


async def test_a_scene_that_goes_on_from_a_picture_is_given_it_in_colours() -> None:
    model, png = FakeFrames(frame_bytes=FRAME_BYTES), io.BytesIO()
    Image.new("RGB", (6, 4), (200, 100, 50)).save(png, "PNG")
    whole = TritonRenderer(cast(ConversingModel, model), at_a_time=0)
    async for _ in whole.frames(replace(REQUEST, first_picture=png.getvalue())):
        pass
    (inputs,) = model.streamed
    assert inputs["first_picture"].shape == (4, 6, 3)
    assert inputs["first_picture"].dtype == np.uint8
    assert inputs["first_picture"][0, 0].tolist() == [200, 100, 50]
    async for _ in whole.frames(REQUEST):
        pass
    assert "first_picture" not in model.streamed[1]


async def test_no_more_than_three_requests_are_ever_unanswered() -> None:
    model = FakeFrames(frame_bytes=FRAME_BYTES)
    await frames_of(model)
    assert model.conversations[0].most_unanswered == 3


async def test_who_asks_for_no_more_frames_has_no_more_made() -> None:
    model = FakeFrames(frame_bytes=FRAME_BYTES)
    async with aclosing(renderer(model).frames(REQUEST)) as frames:
        await anext(frames)
        assert len(model.asked) == 3
    assert len(model.asked) == 3


async def test_the_frames_in_use_arent_painted_over() -> None:
    model = FakeFrames(frame_bytes=FRAME_BYTES, shares_memory=True)
    async with aclosing(renderer(model).frames(REQUEST)) as frames:
        async for chunk in frames:
            assert chunk.pixels[0] == chunk.indices[0]
            kept = chunk.kept()
            assert bytes(kept.pixels) == bytes(chunk.pixels)


async def test_a_conversation_that_was_lost_is_gone_on_with_and_no_frame_comes_twice() -> None:
    model = FakeFrames(frame_bytes=FRAME_BYTES)
    model.loses_after = deque([2, 0])
    assert await frames_of(model) == list(range(50))
    assert [int(each.asked[0]["frame_indices"][0]) for each in model.conversations] == [0, 16, 16]


async def test_one_that_is_lost_again_and_again_is_given_up() -> None:
    model = FakeFrames(frame_bytes=FRAME_BYTES)
    model.loses_after = deque([0] * 20)
    with pytest.raises(SequenceLost):
        await frames_of(model)
    assert len(model.conversations) < 10
