"""A wheelchair and how its user sits, rolls, reaches, works and dances in it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from cinematic.arrays import F32, color
from cinematic.pen import Brush, Pen, Point
from cinematic.poses import Body, Going, Limb, Manner, reach_to, spine
from cinematic.spec import Pose

_FRAME = color("#2a2c34")
_TYRE = color("#1b1b20")
_AXLE = (-0.03, 0.172)
_RADIUS = 0.165
_PUSH = 0.62
"""Body heights that one push takes."""


def seated_body(pose: Pose, t: float, going: Going, phase: float, manner: Manner) -> Body:
    """The body of a pose in the chair."""
    match pose:
        case Pose.WALKING | Pose.RUNNING | Pose.RIDING:
            return _rolling(going, phase, manner, fast=pose is not Pose.WALKING)
        case Pose.REACHING:
            body = _resting(t, phase, manner)
            shoulder = body.near_arm.root
            sway = 0.02 * math.sin(t * 0.8 + phase)
            return replace(body, near_arm=reach_to(shoulder, (shoulder[0] + 0.16 + sway, shoulder[1] + 0.27)))
        case Pose.WORKING:
            body = _resting(t, phase, Manner(manner.stoop + 0.10))
            stroke = math.sin(t * 2.6 + phase)
            shoulder = body.near_arm.root
            return replace(
                body,
                near_arm=reach_to(
                    shoulder, (0.285 + 0.035 * stroke, 0.462 + 0.01 * math.cos(t * 2.6 + phase))
                ),
                far_arm=reach_to(shoulder, (0.315, 0.465)),
                beat=t * 2.6 + phase,
            )
        case Pose.DANCING:
            a = t * 2.2 + phase
            body = _resting(t, phase, manner)
            shoulder = body.near_arm.root
            up = 0.10 * math.sin(a)
            return replace(
                body,
                far_arm=reach_to(shoulder, (shoulder[0] + 0.22, shoulder[1] + 0.18 - up), -1),
                near_arm=reach_to(shoulder, (shoulder[0] - 0.20, shoulder[1] + 0.17 + up), 1),
                flow=0.4,
                beat=a,
            )
        case _:
            return _resting(t, phase, manner)


def _resting(t: float, phase: float, manner: Manner) -> Body:
    breath = 0.003 * math.sin(t * 1.4 + phase)
    hip = (-0.035, 0.300)
    chest, head = spine(hip, 0.01 + breath, manner, 0.05 * math.sin(t * 0.4 + phase))
    shoulder = (chest[0], chest[1] - 0.015)
    near = Limb(hip, (0.195, 0.318), (0.262, 0.098))
    far = Limb(hip, (0.190, 0.325), (0.275, 0.100))
    return Body(
        hip,
        chest,
        head,
        far,
        near,
        reach_to(shoulder, (0.120, 0.365)),
        reach_to(shoulder, (0.095, 0.362 + breath)),
        width=0.080,
        lean=manner.stoop,
        behind=False,
        lap=True,
        flow=0.10,
        beat=t * 1.2 + phase,
    )


def _rolling(going: Going, phase: float, manner: Manner, *, fast: bool) -> Body:
    """Pushing the rims: both hands go round from behind the hip to the front, and back through the air."""
    a = going.distance / (_PUSH * (1.3 if fast else 1.0)) * 2 * math.pi + phase
    push = math.sin(a)
    hip = (-0.035, 0.300)
    bow = (0.20 if fast else 0.10) + 0.07 * push
    chest, head = spine(hip, bow, manner, -0.5 * bow)
    shoulder = (chest[0], chest[1] - 0.015)
    turn = 1.55 - 0.75 * push
    out = _RADIUS - 0.012 + 0.045 * max(0.0, -math.cos(a)) ** 2
    hand = (_AXLE[0] + out * math.cos(turn), _AXLE[1] + 0.01 + out * math.sin(turn))
    rest = _resting(0.0, 0.0, manner)
    return Body(
        hip,
        chest,
        head,
        rest.far_leg,
        rest.near_leg,
        reach_to(shoulder, (hand[0] + 0.012, hand[1] + 0.012)),
        reach_to(shoulder, hand),
        width=0.080,
        lean=bow + manner.stoop,
        behind=False,
        lap=True,
        flow=0.9 if fast else 0.42,
        beat=a,
    )


def danced(t: float, phase: float) -> float:
    """How far a dancer has rolled forward, in body heights: to and fro."""
    return 0.11 * math.sin(t * 1.1 + phase)


def draw_far_side(pen: Pen | Brush, rolled: float, accent: F32) -> None:
    """What of the chair is behind its user."""
    shade = np.float32(0.6)
    _wheel(pen, (_AXLE[0] + 0.03, _AXLE[1] + 0.006), rolled, shade)
    pen.line((-0.155, 0.27), (-0.175, 0.53), 0.020, accent * np.float32(0.55))
    pen.line((-0.150, 0.262), (0.165, 0.262), 0.024, accent * np.float32(0.45))


def draw_near_side(pen: Pen | Brush, rolled: float, accent: F32) -> None:
    """What of the chair is before its user."""
    pen.line((-0.170, 0.245), (-0.198, 0.560), 0.009, _FRAME)
    pen.line((-0.198, 0.560), (-0.245, 0.566), 0.011, _FRAME)
    pen.line((-0.160, 0.245), (0.175, 0.245), 0.009, _FRAME)
    pen.line((0.175, 0.245), (0.250, 0.075), 0.009, _FRAME)
    pen.line((0.232, 0.066), (0.320, 0.072), 0.010, _FRAME)
    pen.line((0.170, 0.245), (0.158, 0.085), 0.008, _FRAME)
    spin = -rolled / 0.045
    pen.ring((0.165, 0.045), 0.038, 0.014, _TYRE)
    for k in range(3):
        a = spin + k * math.pi * 2 / 3
        pen.line((0.165, 0.045), (0.165 + 0.034 * math.cos(a), 0.045 + 0.034 * math.sin(a)), 0.003, _FRAME)
    _wheel(pen, _AXLE, rolled, np.float32(1))
    pen.ring(_AXLE, _RADIUS - 0.024, 0.006, accent)


def _wheel(pen: Pen | Brush, axle: Point, rolled: float, shade: np.float32) -> None:
    pen.ring(axle, _RADIUS, 0.016, _TYRE * shade)
    spin = -rolled / (_RADIUS + 0.008)
    for k in range(8):
        a = spin + k * math.pi / 4
        tip = (axle[0] + _RADIUS * math.cos(a), axle[1] + _RADIUS * math.sin(a))
        pen.line(axle, tip, 0.0022, _FRAME * shade * np.float32(1.8))
    pen.dot(axle, 0.016, 0.016, _FRAME * shade)
