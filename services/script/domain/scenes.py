"""One authored scene, told for one person: which wordings, how many sentences, within which length."""

import itertools
import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from services.script.domain.bank.model import Entry, Group
from services.script.domain.lines import Line, word_count
from services.script.domain.model import Length, ReadingAge
from services.script.domain.person import Person

NARRATION_WORDS = {Length.SHORT: (15, 32), Length.STANDARD: (32, 68)}
"""Fewest and most words of a scene that has something to say of its person."""
MOST_VARIANTS = 4
_ROOM_FOR_NEWS = 10
"""Words by which a short scene may be longer, to tell what the story would otherwise leave out."""
_TYPICAL_BLANK = 3
_LONG_SENTENCE = {ReadingAge.CHILD: 17, ReadingAge.TEEN: 24}


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to tell a scene."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SceneDraft:
    """The ways to tell a scene; the likeliest is told."""

    entry_id: str
    variants: tuple[Variant, ...]


@dataclass(slots=True)
class Teller:
    """Tells the scenes of one story, no answer over and over."""

    person: Person
    length: Length
    rng: random.Random
    reading_age: ReadingAge | None = None
    told: dict[str, int] = field(default_factory=dict)
    """How often each slot and each answer has been told."""
    _slots: tuple[Mapping[str, str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._slots = (self.person.slots(self.length), self.person.slots(self.length, roomy=True))

    def draft(self, entry: Entry) -> SceneDraft:
        """The scene for this person."""
        rows = [(group, ranked) for group in entry.groups if (ranked := self._ranked(group))]
        kept = self._within_length(rows)
        variants = self._variants([ranked for _, ranked in kept])
        for line in variants[0].lines:
            for key in line.answer_ids | line.slots:
                self.told[key] = self.told.get(key, 0) + 1
        return SceneDraft(entry.id, variants)

    def _ranked(self, group: Group) -> list[tuple[float, Line]]:
        """The wordings that this person can be told in, best first."""
        found: dict[str, tuple[float, Line]] = {}
        for order, template in enumerate(group.alternatives):
            for given in self._slots:
                line = template.filled(self.person, given)
                if line is None or line.lead + line.tail in found:
                    continue
                cost = self.rng.random() * 0.8 + 0.05 * order + self._told_cost(line)
                cost += 2.5 if "…”" in line.lead + line.tail else 0.0
                cost += 0.06 * _words(line) if self.length is Length.SHORT else 0.0
                cost -= 3.0 if template.answer_ids else 0.0
                cost += 1.0 if given is not self._slots[0] else 0.0
                fallbacks = tuple(self.rng.sample(line.fallbacks, len(line.fallbacks)))
                found[line.lead + line.tail] = (cost, Line(line.lead, line.tail, fallbacks, line.slots))
        return sorted(found.values(), key=lambda item: item[0])

    def _told_cost(self, line: Line) -> float:
        """A quotation is heard once; a person may be named again and again."""
        quoted = sum(6.0 * self.told.get(slot, 0) for slot in line.slots if slot.endswith("_q"))
        named = sum(0.7 * self.told.get(key, 0) for key in line.answer_ids if key != "name")
        return quoted + named

    def _within_length(
        self, rows: list[tuple[Group, list[tuple[float, Line]]]]
    ) -> list[tuple[Group, list[tuple[float, Line]]]]:
        """The core, and as many of the other sentences as there is room for, in their order."""
        low, high = NARRATION_WORDS[self.length]
        kept = [index for index, (group, _) in enumerate(rows) if not group.is_extra]
        for index, (group, ranked) in enumerate(rows):
            if not group.is_extra:
                continue
            line = ranked[0][1]
            words = sum(_words(rows[at][1][0][1]) for at in kept)
            wanted = self.length is Length.STANDARD or words < low
            room = high
            if self.length is Length.SHORT and self._is_news(line, [rows[at][1][0][1] for at in kept]):
                wanted, room = True, high + _ROOM_FOR_NEWS
            if wanted and words + _words(line) <= room and not self._is_hard(line):
                kept.append(index)
        return [rows[index] for index in sorted(kept)]

    def _is_news(self, line: Line, others: list[Line]) -> bool:
        """Whether a sentence tells an answer that the story would otherwise leave out."""
        told = {key for key in self.told if self.told[key]}.union(*(other.answer_ids for other in others))
        return bool(line.answer_ids - told - {"name"})

    def _is_hard(self, line: Line) -> bool:
        longest = _LONG_SENTENCE.get(self.reading_age) if self.reading_age else None
        return longest is not None and _words(line) > longest

    def _variants(self, rows: list[list[tuple[float, Line]]]) -> tuple[Variant, ...]:
        """The best wording of each sentence, and then others that are about as good.

        All begin alike, so that a scene's first words can be shown before one of them is chosen.
        """
        choices = [[line for cost, line in ranked if cost <= ranked[0][0] + 1.8][:2] for ranked in rows]
        choices[0] = choices[0][:1]
        combined = itertools.islice(itertools.product(*choices), MOST_VARIANTS)
        return tuple(Variant(tuple(lines)) for lines in combined)


def _words(line: Line) -> int:
    return word_count(line.lead) + word_count(line.tail) + (_TYPICAL_BLANK if line.has_blank else 0)
