"""The worker of one or more kinds of jobs: hears bells, claims, runs, and never holds the truth itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.kit.db.databases import Databases
from services.kit.jobs.handler import JobHandler
from services.kit.settings import NatsSettings


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """How a worker works."""

    concurrency: int = 2
    """Jobs at a time, of each kind."""
    lease: timedelta = timedelta(seconds=15)
    """How long a job stays ours without a heartbeat; a dead worker costs this much."""


class JobWorker:
    """`async with JobWorker(...)` runs jobs until it is left, then gives back what it has.

        async with open_databases(settings.db) as databases:
            async with JobWorker(databases, settings.nats, [ScriptHandler(...)]):
                await stop.wait()
    """

    def __init__(
        self,
        databases: Databases,
        nats: NatsSettings,
        handlers: Sequence[JobHandler],
        options: WorkerOptions = WorkerOptions(),
    ) -> None: ...

    async def __aenter__(self) -> "JobWorker":
        return self

    async def __aexit__(self, *_: object) -> None: ...
