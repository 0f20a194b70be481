"""A face in profile: its planes and a hint of eye, mouth and ear. Who it is, the story says.

Lengths are body heights from the middle of the head: x forward, y up.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.outfit import Outfit
from cinematic.pen import Pen, Point, curve

Placing = Callable[[float, float], Point]

_LIP = color("#8f4644")
_INK = color("#1a1518")

_GROWN: tuple[Point, ...] = (
    (0.0040, 0.0635),
    (0.0280, 0.0560),
    (0.0425, 0.0380),
    (0.0475, 0.0215),
    (0.0474, 0.0150),
    (0.0442, 0.0080),
    (0.0492, -0.0010),
    (0.0552, -0.0100),
    (0.0596, -0.0168),
    (0.0572, -0.0218),
    (0.0492, -0.0244),
    (0.0486, -0.0290),
    (0.0512, -0.0326),
    (0.0474, -0.0358),
    (0.0498, -0.0402),
    (0.0456, -0.0446),
    (0.0478, -0.0532),
    (0.0432, -0.0606),
    (0.0330, -0.0626),
    (0.0080, -0.0520),
    (-0.0090, -0.0390),
    (-0.0220, -0.0440),
    (-0.0400, -0.0300),
    (-0.0480, 0.0050),
    (-0.0440, 0.0380),
    (-0.0240, 0.0590),
)
"""From the crown over forehead, nose, lips and chin to the nape."""
_CHILD: tuple[Point, ...] = (
    (0.0060, 0.0635),
    (0.0320, 0.0550),
    (0.0470, 0.0360),
    (0.0500, 0.0190),
    (0.0480, 0.0110),
    (0.0455, 0.0040),
    (0.0485, -0.0040),
    (0.0530, -0.0105),
    (0.0560, -0.0160),
    (0.0535, -0.0205),
    (0.0485, -0.0228),
    (0.0480, -0.0268),
    (0.0502, -0.0300),
    (0.0465, -0.0332),
    (0.0484, -0.0372),
    (0.0440, -0.0412),
    (0.0448, -0.0480),
    (0.0400, -0.0550),
    (0.0290, -0.0585),
    (0.0060, -0.0530),
    (-0.0110, -0.0410),
    (-0.0240, -0.0440),
    (-0.0410, -0.0300),
    (-0.0490, 0.0050),
    (-0.0450, 0.0380),
    (-0.0240, 0.0590),
)
"""The same points of a rounder face."""


def draw_profile(pen: Pen, at: Placing, outfit: Outfit) -> None:
    """The head without its hair.

    Args:
        at: where a place of the head lies for the pen.
    """
    skin = outfit.skin
    young = min(1.0, max(0.0, (outfit.head - 1.0) / 0.46))
    grown, child = np.array(_GROWN), np.array(_CHILD)
    outline = grown + (child - grown) * young
    pen.shape(curve([at(float(x), float(y)) for x, y in outline]), skin)

    def plane(points: list[Point], tint: F32) -> None:
        pen.shape(curve([at(x, y) for x, y in points]), tint)

    def stroke(p: Point, q: Point, r: float, tint: F32) -> None:
        pen.line(at(*p), at(*q), r * outfit.head, tint)

    light, shade = skin * np.float32(1.05), skin * np.float32(0.88)
    plane([(0.030, 0.050), (0.0425, 0.036), (0.0450, 0.021), (0.030, 0.022), (0.018, 0.040)], light)
    plane(
        [
            (0.036, -0.002),
            (0.0455, -0.012),
            (0.043, -0.029),
            (0.030, -0.035),
            (0.018, -0.022),
            (0.022, -0.006),
        ],
        light,
    )
    under = [(0.043, -0.0585), (0.033, -0.0620), (0.008, -0.0520), (-0.0085, -0.0390), (-0.004, -0.0330)]
    plane([*under, (0.012, -0.0455), (0.031, -0.0560)], shade)
    _eye(plane, stroke, outfit)
    lip = mix(skin * np.float32(0.86), _LIP, 0.34)
    up = 0.0026 * young
    plane(
        [(0.0405, -0.0356 + up), (0.0470, -0.0322 + up), (0.0503, -0.0330 + up), (0.0470, -0.0360 + up)], lip
    )
    plane(
        [(0.0425, -0.0362 + up), (0.0470, -0.0364 + up), (0.0488, -0.0400 + up), (0.0450, -0.0416 + up)], lip
    )
    stroke((0.0395, -0.0356 + up), (0.0466, -0.0361 + up), 0.0008, skin * np.float32(0.48))
    stroke((0.0488, -0.0212), (0.0522, -0.0216), 0.0010, skin * np.float32(0.58))
    if outfit.manner.stoop > 0:
        line = skin * np.float32(0.78)
        stroke((0.0420, -0.0240), (0.0372, -0.0355), 0.0007, line)
        stroke((0.0275, 0.0040), (0.0225, 0.0024), 0.0006, line)
        stroke((0.0275, 0.0060), (0.0222, 0.0068), 0.0006, line)


def _eye(
    plane: Callable[[list[Point], F32], None],
    stroke: Callable[[Point, Point, float, F32], None],
    outfit: Outfit,
) -> None:
    """A lid with its lashes under a brow; what is seen of the eye is a glint."""
    skin = outfit.skin
    plane([(0.0300, 0.0045), (0.0370, 0.0118), (0.0442, 0.0082), (0.0420, 0.0010)], skin * np.float32(0.82))
    plane([(0.0345, 0.0044), (0.0395, 0.0072), (0.0432, 0.0052), (0.0402, 0.0022)], mix(skin, _PALE, 0.45))
    stroke((0.0415, 0.0066), (0.0418, 0.0034), 0.0013, _INK)
    stroke((0.0330, 0.0050), (0.0392, 0.0082), 0.0010, _INK)
    stroke((0.0392, 0.0082), (0.0446, 0.0072), 0.0011, _INK)
    brow = mix(mix(outfit.hair_tint, _INK, 0.15), skin, 0.25)
    thick = 1.25 - 0.3 * outfit.head
    stroke((0.0290, 0.0172), (0.0370, 0.0198), 0.0013 * thick, brow)
    stroke((0.0370, 0.0198), (0.0452, 0.0184), 0.0017 * thick, brow)


_PALE = color("#d8d2cc")


def draw_ear(pen: Pen, at: Placing, outfit: Outfit, tilt: float) -> None:
    """The ear on this side."""
    k, skin = outfit.head, outfit.skin
    pen.dot(at(-0.0080, -0.0060), 0.0105 * k, 0.0162 * k, skin * np.float32(0.95), tilt + 0.12)
    pen.dot(at(-0.0050, -0.0190), 0.0054 * k, 0.0056 * k, skin * np.float32(0.95))
    pen.dot(at(-0.0068, -0.0046), 0.0064 * k, 0.0104 * k, skin * np.float32(0.70), tilt + 0.12)
    pen.dot(at(-0.0092, -0.0056), 0.0044 * k, 0.0072 * k, skin * np.float32(0.86), tilt + 0.12)
