"""Asking seldom what is dear to ask."""

import time
from collections.abc import Callable


class SeldomAsked:
    """A question whose answer turns from no to yes once, asked again only after a while."""

    def __init__(
        self, question: Callable[[], bool], every_seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._question = question
        self._every_seconds = every_seconds
        self._clock = clock
        self._next = clock() + every_seconds
        self._is_yes = False

    def __call__(self) -> bool:
        """The answer of the last time it was asked; no before the first."""
        now = self._clock()
        if not self._is_yes and now >= self._next:
            self._next = now + self._every_seconds
            self._is_yes = self._question()
        return self._is_yes
