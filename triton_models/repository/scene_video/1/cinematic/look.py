"""What the hero looks like from behind and afar: the same in every scene of a film."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cinematic.fields import choice, no_others, whole


class Age(StrEnum):
    CHILD = "child"
    TEEN = "teen"
    ADULT = "adult"
    ELDER = "elder"


class Build(StrEnum):
    SLIGHT = "slight"
    AVERAGE = "average"
    BROAD = "broad"


class Dress(StrEnum):
    COAT = "coat"
    DRESS = "dress"
    SUIT = "suit"
    SHIRT = "shirt"
    WORKWEAR = "workwear"
    SPORTSWEAR = "sportswear"
    ROBE = "robe"


class Hair(StrEnum):
    SHORT = "short"
    LONG = "long"
    CURLY = "curly"
    BUN = "bun"
    BALD = "bald"
    HEADSCARF = "headscarf"
    HAT = "hat"


class Aid(StrEnum):
    NONE = "none"
    CANE = "cane"
    CRUTCHES = "crutches"
    WHEELCHAIR = "wheelchair"
    WHITE_CANE = "white_cane"


class Companion(StrEnum):
    NONE = "none"
    CHILD = "child"
    ADULT = "adult"
    ELDER = "elder"


class Animal(StrEnum):
    NONE = "none"
    DOG = "dog"
    CAT = "cat"
    HORSE = "horse"
    BIRD = "bird"


@dataclass(frozen=True, slots=True)
class HeroLook:
    """A person, and who goes with them."""

    age: Age = Age.ADULT
    build: Build = Build.AVERAGE
    dress: Dress = Dress.COAT
    hair: Hair = Hair.SHORT
    skin: int = 3
    """0, the lightest, to 5."""
    accent: int = 355
    """The hue, in degrees, of what they wear in one colour."""
    aid: Aid = Aid.NONE
    companion: Companion = Companion.NONE
    animal: Animal = Animal.NONE


def parse_look(fields: Mapping[str, object]) -> HeroLook:
    """A look from its JSON object; what isn't there is as by default. Raises SpecError."""
    no_others("look", fields, "age", "build", "dress", "hair", "skin", "accent", "aid", "companion", "animal")
    default = HeroLook()
    given = {
        "age": default.age,
        "build": default.build,
        "dress": default.dress,
        "hair": default.hair,
        "aid": default.aid,
        "companion": default.companion,
        "animal": default.animal,
        **fields,
    }
    return HeroLook(
        age=choice(given, "age", Age),
        build=choice(given, "build", Build),
        dress=choice(given, "dress", Dress),
        hair=choice(given, "hair", Hair),
        skin=whole(fields, "skin", default.skin, 0, 5),
        accent=whole(fields, "accent", default.accent, 0, 359),
        aid=choice(given, "aid", Aid),
        companion=choice(given, "companion", Companion),
        animal=choice(given, "animal", Animal),
    )
