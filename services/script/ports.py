"""What the use cases of scripts need of the world."""

from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from services.script.domain.model import Script, ScriptId
from services.script.domain.versions import ScriptVersion, VersionChange


@dataclass(frozen=True, slots=True)
class SubmittedResponse:
    """Answers that a story can be written from, as they were submitted."""

    id: UUID
    questionnaire_id: str
    answers: Mapping[str, str]
    """By the id of the question, as text."""
    question_ids: Mapping[str, str]
    """The ids of questions by what the engine calls their answers (`dream`)."""
    revision: int = 0
    """Which submission."""

    @property
    def told(self) -> dict[str, str]:
        """The answers as the engine calls them."""
        return {key: self.answers[each] for key, each in self.question_ids.items() if each in self.answers}


@dataclass(frozen=True, slots=True)
class ScriptPage:
    """Some of a person's scripts, newest first."""

    scripts: Sequence[Script]
    next_page_token: str


@dataclass(frozen=True, slots=True)
class VersionPage:
    """Some versions of a story, the latest first, without their scenes."""

    versions: Sequence[ScriptVersion]
    next_page_token: str


@dataclass(frozen=True, slots=True)
class ShownScene:
    """The words so far of the scene that is being written."""

    index: int
    text: str


class Scripts(Protocol):
    """One person's scripts, within one transaction."""

    def add(self, script: Script, answers: Mapping[str, str]) -> None:
        """Stores a new script with the answers that it is written from, by the ids of their questions."""
        ...

    async def find(self, script_id: ScriptId, *, for_update: bool = False) -> Script | None:
        """The owner's script of this id, with its scenes."""
        ...

    async def save(self, script: Script) -> None:
        """Stores what changed of a script, its scenes included."""
        ...

    async def page(
        self, page_size: int, page_token: str, *, words: Collection[str] = (), response_id: UUID | None = None
    ) -> ScriptPage:
        """A page of the owner's scripts, newest first: those with all the words, made from one response.

        Raises PageTokenInvalid: the token is of another list or another search.
        """
        ...

    async def delete(self, script_id: ScriptId) -> None:
        """Deletes a script with its scenes and versions, if it is there."""
        ...

    async def ids(self) -> Sequence[ScriptId]:
        """Of all scripts that this person has."""
        ...

    async def answers(self, script_id: ScriptId) -> Mapping[str, str]:
        """The answers that a script was last written from, by the ids of their questions."""
        ...

    async def write_from(self, script_id: ScriptId, answers: Mapping[str, str]) -> None:
        """Notes the answers that scenes are written from now."""
        ...

    def add_version(self, script: Script, change: VersionChange, wish: str = "") -> None:
        """Keeps the story as it stands, as the version that it counts."""
        ...

    async def version(self, script_id: ScriptId, version: int) -> ScriptVersion | None:
        """One version of a story."""
        ...

    async def versions(self, script_id: ScriptId, page_size: int, page_token: str) -> VersionPage:
        """A page of the versions of a story, the latest first."""
        ...


class Responses(Protocol):
    """The questionnaire service, asked on the caller's behalf."""

    async def submitted(self, response_id: UUID) -> SubmittedResponse:
        """One of the caller's responses.

        Raises:
            ResponseNotFound: the caller has no such response.
            ResponseNotSubmitted: it is a draft.
        """
        ...

    async def last_submitted(self, response_id: UUID) -> SubmittedResponse:
        """What was last submitted of one of the caller's responses, even if it is a draft again.

        Raises:
            ResponseNotFound: the caller has no such response.
            ResponseNotSubmitted: it never was.
        """
        ...


class SceneUses(Protocol):
    """Which entries of the scene bank the stories of a workspace were told by."""

    async def counts(self, workspace_id: UUID) -> Mapping[str, int]:
        """How often each entry was used of late."""
        ...

    async def note(self, workspace_id: UUID, script_id: ScriptId, entry_ids: Collection[str]) -> None:
        """Notes what a story is told by; noting it again changes nothing."""
        ...

    async def forget(self, script_id: ScriptId) -> None:
        """Forgets what a story that is deleted was told by."""
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

    async def likelihoods(self, prompt: str, continuations: Sequence[str]) -> Sequence[float]:
        """How likely the model finds each continuation of a prompt: its mean log-probability a token.

        Raises:
            StoryModelUnavailable: the model can't be reached.
        """
        ...

    def write(self, prompt: str, *, max_tokens: int, seed: int) -> AsyncGenerator[str, None]:
        """A continuation, piece by piece as it is made. Closing the iterator stops the model.

        Raises:
            StoryModelUnavailable: the model can't be reached.
        """
        ...


class LiveText(Protocol):
    """Whoever reads along."""

    async def show(self, script_id: ScriptId, scene_index: int, text: str) -> None:
        """Shows all the words of a scene so far. Never fails: nobody may be reading."""
        ...
