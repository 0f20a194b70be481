"""What films that are gone have left."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class WastedVideo:
    """A video whose objects nobody will want any more."""

    slot: int
    user_id: uuid.UUID
    video_id: uuid.UUID
    since: datetime
    """By the database's clock."""


class Waste(Protocol):
    """Cancelled and deleted videos of everybody, until their objects are certainly gone."""

    @property
    def shards(self) -> Sequence[str]: ...

    async def older_than(self, shard: str, age: timedelta, limit: int) -> Sequence[WastedVideo]:
        """Those that were cancelled or deleted at least so long ago, oldest first."""
        ...

    async def kept_objects(self, shard: str, video: WastedVideo) -> frozenset[str]:
        """Keys of its objects that other versions of its film still play."""
        ...

    async def is_gone(self, shard: str, video: WastedVideo) -> None:
        """Nothing of it is stored any more, but what others keep."""
        ...
