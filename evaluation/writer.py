"""Stories by the engine itself: everything that the evaluation knows of how stories are made is here."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from evaluation.stories import Sentence, Story, ToldScene
from evaluation.variants import Variant
from services.kit.settings import TritonSettings
from services.kit.triton import TritonClient
from services.script.adapters.prompt_files import LATEST, load_prompts
from services.script.adapters.safety_rules import load_safety_rules
from services.script.adapters.scene_bank import load_bank
from services.script.adapters.story_model import TritonStoryModel
from services.script.domain.model import Length, Options, Origin, PointOfView, Scene
from services.script.domain.model_use import ModelRole, ModelUse
from services.script.domain.person import understand
from services.script.domain.planning import plan
from services.script.domain.safety.model import Action, Verdict
from services.script.errors import StoryModelRejected
from services.script.ports import StoryModel
from services.script.use_cases.scene_writing import SceneTask, SceneWriter, WrittenScene
from services.stack.launch import Stack

_DEADLINE_SECONDS = 60.0


class NoModel:
    """`StoryModel` that has nothing to say, so that the scene bank is told as it is written."""

    async def candidates(self, prompt: str, *, count: int, seed: int) -> Sequence[str]:
        """None."""
        return []

    async def likelihoods(self, prompt: str, continuations: Sequence[str]) -> Sequence[float]:
        """Raises StoryModelRejected."""
        raise StoryModelRejected("there is no model")

    async def write(self, prompt: str, *, max_tokens: int, seed: int) -> AsyncGenerator[str, None]:
        """Nothing."""
        nothing: tuple[str, ...] = ()
        for piece in nothing:
            yield piece


class CountedModel:
    """A `StoryModel` that counts how often it is asked."""

    def __init__(self, model: StoryModel) -> None:
        self._model = model
        self.asked = 0

    async def candidates(self, prompt: str, *, count: int, seed: int) -> Sequence[str]:
        """See `StoryModel.candidates`."""
        self.asked += 1
        return await self._model.candidates(prompt, count=count, seed=seed)

    async def likelihoods(self, prompt: str, continuations: Sequence[str]) -> Sequence[float]:
        """See `StoryModel.likelihoods`."""
        self.asked += 1
        return await self._model.likelihoods(prompt, continuations)

    def write(self, prompt: str, *, max_tokens: int, seed: int) -> AsyncGenerator[str, None]:
        """See `StoryModel.write`."""
        self.asked += 1
        return self._model.write(prompt, max_tokens=max_tokens, seed=seed)


class Desk:
    """Writes stories for people of one workspace: what was told to one is told to others last."""

    def __init__(self, model: StoryModel, variant: Variant) -> None:
        self._model = CountedModel(model)
        self._variant = variant
        self._rules = load_safety_rules()
        self._bank = load_bank()
        self._prompts = load_prompts(variant.prompts or LATEST)
        self._use = ModelUse(ModelRole(variant.role), blank_candidates=variant.candidates)
        self._options = Options(scene_count=variant.scenes, point_of_view=PointOfView(variant.view.upper()))
        self._used: Counter[str] = Counter()

    async def write_story(self, answers: Mapping[str, str], seed: int) -> Story:
        """What a person with these answers gets."""
        began = time.monotonic()
        verdict = self._rules.judge_answers(answers)
        if verdict.action is not None:
            return self._answered(verdict)
        person = understand(answers, self._options.point_of_view)
        length = Length(self._variant.length.upper())
        planned = plan(person, length, seed, self._bank, self._options, used=self._used)
        self._used.update(draft.entry_id for draft in planned.drafts)
        writer = SceneWriter(
            self._model,
            self._prompts,
            self._rules,
            self._use,
            person=person,
            length=length,
            options=self._options,
            seed=seed,
        )
        first_word: list[float] = []

        def grow(known: str) -> None:
            if known and not first_word:
                first_word.append(time.monotonic() - began)

        scenes: list[ToldScene] = []
        fallbacks, asked_before = 0, self._model.asked
        for scene, draft in zip(planned.outline.scenes, planned.drafts, strict=True):
            earlier = tuple(told.text for told in scenes)
            written = await writer.write(SceneTask(scene, draft, planned.outline, earlier), grow)
            fallbacks += written.fallback_count
            scenes.append(_told(scene, written, has_model=self._variant.has_model))
        return Story(
            "story",
            planned.outline.title,
            planned.outline.logline,
            tuple(scenes),
            first_word_s=first_word[0] if first_word else 0.0,
            total_s=time.monotonic() - began,
            asked=self._model.asked - asked_before,
            fallbacks=fallbacks,
        )

    def _answered(self, verdict: Verdict) -> Story:
        concern = verdict.concern.value if verdict.concern else ""
        if verdict.action is Action.CARE:
            reply = self._rules.care_reply(verdict)
            help_lines = [f"{each.name}: {each.contact or each.url}" for each in reply.resources]
            return Story("care", message="\n".join([reply.message, *help_lines]), concern=concern)
        return Story("refuse", message=self._rules.refusal(verdict), concern=concern)


@asynccontextmanager
async def desk(variant: Variant, stack_folder: Path) -> AsyncGenerator[Desk]:
    """A desk for a way of writing; a story model of its own is started where it needs one."""
    if not variant.has_model:
        yield Desk(NoModel(), variant)
        return
    with Stack(stack_folder, parts=("triton",)).running(until_ready=("triton",)) as info:
        settings = TritonSettings(url=f"127.0.0.1:{info.ports['triton-grpc']}")
        async with TritonClient(settings) as client:
            model = TritonStoryModel(
                client, temperature=variant.temperature, deadline_seconds=_DEADLINE_SECONDS
            )
            yield Desk(model, variant)


def _told(scene: Scene, written: WrittenScene, *, has_model: bool) -> ToldScene:
    visual = scene.visual
    return ToldScene(
        scene.beat.value,
        scene.title,
        tuple(
            Sentence(
                sentence.text, sentence.answer_ids, _SOURCES[sentence.origin if has_model else Origin.BANK]
            )
            for sentence in written.sentences
        ),
        {
            "setting": visual.setting,
            "time": visual.time,
            "weather": visual.weather,
            "mood": visual.mood,
            "camera": visual.camera,
            "hero": visual.hero,
            "props": list(visual.props),
            "entry": written.entry_id,
        },
    )


_SOURCES = {
    Origin.BANK: "written by hand",
    Origin.COMPLETED: "written by hand, completed by the model",
    Origin.MODEL: "by the model",
    Origin.EDITOR: "by an editor",
}
