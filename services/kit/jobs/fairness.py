"""Whose job is next: pure functions over people's places in the queue of a kind, with the time handed in.

A person for whom nothing runs moves up with every minute that they wait, as if by a step of priority; so
nobody waits for ever behind those who pay more. Someone for whom something runs already doesn't move up: that
they have forty films more keeps nobody waiting.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.kit.plans import Plan

AGING: Final = timedelta(minutes=1)
"""What a step of priority is worth. The trigger that keeps `job_owner.rank` counts with it, too."""

_PRIORITIES: Final = {Plan.FREE: 0, Plan.PLUS: 10, Plan.PRO: 20}


def priority_of(plan: Plan) -> int:
    """The priority of a job whose owner has this plan."""
    return _PRIORITIES[plan]


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place in the queue of a kind."""

    priority: int
    """The highest one of their jobs that wait."""
    due_at: datetime | None
    """When the first of those that wait is due; None if none waits."""
    running: int
    """Jobs of the kind that run for them."""
    served_at: datetime | None
    """When a job of theirs was last claimed, or came to its end."""


def may_be_served(place: Place, now: datetime, per_owner: int) -> bool:
    """Whether a job of theirs may be claimed now."""
    return place.due_at is not None and place.due_at <= now and place.running < per_owner


def order_key(place: Place, now: datetime) -> tuple[datetime, int, datetime]:
    """Who has the smallest is served first.

    By priority, lifted by waiting; then who has the fewest running; then who was served longest ago, or
    has waited longest.
    """
    since = waiting_since(place)
    rank = (now if place.running else since) - place.priority * AGING
    return rank, place.running, since


def waiting_since(place: Place) -> datetime:
    """From when on they wait: from when they asked, or from when they were served last, if that is later."""
    if place.due_at is None:
        raise ValueError("nothing of theirs waits")
    return place.due_at if place.served_at is None else max(place.due_at, place.served_at)
