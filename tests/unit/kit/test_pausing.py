"""Pauses end early when there is a reason to, and never swallow a cancel."""

import asyncio

from services.kit.pausing import pause


async def test_a_pause_ends_when_its_time_is_over() -> None:
    async with asyncio.timeout(30):
        await pause(0.01, unless=asyncio.Event())


async def test_a_pause_ends_as_soon_as_there_is_a_reason_to() -> None:
    reason = asyncio.Event()
    pausing = asyncio.create_task(pause(3600, unless=reason))
    await asyncio.sleep(0)
    reason.set()
    async with asyncio.timeout(30):
        await pausing


async def test_a_cancel_at_the_moment_of_the_reason_is_not_lost() -> None:
    reason = asyncio.Event()

    async def work() -> None:
        await pause(3600, unless=reason)
        await pause(3600, unless=asyncio.Event())

    working = asyncio.create_task(work())
    await asyncio.sleep(0)
    reason.set()
    working.cancel()
    await asyncio.wait({working}, timeout=5)
    cancelled = working.cancelled()
    working.cancel()
    assert cancelled
