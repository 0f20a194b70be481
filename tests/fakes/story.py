"""A language model and a reader that a test can look into."""

import asyncio
from collections.abc import Mapping, Sequence
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

    async def candidates(self, prompt: str, *, count: int, seed: int) -> Sequence[str]:
        self.prompts.append(prompt)
        if self.away_for > 0:
            self.away_for -= 1
            raise StoryModelUnavailable("away")
        self.running += 1
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.running -= 1
        return self.candidates_given[:count]


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
    """Submitted responses by id; drafts are known but not submitted."""

    def __init__(self, answers: Mapping[str, str], questionnaire_id: str = "who-would-you-be") -> None:
        self._answers = dict(answers)
        self._questionnaire_id = questionnaire_id
        self.drafts: set[UUID] = set()
        self.unknown: set[UUID] = set()

    async def submitted(self, response_id: UUID) -> SubmittedResponse:
        if response_id in self.unknown:
            raise ResponseNotFound(response_id)
        if response_id in self.drafts:
            raise ResponseNotSubmitted(response_id)
        return SubmittedResponse(response_id, self._questionnaire_id, self._answers)
