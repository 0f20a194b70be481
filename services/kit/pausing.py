"""A pause that ends early when there is a reason to."""

import asyncio
from contextlib import suppress


async def pause(seconds: float, *, unless: asyncio.Event) -> None:
    """Returns after that long, or as soon as the event is set."""
    # Not `wait_for`: in Python 3.11 it loses a cancel that comes at the moment of the event.
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await unless.wait()
