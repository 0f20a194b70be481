"""The video service and its worker inside a test, on real servers; scripts and the crew are fakes."""

import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace

from encompass.video.v1.video_service_pb2 import CreateVideoRequest

from services.kit.blobs import S3BlobStore, open_blob_store
from services.kit.bus import NatsBus, open_bus
from services.kit.clock import SystemClock
from services.kit.ids import UserId, new_id
from services.kit.jobs.admission import Admission
from services.kit.jobs.tables import UsageChargeRow
from services.kit.settings import DbSettings, NatsSettings, QueueSettings, S3Settings
from services.video.adapters.events import announcer, event_publisher
from services.video.adapters.share_links import SqlShareLinks
from services.video.adapters.videos import SqlVideos
from services.video.domain.caption_style import CaptionStyle
from services.video.domain.options import Resolution, Tier
from services.video.domain.playback import PlaybackTokens
from services.video.domain.share_links import ShareTokens
from services.video.domain.video import Video, VideoId, VideoState
from services.video.errors import PortraitNotFound
from services.video.ports import SceneText, ScriptSnapshot, Visual
from services.video.use_cases.choices import Wish
from services.video.use_cases.counter import Counter
from services.video.use_cases.playback import Cinema
from services.video.use_cases.production import Crew
from services.video.use_cases.removal import FilmRemoval
from services.video.use_cases.sharing import FilmSharing
from services.video.use_cases.versions import FilmVersions
from services.video.use_cases.videos import NewVideo, VideoDesk
from services.video.worker import VideoJobHandler
from tests.fakes.film_crew import FakeNarrator, FakeRenderer, FakeStudio
from tests.support.platform import Platform, open_platform
from tests.support.waiting import until

PUBLIC_URL = "https://films.example"
MOST_WAITING = 5
"""Films that one person may have waiting."""
TOKENS = PlaybackTokens(b"a secret of the tests")


class FakeScripts:
    """The caller's scripts: one."""

    def __init__(self) -> None:
        self.state = "READY"
        self.language = "en"
        self.script_id = uuid.uuid4()
        self.title = "The Slug Called Ben"
        self.hero = "Tala"
        self.weather: dict[int, str] = {}
        """Of scenes where it isn't clear."""

    async def find(self, script_id: uuid.UUID) -> ScriptSnapshot | None:
        if script_id != self.script_id:
            return None
        visual = Visual("ocean", "dusk", "clear", "hopeful", "push_in", "standing", ("lantern",))
        scenes = tuple(
            SceneText(
                f"Scene {n}",
                "She counts two crabs and a shrimp.",
                replace(visual, weather=self.weather.get(n, visual.weather)),
            )
            for n in range(3)
        )
        return ScriptSnapshot(
            script_id, self.state, self.title, scenes, self.hero, "gentle", language=self.language
        )


class FakePortraits:
    """Photos of everybody: none, until there is a key."""

    def __init__(self) -> None:
        self.keys: dict[uuid.UUID, str] = {}

    async def cutout_key(self, owner: UserId, asset_id: uuid.UUID) -> str:
        if asset_id not in self.keys:
            raise PortraitNotFound(asset_id)
        return self.keys[asset_id]


@dataclass
class Theatre:
    """The video service and its worker, on servers of their own."""

    platform: Platform
    blobs: S3BlobStore
    scripts: FakeScripts
    portraits: FakePortraits
    renderer: FakeRenderer
    crew: Crew
    desk: VideoDesk
    versions: FilmVersions
    removal: FilmRemoval
    cinema: Cinema
    sharing: FilmSharing
    handler: VideoJobHandler

    def new(
        self,
        *,
        request_id: uuid.UUID | None = None,
        seed: int = 7,
        resolution: Resolution = Resolution.P360,
        portrait: uuid.UUID | None = None,
        captions: CaptionStyle | None = CaptionStyle.CLASSIC,
    ) -> NewVideo:
        """An order for a film."""
        tier = Tier.LOW if resolution is Resolution.P360 else Tier.MEDIUM
        wish = Wish(tier=tier, resolution=resolution, portrait_asset_id=portrait, captions=captions)
        request = CreateVideoRequest(script_id=str(self.scripts.script_id), seed=seed)
        return NewVideo(request_id or uuid.uuid4(), self.scripts.script_id, wish, seed, request)

    def version(self, of: Video, number: int) -> Video:
        """A finished version of a film, without any job."""
        return replace(
            of,
            id=VideoId(new_id()),
            film_id=of.film,
            number=number,
            is_current=False,
            state=VideoState.READY,
        )

    async def spent(self, owner: UserId) -> int:
        """Credits that a person has paid and not been given back."""
        async with self.platform.databases.uow.read(owner) as tx:
            charges = tx.owned(UsageChargeRow).where(UsageChargeRow.refunded_at.is_(None))
            return sum(row.quantity for row in await tx.session.scalars(charges))

    async def until_state(self, owner: UserId, video: Video, state: VideoState) -> Video:
        """The video, once it is there."""

        async def is_there() -> bool:
            return (await self.desk.get(owner, video.id)).state is state

        await until(is_there, within=60)
        return await self.desk.get(owner, video.id)


@asynccontextmanager
async def open_theatre(db: DbSettings, nats: NatsSettings, bucket: S3Settings) -> AsyncIterator[Theatre]:
    """Databases, NATS and a store that are empty; nothing runs yet."""
    clock = SystemClock()
    async with AsyncExitStack() as opened:
        platform = await opened.enter_async_context(open_platform(db, nats))
        bus: NatsBus = await opened.enter_async_context(open_bus(nats, name="test"))
        blobs = await opened.enter_async_context(open_blob_store(bucket))
        uow, scripts, renderer = platform.databases.uow, FakeScripts(), FakeRenderer()
        portraits = FakePortraits()
        crew = Crew(
            FakeNarrator(word_ms=150),
            renderer,
            FakeStudio(),
            blobs,
            lambda tx: SqlVideos(tx, clock),
            announcer(bus),
        )
        cinema = Cinema(
            uow,
            lambda tx: SqlVideos(tx, clock),
            SqlShareLinks,
            blobs,
            TOKENS,
            clock,
            public_url=PUBLIC_URL,
        )
        admission = Admission("video", QueueSettings(per_owner=MOST_WAITING))
        counter = Counter(uow, lambda tx: SqlVideos(tx, clock), scripts, admission, clock, portraits)
        yield Theatre(
            platform,
            blobs,
            scripts,
            portraits,
            renderer,
            crew,
            VideoDesk(counter, bus),
            FilmVersions(counter, bus),
            FilmRemoval(
                uow,
                lambda tx: SqlVideos(tx, clock),
                blobs,
                publish=event_publisher(clock),
                announce=announcer(bus),
            ),
            cinema,
            FilmSharing(
                uow,
                lambda tx: SqlVideos(tx, clock),
                SqlShareLinks,
                cinema,
                ShareTokens(b"a secret of the tests"),
                clock,
                public_url=PUBLIC_URL,
            ),
            VideoJobHandler(crew, clock),
        )


def somebody() -> UserId:
    """A person whom nobody knows yet."""
    return UserId(new_id())
