"""How one scene becomes the next: chosen by the turn that the story takes between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final


class Transition(StrEnum):
    """A way from one picture to another."""

    DISSOLVE = "DISSOLVE"
    """The later picture emerges from the earlier one."""
    THROUGH_BLACK = "THROUGH_BLACK"
    """A breath of darkness between them: something has been lost, or time has passed."""
    THROUGH_LIGHT = "THROUGH_LIGHT"
    """The earlier picture brightens until the later one comes out of the light: something has been found."""
    SWEEP = "SWEEP"
    """A soft edge runs across: the story skips ahead."""


_DARK: Final = frozenset({"tense", "lonely"})
_BRIGHT: Final = frozenset({"triumphant", "awe", "hopeful"})


def plan_transitions(moods: Sequence[str]) -> tuple[Transition, ...]:
    """The way into each scene but the first; one fewer than there are moods.

    What stands out is never used twice in a row.

    Args:
        moods: of the scenes, in order, in the renderer's words.
    """
    plan: list[Transition] = []
    for before, after in pairwise(moods):
        wanted = _between(before, after)
        plan.append(Transition.DISSOLVE if plan and plan[-1] is wanted else wanted)
    return tuple(plan)


def _between(before: str, after: str) -> Transition:
    if after in _DARK and before not in _DARK:
        return Transition.THROUGH_BLACK
    if before in _DARK and after in _BRIGHT:
        return Transition.THROUGH_LIGHT
    if "playful" in (before, after) and before != after:
        return Transition.SWEEP
    return Transition.DISSOLVE


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where and when a scene is, and whether anybody is in it."""

    setting: str
    time: str
    has_hero: bool


def plan_continuity(occasions: Sequence[Occasion], transitions: Sequence[Transition]) -> tuple[bool, ...]:
    """Whether each scene but the first goes on from the very picture that the one before ends with.

    It does on the same occasion, where nothing but a dissolve lies between: every other way says that time
    has passed or that the story has turned. The weather may change under one's eyes, and so may the mood.

    Args:
        occasions: of the scenes, in order.
        transitions: as `plan_transitions` has them.
    """
    return tuple(
        before == after and transition is Transition.DISSOLVE
        for (before, after), transition in zip(pairwise(occasions), transitions, strict=True)
    )
