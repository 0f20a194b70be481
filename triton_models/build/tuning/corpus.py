"""The project's stories as the tuning reads them, and which of them it must never see."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from triton_models.build.errors import PrepareError

HELD_OUT_ENDING = "0"
"""A tenth: stories whose id ends so are for judging only."""


@dataclass(frozen=True, slots=True)
class Visual:
    """What a scene shows, in the closed vocabulary of data/stories/FORMAT.md."""

    setting: str
    time: str
    weather: str
    mood: str
    camera: str
    hero: str
    props: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene of a story."""

    beat: str
    title: str
    narration: str
    visual: Visual
    uses: tuple[str, ...]
    """Keys of the answers that it draws on."""


@dataclass(frozen=True, slots=True)
class Story:
    """An invented person's answers and the story they deserve."""

    id: str
    answers: Mapping[str, str]
    point_of_view: str
    title: str
    scenes: tuple[Scene, ...]

    @property
    def held_out(self) -> bool:
        """Whether it is kept from the tuning."""
        return self.id.endswith(HELD_OUT_ENDING)


def read_stories(folder: Path) -> Sequence[Story]:
    """Every story of part-*.jsonl, by file name and line, the same on every machine.

    Raises:
        PrepareError: there are none, or a line is not a story.
    """
    stories: list[Story] = []
    for path in sorted(folder.glob("part-*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                stories.append(read_story(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise PrepareError(f"{path.name}:{number} is not a story: {error!r}") from error
    if not stories:
        raise PrepareError(f"{folder} holds no part-*.jsonl: name the folder of the stories")
    return stories


def read_story(value: Mapping[str, object]) -> Story:
    """A story from its JSON object."""
    story: dict[str, object] = dict(value)
    scenes: list[dict[str, object]] = story.pop("scenes")  # type: ignore[assignment]
    return Story(
        id=str(story["id"]),
        answers={key: str(answer) for key, answer in dict(story["answers"]).items()},  # type: ignore[call-overload]
        point_of_view=str(story["point_of_view"]),
        title=str(story["title"]),
        scenes=tuple(read_scene(scene) for scene in scenes),
    )


def read_scene(value: Mapping[str, object]) -> Scene:
    """A scene from its JSON object."""
    visual: dict[str, object] = dict(value["visual"])  # type: ignore[call-overload]
    props: list[str] = visual.pop("props")  # type: ignore[assignment]
    uses: list[str] = value["uses"]  # type: ignore[assignment]
    return Scene(
        beat=str(value["beat"]),
        title=str(value["title"]),
        narration=str(value["narration"]),
        visual=Visual(**{key: str(word) for key, word in visual.items()}, props=tuple(props)),
        uses=tuple(uses),
    )
