"""Animals beside people: seen from the side, walking, standing, sitting or flying."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cinematic.arrays import F32, color
from cinematic.birds import draw_bird, draw_hen
from cinematic.pen import Brush, Pen, Point, curve
from cinematic.poses import bent, foot

_FAR = np.float32(0.70)


@dataclass(frozen=True, slots=True)
class Build:
    """A four-legged animal, in the body heights of a grown person."""

    back: float
    """Height of the back."""
    length: float
    """From hip to shoulder."""
    depth: float
    """Half of the trunk's thickness."""
    leg: float
    """Thickness of a leg at its top."""
    neck: tuple[float, float, float]
    """Forward, up, thickness."""
    skull: tuple[float, float, float]
    """Length and thickness of the head, and how far it droops."""
    ears: tuple[float, float]
    """Length, and lean back."""
    tail: tuple[float, float, float]
    """Length, how far it is raised (radians from down), thickness."""
    coat: F32
    horns: float = 0.0
    mane: bool = False
    woolly: bool = False


_BUILDS = {
    "dog": Build(
        0.265,
        0.20,
        0.056,
        0.030,
        (0.055, 0.085, 0.040),
        (0.085, 0.036, 0.25),
        (0.045, 0.7),
        (0.14, 2.2, 0.015),
        color("#7a5a3c"),
    ),
    "cat": Build(
        0.150,
        0.135,
        0.036,
        0.018,
        (0.030, 0.045, 0.026),
        (0.034, 0.030, 0.2),
        (0.030, 0.0),
        (0.16, 2.6, 0.011),
        color("#4a4348"),
    ),
    "horse": Build(
        0.80,
        0.47,
        0.135,
        0.070,
        (0.19, 0.27, 0.085),
        (0.20, 0.056, 0.85),
        (0.062, 0.1),
        (0.34, 0.45, 0.030),
        color("#5e4231"),
        mane=True,
    ),
    "donkey": Build(
        0.58,
        0.36,
        0.105,
        0.050,
        (0.13, 0.18, 0.062),
        (0.16, 0.050, 0.8),
        (0.12, 0.2),
        (0.24, 0.3, 0.014),
        color("#77706c"),
        mane=True,
    ),
    "goat": Build(
        0.36,
        0.24,
        0.080,
        0.032,
        (0.07, 0.14, 0.042),
        (0.085, 0.034, 0.6),
        (0.050, 1.4),
        (0.06, 2.5, 0.016),
        color("#b5aca0"),
        horns=0.10,
    ),
    "sheep": Build(
        0.37,
        0.25,
        0.105,
        0.028,
        (0.06, 0.06, 0.050),
        (0.085, 0.036, 0.7),
        (0.045, 1.5),
        (0.07, 0.3, 0.026),
        color("#d2cabb"),
        woolly=True,
    ),
    "cow": Build(
        0.76,
        0.52,
        0.165,
        0.062,
        (0.16, 0.07, 0.095),
        (0.19, 0.068, 0.8),
        (0.075, 1.4),
        (0.36, 0.1, 0.014),
        color("#8a6a55"),
        horns=0.10,
    ),
    "rabbit": Build(
        0.110,
        0.085,
        0.042,
        0.020,
        (0.025, 0.035, 0.026),
        (0.034, 0.028, 0.3),
        (0.070, 0.2),
        (0.02, 1.6, 0.018),
        color("#a08a74"),
    ),
}
SADDLE = _BUILDS["horse"].back
_REACH = {"horse": (0.62, 0.85, 1.30), "cow": (0.60, 0.80, 1.05), "donkey": (0.48, 0.62, 0.98)}


def reach_of(kind: str) -> tuple[float, float, float]:
    """How far an animal extends behind, ahead and up."""
    if kind == "bird":
        return 0.26, 0.26, 0.30
    if kind == "hen":
        return 0.16, 0.16, 0.24
    return _REACH.get(kind, (0.42, 0.42, 0.58))


def stands_off(kind: str) -> float:
    """How far from a person an animal's middle is."""
    return {"horse": 0.66, "cow": 0.72, "donkey": 0.54, "sheep": 0.44, "goat": 0.44, "dog": 0.40}.get(
        kind, 0.32
    )


def draw_animal(
    pen: Pen | Brush, kind: str, t: float, phase: float, *, travelled: float, moving: bool, accent: F32
) -> None:
    """An animal whose feet are at the origin.

    Args:
        travelled: how far it has come, in body heights of a grown person.
        accent: colour of its collar.
    """
    if kind == "bird":
        draw_bird(pen, t, phase)
    elif kind == "hen":
        draw_hen(pen, t, phase)
    elif kind in ("dog", "cat") and not moving:
        _sitting(pen, kind, t, phase, accent)
    else:
        _four_legged(
            pen, _BUILDS[kind], t, phase, travelled, moving, accent if kind in ("dog", "cat") else None
        )


def _four_legged(
    pen: Pen | Brush, b: Build, t: float, phase: float, travelled: float, moving: bool, collar: F32 | None
) -> None:
    stride = b.back * 1.25
    a = travelled / stride + phase / (2 * math.pi) if moving else 0.0
    bob = 0.014 * b.back * math.sin(4 * math.pi * a) if moving else 0.004 * b.back * math.sin(t * 1.6 + phase)
    body_y = b.back - b.depth + bob
    hip: Point = (-b.length / 2, body_y)
    shoulder: Point = (b.length / 2, body_y + 0.01 * b.back)
    leg_length = b.back - b.depth
    upper, lower = leg_length * 0.52, leg_length * 0.505

    def leg(root: Point, u: float, knee: float, shade: np.float32) -> None:
        x, y = foot(u, stride, 0.58, 0.16 * b.back) if moving else (0.0, 0.035)
        y = (y - 0.035) + 0.012
        limb = bent((root[0], root[1] - b.depth * 0.25), (root[0] + x * 0.9, y), upper, lower, knee)
        pen.taper(limb.root, b.leg, limb.middle, b.leg * 0.58, b.coat * shade)
        pen.taper(limb.middle, b.leg * 0.58, limb.end, b.leg * 0.40, b.coat * shade)
        pen.taper(
            limb.end,
            b.leg * 0.46,
            (limb.end[0] + b.leg * 0.35, limb.end[1]),
            b.leg * 0.40,
            b.coat * shade * _FAR,
        )

    shift = 0.0 if moving else 0.03 * b.length
    leg((hip[0] - shift, hip[1]), a + 0.5, -1, _FAR)
    leg((shoulder[0] + shift, shoulder[1]), a + 0.25, 1, _FAR)
    _tail(pen, b, hip, t, phase)
    leg(hip, a, -1, np.float32(0.92))
    leg(shoulder, a + 0.75, 1, np.float32(0.92))
    d = b.depth
    pen.shape(
        curve(
            [
                (hip[0] - d * 0.75, hip[1] + d * 0.15),
                (hip[0] - d * 0.15, hip[1] + d * 0.98),
                (0.0, body_y + d * 0.86),
                (shoulder[0], shoulder[1] + d * 1.02),
                (shoulder[0] + d * 0.85, shoulder[1] + d * 0.25),
                (shoulder[0] + d * 0.35, shoulder[1] - d * 0.88),
                (0.0, body_y - d * 0.86),
                (hip[0] - d * 0.35, hip[1] - d * 0.62),
            ]
        ),
        b.coat,
    )
    if b.woolly:
        for i in range(9):
            u = i / 8
            pen.dot(
                (hip[0] + u * b.length, body_y + d * (0.62 + 0.18 * math.sin(u * math.pi))),
                d * 0.42,
                d * 0.42,
                b.coat,
            )
    _head_and_neck(pen, b, shoulder, t, phase, a, collar)


def _head_and_neck(
    pen: Pen | Brush, b: Build, shoulder: Point, t: float, phase: float, a: float, collar: F32 | None
) -> None:
    forward, up, thick = b.neck
    nod = 0.05 * math.sin(t * 0.9 + phase) + 0.05 * math.sin(4 * math.pi * a) * (a != 0.0)
    root = (shoulder[0] + b.depth * 0.25, shoulder[1] + b.depth * 0.45)
    top = (root[0] + forward - up * nod, root[1] + up + forward * nod * 0.5)
    pen.taper(root, b.depth * 0.66, top, thick * 0.80, b.coat)
    length, skull, droop = b.skull
    droop += 0.6 * nod
    muzzle = (top[0] + length * math.cos(droop), top[1] - length * math.sin(droop))
    if b.mane:
        for i in range(6):
            u = i / 5
            p = (
                root[0] + (top[0] - root[0]) * u - thick * 0.62,
                root[1] + (top[1] - root[1]) * u + thick * 0.5,
            )
            sway = 0.012 * math.sin(t * 2.1 + i * 0.7 + phase)
            pen.taper(
                p,
                thick * 0.42,
                (p[0] - thick * 0.55 + sway, p[1] - thick * 0.9),
                thick * 0.2,
                b.coat * np.float32(0.45),
            )
    if collar is not None:
        u = 0.55
        p = (root[0] + (top[0] - root[0]) * u, root[1] + (top[1] - root[1]) * u)
        pen.line(
            (p[0] - thick * 0.75, p[1] + thick * 0.5),
            (p[0] + thick * 0.75, p[1] - thick * 0.5),
            thick * 0.22,
            collar,
        )
    ear, back = b.ears
    flick = 0.18 * max(0.0, math.sin(t * 1.3 + phase)) ** 12
    for shift, shade in ((-0.25, _FAR), (0.05, np.float32(0.9))):
        p = (top[0] + skull * shift, top[1] + skull * 0.55)
        q = (p[0] - ear * math.sin(back + flick), p[1] + ear * math.cos(back + flick))
        pen.taper(p, skull * 0.34, q, skull * 0.12, b.coat * shade)
    if b.horns:
        p = (top[0] - skull * 0.1, top[1] + skull * 0.7)
        pen.taper(
            p, skull * 0.26, (p[0] - b.horns * 0.35, p[1] + b.horns * 0.8), skull * 0.08, color("#c9bda4")
        )
    pen.taper(top, skull, muzzle, skull * 0.58, b.coat * np.float32(1.05))
    pen.dot(
        (muzzle[0] + skull * 0.30, muzzle[1] + skull * 0.1),
        skull * 0.22,
        skull * 0.2,
        b.coat * np.float32(0.4),
    )


def _tail(pen: Pen | Brush, b: Build, hip: Point, t: float, phase: float) -> None:
    length, raised, thick = b.tail
    wag = 0.30 * math.sin(t * 6.0 + phase) if b is _BUILDS["dog"] else 0.12 * math.sin(t * 1.7 + phase)
    p: Point = (hip[0] - b.depth * 0.62, hip[1] + b.depth * 0.55)
    angle = raised + wag
    for i in range(4):
        q = (p[0] - length / 4 * math.sin(angle), p[1] - length / 4 * math.cos(angle))
        wide = thick * (1.25 if b.mane and i > 0 else 1.0 - 0.16 * i)
        pen.taper(
            p,
            thick * (1.0 if i == 0 else 1.0 - 0.14 * (i - 1)),
            q,
            wide * 0.9,
            b.coat * np.float32(0.75 if not b.mane else 0.45),
        )
        p = q
        angle += 0.16 * math.sin(t * 1.7 + phase - i) + (0.18 if raised > 1.2 else -0.05)


def _sitting(pen: Pen | Brush, kind: str, t: float, phase: float, collar: F32) -> None:
    """A dog or a cat on its haunches, looking ahead."""
    s = 1.0 if kind == "dog" else 0.66
    coat = _BUILDS[kind].coat
    breath = 0.003 * math.sin(t * 2.2 + phase)
    nod = 0.007 * math.sin(t * 0.7 + phase)

    def at(x: float, y: float) -> Point:
        return x * s, y * s

    wag = math.sin(t * (5.0 if kind == "dog" else 1.2) + phase)
    if kind == "dog":
        pen.taper(
            at(-0.12, 0.03), 0.016 * s, at(-0.21, 0.075 + 0.028 * wag), 0.008 * s, coat * np.float32(0.8)
        )
    else:
        pen.taper(at(-0.11, 0.02), 0.017 * s, at(-0.20, 0.03), 0.015 * s, coat * np.float32(0.8))
        pen.taper(
            at(-0.20, 0.03), 0.015 * s, at(-0.245, 0.085 + 0.02 * wag), 0.011 * s, coat * np.float32(0.8)
        )
    pen.line(at(0.075, 0.19), at(0.090, 0.012), 0.017 * s, coat * _FAR)
    pen.shape(
        curve(
            [
                at(-0.13, 0.02),
                at(-0.145, 0.09),
                at(-0.09, 0.17),
                at(-0.005, 0.275),
                at(0.055, 0.33 + breath),
                at(0.105, 0.27),
                at(0.095 + breath, 0.17),
                at(0.065, 0.06),
                at(0.03, 0.005),
                at(-0.08, 0.0),
            ]
        ),
        coat,
    )
    pen.taper(at(0.070, 0.20), 0.025 * s, at(0.066, 0.014), 0.016 * s, coat * np.float32(1.08))
    pen.taper(at(0.066, 0.012), 0.014 * s, at(0.095, 0.010), 0.011 * s, coat)
    pen.taper(at(-0.01, 0.018), 0.016 * s, at(0.035, 0.012), 0.012 * s, coat * np.float32(0.9))
    top = at(0.068, 0.385 + nod)
    pen.taper(at(0.045, 0.29), 0.048 * s, top, 0.038 * s, coat)
    pen.line(at(0.022, 0.325), at(0.092, 0.303), 0.010 * s, collar)
    if kind == "dog":
        pen.taper(top, 0.045 * s, at(0.135, 0.362 + nod), 0.023 * s, coat * np.float32(1.05))
        pen.dot(at(0.155, 0.368 + nod), 0.009 * s, 0.008 * s, coat * np.float32(0.35))
        pen.taper(
            at(0.045, 0.415 + nod), 0.016 * s, at(0.022, 0.352 + nod), 0.018 * s, coat * np.float32(0.68)
        )
    else:
        pen.dot(at(0.075, 0.385 + nod), 0.050 * s, 0.044 * s, coat * np.float32(1.05))
        for x in (0.045, 0.098):
            pen.shape(
                [at(x - 0.018, 0.412 + nod), at(x + 0.018, 0.412 + nod), at(x + 0.002, 0.462 + nod)], coat
            )
