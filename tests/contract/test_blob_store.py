"""What every object store has to do: the real S3 and the fake that unit tests use."""

import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from services.kit.blobs import BlobInfo, BlobNotFound, BlobStore, BlobStoreUnavailable, open_blob_store
from services.kit.settings import S3Settings
from tests.fakes.blobs import FakeBlobStore
from tests.fakes.clock import FakeClock


@pytest.fixture(params=["s3", "fake"])
def bucket(request: pytest.FixtureRequest) -> S3Settings | None:
    """A bucket of the S3 server, which starts for this alone; None for the fake."""
    return request.getfixturevalue("fresh_bucket") if request.param == "s3" else None


@pytest.fixture
async def store(bucket: S3Settings | None) -> AsyncIterator[BlobStore]:
    if bucket is None:
        yield FakeBlobStore()
        return
    async with open_blob_store(bucket) as opened:
        yield opened


async def test_what_was_put_is_got(store: BlobStore) -> None:
    await store.put("films/1/poster.jpg", b"\x00\x01", "image/jpeg")
    assert await store.get("films/1/poster.jpg") == b"\x00\x01"


async def test_an_empty_object_is_an_object(store: BlobStore) -> None:
    await store.put("empty", b"", "text/plain")
    assert await store.get("empty") == b""
    assert await store.exists("empty")


async def test_a_file_is_put_whole_however_large(store: BlobStore, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    content = bytes(range(256)) * 4096 * 20  # 20 MiB: more than one part of a multipart upload
    path.write_bytes(content)
    await store.put("film.mp4", path, "video/mp4", cache_control="public, max-age=31536000, immutable")
    assert await store.get("film.mp4") == content


async def test_an_object_is_downloaded_to_a_file_however_large(store: BlobStore, tmp_path: Path) -> None:
    content = bytes(range(256)) * 4096 * 5
    await store.put("sound.m4a", content, "audio/mp4")
    await store.download("sound.m4a", tmp_path / "sound.m4a")
    assert (tmp_path / "sound.m4a").read_bytes() == content
    with pytest.raises(BlobNotFound):
        await store.download("nothing", tmp_path / "nothing")


async def test_a_later_put_replaces_the_object(store: BlobStore) -> None:
    await store.put("playlist", b"one segment", "text/plain")
    await store.put("playlist", b"two", "text/plain")
    assert await store.get("playlist") == b"two"


async def test_what_is_not_there_is_not_found(store: BlobStore) -> None:
    with pytest.raises(BlobNotFound) as caught:
        await store.get("nothing")
    assert caught.value.metadata == {"key": "nothing"}
    assert not await store.exists("nothing")


async def test_a_listing_has_every_key_of_its_prefix_in_order(store: BlobStore) -> None:
    for key in ("films/2/b", "films/1/b", "films/1/a", "films/10/a", "posters/1"):
        await store.put(key, key.encode(), "text/plain")
    assert await store.list("films/1/") == [BlobInfo("films/1/a", 9), BlobInfo("films/1/b", 9)]
    assert [each.key for each in await store.list("films/")] == [
        "films/1/a",
        "films/1/b",
        "films/10/a",
        "films/2/b",
    ]
    assert await store.list("none/") == []


async def test_deleting_a_prefix_deletes_nothing_else(store: BlobStore) -> None:
    for key in ("films/1/a", "films/1/b", "films/10/a"):
        await store.put(key, b"x", "text/plain")
    assert await store.delete_prefix("films/1/") == 2
    assert [each.key for each in await store.list("")] == ["films/10/a"]
    assert await store.delete_prefix("films/1/") == 0


async def test_keys_that_are_to_be_kept_are_kept(store: BlobStore) -> None:
    for key in ("films/1/a", "films/1/b", "films/1/c"):
        await store.put(key, b"x", "text/plain")
    assert await store.delete_prefix("films/1/", keep={"films/1/b", "films/2/b"}) == 2
    assert [each.key for each in await store.list("")] == ["films/1/b"]


async def test_deleting_everything_by_mistake_is_refused(store: BlobStore) -> None:
    await store.put("precious", b"x", "text/plain")
    with pytest.raises(ValueError, match="empty prefix"):
        await store.delete_prefix("")
    assert await store.exists("precious")


async def test_a_presigned_url_names_its_object(store: BlobStore) -> None:
    url = await store.presign_get("films/1/film.mp4", timedelta(minutes=5))
    assert urlsplit(url).path.endswith("films/1/film.mp4")


async def test_a_form_names_its_object_and_its_type(store: BlobStore) -> None:
    form = await store.presign_post("media/1/upload", timedelta(minutes=5), content_type="image/png", size=3)
    assert form.fields["key"] == "media/1/upload"
    assert form.fields["Content-Type"] == "image/png"


async def test_a_form_takes_what_was_announced_and_nothing_else(fresh_bucket: S3Settings) -> None:
    async with open_blob_store(fresh_bucket) as store, httpx.AsyncClient(timeout=10) as http:
        form = await store.presign_post("m/1/upload", timedelta(minutes=5), content_type="image/png", size=5)

        async def send(data: bytes, **changed: str) -> bool:
            fields = {**form.fields, **changed}
            answer = await http.post(form.url, data=fields, files={"file": ("f", data)})
            return answer.is_success

        assert not await send(b"too long")
        assert not await send(b"few")
        assert not await send(b"12345", key="m/2/upload")
        assert not await send(b"12345", **{"Content-Type": "text/html"})
        assert not await send(b"12345", **{"x-amz-signature": "0" * 64})
        assert await store.list("") == []
        assert await send(b"12345")
        assert await store.get("m/1/upload") == b"12345"


async def test_a_form_expires(fresh_bucket: S3Settings) -> None:
    async with open_blob_store(fresh_bucket) as store, httpx.AsyncClient(timeout=10) as http:
        form = await store.presign_post("late", timedelta(seconds=-1), content_type="image/png", size=1)
        answer = await http.post(form.url, data=dict(form.fields), files={"file": ("f", b"1")})
        assert answer.status_code == 403
        assert not await store.exists("late")


def fetch(url: str) -> tuple[bytes, str, str | None, str | None]:
    with urllib.request.urlopen(url, timeout=10) as response:
        headers = response.headers
        return (
            response.read(),
            headers["Content-Type"],
            headers["Cache-Control"],
            headers["Content-Disposition"],
        )


async def test_a_presigned_url_reads_without_credentials_and_no_other_does(fresh_bucket: S3Settings) -> None:
    async with open_blob_store(fresh_bucket) as store:
        await store.put("film.mp4", b"film", "video/mp4", cache_control="public, max-age=60")
        url = await store.presign_get("film.mp4", timedelta(minutes=5), download_name='Ma"ya.mp4')
        assert fetch(url) == (b"film", "video/mp4", "public, max-age=60", 'attachment; filename="Ma_ya.mp4"')
        with pytest.raises(urllib.error.HTTPError):
            fetch(url.split("?")[0])
        with pytest.raises(urllib.error.HTTPError):
            fetch(url.replace("film.mp4", "other.mp4", 1))


async def test_a_presigned_url_stays_the_same_for_ten_minutes_and_never_lives_shorter_than_asked(
    fresh_bucket: S3Settings,
) -> None:
    clock = FakeClock()  # at 03:04:05
    async with open_blob_store(fresh_bucket, clock=clock) as store:
        first = await store.presign_get("a", timedelta(minutes=5))
        clock.advance(timedelta(minutes=5))
        assert await store.presign_get("a", timedelta(minutes=5)) == first
        clock.advance(timedelta(minutes=1))
        assert await store.presign_get("a", timedelta(minutes=5)) != first
    assert "X-Amz-Date=20260102T030000Z" in first
    assert "X-Amz-Expires=900" in first


async def test_browsers_get_the_public_address_and_processes_the_inner_one(fresh_bucket: S3Settings) -> None:
    settings = fresh_bucket.model_copy(update={"public_endpoint": "https://media.example"})
    async with open_blob_store(settings) as store:
        assert (await store.presign_get("a", timedelta(minutes=5))).startswith("https://media.example/")
        inner = await store.presign_get("a", timedelta(minutes=5), public=False)
    assert inner.startswith(fresh_bucket.endpoint)


async def test_a_store_that_cannot_be_reached_is_unavailable_in_good_time() -> None:
    settings = S3Settings.model_validate(
        {"endpoint": "http://127.0.0.1:1", "access_key": "a", "secret_key": "b", "timeout_seconds": 2}
    )
    async with open_blob_store(settings) as store:
        for attempt in (
            store.get("a"),
            store.put("a", b"", "text/plain"),
            store.exists("a"),
            store.list("a"),
        ):
            with pytest.raises(BlobStoreUnavailable):
                await attempt


async def test_wrong_credentials_are_unavailable_and_not_missing(fresh_bucket: S3Settings) -> None:
    settings = S3Settings.model_validate({**fresh_bucket.model_dump(), "secret_key": "wrong"})
    async with open_blob_store(settings) as store:
        with pytest.raises(BlobStoreUnavailable):
            await store.get("a")
