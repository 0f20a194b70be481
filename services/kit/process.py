"""The life of a process: settings in, logs, traces and metrics up, work until SIGTERM, everything flushed."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager

from services.kit.settings import ProcessSettings

Loop = Callable[[asyncio.Event], Awaitable[None]]
"""Work that goes on until the event is set, and then ends by itself, soon."""


def run_worker(
    settings: ProcessSettings, start: Callable[[], AbstractAsyncContextManager[Sequence[Loop]]]
) -> None:
    """Runs a process that answers no calls until SIGTERM or SIGINT; returns when it is over.

    `start` opens everything and yields the loops to run side by side:

        @asynccontextmanager
        async def start() -> AsyncIterator[Sequence[Loop]]:
            async with open_databases(settings.db) as shards:
                yield [relay.run, sweeper.run]       # async def run(self, stopping: asyncio.Event)

    A loop that raises ends the process with status 1, so that whoever watches it starts it again. On
    SIGTERM `stopping` is set; loops that still run after `drain_seconds` are cancelled.
    """
    from services.kit.runtime import run_loops

    run_loops(settings, start)
