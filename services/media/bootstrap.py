"""Wires the media service: the only file that names concrete adapters."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from encompass.media.v1.media_service_pb2_grpc import add_MediaServiceServicer_to_server
from encompass.media.v1.portrait_service_pb2_grpc import add_PortraitServiceServicer_to_server

from services.kit.blobs import open_blob_store
from services.kit.clock import Clock, SystemClock
from services.kit.db.databases import open_databases
from services.kit.db.unit_of_work import Tx
from services.kit.grpc.server import GrpcService
from services.kit.jobs.erasure import eraser
from services.kit.process import running
from services.kit.triton import Model, TritonClient
from services.media.adapters.assets import SqlAssets
from services.media.adapters.darkroom import open_darkroom
from services.media.adapters.events import event_publisher
from services.media.adapters.leftovers import ShardLeftovers
from services.media.adapters.models import TritonPortraitist
from services.media.handlers import PORTRAIT_METHODS, MediaHandlers, PortraitHandlers
from services.media.settings import MediaSettings
from services.media.use_cases.album import Album
from services.media.use_cases.erasure import AssetErasure
from services.media.use_cases.tidying import Tidier
from services.media.use_cases.uploads import Reception

SERVICE_NAME = "encompass.media.v1.MediaService"
PORTRAIT_SERVICE_NAME = "encompass.media.v1.PortraitService"


@asynccontextmanager
async def bootstrap(
    settings: MediaSettings, *, models: Model | None = None, clock: Clock | None = None
) -> AsyncIterator[Sequence[GrpcService]]:
    """Opens what the service needs, and closes it in the end. A test may replace each part."""
    now = clock or SystemClock()
    async with AsyncExitStack() as opened:
        databases = await opened.enter_async_context(
            open_databases(settings.db, application_name=settings.service)
        )
        blobs = await opened.enter_async_context(open_blob_store(settings.s3))
        if models is None:
            models = await opened.enter_async_context(TritonClient(settings.triton))
        darkroom = await opened.enter_async_context(
            open_darkroom(
                processes=settings.media.darkroom_processes, timeout_seconds=settings.media.darkroom_seconds
            )
        )

        def assets(tx: Tx) -> SqlAssets:
            return SqlAssets(tx, now)

        reception = Reception(
            databases.uow,
            assets,
            blobs,
            darkroom,
            TritonPortraitist(models),
            now,
            most_assets=settings.media.most_assets,
        )
        album = Album(databases.uow, assets, blobs, now, publish=event_publisher(now))
        handlers = MediaHandlers(reception, album)
        portraits = PortraitHandlers(
            album, peers=settings.media.portrait_peers, trust_domain=settings.tls.trust_domain
        )
        erasure = eraser(settings.nats, "media", AssetErasure(databases.uow, assets, blobs), SystemClock())
        tidier = Tidier(ShardLeftovers(databases.shards), blobs, now)
        await opened.enter_async_context(
            running([tidier.run, erasure.run], drain_seconds=settings.drain_seconds)
        )
        yield [
            GrpcService(SERVICE_NAME, lambda server: add_MediaServiceServicer_to_server(handlers, server)),
            GrpcService(
                PORTRAIT_SERVICE_NAME,
                lambda server: add_PortraitServiceServicer_to_server(portraits, server),
                PORTRAIT_METHODS,
            ),
        ]
