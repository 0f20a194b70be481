"""What each scene shows: where, when, in what weather and mood, and from where the camera looks."""

import random
import re
from collections.abc import Iterable, Sequence

from services.script.domain.model import Beat, Tone, Visual
from services.script.domain.person import Person
from services.script.domain.writing.places import (
    CAMERAS,
    INDOORS,
    KEYWORDS,
    SETTINGS,
    TIME_WORDS,
    WEATHER_WORDS,
)
from services.script.domain.writing.things import THINGS
from services.script.domain.writing.worlds import SURROUNDINGS

_SOURCES: dict[Beat, tuple[str, ...]] = {
    Beat.LONGING: ("place", "today"),
    Beat.CALL: ("moment", "place", "dream"),
    Beat.OBSTACLE: ("today", "obstacle", "place"),
    Beat.HELPER: ("helper", "place", "today"),
    Beat.CHANGE: ("moment", "treasure", "reason"),
}
_TIMES: dict[Beat, tuple[str, ...]] = {
    Beat.LONGING: ("morning", "dusk", "noon"),
    Beat.CALL: ("dusk", "night", "dawn"),
    Beat.OBSTACLE: ("noon", "dusk", "morning"),
    Beat.HELPER: ("night", "golden_hour", "dusk"),
    Beat.TRIAL: ("night", "morning", "noon"),
    Beat.CHANGE: ("dusk", "dawn", "night"),
    Beat.BECOMING: ("golden_hour", "dawn", "morning"),
}
_WEATHERS: dict[Beat, tuple[str, ...]] = {
    Beat.LONGING: ("clear", "clouds"),
    Beat.CALL: ("clear", "wind", "fog"),
    Beat.OBSTACLE: ("rain", "fog", "clouds", "storm"),
    Beat.HELPER: ("clear", "clouds", "wind"),
    Beat.TRIAL: ("wind", "rain", "clouds"),
    Beat.CHANGE: ("clear", "wind"),
    Beat.BECOMING: ("clear",),
}
_MOODS: dict[Beat, dict[Tone | None, tuple[str, ...]]] = {
    Beat.LONGING: {
        None: ("lonely", "calm"),
        Tone.FUNNY: ("playful", "calm"),
        Tone.HOPEFUL: ("calm", "hopeful"),
    },
    Beat.CALL: {None: ("awe", "hopeful"), Tone.FUNNY: ("playful",), Tone.GENTLE: ("tender", "awe")},
    Beat.OBSTACLE: {None: ("tense", "lonely")},
    Beat.HELPER: {None: ("tender", "calm"), Tone.FUNNY: ("playful",)},
    Beat.TRIAL: {
        None: ("tense", "hopeful"),
        Tone.FUNNY: ("playful", "tense"),
        Tone.GENTLE: ("calm", "hopeful"),
    },
    Beat.CHANGE: {None: ("awe", "tender")},
    Beat.BECOMING: {
        None: ("triumphant",),
        Tone.GENTLE: ("calm", "hopeful"),
        Tone.EPIC: ("triumphant", "awe"),
    },
}
_HEROES: dict[Beat, tuple[str, ...]] = {
    Beat.LONGING: ("sitting", "working", "standing"),
    Beat.CALL: ("standing", "walking", "reaching"),
    Beat.OBSTACLE: ("standing", "sitting"),
    Beat.HELPER: ("sitting", "standing"),
    Beat.CHANGE: ("reaching", "standing", "sitting"),
}
_OUTDOORS_FOR_VARIETY = ("meadow", "road", "river", "city_day", "village", "night_sky", "forest")
_KITCHEN_TABLES = ("kitchen", "garden", "village")


def settings_for(person: Person, beats: Sequence[Beat], rng: random.Random) -> list[str]:
    """A setting for each beat, no two neighbours alike: from the person's own words first."""
    last = next(iter(_settings_of(person, beats[-1])))
    chosen: list[str] = []
    for position, beat in enumerate(beats[:-1]):
        taken = {chosen[-1] if chosen else "", last if position == len(beats) - 2 else ""}
        fresh = [
            option
            for option in _settings_of(person, beat)
            if option not in taken and chosen.count(option) < 2
        ]
        if not fresh:
            fresh = [
                option for option in _OUTDOORS_FOR_VARIETY if option not in taken and option not in chosen
            ]
            rng.shuffle(fresh)
        chosen.append(fresh[0])
    return [*chosen, last]


def visual(
    person: Person,
    beat: Beat,
    setting: str,
    previous: Visual | None,
    narration: str,
    things: Iterable[str],
    rng: random.Random,
) -> Visual:
    """The picture of a scene, which differs from the one before it."""
    time = _spotted(narration, TIME_WORDS) or _differing(_TIMES[beat], previous.time if previous else "", rng)
    if previous is not None and time == previous.time:
        time = _differing(_TIMES[beat], previous.time, rng)
    if setting == "night_sky":
        time = "night"
    weather = _spotted(narration, WEATHER_WORDS) or _differing(_WEATHERS[beat], "", rng)
    if setting in ("space", "desert", "night_sky") and weather in ("rain", "snow", "fog"):
        weather = "clear"
    if weather == "aurora" and (time != "night" or setting in INDOORS):
        weather = "clear"
    moods = _MOODS[beat].get(person.tone) or _MOODS[beat][None]
    return Visual(
        setting=setting,
        time=time,
        weather=weather,
        mood=rng.choice(moods),
        camera=_camera(beat, previous, rng),
        hero=_hero(person, beat, setting, rng),
        props=tuple(dict.fromkeys(things))[:3],
    )


def props_of(person: Person, beat: Beat, narration: str, rng: random.Random) -> list[str]:
    """Things that one could draw: the ones that the scene names, then the treasure, then the world's own."""
    named = [word for word in re.findall(r"[a-z]+", narration.lower()) if word in THINGS and len(word) > 3]
    treasure = thing_of(person.treasure)
    is_treasured = bool(treasure) and (beat in (Beat.LONGING, Beat.BECOMING) or treasure in narration.lower())
    own = [treasure] if is_treasured else []
    surroundings = list(SURROUNDINGS[person.world].props)
    rng.shuffle(surroundings)
    return [
        *own,
        *named[:2],
        *(surroundings if beat in (Beat.CALL, Beat.TRIAL, Beat.BECOMING) else surroundings[:1]),
    ]


def thing_of(phrase: str) -> str:
    """The drawable core of a noun phrase, in three words or less: "brass drum" of "his brass drum"."""
    words: list[str] = []
    for word in re.findall(r"[^\W\d_]+(?:'s)?", phrase.lower()):
        if word in ("of", "with", "from", "in", "on", "for", "that", "to", "and", "without", "at", "by"):
            break
        words.append(word)
    words = [word for word in words if not word.endswith("'s")]
    while words and words[0] in (
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "my",
        "one",
        "half",
        "some",
        "first",
        "old",
    ):
        words.pop(0)
    return " ".join(words[-3:])


def _settings_of(person: Person, beat: Beat) -> Iterable[str]:
    around = SURROUNDINGS[person.world]
    if beat is Beat.TRIAL:
        yield from around.work
    elif beat is Beat.BECOMING:
        yield from _spotted_settings(person.texts.get("dream", ""), around.arrival)
        yield from around.arrival
    else:
        for key in _SOURCES[beat]:
            yield from _spotted_settings(person.texts.get(key, ""), ())
        yield from _KITCHEN_TABLES if beat is Beat.HELPER else around.work


def _spotted_settings(text: str, preferred: Sequence[str]) -> Iterable[str]:
    votes: dict[str, int] = {}
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        for setting in KEYWORDS.get(word) or KEYWORDS.get(word.rstrip("s"), ()):
            votes[setting] = votes.get(setting, 0) + (2 if setting in preferred else 1)
    if preferred:
        votes = {setting: count for setting, count in votes.items() if setting in preferred}
    return sorted(votes, key=lambda setting: (-votes[setting], SETTINGS.index(setting)))


def _spotted(narration: str, words: dict[str, str]) -> str:
    for word in re.findall(r"[a-z0-9]+", narration.lower()):
        if word in words:
            return words[word]
    return ""


def _differing(options: Sequence[str], previous: str, rng: random.Random) -> str:
    return rng.choice([option for option in options if option != previous] or list(options))


def _camera(beat: Beat, previous: Visual | None, rng: random.Random) -> str:
    if beat is Beat.BECOMING:
        options = ["pull_out", "crane_up", "fly_over", "orbit"]
    elif beat is Beat.OBSTACLE:
        options = ["still", "push_in", "crane_down"]
    else:
        options = [camera for camera in CAMERAS if camera != "still"]
    return _differing(options, previous.camera if previous else "", rng)


def _hero(person: Person, beat: Beat, setting: str, rng: random.Random) -> str:
    around = SURROUNDINGS[person.world]
    if beat is Beat.TRIAL:
        return around.work_hero
    if beat is Beat.BECOMING:
        return around.arrival_hero
    if setting == "road":
        return "walking"
    return rng.choice(_HEROES[beat])
