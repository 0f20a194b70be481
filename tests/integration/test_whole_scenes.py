"""Films by whole scenes: the GPU's model.py in a real Triton, with a stand-in for its pipeline."""

import io
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from services.kit.triton import ModelRejected, wait_until_served
from services.video.adapters.contracts import film_contracts
from services.video.adapters.renderer import SCENE_VIDEO, TritonRenderer
from services.video.adapters.studio import FilmStudio
from services.video.domain import storage
from services.video.domain.options import PictureFormat
from services.video.ports import FrameRequest, Visual
from tests.support.film_set import NARRATIONS, FilmSet
from tests.support.waiting import until
from tests.support.whole_scenes import WholeScenes, open_whole_scenes

pytestmark = [pytest.mark.models, pytest.mark.xdist_group("models")]

VISUAL = Visual("ocean", "dusk", "clear", "calm", "still", "standing", ())
REQUEST = FrameRequest(VISUAL, 7, PictureFormat(64, 64, 24), 48, tuple(range(72)), narration="She walks on.")
LUMA = 64 * 64


@pytest.fixture
async def whole(tmp_path: Path) -> AsyncIterator[WholeScenes]:
    async with open_whole_scenes(tmp_path) as opened:
        yield opened


def png(shade: int, *, width: int = 96) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 64), (shade, shade, shade)).save(out, "PNG")
    return out.getvalue()


async def test_a_scene_comes_in_order_goes_on_from_its_picture_and_stops_between_steps(
    whole: WholeScenes,
) -> None:
    contract = {SCENE_VIDEO: film_contracts(0)[SCENE_VIDEO]}
    await wait_until_served(whole.client, contract, patience=timedelta(seconds=60))
    renderer = TritonRenderer(whole.client, at_a_time=0)

    found: list[int] = []
    async for chunk in renderer.frames(replace(REQUEST, first_picture=png(120))):
        found += chunk.indices
        if 0 in chunk.indices:
            shown = np.frombuffer(chunk.pixels, np.uint8)[:LUMA]
            assert abs(int(shown.mean()) - round(16 + 128 * 219 / 255)) <= 1
    assert found == list(REQUEST.indices)
    (begun,) = whole.those("begun")
    assert (begun["shape"], begun["shade"]) == ([64, 96, 3], 120)
    assert "She walks on." in begun["prompt"]

    long = replace(REQUEST, seed=8, duration_frames=1500, indices=tuple(range(1500)))
    async with aclosing(renderer.frames(long)) as frames:
        await anext(frames)

    async def it_is_over() -> bool:
        return len(whole.those("over")) == 2

    await until(it_is_over, within=60)
    assert whole.events()[-1]["event"] == "over", "a step was done for nobody"
    assert whole.those("over")[-1]["frames"] < 750

    after = [index async for chunk in renderer.frames(replace(REQUEST, seed=9)) for index in chunk.indices]
    assert after == list(REQUEST.indices), "the model serves on"

    with pytest.raises(ModelRejected) as refused:
        async for _ in renderer.frames(replace(REQUEST, first_picture=png(9, width=2000))):
            pass
    assert "first_picture may have" in refused.value.metadata["error"]


async def test_each_scene_of_a_film_goes_on_from_the_last_picture_of_the_one_before(
    whole: WholeScenes,
) -> None:
    with FilmStudio(threads=2) as studio:
        film_set = FilmSet(studio)
        film_set.use(TritonRenderer(whole.client, at_a_time=0), small=(64, 64))
        film_set.visuals[2]["time"] = "night"
        film_set.run = film_set.new_run({})
        await film_set.make()
    assert film_set.film()
    begun = whole.those("begun")
    assert len(begun) == len(NARRATIONS), "a scene was made twice"
    assert [event["shape"] for event in begun] == [None, [64, 64, 3], None], "the last one is at another hour"
    kept = film_set.blobs.blobs[storage.last_picture_key(film_set.video_id, 0)].data
    with Image.open(io.BytesIO(kept)) as picture:
        mean = np.asarray(picture).mean()
    assert abs(begun[1]["shade"] - mean) <= 1
    assert begun[1]["shade"] > begun[0]["shade"] + 8, "it is the last one, not the first"
