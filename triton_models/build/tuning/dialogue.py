"""The words in which the tuned model is asked for a scene and answers with one.

A story is one conversation: the person once, then a turn for each scene, so that the story so far is the
context and its cache is kept from scene to scene. What is asked for is named; what comes back is a title,
the narration and the visual spec, a line each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from triton_models.build.tuning.corpus import Scene, Story, Visual

VERSION = "1"
SYSTEM = "You write the scenes of short films about who a person could be."
VISUAL_KEYS = ("setting", "time", "weather", "mood", "camera", "hero")
PERSON_KEYS = ("place", "today", "dream", "reason", "obstacle", "strength", "helper", "treasure", "moment")


class Part(Enum):
    """What a piece of the conversation is; all but the prompt is learnt."""

    PROMPT = "prompt"
    NARRATION = "narration"
    """Title and narration."""
    VISUAL = "visual"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one part."""

    part: Part
    text: str


def pieces(story: Story) -> Iterator[Piece]:
    """The whole conversation of a story."""
    for index, scene in enumerate(story.scenes):
        yield Piece(Part.PROMPT, ask(story, index))
        yield Piece(Part.NARRATION, f"{scene.title}\n{scene.narration}\n")
        yield Piece(Part.VISUAL, visual_line(scene.visual) + "<|im_end|>")


def prompt(story: Story, index: int, so_far: tuple[Scene, ...]) -> str:
    """What the model is given to write scene `index`, after the scenes so far."""
    told = ""
    for place in range(index):
        told += ask(story, place) + answer(so_far[place])
    return told + ask(story, index)


def answer(scene: Scene) -> str:
    """A scene as the model should write it."""
    return f"{scene.title}\n{scene.narration}\n{visual_line(scene.visual)}<|im_end|>"


def ask(story: Story, index: int) -> str:
    """The turn that asks for one scene."""
    scene = story.scenes[index]
    uses = ", ".join(key for key in scene.uses if key != "name")
    wish = f"Scene {index + 1} of {len(story.scenes)}: {scene.beat}." + (f" Use: {uses}." if uses else "")
    if index:
        return f"\n<|im_start|>user\n{wish}<|im_end|>\n<|im_start|>assistant\n"
    return (
        f"<|im_start|>system\n{SYSTEM}<|im_end|>\n<|im_start|>user\n{person(story)}{wish}<|im_end|>\n"
        "<|im_start|>assistant\n"
    )


def person(story: Story) -> str:
    """Who the story is about and how it is to be told."""
    told = story.answers
    lines = [f"Name: {told['name']} ({told['pronouns']}, {told['age_band']})"]
    lines += [f"{key.capitalize()}: {told[key]}" for key in PERSON_KEYS]
    lines.append(f"Title: {story.title}. Tell it in the {story.point_of_view} person, {told['tone']}.")
    return "\n".join(lines) + "\n"


def visual_line(visual: Visual) -> str:
    """The visual spec in one line: `ocean, dusk, clear, awe, push_in, reaching; octopus, tide pool`."""
    return ", ".join(getattr(visual, key) for key in VISUAL_KEYS) + "; " + ", ".join(visual.props)
