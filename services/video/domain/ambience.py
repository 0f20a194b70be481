"""What a scene's place sounds like: sea, wind, birds, a room; chosen from what is seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Air(StrEnum):
    """A sound of a place."""

    WAVES = "waves"
    SHORE = "shore"
    """Small waves at a quay."""
    STREAM = "stream"
    WIND = "wind"
    BREEZE = "breeze"
    LEAVES = "leaves"
    RAIN = "rain"
    RAIN_OUTSIDE = "rain_outside"
    """As it is heard from within a room."""
    THUNDER = "thunder"
    BIRDS = "birds"
    GULLS = "gulls"
    CRICKETS = "crickets"
    CITY = "city"
    CARS = "cars"
    ROOM = "room"
    CLOCK = "clock"
    MACHINES = "machines"
    HALL = "hall"
    """Steps and voices that a high ceiling gives back."""
    CROWD = "crowd"
    FIRE = "fire"
    VOID = "void"
    """What one imagines to hear among the stars."""
    HORN = "horn"
    """A ship's, in fog."""


@dataclass(frozen=True, slots=True)
class SceneAir:
    """What the sound of a place depends on."""

    start: float
    """Seconds, from the start of the film."""
    length: float
    setting: str
    time: str
    weather: str
    props: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """For how long a sound is there, and how loud: 1 is as loud as it gets under a voice."""

    start: float
    end: float
    level: float


@dataclass(frozen=True, slots=True)
class AirLayer:
    """One sound through the film."""

    air: Air
    stretches: tuple[Stretch, ...]
    """In order; neighbours of equal level run into each other without a seam."""


_INDOORS: Final = frozenset(
    {"stage", "classroom", "workshop", "library", "laboratory", "kitchen", "studio", "hospital", "station"}
)
_OUTDOORS_ALIVE: Final = frozenset({"forest", "meadow", "garden", "village", "field", "river", "road"})
_PLACES: Final[dict[str, tuple[tuple[Air, float], ...]]] = {
    "ocean": ((Air.WAVES, 1.0), (Air.BREEZE, 0.4)),
    "harbor": ((Air.SHORE, 0.9), (Air.GULLS, 0.5)),
    "alpine": ((Air.WIND, 0.8),),
    "desert": ((Air.WIND, 0.6),),
    "forest": ((Air.LEAVES, 0.7),),
    "meadow": ((Air.BREEZE, 0.6),),
    "garden": ((Air.LEAVES, 0.4),),
    "field": ((Air.BREEZE, 0.7),),
    "river": ((Air.STREAM, 0.9),),
    "road": ((Air.BREEZE, 0.5), (Air.CARS, 0.5)),
    "village": ((Air.BREEZE, 0.4),),
    "city_day": ((Air.CITY, 0.9), (Air.CARS, 0.7)),
    "city_night": ((Air.CITY, 0.8), (Air.CARS, 0.4)),
    "station": ((Air.HALL, 0.9), (Air.CITY, 0.3)),
    "stage": ((Air.HALL, 0.5), (Air.ROOM, 0.5)),
    "sports_ground": ((Air.CROWD, 0.8), (Air.BREEZE, 0.3)),
    "classroom": ((Air.ROOM, 0.7), (Air.CLOCK, 0.3)),
    "library": ((Air.ROOM, 0.6), (Air.CLOCK, 0.4)),
    "workshop": ((Air.ROOM, 0.8), (Air.MACHINES, 0.4)),
    "laboratory": ((Air.ROOM, 0.6), (Air.MACHINES, 0.6)),
    "hospital": ((Air.ROOM, 0.7), (Air.MACHINES, 0.4)),
    "kitchen": ((Air.ROOM, 0.7), (Air.CLOCK, 0.2)),
    "studio": ((Air.ROOM, 0.6),),
    "space": ((Air.VOID, 1.0),),
    "night_sky": ((Air.BREEZE, 0.4), (Air.VOID, 0.3)),
}
_FIRES: Final = ("fire", "campfire", "fireplace", "hearth", "stove", "bonfire")


def plan_ambience(scenes: Sequence[SceneAir]) -> tuple[AirLayer, ...]:
    """Which sounds there are when, over a film; a sound that goes on in the next scene is one layer."""
    layers: dict[Air, list[Stretch]] = {}
    for scene in scenes:
        for air, level in airs_of(scene).items():
            stretches = layers.setdefault(air, [])
            stretches.append(Stretch(scene.start, scene.start + scene.length, level))
    return tuple(AirLayer(air, tuple(stretches)) for air, stretches in layers.items())


def airs_of(scene: SceneAir) -> dict[Air, float]:
    """The sounds of one scene with their levels."""
    airs = dict(_PLACES.get(scene.setting, ((Air.BREEZE, 0.4),)))
    airs |= _weather(scene)
    airs |= _creatures(scene)
    if any(fire in prop.lower() for prop in scene.props for fire in _FIRES):
        airs[Air.FIRE] = 0.6
    return airs


def _weather(scene: SceneAir) -> dict[Air, float]:
    if scene.setting == "space":
        return {}
    inside = scene.setting in _INDOORS
    if scene.weather in ("rain", "storm"):
        rain = {Air.RAIN_OUTSIDE: 0.6} if inside else {Air.RAIN: 0.9}
        storm = {Air.THUNDER: 0.4 if inside else 0.8} if scene.weather == "storm" else {}
        gale = {Air.WIND: 0.7} if scene.weather == "storm" and not inside else {}
        return rain | storm | gale
    if scene.weather in ("wind", "snow") and not inside:
        return {Air.WIND: 0.9 if scene.weather == "wind" else 0.4}
    if scene.weather == "fog" and scene.setting in ("ocean", "harbor"):
        return {Air.HORN: 0.6}
    return {Air.VOID: 0.3} if scene.weather == "aurora" else {}


def _creatures(scene: SceneAir) -> dict[Air, float]:
    """Who sings: birds by day, crickets by night, nobody in bad weather."""
    if scene.weather not in ("clear", "clouds", "fog") or scene.setting not in _OUTDOORS_ALIVE | {
        "night_sky"
    }:
        return {}
    if scene.time in ("night", "dusk") or scene.setting == "night_sky":
        return {Air.CRICKETS: 0.6 if scene.time == "night" else 0.4}
    loud = 0.8 if scene.time in ("dawn", "morning") else 0.5
    return {Air.BIRDS: loud if scene.setting in ("forest", "garden", "meadow") else loud * 0.6}
