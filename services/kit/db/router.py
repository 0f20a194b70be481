"""From a person to their slot to the shard that holds it."""

import asyncio
import bisect
import time
import uuid
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, SmallInteger, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db.base import DirectoryBase
from services.kit.errors import Unauthenticated
from services.kit.ids import SLOTS, UserId, WorkspaceId, slot_of
from services.kit.principal import current_principal

log = structlog.get_logger(__name__)


class SlotRange(DirectoryBase):
    """One row of the map: these slots are on that shard; for everybody, or for one workspace's people."""

    __tablename__ = "slot_range"
    __table_args__ = (
        CheckConstraint(
            f"0 <= first_slot AND first_slot <= last_slot AND last_slot < {SLOTS}", name="bounds"
        ),
        Index(
            "uq_slot_range_placed",
            "workspace_id",
            "first_slot",
            unique=True,
            postgresql_where=text("workspace_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    workspace_id: Mapped[uuid.UUID | None] = mapped_column(Uuid(as_uuid=True))
    """Null: the range holds for every workspace that has no range of its own over the slot."""
    first_slot: Mapped[int] = mapped_column(SmallInteger)
    last_slot: Mapped[int] = mapped_column(SmallInteger)
    shard: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Range:
    """A row of the map, as plain data."""

    first_slot: int
    last_slot: int
    shard: str
    workspace_id: WorkspaceId | None = None


class SlotMapInvalid(Exception):
    """The map has a gap, an overlap, or names a shard that this process has no address of."""


class SlotMap:
    """An immutable map from slots to shards, with the workspaces that are placed elsewhere."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        self._everybody = sorted((r for r in ranges if r.workspace_id is None), key=lambda r: r.first_slot)
        self._firsts = [r.first_slot for r in self._everybody]
        self._placed: dict[WorkspaceId, list[Range]] = {}
        for placed in ranges:
            if placed.workspace_id is not None:
                self._placed.setdefault(placed.workspace_id, []).append(placed)
        self._must_be_whole()

    @property
    def shards(self) -> frozenset[str]:
        """The shards that the map names."""
        placed = (r.shard for ranges in self._placed.values() for r in ranges)
        return frozenset(r.shard for r in self._everybody).union(placed)

    @property
    def has_placements(self) -> bool:
        """Whether any workspace lives elsewhere than its slots say."""
        return bool(self._placed)

    def shard_of(self, slot: int, workspace_id: WorkspaceId | None = None) -> str:
        """The shard of a slot, for people of this workspace."""
        if workspace_id is not None:
            for placed in self._placed.get(workspace_id, ()):
                if placed.first_slot <= slot <= placed.last_slot:
                    return placed.shard
        return self._everybody[bisect.bisect_right(self._firsts, slot) - 1].shard

    def _must_be_whole(self) -> None:
        expected = 0
        for r in self._everybody:
            if r.first_slot != expected:
                raise SlotMapInvalid(f"slots {expected} to {r.first_slot - 1} are on no shard, or on two")
            expected = r.last_slot + 1
        if expected != SLOTS:
            raise SlotMapInvalid(f"slots {expected} to {SLOTS - 1} are on no shard")


def even_split(shards: Sequence[str]) -> list[Range]:
    """All slots in contiguous ranges over these shards, as evenly as it goes; the map of a new platform."""
    bounds = [SLOTS * i // len(shards) for i in range(len(shards) + 1)]
    return [Range(low, high - 1, name) for name, low, high in zip(shards, bounds, bounds[1:], strict=False)]


class ShardRouter:
    """Knows which shard holds a person, from the directory's map, which it caches.

    The map is read on the first question, which fails if the directory is down. Later a map that is older
    than `refresh_seconds` is still answered from while a new one is fetched, so that the directory can be
    away without anybody noticing.
    """

    def __init__(
        self,
        load: Callable[[], Awaitable[SlotMap]],
        known_shards: Collection[str],
        *,
        refresh_seconds: float = 30.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._load = load
        self._known = frozenset(known_shards)
        self._refresh_seconds = refresh_seconds
        self._monotonic = monotonic
        self._map: SlotMap | None = None
        self._fetched_at = 0.0
        self._fetching: asyncio.Task[SlotMap] | None = None

    async def shard_of(self, user_id: UserId, workspace_id: WorkspaceId | None = None) -> str:
        """The name of the shard that holds a person's rows.

        Without `workspace_id` the workspace of the calling person is used, if they are the person asked for.

        Raises:
            DatabaseUnavailable: no map was ever read, and the directory can't be reached.
        """
        slots = await self._slots()
        if workspace_id is None and slots.has_placements:
            workspace_id = _workspace_of_caller(user_id)
        return slots.shard_of(slot_of(user_id), workspace_id)

    async def close(self) -> None:
        """Stops a fetch that is under way."""
        if self._fetching is not None:
            self._fetching.cancel()

    async def _slots(self) -> SlotMap:
        if self._map is None:
            return await asyncio.shield(self._fetch())
        if self._monotonic() - self._fetched_at > self._refresh_seconds:
            self._fetch()
        return self._map

    def _fetch(self) -> asyncio.Task[SlotMap]:
        if self._fetching is None:
            self._fetching = asyncio.create_task(self._fetch_now(), name="slot-map")
            self._fetching.add_done_callback(self._fetched)
        return self._fetching

    async def _fetch_now(self) -> SlotMap:
        slots = await self._load()
        unknown = slots.shards - self._known
        if unknown:
            raise SlotMapInvalid(f"no address is set for {', '.join(sorted(unknown))}")
        self._map = slots
        self._fetched_at = self._monotonic()
        return slots

    def _fetched(self, task: asyncio.Task[SlotMap]) -> None:
        self._fetching = None
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            log.warning("slot_map.not_refreshed", error=type(error).__name__)


def _workspace_of_caller(user_id: UserId) -> WorkspaceId | None:
    try:
        principal = current_principal()
    except Unauthenticated:
        return None
    return principal.workspace_id if principal.user_id == user_id else None
