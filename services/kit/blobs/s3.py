"""Objects in any S3.

minio's client blocks, so it runs in threads of its own, a bounded number of them. Every request that is
tried again here puts, gets, heads or deletes a whole object: doing that twice is doing it once.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import TypeVar
from urllib.parse import urlsplit

import urllib3
from minio import Minio
from minio.datatypes import PostPolicy
from minio.deleteobjects import DeleteObject
from minio.error import MinioException, S3Error

from services.kit import telemetry
from services.kit.blobs.port import BlobInfo, BlobNotFound, BlobStoreUnavailable, PresignedPost
from services.kit.clock import Clock, SystemClock
from services.kit.logging import get_logger
from services.kit.metrics import METRICS
from services.kit.settings import S3Settings

log = get_logger(__name__)

Result = TypeVar("Result")

_MISSING = frozenset({"NoSuchKey", "NoSuchObject", "ResourceNotFound"})
_SLOWEST_BYTES_PER_SECOND = 1_000_000
_PART_BYTES = 16 * 1024 * 1024
_COPIED_AT_ONCE = 1024 * 1024
_LARGEST_BYTES = 512 * 1024 * 1024
"""Of what is downloaded; longer would take longer than a download may."""
_SIGNED_FOR = timedelta(minutes=10)
_LONGEST_TTL = timedelta(days=7) - _SIGNED_FOR


class S3BlobStore:
    """A `BlobStore` in one bucket."""

    def __init__(self, settings: S3Settings, *, clock: Clock | None = None) -> None:
        self._bucket = settings.bucket
        self._timeout = settings.timeout_seconds
        self._post_url = f"{(settings.public_endpoint or settings.endpoint).rstrip('/')}/{settings.bucket}"
        self._inner_post_url = f"{settings.endpoint.rstrip('/')}/{settings.bucket}"
        self._clock = clock or SystemClock()
        self._pool = ThreadPoolExecutor(settings.threads, thread_name_prefix="blobs")
        self._http = urllib3.PoolManager(
            maxsize=settings.threads,
            timeout=urllib3.Timeout(connect=3, read=settings.timeout_seconds),
            retries=urllib3.Retry(total=3, backoff_factor=0.1, status_forcelist=(500, 502, 503, 504)),
        )
        self._client = _client(settings, settings.endpoint, self._http)
        # Signing needs no connection, so this one never opens any.
        self._public = _client(settings, settings.public_endpoint or settings.endpoint, self._http)

    async def create_bucket(self) -> None:
        """Makes the bucket where it doesn't exist."""

        def create() -> None:
            if not self._client.bucket_exists(self._bucket):
                self._client.make_bucket(self._bucket)

        await self._run("create_bucket", self._bucket, create)

    async def put(
        self, key: str, data: bytes | Path, content_type: str, *, cache_control: str | None = None
    ) -> None:
        """See `BlobStore.put`."""
        # A header of the object, not metadata of ours: browsers have to see it.
        headers: dict[str, str | list[str] | tuple[str]] | None = (
            {"Cache-Control": cache_control} if cache_control else None
        )
        size = await asyncio.to_thread(_size, data)

        def put() -> None:
            if isinstance(data, Path):
                self._client.fput_object(
                    self._bucket,
                    key,
                    str(data),
                    content_type=content_type,
                    metadata=headers,
                    part_size=_PART_BYTES,
                    num_parallel_uploads=1,
                )
            else:
                self._client.put_object(
                    self._bucket, key, BytesIO(data), size, content_type=content_type, metadata=headers
                )

        await self._run("put", key, put, size_bytes=size)
        METRICS.blob_bytes.labels("put").inc(size)
        METRICS.blob_size_bytes.observe(size)

    async def get(self, key: str) -> bytes:
        """See `BlobStore.get`."""

        def read() -> bytes:
            response = self._client.get_object(self._bucket, key)
            try:
                return bytes(response.read())
            finally:
                response.close()
                response.release_conn()

        data = await self._run("get", key, read, size_bytes=_PART_BYTES * 8)
        METRICS.blob_bytes.labels("get").inc(len(data))
        return data

    async def download(self, key: str, target: Path) -> None:
        """See `BlobStore.download`."""

        def read() -> int:
            response = self._client.get_object(self._bucket, key)
            try:
                with target.open("wb") as file:
                    shutil.copyfileobj(response, file, _COPIED_AT_ONCE)
                    return file.tell()
            finally:
                response.close()
                response.release_conn()

        size = await self._run("download", key, read, size_bytes=_LARGEST_BYTES)
        METRICS.blob_bytes.labels("get").inc(size)

    async def exists(self, key: str) -> bool:
        """See `BlobStore.exists`."""
        try:
            await self._run("head", key, lambda: self._client.stat_object(self._bucket, key))
        except BlobNotFound:
            return False
        return True

    async def list(self, prefix: str) -> Sequence[BlobInfo]:
        """See `BlobStore.list`."""

        def read() -> Sequence[BlobInfo]:
            found = self._client.list_objects(self._bucket, prefix=prefix, recursive=True)
            return sorted(
                (BlobInfo(str(each.object_name), int(each.size or 0)) for each in found),
                key=lambda each: each.key,
            )

        return await self._run("list", prefix, read)

    async def delete_prefix(self, prefix: str, *, keep: Collection[str] = ()) -> int:
        """See `BlobStore.delete_prefix`."""
        if not prefix:
            raise ValueError("an empty prefix would delete everything")
        keys = [each.key for each in await self.list(prefix) if each.key not in keep]

        def delete() -> None:
            # Errors come with the answer, one for each key, and only if it is read to its end.
            for error in self._client.remove_objects(self._bucket, [DeleteObject(key) for key in keys]):
                raise BlobStoreUnavailable(
                    "An object can't be deleted now.", metadata={"key": str(error.name)}
                )

        if keys:
            await self._run("delete", prefix, delete)
        return len(keys)

    async def presign_post(
        self, key: str, ttl: timedelta, *, content_type: str, size: int, public: bool = True
    ) -> PresignedPost:
        """See `BlobStore.presign_post`."""
        policy = PostPolicy(self._bucket, self._clock.now() + ttl)
        policy.add_equals_condition("key", key)
        policy.add_equals_condition("Content-Type", content_type)
        policy.add_content_length_range_condition(size, size)
        signed = self._client.presigned_post_policy(policy)
        fields = {"key": key, "Content-Type": content_type, **signed}
        return PresignedPost(self._post_url if public else self._inner_post_url, fields)

    async def presign_get(
        self, key: str, ttl: timedelta, *, public: bool = True, download_name: str | None = None
    ) -> str:
        """See `BlobStore.presign_get`."""
        headers: dict[str, str | list[str] | tuple[str]] | None = None
        if download_name is not None:
            headers = {"response-content-disposition": f'attachment; filename="{_quotable(download_name)}"'}
        # The same key gives the same URL for a while, so that a playlist that is read again and again
        # doesn't rename the segments that it listed before, and caches can keep them.
        return (self._public if public else self._client).get_presigned_url(
            "GET",
            self._bucket,
            key,
            expires=min(ttl, _LONGEST_TTL) + _SIGNED_FOR,
            response_headers=headers,
            request_date=_round_down(self._clock.now(), _SIGNED_FOR),
        )

    def close(self) -> None:
        """Ends the threads, once what they do is done, and the connections."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._http.clear()

    async def _run(
        self, operation: str, key: str, work: Callable[[], Result], *, size_bytes: int = 0
    ) -> Result:
        started = perf_counter()
        result = "failed"
        try:
            with telemetry.span(f"blobs.{operation}", {"encompass.blob_key": key}):
                async with asyncio.timeout(self._timeout + size_bytes / _SLOWEST_BYTES_PER_SECOND):
                    done = await asyncio.get_running_loop().run_in_executor(self._pool, work)
            result = "ok"
            return done
        except S3Error as error:
            if error.code in _MISSING:
                result = "missing"
                raise BlobNotFound("There is no such object.", metadata={"key": key}) from error
            log.warning("blobs.refused", operation=operation, key=key, code=error.code)
            raise _unavailable(key) from error
        except (MinioException, urllib3.exceptions.HTTPError, OSError, TimeoutError) as error:
            log.warning("blobs.unreachable", operation=operation, key=key, error=type(error).__name__)
            raise _unavailable(key) from error
        finally:
            METRICS.blob_seconds.labels(operation, result).observe(perf_counter() - started)


@asynccontextmanager
async def open_blob_store(settings: S3Settings, *, clock: Clock | None = None) -> AsyncIterator[S3BlobStore]:
    """A store for the length of the block."""
    store = S3BlobStore(settings, clock=clock)
    try:
        yield store
    finally:
        await asyncio.to_thread(store.close)


def _client(settings: S3Settings, endpoint: str, http: urllib3.PoolManager) -> Minio:
    parts = urlsplit(endpoint)
    return Minio(
        endpoint=parts.netloc,
        access_key=settings.access_key,
        secret_key=settings.secret_key.get_secret_value(),
        secure=parts.scheme == "https",
        region=settings.region,
        http_client=http,
    )


def _size(data: bytes | Path) -> int:
    return data.stat().st_size if isinstance(data, Path) else len(data)


def _unavailable(key: str) -> BlobStoreUnavailable:
    return BlobStoreUnavailable("The object store can't be used now.", metadata={"key": key})


def _round_down(moment: datetime, step: timedelta) -> datetime:
    seconds = step.total_seconds()
    return datetime.fromtimestamp(moment.timestamp() // seconds * seconds, tz=moment.tzinfo)


def _quotable(name: str) -> str:
    return "".join(
        each if each.isascii() and each.isprintable() and each not in '"\\' else "_" for each in name
    )
