"""Films go with the script that they are of."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from services.kit.blobs.port import BlobStoreUnavailable
from services.kit.db.unit_of_work import Tx
from services.kit.ids import UserId, new_id
from services.video.domain import storage
from services.video.domain.options import RenderOptions
from services.video.domain.video import Video, VideoId, VideoState
from services.video.use_cases.removal import FilmRemoval
from tests.fakes.blobs import FakeBlobStore
from tests.fakes.film_crew import FakeVideos
from tests.fakes.jobs import FakeTx

MOMENT = datetime(2026, 1, 2, tzinfo=UTC)


class Cutting:
    """Everything that the removal of films touches, and what was done to it, in order."""

    def __init__(self) -> None:
        self.videos = FakeVideos()
        self.blobs = FakeBlobStore()
        self.done: list[tuple[str, uuid.UUID]] = []
        self.removal = FilmRemoval(
            self,
            lambda _: self.videos,
            self.blobs,
            publish=self.publish,
            announce=self.wake,
            forget=self.forget,
        )

    @asynccontextmanager
    async def begin(self, owner: UserId) -> AsyncIterator[Tx]:
        """A transaction that commits."""
        tx = FakeTx(owner)
        yield tx.as_tx
        for callback in tx.callbacks:
            with suppress(BlobStoreUnavailable):  # the real one logs it
                await callback()

    read = begin

    async def publish(self, tx: Tx, event: str, video_id: uuid.UUID) -> None:
        self.done.append((event, video_id))

    def wake(self, tx: Tx, video_id: uuid.UUID) -> None:
        self.done.append(("woken", video_id))

    async def forget(self, tx: Tx, kind: str, video_id: uuid.UUID) -> None:
        assert kind == "video"
        assert video_id in self.videos.videos, "jobs are locked before their videos"
        self.done.append(("jobs forgotten", video_id))

    async def film(self, script_id: uuid.UUID) -> Video:
        """A finished film with an object."""
        video = Video(
            VideoId(new_id()), script_id, new_id(), "", RenderOptions(), VideoState.READY, 1, MOMENT, MOMENT
        )
        await self.videos.add(video)
        await self.blobs.put(storage.film_key(video.id), b"film", storage.MP4)
        return video


async def test_the_films_of_a_deleted_script_go_with_jobs_and_objects_and_no_others() -> None:
    cutting, owner, script = Cutting(), UserId(new_id()), uuid.uuid4()
    films = [await cutting.film(script) for _ in range(2)]
    other = await cutting.film(uuid.uuid4())
    await cutting.removal.script_deleted(owner, script)
    assert list(cutting.videos.videos) == [other.id]
    assert list(cutting.blobs.blobs) == [storage.film_key(other.id)]
    steps = ("jobs forgotten", "deleted", "woken")
    assert cutting.done == [(step, film.id) for film in films for step in steps]


async def test_hearing_of_it_again_changes_nothing() -> None:
    cutting, owner, script = Cutting(), UserId(new_id()), uuid.uuid4()
    await cutting.film(script)
    await cutting.removal.script_deleted(owner, script)
    done = list(cutting.done)
    await cutting.removal.script_deleted(owner, script)
    assert cutting.done == done


async def test_a_store_that_is_away_keeps_no_row() -> None:
    cutting, owner, script = Cutting(), UserId(new_id()), uuid.uuid4()
    await cutting.film(script)
    cutting.blobs.failing = True
    await cutting.removal.script_deleted(owner, script)
    assert not cutting.videos.videos
