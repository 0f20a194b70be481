"""One scene's final words: the model's part in them is as large as a setting says."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from services.kit.logging import get_logger
from services.script.domain import checks as checking
from services.script.domain import telling
from services.script.domain.lines import Line, narration
from services.script.domain.model import Check, Length, Options, Origin, Outline, Scene, Sentence
from services.script.domain.model_use import ModelRole, ModelUse
from services.script.domain.person import Person
from services.script.domain.prompting import PromptSet, SceneRequest
from services.script.domain.safety.rules import Rules
from services.script.domain.scenes import NARRATION_WORDS, SceneDraft
from services.script.domain.sentences import split, told_from
from services.script.domain.wishes import NO_WISH, Wish
from services.script.errors import StoryModelRejected, StoryModelUnavailable
from services.script.ports import StoryModel

log = get_logger(__name__)

_GOOD = 0.2
"""Of the product of its checks; a scene of the model's that has less is not told."""
_MOST_WORDINGS = 6
"""That the model compares for one scene."""
_TOKENS_A_WORD = 2
_BANK_LANGUAGE = "en"

Grow = Callable[[str], None]
"""Says what is known of a scene's words now; what it takes back is corrected for whoever reads along."""


@dataclass(frozen=True, slots=True)
class SceneTask:
    """A scene to be written."""

    scene: Scene
    draft: SceneDraft
    outline: Outline
    earlier: tuple[str, ...]
    """The narrations of the scenes before."""


@dataclass(frozen=True, slots=True)
class WrittenScene:
    """A scene's final words."""

    sentences: tuple[Sentence, ...]
    checks: tuple[Check, ...]
    candidate_count: int
    fallback_count: int
    entry_id: str

    @property
    def narration(self) -> str:
        """All of it, as it is spoken."""
        return " ".join(sentence.text for sentence in self.sentences)


class SceneWriter:
    """Writes scenes for one person."""

    def __init__(
        self,
        model: StoryModel,
        prompts: PromptSet,
        rules: Rules,
        use: ModelUse,
        *,
        person: Person,
        length: Length,
        options: Options,
        seed: int,
        wish: Wish = NO_WISH,
    ) -> None:
        self._model = model
        self._prompts = prompts
        self._rules = rules
        self._use = use
        self._person = person
        self._length = wish.length or length
        self._options = options
        self._seed = seed
        self._wish = wish

    async def write(self, task: SceneTask, grow: Grow) -> WrittenScene:
        """A scene, with its words as they come to be known.

        Raises:
            StoryModelUnavailable: it can't be reached, or writes nothing in a language that the bank lacks.
        """
        if self._use.role is ModelRole.WRITE:
            written = await self._by_the_model(task, grow)
            if written is not None:
                return written
            if not self._is_in_the_banks_language:
                raise StoryModelUnavailable(f"nothing good was written in {self._options.language}")
        return await self._from_the_bank(task, grow)

    @property
    def _is_in_the_banks_language(self) -> bool:
        return self._options.language.partition("-")[0].lower() == _BANK_LANGUAGE

    async def _from_the_bank(self, task: SceneTask, grow: Grow) -> WrittenScene:
        wording, likelihood = await self._likeliest(task, grow)
        choices, asked = list(wording.choices), 0
        if self._use.blank_candidates:
            choices, asked = await self._completed(task, wording, grow)
        sentences = telling.sentences(wording.lines, choices)
        told = " ".join(sentence.text for sentence in sentences)
        grow(told)
        return WrittenScene(
            sentences,
            self._checks(task, told, wording.lines, likelihood),
            asked,
            sum(choice.is_fallback for choice in choices),
            task.draft.entry_id,
        )

    async def _likeliest(self, task: SceneTask, grow: Grow) -> tuple[telling.Wording, float | None]:
        wordings = telling.wordings(task.draft.variants, _MOST_WORDINGS)
        if len(wordings) == 1:
            return wordings[0], None
        # What all wordings begin with can be shown while the model is asked.
        grow(_shared_beginning([wording.lines for wording in wordings]))
        prompt = self._prompts.story(self._person, self._options.tone or self._person.tone, task.earlier)
        try:
            likelihoods = await self._model.likelihoods(prompt, [wording.text for wording in wordings])
        except StoryModelRejected:
            return wordings[0], None
        best = max(range(len(wordings)), key=lambda number: likelihoods[number])
        return wordings[best], likelihoods[best]

    async def _completed(
        self, task: SceneTask, wording: telling.Wording, grow: Grow
    ) -> tuple[list[telling.Choice], int]:
        """The model's own words in the blanks, where they pass; and how many it was asked for."""
        lines, setting = wording.lines, task.scene.visual.setting
        choices: list[telling.Choice] = []
        asked = 0
        for blank in telling.blanks(lines):
            fragments = [choice.text for choice in choices]
            before, line = telling.text_before(lines, blank, fragments), lines[blank]
            grow(" ".join(part for part in (before, line.lead) if part))
            candidates = await self._model.candidates(
                self._prompts.blank(self._person, before, line),
                count=self._use.blank_candidates,
                seed=self._seed + 1009 * task.scene.index + 101 * blank,
            )
            asked += len(candidates)
            choices.append(self._chosen(lines, setting, blank, fragments, list(candidates), task))
        return choices, asked

    def _chosen(
        self,
        lines: tuple[Line, ...],
        setting: str,
        blank: int,
        fragments: list[str],
        candidates: list[str],
        task: SceneTask,
    ) -> telling.Choice:
        choice = telling.choose(
            self._person, self._length, setting, lines, blank, fragments, candidates, task.earlier
        )
        if choice.is_fallback or not self._is_unfit(lines[blank].text(choice.text)):
            return choice
        return telling.choose(self._person, self._length, setting, lines, blank, fragments, [], task.earlier)

    async def _by_the_model(self, task: SceneTask, grow: Grow) -> WrittenScene | None:
        """The best of several candidates, the first of them shown as it is made; None when none is good."""
        lines = task.draft.variants[0].lines
        request = SceneRequest(
            self._person,
            task.outline,
            task.outline.scenes.index(task.scene),
            narration(lines),
            task.earlier,
            self._options,
            NARRATION_WORDS[self._length],
            self._wish,
        )
        prompt = self._prompts.scene(request)
        tasks: list[asyncio.Task[str]] = []
        try:
            async with asyncio.TaskGroup() as group:
                for number in range(self._use.scene_candidates):
                    shown = grow if number == 0 else None
                    tasks.append(group.create_task(self._candidate(prompt, task, number, shown)))
        except* StoryModelUnavailable as error:
            raise StoryModelUnavailable("the story model can't be reached") from error
        except* StoryModelRejected as rejected:
            log.warning("scene.rejected", scene=task.scene.index, errors=len(rejected.exceptions))
        best: tuple[float, tuple[Sentence, ...], tuple[Check, ...]] | None = None
        finished = [each.result() for each in tasks if not each.cancelled() and each.exception() is None]
        for candidate in finished:
            if not candidate or self._is_unfit(candidate):
                continue
            found = self._checks(task, candidate, lines, None)
            score = checking.total(found) if self._is_in_the_banks_language else 1.0
            if score >= _GOOD and (best is None or score > best[0]):
                best = score, self._sentences(candidate), found
        if best is None:
            return None
        grow(" ".join(sentence.text for sentence in best[1]))
        return WrittenScene(best[1], best[2], len(tasks), 0, task.draft.entry_id)

    async def _candidate(self, prompt: str, task: SceneTask, number: int, grow: Grow | None) -> str:
        words = NARRATION_WORDS[self._length][1]
        seed = self._seed + 1009 * task.scene.index + 7919 * number
        written = ""
        stream = self._model.write(prompt, max_tokens=_TOKENS_A_WORD * words + 40, seed=seed)
        async with aclosing(stream) as pieces:
            async for piece in pieces:
                written += piece
                if grow is not None:
                    grow(_tidy(written).rpartition(" ")[0])
        return _whole(_tidy(written))

    def _sentences(self, narration: str) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(text, told_from(text, self._person.texts, self._person.name), Origin.MODEL)
            for text in split(narration)
        )

    def _checks(
        self, task: SceneTask, narration: str, lines: tuple[Line, ...], likelihood: float | None
    ) -> tuple[Check, ...]:
        return checking.checked(
            narration,
            self._person,
            earlier=task.earlier,
            wanted=sorted(frozenset[str]().union(*(line.answer_ids for line in lines))),
            options=self._options,
            words=NARRATION_WORDS[self._length],
            likelihood=likelihood,
        )

    def _is_unfit(self, text: str) -> bool:
        findings = self._rules.judge_text(text)
        if findings:
            log.info("candidate.refused", rules=sorted({finding.rule_id for finding in findings}))
        return bool(findings)


def _shared_beginning(tellings: Sequence[Sequence[Line]]) -> str:
    shared: list[str] = []
    for lines in zip(*tellings, strict=False):
        if len({line.lead for line in lines}) > 1:
            break
        shared.append(lines[0].lead)
        if lines[0].has_blank:
            break
    return " ".join(shared)


def _tidy(text: str) -> str:
    """A model's scene in one line, without the marks that models put around one."""
    return " ".join(text.replace("**", "").replace("#", "").split()).strip().strip('"').strip()


def _whole(text: str) -> str:
    """Without a last sentence that was cut off."""
    if not text or text[-1] in ".!?…”’)":
        return text
    return " ".join(split(text)[:-1])
