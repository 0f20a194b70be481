"""What looks again and again looks at once when it is told that there is something."""

import asyncio
from datetime import timedelta

from services.kit.pausing import pause


async def until_told(told: asyncio.Event, *, poll: timedelta) -> None:
    """Returns when it is told, which is taken back, or after `poll`: a word may get lost."""
    await pause(poll.total_seconds(), unless=told)
    told.clear()
