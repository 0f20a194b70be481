"""What each scene shows: as its author saw it, at the person's own places and with their own things."""

import re
from collections.abc import Iterable, Sequence

from services.script.domain.bank.model import PLACE, Entry
from services.script.domain.hero import NOBODY, companion_of
from services.script.domain.model import Visual
from services.script.domain.person import Person
from services.script.domain.writing.places import CAMERAS, INDOORS, KEYWORDS, SETTINGS
from services.script.domain.writing.worlds import SURROUNDINGS

_LINKING = frozenset(
    {
        *("of", "with", "from", "in", "on", "for", "that", "to", "and", "without", "at", "by", "whose"),
        *("you", "i", "he", "she", "it", "we", "they", "no", "not", "is", "was", "were", "has", "had", "who"),
    }
)
_BEFORE_THINGS = frozenset(
    {"a", "an", "the", "his", "her", "their", "my", "your", "one", "half", "some", "first", "old"}
)

_HOURS = {
    "night": r"(?:at|by|all|every|that|one|last) night|(?:at |from |past )?midnight|tonight|after dark",
    "dawn": r"(?:at|before|until|till) (?:dawn|sunrise|daybreak)|first light",
    "dusk": r"(?:at|after|before|until|till) (?:dusk|sunset|sundown|twilight)|(?:in the|this|one) evening",
    "noon": r"(?:at|past) (?:noon|midday)",
}
_HOUR = re.compile("|".join(rf"\b(?P<{hour}>{words})\b" for hour, words in _HOURS.items()))


def picture_of(entry: Entry, person: Person, narration: str, previous: Visual | None) -> Visual:
    """The picture of a scene, which the camera enters otherwise than the one before it."""
    picture = entry.picture
    setting = _setting(picture.settings, person, narration)
    is_moved = setting not in picture.settings
    weather = "clear" if is_moved and setting in INDOORS and picture.weather == "aurora" else picture.weather
    camera = picture.camera
    if previous is not None and camera == previous.camera:
        camera = CAMERAS[(CAMERAS.index(camera) + 3) % len(CAMERAS)]
    return Visual(
        setting=setting,
        time=hour_in(narration) or picture.time,
        weather=weather,
        mood=picture.mood,
        camera=camera,
        hero=picture.hero,
        props=_props(picture.props, person, narration),
        companion=companion_in(person, narration),
    )


def hour_in(narration: str) -> str:
    """The time of day that the words name first; empty where they name none."""
    named = _HOUR.search(narration.lower())
    return named.lastgroup or "" if named else ""


def thing_of(phrase: str) -> str:
    """The drawable core of a noun phrase, in three words or less: "brass drum" of "his brass drum"."""
    words: list[str] = []
    for word in re.findall(r"[^\W\d_]+(?:'s)?", phrase.lower()):
        if word in _LINKING:
            break
        words.append(word)
    words = [word for word in words if not word.endswith("'s")]
    while words and words[0] in _BEFORE_THINGS:
        words.pop(0)
    return " ".join(words[-3:])


def settings_in(text: str, preferred: Sequence[str] = ()) -> Iterable[str]:
    """The settings that a text speaks of, the likeliest first; only preferred ones where there are any."""
    votes: dict[str, int] = {}
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        for setting in KEYWORDS.get(word) or KEYWORDS.get(word.rstrip("s"), ()):
            votes[setting] = votes.get(setting, 0) + (2 if setting in preferred else 1)
    if preferred:
        votes = {setting: count for setting, count in votes.items() if setting in preferred}
    return sorted(votes, key=lambda setting: (-votes[setting], SETTINGS.index(setting)))


def _setting(settings: Sequence[str], person: Person, narration: str) -> str:
    if settings[0] != PLACE:
        return settings[0]
    own = next(iter(settings_in(person.texts.get("place", ""))), "")
    around = SURROUNDINGS[person.world]
    is_named = bool(person.place) and person.place.lower() in narration.lower()
    # Words written for one place would be told over the picture of another.
    fits = is_named or own in around.work or own in around.arrival
    return own if own and fits else settings[1]


def companion_in(person: Person, narration: str) -> str:
    """Who stands with the hero: their helper, where the words speak of one person."""
    is_told = bool(person.helper) and person.helper.lower() in narration.lower()
    if not is_told or person.helper_plural:
        return NOBODY
    return companion_of(person.texts.get("helper", ""), person.texts.get("age_band", ""))


def _props(props: Sequence[str], person: Person, narration: str) -> tuple[str, ...]:
    treasure = thing_of(person.treasure)
    is_named = bool(treasure) and treasure in narration.lower()
    found = [treasure, *props] if is_named else list(props)
    return tuple(dict.fromkeys(prop for prop in found if len(prop) <= 40))[:3]
