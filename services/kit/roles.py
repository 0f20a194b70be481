"""What an account may do beyond its own things."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """A role. It comes with each access token, and takes effect when that is renewed."""

    OPERATOR = "operator"
    """Sees jobs of everybody, and has them run again or discards them."""


def known_roles(names: object) -> frozenset[Role]:
    """The roles of a token or a row; what isn't a list has none, and names that aren't known are left out."""
    if not isinstance(names, Iterable) or isinstance(names, str):
        return frozenset()
    return frozenset(role for role in Role if role.value in set(map(str, names)))
