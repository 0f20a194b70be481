"""How the words of a story appear."""

import asyncio
from itertools import pairwise
from uuid import uuid4

from services.script.domain.model import Length, ScriptId
from services.script.domain.person import understand
from services.script.domain.plan import Plan, plan
from services.script.use_cases.writing import SceneInHand, StoryWriter, WrittenScene
from tests.fakes.story import FakeLiveText, FakeStoryModel
from tests.unit.script.people import MAYA


class Naps:
    """Sleeping without time passing; keeps how long it would have been."""

    def __init__(self) -> None:
        self.seconds = 0.0

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        await asyncio.sleep(0)


def writer(model: FakeStoryModel, live: FakeLiveText, naps: Naps) -> tuple[StoryWriter, Plan]:
    person = understand(MAYA)
    made = plan(person, Length.SHORT, 4)
    return (
        StoryWriter(
            model,
            live,
            script_id=ScriptId(uuid4()),
            person=person,
            length=Length.SHORT,
            seed=4,
            candidates=3,
            sleep=naps.sleep,
        ),
        made,
    )


async def whole_story(model: FakeStoryModel, live: FakeLiveText, naps: Naps) -> list[WrittenScene]:
    story, made = writer(model, live, naps)
    narrations: list[str] = []
    in_hand: list[SceneInHand] = []

    def begin(narration: str | None) -> SceneInHand | None:
        if narration is not None:
            narrations.append(narration)
        index = len(narrations)
        if index == len(made.drafts):
            return None
        in_hand.append(story.begin(made.outline.scenes[index], made.drafts[index], narrations))
        return in_hand[-1]

    begin(None)
    return [await story.show(in_hand[index], begin) for index in range(len(made.drafts))]


async def test_words_only_ever_get_more_and_end_as_the_narration() -> None:
    live = FakeLiveText()
    written = await whole_story(FakeStoryModel("wet rope and salt", "a small brass lamp"), live, Naps())
    for index, scene in enumerate(written):
        shown = live.of(index)
        assert shown[-1] == scene.narration
        assert all(after.startswith(before) for before, after in pairwise(shown))
    assert [index for index, _ in live.shown] == sorted(index for index, _ in live.shown)


async def test_the_first_words_appear_before_the_model_has_answered() -> None:
    model, live = FakeStoryModel(), FakeLiveText()
    model.gate.clear()
    task = asyncio.create_task(whole_story(model, live, Naps()))
    async with asyncio.timeout(5):
        while len(live.of(0)) < 3:  # noqa: ASYNC110
            await asyncio.sleep(0)
    assert live.of(1) == []
    model.gate.set()
    await task


async def test_nobody_waits_for_the_show() -> None:
    naps = Naps()
    written = await whole_story(FakeStoryModel(), FakeLiveText(), naps)
    words = sum(len(scene.narration.split()) for scene in written)
    assert naps.seconds < words / 9


async def test_the_next_scene_is_begun_while_one_is_shown() -> None:
    model, live = FakeStoryModel(), FakeLiveText()
    begun_at: list[int] = []
    story, made = writer(model, live, Naps())
    current = story.begin(made.outline.scenes[0], made.drafts[0], [])

    def begin_next(narration: str) -> SceneInHand | None:
        begun_at.append(len(live.of(0)))
        return None

    written = await story.show(current, begin_next)
    assert len(begun_at) == 1
    assert begun_at[0] < len(written.narration.split())


async def test_the_model_is_asked_with_what_is_written_and_its_words_are_counted() -> None:
    model = FakeStoryModel("xyzzy")
    written = await whole_story(model, FakeLiveText(), Naps())
    assert all(scene.candidate_count == 1 for scene in written)
    assert all(scene.fallback_count == 1 for scene in written)
    assert len(model.prompts) == len(written)
