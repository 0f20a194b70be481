"""Breaking off work that takes long."""

from collections.abc import Callable

Stopped = Callable[[], bool]
"""Whether what is being made isn't wanted any more; asked again and again."""


class FilmUnwanted(Exception):
    """A film was broken off while it was being finished."""


def never() -> bool:
    """Nobody breaks it off."""
    return False
