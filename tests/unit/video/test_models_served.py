"""A film begins when its models are there, and are those that its worker was built for."""

import asyncio
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from services.kit.jobs.errors import FailureKind, RetryableError
from services.kit.triton import ModelUnavailable, wait_until_served
from services.video.adapters.contracts import film_contracts
from tests.fakes.film_crew import FakeStudio
from tests.support.film_set import FilmSet

ROOT = Path(__file__).resolve().parents[3] / "triton_models"
CONTRACTS = {"narrator": "sentences-1", "scene_video": "frames-2"}
LONG = timedelta(seconds=10)
SHORT = timedelta(milliseconds=50)


class FakeServer:
    """Serves what `served` says; `looks` counts the questions."""

    def __init__(self, served: Mapping[str, str | None]) -> None:
        self.served = dict(served)
        self.looks = 0
        self.looked = asyncio.Event()

    async def contract(self, model: str) -> str | None:
        self.looks += 1
        self.looked.set()
        return self.served.get(model)


async def test_models_that_are_served_keep_nobody_waiting() -> None:
    server = FakeServer(CONTRACTS)
    await wait_until_served(server, CONTRACTS, patience=SHORT)
    assert server.looks == len(CONTRACTS)


@pytest.mark.parametrize("now", [None, "", "frames-1", "frames-3"])
async def test_a_worker_waits_until_its_models_are_loaded_and_match_it(now: str | None) -> None:
    server = FakeServer({**CONTRACTS, "scene_video": now})
    waiting = asyncio.create_task(
        wait_until_served(server, CONTRACTS, patience=LONG, look_every=timedelta(milliseconds=1))
    )
    for _ in range(3):
        server.looked.clear()
        await server.looked.wait()
        assert not waiting.done()
    server.served["scene_video"] = "frames-2"
    await waiting


@pytest.mark.parametrize(
    ("served", "told"),
    [
        (None, "scene_video isn't loaded"),
        ("frames-1", "the contract 'frames-1' and this worker was built for 'frames-2'"),
        ("", "the contract 'of long ago'"),
    ],
)
async def test_who_has_waited_for_long_enough_says_for_what(served: str | None, told: str) -> None:
    server = FakeServer({**CONTRACTS, "scene_video": served})
    with pytest.raises(ModelUnavailable) as refused:
        await wait_until_served(server, CONTRACTS, patience=SHORT, look_every=timedelta(milliseconds=1))
    assert told in refused.value.metadata["error"]


async def test_a_film_asks_nothing_of_models_that_are_still_being_loaded() -> None:
    film_set, loaded = FilmSet(FakeStudio()), asyncio.Event()
    film_set.wait_for(loaded.wait)
    making = asyncio.create_task(film_set.make())
    for _ in range(50):
        await asyncio.sleep(0)
    assert (film_set.narrator.spoken, film_set.renderer.sketches) == ([], [])
    assert not making.done()
    loaded.set()
    await making
    assert film_set.renderer.requests


async def test_models_that_never_come_fail_the_attempt_with_a_reason_for_the_person() -> None:
    film_set = FilmSet(FakeStudio())

    async def never() -> None:
        raise ModelUnavailable("The models can't be used now.")

    film_set.wait_for(never)
    with pytest.raises(RetryableError) as failure:
        await film_set.make()
    assert (failure.value.reason, failure.value.kind) == ("VIDEO_MODEL_UNAVAILABLE", FailureKind.MODEL)


@pytest.mark.parametrize(
    ("model", "folder", "frames_at_a_time"),
    [("narrator", "repository", 8), ("scene_video", "repository", 8), ("scene_video", "gpu", 0)],
)
def test_the_models_here_name_the_contract_that_the_worker_asks_for(
    model: str, folder: str, frames_at_a_time: int
) -> None:
    config = (ROOT / folder / model / "config.pbtxt").read_text()
    found = re.search(r'key: "contract" value: \{ string_value: "([^"]+)" \}', config)
    assert found is not None
    assert found[1] == film_contracts(frames_at_a_time)[model]
