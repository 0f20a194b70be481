"""The small picture that one figure is drawn in."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from cinematic.arrays import U8
from cinematic.pen import Pen, Point
from cinematic.scene import Frame
from cinematic.spec import Pose

_FINE_UP_TO = 420.0
"""Pixels of height up to which a figure is drawn at twice the size and averaged down."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a figure extends from its feet: behind, ahead, up and down, in its own heights."""

    back: float
    ahead: float
    up: float
    down: float = 0.08

    def including(self, other: Reach) -> Reach:
        """What holds both."""
        return Reach(
            max(self.back, other.back),
            max(self.ahead, other.ahead),
            max(self.up, other.up),
            max(self.down, other.down),
        )

    def scaled(self, by: float) -> Reach:
        """Larger by a factor."""
        return Reach(self.back * by, self.ahead * by, self.up * by, self.down)


REACHES = {
    Pose.STANDING: Reach(0.34, 0.34, 1.10),
    Pose.WALKING: Reach(0.50, 0.44, 1.10),
    Pose.SITTING: Reach(0.46, 0.42, 0.96),
    Pose.RUNNING: Reach(0.66, 0.50, 1.10),
    Pose.REACHING: Reach(0.34, 0.38, 1.26),
    Pose.WORKING: Reach(0.42, 0.70, 1.06),
    Pose.DANCING: Reach(0.52, 0.52, 1.26),
    Pose.RIDING: Reach(0.68, 0.56, 1.18),
}
"""How far a body extends in each pose."""


@dataclass(frozen=True, slots=True)
class Patch:
    """Where the picture's corner is in the frame, and the pen that draws into it."""

    pen: Pen
    x0: int
    y0: int
    fineness: int

    def picture(self) -> U8:
        """What was drawn, at the frame's own size."""
        drawn = self.pen.picture
        if self.fineness == 1:
            return drawn
        h, w = drawn.shape[:2]
        size = (w // self.fineness, h // self.fineness)
        return np.asarray(cv2.resize(drawn, size, interpolation=cv2.INTER_AREA), np.uint8)


def patch(frame: Frame, feet: Point, height: float, reach: Reach, side: float) -> Patch | None:
    """A patch around somebody's feet, cut to the frame; None where none of it would be seen."""
    left, right = (reach.back, reach.ahead) if side > 0 else (reach.ahead, reach.back)
    margin = 4 + int(height * 0.04)
    rows, columns = frame.out.shape
    x0 = max(-margin, math.floor(feet[0] - left * height) - 1)
    y0 = max(-margin, math.floor(feet[1] - reach.up * height) - 1)
    x1 = min(columns + margin, math.ceil(feet[0] + right * height) + 1)
    y1 = min(rows + margin, math.ceil(feet[1] + reach.down * height) + 1)
    if x1 - x0 < 4 or y1 - y0 < 4 or x0 >= columns or y0 >= rows or x1 <= 0 or y1 <= 0:
        return None
    fineness = 2 if height <= _FINE_UP_TO else 1
    pen = Pen((x1 - x0) * fineness, (y1 - y0) * fineness, fineness, (x0, y0), side, feet, height)
    return Patch(pen, x0, y0, fineness)
