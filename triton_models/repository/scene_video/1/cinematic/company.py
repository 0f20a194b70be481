"""Who goes along with the hero and where their hands meet; how far the hero extends with what they have."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from cinematic.animals import reach_of
from cinematic.cast import Cast
from cinematic.holding import Held
from cinematic.look import Age, Aid, Companion
from cinematic.outfit import Outfit
from cinematic.patch import REACHES, Reach
from cinematic.pen import Point
from cinematic.poses import Body, Going, body_at, reach_to
from cinematic.spec import Pose

_STANDS_BY = (Pose.SITTING, Pose.REACHING, Pose.WORKING, Pose.STANDING)
SPEEDS = {Pose.WALKING: 0.52, Pose.RUNNING: 1.5, Pose.RIDING: 1.7}
"""Body heights a second, where there is room."""
ROOM = {Pose.WALKING: 1.0, Pose.RUNNING: 1.5, Pose.RIDING: 1.5}
"""Shares of the room to travel that a pose may use."""
APART = {Pose.WALKING: -0.36, Pose.RUNNING: -0.58, Pose.DANCING: -0.66, Pose.SITTING: -0.46}
"""Where somebody who goes along has their feet, in grown body heights ahead of the hero's."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the group is in a frame: the feet, in pixels; pixels to a grown body; how far they came."""

    x: float
    y: float
    h: float
    t: float
    distance: float
    """In design units."""
    speed: float


@dataclass(frozen=True, slots=True)
class Friend:
    """The person beside the hero at one moment."""

    pose: Pose
    body: Body
    x: float
    """Of their feet, in grown body heights ahead of the hero's."""
    meeting: Point | None
    """Where the two hold hands, in grown body heights from the hero's feet; None where they don't."""


def friend_at(cast: Cast, hero: Outfit, friend: Outfit, t: float, going: Going, phase: float) -> Friend:
    """Who goes along, a little behind; children and elders are held by the hand."""
    pose = Pose.STANDING if cast.pose in _STANDS_BY else cast.pose
    seated = cast.look.aid is Aid.WHEELCHAIR
    x = APART.get(cast.pose, -0.36)
    if seated:
        x = min(x, -0.46)
    body = body_at(pose, t, going, phase, friend.manner)
    if not _hold_hands(cast):
        return Friend(pose, body, x, None)
    small = min(hero.height, friend.height)
    height = 0.50 if small > 0.8 else 0.47 * (0.6 + 0.6 * small)
    meeting = (x * 0.48, height + 0.004 * math.sin(t * 1.4))
    hand = ((meeting[0] - x) / friend.height, meeting[1] / friend.height)
    return Friend(pose, replace(body, near_arm=reach_to(body.near_arm.root, hand)), x, meeting)


def shadows_of(cast: Cast, hero: Outfit, friend: Outfit | None) -> list[tuple[float, float]]:
    """Where somebody touches the ground and how wide: wide of seats and wheels, long of beasts.

    Both are in grown body heights, the place from the hero's feet.
    """
    seated = cast.look.aid is Aid.WHEELCHAIR or cast.pose in (Pose.SITTING, Pose.RIDING)
    wide = 0.55 if cast.mount else (0.30 if seated else 0.17) * hero.height
    spots = [(0.06 if seated else 0.0, wide)]
    spots += [(beast.x, 0.7 * reach_of(beast.kind)[0]) for beast in cast.beasts if beast.kind != "bird"]
    if friend is not None:
        spots.append((APART.get(cast.pose, -0.36), 0.17 * friend.height))
    return spots


def _hold_hands(cast: Cast) -> bool:
    free = cast.look.aid in (Aid.NONE, Aid.WHITE_CANE) and not cast.far_hand
    close = cast.look.age is Age.CHILD or cast.companion in (Companion.CHILD, Companion.ELDER)
    return free and close and cast.pose in (Pose.STANDING, Pose.WALKING)


def reach_with(cast: Cast, height: float, held: Held | None, *, umbrella: bool) -> Reach:
    """How far a hero extends with all that they hold, ride or lean on, in their own heights.

    Args:
        height: theirs, in grown body heights.
    """
    base = REACHES[cast.pose]
    if umbrella:
        base = base.including(Reach(0.42, 0.56, 1.34))
    if cast.mount:
        base = Reach(1.0, 1.15, 1.62).scaled(1 / height)
    if cast.look.aid is Aid.WHITE_CANE:
        base = base.including(Reach(0.34, 0.60, 1.0))
    if cast.look.aid in (Aid.CANE, Aid.CRUTCHES) and cast.pose is Pose.DANCING:
        base = base.including(Reach(0.52, 0.86, 1.3))
    if held is not None:
        prop, (x, y) = held.prop, held.at
        wide = max(abs(prop.left), abs(prop.right)) * held.scale + 0.03
        base = base.including(Reach(wide - x, wide + x, y + prop.top * held.scale + 0.04))
    return base
