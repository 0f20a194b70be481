"""How the words of a story appear."""

import asyncio
from dataclasses import replace
from itertools import pairwise
from uuid import uuid4

from services.script.adapters.prompt_files import load_prompts
from services.script.adapters.safety_rules import load_safety_rules
from services.script.domain.lines import Line
from services.script.domain.model import Length, Options, Origin, ScriptId
from services.script.domain.model_use import ModelRole, ModelUse
from services.script.domain.person import understand
from services.script.domain.planning import Plan, plan
from services.script.domain.scenes import SceneDraft, Variant
from services.script.use_cases.scene_writing import SceneWriter, WrittenScene
from services.script.use_cases.writing import SceneInHand, StoryWriter
from tests.fakes.story import FakeLiveText, FakeStoryModel
from tests.unit.script.bank import the_bank
from tests.unit.script.people import MAYA


class Naps:
    """Sleeping without time passing; keeps how long it would have been."""

    def __init__(self) -> None:
        self.seconds = 0.0

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        await asyncio.sleep(0)


def writer(
    model: FakeStoryModel, live: FakeLiveText, naps: Naps, use: ModelUse | None = None
) -> tuple[StoryWriter, Plan]:
    person = understand(MAYA)
    made = plan(person, Length.SHORT, 4, the_bank())
    scenes = SceneWriter(
        model,
        load_prompts(),
        load_safety_rules(),
        use or ModelUse(blank_candidates=3),
        person=person,
        length=Length.SHORT,
        options=Options(),
        seed=4,
    )
    story = StoryWriter(scenes, live, script_id=ScriptId(uuid4()), outline=made.outline, sleep=naps.sleep)
    return story, made


async def whole_story(
    model: FakeStoryModel, live: FakeLiveText, naps: Naps, use: ModelUse | None = None
) -> list[WrittenScene]:
    story, made = writer(model, live, naps, use)
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
    async with asyncio.timeout(30):
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


async def test_a_blank_is_filled_by_the_model_or_as_it_is_written_and_its_words_are_counted() -> None:
    model, live = FakeStoryModel("xyzzy"), FakeLiveText()
    story, made = writer(model, live, Naps())
    line = Line("On the table lies", ", and nobody says a word.", ("a key", "a folded map"))
    draft = SceneDraft("test/0", (Variant((Line("Maya turns up the lamp and waits."), line)),))
    scene = made.outline.scenes[0]
    scene = replace(scene, visual=replace(scene.visual, setting="kitchen"))
    written = await story.show(story.begin(scene, draft, []), lambda _: None)
    assert len(model.prompts) == 1
    assert (written.candidate_count, written.fallback_count) == (1, 1)
    assert [sentence.origin for sentence in written.sentences] == [Origin.BANK, Origin.BANK]
    model.candidates_given = ("a folded letter",)
    written = await story.show(story.begin(scene, draft, []), lambda _: None)
    assert [sentence.origin for sentence in written.sentences] == [Origin.BANK, Origin.COMPLETED]


async def test_the_wording_that_the_model_finds_likeliest_is_told_and_the_check_says_so() -> None:
    model = FakeStoryModel("xyzzy")
    written = await whole_story(model, FakeLiveText(), Naps())
    chosen = [scene for scene in written if any(check.name == "likelihood" for check in scene.checks)]
    assert len(chosen) == len(model.asked_for_likelihood) > 0
    assert all(check.score >= 0 for scene in written for check in scene.checks)


GOOD = (
    "Maya walks down to the tide pools before the shop opens, with the chipped blue snorkel in her bag."
    " She kneels and looks, and the sea looks back at her."
)


async def test_a_bigger_model_writes_the_scenes_itself_and_the_best_of_several_is_kept() -> None:
    model, live = FakeStoryModel(), FakeLiveText()
    bad = "I was there. I was there. I was there. I was there. I was there. I was there."
    model.scenes = [bad, GOOD]
    use = ModelUse(ModelRole.WRITE, scene_candidates=2)
    story, made = writer(model, live, Naps(), use)
    current = story.begin(made.outline.scenes[0], made.drafts[0], [])
    written = await story.show(current, lambda _: None)
    assert written.narration == GOOD
    assert {sentence.origin for sentence in written.sentences} == {Origin.MODEL}
    assert written.sentences[0].answer_ids == ("name", "place", "treasure")
    assert live.of(0)[-1] == GOOD


async def test_where_the_model_writes_nothing_good_the_bank_is_told() -> None:
    model, live = FakeStoryModel(), FakeLiveText()
    model.scenes = ["no no no no"]
    written = await whole_story(model, live, Naps(), ModelUse(ModelRole.WRITE, scene_candidates=2))
    assert all(sentence.origin is not Origin.MODEL for scene in written for sentence in scene.sentences)


async def test_what_the_rules_of_safety_refuse_is_not_told_however_good_it_is() -> None:
    model, live = FakeStoryModel(), FakeLiveText()
    model.scenes = [GOOD.replace("She kneels and looks", "She wants to kill all foreigners")]
    written = await whole_story(model, live, Naps(), ModelUse(ModelRole.WRITE, scene_candidates=1))
    assert not any("foreigners" in scene.narration for scene in written)
