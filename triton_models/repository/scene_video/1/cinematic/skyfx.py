"""Lights in the sky that change from frame to frame."""

from __future__ import annotations

from functools import cache

import numpy as np

from cinematic import compositing
from cinematic.arrays import F32
from cinematic.scene import Frame, no_tiles
from cinematic.sky import AURORA_SCALE, Aurora

_NO_SWAY = np.zeros(1, np.float32)


def add_light(frame: Frame, picture: F32, depth: float, shrink: float, *, top: float = 0.0) -> None:
    """Add a small picture of light (BGR 0..1, canvas / shrink) to the frame, smoothly enlarged."""
    h, w = picture.shape[:2]
    packed = np.zeros((h, w, 4), np.uint8)
    packed[..., :3] = np.clip(picture * np.float32(255) + _thresholds(h, w), 0, 255)
    scale, ox, oy = frame.place(depth)
    src = packed.view(np.uint32)[..., 0]
    compositing.composite(
        frame.out,
        src,
        compositing.blocks(src),
        no_tiles(frame.canvas),
        0,
        0,
        0,
        scale * shrink,
        ox,
        oy + top * frame.paper.unit * scale,
        1,
        _NO_SWAY,
        _NO_SWAY,
    )


@cache
def _thresholds(h: int, w: int) -> F32:
    """A fixed pattern that keeps faint light from stepping."""
    return np.asarray(np.indices((h, w)).sum(0)[..., None] % 2 * 0.5 + 0.25, np.float32)


class AuroraCurtains:
    """The aurora, laid behind whatever comes after it."""

    def __init__(self, aurora: Aurora) -> None:
        self._aurora = aurora

    def draw(self, frame: Frame) -> None:
        add_light(frame, self._aurora.picture(frame.t), 0.08, AURORA_SCALE)
