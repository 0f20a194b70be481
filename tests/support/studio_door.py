"""The media service inside a test, on real databases and a real store; who judges photos is a fake."""

import asyncio
import hashlib
import io
import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import httpx
from encompass.media.v1.media_service_pb2 import CreateUploadRequest
from PIL import Image

from services.kit.blobs import PresignedPost, S3BlobStore, open_blob_store
from services.kit.db.databases import Databases, open_databases
from services.kit.settings import DbSettings, S3Settings
from services.media.adapters import darkroom_worker
from services.media.adapters.assets import SqlAssets
from services.media.adapters.events import event_publisher
from services.media.adapters.leftovers import ShardLeftovers
from services.media.domain.asset import Purpose, RefusalReason
from services.media.domain.consent import current_wording
from services.media.ports import CutoutPixels, Photo, Unusable
from services.media.use_cases.album import Album
from services.media.use_cases.tidying import Tidier, TidyOptions
from services.media.use_cases.uploads import Announced, Reception
from tests.fakes.clock import FakeClock

MOST = 3
"""Photos that one person may keep."""


class InlineDarkroom:
    """The real darkroom's work, in a thread of this process."""

    async def develop(self, file: bytes) -> Photo:
        developed = await asyncio.to_thread(darkroom_worker.develop, file)
        if developed.refusal is not None:
            raise Unusable(developed.refusal)
        return Photo(developed.rgb, developed.width_px, developed.height_px, developed.jpeg)

    async def png(self, cutout: CutoutPixels) -> bytes:
        return darkroom_worker.png(cutout.rgba, cutout.width_px, cutout.height_px)


class FakePortraitist:
    """Cuts out a square; `refusing` makes it refuse, and `gate` makes it wait."""

    def __init__(self) -> None:
        self.refusing: RefusalReason | None = None
        self.failing: Exception | None = None
        self.gate: asyncio.Event | None = None
        self.judged = 0

    async def cut_out(self, photo: Photo) -> CutoutPixels:
        self.judged += 1
        if self.gate is not None:
            await self.gate.wait()
        if self.failing is not None:
            raise self.failing
        if self.refusing is not None:
            raise Unusable(self.refusing)
        return CutoutPixels(bytes(range(64)), 4, 4)


@dataclass
class StudioDoor:
    """All that the service does."""

    databases: Databases
    blobs: S3BlobStore
    clock: FakeClock
    portraitist: FakePortraitist
    reception: Reception
    album: Album
    tidier: Tidier

    async def tidy(self) -> int:
        """One round over all shards; how many objects went."""
        return sum([await self.tidier.tidy(shard) for shard in self.databases.shards])


def photo_file(shade: int = 90) -> bytes:
    """A small JPEG."""
    buffer = io.BytesIO()
    Image.new("RGB", (96, 72), (shade, 60, 30)).save(buffer, "JPEG")
    return buffer.getvalue()


def announced(file: bytes, **changes: object) -> Announced:
    """A file as it should be announced."""
    version, _ = current_wording(Purpose.PORTRAIT)
    new = Announced(
        request_id=uuid.uuid4(),
        purpose=Purpose.PORTRAIT,
        content_type="image/jpeg",
        size_bytes=len(file),
        sha256=hashlib.sha256(file).hexdigest(),
        agreed=True,
        wording_version=version,
        request=CreateUploadRequest(sha256=hashlib.sha256(file).hexdigest()),
    )
    return replace(new, **changes)  # type: ignore[arg-type]


async def send(form: PresignedPost, file: bytes) -> httpx.Response:
    """What a browser does with a form."""
    async with httpx.AsyncClient(timeout=10) as http:
        return await http.post(form.url, data=dict(form.fields), files={"file": ("photo", file)})


@asynccontextmanager
async def open_studio_door(db: DbSettings, s3: S3Settings) -> AsyncIterator[StudioDoor]:
    """Opens databases and store."""
    async with AsyncExitStack() as opened:
        databases = await opened.enter_async_context(open_databases(db, application_name="test"))
        blobs = await opened.enter_async_context(open_blob_store(s3))
        clock, portraitist = FakeClock(datetime.now(UTC)), FakePortraitist()
        reception = Reception(
            databases.uow,
            lambda tx: SqlAssets(tx, clock),
            blobs,
            InlineDarkroom(),
            portraitist,
            clock,
            most_assets=MOST,
        )
        album = Album(
            databases.uow, lambda tx: SqlAssets(tx, clock), blobs, clock, publish=event_publisher(clock)
        )
        options = TidyOptions(deleted_after=timedelta(0))
        tidier = Tidier(ShardLeftovers(databases.shards), blobs, clock, options)
        yield StudioDoor(databases, blobs, clock, portraitist, reception, album, tidier)
