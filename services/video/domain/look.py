"""What the hero of a film looks like: as the story says, as the person chose, and by dice for the rest."""

import hashlib
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Build(StrEnum):
    """Of the body."""

    SLIGHT = "slight"
    AVERAGE = "average"
    BROAD = "broad"


class Dress(StrEnum):
    """What is worn."""

    COAT = "coat"
    DRESS = "dress"
    SUIT = "suit"
    SHIRT = "shirt"
    WORKWEAR = "workwear"
    SPORTSWEAR = "sportswear"
    ROBE = "robe"


class Hair(StrEnum):
    """Hair, or what covers it."""

    SHORT = "short"
    LONG = "long"
    CURLY = "curly"
    BUN = "bun"
    BALD = "bald"
    HEADSCARF = "headscarf"
    HAT = "hat"


@dataclass(frozen=True, slots=True)
class StoryHero:
    """What the script says of its hero, in the words that the renderer knows."""

    age: str = "adult"
    aid: str = "none"
    animal: str = "none"


@dataclass(frozen=True, slots=True)
class LookChoice:
    """What a person chose of their hero; None leaves it open."""

    build: Build | None = None
    dress: Dress | None = None
    hair: Hair | None = None
    skin: int | None = None
    """0, the lightest, to 5."""
    accent: int | None = None
    """Hue in degrees of what they wear in one colour."""
    aid: str | None = None
    """As the renderer says it; None leaves it to the story."""


@dataclass(frozen=True, slots=True)
class HeroLook:
    """A hero's look with nothing left open, in the words that the renderer knows."""

    age: str
    build: str
    dress: str
    hair: str
    skin: int
    accent: int
    aid: str
    animal: str
    companion: str = "none"
    """Who goes along: none, child, adult or elder."""


_DRESSES: Final = (Dress.COAT, Dress.SHIRT, Dress.WORKWEAR, Dress.SPORTSWEAR)
_HAIRS: Final = (Hair.SHORT, Hair.CURLY, Hair.LONG, Hair.BUN)
_SKIN: Final = 3
_ACCENTS: Final = (355, 12, 28, 44, 150, 176, 200, 222, 268, 325)


def look_of(hero: StoryHero, choice: LookChoice, owner: uuid.UUID) -> HeroLook:
    """The look of a person's hero: the same in all their films, until they choose another.

    What nobody said is drawn from the owner's id, among clothes and hair that anybody may have. Skin is
    the middle of the scale: all that is seen of it is a rim of light, and no guess is made.
    """
    dice = hashlib.sha256(b"look" + owner.bytes).digest()
    return HeroLook(
        age=hero.age,
        build=(choice.build or Build.AVERAGE).value,
        dress=(choice.dress or _DRESSES[dice[0] % len(_DRESSES)]).value,
        hair=(choice.hair or _HAIRS[dice[1] % len(_HAIRS)]).value,
        skin=_SKIN if choice.skin is None else choice.skin,
        accent=_ACCENTS[dice[2] % len(_ACCENTS)] if choice.accent is None else choice.accent,
        aid=choice.aid or hero.aid,
        animal=hero.animal,
    )
