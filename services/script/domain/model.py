"""What a script is, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from services.script.domain.failure import Failure
from services.script.domain.hero import NOBODY, Hero

ScriptId = NewType("ScriptId", UUID)
SceneId = NewType("SceneId", UUID)


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


class PointOfView(StrEnum):
    """Who tells a story, and to whom."""

    FIRST = "FIRST"
    SECOND = "SECOND"
    THIRD = "THIRD"


class ReadingAge(StrEnum):
    """Whom a story has to be easy for."""

    CHILD = "CHILD"
    TEEN = "TEEN"
    ADULT = "ADULT"


class Origin(StrEnum):
    """Where a sentence comes from."""

    BANK = "BANK"
    COMPLETED = "COMPLETED"
    MODEL = "MODEL"
    EDITOR = "EDITOR"


@dataclass(frozen=True, slots=True)
class Options:
    """How a story is to be; what isn't set is left to the answers."""

    scene_count: int = 0
    """From 3 to 12; 0 leaves it to the length."""
    tone: Tone | None = None
    point_of_view: PointOfView = PointOfView.THIRD
    reading_age: ReadingAge | None = None
    language: str = "en"
    """BCP 47 tag of the language to write in."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a narration, and where it comes from."""

    text: str
    answer_ids: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was checked of a scene, and how it did."""

    name: str
    score: float
    """From 0 (bad) to 1 (good)."""
    explanation: str
    """Why, for a person; empty when there is nothing to say."""


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
    companion: str = NOBODY
    """Who is seen with the hero: one of `hero.COMPANIONS`."""


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
    id: SceneId | None = None
    """The same in every version of a script; None until the scene belongs to one."""
    sentences: tuple[Sentence, ...] = ()
    """The narration, sentence by sentence; empty until finished."""
    checks: tuple[Check, ...] = ()
    """What was checked of its words before they were kept."""
    entry_id: str = ""
    """The entry of the scene bank that it was told by; empty for a scene that was written by hand."""
    basis: tuple[tuple[str, str], ...] = ()
    """Ids of the questions whose answers its words depend on, each with a digest of the answer then."""

    def written(self, sentences: Sequence[Sentence], checks: Sequence[Check] = ()) -> "Scene":
        """The scene with its final words, which came from its sentences' answers and no others."""
        used = [answer_id for sentence in sentences for answer_id in sentence.answer_ids]
        planned = [answer_id for answer_id in self.answer_ids if answer_id in used]
        return replace(
            self,
            narration=" ".join(sentence.text for sentence in sentences),
            answer_ids=tuple(dict.fromkeys([*planned, *used])),
            sentences=tuple(sentences),
            checks=tuple(checks),
            finished=True,
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """The plan of a story: all but its narration."""

    title: str
    logline: str
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """What wrote a story."""

    bank_version: str = ""
    prompt_version: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A story in scenes, as its owner sees it."""

    id: ScriptId
    response_id: UUID
    job_id: UUID
    state: ScriptState
    length: Length
    seed: int
    changes: int
    """Grows with every change; it is the etag, and names what a watcher has seen."""
    title: str
    logline: str
    scenes: tuple[Scene, ...]
    """All planned scenes, in order; one that isn't finished has no final words."""
    failure: Failure | None
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    options: Options = Options()
    version: int = 0
    """Counts the versions of the story, from 1 once it is first finished."""
    response_revision: int = 0
    """The revision of the response that it was last written from."""
    writer: Writer = Writer()
    rewriting: tuple[SceneId, ...] = ()
    """The scenes that are being written anew; those of them that are finished have their new words."""
    hero_name: str = ""
    """What the story calls its hero; empty until it is first finished."""
    told_in: Tone | None = None
    """How it was told, as asked or as answered; None until it is first finished."""
    hero: Hero = field(default_factory=Hero)
    """Whom it is about, as the answers say; an adult of whom nothing is said until it is first finished."""

    @property
    def etag(self) -> str:
        """Names this state of the script."""
        return str(self.changes)

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
        asked = len(self.rewriting) or len(self.scenes)
        left = len(self.scenes) - len(self.finished_scenes)
        return round(0.05 + 0.95 * (asked - left) / asked, 4)

    def scene(self, scene_id: SceneId) -> Scene | None:
        """One of its scenes."""
        return next((scene for scene in self.scenes if scene.id == scene_id), None)
