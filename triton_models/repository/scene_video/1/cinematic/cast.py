"""Who and what is seen with the hero in a scene: who goes along, what is in a hand, what stands around."""

from __future__ import annotations

from dataclasses import dataclass

from cinematic.aids import pose_with
from cinematic.animals import stands_off
from cinematic.look import Aid, Animal, Companion, HeroLook
from cinematic.prop_names import CREATURES, OF_LOOKS, drawing_of, person_of
from cinematic.props import PROPS, Hold, Prop
from cinematic.spec import Pose

_TRAVELLING = (Pose.WALKING, Pose.RUNNING, Pose.RIDING)
_SURFACES = {
    "table": 0.436,
    "desk": 0.456,
    "bench": 0.250,
    "stall": 0.300,
    "crate": 0.220,
    "stool": 0.290,
    "boxes": 0.330,
}
_BENCH_TOP = 0.505
_FAR_AWAY = frozenset({"bus", "van", "car", "tree", "fountain", "stall"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing that stands around; x and y in grown body heights from the hero's feet, x forward."""

    prop: Prop
    x: float
    y: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Beast:
    """An animal and where it goes, in grown body heights ahead of the hero."""

    kind: str
    x: float


@dataclass(frozen=True, slots=True)
class Cast:
    """All that moves or stands with the hero."""

    pose: Pose
    look: HeroLook
    companion: Companion = Companion.NONE
    beasts: tuple[Beast, ...] = ()
    mount: bool = False
    """The hero rides a horse."""
    guide: bool = False
    """The hero's dog leads them by a harness."""
    held: Prop | None = None
    far_hand: bool = False
    """It is in the other hand, since this one holds a cane."""
    around: tuple[Placed, ...] = ()


def cast_of(
    pose: Pose, look: HeroLook, props: tuple[str, ...], *, outdoors: bool, lantern: bool = False
) -> Cast:
    """The cast of a scene, from the look and the story's words; what nobody can draw is left out."""
    pose = pose_with(look.aid, pose)
    names = list(dict.fromkeys(name for name in map(drawing_of, props) if name))
    kinds = [OF_LOOKS[look.animal]] if look.animal is not Animal.NONE else []
    kinds = list(dict.fromkeys([*kinds, *(name for name in names if name in CREATURES)]))[:2]
    mount = pose is Pose.RIDING and "horse" in kinds and look.aid is not Aid.WHEELCHAIR
    if pose is Pose.RIDING and not mount and look.aid in (Aid.CRUTCHES, Aid.WHITE_CANE):
        pose = Pose.WALKING
    named = next((who for who in map(person_of, props) if who is not Companion.NONE), Companion.NONE)
    companion = look.companion if look.companion is not Companion.NONE else named
    if pose is Pose.RIDING:
        companion = Companion.NONE
    things = [PROPS[name] for name in names if name in PROPS]
    if mount:
        kinds.remove("horse")
    guide = look.aid is Aid.WHITE_CANE and "dog" in kinds and pose in (Pose.WALKING, Pose.STANDING)
    held, far_hand, rest = _in_hand(pose, look, things, lantern=lantern, guide=guide)
    beasts = _beasts(
        kinds, companion, guide=guide, clear=0.85 if mount else 0.62 if pose is Pose.RIDING else 0.30
    )
    around = _around(pose, rest, companion, beasts, outdoors=outdoors)
    return Cast(pose, look, companion, beasts, mount, guide, held, far_hand, around)


def _in_hand(
    pose: Pose, look: HeroLook, things: list[Prop], *, lantern: bool, guide: bool
) -> tuple[Prop | None, bool, list[Prop]]:
    """(what is held, whether by the far hand, what is left)."""
    busy = pose in (Pose.RIDING, Pose.WORKING, Pose.ABSENT)
    if look.aid is Aid.CRUTCHES and pose is not Pose.SITTING:
        busy = True
    if look.aid is Aid.WHEELCHAIR and pose is Pose.WALKING:
        busy = True
    allowed = {Hold.STRING} if pose is Pose.RUNNING else {Hold.HAND, Hold.STRING}
    if pose in (Pose.STANDING, Pose.WALKING) and look.aid is not Aid.WHEELCHAIR:
        allowed |= {Hold.HANG, Hold.STAFF}
    far_hand = look.aid in (Aid.CANE, Aid.WHITE_CANE) and pose is not Pose.REACHING and not guide
    if far_hand:
        allowed -= {Hold.STAFF}
    if lantern and pose is not Pose.RUNNING and not busy and not any(thing.hold.in_hand for thing in things):
        return PROPS["lantern"], far_hand, things
    for thing in things:
        if not busy and thing.hold in allowed:
            return thing, far_hand, [other for other in things if other is not thing]
    return None, False, things


def _beasts(kinds: list[str], companion: Companion, *, guide: bool, clear: float) -> tuple[Beast, ...]:
    found: list[Beast] = []
    ahead, back = clear, (-0.30 if companion is Companion.NONE else -0.58)
    for kind in kinds:
        off = stands_off(kind)
        if kind == "bird":
            found.append(Beast(kind, 0.34))
        elif kind in ("horse", "cow", "donkey"):
            found.append(Beast(kind, back + 0.30 - 0.64 * off))
            back -= 0.64 * off + 0.5
        else:
            found.append(Beast(kind, ahead if guide else ahead + off - 0.30))
            ahead += off + 0.10
    return tuple(found)


def _around(
    pose: Pose, things: list[Prop], companion: Companion, beasts: tuple[Beast, ...], *, outdoors: bool
) -> tuple[Placed, ...]:
    placed: list[Placed] = []
    on_foot = [beast for beast in beasts if beast.kind != "bird"]
    ahead = max([0.26, *(beast.x + 0.24 for beast in on_foot if beast.x > 0)])
    back = -max(
        [0.26 if companion is Companion.NONE else 0.50, *(0.40 - beast.x for beast in on_foot if beast.x < 0)]
    )
    if pose is Pose.WORKING:
        ahead = 0.66
    surface = next((thing for thing in things if thing.name in _SURFACES), None)
    if surface is not None and pose is Pose.WORKING:
        things = [thing for thing in things if thing is not surface]
        surface = None
    at_bench = 0.42
    for thing in sorted(things, key=lambda each: each is not surface):
        if thing.hold is Hold.BIG and not outdoors:
            continue
        if pose is Pose.WORKING and thing.hold in (Hold.HAND, Hold.HANG) and at_bench < 0.56:
            placed.append(Placed(thing, at_bench, _BENCH_TOP - thing.bottom, 0.95))
            at_bench += 0.12
            continue
        on = next((each for each in placed if each.prop is surface), None)
        if surface is not None and on is not None and thing.hold is Hold.HAND:
            shift = 0.10 * (len(placed) - 1)
            placed.append(Placed(thing, on.x - 0.06 + shift, _SURFACES[surface.name] - thing.bottom))
            continue
        scale, lift = (0.80, 0.05) if thing.name in _FAR_AWAY else (1.0, 0.0)
        y = lift - (thing.bottom * scale if thing.hold.in_hand else 0.0)
        if thing.hold is Hold.STRING:
            continue
        behind = -back < ahead
        if behind:
            x = back - thing.right * scale
            back = x + thing.left * scale - 0.06
        else:
            x = ahead - thing.left * scale
            ahead = x + thing.right * scale + 0.06
        if abs(x) > 1.5:
            continue
        placed.append(Placed(thing, x, y, scale))
    return tuple(placed)
