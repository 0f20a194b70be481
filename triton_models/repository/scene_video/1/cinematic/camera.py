"""Camera moves: where the frame looks at each moment, smooth from the start to the end of the tail."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cinematic.spec import TAIL_FRAMES, CameraMove


@dataclass(frozen=True, slots=True)
class View:
    """A camera position: pans in design units for a layer of depth 1, zoom, and how far it circles."""

    pan_x: float
    pan_y: float
    zoom: float
    orbit: float

    def place(self, depth: float) -> tuple[float, float, float]:
        """(scale, dx, dy) in design units of a layer: scaled about the canvas centre, then shifted."""
        return (
            1.0 + (self.zoom - 1.0) * depth,
            self.pan_x * depth + self.orbit * (depth - 0.45),
            self.pan_y * depth,
        )


@dataclass(frozen=True, slots=True)
class _Path:
    x: tuple[float, float] = (0.0, 0.0)
    y: tuple[float, float] = (0.0, 0.0)
    zoom: tuple[float, float] = (1.0, 1.0)
    orbit: tuple[float, float] = (0.0, 0.0)


_PATHS = {
    CameraMove.PUSH_IN: _Path(x=(14, -14), y=(4, -6), zoom=(1.0, 1.17)),
    CameraMove.PULL_OUT: _Path(x=(-12, 12), y=(-6, 4), zoom=(1.18, 1.0)),
    CameraMove.PAN_LEFT: _Path(x=(-76, 76), y=(3, -3), zoom=(1.04, 1.05)),
    CameraMove.PAN_RIGHT: _Path(x=(76, -76), y=(3, -3), zoom=(1.04, 1.05)),
    CameraMove.CRANE_UP: _Path(x=(8, -8), y=(-44, 52), zoom=(1.06, 1.02)),
    CameraMove.CRANE_DOWN: _Path(x=(-8, 8), y=(52, -40), zoom=(1.02, 1.06)),
    CameraMove.ORBIT: _Path(y=(4, -4), zoom=(1.05, 1.08), orbit=(-105, 105)),
    CameraMove.FLY_OVER: _Path(x=(26, -26), y=(-22, 40), zoom=(1.0, 1.22)),
    CameraMove.STILL: _Path(x=(5, -5), zoom=(1.02, 1.035)),
}

_FULL_SECONDS = 7.0
"""Shorter scenes move less far, so that the camera is never in a hurry."""


def view_at(move: CameraMove, index: int, duration_frames: int, fps: int, phase: float) -> View:
    """The view of frame `index`; `phase` (from the seed) makes the hand that holds the camera unique."""
    span = float(duration_frames + TAIL_FRAMES)
    u = index / span
    p = u + (u * u * (3 - 2 * u) - u) * 0.65
    reach = min(1.0, 0.35 + 0.65 * (span / fps) / _FULL_SECONDS)
    path = _PATHS[move]

    def along(ends: tuple[float, float]) -> float:
        middle = (ends[0] + ends[1]) / 2
        return middle + (ends[0] + (ends[1] - ends[0]) * p - middle) * reach

    t = index / fps
    hand_x = 1.5 * math.sin(t * 0.83 + phase) + 0.8 * math.sin(t * 1.71 + phase * 2.3)
    hand_y = 1.2 * math.sin(t * 0.71 + phase * 1.7) + 0.6 * math.sin(t * 1.53 + phase * 0.6)
    return View(along(path.x) + hand_x, along(path.y) + hand_y, along(path.zoom), along(path.orbit))
