"""Arms that hold things, and where the thing is then."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from cinematic.look import Aid
from cinematic.pen import Brush, Pen, Point
from cinematic.poses import Body, Limb, reach_to
from cinematic.props import Glow, Hold, Prop
from cinematic.spec import Pose


@dataclass(frozen=True, slots=True)
class Held:
    """A thing in somebody's hand, in the holder's body heights."""

    prop: Prop
    at: Point
    scale: float
    turn: float
    mirror: bool
    string_from: Point | None = None

    def brush(self, pen: Pen) -> Brush:
        return Brush(pen, self.at, self.scale, self.turn, self.mirror)

    def light(self, glow: Glow) -> Point:
        """Where one of its lights is."""
        x = -glow.at[0] if self.mirror else glow.at[0]
        return self.at[0] + x * self.scale, self.at[1] + glow.at[1] * self.scale


def holding(
    body: Body, prop: Prop, pose: Pose, aid: Aid, t: float, phase: float, *, size: float, far_hand: bool
) -> tuple[Body, Held]:
    """The body with a thing in its hand.

    Args:
        size: of the holder, in grown body heights; things keep theirs.
        far_hand: it is in the hand on the other side.
    """
    limb = body.far_arm if far_hand else body.near_arm
    mirror = far_hand and body.behind
    side = -1.0 if mirror else 1.0
    sway = math.sin(t * 1.5 + phase)
    scale = size**-0.5 * (1.3 if prop.hold is Hold.HAND and prop.right - prop.left < 0.24 else 1.0)
    held_at, arm = _grip(body, limb, prop.hold, pose, aid, side, sway, size)
    body = replace(body, far_arm=arm) if far_hand else replace(body, near_arm=arm)
    turn = 0.05 * sway if prop.hold is Hold.HANG else 0.03 * sway
    if prop.hold is Hold.STRING:
        trails = -1.0 if pose is Pose.RUNNING else 1.0
        up = (0.06 * trails, 0.42) if prop.name == "balloon" else (0.40 * trails, 0.56)
        float_at = (
            held_at[0] + side * up[0] + 0.03 * math.sin(t * 0.9 + phase),
            held_at[1] + up[1] + 0.015 * math.sin(t * 1.3 + phase),
        )
        tilt = -0.35 * trails * (prop.name == "kite") + 0.06 * sway
        return body, Held(prop, float_at, scale, tilt, mirror, held_at)
    if prop.hold is Hold.STAFF:
        scale, turn = 1.0, 0.0
    return body, Held(prop, held_at, scale, turn, mirror)


def _grip(
    body: Body, limb: Limb, hold: Hold, pose: Pose, aid: Aid, side: float, sway: float, size: float
) -> tuple[Point, Limb]:
    """(where the hand is, the arm)."""
    root = limb.root
    if pose in (Pose.REACHING, Pose.DANCING):
        return limb.end, limb
    if aid is Aid.WHEELCHAIR:
        hand = (root[0] + 0.185, root[1] - 0.165 + 0.004 * sway)
    elif hold is Hold.HANG:
        swing = 0.30 * (limb.end[0] - root[0]) if pose is Pose.WALKING else 0.0
        hand = (root[0] + side * 0.062 + swing, root[1] - 0.315)
        if body.behind:
            return hand, Limb(root, ((root[0] + hand[0]) / 2 + side * 0.022, (root[1] + hand[1]) / 2), hand)
    elif hold is Hold.STAFF:
        hand = (root[0] + side * (0.120 if body.behind else 0.165), 0.595)
    elif pose is Pose.SITTING:
        hand = (root[0] + 0.175, root[1] - 0.140 + 0.004 * sway)
    elif hold is Hold.STRING:
        hand = (root[0] + side * 0.150, root[1] + 0.010 + 0.010 * sway)
    else:
        reach = 0.150 if body.behind else 0.190
        hand = (root[0] + side * reach, root[1] - 0.120 + 0.006 * sway)
    arm = reach_to(root, hand, -side if body.behind and side < 0 else -1.0)
    return arm.end, arm
