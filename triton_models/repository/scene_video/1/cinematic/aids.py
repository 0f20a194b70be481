"""Canes and crutches: how they are held, and how they move with the feet."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from cinematic.arrays import F32, color
from cinematic.look import Aid
from cinematic.pen import Pen, Point
from cinematic.poses import Body, Going, Limb, foot, reach_to, stride_of
from cinematic.spec import Pose

_CANE = color("#6e4c33")
_METAL = color("#8d939c")
_WHITE = color("#efefec")
_RED = color("#c2332c")
_TURN = 2 * math.pi


@dataclass(frozen=True, slots=True)
class Stroke:
    """One straight piece of an aid."""

    p: Point
    q: Point
    radius: float
    tint: F32
    far: bool = False

    def draw(self, pen: Pen) -> None:
        pen.line(self.p, self.q, self.radius, self.tint)


def pose_with(aid: Aid, pose: Pose) -> Pose:
    """The pose in which somebody with this aid does it."""
    if pose is Pose.RUNNING and aid in (Aid.CANE, Aid.CRUTCHES, Aid.WHITE_CANE):
        return Pose.WALKING
    return pose


def with_aid(
    body: Body, aid: Aid, pose: Pose, t: float, going: Going, phase: float
) -> tuple[Body, tuple[Stroke, ...]]:
    """The body holding its aid, and the aid's strokes."""
    if pose is Pose.RIDING or aid not in (Aid.CANE, Aid.CRUTCHES, Aid.WHITE_CANE):
        return body, ()
    if pose is Pose.WORKING or (pose is Pose.SITTING and aid is Aid.CRUTCHES):
        x = 0.235 if pose is Pose.WORKING else -0.215
        leaning = _cane_strokes(aid, (x - 0.05, 0.52), (x, 0.008), far=True)
        return body, leaning
    if aid is Aid.CRUTCHES:
        return _crutches(body, pose, t, going, phase)
    return _cane(body, aid, pose, t, going, phase)


def _cane(
    body: Body, aid: Aid, pose: Pose, t: float, going: Going, phase: float
) -> tuple[Body, tuple[Stroke, ...]]:
    long = aid is Aid.WHITE_CANE
    near, far = body.near_arm.root, body.far_arm.root
    match pose:
        case Pose.WALKING:
            u, stride = _u(pose, going, phase), stride_of(pose, going.speed)
            if long:
                sweep = math.sin(_TURN * u)
                hand = (0.165, 0.515 + 0.006 * sweep)
                tip = (0.500 + 0.022 * sweep, 0.010 + 0.012 * (1 - sweep * sweep))
            else:
                x, y = foot(u + 0.5, stride, 0.60, 0.06)
                hand = (0.150 + 0.45 * x, 0.475 + 0.3 * (y - 0.035))
                tip = (0.155 + x, y - 0.027)
            return replace(body, near_arm=reach_to(near, hand)), _cane_strokes(aid, hand, tip)
        case Pose.SITTING:
            hand = (0.262, 0.395)
            return replace(body, near_arm=reach_to(near, hand)), _cane_strokes(aid, hand, (0.300, 0.006))
        case Pose.REACHING:
            hand = (far[0] - 0.080, 0.480)
            tip = (far[0] - 0.110, 0.006)
            return replace(body, far_arm=_straight(far, hand)), _cane_strokes(aid, hand, tip)
        case Pose.DANCING:
            hand = body.near_arm.end
            turn = 0.5 + 0.25 * math.sin(t * 2.2 + phase)
            tip = (hand[0] + 0.42 * math.sin(turn), hand[1] - 0.42 * math.cos(turn))
            return body, _cane_strokes(aid, hand, tip)
        case _:
            hand = (near[0] + (0.070 if long else 0.078), 0.520 if long else 0.480)
            tip = (near[0] + (0.190 if long else 0.105), 0.006)
            return replace(body, near_arm=_straight(near, hand)), _cane_strokes(aid, hand, tip)


def _crutches(
    body: Body, pose: Pose, t: float, going: Going, phase: float
) -> tuple[Body, tuple[Stroke, ...]]:
    near, far = body.near_arm.root, body.far_arm.root
    if pose is Pose.WALKING:
        u, stride = _u(pose, going, phase), stride_of(pose, going.speed)
        arms: list[Limb] = []
        strokes: list[Stroke] = []
        for root, v, is_far in ((far, u, True), (near, u + 0.5, False)):
            x, y = foot(v, stride, 0.60, 0.06)
            hand = (0.125 + 0.55 * x, 0.470 + 0.3 * (y - 0.035))
            arm = reach_to(root, hand)
            arms.append(arm)
            strokes += _crutch(arm, (0.150 + x, y - 0.027), far=is_far)
        return replace(body, far_arm=arms[0], near_arm=arms[1]), tuple(strokes)
    left = _straight(far, (far[0] - 0.075, 0.475))
    planted = _crutch(left, (far[0] - 0.112, 0.006), far=True)
    if pose is Pose.DANCING:
        hand = body.near_arm.end
        out = math.atan2(hand[1] - body.near_arm.middle[1], hand[0] - body.near_arm.middle[0])
        raised = _crutch(body.near_arm, (hand[0] + 0.40 * math.cos(out), hand[1] + 0.40 * math.sin(out)))
        return replace(body, far_arm=left), (*planted, *raised)
    right = _straight(near, (near[0] + 0.075, 0.475))
    if pose is Pose.REACHING:
        resting = _cane_strokes(Aid.CRUTCHES, (near[0] + 0.02, 0.62), (near[0] + 0.10, 0.006))
        return replace(body, far_arm=left), (*planted, *resting)
    return replace(body, far_arm=left, near_arm=right), (*planted, *_crutch(right, (near[0] + 0.112, 0.006)))


def _crutch(arm: Limb, tip: Point, *, far: bool = False) -> tuple[Stroke, ...]:
    """A forearm crutch: a cuff near the elbow, a grip, a straight shaft."""
    (ex, ey), (hx, hy) = arm.middle, arm.end
    tint = _METAL * np.float32(0.75 if far else 1.0)
    cuff = (ex * 0.75 + hx * 0.25 + 0.010, ey * 0.75 + hy * 0.25)
    return (
        Stroke(cuff, arm.end, 0.0085, tint, far),
        Stroke(arm.end, tip, 0.0085, tint, far),
        Stroke((hx - 0.012, hy), (hx + 0.022, hy), 0.0095, tint * np.float32(0.5), far),
        Stroke(
            (cuff[0] - 0.024, cuff[1] + 0.006),
            (cuff[0] + 0.020, cuff[1] + 0.006),
            0.0085,
            tint * np.float32(0.5),
            far,
        ),
    )


def _cane_strokes(aid: Aid, hand: Point, tip: Point, *, far: bool = False) -> tuple[Stroke, ...]:
    if aid is Aid.WHITE_CANE:
        red = (hand[0] + (tip[0] - hand[0]) * 0.76, hand[1] + (tip[1] - hand[1]) * 0.76)
        return Stroke(hand, red, 0.0085, _WHITE, far), Stroke(red, tip, 0.0085, _RED, far)
    tint = _CANE if aid is Aid.CANE else _METAL
    handle = (hand[0] - 0.038, hand[1] + 0.010)
    return Stroke(hand, tip, 0.0095, tint, far), Stroke(
        handle, (hand[0] + 0.008, hand[1] + 0.010), 0.0125, tint, far
    )


def _straight(root: Point, hand: Point) -> Limb:
    """An arm at the side of a body that is seen from behind, its elbow a little outwards."""
    out = 0.018 if hand[0] >= root[0] else -0.018
    return Limb(root, ((root[0] + hand[0]) / 2 + out, (root[1] + hand[1]) / 2 + 0.006), hand)


def _u(pose: Pose, going: Going, phase: float) -> float:
    return going.distance / stride_of(pose, going.speed) + phase / _TURN
