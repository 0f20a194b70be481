"""Wires the service and the worker: the only file that names concrete adapters."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from encompass.media.v1.portrait_service_pb2_grpc import PortraitServiceStub
from encompass.script.v1.script_service_pb2_grpc import ScriptServiceStub
from encompass.video.v1.share_service_pb2_grpc import add_ShareServiceServicer_to_server
from encompass.video.v1.video_service_pb2_grpc import add_VideoServiceServicer_to_server

from services.kit.blobs import open_blob_store
from services.kit.bus import open_bus
from services.kit.clock import Clock, SystemClock
from services.kit.db.databases import open_databases
from services.kit.db.unit_of_work import Tx
from services.kit.grpc.client import open_channel
from services.kit.grpc.server import GrpcService
from services.kit.jobs.admission import Admission
from services.kit.process import Loop
from services.video.adapters.events import announcer, event_publisher
from services.video.adapters.portraits import GrpcPortraits
from services.video.adapters.scripts import GrpcScripts
from services.video.adapters.share_links import SqlShareLinks
from services.video.adapters.videos import SqlVideos
from services.video.domain.playback import PlaybackTokens
from services.video.domain.share_links import ShareTokens
from services.video.handlers.films import PUBLIC_METHODS, VideoHandlers
from services.video.handlers.sharing import PUBLIC_SHARE_METHODS, SHARE_SERVICE, ShareHandlers
from services.video.ports import Portraits, Scripts, Videos
from services.video.settings import VideoSettings, VideoWorkerSettings
from services.video.use_cases.counter import Counter
from services.video.use_cases.orders import JOB_KIND
from services.video.use_cases.playback import Cinema
from services.video.use_cases.removal import FilmRemoval
from services.video.use_cases.sharing import FilmSharing
from services.video.use_cases.versions import FilmVersions
from services.video.use_cases.videos import VideoDesk

if TYPE_CHECKING:
    from services.kit.triton import TritonClient

_ORDERED_WITHIN = timedelta(seconds=30)
"""How long after its script was read a film may still be ordered."""
_MODELS_LOADED_WITHIN = timedelta(minutes=10)
"""How long a film waits for its models before that counts as an attempt: many times what loading them takes
on a machine with much else to do."""
SERVICE_NAME = "encompass.video.v1.VideoService"


@asynccontextmanager
async def bootstrap_service(
    settings: VideoSettings,
    *,
    scripts: Scripts | None = None,
    portraits: Portraits | None = None,
    clock: Clock | None = None,
) -> AsyncIterator[Sequence[GrpcService]]:
    """What the service process answers. A test may replace each part."""
    now = clock or SystemClock()
    async with AsyncExitStack() as opened:
        databases = await opened.enter_async_context(
            open_databases(settings.db, application_name=settings.service)
        )
        bus = await opened.enter_async_context(open_bus(settings.nats, name=settings.service))
        blobs = await opened.enter_async_context(open_blob_store(settings.s3))
        if scripts is None:
            channel = await opened.enter_async_context(
                open_channel(settings.peers["script"], settings.tls, server_name="script")
            )
            scripts = GrpcScripts(ScriptServiceStub(channel))
        if portraits is None:
            channel = await opened.enter_async_context(
                open_channel(
                    settings.peers["media"],
                    settings.tls,
                    server_name="media",
                    services=("encompass.media.v1.PortraitService",),
                )
            )
            portraits = GrpcPortraits(PortraitServiceStub(channel))

        def videos(tx: Tx) -> Videos:
            return SqlVideos(tx, now)

        key = settings.video.playback_key.get_secret_value().encode()
        admission = Admission(JOB_KIND, settings.queue)
        cinema = Cinema(
            databases.uow,
            videos,
            SqlShareLinks,
            blobs,
            PlaybackTokens(key),
            now,
            public_url=settings.edge.public_url,
        )
        counter = Counter(databases.uow, videos, scripts, admission, now, portraits)
        handlers = VideoHandlers(
            VideoDesk(counter, bus),
            FilmVersions(counter, bus),
            FilmRemoval(databases.uow, videos, blobs, publish=event_publisher(now), announce=announcer(bus)),
            cinema,
        )
        share_handlers = ShareHandlers(
            FilmSharing(
                databases.uow,
                videos,
                SqlShareLinks,
                cinema,
                ShareTokens(key),
                now,
                public_url=settings.edge.public_url,
            )
        )
        yield [
            GrpcService(
                SERVICE_NAME,
                lambda server: add_VideoServiceServicer_to_server(handlers, server),
                PUBLIC_METHODS,
            ),
            GrpcService(
                SHARE_SERVICE,
                lambda server: add_ShareServiceServicer_to_server(share_handlers, server),
                PUBLIC_SHARE_METHODS,
            ),
        ]


@asynccontextmanager
async def bootstrap_worker(
    settings: VideoWorkerSettings, *, models: "TritonClient | None" = None, clock: Clock | None = None
) -> AsyncIterator[Sequence[Loop]]:
    """The loops of the worker process. A test may replace each part."""
    # The service needs neither codecs nor models: what only the worker has is imported here.
    from services.kit.jobs.erasure import eraser
    from services.kit.jobs.listening import EventListener, ListenOptions
    from services.kit.jobs.streams import PORTRAIT_RECALLED, SCRIPT_DELETED
    from services.kit.jobs.worker import JobWorker, WorkerOptions
    from services.kit.triton import TritonClient, wait_until_served
    from services.video.adapters.contracts import film_contracts
    from services.video.adapters.cutouts import StoredCutouts
    from services.video.adapters.models import TritonNarrator
    from services.video.adapters.renderer import TritonRenderer
    from services.video.adapters.signing import signing_key
    from services.video.adapters.studio import FilmStudio
    from services.video.adapters.waste import ShardWaste
    from services.video.use_cases.production import Crew
    from services.video.use_cases.tidying import Tidier
    from services.video.worker import VideoJobHandler, portrait_recalled, script_deleted

    now = clock or SystemClock()
    async with AsyncExitStack() as opened:
        databases = await opened.enter_async_context(
            open_databases(settings.db, application_name=settings.service)
        )
        bus = await opened.enter_async_context(open_bus(settings.nats, name=settings.service))
        blobs = await opened.enter_async_context(open_blob_store(settings.s3))
        if models is None:
            models = await opened.enter_async_context(TritonClient(settings.triton))
        signed_with = await signing_key(settings.credentials)
        studio = opened.enter_context(FilmStudio(threads=settings.studio.threads, signing_key=signed_with))
        crew = Crew(
            narrator=TritonNarrator(models),
            renderer=TritonRenderer(models, StoredCutouts(blobs), at_a_time=settings.studio.frames_at_a_time),
            studio=studio,
            blobs=blobs,
            videos=lambda tx: SqlVideos(tx, now),
            announce=announcer(bus),
        )
        options = WorkerOptions.of(settings.work, concurrency=settings.studio.films)
        tidier = Tidier(ShardWaste(databases.shards), blobs, settings.studio.tidying)
        films = VideoJobHandler(
            crew,
            now,
            small=settings.studio.small,
            models_served=partial(
                wait_until_served,
                models,
                film_contracts(settings.studio.frames_at_a_time),
                patience=_MODELS_LOADED_WITHIN,
            ),
        )
        worker = JobWorker(databases, settings.nats, [films], options)
        removal = FilmRemoval(
            databases.uow, crew.videos, blobs, publish=event_publisher(now), announce=crew.announce
        )
        listener = EventListener(
            settings.nats,
            SCRIPT_DELETED,
            script_deleted(removal),
            now,
            ListenOptions(settles_after=_ORDERED_WITHIN),
        )
        recalls = EventListener(
            settings.nats,
            PORTRAIT_RECALLED,
            portrait_recalled(removal),
            now,
            ListenOptions(settles_after=_ORDERED_WITHIN),
        )
        erasure = eraser(settings.nats, "video", removal.account_deleted, SystemClock())
        yield [worker.run, tidier.run, listener.run, recalls.run, erasure.run]
