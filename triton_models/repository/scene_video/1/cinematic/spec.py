"""What a client may ask for: the scene's description, parsed and bounded. Standard library only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from cinematic.fields import SpecError, an_object, choice, no_others, whole
from cinematic.look import HeroLook, parse_look

if TYPE_CHECKING:
    from cinematic.cutout import Portrait

MIN_SIDE = 64
MAX_SIDE = 1920
MAX_PIXELS = 1920 * 1080
MAX_FPS = 60
MAX_FRAMES_PER_REQUEST = 2000
MAX_DURATION_FRAMES = 60 * 60 * 5
TAIL_FRAMES = 48
"""Frames beyond the planned duration that a cross-fade may still ask for."""
MAX_PROPS = 3
MAX_PROP_CHARS = 80
MAX_SPEC_CHARS = 8192
MAX_SCENES = 200
MAX_CANDIDATES = 16


class Setting(StrEnum):
    OCEAN = "ocean"
    ALPINE = "alpine"
    FOREST = "forest"
    MEADOW = "meadow"
    DESERT = "desert"
    RIVER = "river"
    CITY_NIGHT = "city_night"
    CITY_DAY = "city_day"
    VILLAGE = "village"
    SPACE = "space"
    NIGHT_SKY = "night_sky"
    STAGE = "stage"
    CLASSROOM = "classroom"
    WORKSHOP = "workshop"
    LIBRARY = "library"
    LABORATORY = "laboratory"
    KITCHEN = "kitchen"
    GARDEN = "garden"
    ROAD = "road"
    HARBOR = "harbor"
    STATION = "station"
    FIELD = "field"
    STUDIO = "studio"
    HOSPITAL = "hospital"
    SPORTS_GROUND = "sports_ground"
    CITY = "city"


class Time(StrEnum):
    DAWN = "dawn"
    MORNING = "morning"
    NOON = "noon"
    GOLDEN_HOUR = "golden_hour"
    DUSK = "dusk"
    NIGHT = "night"


class Weather(StrEnum):
    CLEAR = "clear"
    CLOUDS = "clouds"
    RAIN = "rain"
    SNOW = "snow"
    FOG = "fog"
    WIND = "wind"
    STORM = "storm"
    AURORA = "aurora"


class Mood(StrEnum):
    HOPEFUL = "hopeful"
    TENDER = "tender"
    TENSE = "tense"
    LONELY = "lonely"
    TRIUMPHANT = "triumphant"
    PLAYFUL = "playful"
    CALM = "calm"
    AWE = "awe"


class CameraMove(StrEnum):
    PUSH_IN = "push_in"
    PULL_OUT = "pull_out"
    PAN_LEFT = "pan_left"
    PAN_RIGHT = "pan_right"
    CRANE_UP = "crane_up"
    CRANE_DOWN = "crane_down"
    ORBIT = "orbit"
    FLY_OVER = "fly_over"
    STILL = "still"


class Pose(StrEnum):
    STANDING = "standing"
    WALKING = "walking"
    SITTING = "sitting"
    RUNNING = "running"
    REACHING = "reaching"
    WORKING = "working"
    DANCING = "dancing"
    RIDING = "riding"
    ABSENT = "absent"


class Shot(StrEnum):
    """How near the hero is; AUTO lets the seed choose."""

    AUTO = "auto"
    WIDE = "wide"
    MEDIUM = "medium"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scene lies in its film: what all its scenes share, and what tells them apart."""

    film_seed: int = 0
    scene: int = 0
    scenes: int = 1

    @property
    def position(self) -> float:
        """0 in the first scene, 1 in the last."""
        return self.scene / max(1, self.scenes - 1)


@dataclass(frozen=True, slots=True)
class SceneSpec:
    """One scene as the story describes it, with the length that its camera move is planned over."""

    setting: Setting
    time: Time
    weather: Weather
    mood: Mood
    camera: CameraMove
    hero: Pose
    props: tuple[str, ...]
    duration_frames: int
    shot: Shot = Shot.AUTO
    look: HeroLook = field(default_factory=HeroLook)
    place: Place | None = None
    """None outside of a film."""
    candidates: int = 1
    """Compositions that are tried out small; the best is kept."""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """Everything that determines the frames, and which of them are wanted, in the order wanted."""

    spec: SceneSpec
    seed: int
    width: int
    height: int
    fps: int
    indices: tuple[int, ...]
    portrait: Portrait | None = None
    """Who stands in near shots instead of the drawn hero."""


def parse_request(
    spec_json: str, seed: int, width: int, height: int, fps: int, indices: Sequence[int]
) -> RenderRequest:
    """A checked request; raises SpecError naming the first thing that is wrong."""
    spec = parse_spec(spec_json)
    for name, side in (("width", width), ("height", height)):
        if not (MIN_SIDE <= side <= MAX_SIDE and side % 2 == 0):
            raise SpecError(f"{name} must be even and within {MIN_SIDE}..{MAX_SIDE}, not {side}")
    if width * height > MAX_PIXELS:
        raise SpecError(f"width times height must be within {MAX_PIXELS}, not {width * height}")
    if not 1 <= fps <= MAX_FPS:
        raise SpecError(f"fps must be within 1..{MAX_FPS}, not {fps}")
    if len(indices) > MAX_FRAMES_PER_REQUEST:
        raise SpecError(f"frame_indices must hold 0..{MAX_FRAMES_PER_REQUEST} indices, not {len(indices)}")
    last = spec.duration_frames + TAIL_FRAMES
    wrong = next((i for i in indices if not 0 <= i <= last), None)
    if wrong is not None:
        raise SpecError(
            f"frame_indices must be within 0..{last} (duration_frames + {TAIL_FRAMES}), not {wrong}"
        )
    return RenderRequest(spec, seed, width, height, fps, tuple(int(i) for i in indices))


def parse_spec(spec_json: str) -> SceneSpec:
    """The scene's description from its JSON; raises SpecError."""
    if len(spec_json) > MAX_SPEC_CHARS:
        raise SpecError(f"scene_spec is longer than {MAX_SPEC_CHARS} characters")
    try:
        fields = json.loads(spec_json)
    except (ValueError, RecursionError) as error:
        raise SpecError(f"scene_spec is not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise SpecError("scene_spec must be a JSON object")
    no_others(
        "scene_spec",
        fields,
        *("setting", "time", "weather", "mood", "camera", "hero", "props", "duration_frames"),
        *("shot", "look", "place", "candidates"),
    )
    return SceneSpec(
        setting=choice(fields, "setting", Setting),
        time=choice(fields, "time", Time),
        weather=choice(fields, "weather", Weather),
        mood=choice(fields, "mood", Mood),
        camera=choice(fields, "camera", CameraMove),
        hero=choice(fields, "hero", Pose),
        props=_props(fields.get("props", [])),
        duration_frames=whole(fields, "duration_frames", None, 1, MAX_DURATION_FRAMES),
        shot=choice({"shot": "auto", **fields}, "shot", Shot),
        look=parse_look(an_object(fields, "look")),
        place=_place(an_object(fields, "place")) if "place" in fields else None,
        candidates=whole(fields, "candidates", 1, 1, MAX_CANDIDATES),
    )


def _place(fields: dict[str, object]) -> Place:
    no_others("place", fields, "film_seed", "scene", "scenes")
    scenes = whole(fields, "scenes", 1, 1, MAX_SCENES)
    return Place(
        film_seed=whole(fields, "film_seed", 0, 0, 2**63 - 1),
        scene=whole(fields, "scene", 0, 0, scenes - 1),
        scenes=scenes,
    )


def _props(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(p, str) for p in value):
        raise SpecError("props must be a list of strings")
    if len(value) > MAX_PROPS:
        raise SpecError(f"props must hold at most {MAX_PROPS} entries, not {len(value)}")
    if any(len(p) > MAX_PROP_CHARS for p in value):
        raise SpecError(f"props: one is longer than {MAX_PROP_CHARS} characters")
    return tuple(value)
