"""An object store in memory."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from services.kit.blobs.port import BlobInfo, BlobNotFound, BlobStoreUnavailable, PresignedPost


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """One object, as a test looks at it."""

    data: bytes
    content_type: str
    cache_control: str | None


class FakeBlobStore:
    """A `BlobStore`; `failing` makes every request fail as an unreachable store does."""

    def __init__(self) -> None:
        self.blobs: dict[str, StoredBlob] = {}
        self.failing = False

    async def put(
        self, key: str, data: bytes | Path, content_type: str, *, cache_control: str | None = None
    ) -> None:
        self._check(key)
        content = await asyncio.to_thread(data.read_bytes) if isinstance(data, Path) else bytes(data)
        self.blobs[key] = StoredBlob(content, content_type, cache_control)

    async def get(self, key: str) -> bytes:
        self._check(key)
        blob = self.blobs.get(key)
        if blob is None:
            raise BlobNotFound("There is no such object.", metadata={"key": key})
        return blob.data

    async def download(self, key: str, target: Path) -> None:
        await asyncio.to_thread(target.write_bytes, await self.get(key))

    async def exists(self, key: str) -> bool:
        self._check(key)
        return key in self.blobs

    async def list(self, prefix: str) -> Sequence[BlobInfo]:
        self._check(prefix)
        return [
            BlobInfo(key, len(blob.data))
            for key, blob in sorted(self.blobs.items())
            if key.startswith(prefix)
        ]

    async def delete_prefix(self, prefix: str, *, keep: Collection[str] = ()) -> int:
        if not prefix:
            raise ValueError("an empty prefix would delete everything")
        found = [each.key for each in await self.list(prefix) if each.key not in keep]
        for key in found:
            del self.blobs[key]
        return len(found)

    async def presign_post(
        self, key: str, ttl: timedelta, *, content_type: str, size: int, public: bool = True
    ) -> PresignedPost:
        host, seconds = "public" if public else "internal", round(ttl.total_seconds())
        fields = {"key": key, "Content-Type": content_type, "size": str(size), "ttl": str(seconds)}
        return PresignedPost(f"http://{host}.blobs.test/", fields)

    async def presign_get(
        self, key: str, ttl: timedelta, *, public: bool = True, download_name: str | None = None
    ) -> str:
        host = "public" if public else "internal"
        name = f"&name={quote(download_name)}" if download_name else ""
        return f"http://{host}.blobs.test/{quote(key)}?ttl={round(ttl.total_seconds())}{name}"

    def _check(self, key: str) -> None:
        if self.failing:
            raise BlobStoreUnavailable("The object store can't be used now.", metadata={"key": key})
