"""What services need of an object store."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from services.kit.errors import Code, DomainError, Unavailable


class BlobNotFound(DomainError):
    """No object has this key."""

    code = Code.NOT_FOUND
    reason = "BLOB_NOT_FOUND"


class BlobStoreUnavailable(Unavailable):
    """The store can't be reached, is full, or took too long."""

    reason = "BLOB_STORE_UNAVAILABLE"


@dataclass(frozen=True, slots=True)
class BlobInfo:
    """One object of a listing."""

    key: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class PresignedPost:
    """An HTTP form that stores one object without credentials."""

    url: str
    fields: Mapping[str, str]
    """To be sent as multipart/form-data before the last field, `file`."""


class BlobStore(Protocol):
    """Objects by key. A put replaces the object at once: a reader sees the old one or the new one, whole."""

    async def put(
        self, key: str, data: bytes | Path, content_type: str, *, cache_control: str | None = None
    ) -> None:
        """Stores an object, from memory or from a file.

        Args:
            cache_control: what browsers are told, as in "public, max-age=31536000, immutable".

        Raises:
            BlobStoreUnavailable: nothing was stored, or a whole object was.
        """
        ...

    async def get(self, key: str) -> bytes:
        """The bytes of an object.

        Raises:
            BlobNotFound: no object has this key.
            BlobStoreUnavailable: the store can't be reached.
        """
        ...

    async def download(self, key: str, target: Path) -> None:
        """Writes the bytes of an object to a file, which is made; for what is too large for memory.

        Raises:
            BlobNotFound: no object has this key.
            BlobStoreUnavailable: the store can't be reached, or there is no room for the file.
        """
        ...

    async def exists(self, key: str) -> bool:
        """Whether an object has this key."""
        ...

    async def list(self, prefix: str) -> Sequence[BlobInfo]:
        """Every object whose key starts with `prefix`, by key."""
        ...

    async def delete_prefix(self, prefix: str, *, keep: Collection[str] = ()) -> int:
        """Deletes every object whose key starts with `prefix`, which can't be empty, but those of the keys to
        keep; says how many."""
        ...

    async def presign_post(
        self, key: str, ttl: timedelta, *, content_type: str, size: int, public: bool = True
    ) -> PresignedPost:
        """A form that stores an object of exactly this size and type under this key until `ttl` is over.

        Args:
            public: for a browser (the store's public endpoint), not for a process beside it.
        """
        ...

    async def presign_get(
        self, key: str, ttl: timedelta, *, public: bool = True, download_name: str | None = None
    ) -> str:
        """A URL that reads the object without credentials until `ttl` is over, and up to ten minutes more.

        The same key gives the same URL within ten full minutes of the clock.

        Args:
            public: for a browser (the store's public endpoint), not for a process beside it.
            download_name: makes a browser save the object under this name.
        """
        ...
