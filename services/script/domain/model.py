"""What a script is, as plain data."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from services.script.domain.failure import Failure

ScriptId = NewType("ScriptId", UUID)


class ScriptState(StrEnum):
    """Where a script stands."""

    QUEUED = "QUEUED"
    WRITING = "WRITING"
    READY = "READY"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"

    @property
    def is_terminal(self) -> bool:
        return self not in (ScriptState.QUEUED, ScriptState.WRITING)


class Length(StrEnum):
    """How long a script is to be."""

    SHORT = "SHORT"
    STANDARD = "STANDARD"


class Beat(StrEnum):
    """What a scene does for the story, in the order of a story."""

    LONGING = "longing"
    CALL = "call"
    OBSTACLE = "obstacle"
    HELPER = "helper"
    TRIAL = "trial"
    CHANGE = "change"
    BECOMING = "becoming"


class Tone(StrEnum):
    """How a story is told."""

    HOPEFUL = "hopeful"
    ADVENTUROUS = "adventurous"
    GENTLE = "gentle"
    FUNNY = "funny"
    EPIC = "epic"


@dataclass(frozen=True, slots=True)
class Visual:
    """What is seen in a scene, in the words that the renderer knows."""

    setting: str
    time: str
    weather: str
    mood: str
    camera: str
    hero: str
    props: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene of a script; without narration it is only planned."""

    index: int
    beat: Beat
    title: str
    visual: Visual
    answer_ids: tuple[str, ...]
    narration: str = ""
    finished: bool = False

    def written(self, narration: str, answer_ids: tuple[str, ...]) -> "Scene":
        """The scene with its final words."""
        return replace(self, narration=narration, answer_ids=answer_ids, finished=True)


@dataclass(frozen=True, slots=True)
class Outline:
    """The plan of a story: all but its narration."""

    title: str
    logline: str
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A story in scenes, as its owner sees it."""

    id: ScriptId
    response_id: UUID
    job_id: UUID
    state: ScriptState
    length: Length
    seed: int
    version: int
    """Grows with every change; what a watcher has seen is named by it."""
    title: str
    logline: str
    scenes: tuple[Scene, ...]
    """All planned scenes; the ones that aren't finished have no narration."""
    failure: Failure | None
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None

    @property
    def finished_scenes(self) -> tuple[Scene, ...]:
        """The scenes whose words are final, in order."""
        return tuple(scene for scene in self.scenes if scene.finished)

    @property
    def progress(self) -> float:
        """Between 0 and 1: planning is a small part, each scene an equal share of the rest."""
        if self.state is ScriptState.READY:
            return 1.0
        if not self.scenes:
            return 0.0
        return round(0.05 + 0.95 * len(self.finished_scenes) / len(self.scenes), 4)
