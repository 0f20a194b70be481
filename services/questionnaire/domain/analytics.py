"""Figures of a questionnaire's responses: counts of people, of five at least, and never their words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeVar

from services.questionnaire.domain.questions import (
    OTHER,
    ChoiceKind,
    Kind,
    MultipleChoiceKind,
    NumberKind,
    Question,
    QuestionId,
    Questionnaire,
    RankingKind,
    ScaleKind,
    YesNoKind,
)

KeyT = TypeVar("KeyT")

FEWEST_PEOPLE: Final = 5
DURATION_STEPS: Final = 50
"""Durations are counted in steps of a fiftieth of their natural logarithm: two in a hundred."""

_RANGES = 10
_WIDTH_WITHOUT_ENDS = 10.0


@dataclass(frozen=True, slots=True)
class Counted:
    """How many responses, of how many people."""

    responses: int = 0
    people: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.responses + other.responses, self.people + other.people)

    @property
    def told(self) -> int:
        """How many responses; 0 for too few people."""
        return self.responses if self.people >= FEWEST_PEOPLE else 0


@dataclass(frozen=True, slots=True)
class Tally:
    """What responses add up to. A person is on one shard, so tallies of shards can be added."""

    started: Counted = Counted()
    submitted: Counted = Counted()
    expired: Counted = Counted()
    durations: Mapping[int, int] = field(default_factory=dict)
    """How many took so long from start to first submission, by step."""
    answered: Mapping[QuestionId, Counted] = field(default_factory=dict)
    values: Mapping[tuple[QuestionId, str], Counted] = field(default_factory=dict)
    stopped: Mapping[QuestionId, Counted] = field(default_factory=dict)
    """Responses that were never submitted, by the question that waits for an answer."""


@dataclass(frozen=True, slots=True)
class ValueCount:
    """How often a value was given."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """Figures of one question."""

    question_id: QuestionId
    answered: int
    dropped: int
    distribution: Sequence[ValueCount]


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of a questionnaire."""

    started: int
    submitted: int
    expired: int
    median_duration_ms: int
    questions: Sequence[QuestionFigures]
    as_of: datetime


def figures(questionnaire: Questionnaire, tally: Tally, now: datetime) -> Figures:
    """What an author is told, by the questions of the latest version that was counted."""
    return Figures(
        started=tally.started.told,
        submitted=tally.submitted.told,
        expired=tally.expired.told,
        median_duration_ms=_median(tally.durations) if tally.submitted.told else 0,
        questions=[
            QuestionFigures(
                question.id,
                answered=tally.answered.get(question.id, Counted()).told,
                dropped=tally.stopped.get(question.id, Counted()).told,
                distribution=_distribution(question, tally),
            )
            for question in questionnaire.questions
        ],
        as_of=now,
    )


def added(tallies: Iterable[Tally]) -> Tally:
    """The tally of all."""
    total = Tally()
    for one in tallies:
        total = Tally(
            started=total.started + one.started,
            submitted=total.submitted + one.submitted,
            expired=total.expired + one.expired,
            durations={
                step: total.durations.get(step, 0) + one.durations.get(step, 0)
                for step in {*total.durations, *one.durations}
            },
            answered=_merged(total.answered, one.answered),
            values=_merged(total.values, one.values),
            stopped=_merged(total.stopped, one.stopped),
        )
    return total


def width_of_ranges(kind: Kind) -> float | None:
    """How wide the ranges are that numbers are counted in: about ten of them, of a round width."""
    if not isinstance(kind, NumberKind):
        return None
    if kind.minimum is None or kind.maximum is None or kind.maximum <= kind.minimum:
        return _WIDTH_WITHOUT_ENDS
    raw = (kind.maximum - kind.minimum) / _RANGES
    power = 10.0 ** math.floor(math.log10(raw))
    width = next(power * step for step in (1, 2, 5, 10) if power * step >= raw * (1 - 1e-9))
    return max(width, 1.0) if kind.whole else width


def _merged(one: Mapping[KeyT, Counted], other: Mapping[KeyT, Counted]) -> dict[KeyT, Counted]:
    return {key: one.get(key, Counted()) + other.get(key, Counted()) for key in {**one, **other}}


def _distribution(question: Question, tally: Tally) -> list[ValueCount]:
    if not tally.answered.get(question.id, Counted()).told:
        return []
    counts = {
        value: counted
        for value in _countable(question.kind, tally, question.id)
        if (counted := tally.values.get((question.id, value)))
    }
    kept = {value: counted for value, counted in counts.items() if counted.told}
    # A single value that is left out could be told from the total: then the next smallest goes, too.
    hidden = sum(counted.people for value, counted in counts.items() if value not in kept)
    while 0 < hidden < FEWEST_PEOPLE and kept:
        smallest = min(kept, key=lambda value: kept[value].people)
        hidden += kept.pop(smallest).people
    return [ValueCount(value, counted.responses) for value, counted in kept.items()]


def _countable(kind: Kind, tally: Tally, question_id: QuestionId) -> list[str]:
    """The values that are counted, in their order. Nothing else is ever told, whatever is stored."""
    match kind:
        case ChoiceKind() | MultipleChoiceKind():
            return [*(option.value for option in kind.options), *([OTHER] if kind.allows_other else [])]
        case RankingKind(options):
            return [option.value for option in options]
        case YesNoKind():
            return ["true", "false"]
        case ScaleKind(low, high):
            return [str(number) for number in range(low, high + 1)]
        case NumberKind():
            ranges = [value for key, value in tally.values if key == question_id and _is_number(value)]
            return sorted(ranges, key=float)
        case _:
            return []


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _median(durations: Mapping[int, int]) -> int:
    half, seen = sum(durations.values()) / 2, 0
    for step in sorted(durations):
        seen += durations[step]
        if seen >= half:
            return round(math.exp((step + 0.5) / DURATION_STEPS))
    return 0
