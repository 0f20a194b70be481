"""Photos from the announcement to the deletion, over real Postgres and S3; who judges them is a fake."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from services.kit import audit
from services.kit.errors import RequestIdReused
from services.kit.ids import UserId, new_id
from services.kit.jobs.tables import OutboxRow
from services.kit.settings import DbSettings, S3Settings
from services.kit.triton import ModelUnavailable
from services.media.domain import storage
from services.media.domain.asset import Asset, AssetState, RefusalReason
from services.media.errors import (
    AssetNotFound,
    AssetNotReady,
    ConsentMissing,
    ConsentOutdated,
    ContentTypeUnsupported,
    TooManyAssets,
    UploadMissing,
)
from services.media.use_cases.uploads import UPLOAD_TTL
from tests.support.studio_door import MOST, StudioDoor, announced, open_studio_door, photo_file, send
from tests.support.waiting import until


@pytest.fixture
async def door(fresh_db: DbSettings, fresh_bucket: S3Settings) -> AsyncIterator[StudioDoor]:
    async with open_studio_door(fresh_db, fresh_bucket) as opened:
        yield opened


def somebody() -> UserId:
    return UserId(new_id())


async def sent(door: StudioDoor, owner: UserId, file: bytes | None = None) -> Asset:
    """A photo that was announced and sent, and not looked at yet."""
    file = photo_file() if file is None else file
    asset, form = await door.reception.announce(owner, announced(file))
    assert form is not None
    assert (await send(form, file)).is_success
    return asset


async def accepted(door: StudioDoor, owner: UserId) -> Asset:
    asset = await door.reception.complete(owner, (await sent(door, owner)).id)
    assert asset.state is AssetState.READY
    return asset


async def events_of(door: StudioDoor, owner: UserId) -> list[str]:
    async with door.databases.uow.begin(owner) as tx:
        rows = await tx.session.scalars(tx.owned(OutboxRow).order_by(OutboxRow.id))
        return [row.subject for row in rows]


async def test_a_photo_is_announced_sent_looked_at_and_kept_without_what_came_in(door: StudioDoor) -> None:
    owner = somebody()
    asset = await accepted(door, owner)
    assert asset.kept is not None
    assert (asset.kept.width_px, asset.kept.height_px) == (96, 72)
    keys = [blob.key for blob in await door.blobs.list(storage.prefix(asset.id))]
    assert keys == [storage.cutout_key(asset.id), storage.photo_key(asset.id)]
    look = await door.album.look(owner, asset.id)
    async with httpx.AsyncClient() as http:
        photo, cutout = await http.get(look.photo_url), await http.get(look.cutout_url)
    assert photo.headers["content-type"] == "image/jpeg"
    assert photo.content.startswith(b"\xff\xd8\xff")
    assert cutout.content.startswith(b"\x89PNG")
    place = await door.album.cutout(owner, asset.id)
    assert await door.blobs.get(place.key) == cutout.content
    assert (place.width_px, place.height_px) == (4, 4)


async def test_without_consent_nothing_is_taken(door: StudioDoor) -> None:
    owner = somebody()
    with pytest.raises(ConsentMissing):
        await door.reception.announce(owner, announced(photo_file(), agreed=False))
    with pytest.raises(ConsentOutdated) as outdated:
        await door.reception.announce(owner, announced(photo_file(), wording_version="1999-01"))
    assert outdated.value.metadata["wording_version"] == "1999-01"
    assert (await door.album.page(owner, 10, "")).assets == ()


async def test_consent_is_recorded_and_the_record_outlives_the_photo(door: StudioDoor) -> None:
    owner = somebody()
    asset = await accepted(door, owner)
    assert asset.consent.wording_version == "2026-11"
    assert asset.consent.at == asset.created_at
    await door.album.delete(owner, asset.id, with_films=False)
    async with door.databases.uow.begin(owner) as tx:
        entries = (await audit.entries(tx, "asset", asset.id)).entries
    assert [entry.action for entry in entries] == ["asset.deleted", "asset.consented"]
    assert entries[1].details["wording_version"] == "2026-11"


async def test_a_type_that_cannot_be_read_is_refused_at_once(door: StudioDoor) -> None:
    with pytest.raises(ContentTypeUnsupported, match="JPEG"):
        await door.reception.announce(somebody(), announced(photo_file(), content_type="image/heic"))


async def test_the_same_request_makes_one_asset_and_another_body_is_refused(door: StudioDoor) -> None:
    owner, new = somebody(), announced(photo_file())
    first, _ = await door.reception.announce(owner, new)
    again, form = await door.reception.announce(owner, new)
    assert again.id == first.id
    assert form is not None
    with pytest.raises(RequestIdReused):
        await door.reception.announce(owner, announced(photo_file(91), request_id=new.request_id))
    assert len((await door.album.page(owner, 10, "")).assets) == 1
    assert (await send(form, photo_file())).is_success
    await door.reception.complete(owner, first.id)
    assert await door.reception.announce(owner, new) == (await found(door, owner, first), None)


async def found(door: StudioDoor, owner: UserId, asset: Asset) -> Asset:
    return (await door.album.look(owner, asset.id)).asset


async def test_looking_before_anything_was_sent_is_told_so(door: StudioDoor) -> None:
    owner = somebody()
    asset, _ = await door.reception.announce(owner, announced(photo_file()))
    with pytest.raises(UploadMissing):
        await door.reception.complete(owner, asset.id)
    assert (await found(door, owner, asset)).state is AssetState.UPLOADING


async def test_a_photo_that_cannot_be_used_is_refused_and_nothing_of_it_stays(door: StudioDoor) -> None:
    owner = somebody()
    door.portraitist.refusing = RefusalReason.SEVERAL_FACES
    asset = await door.reception.complete(owner, (await sent(door, owner)).id)
    assert (asset.state, asset.refusal) == (AssetState.REFUSED, RefusalReason.SEVERAL_FACES)
    assert await door.blobs.list(storage.prefix(asset.id)) == []
    with pytest.raises(AssetNotReady):
        await door.album.cutout(owner, asset.id)
    assert (await door.album.look(owner, asset.id)).photo_url == ""


async def test_a_file_that_is_no_photo_or_another_one_than_announced_is_refused(door: StudioDoor) -> None:
    owner = somebody()
    asset = await door.reception.complete(owner, (await sent(door, owner, b"not a photo at all")).id)
    assert asset.refusal is RefusalReason.NOT_AN_IMAGE
    file, other = photo_file(10), photo_file(200)
    other += bytes(max(0, len(file) - len(other)))
    new, form = await door.reception.announce(owner, announced(file, size_bytes=len(other)))
    assert form is not None
    assert (await send(form, other)).is_success
    assert (await door.reception.complete(owner, new.id)).refusal is RefusalReason.NOT_AN_IMAGE
    assert door.portraitist.judged == 0


async def test_two_that_look_at_once_come_to_one_end(door: StudioDoor) -> None:
    owner = somebody()
    asset = await sent(door, owner)
    first, second = await asyncio.gather(
        door.reception.complete(owner, asset.id), door.reception.complete(owner, asset.id)
    )
    assert first == second
    assert first.state is AssetState.READY
    assert await door.reception.complete(owner, asset.id) == first


async def test_when_nobody_can_judge_it_the_photo_waits_and_is_judged_later(door: StudioDoor) -> None:
    owner = somebody()
    asset = await sent(door, owner)
    door.portraitist.failing = ModelUnavailable("away")
    with pytest.raises(ModelUnavailable):
        await door.reception.complete(owner, asset.id)
    assert (await found(door, owner, asset)).state is AssetState.CHECKING
    door.portraitist.failing = None
    assert (await door.reception.complete(owner, asset.id)).state is AssetState.READY


async def test_somebody_elses_photo_cannot_be_seen_or_touched(door: StudioDoor) -> None:
    owner, stranger = somebody(), somebody()
    asset = await accepted(door, owner)
    for attempt in (
        door.album.look(stranger, asset.id),
        door.album.cutout(stranger, asset.id),
        door.album.delete(stranger, asset.id, with_films=True),
        door.reception.complete(stranger, asset.id),
    ):
        with pytest.raises(AssetNotFound):
            await attempt
    assert (await door.album.page(stranger, 10, "")).assets == ()
    assert (await found(door, owner, asset)).state is AssetState.READY


async def test_a_person_keeps_so_many_photos_and_no_more_and_refused_ones_do_not_count(
    door: StudioDoor,
) -> None:
    owner = somebody()
    door.portraitist.refusing = RefusalReason.NO_FACE
    await door.reception.complete(owner, (await sent(door, owner)).id)
    kept = [(await door.reception.announce(owner, announced(photo_file())))[0] for _ in range(MOST)]
    with pytest.raises(TooManyAssets) as refused:
        await door.reception.announce(owner, announced(photo_file()))
    assert refused.value.metadata == {"limit": str(MOST)}
    await door.album.delete(owner, kept[0].id, with_films=False)
    await door.reception.announce(owner, announced(photo_file()))


async def test_photos_are_listed_newest_first_page_by_page(door: StudioDoor) -> None:
    owner, made = somebody(), []
    for _ in range(MOST):
        door.clock.advance(timedelta(seconds=1))
        made.append((await door.reception.announce(owner, announced(photo_file())))[0].id)
    first = await door.album.page(owner, 2, "")
    second = await door.album.page(owner, 2, first.next_page_token)
    assert [asset.id for asset in (*first.assets, *second.assets)] == made[::-1]
    assert second.next_page_token == ""


async def test_deleting_a_photo_deletes_its_objects_and_tells_others(door: StudioDoor) -> None:
    owner = somebody()
    kept, recalled = await accepted(door, owner), await accepted(door, owner)
    await door.album.delete(owner, kept.id, with_films=False)
    assert await events_of(door, owner) == ["events.media.asset.deleted"]
    await door.album.delete(owner, recalled.id, with_films=True)
    assert (await events_of(door, owner))[1:] == ["events.media.asset.deleted", "events.media.asset.recalled"]
    for asset in (kept, recalled):
        assert await door.blobs.list(storage.prefix(asset.id)) == []
        with pytest.raises(AssetNotFound):
            await door.album.look(owner, asset.id)
    with pytest.raises(AssetNotFound):
        await door.album.delete(owner, kept.id, with_films=True)


async def test_a_photo_that_is_deleted_while_it_is_looked_at_leaves_nothing(door: StudioDoor) -> None:
    owner = somebody()
    asset = await sent(door, owner)
    door.portraitist.gate = asyncio.Event()
    looking = asyncio.create_task(door.reception.complete(owner, asset.id))
    await until(lambda: _is(door.portraitist.judged == 1))
    await door.album.delete(owner, asset.id, with_films=False)
    door.portraitist.gate.set()
    with pytest.raises(AssetNotFound):
        await looking
    assert await door.blobs.list(storage.prefix(asset.id)) == []


async def _is(fact: bool) -> bool:
    return fact


async def test_what_comes_in_by_an_old_form_is_tidied_up(door: StudioDoor) -> None:
    owner, file = somebody(), photo_file()
    asset, form = await door.reception.announce(owner, announced(file))
    assert form is not None
    for _ in range(2):
        assert (await send(form, file)).is_success
        await door.reception.complete(owner, asset.id)
    assert await door.blobs.exists(storage.upload_key(asset.id)), "sent again after it was looked at"
    assert await door.tidy() == 0
    door.clock.advance(UPLOAD_TTL + timedelta(minutes=11))
    assert await door.tidy() == 1
    assert await door.tidy() == 0
    assert (await found(door, owner, asset)).state is AssetState.READY
    await door.album.delete(owner, asset.id, with_films=False)
    assert (await send(form, file)).is_success
    assert await door.tidy() == 1
    assert await door.blobs.list(storage.prefix(asset.id)) == []


async def test_an_asset_that_is_never_finished_is_given_up(door: StudioDoor) -> None:
    owner = somebody()
    asset = await sent(door, owner)
    door.clock.advance(UPLOAD_TTL + timedelta(minutes=11))
    await door.tidy()
    with pytest.raises(AssetNotFound):
        await door.reception.complete(owner, asset.id)
    assert await door.blobs.list(storage.prefix(asset.id)) == []


async def test_a_refusal_is_forgotten_after_a_week(door: StudioDoor) -> None:
    owner = somebody()
    door.portraitist.refusing = RefusalReason.TOO_BLURRED
    asset = await door.reception.complete(owner, (await sent(door, owner)).id)
    door.clock.advance(timedelta(days=6))
    await door.tidy()
    assert (await found(door, owner, asset)).refusal is RefusalReason.TOO_BLURRED
    door.clock.advance(timedelta(days=2))
    await door.tidy()
    with pytest.raises(AssetNotFound):
        await door.album.look(owner, asset.id)


async def test_an_id_that_nobody_has_is_not_found(door: StudioDoor) -> None:
    with pytest.raises(AssetNotFound):
        await door.album.look(somebody(), uuid.uuid4())
