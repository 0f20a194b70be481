"""The plan of a story: beats, written sentences, pictures; the same for the same seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.script.domain import phrases
from services.script.domain.model import Beat, Length, Outline, Scene, Visual
from services.script.domain.person import Person
from services.script.domain.templates import Line, answer_of, fill, joined, slots_of, word_count
from services.script.domain.visuals import props_of, settings_for, thing_of, visual
from services.script.domain.writing.lines_by_beat import BEAT_LINES
from services.script.domain.writing.lines_by_setting import SETTING_LINES
from services.script.domain.writing.lines_by_world import CALLS, WORK
from services.script.domain.writing.lines_of_arrival import ARRIVALS
from services.script.domain.writing.openings import ALONE, DETAILS, OPENINGS, Openings
from services.script.domain.writing.titles import SCENES, STORY
from services.script.domain.writing.words import word_set

NARRATION_WORDS = {Length.SHORT: (17, 26), Length.STANDARD: (30, 55)}
_TYPICAL_FRAGMENT = 3
_SIX = (Beat.LONGING, Beat.CALL, Beat.OBSTACLE, Beat.HELPER, Beat.TRIAL, Beat.BECOMING)
_OF_WORLD = frozenset({Beat.CALL, Beat.TRIAL})


@dataclass(frozen=True, slots=True)
class SceneDraft:
    """The written sentences of a scene, in order; some have a blank for the model."""

    lines: tuple[Line, ...]

    def fragment_room(self, length: Length) -> tuple[int, int]:
        """Fewest and most words that all blanks together may have."""
        low, high = NARRATION_WORDS[length]
        written = sum(line.written_words for line in self.lines)
        return max(1, low - written), max(1, high - written)


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is decided before the model writes a word."""

    outline: Outline
    drafts: tuple[SceneDraft, ...]


def plan(person: Person, length: Length, seed: int, *, most_scenes: int | None = None) -> Plan:
    """Plans a story. Any person can be planned for, even one who answered nothing.

    Args:
        most_scenes: leaves out what comes after that many.
    """
    # The person is part of the seed: two people who ask with the same one get stories of their own.
    rng = random.Random(f"{seed}/{person.name}/{person.texts.get('dream', '')}")
    beats = _beats(person, length, rng)
    settings = settings_for(person, beats, rng)
    writer = _Writer(person, length, rng)
    scenes: list[Scene] = []
    drafts: list[SceneDraft] = []
    previous: Visual | None = None
    for index, (beat, setting) in enumerate(zip(beats, settings, strict=True)):
        draft = writer.draft(beat, setting)
        written = joined(*(line.text(line.fallbacks[0] if line.has_blank else "") for line in draft.lines))
        previous = visual(person, beat, setting, previous, written, props_of(person, beat, written, rng), rng)
        answers = frozenset[str]().union(*(line.answer_ids for line in draft.lines))
        if beat in _OF_WORLD or beat is Beat.BECOMING:
            answers |= {"dream"}
        known = [key for key in person.texts if key in answers]
        scenes.append(Scene(index, beat, writer.title(beat), previous, tuple(known or ["name"])))
        drafts.append(draft)
    told = Outline(_title(person, rng), _logline(person), tuple(scenes[:most_scenes]))
    return Plan(told, tuple(drafts[:most_scenes]))


def _beats(person: Person, length: Length, rng: random.Random) -> tuple[Beat, ...]:
    if length is Length.STANDARD:
        return tuple(Beat) if person.texts.get("moment") or person.treasure else _SIX
    if not person.texts.get("moment"):
        return _SIX
    last = rng.choice((Beat.TRIAL, Beat.CHANGE))
    return tuple(beat for beat in Beat if beat in (*_SIX[:4], last, Beat.BECOMING))


class _Writer:
    """Picks the sentences of one story, none twice, and no answer over and over."""

    def __init__(self, person: Person, length: Length, rng: random.Random) -> None:
        self._person = person
        self._length = length
        self._rng = rng
        self._slots = (person.slots(length), person.slots(length, roomy=True))
        self._used: set[str] = set()
        self._told: dict[str, int] = {}

    def draft(self, beat: Beat, setting: str) -> SceneDraft:
        """The sentences of one scene, within its length."""
        best: tuple[float, tuple[str, ...], tuple[Line, ...]] | None = None
        openings = self._openings(beat)
        closings = self._closings(beat, setting)
        details = self._ranked(DETAILS[beat]) if self._length is Length.STANDARD else []
        for cost, source, opening in openings[:16]:
            for closing_cost, closing_source, closing in closings[:8]:
                if opening.answer_ids & closing.answer_ids - {"name"}:
                    continue
                others = [item for item in closings if item[1] != closing_source]
                extra = self._extra(opening, closing, details, others)
                lines = (opening, *(line for _, _, line in extra), closing)
                total = cost + closing_cost + 20.0 * self._misfit(lines)
                if best is None or total < best[0]:
                    best = (total, (source, closing_source, *(text for _, text, _ in extra)), lines)
        assert best is not None
        _, sources, lines = best
        self._used.update(sources)
        for line in lines:
            for answer in line.answer_ids:
                self._told[answer] = self._told.get(answer, 0) + 1
        return SceneDraft(lines)

    def title(self, beat: Beat) -> str:
        """A scene's title: of the helper's scene often their name."""
        if beat is Beat.HELPER and self._person.helper and len(self._person.helper.split()) <= 4:
            return _headline(phrases.capitalised(self._person.helper))
        return self._rng.choice(SCENES[beat])

    def _openings(self, beat: Beat) -> list[tuple[float, str, Line]]:
        bank: Openings = ALONE if beat is Beat.HELPER and not self._person.helper else OPENINGS[beat]
        own = bank.get(self._person.tone, ())
        ranked = self._ranked([*own, *bank[None]], favoured=frozenset(own))
        return ranked or self._ranked(_PLAIN[beat])

    def _closings(self, beat: Beat, setting: str) -> list[tuple[float, str, Line]]:
        world = self._person.world
        if beat is Beat.CALL:
            texts = CALLS[world]
        elif beat is Beat.TRIAL:
            texts = WORK[world]
        elif beat is Beat.BECOMING:
            texts = (*ARRIVALS[world], *BEAT_LINES[Beat.BECOMING])
        elif beat is Beat.LONGING:
            texts = SETTING_LINES[setting]
        else:
            texts = BEAT_LINES[beat]
        return self._ranked(texts)

    def _extra(
        self,
        opening: Line,
        closing: Line,
        details: Sequence[tuple[float, str, Line]],
        others: Sequence[tuple[float, str, Line]],
    ) -> list[tuple[float, str, Line]]:
        """What a longer scene says between its opening and its closing."""
        if self._length is Length.SHORT:
            return []
        chosen: list[tuple[float, str, Line]] = []
        taken = opening.answer_ids | closing.answer_ids
        for item in (*details, *others):
            lines = (opening, *(line for _, _, line in chosen), item[2], closing)
            if (
                item[2].answer_ids & taken - {"name"}
                or self._words(lines) > NARRATION_WORDS[self._length][1] - 3
            ):
                continue
            if any(item[1] == text for _, text, _ in chosen):
                continue
            if item[2].has_blank and any(line.has_blank for _, _, line in chosen):
                continue
            chosen.append(item)
            taken |= item[2].answer_ids
            if self._words(lines) >= 38:
                break
        return chosen

    def _ranked(
        self, texts: Sequence[str], favoured: frozenset[str] = frozenset()
    ) -> list[tuple[float, str, Line]]:
        """The sentences that this person can fill, best first: unused, in their tone, of untold answers."""
        ranked: list[tuple[float, str, Line]] = []
        for text in texts:
            cost = (
                self._rng.random() * 3.0
                + (12.0 if text in self._used else 0.0)
                - (1.2 if text in favoured else 0.0)
            )
            answers = {answer for slot in slots_of(text) if (answer := answer_of(slot)) and answer != "name"}
            cost += sum(4.0 * self._told.get(answer, 0) for answer in answers) - (1.0 if answers else 0.0)
            if "{dream_inf}" in text and self._says_more():
                cost += 1.5
            short, roomy = (fill(text, self._person, slots) for slots in self._slots)
            for line, extra in (
                (short, 1.0 if short != roomy else 0.0),
                (roomy if roomy != short else None, 0.0),
            ):
                if line is not None:
                    extra += 2.5 if "…”" in line.lead else 0.0
                    line = replace(
                        line, fallbacks=tuple(self._rng.sample(line.fallbacks, len(line.fallbacks)))
                    )
                    ranked.append((cost + extra, text, line))
        return sorted(ranked, key=lambda item: item[0])

    def _says_more(self) -> bool:
        """Whether the person said more of their dream than its infinitive does."""
        return (
            len(self._person.dream_inf.split()) <= 4 and len(self._person.texts.get("dream", "").split()) > 7
        )

    def _words(self, lines: Sequence[Line]) -> int:
        return sum(line.written_words + (_TYPICAL_FRAGMENT if line.has_blank else 0) for line in lines)

    def _misfit(self, lines: Sequence[Line]) -> float:
        low, high = NARRATION_WORDS[self._length]
        words = self._words(lines)
        return max(0, low + 1 - words, words - high + 1)


def _title(person: Person, rng: random.Random) -> str:
    options = list(STORY[person.world])
    thing = thing_of(person.treasure)
    if thing:
        if 2 <= len(thing.split()) <= 3:
            options += [f"The {_headline(thing)}"] * 2
        options.append(f"{person.name} and the {_headline(thing)}")
    fitting = [option for option in options if 2 <= word_count(option) <= 6]
    return rng.choice(fitting or ["The Open Door"])


def _logline(person: Person) -> str:
    verb = "are" if person.helper_plural else "is"
    helper = phrases.capitalised(person.helper)
    helped = f" {helper} {verb} the first to believe it." if helper else ""
    parts = []
    if person.dream_inf:
        parts.append(f"{person.name} wants to {person.dream_inf}.{helped}")
        parts.append(f"{person.name} wants to {person.dream_inf}.")
    quoted = phrases.quotation(person.texts.get("dream", ""), 14)
    if quoted:
        parts.append(f"{person.name} has one wish: “{quoted}{'' if quoted[-1] in '!?…' else '.'}”")
    parts.append(f"{person.name} sets out to be all that {person.forms.subject} can be.")
    return next(part for part in parts if word_count(part) <= 25)


def _headline(phrase: str) -> str:
    small = word_set("a an the of and in on at for with to from by")
    words = phrase.split()
    return " ".join(
        word if position and word.lower() in small else word[:1].upper() + word[1:]
        for position, word in enumerate(words)
    )


_PLAIN: dict[Beat, tuple[str, ...]] = {
    Beat.LONGING: (
        "The days go by, one like another, and {name} counts them like coins in a drawer.",
        "{name} gets up, goes out, comes home, and something is still missing.",
    ),
    Beat.CALL: ("One evening {name} stops in the middle of the street, as if somebody had called.",),
    Beat.OBSTACLE: ("It isn't easy, and nobody told {name} that it would be.",),
    Beat.HELPER: ("In the end it is {name} who tells {name} to go.",),
    Beat.TRIAL: ("Night after night {name} tries, and fails, and fails a little better.",),
    Beat.CHANGE: ("Late one night, {name} stops being afraid of the answer.",),
    Beat.BECOMING: ("And here, where the waiting stops, {name} is all that {they} can be.",),
}
"""Openings for people who left everything out that the others name."""
