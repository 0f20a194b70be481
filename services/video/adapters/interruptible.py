"""Work on a thread that can be told to stop, and that is over when whoever asked for it goes on."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar

Result = TypeVar("Result")


async def interruptible(threads: Executor, work: Callable[[Callable[[], bool]], Result]) -> Result:
    """Does work on a thread.

    When the task is cancelled, the work is told so and waited for: it may use files that are deleted next.

    Args:
        work: gets what tells whether it should stop.
    """
    stop = threading.Event()
    running = asyncio.get_running_loop().run_in_executor(threads, work, stop.is_set)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        stop.set()
        await _over(running)
        raise


async def _over(running: asyncio.Future[Result]) -> None:
    while not running.done():
        try:
            await asyncio.wait([running])
        except asyncio.CancelledError:
            # Cancelled twice: the first one is raised once the thread is done.
            continue
    if not running.cancelled():
        # How it ended interests nobody any more.
        running.exception()
