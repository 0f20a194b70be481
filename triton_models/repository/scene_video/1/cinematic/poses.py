"""How a body moves: joint positions of each pose as a function of time, in body heights (x forward, y up)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from cinematic.pen import Point
from cinematic.spec import Pose

THIGH, SHANK, ARM, FOREARM = 0.242, 0.228, 0.165, 0.165
ANKLE = 0.035
_TURN = 2 * math.pi


@dataclass(frozen=True, slots=True)
class Limb:
    """Three joints, from the body outwards."""

    root: Point
    middle: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Body:
    """A skeleton at one moment."""

    hip: Point
    chest: Point
    head: Point
    far_leg: Limb
    near_leg: Limb
    far_arm: Limb
    near_arm: Limb
    width: float
    """Half the shoulders' width as seen: narrow from the side."""
    lean: float
    behind: bool
    """Seen from behind; from the side otherwise."""
    lap: bool = False
    """The thighs lie level, and cloth lies on them."""
    flow: float = 0.2
    """How much hair and cloth are blown back by going forward, 0..1."""
    beat: float = 0.0
    """The phase of the movement, for cloth that follows it."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody carries themself."""

    stoop: float = 0.0
    """How far the back is bent, in radians."""
    spring: float = 1.0
    """How much they bounce."""
    feet_dangle: bool = False


@dataclass(frozen=True, slots=True)
class Going:
    """How far a traveller has come, in their own body heights, and how fast they are, in heights a second."""

    distance: float = 0.0
    speed: float = 0.0


def stride_of(pose: Pose, speed: float) -> float:
    """Body heights that two steps take at a speed: slow ones are short."""
    if pose is Pose.RUNNING:
        return 0.52 + 0.26 * speed
    return 0.44 + 0.36 * min(speed, 0.7)


def body_at(pose: Pose, t: float, going: Going, phase: float, manner: Manner) -> Body:
    """The body of a pose at time t."""
    a = going.distance / stride_of(pose, going.speed) + phase / _TURN
    match pose:
        case Pose.WALKING:
            return _walk(a, stride_of(pose, going.speed), manner)
        case Pose.RUNNING:
            return _run(a, stride_of(pose, going.speed), manner)
        case Pose.SITTING:
            return _sit(t, phase, manner)
        case Pose.REACHING:
            return _reach(t, phase, manner)
        case Pose.WORKING:
            return _work(t, phase, manner)
        case Pose.DANCING:
            return _dance(t, phase, manner)
        case Pose.RIDING:
            return _cycle(going.distance / 1.9 * _TURN + phase, manner)
        case _:
            return _stand(t, phase, manner)


def down(p: Point, length: float, angle: float) -> Point:
    """From p, hanging: angle 0 is down, positive swings forward."""
    return p[0] + length * math.sin(angle), p[1] - length * math.cos(angle)


def arm(shoulder: Point, swing: float, bend: float) -> Limb:
    """An arm that hangs from the shoulder."""
    elbow = down(shoulder, ARM, swing)
    return Limb(shoulder, elbow, down(elbow, FOREARM, swing + bend))


def bent(root: Point, end: Point, a: float, b: float, side: float) -> Limb:
    """Two bones from root that reach end (or towards it), bending to the given side."""
    dx, dy = end[0] - root[0], end[1] - root[1]
    d = min(max(math.hypot(dx, dy), abs(a - b) + 1e-4), a + b - 1e-4)
    base = math.atan2(dy, dx)
    k = math.acos(max(-1.0, min(1.0, (a * a + d * d - b * b) / (2 * a * d))))
    mid = root[0] + a * math.cos(base + side * k), root[1] + a * math.sin(base + side * k)
    out = root[0] + d * math.cos(base), root[1] + d * math.sin(base)
    return Limb(root, mid, out)


def reach_to(shoulder: Point, hand: Point, side: float = -1) -> Limb:
    """An arm whose hand is there; -1 bends the elbow down when reaching forward."""
    return bent(shoulder, hand, ARM, FOREARM, side)


def spine(hip: Point, lean: float, manner: Manner, nod: float = 0.0) -> tuple[Point, Point]:
    """Chest and head over a hip."""
    back = lean + manner.stoop
    chest = hip[0] + 0.30 * math.sin(back), hip[1] + 0.30 * math.cos(back)
    neck = back + nod + 0.35 * manner.stoop
    return chest, (chest[0] + 0.135 * math.sin(neck), chest[1] + 0.135 * math.cos(neck))


def foot(u: float, stride: float, stance: float, lift: float) -> Point:
    """Where an ankle is at u (0..1) of its stride: it stands still on the ground, then swings through."""
    u %= 1.0
    reach = stance * stride / 2
    if u < stance:
        x = reach - u * stride
    else:
        v = (u - stance) / (1 - stance)
        speed = -stride * (1 - stance)
        x = -reach + speed * v + (3 * v * v - 2 * v * v * v) * (2 * reach - speed)
    start = stance - 0.15
    v = max(0.0, (u - start) / (1 - start))
    return x, ANKLE + lift * math.sin(math.pi * v**0.75) ** 2


def _walk(a: float, stride: float, manner: Manner) -> Body:
    high = 0.500 - 0.02 * manner.stoop + 0.004 * (manner.spring - 1.0)
    low = ANKLE + 0.012 + math.sqrt((THIGH + SHANK) ** 2 - (0.30 * stride) ** 2)
    low = min(low, high - 0.004)
    hip = (0.0, (high + low) / 2 + (high - low) / 2 * math.cos(2 * _TURN * (a - 0.3)))
    chest, head = spine(hip, 0.035 + 0.008 * math.cos(2 * _TURN * a), manner, -0.02 - 0.4 * manner.stoop)
    shoulder = (chest[0], chest[1] - 0.012)
    swing = 0.30 * min(1.0, stride / 0.6)

    def leg(u: float) -> Limb:
        return bent(hip, foot(u, stride, 0.60, 0.075 + 0.02 * manner.spring), THIGH, SHANK, 1)

    def swinging(u: float) -> Limb:
        forward = -math.cos(_TURN * (u - 0.04))
        return arm(shoulder, 0.02 + swing * forward - manner.stoop * 0.4, 0.24 + 0.16 * forward)

    return Body(
        hip,
        chest,
        head,
        leg(a + 0.5),
        leg(a),
        swinging(a + 0.5),
        swinging(a),
        width=0.080,
        lean=0.04 + manner.stoop,
        behind=False,
        flow=0.42,
        beat=a * _TURN,
    )


def _run(a: float, stride: float, manner: Manner) -> Body:
    bounce = 0.022 * manner.spring
    hip = (0.0, 0.486 + bounce * math.cos(2 * _TURN * (a - 0.43)))
    chest, head = spine(hip, 0.19 + 0.02 * math.cos(2 * _TURN * a), manner, -0.13)
    shoulder = (chest[0], chest[1] - 0.012)

    def leg(u: float) -> Limb:
        return bent(hip, foot(u, stride, 0.36, 0.23), THIGH, SHANK, 1)

    def pumping(u: float) -> Limb:
        forward = -math.cos(_TURN * (u - 0.04))
        return arm(shoulder, -0.12 + 0.72 * forward, 1.45 + 0.25 * forward)

    return Body(
        hip,
        chest,
        head,
        leg(a + 0.5),
        leg(a),
        pumping(a + 0.5),
        pumping(a),
        width=0.072,
        lean=0.19 + manner.stoop,
        behind=False,
        flow=1.0,
        beat=a * _TURN,
    )


def _stand(t: float, phase: float, manner: Manner) -> Body:
    """At ease, seen from behind: the weight moves from leg to leg, the chest breathes."""
    breath = 0.003 * math.sin(t * 1.5 + phase)
    shift = 0.010 + 0.009 * math.sin(t * 0.42 + phase)
    hip = (shift, 0.496)
    chest, head = spine(hip, -0.02 + 0.5 * shift, Manner(), 0.05 * math.sin(t * 0.43 + phase))
    chest = (chest[0], chest[1] + breath - 0.05 * manner.stoop)
    head = (head[0] + 0.05 * manner.stoop, head[1] + breath - 0.17 * manner.stoop)
    w = 0.100
    x, y = chest
    hang = 0.003 * math.sin(t * 0.9 + phase)
    return Body(
        hip=hip,
        chest=chest,
        head=head,
        far_leg=Limb((hip[0] - 0.036, 0.5), (hip[0] * 0.5 - 0.047, 0.272), (-0.062, ANKLE)),
        near_leg=Limb((hip[0] + 0.032, 0.5), (hip[0] * 0.6 + 0.030, 0.268), (0.032, ANKLE)),
        far_arm=Limb((x - w + 0.022, y - 0.034), (x - 0.112, y - 0.190), (x - 0.098 + hang, y - 0.345)),
        near_arm=Limb((x + w - 0.022, y - 0.034), (x + 0.114, y - 0.190), (x + 0.096 + hang, y - 0.345)),
        width=w,
        lean=0.0,
        behind=True,
        flow=0.12,
        beat=t * 1.3 + phase,
    )


def _reach(t: float, phase: float, manner: Manner) -> Body:
    """One hand up high; the rest of the body goes along."""
    stretch = 0.5 + 0.5 * math.sin(t * 0.8 + phase)
    base = _stand(t, phase, manner)
    lift = 0.012 * stretch
    chest = (base.chest[0] + 0.010, base.chest[1] + lift * 0.6)
    shoulder = (chest[0] + 0.076, chest[1] + 0.004)
    hand = (0.190 + 0.02 * math.sin(t * 0.7 + phase), 1.085 + 2.4 * lift - 0.5 * manner.stoop)
    return replace(
        base,
        chest=chest,
        head=(base.head[0] - 0.004, base.head[1] + lift * 0.4),
        far_arm=Limb(
            (base.far_arm.root[0], base.far_arm.root[1] - 0.01), base.far_arm.middle, base.far_arm.end
        ),
        near_arm=reach_to(shoulder, hand),
    )


def _sit(t: float, phase: float, manner: Manner) -> Body:
    breath = 0.004 * math.sin(t * 1.4 + phase)
    hip = (0.0, 0.285)
    chest, head = spine(hip, 0.10 + breath, manner, -0.04 + 0.05 * math.sin(t * 0.4 + phase))
    shoulder = (chest[0], chest[1] - 0.015)
    swing = 0.045 * math.sin(t * 1.9 + phase) if manner.feet_dangle else 0.0
    near = Limb(hip, (0.240, 0.290), (0.232 + swing, ANKLE + abs(swing) * 0.2 + 0.03 * manner.feet_dangle))
    far = Limb(hip, (0.232, 0.305), (0.300 - swing, ANKLE + 0.03 * manner.feet_dangle))
    return Body(
        hip,
        chest,
        head,
        far,
        near,
        reach_to(shoulder, (0.215, 0.345)),
        reach_to(shoulder, (0.185, 0.338 + breath)),
        width=0.080,
        lean=0.10 + manner.stoop,
        behind=False,
        lap=True,
        flow=0.08,
        beat=t * 1.2 + phase,
    )


def _work(t: float, phase: float, manner: Manner) -> Body:
    """At a bench: one hand holds, the other goes to and fro, the back goes along a little."""
    stroke = math.sin(t * 2.6 + phase)
    hip = (-0.05 + 0.006 * stroke, 0.488)
    chest, head = spine(hip, 0.30 + 0.03 * stroke, Manner(manner.stoop * 0.3), 0.24)
    shoulder = (chest[0] + 0.01, chest[1] - 0.02)
    near = (0.300 + 0.045 * stroke, 0.535 + 0.014 * math.cos(t * 2.6 + phase))
    return Body(
        hip,
        chest,
        head,
        bent(hip, (-0.150, ANKLE), THIGH, SHANK, 1),
        bent(hip, (0.060, ANKLE), THIGH, SHANK, 1),
        reach_to(shoulder, (0.325, 0.540)),
        reach_to(shoulder, near),
        width=0.080,
        lean=0.32,
        behind=False,
        flow=0.08,
        beat=t * 2.6 + phase,
    )


def _dance(t: float, phase: float, manner: Manner) -> Body:
    """Turning from foot to foot with the arms up, seen from behind."""
    a = t * 2.2 + phase
    turn = math.cos(a * 0.5)
    rise = 0.016 * manner.spring * (1 - math.cos(2 * a)) / 2
    hip = (0.030 * math.sin(a), 0.490 + 0.6 * rise)
    chest, head = spine(hip, 0.09 * math.sin(a + 0.4), Manner(), -0.16 * math.sin(a))
    head = (head[0], head[1] - 0.10 * manner.stoop)
    w = 0.082 + 0.020 * turn * turn
    right_up = max(0.0, math.sin(a)) ** 1.5
    left_up = max(0.0, -math.sin(a)) ** 1.5
    reach = 0.14 * manner.spring
    left = (chest[0] - w + 0.012, chest[1] - 0.012)
    right = (chest[0] + w - 0.012, chest[1] - 0.012)
    wave = 0.13 * math.sin(a + 0.5)
    return Body(
        hip,
        chest,
        head,
        bent((hip[0] - 0.030, hip[1]), (-0.055 - reach * left_up, ANKLE + 0.13 * left_up), THIGH, SHANK, -1),
        bent((hip[0] + 0.030, hip[1]), (0.055 + reach * right_up, ANKLE + 0.13 * right_up), THIGH, SHANK, 1),
        bent(left, (left[0] - 0.235, left[1] + 0.13 + wave), ARM, FOREARM, 1),
        bent(right, (right[0] + 0.235, right[1] + 0.13 - wave), ARM, FOREARM, -1),
        width=w,
        lean=0.0,
        behind=True,
        flow=0.35,
        beat=a,
    )


def _cycle(a: float, manner: Manner) -> Body:
    """On a bicycle whose bottom bracket stands at (0.02, 0.185)."""
    hip = (-0.115, 0.555 + 0.004 * math.sin(2 * a))
    chest, head = spine(hip, 0.46 + 0.012 * math.sin(2 * a), Manner(manner.stoop * 0.3), -0.32)
    shoulder = (chest[0] + 0.01, chest[1] - 0.02)

    def leg(b: float) -> Limb:
        return bent(hip, (0.02 + 0.085 * math.sin(b), 0.185 + 0.085 * math.cos(b)), THIGH, SHANK, 1)

    return Body(
        hip,
        chest,
        head,
        leg(a + math.pi),
        leg(a),
        reach_to(shoulder, (0.255, 0.575)),
        reach_to(shoulder, (0.245, 0.565)),
        width=0.078,
        lean=0.46,
        behind=False,
        lap=True,
        flow=0.9,
        beat=a,
    )


def astride(a: float, back: float, manner: Manner) -> Body:
    """On a horse whose back is at the height `back`; a is the phase of its trot."""
    hip = (-0.04, back + 0.045 + 0.016 * math.sin(2 * a))
    chest, head = spine(hip, 0.04 + 0.03 * math.sin(2 * a + 0.6), Manner(manner.stoop * 0.4), 0.0)
    shoulder = (chest[0], chest[1] - 0.015)
    knee = (0.09, hip[1] - 0.195)
    hands = (0.225, hip[1] + 0.115 + 0.010 * math.sin(2 * a))
    return Body(
        hip,
        chest,
        head,
        Limb(hip, knee, (0.03, knee[1] - 0.19)),
        Limb(hip, knee, (0.03, knee[1] - 0.20 + 0.006 * math.sin(2 * a))),
        reach_to(shoulder, (hands[0] + 0.01, hands[1])),
        reach_to(shoulder, hands),
        width=0.078,
        lean=0.04,
        behind=False,
        flow=0.8,
        beat=a,
    )
