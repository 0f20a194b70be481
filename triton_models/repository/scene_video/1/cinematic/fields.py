"""Reads the fields of a JSON object, each within bounds. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

E_ = TypeVar("E_", bound=StrEnum)


class SpecError(ValueError):
    """The request cannot be rendered; the text says which field is wrong and what is allowed."""


def no_others(name: str, fields: Mapping[str, object], *known: str) -> None:
    """Raises SpecError for a field that isn't known."""
    unknown = sorted(set(fields) - set(known))
    if unknown:
        raise SpecError(f"{name} has unknown fields: {', '.join(unknown)[:200]}")


def choice(fields: Mapping[str, object], name: str, values: type[E_]) -> E_:
    """One of some words."""
    value = fields.get(name)
    try:
        return values(str(value))
    except ValueError:
        allowed = ", ".join(v.value for v in values)
        raise SpecError(f"unknown {name} {str(value)[:60]!r}: expected one of {allowed}") from None


def whole(fields: Mapping[str, object], name: str, default: int | None, low: int, high: int) -> int:
    """A whole number within bounds; a default of None means that it has to be there."""
    value = fields.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise SpecError(f"{name} must be an integer")
    if not low <= value <= high:
        raise SpecError(f"{name} must be within {low}..{high}, not {value}")
    return value


def an_object(fields: Mapping[str, object], name: str) -> dict[str, object]:
    """An object; empty where it isn't there."""
    value = fields.get(name, {})
    if not isinstance(value, dict):
        raise SpecError(f"{name} must be an object")
    return value
