"""An account is deleted, over real Postgres, NATS and S3: nothing of the person stays, whatever dies."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import grpc
import pytest
from encompass.auth.v1 import auth_service_pb2

from services.jobs.erasure import Remains
from services.kit.blobs import open_blob_store
from services.kit.blobs.port import BlobStore
from services.kit.bus import open_bus
from services.kit.clock import SystemClock
from services.kit.ids import UserId, new_id
from services.kit.jobs.erasure import Erase, eraser
from services.kit.settings import DbSettings, NatsSettings, S3Settings
from services.media.adapters.assets import SqlAssets
from services.media.adapters.leftovers import ShardLeftovers
from services.media.use_cases.erasure import AssetErasure
from services.media.use_cases.tidying import Tidier as AssetTidier
from services.media.use_cases.tidying import TidyOptions as AssetTidyOptions
from services.questionnaire.adapters.responses import SqlResponses
from services.questionnaire.use_cases.erasure import ResponseErasure
from services.script.adapters.events import ScriptEvents
from services.script.adapters.scene_uses import SqlSceneUses
from services.script.adapters.scripts import SqlScripts
from services.script.domain.model import ScriptId
from services.script.use_cases.erasure import ScriptErasure
from services.stack.launch import StackInfo
from services.video.adapters.events import announcer, event_publisher
from services.video.adapters.videos import SqlVideos
from services.video.adapters.waste import ShardWaste
from services.video.use_cases.removal import FilmRemoval
from services.video.use_cases.tidying import Tidier, TidyOptions
from tests.support.auth_service import PASSWORD, SECONDS, Service, auth_settings, bearer, reason_of, running
from tests.support.platform import Platform, open_platform
from tests.support.seeding import everything, owned_tables, rows_of, seed
from tests.support.theatre import open_theatre, somebody
from tests.support.waiting import until

NOTED = {"deleted_video", "deleted_media_asset"}
"""What says that objects may be left, until they certainly aren't."""
PASSING = NOTED | {"outbox"}
SETTLES_AFTER = timedelta(seconds=2)
"""By clocks that stand still: each event is heard again and again, this long after it was."""
CLOCK = SystemClock()


class Died(Exception):
    """What a process that dies looks like to whoever hears of it."""


@dataclass
class Dying:
    """An eraser that dies before it has begun, and then again when all is done but said."""

    erase: Erase
    calls: int = 0

    async def __call__(self, owner: UserId) -> None:
        self.calls += 1
        if self.calls == 1:
            raise Died
        await self.erase(owner)
        if self.calls == 2:
            raise Died


@dataclass
class Mesh:
    """All services, as far as they hear of accounts that are deleted."""

    auth: Service
    platform: Platform
    blobs: BlobStore
    scene_uses: SqlSceneUses
    erasers: dict[str, Dying] = field(default_factory=dict)

    async def somebody(self, email: str) -> "Somebody":
        """Signs up, and has a row in every table there is, and objects."""
        request = auth_service_pb2.SignUpRequest(email=email, password=PASSWORD, display_name="Ada")
        answer = await self.auth.stub.SignUp(request, timeout=SECONDS)
        owner, things = UserId(UUID(answer.account.id)), new_id()
        for name, url in self.platform.db.shards.items():
            if name == await self.platform.databases.router.shard_of(owner):
                seed(url, owner, things)
        await self.scene_uses.note(UUID(answer.account.workspace_id), ScriptId(things), ["a-scene"])
        keys = [f"videos/{things}/blob_key", f"videos/{things}/film.mp4", f"media/{things}/photo.jpg"]
        for key in keys:
            await self.blobs.put(key, b"theirs", "application/octet-stream")
        return Somebody(self, owner, things, email, bearer(answer.tokens), keys)

    async def has_died_twice_everywhere(self) -> bool:
        return all(each.calls > 2 for each in self.erasers.values())

    async def tidy(self) -> None:
        """What the workers' tidiers do when enough time has passed."""
        at_once = timedelta(0)
        shards = self.platform.databases.shards
        films = Tidier(ShardWaste(shards), self.blobs, TidyOptions(after=at_once))
        photos = AssetTidier(
            ShardLeftovers(shards), self.blobs, CLOCK, AssetTidyOptions(deleted_after=at_once)
        )
        for shard in shards:
            await films.tidy(shard)
            await photos.tidy(shard)


@dataclass
class Somebody:
    """A person with something everywhere."""

    mesh: Mesh
    owner: UserId
    things: UUID
    email: str
    metadata: tuple[tuple[str, str], ...]
    keys: Sequence[str]

    async def delete_account(self, password: str = PASSWORD) -> None:
        request = auth_service_pb2.DeleteAccountRequest(password=password)
        await self.mesh.auth.stub.DeleteAccount(request, metadata=self.metadata, timeout=SECONDS)

    def rows(self) -> dict[str, int]:
        return rows_of(self.mesh.platform.db, self.owner)

    async def has_nothing_but_notes(self) -> bool:
        return set(self.rows()) <= NOTED

    async def objects(self) -> list[str]:
        return [key for key in self.keys if await self.mesh.blobs.exists(key)]


@pytest.fixture
async def mesh(
    servers: StackInfo,
    fresh_db: DbSettings,
    fresh_nats: NatsSettings,
    fresh_bucket: S3Settings,
    tmp_path: Path,
) -> AsyncIterator[Mesh]:
    async with AsyncExitStack() as opened:
        platform = await opened.enter_async_context(open_platform(fresh_db, fresh_nats))
        settings = auth_settings(servers, fresh_db, tmp_path, fresh_nats)
        auth = await opened.enter_async_context(running(settings, servers, settles_after=SETTLES_AFTER))
        blobs = await opened.enter_async_context(open_blob_store(fresh_bucket))
        bus = await opened.enter_async_context(open_bus(fresh_nats, name="test"))
        uow, uses = platform.databases.uow, SqlSceneUses(platform.databases.directory)
        films = FilmRemoval(
            uow,
            lambda tx: SqlVideos(tx, CLOCK),
            blobs,
            publish=event_publisher(CLOCK),
            announce=announcer(bus),
        )
        mesh = Mesh(auth, platform, blobs, uses)
        erasers: dict[str, Erase] = {
            "questionnaire": ResponseErasure(SqlResponses(uow)),
            "script": ScriptErasure(uow, SqlScripts, uses, ScriptEvents(bus, CLOCK)),
            "video": films.account_deleted,
            "media": AssetErasure(uow, lambda tx: SqlAssets(tx, CLOCK), blobs),
            "jobs": Remains(uow),
        }
        for service, erase in erasers.items():
            mesh.erasers[service] = Dying(erase)
            listener = eraser(
                fresh_nats, service, mesh.erasers[service], auth.clock, settles_after=SETTLES_AFTER
            )
            platform.start(listener.run)
        await platform.relays()
        yield mesh


async def test_nothing_of_a_person_stays_anywhere_and_nothing_of_another_goes(mesh: Mesh) -> None:
    ada, eve = await mesh.somebody("ada@example.com"), await mesh.somebody("eve@example.com")
    tables = set(owned_tables(next(iter(mesh.platform.db.shards.values()))))
    assert set(ada.rows()) == tables, "a table that nobody has a row in would go unnoticed"
    kept = {table: count for table, count in eve.rows().items() if table not in PASSING}

    await ada.delete_account()
    await until(mesh.has_died_twice_everywhere, within=60)
    await until(ada.has_nothing_but_notes, within=60)

    # Somebody whose call was under way, or who still has an access token, adds to what is gone.
    async with mesh.platform.databases.uow.begin(ada.owner) as tx:
        shard = mesh.platform.db.shards[tx.shard]
    seed(shard, ada.owner, ada.things)
    await until(ada.has_nothing_but_notes, within=60)

    await mesh.tidy()
    assert ada.rows() == {}
    assert await ada.objects() == []
    left = everything(mesh.platform.db)
    for trace in (str(ada.owner), str(ada.things), ada.email):
        assert trace not in left
    assert str(eve.owner) in left
    assert {table: count for table, count in eve.rows().items() if table not in PASSING} == kept
    assert await eve.objects() == eve.keys


async def test_the_address_is_free_at_once_and_nobody_is_signed_in_any_more(mesh: Mesh) -> None:
    ada = await mesh.somebody("ada@example.com")
    elsewhere = await mesh.auth.sign_in()
    with pytest.raises(grpc.aio.AioRpcError) as wrong:
        await ada.delete_account("not the password")
    assert reason_of(wrong.value) == "encompass.auth/CREDENTIALS_INVALID"

    await ada.delete_account()
    for call, reason in (
        (mesh.auth.refresh(elsewhere.refresh_token), "REFRESH_TOKEN_INVALID"),
        (mesh.auth.sign_in(), "CREDENTIALS_INVALID"),
        (ada.delete_account(), "ACCOUNT_NOT_FOUND"),
    ):
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await call
        assert reason_of(caught.value) == f"encompass.auth/{reason}"
    request = auth_service_pb2.SignUpRequest(email=ada.email, password="another kettle marsh")
    again = await mesh.auth.stub.SignUp(request, timeout=SECONDS)
    assert again.account.id != str(ada.owner)
    await until(ada.has_nothing_but_notes, within=40)
    await mesh.auth.sign_in(password="another kettle marsh")


async def test_a_film_that_is_being_made_is_stopped_and_leaves_nothing(
    fresh_db: DbSettings, fresh_nats: NatsSettings, fresh_bucket: S3Settings
) -> None:
    async with open_theatre(fresh_db, fresh_nats, fresh_bucket) as theatre:
        platform, owner = theatre.platform, somebody()
        theatre.renderer.stalls_after = 40
        worker = platform.worker(theatre.handler)
        await platform.relays()
        video = await theatre.desk.create(owner, theatre.new())
        await asyncio.wait_for(theatre.renderer.stalled.wait(), 40)
        remains = Remains(platform.databases.uow)
        for erase in (theatre.removal.account_deleted, remains):
            await erase_in_the_end(erase, owner)
        await erase_in_the_end(remains, owner)
        assert set(rows_of(fresh_db, owner)) <= NOTED
        await worker.stop()
        assert set(rows_of(fresh_db, owner)) <= NOTED
        await Tidier(
            ShardWaste(platform.databases.shards), theatre.blobs, TidyOptions(after=timedelta(0))
        ).tidy(await platform.databases.router.shard_of(owner))
        assert await theatre.blobs.list(f"videos/{video.id}/") == []


async def erase_in_the_end(erase: Erase, owner: UserId) -> None:
    """As often as it takes."""

    async def is_done() -> bool:
        try:
            await erase(owner)
        except Exception:  # noqa: BLE001  (whatever it is, it's told again)
            return False
        return True

    await until(is_done, within=40)


async def test_of_many_deletions_at_once_one_is_carried_out(mesh: Mesh) -> None:
    ada = await mesh.somebody("ada@example.com")
    attempts = await asyncio.gather(*(ada.delete_account() for _ in range(4)), return_exceptions=True)
    reasons = [reason_of(each) for each in attempts if isinstance(each, grpc.aio.AioRpcError)]
    assert len(reasons) == 3, attempts
    assert set(reasons) <= {"encompass.auth/ACCOUNT_NOT_FOUND", "encompass.auth/CREDENTIALS_INVALID"}
