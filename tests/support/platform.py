"""The loops of jobs, run inside a test against real servers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from services.kit.bus.nats_bus import connect
from services.kit.db.databases import Databases, open_databases
from services.kit.jobs.execution import ExecutionOptions
from services.kit.jobs.failures import Backoff, same_backoff
from services.kit.jobs.handler import JobHandler
from services.kit.jobs.relay import OutboxRelay
from services.kit.jobs.streams import ensure_streams
from services.kit.jobs.sweeper import Sweeper, SweeperOptions
from services.kit.jobs.worker import JobWorker, WorkerOptions
from services.kit.process import Loop
from services.kit.settings import DbSettings, NatsSettings

# A pause of this process shall cost no job its worker: tests of leases have `WorkerProcess`.
QUICK = WorkerOptions(
    concurrency=4,
    execution=ExecutionOptions(
        lease=timedelta(minutes=2),
        stop_grace=timedelta(seconds=1),
        drain_grace=timedelta(seconds=0.2),
        backoffs=same_backoff(Backoff(first=timedelta(milliseconds=50))),
    ),
    cancel_poll=timedelta(milliseconds=300),
    per_owner=8,
)
SIGNALLED = replace(QUICK, cancel_poll=timedelta(hours=1))
"""Hears of what is asked of it by signals alone."""
QUICK_SWEEPS = SweeperOptions(
    every=timedelta(milliseconds=200), ring_after=timedelta(seconds=1), settle=timedelta(milliseconds=200)
)


@dataclass
class Running:
    """A loop that was started, and can be stopped."""

    task: asyncio.Task[None]
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def stop(self) -> None:
        """As SIGTERM does."""
        self.stopping.set()
        async with asyncio.timeout(30):
            await self.task


class Platform:
    """Databases and NATS, and what was started on them."""

    def __init__(self, databases: Databases, db: DbSettings, nats: NatsSettings) -> None:
        self.databases = databases
        self.db = db
        self.nats = nats
        self._started: list[Running] = []
        self._cleanup = AsyncExitStack()

    def start(self, loop: Loop) -> Running:
        """Runs a loop beside the test."""
        stopping = asyncio.Event()
        running = Running(asyncio.create_task(_run(loop, stopping)), stopping)
        self._started.append(running)
        return running

    def worker(self, handler: JobHandler, options: WorkerOptions = QUICK) -> Running:
        """Starts a worker."""
        return self.start(JobWorker(self.databases, self.nats, [handler], options).run)

    async def relays(self) -> list[Running]:
        """Starts a relay on each shard, with a connection of their own."""
        client = await connect(self.nats, name="relay")
        self._cleanup.push_async_callback(client.close)
        return [
            self.start(
                OutboxRelay(
                    shard,
                    self.db.shards[name].get_secret_value(),
                    self.db,
                    client,
                    replicas=self.nats.replicas,
                ).run
            )
            for name, shard in self.databases.shards.items()
        ]

    async def sweepers(self, options: SweeperOptions = QUICK_SWEEPS) -> list[Running]:
        """Starts a sweeper on each shard."""
        client = await connect(self.nats, name="sweeper")
        self._cleanup.push_async_callback(client.close)
        return [
            self.start(Sweeper(shard, client, options, replicas=self.nats.replicas).run)
            for shard in self.databases.shards.values()
        ]

    async def declare_streams(self) -> None:
        """As a deployment does."""
        client = await connect(self.nats, name="declare")
        await ensure_streams(client.jetstream(), replicas=self.nats.replicas)
        await client.close()

    async def close(self) -> None:
        """Stops what still runs."""
        for running in self._started:
            # A cancel can get lost in Python 3.11's wait_for, when what is waited for comes at that moment.
            running.stopping.set()
            running.task.cancel()
        await asyncio.gather(*(running.task for running in self._started), return_exceptions=True)
        await self._cleanup.aclose()


@asynccontextmanager
async def open_platform(db: DbSettings, nats: NatsSettings) -> AsyncIterator[Platform]:
    """Opens the databases; streams are declared."""
    async with open_databases(db, application_name="test") as databases:
        platform = Platform(databases, db, nats)
        await platform.declare_streams()
        try:
            yield platform
        finally:
            await platform.close()


async def _run(loop: Loop, stopping: asyncio.Event) -> None:
    await loop(stopping)
