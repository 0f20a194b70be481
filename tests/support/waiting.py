"""Waiting for what happens elsewhere, in another process or server, where there is no event to wait for."""

import asyncio
from collections.abc import Awaitable, Callable


async def until(
    holds: Callable[[], Awaitable[bool]], *, within: float = 60.0, look_every: float = 0.02
) -> None:
    """Returns as soon as `holds` says so.

    Raises:
        TimeoutError: it didn't, for `within` seconds.
    """
    async with asyncio.timeout(within):
        while not await holds():  # noqa: ASYNC110  (what it waits for lives outside of this loop)
            await asyncio.sleep(look_every)
