"""When a part that died is started again, and when the stack gives up on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

QUICK_DEATHS_ALLOWED = "ENCOMPASS_STACK_QUICK_DEATHS_ALLOWED"
"""The variable by which whoever kills parts on purpose asks for more patience with them."""

_MOST_DOUBLINGS = 16


@dataclass(frozen=True, slots=True)
class RestartPolicy:
    """Quick deaths in a row are counted; a life longer than `settled_after` forgives them."""

    settled_after: timedelta = timedelta(seconds=20)
    first_pause: timedelta = timedelta(milliseconds=200)
    longest_pause: timedelta = timedelta(seconds=10)
    quick_deaths_allowed: int = 6
    quick_deaths_allowed_at_first: int = 3
    """Of a part that has never worked yet: somebody waits in front of the terminal."""


def chosen_policy(environment: Mapping[str, str]) -> RestartPolicy:
    """The usual one; when more deaths are allowed, pauses don't grow with them either."""
    allowed = environment.get(QUICK_DEATHS_ALLOWED)
    if allowed is None:
        return RestartPolicy()
    usual = RestartPolicy()
    return replace(usual, quick_deaths_allowed=int(allowed), longest_pause=usual.first_pause)


@dataclass(slots=True)
class RestartBudget:
    """One part's deaths so far."""

    policy: RestartPolicy = field(default_factory=RestartPolicy)
    quick_deaths: int = 0

    def pause_after(self, lived: timedelta, *, has_worked: bool = True) -> timedelta | None:
        """How long to wait before the next start, or None when it is time to give up."""
        if lived >= self.policy.settled_after:
            self.quick_deaths = 0
        self.quick_deaths += 1
        allowed = (
            self.policy.quick_deaths_allowed if has_worked else self.policy.quick_deaths_allowed_at_first
        )
        if self.quick_deaths > allowed:
            return None
        doublings: int = 2 ** min(self.quick_deaths - 1, _MOST_DOUBLINGS)
        return min(self.policy.first_pause * doublings, self.policy.longest_pause)
