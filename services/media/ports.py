"""What the use cases of photos need from outside."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from services.media.domain.asset import Asset, AssetState, Kept, RefusalReason


class Unusable(Exception):
    """A photo that is refused, and why."""

    def __init__(self, reason: RefusalReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that was read: upright and of bounded size."""

    rgb: bytes
    """Three bytes a pixel, row by row."""
    width_px: int
    height_px: int
    jpeg: bytes
    """The same as a file, with nothing in it but the picture."""


@dataclass(frozen=True, slots=True)
class CutoutPixels:
    """A person without background, four bytes a pixel (RGBA, not premultiplied), row by row."""

    rgba: bytes
    width_px: int
    height_px: int


class Darkroom(Protocol):
    """Turns files into pictures and back; what it is given comes from strangers."""

    async def develop(self, file: bytes) -> Photo:
        """Reads a photo.

        Raises:
            Unusable: NOT_AN_IMAGE, TOO_LARGE or HEIC.
            Overloaded: there are too many to read at the moment.
        """
        ...

    async def png(self, cutout: CutoutPixels) -> bytes:
        """A cut-out as a file.

        Raises:
            Overloaded: there is too much to do at the moment.
        """
        ...


class Portraitist(Protocol):
    """Judges photos and cuts people out."""

    async def cut_out(self, photo: Photo) -> CutoutPixels:
        """The person of a photo.

        Raises:
            Unusable: NO_FACE, SEVERAL_FACES, FACE_TOO_SMALL, TOO_BLURRED or NOT_SAFE.
            ModelUnavailable: nobody can judge it now.
        """
        ...


@dataclass(frozen=True, slots=True)
class AssetPage:
    """Some of a person's assets, newest first."""

    assets: tuple[Asset, ...]
    next_page_token: str


class Assets(Protocol):
    """One person's assets, within one transaction."""

    async def add(self, asset: Asset) -> None:
        """A new asset."""
        ...

    async def find(self, asset_id: uuid.UUID) -> Asset | None:
        """An asset of this person's."""
        ...

    async def page(self, page_size: int, page_token: str) -> AssetPage:
        """Some assets, newest first."""
        ...

    async def count(self) -> int:
        """How many there are that aren't refused."""
        ...

    async def begin_checking(self, asset_id: uuid.UUID) -> None:
        """Its bytes are being looked at; one that is over stays as it is."""
        ...

    async def accept(self, asset_id: uuid.UUID, kept: Kept) -> bool:
        """It is READY; False if it wasn't being looked at any more."""
        ...

    async def refuse(self, asset_id: uuid.UUID, reason: RefusalReason) -> bool:
        """It is REFUSED; False if it wasn't being looked at any more."""
        ...

    async def delete(self, asset_id: uuid.UUID) -> bool:
        """It is gone, and noted for whoever tidies up; False if it was gone already."""
        ...

    async def ids(self) -> Sequence[uuid.UUID]:
        """Of all that this person has."""
        ...


@dataclass(frozen=True, slots=True)
class Leftover:
    """An asset that something may be left of that nobody needs."""

    slot: int
    user_id: uuid.UUID
    asset_id: uuid.UUID
    state: AssetState | None
    """None: it is deleted."""


class Leftovers(Protocol):
    """What is left of everybody's assets and not needed any more."""

    @property
    def shards(self) -> Sequence[str]: ...

    async def deleted(self, shard: str, age: timedelta, limit: int) -> Sequence[Leftover]:
        """Assets that were deleted at least so long ago and may have objects left."""
        ...

    async def expired(self, shard: str, now: datetime, limit: int) -> Sequence[Leftover]:
        """Assets whose form has expired before, which is noted nowhere yet."""
        ...

    async def refused(self, shard: str, before: datetime, limit: int) -> Sequence[Leftover]:
        """Assets that were refused before."""
        ...

    async def settle(self, shard: str, leftover: Leftover) -> None:
        """Nothing can come in for it any more."""
        ...

    async def abandon(self, shard: str, leftover: Leftover) -> None:
        """An asset that was never finished is deleted, as if its owner had done it."""
        ...

    async def forget(self, shard: str, leftover: Leftover) -> None:
        """The rows of a deleted or refused asset go."""
        ...
