"""What somebody works at: a bench within, and out of doors what people mend, grow or look through there."""

from __future__ import annotations

import itertools
import math
from enum import StrEnum

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.gear import IRON, WOOD
from cinematic.pen import Pen, curve
from cinematic.spec import Setting

_LEAF, _SOIL, _BARK = color("#5d8a3c"), color("#2e231c"), color("#4d3a2b")
_BOARD, _CUT = color("#a07a52"), color("#b08a5a")


class Worksite(StrEnum):
    BENCH = "bench"
    BED = "bed"
    BICYCLE = "bicycle"
    CROP = "crop"
    """What grows there anyway: nothing more is drawn."""
    HULL = "hull"
    LOG = "log"
    TELESCOPE = "telescope"


_OUT_OF_DOORS = {
    Setting.ALPINE: Worksite.TELESCOPE,
    Setting.DESERT: Worksite.TELESCOPE,
    Setting.NIGHT_SKY: Worksite.TELESCOPE,
    Setting.SPACE: Worksite.TELESCOPE,
    Setting.OCEAN: Worksite.HULL,
    Setting.HARBOR: Worksite.HULL,
    Setting.RIVER: Worksite.HULL,
    Setting.FOREST: Worksite.LOG,
    Setting.MEADOW: Worksite.BED,
    Setting.GARDEN: Worksite.BED,
    Setting.FIELD: Worksite.CROP,
    Setting.VILLAGE: Worksite.BED,
    Setting.ROAD: Worksite.BICYCLE,
    Setting.CITY: Worksite.BICYCLE,
    Setting.CITY_DAY: Worksite.BICYCLE,
    Setting.CITY_NIGHT: Worksite.BICYCLE,
    Setting.SPORTS_GROUND: Worksite.BICYCLE,
}

DRAWN_AT = {Worksite.BICYCLE: "bicycle", Worksite.TELESCOPE: "telescope", Worksite.HULL: "boat"}
"""What is drawn with somebody who works there, as a thing."""


def worksite_of(setting: Setting) -> Worksite:
    """What is worked at in the open of a setting."""
    return _OUT_OF_DOORS.get(setting, Worksite.BENCH)


def draw_worksite(pen: Pen, site: Worksite, top: float, accent: F32) -> None:
    """Draws it before the body. top is how high hands rest, in body heights."""
    match site:
        case Worksite.BENCH:
            _bench(pen, top, accent)
        case Worksite.BED:
            _bed(pen, top, accent)
        case Worksite.CROP:
            return
        case Worksite.BICYCLE:
            _bicycle(pen, top, accent)
        case Worksite.HULL:
            _hull(pen, top, accent)
        case Worksite.LOG:
            _log(pen, top)
        case Worksite.TELESCOPE:
            _telescope(pen, top, accent)


def _bench(pen: Pen, top: float, accent: F32) -> None:
    """A workbench with what is being made on it."""
    dim = np.float32(0.8)
    pen.line((0.17, top), (0.60, top), 0.018, WOOD)
    pen.line((0.20, top), (0.19, 0.0), 0.014, WOOD * dim)
    pen.line((0.57, top), (0.58, 0.0), 0.014, WOOD * dim)
    pen.line((0.20, 0.14), (0.57, 0.14), 0.008, WOOD * dim)
    y = top + 0.018
    pen.shape([(0.33, y), (0.39, y), (0.40, y + 0.040), (0.32, y + 0.040)], accent * np.float32(0.8))


def _bed(pen: Pen, top: float, accent: F32) -> None:
    """A raised bed of boards, planted."""
    rim = top - 0.10
    pen.dot((0.40, rim), 0.205, 0.022, _SOIL)
    for k in range(9):
        x = 0.22 + 0.045 * k
        high = rim + 0.045 + 0.035 * math.sin(2.4 * k) ** 2
        pen.line((x, rim), (x + 0.006, high), 0.004, _LEAF)
        for lean in (-0.8, 0.8):
            pen.dot((x + 0.020 * lean, high - 0.018), 0.020, 0.009, _LEAF, lean * 0.5)
        if k % 3 == 1:
            pen.dot((x + 0.006, high + 0.012), 0.014, 0.014, accent)
    for k in range(3):
        low, high = rim * k / 3, rim * (k + 1) / 3 - 0.006
        shade = np.float32(1.0 - 0.10 * k)
        pen.shape([(0.185, low), (0.615, low), (0.615, high), (0.185, high)], _BOARD * shade)
    for x in (0.200, 0.600):
        pen.line((x, 0.0), (x, rim + 0.012), 0.013, _BOARD * np.float32(0.7))


def _bicycle(pen: Pen, top: float, accent: F32) -> None:
    """A bicycle that stands on its saddle and bar, wheels up."""
    radius = 0.122
    axle = top - radius + 0.015
    back, front = (0.305, axle), (0.565, axle)
    for wheel in (back, front):
        pen.ring(wheel, radius, 0.016, IRON)
        for k in range(8):
            a = k * math.pi / 4
            rim = (wheel[0] + radius * math.cos(a), wheel[1] + radius * math.sin(a))
            pen.line(wheel, rim, 0.002, IRON)
    crank, saddle, head = (0.425, axle + 0.01), (0.375, 0.045), (0.530, 0.115)
    for p, q in ((back, crank), (crank, saddle), (saddle, back), (crank, head), (head, (0.395, 0.115))):
        pen.line(p, q, 0.008, accent * np.float32(0.75))
    pen.line(front, (0.515, 0.050), 0.008, IRON)
    pen.line((0.515, 0.050), (0.560, 0.018), 0.009, IRON)
    pen.line((0.330, 0.022), (0.410, 0.026), 0.016, IRON)
    pen.ring(crank, 0.030, 0.008, IRON)
    pen.line(crank, (crank[0] + 0.05, crank[1] + 0.04), 0.006, IRON)


def _hull(pen: Pen, top: float, accent: F32) -> None:
    """A boat turned over on trestles, seen from its bow."""
    for x in (0.235, 0.570):
        for lean in (-0.045, 0.045):
            pen.line((x, 0.215), (x + lean, 0.0), 0.011, WOOD * np.float32(0.8))
    pen.line((0.150, 0.215), (0.665, 0.215), 0.014, WOOD * np.float32(0.8))
    keel = top + 0.012
    side = [(0.145, 0.230), (0.155, 0.330), (0.205, 0.425), (0.290, 0.480), (0.400, keel)]
    other = [(0.805 - x, y) for x, y in reversed(side[:-1])]
    tint = mix(WOOD, color("#d8cdb8"), 0.72)
    pen.shape(curve([*side, *other]), tint)
    for k in range(1, 4):
        f = 1 - 0.20 * k
        row = [(0.400 + (x - 0.400) * f, 0.230 + (y - 0.230) * (0.30 + 0.70 * f)) for x, y in (*side, *other)]
        for p, q in itertools.pairwise(row):
            pen.line(p, q, 0.0022, tint * np.float32(0.72))
    pen.shape([(0.140, 0.226), (0.665, 0.226), (0.660, 0.268), (0.147, 0.268)], accent * np.float32(0.8))
    pen.line((0.400, 0.250), (0.400, keel), 0.010, WOOD)


def _log(pen: Pen, top: float) -> None:
    """A log across a sawhorse, half sawn."""
    for x in (0.270, 0.530):
        pen.line((x - 0.070, 0.0), (x + 0.055, top + 0.020), 0.012, WOOD * np.float32(0.85))
        pen.line((x + 0.070, 0.0), (x - 0.055, top + 0.020), 0.012, WOOD)
    y = top - 0.062
    pen.line((0.190, y), (0.610, y), 0.048, _BARK)
    pen.dot((0.625, y), 0.030, 0.048, _CUT)
    pen.ring((0.625, y), 0.018, 0.004, _BARK)
    pen.line((0.345, top - 0.012), (0.345, y - 0.010), 0.005, _CUT)


def _telescope(pen: Pen, top: float, accent: F32) -> None:
    """A telescope on three legs, its eyepiece within reach."""
    head = (0.440, top - 0.035)
    for foot in (0.330, 0.455, 0.575):
        pen.line(head, (foot, 0.0), 0.009, WOOD)
    pen.line((0.395, 0.210), (0.500, 0.210), 0.005, WOOD * np.float32(0.8))
    pen.taper((0.335, top + 0.010), 0.015, (0.430, top + 0.045), 0.022, IRON)
    pen.taper((0.430, top + 0.045), 0.028, (0.600, top + 0.112), 0.036, accent * np.float32(0.55))
    pen.line((0.592, top + 0.146), (0.622, top + 0.082), 0.008, IRON)
