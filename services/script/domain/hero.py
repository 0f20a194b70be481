"""Whom a story is about, as a film shows them: only what the person's own words say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class HeroAge(StrEnum):
    """How old somebody looks."""

    CHILD = "child"
    TEEN = "teen"
    ADULT = "adult"
    ELDER = "elder"


class HeroAid(StrEnum):
    """What somebody gets about with."""

    NONE = "none"
    CANE = "cane"
    CRUTCHES = "crutches"
    WHEELCHAIR = "wheelchair"
    WHITE_CANE = "white_cane"


class HeroAnimal(StrEnum):
    """Who goes along on four legs, or two."""

    NONE = "none"
    DOG = "dog"
    CAT = "cat"
    HORSE = "horse"
    BIRD = "bird"


@dataclass(frozen=True, slots=True)
class Hero:
    """The hero of a story, in what a picture can show."""

    age: HeroAge = HeroAge.ADULT
    aid: HeroAid = HeroAid.NONE
    animal: HeroAnimal = HeroAnimal.NONE


NOBODY = "nobody"
COMPANIONS = (NOBODY, "child", "adult", "elder")
"""Who may be seen with the hero."""

_AGES = {
    "child": HeroAge.CHILD,
    "teen": HeroAge.TEEN,
    "seventies_plus": HeroAge.ELDER,
}
_OWN = ("today", "obstacle", "strength", "treasure", "moment", "place", "dream", "reason")
"""Answers in which "I" and "my" are the person's; the helper's is about somebody else."""
_OTHERS = r"(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!'s )(?<!\byour )"
_AIDS = (
    (
        HeroAid.WHEELCHAIR,
        re.compile(
            r"\bmy (?!\w+'s )(?:\w+ ){0,2}wheel ?chair\b(?!')"
            r"|\b(?:i|i'm|im|i've|me)\b(?: \w+){0,4} (?:in|use|using) (?:a |my |the )?wheel ?chair\b"
            r"|\bwheel ?chair (?:user|racer|racing|dancer|basketball|rugby|tennis|fencer)\b"
        ),
    ),
    (HeroAid.CRUTCHES, re.compile(rf"{_OTHERS}\b(?:my |on |the )?crutches\b")),
    (
        HeroAid.WHITE_CANE,
        re.compile(r"\b(?:my|a|the) (?:white|long) cane\b|\bmy (?:guide|seeing[- ]eye) ?dog\b"),
    ),
    (HeroAid.CANE, re.compile(r"\bmy (?:\w+ )?(?:walking[- ]stick|walking[- ]cane|cane)\b")),
)
_FAMILY = re.compile(
    r"\bmy (?:\w+ ){0,2}(?:mother|father|mum|mom|dad|brother|sister|son|daughter|wife|husband|partner|friend"
    r"|grand\w+|gran|nan|uncle|aunt|teacher|neighbou?r|boss)(?:'?s)?\b"
)
_KINDS = {
    "dog": HeroAnimal.DOG,
    "puppy": HeroAnimal.DOG,
    "sheepdog": HeroAnimal.DOG,
    "cat": HeroAnimal.CAT,
    "kitten": HeroAnimal.CAT,
    "horse": HeroAnimal.HORSE,
    "pony": HeroAnimal.HORSE,
    "mare": HeroAnimal.HORSE,
    "parrot": HeroAnimal.BIRD,
    "budgie": HeroAnimal.BIRD,
    "canary": HeroAnimal.BIRD,
}
_KIND = "|".join(_KINDS)
_OWNED = re.compile(
    rf"(?<!not )(?<!n't )(?<!nt )\b(?:my|our) (?:(?!no\b|dead\b|late\b|toy\b)\w+ ){{0,2}}({_KIND})\b"
    r"(?! (?:toy|lead|leash|bowl|collar|picture))"
    rf"|\b(?:she|he|it)(?:'s| is|s) an? (?:\w+ )?({_KIND})\b"
    rf"|\bthe ({_KIND}) is (?:called|named)\b"
)
_HELPING = re.compile(
    rf"^(?:(?:the|my|our) )?({_KIND})\b(?! (?:person|lady|man|woman|trainer|walker|owner))|\(({_KIND})\)"
)
_GONE = re.compile(
    r"\b(?:late|dead|died|dies|gone|passed|heaven|buried|grave|ghost|god|ancestors?|internet|online|radio"
    r"|youtube|telephone|letters?)\b"
)
_CHILDREN = re.compile(
    r"\b(?:little|small|baby|younger|youngest) (?:brother|sister|cousin|son|daughter)\b|\btoddler\b|\bbaby\b"
    r"|\bgrand(?:son|daughter|child|kid)\b|\b(?:boy|girl|kid|child|pupil)\b"
    r"|\b(?:aged? )?(?:[3-9]|1[0-2]) ?(?:years? old|yo)\b"
)
_PEERS = re.compile(r"\b(?:brother|sister|friend|cousin|classmate|twin)\b")
_OFFSPRING = re.compile(r"\b(?:son|daughter|niece|nephew)\b")
_ELDERS = re.compile(
    r"\b(?:grandma|gran|granny|nan|nana|nanna|nonna|oma|abuela|grandmother|grandpa|grandad|granddad|opa|abuelo"
    r"|grandfather|lolo|lola|nonno|yiayia|babushka|dedushka|jaddi|teta|halmoni|dadi|great-\w+)\b"
    r"|\bold (?:man|woman|lady|mr|mrs|ms|[a-z]+)\b"
    r"|(?:\bis|,|\baged) ?[789]\d\b(?! ?%)|\b[789]\d (?:years? old|yo)\b"
)


def hero_of(answers: Mapping[str, str]) -> Hero:
    """The hero of a person's answers, by what their questions mean.

    Nothing is concluded from names, pronouns or places: aids and animals are there when the person's own
    words name them as theirs.
    """
    said = {key: _plain(answers.get(key, "")) for key in (*_OWN, "helper")}
    own = [_FAMILY.sub("theirs", said[key]) for key in _OWN]
    aid = next((aid for aid, pattern in _AIDS if any(pattern.search(text) for text in own)), HeroAid.NONE)
    return Hero(_AGES.get(answers.get("age_band", ""), HeroAge.ADULT), aid, _animal(own, said))


def companion_of(helper: str, age_band: str) -> str:
    """Who is seen with the hero where the story speaks of their helper: one of `COMPANIONS`.

    Args:
        helper: the answer as the person gave it, which names one person.
    """
    said = _plain(helper)
    if not said or _GONE.search(said) or _HELPING.search(said):
        return NOBODY
    if _ELDERS.search(said):
        return "elder"
    if _CHILDREN.search(said):
        return "child"
    if age_band == "child" and _PEERS.search(said):
        return "child"
    if age_band in ("twenties", "thirties_forties") and _OFFSPRING.search(said):
        return "child"
    return "adult"


def _animal(own: list[str], said: Mapping[str, str]) -> HeroAnimal:
    if "guide dog" in said["helper"] or any("my guide dog" in text for text in own):
        return HeroAnimal.DOG
    found = [_OWNED.search(text) for text in own]
    found += [
        _HELPING.search(said["helper"]),
        _HELPING.search(said["treasure"]),
        _OWNED.search(said["helper"]),
    ]
    for match in found:
        if match is not None:
            return _KINDS[next(kind for kind in match.groups() if kind)]
    return HeroAnimal.NONE


def _plain(text: str) -> str:
    """In lower case, with straight apostrophes."""
    return text.lower().replace("’", "'").strip()
