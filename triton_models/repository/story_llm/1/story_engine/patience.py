"""Asking seldom what is dear to ask."""

import time
from collections.abc import Callable


class SeldomAsked:
    """A question whose answer turns from no to yes once, asked again only when the last answer is too old."""

    def __init__(self, question: Callable[[], bool], clock: Callable[[], float] = time.monotonic) -> None:
        self._question = question
        self._clock = clock
        self._asked = clock()
        self._is_yes = False

    def __call__(self, within_seconds: float) -> bool:
        """An answer that is no older than this; at first it is no."""
        now = self._clock()
        if not self._is_yes and now >= self._asked + within_seconds:
            self._asked = now
            self._is_yes = self._question()
        return self._is_yes
