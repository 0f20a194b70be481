"""Answers: cleaned, and checked against the kind of their question."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.questionnaire.domain.questions import (
    ChoiceKind,
    DateKind,
    Kind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    PhotoKind,
    QuestionId,
    Questionnaire,
    RankingKind,
    ScaleKind,
    TextKind,
)

MAX_OTHER_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Text:
    """An answer in words."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The value of the chosen option."""

    value: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another choice than those offered, in the person's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of the chosen options, and one in the person's own words; empty for none."""

    values: tuple[str, ...]
    other: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The number chosen."""

    number: int


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes is true."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """The values of all options, the first one first."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day, as `2026-11-28`."""

    iso: str


@dataclass(frozen=True, slots=True)
class Number:
    """Any finite number."""

    number: float


@dataclass(frozen=True, slots=True)
class Photo:
    """The id of an uploaded picture."""

    asset_id: UUID


Value: TypeAlias = Text | Choice | Other | Choices | Scale | YesNo | Ranking | Day | Number | Photo
Answers: TypeAlias = Mapping[QuestionId, Value]


def own_words(answers: Answers) -> str:
    """All that a person wrote themselves rather than chose, as one text."""
    written: list[str] = []
    for value in answers.values():
        match value:
            case Text(text) | Other(text) | Choices(_, text):
                written.append(text)
    return " ".join(written)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer, for a person."""

    question_id: QuestionId
    description: str
    reason: str = ""
    """For programs: `required`, or `rules.<id>` of the rule that it breaks, so that a form can say it in its
    own language; empty where the answer isn't of the question's kind."""


def checked(
    questionnaire: Questionnaire, answers: Answers
) -> tuple[dict[QuestionId, Value | None], list[Problem]]:
    """The answers, cleaned, and everything that makes one no answer to its question.

    None stands for an empty text to an optional question: the person takes that answer back.
    """
    questions = {question.id: question for question in questionnaire.questions}
    clean: dict[QuestionId, Value | None] = {}
    problems: list[Problem] = []
    for question_id, value in answers.items():
        question = questions.get(question_id)
        if question is None:
            problems.append(Problem(question_id, "there is no such question; leave it out"))
            continue
        cleaned = _cleaned(value)
        if cleaned in (Text(""), Other("")) and not question.required:
            clean[question_id] = None
            continue
        if description := wrong(question.kind, cleaned):
            problems.append(Problem(question_id, description))
        clean[question_id] = cleaned
    return clean, problems


def clean_text(text: str) -> str:
    """Unicode in its composed form, line ends as \\n, no space at the ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def wrong(kind: Kind, value: Value) -> str:
    """Why a cleaned value is no answer to a question of this kind; empty when it is one."""
    match kind, value:
        case TextKind(), Text(text):
            return _wrong_text(kind, text)
        case TextKind(), _:
            return "answer in words"
        case ChoiceKind(options), Choice(chosen):
            return "" if chosen in _values(options) else f"choose one of {_listed(options)}"
        case ChoiceKind(allows_other=True), Other(text):
            return _wrong_other(text)
        case ChoiceKind(options), _:
            return f"choose one of {_listed(options)}"
        case MultipleChoiceKind(), Choices():
            return _wrong_choices(kind, value)
        case MultipleChoiceKind(options), _:
            return f"choose from {_listed(options)}"
        case ScaleKind(minimum, maximum), _:
            fits = isinstance(value, Scale) and minimum <= value.number <= maximum
            return "" if fits else f"choose a number from {minimum} to {maximum}"
        case RankingKind(options), _:
            fits = isinstance(value, Ranking) and sorted(value.values) == sorted(_values(options))
            return "" if fits else f"put all of them in an order, each once: {_listed(options)}"
        case DateKind(), _:
            return _wrong_day(kind, value.iso) if isinstance(value, Day) else _NO_DAY
        case NumberKind(), _:
            return _wrong_number(kind, value.number) if isinstance(value, Number) else "give a number"
        case PhotoKind(), _:
            return "" if isinstance(value, Photo) else "choose a picture"
        case _:
            return "" if isinstance(value, YesNo) else "answer yes or no"


_NOT_SHOWN = "it holds characters that can't be shown; type it again"
_NO_DAY = "give a day that there is, as in 2026-11-28"


def _cleaned(value: Value) -> Value:
    match value:
        case Text(text):
            return Text(clean_text(text))
        case Other(text):
            return Other(clean_text(text))
        case Choices(values, other):
            return Choices(values, clean_text(other))
        case _:
            return value


def _wrong_text(kind: TextKind, text: str) -> str:
    if not _can_be_shown(text):
        return _NOT_SHOWN
    if not kind.long and "\n" in text:
        return "write it in one line"
    if not text:
        return "it is empty; write something"
    if len(text) < kind.min_length:
        return f"write at least {kind.min_length} characters; these are {len(text)}"
    if len(text) > kind.max_length:
        return f"write at most {kind.max_length} characters; these are {len(text)}"
    return ""


def _wrong_other(text: str) -> str:
    return _wrong_text(TextKind(min_length=1, max_length=MAX_OTHER_LENGTH), text)


def _wrong_choices(kind: MultipleChoiceKind, chosen: Choices) -> str:
    if chosen.other and not kind.allows_other:
        return f"choose from {_listed(kind.options)}"
    if chosen.other and (description := _wrong_other(chosen.other)):
        return description
    values = chosen.values
    if len(set(values)) != len(values) or not set(values) <= _values(kind.options):
        return f"choose from {_listed(kind.options)}, each at most once"
    count = len(values) + bool(chosen.other)
    if not kind.min_choices <= count <= kind.max_choices:
        return f"choose {kind.min_choices} to {kind.max_choices}; these are {count}"
    return ""


def _wrong_day(kind: DateKind, day: str) -> str:
    try:
        # Other forms of ISO 8601 are days, too, but don't sort as they do.
        if date.fromisoformat(day).isoformat() != day:
            return _NO_DAY
    except ValueError:
        return _NO_DAY
    if kind.minimum and day < kind.minimum:
        return f"give a day from {kind.minimum} on"
    if kind.maximum and day > kind.maximum:
        return f"give a day until {kind.maximum}"
    return ""


def _wrong_number(kind: NumberKind, number: float) -> str:
    if not math.isfinite(number):
        return "give a number"
    if kind.whole and not number.is_integer():
        return "give a whole number"
    unit = f" {kind.unit}" if kind.unit else ""
    if kind.minimum is not None and number < kind.minimum:
        return f"give a number of at least {kind.minimum:.15g}{unit}"
    if kind.maximum is not None and number > kind.maximum:
        return f"give a number of at most {kind.maximum:.15g}{unit}"
    return ""


def _can_be_shown(text: str) -> bool:
    return text.isprintable() or not any(
        unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") and c not in "\n\t" for c in text
    )


def _values(options: Sequence[Option]) -> set[str]:
    return {option.value for option in options}


def _listed(options: Sequence[Option]) -> str:
    return ", ".join(option.value for option in options)
