"""Keys for the names that SurveyJS allows, and what is known of the questions behind them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from services.questionnaire.adapters.surveyjs.conditions import Day, Literal, Untranslatable
from services.questionnaire.domain.expressions import IDENTIFIER
from services.questionnaire.domain.questions import (
    DateKind,
    Kind,
    NumberKind,
    ScaleKind,
    YesNoKind,
    options_of,
)

_MOST_CHARACTERS = 60


class Names:
    """What names became, by what they were."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._kinds: dict[str, Kind] = {}
        self._values: dict[str, dict[str, str]] = {}

    def add(self, name: str) -> str:
        """The key of a question of this name."""
        self._keys[name] = unused(name, self._keys.values())
        return self._keys[name]

    def learn(self, name: str, kind: Kind, values: dict[str, str]) -> None:
        """The kind of a question, and what the values of its choices became."""
        self._kinds[name] = kind
        self._values[name] = values

    def key(self, name: str) -> str:
        """`Typed.key`."""
        if name not in self._kinds:
            raise Untranslatable
        return self._keys[name]

    def literal(self, name: str, value: str | float | bool) -> Literal:
        """`Typed.literal`."""
        kind = self._kinds.get(name)
        match kind:
            case None:
                raise Untranslatable
            case YesNoKind():
                return _truth(value)
            case DateKind():
                return _day(value)
            case ScaleKind() | NumberKind():
                return _number(value)
            case _ if options_of(kind):
                return self._values[name].get(as_value(value), as_value(value))
            case _:
                raise Untranslatable


def unused(name: str, taken: Iterable[str]) -> str:
    """A key like the name, that isn't taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_MOST_CHARACTERS]
    if name and IDENTIFIER.fullmatch(name):
        key = name
    if not IDENTIFIER.fullmatch(key):
        key = f"q_{key}".rstrip("_")
    free, number, have = key, 1, set(taken)
    while free in have:
        number += 1
        free = f"{key}_{number}"
    return free


def as_value(value: object) -> str:
    """A value of a choice, which SurveyJS lets be a number."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _truth(value: str | float | bool) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise Untranslatable


def _day(value: str | float | bool) -> Day:
    try:
        return Day(date.fromisoformat(str(value)).isoformat())
    except ValueError:
        raise Untranslatable from None


def _number(value: str | float | bool) -> float:
    if isinstance(value, bool):
        raise Untranslatable
    try:
        number = float(value)
    except ValueError:
        raise Untranslatable from None
    return int(number) if number.is_integer() else number
