"""Answers: cleaned, and checked against their question."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.questionnaire.domain.questions import (
    ChoiceKind,
    MultipleChoiceKind,
    Option,
    Question,
    QuestionId,
    Questionnaire,
    ScaleKind,
    TextKind,
    YesNoKind,
)


@dataclass(frozen=True, slots=True)
class Text:
    """An answer in words."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The value of the chosen option."""

    value: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of the chosen options."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """The number chosen."""

    number: int


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes is true."""

    yes: bool


Value: TypeAlias = Text | Choice | Choices | Scale | YesNo
Answers: TypeAlias = Mapping[QuestionId, Value]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer, for a person."""

    question_id: QuestionId
    description: str


def checked(
    questionnaire: Questionnaire, answers: Answers
) -> tuple[dict[QuestionId, Value | None], list[Problem]]:
    """The answers, cleaned, and everything that is wrong with them.

    None stands for an empty text to an optional question: the person takes that answer back.
    """
    clean: dict[QuestionId, Value | None] = {}
    problems: list[Problem] = []
    for question_id, value in answers.items():
        question = questionnaire.question(question_id)
        if question is None:
            problems.append(Problem(question_id, "there is no such question; leave it out"))
            continue
        cleaned = Text(clean_text(value.text)) if isinstance(value, Text) else value
        if cleaned == Text("") and not question.required:
            clean[question_id] = None
            continue
        if description := _wrong(question, cleaned):
            problems.append(Problem(question_id, description))
        clean[question_id] = cleaned
    return clean, problems


def missing(questionnaire: Questionnaire, answered: Iterable[QuestionId]) -> list[QuestionId]:
    """Keys of required questions without an answer, in the order of the questions."""
    have = set(answered)
    return [
        question.id for question in questionnaire.questions if question.required and question.id not in have
    ]


def clean_text(text: str) -> str:
    """Unicode in its composed form, line ends as \\n, no space at the ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _wrong(question: Question, value: Value) -> str:
    """Why a cleaned value is no answer to a question; empty when it is."""
    match question.kind, value:
        case TextKind() as kind, Text(text):
            return _wrong_text(kind, text)
        case TextKind(), _:
            return "answer in words"
        case ChoiceKind(options), Choice(chosen):
            return "" if chosen in _values(options) else f"choose one of {_listed(options)}"
        case ChoiceKind(options), _:
            return f"choose one of {_listed(options)}"
        case MultipleChoiceKind() as kind, Choices(values):
            return _wrong_choices(kind, values)
        case MultipleChoiceKind(options), _:
            return f"choose from {_listed(options)}"
        case ScaleKind(minimum, maximum), Scale(number):
            return "" if minimum <= number <= maximum else f"choose a number from {minimum} to {maximum}"
        case ScaleKind(minimum, maximum), _:
            return f"choose a number from {minimum} to {maximum}"
        case YesNoKind(), YesNo():
            return ""
        case _:
            return "answer yes or no"


def _wrong_text(kind: TextKind, text: str) -> str:
    if any(unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") and c not in "\n\t" for c in text):
        return "it holds characters that can't be shown; type it again"
    if not kind.long and "\n" in text:
        return "write it in one line"
    if not text:
        return "it is empty; write something"
    if len(text) < kind.min_length:
        return f"write at least {kind.min_length} characters; these are {len(text)}"
    if len(text) > kind.max_length:
        return f"write at most {kind.max_length} characters; these are {len(text)}"
    return ""


def _wrong_choices(kind: MultipleChoiceKind, values: Sequence[str]) -> str:
    if len(set(values)) != len(values) or not set(values) <= _values(kind.options):
        return f"choose from {_listed(kind.options)}, each at most once"
    if not kind.min_choices <= len(values) <= kind.max_choices:
        return f"choose {kind.min_choices} to {kind.max_choices}; these are {len(values)}"
    return ""


def _values(options: Sequence[Option]) -> set[str]:
    return {option.value for option in options}


def _listed(options: Sequence[Option]) -> str:
    return ", ".join(option.value for option in options)
