"""How a body moves: joint positions of each pose as a function of time, in body heights (x forward, y up)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cinematic.spec import Pose

Point = tuple[float, float]
THIGH, SHANK, ARM, FOREARM = 0.245, 0.225, 0.165, 0.165


@dataclass(frozen=True, slots=True)
class Limb:
    """Three joints, from the body outwards."""

    root: Point
    middle: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Body:
    hip: Point
    chest: Point
    head: Point
    far_leg: Limb
    near_leg: Limb
    far_arm: Limb
    near_arm: Limb
    width: float
    """Half the shoulders' width as seen: narrow from the side."""
    coat: float
    """How far the coat hangs below the hip; 0 for none."""
    flare: float
    lean: float
    from_behind: bool


def _down(p: Point, length: float, angle: float) -> Point:
    """From p, hanging: angle 0 is down, positive swings forward."""
    return p[0] + length * math.sin(angle), p[1] - length * math.cos(angle)


def _leg(hip: Point, swing: float, bend: float) -> Limb:
    knee = _down(hip, THIGH, swing)
    return Limb(hip, knee, _down(knee, SHANK, swing - bend))


def _arm(shoulder: Point, swing: float, bend: float) -> Limb:
    elbow = _down(shoulder, ARM, swing)
    return Limb(shoulder, elbow, _down(elbow, FOREARM, swing + bend))


def _limb_to(root: Point, end: Point, a: float, b: float, side: float) -> Limb:
    """Two bones from root that reach end (or towards it), bending to the given side."""
    dx, dy = end[0] - root[0], end[1] - root[1]
    d = min(max(math.hypot(dx, dy), abs(a - b) + 1e-4), a + b - 1e-4)
    base = math.atan2(dy, dx)
    k = math.acos(max(-1.0, min(1.0, (a * a + d * d - b * b) / (2 * a * d))))
    mid = root[0] + a * math.cos(base + side * k), root[1] + a * math.sin(base + side * k)
    out = root[0] + d * math.cos(base), root[1] + d * math.sin(base)
    return Limb(root, mid, out)


def _spine(hip: Point, lean: float, nod: float = 0.0) -> tuple[Point, Point]:
    chest = hip[0] + 0.30 * math.sin(lean), hip[1] + 0.30 * math.cos(lean)
    head = chest[0] + 0.135 * math.sin(lean + nod), chest[1] + 0.135 * math.cos(lean + nod)
    return chest, head


def body_at(pose: Pose, t: float, cadence: float, phase: float) -> Body:
    """The body of a pose at time t; cadence is strides (two steps) a second for poses that travel."""
    match pose:
        case Pose.WALKING:
            return _walk(t * cadence * 2 * math.pi + phase)
        case Pose.RUNNING:
            return _run(t * cadence * 2 * math.pi + phase)
        case Pose.SITTING:
            return _sit(t, phase)
        case Pose.REACHING:
            return _reach(t, phase)
        case Pose.WORKING:
            return _work(t, phase)
        case Pose.DANCING:
            return _dance(t, phase)
        case Pose.RIDING:
            return _ride(t * cadence * 2 * math.pi + phase)
        case _:
            return _stand(t, phase)


def _stand(t: float, phase: float) -> Body:
    """At ease, weight on one leg, one hand in a pocket."""
    breath = 0.004 * math.sin(t * 1.5 + phase)
    shift = 0.010 + 0.007 * math.sin(t * 0.37 + phase)
    hip = (shift, 0.500)
    chest, head = _spine(hip, -0.02 + 0.4 * shift, 0.06 + 0.04 * math.sin(t * 0.43 + phase))
    chest = (chest[0], chest[1] + breath)
    w = 0.098
    x, y = chest
    return Body(
        hip=hip,
        chest=chest,
        head=(head[0] + 0.004, head[1] + breath),
        far_leg=Limb((hip[0] - 0.036, 0.5), (-0.046, 0.278), (-0.066, 0.035)),
        near_leg=Limb((hip[0] + 0.030, 0.5), (hip[0] + 0.030, 0.27), (hip[0] + 0.022, 0.035)),
        far_arm=Limb((x - w + 0.022, y - 0.030), (x - 0.108, 0.636 + breath), (x - 0.092, 0.492 + breath)),
        near_arm=Limb((x + w - 0.022, y - 0.030), (x + 0.122, 0.640 + breath), (x + 0.083, 0.530 + breath)),
        width=w,
        coat=0.15,
        flare=0.012 + 0.006 * math.sin(t * 1.3 + phase),
        lean=0.0,
        from_behind=True,
    )


def _walk(a: float) -> Body:
    hip = (0.0, 0.492 + 0.010 * math.cos(2 * a))
    chest, head = _spine(hip, 0.05, -0.02)
    shoulder = (chest[0], chest[1] - 0.01)

    def leg(b: float) -> Limb:
        return _leg(hip, 0.42 * math.sin(b), 0.10 + 0.52 * max(0.0, math.cos(b)) ** 1.5)

    def arm(b: float) -> Limb:
        return _arm(shoulder, -0.36 * math.sin(b), 0.22 + 0.12 * math.sin(-b))

    return Body(
        hip, chest, head, leg(a + math.pi), leg(a), arm(a + math.pi), arm(a), 0.075, 0.15, 0.04, 0.05, False
    )


def _run(a: float) -> Body:
    hip = (0.0, 0.50 + 0.028 * math.cos(2 * a + 0.6))
    chest, head = _spine(hip, 0.20, -0.12)
    shoulder = (chest[0], chest[1] - 0.01)

    def leg(b: float) -> Limb:
        return _leg(hip, 0.12 + 0.78 * math.sin(b), 0.30 + 1.15 * max(0.0, math.cos(b - 0.35)) ** 1.3)

    def arm(b: float) -> Limb:
        return _arm(shoulder, -0.75 * math.sin(b), 1.35 + 0.2 * math.sin(b))

    return Body(
        hip, chest, head, leg(a + math.pi), leg(a), arm(a + math.pi), arm(a), 0.072, 0.06, 0.05, 0.20, False
    )


def _sit(t: float, phase: float) -> Body:
    breath = 0.004 * math.sin(t * 1.4 + phase)
    hip = (0.0, 0.285)
    chest, head = _spine(hip, 0.16 + breath, -0.10 + 0.03 * math.sin(t * 0.4 + phase))
    shoulder = (chest[0], chest[1] - 0.015)
    near_knee, far_knee = (0.235, 0.295), (0.225, 0.315)
    near = Limb(hip, near_knee, (0.225, 0.035))
    far = Limb(hip, far_knee, (0.300, 0.035))
    hand = (0.19, 0.335 + breath)
    return Body(
        hip,
        chest,
        head,
        far,
        near,
        _limb_to(shoulder, (0.215, 0.345), ARM, FOREARM, -1),
        _limb_to(shoulder, hand, ARM, FOREARM, -1),
        0.082,
        0.0,
        0.0,
        0.16,
        False,
    )


def _reach(t: float, phase: float) -> Body:
    sway = 0.008 * math.sin(t * 0.8 + phase)
    lift = 0.012 * math.sin(t * 1.1 + phase)
    base = _stand(t, phase)
    shoulder = (base.chest[0] + 0.080, base.chest[1] - 0.006)
    hand = (0.225 + sway, 1.085 + lift)
    return Body(
        base.hip,
        base.chest,
        (base.head[0] - 0.012, base.head[1] - 0.006),
        base.far_leg,
        base.near_leg,
        base.far_arm,
        _limb_to(shoulder, hand, ARM, FOREARM, -1),
        base.width,
        base.coat,
        base.flare,
        0.0,
        True,
    )


def _work(t: float, phase: float) -> Body:
    stroke = math.sin(t * 2.6 + phase)
    hip = (-0.05, 0.492)
    chest, head = _spine(hip, 0.34 + 0.03 * stroke, 0.22)
    shoulder = (chest[0] + 0.01, chest[1] - 0.02)
    near = (0.285 + 0.045 * stroke, 0.535 + 0.016 * math.cos(t * 5.2 + phase))
    far = (0.315, 0.545)
    return Body(
        hip,
        chest,
        head,
        _leg(hip, -0.14, 0.03),
        _leg(hip, 0.14, 0.10),
        _limb_to(shoulder, far, ARM, FOREARM, -1),
        _limb_to(shoulder, near, ARM, FOREARM, -1),
        0.080,
        0.11,
        0.02,
        0.34,
        False,
    )


def _dance(t: float, phase: float) -> Body:
    a = t * 2.1 + phase
    turn = math.cos(a * 0.5)
    rise = 0.016 * (1 - math.cos(2 * a)) / 2
    hip = (0.022 * math.sin(a), 0.505 + rise)
    chest, head = _spine(hip, 0.10 * math.sin(a), -0.12 * math.sin(a))
    w = 0.080 + 0.024 * abs(turn)
    lifted = 0.5 + 0.5 * math.sin(a)
    standing_foot = (-0.03, 0.035)
    free = (0.11 + 0.20 * lifted, 0.035 + 0.26 * lifted)
    left = (chest[0] - w, chest[1] - 0.005)
    right = (chest[0] + w, chest[1] - 0.005)
    up = 0.16 * math.sin(a)
    return Body(
        hip,
        chest,
        head,
        _limb_to((hip[0] - 0.03, hip[1]), standing_foot, THIGH, SHANK, 1),
        _limb_to((hip[0] + 0.03, hip[1]), free, THIGH, SHANK, 1),
        _limb_to(left, (-0.31, 0.93 + up), ARM, FOREARM, 1),
        _limb_to(right, (0.31, 0.95 - up), ARM, FOREARM, -1),
        w,
        0.19,
        0.10 + 0.05 * abs(math.sin(a)),
        0.0,
        True,
    )


def _ride(a: float) -> Body:
    """On a bicycle whose bottom bracket stands at (0.02, 0.16)."""
    hip = (-0.115, 0.555)
    chest, head = _spine(hip, 0.52, -0.36)
    shoulder = (chest[0] + 0.01, chest[1] - 0.02)
    grip = (0.245, 0.565)

    def leg(b: float) -> Limb:
        pedal = (0.02 + 0.085 * math.sin(b), 0.185 + 0.085 * math.cos(b))
        return _limb_to(hip, pedal, THIGH, SHANK, 1)

    return Body(
        hip,
        chest,
        head,
        leg(a + math.pi),
        leg(a),
        _limb_to(shoulder, (grip[0] + 0.01, grip[1] + 0.01), ARM, FOREARM, -1),
        _limb_to(shoulder, grip, ARM, FOREARM, -1),
        0.078,
        0.0,
        0.0,
        0.5,
        False,
    )
