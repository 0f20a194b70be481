"""Answers as a column of JSON holds them: a question's key to `[kind, value]`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from services.questionnaire.domain.answers import (
    Answers,
    Choice,
    Choices,
    Day,
    Number,
    Other,
    Photo,
    Ranking,
    Scale,
    Text,
    Value,
    YesNo,
)
from services.questionnaire.domain.questions import QuestionId

_ANSWER_BYTES: Final = 100
"""What comes with a value: the question's key, and options."""


def stored(answers: Answers) -> dict[str, list[Any]]:
    """Answers to write."""
    return {key: _stored(value) for key, value in answers.items()}


def loaded(answers: Mapping[str, list[Any]]) -> dict[QuestionId, Value]:
    """Answers that were read."""
    return {QuestionId(key): _MAKERS[kind](value) for key, (kind, value) in answers.items()}


def weight(answers: Mapping[str, list[Any]]) -> int:
    """About how many bytes answers that were read take in a message."""
    return sum(_ANSWER_BYTES + _length(value) for _, value in answers.values())


def _length(value: Any) -> int:
    if not isinstance(value, str):
        return 0
    return len(value) if value.isascii() else len(value.encode())


def _stored(value: Value) -> list[Any]:
    match value:
        case Text(text):
            return ["text", text]
        case Choice(chosen):
            return ["choice", chosen]
        case Other(text):
            return ["other", text]
        case Choices(values, ""):
            return ["choices", list(values)]
        case Choices(values, other):
            return ["choices_other", [*values, other]]
        case Scale(number):
            return ["scale", number]
        case YesNo(yes):
            return ["yes_no", yes]
        case Ranking(values):
            return ["ranking", list(values)]
        case Day(iso):
            return ["day", iso]
        case Number(given):
            return ["number", given]
        case Photo(asset_id):
            return ["photo", str(asset_id)]


def _several_and_own(values: list[str]) -> Choices:
    return Choices(tuple(values[:-1]), values[-1])


_MAKERS: Final[Mapping[str, Callable[[Any], Value]]] = {
    "text": Text,
    "choice": Choice,
    "other": Other,
    "choices": lambda values: Choices(tuple(values)),
    "choices_other": _several_and_own,
    "scale": Scale,
    "yes_no": YesNo,
    "ranking": lambda values: Ranking(tuple(values)),
    "day": Day,
    "number": lambda number: Number(float(number)),
    "photo": lambda asset_id: Photo(UUID(asset_id)),
}
