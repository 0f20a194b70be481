"""Wires the relay and the sweeper of every shard, and the operators' services."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

from encompass.jobs.v1.job_admin_service_pb2_grpc import add_JobAdminServiceServicer_to_server
from encompass.jobs.v1.mesh_admin_service_pb2_grpc import add_MeshAdminServiceServicer_to_server
from nats.aio.client import Client

from services.jobs.adapters.board import ShardJobBoard
from services.jobs.adapters.mesh.assembly import mesh_probes
from services.jobs.erasure import Remains
from services.jobs.handlers.jobs import SERVICE, JobAdminServicer
from services.jobs.handlers.mesh import MESH_SERVICE, MeshAdminServicer
from services.jobs.live import Live
from services.jobs.mesh_view import Mesh, MeshView
from services.jobs.queue_view import QueueOverview, QueueView
from services.jobs.settings import JobsSettings
from services.jobs.use_cases import JobAdmin
from services.kit.bus.nats_bus import connect
from services.kit.clock import SystemClock
from services.kit.db.databases import Databases, open_databases
from services.kit.grpc.server import GrpcService
from services.kit.jobs.erasure import eraser
from services.kit.jobs.relay import OutboxRelay, RelayOptions
from services.kit.jobs.sweeper import Sweeper, SweeperOptions
from services.kit.process import Loop, running


@asynccontextmanager
async def bootstrap(settings: JobsSettings) -> AsyncIterator[Sequence[GrpcService]]:
    """The loops, running, and the services to answer with."""
    async with AsyncExitStack() as opened:
        databases = await opened.enter_async_context(
            open_databases(settings.db, application_name=settings.service)
        )
        client = await connect(settings.nats, name=settings.service)
        opened.push_async_callback(client.close)
        board = ShardJobBoard(databases)
        view = QueueView(board, SystemClock())
        queues: Live[QueueOverview] = Live(
            "queues",
            view.look,
            lambda overview: overview.said,
            every=timedelta(seconds=0.9),
            idle=timedelta(seconds=5),
        )
        probes = await opened.enter_async_context(mesh_probes(settings, databases, client))
        mesh: Live[Mesh] = Live(
            "mesh",
            MeshView(probes, SystemClock()).look,
            lambda seen: seen.said,
            every=timedelta(seconds=2.9),
            idle=timedelta(seconds=10),
        )
        jobs_servicer = JobAdminServicer(JobAdmin(board), view, queues)
        mesh_servicer = MeshAdminServicer(mesh)
        erasure = eraser(settings.nats, "jobs", Remains(databases.uow), SystemClock())
        loops = [*_loops(settings, databases, client), queues.run, mesh.run, erasure.run]
        await opened.enter_async_context(running(loops, drain_seconds=settings.drain_seconds))
        yield [
            GrpcService(SERVICE, lambda server: add_JobAdminServiceServicer_to_server(jobs_servicer, server)),
            GrpcService(
                MESH_SERVICE, lambda server: add_MeshAdminServiceServicer_to_server(mesh_servicer, server)
            ),
        ]


def _loops(settings: JobsSettings, databases: Databases, client: Client) -> list[Loop]:
    """The relay and the sweeper of every shard."""
    relay = RelayOptions(batch=settings.relay.batch, poll=timedelta(milliseconds=settings.relay.poll_ms))
    sweeper = SweeperOptions(
        every=timedelta(seconds=settings.sweeper.every_seconds),
        ring_after=timedelta(seconds=settings.sweeper.ring_after_seconds),
        keep_published=timedelta(seconds=settings.sweeper.keep_published_seconds),
        keep_finished=timedelta(days=settings.sweeper.keep_finished_days),
    )
    loops: list[Loop] = []
    replicas = settings.nats.replicas
    for name, shard in databases.shards.items():
        url = settings.db.shards[name].get_secret_value()
        loops.append(OutboxRelay(shard, url, settings.db, client, relay, replicas=replicas).run)
        loops.append(Sweeper(shard, client, sweeper, replicas=replicas).run)
    return loops
