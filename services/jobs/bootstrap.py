"""Wires the relay and the sweeper of every shard, and the operators' service."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

from encompass.jobs.v1.job_admin_service_pb2_grpc import add_JobAdminServiceServicer_to_server

from services.jobs.adapters.board import ShardJobBoard
from services.jobs.handlers import SERVICE, JobAdminServicer
from services.jobs.settings import JobsSettings
from services.jobs.use_cases import JobAdmin
from services.kit.bus.nats_bus import connect
from services.kit.db.databases import open_databases
from services.kit.grpc.server import GrpcService
from services.kit.jobs.relay import OutboxRelay, RelayOptions
from services.kit.jobs.sweeper import Sweeper, SweeperOptions
from services.kit.process import Loop, running


@asynccontextmanager
async def bootstrap(settings: JobsSettings) -> AsyncIterator[Sequence[GrpcService]]:
    """The loops, running, and the service to answer with."""
    relay = RelayOptions(batch=settings.relay.batch, poll=timedelta(milliseconds=settings.relay.poll_ms))
    sweeper = SweeperOptions(
        every=timedelta(seconds=settings.sweeper.every_seconds),
        ring_after=timedelta(seconds=settings.sweeper.ring_after_seconds),
        keep_published=timedelta(seconds=settings.sweeper.keep_published_seconds),
        keep_finished=timedelta(days=settings.sweeper.keep_finished_days),
    )
    async with open_databases(settings.db, application_name=settings.service) as databases:
        client = await connect(settings.nats, name=settings.service)
        try:
            loops: list[Loop] = []
            replicas = settings.nats.replicas
            for name, shard in databases.shards.items():
                url = settings.db.shards[name].get_secret_value()
                loops.append(OutboxRelay(shard, url, settings.db, client, relay, replicas=replicas).run)
                loops.append(Sweeper(shard, client, sweeper, replicas=replicas).run)
            servicer = JobAdminServicer(JobAdmin(ShardJobBoard(databases)))
            async with running(loops, drain_seconds=settings.drain_seconds):
                yield [
                    GrpcService(
                        SERVICE, lambda server: add_JobAdminServiceServicer_to_server(servicer, server)
                    )
                ]
        finally:
            await client.close()
