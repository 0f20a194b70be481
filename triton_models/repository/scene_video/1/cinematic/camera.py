"""The camera: where the frame looks at each moment, smooth from the start to the end of the tail."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from cinematic.spec import TAIL_FRAMES, CameraMove

CHEST = 0.76
"""The height, in body heights, that a shot holds on to."""


@dataclass(frozen=True, slots=True)
class View:
    """A camera position. Lengths are design units; depth is the inverse of distance, 1 near the lens."""

    pan_x: float
    """Sideways travel: a layer moves by it times its depth."""
    pan_y: float
    zoom: float
    """Travel forwards: a layer of depth 1 is enlarged by it, one at infinity not at all."""
    orbit: float
    """Travel around the pivot: what is behind it goes one way, what is before it the other."""
    rise: float = 0.0
    """The same, upwards."""
    pivot: float = 0.45
    """The depth that orbit and rise leave in place."""
    tilt: float = 0.0
    """Turning of the lens: moves all depths alike."""

    def place(self, depth: float) -> tuple[float, float, float]:
        """(scale, dx, dy) in design units of a layer: scaled about the canvas centre, then shifted."""
        return (
            1.0 + (self.zoom - 1.0) * depth,
            self.pan_x * depth + self.orbit * (depth - self.pivot),
            self.pan_y * depth + self.rise * (depth - self.pivot) + self.tilt,
        )


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what the camera looks at, in design units of its own depth, from the canvas centre."""

    depth: float
    height: float
    feet: float
    """Below the centre."""
    x_at: Callable[[float], float]
    """Where it is at a time in seconds; travellers move."""
    facing: float = 1.0

    @property
    def chest(self) -> float:
        return self.feet - CHEST * self.height


@dataclass(frozen=True, slots=True)
class Framing:
    """How a scene is framed before the camera moves."""

    scale: float
    """How large the subject is, against how it was painted."""
    x: float
    """Where the subject's chest is to be in the frame: design units from its centre."""
    y: float
    follow: float
    """How closely the camera goes along with a traveller, 0..1."""
    tilt: float = 0.0
    reach: float = 1.0
    """How far the camera moves, against what its move says."""
    hold: float = 1.0
    """How much of the way from where the subject was painted to x, y the canvas leaves room for."""


@dataclass(frozen=True, slots=True)
class _Path:
    """From the start to the end of a move: the subject's size and place, and what slides behind it."""

    size: tuple[float, float] = (1.0, 1.0)
    x: tuple[float, float] = (0.0, 0.0)
    y: tuple[float, float] = (0.0, 0.0)
    centre: tuple[float, float] = (0.0, 0.0)
    """How much of its distance from the middle of the frame the subject has given up."""
    orbit: tuple[float, float] = (0.0, 0.0)
    rise: tuple[float, float] = (0.0, 0.0)


_PATHS = {
    CameraMove.PUSH_IN: _Path(size=(0.93, 1.24), centre=(0.0, 0.30), orbit=(-20, 16), rise=(8, -10)),
    CameraMove.PULL_OUT: _Path(size=(1.26, 0.93), centre=(0.30, 0.0), orbit=(18, -18), rise=(-12, 10)),
    CameraMove.PAN_LEFT: _Path(size=(1.0, 1.02), x=(-62, 62), orbit=(34, -34)),
    CameraMove.PAN_RIGHT: _Path(size=(1.0, 1.02), x=(62, -62), orbit=(-34, 34)),
    CameraMove.CRANE_UP: _Path(size=(1.13, 0.95), y=(-26, 48), orbit=(10, -10), rise=(-66, 66)),
    CameraMove.CRANE_DOWN: _Path(size=(0.95, 1.13), y=(48, -22), orbit=(-10, 10), rise=(66, -58)),
    CameraMove.ORBIT: _Path(size=(1.02, 1.08), orbit=(-170, 170), rise=(6, -6)),
    CameraMove.FLY_OVER: _Path(size=(0.96, 1.26), y=(-34, 92), orbit=(-18, 18), rise=(-30, 84)),
    CameraMove.STILL: _Path(size=(1.0, 1.022), x=(3, -3)),
}

_FULL_SECONDS = 7.0
"""Shorter scenes move less far, so that the camera is never in a hurry."""


@dataclass(frozen=True, slots=True)
class Camera:
    """One move over one subject: a view for each frame, a function of its index alone."""

    move: CameraMove
    subject: Subject
    framing: Framing
    duration_frames: int
    fps: int
    phase: float
    """From the seed: makes the hand that holds the camera unique."""

    @property
    def seconds(self) -> float:
        """Planned length, tail included."""
        return (self.duration_frames + TAIL_FRAMES) / self.fps

    def view(self, index: float) -> View:
        path, subject, framing = _PATHS[self.move], self.subject, self.framing
        t = index / self.fps
        p = ease(t / self.seconds)
        reach = framing.reach * min(1.0, 0.35 + 0.65 * self.seconds / _FULL_SECONDS)

        def along(ends: tuple[float, float]) -> float:
            middle = (ends[0] + ends[1]) / 2
            return middle + (ends[0] + (ends[1] - ends[0]) * p - middle) * reach

        scale = framing.scale * along(path.size)
        middle = subject.x_at(self.seconds * 0.46)
        at = middle + framing.follow * (subject.x_at(t) - middle)
        x = framing.x * (1 - along(path.centre)) + along(path.x)
        y = framing.y + along(path.y)
        wide, high = (x - at * scale) * framing.hold, (y - subject.chest * scale) * framing.hold
        hand_x = 1.5 * math.sin(t * 0.83 + self.phase) + 0.8 * math.sin(t * 1.71 + self.phase * 2.3)
        hand_y = 1.2 * math.sin(t * 0.71 + self.phase * 1.7) + 0.6 * math.sin(t * 1.53 + self.phase * 0.6)
        return View(
            pan_x=wide / subject.depth + hand_x,
            pan_y=(high - framing.tilt) / subject.depth + hand_y,
            zoom=1.0 + (scale - 1.0) / subject.depth,
            orbit=along(path.orbit),
            rise=along(path.rise),
            pivot=subject.depth,
            tilt=framing.tilt,
        )


def ease(u: float) -> float:
    """0..1 to 0..1: sets off and comes to rest gently, yet is never quite still, as cuts want it."""
    smooth = u * u * u * (u * (6 * u - 15) + 10)
    return 0.26 * u + 0.74 * smooth
