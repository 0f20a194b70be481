"""What a video model is told: a scene's description and narration in words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

MAX_SPEC_CHARS = 8192
MAX_NARRATION_CHARS = 2000
UNWANTED = (
    "text, letters, captions, watermark, logo, frame, distorted face, extra limbs, blurry, low quality, "
    "flicker, static picture, cartoon"
)

PLACES = {
    "ocean": "the shore of an open ocean", "alpine": "high alpine mountains", "forest": "a deep forest",
    "meadow": "a wide meadow full of flowers", "desert": "desert dunes", "river": "the bank of a quiet river",
    "city_night": "a big city at night, lights on wet streets", "city_day": "a big city by day",
    "city": "a big city", "village": "a small village", "space": "open space, a planet filling the view",
    "night_sky": "a hill under an immense night sky", "stage": "a theatre stage", "classroom": "a classroom",
    "workshop": "a workshop full of tools", "library": "an old library", "laboratory": "a laboratory",
    "kitchen": "a warm kitchen", "garden": "a garden", "road": "a long open road", "harbor": "a harbour",
    "station": "a railway station", "field": "fields of ripe grain", "studio": "an artist's studio",
    "hospital": "a hospital room", "sports_ground": "a sports ground",
}  # fmt: skip
HOURS = {
    "dawn": "at dawn, first pale light", "morning": "in clear morning light", "noon": "at bright noon",
    "golden_hour": "at golden hour, low warm sun", "dusk": "at dusk, blue hour", "night": "at night",
}  # fmt: skip
WEATHERS = {
    "clear": "clear sky", "clouds": "drifting clouds", "rain": "steady rain", "snow": "falling snow",
    "fog": "drifting fog", "wind": "strong wind", "storm": "a thunderstorm, distant lightning",
    "aurora": "aurora borealis overhead",
}  # fmt: skip
MOODS = {
    "hopeful": "hopeful", "tender": "tender, intimate", "tense": "tense", "lonely": "lonely, quiet",
    "triumphant": "triumphant", "playful": "playful", "calm": "calm", "awe": "awe-inspiring, vast",
}  # fmt: skip
MOVES = {
    "push_in": "slow push-in", "pull_out": "slow pull-out", "pan_left": "smooth pan to the left",
    "pan_right": "smooth pan to the right", "crane_up": "crane shot rising",
    "crane_down": "crane shot descending",
    "orbit": "slow orbit around the person", "fly_over": "aerial fly-over", "still": "locked-off camera",
}  # fmt: skip
SHOTS = {
    "wide": "wide shot",
    "medium": "medium shot",
    "close": "close shot over the shoulder",
    "auto": "shot",
}
POSES = {
    "standing": "standing", "walking": "walking", "sitting": "sitting", "running": "running",
    "reaching": "reaching out", "working": "at work", "dancing": "dancing", "riding": "riding a bicycle",
}  # fmt: skip
AGES = {"child": "child", "teen": "teenager", "adult": "person", "elder": "old person"}


class PromptError(ValueError):
    """No prompt can be made of this; the text says why."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the model is told, and for how long."""

    wanted: str
    unwanted: str
    duration_frames: int


def read_prompt(spec_json: str, narration: str) -> Prompt:
    """A prompt of a scene's description, whose fields `scene_video` on a CPU checks in full.

    Raises:
        PromptError: it isn't a description of a scene.
    """
    if len(spec_json) > MAX_SPEC_CHARS or len(narration) > MAX_NARRATION_CHARS:
        raise PromptError(
            f"scene_spec may have {MAX_SPEC_CHARS} characters and narration {MAX_NARRATION_CHARS}"
        )
    try:
        spec = json.loads(spec_json)
    except (ValueError, RecursionError) as error:
        raise PromptError(f"scene_spec is not JSON: {error}") from error
    if not isinstance(spec, dict):
        raise PromptError("scene_spec must be a JSON object")
    duration = spec.get("duration_frames")
    if isinstance(duration, bool) or not isinstance(duration, int) or duration < 1:
        raise PromptError("duration_frames must be a whole number from 1 on")
    place = _word(spec, "setting", PLACES)
    looks = (_word(spec, "time", HOURS), _word(spec, "weather", WEATHERS), _word(spec, "mood", MOODS))
    shot = SHOTS.get(str(spec.get("shot", "auto")), SHOTS["auto"])
    wanted = (
        f"Cinematic {shot} of {_people(spec)} in {place}, {', '.join(looks)} mood. "
        f"{_word(spec, 'camera', MOVES).capitalize()}, shallow depth of field, natural motion, film grain."
    )
    told = " ".join(narration.split())
    return Prompt(f"{wanted} {told}".strip(), UNWANTED, duration)


def _people(spec: Mapping[str, object]) -> str:
    if spec.get("hero") == "absent":
        return "no people,"
    given = spec.get("look")
    look: Mapping[str, object] = given if isinstance(given, dict) else {}
    person = AGES.get(str(look.get("age", "adult")), "person")
    with_them = [str(look[name]) for name in ("companion", "animal") if look.get(name, "none") != "none"]
    if look.get("aid", "none") != "none":
        with_them.append(str(look["aid"]).replace("_", " "))
    props = spec.get("props")
    if isinstance(props, list):
        with_them += [str(prop)[:80] for prop in props[:3]]
    seen = f"a {person} {_word(spec, 'hero', POSES)}, seen from behind"
    return f"{seen}, with {', '.join(with_them)}," if with_them else f"{seen},"


def _word(spec: Mapping[str, object], name: str, words: Mapping[str, str]) -> str:
    value = str(spec.get(name))
    if value not in words:
        raise PromptError(f"unknown {name} {value[:60]!r}: expected one of {', '.join(words)}")
    return words[value]
