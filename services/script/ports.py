"""What the use cases of scripts need of the world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from services.script.domain.model import Script, ScriptId


@dataclass(frozen=True, slots=True)
class SubmittedResponse:
    """A response that a story can be written from."""

    id: UUID
    questionnaire_id: str
    answers: Mapping[str, str]
    """By the key of the question, as text."""


@dataclass(frozen=True, slots=True)
class ScriptPage:
    """Some of a person's scripts, newest first."""

    scripts: Sequence[Script]
    next_page_token: str


@dataclass(frozen=True, slots=True)
class ShownScene:
    """The words so far of the scene that is being written."""

    index: int
    text: str


class Scripts(Protocol):
    """One person's scripts, within one transaction."""

    def add(self, script: Script, answers: Mapping[str, str]) -> None:
        """Stores a new script with the answers that it is written from."""
        ...

    async def find(self, script_id: ScriptId, *, for_update: bool = False) -> Script | None:
        """The owner's script of this id, with its scenes."""
        ...

    async def save(self, script: Script) -> None:
        """Stores what changed of a script, its scenes included."""
        ...

    async def page(self, page_size: int, page_token: str) -> ScriptPage:
        """A page of the owner's scripts, newest first."""
        ...


class Responses(Protocol):
    """The questionnaire service, asked on the caller's behalf."""

    async def submitted(self, response_id: UUID) -> SubmittedResponse:
        """One of the caller's responses.

        Raises:
            ResponseNotFound: the caller has no such response.
            ResponseNotSubmitted: it is still a draft.
        """
        ...


class StoryModel(Protocol):
    """The language model."""

    async def candidates(self, prompt: str, *, count: int, seed: int) -> Sequence[str]:
        """Short continuations of a prompt, made side by side. Cancelling the call stops them all.

        One that fails is left out.

        Raises:
            StoryModelUnavailable: the model can't be reached.
        """
        ...


class LiveText(Protocol):
    """Whoever reads along."""

    async def show(self, script_id: ScriptId, scene_index: int, text: str) -> None:
        """Shows all the words of a scene so far. Never fails: nobody may be reading."""
        ...
