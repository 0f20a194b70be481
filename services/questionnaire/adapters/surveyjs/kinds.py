"""Kinds of SurveyJS questions that are known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.questionnaire.adapters.surveyjs.names import as_value, unused
from services.questionnaire.domain.completeness import MAX_ANSWER_LENGTH
from services.questionnaire.domain.questions import (
    OTHER,
    ChoiceKind,
    DateKind,
    Kind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    PhotoKind,
    RankingKind,
    ScaleKind,
    TextKind,
    YesNoKind,
)

_CHOICES = {"choices", "showOtherItem", "hasOther"}
_VALUE_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


@dataclass(frozen=True, slots=True)
class Found:
    """A question's kind: as data of our own format, without its texts."""

    data: dict[str, Any]
    kind: Kind
    known: set[str]
    """The properties that are in it."""
    labels: Mapping[str, Any] = field(default_factory=dict)
    """Texts, by the name of our field."""
    option_labels: tuple[Any, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    """What the values of choices became."""
    lengths: bool = False
    """Whether validators of type `text` are in it."""


def kind_of(element: Mapping[str, Any]) -> Found | None:
    """The kind of a question; None for one that isn't known here."""
    match element.get("type"):
        case "text":
            return _line(element)
        case "comment":
            return _words("long_text", element)
        case "radiogroup" | "dropdown":
            return _choice(element)
        case "checkbox" | "tagbox":
            return _choices(element)
        case "ranking":
            options, labels, values = _options(element)
            return Found(
                {"type": "ranking", "options": options}, RankingKind(()), {"choices"}, {}, labels, values
            )
        case "rating":
            return _scale(element)
        case "boolean":
            return Found({"type": "yes_no"}, YesNoKind(), set())
        case "file" if not element.get("allowMultiple"):
            return Found({"type": "photo"}, PhotoKind(), {"acceptedTypes", "allowMultiple"})
        case _:
            return None


def _line(element: Mapping[str, Any]) -> Found | None:
    match element.get("inputType", "text"):
        case "text":
            return _words("text", element)
        case "date":
            days = {"type": "date", "minimum": _day(element, "min"), "maximum": _day(element, "max")}
            return Found(days, DateKind(), {"inputType", "min", "max"})
        case "number":
            data: dict[str, Any] = {
                "type": "number",
                "minimum": _number(element, "min"),
                "maximum": _number(element, "max"),
                "whole": element.get("step") == 1,
            }
            known = {"inputType", "min", "max"} | ({"step"} if element.get("step") == 1 else set())
            return Found(data, NumberKind(whole=bool(data["whole"])), known)
        case _:
            return None


def _words(kind: str, element: Mapping[str, Any]) -> Found:
    shortest, longest = 1, _whole(element, "maxLength", MAX_ANSWER_LENGTH)
    for validator in _listed(element, "validators"):
        if isinstance(validator, dict) and validator.get("type") == "text":
            shortest = max(shortest, _whole(validator, "minLength", 0))
            longest = min(longest, _whole(validator, "maxLength", 0) or longest)
    data = {"type": kind, "min_length": shortest, "max_length": min(max(longest, 1), MAX_ANSWER_LENGTH)}
    labels = {"placeholder": element["placeholder"]} if element.get("placeholder") else {}
    return Found(data, TextKind(1, 1), {"maxLength", "placeholder", "inputType"}, labels, lengths=True)


def _choice(element: Mapping[str, Any]) -> Found:
    options, labels, values = _options(element)
    data = {"type": "choice", "options": options, "allows_other": _has_other(element)}
    return Found(data, ChoiceKind((Option("", ""),)), _CHOICES, {}, labels, values)


def _choices(element: Mapping[str, Any]) -> Found:
    options, labels, values = _options(element)
    other = _has_other(element)
    fewest = _whole(element, "minSelectedChoices", 1 if element.get("isRequired") else 0)
    most = _whole(element, "maxSelectedChoices", 0) or len(options) + other
    data = {
        "type": "multiple_choice",
        "options": options,
        "min_choices": fewest,
        "max_choices": most,
        "allows_other": other,
    }
    known = {*_CHOICES, "minSelectedChoices", "maxSelectedChoices"}
    return Found(data, MultipleChoiceKind((Option("", ""),), 0, 1), known, {}, labels, values)


def _scale(element: Mapping[str, Any]) -> Found | None:
    if element.get("rateValues"):
        return None
    low = _whole(element, "rateMin", 1)
    data = {"type": "scale", "minimum": low, "maximum": _whole(element, "rateMax", 5)}
    labels = {
        ours: element[theirs]
        for ours, theirs in (("minimum_label", "minRateDescription"), ("maximum_label", "maxRateDescription"))
        if element.get(theirs)
    }
    known = {"rateMin", "rateMax", "minRateDescription", "maxRateDescription"}
    return Found(data, ScaleKind(0, 1), known, labels)


def _options(element: Mapping[str, Any]) -> tuple[list[dict[str, Any]], tuple[Any, ...], dict[str, str]]:
    options: list[dict[str, Any]] = []
    labels: list[Any] = []
    values: dict[str, str] = {}
    for choice in _listed(element, "choices"):
        given = choice.get("value") if isinstance(choice, dict) else choice
        label = choice.get("text") if isinstance(choice, dict) else None
        if given is None:
            continue
        text = as_value(given)
        value = text if _is_value(text) else unused(text, [OTHER, *values.values()])
        values[text] = value
        options.append({"value": value})
        labels.append(label or text)
    return options, tuple(labels), values


def _listed(element: Mapping[str, Any], name: str) -> list[Any]:
    found = element.get(name)
    return found if isinstance(found, list) else []


def _is_value(text: str) -> bool:
    return (
        bool(text)
        and len(text) <= 64
        and text[0].isalnum()
        and set(text) <= _VALUE_CHARACTERS
        and text != OTHER
    )


def _has_other(element: Mapping[str, Any]) -> bool:
    return bool(element.get("showOtherItem") or element.get("hasOther"))


def _whole(element: Mapping[str, Any], name: str, default: int) -> int:
    value = element.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not float(value).is_integer():
        return default
    return int(value) if abs(value) < 2**31 else default


def _number(element: Mapping[str, Any], name: str) -> float | None:
    value = element.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _day(element: Mapping[str, Any], name: str) -> str:
    value = element.get(name)
    return value if isinstance(value, str) else ""
