"""Our side: the kit's own worker and the call that use cases make, in the environment of a stack's worker.

`produce <order>` enqueues jobs of one empty step; `work <concurrency> <started file>` runs them
until SIGTERM.
"""

from __future__ import annotations

import asyncio
import sys
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import uvloop
from google.protobuf.wrappers_pb2 import Int64Value

from benchmarks.jobs.load import Accepted, Order, produce, tell
from benchmarks.jobs.record import Recorder
from services.kit.db.databases import open_databases
from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId, new_id
from services.kit.jobs.handler import JobRun
from services.kit.jobs.model import Failure, JobView, NewJob
from services.kit.jobs.queue import enqueue
from services.kit.jobs.worker import JobWorker, WorkerOptions
from services.kit.process import Loop, run_worker
from services.kit.settings import DbSettings, NatsSettings, ProcessSettings, load_settings

KIND = "script"
"""A kind whose consumer is declared; the stack of this benchmark has no other worker of it."""


class Settings(ProcessSettings):
    """What both roles need."""

    db: DbSettings
    nats: NatsSettings


@dataclass(frozen=True, slots=True)
class EmptyStep:
    """The handler: one step that does nothing."""

    started: Recorder
    kind: str = KIND

    async def run(self, job: JobRun) -> None:
        number = job.payload(Int64Value)
        self.started.note(number.value)

        async def nothing() -> Int64Value:
            return number

        await job.step("nothing", nothing, Int64Value)

    async def finished(self, tx: Tx, job: JobView) -> None:
        return

    async def failed(self, tx: Tx, job: JobView, failure: Failure) -> None:
        return

    async def cancelled(self, tx: Tx, job: JobView) -> None:
        return

    async def requeued(self, tx: Tx, job: JobView) -> None:
        return


@asynccontextmanager
async def _worker(settings: Settings, concurrency: int, started: Path) -> AsyncIterator[Sequence[Loop]]:
    async with open_databases(settings.db, application_name="bench-worker") as databases:
        handler = EmptyStep(Recorder(started))
        yield [JobWorker(databases, settings.nats, [handler], WorkerOptions(concurrency=concurrency)).run]


async def _produce(settings: Settings, order: Order) -> Accepted:
    async with open_databases(settings.db, application_name="bench-producer") as databases:

        async def accept(number: int) -> None:
            # Each job is somebody else's: the order in which one person's jobs run isn't what is measured.
            async with databases.uow.begin(UserId(uuid.uuid4())) as tx:
                await enqueue(tx, NewJob(JobId(new_id()), KIND, new_id(), Int64Value(value=number)))

        return await produce(order, accept)


def main() -> None:
    """Runs a role."""
    settings = load_settings(Settings)
    match sys.argv[1:]:
        case ["produce", order]:
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                tell(runner.run(_produce(settings, Order.from_json(order))))
        case ["work", concurrency, started]:
            run_worker(settings, partial(_worker, settings, int(concurrency), Path(started)))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
