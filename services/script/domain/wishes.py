"""What a person wishes of a scene that is written anew, as far as the authored scenes can grant it."""

import re
from dataclasses import dataclass, replace

from services.script.domain.bank.model import Picture
from services.script.domain.model import Length, Tone, Visual
from services.script.domain.picturing import settings_in
from services.script.domain.writing.words import word_set

_TONES: tuple[tuple[Tone, frozenset[str]], ...] = (
    (
        Tone.HOPEFUL,
        word_set("hopeful hope brighter bright optimistic happier happy warmer warm lighter joyful"),
    ),
    (
        Tone.FUNNY,
        word_set("funny funnier humor humour joke jokes laugh silly sillier witty comic playful absurd"),
    ),
    (Tone.GENTLE, word_set("gentle gentler soft softer quiet quieter tender calm calmer slower peaceful")),
    (
        Tone.ADVENTUROUS,
        word_set("adventurous adventure exciting action faster wild wilder daring danger dangerous"),
    ),
    (Tone.EPIC, word_set("epic bigger grand grander dramatic drama powerful heroic majestic")),
)
_MOODS: dict[str, frozenset[str]] = {
    "hopeful": word_set("hopeful hope brighter bright optimistic"),
    "triumphant": word_set("happier happy triumphant proud prouder joyful epic powerful"),
    "playful": word_set("funny funnier playful silly sillier humor humour"),
    "tender": word_set("tender gentle gentler soft softer loving warm warmer"),
    "calm": word_set("calm calmer quiet quieter peaceful slower"),
    "tense": word_set("tense darker dark scary scarier dramatic danger dangerous exciting"),
    "lonely": word_set("lonely lonelier sad sadder melancholy alone"),
    "awe": word_set("awe wonder grand grander majestic magical"),
}
_TIMES: dict[str, frozenset[str]] = {
    "dawn": word_set("dawn sunrise daybreak"),
    "morning": word_set("morning"),
    "noon": word_set("noon midday daytime day daylight"),
    "golden_hour": word_set("sunset afternoon golden"),
    "dusk": word_set("dusk evening twilight"),
    "night": word_set("night midnight nighttime stars moonlight dark"),
}
_WEATHERS: dict[str, frozenset[str]] = {
    "clear": word_set("sun sunny clear sunshine"),
    "clouds": word_set("clouds cloudy overcast"),
    "rain": word_set("rain rainy raining wet"),
    "snow": word_set("snow snowy snowing winter"),
    "fog": word_set("fog foggy mist misty"),
    "wind": word_set("wind windy"),
    "storm": word_set("storm stormy thunder lightning"),
    "aurora": word_set("aurora"),
}
_LENGTHS: dict[Length, frozenset[str]] = {
    Length.SHORT: word_set("shorter short briefer brief"),
    Length.STANDARD: word_set("longer long more detailed detail"),
}
_NOT = re.compile(r"\b(?:less|not(?: so)?|no|without|too|never)\s+(?:so\s+|that\s+|too\s+|very\s+)?(\w+)")
_NO_PLACES = word_set("more less day dark light long short big")


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish as the person put it, and what of it the scene bank knows; an empty string leaves it open."""

    text: str = ""
    tone: Tone | None = None
    mood: str = ""
    time: str = ""
    weather: str = ""
    setting: str = ""
    length: Length | None = None
    unwanted: frozenset[str] = frozenset()
    """Moods, times and weathers that the scene should not have."""

    def distance(self, picture: Picture) -> float:
        """How far a picture is from what was wished for; 0 is just so."""
        asked = (
            (self.setting, picture.settings[-1], 4.0),
            (self.time, picture.time, 2.0),
            (self.weather, picture.weather, 2.0),
            (self.mood, picture.mood, 1.5),
        )
        missed = sum(cost for wanted, has, cost in asked if wanted and wanted != has)
        return missed + sum(3.0 for _, has, _ in asked if has in self.unwanted)

    def granted(self, visual: Visual) -> Visual:
        """A picture with the light and weather that were wished for."""
        return replace(
            visual,
            time=self.time or visual.time,
            weather=self.weather or visual.weather,
            mood=self.mood or visual.mood,
        )


NO_WISH = Wish()


def wish_of(text: str) -> Wish:
    """Reads a wish such as "more hopeful, at night" or "less sad". Any text will do."""
    lower = " ".join(text.lower().split())
    refused = set(_NOT.findall(lower))
    words = [word for word in re.findall(r"[^\W\d_]+", lower) if word not in refused]
    said = frozenset(words)
    return Wish(
        text=text.strip(),
        tone=next((tone for tone, known in _TONES if known & said), None),
        mood=_named(_MOODS, said),
        time=_named(_TIMES, said),
        weather=_named(_WEATHERS, said),
        setting=next(iter(settings_in(" ".join(word for word in words if word not in _NO_PLACES))), ""),
        length=next((length for length, known in _LENGTHS.items() if known & said), None),
        unwanted=frozenset(
            name
            for vocabulary in (_MOODS, _TIMES, _WEATHERS)
            for name, known in vocabulary.items()
            if known & refused
        ),
    )


def _named(vocabulary: dict[str, frozenset[str]], said: frozenset[str]) -> str:
    return next((name for name, known in vocabulary.items() if known & said), "")
