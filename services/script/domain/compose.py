"""Writing the scenes of a plan: what is asked of the model, and which of its answers are kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.script.domain.fragments import MAX_FRAGMENT_WORDS, Verdict, best, fits, judge
from services.script.domain.model import Length
from services.script.domain.person import Person
from services.script.domain.plan import SceneDraft
from services.script.domain.prompts import SHOT_WORDS
from services.script.domain.templates import Line, joined, word_count
from services.script.domain.writing.belongings import BELONGINGS
from services.script.domain.writing.worlds import SURROUNDINGS


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes into a blank."""

    text: str
    is_fallback: bool


def choose(
    person: Person,
    length: Length,
    setting: str,
    draft: SceneDraft,
    position: int,
    fragments: Sequence[str],
    candidates: Sequence[str],
    earlier: Sequence[str],
) -> Choice:
    """The best of the candidates for the blank of line `position`, or what is written for it.

    Args:
        setting: where the scene is set.
        fragments: what went into the scene's earlier blanks.
        candidates: what the model wrote, as it came.
        earlier: the narrations of the scenes before.
    """
    line = draft.lines[position]
    before = text_before(draft, position, fragments)
    low, high = _room(draft, length, position, fragments)
    at_home = _at_home(person, setting, line)
    verdicts: list[Verdict | None] = []
    for candidate in candidates:
        verdict = judge(
            candidate,
            line,
            before=joined(before, line.lead, line.tail),
            earlier=earlier,
            own_words=person.words(),
            wanted=at_home,
        )
        if verdict and fits(verdict.text, low, high) and not SHOT_WORDS.issuperset(verdict.text.split()):
            verdicts.append(verdict)
    chosen = best(verdicts)
    if chosen is not None:
        return Choice(chosen.text, is_fallback=False)
    return Choice(_written(line, low, high, joined(before, line.lead, *earlier)), is_fallback=True)


def _at_home(person: Person, setting: str, line: Line) -> frozenset[str]:
    """The things that nobody wonders at in this sentence."""
    written = (word for text in line.fallbacks for word in text.split())
    if "table" in line.lead:
        return BELONGINGS["kitchen"].union(written)
    around = SURROUNDINGS[person.world]
    settings = (setting, *around.work, *around.arrival)
    props = (word for prop in around.props for word in prop.split())
    return frozenset[str]().union(*(BELONGINGS[place] for place in settings), props, written)


def text_before(draft: SceneDraft, position: int, fragments: Sequence[str]) -> str:
    """The scene up to line `position`."""
    return joined(*_texts(draft.lines[:position], fragments))


def narration(draft: SceneDraft, fragments: Sequence[str]) -> str:
    """The whole scene."""
    return joined(*_texts(draft.lines, fragments))


def blanks(draft: SceneDraft) -> list[int]:
    """Which lines have a blank."""
    return [position for position, line in enumerate(draft.lines) if line.has_blank]


def _texts(lines: Sequence[Line], fragments: Sequence[str]) -> list[str]:
    remaining = iter(fragments)
    return [line.text(next(remaining, "") if line.has_blank else "") for line in lines]


def _room(draft: SceneDraft, length: Length, position: int, fragments: Sequence[str]) -> tuple[int, int]:
    """How many words may go into this blank, if the ones after it take their shortest written words."""
    low, high = draft.fragment_room(length)
    used = sum(word_count(fragment) for fragment in fragments)
    later = [line for line in draft.lines[position + 1 :] if line.has_blank]
    least = sum(min(word_count(text) for text in line.fallbacks) for line in later)
    most = sum(max(word_count(text) for text in line.fallbacks) for line in later)
    return max(1, low - used - most), max(1, min(MAX_FRAGMENT_WORDS, high - used - least))


def _written(line: Line, low: int, high: int, told: str) -> str:
    """The written fragment that fits the length best, and of those one that says something new."""

    def cost(text: str) -> tuple[int, int]:
        words = word_count(text)
        repeated = sum(1 for word in text.split() if len(word) > 3 and word in told)
        return max(0, low - words, words - high), repeated

    return min(line.fallbacks, key=cost)
