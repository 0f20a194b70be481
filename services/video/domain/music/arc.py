"""The film's course as the music follows it: bars, how much happens in each, and where the story turns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from services.video.domain.music.theory import Chord

BAR: Final = 2.0
"""Seconds; a segment lasts as long, so that every scene begins on a bar."""

_ENERGY: Final = {
    "lonely": 0.2, "calm": 0.3, "tender": 0.35, "tense": 0.45, "hopeful": 0.55, "playful": 0.6, "awe": 0.7,
    "triumphant": 0.95,
}  # fmt: skip
_DARK: Final = frozenset({"lonely", "tense"})
_TURN_LIFT: Final = 0.18


@dataclass(frozen=True, slots=True)
class SceneMusic:
    """What the music has to know of a scene."""

    start: float
    length: float
    mood: str


@dataclass(slots=True)
class Bar:
    """Two seconds of music."""

    start: float
    scene: int
    mood: str
    energy: float
    """0 to 1."""
    opens_scene: bool
    is_turn: bool
    """Whether it belongs to the scene in which the story turns."""
    before_turn: bool
    """Whether it is the last one before the turn: everything holds its breath."""
    from_end: int
    chord: Chord


def turn_of(moods: Sequence[str]) -> int:
    """In which scene the story turns: where it comes out of its last darkness, else at its brightest rise.

    Args:
        moods: of the scenes, in order.
    """
    if len(moods) < 2:
        return 0
    dark = [index for index, mood in enumerate(moods[:-1]) if mood in _DARK and moods[index + 1] not in _DARK]
    if dark:
        return dark[-1] + 1
    # Nothing dark: the greatest rise, the later of two alike.
    rises = [energy_of(after) - energy_of(before) for before, after in pairwise(moods)]
    return max(range(len(rises)), key=lambda place: (rises[place], place)) + 1


def energy_of(mood: str) -> float:
    """How much happens in a scene of this mood."""
    return _ENERGY.get(mood, 0.5)


def lay_bars(scenes: Sequence[SceneMusic]) -> list[Bar]:
    """The bars of a film, all on its home chord yet.

    Energy belongs to the mood, grows within a scene and over the film, drops in the last bar before the turn
    and is highest after it.
    """
    moods = [scene.mood for scene in scenes]
    turn = turn_of(moods)
    counts = [max(round(scene.length / BAR), 1) for scene in scenes]
    total = sum(counts)
    bars: list[Bar] = []
    for index, (scene, count) in enumerate(zip(scenes, counts, strict=True)):
        arc = 0.12 * index / max(len(scenes) - 1, 1)
        lift = _TURN_LIFT if index == turn and turn else 0.0
        for number in range(count):
            within = 0.08 * number / max(count - 1, 1)
            before_turn = bool(turn) and index == turn - 1 and number == count - 1
            energy = 0.22 if before_turn else energy_of(scene.mood) + arc + lift + within
            bars.append(
                Bar(
                    scene.start + number * BAR, index, scene.mood, min(energy, 1.0), number == 0,
                    bool(turn) and index == turn, before_turn, total - len(bars) - 1, Chord(1),
                )
            )  # fmt: skip
    return bars
