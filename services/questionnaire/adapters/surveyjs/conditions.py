"""Conditions that both languages can say, and what they mean where there is no answer.

In CEL a missing answer is empty: zero is less than five. In SurveyJS nothing compares with it, and only `!=`
holds. So where the two differ, the one language says in words what the other means.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias


class Untranslatable(Exception):
    """A condition that only one of the languages can say."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a condition, as `2026-11-28`."""

    iso: str


Literal: TypeAlias = str | float | bool | Day


@dataclass(frozen=True, slots=True)
class Given:
    """There is an answer."""

    name: str


@dataclass(frozen=True, slots=True)
class Compare:
    """An answer, compared in the sense of CEL: what is missing is empty."""

    name: str
    sign: str
    literal: Literal

    @property
    def when_missing(self) -> bool:
        """Whether it holds without an answer."""
        return bool(_SIGNS[self.sign](_order(_EMPTY[type(self.literal)]), _order(self.literal)))


@dataclass(frozen=True, slots=True)
class Holds:
    """Several choices, and this one among them."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice, one of these."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    of: Simple


@dataclass(frozen=True, slots=True)
class All:
    """All of them."""

    parts: tuple[Simple, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of them."""

    parts: tuple[Simple, ...]


Simple: TypeAlias = Given | Compare | Holds | OneOf | Not | All | Some

_SIGNS: dict[str, Callable[[Any, Any], object]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_EMPTY: dict[type, Literal] = {str: "", int: 0, float: 0.0, bool: False, Day: Day("1970-01-01")}


def every(parts: Iterable[Simple]) -> Simple:
    """All of them, in the shortest way to say it."""
    flat = _flat(parts, All)
    return flat[0] if len(flat) == 1 else All(flat)


def some(parts: Iterable[Simple]) -> Simple:
    """At least one of them, in the shortest way to say it."""
    flat = _flat(parts, Some)
    match flat:
        case (Not(Given(name)), All((Given(same), Compare() as compared))):
            if name == same == compared.name and compared.when_missing:
                return compared
    return flat[0] if len(flat) == 1 else Some(flat)


def opposite(of: Simple) -> Simple:
    """What holds when it doesn't."""
    match of:
        case Not(inner):
            return inner
        case Compare(name, "==", bool(value)):
            return Compare(name, "==", not value)
        case _:
            return Not(of)


def strictly(compared: Compare) -> Simple:
    """In the sense of CEL, what SurveyJS means by a comparison."""
    holds_there = compared.sign == "!="
    if holds_there == compared.when_missing:
        return compared
    if holds_there:
        return some([Not(Given(compared.name)), compared])
    return every([Given(compared.name), compared])


def _flat(parts: Iterable[Simple], kind: type[All] | type[Some]) -> tuple[Simple, ...]:
    flat: list[Simple] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return tuple(dict.fromkeys(flat))


def _order(literal: Literal) -> object:
    return literal.iso if isinstance(literal, Day) else literal
