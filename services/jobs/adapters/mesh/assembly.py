"""A probe for every part that the settings name."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import grpc
from nats.aio.client import Client

from services.jobs.adapters.mesh.databases import DatabaseHealth
from services.jobs.adapters.mesh.grpc_health import GrpcHealth
from services.jobs.adapters.mesh.http_health import HttpHealth
from services.jobs.adapters.mesh.messages import MessagesHealth
from services.jobs.adapters.mesh.store import StoreHealth
from services.jobs.mesh_view import PartKind, Probe
from services.jobs.settings import JobsSettings
from services.kit.blobs import open_blob_store
from services.kit.db.databases import Databases
from services.kit.grpc.client import open_channel


@asynccontextmanager
async def mesh_probes(
    settings: JobsSettings, databases: Databases, client: Client
) -> AsyncIterator[Sequence[Probe]]:
    """The probes, with their connections open for the length of the block."""
    async with AsyncExitStack() as opened:
        probes: list[Probe] = [MessagesHealth(client)]
        for engines in (databases.directory.engines, *databases.shards.values()):
            probes.append(DatabaseHealth(engines))
        for name, target in settings.peers.items():
            channel = open_channel(target, settings.tls, server_name=name, services=())
            probes.append(GrpcHealth(name, await opened.enter_async_context(channel)))
        for name, url in settings.mesh.workers.items():
            probes.append(HttpHealth(name, PartKind.WORKER, url))
        if settings.mesh.edge:
            probes.append(HttpHealth("edge", PartKind.EDGE, settings.mesh.edge))
        if settings.s3 is not None:
            few = settings.s3.model_copy(update={"threads": 1, "timeout_seconds": 2.0})
            probes.append(StoreHealth(await opened.enter_async_context(open_blob_store(few))))
        if settings.triton is not None:
            # Imported here: an installation without models can save its memory.
            from services.jobs.adapters.mesh.triton import TritonHealth

            triton = grpc.aio.insecure_channel(settings.triton.url)
            probes.append(TritonHealth(await opened.enter_async_context(triton)))
        yield probes
