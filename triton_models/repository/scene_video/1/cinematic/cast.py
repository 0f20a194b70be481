"""Who and what is seen with the hero in a scene: who goes along, what is in a hand, what stands around."""

from __future__ import annotations

from dataclasses import dataclass

from cinematic.aids import pose_with
from cinematic.animals import stands_off
from cinematic.belonging import Ground, beast_fits, fitting, needs_support, stands_by_itself, support
from cinematic.look import Aid, Animal, Companion, HeroLook
from cinematic.prop_names import CREATURES, OF_LOOKS, drawing_of, person_of
from cinematic.props import PROPS, Hold, Prop
from cinematic.spec import Pose

_MOTOR = frozenset({"van", "car", "bus"})
_TRAVELLING = (Pose.WALKING, Pose.RUNNING, Pose.RIDING)
_SURFACES = {
    "table": 0.436,
    "desk": 0.456,
    "bench": 0.250,
    "stall": 0.300,
    "crate": 0.220,
    "stool": 0.290,
    "boxes": 0.330,
    "sidetable": 0.385,
    "boulder": 0.205,
}
_BENCH_TOP = 0.505
_FAR_AWAY = frozenset({"bus", "van", "car", "tree", "fountain", "stall"})
_WIDEST = 1.5
"""How far from the hero things stand at most, in grown body heights."""


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


@dataclass(frozen=True, slots=True)
class Footing:
    """What the hero stands on, and how far it reaches behind and ahead of them, in grown body heights."""

    ground: Ground = Ground.LAND
    back: float = 2.4
    ahead: float = 2.4
    snowy: bool = False


def cast_of(
    pose: Pose,
    look: HeroLook,
    props: tuple[str, ...],
    footing: Footing,
    *,
    lantern: bool = False,
    worked_at: str = "",
) -> Cast:
    """The cast of a scene, from the look and the story's words; what nobody can draw is left out.

    Args:
        lantern: the hero carries a light where their hands are free.
        worked_at: the thing that is drawn with somebody who works, and isn't wanted a second time.
    """
    ground = footing.ground
    pose = pose_with(look.aid, pose)
    drawn = list(dict.fromkeys(name for name in map(drawing_of, props) if name))
    kinds = [OF_LOOKS[look.animal]] if look.animal is not Animal.NONE else []
    kinds = [*kinds, *(name for name in drawn if name in CREATURES)]
    kinds = list(dict.fromkeys(kind for kind in kinds if beast_fits(kind, ground)))[:2]
    mount = pose is Pose.RIDING and "horse" in kinds and look.aid is not Aid.WHEELCHAIR
    if pose is Pose.RIDING and not mount and look.aid in (Aid.CRUTCHES, Aid.WHITE_CANE):
        pose = Pose.WALKING
    named = next((who for who in map(person_of, props) if who is not Companion.NONE), Companion.NONE)
    companion = look.companion if look.companion is not Companion.NONE else named
    names = [fitting(name, ground, snowy=footing.snowy) for name in drawn if name in PROPS]
    if pose is Pose.RIDING and not mount and _MOTOR.intersection(names):
        # Nobody cycles beside the van that they drive in the story, and nobody is drawn at a wheel.
        pose = Pose.STANDING
    if pose is Pose.RIDING:
        companion = Companion.NONE
    ridden = {Pose.RIDING: "bicycle", Pose.WORKING: worked_at}.get(pose, "")
    things = [PROPS[name] for name in dict.fromkeys(names) if name and name != ridden]
    if mount:
        kinds.remove("horse")
    guide = look.aid is Aid.WHITE_CANE and "dog" in kinds and pose in (Pose.WALKING, Pose.STANDING)
    held, far_hand, rest = _in_hand(pose, look, things, lantern=lantern, guide=guide)
    beasts = _beasts(
        kinds, companion, guide=guide, clear=0.85 if mount else 0.62 if pose is Pose.RIDING else 0.30
    )
    around = _around(pose, rest, companion, beasts, footing)
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
    pose: Pose, things: list[Prop], companion: Companion, beasts: tuple[Beast, ...], footing: Footing
) -> tuple[Placed, ...]:
    """Where things stand that nobody holds: on a bench, on a table, or in a row on both sides."""
    placed: list[Placed] = []
    row = _Row(companion, beasts, footing)
    if pose is Pose.WORKING:
        row.ahead = 0.66
        things = [thing for n, thing in enumerate(things) if n != _first_surface(things)]
        things = _on_the_bench(things, placed)
    first = _first_surface(things)
    if first is None and any(needs_support(thing.name) for thing in things):
        things, first = [PROPS[support(footing.ground)], *things], 0
    surface: Placed | None = None
    if first is not None:
        surface = row.put(things[first])
        things = [thing for n, thing in enumerate(things) if n != first]
    if surface is not None:
        placed.append(surface)
        shift = -0.06
        for thing in [thing for thing in things if thing.hold is Hold.HAND or needs_support(thing.name)][:2]:
            top = surface.y + _SURFACES[surface.prop.name] * surface.scale
            placed.append(Placed(thing, surface.x + shift, top - thing.bottom))
            things = [other for other in things if other is not thing]
            shift += 0.13
    for thing in things:
        if stands_by_itself(thing.name, footing.ground):
            one = row.put(thing)
            placed += [one] if one is not None else []
    return tuple(placed)


def _first_surface(things: list[Prop]) -> int | None:
    return next((n for n, thing in enumerate(things) if thing.name in _SURFACES), None)


def _on_the_bench(things: list[Prop], placed: list[Placed]) -> list[Prop]:
    """Lays two small things on the bench that is worked at; returns what is left."""
    left: list[Prop] = []
    for thing in things:
        if len(placed) < 2 and (thing.hold in (Hold.HAND, Hold.HANG) or needs_support(thing.name)):
            placed.append(Placed(thing, 0.42 + 0.12 * len(placed), _BENCH_TOP - thing.bottom, 0.95))
        else:
            left.append(thing)
    return left


class _Row:
    """The free places on both sides of the hero; the nearer one is taken next."""

    def __init__(self, companion: Companion, beasts: tuple[Beast, ...], footing: Footing) -> None:
        on_foot = [beast for beast in beasts if beast.kind != "bird"]
        alone = companion is Companion.NONE
        self.ahead = max([0.26, *(beast.x + 0.24 for beast in on_foot if beast.x > 0)])
        self._back = max([0.26 if alone else 0.50, *(0.40 - beast.x for beast in on_foot if beast.x < 0)])
        self._footing = footing

    def put(self, thing: Prop) -> Placed | None:
        """Takes a place for a thing; None where the ground is too small for it."""
        scale, lift = (0.80, 0.05) if thing.name in _FAR_AWAY else (1.0, 0.0)
        y = lift - (thing.bottom * scale if thing.hold.in_hand else 0.0)
        wide = (thing.right - thing.left) * scale
        behind = self._back + wide <= self._footing.back and self._back - thing.right * scale <= _WIDEST
        ahead = self.ahead + wide <= self._footing.ahead and self.ahead - thing.left * scale <= _WIDEST
        if behind and (self._back < self.ahead or not ahead):
            x = -self._back - thing.right * scale
            self._back += wide + 0.06
        elif ahead:
            x = self.ahead - thing.left * scale
            self.ahead += wide + 0.06
        else:
            return None
        return Placed(thing, x, y, scale)
