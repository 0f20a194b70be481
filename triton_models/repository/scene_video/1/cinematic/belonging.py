"""Where things may be: what stands on which ground, and what takes a thing's place where it can't.

A lamp with a shade belongs in a room; on a quay a lantern stands for it, in a street a street lamp, and
on the moon a torch in the hand. Standard library only.
"""

from __future__ import annotations

from enum import StrEnum

from cinematic.prop_shapes import entries
from cinematic.spec import Setting


class Ground(StrEnum):
    """What somebody stands on."""

    CLASSROOM = "classroom"
    WORKSHOP = "workshop"
    LIBRARY = "library"
    LABORATORY = "laboratory"
    KITCHEN = "kitchen"
    STATION = "station"
    STUDIO = "studio"
    HOSPITAL = "hospital"
    STAGE = "stage"
    DECK = "deck"
    """Of a spaceship, with air to breathe."""
    TOWN = "town"
    ROOF = "roof"
    """What is built and bears no roots: roofs."""
    BRIDGE = "bridge"
    GARDEN = "garden"
    LAND = "land"
    ROADSIDE = "roadside"
    PITCH = "pitch"
    SHORE = "shore"
    WATERFRONT = "waterfront"
    """A quay or a jetty."""
    DUNE = "dune"
    ROCK = "rock"
    """A summit, or a boulder in the water: there is room for little."""
    MOON = "moon"
    """No air: nothing burns, flies or grows."""


OF_SETTINGS = {
    Setting.OCEAN: Ground.SHORE,
    Setting.ALPINE: Ground.LAND,
    Setting.FOREST: Ground.LAND,
    Setting.MEADOW: Ground.LAND,
    Setting.DESERT: Ground.DUNE,
    Setting.RIVER: Ground.SHORE,
    Setting.CITY_NIGHT: Ground.TOWN,
    Setting.CITY_DAY: Ground.TOWN,
    Setting.CITY: Ground.TOWN,
    Setting.VILLAGE: Ground.TOWN,
    Setting.SPACE: Ground.MOON,
    Setting.NIGHT_SKY: Ground.LAND,
    Setting.STAGE: Ground.STAGE,
    Setting.CLASSROOM: Ground.CLASSROOM,
    Setting.WORKSHOP: Ground.WORKSHOP,
    Setting.LIBRARY: Ground.LIBRARY,
    Setting.LABORATORY: Ground.LABORATORY,
    Setting.KITCHEN: Ground.KITCHEN,
    Setting.GARDEN: Ground.GARDEN,
    Setting.ROAD: Ground.ROADSIDE,
    Setting.HARBOR: Ground.WATERFRONT,
    Setting.STATION: Ground.STATION,
    Setting.FIELD: Ground.LAND,
    Setting.STUDIO: Ground.STUDIO,
    Setting.HOSPITAL: Ground.HOSPITAL,
    Setting.SPORTS_GROUND: Ground.PITCH,
}
"""What the hero of a setting stands on, where a composition doesn't say otherwise."""

_GROUPS = {
    "rooms": "classroom workshop library laboratory kitchen station studio hospital deck",
    "within": "rooms stage",
    "paved": "town roof bridge",
    "soft": "garden land roadside shore dune",
    "open": "paved soft pitch waterfront",
    "everywhere": "within open rock moon",
}


def _grounds(words: str) -> frozenset[Ground]:
    """The grounds of a line of words; a minus takes some away again."""
    found: set[Ground] = set()
    for word in words.split():
        name = word.removeprefix("-")
        these = _grounds(_GROUPS[name]) if name in _GROUPS else {Ground(name)}
        found = found - these if word.startswith("-") else found | these
    return frozenset(found)


_STANDS = """
chair stool: within open
armchair: within -laboratory -kitchen -workshop -station -classroom -deck
table: within open -bridge
desk: within
bench: within open -laboratory -kitchen -deck
bed: hospital studio deck stage
lamp: within
streetlamp: town bridge roadside
candles: within -deck -laboratory -hospital
fire: land garden shore dune roadside rock
door: stage
gate: garden land roadside stage
fence: garden land roadside shore dune stage
ladder: within open -deck -dune -shore -bridge
crate: within open moon
boxes: within open -dune -shore
sack: within open -deck -hospital
books: within
pots: within town roof garden roadside waterfront
shoes boots: within open rock
drums: stage studio classroom town roof
piano: stage studio classroom library station town
cello: stage studio classroom library town
musicstand: within town roof garden -kitchen -laboratory -deck
micstand: stage studio classroom town roof pitch
easel: within open -kitchen -bridge -deck
blackboard: classroom laboratory studio library stage workshop
globe: within -kitchen -hospital
telescope: within open rock moon -kitchen -hospital
microscope: laboratory classroom library hospital studio workshop deck stage
scales: kitchen laboratory classroom workshop stage town
sewingmachine: workshop studio classroom stage
wheel: workshop stage town garden land roadside shore waterfront
barrow: workshop stage town garden land roadside shore waterfront
cart: workshop station stage town bridge garden land roadside shore waterfront dune
bicycle: workshop station stage town bridge garden land roadside shore waterfront pitch
motorbike: workshop town bridge land roadside waterfront dune
sled: workshop stage town garden land roadside rock
surfboard: shore waterfront workshop stage
boat: shore workshop stage
anchor: shore waterfront workshop stage
lifebuoy: shore waterfront pitch bridge
tent: garden land shore dune rock roadside
signpost: garden land shore dune rock roadside town
sign: open station stage hospital -dune
busstop: town bridge roadside
milestone: garden land shore dune rock roadside town
letterbox: town roadside garden waterfront station
well: town garden land roadside dune
stall: town garden roadside waterfront pitch bridge
fountain: town garden
tree: town garden land roadside shore
bush: town garden land roadside shore dune
pumpkin: everywhere -moon -deck
snowman: town garden land roadside pitch rock
windsock: land roadside pitch shore dune waterfront rock
scarecrow: garden land
car: town bridge roadside waterfront workshop
van: town bridge roadside waterfront
bus: town bridge roadside
kite: open rock -bridge
balloon: everywhere -moon -deck
fishingrod oar: open rock workshop stage
net: open rock workshop stage station
axe spade rake: open rock workshop stage -paved -pitch
broom mop: within open
stick pole flag: everywhere
candle: within open rock -deck
matchbox: within open rock -deck
cake: within open rock
paperplane feather: everywhere -moon
paperboat snail seedling flower: everywhere -moon
sidetable: within
boulder: open rock moon -paved -pitch -waterfront
"""
"""Where a thing may stand or be carried; what isn't named here is small and goes anywhere in a hand."""

_INSTEAD = """
lamp: streetlamp lantern torch
streetlamp: lamp lantern torch
candles candle: lantern torch
fire: lantern torch
armchair: chair crate
desk: table crate
table chair stool bench: crate
bed: armchair
door: gate
blackboard: sign paper
sign: paper
drums: drum
piano: accordion
cello: violin
musicstand: paper
micstand: microphone
easel: notebook
books: book
globe: map
microscope: magnifier
scales: coin
sewingmachine: needle
boat: paperboat
tree: seedling
bush pots: flower
pumpkin: seedling
stall: basket crate
letterbox: letter
busstop signpost milestone: sign
well fountain: bucket
windsock: flag
telescope: magnifier
bus van car: cart
barrow: bucket
net: basket
matchbox: torch
"""
"""What takes the place of a thing where it can't be, the likeliest first."""

_STANDING = frozenset({"ground", "big"})
_UPRIGHT = frozenset({"staff"})
_LIES = frozenset(
    {"ball", "football", "stone", "shell", "snail", "feather", "paperboat", "lantern", "parcel", "box"}
    | {"robot", "hat", "rope", "guitar", "shoes", "boots", "crate", "boxes", "sack", "pumpkin"}
)
"""Small things that may lie on the ground."""
_RAISED = frozenset({"microscope", "globe", "scales", "candles"})
"""Things with a foot of their own that is meant for a table."""
_HOLDS = {name: hold for name, hold, *_ in (line.split(None, 2) for line in entries())}


def _table(lines: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        names, _, rest = line.partition(":")
        found.update(dict.fromkeys(names.split(), rest.strip()))
    return found


_GROUNDS = {name: _grounds(words) for name, words in _table(_STANDS).items()}
_STAND_INS = {name: tuple(words.split()) for name, words in _table(_INSTEAD).items()}
_WITHIN, _SOFT, _SNOWY = _grounds("within"), _grounds("soft"), frozenset({"snowman", "sled"})
_BEASTS_WITHIN = frozenset({"dog", "cat", "bird", "rabbit"})


def belongs(name: str, ground: Ground) -> bool:
    """Whether a thing may be had on this ground as it is drawn."""
    return name not in _GROUNDS or ground in _GROUNDS[name]


def fitting(name: str, ground: Ground, *, snowy: bool = False) -> str:
    """The drawing for a thing on this ground: its own, what takes its place, or none ('').

    Args:
        snowy: snow lies there.
    """
    if name in _SNOWY and not snowy and ground is not Ground.WORKSHOP:
        return ""
    if belongs(name, ground):
        return name
    return next((other for other in _STAND_INS.get(name, ()) if belongs(other, ground)), "")


def beast_fits(kind: str, ground: Ground) -> bool:
    """Whether an animal may be there: large ones stay out of rooms, and all of them on earth."""
    return ground not in (Ground.MOON, Ground.DECK) and (
        kind in _BEASTS_WITHIN or ground not in _WITHIN or ground is Ground.STAGE
    )


def stands_by_itself(name: str, ground: Ground) -> bool:
    """Whether a thing that nobody holds may be put straight on the ground.

    Long ones stick in what is soft; small ones want something under them.
    """
    hold = _HOLDS[name]
    if hold in _UPRIGHT:
        return ground in _SOFT
    return (hold in _STANDING and name not in _RAISED) or hold == "hang" or name in _LIES


def needs_support(name: str) -> bool:
    """Whether a thing that nobody holds is put on something."""
    return (_HOLDS[name] == "hand" and name not in _LIES) or name in _RAISED


def support(ground: Ground) -> str:
    """What small things are put on where nothing else is at hand."""
    if ground in _WITHIN:
        return "sidetable"
    return "boulder" if belongs("boulder", ground) else "crate"
