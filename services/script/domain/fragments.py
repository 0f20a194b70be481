"""Checks on what the model wrote into a blank: strict, since a plain written word beats a strange one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.script.domain.lines import Line, word_count
from services.script.domain.writing.senses import SHARED, SMELLS, SOUNDS
from services.script.domain.writing.things import LINKS, NUMBERS, QUALITIES, THINGS, UNCOUNTED
from services.script.domain.writing.words import word_set

_END = re.compile(r"[.,;:!?\n\r\"“”()\[\]{}<>|*_#=…]| - |—|–")
_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
_PLURAL_VERBS = word_set("are stand hang grow lie shine come have were")
_SINGULAR_VERBS = word_set("is lies stands sits hangs moves rises comes has shines")
_PREPOSITIONS = word_set("in on from under over behind beside between near by with")
MAX_FRAGMENT_WORDS = 6
_BLAND = word_set(
    "sea sky water light lights sun door house houses car book books moon tree trees stone wood"
    " table chair bed box wall"
    " paper picture pictures smoke air fire glass page pages clothes room map flower flowers machine"
    " thing floor"
)
_BIG = word_set(
    "house houses tree trees mountain mountains sea ocean sky car cars bus buses ship ships tower"
    " towers road roads bridge"
    " bridges forest city town train trains truck trucks plane planes hill hills castle castles"
    " church island islands"
    " river lake field fields meadow desert valley street streets lighthouse elephant elephants"
    " whale whales garden hall"
    " wall walls roof roofs room building buildings farm barn volcano planet moon sun stars clouds"
    " horse horses cow cows lion tiger bear wolf giraffe dragon dinosaur shark"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fragment that passed, and how well."""

    text: str
    score: float


def judge(
    raw: str,
    line: Line,
    *,
    before: str,
    earlier: Iterable[str],
    own_words: frozenset[str],
    wanted: frozenset[str] = frozenset(),
) -> Verdict | None:
    """What can be used of a candidate; None if nothing can.

    Args:
        raw: what the model wrote after `line.lead`.
        before: the scene up to the blank.
        earlier: fragments and narrations that the story has had.
        own_words: words that the person used themself.
        wanted: things that belong to the scene; one of them, or of the person's own, has to be in it.
    """
    text = _END.split(raw.strip(), maxsplit=1)[0].strip()
    words = text.split()
    if not 1 <= len(words) <= MAX_FRAGMENT_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return None
    if not _is_noun_phrase(words) or not _agrees(words, line.lead):
        return None
    if not _suits(words, line) or _is_bland(words) or (_BIG.intersection(words) and not _may_be_big(line)):
        return None
    content = [word for word in words if word not in LINKS and word not in NUMBERS]
    stems = [_stem(word) for word in content]
    here = {_stem(word) for word in re.findall(r"[a-z]+", before.lower())}
    told = {_stem(word) for text in earlier for word in re.findall(r"[a-z]+", text.lower())}
    at_home = {_stem(word) for word in (*own_words, *wanted)}
    if not at_home.intersection(stems):
        return None
    if len(set(stems)) < len(stems) or here.intersection(stems):
        return None
    repeated = sum(1 for stem in stems if stem in told)
    if repeated == len(stems):
        return None
    score = 1.0 + 0.35 * min(len(content), 3) - 0.8 * repeated - 0.25 * max(0, len(words) - 4)
    score += 0.6 * sum(1 for word in content if word in own_words)
    score += 0.4 * sum(1 for word in content if word in wanted)
    score -= 0.4 if "big" in content else 0.0
    score += 0.3 if any(word in QUALITIES for word in content) else 0.0
    return Verdict(text, round(score, 3))


def best(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    """The best of the candidates that passed; of equals, the first."""
    passed = [verdict for verdict in verdicts if verdict is not None]
    return max(passed, key=lambda verdict: verdict.score, default=None)


def fits(fragment: str, low: int, high: int) -> bool:
    """Whether a fragment leaves the scene within its length."""
    return low <= word_count(fragment) <= high


_SENSES: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"\b(?:smell|taste)\w*\b[^.]*$"), SMELLS),
    (re.compile(r"\b(?:sound|sounds|hear|hum|plays|ring)\b[^.]*$"), SOUNDS),
    (re.compile(r"\bshare\b[^.]*$"), SHARED),
)


_VESSELS = word_set("glass cup cups bowl bottle jar jars mug pot box boxes basket bucket tin bag")


def _suits(words: Sequence[str], line: Line) -> bool:
    """Whether a fragment is of the kind that its sentence speaks of; a comparison says two things."""
    lead = line.lead.lower()
    content = [word for word in words if word not in LINKS and word not in NUMBERS]
    if _VESSELS.intersection(words) and _VESSELS.intersection(lead.split()):
        return False
    for pattern, kind in _SENSES:
        if pattern.search(lead):
            return bool(kind.intersection(content[-1:])) and (words[0] != "the" or len(content) >= 2)
    if lead.split()[-1:] in (["like"], ["as"], ["of"]):
        return len(content) >= 2 and bool(QUALITIES.intersection(content))
    return len(content) >= 2 or words[0] != "the"


def _is_bland(words: Sequence[str]) -> bool:
    """A single word that could stand in any story."""
    content = [word for word in words if word not in LINKS and word not in NUMBERS]
    return len(content) == 1 and content[0] in _BLAND


def _may_be_big(line: Line) -> bool:
    """Whether what is written for the blank speaks of big things, too."""
    return any(_BIG.intersection(re.findall(r"[a-z]+", text)) for text in line.fallbacks)


def _is_noun_phrase(words: list[str]) -> bool:
    """Determiner, qualities and a thing, maybe twice, joined by "and" or a preposition; all known."""
    part: list[str] = []
    parts: list[list[str]] = [part]
    joins: list[str] = []
    for word in words:
        if word in ("and", "of") or word in _PREPOSITIONS:
            joins.append(word)
            part = []
            parts.append(part)
        else:
            part.append(word)
    if "of" in joins and not _MEASURES.intersection(parts[joins.index("of")][-1:]):
        return False
    return (
        len(parts) <= 3
        and joins.count("of") <= 1
        and all(
            _is_simple(part, measures=position < len(joins) and joins[position] == "of")
            for position, part in enumerate(parts)
        )
    )


_MEASURES = word_set(
    "pile row cup bowl bit handful line pool stack bunch flock basket bucket jar box bag plate piece"
    " field cloud circle sea"
)


_COUNTABLE_TOO = word_set("stone light cake fish glass paper lemon rope coffee tea cheese straw song sky rug")


def _is_simple(words: list[str], *, measures: bool = False) -> bool:
    if not words:
        return False
    *front, head = words
    determiner = (
        front[0]
        if front and (front[0] in ("a", "an", "the", "some", "many", "several", "few") or front[0] in NUMBERS)
        else ""
    )
    qualities = front[1:] if determiner else front
    if head not in THINGS and not (measures and head in _MEASURES):
        return False
    if any(word not in QUALITIES and word not in THINGS for word in qualities) or len(set(words)) < len(
        words
    ):
        return False
    following = words[1] if len(words) > 1 else ""
    if determiner in ("a", "an") and head in UNCOUNTED and head not in _COUNTABLE_TOO:
        return False
    if determiner == "a" and (following[0] in "aeiou" or _is_plural(head)):
        return False
    if determiner == "an" and (following[0] not in "aeiou" or _is_plural(head)):
        return False
    if (
        determiner in ("some", "many", "several", "few") or (determiner in NUMBERS and determiner != "one")
    ) and not _is_plural(head):
        return False
    return bool(determiner) or _is_plural(head) or head in UNCOUNTED


def _agrees(words: list[str], lead: str) -> bool:
    verbs = [
        word
        for word in re.findall(r"[a-z]+", lead.lower())[-3:]
        if word in _PLURAL_VERBS or word in _SINGULAR_VERBS
    ]
    if not verbs or lead.lower().split()[-1] in ("like", "of", "with", "as", "under", "over", "through"):
        return True
    plural = "and" in words or _is_plural(_head(words))
    return plural if verbs[-1] in _PLURAL_VERBS else not _is_plural(_head(words))


def _head(words: list[str]) -> str:
    for position, word in enumerate(words):
        if position and (word in ("and", "of") or word in _PREPOSITIONS):
            return words[position - 1]
    return words[-1]


def _is_plural(word: str) -> bool:
    return (
        word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        and word
        not in (
            "glass",
            "moss",
            "grass",
            "compass",
            "lens",
            "canvas",
            "brass",
            "news",
            "applause",
            "seamless",
        )
    ) or word in ("geese", "mice", "sheep")


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word
