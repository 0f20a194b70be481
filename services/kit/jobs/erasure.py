"""Hearing that an account is deleted: each service erases what it has of the person."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from services.kit.clock import Clock
from services.kit.ids import UserId
from services.kit.jobs.listening import EventListener, HeardEvent, ListenOptions
from services.kit.jobs.streams import ERASERS
from services.kit.settings import NatsSettings

SETTLES_AFTER: Final = timedelta(minutes=15)
"""How long after an account is gone somebody may still add to it: longer than its access tokens are good for.
Then all is erased once more."""

Erase = Callable[[UserId], Awaitable[None]]
"""Erases what a service has of a person. It is told more than once, and raises where there is more to do."""


def eraser(
    nats: NatsSettings, service: str, erase: Erase, clock: Clock, *, settles_after: timedelta = SETTLES_AFTER
) -> EventListener:
    """The loop by which a service hears of accounts that are deleted."""

    async def hear(event: HeardEvent) -> None:
        await erase(event.owner)

    return EventListener(nats, ERASERS[service], hear, clock, ListenOptions(settles_after=settles_after))
