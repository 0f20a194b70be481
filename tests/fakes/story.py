"""A language model and a reader that a test can look into."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from uuid import UUID

from services.script.domain.model import ScriptId
from services.script.errors import ResponseNotFound, ResponseNotSubmitted, StoryModelUnavailable
from services.script.ports import SubmittedResponse


class FakeStoryModel:
    """Answers every prompt with the same candidates; can be away, and can be held."""

    def __init__(self, *candidates: str) -> None:
        self.candidates_given = candidates or ("an old brass lamp",)
        self.prompts: list[str] = []
        self.away_for = 0
        """How many calls fail before the model is back."""
        self.running = 0
        self.cancelled = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.closes_after: int | None = None
        """How many calls come through before the gate closes by itself."""
        self.asked_for_likelihood: list[Sequence[str]] = []
        self.scenes: list[str] = []
        """What it writes where it is to write whole scenes, by the order of asking; the last one again."""

    async def candidates(self, prompt: str, *, count: int, seed: int) -> Sequence[str]:
        self.prompts.append(prompt)
        await self._answering()
        return self.candidates_given[:count]

    async def likelihoods(self, prompt: str, continuations: Sequence[str]) -> Sequence[float]:
        """The longest is the likeliest."""
        self.asked_for_likelihood.append(continuations)
        await self._answering()
        return [-1.0 / len(continuation) for continuation in continuations]

    async def write(self, prompt: str, *, max_tokens: int, seed: int) -> AsyncGenerator[str, None]:
        self.prompts.append(prompt)
        await self._answering()
        scene = self.scenes.pop(0) if len(self.scenes) > 1 else self.scenes[0]
        for word in scene.split(" "):
            await asyncio.sleep(0)
            yield f"{word} "

    async def _answering(self) -> None:
        if self.away_for > 0:
            self.away_for -= 1
            raise StoryModelUnavailable("away")
        if self.closes_after is not None:
            self.closes_after -= 1
            if self.closes_after < 0:
                self.closes_after = None
                self.gate.clear()
        self.running += 1
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.running -= 1


class FakeSceneUses:
    """Uses of the scene bank in memory."""

    def __init__(self) -> None:
        self.used: dict[UUID, dict[ScriptId, set[str]]] = {}

    async def counts(self, workspace_id: UUID) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for entry_ids in self.used.get(workspace_id, {}).values():
            for entry_id in entry_ids:
                found[entry_id] = found.get(entry_id, 0) + 1
        return found

    async def note(self, workspace_id: UUID, script_id: ScriptId, entry_ids: Collection[str]) -> None:
        self.used.setdefault(workspace_id, {}).setdefault(script_id, set()).update(entry_ids)

    async def forget(self, script_id: ScriptId) -> None:
        for scripts in self.used.values():
            scripts.pop(script_id, None)


class FakeLiveText:
    """Keeps what was shown, in order."""

    def __init__(self) -> None:
        self.shown: list[tuple[int, str]] = []

    async def show(self, script_id: ScriptId, scene_index: int, text: str) -> None:
        self.shown.append((scene_index, text))

    def of(self, scene_index: int) -> list[str]:
        """What was shown of one scene."""
        return [text for index, text in self.shown if index == scene_index]


class FakeResponses:
    """One person's answers as every response; drafts are known but not submitted."""

    def __init__(
        self,
        answers: Mapping[str, str],
        questionnaire_id: str = "who-would-you-be",
        question_ids: Mapping[str, str] | None = None,
    ) -> None:
        """`question_ids` are by what their answers mean; the same where it isn't given."""
        self.answers = dict(answers)
        self.revision = 1
        self._questionnaire_id = questionnaire_id
        self._question_ids = dict(question_ids if question_ids is not None else {key: key for key in answers})
        self.drafts: set[UUID] = set()
        self.unknown: set[UUID] = set()

    async def submitted(self, response_id: UUID) -> SubmittedResponse:
        if response_id in self.drafts:
            raise ResponseNotSubmitted(response_id)
        return await self.last_submitted(response_id)

    async def last_submitted(self, response_id: UUID) -> SubmittedResponse:
        if response_id in self.unknown:
            raise ResponseNotFound(response_id)
        return SubmittedResponse(
            response_id, self._questionnaire_id, dict(self.answers), self._question_ids, self.revision
        )

    def submit_again(self, **answers: str) -> None:
        """Other answers to some questions, as a new revision."""
        self.answers.update(answers)
        self.revision += 1
