"""Framing by rules: how near the hero is, where they stand, and that no layer shows its edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cinematic.camera import CHEST, Camera, Framing, Subject
from cinematic.spec import CameraMove, Place, Pose, Shot

_HEAD = {Pose.SITTING: 0.80, Pose.RIDING: 1.06, Pose.RUNNING: 0.97}
"""Where the top of the head is, in body heights, for poses that don't stand upright."""

_NEXT: dict[Shot, tuple[Shot, ...]] = {
    Shot.WIDE: (Shot.MEDIUM, Shot.CLOSE, Shot.MEDIUM),
    Shot.MEDIUM: (Shot.WIDE, Shot.CLOSE, Shot.WIDE),
    Shot.CLOSE: (Shot.WIDE, Shot.MEDIUM, Shot.WIDE),
}


_HEIGHT = 720.0
"""Of a frame, in design units."""


@dataclass(frozen=True, slots=True)
class Room:
    """Half the width and height of the frame and of the canvas, in design units."""

    frame_w: float
    frame_h: float
    canvas_w: float
    canvas_h: float


def shot_of(wish: Shot, place: Place | None, seed: int) -> Shot:
    """The shot to take: as wished, or by the seed; in a film no two neighbours are alike.

    A film opens wide and closes wide or medium.
    """
    if wish is not Shot.AUTO:
        return wish
    if place is None:
        return (Shot.WIDE, Shot.MEDIUM, Shot.WIDE, Shot.CLOSE, Shot.MEDIUM)[_dice(seed).integers(5)]
    dice = _dice(place.film_seed)
    shot = Shot.WIDE
    for scene in range(1, place.scene + 1):
        choices = _NEXT[shot]
        if scene == place.scenes - 1:
            choices = (Shot.MEDIUM if shot is Shot.WIDE else Shot.WIDE,)
        shot = choices[dice.integers(len(choices))]
    return shot


def _dice(seed: int) -> np.random.Generator:
    return np.random.default_rng([abs(seed), int(seed < 0), 31])


def compose(
    shot: Shot,
    pose: Pose,
    subject: Subject,
    room: Room,
    side: float,
    horizon: float,
    rng: np.random.Generator,
) -> Framing:
    """Where the subject belongs in the frame: on a third, with room ahead, the head clear of the horizon.

    side is where the light stands (-1, 1); a subject that was painted in the middle goes to the other side.
    horizon is below the canvas's centre, in design units.
    """
    return _clear_head(_place(shot, pose, subject, room, side, rng), shot, pose, subject, horizon)


def _place(
    shot: Shot, pose: Pose, subject: Subject, room: Room, side: float, rng: np.random.Generator
) -> Framing:
    across = _side(pose, subject, room, side) * room.frame_w / 3
    if pose is Pose.ABSENT:
        return _place_alone(shot, subject, across, rng)
    natural = subject.height / _HEIGHT
    if shot is Shot.WIDE:
        scale = float(np.clip(rng.uniform(0.19, 0.25) / natural, 0.86, 1.14))
        sky = rng.integers(3)
        feet = (0.885, 0.83, 0.765)[sky] * _HEIGHT - _HEIGHT / 2
        feet = float(np.clip(feet, subject.feet * scale - 72, subject.feet * scale + 52))
        return Framing(
            scale=scale,
            x=across * rng.uniform(0.9, 1.15),
            y=feet - CHEST * subject.height * scale,
            follow=0.35,
            tilt=(24.0, 0.0, -34.0)[sky],
        )
    near = shot is Shot.CLOSE
    share = rng.uniform(1.35, 1.70) if near else rng.uniform(0.62, 0.84)
    if pose is Pose.RIDING:
        share *= 0.86
    head = (rng.uniform(0.20, 0.26) if near else rng.uniform(0.25, 0.32)) - 0.5
    body = share * _HEIGHT
    return Framing(
        scale=share / natural,
        x=across * (rng.uniform(0.65, 0.9) if near else rng.uniform(0.8, 1.05)),
        y=head * _HEIGHT + (_HEAD.get(pose, 1.0) - CHEST) * body,
        follow=1.0 if near else 0.92,
    )


_FAR = 0.14
"""How deep what stands on the horizon is."""
_MOST_TILT = 150.0


def _clear_head(framing: Framing, shot: Shot, pose: Pose, subject: Subject, horizon: float) -> Framing:
    """The lens tilted so that the horizon doesn't run through the head.

    Near shots have it behind the chest, so that the head stands against the sky; a wide one moves it by no
    more than it must.
    """
    if pose is Pose.ABSENT:
        return framing
    far = _FAR / subject.depth
    body = subject.height * framing.scale
    still = horizon * (1 + (framing.scale - 1) * far) + (framing.y - subject.chest * framing.scale) * far
    line = still + framing.tilt * (1 - far)
    head = framing.y - (_HEAD.get(pose, 1.0) - 0.08 - CHEST) * body
    if shot is Shot.WIDE:
        wanted, gap = line, line - head
        if abs(gap) < 0.16 * body:
            wanted = head + (0.2 if gap >= 0 else -0.2) * body
    else:
        wanted = framing.y + (0.02 if shot is Shot.MEDIUM else 0.06) * body
        if still + _MOST_TILT * (1 - far) < head + 0.1 * body:
            wanted = min(still, head - 0.11 * body)
    tilt = (wanted - still) / (1 - far)
    return replace(framing, tilt=float(np.clip(tilt, -_MOST_TILT, _MOST_TILT)))


def _place_alone(shot: Shot, subject: Subject, across: float, rng: np.random.Generator) -> Framing:
    """A place without its hero: nearer shots look closer at it, without putting it out of focus."""
    scale = {Shot.MEDIUM: 1.22, Shot.CLOSE: 1.45}.get(shot, 1.0)
    y = subject.chest * (1.0 + (scale - 1.0) * 0.4)
    return Framing(scale=scale, x=across, y=y + rng.uniform(-20, 20), follow=0.0)


def _side(pose: Pose, subject: Subject, room: Room, side: float) -> float:
    """Which third the subject takes: -1 left, 1 right."""
    if pose in (Pose.WALKING, Pose.RUNNING, Pose.RIDING):
        return -subject.facing
    x = subject.x_at(0.0)
    if abs(x) > 0.06 * room.canvas_w:
        return 1.0 if x > 0 else -1.0
    return -side


@dataclass(frozen=True, slots=True)
class Edges:
    """Which edges of the canvas a layer touches: there it must reach beyond the frame."""

    depth: float
    left: bool
    right: bool
    top: bool
    bottom: bool


_STEPS = sorted(
    (
        (1 - hold) * 1.6 + (1 - reach) * 0.8 + (grow - 1) * 2.2,
        hold,
        reach,
        grow,
    )
    for hold in (1.0, 0.85, 0.7, 0.55, 0.4, 0.25, 0.0)
    for reach in (1.0, 0.8, 0.6, 0.4, 0.2)
    for grow in (1.0, 1.05, 1.1, 1.16, 1.22, 1.3)
)
"""Ways to keep within the canvas, the least harmful first: come nearer, move less, give up the third."""


def fit(camera: Camera, edges: Sequence[Edges], room: Room) -> Camera:
    """The camera that comes closest to this one without showing a layer's edge at any moment."""
    if camera.move in (CameraMove.PAN_LEFT, CameraMove.PAN_RIGHT, CameraMove.ORBIT):
        # narrow frames show less of the same travel: it would look faster there
        narrow = min(1.0, max(0.5, room.frame_w / 640))
        camera = replace(camera, framing=replace(camera.framing, reach=camera.framing.reach * narrow))
    framing = camera.framing
    tried = camera
    for _, hold, reach, grow in _STEPS:
        tried = replace(
            camera,
            framing=replace(
                framing,
                scale=framing.scale * grow,
                hold=hold,
                reach=framing.reach * reach,
                tilt=framing.tilt * hold,
            ),
        )
        if covers(tried, edges, room):
            return tried
    return tried


_SAFE = 1.0
"""Design units that a layer must reach beyond the frame."""


def covers(camera: Camera, edges: Sequence[Edges], room: Room, samples: int = 13) -> bool:
    """Whether every layer that touches the canvas's edge reaches beyond the frame's, all the time."""
    half_w, half_h = room.frame_w + _SAFE, room.frame_h + _SAFE
    last = camera.seconds * camera.fps
    for i in range(samples):
        view = camera.view(last * i / (samples - 1))
        for edge in edges:
            scale, dx, dy = view.place(edge.depth)
            wide, high = room.canvas_w * scale, room.canvas_h * scale
            if (
                scale <= 0.3
                or (edge.left and dx - wide > -half_w)
                or (edge.right and dx + wide < half_w)
                or (edge.top and dy - high > -half_h)
                or (edge.bottom and dy + high < half_h)
            ):
                return False
    return True
