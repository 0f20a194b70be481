"""Films of a deleted script, over real Postgres, NATS and S3: nothing of them stays."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Collection
from datetime import timedelta

import pytest
from encompass.jobs.v1.event_pb2 import Event
from sqlalchemy import func, select

from services.kit.blobs.port import BlobStoreUnavailable
from services.kit.bus.nats_bus import connect
from services.kit.clock import SystemClock
from services.kit.ids import UserId, new_id
from services.kit.jobs.listening import EventListener, HeardEvent, ListenOptions
from services.kit.jobs.queue import publish_event
from services.kit.jobs.streams import EVENTS, SCRIPT_DELETED
from services.kit.jobs.tables import JobRow, OutboxRow
from services.kit.settings import DbSettings, NatsSettings, S3Settings
from services.video.adapters.events import event_publisher
from services.video.adapters.tables import (
    DeletedVideoRow,
    VideoRenditionRow,
    VideoRow,
    VideoSceneRow,
    VideoSegmentRow,
)
from services.video.adapters.waste import ShardWaste
from services.video.domain import storage
from services.video.domain.video import Video, VideoState
from services.video.errors import PlaybackTokenInvalid, VideoNotFound
from services.video.use_cases.removal import FilmRemoval
from services.video.use_cases.tidying import Tidier, TidyOptions
from services.video.worker import script_deleted
from tests.support.theatre import Theatre, open_theatre, somebody
from tests.support.waiting import until

SOON = ListenOptions(first_retry=timedelta(milliseconds=50), longest_retry=timedelta(milliseconds=200))


@pytest.fixture
async def theatre(
    fresh_db: DbSettings, fresh_nats: NatsSettings, fresh_bucket: S3Settings
) -> AsyncIterator[Theatre]:
    async with open_theatre(fresh_db, fresh_nats, fresh_bucket) as opened:
        yield opened


class AwayStore:
    """A store that can't be reached to delete anything."""

    async def delete_prefix(self, prefix: str, *, keep: Collection[str] = ()) -> int:
        raise BlobStoreUnavailable("away")


def a_removal(theatre: Theatre, *, store_is_away: bool = False) -> FilmRemoval:
    return FilmRemoval(
        theatre.platform.databases.uow,
        theatre.crew.videos,
        AwayStore() if store_is_away else theatre.blobs,  # type: ignore[arg-type]  # all that is asked of it
        publish=event_publisher(SystemClock()),
        announce=theatre.crew.announce,
    )


def a_listener(theatre: Theatre, removal: FilmRemoval) -> EventListener:
    return EventListener(theatre.platform.nats, SCRIPT_DELETED, script_deleted(removal), SystemClock(), SOON)


async def announce_deleted(theatre: Theatre, owner: UserId) -> None:
    """As the script service does."""
    event = Event(
        event_id=str(new_id()),
        type="script.script.deleted",
        user_id=str(owner),
        resource_id=str(theatre.scripts.script_id),
    )
    async with theatre.platform.databases.uow.begin(owner) as tx:
        await publish_event(tx, SCRIPT_DELETED.subject, event)


async def a_finished_film(theatre: Theatre, owner: UserId) -> Video:
    theatre.platform.worker(theatre.handler)
    video = await theatre.desk.create(owner, theatre.new())
    return await theatre.until_state(owner, video, VideoState.READY)


async def rows_of(theatre: Theatre, owner: UserId) -> int:
    """Rows that a person has of films and their jobs."""
    tables = (VideoRow, VideoSceneRow, VideoSegmentRow, VideoRenditionRow, JobRow)
    async with theatre.platform.databases.uow.read(owner) as tx:
        counts = [
            await tx.session.scalar(select(func.count()).select_from(tx.owned(table).subquery()))
            for table in tables
        ]
    return sum(count or 0 for count in counts)


async def times_told(theatre: Theatre, owner: UserId, event: str) -> int:
    """How often others were told of an event of this person's films."""
    async with theatre.platform.databases.uow.read(owner) as tx:
        query = tx.owned(OutboxRow).where(OutboxRow.subject == f"events.video.video.{event}")
        return len((await tx.session.scalars(query)).all())


async def is_heard(theatre: Theatre, times: int) -> None:
    """Returns once so many events are acknowledged."""
    client = await connect(theatre.platform.nats, name="look")

    async def holds() -> bool:
        info = await client.jetstream().consumer_info(EVENTS, SCRIPT_DELETED.name)
        return (
            info.ack_floor is not None
            and info.ack_floor.consumer_seq >= times
            and not (info.num_pending or info.num_ack_pending)
        )

    await until(holds)
    await client.close()


def tidier(theatre: Theatre) -> Tidier:
    waste = ShardWaste(theatre.platform.databases.shards)
    return Tidier(waste, theatre.blobs, TidyOptions(after=timedelta(0)))


async def test_a_film_goes_with_its_script_even_when_it_is_told_twice(theatre: Theatre) -> None:
    await theatre.platform.relays()
    owner, stranger = somebody(), somebody()
    film, other = await a_finished_film(theatre, owner), await a_finished_film(theatre, stranger)
    token = (await theatre.cinema.links(owner, film.id)).playlist_url.split("/")[-2]
    theatre.platform.start(a_listener(theatre, a_removal(theatre)).run)
    await announce_deleted(theatre, owner)
    await announce_deleted(theatre, owner)
    await is_heard(theatre, 2)

    assert await rows_of(theatre, owner) == 0
    assert not await theatre.blobs.list(storage.prefix(film.id))
    with pytest.raises(VideoNotFound):
        await theatre.desk.get(owner, film.id)
    with pytest.raises(PlaybackTokenInvalid):
        await theatre.cinema.playlist(token)
    assert await times_told(theatre, owner, "deleted") == 1
    assert (await theatre.desk.get(stranger, other.id)).state is VideoState.READY, "it isn't theirs"
    assert await theatre.blobs.list(storage.prefix(other.id))


async def test_a_film_in_the_making_stops_and_what_is_stored_late_goes_too(theatre: Theatre) -> None:
    await theatre.platform.relays()
    theatre.platform.worker(theatre.handler)
    theatre.renderer.stalls_after = 120
    owner = somebody()
    video = await theatre.desk.create(owner, theatre.new())
    async with asyncio.timeout(30):
        await theatre.renderer.stalled.wait()
    theatre.platform.start(a_listener(theatre, a_removal(theatre)).run)
    await announce_deleted(theatre, owner)

    async def has_stopped() -> bool:
        return theatre.renderer.open_streams == 0 and await times_told(theatre, owner, "cancelled") == 1

    await until(has_stopped)
    assert await rows_of(theatre, owner) == 1, "its cancelled job is deleted with other old ones"
    await theatre.blobs.put(storage.segment_key(video.id, 0), b"late", storage.MP4)
    for shard in theatre.platform.databases.shards:
        await tidier(theatre).tidy(shard)
    assert not await theatre.blobs.list(storage.prefix(video.id))


async def test_objects_that_the_store_kept_while_it_was_away_are_found_again(theatre: Theatre) -> None:
    await theatre.platform.relays()
    owner = somebody()
    film = await a_finished_film(theatre, owner)
    theatre.platform.start(a_listener(theatre, a_removal(theatre, store_is_away=True)).run)
    await announce_deleted(theatre, owner)
    await is_heard(theatre, 1)
    assert await rows_of(theatre, owner) == 0
    assert await theatre.blobs.list(storage.prefix(film.id)), "they are still there"

    shards = sorted(theatre.platform.databases.shards)
    assert sum([await tidier(theatre).tidy(shard) for shard in shards]) > 0
    assert not await theatre.blobs.list(storage.prefix(film.id))
    async with theatre.platform.databases.uow.read(owner) as tx:
        assert not (await tx.session.scalars(tx.owned(DeletedVideoRow))).all(), "nothing is left to do"


async def test_a_deletion_that_nobody_could_carry_out_is_heard_by_the_next(theatre: Theatre) -> None:
    await theatre.platform.relays()
    owner = somebody()
    film = await a_finished_film(theatre, owner)
    tries: list[uuid.UUID] = []

    async def fail(event: HeardEvent) -> None:
        tries.append(event.id)
        raise OSError("the shard is away")

    failing = EventListener(theatre.platform.nats, SCRIPT_DELETED, fail, SystemClock(), SOON)
    first = theatre.platform.start(failing.run)
    await announce_deleted(theatre, owner)

    async def tried_twice() -> bool:
        return len(tries) >= 2

    await until(tried_twice)
    await first.stop()
    assert (await theatre.desk.get(owner, film.id)).state is VideoState.READY
    theatre.platform.start(a_listener(theatre, a_removal(theatre)).run)
    await is_heard(theatre, 1)
    assert await rows_of(theatre, owner) == 0
