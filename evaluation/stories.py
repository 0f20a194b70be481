"""What came of somebody's answers, as the metrics and the page need it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """Some words of a scene, and where they come from."""

    text: str
    answer_ids: tuple[str, ...] = ()
    source: str = ""
    """Which written sentence it was made of; empty where that isn't known."""


@dataclass(frozen=True, slots=True)
class ToldScene:
    """A scene as it is spoken and seen."""

    beat: str
    title: str
    sentences: tuple[Sentence, ...]
    visual: Mapping[str, Any]

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Story:
    """What a person got."""

    kind: str
    """story, care or refuse."""
    title: str = ""
    logline: str = ""
    scenes: tuple[ToldScene, ...] = ()
    message: str = ""
    """What was said instead of a story."""
    concern: str = ""
    first_word_s: float = 0.0
    total_s: float = 0.0
    asked: int = 0
    """How often the model was asked for something."""
    fallbacks: int = 0
    """Blanks that were filled with written words."""

    @property
    def text(self) -> str:
        """All that is spoken."""
        return "\n".join(scene.text for scene in self.scenes)


@dataclass(frozen=True, slots=True)
class Run:
    """The stories of everybody by one way of writing, in one seed after another."""

    name: str
    stories: Mapping[str, tuple[Story, ...]]
    """By the person's id."""


def told(stories: Iterable[Story]) -> list[Story]:
    """Those that are stories."""
    return [story for story in stories if story.kind == "story"]


def as_json(run: Run) -> dict[str, Any]:
    """A run as a file keeps it."""
    return {
        "name": run.name,
        "stories": {key: [asdict(s) for s in items] for key, items in run.stories.items()},
    }


def from_json(content: Mapping[str, Any]) -> Run:
    """The run that `as_json` made this of."""
    return Run(
        content["name"],
        {key: tuple(_story(item) for item in items) for key, items in content["stories"].items()},
    )


def _story(item: Mapping[str, Any]) -> Story:
    scenes = tuple(
        ToldScene(
            scene["beat"],
            scene["title"],
            tuple(
                Sentence(part["text"], tuple(part["answer_ids"]), part["source"])
                for part in scene["sentences"]
            ),
            scene["visual"],
        )
        for scene in item["scenes"]
    )
    return Story(**{**item, "scenes": scenes})
