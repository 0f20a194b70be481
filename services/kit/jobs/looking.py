"""What looks again and again looks at once when it is told that there is something."""

import asyncio
from contextlib import suppress
from datetime import timedelta


async def until_told(told: asyncio.Event, *, poll: timedelta) -> None:
    """Returns when it is told, which is taken back, or after `poll`: a word may get lost."""
    # Not `wait_for`: in Python 3.11 it loses a cancel that comes at the moment of the event.
    with suppress(TimeoutError):
        async with asyncio.timeout(poll.total_seconds()):
            await told.wait()
    told.clear()
