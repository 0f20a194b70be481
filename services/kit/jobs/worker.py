"""The worker of one or more kinds of jobs: hears bells, claims, runs, and never holds the truth itself."""

import asyncio
import os
import random
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from services.kit.bus.nats_bus import connect
from services.kit.db.databases import Databases
from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.errors import Unavailable
from services.kit.ids import JobId, new_id
from services.kit.jobs.consumer import BellConsumer
from services.kit.jobs.dispatch import Dispatcher, Orders
from services.kit.jobs.execution import Execution, ExecutionOptions
from services.kit.jobs.handler import JobHandler
from services.kit.jobs.looking import until_told
from services.kit.jobs.postgres_store import PostgresJobStore
from services.kit.jobs.requeue import Requeuer
from services.kit.jobs.store import Claim, ToCancel
from services.kit.jobs.streams import cancel_subject
from services.kit.logging import get_logger
from services.kit.metrics import METRICS
from services.kit.pausing import pause
from services.kit.settings import NatsSettings, WorkSettings

log = get_logger(__name__)

_RECONNECT_SECONDS = 0.5
_SETTLEMENTS_AT_A_TIME = 8


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """How a worker works."""

    concurrency: int = 2
    """Jobs at a time, of each kind."""
    execution: ExecutionOptions = field(default_factory=ExecutionOptions)
    cancel_poll: timedelta = timedelta(seconds=1)
    """How often the shards are asked for jobs to cancel, in case the signal got lost."""
    per_owner: int = 2
    """Jobs of one kind that run at a time for one person, over all workers."""

    @classmethod
    def of(cls, settings: WorkSettings, *, concurrency: int) -> "WorkerOptions":
        """As the environment has it; how many at a time depends on the kind of work."""
        return cls(
            concurrency=concurrency,
            execution=ExecutionOptions(
                lease=timedelta(seconds=settings.lease_seconds),
                stop_grace=timedelta(seconds=settings.stop_grace_seconds),
                drain_grace=timedelta(seconds=settings.step_grace_seconds),
                step_timeout=timedelta(seconds=settings.step_timeout_seconds),
            ),
            cancel_poll=timedelta(seconds=settings.cancel_poll_seconds),
            per_owner=settings.per_owner,
        )


class JobWorker:
    """Runs jobs until it is told to stop, then gives back what it has.

    A loop of `services.kit.process`:

        async with open_databases(settings.db) as databases:
            yield [JobWorker(databases, settings.nats, [ScriptHandler(...)]).run]
    """

    def __init__(
        self,
        databases: Databases,
        nats: NatsSettings,
        handlers: Sequence[JobHandler],
        options: WorkerOptions | None = None,
        *,
        rng: random.Random | None = None,
    ) -> None:
        self._databases = databases
        self._nats = nats
        self._handlers = {handler.kind: handler for handler in handlers}
        self._options = options or WorkerOptions()
        self._rng = rng or random.Random()
        self._store = PostgresJobStore(databases.shards, databases.uow)
        self._requeuer = Requeuer(
            self._store, databases.shards, self._handlers, poll=self._options.cancel_poll
        )
        self._running: dict[JobId, Execution] = {}
        self._draining = False
        self._look_for_cancels = asyncio.Event()
        self._settlements = asyncio.Semaphore(_SETTLEMENTS_AT_A_TIME)
        self.name = f"{socket.gethostname()}/{os.getpid()}/{new_id().hex[-8:]}"
        """Who holds the leases; a new one for each life, so that nobody takes over their own past."""

    async def run(self, stopping: asyncio.Event) -> None:
        """Works until `stopping` is set; then starts nothing more, lets steps come to their end for a few
        seconds, and gives the jobs back for others to take at once."""
        client = await self._connect(stopping)
        if client is None:
            return
        try:
            signals = await client.subscribe(cancel_subject("*"), cb=self._hear_cancel)
            async with asyncio.TaskGroup() as tasks:
                watch = tasks.create_task(self._watch_for_cancels(tasks), name="cancel-watch")
                requeues = tasks.create_task(self._requeuer.run(), name="requeue-watch")
                for kind, handler in self._handlers.items():
                    tasks.create_task(self._dispatch(client, handler, stopping), name=f"dispatch-{kind}")
                await stopping.wait()
                log.info("worker.draining", jobs=len(self._running))
                self._draining = True
                for execution in list(self._running.values()):
                    execution.drain()
                with suppress(NatsError, OSError):
                    await signals.unsubscribe()
                watch.cancel()
                requeues.cancel()
        finally:
            await client.close()

    async def _connect(self, stopping: asyncio.Event) -> Client | None:
        while not stopping.is_set():
            try:
                return await connect(self._nats, name=f"worker {self.name}")
            except Unavailable:
                log.warning("worker.waits_for_nats")
                await pause(_RECONNECT_SECONDS, unless=stopping)
        return None

    async def _dispatch(self, client: Client, handler: JobHandler, stopping: asyncio.Event) -> None:
        """Keeps the slots of one kind filled."""
        orders = Orders(
            kind=handler.kind,
            worker=self.name,
            slots=self._options.concurrency,
            per_owner=self._options.per_owner,
            lease=self._options.execution.lease,
        )

        async def execute(claim: Claim, asked_at: float) -> None:
            await self._execute(claim, handler, asked_at)

        dispatcher = Dispatcher(orders, self._store, self._databases.router, execute)
        async with BellConsumer(client, handler.kind, replicas=self._nats.replicas) as consumer:
            await dispatcher.run(consumer, stopping)

    async def _execute(self, claim: Claim, handler: JobHandler, asked_at: float) -> None:
        view = claim.view
        log.info("job.claimed", job_id=str(view.id), kind=view.kind, fencing=claim.lease.fencing)
        execution = Execution(
            claim,
            handler,
            self._store,
            self._options.execution,
            claimed_at=asked_at,
            rng=self._rng,
        )
        self._running[view.id] = execution
        if self._draining:
            execution.drain()  # it was claimed while the others were being told
        try:
            await execution.run()
        finally:
            if self._running.get(view.id) is execution:
                del self._running[view.id]

    async def _hear_cancel(self, message: Msg) -> None:
        """The signal makes us look; what is to be cancelled stands in the database."""
        self._look_for_cancels.set()
        self._requeuer.look_now()

    async def _watch_for_cancels(self, tasks: asyncio.TaskGroup) -> None:
        """Cancels what runs here, and settles what waits to be cancelled, whether or not a slot is free."""
        while True:
            await until_told(self._look_for_cancels, poll=self._options.cancel_poll)
            for shard in self._databases.shards:
                try:
                    wanted = await self._store.to_cancel(shard, list(self._handlers))
                except (DatabaseUnavailable, WriteConflict):
                    continue
                for job in wanted:
                    self._cancel(job, tasks)

    def _cancel(self, wanted: ToCancel, tasks: asyncio.TaskGroup) -> None:
        running = self._running.get(wanted.job.id)
        if running is not None and wanted.held_by == self.name:
            running.cancel()
        elif wanted.held_by is None:
            tasks.create_task(self._settle_cancelled(wanted), name=f"cancel-{wanted.job.id}")

    async def _settle_cancelled(self, wanted: ToCancel) -> None:
        async with self._settlements:
            asked_at = monotonic()
            try:
                claimed = await self._store.claim(
                    wanted.job, self.name, self._options.execution.lease, only_to_cancel=True
                )
            except (DatabaseUnavailable, WriteConflict):
                return  # it is found again with the next look
            if isinstance(claimed, Claim):
                METRICS.job_claims.labels(wanted.kind, "cancel").inc()
                await self._execute(claimed, self._handlers[wanted.kind], asked_at)
