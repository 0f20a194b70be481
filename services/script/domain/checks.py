"""Checks of a scene's words that can be explained: a score from 0 to 1 each, and why it isn't 1."""

import math
import re
from collections.abc import Iterable, Sequence

from services.script.domain.model import Check, Options, PointOfView, ReadingAge
from services.script.domain.person import NEVER_TOLD, Person
from services.script.domain.readability import grade_of, words_of

_REPEATED_WORDS = 4
_HARDEST_GRADE = {ReadingAge.CHILD: 4.0, ReadingAge.TEEN: 7.0, ReadingAge.ADULT: 12.0}
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|went|came|saw|took|stood|looked|turned|walked|felt|knew|thought|gave|made"
    r"|began)\b"
)
_PRESENT = re.compile(
    r"\b(?:is|are|am|has|have|does|do|says?|goes?|comes?|stands?|looks?|knows?|takes?|makes?)\b"
)
_QUOTED = re.compile(r"“[^”]*”")
_I = re.compile(r"\b(?:I|me|my|mine|myself|I'm|I've|I'll|I'd)\b")
_YOU = re.compile(r"\b(?:you|your|yours|yourself|you're|you've|you'll|you'd)\b", re.IGNORECASE)
_LIKELY, _UNLIKELY = -1.5, -6.0


def checked(
    narration: str,
    person: Person,
    *,
    earlier: Sequence[str] = (),
    wanted: Iterable[str] = (),
    options: Options | None = None,
    words: tuple[int, int] = (15, 68),
    likelihood: float | None = None,
) -> tuple[Check, ...]:
    """How a scene's words do.

    Args:
        earlier: the narrations of the scenes before.
        wanted: keys of the answers that the scene was to live from.
        words: fewest and most that it was to have.
        likelihood: the model's mean log-probability a token, where it was asked.
    """
    options = options or Options()
    told = _QUOTED.sub(" ", narration)
    found = [
        _details_kept(narration, person, wanted),
        _repetition(narration, earlier),
        _person(told, person, options.point_of_view),
        _tense(told),
        _length(narration, words),
        _reading_age(told, options.reading_age or _reading_age_of(person)),
    ]
    if likelihood is not None:
        found.append(_likelihood(likelihood))
    return tuple(found)


def total(checks: Iterable[Check]) -> float:
    """One figure for all of them: their product, so that nothing makes up for a failure."""
    return math.prod(max(0.01, check.score) for check in checks)


def _details_kept(narration: str, person: Person, wanted: Iterable[str]) -> Check:
    """A wanted answer is kept when a telling word of it is there, spelled as the person did."""
    present = {word.lower() for word in words_of(narration)}
    telling = {key: _telling(person.texts.get(key, "")) for key in wanted if key not in NEVER_TOLD}
    asked = [key for key, words in telling.items() if words]
    missing = [key for key in asked if not telling[key] & present]
    score = 1.0 - len(missing) / len(asked) if asked else 1.0
    explanation = f"nothing of {', '.join(missing)} is told" if missing else ""
    return Check("details_kept", round(score, 3), explanation)


def _telling(text: str) -> frozenset[str]:
    words = [word.lower() for word in words_of(text)]
    return frozenset(word for word in words if len(word) > 3) or frozenset(words)


def _repetition(narration: str, earlier: Sequence[str]) -> Check:
    """The share of its runs of four words that the story has had before, in itself or in earlier scenes."""
    runs = _runs(narration)
    before = {run for text in earlier for run in _runs(text)}
    seen: set[tuple[str, ...]] = set()
    repeated: list[tuple[str, ...]] = []
    for run in runs:
        if run in before or run in seen:
            repeated.append(run)
        seen.add(run)
    score = 1.0 - min(1.0, 3.0 * len(repeated) / len(runs)) if runs else 1.0
    return Check("repetition", round(score, 3), f"“{' '.join(repeated[0])}” comes again" if repeated else "")


def _runs(text: str) -> list[tuple[str, ...]]:
    words = [word.lower() for word in words_of(text)]
    return [tuple(words[at : at + _REPEATED_WORDS]) for at in range(len(words) - _REPEATED_WORDS + 1)]


def _person(told: str, person: Person, point_of_view: PointOfView) -> Check:
    """Whether the teller stays the same; words that the person is quoted with don't count."""
    first, second = _I.search(told), _YOU.search(told)
    match point_of_view:
        case PointOfView.FIRST:
            wrong = f"{person.name} is told of by name" if _names(told, person.name) else ""
        case PointOfView.SECOND:
            wrong = "it says “I”" if first else ""
            wrong = wrong or (f"{person.name} is told of by name" if _names(told, person.name) else "")
        case PointOfView.THIRD:
            wrong = "it says “I”" if first else "it says “you”" if second else ""
    return Check("person", 0.0 if wrong else 1.0, wrong)


def _names(told: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", told) is not None


def _tense(told: str) -> Check:
    """Stories are told in the present; a look back may use the past, a scene may not be in it."""
    past, present = len(_PAST.findall(told)), len(_PRESENT.findall(told))
    score = 1.0 if past <= 2 or past <= present else max(0.0, 1.0 - (past - present) / (past + present))
    return Check("tense", round(score, 3), "" if score == 1.0 else "it slips into the past")


def _length(narration: str, words: tuple[int, int]) -> Check:
    low, high = words
    count = len(words_of(narration))
    off = max(0, low - count, count - high)
    said = f"{count} words instead of {low} to {high}" if off else ""
    return Check("length", round(max(0.0, 1.0 - off / low), 3), said)


def _reading_age_of(person: Person) -> ReadingAge:
    match person.texts.get("age_band"):
        case "child":
            return ReadingAge.CHILD
        case "teen":
            return ReadingAge.TEEN
        case _:
            return ReadingAge.ADULT


def _reading_age(told: str, wanted: ReadingAge) -> Check:
    grade = grade_of(told)
    over = max(0.0, grade - _HARDEST_GRADE[wanted])
    return Check(
        "reading_age",
        round(max(0.0, 1.0 - over / 6.0), 3),
        f"it reads like grade {grade:.0f}, above {_HARDEST_GRADE[wanted]:.0f}" if over else "",
    )


def _likelihood(value: float) -> Check:
    score = (value - _UNLIKELY) / (_LIKELY - _UNLIKELY)
    return Check("likelihood", round(min(1.0, max(0.0, score)), 3), f"{value:.2f} a token, says the model")
