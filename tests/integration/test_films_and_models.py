"""Films on a real Triton: which contracts its models name, and what a cancelled film leaves of its scenes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, cast

import httpx
import pytest

from services.kit.clock import SystemClock
from services.kit.settings import DbSettings, NatsSettings, S3Settings
from services.kit.triton import Conversation, ConversingModel, TritonClient, wait_until_served
from services.kit.triton.conversation import TritonConversation
from services.stack.launch import StackInfo
from services.video.adapters.contracts import film_contracts
from services.video.adapters.renderer import SCENE_VIDEO, TritonRenderer
from services.video.domain.options import PictureFormat
from services.video.domain.video import VideoState
from services.video.ports import FrameRequest, Visual
from services.video.worker import VideoJobHandler
from tests.support.theatre import open_theatre, somebody
from tests.support.waiting import until

pytestmark = [pytest.mark.models, pytest.mark.xdist_group("models")]

AHEAD = 3
"""Requests for frames of one scene that may be unanswered when the film is cancelled."""
VISUAL = Visual("ocean", "dusk", "clear", "calm", "still", "standing", ())


@dataclass
class Overheard:
    """What a worker asked of the renderer."""

    models: TritonClient
    requests: int = 0
    under_way: int = 0
    sequences: list[int] = field(default_factory=list)

    @asynccontextmanager
    async def converse(self, model: str, **how: Any) -> AsyncIterator["OverheardConversation"]:
        """See `ConversingModel.converse`."""
        self.under_way += 1
        try:
            async with self.models.converse(model, **how) as conversation:
                self.sequences.append(cast(TritonConversation, conversation).sequence_id)
                yield OverheardConversation(self, conversation)
        finally:
            self.under_way -= 1


@dataclass
class OverheardConversation:
    """See `Conversation`."""

    told: Overheard
    real: Conversation

    @property
    def region(self) -> Any:
        return self.real.region

    async def ask(self, inputs: Any, **how: Any) -> None:
        self.told.requests += 1
        await self.real.ask(inputs, **how)

    async def answer(self) -> Any:
        return await self.real.answer()


async def test_a_triton_that_matches_is_waited_for_and_one_that_lacks_a_model_is_told_apart(
    client: TritonClient,
) -> None:
    await wait_until_served(client, film_contracts(8), patience=timedelta(seconds=60))
    assert await client.contract("scene_video") == film_contracts(8)["scene_video"]
    assert await client.contract("story_llm") == "", "it names none"
    assert await client.contract("nobody") is None


async def test_after_a_cancel_no_frame_is_asked_for_and_the_renderer_is_free(
    client: TritonClient,
    models: StackInfo,
    fresh_db: DbSettings,
    fresh_nats: NatsSettings,
    fresh_bucket: S3Settings,
) -> None:
    await wait_until_served(client, film_contracts(8), patience=timedelta(seconds=60))
    overheard = Overheard(client)
    async with open_theatre(fresh_db, fresh_nats, fresh_bucket) as theatre:
        await theatre.platform.relays()
        renderer = TritonRenderer(cast(ConversingModel, overheard))
        theatre.platform.worker(VideoJobHandler(replace(theatre.crew, renderer=renderer), SystemClock()))
        owner = somebody()
        video = await theatre.desk.create(owner, theatre.new())

        async def two_scenes_are_filmed() -> bool:
            return overheard.under_way == 2 and overheard.requests > 2 * AHEAD

        await until(two_scenes_are_filmed, within=120)
        await theatre.desk.cancel(owner, video.id)
        await theatre.until_state(owner, video, VideoState.CANCELLED)
        assert overheard.under_way == 0, "a scene is still being filmed"
        asked = overheard.requests

        async def all_sequences_are_ended() -> bool:
            return all([await has_ended(models, each) for each in overheard.sequences])

        await until(all_sequences_are_ended, within=60)
        request = FrameRequest(VISUAL, 7, PictureFormat(64, 64, 24), 48, indices=(0,))

        async def nothing_is_painted_for_nobody() -> bool:
            """What was under way at the cancel may still be answered; then only what is asked for now."""
            before = await answered(models)
            assert [chunk.indices async for chunk in TritonRenderer(client).frames(request)] == [(0,)]
            return await answered(models) == before + 1

        await until(nothing_is_painted_for_nobody, within=60)
        assert overheard.requests == asked, "frames were asked for after the cancel"


async def has_ended(models: StackInfo, sequence: int) -> bool:
    """Whether Triton knows nothing of a sequence any more: it would have to be started anew."""
    parts = {"parameters": {"sequence_id": sequence}, "inputs": NO_SCENE}
    async with httpx.AsyncClient(base_url=address(models)) as http:
        answer = await http.post(f"/v2/models/{SCENE_VIDEO}/infer", json=parts, timeout=30)
    return "must specify the START flag" in answer.text


async def answered(models: StackInfo) -> int:
    """How many requests for frames the renderer has answered, not counting refusals."""
    async with httpx.AsyncClient(base_url=address(models)) as http:
        stats = (await http.get(f"/v2/models/{SCENE_VIDEO}/stats", timeout=30)).json()
    return int(stats["model_stats"][0]["inference_stats"]["success"]["count"])


def address(models: StackInfo) -> str:
    return f"http://127.0.0.1:{models.ports['triton-http']}"


NO_SCENE = [
    {"name": "scene_spec", "shape": [1], "datatype": "BYTES", "data": ["{}"]},
    {"name": "seed", "shape": [1], "datatype": "INT64", "data": [0]},
    *(
        {"name": name, "shape": [1], "datatype": "INT32", "data": [0]}
        for name in ("width", "height", "fps", "frame_indices")
    ),
]
