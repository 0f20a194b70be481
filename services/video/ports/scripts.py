"""Scripts, as films need them."""

import uuid
from dataclasses import dataclass, field
from typing import Protocol

from services.video.domain.language import USUAL
from services.video.domain.look import StoryHero


@dataclass(frozen=True, slots=True)
class Visual:
    """What is seen in a scene, in the words that the renderer knows."""

    setting: str
    time: str
    weather: str
    mood: str
    camera: str
    hero: str
    props: tuple[str, ...]
    companion: str = "nobody"
    """Who is seen with the hero: nobody, a child, an adult or an elder."""


@dataclass(frozen=True, slots=True)
class SceneText:
    """One scene of a script."""

    title: str
    narration: str
    visual: Visual


@dataclass(frozen=True, slots=True)
class ScriptSnapshot:
    """A script as it stood when its film was asked for."""

    script_id: uuid.UUID
    state: str
    """As its service names it; only a READY one can be filmed."""
    title: str
    scenes: tuple[SceneText, ...]
    name: str
    """What the story calls its hero; may be empty."""
    tone: str
    """Of the story, for example `hopeful`; may be empty."""
    hero: StoryHero = field(default_factory=StoryHero)
    language: str = USUAL
    """Tag (BCP 47) of what it is written in."""


class Scripts(Protocol):
    """The scripts of the person who is calling."""

    async def find(self, script_id: uuid.UUID) -> ScriptSnapshot | None:
        """A script of the caller's; None if there is none of this id."""
        ...
