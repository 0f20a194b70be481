"""Plans how a film is shot: how near, with which camera move, and with which throw of the dice.

No two scenes that follow each other are shot alike, and scenes in one place differ in what is seen of it.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Shot(StrEnum):
    """How near the camera is to the hero."""

    WIDE = "wide"
    MEDIUM = "medium"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class ScenePlan:
    """What a scene is about, as far as a camera cares."""

    setting: str
    mood: str
    camera: str
    """The move that the story asks for."""
    hero: str


@dataclass(frozen=True, slots=True)
class Shooting:
    """How one scene is shot."""

    shot: Shot
    camera: str
    seed: int
    """The scene's: decides its layout and, by its parity, the side that the light comes from."""


_INTIMATE: Final = frozenset({"tender", "lonely", "tense"})
_GRAND: Final = frozenset({"awe", "triumphant"})

_MOVES: Final[dict[str, tuple[str, ...]]] = {
    "push_in": ("crane_down", "orbit", "still"),
    "pull_out": ("crane_up", "still", "fly_over"),
    "pan_left": ("pan_right", "orbit", "push_in"),
    "pan_right": ("pan_left", "orbit", "push_in"),
    "crane_up": ("fly_over", "pull_out", "pan_left"),
    "crane_down": ("push_in", "pan_right", "still"),
    "orbit": ("pan_left", "push_in", "crane_up"),
    "fly_over": ("crane_up", "pull_out", "pan_right"),
    "still": ("push_in", "pan_left", "pull_out"),
}
"""Instead of a move that the scene before has just made: one with a similar effect."""

_NEAR_MOVES: Final = {"fly_over": "orbit", "crane_up": "pull_out", "crane_down": "push_in"}
"""Moves that lose the hero when they are near, and what takes their place."""


def plan_shots(scenes: Sequence[ScenePlan], film_seed: int) -> tuple[Shooting, ...]:
    """How each scene of a film is shot, in order.

    The first scene is wide and the last is wide or medium. Neighbours differ in their shot and in their move.
    Each time a setting comes again, with other scenes between or not, the light comes from the other side,
    the seed is another, and so is the shot unless it would be the neighbour's.
    """
    planned: list[Shooting] = []
    seen: dict[str, Shooting] = {}
    for number, scene in enumerate(scenes):
        # dice of its own, so that another text of one scene changes others no more than it must
        dice = random.Random(f"{film_seed}/{number}")
        seed = dice.getrandbits(62) & ~1
        before = planned[-1] if planned else None
        same = seen.get(scene.setting)
        seed |= 1 - same.seed % 2 if same else dice.getrandbits(1)
        shot = _shot(scene, number, len(scenes), before, same, dice)
        shooting = Shooting(shot, _move(scene, shot, before, dice), seed)
        planned.append(shooting)
        seen[scene.setting] = shooting
    return tuple(planned)


def _shot(
    scene: ScenePlan,
    number: int,
    count: int,
    before: Shooting | None,
    same: Shooting | None,
    dice: random.Random,
) -> Shot:
    if before is None:
        return Shot.WIDE
    weights = {Shot.WIDE: 1.0, Shot.MEDIUM: 1.2, Shot.CLOSE: 0.8}
    if scene.mood in _INTIMATE:
        weights[Shot.CLOSE] *= 2.5
    if scene.mood in _GRAND:
        weights[Shot.WIDE] *= 2.5
    if scene.hero == "absent":
        weights[Shot.CLOSE] *= 0.2
    if scene.camera in _NEAR_MOVES:
        weights[Shot.WIDE] *= 1.6
    if number == count - 1:
        weights[Shot.CLOSE] = 0.0
    weights[before.shot] = 0.0
    if same is not None and sum(weights.values()) > weights[same.shot]:
        weights[same.shot] = 0.0
    shots = list(weights)
    return dice.choices(shots, [weights[shot] for shot in shots])[0]


def _move(scene: ScenePlan, shot: Shot, before: Shooting | None, dice: random.Random) -> str:
    wanted = scene.camera if shot is Shot.WIDE else _NEAR_MOVES.get(scene.camera, scene.camera)
    if before is None or wanted != before.camera:
        return wanted
    others = [move for move in _MOVES.get(wanted, ()) if shot is Shot.WIDE or move not in _NEAR_MOVES]
    return dice.choice(others) if others else wanted
