"""Answers as a column of JSON holds them: a question's key to `[kind, value]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
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


def stored(answers: Answers) -> dict[str, list[Any]]:
    """Answers to write."""
    return {key: _stored(value) for key, value in answers.items()}


def loaded(answers: Mapping[str, list[Any]]) -> dict[QuestionId, Value]:
    """Answers that were read."""
    return {QuestionId(key): _loaded(kind, value) for key, (kind, value) in answers.items()}


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


def _loaded(kind: str, value: Any) -> Value:
    match kind:
        case "text":
            return Text(value)
        case "choice":
            return Choice(value)
        case "other":
            return Other(value)
        case "choices":
            return Choices(tuple(value))
        case "choices_other":
            return Choices(tuple(value[:-1]), value[-1])
        case "scale":
            return Scale(value)
        case "yes_no":
            return YesNo(value)
        case "ranking":
            return Ranking(tuple(value))
        case "day":
            return Day(value)
        case "number":
            return Number(float(value))
        case "photo":
            return Photo(UUID(value))
        case _:
            raise ValueError(f"no answer is stored as {kind!r}")
