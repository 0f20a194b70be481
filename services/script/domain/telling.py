"""A scene's final words: which of the model's are kept in its blanks, and where each sentence is from."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from services.script.domain.fragments import MAX_FRAGMENT_WORDS, Verdict, best, fits, judge
from services.script.domain.lines import Line, joined, narration, word_count
from services.script.domain.model import Length, Origin, Sentence
from services.script.domain.person import Person
from services.script.domain.prompts import SHOT_WORDS
from services.script.domain.scenes import NARRATION_WORDS, Variant
from services.script.domain.writing.belongings import BELONGINGS
from services.script.domain.writing.worlds import SURROUNDINGS


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes into a blank."""

    text: str
    is_fallback: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to tell a scene, with written words in its blanks."""

    lines: tuple[Line, ...]
    fragments: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole scene."""
        return narration(self.lines, self.fragments)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What goes into its blanks."""
        return tuple(Choice(fragment, is_fallback=True) for fragment in self.fragments)


def wordings(variants: Sequence[Variant], most: int) -> tuple[Wording, ...]:
    """The ways to tell a scene without a word of the model's: the first of each variant, then the others."""
    found = [
        [
            Wording(variant.lines, fragments)
            for fragments in itertools.product(*(variant.lines[at].fallbacks for at in blanks(variant.lines)))
        ]
        for variant in variants
    ]
    rounds = itertools.chain.from_iterable(itertools.zip_longest(*found))
    return tuple(itertools.islice((wording for wording in rounds if wording is not None), most))


def choose(
    person: Person,
    length: Length,
    setting: str,
    lines: Sequence[Line],
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
    line = lines[position]
    before = text_before(lines, position, fragments)
    low, high = _room(lines, length, position, fragments)
    at_home = _at_home(person, setting, line)
    after = narration(lines[position + 1 :], [])
    verdicts: list[Verdict | None] = []
    for candidate in candidates:
        verdict = judge(
            candidate,
            line,
            before=joined(before, line.lead, line.tail, after),
            earlier=earlier,
            own_words=person.words(),
            wanted=at_home,
        )
        if verdict and fits(verdict.text, low, high) and not SHOT_WORDS.issuperset(verdict.text.split()):
            verdicts.append(verdict)
    chosen = best(verdicts)
    if chosen is not None:
        return Choice(chosen.text, is_fallback=False)
    return Choice(_written(line, low, high, joined(before, line.lead, after, *earlier)), is_fallback=True)


def sentences(lines: Sequence[Line], choices: Sequence[Choice]) -> tuple[Sentence, ...]:
    """The scene, sentence by sentence, each with the answers that it came from."""
    remaining = iter(choices)
    found: list[Sentence] = []
    for line in lines:
        choice = next(remaining, None) if line.has_blank else None
        if choice is None:
            text, origin = line.text(line.fallbacks[0] if line.has_blank else ""), Origin.BANK
        else:
            text = line.text(choice.text)
            origin = Origin.BANK if choice.is_fallback else Origin.COMPLETED
        found.append(Sentence(text, tuple(sorted(line.answer_ids)), origin))
    return tuple(found)


def text_before(lines: Sequence[Line], position: int, fragments: Sequence[str]) -> str:
    """The scene up to line `position`."""
    return narration(lines[:position], fragments)


def blanks(lines: Sequence[Line]) -> list[int]:
    """Which lines have a blank."""
    return [position for position, line in enumerate(lines) if line.has_blank]


def _at_home(person: Person, setting: str, line: Line) -> frozenset[str]:
    """The things that nobody wonders at in this sentence."""
    written = (word for text in line.fallbacks for word in text.split())
    if "table" in line.lead:
        return BELONGINGS["kitchen"].union(written)
    around = SURROUNDINGS[person.world]
    settings = (setting, *around.work, *around.arrival)
    props = (word for prop in around.props for word in prop.split())
    return frozenset[str]().union(*(BELONGINGS[place] for place in settings), props, written)


def _room(lines: Sequence[Line], length: Length, position: int, fragments: Sequence[str]) -> tuple[int, int]:
    """How many words may go into this blank, if the ones after it take their shortest written words."""
    written = sum(line.written_words for line in lines)
    low, high = (bound - written for bound in NARRATION_WORDS[length])
    used = sum(word_count(fragment) for fragment in fragments)
    later = [line for line in lines[position + 1 :] if line.has_blank]
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
