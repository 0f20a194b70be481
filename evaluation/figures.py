"""The figures of a run: of each story, and of all of them together."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from evaluation.metrics.details import answers_heard, kept, misspelled
from evaluation.metrics.drift import foreign_names, person_drift, pronoun_drift, tense_drift
from evaluation.metrics.reading import reading_age
from evaluation.metrics.sameness import (
    Distinctness,
    copied,
    distinctness,
    longest_copy,
    most_used,
    repeated_sentences,
    repetition,
)
from evaluation.metrics.words import words
from evaluation.people import STORY, Respondent
from evaluation.stories import Run, Story

VIEWS = {"FIRST": "first", "SECOND": "second", "THIRD": "third"}


@dataclass(frozen=True, slots=True)
class StoryFigures:
    """Of one story."""

    words: int
    scenes: int
    details_kept: float
    answers_heard: float
    repetition: float
    repeated_sentences: int
    person_drift: float
    tense_drift: float
    pronoun_drift: float
    foreign_names: int
    misspelled: int
    reading_age: float
    copied: float
    longest_copy: int
    first_word_s: float
    words_a_second: float
    asked: int
    """How often the model was asked."""
    fallbacks: int
    """Blanks that written words filled."""


@dataclass(frozen=True, slots=True)
class RunFigures:
    """Of all stories of a run."""

    stories: int
    answered_right: int
    """People who got what they should: a story, care or a refusal, and for the right concern."""
    refused_wrongly: tuple[str, ...]
    missed: tuple[str, ...]
    distinctness: Distinctness
    between_seeds: float
    """The mean share of runs of words that two stories of one person have in common; 0 with one seed."""
    worn: tuple[tuple[str, int], ...]
    by_person: dict[str, tuple[StoryFigures, ...]]

    def mean(self, figure: Callable[[StoryFigures], float]) -> float:
        """Over every story."""
        values = [figure(each) for items in self.by_person.values() for each in items]
        return statistics.fmean(values) if values else 0.0

    def median(self, figure: Callable[[StoryFigures], float]) -> float:
        """Over every story."""
        values = [figure(each) for items in self.by_person.values() for each in items]
        return statistics.median(values) if values else 0.0

    def most(self, figure: Callable[[StoryFigures], float]) -> float:
        """Over every story."""
        return max((figure(each) for items in self.by_person.values() for each in items), default=0.0)

    def as_json(self) -> dict[str, float | int | str]:
        """For programs."""
        return {
            "stories": self.stories,
            "details_kept": round(self.mean(lambda each: each.details_kept), 3),
            "answers_heard": round(self.mean(lambda each: each.answers_heard), 3),
            "repetition": round(self.mean(lambda each: each.repetition), 4),
            "repeated_sentences": sum(
                e.repeated_sentences for items in self.by_person.values() for e in items
            ),
            "shared_between_people": round(self.distinctness.shared, 4),
            "closest_pair": round(self.distinctness.closest, 3),
            "near_pairs": self.distinctness.near_pairs,
            "shared_between_seeds": round(self.between_seeds, 4),
            "person_drift": round(self.mean(lambda each: each.person_drift), 4),
            "tense_drift": round(self.mean(lambda each: each.tense_drift), 4),
            "pronoun_drift": round(self.mean(lambda each: each.pronoun_drift), 4),
            "foreign_names": round(self.mean(lambda each: each.foreign_names), 2),
            "misspelled": round(self.mean(lambda each: each.misspelled), 2),
            "reading_age": round(self.mean(lambda each: each.reading_age), 1),
            "answered_right": self.answered_right,
            "refused_wrongly": len(self.refused_wrongly),
            "missed": len(self.missed),
            "copied": round(self.mean(lambda each: each.copied), 4),
            "longest_copy_words": int(self.most(lambda each: each.longest_copy)),
            "words": round(self.mean(lambda each: each.words), 1),
            "first_word_ms": round(1000 * self.median(lambda each: each.first_word_s), 1),
            "words_per_second": round(self.median(lambda each: each.words_a_second), 1),
            "model_calls": round(self.mean(lambda each: each.asked), 1),
            "fallbacks": round(self.mean(lambda each: each.fallbacks), 2),
        }


def figures_of(
    run: Run,
    people: Sequence[Respondent],
    *,
    corpus: Collection[tuple[str, ...]] = (),
    known_names: frozenset[str] = frozenset(),
    view: str = "third",
) -> RunFigures:
    """Measures a run.

    Args:
        corpus: the runs of words of the stories that were learnt from.
        known_names: words that may be capitalised, in lower case: those of the scene bank.
        view: whose voice the stories are told in.
    """
    by_person = {
        person.id: tuple(
            _of(story, person, corpus, known_names, view)
            for story in run.stories.get(person.id, ())
            if story.kind == STORY
        )
        for person in people
    }
    first = {person.id: run.stories[person.id][0] for person in people if run.stories.get(person.id)}
    told = {
        person.id: (first[person.id].text, person.answers)
        for person in people
        if person.id in first and first[person.id].kind == STORY
    }
    return RunFigures(
        stories=sum(len(items) for items in by_person.values()),
        answered_right=sum(_is_right(first[person.id], person) for person in people if person.id in first),
        refused_wrongly=tuple(
            person.id for person in people if person.expected == STORY and _kind(first, person) != STORY
        ),
        missed=tuple(
            person.id for person in people if person.expected != STORY and _kind(first, person) == STORY
        ),
        distinctness=distinctness(told),
        between_seeds=_between_seeds(run, people),
        worn=tuple(most_used([text for text, _ in told.values()])),
        by_person={who: items for who, items in by_person.items() if items},
    )


def _of(
    story: Story,
    person: Respondent,
    corpus: Collection[tuple[str, ...]],
    known_names: frozenset[str],
    view: str,
) -> StoryFigures:
    text = story.text
    count = len(words(text))
    told = f"{story.title}\n{text}"
    name = person.answers.get("name", "")
    return StoryFigures(
        words=count,
        scenes=len(story.scenes),
        details_kept=kept(person.keep, told),
        answers_heard=answers_heard(person.answers, text),
        repetition=repetition(text, person.answers),
        repeated_sentences=repeated_sentences(text),
        person_drift=person_drift(text, view),
        tense_drift=tense_drift(text),
        pronoun_drift=pronoun_drift(
            text, name, person.answers.get("pronouns", ""), person.answers.get("helper", "")
        ),
        foreign_names=len(foreign_names(text, person.answers, known_names)),
        misspelled=len(misspelled(person.keep, told)),
        reading_age=reading_age(text),
        copied=copied(text, person.answers, corpus),
        longest_copy=longest_copy(text, corpus),
        first_word_s=story.first_word_s,
        words_a_second=count / story.total_s if story.total_s else 0.0,
        asked=story.asked,
        fallbacks=story.fallbacks,
    )


def _between_seeds(run: Run, people: Sequence[Respondent]) -> float:
    shares = []
    for person in people:
        texts = [story.text for story in run.stories.get(person.id, ()) if story.kind == STORY]
        if len(texts) > 1:
            numbered = {str(number): (text, person.answers) for number, text in enumerate(texts)}
            shares.append(distinctness(numbered).shared)
    return statistics.fmean(shares) if shares else 0.0


def _kind(first: dict[str, Story], person: Respondent) -> str:
    return first[person.id].kind if person.id in first else person.expected


def _is_right(story: Story, person: Respondent) -> bool:
    return story.kind == person.expected and person.concern in ("", story.concern)
